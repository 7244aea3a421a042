#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The main job against its limits: a bare boot, and reading the same bytes.  usage: boot.py [RUNS]"""
import base64
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from figures import AZLCTS, TOP, Figures, child, hash_tree

FIXTURE = os.environ.get("AZLCTS_FIXTURE_DIR", os.path.join(TOP, "build/fixture"))
PROFILE = os.path.join(TOP, "fixtures/profiles/fixture-vm.yaml")
OVMF = "/usr/share/OVMF/OVMF_CODE_4M.fd"
DONE = b"AZLCTS-BARE-BOOT"


def credential(name, text):
    encoded = base64.b64encode(text.encode()).decode()
    return f"value=io.systemd.credential.binary:{name}={encoded}"


def bare_boot(work):
    """Seconds from QEMU's start until a unit after multi-user.target speaks on the console."""
    overlay, variables = os.path.join(work, "bare.qcow2"), os.path.join(work, "vars.fd")
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b",
                    os.path.join(FIXTURE, "image.raw"), overlay], check=True)
    shutil.copy(OVMF.replace("CODE", "VARS"), variables)
    unit = ("[Unit]\nAfter=multi-user.target\n[Service]\nType=oneshot\n"
            f"ExecStart=/bin/sh -c 'echo {DONE.decode()} >/dev/ttyS0'\n")
    smbios = ",".join(["type=11", credential("systemd.extra-unit.bare.service", unit),
                       credential("systemd.unit-dropin.multi-user.target",
                                  "[Unit]\nWants=bare.service\n")])
    args = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot", "-display",
            "none", "-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2",
            "-m", "1024", "-drive", f"if=pflash,format=raw,readonly=on,file={OVMF}", "-drive",
            f"if=pflash,format=raw,file={variables}", "-drive",
            f"if=virtio,format=qcow2,cache=unsafe,file={overlay}", "-device", "virtio-rng-pci",
            "-serial", "stdio", "-smbios", smbios]
    began = time.monotonic()
    guest = subprocess.Popen(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        for line in guest.stdout:
            if DONE in line and b"ExecStart" not in line:
                return time.monotonic() - began
        raise SystemExit("bench: the bare boot did not come to its end")
    finally:
        guest.kill()
        guest.wait()
        os.unlink(overlay)


def whole_run(work):
    out = os.path.join(work, "run")
    began = time.monotonic()
    subprocess.run([AZLCTS, "run", os.path.join(FIXTURE, "image.raw"), "-o", out, "--force", "-q",
                    "--accelerator", "tcg", "--profile", PROFILE], check=True,
                   stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def tree_size(root):
    return sum(os.lstat(os.path.join(d, n)).st_size for d, _, ns in os.walk(root) for n in ns)


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    figures = Figures("boot")
    add = figures.add

    with tempfile.TemporaryDirectory() as work:
        ours, peer = [], []
        whole_run(work)
        for _ in range(runs):
            peer.append(bare_boot(work))
            ours.append(whole_run(work))
        add("whole run", statistics.median(ours), statistics.median(peer),
            "a bare boot of the same image", "s", 1.15)
        with open(os.path.join(work, "run/run.json")) as f:
            guest = json.load(f)["guest"]
        evidence = os.path.join(work, "run/evidence.db")
        root = os.path.join(FIXTURE, "root")
        add("collect in the guest", guest["collect_ms"] / 1000, statistics.median(peer),
            "a bare boot of the same image", "s", 0.15)
        peak = subprocess.run([AZLCTS, "query", evidence, "--json", "SELECT value FROM volatile "
                               "WHERE key = 'probe_peak_kib'"], check=True, capture_output=True)
        add("memory in the guest", int(json.loads(peak.stdout)[0]["value"]) / 1024, 64, "a limit",
            "MiB", 1)
        collect = [child([AZLCTS, "collect", root, "-q", "--force", "-o",
                          os.path.join(work, "tree")]) for _ in range(runs)]
        add("collect a root directory", statistics.median(c for c, _ in collect),
            statistics.median(hash_tree(root) for _ in range(runs)),
            "hashing the same files, nothing else", "s", 4)
        judged = [child([AZLCTS, "judge", evidence, "-q", "--profile", PROFILE])
                  for _ in range(runs)]
        add("judge", statistics.median(c for c, _ in judged),
            statistics.median(c for c, _ in collect), "collecting a root directory", "s", 1)
        add("memory on the host", max(m for _, m in collect + judged), 128, "a limit", "MiB", 1)
        add("size of the evidence", os.path.getsize(evidence) / 2**20, tree_size(root) / 2**20,
            "the files it speaks of", "MiB", 0.1)
    figures.save()


if __name__ == "__main__":
    main()
