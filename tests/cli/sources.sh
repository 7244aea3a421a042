#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What is no image: package files, archives, folders and programs as sources.  Reading one is
# reading only; what is hostile is refused in words; unpacked is the same as unpacked by tar.
. "$(dirname "$0")/../lib.sh"

collect() { # expected-status source out [options]
	local want=$1 source=$2 out=$3
	shift 3
	run "$want" "$AZLCTS" collect "$source" -o "$T/$out" --suites "$TOP/suites" "$@"
}

ask() { # evidence, statement
	/usr/bin/python3 -c 'import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]):
    print("|".join("-" if v is None else str(v) for v in row))' "$T/$1/evidence.db" "$2"
}

refused() { # source, words: status 2, one line, no evidence
	collect 2 "$1" refused --force
	one_line
	has err "$2"
	claim 'no evidence' test ! -e "$T/refused/evidence.db"
	claim 'nothing is left behind' test -z "$(find "$T/refused" -name '.work*')"
}

# A folder with all that a payload may hold.
tree=$T/tree
mkdir -p "$tree/bin" "$tree/lib/deep" "$tree/etc/ssh"
printf 'int answer(void);\nint answer(void) { return 42; }\n' >"$T/a.c"
printf 'int answer(void);\nint main(void) { return answer() != 42; }\n' >"$T/m.c"
gcc -shared -fPIC -Wl,-soname,libanswer.so.1 -o "$tree/lib/libanswer.so.1.0" "$T/a.c"
ln -s libanswer.so.1.0 "$tree/lib/libanswer.so.1"
ln -s libanswer.so.1 "$tree/lib/libanswer.so"
gcc -o "$tree/bin/ask" "$T/m.c" -L"$tree/lib" -lanswer
ln "$tree/bin/ask" "$tree/bin/ask-too"
ln -s /nowhere "$tree/lib/deep/dangling"
printf 'PermitRootLogin no\n' >"$tree/etc/ssh/sshd_config"
printf '#!/bin/sh -e\n' >"$tree/bin/script"
: >"$tree/lib/empty"
chmod 4755 "$tree/bin/ask"
chmod 0000 "$tree/lib/empty"
chmod 1777 "$tree/lib/deep"
mkfifo -m 640 "$tree/lib/pipe"
sum() { (cd "$1" && find . -printf '%p %y %m %s %l %T@ %C@\n' | sort | sha256sum); }

# A large program is read as any other.
mkdir "$T/large"
cp "$tree/bin/ask" "$T/large/ask"
head -c 20M /dev/zero >>"$T/large/ask"
collect 0 "$T/large" large
is 'a large program' "$(ask large "SELECT path, interpreter IS NOT NULL, error IS NULL FROM elf")" '/ask|1|1'
is 'its imports' "$(ask large "SELECT count(*) FROM elf_import WHERE name = 'answer'")" 1

# Binaries: a folder, a link to it, one file.
before=$(sum "$tree")
collect 0 "$tree" folder --source binaries # bin and etc: it looks like a root
is 'a folder is binaries' "$(ask folder "SELECT value FROM meta WHERE key = 'source.kind'")" binaries
is 'parts' "$(ask folder "SELECT name, state FROM part ORDER BY 1" | tr '\n' ' ')" \
	'elf|complete files|complete '
is 'two names, two ELF files, and the library' "$(ask folder 'SELECT path FROM elf ORDER BY id' | tr '\n' ' ')" \
	'/bin/ask /bin/ask-too /lib/libanswer.so.1.0 '
is 'owners of a folder are facts' "$(ask folder 'SELECT count(*) FROM file WHERE uid IS NULL')" 0
is 'the folder is as it was' "$(sum "$tree")" "$before"
ln -s tree "$T/link"
collect 0 "$T/link" by-link --source binaries
same="SELECT path, type, mode, size, target, sha256 FROM file"
is 'a link to a folder is the folder' "$(ask by-link "$same" | sha256sum)" "$(ask folder "$same" | sha256sum)"
before=$(sha256sum <"$tree/bin/ask")
collect 0 "$tree/bin/ask" one
is 'a program is one path' "$(ask one 'SELECT path, type, mode FROM file')" "/ask|file|$((04755))"
is 'and one ELF file' "$(ask one 'SELECT id, path, type FROM elf')" '0|/ask|executable'
is 'with what it needs' "$(ask one "SELECT soname FROM elf_needed ORDER BY position LIMIT 1")" libanswer.so.1
is 'its digest is a fact' "$(ask one "SELECT value FROM meta WHERE key = 'source.sha256'")  -" "$before"
is 'the program is as it was' "$(sha256sum <"$tree/bin/ask")" "$before"
mkdir -p "$T/empty/empty"
refused "$T/empty" 'nothing to look at'
collect 2 "$T/empty" refused --force --source rpm
has err 'no packages'
collect 2 "$T/empty" refused --force --source archive
one_line
printf 'just a text\n' >"$T/text"
refused "$T/text" 'no disk image'
truncate -s 4096 "$T/zeros"
refused "$T/zeros" 'no disk image'

