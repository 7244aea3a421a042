/* SPDX-License-Identifier: MIT */
/*
 * What only programs can say in the guest: rules of the packet filter, what SELinux denied, and
 * set-id files where no collector looks.
 *
 * No program that lists the rules is not "no rules": only a kernel without nf_tables and ip_tables
 * has none for sure.  An answer that was cut off, or an error, makes the class unknown.
 */
#include <ctype.h>
#include <stdlib.h>

#include "scenario/footprint.h"
#include "scenario/footprint_facts.h"

enum { LINES_MAX = 8192, LINE_LONGEST = 1024, DEPTH_MAX = 8 };

#define NFT	  "nft", "list", "ruleset"
#define FIREWALLD "firewall-cmd", "--list-all"
#define JOURNAL	  "journalctl", "-b", "-q", "-o", "cat", "--no-pager", "-g", "avc: *denied"
#define AUSEARCH  "ausearch", "--input-logs", "-m", "AVC,USER_AVC", "-ts", "boot", "--raw"

static const char *const nft[] = { NFT, NULL };
static const char *const firewalld[] = { FIREWALLD, NULL };
static const char *const journal[] = { JOURNAL, NULL };
static const char *const ausearch[] = { AUSEARCH, NULL };
static const char *const set_id[] = { "azlcts-probe", "set-id", NULL };
const char *const *const footprint_commands[] = { nft, firewalld, journal, ausearch, set_id, NULL };

enum answer_state { ANSWER_NONE, ANSWER_GIVEN, ANSWER_BROKEN };

struct answer {
	enum answer_state state;
	int64_t code;
	struct buf output;
	struct buf errors;
};

static void answer_release(struct answer *a)
{
	buf_release(&a->output);
	buf_release(&a->errors);
}

#define ANSWER_INIT                                                          \
	{                                                                    \
		.output = BUF_INIT(128 << 10), .errors = BUF_INIT(128 << 10) \
	}

/* No row: nobody asked.  So it is not known either. */
static void look_up(struct evidence *ev, const char *const *argv, struct answer *a)
{
	static const char sql[] = "SELECT end, code, output, errors FROM command WHERE argv = ?1 "
				  "ORDER BY end, code, output LIMIT 1";
	AUTO(buf) struct buf words = BUF_INIT(BUF_LINE);

	for (size_t i = 0; argv[i]; i++)
		buf_addf(&words, "%s%s", i ? " " : "", argv[i]);

	AUTO(cursor)
	struct cursor c = cursor_open(ev, sql, 1, (const char *[]){ buf_str(&words) });

	a->state = ANSWER_BROKEN;
	if (!cursor_next(&c))
		return;
	if (streq(cursor_text(&c, 0), "not-found")) {
		a->state = ANSWER_NONE;
		return;
	}
	if (!streq(cursor_text(&c, 0), "exited"))
		return;
	a->state = ANSWER_GIVEN;
	a->code = cursor_int(&c, 1);
	buf_add(&a->output, cursor_text(&c, 2));
	buf_add(&a->errors, cursor_text(&c, 3));
}

static bool is_silent(const struct answer *a)
{
	return a->output.len == 0 && a->errors.len == 0;
}

static void give_up(struct class_facts *f, const char *why)
{
	f->unknown = true;
	f->why = why;
}

/* At most LINES_MAX: what is more makes the class unknown. */
static int add_line(struct class_facts *f, const char *text, struct error *err)
{
	size_t len = strlen(text);
	char *line = arena_strndup(&f->arena, text, len < LINE_LONGEST ? len : LINE_LONGEST);

	if (!line)
		return error_memory(err);
	if (f->lines_count == LINES_MAX)
		give_up(f, "more lines than are looked at");
	else
		f->lines[f->lines_count++] = line;
	return 0;
}

/* Numbers after these words are of this boot, and `n` stands for each. */
static void add_steady(struct buf *out, const char *s, size_t len, const char *const *words)
{
	const char *end = s + len;

	while (s < end) {
		size_t n = 0;

		for (size_t i = 0; words[i] && !n; i++)
			if ((size_t)(end - s) > strlen(words[i]) && starts_with(s, words[i]) &&
			    isdigit((unsigned char)s[strlen(words[i])]))
				n = strlen(words[i]);
		if (n) {
			buf_addn(out, s, n);
			buf_addc(out, 'n');
			for (s += n; s < end && isdigit((unsigned char)*s); s++)
				;
		} else {
			buf_addc(out, *s++);
		}
	}
}

