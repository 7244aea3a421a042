/* SPDX-License-Identifier: MIT */
/*
 * Files of key=value without a shell's quotes: /etc/selinux/config, /etc/firewalld/firewalld.conf,
 * /etc/default/useradd.  The last line of a key wins, but for those files of which it is known that
 * their program reads them otherwise.
 *
 * Source: shadow src/useradd.c (get_defaults: a line begins with the key), firewalld
 * core/io/firewalld_conf.py and config/__init__.py (a second definition is passed over; a value
 * that is not one of the words is as good as none), libselinux src/selinux_config.c
 * (selinux_getenforcemode: a line begins with SELINUX=, and the first that says a mode wins;
 * init_selinux_config: of SELINUXTYPE= the last).
 */
#include "judge/config.h"
#include "judge/setting/plain.h"

static const struct special {
	const char *path;
	const char *key;   /* NULL: all of the file */
	bool first;	   /* the first one wins */
	bool indent;	   /* white space may stand before the key */
	bool single;	   /* one '=', a value, and white space around both as one likes */
	const char *words; /* what is none of these is as good as none; NULL: anything goes */
	const char *fallback;
	const char *whose;
} specials[] = {
	{ "/etc/default/useradd", "INACTIVE", false, false, false, NULL, "-1", "useradd" },
	{ "/etc/default/useradd", NULL, false, false, false, NULL, NULL, NULL },
	{ "/etc/firewalld/firewalld.conf", "FirewallBackend", true, true, true, "nftables iptables",
	  "nftables", "firewalld" },
	{ "/etc/firewalld/firewalld.conf", "DefaultZone", true, true, true, NULL, "public",
	  "firewalld" },
	{ "/etc/firewalld/firewalld.conf", NULL, true, true, true, NULL, NULL, NULL },
	{ "/etc/selinux/config", "SELINUX", true, false, false, "enforcing permissive disabled",
	  NULL, NULL },
};

static const struct special *special_of(const char *path, const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(specials); i++)
		if (streq(specials[i].path, path) &&
		    (!specials[i].key || streq(specials[i].key, key)))
			return &specials[i];
	return NULL;
}

static bool is_word(const char *value, const char *words)
{
	size_t n = strlen(value);

	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (len == n && strncasecmp(p, value, n) == 0)
			return true;
		p += len;
	}
	return false;
}

/* selinux_getenforcemode() compares the letters of its words, whatever follows. */
static bool begins_with_word(const char *value, const char *words)
{
	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (strncasecmp(p, value, len) == 0)
			return true;
		p += len;
	}
	return false;
}

/* What its program takes for no setting: firewalld says so in its log, and goes on. */
static bool is_passed_over(const struct special *s, const char *value, bool indent)
{
	return (indent && !s->indent) || (s->single && (!*value || strchr(value, '=')));
}

/* The last one wins, but where the first is kept; of SELINUX= the first that is a word. */
static bool loses(const struct special *s, const struct plain *p, const char *value)
{
	if (!s->first)
		return false;
	return s->single ? p->object->count > 0
			 : p->object->winner != SIZE_MAX || !begins_with_word(value, s->words);
}

static bool take_line(struct plain *p, char *line, unsigned number)
{
	size_t indent = strspn(line, " \t");
	char *key = plain_strip(line);
	char *value = strchr(key, '=');
	size_t before = p->object->winner;
	const struct special *special;
	bool lost;

	if (!value || config_is_comment(key))
		return true;
	*value++ = '\0';
	special = special_of(p->path, plain_strip(key));
	/* Others look for "KEY=" as one text. */
	if (special && special->single)
		key = plain_strip(key);
	value = plain_strip(value);
	if (!text_list_has(&p->q->keys, key) || (special && is_passed_over(special, value, indent)))
		return true;
	lost = special && loses(special, p, value);
	if (!plain_assign(p, value, number))
		return false;
	if (lost)
		p->object->winner = before;
	return true;
}

/* firewalld_conf.read(): the one that was kept has to be a word, or the default holds. */
static void drop_wrong_word(const struct special *s, struct setting_object *object)
{
	if (s->single && s->words && object->winner != SIZE_MAX &&
	    !is_word(object->items[object->winner].value, s->words))
		object->winner = SIZE_MAX;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct plain p = {
		.q = q, .arena = arena, .object = setting_single(arena, out), .findings = findings
	};
	const struct special *special = special_of(q->path.items[0], q->keys.items[0]);
	struct text_list found;

	if (!p.object)
		return false;
	for (size_t i = 0; i < q->path.count; i++) {
		if (!setting_glob(ev, q->path.items[i], arena, &found, findings))
			return false;
		for (size_t j = 0; j < found.count; j++)
			if (plain_file(&p, ev, found.items[j], take_line) < 0)
				return false;
	}
	if (special) {
		drop_wrong_word(special, p.object);
		p.object->fallback = special->fallback;
		p.object->whose = special->whose;
	}
	return true;
}

const struct setting_format setting_keyvalue = {
	.name = "keyvalue",
	.help = "the files of path, key=value without quotes; the last line of a key wins, or the "
		"first where the file's program keeps that",
	.wants_path = true,
	.resolve = resolve,
};