# Archives, packed in every way: all say the same, and the same as what tar unpacks.
facts="SELECT path, type, mode, size, target, sha256, caps FROM file WHERE path <> '/' ORDER BY 1"
elves="SELECT e.id, e.path, e.soname, x.name, x.version, x.size FROM elf AS e
	LEFT JOIN elf_export AS x ON x.elf = e.id ORDER BY 1, 4"
texts='SELECT path, content FROM text ORDER BY 1'
facts() { { ask "$1" "$facts"; ask "$1" "$elves"; ask "$1" "$texts"; } | sha256sum; }
tar -C "$tree" -cf "$T/p.tar" .
mkdir "$T/by-tar"
tar -C "$T/by-tar" -xpf "$T/p.tar"
collect 0 "$T/by-tar" untarred --source binaries
gzip -k "$T/p.tar"
xz -k "$T/p.tar"
zstd -q -k "$T/p.tar"
bzip2 -k "$T/p.tar"
tar -C "$tree" --format=v7 -cf "$T/v7.tar" .
tar -C "$tree" --format=pax -cf "$T/pax.tar" .
for a in p.tar p.tar.gz p.tar.xz p.tar.zst p.tar.bz2 pax.tar; do
	before=$(sha256sum <"$T/$a")
	collect 0 "$T/$a" archive --force
	is "$a is the folder" "$(facts archive)" "$(facts untarred)"
	is "$a is an archive" "$(ask archive "SELECT value FROM meta WHERE key = 'source.kind'")" archive
	is "owners of $a are no facts" "$(ask archive 'SELECT count(*) FROM file WHERE uid IS NOT NULL OR gid IS NOT NULL')" 0
	is "$a is as it was" "$(sha256sum <"$T/$a")" "$before"
done
collect 0 "$T/v7.tar" v7
is 'a tar without magic' "$(ask v7 "$elves" | sha256sum)" "$(ask untarred "$elves" | sha256sum)"
is 'a text is evidence' "$(ask archive 'SELECT path FROM text')" /etc/ssh/sshd_config
/usr/bin/python3 - "$tree" "$T/p.zip" <<'PY'
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as z:
    z.write(sys.argv[1] + "/bin/ask", "product/ask")
PY
collect 0 "$T/p.zip" zip
is 'a zip' "$(ask zip 'SELECT path, mode FROM file ORDER BY 1' | tr '\n' ' ')" \
	"/|$((0755)) /product|$((0755)) /product/ask|$((04755)) "
mkdir "$T/deb"
printf '2.0\n' >"$T/deb/debian-binary"
tar -C "$T/deb" -cJf "$T/deb/control.tar.xz" debian-binary
cp "$T/p.tar.xz" "$T/deb/data.tar.xz"
(cd "$T/deb" && ar rc ../p.deb debian-binary control.tar.xz data.tar.xz)
collect 0 "$T/p.deb" deb
is 'a .deb is what it installs' "$(facts deb)" "$(facts untarred)"

# Archives that lie.
head -c 30000 "$T/p.tar" >"$T/cut.tar"
refused "$T/cut.tar" 'cut.tar'
cp "$T/p.tar" "$T/damaged.tar"
printf 'X' | dd of="$T/damaged.tar" bs=1 seek=612 conv=notrunc status=none
refused "$T/damaged.tar" 'Damaged tar archive, after 1 entries'
head -c 3000 "$T/p.tar.gz" >"$T/cut.tar.gz"
refused "$T/cut.tar.gz" 'entries'
head -c -500 "$T/p.deb" >"$T/cut.deb"
refused "$T/cut.deb" 'cut.deb'
head -c -40 "$T/p.zip" >"$T/cut.zip"
refused "$T/cut.zip" 'cut.zip'
printf 'no tar\n' | gzip >"$T/text.gz"
refused "$T/text.gz" 'text.gz'
tar -C "$T/empty" -cf "$T/nothing.tar" .
refused "$T/nothing.tar" 'nothing to look at'
/usr/bin/python3 - "$T" <<'PY'
import io, sys, tarfile
top = sys.argv[1]
def make(name, *entries, cut=None):
    path = f"{top}/{name}.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as t:
        for entry in entries:
            i = tarfile.TarInfo(entry[0])
            i.type = entry[1]
            i.linkname = entry[2] if len(entry) > 2 else ""
            i.size = 4 if i.type == tarfile.REGTYPE else 0
            t.addfile(i, io.BytesIO(b"evil"))
    if cut:
        with open(path, "r+b") as f:
            f.truncate(cut)
