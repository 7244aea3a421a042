/* SPDX-License-Identifier: MIT */
#include "model/results.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/str.h"

const char *const outcome_names[OUTCOME_COUNT] = {
	[OUTCOME_MISSING] = "missing", [OUTCOME_ERROR] = "error",
	[OUTCOME_FAIL] = "fail",       [OUTCOME_NOT_APPLICABLE] = "not-applicable",
	[OUTCOME_PASS] = "pass",
};

void findings_release(struct findings *f)
{
	arena_release(&f->arena);
	*f = (struct findings){ 0 };
}

/*
 * How strong a word is.  Not the order of the enum, and not a severity: "could not look" is
 * stronger than "saw a fault", since what was seen is then only a part.
 */
static unsigned strength(enum outcome outcome)
{
	switch (outcome) {
	case OUTCOME_PASS:
		return 1;
	case OUTCOME_NOT_APPLICABLE:
		return 2;
	case OUTCOME_FAIL:
		return 3;
	case OUTCOME_MISSING:
		return 4;
	case OUTCOME_ERROR:
	case OUTCOME_COUNT:
		break;
	}
	return 5;
}

/* Nobody has said anything yet. */
static bool untouched(const struct findings *f)
{
	return f->outcome == OUTCOME_MISSING && !f->reason && f->total == 0;
}

/* True when `outcome` is (now) what the check comes to. */
static bool conclude(struct findings *f, enum outcome outcome)
{
	unsigned now = untouched(f) ? 0 : strength(f->outcome);

	if (strength(outcome) < now)
		return false;
	if (f->outcome == OUTCOME_PASS && outcome != OUTCOME_PASS) {
		f->kept = 0; /* what a pass had seen is no offender */
		f->total = 0;
		f->reason = NULL;
		arena_release(&f->arena);
	}
	if (strength(outcome) > now)
		f->reason = NULL;
	f->outcome = outcome;
	return true;
}

/* The error that needs no memory to be said; nothing replaces it. */
static void out_of_memory(struct findings *f)
{
	conclude(f, OUTCOME_ERROR);
}

/* A text of the image as one that documents can hold; NULL becomes "".  NULL: no memory. */
static char *keep_text(struct findings *f, const char *text)
{
	AUTO(buf) struct buf clean = BUF_INIT(5 * FINDING_TEXT_MAX);
	size_t len = text ? strlen(text) : 0;
	size_t n = len;

	if (len > FINDING_TEXT_MAX) {
		n = FINDING_TEXT_MAX;
		while (n > FINDING_TEXT_MAX - 4 && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--; /* not within a letter */
	}
	if (n > 0)
		buf_add_clean(&clean, text, n);
	if (n < len)
		buf_add(&clean, "...");
	return clean.failed ? NULL : arena_strndup(&f->arena, buf_str(&clean), clean.len);
}

static char *keep_format(struct findings *f, const char *fmt, va_list ap)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addv(&text, fmt, ap);
	return text.failed ? NULL : keep_text(f, buf_str(&text));
}

static void add(struct findings *f, const char *object, const char *expected, const char *fmt,
		va_list ap)
{
	struct finding item;

	f->total++;
	if (f->kept == FINDINGS_MAX || (f->kept > 0 && f->arena.total > FINDINGS_BYTES_MAX))
		return;
	item.object = keep_text(f, object);
	item.expected = keep_text(f, expected);
	item.observed = keep_format(f, fmt, ap);
	if (!item.object || !item.expected || !item.observed)
		out_of_memory(f);
	else
		f->items[f->kept++] = item;
}

void finding_pass(struct findings *f, const char *object, const char *observed, ...)
{
	va_list ap;

	if (!conclude(f, OUTCOME_PASS))
		return;
	va_start(ap, observed);
	add(f, object, "", observed, ap);
	va_end(ap);
}

void finding_fail(struct findings *f, const char *object, const char *expected,
		  const char *observed, ...)
{
	va_list ap;

	conclude(f, OUTCOME_FAIL); /* counted and shown, also beside an error */
	va_start(ap, observed);
	add(f, object, expected, observed, ap);
	va_end(ap);
}

/* A reason is one line. */
static void one_line(char *text)
{
	for (; *text; text++)
		if (*text == '\n' || *text == '\t')
			*text = ' ';
}

static void give_reason(struct findings *f, enum outcome outcome, const char *why, va_list ap)
{
	if (!conclude(f, outcome) || f->reason)
		return;
	f->reason = keep_format(f, why, ap);
	if (f->reason)
		one_line(f->reason);
	else
		out_of_memory(f);
}

void finding_error(struct findings *f, const char *why, ...)
{
	va_list ap;

	va_start(ap, why);
	give_reason(f, OUTCOME_ERROR, why, ap);
	va_end(ap);
}

void finding_missing(struct findings *f, const char *why, ...)
{
	va_list ap;

	va_start(ap, why);
	give_reason(f, OUTCOME_MISSING, why, ap);
	va_end(ap);
}

void finding_not_applicable(struct findings *f, const char *why, ...)
{
	va_list ap;

	va_start(ap, why);
	give_reason(f, OUTCOME_NOT_APPLICABLE, why, ap);
	va_end(ap);
}

void results_release(struct results *r)
{
	for (size_t i = 0; i < r->count; i++) {
		doc_free(r->items[i].references);
		if (r->items[i].findings)
			findings_release(r->items[i].findings);
	}
	arena_release(&r->arena);
	*r = (struct results){ 0 };
}

void results_tally(const struct results *r, struct tally *t)
{
	*t = (struct tally){ .total = r->count };
	for (size_t i = 0; i < r->count; i++) {
		const struct result *item = &r->items[i];
		enum outcome outcome = item->findings ? item->findings->outcome : OUTCOME_MISSING;

		t->required += item->required;
		if (item->required)
			t->by[outcome]++;
		else
			t->others[outcome]++;
	}
}

void results_required(const struct results *r, char out[SHA256_HEX])
{
	struct sha256 h;

	sha256_init(&h);
	for (size_t i = 0; i < r->count; i++) {
		if (!r->items[i].required)
			continue;
		sha256_add(&h, r->items[i].id, strlen(r->items[i].id));
		sha256_add(&h, "\n", 1);
	}
	sha256_hex(&h, out);
}

int results_exit(const struct tally *t)
{
	size_t settled = t->by[OUTCOME_PASS] + t->by[OUTCOME_NOT_APPLICABLE];

	if (t->required == 0)
		return EXIT_INCOMPLETE; /* nothing selected proves nothing */
	if (t->by[OUTCOME_FAIL] > 0)
		return EXIT_NOT_CONFORMANT;
	if (t->by[OUTCOME_ERROR] > 0)
		return EXIT_INFRASTRUCTURE;
	if (t->by[OUTCOME_MISSING] > 0 || settled != t->required || t->by[OUTCOME_PASS] == 0)
		return EXIT_INCOMPLETE; /* counted, not assumed */
	return EXIT_CONFORMANT;
}

const char *results_verdict(int exit_status)
{
	switch (exit_status) {
	case EXIT_CONFORMANT:
		return "conformant";
	case EXIT_NOT_CONFORMANT:
		return "not-conformant";
	case EXIT_INCOMPLETE:
		return "incomplete";
	default:
		return "no-verdict";
	}
}
