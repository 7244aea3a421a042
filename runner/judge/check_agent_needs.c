/* SPDX-License-Identifier: MIT */
/*
 * What a vendor's software needs of an image: each need met, not met (and who in the repositories
 * would bring it), or not known, which is never a pass.
 */
#include <stdlib.h>

#include "judge/agent_needs.h"
#include "judge/parts.h"
#include "judge/vendor_facts.h"

struct agent_needs_args {
	struct text_list commands;
	struct text_list libraries;
	struct text_list packages;
	struct text_list paths;
	struct text_list writable;
	struct text_list kernel_config;
	struct text_list python_modules;
	struct text_list free_ports;
	struct text_list free_users;
	struct text_list absent_packages;
	struct text_list interpreters;
	struct text_list unknown;
};

enum { NEED_LENGTH_MAX = 512 }; /* bytes of one need */

#define NEED(KEY, MEMBER, HELP)                                                        \
	{                                                                              \
		.key = KEY, .type = FIELD_LIST,                                        \
		.offset = FIELD_OF(struct agent_needs_args, MEMBER, struct text_list), \
		.help = HELP,                                                          \
	}

/* clang-format off */
static const struct field fields[] = {
	NEED("absent-packages", absent_packages, "names of packages that must not be installed, or what these provide: conflicts"),
	NEED("commands", commands, "programs found in PATH, or their paths; 'curl | wget', in any of the lists: either will do"),
	NEED("free-ports", free_ports, "ports that nobody may hold, as 'tcp 9100' or 'udp 161'"),
	NEED("free-users", free_users, "names that no user and no group may have"),
	NEED("interpreters", interpreters, "interpreters of its scripts, as /bin/bash"),
	NEED("kernel-config", kernel_config, "options of the running kernel, as CONFIG_BPF_SYSCALL=y"),
	NEED("libraries", libraries, "sonames that ld.so has to find for the image's own architecture"),
	NEED("packages", packages, "packages that have to be installed: names or what they provide, with or without a version"),
	NEED("paths", paths, "files or folders that have to be there, links followed"),
	NEED("python-modules", python_modules, "modules that the image's /usr/bin/python3 finds, as yaml"),
	VENDOR_UNKNOWN(struct agent_needs_args),
	NEED("writable", writable, "folders it writes to: what is mounted there must not be read-only"),
	{ 0 }
};

/* In what a list is looked up, and how a package that has it would provide it. */
static const struct look {
	size_t offset;
	unsigned parts;
	enum need (*look)(struct needs *n, const char *what, struct buf *seen);
	const char *expected;
	const char *provides[2]; /* '%' stands for the need; NULL: no package would */
} looks[] = {
	{ offsetof(struct agent_needs_args, commands), EVIDENCE(FILES), need_command, "a program", { "/usr/bin/%", "/usr/sbin/%" } },
	{ offsetof(struct agent_needs_args, interpreters), EVIDENCE(FILES), need_command, "an interpreter", { "/usr/bin/%", "/usr/sbin/%" } },
	{ offsetof(struct agent_needs_args, libraries), EVIDENCE(FILES) | EVIDENCE(ELF), need_library, "a library that ld.so finds", { "%()(64bit)", "%" } },
	{ offsetof(struct agent_needs_args, packages), EVIDENCE(PACKAGES), need_package, "installed", { "%", NULL } },
	{ offsetof(struct agent_needs_args, paths), EVIDENCE(FILES), need_path, "there", { "%", NULL } },
	{ offsetof(struct agent_needs_args, python_modules), EVIDENCE(FILES), need_python_module, "a module that python finds", { "python3dist(%)", "python3-%" } },
	{ offsetof(struct agent_needs_args, absent_packages), EVIDENCE(PACKAGES), need_no_package, "not installed", { NULL } },
	{ offsetof(struct agent_needs_args, kernel_config), EVIDENCE(KERNEL), need_kernel_option, "an option of the kernel", { NULL } },
	{ offsetof(struct agent_needs_args, writable), EVIDENCE(FILES) | EVIDENCE(MOUNTS), need_writable, "writable", { NULL } },
	{ offsetof(struct agent_needs_args, free_ports), EVIDENCE(LISTENERS), need_free_port, "a free port", { NULL } },
	{ offsetof(struct agent_needs_args, free_users), EVIDENCE(ACCOUNTS), need_free_user, "no user and no group", { NULL } },
};
/* clang-format on */

static const struct text_list *list_of(const void *args, const struct look *l)
{
	return (const struct text_list *)((const char *)args + l->offset);
}

/* The next of "a | b": into `one`, which is cleared first; false: no more. */
static bool next_choice(const char **text, struct buf *one)
{
	const char *s = *text + strspn(*text, " ");
	const char *end = strstr(s, " | ");
	size_t len = end ? (size_t)(end - s) : strlen(s);

	buf_clear(one);
	if (!*s)
		return false;
	*text = end ? end + 3 : s + len;
	while (len && s[len - 1] == ' ')
		len--;
	buf_addn(one, s, len);
	return true;
}

