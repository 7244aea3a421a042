#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A version script for the linker (.map, .sym, .ver) to a contract.

Only exact names make a contract: one with a pattern among its global names is refused, unless
--patterns says that the names a pattern would match are not covered.
"""

import re
import sys

from contract import Contract, arguments, finish

TOKEN = re.compile(r'"[^"]*"|[{};:]|[^\s{};:]+')


def blocks(text):
    """(node, its global names, its parent) of each block."""
    text = re.sub(r"/\*.*?\*/|^\s*#.*?$", " ", text, flags=re.S | re.M)
    tokens = iter(TOKEN.findall(text))
    for token in tokens:
        node, names, wanted = ("-", [], True) if token == "{" else (token, [], True)
        if node != "-" and next(tokens) != "{":
            sys.exit(f"no block after {node}")
        word = None
        for token in tokens:
            if token == "}":
                break
            if token == ":":
                wanted, word = word == "global", None
            elif token == ";":
                if word and wanted:
                    names.append(word)
                word = None
            else:
                word = token
        tail = [t for t in iter(lambda: next(tokens), ";")]
        yield node, names, tail[0] if tail else None


def main():
    p = arguments(__doc__)
    p.add_argument("--patterns", action="store_true", help="leave patterns out; say so yourself")
    p.add_argument("--newest", help="the newest node that counts; what stands after it does not")
    p.add_argument("--drop", action="append", default=[], help="a name the build leaves out")
    args = p.parse_args()
    contract = Contract(args.soname, args.machine)
    for node, names, parent in blocks(sys.stdin.read()):
        if node != "-":
            contract.node(node, parent)
        for name in names:
            if re.search(r"[*?\[]", name):
                if not args.patterns:
                    sys.exit(f"{node}: {name} is a pattern")
            elif name not in args.drop:
                contract.symbol(node, name)
        if node == args.newest:
            break
    contract.only_newest_is_default()
    finish(contract, args)


main()