R, L, H, C, D = tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE
make("dotdot", ("a/../../evil", R))
make("absolute", (f"{top}/evil", R))
make("through", ("out", L, top), ("out/evil", R))
make("through-folder", ("out", L, top), ("out/evil", D))
make("overwrite", ("out", L, f"{top}/evil"), ("out", R))
make("link-out", ("evil", H, "../../../../../../etc/passwd"))
make("link-absolute", ("evil", H, "/etc/passwd"))
make("link-through", ("out", L, "/etc"), ("evil", H, "out/passwd"))
make("replaced", ("a/b", R), ("a", L, top))
make("device", ("dev/null", C), ("a", R))
make("between", ("a", R), ("b", R), cut=2048)
# A sparse file of 20 GiB, as GNU tar 1.0 puts it into a pax header.
i = tarfile.TarInfo("sparse")
data = b"1\n0\n4\n".ljust(512, b"\0") + b"evil"
i.size = len(data)
i.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "sparse",
                 "GNU.sparse.realsize": str(20 << 30)}
with tarfile.open(f"{top}/sparse.tar", "w", format=tarfile.PAX_FORMAT) as t:
    t.addfile(i, io.BytesIO(data))
with tarfile.open(f"{top}/latin.tar", "w", format=tarfile.PAX_FORMAT) as t:
    t.addfile(tarfile.TarInfo("gr\u00fc\u00df"))
with tarfile.open(f"{top}/latin-gnu.tar", "w", format=tarfile.GNU_FORMAT) as t:
    t.addfile(tarfile.TarInfo("gr\u00fc\u00df"))
PY
refused "$T/dotdot.tar" "a name with '..'"
refused "$T/absolute.tar" 'an absolute name'
refused "$T/through.tar" "goes through 'out', which is no folder"
refused "$T/through-folder.tar" "goes through 'out', which is no folder"
refused "$T/link-out.tar" "a name with '..'"
refused "$T/link-absolute.tar" 'an absolute name'
refused "$T/link-through.tar" 'which is no file before it'
refused "$T/replaced.tar" 'was a folder before'
refused "$T/between.tar" 'the end is missing, after 2 entries'
gzip -k "$T/between.tar" # whole to gzip
refused "$T/between.tar.gz" 'the end is missing, after 2 entries'
refused "$T/sparse.tar" 'more than 16384 MiB'
claim 'nothing was written outside' test ! -e "$T/evil"
collect 0 "$T/overwrite.tar" overwrite
claim 'a link that is replaced is not followed' test ! -e "$T/evil"
is 'the later entry counts' "$(ask overwrite "SELECT type FROM file WHERE path = '/out'")" file
collect 0 "$T/device.tar" device
is 'a device is said, not made' "$(ask device "SELECT path, type FROM file WHERE type = 'character'")" \
	'/dev/null|character'
for a in latin latin-gnu; do
	collect 0 "$T/$a.tar" latin --force
	is "letters of $a" "$(ask latin "SELECT path FROM file WHERE type = 'file'")" '/grüß'
done

# A disk that is nearly full is told before it is.
if unshare -m true 2>/dev/null; then
	mkdir "$T/small"
	# shellcheck disable=SC2016 # the inner shell's
	run 3 unshare -m bash -c 'mount -t tmpfs -o size=100m none "$1" && shift && exec "$@"' - \
		"$T/small" "$AZLCTS" collect "$T/p.tar" -o "$T/small/out" --suites "$TOP/suites"
	one_line
	has err 'the disk has to spare'
fi

