/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "model/kind.h"

#include <stdio.h>

struct file_args {
	const char *path;
	int present;
	const char *type;
	int mode;
	int mode_at_most;
	int64_t owner;
	int64_t group;
	const char *target;
	const char *sha256;
};

static const char *const types[] = { "file",	  "directory", "symlink", "block",
				     "character", "fifo",      "socket",  NULL };

static const struct field fields[] = {
	{ .key = "group",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct file_args, group, int64_t),
	  .help = "group id it has to have" },
	{ .key = "mode",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct file_args, mode, int),
	  .help = "permission bits it has to have, as quoted octal" },
	{ .key = "mode-at-most",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct file_args, mode_at_most, int),
	  .help = "permission bits it may have; any other bit is a fault" },
	{ .key = "owner",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct file_args, owner, int64_t),
	  .help = "user id it has to have" },
	{ .key = "path",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct file_args, path, const char *),
	  .help = "absolute path inside the image; links are followed as open(2) does",
	  .required = true },
	{ .key = "present",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct file_args, present, int),
	  .help = "false: nothing may stand at this path, not even a link",
	  .fallback = "true" },
	{ .key = "sha256",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct file_args, sha256, const char *),
	  .help = "digest of its contents, in hexadecimal" },
	{ .key = "target",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct file_args, target, const char *),
	  .help = "it is a link and says exactly this" },
	{ .key = "type",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct file_args, type, const char *),
	  .help = "what it has to be",
	  .words = types },
	{ 0 },
};

/* What is mounted there while the system runs is not in the evidence, so nothing can be said. */
static bool is_pseudo(const char *path)
{
	static const char *const tops[] = { "/proc/", "/sys/", "/dev/", "/run/", "/tmp/" };

	for (size_t i = 0; i < ARRAY_SIZE(tops); i++)
		if (starts_with(path, tops[i]))
			return true;
	return false;
}

static bool asks_properties(const struct file_args *a)
{
	return a->type || a->mode >= 0 || a->mode_at_most >= 0 || a->owner != NUMBER_UNSET ||
	       a->group != NUMBER_UNSET || a->target || a->sha256;
}

static int check_args(const void *args, struct error *err)
{
	const struct file_args *a = args;

	if (is_pseudo(a->path))
		return error_input(err,
				   "%s: what is below /proc, /sys, /dev, /run and /tmp is not in "
				   "the evidence; ask a command",
				   a->path);
	if (!a->present && asks_properties(a))
		return error_input(err, "present: false stands alone");
	if (a->mode >= 0 && a->mode_at_most >= 0)
		return error_input(err, "mode or mode-at-most, not both");
	if (a->target && a->type && !streq(a->type, "symlink"))
		return error_input(err, "only a symlink has a target");
	if (a->sha256 && (strlen(a->sha256) != 64 || strspn(a->sha256, "0123456789abcdef") != 64))
		return error_input(err, "sha256: has to be 64 small hexadecimal digits");
	return 0;
}

static void judge_absent(const struct file_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);

	if (image_real_parent(ev, a->path, &real) &&
	    evidence_text(ev, &type, "SELECT type FROM file WHERE path = ?1", buf_str(&real)))
		finding_fail(out, a->path, "not there", "a %s is there", buf_str(&type));
	else
		finding_pass(out, a->path, "not there");
}

static void judge_not_there(const struct file_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf target = BUF_INIT(BUF_LINE);

	if (image_real_parent(ev, a->path, &real) &&
	    evidence_text(ev, &target,
			  "SELECT target FROM file WHERE path = ?1 AND type = 'symlink'",
			  buf_str(&real)))
		finding_fail(out, a->path, "there", "a link to %s, which leads nowhere",
			     buf_str(&target));
	else
		finding_fail(out, a->path, "there", "not there");
}

static void judge_mode(const struct file_args *a, unsigned mode, struct findings *out)
{
	char expected[32];

	if (a->mode >= 0 && mode != (unsigned)a->mode) {
		snprintf(expected, sizeof(expected), "mode %04o", (unsigned)a->mode);
		finding_fail(out, a->path, expected, "mode %04o", mode);
	}
	if (a->mode_at_most >= 0 && (mode & ~(unsigned)a->mode_at_most) != 0) {
		snprintf(expected, sizeof(expected), "mode at most %04o",
			 (unsigned)a->mode_at_most);
		finding_fail(out, a->path, expected, "mode %04o", mode);
	}
}

static void judge_id(const struct file_args *a, const char *what, int64_t wanted,
		     const struct cursor *c, unsigned column, struct findings *out)
{
	int64_t id = cursor_int(c, column);
	char expected[48];

	if (wanted != NUMBER_UNSET && cursor_null(c, column))
		finding_missing(out, "%s: its %s is not in the evidence", a->path, what);
	if (wanted == NUMBER_UNSET || cursor_null(c, column) || wanted == id)
		return;
	snprintf(expected, sizeof(expected), "%s %lld", what, (long long)wanted);
	finding_fail(out, a->path, expected, "%s %lld", what, (long long)id);
}

static void judge_digest(const struct file_args *a, const struct cursor *c, struct findings *out)
{
	if (!a->sha256)
		return;
	if (cursor_null(c, 5))
		finding_missing(out, "%s: its contents have no digest in the evidence", a->path);
	else if (!streq(cursor_text(c, 5), a->sha256))
		finding_fail(out, a->path, a->sha256, "%s", cursor_text(c, 5));
}

static void judge_row(const struct file_args *a, const struct cursor *c, struct findings *out)
{
	const char *type = cursor_text(c, 0);
	const char *wanted = a->target ? "symlink" : a->type;

	if (wanted && !streq(wanted, type)) {
		finding_fail(out, a->path, wanted, "%s", type);
		return;
	}
	judge_mode(a, (unsigned)cursor_int(c, 1) & 07777U, out);
	judge_id(a, "owner", a->owner, c, 2, out);
	judge_id(a, "group", a->group, c, 3, out);
	if (a->target && !streq(a->target, cursor_text(c, 4)))
		finding_fail(out, a->path, a->target, "a link to %s", cursor_text(c, 4));
	judge_digest(a, c, out);
	if (cursor_null(c, 2)) {
		finding_pass(out, a->path, "%s, mode %04o", type,
			     (unsigned)cursor_int(c, 1) & 07777U);
		return;
	}
	finding_pass(out, a->path, "%s, mode %04o, owner %lld, group %lld", type,
		     (unsigned)cursor_int(c, 1) & 07777U, (long long)cursor_int(c, 2),
		     (long long)cursor_int(c, 3));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct file_args *a = args;
	bool itself = a->target || streq(a->type, "symlink");
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	bool found;

	if (!a->present) {
		judge_absent(a, ev, out);
		return;
	}
	found = itself ? image_real_parent(ev, a->path, &real)
		       : image_real_path(ev, a->path, &real);
	c = cursor_open(ev, "SELECT type, mode, uid, gid, target, sha256 FROM file WHERE path = ?1",
			1, (const char *[]){ buf_str(&real) });
	if (!found || !cursor_next(&c))
		judge_not_there(a, ev, out);
	else
		judge_row(a, &c, out);
}

const struct check_kind check_file = {
	.name = "file",
	.summary = "A path is there, or is not, with this type, mode and owner",
	.example = "{path: /etc/shadow, type: file, mode-at-most: \"0640\", owner: 0}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct file_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
