/* SPDX-License-Identifier: MIT */
#ifndef CLI_CERTIFY_AGENT_H
#define CLI_CERTIFY_AGENT_H
/*
 * certify --agent: what is known of vendors' agents (suites/agents), judged on an image.
 *
 * It is judged as profile `agents` judges, of these agents alone: every check of theirs is
 * required, but for the vendors' own claims.
 */
#include "cli/catalogues.h"
#include "cli/gather.h"
#include "cli/judging.h"

enum { AGENTS_MAX = 200 }; /* that can be asked for at once */

struct agents_given {
	const struct context *context;
	const char *names;    /* "zabbix,chef" */
	const char *image;    /* evidence, folder of a run, or what `run` takes */
	const char *suites;   /* NULL: those that came with the program */
	struct beside beside; /* repositories and reference; no image */
	const struct gather_options *gather;
	bool json;
};

/* Gathers the image's evidence if need be, judges, writes the documents.  An exit status. */
int certify_agents(const struct agents_given *g, struct error *err);

/* Calls for each agent with its name and title, sorted; a negative return ends it. */
int agents_each(const char *suites_dir, int (*call)(void *arg, const char *name, const char *title),
		void *arg, struct error *err);

#endif
