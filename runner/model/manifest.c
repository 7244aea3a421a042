/* SPDX-License-Identifier: MIT */
#include "model/manifest_read.h"

const char *const footprint_class_names[FOOTPRINT_CLASS_COUNT + 1] = {
#define X(NAME, name) [FOOTPRINT_##NAME] = name,
	FOOTPRINT_CLASSES(X)
#undef X
};

const char *const step_action_names[STEP_ACTION_COUNT + 1] = {
	[STEP_INSTALL] = "install", [STEP_CONFIGURE] = "configure",
	[STEP_ACTIVE] = "active",   [STEP_HEALTH] = "health",
	[STEP_REBOOT] = "reboot",   [STEP_UPGRADE] = "upgrade",
	[STEP_ERASE] = "erase",	    [STEP_RUN] = "run",
};

void manifest_release(struct manifest *m)
{
	arena_release(&m->arena);
	*m = (struct manifest){ 0 };
}

static bool is_question(enum step_action action)
{
	return action == STEP_CONFIGURE || action == STEP_ACTIVE || action == STEP_HEALTH;
}

static bool brings_questions(enum step_action action)
{
	return action == STEP_INSTALL || action == STEP_UPGRADE || action == STEP_REBOOT;
}

static bool has_to_ask(const struct manifest *m, enum step_action after, enum step_action action)
{
	switch (action) {
	case STEP_CONFIGURE: /* what an install was configured to stays so */
		return after == STEP_INSTALL && m->configure_count > 0;
	case STEP_ACTIVE:
		return m->units.count > 0;
	case STEP_HEALTH:
		return m->health_count > 0;
	default:
		return false;
	}
}

int manifest_expand(struct manifest *m, struct scenario_text *s, struct error *err)
{
	static const enum step_action follow[] = { STEP_CONFIGURE, STEP_ACTIVE, STEP_HEALTH };
	struct step *steps = arena_alloc(&m->arena, MANIFEST_STEPS_MAX * sizeof(*steps));
	size_t n = 0;
	bool erased = false; /* then there is nothing to ask any more */

	if (!steps)
		return error_memory(err);
	for (size_t i = 0; i < s->steps_count; i++) {
		enum step_action action = s->steps[i].action;
		bool written = i + 1 < s->steps_count && is_question(s->steps[i + 1].action);

		if (n == MANIFEST_STEPS_MAX)
			return error_input(err, "more than %d steps", MANIFEST_STEPS_MAX);
		steps[n++] = s->steps[i];
		erased = action == STEP_ERASE || (erased && action != STEP_INSTALL);
		for (size_t k = 0; k < ARRAY_SIZE(follow); k++) {
			if (written || erased || !brings_questions(action) ||
			    !has_to_ask(m, action, follow[k]))
				continue;
			if (n == MANIFEST_STEPS_MAX)
				return error_input(err, "more than %d steps", MANIFEST_STEPS_MAX);
			steps[n++] = (struct step){ .action = follow[k] };
		}
	}
	s->steps = steps;
	s->steps_count = n;
	return 0;
}

static int step_of_word(const char *word, struct step *out, struct error *err)
{
	const char *near;

	*out = (struct step){ 0 };
	for (unsigned i = 0; i < STEP_ACTION_COUNT; i++) {
		if (!streq(step_action_names[i], word))
			continue;
		if (i == STEP_RUN)
			return error_input(err, "run: its command stands in a manifest, under "
						"scenarios");
		out->action = (enum step_action)i;
		return 0;
	}
	near = str_nearest(word, reader_word, step_action_names);
	if (near)
		return error_input(err, "%s: no such step; did you mean %s?", word, near);
	return error_input(err,
			   "%s: no such step; known: install, configure, active, health, "
			   "reboot, upgrade, erase",
			   word);
}

int manifest_steps(struct manifest *m, const char *name, const char *words,
		   struct scenario_text *out, struct error *err)
{
	struct scenario_text s = { .name = arena_strdup(&m->arena, name) };
	int ret = 0;

	s.steps = arena_alloc(&m->arena, MANIFEST_STEPS_MAX * sizeof(*s.steps));
	if (!s.name || !s.steps)
		return error_memory(err);
	for (const char *at = words; !ret; at++) {
		size_t len = strcspn(at, ",");
		const char *word = arena_strndup(&m->arena, at, len);

		if (!word)
			return error_memory(err);
		if (s.steps_count == MANIFEST_STEPS_MAX)
			return error_input(err, "%s: more than %d steps", words,
					   MANIFEST_STEPS_MAX);
		ret = step_of_word(word, &s.steps[s.steps_count++], err);
		at += len;
		if (!*at)
			break;
	}
	if (!ret)
		ret = manifest_expand(m, &s, err);
	if (!ret)
		*out = s;
	return ret;
}
