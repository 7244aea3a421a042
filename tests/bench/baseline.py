#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The baseline against OpenSCAP on the same root, and against a bare walk of a machine in use.

usage: baseline.py [RUNS]

OpenSCAP judges with the CIS profile of Red Hat Enterprise Linux 9, level 1; its platform elements
are taken out, or it would judge nothing of a system it does not know.  The root is a small Debian,
made once (build/bench-root).  The machine in use is the one this runs on.
"""
import glob
import os
import re
import statistics
import subprocess
import sys
import tempfile

from figures import AZLCTS, TOP, Figures, child

DATASTREAM = "/usr/share/xml/scap/ssg/content/ssg-rhel9-ds.xml"
NOPLAT = os.path.join(TOP, "build/ssg-rhel9-noplat.xml")
ROOT = os.path.join(TOP, "build/bench-root")
SUITES = os.path.join(TOP, "suites")
PROFILE = os.path.join(SUITES, "profiles/cis-vm-l1.yaml")


def datastream():
    if not os.path.exists(DATASTREAM):
        raise SystemExit("bench: OpenSCAP is not there: apt-get install openscap-scanner "
                         "ssg-nondebian")
    if not os.path.exists(NOPLAT):
        subprocess.run([sys.executable, os.path.join(TOP, "tests/system/openscap/noplat.py"),
                        DATASTREAM, NOPLAT], check=True)


def root():
    if not os.path.isdir(os.path.join(ROOT, "usr")):
        subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase",
                        "--include=openssh-server,sudo", "bookworm", ROOT], check=True)
    return sum(len(d) + len(f) for _, d, f in os.walk(ROOT)) + 1


def ours(out, target, *options, profile=PROFILE, verb="run"):
    return child([AZLCTS, verb, target, "--profile", profile, "--suites", SUITES, "-o", out,
                  "--force", *options])


def oscap(target):
    os.environ["OSCAP_PROBE_ROOT"] = target
    try:
        return child(["oscap", "xccdf", "eval", "--profile",
                      "xccdf_org.ssgproject.content_profile_cis_server_l1", NOPLAT], good=(0, 2))
    finally:
        del os.environ["OSCAP_PROBE_ROOT"]


def turns(runs, *sides):
    """Medians of CPU and memory, each side in turn."""
    took = [[side() for side in sides] for _ in range(runs)]
    return [tuple(statistics.median(t[i][k] for t in took) for k in (0, 1))
            for i in range(len(sides))]


def walk_profile(work):
    """The profile with the suites of files alone: what the walk is for."""
    path = os.path.join(work, "walk.yaml")
    with open(PROFILE, encoding="utf-8") as f:
        text = f.read()
    text, count = re.subn(r"^suites:\s*(\[[^\]]*\]|\n(?:\s+- \S+\n)+)",
                          "suites: [cis-files]\n", text, count=1, flags=re.M)
    text = re.sub(r"^not-waivable:.*\n", "", text, flags=re.M)  # of suites that are not there
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace("profile: cis-vm-l1", "profile: walk"))
    return path if count else None


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    figures = Figures("baseline")
    datastream()
    entries = root()
    with tempfile.TemporaryDirectory() as work:
        out = os.path.join(work, "out")
        walk = os.path.join(work, "walk")
        subprocess.run(["cc", "-O2", "-o", walk, os.path.join(TOP, "tests/bench/walk.c")],
                       check=True)
        mine, peer = turns(runs, lambda: ours(out, ROOT, "--lean"), lambda: oscap(ROOT))
        words = f"oscap, RHEL 9 CIS level 1, {entries} entries"
        figures.add("baseline of a root, lean", mine[0], peer[0], words, "s", 1 / 20)
        figures.add("memory of that", mine[1], peer[1], words, "MiB", 1 / 10)
        whole, = turns(runs, lambda: ours(out, ROOT))
        figures.add("whole collection of it", whole[0], mine[0], "the same, lean", "s", 20)
        rules = walk_profile(work) if glob.glob(os.path.join(SUITES, "cis-files.yaml")) else None
        count = int(subprocess.run([walk, "/"], check=True, capture_output=True,
                                   text=True).stdout.split()[0])
        words = f"a bare walk, {count} paths"
        collected, files, full, bare = turns(
            runs, lambda: ours(out, "/", "--lean", verb="collect"),
            lambda: ours(out, "/", "--lean", profile=rules) if rules else (0, 0),
            lambda: ours(out, "/", "--lean"), lambda: child([walk, "/"]))
        figures.add("collect of this machine, lean", collected[0], bare[0], words, "s", 1.5)
        if rules:
            figures.add("rules of files, lean", files[0], bare[0], words, "s", 1.5)
        figures.add("baseline of this machine, lean", full[0], bare[0], words, "s", 1.5)
        figures.add("memory of that", full[1], 20, "a limit", "MiB", 1)
    figures.save()


if __name__ == "__main__":
    main()
