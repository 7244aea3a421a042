/* SPDX-License-Identifier: MIT */
#include <inttypes.h>

#include "cli/certify_script.h"

enum { SHOWN_MAX = 40 };

static const char *text_of(const struct doc *d, const char *key)
{
	const char *text = doc_get_text(d, key);

	return text ? text : "";
}

static void add_place(const struct doc *row, struct buf *out)
{
	int64_t line = doc_get_int(row, "line", 0);

	if (line)
		buf_addf(out, "  line %5" PRId64 "  ", line);
	else
		buf_add(out, "              ");
}

/* A test is told when what the image says of itself is in it; --json has all of them. */
static bool is_shown(const struct doc *d, const char *key, const char *text)
{
	static const char *const keys[] = { "ID", "NAME", "VERSION_ID", "VARIANT_ID" };
	const struct doc *image = doc_get(d, "image");

	if (!streq(key, "tests") || starts_with(text, "case ") || strstr(text, "release"))
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const char *value = doc_get_text(image, keys[i]);

		if (value && *value && strstr(text, value))
			return true;
	}
	return false;
}

static void add_list(const struct doc *d, const char *key, const char *title, const char *column,
		     struct buf *out)
{
	const struct doc *list = doc_get(d, key);
	size_t shown = 0, more = 0;

	for (size_t i = 0; i < doc_count(list); i++) {
		const struct doc *row = doc_at(list, i);

		if (!is_shown(d, key, text_of(row, column)))
			continue;
		if (shown == SHOWN_MAX) {
			more++;
			continue;
		}
		if (!shown++)
			buf_addf(out, "\n%s\n", title);
		add_place(row, out);
		buf_addf(out, "%.150s", text_of(row, column));
		if (streq(column, "path") && !doc_get_bool(row, "there", true))
			buf_add(out, " (not there)");
		if (streq(column, "url") && !doc_get_bool(row, "answered", true))
			buf_add(out, " (not answered)");
		buf_add(out, "\n");
	}
	if (more)
		buf_addf(out, "              and %zu more (--json)\n", more);
}

static void add_verdict(const struct doc *d, bool colour, struct buf *out)
{
	const struct doc *end = doc_get(d, "end"), *lines = doc_get(end, "output");
	const char *verdict = text_of(d, "verdict"), *how = text_of(end, "how");
	bool through = streq(verdict, "went-through"), refused = streq(verdict, "refused");

	buf_addf(out, "verdict  %s%s%s",
		 !colour   ? ""
		 : through ? "\033[32m"
			   : "\033[31m",
		 through   ? "went through"
		 : refused ? "refused"
			   : "ended otherwise",
		 colour ? "\033[0m" : "");
	if (streq(how, "timed-out"))
		buf_add(out, ": it ran longer than it may");
	else if (streq(how, "memory"))
		buf_add(out, ": it used more memory than it may");
	else
		buf_addf(out, ": %s %" PRId64,
			 streq(how, "killed") ? "killed by signal" : "exit status",
			 doc_get_int(end, "status", -1));
	if (doc_get_int(end, "line", 0))
		buf_addf(out, ", last at line %" PRId64 ": %.120s", doc_get_int(end, "line", 0),
			 text_of(end, "at"));
	buf_add(out, "\n");
	for (size_t i = 0; i < doc_count(lines); i++)
		buf_addf(out, "         | %.160s\n", doc_string(doc_at(lines, i)));
}

static void add_turns(const struct doc *d, struct buf *out)
{
	int64_t at = doc_get_int(doc_get(d, "end"), "line", 0);
	const struct doc *list = doc_get(d, "turns");
	bool any = false;

	for (size_t i = 0; i < doc_count(list); i++) {
		const struct doc *row = doc_at(list, i);
		bool through = streq(text_of(row, "verdict"), "went-through");

		if (!doc_get_bool(row, "further", false) && at == doc_get_int(row, "line", 0))
			continue;
		any = true;
		if (!doc_get_bool(row, "further", false)) {
			buf_addf(out,
				 "         with %s in os-release it ends at line %" PRId64 "\n",
				 text_of(row, "change"), doc_get_int(row, "line", 0));
			continue;
		}
		buf_addf(out, "         with %s in os-release it %s\n", text_of(row, "change"),
			 through ? "goes through" : "gets as far as to fetch or to install");
	}
	if (doc_count(list) && !any)
		buf_add(out, "         another ID (fedora, rhel) makes no difference\n");
}

void certify_script_text(const struct doc *d, bool colour, struct buf *out)
{
	const struct doc *script = doc_get(d, "script"), *image = doc_get(d, "image");
	const struct doc *remarks = doc_get(d, "remarks"), *to = doc_get(d, "connections");

	buf_addf(out, "script   %s (sha256 %.16s...)\n", text_of(script, "name"),
		 text_of(script, "sha256"));
	buf_addf(out, "image    %s (ID=%s, VERSION_ID=%s)\n", text_of(image, "PRETTY_NAME"),
		 text_of(image, "ID"), text_of(image, "VERSION_ID"));
	add_verdict(d, colour, out);
	add_turns(d, out);
	for (size_t i = 0; i < doc_count(remarks); i++)
		buf_addf(out, "         %s\n", doc_string(doc_at(remarks, i)));
	add_list(d, "identity", "what it looked at to know the system, in this order", "path", out);
	add_list(d, "tests", "which way it went", "text", out);
	add_list(d, "downloads", "what it would have fetched", "url", out);
	add_list(d, "changes", "what it would have installed or changed", "command", out);
	for (size_t i = 0; i < doc_count(to); i++)
		buf_addf(out, "%s              %s\n",
			 i ? "" : "\naddresses it tried itself; there is no network\n",
			 doc_string(doc_at(to, i)));
}
