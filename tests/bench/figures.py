# SPDX-License-Identifier: MIT
"""What the benchmarks share: a figure stands beside a named peer or limit of the same run.

Absolute times vary from machine to machine and from hour to hour; ratios hold.  Each pair is run in
turn, A B A B ..., and the median of each side is taken.
"""
import hashlib
import json
import os
import resource
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
AZLCTS = os.path.join(TOP, "build/release/azlcts")


def child(argv, good=(0, 1, 4), stdin=None, output="/dev/null"):
    """Seconds of CPU, and peak MiB, of one program with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    actions = [(os.POSIX_SPAWN_OPEN, 0, stdin or "/dev/null", os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
               (os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)]
    pid = os.posix_spawnp(argv[0], argv, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if os.waitstatus_to_exitcode(status) not in good:
        raise SystemExit(f"bench: {' '.join(argv[:6])} ended with {os.waitstatus_to_exitcode(status)}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, usage.ru_maxrss / 1024


def hash_tree(root):
    """CPU seconds of hashing the same bytes with Python's hashlib (OpenSSL): the lower limit."""
    began = time.process_time()
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as f:
                    hashlib.file_digest(f, "sha256") if hasattr(hashlib, "file_digest") else \
                        hashlib.sha256(f.read()).digest()
    return time.process_time() - began


class Figures:
    """Rows of one benchmark: printed as they come, saved as build/bench-NAME.json."""

    def __init__(self, name):
        self.name = name
        self.rows = []

    def add(self, name, ours, peer, peer_name, unit, aim):
        """`aim` is the ratio that is wanted at most."""
        row = {"name": name, "ours": round(ours, 4), "peer": round(peer, 4),
               "peer_name": peer_name, "unit": unit, "ratio": round(ours / peer, 4), "aim": aim}
        self.rows.append(row)
        print(f"{name:30} {row['ours']:>10} {unit:4} {row['peer']:>10} {unit:4} "
              f"{row['ratio']:>7}x of {peer_name}; aim at most {aim}x", flush=True)

    def save(self):
        os.makedirs(os.path.join(TOP, "build"), exist_ok=True)
        with open(os.path.join(TOP, f"build/bench-{self.name}.json"), "w") as f:
            json.dump(self.rows, f, indent=2)
            f.write("\n")
        late = [r["name"] for r in self.rows if r["ratio"] > r["aim"]]
        if late:
            print("past its aim: " + ", ".join(late))
