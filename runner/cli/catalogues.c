/* SPDX-License-Identifier: MIT */
#include "cli/catalogues.h"

#include <dirent.h>

#include "base/fs.h"
#include "model/condition.h"

static int is_yaml(const struct dirent *e)
{
	return e->d_name[0] != '.' && ends_with(e->d_name, ".yaml");
}

int yaml_names(struct arena *arena, const char *dir, struct text_list *out, struct error *err)
{
	struct dirent **entries = NULL;
	int n = scandir(dir, &entries, is_yaml, alphasort);
	const char **items;
	bool failed;

	if (n < 0)
		return error_input(err, "%s: %s", dir, strerror(errno));
	items = arena_alloc(arena, ((size_t)n + 1) * sizeof(*items));
	failed = !items;
	for (int i = 0; i < n; i++) {
		if (!failed) {
			items[i] = arena_strndup(arena, entries[i]->d_name,
						 strlen(entries[i]->d_name) - strlen(".yaml"));
			failed = !items[i];
		}
		free(entries[i]);
	}
	free(entries);
	if (failed)
		return error_memory(err);
	*out = (struct text_list){ items, (size_t)n };
	return 0;
}

void catalogues_release(struct catalogues *c)
{
	for (size_t i = 0; i < c->count; i++)
		catalogue_release(&c->items[i]);
	free(c->items);
	arena_release(&c->arena);
	*c = (struct catalogues){ 0 };
}

static const char *list_name(size_t i, const void *arg)
{
	const struct text_list *list = arg;

	return i < list->count ? list->items[i] : NULL;
}

static int profile_path(struct catalogues *c, const char *profile, const char *profiles_dir,
			const struct text_list *names, const char **out, struct error *err)
{
	if (strchr(profile, '/') || ends_with(profile, ".yaml")) {
		*out = profile;
		return 0;
	}
	if (!text_list_has(names, profile)) {
		const char *near = str_nearest(profile, list_name, names);

		return error_input(err, "no profile '%s' in %s%s%s%s", profile, profiles_dir,
				   near ? "; did you mean " : "; see azlcts list profiles",
				   near ? near : "", near ? "?" : "");
	}
	*out = arena_printf(&c->arena, "%s/%s.yaml", profiles_dir, profile);
	return *out ? 0 : error_memory(err);
}

static bool same_argv(const char *const *a, const char *const *b)
{
	for (; *a && *b; a++, b++)
		if (!streq(*a, *b))
			return false;
	return !*a && !*b;
}

static int plan_command(struct catalogues *c, const char *const *argv, struct error *err)
{
	const char *const **planned;

	for (size_t i = 0; i < c->plan.commands_count; i++)
		if (same_argv(c->plan.commands[i], argv))
			return 0;
	planned = arena_alloc(&c->arena, (c->plan.commands_count + 1) * sizeof(*planned));
	if (!planned)
		return error_memory(err);
	for (size_t i = 0; i < c->plan.commands_count; i++)
		planned[i] = c->plan.commands[i];
	planned[c->plan.commands_count] = argv;
	c->plan.commands = planned;
	c->plan.commands_count++;
	return 0;
}

static int plan_check(struct catalogues *c, const struct check *check, struct error *err)
{
	const char *const *argv;
	int ret = 0;

	c->plan.parts |= check->kind->needs | check->kind->uses | conditions_parts(&check->when);
	if (!check->kind->command)
		return 0;
	for (size_t i = 0; !ret && (argv = check->kind->command(check->args, i, &c->arena)) != NULL;
	     i++)
		ret = plan_command(c, argv, err);
	return ret;
}

static int make_plan(struct catalogues *c, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < c->count; i++)
		for (size_t s = 0; s < c->items[i].suites_count; s++)
			for (size_t k = 0; k < c->items[i].suites[s].count && !ret; k++)
				ret = plan_check(c, &c->items[i].suites[s].checks[k], err);
	return ret;
}

