/* SPDX-License-Identifier: MIT */
#include "report/outline.h"

#include "base/str.h"

const char *const outcome_symbols[OUTCOME_COUNT] = {
	[OUTCOME_MISSING] = "?",	[OUTCOME_ERROR] = "!",	   [OUTCOME_FAIL] = "\u2717",
	[OUTCOME_NOT_APPLICABLE] = "-", [OUTCOME_PASS] = "\u2713",
};

const enum outcome told_order[TOLD_COUNT] = {
	OUTCOME_FAIL, OUTCOME_ERROR, OUTCOME_MISSING, OUTCOME_NOT_APPLICABLE, OUTCOME_PASS,
};

enum outcome result_outcome(const struct result *r)
{
	return r->findings ? r->findings->outcome : OUTCOME_MISSING;
}

const char *result_reason(const struct result *r)
{
	if (r->findings && r->findings->reason)
		return r->findings->reason;
	return result_outcome(r) == OUTCOME_ERROR ? "out of memory"
						  : "the check came to no conclusion";
}

bool told_together(const struct result *a, const struct result *b)
{
	return a->required == b->required && result_outcome(a) == result_outcome(b) &&
	       streq(result_reason(a), result_reason(b));
}

const char *verdict_title(int exit_status)
{
	switch (exit_status) {
	case EXIT_CONFORMANT:
		return "Conformant";
	case EXIT_NOT_CONFORMANT:
		return "Not conformant";
	case EXIT_INCOMPLETE:
		return "Incomplete";
	default:
		return "No verdict";
	}
}

const char *verdict_symbol(int exit_status)
{
	switch (exit_status) {
	case EXIT_CONFORMANT:
		return outcome_symbols[OUTCOME_PASS];
	case EXIT_NOT_CONFORMANT:
		return outcome_symbols[OUTCOME_FAIL];
	case EXIT_INCOMPLETE:
		return outcome_symbols[OUTCOME_MISSING];
	default:
		return outcome_symbols[OUTCOME_ERROR];
	}
}

void add_count(struct buf *out, size_t n, const char *noun)
{
	buf_addf(out, "%zu %s%s", n, noun, n == 1 ? "" : "s");
}

void verdict_sentence(const struct tally *t, struct buf *out)
{
	size_t fail = t->by[OUTCOME_FAIL];
	size_t error = t->by[OUTCOME_ERROR];
	size_t missing = t->by[OUTCOME_MISSING];
	const char *comma = "";

	if (t->required == 0) {
		buf_add(out, "No check was required: that proves nothing.");
		return;
	}
	if (fail + error + missing == 0) {
		buf_addf(out, "%zu of ", t->by[OUTCOME_PASS]);
		add_count(out, t->required, "required check");
		buf_add(out, t->by[OUTCOME_PASS] == 1 ? " passes" : " pass");
		if (t->by[OUTCOME_NOT_APPLICABLE])
			buf_addf(out, ", %zu not applicable", t->by[OUTCOME_NOT_APPLICABLE]);
		buf_addc(out, '.');
		return;
	}
	buf_add(out, "Of ");
	add_count(out, t->required, "required check");
	if (fail) {
		buf_addf(out, ", %zu %s", fail, fail == 1 ? "fails" : "fail");
		comma = " and";
	}
	if (error) {
		buf_addf(out, "%s %zu could not be decided", missing || !fail ? "," : comma, error);
		comma = " and";
	}
	if (missing)
		buf_addf(out, "%s %zu %s no result", *comma ? comma : ",", missing,
			 missing == 1 ? "has" : "have");
	buf_addc(out, '.');
}

static int by_suite(const void *a, const void *b)
{
	const struct result *x;
	const struct result *y;
	int c;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	c = strcmp(x->suite, y->suite);
	return c ? c : strcmp(x->id, y->id);
}

int outline_init(struct outline *o, const struct results *r, struct error *err)
{
	struct outline mine = { 0 };

	mine.items = calloc(r->count + 1, sizeof(*mine.items));
	mine.suites = calloc(r->count + 1, sizeof(*mine.suites));
	if (!mine.items || !mine.suites) {
		outline_release(&mine);
		return error_memory(err);
	}
	for (size_t i = 0; i < r->count; i++)
		mine.items[i] = &r->items[i];
	qsort(mine.items, r->count, sizeof(*mine.items), by_suite);
	for (size_t i = 0; i < r->count; i++) {
		if (i == 0 || !streq(mine.items[i]->suite, mine.items[i - 1]->suite)) {
			mine.suites[mine.suites_count].name = mine.items[i]->suite;
			mine.suites[mine.suites_count].items = mine.items + i;
			mine.suites_count++;
		}
		mine.suites[mine.suites_count - 1].count++;
	}
	*o = mine;
	return 0;
}

void outline_release(struct outline *o)
{
	free(o->items);
	free(o->suites);
	*o = (struct outline){ 0 };
}

size_t outline_count(const struct results *r, enum outcome outcome, bool required)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		n += r->items[i].required == required && result_outcome(&r->items[i]) == outcome;
	return n;
}

/* U+FFFE and U+FFFF, which XML does not allow, as UTF-8. */
static bool noncharacter(const char *s)
{
	return memcmp(s, "\xef\xbf", 2) == 0 && (unsigned char)s[2] >= 0xbe;
}

static void add_escaped(struct buf *out, const char *s)
{
	while (*s) {
		size_t len = str_utf8_len(s);

		if (*s == '&')
			buf_add(out, "&amp;");
		else if (*s == '<')
			buf_add(out, "&lt;");
		else if (*s == '>')
			buf_add(out, "&gt;");
		else if (*s == '"')
			buf_add(out, "&quot;");
		else if (*s == '\'')
			buf_add(out, "&#39;");
		else if (len == 3 && noncharacter(s))
			buf_add(out, "\ufffd");
		else
			buf_addn(out, s, len);
		s += len;
	}
}

void add_markup(struct buf *out, const char *text)
{
	add_markup_short(out, text, BUF_TEXT);
}

void add_markup_short(struct buf *out, const char *text, size_t max)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	size_t len = strlen(text);
	size_t n = len;

	if (len > max) {
		n = max;
		while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
	}
	buf_add_clean(&clean, text, n);
	if (clean.failed)
		out->failed = true;
	add_escaped(out, buf_str(&clean));
	if (n < len)
		buf_addf(out, " \u2026 (%zu bytes more)", len - n);
}
