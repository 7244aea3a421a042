/* SPDX-License-Identifier: MIT */
/*
 * /etc/login.defs, as shadow's tools and PAM read it: the last line of a key wins; where there is
 * no such file, /usr/etc/login.defs.
 *
 * Source: lib/getdef.c of shadow 4.17 (def_load: a name, white space, a value up to a quote), and
 * for what holds where nothing is set the getdef_*() calls of src/ and lib/, login.defs(5).
 */
#include "judge/setting/plain.h"

static const struct {
	const char *key;
	const char *value;
} defaults[] = {
	{ "CREATE_HOME", "no" },   { "ENCRYPT_METHOD", "DES" }, { "GID_MAX", "60000" },
	{ "GID_MIN", "1000" },	   { "PASS_MAX_DAYS", "-1" },	{ "PASS_MIN_DAYS", "-1" },
	{ "PASS_WARN_AGE", "-1" }, { "UID_MAX", "60000" },	{ "UID_MIN", "1000" },
	{ "UMASK", "022" },	   { "USERGROUPS_ENAB", "no" },
};

static bool take_line(struct plain *p, char *line, unsigned number)
{
	char *name = plain_strip(line);
	size_t n = strcspn(name, " \t");
	char *value = name + n;

	if (!*name || *name == '#' || !*value)
		return true;
	*value++ = '\0';
	value += strspn(value, " \"\t");
	value[strcspn(value, "\"")] = '\0';
	return !text_list_has(&p->q->keys, name) || plain_assign(p, value, number);
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct plain p = {
		.q = q, .arena = arena, .object = setting_single(arena, out), .findings = findings
	};
	const char *version = plain_version(ev, "shadow-utils", arena);
	int there;

	if (!p.object)
		return false;
	there = plain_file(&p, ev, "/etc/login.defs", take_line);
	if (there == 0)
		there = plain_file(&p, ev, "/usr/etc/login.defs", take_line);
	if (there < 0)
		return false;
	for (size_t i = 0; version && starts_with(version, "4.") && i < ARRAY_SIZE(defaults); i++)
		if (streq(defaults[i].key, q->keys.items[0])) {
			p.object->fallback = defaults[i].value;
			p.object->whose = arena_printf(arena, "shadow %s", version);
		}
	return true;
}

const struct setting_format setting_login_defs = {
	.name = "login.defs",
	.help = "/etc/login.defs, without it /usr/etc/login.defs; the last line of a key wins",
	.resolve = resolve,
};
