#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# One door for each library: who may include its headers.  A new library gets its line here.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

offenders=$(find runner -name '*.[ch]' -exec awk '
BEGIN {
	door("rpm/", "collect/(packages|openpgp)[a-z_]*[.][ch]")
	door("(lib|g)?elf[.]h", "collect/elf[a-z_]*[.][ch]")
	door("sqlite3[.]h", "model/evidence_(db[.]h|[a-z_]+[.]c)")
	door("model/evidence_db[.]h", "model/evidence_[a-z_]+[.]c")
	door("jansson[.]h", "base/doc[.]c")
	door("yaml[.]h", "base/yaml[.]c")
	door("openssl/", "(base/(sha256|checksum)|scenario/outside/certificates)[.]c")
	door("curl/", "source/http[a-z_]*[.][ch]")
	door("expat[.]h", "source/metalink[.]c")
	door("archive(_entry)?[.]h", "(source/archive|scenario/outside/iso)[.]c")
	door("microhttpd[.]h", "scenario/outside/http[a-z_]*[.][ch]")
	door("solv/", "solve/[a-z_]+[.][ch]")
}
function door(header, files) { open["^" header] = "^runner/" files "$" }
/^[ \t]*#[ \t]*include[ \t]/ {
	split($0, part, /["<>]/)
	for (header in open)
		if (part[2] ~ header && FILENAME !~ open[header])
			print FILENAME ":" FNR ": " part[2] " has its one door in " \
				substr(open[header], 2, length(open[header]) - 2)
}' {} +)
[ -z "$offenders" ] && exit
echo "$offenders"
exit 1
