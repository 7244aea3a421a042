#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""glibc's published ABI list of a library (VERSION NAME F | VERSION NAME D 0xSIZE) to a contract."""

import sys

from contract import Contract, arguments, finish

KINDS = {"F": "function", "D": "object", "T": "tls"}


def main():
    args = arguments(__doc__).parse_args()
    contract = Contract(args.soname, args.machine)
    for line in sys.stdin:
        version, name, kind, *size = line.split()
        contract.symbol(version, name, KINDS[kind], int(size[0], 16) if size else "-")
    contract.only_newest_is_default()
    for said in args.add:
        contract.node(said)
    contract.in_natural_order()
    finish(contract, args)


main()