# Packages.
spec() { # name version contents
	cat <<SPEC
Name: $1
Version: $2
Release: 1
Summary: s
License: MIT
BuildArch: x86_64
AutoReqProv: no
Requires: something >= 3
%define _binary_payload ${4:-w3.zstdio}
%description
d
%install
cp -a $tree %{buildroot}/opt
rm -f %{buildroot}/opt/lib/pipe
mkdir -p %{buildroot}/usr/share
echo '$3' >%{buildroot}/usr/share/$1
%post
true
%files
/opt
%attr(4711,root,root) /usr/share/$1
%ghost /var/log/$1.log
SPEC
}
build() { # name version contents payload
	spec "$@" >"$T/$1.spec"
	rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $T/repo/Packages" \
		--define '__os_install_post %{nil}' --define '_build_id_links none' \
		--define "_rpmfilename $1-$2.rpm" "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}
mkdir "$T/repo"
build one 1 first
build one 2 second w9.gzdio
build two 1 third w7.xzdio
rpm=$T/repo/Packages/one-1.rpm
before=$(sha256sum <"$rpm")
collect 0 "$rpm" rpm
is 'a package is rpm' "$(ask rpm "SELECT value FROM meta WHERE key = 'source.kind'")" rpm
is 'its name' "$(ask rpm "SELECT value FROM meta WHERE key = 'source.nevra'")" one-1-1.x86_64
is 'parts' "$(ask rpm "SELECT name, state FROM part ORDER BY 1" | tr '\n' ' ')" \
	'elf|complete files|complete packages|complete '
is 'a dependency' "$(ask rpm "SELECT name, flags, version FROM package_dep WHERE name = 'something'")" 'something|>=|3'
is 'a scriptlet' "$(ask rpm 'SELECT kind, interpreter FROM package_script')" 'post|/bin/sh'
is 'a ghost is in the header alone' "$(ask rpm "SELECT p.path, f.path FROM package_file AS p
	LEFT JOIN file AS f ON f.path = p.path WHERE p.flags = 'g'")" '/var/log/one.log|-'
is 'hard links' "$(ask rpm "SELECT path, mode FROM file WHERE path LIKE '/opt/bin/ask%' ORDER BY 1" | tr '\n' ' ')" \
	"/opt/bin/ask|$((04755)) /opt/bin/ask-too|$((04755)) "
is 'the payload is the folder' "$(ask rpm "SELECT substr(path, 5), type, mode, size, target, sha256 FROM file
	WHERE path LIKE '/opt/%' ORDER BY 1" | sha256sum)" "$(ask untarred "SELECT path, type, mode, size, target, sha256
	FROM file WHERE path <> '/' AND type <> 'fifo' ORDER BY 1" | sha256sum)"
is 'the mode of the header' "$(ask rpm "SELECT mode, uid, gid FROM file WHERE path = '/usr/share/one'")" "$((04711))|-|-"
is 'the package is as it was' "$(sha256sum <"$rpm")" "$before"
collect 0 "$T/repo" packages
is 'a folder of packages' "$(ask packages 'SELECT nevra FROM package ORDER BY 1' | tr '\n' ' ')" \
	'one-1-1.x86_64 one-2-1.x86_64 two-1-1.x86_64 '
is 'the same file is there once' "$(ask packages "SELECT count(*) FROM file WHERE path = '/opt/bin/ask'")" 1
is 'and different ones twice' "$(ask packages "SELECT count(*) FROM file WHERE path = '/usr/share/one'")" 2
is 'ELF files are numbered through' "$(ask packages 'SELECT id, path FROM elf ORDER BY 1' | tr '\n' ' ')" \
	'0|/opt/bin/ask 1|/opt/bin/ask-too 2|/opt/lib/libanswer.so.1.0 '
is 'symbols once' "$(ask packages "SELECT elf, name FROM elf_export WHERE name = 'answer'")" '2|answer'
is 'scripts once' "$(ask packages 'SELECT path, interpreter FROM script')" '/opt/bin/script|/bin/sh -e'
is 'what is said of the whole, once' "$(ask packages "SELECT count(*) FROM ld_cache_state WHERE key = 'format'")" 1
is 'a part ends once' "$(ask packages "SELECT count(*) FROM part")" 3
size=$(stat -c %s "$rpm")
for n in 50 500 3000 $((size - 2000)) $((size - 20)); do
	head -c "$n" "$rpm" >"$T/cut.rpm"
	refused "$T/cut.rpm" 'cut.rpm'
