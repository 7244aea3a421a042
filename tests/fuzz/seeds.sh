#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Seeds that are no text, made anew: streams of the probe, and ELF files from the compiler.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=build/seeds
probe=build/sanitize/azlcts-probe
[ ! -d $out ] || [ "$probe" -nt $out ] || [ "$0" -nt $out ] || exit 0
rm -rf $out
mkdir -p $out/wire $out/elf $out/root/etc $out/root/usr/bin
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
