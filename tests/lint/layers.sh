#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# base <- model <- solve <- {source, judge, decide}; base <- model <- {collect, scenario, script, report}; all of
# them <- cli <- main.c, and probe/ around collect/.  Headers of ours are included by path, in quotes.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

offenders=$(find runner -name '*.[ch]' -exec awk '
BEGIN {
	may["base"] = "base"
	may["model"] = "base model"
	may["solve"] = "base model solve"
	n = split("source collect judge scenario script report decide", stages, " ")
	for (i = 1; i <= n; i++) {
		may[stages[i]] = "base model " stages[i]
		all = all " " stages[i]
	}
	may["source"] = may["source"] " solve"
	may["judge"] = may["judge"] " solve"
	may["decide"] = may["decide"] " judge solve"
	may["probe"] = "base model collect probe"
	may["cli"] = may["main.c"] = "base model solve cli" all
}
function bad(what) { print FILENAME ":" FNR ": " what }
/^[ \t]*#[ \t]*include[ \t]/ {
	split(FILENAME, from, "/")
	split($0, part, /["<>]/)
	split(part[2], to, "/")
	ours = to[1] in may && to[1] != "main.c"
	if (!(from[2] in may))
		bad("a file outside every layer")
	else if ($0 ~ /</) {
		if (ours)
			bad("<" part[2] "> is ours: include it in quotes")
	} else if (part[2] == "version.h" || part[2] ~ /^html\/.*\.inc$/) {
		next # made by the makefile
	} else if (!ours || part[2] !~ /\// || part[2] ~ /\.\./)
		bad("\"" part[2] "\" is no path from runner/")
	else if (index(" " may[from[2]] " ", " " to[1] " ") == 0)
		bad(from[2] " must not include " part[2])
}' {} +)
[ -z "$offenders" ] && exit
echo "$offenders"
exit 1
