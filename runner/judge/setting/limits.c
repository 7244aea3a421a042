/* SPDX-License-Identifier: MIT */
/*
 * /etc/security/limits.conf, then limits.d by file name: of the lines with one domain, type and
 * item the last one counts; type '-' is hard and soft.  Lines of a user or a group beat those of
 * '*' for them, whatever the order: ask those by their own domain.
 *
 * These are limits of sessions that PAM opens.  Services have systemd's (DefaultLimit*=), and hand
 * them down to what they start, sshd to its sessions as well.
 *
 * Source: modules/pam_limits/pam_limits.c of Linux-PAM 1.7 (parse_config_file, process_limit,
 * pam_parse_config), limits.conf(5); kernel: INIT_RLIMITS.
 */
#include "judge/config.h"
#include "judge/setting/plain.h"
#include "judge/setting/systemd.h"

struct selected {
	char domain[256];
	char type[8];
};

static const char *word(char **rest)
{
	char *start = *rest + strspn(*rest, " \t");
	size_t n = strcspn(start, " \t");

	*rest = start + n + (start[n] != '\0');
	start[n] = '\0';
	return start;
}

static bool take_line(struct plain *p, char *line, unsigned number)
{
	const struct selected *s = p->more;
	char *rest;
	const char *domain;
	const char *type;
	const char *item;

	line[strcspn(line, "#")] = '\0';
	rest = plain_strip(line);
	domain = word(&rest);
	type = word(&rest);
	item = word(&rest);
	rest = plain_strip(rest);
	if (!*rest || !streq(domain, s->domain))
		return true;
	if (strcasecmp(type, s->type) != 0 && !streq(type, "-"))
		return true;
	for (size_t i = 0; i < p->q->keys.count; i++)
		if (strcasecmp(p->q->keys.items[i], item) == 0)
			return plain_assign(p, rest, number);
	return true;
}

/* "* hard" */
static bool read_select(const char *text, struct selected *out)
{
	size_t n = strcspn(text, " ");
	const char *type = text + n + strspn(text + n, " ");

	if (n == 0 || n >= sizeof(out->domain) || (!streq(type, "hard") && !streq(type, "soft")))
		return false;
	snprintf(out->domain, sizeof(out->domain), "%.*s", (int)n, text);
	snprintf(out->type, sizeof(out->type), "%s", type);
	return true;
}

static int check(const struct setting_query *q, struct error *err)
{
	struct selected s;

	if (!read_select(q->select, &s))
		return error_input(err, "select: a domain, and hard or soft, as \"* hard\"");
	return 0;
}

/*
 * The kernel sets no bound on how large a core may be, and nor does systemd unless it is told to:
 * then sessions have what their service had, and nobody knows which one that is.
 */
static bool no_bound(struct evidence *ev, struct plain *p, const struct selected *s)
{
	static const char *const path = "/etc/systemd/system.conf";
	static const char *const key = "DefaultLimitCORE";
	const struct setting_query q = { .path = { &path, 1 },
					 .keys = { &key, 1 },
					 .section = "Manager" };
	struct setting_objects found = { 0 };

	if (!streq(s->type, "hard") || !streq(p->q->keys.items[0], "core"))
		return true;
	if (!setting_systemd.resolve(&q, ev, p->arena, &found, p->findings))
		return false;
	if (found.items[0].winner == SIZE_MAX) {
		p->object->fallback = "unlimited";
		p->object->whose = "the kernel";
	}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	static const char *const folder = "/etc/security/limits.d";
	const struct text_list folders = { &folder, 1 };
	struct selected selected;
	struct plain p = { .q = q,
			   .arena = arena,
			   .object = setting_single(arena, out),
			   .findings = findings,
			   .more = &selected };
	struct text_list found;

	if (!p.object || !read_select(q->select, &selected))
		return false;
	p.object->name = arena_strdup(arena, q->select);
	if (plain_file(&p, ev, "/etc/security/limits.conf", take_line) < 0 ||
	    !config_fragments(ev, &folders, arena, &found, findings))
		return false;
	for (size_t i = 0; i < found.count; i++)
		if (plain_file(&p, ev, found.items[i], take_line) < 0)
			return false;
	return no_bound(ev, &p, &selected);
}

const struct setting_format setting_limits = {
	.name = "limits",
	.help = "/etc/security/limits.conf, then limits.d by name; key is the item, the last line "
		"of "
		"domain and type wins",
	.select = "domain and type, as \"* hard\"",
	.wants_select = true,
	.check = check,
	.resolve = resolve,
};
