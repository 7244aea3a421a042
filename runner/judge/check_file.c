/* SPDX-License-Identifier: MIT */
#include "judge/access.h"
#include "judge/config.h"
#include "judge/image.h"
#include "judge/mounted.h"
#include "judge/path_set.h"

#include <stdio.h>

struct file_args {
	const char *path;
	struct text_list paths;
	struct text_list if_present;
	const char *of;
	int present;
	int optional;
	const char *type;
	struct access_want access;
	const char *target;
	const char *sha256;
};

static const char *const types[] = { "file",	  "directory", "symlink", "block",
				     "character", "fifo",      "socket",  NULL };

static const struct field fields[] = {
	{ .key = "either",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct file_args, access.either, struct text_list),
	  .help = "OWNER:GROUP:BITS, as root:ssh_keys:0137: one of these holds, and none of the "
		  "bits is set" },
	{ .key = "group",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct file_args, access.group, struct text_list),
	  .help = "group it has to have, by name or number; of several any; @log_group is "
		  "auditd's" },
	{ .key = "if-present",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct file_args, if_present, struct text_list),
	  .help = "more paths, as in paths, that need not be there" },
	{ .key = "mode",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct file_args, access.mode, int),
	  .help = "permission bits it has to have, as quoted octal" },
	{ .key = "mode-at-most",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct file_args, access.mode_at_most, int),
	  .help = "permission bits it may have; any other bit is a fault" },
	{ .key = "of",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct file_args, of, const char *),
	  .help = "instead of path: the files that this program's configuration names",
	  .words = path_set_sources },
	{ .key = "optional",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct file_args, optional, int),
	  .help = "true: what is not there is no fault",
	  .fallback = "false" },
	{ .key = "owner",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct file_args, access.owner, struct text_list),
	  .help = "user it has to belong to, by name or number; of several any" },
	{ .key = "path",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct file_args, path, const char *),
	  .help = "absolute path inside the image; links are followed as open(2) does" },
	{ .key = "paths",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct file_args, paths, struct text_list),
	  .help = "instead of path: several, with wildcards in the last component; /FOLDER/** is "
		  "all below it, but folders" },
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
	  .help = "what it has to be; with a pattern, what of it is looked at",
	  .words = types },
	{ .key = "without-bits",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct file_args, access.without_bits, int),
	  .help = "permission bits it must not have: 0133 is 0644 or less" },
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
	return a->type || access_asked(&a->access) || a->target || a->sha256;
}

static int check_path(const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');
	const char *wild = path + strcspn(path, "*?[\\");

	if (*path != '/')
		return error_input(err, "paths: %s: has to begin with /", path);
	if (*wild && wild < slash)
		return error_input(err, "paths: %s: wildcards stand in the last component only",
				   path);
	if (!is_pseudo(path))
		return 0;
	return error_input(err,
			   "%s: what is below /proc, /sys, /dev, /run and /tmp is not in "
			   "the evidence; ask a command",
			   path);
}

static int check_args(const void *args, struct error *err)
{
	const struct file_args *a = args;
	int ret = 0;

	if ((a->path != NULL) + (a->paths.count > 0) + (a->of != NULL) != 1)
		return error_input(err, "wants one of path, paths and of");
	for (size_t i = 0; i < a->paths.count && ret == 0; i++)
		ret = check_path(a->paths.items[i], err);
	for (size_t i = 0; i < a->if_present.count && ret == 0; i++)
		ret = check_path(a->if_present.items[i], err);
	if (ret == 0 && a->path && is_pseudo(a->path))
		ret = check_path(a->path, err);
	if (ret)
		return ret;
	if (!a->present && (asks_properties(a) || a->optional == 1 || a->if_present.count))
		return error_input(err, "present: false stands alone");
	if (a->target && a->type && !streq(a->type, "symlink"))
		return error_input(err, "only a symlink has a target");
	if (a->sha256 && (strlen(a->sha256) != 64 || strspn(a->sha256, "0123456789abcdef") != 64))
		return error_input(err, "sha256: has to be 64 small hexadecimal digits");
	return access_check(&a->access, err);
}

/* What is judged: the arguments with one path of them. */
struct look {
	const struct file_args *args;
	struct access_want access;
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	bool optional;
	bool sealed; /* nothing runs: what is mounted is what is declared */
};

