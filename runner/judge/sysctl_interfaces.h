/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SYSCTL_INTERFACES_H
#define JUDGE_SYSCTL_INTERFACES_H
/*
 * What the kernel makes of net.ipvN.conf.all.KEY and net.ipvN.conf.INTERFACE.KEY together
 * (Documentation/networking/ip-sysctl.rst; include/linux/inetdevice.h, IN_DEV_*CONF): of rp_filter
 * the larger; of log_martians, send_redirects and secure_redirects either; of accept_source_route
 * both; of accept_redirects both on a router, either else.  Of IPv6 the interface's alone, but for
 * accept_source_route, of which the smaller.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

/* Is this a key of "all" for which interfaces matter? */
bool sysctl_has_interfaces(const char *name);

struct interface_value {
	const char *name;     /* "net.ipv4.conf.eth0.rp_filter" */
	const char *own;      /* the interface's own value */
	const char *place;    /* what set it; "running" */
	int64_t effective;    /* together with that of "all" */
	const char *combined; /* how, in words */
};

/*
 * Calls `use` for each running interface but the loopback, and for one (eth0) as configuration
 * would have it at the next boot.  False: `findings` says why that is not known.
 */
bool sysctl_each_interface(struct evidence *ev, const char *name, struct arena *arena,
			   void (*use)(void *arg, const struct interface_value *v), void *arg,
			   struct findings *findings);

#endif
