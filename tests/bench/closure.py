#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Closure of repositories against `dnf repoclosure` on the same metadata.

usage: closure.py [RUNS]

The metadata is made of the host's own apt index (debrepo.py): real names and dependencies.  Times
are of CPU (Figures), with warm caches on both sides unless it says cold.
"""
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from figures import TOP, Figures, child

CLOSURE = os.path.join(TOP, "build/release/bench/closure")
DEBREPO = os.path.join(TOP, "tests/bench/debrepo.py")
LARGE = 70000


def made(work, name, *args):
    folder = os.path.join(work, name)
    subprocess.run([sys.executable, DEBREPO, folder, *args], check=True)
    return folder


def metadata(folder):
    return [glob.glob(os.path.join(folder, "repodata", f"*{kind}.xml*"))[0]
            for kind in ("primary", "filelists")]


def dnf(work, folder, cold):
    """CPU seconds and MiB of one repoclosure."""
    cache = folder + ".dnf"
    if cold:
        shutil.rmtree(cache, ignore_errors=True)
    return child(["dnf", "-q", f"--setopt=cachedir={cache}", "--setopt=reposdir=/nonexistent",
                  f"--setopt=logdir={work}", f"--setopt=persistdir={work}/persist",
                  "--releasever=1", f"--installroot={work}/root", "--forcearch=x86_64",
                  f"--repofrompath=x,file://{folder}", "--repo=x", *([] if cold else ["-C"]),
                  "repoclosure"])


def collect(evidence, folder):
    if os.path.exists(evidence):
        os.unlink(evidence)
    return child([CLOSURE, "collect", evidence, *metadata(folder)], good=(0,))


def times(work, evidence):
    out = os.path.join(work, "times.json")
    child([CLOSURE, "time", evidence], good=(0,), output=out)
    with open(out) as f:
        return json.load(f)


def small(figures, runs, work):
    folder = made(work, "small", "--packages", "1500")
    evidence = os.path.join(work, "small.db")
    dnf(work, folder, True)
    collect(evidence, folder)
    ours, peer = [], []
    for _ in range(runs):
        peer.append(dnf(work, folder, False)[0])
        ours.append(child([CLOSURE, "requires", evidence])[0])
    t = times(work, evidence)
    print(f"# {t['packages']} packages; {json.dumps(t)}", flush=True)
    words = f"dnf repoclosure, {t['packages']} packages"
    figures.add("closure, warm", statistics.median(ours), statistics.median(peer), words, "s", 0.05)
    ours, peer = [], []
    for _ in range(runs):
        peer.append(dnf(work, folder, True)[0])
        ours.append(collect(evidence, folder)[0] + child([CLOSURE, "requires", evidence])[0])
    figures.add("closure from XML, cold", statistics.median(ours), statistics.median(peer), words,
                "s", 1)
    figures.add("each package installable", 1000 * t["installable"] / t["packages"],
                1000 * t["solver"] / t["packages"], "the solver, package by package", "ms", 0.5)
    figures.add("each package installable", 1000 * t["installable"] / t["packages"], 0.3, "a limit",
                "ms", 1)


def large(figures, work):
    folder = made(work, "large", "--total", str(LARGE))
    evidence = os.path.join(work, "large.db")
    cold, cold_peak = dnf(work, folder, True)
    warm, _ = dnf(work, folder, False)
    cpu, peak = collect(evidence, folder)
    asked, asked_peak = child([CLOSURE, "requires", evidence])
    words = f"dnf repoclosure, {LARGE} packages"
    figures.add("collect 70,000 packages", cpu, cold, words + ", cold", "s", 1)
    figures.add("memory of that", peak, 1024, "a limit", "MiB", 1)
    figures.add("memory of that", peak, cold_peak, words + ", cold", "MiB", 1)
    figures.add("closure of 70,000", asked, warm, words + ", warm", "s", 0.2)
    figures.add("memory of that", asked_peak, 1024, "a limit", "MiB", 1)
    every, every_peak = child([CLOSURE, "installable", evidence])
    figures.add("each of 70,000 installable", 1000 * every / LARGE, 0.3, "a limit", "ms", 1)
    figures.add("memory of that", every_peak, 1024, "a limit", "MiB", 1)
    size = sum(os.path.getsize(f) for f in metadata(folder))
    figures.add("evidence of 70,000", os.path.getsize(evidence) / 2**20, size / 2**20,
                "primary and filelists, gzip", "MiB", 4)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not shutil.which("dnf"):
        raise SystemExit("bench: dnf is not there: apt-get install dnf dnf-plugins-core")
    figures = Figures("closure")
    with tempfile.TemporaryDirectory() as work:
        small(figures, runs, work)
        large(figures, work)
    figures.save()


if __name__ == "__main__":
    main()
