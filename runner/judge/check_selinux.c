/* SPDX-License-Identifier: MIT */
/*
 * Three sources, of which each may make the mode another: the file, the command line, which comes
 * before it (libselinux, selinux_init_load_policy()), and what runs.  The worst counts.
 */
#include <stdio.h>
#include <strings.h>

#include "judge/boot_entries.h"
#include "judge/config.h"
#include "model/kind.h"

struct selinux_args {
	struct text_list mode;
};

static const char *const modes[] = { "disabled", "enforcing", "permissive", NULL };

static const struct field fields[] = {
	{ .key = "mode",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct selinux_args, mode, struct text_list),
	  .help = "the modes it may be in, by /etc/selinux/config, by every boot entry, and now",
	  .words = modes,
	  .required = true },
	{ 0 },
};

static const char config_path[] = "/etc/selinux/config";

struct judging {
	const struct selinux_args *args;
	struct findings *out;
	struct buf expected;
};

static void judging_release(struct judging *j)
{
	buf_release(&j->expected);
}

static void judge_mode(struct judging *j, const char *place, const char *mode)
{
	bool running = streq(place, "running");

	finding_setting(j->out, &(struct setting_fact){ .object = "selinux",
							.set = running ? NULL : mode,
							.place = place,
							.effective = running ? NULL : mode,
							.running = running ? mode : NULL });
	if (text_list_has(&j->args->mode, mode))
		finding_pass(j->out, place, "%s", mode);
	else
		finding_fail(j->out, place, buf_str(&j->expected), "%s", mode);
}

/*
 * The first line that begins with one of the three words, in any case, whatever stands behind it
 * (libselinux, selinux_getenforcemode()): "SELINUX=permissive # for now".  NULL: none does.
 */
static const char *mode_of(const char *text, unsigned *number)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	const char *line;
	size_t len;

	for (*number = 1; str_line(&text, &line, &len); (*number)++) {
		static const char key[] = "SELINUX=";

		if (len < strlen(key) || memcmp(line, key, strlen(key)) != 0)
			continue;
		buf_clear(&value);
		buf_addn(&value, line + strlen(key), len - strlen(key));
		for (size_t i = 0; modes[i]; i++) {
			const char *word = buf_str(&value);

			word += strspn(word, " \t\r\v\f");
			if (strncasecmp(word, modes[i], strlen(modes[i])) == 0)
				return modes[i];
		}
	}
	return NULL;
}

/* NULL: `out` has been told why there is none. */
static const char *judge_config(struct judging *j, struct evidence *ev)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int there = config_text(ev, config_path, &text, j->out);
	char place[64];
	const char *mode;
	unsigned number;

	if (there < 0)
		return NULL;
	mode = there ? mode_of(buf_str(&text), &number) : NULL;
	if (!mode) {
		finding_fail(j->out, config_path, buf_str(&j->expected),
			     there ? "no line SELINUX=" : "not there");
		return NULL;
	}
	snprintf(place, sizeof(place), "%s:%u", config_path, number);
	judge_mode(j, place, mode);
	return mode;
}

/* Is one of the words between the commas "selinux"? */
static bool has_selinux(const char *list)
{
	while (*list) {
		size_t n = strcspn(list, ",");

		if (n == strlen("selinux") && strncmp(list, "selinux", n) == 0)
			return true;
		list += n + (list[n] == ',');
	}
	return false;
}

/* The mode that an entry leads to, with what the file says. */
static const char *mode_by_entry(const struct boot_entry *e, const char *config,
				 struct arena *arena)
{
	const char *selinux = boot_entry_word(e, "selinux", arena);
	const char *enforcing = boot_entry_word(e, "enforcing", arena);
	const char *lsm = boot_entry_word(e, "lsm", arena);
	const char *security = boot_entry_word(e, "security", arena);

	if ((selinux && streq(selinux, "0")) || streq(config, "disabled") ||
	    (lsm && !has_selinux(lsm)) || (!lsm && security && !streq(security, "selinux")))
		return "disabled";
	if (!enforcing)
		return config;
	return streq(enforcing, "0") ? "permissive" : "enforcing";
}

static bool judge_entries(struct judging *j, const char *config, struct evidence *ev)
{
	AUTO(arena) struct arena arena = { 0 };
	struct boot_entries entries;

	if (!boot_entries_read(ev, &arena, &entries, j->out))
		return false;
	for (size_t i = 0; i < entries.count; i++)
		if (!entries.items[i].running)
			judge_mode(j, entries.items[i].place,
				   mode_by_entry(&entries.items[i], config, &arena));
	return true;
}

/* selinuxfs is there when a policy is loaded; without it the list of modules tells. */
static void judge_running(struct judging *j, struct evidence *ev)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	static const char sql[] = "SELECT value FROM kernel WHERE key = ?1";

	if (evidence_text(ev, &value, sql, "selinux_enforce"))
		judge_mode(j, "running", streq(buf_str(&value), "1") ? "enforcing" : "permissive");
	else if (evidence_text(ev, &value, sql, "lsm"))
		judge_mode(j, "running", "disabled");
	else
		finding_missing(j->out, "the running kernel does not say whether it has SELinux");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(judging)
	struct judging j = { .args = args, .out = out, .expected = BUF_INIT(BUF_LINE) };
	const struct selinux_args *a = args;
	const char *config;

	for (size_t i = 0; i < a->mode.count; i++)
		buf_addf(&j.expected, "%s%s", i ? " or " : "", a->mode.items[i]);
	config = judge_config(&j, ev);
	if (config && !judge_entries(&j, config, ev))
		return;
	if (evidence_complete(ev) & EVIDENCE(KERNEL))
		judge_running(&j, ev);
}

const struct check_kind check_selinux = {
	.name = "selinux",
	.summary = "SELinux is in this mode, by its file, by every boot entry and now",
	.example = "{mode: [enforcing, permissive]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(KERNEL),
	.args_size = sizeof(struct selinux_args),
	.fields = fields,
	.evaluate = evaluate,
};
