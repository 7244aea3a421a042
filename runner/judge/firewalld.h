/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_FIREWALLD_H
#define JUDGE_FIREWALLD_H
/*
 * The zones of firewalld: firewalld.zone(5), firewalld.conf(5).  A file of /etc replaces the one of
 * that name in /usr/lib.  A zone is active when it is the default one, or has an interface or a
 * source; what a connection of NetworkManager names is not seen.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

struct zone {
	const char *name;
	const char *path;
	const char *target; /* "default", "ACCEPT", "DROP", "%%REJECT%%" */
	struct text_list interfaces;
	bool has_sources;
	bool is_default;
	bool drops_ipv4_loopback; /* a rich rule drops 127.0.0.0/8 that comes from elsewhere */
	bool drops_ipv6_loopback; /* ... and ::1 */
};

struct zones {
	struct zone *items;
	size_t count;
	const char *default_name;
	const char *default_place; /* "file:line", or whose default it is */
};

/* False: `findings` says why it is not known. */
bool firewalld_zones(struct evidence *ev, struct arena *arena, struct zones *out,
		     struct findings *findings);

static inline bool zone_is_active(const struct zone *z)
{
	return z->is_default || z->interfaces.count || z->has_sources;
}

#endif
