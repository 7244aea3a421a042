#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""ELF reading and ABI comparison against readelf, nm and libabigail on the same files.

usage: abi.py [RUNS]

The peers come from the packages binutils and abigail-tools.  Two releases as root directories come
from tests/system/releases.sh, the vendor's binary from tests/system/vendor.sh: run those before.
"""
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from figures import AZLCTS, TOP, Figures, child, hash_tree

OLD = os.path.join(TOP, "build/check/releases/old")
NEW = os.path.join(TOP, "build/check/releases/new")
READER = os.path.join(TOP, "build/release/bench/elf_read")
COMPARE = os.path.join(TOP, "build/release/bench/abi_compare")
BATCH = 100


def is_elf(path):
    try:
        with open(path, "rb") as f:
            head = f.read(18)
        return head[:4] == b"\x7fELF" and head[16] in (2, 3)
    except OSError:
        return False


def shared_objects(root):
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            if ".so" in name and not os.path.islink(path) and is_elf(path):
                found.append(path)
    return sorted(found)


def batched(command, files, work):
    """Wall seconds of a tool over all files, BATCH to a call."""
    began = time.monotonic()
    for i in range(0, len(files), BATCH):
        with open(os.path.join(work, "symbols"), "w") as out:
            subprocess.run(command + files[i:i + BATCH], stdout=out, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def one_by_one(command, files, good):
    began = time.monotonic()
    for f in files:
        code = subprocess.run(command + [f], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode
        if code not in good:
            raise SystemExit(f"bench: {command[0]} {f}: {code}")
    return time.monotonic() - began


def sonames(root):
    """soname -> file, of the libraries in the folder that every program searches."""
    found = {}
    for path in sorted(glob.glob(os.path.join(root, "usr/lib/x86_64-linux-gnu/*.so*"))):
        if os.path.islink(path) or not is_elf(path):
            continue
        dynamic = subprocess.run(["readelf", "-dW", path], capture_output=True, text=True).stdout
        for line in dynamic.splitlines():
            if "(SONAME)" in line:
                found.setdefault(line.split("[")[1].split("]")[0], path)
    return found


def reading(figures, runs, work):
    files = shared_objects("/usr/lib")
    names = os.path.join(work, "files")
    with open(names, "w") as f:
        f.write("\n".join(files) + "\n")
    results = []
    for _ in range(runs):
        out = os.path.join(work, "read.json")
        child([READER], good=(0,), stdin=names, output=out)
        with open(out) as f:
            results.append(json.load(f))
    ours = statistics.median(r["put_seconds"] for r in results)
    print(f"# {len(files)} shared objects, {results[0]['symbols']} symbols", flush=True)
    figures.add("read all symbols", ours, statistics.median(r["bare_seconds"] for r in results),
                "touching each symbol with mmap and libelf", "s", 1.5)
    figures.add("read all symbols", ours,
                batched(["readelf", "-W", "--dyn-syms"], files, work),
                f"readelf -W --dyn-syms, {BATCH} to a call", "s", 0.1)
    figures.add("read all symbols", ours, batched(["nm", "-D"], files, work),
                f"nm -D, {BATCH} to a call", "s", 0.1)
    sample = files[::max(1, len(files) // 60)]
    share = sum(os.path.getsize(f) for f in sample) / sum(os.path.getsize(f) for f in files)
    figures.add("read all symbols (abidw sample)", ours * share,
                one_by_one(["abidw", "--no-corpus-path", "--out-file", "/dev/null"], sample,
                           range(256)), f"abidw on {len(sample)} of them", "s", 0.1)
    out = os.path.join(work, "usrlib")
    cpu, peak = child([AZLCTS, "collect", "/usr/lib", "-q", "--force", "-o", out], good=(0,))
    evidence = os.path.join(out, "evidence.db")
    figures.add("collect /usr/lib", cpu, hash_tree("/usr/lib"),
                "hashing the same files, nothing else", "s", 4)
    figures.add("memory of that", peak, 100, "a limit", "MiB", 1)
    size = sum(os.path.getsize(f) for f in files) / 2**20
    figures.add("evidence of /usr/lib", os.path.getsize(evidence) / 2**20, size,
                "its shared objects", "MiB", 0.1)


def comparing(figures, runs, work):
    evidence = []
    for root, name in ((OLD, "old"), (NEW, "new")):
        child([AZLCTS, "collect", root, "-q", "--force", "-o", os.path.join(work, name)], good=(0,))
        evidence.append(os.path.join(work, name, "evidence.db"))
    old, new = sonames(OLD), sonames(NEW)
    common = sorted(old.keys() & new.keys())
    began = time.monotonic()
    for name in common:
        subprocess.run(["abidiff", "--no-show-locs", old[name], new[name]],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peer = time.monotonic() - began
    stored = [child([AZLCTS, "diff", "--abi", "-q", *evidence]) for _ in range(runs)]
    direct = [child([AZLCTS, "diff", "--abi", "-q", OLD, NEW]) for _ in range(runs)]
    words = f"abidiff on its {len(common)} common libraries, pair by pair"
    out = os.path.join(work, "compare.json")
    child([COMPARE, *evidence], good=(0,), output=out)
    with open(out) as f:
        alone = json.load(f)["compare_seconds"]
    figures.add("compare two systems", alone, peer, words, "s", 0.01)
    figures.add("... loading their evidence", statistics.median(c for c, _ in stored), peer, words,
                "s", 0.1)
    figures.add("... collecting both first", statistics.median(c for c, _ in direct), peer, words,
                "s", 0.5)
    figures.add("memory of that", max(m for _, m in stored + direct), 100, "a limit", "MiB", 1)


def vendor(figures, runs, work):
    found = [p for p in glob.glob(os.path.join(TOP, "build/check/vendor/packages/**/bin/node"),
                                  recursive=True) if is_elf(p)]
    if not found:
        print("# no vendor's binary: run tests/system/vendor.sh first")
        return
    libc = os.path.join(NEW, "usr/lib/x86_64-linux-gnu/libc.so.6")
    # abicompat of Debian 12 aborts when it is done: its time is taken all the same
    peer = one_by_one(["abicompat", "--weak-mode", found[0]], [libc], range(-64, 256))
    image = os.path.join(work, "new", "evidence.db")
    ours = [child([AZLCTS, "ready", found[0], "--image", image, "-q"]) for _ in range(runs)]
    figures.add("a 100 MB program on a system", statistics.median(c for c, _ in ours), peer,
                "abicompat against libc alone", "s", 0.5)
    figures.add("memory of that", max(m for _, m in ours), 100, "a limit", "MiB", 1)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for tool in ("readelf", "nm", "abidw", "abidiff", "abicompat"):
        if not shutil.which(tool):
            raise SystemExit(f"bench: {tool} is not there: apt-get install binutils abigail-tools")
    figures = Figures("abi")
    with tempfile.TemporaryDirectory() as work:
        reading(figures, runs, work)
        comparing(figures, runs, work)
        vendor(figures, runs, work)
    figures.save()


if __name__ == "__main__":
    main()
