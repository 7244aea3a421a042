/* SPDX-License-Identifier: MIT */
#include "judge/mount_options.h"
#include "judge/mounted.h"
#include "judge/parts.h"
#include "model/kind.h"

struct mount_args {
	const char *target;
	struct text_list fstype;
	struct text_list options;
	struct text_list absent_options;
	const char *explicitly;
	int present;
};

static const char *const answers[] = { "recorded", "required", NULL };

static const struct field fields[] = {
	{ .key = "absent-options",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct mount_args, absent_options, struct text_list),
	  .help = "options it must not have; globs as size=*" },
	{ .key = "explicit",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct mount_args, explicitly, const char *),
	  .help = "judge what fstab(5) and units declare as well, and alone where nothing runs; "
		  "required: what the manager mounts by itself does not do",
	  .words = answers },
	{ .key = "fstype",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct mount_args, fstype, struct text_list),
	  .help = "file system types it may be" },
	{ .key = "options",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct mount_args, options, struct text_list),
	  .help = "options it has to have; globs as size=*" },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct mount_args, present, int),
	  .help = "false: nothing may be mounted there",
	  .fallback = "true" },
	{ .key = "target",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct mount_args, target, const char *),
	  .help = "mount point",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct mount_args *a = args;

	if (!a->present && (a->fstype.count || a->options.count || a->absent_options.count))
		return error_input(err, "present: false stands alone");
	return 0;
}

static void judge_mount(const struct mount_args *a, const char *fstype, const char *options,
			struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (a->fstype.count && !text_list_has(&a->fstype, fstype)) {
		buf_add(&expected, "file system ");
		for (size_t i = 0; i < a->fstype.count; i++)
			buf_addf(&expected, "%s%s", i ? " or " : "", a->fstype.items[i]);
		finding_fail(out, a->target, buf_str(&expected), "file system %s", fstype);
	}
	for (size_t i = 0; i < a->options.count; i++) {
		buf_clear(&expected);
		buf_addf(&expected, "option %s", a->options.items[i]);
		if (!mount_has_word(options, a->options.items[i]))
			finding_fail(out, a->target, buf_str(&expected), "%s", options);
	}
	for (size_t i = 0; i < a->absent_options.count; i++) {
		buf_clear(&expected);
		buf_addf(&expected, "not option %s", a->absent_options.items[i]);
		if (mount_has_word(options, a->absent_options.items[i]))
			finding_fail(out, a->target, buf_str(&expected), "%s", options);
	}
	finding_pass(out, a->target, "%s, %s", fstype, options);
}

/* Says whether something is mounted there; false: nothing is. */
static bool judge_running(const struct mount_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT fstype, options, source FROM mount WHERE target = ?1 ORDER BY 1, 2, 3",
		1, &a->target);
	size_t mounts = 0;

	/*
	 * Of several over one another the table cannot say which is on top: all have to be right,
	 * but for the automount that waits below (systemd.automount(5)).
	 */
	for (; cursor_next(&c); mounts++) {
		if (!a->present)
			finding_fail(out, a->target, "no mount", "%s is mounted there",
				     cursor_text(&c, 2));
		else if (!streq(cursor_text(&c, 0), "autofs") ||
			 text_list_has(&a->fstype, "autofs"))
			judge_mount(a, cursor_text(&c, 0), cursor_text(&c, 1), out);
		else
			mounts--;
	}
	return mounts > 0;
}

/* What the running table has, for the fact: of several, the first. */
static const char *running_options(const char *target, struct evidence *ev, struct buf *out)
{
	return evidence_text(ev, out,
			     "SELECT options FROM mount WHERE target = ?1 AND fstype <> 'autofs' "
			     "ORDER BY 1",
			     target)
		       ? buf_str(out)
		       : NULL;
}

static void say_setting(const struct mount_args *a, const struct mount_fact *fact,
			const char *running, struct findings *out)
{
	finding_setting(out,
			&(struct setting_fact){ .object = a->target,
						.set = fact->declared ? fact->options : NULL,
						.place = fact->place,
						.effective = fact->declared ? fact->options : NULL,
						.running = running,
						.losers = fact->losers });
}