int catalogues_open(struct catalogues *c, const struct context *context, const char *profile,
		    const char *suites_dir, struct error *err)
{
	const char *dir = suites_dir ? suites_dir : context->suites_dir;
	struct text_list names = { 0 };
	const char *profiles_dir;
	size_t count;
	int ret;

	*c = (struct catalogues){ .named = profile != NULL };
	profiles_dir = arena_printf(&c->arena, "%s/profiles", dir);
	if (!profiles_dir)
		return error_memory(err);
	ret = yaml_names(&c->arena, profiles_dir, &names, err);
	if (ret)
		return ret;
	count = profile ? 1 : names.count;
	if (count == 0)
		return error_input(err, "%s: no profiles", profiles_dir);
	c->items = calloc(count, sizeof(*c->items));
	if (!c->items)
		return error_memory(err);
	for (size_t i = 0; i < count && !ret; i++) {
		const char *path = NULL;

		ret = profile_path(c, profile ? profile : names.items[i], profiles_dir, &names,
				   &path, err);
		if (!ret)
			ret = catalogue_read(&c->items[i], path, dir, check_kinds, err);
		if (!ret)
			c->count++;
	}
	return ret ? ret : make_plan(c, err);
}

/* How many of the profile's match lists speak, for the most specific to win. */
static size_t specificity(const struct profile *p)
{
	size_t n = 0;

	n += p->match_id.count > 0;
	n += p->match_version.count > 0;
	n += p->match_variant.count > 0;
	return n;
}

/*
 * An image that panics, or is called something else, is judged as what it should have been;
 * packages are a product, whatever they call themselves.
 */
static const char *fallback_of(struct evidence *ev)
{
	AUTO(buf) struct buf kind = BUF_INIT(BUF_LINE);

	return evidence_text(ev, &kind, "SELECT value FROM meta WHERE key = 'source.kind'", NULL) &&
			       streq(buf_str(&kind), "rpm")
		       ? PRODUCT_PROFILE
		       : DEFAULT_PROFILE;
}

int catalogues_choose(const struct catalogues *c, struct evidence *ev, const struct catalogue **out,
		      struct error *err)
{
	static const char sql[] = "SELECT value FROM os_release WHERE key = ?1";
	AUTO(buf) struct buf id = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf variant = BUF_INIT(BUF_LINE);
	const struct catalogue *best = NULL;
	const struct catalogue *rival = NULL;

	if (c->named) {
		*out = &c->items[0];
		return 0;
	}
	evidence_text(ev, &id, sql, "ID");
	evidence_text(ev, &version, sql, "VERSION_ID");
	evidence_text(ev, &variant, sql, "VARIANT_ID");
	if (evidence_failed(ev))
		return error_set(err, EIO, "evidence: %s", evidence_why(ev));
	for (size_t i = 0; i < c->count; i++) {
		const struct profile *p = &c->items[i].profile;

		if (!profile_matches(p, buf_str(&id), buf_str(&version), buf_str(&variant)))
			continue;
		/* one that says of nothing that it is for it has to be named, as product */
		if (specificity(p) == 0 && c->count > 1)
			continue;
		if (!best || specificity(p) > specificity(&best->profile)) {
			best = &c->items[i];
			rival = NULL;
		} else if (specificity(p) == specificity(&best->profile)) {
			rival = &c->items[i];
		}
	}
	for (size_t i = 0; i < c->count && !best; i++)
		if (streq(c->items[i].profile.name, fallback_of(ev)))
			best = &c->items[i];
	if (!best)
		return error_input(
			err,
			"no profile fits ID='%s' VERSION_ID='%s' VARIANT_ID='%s'; name one "
			"with --profile (azlcts list profiles)",
			buf_str(&id), buf_str(&version), buf_str(&variant));
	if (rival)
		return error_input(err, "profiles %s and %s both fit; name one with --profile",
				   best->profile.name, rival->profile.name);
	*out = best;
	return 0;
}
