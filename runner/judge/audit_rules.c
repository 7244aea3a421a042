/* SPDX-License-Identifier: MIT */
/* Which files audit rules come from, and in which order their lines are loaded. */
#include "judge/audit_rules.h"

#include <ctype.h>
#include <stdlib.h>

#include "judge/config.h"
#include "judge/image.h"

static const char folder[] = "/etc/audit/rules.d";
static const char generated[] = "/etc/audit/audit.rules";
static const char carriage_return[] = "\\x0d"; /* as the evidence has it; augenrules drops it */

/* One line that stays for later. */
struct kept {
	char *line;
	char *place;
};

struct merge {
	struct audit_rules *out;
	struct evidence *ev;
	struct kept *rest;
	size_t count;
	size_t room;
	struct kept d, b, f, e; /* the last of each */
};

static void keep(struct merge *m, struct kept *to, const char *line, const char *place)
{
	to->line = arena_strdup(&m->out->arena, line);
	to->place = arena_strdup(&m->out->arena, place);
	m->out->failed = m->out->failed || !to->line || !to->place;
}

static void keep_rest(struct merge *m, const char *line, const char *place)
{
	if (m->count == m->room) {
		size_t room = m->room ? m->room * 2 : 64;
		struct kept *more = arena_alloc(&m->out->arena, room * sizeof(*more));

		if (!more) {
			m->out->failed = true;
			return;
		}
		if (m->count)
			memcpy(more, m->rest, m->count * sizeof(*more));
		m->rest = more;
		m->room = room;
	}
	keep(m, &m->rest[m->count++], line, place);
}

/* As the awk script of augenrules sorts them. */
static void merge_line(struct merge *m, const char *line, const char *place)
{
	if (starts_with(line, "-e"))
		keep(m, &m->e, line, place);
	else if (streq(line, "-D"))
		keep(m, &m->d, line, place);
	else if (starts_with(line, "-f"))
		keep(m, &m->f, line, place);
	else if (starts_with(line, "-b"))
		keep(m, &m->b, line, place);
	else
		keep_rest(m, line, place);
}

static bool read_file(struct merge *m, const char *path, bool merged, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf place = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };

	if (config_text(m->ev, path, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		if (line.failed) {
			finding_error(findings, "%s:%u: too long to be read", path, lines.number);
			return false;
		}
		if (ends_with(buf_str(&line), carriage_return))
			line.data[line.len -= strlen(carriage_return)] = '\0';
		if (line.len == 0 || line.data[0] == '#')
			continue;
		buf_clear(&place);
		buf_addf(&place, "%s:%u", path, lines.number);
		if (merged)
			merge_line(m, buf_str(&line), buf_str(&place));
		else
			audit_rules_add(m->out, m->ev, buf_str(&place), buf_str(&line));
	}
	return true;
}

/* `ls -1v`: numbers within names by their size. */
static int by_version(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strverscmp(*x, *y);
}

static void add_kept(struct merge *m, const struct kept *k)
{
	if (k->line && k->place)
		audit_rules_add(m->out, m->ev, k->place, k->line);
}

static bool read_folder(struct merge *m, struct findings *findings)
{
	struct text_list files = { 0 };
	const char **sorted;

	if (!image_glob(m->ev, "/etc/audit/rules.d/*.rules", &m->out->arena, &files)) {
		finding_error(findings, "no memory for %s", folder);
		return false;
	}
	sorted = arena_alloc(&m->out->arena, (files.count + 1) * sizeof(*sorted));
	if (!sorted) {
		finding_error(findings, "no memory for %s", folder);
		return false;
	}
	if (files.count)
		memcpy(sorted, files.items, files.count * sizeof(*sorted));
	qsort(sorted, files.count, sizeof(*sorted), by_version);
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(m, sorted[i], true, findings))
			return false;
	add_kept(m, &m->d);
	add_kept(m, &m->b);
	add_kept(m, &m->f);
	for (size_t i = 0; i < m->count; i++)
		add_kept(m, &m->rest[i]);
	add_kept(m, &m->e);
	return true;
}

/* Does a line of this unit run that program?  What is commented out does not count. */
static bool unit_runs(struct evidence *ev, const char *path, const char *program, bool *there)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };

	if (image_text(ev, path, &text) != IMAGE_TEXT_READ)
		return false;
	*there = true;
	lines.rest = buf_str(&text);
	while (config_line(&lines, true, &line))
		if (starts_with(buf_str(&line), "Exec") && strstr(buf_str(&line), program))
			return true;
	return false;
}

/* Who loads them: audit-rules.service, or auditd.service before audit 4, by augenrules or not. */
static bool are_merged(struct evidence *ev)
{
	static const char *const units[] = {
		"/etc/systemd/system/audit-rules.service",
		"/etc/systemd/system/auditd.service",
		"/usr/lib/systemd/system/audit-rules.service",
		"/usr/lib/systemd/system/auditd.service",
	};
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	bool directly = false;
	bool there = false;

	if (!image_real_path(ev, folder, &real))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		if (unit_runs(ev, units[i], "augenrules", &there))
			return true;
		directly = directly || unit_runs(ev, units[i], "auditctl -R", &there);
	}
	return !directly;
}

bool audit_rules_written(struct audit_rules *out, struct evidence *ev, struct findings *findings)
{
	struct merge m = { .out = out, .ev = ev };
	bool merged = are_merged(ev);
	bool good;

	out->source = merged ? folder : generated;
	good = merged ? read_folder(&m, findings) : read_file(&m, generated, false, findings);
	if (good && out->failed) {
		finding_error(findings, "no memory for the audit rules, or too many of them");
		good = false;
	}
	return good;
}

void audit_rules_listed(struct audit_rules *out, struct evidence *ev, const char *text)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct config_lines lines = { .rest = text };

	out->source = "auditctl -l";
	while (config_line(&lines, false, &line))
		if (line.len && line.data[0] == '-')
			audit_rules_add(out, ev, "loaded", buf_str(&line));
}

void audit_rules_release(struct audit_rules *r)
{
	arena_release(&r->arena);
}
