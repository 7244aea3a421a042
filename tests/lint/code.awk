# SPDX-License-Identifier: MIT
# C without comments, and with empty texts in place of texts: "file:line:code" for the lints.
FNR == 1 { comment = 0 }
{
	rest = $0
	code = ""
	while (rest != "") {
		if (comment) {
			end = index(rest, "*/")
			rest = end ? substr(rest, end + 2) : ""
			comment = !end
			continue
		}
		if (!match(rest, /\/\*|\/\/|"|'/)) {
			code = code rest
			break
		}
		code = code substr(rest, 1, RSTART - 1)
		rest = substr(rest, RSTART)
		if (rest ~ /^\/\//)
			break
		if (rest ~ /^\/\*/) {
			comment = 1
			rest = substr(rest, 3)
		} else if (match(rest, /^("([^"\\]|\\.)*"|'([^'\\]|\\.)*')/)) {
			code = code "\"\""
			rest = substr(rest, RLENGTH + 1)
		} else {
			rest = substr(rest, 2)
		}
	}
	print FILENAME ":" FNR ":" code
}
