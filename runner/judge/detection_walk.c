/* SPDX-License-Identifier: MIT */
#include "judge/detection.h"
#include "judge/pattern.h"

/* The value as the vendor's program has it when it compares. */
static void change_value(const struct detection_test *t, const char *value, struct buf *out)
{
	AUTO(buf) struct buf before = BUF_INIT(BUF_TEXT);

	buf_add(out, value);
	for (size_t i = 0; i < t->modifiers_count; i++) {
		const struct detection_modifier *m = &t->modifiers[i];
		const char *s, *found;
		size_t n;

		buf_clear(&before);
		buf_add(&before, buf_str(out));
		s = buf_str(&before);
		n = strlen(s);
		buf_clear(out);
		if (m->change == DETECTION_LOWER) {
			for (; *s; s++)
				buf_addc(out, *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s);
			continue;
		}
		found = m->change == DETECTION_BEFORE ? strstr(s, m->text) : NULL;
		if (m->change == DETECTION_FIRST_LINE)
			n = strcspn(s, "\n");
		else if (m->change == DETECTION_MAJOR)
			n = strcspn(s, ".");
		else if (m->change == DETECTION_WITHOUT && ends_with(s, m->text))
			n -= strlen(m->text);
		else if (found)
			n = (size_t)(found - s);
		buf_addn(out, s, n);
	}
}

/* Next number of a dotted one, 0 where it has ended; too long a one is as large as it gets. */
static uint64_t next_number(const char **s)
{
	uint64_t n = 0;

	for (; **s >= '0' && **s <= '9'; (*s)++)
		n = n > UINT64_MAX / 16 ? n : n * 10 + (uint64_t)(**s - '0');
	if (**s == '.')
		(*s)++;
	return n;
}

static int compare_dotted(const char *a, const char *b)
{
	const char *digits = "0123456789";

	while ((*a && strchr(digits, *a)) || (*b && strchr(digits, *b))) {
		uint64_t x = next_number(&a), y = next_number(&b);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

static bool word_fits(const struct detection_test *t, const char *value, const char *word,
		      struct findings *out)
{
	AUTO(pattern) struct pattern p = PATTERN_INIT;
	bool number = *value >= '0' && *value <= '9';

	switch (t->how) {
	case DETECTION_IS:
		return streq(value, word);
	case DETECTION_PREFIX:
		return starts_with(value, word);
	case DETECTION_CONTAINS:
		return strstr(value, word) != NULL;
	case DETECTION_MATCHES:
		return pattern_init(&p, word, out) && pattern_matches(&p, value);
	case DETECTION_LEAST:
		return number && compare_dotted(value, word) >= 0;
	case DETECTION_BELOW:
		return number && compare_dotted(value, word) < 0;
	default:
		return false;
	}
}

static bool holds(const struct detection_test *t, const struct detection_fact *f,
		  struct findings *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);

	if (t->how == DETECTION_EXISTS || t->how == DETECTION_ABSENT)
		return (f->state == FACT_ABSENT) == (t->how == DETECTION_ABSENT);
	if (f->state == FACT_ABSENT)
		return t->how == DETECTION_IS && text_list_has(&t->words, "");
	change_value(t, f->value, &value);
	if (value.failed)
		finding_error(out, "no memory");
	for (size_t i = 0; i < t->words.count; i++)
		if (word_fits(t, buf_str(&value), t->words.items[i], out))
			return true;
	return false;
}

bool detection_holds(const struct detection_test *t, const struct detection_fact *f,
		     struct findings *out)
{
	return holds(t, f, out) != t->negated;
}

/* False with *unknown set: it hangs on that fact. */
static bool step_holds(const struct detection_step *step, const struct detection_fact *facts,
		       const struct detection_fact **unknown, struct findings *out)
{
	*unknown = NULL;
	for (size_t i = 0; i < step->count; i++) {
		const struct detection_test *t = &step->tests[i];
		const struct detection_fact *f = &facts[t->fact];

		if (t->subject == DETECTION_ALWAYS)
			continue;
		if (f->state == FACT_UNKNOWN) {
			*unknown = *unknown ? *unknown : f;
		} else if (!detection_holds(t, f, out)) {
			*unknown = NULL;
			return false;
		}
	}
	return !*unknown;
}

struct detection_walk detection_walk(const struct detection_rule *rule,
				     const struct detection_fact *facts, struct findings *out)
{
	struct detection_walk w = { 0 };

	for (size_t i = 0; i < rule->count; i++) {
		const struct detection_step *step = &rule->steps[i];

		if (step->end == DETECTION_NEXT)
			continue;
		w.number = i + 1;
		if (step_holds(step, facts, &w.unknown, out)) {
			w.step = step;
			return w;
		}
		if (w.unknown)
			return w;
	}
	return w;
}
