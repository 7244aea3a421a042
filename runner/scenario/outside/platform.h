/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_PLATFORM_H
#define SCENARIO_OUTSIDE_PLATFORM_H
/*
 * The platform's services, each a function from a request to an answer, with no state of its own
 * but what it is made from.  docs/platform.md tells which facts they stand on.
 */
#include "base/doc.h"
#include "scenario/outside/http.h"

#define PLATFORM_WIRE_ADDRESS "168.63.129.16"
#define PLATFORM_IMDS_ADDRESS "169.254.169.254"

/* Who the machine is; nobody else in the world is called so. */
#define PLATFORM_CONTAINER_ID  "a21c7540-0000-4000-8000-00000000c001"
#define PLATFORM_DEPLOYMENT_ID "a21c7540-0000-4000-8000-00000000d001"
#define PLATFORM_INSTANCE_ID   PLATFORM_DEPLOYMENT_ID "._azlcts"
#define PLATFORM_INCARNATION   "1"
/* The guest's own, as QEMU is told (source/disk/guest_args.c): agents compare. */
#define PLATFORM_VM_ID "5a2c1e00-0000-4000-8000-0000a21c7540"
#define PLATFORM_MAC   "525400A21C75"
#define PLATFORM_GUEST "168.63.129.50" /* by DHCP */

struct platform { /* borrowed texts */
	const char *hostname;
	const char *user;
	const char *ssh_key;
	const char *os_name;
};

/* Escaped for the inside of an XML element or attribute. */
void platform_add_xml(struct buf *out, const char *text);

/* ovf-env.xml of the provisioning medium. */
void platform_ovf(const struct platform *p, struct buf *out);

/* Instance metadata: the whole document under /metadata; NULL: no memory. */
struct doc *imds_new(const struct platform *p);
void imds_answer(const struct doc *metadata, const struct http_request *q, struct http_answer *out);

enum wire_state { WIRE_SILENT, WIRE_NOT_READY, WIRE_READY };

struct wire_report { /* what a guest last said of its health */
	enum wire_state state;
	char by[64];
	char what[256];
};

/* `report` is filled by a health report that is right, and left alone otherwise. */
void wire_answer(const struct http_request *q, struct http_answer *out, struct wire_report *report);
void host_plugin_answer(const struct http_request *q, struct http_answer *out);

#endif
