#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what azlcts knows and says of two Debian releases with two judges that are not ours: the
packages' own .symbols files, and each release's dynamic linker.

usage: oracle.py symbols  DEBS EVIDENCE	every listed symbol is in the evidence
       oracle.py breaks   OLDER-DEBS NEWER-DEBS NEWER-ROOT OLDER-EVIDENCE DIFF.json
				a break is one for the packagers, too, and nothing that they
				took out is passed over; glibc has none
       oracle.py linker   AZLCTS ROOT EVIDENCE FROM WORK
				the linker of ROOT, whose evidence that is, says the same as
				`azlcts ready` of each program and library of the root FROM
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from glob import glob

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True
import ldso  # noqa: E402

GLIBC = re.compile(r"^(ld-linux-x86-64\.so\.2|lib(c|m|mvec|pthread|dl|rt|util|resolv|anl|thread_db|"
                   r"nss_\w+|BrokenLocale|c_malloc_debug|memusage|pcprofile)\.so(\.\d+)?)$")
failed = passed = 0


def claim(good, words, why=""):
    global failed, passed
    passed, failed = passed + bool(good), failed + (not good)
    print("ok - " + words if good else "not ok - %s: %s" % (words, why))


def note(*words):
    print("#", *words)


def listed(debs):
    """soname -> set of (symbol, version), and how many lines were patterns; "" is no version."""
    found, patterns = {}, 0
    for deb in sorted(glob(os.path.join(debs, "*.deb"))):
        text = subprocess.run(["dpkg-deb", "-I", deb, "symbols"], capture_output=True, text=True,
                              check=False).stdout
        of_it = None
        for line in text.splitlines():
            if line[:1] not in (" ", "|", "*", "#", ""):
                of_it = found.setdefault(line.split()[0], set())
            elif line[:1] == " ":
                name = line.split()[0]
                if name[0] in "(\"*" or of_it is None:
                    patterns += 1
                    continue
                symbol, _, version = name.partition("@")
                of_it.add((symbol, "" if version == "Base" else version))
    return found, patterns


def exported(evidence):
    """soname -> set of (symbol, version) of every library in the evidence."""
    db = sqlite3.connect("file:%s?mode=ro" % evidence, uri=True)
    found = {soname: set() for soname, in db.execute("SELECT soname FROM elf "
                                                     "WHERE soname IS NOT NULL")}
    for soname, name, version in db.execute(
            "SELECT e.soname, x.name, x.version FROM elf e JOIN elf_export x ON x.elf = e.id "
            "WHERE e.soname IS NOT NULL"):
        found[soname].add((name, version))
    nodes = {}
    for soname, version in db.execute("SELECT e.soname, d.version FROM elf e "
                                      "JOIN elf_verdef d ON d.elf = e.id"):
        nodes.setdefault(soname, set()).add(version)
    errors = db.execute("SELECT path, error FROM elf WHERE error IS NOT NULL").fetchall()
    return found, nodes, errors


def symbols(debs, evidence):
    wanted, patterns = listed(debs)
    have, nodes, errors = exported(evidence)
    total, nodes_total, missing, no_library = 0, 0, [], []
    for soname, of_it in sorted(wanted.items()):
        if soname not in have:
            no_library.append(soname)
            continue
        for symbol, version in sorted(of_it):
            if symbol == version:
                nodes_total += 1
                if version not in nodes.get(soname, ()):
                    missing.append("%s: node %s" % (soname, version))
                continue
            total += 1
            if (symbol, version) not in have[soname]:
                missing.append("%s: %s@%s" % (soname, symbol, version))
    note(len(wanted), "libraries with .symbols,", total, "symbols and", nodes_total, "nodes,",
         patterns, "patterns skipped,", len(missing), "not in the evidence")
    for word in missing[:40]:
        note("not in the evidence:", word)
    claim(not errors, "every ELF file was read", errors[:5])
    claim(not no_library, "every library with .symbols is in the evidence", no_library)
    claim(patterns * 50 < total, "few lines are patterns", patterns)
    claim(total > 40000 and not missing, "%d symbols of .symbols are in the evidence" % total,
          missing[:5])


