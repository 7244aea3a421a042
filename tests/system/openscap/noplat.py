#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A data stream whose rules all apply: without it, OpenSCAP judges nothing on a system it does not
know ("notapplicable" for every rule, exit status 0).

usage: noplat.py DATASTREAM OUT
"""
import re
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        text = f.read()
    text, count = re.subn(r'<(?:[\w.-]+:)?platform idref="[^"]*"\s*/>', "", text)
    if not count:
        raise SystemExit(f"noplat: {sys.argv[1]}: no platform element")
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    main()
