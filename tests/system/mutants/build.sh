#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds one mutant, runs it under each dynamic linker, and asks azlcts about it.
#
# usage: tests/system/mutants/build.sh CASE.c WORK
#
# A case is one C file: the program (APP), the library before (OLD) and after, and for some a sibling
# library (SIBLING).  The program answers 0, or 3 when a result is wrong.  Lines "//: KEY VALUE" say
#	title			what changes
#	happens			outcomes that are right; of two lines the first is for glibc before 2.41
#	rule			the rule that must be told, or -
#	decidable no		only types tell: it must be reported as not checked
#	opens yes		the program opens the library with dlopen()
#	old-map new-map		version scripts; old-flags new-flags app-flags: for gcc
#	sibling			old, new or both; "private": in a folder of its own, "middle": behind one
#				more library
#	new-name		soname and file after the change; new-keeps old: the old one stays, too
#	new-do			a command in the folder of the changed library
#	new-app			a flag with which the program itself is linked anew
#
# WORK/base has the libc and the dynamic linker of the image that azlcts is asked about; WORK/NAME
# gets the answers:
#	old.libs new.libs	the libraries; `app` is built against the old
#	old new			a root of each, with that libc
#	happened		lines LINKER SIDE OUTCOME; outcome is fine, warns, wrong, crashes, stops
#	diff.json ready.json	what azlcts says
# AZLCTS is the program, FIXTURE_ROOT the root whose dynamic linker is the second oracle.
set -uo pipefail
source=$(realpath "$1") name=$(basename "$1" .c)
work=$(realpath "$2")
here=$work/$name
rm -rf "$here"
mkdir -p "$here"/{old,new}.libs
exec 2>"$here/build.log"

said() { sed -n "s|^//: $1 ||p" "$source"; }
die() { echo "$*" >&2; exit 1; }

library() { # side file soname flags...
	local side=$1 file=$2 soname=$3
	shift 3
	gcc -O1 -fPIC -shared -Wno-missing-attributes "-D${side^^}" "$source" -o "$here/$side.libs/$file" \
		-Wl,-soname,"$soname" -Wl,--no-as-needed "$@" || die "$side: $file"
}

map() { # key file
	[ -z "$(said "$1")" ] || { said "$1" >"$2" && echo "-Wl,--version-script=$2"; }
}

build_side() {
	local side=$1 siblings file=libmutant.so.1 folder flags beside=() versions
	siblings=" $(said sibling) "
	folder=$here/$side.libs
	[ "$side" = old ] || [ -z "$(said new-name)" ] || file=$(said new-name)
	read -ra flags <<<"$(said "$side-flags")"
	case $siblings in
	*" $side "* | *' both '*)
		case $siblings in *' private '*) folder+=/private ;; esac
		mkdir -p "$folder"
		versions=$(map sibling-map "$here/sibling.map")
		library "$side" "${folder#"$here/$side.libs"}/libsibling.so.1" libsibling.so.1 \
			-DSIBLING ${versions:+"$versions"}
		beside=("$folder/libsibling.so.1")
		case $siblings in *' middle '*)
			library "$side" "${folder#"$here/$side.libs"}/libmiddle.so.1" libmiddle.so.1 \
				-DSIBLING -DMIDDLE "${beside[@]}"
			beside=("$folder/libmiddle.so.1")
			;;
		esac
		;;
	esac
	versions=$(map "$side-map" "$here/$side.map")
	library "$side" "$file" "$file" "${flags[@]}" "${beside[@]}" ${versions:+"$versions"} \
		-Wl,--allow-shlib-undefined
}

program() { # output flags...
	local out=$1 flags
	shift
	read -ra flags <<<"$(said app-flags)"
	gcc -O1 -Wno-attributes -DAPP "$source" -o "$out" -Wl,-z,now "${flags[@]}" "$@" \
		"$here/old.libs/libmutant.so.1" -Wl,--allow-shlib-undefined || die "app"
}

build_side old
build_side new
extra=$(said new-app)
program "$here/app.old"
[ -z "$extra" ] || program "$here/app.new" "$extra"
[ -n "$extra" ] || ln "$here/app.old" "$here/app.new"
[ "$(said new-keeps)" != old ] || cp "$here/old.libs/libmutant.so.1" "$here/new.libs/"
(cd "$here/new.libs" && bash -c "$(said new-do)") || die "new-do"

outcome() { # command...
	local status=0
	timeout 10 "$@" >/dev/null 2>"$here/err" || status=$?
	cat "$here/err" >&2
	case $status in
	0) [ -s "$here/err" ] && echo warns || echo fine ;;
	3) echo wrong ;;
	1 | 126 | 127) echo stops ;;
	*) echo crashes ;;
	esac
}

for side in old new; do
	libs=$here/$side.libs
	echo "machine $side $(outcome env LD_LIBRARY_PATH="$libs" "$here/app.$side")"
	# A dynamic linker that is called by name does not look at the program's own.
	if [ -n "$extra" ]; then
		echo "image $side $(outcome env LD_LIBRARY_PATH="$libs" "$here/app.$side")"
	else
		echo "image $side $(outcome "$FIXTURE_ROOT/usr/lib64/ld-linux-x86-64.so.2" --library-path \
			"$libs:$FIXTURE_ROOT/usr/lib64" "$here/app.$side")"
	fi
	mkdir -p "$here/$side"/usr/{bin,lib64}
	ln -s usr/lib64 "$here/$side/lib64"
	cp -al "$work"/base/. "$libs"/. "$here/$side/usr/lib64/"
done >"$here/happened"

# Who opens a library at run time imports nothing of it: then the library itself is asked about.  A
# program that is another one itself is a part of the system, not one that feels its change.
consumer=(--consumer "$here/app.new") asked=$here/app.new
if [ -n "$(said opens)" ]; then
	consumer=() asked=$here/new.libs/libmutant.so.1
fi
if [ -n "$extra" ]; then
	consumer=()
	cp "$here/app.old" "$here/old/usr/bin/app"
	cp "$here/app.new" "$here/new/usr/bin/app"
fi
"$AZLCTS" diff "$here/old" "$here/new" --abi --severity info "${consumer[@]}" --json \
	-o "$here/diff.json"
echo "diff $?" >>"$here/happened"
"$AZLCTS" ready "$asked" --image "$here/new" --json >"$here/ready.json"
echo "ready $?" >>"$here/happened"
