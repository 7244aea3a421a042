/* SPDX-License-Identifier: MIT */
/*
 * A profile is read on top of the one it extends: texts and each `match` list replace, `suites`,
 * `require`, exemptions and parameters are added, and one that stands again replaces.
 */
#include "model/suite.h"

#include "base/fs.h"
#include "model/condition.h"
#include "model/reader.h"

/* The files that are being read, to refuse one that extends itself. */
struct chain {
	const char *path;
	const struct chain *up;
};

struct profile_reader {
	const char *profiles_dir;
	struct sha256 digest; /* of all files, the extended first */
};

void profile_release(struct profile *p)
{
	arena_release(&p->arena);
	*p = (struct profile){ 0 };
}

static int append(struct arena *arena, struct text_list *to, const struct text_list *more,
		  struct error *err)
{
	const char **items;

	if (more->count == 0)
		return 0;
	items = arena_alloc(arena, (to->count + more->count + 1) * sizeof(*items));
	if (!items)
		return error_memory(err);
	for (size_t i = 0; i < to->count; i++)
		items[i] = to->items[i];
	for (size_t i = 0; i < more->count; i++)
		items[to->count + i] = more->items[i];
	*to = (struct text_list){ .items = items, .count = to->count + more->count };
	return 0;
}

/* Adds the texts under `key` that are not in the list yet, and where each of them stands. */
static int add_list(const struct reader *r, const struct node *root, const char *key,
		    struct text_list *texts, struct text_list *places, struct error *err)
{
	const struct node *value = node_get(root, key);
	const struct node *n = value && value->type == NODE_LIST ? value->children : value;
	struct text_list more;
	int ret = reader_list(r, root, key, &more, err);

	for (size_t i = 0; i < more.count && !ret; i++, n = n->next) {
		const char *place = reader_place(r, n);
		struct text_list one = { .items = &more.items[i], .count = 1 };

		if (!place)
			return error_memory(err);
		if (text_list_has(texts, more.items[i]))
			continue;
		ret = append(r->arena, texts, &one, err);
		one.items = &place;
		if (!ret)
			ret = append(r->arena, places, &one, err);
	}
	return ret;
}

static int read_match(const struct reader *r, const struct node *root, struct profile *p,
		      struct error *err)
{
	static const char *const keys[] = { "id", "version", "variant", NULL };
	struct text_list *const lists[] = { &p->match_id, &p->match_version, &p->match_variant };
	const struct node *match;
	int ret = reader_get(r, root, "match", NODE_MAP, &match, err);

	if (ret || !match)
		return ret;
	ret = reader_keys(r, match, keys, err);
	for (size_t i = 0; keys[i] && !ret; i++)
		if (node_get(match, keys[i]))
			ret = reader_list(r, match, keys[i], lists[i], err);
	return ret;
}

static int read_exemptions(const struct reader *r, const struct node *root, struct profile *p,
			   struct error *err)
{
	const struct node *map;
	struct exemption *all;
	int ret = reader_get(r, root, "not-applicable", NODE_MAP, &map, err);

	if (ret || !map)
		return ret;
	all = arena_alloc(r->arena, (p->exemptions_count + node_count(map)) * sizeof(*all));
	if (!all)
		return error_memory(err);
	for (size_t i = 0; i < p->exemptions_count; i++)
		all[i] = p->exemptions[i];
	p->exemptions = all;
	for (const struct node *n = map->children; n; n = n->next) {
		struct exemption e = { .check = n->key };
		size_t i = 0;

		ret = reader_text(r, map, n->key, true, &e.reason, err);
		if (ret)
			return ret;
		e.place = arena_printf(r->arena, "%s:%u:%u", r->file, n->key_line, n->key_column);
		if (!e.place)
			return error_memory(err);
		while (i < p->exemptions_count && !streq(all[i].check, e.check))
			i++;
		if (i == p->exemptions_count)
			p->exemptions_count++;
		all[i] = e;
	}
	return 0;
}

static int read_parameter(const struct reader *r, const struct node *map, const struct node *n,
			  struct parameter *out, struct error *err)
{
	if (!reader_is_id(n->key))
		return node_key_error(r->file, n, err,
				      "%s: small letters, digits, '.' and '-' only", n->key);
	*out = (struct parameter){ .name = n->key };
	if (n->type == NODE_TEXT) {
		out->value = n->text;
		return 0;
	}
	return reader_list(r, map, n->key, &out->list, err);
}

static int read_parameters(const struct reader *r, const struct node *root, struct profile *p,
			   struct error *err)
{
	const struct node *map;
	struct parameter *all;
	int ret = reader_get(r, root, "parameters", NODE_MAP, &map, err);

