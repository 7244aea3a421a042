#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ready: runs, runs with packages, blocked, not decided; the dynamic linker of this machine says the same.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"
abi_root "$T/root"
abi_shape "$T/full" name edge
echo shape_edge | abi_app "$T/app/bin/app" "$T/full"

run 2 "$AZLCTS" ready "$T/app"
has err '--image'
run 2 "$AZLCTS" ready "$T/app" --image "$T/root" --at opt
has err 'no absolute path'
run 2 "$AZLCTS" ready "$T/app" --image "$T/gone"
run 2 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/full"
has err 'no packages'
head -c 1M /dev/zero >"$T/disk.raw"
printf '\xaa' | dd of="$T/disk.raw" bs=1 seek=511 conv=notrunc status=none
printf '\x55' | dd of="$T/disk.raw" bs=1 seek=510 conv=notrunc status=none
run 2 "$AZLCTS" ready "$T/app" --image "$T/disk.raw"

# blocked: the library is nowhere
run 1 "$AZLCTS" ready "$T/app" --image "$T/root"
has out 'app: blocked (1 ELF file, 0 scripts)'
has out '/opt/app/bin/app'
has out 'libshape.so.1'
has out "dnf install 'libshape.so.1()(64bit)'"

cp -r "$T/app" "$T/twice"
cp "$T/app/bin/app" "$T/twice/bin/other"
run 1 "$AZLCTS" ready "$T/twice" --image "$T/root"
has out 'so it is with 1 more file; --json names it'
run 1 "$AZLCTS" ready "$T/twice" --image "$T/root" --json
has out '/opt/twice/bin/other'

# blocked: it is shipped where nobody looks, and the remedy says how to find it
mkdir -p "$T/lost/lib" "$T/lost/bin"
cp "$T/full/libshape.so.1" "$T/lost/lib/"
cp "$T/app/bin/app" "$T/lost/bin/"
run 1 "$AZLCTS" ready "$T/lost" --image "$T/root"
has out "\$ORIGIN/../lib'"
# shellcheck disable=SC2016
echo shape_edge | abi_app "$T/found/bin/app" "$T/full" '-Wl,-rpath,$ORIGIN/../lib'
mkdir -p "$T/found/lib"
cp "$T/full/libshape.so.1" "$T/found/lib/"
run 0 "$AZLCTS" ready "$T/found" --image "$T/root"
has out 'found: runs (2 ELF files, 0 scripts)'
claim "and it runs here" "$T/found/bin/app"

# two products that need one another, each with its verdict
run 0 "$AZLCTS" ready "$T/full" "$T/app" --image "$T/root" --at /usr/lib64
has out 'app: runs'
has out 'full: runs'

# two of one name would hide each other
mkdir -p "$T/other/app"
cp "$T/found/bin/app" "$T/other/app/"
run 2 "$AZLCTS" ready "$T/app" "$T/other/app" --image "$T/root"
has err "$T/app and $T/other/app: both would be put at /opt/app"
run 1 "$AZLCTS" ready "$T/app" "$T/other/app" --image "$T/root" --at /srv

# ... nor is it seen what one of them hides at one place
mkdir -p "$T/clash/bin"
cp /usr/bin/true "$T/clash/bin/app"
run 4 "$AZLCTS" ready "$T/clash" "$T/found" --image "$T/root" --at /srv
has out '/srv/bin/app: two products have it'

# blocked: the symbol is not there
abi_shape "$T/found/lib" name
run 1 "$AZLCTS" ready "$T/found" --image "$T/root"
has out 'shape_edge'
has out 'SHAPE_1'
claim "nor does it run here" sh -c "! '$T/found/bin/app' 2>/dev/null"
run 0 "$AZLCTS" ready "$T/found" --image "$T/root" --except '*/bin/app'
has out 'left out as you asked'

# blocked: a version that the image's C library lacks
cat >"$T/new.c" <<'C'
__asm__(".symver getpid_,getpid@GLIBC_2.999");
int getpid_(void);
int main(void) { return getpid_() == 0; }
C
cat >"$T/fake.c" <<'C'
int getpid(void) { return 1; }
C
echo 'GLIBC_2.999 { global: getpid; };' >"$T/fake.map"
mkdir -p "$T/fake" "$T/new/bin"
gcc -shared -fPIC -w -Wl,-soname,libc.so.6 -Wl,--version-script="$T/fake.map" -o "$T/fake/libc.so.6" "$T/fake.c"
gcc -w -nostdlib -nostartfiles -Wl,-e,main -o "$T/new/bin/new" "$T/new.c" "$T/fake/libc.so.6"
run 1 "$AZLCTS" ready "$T/new" --image "$T/root"
has out 'GLIBC_2.999'
has out 'remedy: build on a system with glibc 2.'
claim "nor does it start here" sh -c "! '$T/new/bin/new' 2>/dev/null"

