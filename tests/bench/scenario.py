#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Guests from a frozen instant against guests that are booted.  usage: scenario.py [N]

All times are the program's own, from run.json: what a guest took from nothing to its first answered
command, restored and booted; N scenarios of install, health and erase, each in a guest of its own,
against the same after N cold boots; and a certification on a machine that was kept against one that
has to boot.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile

from figures import AZLCTS, TOP, Figures

FIXTURE = os.environ.get("AZLCTS_FIXTURE_DIR", os.path.join(TOP, "build/fixture"))
AGENTS = os.path.join(FIXTURE, "agents")
MANIFEST = os.path.join(TOP, "fixtures/agents/manifests/node_exporter.yaml")


def manifest_of(count, folder):
    """node_exporter's, with scenarios of its own."""
    with open(MANIFEST, encoding="utf-8") as f:
        text = f.read()
    text += "scenarios:\n" + "".join(
        f"  - {{name: n{i}, steps: [install, erase]}}\n" for i in range(1, count + 1))
    path = os.path.join(folder, "manifest.yaml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def certify(count, folder, name):
    """run.json of one call that runs all scenarios, on the machine in the folder."""
    out = os.path.join(folder, name)
    done = subprocess.run(
        [AZLCTS, "certify", os.path.join(AGENTS, "node_exporter.rpm"), "--image",
         os.path.join(FIXTURE, "image.raw"), "--manifest", manifest_of(count, folder),
         "--scenario", "all", "--repository", os.path.join(AGENTS, "repo"), "-o", out,
         "--machine", os.path.join(folder, "machine"), "-q", "--accelerator", "tcg"],
        stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"bench: certify ended with {done.returncode}")
    with open(os.path.join(out, "run.json"), encoding="utf-8") as f:
        run = json.load(f)
    scenarios = run["guest"]["product"]["scenarios"]
    if len(scenarios) != count or any(s["outcome"] != "passed" for s in scenarios):
        raise SystemExit("bench: not every scenario passed: " +
                         ", ".join(s["outcome"] for s in scenarios))
    return run


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    subprocess.run([os.path.join(TOP, "fixtures/agents/build.sh")], check=True)
    figures = Figures("scenario")
    with tempfile.TemporaryDirectory() as folder:
        run = certify(1, folder, "booted")
        alone = run["durations_ms"]["total"] / 1000
        kept = certify(1, folder, "kept")["durations_ms"]["total"] / 1000
        many = certify(count, folder, "many")
    guest = run["guest"]
    boot = guest["boot_ms"] / 1000
    scenarios = many["guest"]["product"]["scenarios"]
    restores = [s["restore_ms"] / 1000 for s in scenarios]
    whole = sum(s["ms"] for s in scenarios) / 1000
    figures.add("a guest that answers", statistics.median(restores), boot, "a cold boot", "s",
                1 / 20)
    figures.add(f"{count} guests that answer", sum(restores), count * boot,
                f"{count} cold boots", "s", 1 / 20)
    figures.add(f"{count} scenarios, whole", whole, count * boot + whole - sum(restores),
                f"the same after {count} cold boots", "s", 1 / 5)
    figures.add(f"{count} scenarios, one call", many["durations_ms"]["total"] / 1000,
                count * alone, f"{count} calls that boot", "s", 1 / 5)
    figures.add("a certification, machine kept", kept, alone, "one that boots", "s", 1 / 5)
    figures.save()


if __name__ == "__main__":
    main()
