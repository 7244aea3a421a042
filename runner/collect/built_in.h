/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_BUILT_IN_H
#define COLLECT_BUILT_IN_H
/*
 * Questions that the probe answers itself, as commands "azlcts-probe NAME WORD...", so that they do
 * not depend on what an image has installed:
 *
 *	af-alg ...			one question to the kernel's cryptography (af_alg.h)
 *	http URL			a GET over plain TCP (net_http.h)
 *	connect tcp|udp HOST PORT	can it be reached? (net_connect.h)
 *	canary check | plant TOKEN	has anybody been here before? (probe_canary.h)
 *	instant				the boot id: of which boot is this? (probe_instant.h)
 *	memory				MiB in use (probe_instant.h)
 *	set-id				set-id files that no table has (probe_set_id.h)
 *
 * Hosts are addresses: names would ask the image's resolver.
 */
#include "base/buf.h"

enum { BUILT_IN_OUTPUT_MAX = (64 << 10) - 1, BUILT_IN_MALFORMED = 126 };

struct built_in {
	const char *name;
	const char *words; /* how they look, for the usage */
	/* argv without the name; the answer goes to `out`; an exit status. */
	int (*main)(int argc, const char *const *argv, struct buf *out);
};

extern const struct built_in built_ins[]; /* name NULL at the end */
/* NULL: there is none of that name. */
const struct built_in *built_in_find(const char *name);

#endif
