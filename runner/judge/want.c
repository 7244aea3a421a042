/* SPDX-License-Identifier: MIT */
#include "judge/want.h"

#include <inttypes.h>

#include "judge/pattern.h"

static const struct range unbounded = { .at_least = NUMBER_UNSET, .at_most = NUMBER_UNSET };

bool want_anything(const struct want *w, const struct range *r)
{
	if (r && (r->at_least != NUMBER_UNSET || r->at_most != NUMBER_UNSET))
		return true;
	return w->equals || w->one_of.count || w->pattern || w->absent_pattern ||
	       w->forbidden.count || w->without_bits > 0;
}

int want_check(const struct want *w, const struct range *r, struct error *err)
{
	if (!want_anything(w, r))
		return error_input(err, "says not what the value has to be");
	if (r && r->at_least != NUMBER_UNSET && r->at_most != NUMBER_UNSET &&
	    r->at_least > r->at_most)
		return error_input(err, "at-least is more than at-most");
	return 0;
}

/* The comma or "and" between two wishes. */
static const char *glue(const struct buf *out, size_t start)
{
	return out->len > start ? " and " : "";
}

void want_say(const struct want *w, const struct range *range, struct buf *out)
{
	const struct range *r = range ? range : &unbounded;
	size_t start = out->len;

	if (w->equals)
		buf_add(out, *w->equals ? w->equals : "empty");
	if (w->one_of.count)
		buf_addf(out, "%sone of ", glue(out, start));
	for (size_t i = 0; i < w->one_of.count; i++)
		buf_addf(out, "%s%s", i ? ", " : "", w->one_of.items[i]);
	if (r->at_least != NUMBER_UNSET)
		buf_addf(out, "%sat least %" PRId64, glue(out, start), r->at_least);
	if (r->at_most != NUMBER_UNSET)
		buf_addf(out, "%sat most %" PRId64, glue(out, start), r->at_most);
	if (w->pattern)
		buf_addf(out, "%smatching %s", glue(out, start), w->pattern);
	if (w->absent_pattern)
		buf_addf(out, "%snot matching %s", glue(out, start), w->absent_pattern);
	if (w->forbidden.count)
		buf_addf(out, "%snone of ", glue(out, start));
	for (size_t i = 0; i < w->forbidden.count; i++)
		buf_addf(out, "%s%s", i ? ", " : "", w->forbidden.items[i]);
	if (w->without_bits > 0)
		buf_addf(out, "%sa mode without %04o", glue(out, start), (unsigned)w->without_bits);
}

/* A whole number; one too large for 64 bits counts as the largest, as sysctls have them. */
static bool read_number(const char *s, int64_t *out)
{
	if (str_int(s, out))
		return true;
	if (!*s || strspn(s, "0123456789") != strlen(s))
		return false;
	*out = INT64_MAX;
	return true;
}

static bool range_met(const struct range *r, const char *value)
{
	int64_t n;

	if (r->at_least == NUMBER_UNSET && r->at_most == NUMBER_UNSET)
		return true;
	if (!read_number(value, &n))
		return false;
	return (r->at_least == NUMBER_UNSET || n >= r->at_least) &&
	       (r->at_most == NUMBER_UNSET || n <= r->at_most);
}

static bool is_forbidden(const struct want *w, const char *value)
{
	int mode;

	for (size_t i = 0; i < w->forbidden.count; i++)
		if (str_glob(w->forbidden.items[i], value))
			return true;
	return w->without_bits > 0 && (!str_mode(value, &mode) || (mode & w->without_bits));
}

bool want_met(const struct want *w, const struct range *r, const char *value, struct findings *out)
{
	AUTO(pattern) struct pattern p = PATTERN_INIT;
	AUTO(pattern) struct pattern absent = PATTERN_INIT;

	if (w->pattern && !pattern_init(&p, w->pattern, out))
		return false;
	if (w->absent_pattern && !pattern_init(&absent, w->absent_pattern, out))
		return false;
	if (w->equals && !streq(w->equals, value))
		return false;
	if (w->one_of.count && !text_list_has(&w->one_of, value))
		return false;
	if (w->pattern && !pattern_matches(&p, value))
		return false;
	if (w->absent_pattern && pattern_matches(&absent, value))
		return false;
	if (is_forbidden(w, value))
		return false;
	return range_met(r ? r : &unbounded, value);
}
