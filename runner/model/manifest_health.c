/* SPDX-License-Identifier: MIT */
/* What a manifest asks a product: health, and the steps of its scenarios. */
#include "model/manifest_read.h"

/* What a question may say beside its own key. */
struct question {
	const char *key;
	enum health_type type;
	const char *keys[6]; /* NULL at the end */
};

static const struct question questions[] = {
	{ "http", HEALTH_HTTP, { "http", "contains", "within" } },
	{ "port", HEALTH_PORT, { "port", "within" } },
	{ "log", HEALTH_LOG, { "log", "unit", "within" } },
	{ "command", HEALTH_COMMAND, { "command", "exit", "contains", "within" } },
	{ "platform", HEALTH_PLATFORM, { "platform", "within" } },
};

static const struct question run_question = { "run",
					      HEALTH_COMMAND,
					      { "run", "exit", "contains", "within" } };

static const char *question_word(size_t i, const void *arg UNUSED)
{
	return i < ARRAY_SIZE(questions) ? questions[i].key : NULL;
}

static int find_question(const struct reader *r, const struct node *map,
			 const struct question **out, struct error *err)
{
	*out = NULL;
	if (map->type != NODE_MAP)
		return node_error(r->file, map, err,
				  "health: has to be a map, as {port: tcp/9100}");
	for (size_t i = 0; i < ARRAY_SIZE(questions); i++) {
		if (!node_get(map, questions[i].key))
			continue;
		if (*out)
			return node_error(r->file, map, err,
					  "health: one question at a time, not %s and %s",
					  (*out)->key, questions[i].key);
		*out = &questions[i];
	}
	if (*out)
		return 0;
	if (!map->children)
		return node_error(r->file, map, err, "health: asks nothing");
	return reader_unknown(r, map->children, true, map->children->key, "no such question",
			      question_word, NULL, err);
}

static int check_what(const struct reader *r, const struct node *map, const struct question *q,
		      const struct manifest *m, struct health *h, struct error *err)
{
	const struct node *at = node_get(map, q->key);
	int64_t port;

	switch (q->type) {
	case HEALTH_HTTP:
		if (starts_with(h->what, "http://") && h->what[7])
			return 0;
		return node_error(r->file, at, err,
				  "http: %s: has to be a URL, as http://127.0.0.1:9100/metrics",
				  h->what);
	case HEALTH_PORT:
		if (starts_with(h->what, "tcp/") && str_int(h->what + 4, &port) && port > 0 &&
		    port < 65536)
			return 0;
		return node_error(r->file, at, err,
				  "port: %s: has to be as tcp/9100; that somebody is behind a udp "
				  "port cannot be asked: name it under declares, listener",
				  h->what);
	case HEALTH_LOG: /* it becomes a literal part of a pattern, which ends there */
		if (!strstr(h->what, "\\E") && !strchr(h->what, '\n'))
			return 0;
		return node_error(r->file, at, err,
				  "log: has to be a part of one line, without \\E");
	case HEALTH_PLATFORM:
		if (!streq(h->what, "ready"))
			return node_error(r->file, at, err, "platform: %s: has to be ready",
					  h->what);
		if (m->grants_platform)
			return 0;
		return node_error(r->file, at, err, "platform: is not granted: grants: [platform]");
	case HEALTH_COMMAND:
		break;
	}
	return 0;
}

static int read_question(const struct reader *r, const struct node *map, const struct question *q,
			 const struct manifest *m, struct health *out, struct error *err)
{
	int64_t within = 0;
	int64_t status = 0;
	int ret = reader_keys(r, map, q->keys, err);

	out->type = q->type;
	if (!ret && q->type == HEALTH_COMMAND)
		ret = manifest_command(r, node_get(map, q->key), q->key, &out->argv, err);
	else if (!ret)
		ret = reader_text(r, map, q->key, true, &out->what, err);
	if (!ret && out->what)
		ret = check_what(r, map, q, m, out, err);
	if (!ret)
		ret = reader_text(r, map, "contains", false, &out->contains, err);
	if (!ret)
		ret = reader_text(r, map, "unit", false, &out->unit, err);
	if (!ret)
		ret = manifest_number(r, map, "exit", 0, 255, &status, err);
	if (!ret)
		ret = manifest_number(r, map, "within", 1, MANIFEST_SECONDS_MAX, &within, err);
	out->exit = (unsigned)status;
	out->within_s = (unsigned)within;
	return ret;
}

int manifest_health(const struct reader *r, const struct node *map, struct manifest *out,
		    struct error *err)
{
	const struct question *q;
	const struct node *list;
	int ret = reader_get(r, map, "health", NODE_LIST, &list, err);

