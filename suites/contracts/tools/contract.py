# SPDX-License-Identifier: MIT
"""What the converters share: the lines of a contract, in the order that azlcts writes them."""

import argparse
import re
import sys

PRIVATE = re.compile(r"(^|_)(PRIVATE|INTERNAL)")


def natural(version):
    """GLIBC_2.9 before GLIBC_2.10: runs of digits count as numbers."""
    return [(int(t), "") if t.isdigit() else (-1, t) for t in re.split(r"(\d+)", version)]


class Contract:
    """One library: its nodes in their order, each with its parent or None, and its symbols."""

    def __init__(self, soname, machine):
        self.soname, self.machine = soname, machine
        self.nodes = {}
        self.symbols = {}

    def node(self, name, parent=None):
        if name not in self.nodes or parent:
            self.nodes[name] = parent

    def symbol(self, version, name, kind="-", size="-", hidden=False):
        """A version of "-" is none.  A private node's symbols are nobody's contract."""
        if PRIVATE.search(version):
            return
        if version != "-":
            self.node(version)
        if (version, name) in self.symbols:
            sys.exit(f"{self.soname}: {name}@{version} stands there twice")
        self.symbols[version, name] = [kind, str(size), hidden]

    def only_newest_is_default(self):
        """A name has one default version; where the source says no more, it is the newest."""
        newest = {}
        for version, name in self.symbols:
            if name not in newest or natural(newest[name]) < natural(version):
                newest[name] = version
        for (version, name), said in self.symbols.items():
            said[2] = version != newest[name]

    def in_natural_order(self):
        self.nodes = dict(sorted(self.nodes.items(), key=lambda n: natural(n[0])))

    def write(self, header):
        for line in header:
            print("#", line)
        print("library", self.soname, self.machine)
        for name, parent in self.nodes.items():
            if not PRIVATE.search(name):
                print("node", name, *([parent] if parent else []))
        for (version, name), (kind, size, hidden) in sorted(self.symbols.items()):
            print("symbol", version, name, kind, size, *(["hidden"] if hidden else []))


def arguments(what):
    """The options that every converter has; the list itself comes on the standard input."""
    p = argparse.ArgumentParser(description=what)
    p.add_argument("soname")
    p.add_argument("machine", help="x86_64 or aarch64")
    p.add_argument("--source", action="append", required=True, help="project, file, commit, date")
    p.add_argument("--license", required=True, help="of the list, whose facts are taken")
    p.add_argument("--not-covered", action="append", default=[], help="what the list does not say")
    p.add_argument("--add", action="append", default=[], metavar="NODE[=PARENT]",
                   help="a version node that the list has no symbol for")
    return p


def finish(contract, args):
    for said in args.add:
        name, _, parent = said.partition("=")
        contract.node(name, parent or None)
    contract.write([f"source: {s}" for s in args.source] + [f"license: {args.license}"] +
                   [f"not covered: {n}" for n in args.not_covered])
