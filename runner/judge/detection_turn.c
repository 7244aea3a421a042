/* SPDX-License-Identifier: MIT */
/*
 * What would have to be different for the vendor to take the image?  Tried one after the other, in
 * the order of how little it costs a distribution: a field of os-release, a file.
 */
#include "judge/detection.h"

enum { TRIES_MAX = 4000 };

struct turn {
	const struct detection_rule *rule;
	struct detection_fact *facts; /* a copy, changed and put back */
	struct arena *arena;
	struct findings *out;
	struct buf *said;
	size_t tries;
};

static bool accepts(struct turn *t)
{
	struct detection_walk w;

	if (t->tries++ >= TRIES_MAX)
		return false;
	w = detection_walk(t->rule, t->facts, t->out);
	return w.step && w.step->end == DETECTION_ACCEPT;
}

/* Is it one file?  What tests whether it is there and what reads it see the same. */
static bool same(const struct detection_fact *a, const struct detection_fact *b)
{
	bool files = (a->subject == DETECTION_FILE || a->subject == DETECTION_TEXT) &&
		     (b->subject == DETECTION_FILE || b->subject == DETECTION_TEXT);

	return (files || a->subject == b->subject) && streq(a->arg, b->arg);
}

/* value NULL: not there. */
static bool try_value(struct turn *t, size_t fact, const char *value)
{
	const struct detection_fact *was = t->rule->facts;
	bool ok;

	for (size_t i = 0; i < t->rule->facts_count; i++) {
		if (!same(&was[i], &was[fact]))
			continue;
		t->facts[i].state = value ? FACT_KNOWN : FACT_ABSENT;
		t->facts[i].value = value ? value : "";
	}
	ok = accepts(t);
	memcpy(t->facts, was, t->rule->facts_count * sizeof(*was));
	return ok;
}

static bool try_field(struct turn *t, size_t fact, const char *value)
{
	if (!try_value(t, fact, value))
		return false;
	buf_addf(t->said, "with %s=%s in os-release", t->rule->facts[fact].arg, value);
	return true;
}

static bool try_unset(struct turn *t, size_t fact)
{
	if (!try_value(t, fact, NULL))
		return false;
	buf_addf(t->said, "without %s in os-release", t->rule->facts[fact].arg);
	return true;
}

/* The words that a pattern such as "^(centos|fedora)$" is made of. */
static bool try_pattern(struct turn *t, size_t fact, const char *pattern)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_- ";

	while (*pattern) {
		size_t n = strspn(pattern, plain);
		const char *word = n ? arena_strndup(t->arena, pattern, n) : NULL;

		if (word && try_field(t, fact, word))
			return true;
		pattern += n ? n : 1;
	}
	return false;
}

static bool try_fields(struct turn *t, const struct detection_test *test)
{
	bool other = test->negated || test->how == DETECTION_BELOW;

	if (test->subject != DETECTION_OS_RELEASE)
		return false;
	if (test->how == DETECTION_ABSENT || test->how == DETECTION_EXISTS)
		return try_unset(t, test->fact);
	for (size_t i = 0; i < test->words.count; i++) {
		const char *word = test->words.items[i];

		if (test->how == DETECTION_MATCHES ? try_pattern(t, test->fact, word)
						   : try_field(t, test->fact, word))
			return true;
	}
	return other && (try_field(t, test->fact, "fedora") || try_field(t, test->fact, "0"));
}

static bool try_id_like(struct turn *t)
{
	for (size_t i = 0; i < t->rule->facts_count; i++) {
		const struct detection_fact *f = &t->rule->facts[i];

		if (f->subject == DETECTION_OS_RELEASE && streq(f->arg, "ID_LIKE") &&
		    try_field(t, i, "fedora"))
			return true;
	}
	return false;
}

static bool try_file(struct turn *t, const struct detection_test *test)
{
	const struct detection_fact *f = &t->rule->facts[test->fact];

	if (test->subject != DETECTION_FILE && test->subject != DETECTION_TEXT)
		return false;
	if (f->state == FACT_KNOWN && try_value(t, test->fact, NULL)) {
		buf_addf(t->said, "without %s", f->arg);
		return true;
	}
	if (f->state == FACT_ABSENT && try_value(t, test->fact, "")) {
		buf_addf(t->said, "with a file %s", f->arg);
		return true;
	}
	if (test->subject != DETECTION_TEXT || test->how == DETECTION_MATCHES)
		return false;
	for (size_t i = 0; i < test->words.count; i++) {
		if (try_value(t, test->fact, test->words.items[i])) {
			buf_addf(t->said, "with %s saying %s", f->arg, test->words.items[i]);
			return true;
		}
	}
	return false;
}

static bool try_tests(struct turn *t, bool (*attempt)(struct turn *, const struct detection_test *))
{
	for (size_t i = 0; i < t->rule->count; i++)
		for (size_t j = 0; j < t->rule->steps[i].count; j++)
			if (t->rule->steps[i].end != DETECTION_NEXT &&
			    t->rule->steps[i].tests[j].subject != DETECTION_ALWAYS &&
			    attempt(t, &t->rule->steps[i].tests[j]))
				return true;
	return false;
}

bool detection_turn(const struct detection_rule *rule, struct arena *arena, struct buf *said,
		    struct findings *out)
{
	size_t size = rule->facts_count * sizeof(*rule->facts);
	struct turn t = { .rule = rule, .arena = arena, .out = out, .said = said };

	if (!size)
		return false;
	t.facts = arena_alloc(arena, size);
	if (!t.facts) {
		finding_error(out, "no memory");
		return false;
	}
	memcpy(t.facts, rule->facts, size);
	return try_tests(&t, try_fields) || try_id_like(&t) || try_tests(&t, try_file);
}
