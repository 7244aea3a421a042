#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""OpenSSL's libcrypto.num or libssl.num to a contract.

A line is NAME NUMBER VERSION EXIST:PLATFORMS:TYPE:FEATURES.  An entry counts when it exists on
every platform and no feature that it depends on was left out of the build (--without).  That a
name is deprecated takes it out of no library unless the build says so.
"""

import sys

from contract import Contract, arguments, finish, natural


def main():
    p = arguments(__doc__)
    p.add_argument("--without", default="", help="features left out, comma between: EC2M,SM2")
    p.add_argument("--newest", help="the newest version that counts: 3_5_4")
    p.add_argument("--replace", action="append", default=[], metavar="NAME=HIDDEN,DEFAULT",
                   help="versions that a distribution gives a name instead, the default one last")
    args = p.parse_args()
    without = set(args.without.split(","))
    replaced = dict(r.split("=") for r in args.replace)
    contract = Contract(args.soname, args.machine)
    for line in sys.stdin:
        name, _, version, said = line.split()
        exists, platforms, kind, features = said.split(":")
        if exists != "EXIST" or kind != "FUNCTION" or platforms:
            continue
        if set(features.split(",")) & without:
            continue
        if args.newest and natural(version) > natural(args.newest):
            continue
        versions = replaced.pop(name, version).split(",")
        for v in versions:
            contract.symbol("OPENSSL_" + v.replace("_", "."), name, "function", "-",
                            v != versions[-1])
    if replaced:
        sys.exit(f"not in the list: {' '.join(replaced)}")
    contract.in_natural_order()
    nodes = list(contract.nodes)
    for older, newer in zip(nodes, nodes[1:]):
        contract.node(newer, older)
    finish(contract, args)


main()
