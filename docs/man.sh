#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The man page of a given azlcts, from what its --help says.
set -euo pipefail
azlcts=$1

roff() { sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/" -e 's/-/\\-/g'; }
block() {
	echo .nf
	roff
	echo .fi
}

echo ".TH AZLCTS 1 \"\" \"$("$azlcts" --version)\" \"User Commands\""
cat <<'R'
.SH NAME
azlcts \- compatibility test suite for Azure Linux 4.0
.SH SYNOPSIS
.B azlcts
.I VERB
[\fIOPTION\fR]... [\fIARGUMENT\fR]...
.SH DESCRIPTION
Boots candidate images, or opens root directories, collects evidence into one SQLite file,
judges it under suites of checks, and writes machine-readable conformance reports.
.SH VERBS
R
"$azlcts" --help | sed -n '/^verbs:/,/^$/p' | sed '1d;$d' | block
for verb in $("$azlcts" --help | sed -n '/^verbs:/,/^$/p' | awk 'NF && !/verbs:/ { print $1 }'); do
	echo ".SH AZLCTS ${verb^^}"
	"$azlcts" "$verb" --help | tail -n +3 | block
done
cat <<'R'
.SH EXIT STATUS
.TP
0
conformant: every required check was proved (for verbs that judge nothing: success)
.TP
1
not conformant: a required check failed
.TP
2
usage, or an input that is invalid
.TP
3
an infrastructure error; there is no verdict
.TP
4
incomplete: a required result is missing, or nothing was selected
.TP
130
interrupted
.SH ENVIRONMENT
.TP
.B AZLCTS_SUITES
folder of suites, instead of the one that came with the program
.TP
.B AZLCTS_PROBE
the guest's program, instead of the one that came with the program
.TP
.B TMPDIR
where diff, contract and ready collect what is no evidence yet; /tmp when it is empty
.TP
.B NO_COLOR
when it is not empty, nothing is coloured
R
