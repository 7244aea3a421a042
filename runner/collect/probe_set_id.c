/* SPDX-License-Identifier: MIT */
#include "collect/probe_set_id.h"

#include <fcntl.h>
#include <fts.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "base/fs.h"
#include "base/str.h"
#include "collect/built_in.h"
#include "collect/caps.h"
#include "collect/volatile.h"
#include "collect/walk.h"

enum { MOUNTS_MAX = 1024 };

static void say_caps(const char *path, struct buf *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	char value[CAPS_XATTR_MAX];
	ssize_t len = lgetxattr(path, "security.capability", value, sizeof(value));

	if (len <= 0 && !(len < 0 && errno == ERANGE))
		return;
	caps_text(value, len > 0 ? (size_t)len : 0, &text);
	for (const char *c = buf_str(&text); *c; c++)
		buf_addc(out, *c == ' ' ? ',' : *c);
}

static void look_at(const char *path, const struct stat *st, struct buf *out)
{
	AUTO(buf) struct buf caps = BUF_INIT(BUF_LINE);

	say_caps(path, &caps);
	if (!(st->st_mode & (S_ISUID | S_ISGID)) && !caps.len)
		return;
	buf_addf(out, "file %04o %u:%u %s ", (unsigned)st->st_mode & 07777, st->st_uid, st->st_gid,
		 caps.len ? buf_str(&caps) : "-");
	for (; *path; path++)
		buf_addc(out, (unsigned char)*path < ' ' || *path == 0x7f ? '?' : *path);
	buf_addc(out, '\n');
}

/*
 * What goes while it is looked at is no fault: these are the busiest folders of a system.  Nor is a
 * mount in them that would not be gone into either.
 */
static bool is_fault(const FTSENT *e)
{
	return (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR || e->fts_info == FTS_NS) &&
	       e->fts_errno != ENOENT && !walk_is_closed(AT_FDCWD, e->fts_path, e->fts_errno);
}

static int walk(FTS *fts, const struct machine_ids *ids, struct buf *out)
{
	const FTSENT *e;
	size_t count = 0;

	for (errno = 0; (e = fts_read(fts)) != NULL; errno = 0) {
		if (is_fault(e)) {
			buf_addf(out, "%.200s: %s\n", e->fts_path, strerror(e->fts_errno));
			return 1;
		}
		if (++count > SET_ID_ENTRIES_MAX) {
			buf_addf(out, "more than %d files\n", SET_ID_ENTRIES_MAX);
			return 1;
		}
		if (e->fts_info == FTS_F && S_ISREG(e->fts_statp->st_mode) &&
		    (!ids || path_volatility(ids, e->fts_path) == VOLATILE_PATH))
			look_at(e->fts_path, e->fts_statp, out);
	}
	if (errno)
		buf_addf(out, "%s\n", strerror(errno));
	return errno ? 1 : 0;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

int probe_set_id(const char *folder, const struct machine_ids *ids, struct buf *out)
{
	AUTO_FREE char *copy = strdup(folder);
	char *const paths[] = { copy, NULL };
	FTS *fts = copy ? fts_open(paths, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, by_name) : NULL;
	int code;

	if (!fts) {
		buf_addf(out, "%s: %s\n", folder, strerror(errno));
		return 1;
	}
	code = walk(fts, ids, out);
	fts_close(fts);
	return out->failed ? 1 : code;
}

static bool in_memory(const char *type)
{
	return streq(type, "tmpfs") || streq(type, "ramfs") || streq(type, "devtmpfs");
}

/* Those of the kernel, and what is mounted over a network or by a user, are not gone into. */
static int look_into(const struct mntent *m, const struct machine_ids *ids, struct buf *out)
{
	AUTO_CLOSE int fd = -1;

	if (in_memory(m->mnt_type))
		return probe_set_id(m->mnt_dir, NULL, out);
	fd = open(m->mnt_dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return fd >= 0 && walk_enters(fd) ? probe_set_id(m->mnt_dir, ids, out) : 0;
}

int probe_set_id_main(int argc, const char *const *argv UNUSED, struct buf *out)
{
	AUTO_CLOSE int root = argc ? -1 : open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	FILE *mounts = root < 0 ? NULL : setmntent("/proc/self/mounts", "re");
	struct machine_ids ids;
	const struct mntent *m;
	unsigned n = 0;
	int code = 0;

	if (!mounts) {
		buf_add(out, argc ? "set-id\n" : "/proc/self/mounts cannot be read\n");
		return argc ? BUILT_IN_MALFORMED : 1;
	}
	machine_ids_read(&ids, root, true);
	while (!code && n <= MOUNTS_MAX && (m = getmntent(mounts)) != NULL) {
		code = look_into(m, &ids, out);
		n++;
	}
	if (!code && (n > MOUNTS_MAX || !feof(mounts))) {
		buf_addf(out, "more than %d file systems\n", MOUNTS_MAX);
		code = 1;
	}
	endmntent(mounts);
	return code;
}
