/* SPDX-License-Identifier: MIT */
/*
 * /etc/audit/auditd.conf: "key = value" with blanks around the '=', the last line of a key wins;
 * keys and words do not mind capitals, and come out in small letters here.  auditd refuses to start
 * over a line that is written otherwise: then nothing is in effect, and that is said as an error.
 *
 * Source: src/auditd-config.c of audit 4 (nv_split, kw_lookup, clear_config), auditd.conf(5).
 */
#include <ctype.h>

#include "judge/setting/plain.h"

static const struct {
	const char *key;
	const char *value;
} defaults[] = {
	{ "action_mail_acct", "root" },
	{ "admin_space_left", "0" },
	{ "admin_space_left_action", "ignore" },
	{ "disk_error_action", "syslog" },
	{ "disk_full_action", "ignore" },
	{ "flush", "none" },
	{ "freq", "0" },
	{ "local_events", "yes" },
	{ "log_file", "/var/log/audit/audit.log" },
	{ "log_format", "enriched" },
	{ "max_log_file", "0" },
	{ "max_log_file_action", "ignore" },
	{ "name_format", "none" },
	{ "num_logs", "0" },
	{ "overflow_action", "syslog" },
	{ "space_left", "0" },
	{ "space_left_action", "ignore" },
	{ "write_logs", "yes" },
};

static void lower(char *s)
{
	for (; *s; s++)
		*s = (char)tolower((unsigned char)*s);
}

static bool has_key(const struct text_list *keys, const char *name)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcasecmp(keys->items[i], name) == 0)
			return true;
	return false;
}

static bool take_line(struct plain *p, char *line, unsigned number)
{
	char *name = plain_strip(line);
	char *equals = name + strcspn(name, " ");
	char *value;

	if (!*name || *name == '#')
		return true;
	if (*equals)
		*equals++ = '\0';
	equals += strspn(equals, " ");
	value = equals + strcspn(equals, " ");
	if (*value)
		*value++ = '\0';
	value = plain_strip(value);
	if (!streq(equals, "=") || !*value) {
		finding_error(p->findings,
			      "%s:%u: auditd does not start, as this is not written key = value",
			      p->path, number);
		return false;
	}
	if (!has_key(&p->q->keys, name))
		return true;
	if (*value != '/') { /* a path, or a word and maybe the path of what it runs */
		char *rest = value + strcspn(value, " ");
		char end = *rest;

		*rest = '\0';
		lower(value);
		*rest = end;
	}
	return plain_assign(p, value, number);
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct plain p = {
		.q = q, .arena = arena, .object = setting_single(arena, out), .findings = findings
	};
	const char *version = plain_version(ev, "audit", arena);

	if (!p.object || plain_file(&p, ev, "/etc/audit/auditd.conf", take_line) < 0)
		return false;
	for (size_t i = 0; version && starts_with(version, "4.") && i < ARRAY_SIZE(defaults); i++)
		if (strcasecmp(defaults[i].key, q->keys.items[0]) == 0) {
			p.object->fallback = defaults[i].value;
			p.object->whose = arena_printf(arena, "auditd %s", version);
		}
	return true;
}

const struct setting_format setting_auditd = {
	.name = "auditd",
	.help = "/etc/audit/auditd.conf; the last line of a key wins; words come out in small "
		"letters",
	.resolve = resolve,
};