static void judge_absent(const struct look *l, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);

	if (image_real_parent(l->ev, path, &real) &&
	    evidence_text(l->ev, &type, "SELECT type FROM file WHERE path = ?1", buf_str(&real)))
		finding_fail(l->out, path, "not there", "a %s is there", buf_str(&type));
	else if (path_set_known(l->ev, path, l->out) &&
		 path_set_known(l->ev, buf_str(&real), l->out))
		finding_pass(l->out, path, "not there");
}

/* `stopped`: where following it came to an end. */
static void judge_not_there(const struct look *l, const char *path, const char *stopped)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf target = BUF_INIT(BUF_LINE);

	if (!path_set_known(l->ev, path, l->out) || !path_set_known(l->ev, stopped, l->out))
		return;
	if (image_real_parent(l->ev, path, &real) &&
	    evidence_text(l->ev, &target,
			  "SELECT target FROM file WHERE path = ?1 AND type = 'symlink'",
			  buf_str(&real)))
		finding_fail(l->out, path, "there", "a link to %s, which leads nowhere",
			     buf_str(&target));
	else if (l->optional)
		finding_pass(l->out, path, "not there");
	else
		finding_fail(l->out, path, "there", "not there");
}

static void judge_digest(const struct look *l, const char *path, const struct cursor *c)
{
	const char *wanted = l->args->sha256;

	if (!wanted)
		return;
	if (cursor_null(c, 5))
		finding_missing(l->out, "%s: its contents have no digest in the evidence", path);
	else if (!streq(cursor_text(c, 5), wanted))
		finding_fail(l->out, path, wanted, "%s", cursor_text(c, 5));
}

/* "fmask=0077" of "a,fmask=0077,b"; the last one counts.  False: it is not there. */
static bool option_number(const char *options, const char *name, int base, int64_t *out)
{
	size_t len = strlen(name);
	bool found = false;

	while (*options) {
		size_t n = strcspn(options, ",");

		if (n > len + 1 && strncmp(options, name, len) == 0 && options[len] == '=') {
			*out = strtol(options + len + 1, NULL, base);
			found = true;
		}
		options += n + (options[n] == ',');
	}
	return found;
}

/* Source: vfat in mount(8), fat_make_mode() of the kernel's fs/fat/fat.h. */
static bool vfat_access(const struct look *l, const struct mount_fact *m, const char *place,
			struct access_file *f)
{
	bool folder = streq(f->type, "directory");
	int64_t mask = 0;

	if (!option_number(m->options, folder ? "dmask" : "fmask", 8, &mask) &&
	    !option_number(m->options, "umask", 8, &mask)) {
		finding_missing(l->out,
				"%s: it is on %s of vfat, whose mode comes from the mount's umask, "
				"and none is declared",
				f->path, place);
		return false;
	}
	f->mode = 0777U & ~(unsigned)mask;
	f->uid = 0;
	f->gid = 0;
	f->no_owner = false;
	f->acl = "";
	option_number(m->options, "uid", 10, &f->uid);
	option_number(m->options, "gid", 10, &f->gid);
	return true;
}

/*
 * FAT has no owners and modes: those of an unpacked image are made up by whoever unpacked it.  What
 * runs has them as the mount gives them.  The EFI system partition is below /boot or /efi (UAPI
 * Group, Discoverable Partitions Specification).  False: it is not known, and that was said.
 */
static bool mounted_access(struct look *l, const char *real, struct access_file *f)
{
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);

	if (!l->sealed || (!starts_with(real, "/boot/") && !starts_with(real, "/efi/")))
		return true;
	buf_add(&folder, real);
	while (folder.len > 1) {
		struct mount_fact m = { 0 };

		if (mount_declared(l->ev, buf_str(&folder), &l->arena, &m, l->out) && m.declared) {
			if (!m.fstype || (!streq(m.fstype, "vfat") && !streq(m.fstype, "msdos")))
				return true;
			return vfat_access(l, &m, buf_str(&folder), f);
		}
		folder.len = (size_t)(strrchr(folder.data, '/') - folder.data);
		folder.data[folder.len] = '\0';
	}
	return true;
}

