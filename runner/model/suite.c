/* SPDX-License-Identifier: MIT */
#include "model/suite.h"

#include "model/condition.h"
#include "model/suite_args.h"

const char *const level_names[LEVEL_COUNT] = {
	[LEVEL_EXPERIMENTAL] = "experimental",
	[LEVEL_OPTIONAL] = "optional",
	[LEVEL_RECOMMENDED] = "recommended",
	[LEVEL_MANDATORY] = "mandatory",
};

/* The keys of a check that are not the name of a kind. */
static const char *const check_keys[] = {
	"id",	  "version", "title",  "level",	     "when",
	"answer", "why",     "remedy", "references", "counterexample",
};

struct suite_reader {
	struct reader r;
	const struct profile *profile;
	const struct check_kind *const *kinds;
};

void suite_release(struct suite *s)
{
	for (size_t i = 0; i < s->count; i++)
		doc_free(s->checks[i].references);
	arena_release(&s->arena);
	*s = (struct suite){ 0 };
}

static bool is_check_key(const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(check_keys); i++)
		if (streq(check_keys[i], key))
			return true;
	return false;
}

static const struct check_kind *find_kind(const struct suite_reader *s, const char *name)
{
	for (size_t i = 0; s->kinds[i]; i++)
		if (streq(s->kinds[i]->name, name))
			return s->kinds[i];
	return NULL;
}

/* Kinds first, then keys: all that may stand in a check. */
static const char *check_word(size_t i, const void *arg)
{
	const struct suite_reader *s = arg;
	size_t kinds = 0;

	while (s->kinds[kinds])
		kinds++;
	if (i < kinds)
		return s->kinds[i]->name;
	return i - kinds < ARRAY_SIZE(check_keys) ? check_keys[i - kinds] : NULL;
}

/* The one kind of a check, with its parameters. */
static int read_kind(const struct suite_reader *s, const struct node *map, struct check *c,
		     struct error *err)
{
	const struct node *params = NULL;

	for (const struct node *n = map->children; n; n = n->next) {
		const struct check_kind *kind = find_kind(s, n->key);

		if (!kind && is_check_key(n->key))
			continue;
		if (!kind)
			return reader_unknown(&s->r, n, true, n->key, "no such kind or key",
					      check_word, s, err);
		if (params)
			return node_key_error(s->r.file, n, err,
					      "%s: a check has one kind, and this one has %s",
					      n->key, params->key);
		c->kind = kind;
		params = n;
	}
	if (!params)
		return node_error(s->r.file, map, err, "%s: a kind is missing", c->id);
	return args_read(&s->r, s->profile, c->kind, params, &c->args, err);
}

static int read_level(const struct suite_reader *s, const struct node *map, enum level *out,
		      struct error *err)
{
	static const char *const words[LEVEL_COUNT + 1] = { "experimental", "optional",
							    "recommended", "mandatory", NULL };
	const char *text;
	int ret = reader_text(&s->r, map, "level", true, &text, err);

	if (ret)
		return ret;
	for (unsigned i = 0; i < LEVEL_COUNT; i++) {
		if (streq(text, level_names[i])) {
			*out = (enum level)i;
			return 0;
		}
	}
	return reader_unknown(&s->r, node_get(map, "level"), false, text, "no such level",
			      reader_word, words, err);
}

static int read_version(const struct suite_reader *s, const struct node *map, int64_t *out,
			struct error *err)
{
	const char *text;
	int ret = reader_text(&s->r, map, "version", false, &text, err);

	if (ret)
		return ret;
	*out = 1;
	if (text && (!str_int(text, out) || *out < 1))
		return node_error(s->r.file, node_get(map, "version"), err,
				  "version: %s: has to be a whole number from 1", text);
	return 0;
}

/* name: text or list of texts  ->  {"name": ["text"]} */
static int read_references(const struct suite_reader *s, const struct node *map, struct doc **out,
			   struct error *err)
{
	const struct node *refs;
	int ret = reader_get(&s->r, map, "references", NODE_MAP, &refs, err);

	if (ret || !refs)
		return ret;
	*out = doc_object();
	for (const struct node *n = refs->children; n; n = n->next) {
		struct text_list list;
		struct doc *texts;

		ret = reader_list(&s->r, refs, n->key, &list, err);
		if (ret)
			return ret;
		texts = doc_set(*out, n->key, doc_list());
		for (size_t i = 0; i < list.count; i++)
			doc_add(texts, doc_text(list.items[i]));
	}
	return *out ? 0 : error_memory(err);
}

static int read_when(const struct suite_reader *s, const struct node *map, struct check *c,
		     struct error *err)
{
	enum condition_word word;
	const char *argument;
	int ret = node_get(map, "when") ? reader_list(&s->r, map, "when", &c->when, err) : 0;

	for (size_t i = 0; i < c->when.count && !ret; i++) {
		ret = condition_parse(c->when.items[i], &word, &argument, err);
		if (ret)
			ret = error_wrap(err, "%s:%u", s->r.file, node_get(map, "when")->line);
	}
	return ret;
}

static int read_counterexample(const struct suite_reader *s, const struct node *map,
			       struct check *c, struct error *err)
{
	static const char *const keys[] = {
		"files", "rows", "repository", "also", "outcome", NULL
	};
	const char *outcome = NULL;
	const struct node *n;
	int ret = reader_get(&s->r, map, "counterexample", NODE_MAP, &n, err);

