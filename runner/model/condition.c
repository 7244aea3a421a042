/* SPDX-License-Identifier: MIT */
#include "model/condition.h"

#include "model/tables.h"

const struct condition conditions[CONDITION_COUNT] = {
	[CONDITION_KERNEL] = { "kernel", "no-own-kernel", NULL,
			       "the image boots a kernel of its own" },
	[CONDITION_SYSTEMD] = { "systemd", "no-systemd", NULL, "the image has systemd" },
	[CONDITION_RPM] = { "rpm", "no-package-database", NULL, "the image has an rpm database",
			    EVIDENCE(PACKAGES) },
	[CONDITION_PACKAGE] = { "package", "not-installed", "NAME",
				"this package, or one of several with a bar between, is installed "
				"or provided; NAME:/PATH: without an rpm database, by the path",
				EVIDENCE(PACKAGES) },
	[CONDITION_PATH] = { "path", "absent", "/PATH", "the path is there" },
	[CONDITION_MOUNT] = { "mount", "not-a-mount", "/PATH",
			      "the path is a mount of its own, declared or running" },
	[CONDITION_IPV6] = { "ipv6", "ipv6-off", NULL, "the kernel has IPv6 on" },
	[CONDITION_PROVISIONED] = { "provisioned", "sealed-image", NULL,
				    "the machine has been booted, or provisioned" },
	[CONDITION_SEALED] = { "sealed", "not-sealed", NULL,
			       "the image is as before its first boot, or provisioning" },
	[CONDITION_LOG] = { "log", "not-of-record", "PROGRAM",
			    "this program, journald or rsyslog, keeps the log of record" },
	[CONDITION_STEP] = { "step", "no-step", "ACTION",
			     "a scenario has a step of this action, whatever became of it" },
};

static const char *condition_name(size_t i, const void *arg UNUSED)
{
	return i < CONDITION_COUNT ? conditions[i].word : NULL;
}

int condition_parse(const char *text, enum condition_word *out, const char **argument,
		    struct error *err)
{
	size_t n = strcspn(text, ":");
	const char *near;

	*argument = text[n] ? text + n + 1 : "";
	for (unsigned i = 0; i < CONDITION_COUNT; i++) {
		const struct condition *c = &conditions[i];

		if (strlen(c->word) != n || strncmp(c->word, text, n) != 0)
			continue;
		if (!c->argument != !**argument)
			return error_input(err, "when: %s: %s%s", text,
					   c->argument ? "wants an argument: " : "takes none",
					   c->argument ? c->argument : "");
		if (c->argument && *c->argument == '/' && **argument != '/')
			return error_input(err, "when: %s: the path has to begin with /", text);
		*out = (enum condition_word)i;
		return 0;
	}
	near = str_nearest(text, condition_name, NULL);
	return error_input(err, "when: %s: no such condition%s%s%s", text,
			   near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

bool condition_reason_known(const char *glob)
{
	size_t n = strcspn(glob, ":");
	AUTO(buf) struct buf head = BUF_INIT(BUF_LINE);

	/* What comes after the colon is a name or a path of any image. */
	buf_addn(&head, glob, n + (glob[n] == ':'));
	for (size_t i = 0; i < CONDITION_COUNT; i++) {
		AUTO(buf) struct buf code = BUF_INIT(BUF_LINE);

		buf_addf(&code, "%s%s", conditions[i].reason, conditions[i].argument ? ":" : "");
		if (str_glob(buf_str(&head), buf_str(&code)))
			return true;
	}
	return false;
}

unsigned conditions_parts(const struct text_list *when)
{
	unsigned parts_asked = 0;
	struct error ignored = ERROR_INIT;
	enum condition_word word;
	const char *argument;

	for (size_t i = 0; i < when->count; i++)
		if (condition_parse(when->items[i], &word, &argument, &ignored) == 0)
			parts_asked |= conditions[word].parts;
	return parts_asked;
}
