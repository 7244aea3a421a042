#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints ratios against named peers; build/bench-*.json have them as data.
#
# usage: run.sh [boot|abi|closure|baseline|scenario]... (default: all)
set -euo pipefail
here=$(dirname "$0")
for what in "${@:-boot abi closure baseline scenario}"; do
	for one in $what; do
		/usr/bin/python3 "$here/$one.py"
	done
done