# blocked: a newer processor, another C library, an executable stack in a library
mkdir -p "$T/isa" "$T/musl" "$T/stack"
echo 'int main(void) { return 0; }' >"$T/main.c"
gcc -Wl,-z,x86-64-v3 -o "$T/isa/fast" "$T/main.c"
run 1 "$AZLCTS" ready "$T/isa" --image "$T/root"
has out 'x86-64-v3'
has out '--isa'
run 0 "$AZLCTS" ready "$T/isa" --image "$T/root" --isa x86-64-v3
run 2 "$AZLCTS" ready "$T/isa" --image "$T/root" --isa x86-64-v9
gcc -Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1 -o "$T/musl/small" "$T/main.c"
run 1 "$AZLCTS" ready "$T/musl/small" --image "$T/root"
has out '/opt/small/small'
has out 'take the build for glibc'
gcc -shared -fPIC -Wl,-z,execstack -o "$T/stack/plug.so" "$T/fake.c"
run 1 "$AZLCTS" ready "$T/stack" --image "$T/root"
has out 'noexecstack'
gcc -static -o "$T/isa/alone" "$T/main.c" && rm "$T/isa/fast"
run 0 "$AZLCTS" ready "$T/isa" --image "$T/root"

# libraries for newer processors: fine as such, but they must have what the baseline has
variants=$T/variants/lib/glibc-hwcaps/x86-64-v3
mkdir -p "$variants"
echo 'int where(void){return 0;}' >"$T/where.c"
echo 'int other(void){return 0;}' >"$T/other.c"
echo 'int where(void); int main(void){return where();}' >"$T/there.c"
gcc -shared -fPIC -Wl,-soname,libwhere.so.1 -o "$T/variants/lib/libwhere.so.1" "$T/where.c"
gcc -shared -fPIC -Wl,-soname,libwhere.so.1 -Wl,-z,x86-64-v3 -o "$variants/libwhere.so.1" "$T/where.c"
# shellcheck disable=SC2016
gcc -o "$T/variants/app" "$T/there.c" -L"$T/variants/lib" -l:libwhere.so.1 '-Wl,-rpath,$ORIGIN/lib'
run 0 "$AZLCTS" ready "$T/variants" --image "$T/root"
has out 'variants: runs (3 ELF files'
gcc -shared -fPIC -Wl,-soname,libwhere.so.1 -Wl,-z,x86-64-v3 -o "$variants/libwhere.so.1" "$T/other.c"
run 1 "$AZLCTS" ready "$T/variants" --image "$T/root"
has out 'on machines of level x86-64-v3'

# the image has it, but its cache is from before
mkdir -p "$T/stale/usr/local/lib" "$T/cached"
cp -a "$T/root/." "$T/stale"
echo /usr/local/lib >"$T/stale/etc/ld.so.conf"
/sbin/ldconfig -r "$T/stale"
cp "$T/variants/lib/libwhere.so.1" "$T/stale/usr/local/lib/"
gcc -o "$T/cached/app" "$T/there.c" -L"$T/variants/lib" -l:libwhere.so.1
run 1 "$AZLCTS" ready "$T/cached" --image "$T/stale"
has out 'run ldconfig'
/sbin/ldconfig -r "$T/stale"
run 0 "$AZLCTS" ready "$T/cached" --image "$T/stale"

# linked by a path; opened by a run path of its own
mkdir -p "$T/bypath/lib" "$T/opens/lib"
gcc -shared -fPIC -o "$T/bypath/lib/libwhere.so" "$T/where.c"
(cd "$T/bypath" && gcc -o app "$T/there.c" lib/libwhere.so)
run 1 "$AZLCTS" ready "$T/bypath" --image "$T/root"
has out 'give the library a soname'
cat >"$T/note.c" <<'C'
__asm__(".pushsection .note.dlopen,\"a\",@note\n.balign 4\n.long 4,2f-1f,0x407c0c0a\n.asciz \"FDO\"\n"
	"1: .ascii \"[{\\\"priority\\\":\\\"required\\\",\\\"soname\\\":[\\\"libwhere.so.1\\\"]}]\"\n"
	".byte 0\n2: .balign 4\n.popsection");