static void judge_option(const struct mount_args *a, const struct mount_fact *fact,
			 const char *option, bool wanted, bool runs, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (mount_has_option(fact->options, option) == wanted)
		return;
	buf_addf(&expected, "%soption %s", wanted ? "" : "not ", option);
	finding_fail(out, a->target, buf_str(&expected), "%s, declared in %s%s", fact->options,
		     fact->place, runs ? ": so it is after the next boot" : "");
}

static bool own_mount_by_itself(const struct mount_fact *fact)
{
	return fact->place && *fact->place != '/';
}

static void judge_declared(const struct mount_args *a, const struct mount_fact *fact, bool runs,
			   struct findings *out)
{
	AUTO(buf) struct buf types = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < a->fstype.count; i++)
		buf_addf(&types, "%s%s", i ? " or " : "file system ", a->fstype.items[i]);
	/* fstab may leave the type to be found out */
	if (a->fstype.count && *fact->fstype && !streq(fact->fstype, "auto") &&
	    !text_list_has(&a->fstype, fact->fstype))
		finding_fail(out, a->target, buf_str(&types), "file system %s, declared in %s",
			     fact->fstype, fact->place);
	for (size_t i = 0; i < a->options.count; i++)
		judge_option(a, fact, a->options.items[i], true, runs, out);
	for (size_t i = 0; i < a->absent_options.count; i++)
		judge_option(a, fact, a->absent_options.items[i], false, runs, out);
	if (streq(a->explicitly, "required") && own_mount_by_itself(fact))
		finding_fail(out, a->target, "declared in fstab or by a unit", "%s by %s",
			     fact->options, fact->place);
	finding_pass(out, a->target, "%s, declared in %s", fact->options, fact->place);
}

/* Mounted, and nothing says by whom: a discovered partition, the initramfs, or somebody's hand. */
static void judge_undeclared(const struct mount_args *a, struct findings *out)
{
	bool asks = a->fstype.count || a->options.count || a->absent_options.count;

	if (streq(a->explicitly, "required"))
		finding_fail(out, a->target, "declared in fstab or by a unit",
			     "mounted, and declared nowhere");
	else if (asks && out->outcome != OUTCOME_FAIL)
		finding_missing(out,
				"%s is mounted, and declared nowhere: it is not known what it "
				"will be at the next boot",
				a->target);
}

static void judge_both(const struct mount_args *a, struct evidence *ev, bool live,
		       struct findings *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf running = BUF_INIT(BUF_TEXT);
	struct mount_fact fact;
	bool runs;

	if (!mount_declared(ev, a->target, &arena, &fact, out))
		return;
	say_setting(a, &fact, live ? running_options(a->target, ev, &running) : NULL, out);
	runs = live && judge_running(a, ev, out);
	if (!a->present && fact.declared)
		finding_fail(out, a->target, "no mount", "declared in %s", fact.place);
	else if (!a->present)
		finding_pass(out, a->target, "nothing is mounted there");
	else if (!fact.declared && !runs)
		finding_fail(out, a->target, "a mount of its own", "declared nowhere%s",
			     live ? ", and nothing is mounted there" : "");
	else if (!fact.declared)
		judge_undeclared(a, out);
	else
		judge_declared(a, &fact, runs, out);
	if (a->present && fact.declared && live && !runs &&
	    !mount_has_word(fact.options, "x-systemd.automount"))
		finding_fail(out, a->target, "what is declared is mounted",
			     "declared in %s, and nothing is mounted there", fact.place);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct mount_args *a = args;
	bool live = evidence_complete(ev) & EVIDENCE(MOUNTS);

	if (a->explicitly) {
		if (parts_ready(ev, EVIDENCE(CONFIG), out))
			judge_both(a, ev, live, out);
		return;
	}
	if (!parts_ready(ev, EVIDENCE(MOUNTS), out) || judge_running(a, ev, out))
		return;
	if (a->present)
		finding_fail(out, a->target, "a mount of its own", "nothing is mounted there");
	else
		finding_pass(out, a->target, "nothing is mounted there");
}

const struct check_kind check_mount = {
	.name = "mount",
	.summary =
		"A file system is mounted here, of this type, with these options, now and at boot",
	.example = "{target: /tmp, fstype: tmpfs, options: [nodev, nosuid]}",
	.uses = EVIDENCE(MOUNTS),
	.args_size = sizeof(struct mount_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