	if (ret || !map)
		return ret;
	all = arena_alloc(r->arena, (p->parameters_count + node_count(map)) * sizeof(*all));
	if (!all)
		return error_memory(err);
	for (size_t i = 0; i < p->parameters_count; i++)
		all[i] = p->parameters[i];
	p->parameters = all;
	for (const struct node *n = map->children; n; n = n->next) {
		size_t i = 0;

		while (i < p->parameters_count && !streq(all[i].name, n->key))
			i++;
		ret = read_parameter(r, map, n, &all[i], err);
		if (ret)
			return ret;
		if (i == p->parameters_count)
			p->parameters_count++;
	}
	return 0;
}

static int read_file(struct profile_reader *pr, struct profile *p, const char *path,
		     const struct chain *up, struct error *err);

/* The profile file of that name beside `path`, or in the folder of profiles. */
static int read_extended(struct profile_reader *pr, struct profile *p, const char *path,
			 const struct chain *chain, const char *name, struct error *err)
{
	size_t dir = (size_t)(fs_basename(path) - path);
	const char *beside = arena_printf(&p->arena, "%.*s%s.yaml", (int)dir, path, name);
	const char *there = pr->profiles_dir
				    ? arena_printf(&p->arena, "%s/%s.yaml", pr->profiles_dir, name)
				    : beside;

	if (!beside || !there)
		return error_memory(err);
	return read_file(pr, p, fs_exists(beside) ? beside : there, chain, err);
}

/* Those that this file adds, which are the last ones. */
static int check_reasons(const struct profile *p, const struct text_list *places, struct error *err)
{
	const char *const *added = p->reasons.items + (p->reasons.count - places->count);

	for (size_t i = 0; i < places->count; i++)
		if (!condition_reason_known(added[i]))
			return error_input(err,
					   "%s: %s: fits no reason code; azlcts explain "
					   "conditions tells them",
					   places->items[i], added[i]);
	return 0;
}

static int read_contents(const struct reader *r, const struct node *root, struct profile *p,
			 struct error *err)
{
	static const char *const keys[] = { "profile",
					    "title",
					    "extends",
					    "match",
					    "suites",
					    "require",
					    "not-applicable",
					    "not-applicable-reasons",
					    "not-waivable",
					    "parameters",
					    NULL };
	struct text_list places = { 0 }; /* of reasons, which may be of no check that is here */
	int ret = reader_keys(r, root, keys, err);

	if (!ret)
		ret = reader_id(r, root, "profile", &p->name, err);
	if (!ret)
		ret = reader_text(r, root, "title", true, &p->title, err);
	if (!ret)
		ret = read_match(r, root, p, err);
	if (!ret)
		ret = add_list(r, root, "suites", &p->suites, &p->suites_places, err);
	if (!ret)
		ret = add_list(r, root, "require", &p->require, &p->require_places, err);
	if (!ret)
		ret = add_list(r, root, "not-applicable-reasons", &p->reasons, &places, err);
	if (!ret)
		ret = check_reasons(p, &places, err);
	if (!ret)
		ret = add_list(r, root, "not-waivable", &p->not_waivable, &p->not_waivable_places,
			       err);
	if (!ret)
		ret = read_exemptions(r, root, p, err);
	if (!ret)
		ret = read_parameters(r, root, p, err);
	return ret;
}

static int read_file(struct profile_reader *pr, struct profile *p, const char *path,
		     const struct chain *up, struct error *err)
{
	struct chain chain = { .path = path, .up = up };
	struct reader r = { .arena = &p->arena };
	struct node *root;
	const char *extends = NULL;
	int ret;

	for (const struct chain *c = up; c; c = c->up)
		if (streq(c->path, path))
			return error_input(err, "%s: extends itself", path);
	ret = reader_open(&r, path, &root, err);
	if (!ret && node_get(root, "extends"))
		ret = reader_id(&r, root, "extends", &extends, err);
	if (!ret && extends) {
		ret = read_extended(pr, p, path, &chain, extends, err);
		if (ret)
			ret = error_wrap(err, "%s:%u:%u: extends %s", path,
					 node_get(root, "extends")->line,
					 node_get(root, "extends")->column, extends);
	}
	if (ret)
		return ret;
	sha256_add(&pr->digest, r.bytes, r.len);
	return read_contents(&r, root, p, err);
}

int profile_read(struct profile *out, const char *path, const char *profiles_dir, struct error *err)
{
	AUTO(profile) struct profile p = { 0 };
	struct profile_reader pr = { .profiles_dir = profiles_dir };
	int ret;

	sha256_init(&pr.digest);
	ret = read_file(&pr, &p, path, NULL, err);
	if (ret)
		return ret;
	sha256_hex(&pr.digest, p.sha256);
	*out = p;
	p = (struct profile){ 0 };
	return 0;
}

static bool one_matches(const struct text_list *globs, const char *value)
{
	for (size_t i = 0; i < globs->count; i++)
		if (str_glob(globs->items[i], value ? value : ""))
			return true;
	return globs->count == 0;
}

bool profile_matches(const struct profile *p, const char *id, const char *version,
		     const char *variant)
{
	return one_matches(&p->match_id, id) && one_matches(&p->match_version, version) &&
	       one_matches(&p->match_variant, variant);
}