int main(void) { return 0; }
C
# shellcheck disable=SC2016
gcc -o "$T/opens/app" "$T/note.c" '-Wl,-rpath,$ORIGIN/lib'
run 1 "$AZLCTS" ready "$T/opens" --image "$T/root"
has out 'opens libwhere.so.1 at run time'
cp "$T/variants/lib/libwhere.so.1" "$T/opens/lib/"
run 0 "$AZLCTS" ready "$T/opens" --image "$T/root"

# scripts: interpreters, env, and Windows
mkdir -p "$T/scripts"
printf '#!/bin/sh\ntrue\n' >"$T/scripts/good"
printf '#!/usr/bin/env sh\ntrue\n' >"$T/scripts/envgood"
printf '#!/usr/bin/env -S sh -e\ntrue\n' >"$T/scripts/split"
chmod 755 "$T/scripts"/*
run 0 "$AZLCTS" ready "$T/scripts" --image "$T/root"
has out 'scripts: runs (0 ELF files, 3 scripts)'
has out 'only the interpreter was looked at'
printf '#!/usr/bin/python9 -I\n' >"$T/scripts/py"
printf '#!/usr/bin/env sh -e\n' >"$T/scripts/unsplit"
printf '#!/bin/sh\r\n' >"$T/scripts/dos"
printf '#!/nowhere\n' >"$T/scripts/notexecutable"
printf '#!/usr/bin/env -i sh\n' >"$T/scripts/unsplit-option"
printf '#!/usr/bin/env -iS sh -e\n' >"$T/scripts/split-option"
chmod 755 "$T/scripts"/{py,unsplit,unsplit-option,split-option,dos}
run 1 "$AZLCTS" ready "$T/scripts" --image "$T/root"
has out '/opt/scripts/py: is run by /usr/bin/python9, which is not there'
has out 'env -S sh -e'
has out 'env -S -i sh'
has_not out 'split-option and'
has_not out '/split-option'
has out 'end its lines with LF'
has_not out '/nowhere'
tar -C "$T/scripts" -cf "$T/scripts.tar" good py
run 1 "$AZLCTS" ready "$T/scripts.tar" --image "$T/root" --at /srv/x
has out '/srv/x/py'
mkdir -p "$T/tool"
cp /bin/sh "$T/tool/mine"
printf '#!/lib64/tool/mine\n' >"$T/tool/script"
chmod 755 "$T/tool/script"
run 0 "$AZLCTS" ready "$T/tool" --image "$T/root" --at /lib64/tool

# not decided: nothing to run; unreadable; a host that is not here
mkdir "$T/data"
echo data >"$T/data/readme"
run 4 "$AZLCTS" ready "$T/data" --image "$T/root"
has out 'not decided'
has out 'nothing to run'
mkdir "$T/cut"
head -c 300 "$T/app/bin/app" >"$T/cut/app"
run 4 "$AZLCTS" ready "$T/cut" --image "$T/root"
cp "$T/isa/alone" "$T/cut/whole"
head -c 40 "$T/app/bin/app" >"$T/cut/app"
run 4 "$AZLCTS" ready "$T/cut" --image "$T/root"
has out '/opt/cut/app could not be read'
mkdir "$T/plugin"
echo 'int host_gives(void); int plug(void){return host_gives();}' >"$T/plug.c"
gcc -shared -fPIC -w -o "$T/plugin/plug.so" "$T/plug.c"
run 4 "$AZLCTS" ready "$T/plugin" --image "$T/root"
has out 'host_gives'
for i in 1 2 3 4 5 6 7 8 9; do cp "$T/plugin/plug.so" "$T/plugin/plug$i.so"; done
run 4 "$AZLCTS" ready "$T/plugin" --image "$T/root"
has out 'not decided: and 2 more like these; --json names them'
cp "$T/app/bin/app" "$T/plugin/zapp"
run 1 "$AZLCTS" ready "$T/plugin" --image "$T/root"
claim "what blocks comes first" sh -c "sed -n 2p '$T/out' | grep -q '^  /opt/plugin/zapp wants libshape.so.1'"
rm "$T/plugin"/plug?.so "$T/plugin/zapp"
run 4 "$AZLCTS" ready "$T/found" --image "$T/data"
has out 'has no program and no library'

# evidence that lost something never makes it run
run 0 "$AZLCTS" collect "$T/root" -o "$T/root.out"
mkdir -p "$T/good/lib"
cp "$T/full/libshape.so.1" "$T/good/lib/"
cp -r "$T/found/bin" "$T/good/"
run 0 "$AZLCTS" collect "$T/good" -o "$T/good.out"
run 0 "$AZLCTS" ready "$T/good.out" --image "$T/root.out"
has out 'good.out: runs (2 ELF files'
lose() { # image|product statement
	local image=$T/root.out product=$T/good.out status=0
	rm -rf "$T/lost.out"
	cp -r "$T/$([ "$1" = image ] && echo root || echo good).out" "$T/lost.out"
	/usr/bin/python3 -c 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()' \
		"$T/lost.out/evidence.db" "$2" || not_ok "cannot: $2"
	[ "$1" = image ] && image=$T/lost.out || product=$T/lost.out
	"$AZLCTS" ready "$product" --image "$image" >"$T/out" 2>"$T/err" || status=$?
	claim "not without it: $1: $2" test $status -eq 1 -o $status -eq 4
}
for side in image product; do
	lose $side "DELETE FROM part WHERE name = 'elf'"
	lose $side "DELETE FROM part WHERE name = 'files'"
	lose $side "UPDATE part SET state = 'failed', reason = 'x' WHERE name = 'elf'"
	lose $side "UPDATE elf SET error = 'cut'"
	lose $side "DELETE FROM elf"
	lose $side "UPDATE elf SET machine = 'aarch64'"
done
lose image "DELETE FROM elf WHERE soname = 'libc.so.6'"
lose image "DELETE FROM elf WHERE path LIKE '%ld-linux%'"
lose image "DELETE FROM stored_elf_verdef WHERE number > 2"
lose image "DELETE FROM stored_elf_export"
lose product "UPDATE elf SET runpath = NULL"
lose product "DELETE FROM elf WHERE type = 'shared'"

# one that is blocked is seen behind hundreds that are open, and it is among those that are shown
mkdir -p "$T/many"
echo 'int napi_x(void); int plug(void){return napi_x();}' >"$T/plug.c"
gcc -shared -fPIC -o "$T/many/1.node" "$T/plug.c"
for i in $(seq 2 230); do cp "$T/many/1.node" "$T/many/$i.node"; done
cp "$T/app/bin/app" "$T/many/zz"
run 1 "$AZLCTS" ready "$T/many" --image "$T/root" --json
is "the one that blocks is among them" "$(json "$T/out" \
	'[r["kind"] for p in d["products"] for r in p["reasons"] if r["kind"] == "library"]')" "['library']"
claim "all are counted" test "$(json "$T/out" 'd["products"][0]["reasons_total"]')" -ge 230

# a product that replaces all that the image has does not hide what the image is
cp -r "$T/root" "$T/whole"
run 0 "$AZLCTS" ready "$T/whole" --image "$T/root" --at /
has out 'whole: runs'

# what is left of a program is no program, and is not passed over
mkdir -p "$T/stump/bin"
cp /usr/bin/true "$T/stump/bin/true"
printf '\177ELFgarb' >"$T/stump/bin/stump"
run 4 "$AZLCTS" ready "$T/stump" --image "$T/root"
has out '/opt/stump/bin/stump'
has out 'cut short'

# the document
run 1 "$AZLCTS" ready "$T/app" "$T/found" --image "$T/root" --json
cp "$T/out" "$T/one.json"
run 1 "$AZLCTS" ready "$T/app" "$T/found" --image "$T/root.out" --json -o "$T/two.json"
claim "the same bytes from evidence and from the root" cmp "$T/one.json" "$T/two.json"
is "the worst counts" "$(json "$T/one.json" 'd["verdict"]')" blocked
run 4 "$AZLCTS" ready "$T/data" --image "$T/root" --json -o "$T/four.json"
run 0 "$AZLCTS" ready "$T/full" --image "$T/root" --json -o "$T/zero.json"
bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/ready.schema.json" "$T"/{one,four,zero}.json >"$T/claim"
status=$?
[ $status -eq 77 ] || claim "documents follow the schema" test $status -eq 0
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
finish
