/* SPDX-License-Identifier: MIT */
/* What a check knows of settings: what is set, what will be used, what runs, and what lost. */
#include "report/html.h"

enum { SETTING_TEXT_MAX = 1000 }; /* bytes of one text shown in the page; results.json has more */

static void cell(struct buf *out, const char *label, const char *text, const char *otherwise)
{
	buf_addf(out, "<td data-label=\"%s\">", label);
	if (text) {
		buf_add(out, "<span class=\"val\">");
		add_markup_short(out, *text ? text : "(empty)", SETTING_TEXT_MAX);
		buf_add(out, "</span>");
	} else {
		html_element(out, "span", "n", otherwise);
	}
	buf_add(out, "</td>");
}

/* Where the winner stands, and below it what it overrides. */
static void places(struct buf *out, const struct setting_fact *s)
{
	const char *rest = s->losers;

	buf_add(out, "<td data-label=\"Where\">");
	if (s->place) {
		buf_add(out, "<span class=\"val\">");
		add_markup_short(out, s->place, SETTING_TEXT_MAX);
		buf_add(out, "</span>");
	}
	if (rest)
		buf_add(out, "<ul class=\"losers\" aria-label=\"Overridden\">");
	while (rest && *rest) {
		AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
		size_t n = strcspn(rest, "\n");

		buf_addn(&line, rest, n);
		buf_add(out, "<li>");
		add_markup_short(out, buf_str(&line), SETTING_TEXT_MAX);
		buf_add(out, "</li>");
		rest += n + (rest[n] == '\n');
	}
	buf_addf(out, "%s</td>", s->losers ? "</ul>" : "");
}

void html_settings(struct buf *out, const struct findings *f)
{
	if (f->kept_settings == 0)
		return;
	buf_add(out, "<div class=\"found\" tabindex=\"0\" role=\"group\" aria-label=\"Settings\">"
		     "<table><thead><tr><th scope=\"col\">Setting</th><th scope=\"col\">Set</th>"
		     "<th scope=\"col\">Effective</th><th scope=\"col\">Running</th>"
		     "<th scope=\"col\">Where, and what is overridden</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < f->kept_settings; i++) {
		const struct setting_fact *s = &f->settings[i];

		buf_add(out, "<tr>");
		cell(out, "Setting", s->object, "");
		cell(out, "Set", s->set, "nowhere");
		cell(out, "Effective", s->effective, "not known");
		cell(out, "Running", s->running, "not known");
		places(out, s);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody></table></div>\n");
	if (f->settings_total > f->kept_settings)
		buf_addf(out,
			 "<p class=\"n\">%zu more settings were looked at, and not kept.</p>\n",
			 f->settings_total - f->kept_settings);
}