def file_names(root):
    return {name for top, _, names in os.walk(os.path.join(root, "usr")) for name in names}


def break_is_true(change, listed_new, names_new):
    """What the packagers of the newer release say about a symbol or library that we call gone."""
    soname, symbol = change["object"], change.get("symbol")
    if change["rule"] == "A01":
        return soname not in names_new
    if soname not in listed_new:
        return None
    pair = (symbol, change.get("version") or "")
    if change["rule"] == "A03":
        return (pair[1], pair[1]) not in listed_new[soname]
    return pair not in listed_new[soname]


def breaks(debs_old, debs_new, root, evidence, path):
    with open(path, encoding="utf-8") as f:
        doc = json.load(f)
    listed_new, _ = listed(debs_new)
    names_new = file_names(root)
    of_it = [c for c in doc["changes"] if c["severity"] == "break"]
    counts = {}
    for c in doc["changes"]:
        counts.setdefault(c["severity"], {}).setdefault(c["rule"], []).append(c)
    for severity, rules in sorted(counts.items()):
        note("%-7s" % severity, " ".join("%s:%d" % (r, len(l)) for r, l in sorted(rules.items())))
    for c in of_it:
        note("break %s %s %s@%s: %s [%s, %d]" % (
            c["rule"], c["object"], c.get("symbol") or "", c.get("version") or "", c["detail"],
            c.get("consumer") or "nobody", c["consumers"]))
    glibc = [c for c in of_it if GLIBC.match(os.path.basename(c["object"]))]
    claim(not glibc, "glibc has no break", glibc[:5])
    false, unknown = [], 0
    for c in of_it:
        if c["rule"] not in ("A01", "A03", "A05", "A06", "A08", "A15"):
            continue
        truth = break_is_true(c, listed_new, names_new)
        unknown += truth is None
        if truth is False:
            false.append("%s %s %s" % (c["rule"], c["object"], c.get("symbol")))
    note(len(of_it), "breaks,", unknown, "of libraries without .symbols")
    claim(not false, "what breaks by being gone is gone for the packagers, too", false[:10])
    listed_old, _ = listed(debs_old)
    told = {(c["object"], c.get("symbol") or c.get("version")) for c in doc["changes"]}
    # A node's own symbols are told of as one change, with the node.
    nodes = {(c["object"], c["version"]) for c in doc["changes"] if c["rule"] == "A03"}
    removed = [(soname, symbol, version) for soname, of_old in listed_old.items()
               for symbol, version in of_old - listed_new.get(soname, of_old)]
    silent = [r for r in removed if r[:2] not in told and (r[0], r[2]) not in nodes]
    note(len(removed), "symbols left .symbols of libraries in both,", len(silent), "of them untold")
    claim(len(removed) > 20 and not silent, "what the packagers took out is told", silent[:5])
    private = [c for c in of_it if "PRIVATE" in (c.get("version") or "") and not c.get("consumer")]
    claim(not private, "no private node that nobody uses is a break", private[:5])
    have, _, _ = exported(evidence)
    empty = [c for c in of_it if c["rule"] == "A03" and
             all(v != c["version"] or n == v for n, v in have[c["object"]])]
    claim(not empty, "a node that had no symbol, which nobody can need, is no break",
          [(c["object"], c["version"]) for c in empty])
    moved = [c for c in of_it if c["rule"] in ("A07", "A11", "A04", "A26")]
    claim(not moved, "new defaults, weak or chosen functions and additions are no breaks", moved[:5])
    made = [c for c in of_it if c.get("symbol") in (
        "_edata", "_end", "__bss_start", "_init", "_fini", "_fbss", "_ftext", "_fdata")]
    claim(not made, "names that the linker makes are no breaks", made[:5])
    claim(doc["tally"]["objects"] > 200, "%d libraries compared" % doc["tally"]["objects"])
    claim(doc["tally"]["unchecked"] > 0 and doc["unchecked"], "types are said to be unchecked")


