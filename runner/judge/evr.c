/* SPDX-License-Identifier: MIT */
#include "judge/evr.h"

#include "base/str.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *skip_separators(const char *s)
{
	while (*s && !is_digit(*s) && !is_letter(*s) && *s != '~' && *s != '^')
		s++;
	return s;
}

static size_t segment(const char *s, bool digits)
{
	size_t n = 0;

	while (digits ? is_digit(s[n]) : is_letter(s[n]))
		n++;
	return n;
}

static int sign(int v)
{
	return (v > 0) - (v < 0);
}

static int compare_numbers(const char *a, size_t na, const char *b, size_t nb)
{
	for (; na && *a == '0'; na--)
		a++;
	for (; nb && *b == '0'; nb--)
		b++;
	if (na != nb)
		return na > nb ? 1 : -1;
	return sign(memcmp(a, b, na));
}

static int compare_letters(const char *a, size_t na, const char *b, size_t nb)
{
	int order = sign(memcmp(a, b, na < nb ? na : nb));

	return order ? order : (na > nb) - (na < nb);
}

/*
 * '~' and '^' at the two positions: 2 when neither is there, 3 when both are and are to be stepped
 * over, else the verdict.
 */
static int compare_marks(const char *a, const char *b)
{
	if (*a == '~' || *b == '~') {
		if (*a != '~')
			return 1;
		return *b != '~' ? -1 : 3;
	}
	if (*a == '^' || *b == '^') {
		if (!*a)
			return -1;
		if (!*b)
			return 1;
		if (*a != '^')
			return 1;
		return *b != '^' ? -1 : 3;
	}
	return 2;
}

int evr_vercmp(const char *a, const char *b)
{
	if (streq(a, b))
		return 0;
	while (*a || *b) {
		size_t na;
		size_t nb;
		bool digits;
		int order;

		a = skip_separators(a);
		b = skip_separators(b);
		order = compare_marks(a, b);
		if (order == 3) {
			a++;
			b++;
			continue;
		}
		if (order != 2)
			return order;
		if (!*a || !*b)
			break;
		digits = is_digit(*a);
		na = segment(a, digits);
		nb = segment(b, digits);
		if (nb == 0)
			return digits ? 1 : -1; /* different types: the number is newer */
		order = digits ? compare_numbers(a, na, b, nb) : compare_letters(a, na, b, nb);
		if (order)
			return order;
		a += na;
		b += nb;
	}
	return (*a != '\0') - (*b != '\0');
}

void evr_parts_release(struct evr_parts *p)
{
	free(p->copy);
}

bool evr_split(struct evr_parts *p, const char *evr)
{
	char *s = strdup(evr);
	size_t digits;
	char *dash;

	*p = (struct evr_parts){ .copy = s };
	if (!s)
		return false;
	digits = segment(s, true);
	p->version = s;
	if (s[digits] == ':') {
		s[digits] = '\0';
		p->epoch = digits ? s : "0";
		p->version = s + digits + 1;
	}
	dash = strrchr(s + (p->version - s), '-');
	if (dash) {
		*dash = '\0';
		p->release = dash + 1;
	}
	return true;
}

static bool above_zero(const char *epoch)
{
	return epoch && epoch[strspn(epoch, "0")] != '\0';
}

static bool given(const char *s)
{
	return s && *s;
}

static int compare_epochs(const struct evr_parts *a, const struct evr_parts *b)
{
	if (given(a->epoch) && given(b->epoch))
		return evr_vercmp(a->epoch, b->epoch);
	if (above_zero(a->epoch))
		return 1;
	return above_zero(b->epoch) ? -1 : 0;
}

bool evr_flags(const char *text, unsigned *flags)
{
	static const struct {
		const char *text;
		unsigned flags;
	} known[] = {
		{ "", 0 },
		{ "=", EVR_EQUAL },
		{ "<", EVR_LESS },
		{ ">", EVR_GREATER },
		{ "<=", EVR_LESS | EVR_EQUAL },
		{ ">=", EVR_GREATER | EVR_EQUAL },
	};

	for (size_t i = 0; i < ARRAY_SIZE(known); i++)
		if (streq(text, known[i].text)) {
			*flags = known[i].flags;
			return true;
		}
	return false;
}

bool evr_overlap(struct evr_range a, struct evr_range b)
{
	AUTO(evr_parts) struct evr_parts x = { 0 };
	AUTO(evr_parts) struct evr_parts y = { 0 };
	int order;

	if (!a.flags || !b.flags || !given(a.evr) || !given(b.evr))
		return true;
	if (!evr_split(&x, a.evr) || !evr_split(&y, b.evr))
		return false;
	order = compare_epochs(&x, &y);
	if (order == 0)
		order = evr_vercmp(x.version, y.version);
	if (order == 0) {
		if (given(x.release) && given(y.release))
			order = evr_vercmp(x.release, y.release);
		else if ((given(x.release) && (b.flags & EVR_EQUAL)) ||
			 (given(y.release) && (a.flags & EVR_EQUAL)))
			return true;
	}
	if (order < 0)
		return (a.flags & EVR_GREATER) || (b.flags & EVR_LESS);
	if (order > 0)
		return (a.flags & EVR_LESS) || (b.flags & EVR_GREATER);
	return (a.flags & b.flags) != 0;
}

int evr_compare(int64_t epoch, const char *version, const char *release, const char *wanted)
{
	AUTO(evr_parts) struct evr_parts w = { 0 };
	int64_t wanted_epoch = 0;
	int order;

	if (!evr_split(&w, wanted))
		return -1;
	if (w.epoch && str_int(w.epoch, &wanted_epoch) && epoch != wanted_epoch)
		return epoch > wanted_epoch ? 1 : -1;
	order = evr_vercmp(version, w.version);
	if (order || !given(w.release))
		return order;
	return evr_vercmp(release, w.release);
}
