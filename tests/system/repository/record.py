#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""record.py REPOMD FILE: size and checksum of a file that was changed, into repomd.xml."""
import hashlib
import os
import re
import sys

repomd, name = sys.argv[1:]
with open(os.path.join(os.path.dirname(repomd), name), "rb") as f:
    data = f.read()
with open(repomd) as f:
    records = re.split(r"(?=<data )", f.read())
for i, record in enumerate(records):
    if f'/{name}"' in record:
        record = re.sub(r'(<checksum type=")\w+(">)\w+', rf"\g<1>sha256\g<2>{hashlib.sha256(data).hexdigest()}",
                        record, count=1)
        records[i] = re.sub(r"<size>\d+", f"<size>{len(data)}", record)
with open(repomd, "w") as f:
    f.write("".join(records))
