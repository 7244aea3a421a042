/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_H
#define SCENARIO_OUTSIDE_H
/*
 * What a guest meets in place of the world: HTTP services of this process on unix sockets, which
 * the machine brings to addresses of the guest's network (model/machine.h).
 *
 *	168.63.129.20:80	the repositories, read-only, as folders /0/ /1/ ...
 *	169.254.169.254:80	instance metadata (IMDS)
 *	168.63.129.16:80	the wire server: goal state, certificates, health reports
 *	168.63.129.16:32526	its host plugin
 *	the drive		the provisioning ISO with ovf-env.xml
 *
 * All of it is deterministic: fixed ids, fixed keys, no clock but what HTTP asks for.  It has
 * threads of its own; nothing of it outlives outside_stop().  docs/platform.md tells the rest.
 */
#include "base/cancel.h"
#include "base/doc.h"
#include "model/machine.h"
#include "model/manifest.h"

struct outside;

struct outside_options {
	const char *work_dir; /* sockets and the ISO; removed by the caller; a short path */
	const struct text_list *repositories; /* folders; NULL: no repository is granted */
	const struct platform_wish *platform; /* NULL: no platform */
	const char *os_name;		      /* PRETTY_NAME of the image, for texts; NULL: none */
};

int outside_start(struct outside **out, const struct outside_options *o, struct error *err);
/* What to grant the guest; borrowed. */
const struct machine_grant *outside_grants(const struct outside *o, size_t *count);
/* The provisioning ISO; NULL: none. */
const char *outside_medium(const struct outside *o);
/* Was the platform told that the machine is ready?  By whom: "waagent", "cloud-init", ... or NULL.
 */
bool outside_ready(struct outside *o, char by[64]);
/* What the guest reported instead (NotReady, ProvisioningFailed), one line; false: nothing. */
bool outside_failure(struct outside *o, char what[256]);
/* A list of what was asked, in order: {service, method, path, status}; for run.json.  NULL: no
 * memory. */
struct doc *outside_requests(struct outside *o);
void outside_stop(struct outside *o); /* NULL is fine */

#endif
