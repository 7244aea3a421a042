#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints ratios against named peers; build/bench.json has them as data.
set -euo pipefail
exec /usr/bin/python3 "$(dirname "$0")/bench.py" "$@"
