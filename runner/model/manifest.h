/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MANIFEST_H
#define MODEL_MANIFEST_H
/*
 * What a vendor says of a product: how it is told that it works, what it adds to a system, what it
 * leaves.  A file of its own (results-schema/manifest.schema.json, `azlcts init product`), or the
 * key `manifest` of a suite (suites/agents/).
 *
 *	manifest: 1
 *	product: node-exporter
 *	title: Prometheus node exporter
 *	packages: [node-exporter]            names of packages that are the product
 *	units: [node-exporter.service]       active after install, upgrade and reboot
 *	configure: [[systemctl, enable, --now, node-exporter.service]]
 *	health:
 *	  - {http: "http://127.0.0.1:9100/metrics", contains: node_cpu, within: 30}
 *	  - {port: tcp/9100}
 *	  - {log: "Listening on", unit: node-exporter.service}
 *	  - {command: [node-exporter, --version], exit: 0, contains: version}
 *	  - {platform: ready}                the platform was told that the machine is ready
 *	grants: [repository, platform]       what the guest may reach; nothing else
 *	platform: {fault: none, hostname: azlcts-vm, user: azureuser}
 *	declares: {user: [node-exporter], listener: ["tcp * 9100"], file: ["/var/lib/node*"]}
 *	keeps: {user: [node-exporter]}       ... of it, what an erase leaves
 *	limits: {memory-mib: 100, boot-ms: 5000, seconds: 120}
 *	scenarios:
 *	  - {name: lifecycle, steps: [install, reboot, erase]}
 *	unknown: ["which ports it opens: no public word of it"]
 * Everything but manifest, product and packages may be left out.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define MANIFEST_VERSION 1
/* X(NAME, name): the classes of a footprint, as tables.def has them. */
#define FOOTPRINT_CLASSES(X)        \
	X(FILE, "file")             \
	X(SET_ID, "set-id")         \
	X(CAPABILITY, "capability") \
	X(UNIT, "unit")             \
	X(SCHEDULED, "scheduled")   \
	X(USER, "user")             \
	X(GROUP, "group")           \
	X(LISTENER, "listener")     \
	X(MODULE, "module")         \
	X(SYSCTL, "sysctl")         \
	X(MOUNT, "mount")           \
	X(FIREWALL, "firewall")     \
	X(DENIAL, "denial")         \
	X(PACKAGE, "package")

enum footprint_class {
#define X(NAME, name) FOOTPRINT_##NAME,
	FOOTPRINT_CLASSES(X)
#undef X
		FOOTPRINT_CLASS_COUNT,
};

extern const char *const footprint_class_names[FOOTPRINT_CLASS_COUNT + 1]; /* NULL at the end */

enum health_type { HEALTH_HTTP, HEALTH_PORT, HEALTH_LOG, HEALTH_COMMAND, HEALTH_PLATFORM };

struct health {
	enum health_type type;
	const char *what;      /* URL, "tcp/9100", text of the log, "ready" */
	struct text_list argv; /* HEALTH_COMMAND */
	const char *unit;      /* HEALTH_LOG; NULL: all of the journal */
	const char *contains;  /* in the answer; NULL: anything */
	unsigned exit;	       /* HEALTH_COMMAND: status that is right */
	unsigned within_s;     /* it may take so long; 0: 30 */
};

enum step_action {
	STEP_INSTALL,
	STEP_CONFIGURE,
	STEP_ACTIVE,
	STEP_HEALTH,
	STEP_REBOOT,
	STEP_UPGRADE,
	STEP_ERASE,
	STEP_RUN,
	STEP_ACTION_COUNT,
};

extern const char *const step_action_names[STEP_ACTION_COUNT + 1]; /* NULL at the end */
struct step {
	enum step_action action;
	struct health run; /* STEP_RUN: a command, as HEALTH_COMMAND; asked once */
};

enum { MANIFEST_STEPS_MAX = 32, MANIFEST_SCENARIOS_MAX = 16 };

struct scenario_text { /* as written */
	const char *name;
	struct step *steps;
	size_t steps_count;
};

enum platform_fault {
	PLATFORM_RIGHT,
	PLATFORM_THROTTLE,
	PLATFORM_ERROR,
	PLATFORM_DELAY,
	PLATFORM_ABSENT
};

struct platform_wish {
	enum platform_fault fault;
	const char *hostname; /* NULL: azlcts-vm */
	const char *user;     /* NULL: azureuser */
	const char *ssh_key;  /* NULL: a fixed public key whose private half nobody has */
};

struct manifest {
	struct arena arena; /* owns everything */
	const char *file;
	const char *product;
	const char *title; /* NULL: none */
	struct text_list packages;
	struct text_list units;
	struct text_list *configure; /* each an argv */
	size_t configure_count;
	struct health *health;
	size_t health_count;
	bool grants_repository;
	bool grants_platform;
	struct platform_wish platform;
	struct text_list declares[FOOTPRINT_CLASS_COUNT]; /* globs; '*' matches '/', too */
	struct text_list keeps[FOOTPRINT_CLASS_COUNT];
	int64_t memory_mib; /* limits; 0: none */
	int64_t boot_ms;
	unsigned seconds; /* that a step may take; 0: 300 */
	struct scenario_text *scenarios;
	size_t scenarios_count;
	struct text_list unknown;
};

void manifest_release(struct manifest *m);
/* Every fault is an error_input with file:line:column and the nearest right word. */
int manifest_read(struct manifest *out, const char *path, struct error *err);
/*
 * Steps from words: "install,reboot,erase".  After install: configure, active, health; after
 * upgrade and reboot: active, health; where the manifest has something to ask.  The list is
 * allocated in the manifest's arena.
 */
int manifest_steps(struct manifest *m, const char *name, const char *words,
		   struct scenario_text *out, struct error *err);

#endif
