#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Our verdicts beside those of OpenSCAP on the same root, rule by rule.

usage: agree.py ROOT-NAME RESULTS.json XCCDF-RESULTS.xml DISAGREEMENTS.tsv

A check of ours names the rules of ComplianceAsCode that ask the same; where there are several (owner,
group, mode) theirs count as one, and the worst of them is their verdict.  Each disagreement has to
be a line of the list, with who is right and why, and each line a disagreement.  A line is

    ROOT  CHECKS (blanks between)  OURS  THEIRS  ours|theirs|neither  WHY
"""
import json
import sys
import xml.etree.ElementTree as ET
from collections import Counter

WORST = ["fail", "error", "unknown", "notchecked", "pass", "notapplicable"]
SAME = {("pass", "pass"), ("fail", "fail"), ("not-applicable", "notapplicable")}


def theirs_of(path):
    verdicts = {}
    for _, e in ET.iterparse(path):
        if e.tag.endswith("}rule-result"):
            rule = e.get("idref").removeprefix("xccdf_org.ssgproject.content_rule_")
            result = next(c.text for c in e if c.tag.endswith("}result"))
            if result != "notselected":
                verdicts[rule] = result
        elif e.tag.endswith(("}Rule", "}Group", "}definition", "}item")):
            e.clear()
    return verdicts


def pairs(results, verdicts):
    """(check, rules, ours, theirs) of every check that they have a rule for."""
    for c in results["checks"]:
        rules = c.get("references", {}).get("complianceascode", [])
        rules = [r for r in rules if r in verdicts]
        if rules:
            worst = min((verdicts[r] for r in rules), key=WORST.index)
            yield c["id"], rules, c["outcome"], worst


def listed(path, root):
    lines = {}
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            if line.startswith("#") or not line.strip():
                continue
            where, checks, ours, theirs, right, why = line.rstrip("\n").split("\t")
            if right not in ("ours", "theirs", "neither") or len(why) < 10:
                raise SystemExit(f"{path}:{n}: who is right, and why?")
            if where == root:
                lines.update({(check, ours, theirs): right for check in checks.split()})
    return lines


def main():
    root, results, xccdf, list_file = sys.argv[1:]
    with open(results, encoding="utf-8") as f:
        table = list(pairs(json.load(f), theirs_of(xccdf)))
    known = listed(list_file, root)
    counts = Counter()
    unlisted = []
    for check, rules, ours, theirs in table:
        if (ours, theirs) in SAME:
            verdict = "agreed"
        else:
            verdict = known.pop((check, ours, theirs), None)
            if not verdict:
                unlisted.append(f"{root}\t{check}\t{ours}\t{theirs}")
        counts[verdict or "unlisted"] += 1
        print(f"# {check}\t{','.join(rules)}\t{ours}\t{theirs}\t{verdict or '?'}")
    print(f"# {root}: {len(table)} in both: " +
          ", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    print(("not ok" if not table or not counts["agreed"] else "ok") + f" - {root}: compared")
    for words, lines in (("is not listed", unlisted),
                         ("is listed and is none any more", ["\t".join(k) for k in known])):
        for line in lines:
            print(f"#   {line}")
        print(("not ok" if lines else "ok") + f" - {root}: no disagreement {words}")
    return bool(unlisted or known or not counts["agreed"])


if __name__ == "__main__":
    sys.exit(main())
