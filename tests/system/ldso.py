# SPDX-License-Identifier: MIT
"""Asks a root's own dynamic linker what it makes of an ELF file, as ldd -r does: nothing of the
file is run.  Missing libraries, missing versions and undefined symbols, as sets."""
import os
import re
import subprocess

LOADER = "usr/lib64/ld-linux-x86-64.so.2"
FOLDERS = ("usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/lib")

MISSING = re.compile(r"^\t(\S+) => not found")
FOUND = re.compile(r"^\t(\S+) => (/.+) \(0x[0-9a-f]+\)$")
VERSION = re.compile(r": (\S+): version `([^']+)' not found \(required by (.+)\)$")
SYMBOL = re.compile(r"^(?:undefined symbol: |.*: undefined symbol: )([^,\s]+)(?:, version (\S+))?\s*"
                    r"\((.+)\)$")
SYMBOL_LOOKUP = re.compile(r"symbol lookup error: (\S+): undefined symbol: ([^,\s]+)"
                           r"(?:, version (\S+))?")
OTHER = ("error while loading", "cannot", "Inconsistency")


class Verdict:
    def __init__(self):
        self.libraries, self.versions, self.symbols, self.other = set(), set(), set(), []
        self.leaked = False  # what this machine's libraries miss may be among it

    @property
    def clean(self):
        return not (self.libraries or self.versions or self.symbols or self.other)

    def words(self):
        return "%d libraries, %d versions, %d symbols%s" % (
            len(self.libraries), len(self.versions), len(self.symbols),
            ", " + self.other[0] if self.other else "")


def library_path(root):
    return ":".join(os.path.join(root, f) for f in FOLDERS)


def ask(root, path, beside=None, preload=None):
    """What the linker of `root` says about the file at `path`.

    This machine's own folders are built into every dynamic linker of the same kind: a library that
    is found there, and not in `root` or in `beside` (where the file's own libraries may be), is
    missing in truth.  A plug-in is the `preload` of its host, which then is the path.
    """
    within = tuple(os.path.realpath(p) + "/" for p in (root, beside or root))
    env = {"LD_TRACE_LOADED_OBJECTS": "1", "LD_WARN": "yes", "LD_BIND_NOW": "1", "LC_ALL": "C"}
    if preload:
        env["LD_PRELOAD"] = preload
    run = subprocess.run([os.path.join(root, LOADER), "--inhibit-cache", "--library-path",
                          library_path(root), path], env=env,
                         capture_output=True, text=True, errors="replace", timeout=60,
                         check=False)
    v = Verdict()
    base = os.path.basename
    for line in (run.stdout + run.stderr).splitlines():
        m = MISSING.match(line)
        if m:
            v.libraries.add(m.group(1))
            continue
        m = FOUND.match(line)
        if m:
            foreign = not os.path.realpath(m.group(2)).startswith(within)
            if foreign and "ld-linux" not in m.group(2):
                v.libraries.add(os.path.basename(m.group(1)))
                v.leaked = True
            continue
        m = VERSION.search(line)
        if m:
            v.versions.add((base(m.group(1)), m.group(2), base(m.group(3))))
            continue
        m = SYMBOL.match(line)
        if m:
            v.symbols.add((m.group(1), m.group(2) or "", base(m.group(3))))
            continue
        m = SYMBOL_LOOKUP.search(line)
        if m:
            v.symbols.add((m.group(2), m.group(3) or "", base(m.group(1))))
        elif any(word in line for word in OTHER):
            v.other.append(line.strip())
    if run.returncode < 0:
        v.other.append("signal %d" % -run.returncode)
    return v


def is_elf(path):
    try:
        with open(path, "rb") as f:
            head = f.read(20)
    except OSError:
        return False
    return head[:5] == b"\x7fELF\x02" and head[16] in (2, 3) and head[18] == 62


def has_dynamic(path):
    with open(path, "rb") as f:
        head = f.read(64)
        offset = int.from_bytes(head[32:40], "little")
        size, count = (int.from_bytes(head[a:a + 2], "little") for a in (54, 56))
        f.seek(offset)
        table = f.read(size * count)
    return any(table[i * size:i * size + 4] == b"\x02\0\0\0" for i in range(count))


def elf_files(root, *folders, deep=True):
    """Regular, dynamic ELF files below the folders, sorted."""
    found = []
    for folder in folders:
        for top, below, names in os.walk(os.path.join(root, folder)):
            if not deep:
                below.clear()
            for name in names:
                path = os.path.join(top, name)
                if not os.path.islink(path) and is_elf(path) and has_dynamic(path):
                    found.append(path)
    return sorted(found)
