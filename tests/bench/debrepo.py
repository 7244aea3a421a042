#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A large repository with real dependencies: the host's own apt index as rpm-md metadata.

usage: debrepo.py DIR [--packages N] [--open] [--total N] [--break WHAT] [--seed S]

--packages N  so many, with whatever they depend on (closed as far as the index is)
--open        exactly N of them, chosen by the seed: many dependencies have no provider
--total N     made-up packages are added, each depending on real ones, until there are N
--break WHAT  one fault: drop-package, drop-provide, add-require, add-conflict; its name is printed

Names and dependencies are real; versions are mapped ("-" to "_", release 1), alternatives become
rich "or" dependencies, Provides, Conflicts, Breaks and Replaces keep their meaning, and every
package owns made paths.  No package files exist: checksums are of names.  Same input, same bytes.
"""
import argparse
import gzip
import hashlib
import os
import random
import re
import subprocess
from xml.sax.saxutils import escape, quoteattr

FLAGS = {"<<": "LT", "<=": "LE", "=": "EQ", ">=": "GE", ">>": "GT", "<": "LE", ">": "GE"}
RICH = {"LT": "<", "LE": "<=", "EQ": "=", "GE": ">=", "GT": ">"}


def index():
    """Stanzas of the first index of each package name."""
    out = subprocess.run(["apt-get", "indextargets", "--format", "$(FILENAME)",
                          "Created-By: Packages"], capture_output=True, text=True, check=True)
    found = {}
    for path in sorted(out.stdout.split(), key=lambda p: ("backports" in p, p)):
        text = subprocess.run(["/usr/lib/apt/apt-helper", "cat-file", path], capture_output=True,
                              check=True).stdout.decode("utf-8", "replace")
        for stanza in text.split("\n\n"):
            fields = dict(line.split(": ", 1) for line in stanza.split("\n")
                          if ": " in line and line[0] != " ")
            if "Package" in fields and fields["Package"] not in found:
                found[fields["Package"]] = fields
    return found


def evr(version):
    epoch, _, rest = version.rpartition(":")
    return (epoch or "0", rest.replace("-", "_"))


class Package:
    def __init__(self, fields):
        self.name = fields["Package"]
        self.epoch, self.version = evr(fields["Version"])
        self.size = int(fields.get("Size", 0))
        self.installed = 1024 * int(fields.get("Installed-Size", 0))
        self.provides = list(deps(fields.get("Provides", "")))
        self.requires = list(deps(fields.get("Depends", "") + "," + fields.get("Pre-Depends", "")))
        self.recommends = list(deps(fields.get("Recommends", "")))
        self.conflicts = list(deps(fields.get("Conflicts", "") + "," + fields.get("Breaks", "")))
        self.paths = [f"/usr/share/doc/{self.name}/copyright",
                      f"/usr/share/doc/{self.name}/changelog.gz", f"/usr/bin/{self.name}"]
        parts = min(200, self.installed >> 16)
        below = "x86_64-linux-gnu" if self.name.startswith("lib") else \
            f"python3/{self.name}" if self.name.startswith("python") else f"{self.name[:4]}/{self.name}"
        for n in range(parts):
            self.paths.append(f"/usr/lib/{below}/part{n // 20}/{self.name[:9]}{n}.so")

    def pkgid(self):
        return hashlib.sha256(f"{self.name} {self.epoch}:{self.version}".encode()).hexdigest()


def deps(text):
    """Lists of alternatives, each (name, flag, epoch, version)."""
    for group in text.split(","):
        choices = []
        for choice in group.split("|"):
            m = re.match(r"\s*([a-z0-9][a-z0-9.+-]*)(?::\w+)?\s*(?:\(\s*([<>=]+)\s*([^)\s]+)\s*\))?",
                         choice)
            if m:
                flag = FLAGS.get(m[2]) if m[2] else None
                choices.append((m[1], flag, *(evr(m[3]) if flag else ("0", ""))))
        if choices:
            yield tuple(choices)


def entry(choices):
    if len(choices) == 1:
        name, flag, epoch, version = choices[0]
        more = f' flags="{flag}" epoch="{epoch}" ver={quoteattr(version)}' if flag else ""
        return f'<rpm:entry name={quoteattr(name)}{more}/>'
    terms = []
    for name, flag, epoch, version in choices:
        epoch = "" if epoch == "0" else epoch + ":"
        terms.append(f"{name} {RICH[flag]} {epoch}{version}" if flag else name)
    return f"<rpm:entry name={quoteattr('(' + ' or '.join(terms) + ')')}/>"


def section(tag, groups):
    rows = sorted({entry(g) for g in groups})
    return f"<rpm:{tag}>{''.join(rows)}</rpm:{tag}>" if rows else ""


def primary(p, virtual):
    own = [((p.name, "EQ", p.epoch, p.version + "-1"),)]
    # a Provides without a version is of every version for rpm, of none for dpkg
    conflicts = [(c,) for g in p.conflicts for c in g if not (c[1] and c[0] in virtual)]
    files = "".join(f"<file>{escape(f)}</file>" for f in p.paths if f.startswith("/usr/bin/"))
    return (f'<package type="rpm"><name>{p.name}</name><arch>x86_64</arch>'
            f'<version epoch="{p.epoch}" ver={quoteattr(p.version)} rel="1"/>'
            f'<checksum type="sha256" pkgid="YES">{p.pkgid()}</checksum>'
            f'<summary>{p.name}</summary><description/><packager/><url/>'
            f'<time file="0" build="0"/><size package="{p.size}" installed="{p.installed}" archive="0"/>'
            f'<location href="Packages/{p.name[0]}/{p.name}-{escape(p.version)}-1.x86_64.rpm"/>'
            f'<format><rpm:license>free</rpm:license><rpm:vendor>made</rpm:vendor>'
            f'<rpm:sourcerpm>{p.name}-{escape(p.version)}-1.src.rpm</rpm:sourcerpm>'
            + section("provides", p.provides + own) + section("requires", p.requires)
            + section("conflicts", conflicts) + section("recommends", p.recommends)
            + files + "</format></package>\n")


def filelists(p):
    return (f'<package pkgid="{p.pkgid()}" name="{p.name}" arch="x86_64">'
            f'<version epoch="{p.epoch}" ver={quoteattr(p.version)} rel="1"/>'
            + "".join(f"<file>{escape(f)}</file>" for f in p.paths) + "</package>\n")


def closed(packages, wanted, chosen):
    """The first packages that, with what they depend on, make at least as many as wanted."""
    providers = {}
    for p in packages.values():
        for name in [p.name] + [c[0] for g in p.provides for c in g]:
            providers.setdefault(name, []).append(p.name)
    found = set()
    for first in chosen:
        if len(found) >= wanted:
            break
        todo = [first]
        while todo:
            name = todo.pop()
            if name in found:
                continue
            found.add(name)
            for group in packages[name].requires:
                todo += [q for c in group for q in providers.get(c[0], [])[:3]]
    return found


def break_one(packages, what, rng):
    """One fault; gives what has to be found."""
    names = sorted(packages)
    needed = {c[0] for p in packages.values() for g in p.requires if len(g) == 1 for c in g}
    if what == "drop-package":
        name = rng.choice([n for n in names if n in needed])
        del packages[name]
        return name
    if what == "drop-provide":
        virtual = sorted({c[0] for p in packages.values() for g in p.provides for c in g}
                         & needed - set(names))
        name = rng.choice(virtual)
        for p in packages.values():
            p.provides = [g for g in p.provides if g[0][0] != name]
        return name
    p = packages[rng.choice([n for n in names if len(packages[n].requires) == 1
                             and packages[n].requires[0][0][0] in packages])]
    if what == "add-require":
        p.requires.append((("nobody-provides-this", "GE", "0", "1"),))
    else:
        p.conflicts.append(((p.requires[0][0][0], None, "0", ""),))
    return p.name


def write(folder, name, head, tail, rows):
    data = (head + "".join(rows) + tail).encode()
    packed = gzip.compress(data, 6, mtime=0)
    path = os.path.join(folder, "repodata", name + ".xml.gz")
    with open(path, "wb") as f:
        f.write(packed)
    return (f'<data type="{name}"><checksum type="sha256">{hashlib.sha256(packed).hexdigest()}'
            f'</checksum><open-checksum type="sha256">{hashlib.sha256(data).hexdigest()}'
            f'</open-checksum><location href="repodata/{name}.xml.gz"/><timestamp>1</timestamp>'
            f'<size>{len(packed)}</size><open-size>{len(data)}</open-size></data>')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--packages", type=int, default=0)
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--total", type=int, default=0)
    parser.add_argument("--break", dest="fault")
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    rng = random.Random(a.seed)
    packages = {name: Package(f) for name, f in index().items()}
    if a.packages:
        chosen = sorted(packages)
        rng.shuffle(chosen)
        keep = set(chosen[:a.packages]) if a.open else closed(packages, a.packages, chosen)
        packages = {n: packages[n] for n in keep}
    names = sorted(packages)
    while len(packages) < a.total:
        n = len(packages)
        packages[f"made{n}"] = Package({"Package": f"made{n}", "Version": "1.0-1", "Size": "4096",
                                        "Installed-Size": str(64 * (n % 60)),
                                        "Depends": ", ".join(rng.sample(names, 8))})
    if a.fault:
        print(break_one(packages, a.fault, rng))
    os.makedirs(os.path.join(a.folder, "repodata"), exist_ok=True)
    virtual = {c[0] for p in packages.values() for g in p.provides for c in g}
    rows = [packages[n] for n in sorted(packages)]
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n'
    files = [write(a.folder, "primary", xml + '<metadata xmlns="http://linux.duke.edu/metadata/common"'
                   f' xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="{len(rows)}">\n',
                   "</metadata>\n", (primary(p, virtual) for p in rows)),
             write(a.folder, "filelists", xml + '<filelists'
                   f' xmlns="http://linux.duke.edu/metadata/filelists" packages="{len(rows)}">\n',
                   "</filelists>\n", map(filelists, rows))]
    with open(os.path.join(a.folder, "repodata", "repomd.xml"), "w") as f:
        f.write(xml + '<repomd xmlns="http://linux.duke.edu/metadata/repo">\n<revision>1</revision>\n'
                + "\n".join(files) + "\n</repomd>\n")


if __name__ == "__main__":
    main()
