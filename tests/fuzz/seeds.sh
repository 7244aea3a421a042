#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Seeds that are no text, made anew: streams of the probe, ELF files from the compiler, and caches
# from ldconfig where there is one.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=build/seeds
probe=build/sanitize/azlcts-probe
[ ! -d $out ] || [ "$probe" -nt $out ] || [ "$0" -nt $out ] || exit 0
rm -rf $out
mkdir -p $out/wire $out/elf $out/ldcache $out/root/etc $out/root/usr/bin
trap 'rm -rf $out/root' EXIT

printf 'ID=azurelinux\nVERSION_ID=4.0\n' >$out/root/etc/os-release
printf 'root:x:0:0::/root:/bin/sh\n' >$out/root/etc/passwd
ln -s ../bin/true $out/root/usr/bin/false
"$probe" --root $out/root >$out/wire/tree
for cut in 1 20 100 -40 -1; do head -c $cut $out/wire/tree >"$out/wire/cut$cut"; done

code='int shared(int x) { return x + 1; } __attribute__((weak)) extern int other(void); int use(void) { return other ? other() : 0; }'
echo "$code" | ${CC:-gcc} -xc -shared -fPIC -Wl,-soname,libx.so.1 -o $out/elf/shared -
echo "$code int main(void) { return use(); }" | ${CC:-gcc} -xc -fPIE -pie -o $out/elf/pie -
echo "$code" | ${CC:-gcc} -xc -c -o $out/elf/object -
for cut in 16 64 120 600 2000; do head -c $cut $out/elf/shared >"$out/elf/cut$cut"; done

# Versions, a note with JSON in it, and a copy relocation.
(
	cd $out/elf
	echo 'V_1 { global: shared; }; V_2 { global: object; local: *; } V_1;' >../map
	cat >../versions.s <<-'END'
		.section .note.GNU-stack,"",@progbits
		.pushsection .note.dlopen,"a",%note
		.balign 4
		.long 4, 2f-1f, 0x407c0c0a
		.asciz "FDO"
		1: .asciz "[{\"soname\":[\"a\",\"b\"],\"priority\":\"required\",\"x\":{\"y\":[1]}}]"
		2: .balign 4
		.popsection
	END
	echo 'int object = 1; int shared(void) { return object; }' >../versions.c
	echo 'extern int object; int _start(void) { return object; }' >../copy.c
	${CC:-gcc} -shared -fPIC -nostdlib -Wl,--version-script=../map -o versions ../versions.[cs]
	${CC:-gcc} -fno-pic -no-pie -nostdlib -o copy ../copy.c ./versions
	rm ../map ../versions.[cs] ../copy.c
)
for folder in lib lib/glibc-hwcaps/x86-64-v2; do
	mkdir -p $out/root/$folder
	cp $out/elf/shared $out/root/$folder/libx.so.1
done
echo "$PWD/$out/root/lib" >$out/root/conf
for format in new compat old; do
	/sbin/ldconfig -X -c $format -C $out/ldcache/$format -f $out/root/conf 2>/dev/null || true
done
# Those have all of this machine's libraries; a fuzzer finds more in small ones.
word() { printf '%b\0\0\0' "\\x$(printf %02x "$1")"; }
old() { # one entry
	printf 'ld.so-1.7.0\0' && word 1 && printf '\3\3\0\0' && word 0 && word 5
}
new() { # one entry, for a folder; $1: where it begins
	printf 'glibc-ld.so.cache1.1' && word 1 && word 20 && word 2 && word $(($1 + 92))
	word 0 && word 0 && word 0
	printf '\3\3\0\0' && word 72 && word 77 && word 0 && word 0 && printf '\0\0\0\x40'
	printf 'liba\0/lib/liba\0v2\0\0\0'
	printf '\x74\x21\xa4\xea' && word 1
	word 1 && word 0 && word $(($1 + 116)) && word 4
	word $(($1 + 87))
}
(old && printf 'liba\0/lib/liba\0') >$out/ldcache/small-old
new 0 >$out/ldcache/small-new
(old && word 0 && new 32) >$out/ldcache/small-both