def mentions(reasons, kinds, *words):
    return any(r["kind"] in kinds and all(w in r["text"].replace("@", " ").split() or
                                          w in re.split(r"[\s,@()/]+", r["text"]) for w in words)
               for r in reasons)


def disagreement(true, reasons):
    """Why the answer about one file is not what its dynamic linker said; "": it is."""
    blocks = [r for r in reasons if r["effect"] == "blocks"]
    undecided = [r for r in reasons if r["effect"] != "blocks"]
    if true.other:
        return "the linker itself: " + true.other[0]
    if true.clean:
        return "the linker is content, ready says " + reasons[0]["text"] if reasons else ""
    if not reasons:
        return "the linker says %s, ready says runs" % true.words()
    missed = ["library " + n for n in true.libraries if not mentions(blocks, ("library",), n)]
    if true.leaked and len(missed) < len(true.libraries):
        missed = []
    missed += ["version %s of %s" % (v, lib) for lib, v, _ in true.versions
               if not mentions(blocks, ("version",), v)]
    if not true.libraries and not true.versions:
        # Only a symbol without a version may be one that whoever opens the file has.
        missed += ["symbol " + s for s, version, _ in true.symbols
                   if (version or not undecided) and
                   not mentions(blocks, ("symbol", "symbol-lazy"), s)]
    invented = [r["text"] for r in blocks if r["kind"] == "library" and
                not any(n in r["text"] for n in true.libraries)]
    invented += [r["text"] for r in blocks if r["kind"] == "version" and
                 not any(v in r["text"] for _, v, _ in true.versions)]
    if missed:
        return "not told: " + ", ".join(sorted(missed)[:4])
    return "told, but not so: " + invented[0] if invented else ""


def lay_out(other, work, size):
    """Products of so many files each: in their folders nobody looks for libraries, so that each
    file meets the libraries of the image alone."""
    files = [p for folder in ("usr/bin", "usr/sbin", "usr/lib/x86_64-linux-gnu")
             for p in ldso.elf_files(other, folder, deep=False)]
    shutil.rmtree(work, ignore_errors=True)
    products = []
    for i, path in enumerate(files):
        if i % size == 0:
            products.append((os.path.join(work, "%03d" % (i // size)), []))
            os.makedirs(products[-1][0])
        os.link(path, os.path.join(products[-1][0], os.path.basename(path)))
        products[-1][1].append(os.path.basename(path))
    return products


def ready(azlcts, evidence, products):
    """The answers, and whether all are whole: a long one is cut."""
    run = subprocess.run([azlcts, "ready", "-q", *(p for p, _ in products), "--image", evidence,
                          "--json"], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 4):
        claim(False, "ready answers", run.stderr[-300:])
        sys.exit(1)
    answers = json.loads(run.stdout)["products"]
    return answers, all(a["reasons_total"] == len(a["reasons"]) for a in answers)


def linker(azlcts, root, evidence, other, work):
    wrong, tally = [], {}
    for size in (120, 12):
        products = lay_out(other, work, size)
        answers, whole = ready(azlcts, evidence, products)
        if whole:
            break
    for (folder, names), product in zip(products, answers):
        for name in names:
            true = ldso.ask(root, os.path.join(folder, name))
            reasons = [r for r in product["reasons"] if os.path.basename(r["object"]) == name]
            key = (sorted(r["effect"] for r in reasons) or ["runs"])[0]
            key += "/content" if true.clean else "/refused"
            tally[key] = tally.get(key, 0) + 1
            why = disagreement(true, reasons)
            if why:
                wrong.append("%s: %s" % (name, why))
    count = sum(tally.values())
    note(count, "files; ready says/the linker is:",
         ", ".join("%s %d" % pair for pair in sorted(tally.items())))
    for word in wrong[:40]:
        note("disagrees:", word)
    claim(whole, "no answer is cut")
    claim(count >= 300 and not wrong, "%d files: the dynamic linker says the same" % count, wrong[:3])


def main():
    what, args = sys.argv[1], sys.argv[2:]
    if what == "symbols":
        symbols(*args)
    elif what == "breaks":
        breaks(*args)
    else:
        linker(*args)
    sys.exit(failed != 0)


main()
