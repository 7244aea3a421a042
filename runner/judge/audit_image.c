/* SPDX-License-Identifier: MIT */
#include "judge/audit_image.h"

#include "base/str.h"
#include "judge/config.h"
#include "judge/sudoers.h"

bool audit_said(struct evidence *ev, const char *argv, struct buf *out, struct findings *findings)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT end, code, output, errors FROM command WHERE argv = ?1", 1, &argv);

	if (!cursor_next(&c))
		return false;
	if (streq(cursor_text(&c, 0), "exited") && cursor_int(&c, 1) == 0) {
		buf_add(out, cursor_text(&c, 2));
		return true;
	}
	finding_unchecked(findings, argv, "the rules that run are not known: it %s, %lld: %s",
			  cursor_text(&c, 0), (long long)cursor_int(&c, 1), cursor_text(&c, 3));
	return false;
}

bool audit_said_enabled(struct evidence *ev, struct buf *out, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };

	if (!audit_said(ev, "/usr/bin/sh -c " AUDIT_STATE, &text, findings))
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		if (!starts_with(buf_str(&line), "enabled "))
			continue;
		buf_add(out, buf_str(&line) + strlen("enabled "));
		return true;
	}
	return false;
}

const char *audit_sudo_log(struct evidence *ev, struct arena *arena, struct findings *findings)
{
	AUTO(sudoers) struct sudoers s = { 0 };
	const struct sudoers_default *last = NULL;
	const char *path;

	if (!sudoers_read(&s, ev)) {
		finding_error(findings, "no memory for sudoers");
		return NULL;
	}
	if (s.why) {
		finding_error(findings, "%s", s.why);
		return NULL;
	}
	for (size_t i = 0; i < s.defaults_count; i++)
		if (streq(s.defaults[i].name, "logfile") && !s.defaults[i].scope)
			last = &s.defaults[i];
	if (!last || last->negated || !last->value || *last->value != '/') {
		finding_fail(findings, "sudo: logfile", "a log of sudo, whose changes are recorded",
			     "%s", last ? "set to no file" : "not set");
		return NULL;
	}
	path = arena_strdup(arena, last->value);
	if (!path)
		finding_error(findings, "no memory for a path");
	return path;
}

bool audit_syscall_exists(struct evidence *ev, const char *name, bool of_64_bits)
{
	static const char *const old[] = { "open",   "creat",  "chmod",	 "chown",
					   "lchown", "unlink", "rename", "query_module" };
	AUTO(buf) struct buf machine = BUF_INIT(BUF_LINE);
	bool is_old = false;

	for (size_t i = 0; i < ARRAY_SIZE(old); i++)
		is_old = is_old || streq(old[i], name);
	if (!is_old || !of_64_bits)
		return true;
	if (!evidence_text(ev, &machine, "SELECT value FROM kernel WHERE key = ?1", "machine"))
		evidence_text(ev, &machine, "SELECT arch FROM package WHERE name = ?1", "glibc");
	return !streq(buf_str(&machine), "aarch64");
}