/* --- the packet filter --- */

/* "table inet filter / chain input / tcp dport 22 accept" */
static int add_rules(struct class_facts *f, const char *text, struct error *err)
{
	static const char *const counters[] = { "packets ", "bytes ", "# handle ", "expires ",
						NULL };
	AUTO(buf) struct buf at = BUF_INIT(BUF_TEXT);
	size_t starts[DEPTH_MAX + 1] = { 0 };
	size_t depth = 0;
	const char *line;
	size_t len;
	int ret = 0;

	while (!ret && str_line(&text, &line, &len)) {
		for (; len && isspace((unsigned char)*line); len--)
			line++;
		if (len == 1 && *line == '}') {
			depth -= depth > 0;
			at.len = starts[depth];
			if (at.data)
				at.data[at.len] = '\0';
			continue;
		}
		if (!len || *line == '#')
			continue;
		starts[depth] = at.len;
		if (at.len)
			buf_add(&at, " / ");
		if (line[len - 1] == '{' && depth < DEPTH_MAX) {
			add_steady(&at, line, len - 1, counters);
			while (at.len && at.data[at.len - 1] == ' ')
				at.data[--at.len] = '\0';
			ret = add_line(f, buf_str(&at), err);
			depth++;
			continue;
		}
		add_steady(&at, line, len, counters);
		ret = at.failed ? error_memory(err) : add_line(f, buf_str(&at), err);
		at.len = starts[depth];
		if (at.data)
			at.data[at.len] = '\0';
	}
	return ret;
}

static bool filter_in_kernel(struct evidence *ev)
{
	static const char sql[] =
		"SELECT 1 FROM module WHERE name IN ('nf_tables', 'ip_tables', 'ip6_tables', "
		"'ebtables') UNION ALL SELECT 1 FROM kernel_module WHERE builtin = 1 AND name IN "
		"('nf_tables', 'ip_tables', 'ip6_tables', 'ebtables')";
	AUTO(buf) struct buf found = BUF_INIT(BUF_LINE);

	return evidence_text(ev, &found, sql, NULL);
}

static int add_zone(struct class_facts *f, const char *text, struct error *err)
{
	const char *line;
	size_t len;
	int ret = 0;

	while (!ret && str_line(&text, &line, &len)) {
		AUTO(buf) struct buf whole = BUF_INIT(BUF_TEXT);

		for (; len && isspace((unsigned char)*line); len--)
			line++;
		while (len && isspace((unsigned char)line[len - 1]))
			len--;
		if (!len)
			continue;
		buf_add(&whole, "firewalld: ");
		buf_addn(&whole, line, len);
		ret = add_line(f, buf_str(&whole), err);
	}
	return ret;
}

static int firewall(struct class_facts *f, struct evidence *ev, struct error *err)
{
	AUTO(answer) struct answer rules = ANSWER_INIT;
	AUTO(answer) struct answer zone = ANSWER_INIT;
	int ret = 0;

	look_up(ev, nft, &rules);
	look_up(ev, firewalld, &zone);
	if (rules.state == ANSWER_NONE && filter_in_kernel(ev))
		give_up(f, "the kernel has a packet filter, and there is no nft to list its rules");
	else if (rules.state == ANSWER_BROKEN ||
		 (rules.state == ANSWER_GIVEN && (rules.code != 0 || rules.errors.len)))
		give_up(f, "nft list ruleset gave no whole answer");
	if (rules.state == ANSWER_GIVEN)
		ret = add_rules(f, buf_str(&rules.output), err);
	/* Beside the rules: a daemon that does not run has nothing to say. */
	if (!ret && zone.state == ANSWER_GIVEN && zone.code == 0)
		ret = add_zone(f, buf_str(&zone.output), err);
	return ret;
}

/* --- denials --- */

