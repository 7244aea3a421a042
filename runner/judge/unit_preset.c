/* SPDX-License-Identifier: MIT */
/* Presets of systemd: systemd.preset(5), src/shared/install.c. */
#include <fnmatch.h>

#include "judge/config.h"
#include "judge/unit_file.h"

/* Is this boot to be the first one?  machine-id(5), "First Boot Semantics". */
static int first_boot(struct evidence *ev, struct findings *findings)
{
	static const char path[] = "/etc/machine-id";
	static const char raw[] = "uninitialized";
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (evidence_text(ev, &text, "SELECT content FROM text WHERE path = ?1", path))
		return strncmp(buf_str(&text), raw, sizeof(raw) - 1) == 0;
	c = cursor_open(ev, "SELECT 1 FROM file WHERE path = ?1", 1, (const char *[]){ path });
	if (cursor_next(&c))
		return 0; /* the text of an id of its own is never kept */
	if (evidence_complete(ev) & EVIDENCE(CONFIG))
		return 1;
	finding_missing(findings, "it is not known whether there is a %s", path);
	return -1;
}

/* "enable NAME [INSTANCE ...]": does this line speak of the unit? */
static bool line_names(const char *glob, const char *instances, const char *name,
		       struct arena *arena)
{
	const char *template = unit_template(arena, name);
	const char *at = strchr(name, '@');
	size_t length;

	if (fnmatch(glob, name, FNM_NOESCAPE) == 0)
		return true;
	if (!template || !at || fnmatch(glob, template, FNM_NOESCAPE) != 0)
		return false;
	length = strcspn(at + 1, ".");
	while (*(instances += strspn(instances, " \t"))) {
		size_t n = strcspn(instances, " \t");

		if (n == length && strncmp(instances, at + 1, n) == 0)
			return true;
		instances += n;
	}
	return false;
}

/* 1: enable, 0: disable or ignore, -1: it does not speak of the unit. */
static int judge_line(const char *line, const char *name, struct arena *arena)
{
	AUTO(buf) struct buf glob = BUF_INIT(BUF_LINE);
	size_t verb = strcspn(line, " \t");
	const char *rest = line + verb + strspn(line + verb, " \t");
	size_t n = strcspn(rest, " \t");

	if (config_is_comment(line) || n == 0)
		return -1;
	buf_addn(&glob, rest, n);
	if (!line_names(buf_str(&glob), rest + n, name, arena))
		return -1;
	if (verb == 6 && strncmp(line, "enable", verb) == 0)
		return 1;
	if ((verb == 7 && strncmp(line, "disable", verb) == 0) ||
	    (verb == 6 && strncmp(line, "ignore", verb) == 0))
		return 0;
	return -1; /* systemd says so in the journal, and passes over it */
}

static int judge_file(struct evidence *ev, const char *file, const char *name, struct arena *arena,
		      const char **place, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(ev, file, &text, findings) < 0)
		return -2;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		int says = judge_line(buf_str(&line), name, arena);

		if (says < 0)
			continue;
		*place = arena_printf(arena, "%s:%u", file, lines.number);
		return says;
	}
	return -1;
}

int unit_preset_enables(struct evidence *ev, const char *name, struct arena *arena,
			const char **place, struct findings *findings)
{
	static const char *const items[] = { "/etc/systemd/system-preset",
					     "/run/systemd/system-preset",
					     "/usr/local/lib/systemd/system-preset",
					     "/usr/lib/systemd/system-preset" };
	const struct text_list folders = { .items = items, .count = ARRAY_SIZE(items) };
	struct text_list files;
	int says = first_boot(ev, findings);

	*place = NULL;
	if (says <= 0)
		return says;
	if (!config_matching(ev, &folders, "*.preset", arena, &files, findings))
		return -1;
	for (size_t i = 0; i < files.count; i++) {
		says = judge_file(ev, files.items[i], name, arena, place, findings);
		if (says != -1)
			return says == -2 ? -1 : says;
	}
	return 1;
}