done
corrupt() { # offset
	cp "$rpm" "$T/bad.rpm"
	printf 'XXXXXXXX' | dd of="$T/bad.rpm" bs=1 seek="$1" conv=notrunc status=none
	refused "$T/bad.rpm" 'bad.rpm'
}
for n in 96 200 $((size / 2)) $((size - 3000)); do corrupt "$n"; done
cp "$T/bad.rpm" "$T/repo/Packages/zzz.rpm"
refused "$T/repo" 'Packages/zzz.rpm'
printf 'oops' >"$T/repo/Packages/zzz.rpm"
refused "$T/repo" 'Packages/zzz.rpm'
rm "$T/repo/Packages/zzz.rpm"

# What lies beside packages, or too deep, is not passed over in silence.
mkdir -p "$T/mixed/a/b/c" "$T/mixed/bin"
cp "$rpm" "$T/mixed/"
cp "$rpm" "$T/mixed/a/b/c/"
refused "$T/mixed" 'would not be looked at with them'
has err "mixed/a/b/c/$(basename "$rpm")"
rm -r "$T/mixed/a"
cp "$tree/bin/ask" "$T/mixed/bin/"
refused "$T/mixed" 'mixed/bin/ask'

# The payload of version 6: no names and sizes in it, but numbers of the header's files.  This
# machine's rpmbuild makes none, so one takes the place of a payload that it made.
cat >"$T/stripped.py" <<'PY'
import subprocess, sys, zlib
source, target, tree, skip = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
def pad(b):
    return b + b"\0" * (-len(b) % 4)
def header_end(b, at):
    count, size = (int.from_bytes(b[at + o:at + o + 4], "big") for o in (8, 12))
    return at + 16 + 16 * count + size
raw = open(source, "rb").read()
end = header_end(raw, (header_end(raw, 96) + 7) // 8 * 8)
form = "[%{FILENAMES}\\t%{FILEMODES:octal}\\t%{FILEFLAGS}\\t%{FILELINKTOS}\\n]"
listing = subprocess.check_output(["rpm", "-qp", "--nosignature", "--qf", form, source], text=True)
payload = b""
for index, line in enumerate(listing.splitlines()):
    path, mode, flags, link = line.split("\t")
    if int(flags) & 64 or path in skip:
        continue
    payload += pad(b"07070X%08x" % index)
    if mode.startswith("10"):
        payload += pad(open(tree + path, "rb").read())
    elif mode.startswith("12"):
        payload += pad(link.encode())
payload += pad(b"070701" + b"%08x" * 13 % (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 11, 0) + b"TRAILER!!!\0")
gzip = zlib.compressobj(9, zlib.DEFLATED, 31)
open(target, "wb").write(raw[:end] + gzip.compress(payload) + gzip.flush())
PY
mkdir -p "$T/flat/bin"
cp "$tree/lib/libanswer.so.1.0" "$T/flat/bin/first"
printf 'odd' >"$T/flat/bin/second"
ln -s second "$T/flat/bin/third"
tree=$T/flat build flat 1 fourth w9.gzdio
mkdir -p "$T/unpacked/opt" "$T/unpacked/usr/share"
cp -a "$T/flat/bin" "$T/unpacked/opt/bin"
printf 'fourth\n' >"$T/unpacked/usr/share/flat"
mv "$T/repo/Packages/flat-1.rpm" "$T/flat.rpm"
collect 0 "$T/flat.rpm" flat
/usr/bin/python3 "$T/stripped.py" "$T/flat.rpm" "$T/stripped.rpm" "$T/unpacked"
collect 0 "$T/stripped.rpm" stripped
is 'a payload of version 6' "$(facts stripped)" "$(facts flat)"
is 'with all it has' "$(ask stripped "SELECT path, size FROM file WHERE path LIKE '%/second'")" '/opt/bin/second|3'
/usr/bin/python3 "$T/stripped.py" "$T/flat.rpm" "$T/lacking.rpm" "$T/unpacked" /opt/bin/second
refused "$T/lacking.rpm" 'the payload is damaged after'
printf 'FOURTH\n' >"$T/unpacked/usr/share/flat"
/usr/bin/python3 "$T/stripped.py" "$T/flat.rpm" "$T/other.rpm" "$T/unpacked"
refused "$T/other.rpm" '/usr/share/flat in the payload is not what the header says'

# The fixture's repository, when it was built.
if [ -d "$FIXTURE/repo" ]; then
	collect 0 "$FIXTURE/repo" fixture --source rpm
	is 'every package of the fixture' "$(ask fixture 'SELECT count(*) FROM package')" \
		"$(find "$FIXTURE/repo" -name '*.rpm' | wc -l)"
fi

run 0 "$AZLCTS" list sources
for kind in rpm archive binaries; do has out "$kind"; done
finish
