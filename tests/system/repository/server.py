#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A web server that misbehaves: server.py FOLDER PORT-FILE LOG.

The first part of a path says how, the rest is a file below FOLDER.  Requests go to LOG, a line each:
"MODE FILE RANGE STATUS".  As a proxy it serves any host's /proxied/FILE.
"""
import base64
import http.server
import os
import sys
import threading
import time
import urllib.parse

ROOT, PORT_FILE, LOG = sys.argv[1:4]
seen = {}
lock = threading.Lock()


def times(key):
    with lock:
        seen[key] = seen.get(key, 0) + 1
        return seen[key]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def note(self, status):
        with lock, open(LOG, "a") as log:
            log.write(f"{self.mode} {self.file} {self.headers.get('Range', '-')} {status}\n")

    def start(self, status, **headers):
        self.note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def refuse(self, status, **headers):
        self.start(status, Content_Length=0, **headers)

    def give(self, data, ranges=True):
        """The file, or the end of it that is asked for; the caller may send less."""
        begin = 0
        wanted = self.headers.get("Range") if ranges else None
        if wanted and wanted.startswith("bytes=") and wanted.endswith("-"):
            begin = int(wanted[6:-1])
            if begin >= len(data):
                self.refuse(416)
                return b""
            self.start(206, Content_Length=len(data) - begin,
                       Content_Range=f"bytes {begin}-{len(data) - 1}/{len(data)}")
        else:
            self.start(200, Content_Length=len(data))
        return data[begin:]

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        self.mode, _, self.file = urllib.parse.unquote(url.path).lstrip("/").partition("/")
        if url.netloc:
            self.mode += "@" + url.netloc
        try:
            self.serve(self.mode.partition("@")[0])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def serve(self, mode):
        name = os.path.join(ROOT, self.file)
        is_data = not self.file.endswith(("repomd.xml", ".asc"))
        if mode == "loop":
            return self.refuse(302, Location=f"/loop/{self.file}/{times('loop')}")
        if mode == "denied":
            return self.refuse(403)
        if mode == "toolate":
            return self.refuse(429, Retry_After=3600)
        if mode == "auth":
            wanted = "Basic " + base64.b64encode(b"someone:s3cret").decode()
            if self.headers.get("Authorization") != wanted:
                return self.refuse(401, WWW_Authenticate='Basic realm="x"')
        if mode == "headers":
            self.send_response(200)
            for i in range(100000):
                self.send_header(f"X-{i}", "x" * 100)
            self.end_headers()
            self.close_connection = True
            return None
        if mode == "endless" and self.file.endswith("repomd.xml"):
            self.start(200)
            self.close_connection = True
            while True:
                self.wfile.write(b"<repomd>" * 8192)
        if not os.path.isfile(name):
            return self.refuse(404)
        with open(name, "rb") as f:
            data = f.read()
        count = times((mode, self.file))
        if mode == "busy" and count <= 2:
            return self.refuse(503)
        if mode == "down":
            return self.refuse(503)
        if mode == "later" and count == 1:
            return self.refuse(429, Retry_After=1)
        if mode == "longer" and is_data:  # more than it should be, without a length
            self.start(200)
            self.close_connection = True
            return self.wfile.write(data + b"x" * 100000)
        if mode == "mixed" and is_data:  # two servers behind one name, one with other bytes
            if self.headers.get("Range"):
                data = data[:len(data) // 2] + bytes(len(data) - len(data) // 2)
            elif count == 1:
                self.wfile.write(self.give(data)[:len(data) // 2])
                self.close_connection = True
                return None
        if mode in ("cut", "norange", "always") and is_data and (count == 1 or mode == "always"):
            rest = self.give(data, mode == "cut")
            self.wfile.write(rest[:len(rest) // 2 if mode == "cut" else 1000])
            self.close_connection = True
            return None
        if mode == "stall" and is_data:
            self.wfile.write(self.give(data)[:100])
            self.wfile.flush()
            time.sleep(30)
            self.close_connection = True
            return None
        if mode == "slow" and is_data:
            rest = self.give(data)
            for i in range(0, len(rest), 1000):
                self.wfile.write(rest[i:i + 1000])
                self.wfile.flush()
                time.sleep(0.5)
            return None
        return self.wfile.write(self.give(data, mode != "norange"))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
with open(PORT_FILE + ".new", "w") as f:
    f.write(str(server.server_address[1]))
os.rename(PORT_FILE + ".new", PORT_FILE)
server.serve_forever()
