/* SPDX-License-Identifier: MIT */
#include "base/str.h"
#include "report/scenarios.h"

enum { TEXT_MAX = 400 };

/* One line, whatever the guest said. */
static void add_line(struct buf *out, const char *text)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	size_t len = 0;

	buf_add_clean(&clean, text, strlen(text));
	for (const char *s = buf_str(&clean); *s && len <= TEXT_MAX;) {
		size_t n = str_utf8_len(s);

		if (*s == '\n' || *s == '\t')
			buf_addc(out, ' ');
		else
			buf_addn(out, s, n);
		len += n;
		s += n;
	}
	if (len > TEXT_MAX)
		buf_add(out, "\u2026");
}

static void add_step(struct buf *out, const struct results_step *s)
{
	static const char *const marks[][2] = {
		{ "passed", "\u2713" }, { "failed", "\u2717" }, { "error", "!" }, { "not-run", "-" }
	};
	const char *mark = "?";

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (streq(marks[i][0], s->outcome))
			mark = marks[i][1];
	buf_addf(out, "    %s %-9s ", mark, s->action);
	add_line(out, s->object);
	if (!streq(s->outcome, "passed")) {
		buf_addf(out, "  %s", s->outcome);
		if (*s->observed) {
			buf_add(out, ": ");
			add_line(out, s->observed);
		}
	}
	buf_addc(out, '\n');
}

/* Files of packages are counted as files. */
static int64_t weight(const struct results_change *c)
{
	return c->files ? c->files : 1;
}

static bool same_class(const struct results_change *a, const struct results_change *b)
{
	return streq(a->span, b->span) && streq(a->class, b->class);
}

/* "after install: 12 file, 1 unit, 1 user": they are sorted by span and class. */
static void add_counts(struct buf *out, const struct results_changes *changes)
{
	for (size_t i = 0; i < changes->count;) {
		const struct results_change *first = &changes->items[i];
		bool fresh = i == 0 || !streq(first->span, changes->items[i - 1].span);
		bool unknown = false;
		int64_t n = 0;

		for (; i < changes->count && same_class(first, &changes->items[i]); i++) {
			unknown |= streq(changes->items[i].change, "unknown");
			n += weight(&changes->items[i]);
		}
		if (fresh)
			buf_addf(out, "%s    after %s: ", first == changes->items ? "" : "\n",
				 first->span);
		else
			buf_add(out, ", ");
		if (unknown)
			buf_addf(out, "%s not known", first->class);
		else
			buf_addf(out, "%lld %s", (long long)n, first->class);
	}
	if (changes->total > changes->count)
		buf_addf(out, ", and %zu more lines", changes->total - changes->count);
	if (changes->count)
		buf_addc(out, '\n');
}

void scenarios_text(const struct results *r, struct buf *out)
{
	for (size_t i = 0; i < r->scenarios.count; i++) {
		const struct results_scenario *s = &r->scenarios.items[i];

		buf_add(out, "  scenario ");
		add_line(out, s->name);
		buf_addf(out, ": %s", s->outcome);
		if (*s->reason) {
			buf_add(out, ": ");
			add_line(out, s->reason);
		}
		buf_addc(out, '\n');
		for (size_t k = 0; k < s->steps_count; k++)
			add_step(out, &s->steps[k]);
		if (s->steps_total > s->steps_count)
			buf_addf(out, "    and %zu more steps\n", s->steps_total - s->steps_count);
		add_counts(out, &s->footprint);
		add_counts(out, &s->residue);
		buf_addc(out, '\n');
	}
	if (r->scenarios.total > r->scenarios.count)
		buf_addf(out, "  and %zu more scenarios\n",
			 r->scenarios.total - r->scenarios.count);
}
