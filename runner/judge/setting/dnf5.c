/* SPDX-License-Identifier: MIT */
/*
 * dnf5's configuration (judge/dnf.h has the order of its files).  Without select it is [main]; with
 * it repositories, which have what [main] says until their own section or an override says
 * otherwise.  dnf5's words for true and false come out as 1 and 0.
 *
 * Source: libdnf5/conf/config_main.cpp and libdnf5/repo/config_repo.cpp of dnf5 5.2, dnf5.conf(5).
 */
#include "judge/dnf.h"

#include "judge/dnf_vars.h"
#include "judge/setting/plain.h"

static const struct known {
	const char *key;
	const char *fallback;
	bool own; /* a repository does not inherit it */
} knowns[] = {
	{ "assumeyes", "0", false },
	{ "best", "1", false },
	{ "clean_requirements_on_remove", "1", false },
	{ "enabled", "1", true },
	{ "gpgcheck", "0", false },
	{ "install_weak_deps", "1", false },
	{ "keepcache", "0", false },
	{ "localpkg_gpgcheck", "0", false },
	{ "obsoletes", "1", false },
	{ "pkg_gpgcheck", "0", false },
	{ "repo_gpgcheck", "0", false },
	{ "skip_if_unavailable", "0", false },
	{ "sslverify", "1", false },
};

static const char *const urls[] = { "metalink", "mirrorlist", "baseurl" };

struct reader {
	const struct setting_query *q;
	const struct dnf *dnf;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	const struct dnf_entry *winner;
};

static const struct known *known_of(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(knowns); i++)
		if (streq(knowns[i].key, key))
			return &knowns[i];
	return NULL;
}

static bool is_alias_pair(const char *a, const char *b)
{
	return streq(a, "pkg_gpgcheck") && streq(b, "gpgcheck");
}

/* gpgcheck is another name of pkg_gpgcheck: who asks for one gets both. */
static bool is_asked(const struct text_list *keys, const char *key)
{
	if (text_list_has(keys, key))
		return true;
	return (streq(key, "pkg_gpgcheck") && text_list_has(keys, "gpgcheck")) ||
	       (streq(key, "gpgcheck") && text_list_has(keys, "pkg_gpgcheck"));
}

static const char *plain_value(const char *key, const char *value)
{
	static const char *const no[] = { "0", "no", "false", "off" };

	if (!known_of(key))
		return value;
	if (dnf_true(value))
		return "1";
	for (size_t i = 0; i < ARRAY_SIZE(no); i++)
		if (strcasecmp(no[i], value) == 0)
			return "0";
	return value;
}

static bool assign(struct reader *r, const struct dnf_entry *e)
{
	const char *place = arena_printf(r->arena, "%s:%u", e->file, e->line);
	const struct dnf_entry *last = r->winner;
	size_t before = r->object->winner;

	if (!place ||
	    !setting_assign(r->arena, r->object, &r->room, plain_value(e->key, e->value), place, 0))
		return false;
	/* in one section the key counts, not its alias */
	if (last && streq(last->file, e->file) && streq(last->section, e->section) &&
	    is_alias_pair(last->key, e->key))
		r->object->winner = before;
	else
		r->winner = e;
	return true;
}

static bool take_layer(struct reader *r, enum dnf_layer layer, const char *id)
{
	for (size_t i = 0; i < r->dnf->layer[layer].count; i++) {
		const struct dnf_entry *e = &r->dnf->layer[layer].items[i];
		bool here =
			layer == DNF_OVERRIDE ? str_glob(e->section, id) : streq(e->section, id);

		if (here && e->key && is_asked(&r->q->keys, e->key) && !assign(r, e))
			return false;
	}
	return true;
}

static void set_fallback(struct reader *r, struct evidence *ev)
{
	const struct known *known = known_of(r->q->keys.items[0]);
	const char *version = plain_version(ev, "libdnf5", r->arena);

	if (!known || !version || !starts_with(version, "5."))
		return;
	r->object->fallback = known->fallback;
	r->object->whose = arena_printf(r->arena, "dnf5 %s", version);
}

