#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""libstdc++'s baseline_symbols.txt (FUNC:name@@VERSION, OBJECT:SIZE:name@VERSION) to a contract."""

import sys

from contract import Contract, arguments, finish

KINDS = {"FUNC": "function", "OBJECT": "object", "TLS": "tls", "IFUNC": "ifunc", "NOTYPE": "none"}


def main():
    args = arguments(__doc__).parse_args()
    contract = Contract(args.soname, args.machine)
    for line in sys.stdin:
        kind, *size, symbol = line.strip().split(":")
        name, at, version = symbol.partition("@")
        if kind == "OBJECT" and size == ["0"] and not at:
            contract.node(name)  # the symbol that the linker makes for a node
            continue
        contract.symbol(version.lstrip("@") or "-", name, KINDS[kind], size[0] if size else "-",
                        bool(at) and not version.startswith("@"))
    contract.in_natural_order()
    finish(contract, args)


main()
