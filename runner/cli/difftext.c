/* SPDX-License-Identifier: MIT */
#include "cli/difftext.h"

#include "judge/abi/rules.h"
#include "version.h"

struct doc *difftext_doc(struct doc **changes, struct doc **unchecked)
{
	struct doc *d = doc_object();
	struct doc *tool;

	doc_set_text(d, "schema", "azlcts-diff-1");
	doc_set_text(d, "aspect", "abi");
	tool = doc_set(d, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	doc_set(d, "unreadable", doc_list());
	*changes = doc_set(d, "changes", doc_list());
	*unchecked = doc_set(d, "unchecked", doc_list());
	return d;
}

static const char *severity_colour(const char *severity)
{
	if (streq(severity, severity_names[SEVERITY_BREAK]))
		return "\033[31m";
	return streq(severity, severity_names[SEVERITY_RISK]) ? "\033[33m" : "";
}

static void add_change(const struct doc *c, bool colour, struct buf *out)
{
	const char *severity = doc_get_text(c, "severity");
	const char *symbol = doc_get_text(c, "symbol");
	const char *version = doc_get_text(c, "version");
	const char *consumer = doc_get_text(c, "consumer");
	const char *declared = doc_get_text(c, "declared");
	long long others = doc_get_int(c, "consumers", 0) - 1;

	buf_addf(out, "  %s  %s%-6s%s  ", doc_get_text(c, "rule"),
		 colour ? severity_colour(severity) : "", severity, colour ? "\033[0m" : "");
	if (symbol || version)
		buf_addf(out, "%s%s%s: ", symbol ? symbol : "", version ? "@" : "",
			 version ? version : "");
	buf_add(out, doc_get_text(c, "detail"));
	if (consumer && others > 0)
		buf_addf(out, "; felt by %s and %lld more", consumer, others);
	else if (consumer)
		buf_addf(out, "; felt by %s", consumer);
	if (declared)
		buf_addf(out, "; declared: %s", declared);
	buf_addc(out, '\n');
}

static void add_changes(const struct doc *changes, bool colour, struct buf *out)
{
	const char *last = NULL;

	for (size_t i = 0; i < doc_count(changes); i++) {
		const struct doc *c = doc_at(changes, i);
		const char *object = doc_get_text(c, "object");

		if (!streq(object, last))
			buf_addf(out, "%s%s%s%s\n", last ? "\n" : "", colour ? "\033[1m" : "",
				 object, colour ? "\033[0m" : "");
		last = object;
		add_change(c, colour, out);
	}
	if (last)
		buf_addc(out, '\n');
}

static void add_count(struct buf *out, const struct doc *tally, const char *key, const char *one,
		      const char *many)
{
	long long n = doc_get_int(tally, key, 0);

	buf_addf(out, ", %lld %s", n, n == 1 ? one : many);
}

void difftext(const struct doc *diff, bool colour, struct buf *out)
{
	const struct doc *tally = doc_get(diff, "tally");
	const struct doc *unread = doc_get(diff, "unreadable");
	long long objects = doc_get_int(tally, "objects", 0);
	long long unchecked = doc_get_int(tally, "unchecked", 0);
	AUTO(buf) struct buf counts = BUF_INIT(BUF_LINE);

	add_changes(doc_get(diff, "changes"), colour, out);
	for (size_t i = 0; i < doc_count(unread); i++)
		buf_addf(out, "not compared: %s: %s: %s\n", doc_get_text(doc_at(unread, i), "side"),
			 doc_get_text(doc_at(unread, i), "object"),
			 doc_get_text(doc_at(unread, i), "reason"));
	if (objects == 0) {
		buf_add(out, "nothing was compared: no ELF file stands in both\n");
		return;
	}
	add_count(&counts, tally, "break", "break", "breaks");
	add_count(&counts, tally, "risk", "risk", "risks");
	add_count(&counts, tally, "policy", "policy", "policy");
	add_count(&counts, tally, "info", "info", "info");
	if (doc_get_int(tally, "declared", 0))
		add_count(&counts, tally, "declared", "declared", "declared");
	buf_addf(out, "%lld ELF %s compared: %s", objects, objects == 1 ? "file" : "files",
		 buf_str(&counts) + 2);
	if (unchecked)
		buf_addf(out, "; types of %lld %s not checked", unchecked,
			 unchecked == 1 ? "library" : "libraries");
	buf_addf(out, "\n%s\n", doc_get_text(diff, "verdict"));
}
