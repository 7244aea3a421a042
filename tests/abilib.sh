# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Small systems of libraries for the tests of diff, contract and ready, made with gcc.

# A root directory with this machine's C library, the dynamic linker and a shell in it.
abi_root() { # dir
	local file
	mkdir -p "$1/etc" "$1/usr/bin" "$1/usr/lib64"
	ln -sfn usr/bin "$1/bin"
	ln -sfn usr/lib64 "$1/lib64"
	ln -sfn usr/lib64 "$1/lib"
	printf 'ID=made\nVERSION_ID=1\nPRETTY_NAME="Made 1"\n' >"$1/etc/os-release"
	for file in $(ldd /bin/sh | grep -oE '/[^ )]+'); do
		cp -L "$file" "$1/usr/lib64/"
	done
	cp -L /bin/sh "$1/usr/bin/sh"
	cp -L "$(command -v env)" "$1/usr/bin/env"
}

# A library libshape.so.1 with version nodes; words choose what it has.
abi_shape() { # dir words...
	local dir=$1 word
	shift
	: >"$T/shape.c"
	: >"$T/shape.map"
	echo 'SHAPE_1 { global: shape_area; shape_name;' >"$T/shape.map"
	echo 'int shape_area(int a){return a*a;}' >"$T/shape.c"
	for word in "$@"; do
		case $word in
		name) echo 'const char shape_name[8]="square";' >>"$T/shape.c" ;;
		longname) echo 'const char shape_name[16]="square";' >>"$T/shape.c" ;;
		edge) echo 'int shape_edge(void){return 1;}' >>"$T/shape.c" && echo 'shape_edge;' >>"$T/shape.map" ;;
		new) echo 'int shape_new(void){return 2;}' >>"$T/shape.c" ;;
		esac
	done
	echo 'local: *; };' >>"$T/shape.map"
	case " $* " in *' new '*) echo 'SHAPE_2 { global: shape_new; } SHAPE_1;' >>"$T/shape.map" ;; esac
	mkdir -p "$dir"
	gcc -shared -fPIC -O1 -Wl,-soname,libshape.so.1 -Wl,--version-script="$T/shape.map" \
		-Wl,-z,now -o "$dir/libshape.so.1" "$T/shape.c"
}

# A program that calls functions of libshape.so.1.
abi_app() { # out dir-of-library gcc-options... ; functions on stdin
	local out=$1 dir=$2 function
	shift 2
	{
		echo '#include <stdio.h>'
		while read -r function; do
			echo "int $function(); static int use_$function(void){return $function(1);}"
			echo "#define USED use_$function"
		done
		echo 'int main(void){ return USED() > 100; }'
	} >"$T/app.c"
	mkdir -p "$(dirname "$out")"
	gcc -O1 -w -Wl,-z,now -o "$out" "$T/app.c" -L"$dir" -l:libshape.so.1 "$@"
}
