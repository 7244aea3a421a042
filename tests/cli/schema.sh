#!/bin/sh
# SPDX-License-Identifier: MIT
# schema.sh SCHEMA DOCUMENT...: documents that are not of the schema are said, and status 1.
# schema.sh: proves that the schemas refuse what they must.  Status 77: no jsonschema here.
set -eu
cd "$(dirname "$0")/../.."
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || exit 77
exec /usr/bin/python3 - "$@" <<'EOF'
import copy, json, sys
from jsonschema import Draft202012Validator as Validator

def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)

def faults(schema, document):
    found = sorted(Validator(schema).iter_errors(document), key=lambda e: list(map(str, e.path)))
    return ["/".join(map(str, e.path)) + ": " + e.message[:200] for e in found]

def put(document, path, value):
    """A copy with the value at the path replaced; None takes it away."""
    out = copy.deepcopy(document)
    at = out
    for key in path[:-1]:
        at = at[key]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return out

sha = "0123456789abcdef" * 4
tally = {"total": 1, "pass": 0, "fail": 1, "error": 0, "missing": 0, "not-applicable": 0}
results = {
    "schema": "azlcts-results-1", "tool": {"name": "azlcts", "version": "1"},
    "verdict": "not-conformant", "exit": 1, "source": {"kind": "disk", "sha256": sha},
    "evidence": {"sha256": sha}, "suites": [{"name": "s", "sha256": sha}],
    "profile": {"name": "p", "sha256": sha, "required": 1, "required_sha256": sha},
    "tally": {"required": tally, "others": {**tally, "total": 0, "fail": 0}},
    "answers": [{"name": "s.mode", "verdict": "not-conformant", "required": tally,
                 "others": {**tally, "total": 0, "fail": 0}}],
    "checks": [{"id": "s.a", "version": 1, "suite": "s", "kind": "file", "title": "t",
                "level": "mandatory", "required": True, "waivable": False, "outcome": "fail",
                "findings_total": 1, "answer": "s.mode", "settings_total": 1,
                "settings": [{"object": "k", "set": "1", "place": "/x:1", "losers": ["/y:2: 0"]}],
                "object": "/x", "expected": "there", "observed": "not there",
                "references": {"nist": ["AC-1"]}, "why": "w", "remedy": "r"}],
}
run = {
    "schema": "azlcts-run-1", "verb": "run", "tool": {"name": "azlcts", "version": "1"},
    "started": "2026-01-01T00:00:00Z", "finished": "2026-01-01T00:01:00Z",
    "durations_ms": {"total": 60000, "judge": 5}, "host": {"cpus": 2, "memory_mib": 4096},
    "source": {"path": "x.vhdx"}, "guest": {"accelerator": "tcg", "anything": 1},
    "verdict": "incomplete", "exit": 4,
}
evidence = {"product": "p", "sha256": sha}
diff = {
    "schema": "azlcts-diff-1", "tool": {"name": "azlcts", "version": "1"}, "aspect": "abi",
    "verdict": "breaks", "exit": 1, "reference": evidence, "candidate": evidence, "consumers": [],
    "tally": {"objects": 1, "break": 1, "risk": 0, "policy": 0, "info": 0, "declared": 0,
              "unchecked": 1},
    "changes": [{"rule": "A05", "severity": "break", "object": "libx.so.1", "symbol": "f",
                 "version": "X_1", "detail": "removed", "consumer": "/bin/x", "consumers": 1}],
    "unchecked": [{"rule": "A27", "object": "libx.so.1", "detail": "types"}], "unreadable": [],
}
ready = {
    "schema": "azlcts-ready-1", "tool": {"name": "azlcts", "version": "1"}, "verdict": "blocked",
    "exit": 1, "isa": "x86-64-v2", "image": evidence, "repositories": [],
    "products": [{**evidence, "name": "app", "at": "/opt/app", "verdict": "blocked", "objects": 1,
                  "scripts": 0, "reasons_total": 1, "packages": [], "unchecked": [],
                  "reasons": [{"effect": "blocks", "kind": "library", "object": "/opt/app/x",
                               "text": "wants y", "remedy": "z"}]}],
}
one = ("checks", 0)
refused = {
    "results": [
        (("schema",), "azlcts-results-2"), (("extra",), 1), (("verdict",), None),
        (("verdict",), "conformant"), (("verdict",), "fine"), (("exit",), 2), (("exit",), 0),
        (("evidence", "sha256"), sha[:-1]), (("evidence", "sha256"), sha.upper()),
        (("source", "path"), "/home/x"), (("tally", "required", "waived"), 0),
        (("profile", "required"), 1.5), (one + ("outcome",), "skip"), (one + ("object",), None),
        (one + ("observed",), None), (one + ("outcome",), "error"), (one + ("findings_total",), 0),
        (one + ("reason",), "because"), (one + ("findings",), []), (one + ("id",), "a b"),
        (one + ("required",), "yes"), (one + ("level",), "must"), (one + ("started",), "now"),
        (one + ("waivable",), None), (one + ("settings_total",), None), (one + ("settings",), None),
        (one + ("settings", 0, "running"), 1), (one + ("settings", 0, "losers"), "/y:2: 0"),
        (one + ("settings", 0, "object"), None), (one + ("answer",), "A"), (("answers",), []),
        (("answers", 0, "verdict"), "validated"), (("answers", 0, "name"), None),
    ],
    "run": [
        (("schema",), "azlcts-run-2"), (("hostname",), "h"), (("host", "name"), "h"),
        (("started",), "yesterday"), (("exit",), 0), (("exit",), 5), (("error",), "no QEMU"),
        (("durations_ms", "total"), None), (("durations_ms", "judge"), 1.5),
        (("guest", "boot_ms"), "long"), (("source",), None),
    ],
    "diff": [
        (("schema",), "azlcts-diff-2"), (("started",), "now"), (("verdict",), "compatible"),
        (("exit",), 0), (("exit",), 4), (("tally", "break"), 0), (("tally", "objects"), 0),
        (("reference", "path"), "/home/x"), (("candidate",), None), (("unreadable",), None),
        (("changes", 0, "rule"), "B05"), (("changes", 0, "severity"), "S1"),
        (("changes", 0, "object"), ""), (("changes", 0, "consumers"), None),
    ],
    "ready": [
        (("schema",), "azlcts-ready-2"), (("host",), "h"), (("verdict",), "runs"), (("exit",), 0),
        (("products",), []), (("image",), None), (("isa",), "x86-64-v5"),
        (("products", 0, "verdict"), "runs"), (("products", 0, "verdict"), "fine"),
        (("products", 0, "verdict"), "runs-with-packages"), (("products", 0, "reasons"), []),
        (("products", 0, "at"), "opt"), (("products", 0, "reasons", 0, "effect"), "maybe"),
        (("products", 0, "unchecked"), None),
    ],
}

if len(sys.argv) > 2:
    bad = 0
    schema = load(sys.argv[1])
    for path in sys.argv[2:]:
        for fault in faults(schema, load(path)):
            print(path + ": " + fault)
            bad = 1
    sys.exit(bad)

bad = 0

def claim(words, truth):
    global bad
    bad |= not truth
    print(("ok - " if truth else "not ok - ") + words)

for name, good in (("results", results), ("run", run), ("diff", diff), ("ready", ready)):
    schema = load("results-schema/" + name + ".schema.json")
    Validator.check_schema(schema)
    claim(name + ": a good document is accepted", not faults(schema, good))
    for path, value in refused[name]:
        words = "%s: %s = %r is refused" % (name, ".".join(map(str, path)), value)
        claim(words, faults(schema, put(good, path, value)) != [])
sys.exit(bad)
EOF