static void judge_row(struct look *l, const char *path, const char *real, const struct cursor *c)
{
	const struct file_args *a = l->args;
	const char *wanted = a->target ? "symlink" : a->type;
	struct access_file f = { .path = path,
				 .type = cursor_text(c, 0),
				 .mode = (unsigned)cursor_int(c, 1) & 07777U,
				 .uid = cursor_int(c, 2),
				 .gid = cursor_int(c, 3),
				 .no_owner = cursor_null(c, 2) || cursor_null(c, 3),
				 .acl = cursor_text(c, 6) };
	AUTO(buf) struct buf parent = BUF_INIT(BUF_LINE);
	const char *way = "";
	const char *at = "";

	if (wanted && !streq(wanted, f.type)) {
		finding_fail(l->out, path, wanted, "%s", f.type);
		return;
	}
	if (!mounted_access(l, real, &f))
		return;
	if (image_real_parent(l->ev, path, &parent) && !streq(buf_str(&parent), real)) {
		way = ", through a link to ";
		at = real;
	}
	access_judge(&l->access, l->ev, &f, l->out);
	if (a->target && !streq(a->target, cursor_text(c, 4)))
		finding_fail(l->out, path, a->target, "a link to %s", cursor_text(c, 4));
	judge_digest(l, path, c);
	if (f.no_owner)
		finding_pass(l->out, path, "%s, mode %04o%s%s", f.type, f.mode, way, at);
	else
		finding_pass(l->out, path, "%s, mode %04o, owner %lld, group %lld%s%s", f.type,
			     f.mode, (long long)f.uid, (long long)f.gid, way, at);
}

static void judge_path(struct look *l, const char *path)
{
	const struct file_args *a = l->args;
	bool itself = a->target || streq(a->type, "symlink");
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	bool found;

	if (!a->present) {
		judge_absent(l, path);
		return;
	}
	found = itself ? image_real_parent(l->ev, path, &real)
		       : image_real_path(l->ev, path, &real);
	c = cursor_open(
		l->ev, "SELECT type, mode, uid, gid, target, sha256, acl FROM file WHERE path = ?1",
		1, (const char *[]){ buf_str(&real) });
	if (!found || !cursor_next(&c))
		judge_not_there(l, path, buf_str(&real));
	else
		judge_row(l, path, buf_str(&real), &c);
}

static void judge_pattern(struct look *l, const char *pattern)
{
	struct text_list paths = { 0 };

	if (!path_set_expand(l->ev, pattern, l->args->type, &l->arena, &paths, l->out))
		return;
	for (size_t i = 0; i < paths.count; i++)
		judge_path(l, paths.items[i]);
	if (paths.count)
		return;
	if (!l->args->present || l->optional)
		finding_pass(l->out, pattern, "no such path");
	else
		finding_fail(l->out, pattern, "there", "no such path");
}

/* "@log_group" among the groups is the one that auditd.conf says. */
static bool resolve_groups(struct look *l)
{
	const struct text_list *groups = &l->args->access.group;
	struct text_list resolved = { 0 };
	size_t room = 0;

	if (!text_list_has(groups, "@log_group"))
		return true;
	for (size_t i = 0; i < groups->count; i++) {
		const char *group = groups->items[i];

		if (streq(group, "@log_group"))
			group = path_set_audit_group(l->ev, &l->arena, l->out);
		if (!group)
			return false;
		if (!config_push(&l->arena, &resolved, &room, group)) {
			finding_error(l->out, "no memory for a list of groups");
			return false;
		}
	}
	l->access.group = resolved;
	return true;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct file_args *a = args;
	struct text_list patterns = a->paths;
	struct look l = { .args = a,
			  .access = a->access,
			  .ev = ev,
			  .out = out,
			  .optional = a->optional == 1,
			  .sealed = !(evidence_complete(ev) & EVIDENCE(MOUNTS)) };

	if (resolve_groups(&l) && (!a->of || path_set_of(ev, a->of, &l.arena, &patterns, out))) {
		if (a->path)
			judge_path(&l, a->path);
		for (size_t i = 0; i < patterns.count; i++)
			judge_pattern(&l, patterns.items[i]);
		if (a->of && patterns.count == 0)
			finding_pass(out, a->of, "no files are named");
		l.optional = true;
		for (size_t i = 0; i < a->if_present.count; i++)
			judge_pattern(&l, a->if_present.items[i]);
	}
	arena_release(&l.arena);
}

const struct check_kind check_file = {
	.name = "file",
	.summary = "A path is there, or is not, with this type, mode and owner",
	.example = "{path: /etc/shadow, type: file, mode-at-most: \"0640\", owner: root}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(ACCOUNTS) | EVIDENCE(MOUNTS),
	.args_size = sizeof(struct file_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