static int add_denials(struct class_facts *f, const char *text, struct error *err)
{
	static const char *const numbers[] = { "pid=",	"ino=",	   "ppid=", "ses=",
					       "auid=", "serial=", "pid ",  NULL };
	const char *line;
	size_t len;
	int ret = 0;

	while (!ret && str_line(&text, &line, &len)) {
		AUTO(buf) struct buf whole = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf steady = BUF_INIT(BUF_TEXT);
		const char *avc;

		buf_addn(&whole, line, len);
		avc = strstr(buf_str(&whole), "avc:");
		if (!avc || !strstr(avc, "denied"))
			continue;
		add_steady(&steady, avc, strlen(avc), numbers);
		if (whole.failed || steady.failed)
			return error_memory(err);
		ret = add_line(f, buf_str(&steady), err);
	}
	return ret;
}

static int denials(struct class_facts *f, struct evidence *ev, struct error *err)
{
	AUTO(answer) struct answer logged = ANSWER_INIT;
	AUTO(answer) struct answer audited = ANSWER_INIT;
	int ret = 0;

	look_up(ev, journal, &logged);
	look_up(ev, ausearch, &audited);
	/* Both end with 1 when nothing fits. */
	if (logged.state != ANSWER_GIVEN ||
	    (logged.code != 0 && !(logged.code == 1 && is_silent(&logged))))
		give_up(f, "the journal could not be asked for denials");
	if (audited.state == ANSWER_BROKEN)
		give_up(f, "the audit log could not be asked for denials");
	if (logged.state == ANSWER_GIVEN)
		ret = add_denials(f, buf_str(&logged.output), err);
	if (!ret && audited.state == ANSWER_GIVEN)
		ret = add_denials(f, buf_str(&audited.output), err);
	return ret;
}

/* --- set-id files that no table has --- */

/* "TYPE MODE UID:GID CAPABILITIES PATH" as PATH, and its state behind the NUL. */
static int add_set_id(struct class_facts *f, const char *line, size_t len, struct error *err)
{
	const char *path = line;
	const char *caps = line;
	char *fact;

	for (unsigned i = 0; i < 4 && path; i++) {
		caps = path;
		path = memchr(path, ' ', len - (size_t)(path - line));
		path = path ? path + 1 : NULL;
	}
	if (!path || *path != '/' || f->lines_count == LINES_MAX) {
		give_up(f, "the list of set-id files cannot be read");
		return 0;
	}
	fact = arena_printf(&f->arena, "%.*s%c%.*s", (int)(len - (size_t)(path - line)), path, '\0',
			    (int)((starts_with(caps, "- ") ? caps : path) - line - 1), line);
	if (!fact)
		return error_memory(err);
	f->lines[f->lines_count++] = fact;
	return 0;
}

static int set_ids(struct class_facts *f, struct evidence *ev, struct error *err)
{
	AUTO(answer) struct answer found = ANSWER_INIT;
	const char *text;
	const char *line;
	size_t len;
	int ret = 0;

	f->with_state = true;
	look_up(ev, set_id, &found);
	text = buf_str(&found.output);
	if (found.state != ANSWER_GIVEN || found.code != 0)
		give_up(f, "set-id files that no table has could not be looked for");
	while (!ret && !f->unknown && str_line(&text, &line, &len))
		ret = add_set_id(f, line, len, err);
	return ret;
}

static int by_bytes(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *two = b;

	return strcmp(*one, *two);
}

int class_facts_of_answers(struct class_facts *f, enum footprint_class class, struct evidence *ev,
			   struct error *err)
{
	size_t kept = 0;
	int ret;

	f->of_answers = true;
	f->lines = arena_alloc(&f->arena, LINES_MAX * sizeof(*f->lines));
	if (!f->lines)
		return error_memory(err);
	ret = class == FOOTPRINT_FIREWALL ? firewall(f, ev, err)
	      : class == FOOTPRINT_SET_ID ? set_ids(f, ev, err)
					  : denials(f, ev, err);
	qsort(f->lines, f->lines_count, sizeof(*f->lines), by_bytes);
	for (size_t i = 0; i < f->lines_count; i++)
		if (kept == 0 || !streq(f->lines[kept - 1], f->lines[i]))
			f->lines[kept++] = f->lines[i];
	f->lines_count = kept;
	return ret;
}
