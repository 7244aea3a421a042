#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What dnf would do, a line for each wish, as tests/bench/install.c prints it.

dnf_solve.py ROOT REPOSITORY [--weak] [--erase] WISH NAME...

WISH is each (a new transaction for every name), install (all of them in one), upgrade or sync.
ROOT is an install root, whose rpm database is what rpm's %_dbpath says; nothing is written there
but dnf's own cache and log.
"""
import os
import sys

import dnf

ACTIONS = {1: "install", 2: "downgrade", 3: "downgraded", 4: "obsolete", 5: "obsoleted",
           6: "upgrade", 7: "upgraded", 8: "erase", 9: "reinstall", 10: "reinstalled"}
SHOWN = ("install", "downgrade", "obsoleted", "upgrade", "erase", "reinstall")


def make_base(root, repository, weak):
    for folder in ("dnf-cache", "dnf-log", "dnf-state"):
        os.makedirs(f"{root}/{folder}", exist_ok=True)
    base = dnf.Base()
    conf = base.conf
    conf.installroot = root
    conf.cachedir = root + "/dnf-cache"
    conf.logdir = root + "/dnf-log"
    conf.persistdir = root + "/dnf-state"
    conf.reposdir = []
    conf.best = True
    conf.install_weak_deps = weak
    conf.gpgcheck = False
    conf.substitutions["basearch"] = "x86_64"
    conf.substitutions["arch"] = "x86_64"
    conf.substitutions["releasever"] = "4.0"
    base.repos.add_new_repo("t", conf, baseurl=["file://" + repository])
    base.fill_sack(load_system_repo=True)
    return base


def nevra(package):
    epoch = f"{package.epoch}:" if package.epoch else ""
    return f"{package.name}-{epoch}{package.version}-{package.release}.{package.arch}"


def resolve(base, erase):
    try:
        base.resolve(allow_erasing=erase)
    except dnf.exceptions.DepsolveError:
        return None
    steps = [(nevra(item.pkg), ACTIONS[item.action]) for item in base.transaction]
    return sorted(step for step in steps if step[1] in SHOWN)


def main():
    arguments = sys.argv[1:]
    weak = "--weak" in arguments
    erase = "--erase" in arguments
    root, repository, wish, *names = [a for a in arguments if not a.startswith("--")]
    base = make_base(root, repository, weak)
    if wish == "each":
        for name in names:
            base.reset(goal=True)
            try:
                base.install(name)
                steps = resolve(base, erase)
            except dnf.exceptions.MarkingError:
                steps = None
            words = [package for package, _ in steps or []]
            print(f"{name}:", *words if steps is not None else ["impossible"])
        return
    try:
        if wish == "upgrade":
            base.upgrade_all()
        elif wish == "sync":
            base.distro_sync()
        for name in names:
            base.install(name)
        steps = resolve(base, erase)
    except dnf.exceptions.MarkingError:
        steps = None
    if steps is None:
        print("impossible")
    for package, action in steps or []:
        print(action, package)


main()