	if (ret)
		return ret;
	if (!n && c->level == LEVEL_MANDATORY)
		return node_error(s->r.file, map, err,
				  "%s: a mandatory check needs a counterexample", c->id);
	if (!n)
		return 0;
	ret = reader_keys(&s->r, n, keys, err);
	if (!ret)
		ret = reader_text(&s->r, n, "files", false, &c->counter_files, err);
	if (!ret)
		ret = reader_text(&s->r, n, "rows", false, &c->counter_rows, err);
	if (!ret)
		ret = reader_text(&s->r, n, "repository", false, &c->counter_repository, err);
	if (!ret)
		ret = reader_list(&s->r, n, "also", &c->counter_also, err);
	if (!ret)
		ret = reader_text(&s->r, n, "outcome", false, &outcome, err);
	c->counter_outcome = outcome && streq(outcome, "missing") ? OUTCOME_MISSING : OUTCOME_FAIL;
	if (!ret && outcome && c->counter_outcome == OUTCOME_FAIL && !streq(outcome, "fail"))
		ret = node_error(s->r.file, node_get(n, "outcome"), err,
				 "outcome: %s: fail, or missing of what is only recorded", outcome);
	if (!ret && !c->counter_files && !c->counter_rows && !c->counter_repository)
		ret = node_error(s->r.file, n, err,
				 "counterexample: files, rows or repository is missing");
	return ret;
}

static int read_check(const struct suite_reader *s, const struct node *map, struct check *c,
		      struct error *err)
{
	int ret;

	if (map->type != NODE_MAP)
		return node_error(s->r.file, map, err, "a check has to be a map");
	c->file = s->r.file;
	c->line = map->line;
	ret = reader_id(&s->r, map, "id", &c->id, err);
	if (!ret)
		ret = read_version(s, map, &c->version, err);
	if (!ret)
		ret = reader_text(&s->r, map, "title", true, &c->title, err);
	if (!ret)
		ret = read_level(s, map, &c->level, err);
	if (!ret)
		ret = read_kind(s, map, c, err);
	if (!ret)
		ret = read_when(s, map, c, err);
	if (!ret && node_get(map, "answer"))
		ret = reader_id(&s->r, map, "answer", &c->answer, err);
	if (!ret)
		ret = reader_text(&s->r, map, "why", true, &c->why, err);
	if (!ret)
		ret = reader_text(&s->r, map, "remedy", true, &c->remedy, err);
	if (!ret)
		ret = read_references(s, map, &c->references, err);
	if (!ret)
		ret = read_counterexample(s, map, c, err);
	return ret;
}

static int read_checks(const struct suite_reader *s, const struct node *list, struct suite *out,
		       struct error *err)
{
	const struct node *n = list->children;

	if (!n)
		return node_error(s->r.file, list, err,
				  "checks: a suite without checks proves nothing");
	out->checks = arena_alloc(&out->arena, node_count(list) * sizeof(*out->checks));
	if (!out->checks)
		return error_memory(err);
	for (; n; n = n->next) {
		struct check *c = &out->checks[out->count++];
		int ret = read_check(s, n, c, err);

		if (ret)
			return ret;
		for (size_t i = 0; i + 1 < out->count; i++)
			if (streq(out->checks[i].id, c->id))
				return node_error(s->r.file, node_get(n, "id"), err,
						  "id: %s stands at line %u already", c->id,
						  out->checks[i].line);
	}
	return 0;
}

static int read_suite(struct suite_reader *s, const char *path, struct suite *out,
		      struct error *err)
{
	/* an agent's file has its manifest, too (manifest.h) */
	static const char *const keys[] = { "suite", "title", "manifest", "checks", NULL };
	struct sha256 digest;
	struct node *root;
	const struct node *checks;
	int ret;

	ret = reader_open(&s->r, path, &root, err);
	if (ret)
		return ret;
	sha256_init(&digest);
	sha256_add(&digest, s->r.bytes, s->r.len);
	s->r.digest = &digest;
	out->file = s->r.file;
	ret = reader_keys(&s->r, root, keys, err);
	if (!ret)
		ret = reader_id(&s->r, root, "suite", &out->name, err);
	if (!ret)
		ret = reader_text(&s->r, root, "title", true, &out->title, err);
	if (!ret)
		ret = reader_get(&s->r, root, "checks", NODE_LIST, &checks, err);
	if (!ret && !checks)
		ret = node_error(s->r.file, root, err, "checks: missing");
	if (!ret)
		ret = read_checks(s, checks, out, err);
	s->r.digest = NULL;
	sha256_hex(&digest, out->sha256);
	return ret;
}

int suite_read(struct suite *out, const char *path, const struct profile *profile,
	       const struct check_kind *const *kinds, struct error *err)
{
	AUTO(suite) struct suite suite = { 0 };
	struct suite_reader s = { .r.arena = &suite.arena, .profile = profile, .kinds = kinds };
	int ret = read_suite(&s, path, &suite, err);

	if (ret)
		return ret;
	*out = suite;
	suite = (struct suite){ 0 };
	for (size_t i = 0; i < out->count; i++)
		out->checks[i].suite = out;
	return 0;
}
