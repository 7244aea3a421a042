#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Guests from a frozen instant against guests that are booted.  usage: scenario.py [N]

All times are the program's own, from run.json: what a guest took from nothing to its first answered
command, restored and booted, and N scenarios of install, health and erase, each in a guest of its
own.  A cold boot of each would have done the same steps, after a boot.
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


def certify(count, folder):
    """run.json of one call that boots once and runs all scenarios."""
    out = os.path.join(folder, "out")
    done = subprocess.run(
        [AZLCTS, "certify", os.path.join(AGENTS, "node_exporter.rpm"), "--image",
         os.path.join(FIXTURE, "image.raw"), "--manifest", manifest_of(count, folder),
         "--scenario", "all", "--repository", os.path.join(AGENTS, "repo"), "-o", out,
         "--force", "-q", "--accelerator", "tcg"],
        stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"bench: certify ended with {done.returncode}")
    with open(os.path.join(out, "run.json"), encoding="utf-8") as f:
        return json.load(f)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    subprocess.run([os.path.join(TOP, "fixtures/agents/build.sh")], check=True)
    figures = Figures("scenario")
    with tempfile.TemporaryDirectory() as folder:
        run = certify(count, folder)
    guest = run["guest"]
    scenarios = guest["product"]["scenarios"]
    if len(scenarios) != count or any(s["outcome"] != "passed" for s in scenarios):
        raise SystemExit("bench: not every scenario passed: " +
                         ", ".join(s["outcome"] for s in scenarios))
    boot = guest["boot_ms"] / 1000
    restores = [s["restore_ms"] / 1000 for s in scenarios]
    steps = sum(s["ms"] for s in scenarios) / 1000 - sum(restores)
    once = boot + guest["freeze_ms"] / 1000
    figures.add("a guest that answers", statistics.median(restores), boot, "a cold boot", "s",
                1 / 20)
    figures.add(f"{count} guests that answer", once + sum(restores), count * boot,
                f"{count} cold boots", "s", 1 / 5)
    figures.add(f"{count} scenarios, whole", once + sum(restores) + steps, count * boot + steps,
                f"the same after {count} cold boots", "s", 1)
    figures.save()


if __name__ == "__main__":
    main()
