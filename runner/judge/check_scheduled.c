/* SPDX-License-Identifier: MIT */
/*
 * Something is run again and again: a timer of systemd that starts at boot, or a line of cron.
 *
 * Source: systemd.timer(5); crontab(5): five fields of time or one @word, in the system's own files
 * a user, then the command; an '=' before that sets a variable.  Of /etc/cron.daily and its kind
 * the contents of the scripts count.
 */
#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"
#include "judge/pattern.h"
#include "judge/unit_file.h"
#include "model/kind.h"

struct scheduled_args {
	struct text_list timers;
	const char *command;
};

static const struct field fields[] = {
	{ .key = "command",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct scheduled_args, command, const char *),
	  .help = "what a line of cron, or of a script that cron runs, has to match; comments are "
		  "none",
	  .required = true },
	{ .key = "timers",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct scheduled_args, timers, struct text_list),
	  .help = "globs of names of timers, one of which is enough",
	  .required = true },
	{ 0 },
};

static const char *const cron_files[] = {
	"/etc/crontab",	     "/etc/anacrontab",	   "/etc/cron.d/*",	  "/etc/cron.hourly/*",
	"/etc/cron.daily/*", "/etc/cron.weekly/*", "/etc/cron.monthly/*", "/var/spool/cron/*",
};

/* True: found, or an error was said. */
static bool timer_runs(const struct scheduled_args *a, struct evidence *ev, struct arena *arena,
		       struct findings *out)
{
	struct text_list found;

	for (size_t i = 0; i < unit_folders.count; i++) {
		const char *all = arena_printf(arena, "%s/*.timer", unit_folders.items[i]);

		if (!all || !image_glob(ev, all, arena, &found)) {
			finding_error(out, "timers could not be listed");
			return true;
		}
		for (size_t j = 0; j < found.count; j++) {
			const char *name = fs_basename(found.items[j]);
			struct unit_file unit;

			if (!image_matches(&a->timers, name))
				continue;
			if (!unit_file_find(ev, name, arena, &unit, out))
				return true;
			if (!unit_in_use(&unit))
				continue;
			finding_pass(out, name, "%s (%s)", unit_use_names[unit.use],
				     unit.by ? unit.by : found.items[j]);
			return true;
		}
	}
	return false;
}

/* "NAME = value" of a crontab is a variable: no line of time has an '=' before its first blank. */
static bool is_variable(const char *line)
{
	size_t n = strcspn(line, " \t=");

	return *line != '*' && line[n + strspn(line + n, " \t")] == '=';
}

/* -1: an error, or missing, was said. */
static int cron_file(const struct pattern *command, struct evidence *ev, const char *path,
		     struct findings *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	int there = config_text(ev, path, &text, out);

	lines.rest = buf_str(&text);
	while (there > 0 && config_line(&lines, false, &line)) {
		if (config_is_comment(buf_str(&line)) || is_variable(buf_str(&line)) ||
		    !pattern_matches(command, buf_str(&line)))
			continue;
		finding_pass(out, path, "line %u: %s", lines.number, buf_str(&line));
		return 1;
	}
	if (line.failed) {
		finding_error(out, "a line of %s is too long to be read", path);
		return -1;
	}
	return there < 0 ? -1 : 0;
}

/* A line of cron is run where something runs cron. */
static bool cron_runs(struct evidence *ev, struct arena *arena, struct findings *out)
{
	static const char *const units[] = { "crond.service", "cron.service" };

	for (size_t i = 0; i < ARRAY_SIZE(units); i++) {
		struct unit_file unit;

		if (!unit_file_find(ev, units[i], arena, &unit, out))
			return false;
		if (unit_in_use(&unit))
			return true;
	}
	return false;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct scheduled_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	AUTO(pattern) struct pattern command = PATTERN_INIT;
	struct text_list found;

	if (!pattern_init(&command, a->command, out) || timer_runs(a, ev, &arena, out))
		return;
	for (size_t i = 0; i < ARRAY_SIZE(cron_files) && cron_runs(ev, &arena, out); i++) {
		if (!image_glob(ev, cron_files[i], &arena, &found)) {
			finding_error(out, "%s could not be expanded", cron_files[i]);
			return;
		}
		for (size_t j = 0; j < found.count; j++)
			if (cron_file(&command, ev, found.items[j], out) != 0)
				return;
	}
	finding_fail(out, a->timers.count ? a->timers.items[0] : "cron",
		     "run by a timer or by cron",
		     "no such timer starts at boot, and no line of a cron that runs matches %s",
		     a->command);
}

const struct check_kind check_scheduled = {
	.name = "scheduled",
	.summary = "A timer that starts at boot, or a line of cron, runs it again and again",
	.example = "{timers: [\"aide*.timer\"], command: \"aide.*--check\"}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct scheduled_args),
	.fields = fields,
	.evaluate = evaluate,
};
