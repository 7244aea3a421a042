/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_draft.h"

#include <ctype.h>

#include "cli/scenarios_facts.h"

/* As YAML, in quotes where it might be read as something else. */
static void add_scalar(struct buf *out, const char *text)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-@+";

	if ((isalpha((unsigned char)*text) || *text == '/') &&
	    strspn(text, plain) == strlen(text)) {
		buf_add(out, text);
		return;
	}
	buf_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_addc(out, '\\');
		if ((unsigned char)*text < ' ')
			buf_addf(out, "\\x%02x", (unsigned)(unsigned char)*text);
		else
			buf_addc(out, *text);
	}
	buf_addc(out, '"');
}

static void add_list(struct buf *out, const char *indent, const char *key,
		     const struct facts_list *list)
{
	if (!list->count)
		return;
	buf_addf(out, "%s%s:\n", indent, key);
	for (size_t i = 0; i < list->count; i++) {
		buf_addf(out, "%s  - ", indent);
		add_scalar(out, list->items[i]);
		buf_addc(out, '\n');
	}
	if (list->more)
		buf_addf(out, "%s  # and more, which found no room here\n", indent);
}

/* Of a package's name what a product's may have. */
static void add_product(struct buf *out, const char *name)
{
	while (*name && !isalnum((unsigned char)*name))
		name++;
	buf_add(out, *name ? "" : "product");
	for (; *name; name++) {
		char c = (char)tolower((unsigned char)*name);

		buf_addc(out, isalnum((unsigned char)c) || c == '.' ? c : '-');
	}
}

static void add_units(struct buf *out, const struct facts *f, bool runs)
{
	if (!f->started.count && runs)
		buf_add(out, "# units: [NAME.service]           active after install and reboot\n");
	if (!runs || !f->started.count)
		return;
	buf_add(out, "# Active after install, upgrade and reboot.\n");
	add_list(out, "", "units", &f->started);
	buf_add(out, "# What is done after the installation, before units and health are asked.\n"
		     "configure:\n  - [systemctl, enable, --now");
	for (size_t i = 0; i < f->started.count; i++) {
		buf_add(out, ", ");
		add_scalar(out, f->started.items[i]);
	}
	buf_add(out, "]\n");
}

static void add_health(struct buf *out)
{
	buf_add(out,
		"# How it shows that it works.  Each is asked again and again, for `within` "
		"seconds:\n"
		"# health:\n"
		"#   - {http: \"http://127.0.0.1:8080/health\", contains: ok, within: 30}\n"
		"#   - {port: tcp/8080}\n"
		"#   - {log: \"listening on\", unit: NAME.service}\n"
		"#   - {command: [NAME, --version], exit: 0}\n"
		"# What it may reach beside itself: a repository, stand-ins for the platform.\n"
		"# grants: [repository, platform]\n");
}

static void add_declares(struct buf *out, const struct facts *f)
{
	bool any = false;

	for (size_t i = 0; i < FOOTPRINT_CLASS_COUNT; i++)
		any |= f->classes[i].count > 0;
	buf_add(out, "# What it adds to a system, beside the files of its packages; '*' matches "
		     "anything.\n"
		     "# Ports, as its packages do not say them:  listener: [\"tcp * 8080\"]\n");
	if (!any)
		return;
	buf_add(out, "declares:\n");
	for (size_t i = 0; i < FOOTPRINT_CLASS_COUNT; i++)
		add_list(out, "  ", footprint_class_names[i], &f->classes[i]);
}

/* A user that was made stays as a rule: its files may have an owner only so. */
static void add_keeps(struct buf *out, const struct facts *f)
{
	const struct facts_list *user = &f->classes[FOOTPRINT_USER];
	const struct facts_list *group = &f->classes[FOOTPRINT_GROUP];

	buf_add(out, "# What of it stays when the product is erased.\n");
	if (!user->count && !group->count) {
		buf_add(out, "# keeps: {file: [\"/var/lib/NAME/*\"]}\n");
		return;
	}
	buf_add(out, "keeps:\n");
	add_list(out, "  ", "user", user);
	add_list(out, "  ", "group", group);
}

static void add_unknown(struct buf *out, const struct facts *f, bool runs)
{
	buf_add(out, "unknown:\n");
	buf_add(out, "  - \"ports: which it listens on (declares, listener)\"\n");
	buf_add(out, "  - \"health: how it shows that it works\"\n");
	if (runs && !f->started.count)
		buf_add(out, "  - \"units: which have to be active\"\n");
	for (size_t i = 0; i < f->unsure.count; i++) {
		buf_add(out, "  - ");
		add_scalar(out, f->unsure.items[i]);
		buf_addc(out, '\n');
	}
}

int draft_manifest(struct evidence *product, bool runs, struct buf *out, struct error *err)
{
	CLEANUP(facts_release) struct facts f = { 0 };
	int ret = facts_read(&f, product, err);

	if (ret)
		return ret;
	buf_add(out, "# What the product is, and what it may add to a system: for azlcts certify "
		     "--manifest.\n"
		     "# Made of what its packages say; what they do not say stands in comments and "
		     "under unknown.\n"
		     "manifest: 1\nproduct: ");
	add_product(out, f.packages.items[0]);
	buf_addc(out, '\n');
	add_list(out, "", "packages", &f.packages);
	add_units(out, &f, runs);
	if (runs)
		add_health(out);
	add_declares(out, &f);
	add_keeps(out, &f);
	buf_add(out, "# limits: {memory-mib: 100, boot-ms: 5000, seconds: 300}\n"
		     "scenarios:\n  - {name: lifecycle, steps: [install, reboot, erase]}\n");
	add_unknown(out, &f, runs);
	return out->failed ? error_memory(err) : 0;
}