	if (ret || !list)
		return ret;
	if (node_count(list) > MANIFEST_LIST_MAX)
		return node_error(r->file, list, err, "health: more than %d questions",
				  MANIFEST_LIST_MAX);
	out->health = arena_alloc(r->arena, (node_count(list) + 1) * sizeof(*out->health));
	if (!out->health)
		return error_memory(err);
	for (const struct node *n = list->children; n && !ret; n = n->next) {
		struct health *h = &out->health[out->health_count++];

		*h = (struct health){ 0 };
		ret = find_question(r, n, &q, err);
		if (!ret)
			ret = read_question(r, n, q, out, h, err);
	}
	return ret;
}

static int read_step(const struct reader *r, const struct node *n, const struct manifest *m,
		     struct step *out, struct error *err)
{
	*out = (struct step){ .action = STEP_RUN };
	if (n->type == NODE_LIST)
		return node_error(r->file, n, err,
				  "steps: a step is a word, or {run: [words of a command]}");
	if (n->type == NODE_MAP && !node_get(n, "run"))
		return node_error(r->file, n, err, "steps: a map has to be {run: [words]}");
	if (n->type == NODE_MAP)
		return read_question(r, n, &run_question, m, &out->run, err);
	for (unsigned i = 0; i < STEP_ACTION_COUNT; i++) {
		if (!streq(step_action_names[i], n->text))
			continue;
		out->action = (enum step_action)i;
		if (out->action != STEP_RUN)
			return 0;
		return node_error(r->file, n, err, "run: which command? {run: [words]}");
	}
	return reader_unknown(r, n, false, n->text, "no such step", reader_word, step_action_names,
			      err);
}

static int read_scenario(const struct reader *r, const struct node *map, struct manifest *m,
			 struct scenario_text *out, struct error *err)
{
	static const char *const keys[] = { "name", "steps", NULL };
	const struct node *list = NULL;
	int ret;

	*out = (struct scenario_text){ 0 };
	if (map->type != NODE_MAP)
		return node_error(r->file, map, err,
				  "scenarios: has to be a map, as {name: x, steps: [install]}");
	ret = reader_keys(r, map, keys, err);
	if (!ret)
		ret = reader_id(r, map, "name", &out->name, err);
	if (!ret)
		ret = reader_get(r, map, "steps", NODE_LIST, &list, err);
	if (!ret && (!list || !list->children))
		return node_error(r->file, map, err, "steps: missing");
	if (ret)
		return ret;
	if (node_count(list) > MANIFEST_STEPS_MAX)
		return node_error(r->file, list, err, "steps: more than %d", MANIFEST_STEPS_MAX);
	out->steps = arena_alloc(r->arena, MANIFEST_STEPS_MAX * sizeof(*out->steps));
	if (!out->steps)
		return error_memory(err);
	for (const struct node *n = list->children; n && !ret; n = n->next)
		ret = read_step(r, n, m, &out->steps[out->steps_count++], err);
	if (!ret) {
		ret = manifest_expand(m, out, err);
		if (ret == -EINVAL)
			ret = node_error(r->file, list, err,
					 "steps: more than %d, with those that follow from them",
					 MANIFEST_STEPS_MAX);
	}
	return ret;
}

int manifest_scenarios(const struct reader *r, const struct node *map, struct manifest *out,
		       struct error *err)
{
	const struct node *list;
	int ret = reader_get(r, map, "scenarios", NODE_LIST, &list, err);

	if (ret || !list)
		return ret;
	if (node_count(list) > MANIFEST_SCENARIOS_MAX)
		return node_error(r->file, list, err, "scenarios: more than %d",
				  MANIFEST_SCENARIOS_MAX);
	out->scenarios = arena_alloc(r->arena, MANIFEST_SCENARIOS_MAX * sizeof(*out->scenarios));
	if (!out->scenarios)
		return error_memory(err);
	for (const struct node *n = list->children; n && !ret; n = n->next) {
		struct scenario_text *s = &out->scenarios[out->scenarios_count++];

		ret = read_scenario(r, n, out, s, err);
		if (!ret && streq(s->name, "control"))
			ret = node_error(r->file, node_get(n, "name"), err,
					 "name: control is the guest without the product");
		for (size_t i = 0; !ret && &out->scenarios[i] != s; i++)
			if (streq(out->scenarios[i].name, s->name))
				ret = node_error(r->file, node_get(n, "name"), err,
						 "name: %s is the name of another", s->name);
	}
	return ret;
}
