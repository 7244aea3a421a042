#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What happened to each mutant and what azlcts said: a table, and a claim for each.

usage: table.py CASES WORK RELEASE-OF-LIBC

The dynamic linker of the image is the oracle; that of this machine, which may be older, confirms
it where both agree.  Agreement is

	stops		diff says break, ready says blocked
	wrong, crashes	diff says break or risk
	warns		diff says break or risk, ready does not say blocked
	fine		diff does not say break, ready does not say blocked

Of a library that is opened at run time nobody is known to do so: diff may say risk, and ready is not
asked whether dlopen() works.  What could not be read is incomplete, and never fine.
and what only types can tell must be reported as not checked.
"""
import glob
import json
import os
import sys

cases, work, libc = sys.argv[1], sys.argv[2], sys.argv[3]
failed = 0


def headers(path):
    found = {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("//: "):
            key, _, value = line[4:].rstrip("\n").partition(" ")
            found.setdefault(key, []).append(value)
    return found


def read(path):
    try:
        with open(path, encoding="utf-8") as f:
            return json.load(f)
    except (OSError, ValueError):
        return None


def claim(good, words, why=""):
    global failed
    failed += not good
    print("ok - " + words if good else "not ok - %s: %s" % (words, why))


def facts(name):
    """(linker, side) -> outcome, and the exit statuses of the two verbs."""
    outcomes, exits = {}, {}
    for line in open(os.path.join(work, name, "happened"), encoding="utf-8"):
        words = line.split()
        if len(words) == 3:
            outcomes[words[0], words[1]] = words[2]
        else:
            exits[words[0]] = int(words[1])
    return outcomes, exits


def diff_said(name, status):
    doc = read(os.path.join(work, name, "diff.json"))
    if not doc or status not in (0, 1, 4):
        return "error", [], []
    of_it = [c for c in doc["changes"] if not c.get("declared")]
    worst = max([("info", "policy", "risk", "break").index(c["severity"]) for c in of_it] or [0])
    said = ("fine", "policy", "risk", "break")[worst]
    if doc["verdict"] == "incomplete" and said != "break":
        said = "incomplete"
    rank = ("break", "risk", "policy", "info")
    of_it.sort(key=lambda c: rank.index(c["severity"]))
    return said, list(dict.fromkeys(c["rule"] for c in of_it)), doc["unchecked"]


def ready_said(name, status):
    doc = read(os.path.join(work, name, "ready.json"))
    return doc["verdict"] if doc and status in (0, 1, 4) else "error"


def disagreement(happened, diff, ready, opens):
    stops, wrong = happened == "stops", happened in ("wrong", "crashes")
    if diff == "error" or ready == "error":
        return "azlcts failed"
    if stops and opens:
        return "" if diff in ("break", "risk") else "it cannot be opened"
    if stops and (diff not in ("break", "incomplete") or ready not in ("blocked", "not-decided")):
        return "it stops"
    if wrong and diff not in ("break", "risk", "incomplete"):
        return "it goes wrong"
    if happened == "warns" and (diff not in ("break", "risk") or ready != "runs"):
        return "it warns"
    if happened == "fine" and (diff in ("break", "incomplete") or ready != "runs"):
        return "nothing happens"
    return ""


def one(path):
    name = os.path.basename(path)[:-2]
    said = headers(path)
    outcomes, exits = facts(name)
    happened = outcomes.get(("image", "new"))
    expected = said["happens"][-1].split()
    sound = outcomes.get(("machine", "old")) == outcomes.get(("image", "old")) == "fine"
    claim(sound, "%s: runs with the old library" % name, outcomes)
    claim(happened in expected, "%s: happens as written: %s" % (name, " ".join(expected)), happened)
    older = said["happens"][0].split()
    claim(outcomes.get(("machine", "new")) in older + expected,
          "%s: happens on this machine" % name, outcomes.get(("machine", "new")))
    diff, rules, unchecked = diff_said(name, exits.get("diff"))
    ready = ready_said(name, exits.get("ready"))
    rule = said["rule"][0]
    decidable = said.get("decidable", ["yes"])[0] == "yes"
    print("# %-28s %-8s %-8s %-10s %-10s %s" % (
        name, outcomes.get(("machine", "new")), happened, diff, ready, " ".join(rules) or "-"))
    if decidable:
        why = disagreement(happened, diff, ready, "opens" in said)
        claim(not why, "%s: %s, diff says %s, ready says %s" % (name, happened, diff, ready), why)
        if rule != "-":
            claim(rule in rules, "%s: by rule %s" % (name, rule), rules)
    else:
        claim(diff in ("fine", "policy", "risk") and
              any("libmutant" in u["object"] for u in unchecked),
              "%s: types are reported as not checked" % name, unchecked)
    return decidable


paths = sorted(glob.glob(os.path.join(cases, "*.c")))
print("# the image has glibc %s" % libc)
print("# %-28s %-8s %-8s %-10s %-10s %s" % ("mutant", "machine", "image", "diff", "ready", "rules"))
count = sum(one(path) for path in paths)
claim(count >= 32, "%d mutants decidable from ELF, %d of types" % (count, len(paths) - count))
sys.exit(failed != 0)