static bool asks_urls(const struct text_list *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		bool url = false;

		for (size_t j = 0; j < ARRAY_SIZE(urls); j++)
			url = url || streq(keys->items[i], urls[j]);
		if (!url)
			return false;
	}
	return true;
}

/* Where it is fetched from is one answer, whichever key gives it. */
static bool take_url(struct reader *r, struct evidence *ev, const char *id, struct findings *out)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_TEXT);
	const char *place = NULL;

	if (!dnf_repository_url(r->dnf, ev, id, out, &url)) {
		r->object->unset = "it says not where it is fetched from";
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(urls) && !place; i++) {
		const struct dnf_entry *e = dnf_repository(r->dnf, id, urls[i]);

		if (e && *e->value)
			place = arena_printf(r->arena, "%s:%u", e->file, e->line);
	}
	return place && setting_assign(r->arena, r->object, &r->room, buf_str(&url), place, 0);
}

static bool take_repository(struct reader *r, struct evidence *ev, const char *id,
			    struct findings *findings)
{
	const struct known *known = known_of(r->q->keys.items[0]);

	r->winner = NULL;
	r->room = 0;
	*r->object =
		(struct setting_object){ .winner = SIZE_MAX, .name = arena_strdup(r->arena, id) };
	if (!r->object->name)
		return false;
	if (asks_urls(&r->q->keys))
		return take_url(r, ev, id, findings);
	set_fallback(r, ev);
	if (known && !known->own && !take_layer(r, DNF_MAIN, "main"))
		return false;
	return take_layer(r, DNF_REPOSITORY, id) && take_layer(r, DNF_OVERRIDE, id);
}

/* Names of repositories, or globs of those that are enabled. */
static bool is_selected(const struct dnf *dnf, const char *select, const char *id)
{
	const struct dnf_entry *enabled = dnf_repository(dnf, id, "enabled");
	bool on = !enabled || dnf_true(enabled->value);

	if (!strpbrk(select, "*?["))
		return streq(select, id);
	return on && str_glob(select, id);
}

static bool take_selected(struct reader *r, struct evidence *ev, struct setting_objects *out,
			  struct findings *findings)
{
	const struct text_list *ids = &r->dnf->ids;

	out->items = arena_alloc(r->arena, (ids->count + 1) * sizeof(*out->items));
	if (!out->items)
		return false;
	for (size_t i = 0; i < ids->count; i++) {
		if (!is_selected(r->dnf, r->q->select, ids->items[i]))
			continue;
		r->object = &out->items[out->count++];
		if (!take_repository(r, ev, ids->items[i], findings))
			return false;
	}
	if (out->count || strpbrk(r->q->select, "*?["))
		return true;
	finding_missing(findings, "there is no repository %s", r->q->select);
	return false;
}

/* A file of a repository that does not parse is no matter of [main]. */
static bool is_sound(const struct dnf *dnf, bool repositories, struct findings *findings)
{
	for (size_t i = 0; i < dnf->bad.count; i++)
		if (repositories || !strstr(dnf->bad.items[i], ".repo:")) {
			finding_error(findings, "%s", dnf->bad.items[i]);
			return false;
		}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	AUTO(dnf) struct dnf dnf;
	struct reader r = { .q = q, .dnf = &dnf, .arena = arena };

	if (!dnf_read(&dnf, ev)) {
		if (dnf.why)
			finding_missing(findings, "%s", dnf.why);
		return false;
	}
	if (!is_sound(&dnf, q->select, findings))
		return false;
	if (q->select)
		return take_selected(&r, ev, out, findings);
	r.object = setting_single(arena, out);
	if (!r.object)
		return false;
	set_fallback(&r, ev);
	return take_layer(&r, DNF_MAIN, "main");
}

const struct setting_format setting_dnf5 = {
	.name = "dnf5",
	.help = "dnf5's drop-ins, dnf.conf, repositories and overrides; true and false come out as "
		"1 "
		"and 0, gpgcheck is pkg_gpgcheck",
	.select = "a repository, or a glob of enabled ones; no such one passes; without it [main]",
	.nothing = "no repository that is enabled",
	.resolve = resolve,
};