static int check_choice(const struct look *l, const char *one, struct error *err)
{
	bool tcp;
	int64_t port;

	if (!*one || strlen(one) > NEED_LENGTH_MAX)
		return error_input(err, "a need is empty, or longer than %d bytes",
				   NEED_LENGTH_MAX);
	if (strchr(one, '|'))
		return error_input(err, "%s: either of two is written with blanks: a | b", one);
	if (l->look == need_free_port && !need_port(one, &tcp, &port))
		return error_input(err, "free-ports: %s: has to be as 'tcp 9100' or 'udp 161'",
				   one);
	if (l->look == need_kernel_option && (!starts_with(one, "CONFIG_") || !strchr(one, '=')))
		return error_input(err, "kernel-config: %s: has to be as CONFIG_A=y", one);
	if ((l->look == need_path || l->look == need_writable) && *one != '/')
		return error_input(err, "%s: has to be an absolute path", one);
	if (l->look == need_command && *one != '/' && strchr(one, '/'))
		return error_input(err, "%s: has to be a name, or an absolute path", one);
	if (l->look == need_library && strchr(one, '/'))
		return error_input(err, "libraries: %s: has to be a soname; paths are for paths",
				   one);
	if (l->look == need_python_module && strpbrk(one, "/ %*"))
		return error_input(err, "python-modules: %s: has to be a name, as azure.core", one);
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	size_t any = ((const struct agent_needs_args *)args)->unknown.count;
	int ret = 0;

	for (size_t l = 0; l < ARRAY_SIZE(looks); l++) {
		const struct text_list *list = list_of(args, &looks[l]);

		any += list->count;
		for (size_t i = 0; i < list->count && !ret; i++) {
			const char *text = list->items[i];

			ret = next_choice(&text, &one) ? 0 : error_input(err, "a need is empty");
			do
				ret = ret ? ret : check_choice(&looks[l], buf_str(&one), err);
			while (!ret && next_choice(&text, &one));
		}
	}
	if (!ret && !any)
		return error_input(err, "says not what is needed");
	return ret;
}

/* A package of the repositories that provides this; NULL: none, or nobody can be asked. */
static const char *provider(struct needs *n, const char *capability)
{
	const package_id *found = NULL;
	struct error err = ERROR_INIT;

	if (!n->asked)
		n->opened =
			evidence_repository(n->ev, 0) && supply_open(&n->supply, n->ev, 0, n->out);
	n->asked = true;
	if (!n->opened || pool_providers(n->supply.pool, capability, &found, &err))
		return NULL; /* what is no dependency is provided by nobody */
	for (; found && *found; found++)
		if (pool_origin(n->supply.pool, *found) == POOL_REPOSITORY)
			return pool_nevra(n->supply.pool, *found);
	return NULL;
}

/* "; agent-1-1.x86_64 of a repository has it" */
static void add_source(struct needs *n, const struct look *l, const char *one, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(l->provides) && l->provides[i]; i++) {
		const char *mark = strchr(l->provides[i], '%');
		AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
		const char *nevra;

		if (*one != '/')
			buf_addn(&name, l->provides[i], (size_t)(mark - l->provides[i]));
		buf_addf(&name, "%s%s", one, *one != '/' ? mark + 1 : "");
		nevra = name.failed ? NULL : provider(n, buf_str(&name));
		if (!nevra)
			continue;
		buf_addf(out, "; %s of a repository would bring it", nevra);
		return;
	}
	if (l->provides[0] && n->opened)
		buf_add(out, "; no repository that was given has it");
}

static void judge_need(struct needs *n, const struct look *l, const char *need)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);
	enum need worst = NEED_NOT_MET;

	for (const char *text = need; next_choice(&text, &one);) {
		AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
		enum need answer = l->look(n, buf_str(&one), &seen);

		if (answer == NEED_MET) {
			finding_pass(n->out, need, "%s", buf_str(&seen));
			return;
		}
		if (answer == NEED_NOT_KNOWN)
			worst = NEED_NOT_KNOWN;
		buf_addf(&all, "%s%s", all.len ? "; " : "", buf_str(&seen));
		if (answer == NEED_NOT_MET)
			add_source(n, l, buf_str(&one), &all);
	}
	if (worst == NEED_NOT_MET) {
		finding_fail(n->out, need, l->expected, "%s", buf_str(&all));
		return;
	}
	finding_unchecked(n->out, need, "%s", buf_str(&all));
	finding_missing(n->out, "%s: %s", need, buf_str(&all));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct agent_needs_args *a = args;
	struct needs n = { .ev = ev, .out = out, .supply = SUPPLY_INIT };

	for (size_t l = 0; l < ARRAY_SIZE(looks); l++) {
		const struct text_list *list = list_of(args, &looks[l]);

		if (list->count && parts_ready(ev, looks[l].parts, out))
			for (size_t i = 0; i < list->count && !evidence_failed(ev); i++)
				judge_need(&n, &looks[l], list->items[i]);
	}
	vendor_unknown(&a->unknown, out);
	supply_release(&n.supply);
}

const struct check_kind check_agent_needs = {
	.name = "agent-needs",
	.summary = "The image has what a vendor's software needs to run",
	.example = "{commands: [curl | wget, systemctl], libraries: [libssl.so.3], free-ports: "
		   "[tcp 9100]}",
	.needs = EVIDENCE(FILES),
	.uses = EVIDENCE(ELF) | EVIDENCE(PACKAGES) | EVIDENCE(KERNEL) | EVIDENCE(MOUNTS) |
		EVIDENCE(ACCOUNTS) | EVIDENCE(LISTENERS),
	.args_size = sizeof(struct agent_needs_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
