#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""metalink.py CURRENT ALTERNATE URL...: a metalink of two repomd.xml, as MirrorManager writes it."""
import hashlib
import sys


def details(path):
    with open(path, "rb") as f:
        data = f.read()
    hashes = "".join(f'    <hash type="{name}">{hashlib.new(name, data).hexdigest()}</hash>\n'
                     for name in ("md5", "sha1", "sha256", "sha512"))
    return (f"   <mm0:timestamp>1</mm0:timestamp>\n   <size>{len(data)}</size>\n"
            f"   <verification>\n{hashes}   </verification>\n")


current, alternate, *urls = sys.argv[1:]
mirrors = "".join(f'    <url protocol="{url.split(":")[0]}" type="{url.split(":")[0]}" location="DE" '
                  f'preference="{100 - i}">{url}</url>\n'
                  for i, url in enumerate(["rsync://127.0.0.1/repodata/repomd.xml", *urls]))
print(f"""<?xml version="1.0" encoding="utf-8"?>
<metalink version="3.0" xmlns="http://www.metalinker.org/" type="dynamic" generator="mirrormanager" \
xmlns:mm0="http://fedorahosted.org/mirrormanager">
 <files>
  <file name="repomd.xml">
{details(current)}   <mm0:alternates>
    <mm0:alternate>
{details(alternate)}    </mm0:alternate>
   </mm0:alternates>
   <resources maxconnections="1">
{mirrors}   </resources>
  </file>
 </files>
</metalink>""")
