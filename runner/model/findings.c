/* SPDX-License-Identifier: MIT */
#include "model/findings.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"

const char *const outcome_names[OUTCOME_COUNT] = {
	[OUTCOME_MISSING] = "missing", [OUTCOME_ERROR] = "error",
	[OUTCOME_FAIL] = "fail",       [OUTCOME_NOT_APPLICABLE] = "not-applicable",
	[OUTCOME_PASS] = "pass",
};

void findings_release(struct findings *f)
{
	arena_release(&f->arena);
	arena_release(&f->aside);
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

/* What a pass had seen is no offender; what was not checked still was not. */
static void forget_seen(struct findings *f)
{
	memmove(f->items, f->items + findings_shown(f), f->kept_unchecked * sizeof(*f->items));
	f->kept = f->kept_unchecked;
	f->total = 0;
	f->reason = NULL;
	arena_release(&f->arena);
}

/* True when `outcome` is (now) what the check comes to. */
static bool conclude(struct findings *f, enum outcome outcome)
{
	unsigned now = untouched(f) ? 0 : strength(f->outcome);

	if (strength(outcome) < now)
		return false;
	if (f->outcome == OUTCOME_PASS && outcome != OUTCOME_PASS)
		forget_seen(f);
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
static char *keep_text(struct arena *arena, const char *text)
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
	return clean.failed ? NULL : arena_strndup(arena, buf_str(&clean), clean.len);
}

static char *keep_format(struct arena *arena, const char *fmt, va_list ap)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addv(&text, fmt, ap);
	return text.failed ? NULL : keep_text(arena, buf_str(&text));
}

static void add(struct findings *f, const char *object, const char *expected, const char *fmt,
		va_list ap)
{
	struct finding item = { 0 };
	size_t shown = findings_shown(f);

	f->total++;
	if (shown == FINDINGS_MAX || (shown > 0 && f->arena.total > FINDINGS_BYTES_MAX))
		return;
	item.object = keep_text(&f->arena, object);
	item.expected = keep_text(&f->arena, expected);
	item.observed = keep_format(&f->arena, fmt, ap);
	if (!item.object || !item.expected || !item.observed) {
		out_of_memory(f);
		return;
	}
	memmove(f->items + shown + 1, f->items + shown, f->kept_unchecked * sizeof(*f->items));
	f->items[shown] = item;
	f->kept++;
}

void finding_unchecked(struct findings *f, const char *object, const char *what, ...)
{
	struct finding item = { .unchecked = true };
	va_list ap;

	f->unchecked++;
	if (f->kept_unchecked == FINDINGS_UNCHECKED_MAX)
		return;
	item.object = keep_text(&f->aside, object);
	item.expected = keep_text(&f->aside, "");
	va_start(ap, what);
	item.observed = keep_format(&f->aside, what, ap);
	va_end(ap);
	if (!item.object || !item.expected || !item.observed) {
		out_of_memory(f);
		return;
	}
	f->items[f->kept++] = item;
	f->kept_unchecked++;
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

/* NULL stays NULL. */
static const char *keep_aside(struct findings *f, const char *text)
{
	const char *kept = text ? keep_text(&f->aside, text) : NULL;

	if (text && !kept)
		out_of_memory(f);
	return kept;
}

void finding_setting(struct findings *f, const struct setting_fact *fact)
{
	f->settings_total++;
	if (f->kept_settings == FINDINGS_SETTINGS_MAX)
		return;
	f->settings[f->kept_settings++] = (struct setting_fact){
		.object = keep_aside(f, fact->object ? fact->object : ""),
		.set = keep_aside(f, fact->set),
		.place = keep_aside(f, fact->place),
		.effective = keep_aside(f, fact->effective),
		.running = keep_aside(f, fact->running),
		.losers = keep_aside(f, fact->losers),
	};
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
	f->reason = keep_format(&f->arena, why, ap);
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

void finding_lacks(struct findings *f, unsigned against, const char *why)
{
	f->lacks |= against;
	finding_missing(f, "%s", why);
}

void finding_not_applicable(struct findings *f, const char *why, ...)
{
	va_list ap;

	va_start(ap, why);
	give_reason(f, OUTCOME_NOT_APPLICABLE, why, ap);
	va_end(ap);
}
