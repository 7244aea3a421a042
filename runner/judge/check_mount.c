/* SPDX-License-Identifier: MIT */
#include "model/kind.h"

struct mount_args {
	const char *target;
	struct text_list fstype;
	struct text_list options;
	struct text_list absent_options;
	int present;
};

static const struct field fields[] = {
	{ .key = "absent-options",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct mount_args, absent_options, struct text_list),
	  .help = "options it must not have; globs as size=*" },
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

/* Is one of the options, between commas, what the glob says? */
static bool has_option(const char *options, const char *glob)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);

	while (*options) {
		size_t n = strcspn(options, ",");

		buf_clear(&one);
		buf_addn(&one, options, n);
		if (str_glob(glob, buf_str(&one)))
			return true;
		options += n + (options[n] == ',');
	}
	return false;
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
		if (!has_option(options, a->options.items[i]))
			finding_fail(out, a->target, buf_str(&expected), "%s", options);
	}
	for (size_t i = 0; i < a->absent_options.count; i++) {
		buf_clear(&expected);
		buf_addf(&expected, "not option %s", a->absent_options.items[i]);
		if (has_option(options, a->absent_options.items[i]))
			finding_fail(out, a->target, buf_str(&expected), "%s", options);
	}
	finding_pass(out, a->target, "%s, %s", fstype, options);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct mount_args *a = args;
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
	if (mounts)
		return;
	if (a->present)
		finding_fail(out, a->target, "a mount of its own", "nothing is mounted there");
	else
		finding_pass(out, a->target, "nothing is mounted there");
}

const struct check_kind check_mount = {
	.name = "mount",
	.summary = "A file system is mounted here, of this type, with these options",
	.example = "{target: /tmp, fstype: tmpfs, options: [nodev, nosuid]}",
	.needs = EVIDENCE(MOUNTS),
	.args_size = sizeof(struct mount_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
