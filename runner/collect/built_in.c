/* SPDX-License-Identifier: MIT */
#include "collect/built_in.h"

#include "collect/af_alg.h"
#include "collect/net_connect.h"
#include "collect/net_http.h"
#include "collect/probe_canary.h"
#include "collect/probe_instant.h"
#include "collect/probe_set_id.h"

const struct built_in built_ins[] = {
	{ "af-alg", "TYPE NAME [WORD=HEX]...", af_alg_main },
	{ "http", "URL", net_http_main },
	{ "connect", "tcp|udp HOST PORT", net_connect_main },
	{ "canary", "check | plant TOKEN", probe_canary_main },
	{ "instant", "", probe_instant_main },
	{ "memory", "", probe_memory_main },
	{ "set-id", "", probe_set_id_main },
	{ 0 },
};

const struct built_in *built_in_find(const char *name)
{
	for (const struct built_in *b = built_ins; b->name; b++)
		if (streq(b->name, name))
			return b;
	return NULL;
}
