/* SPDX-License-Identifier: MIT */
#include "collect/probe_set_id.h"

#include <fts.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "base/str.h"
#include "collect/built_in.h"
#include "collect/caps.h"

enum { FOLDERS_MAX = 256 };

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

/* What goes while it is looked at is no fault: these are the busiest folders of a system. */
static bool is_fault(const FTSENT *e)
{
	return (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR || e->fts_info == FTS_NS) &&
	       e->fts_errno != ENOENT;
}

static int walk(FTS *fts, struct buf *out)
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
		if (e->fts_info == FTS_F && S_ISREG(e->fts_statp->st_mode))
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

int probe_set_id(char *const *folders, struct buf *out)
{
	for (size_t i = 0; folders[i]; i++) {
		char *const paths[] = { folders[i], NULL };
		FTS *fts = fts_open(paths, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, by_name);
		int code;

		if (!fts) {
			buf_addf(out, "%s: %s\n", folders[i], strerror(errno));
			return 1;
		}
		code = walk(fts, out);
		fts_close(fts);
		if (code)
			return code;
	}
	return out->failed ? 1 : 0;
}

static bool in_memory(const char *type)
{
	return streq(type, "tmpfs") || streq(type, "ramfs") || streq(type, "devtmpfs");
}

int probe_set_id_main(int argc, const char *const *argv UNUSED, struct buf *out)
{
	char *folders[FOLDERS_MAX + 1] = { 0 };
	FILE *mounts = argc ? NULL : setmntent("/proc/self/mounts", "re");
	const struct mntent *m;
	size_t n = 0;
	int code = 1;

	if (!mounts) {
		buf_add(out, argc ? "set-id\n" : "/proc/self/mounts cannot be read\n");
		return argc ? BUILT_IN_MALFORMED : 1;
	}
	while (n <= FOLDERS_MAX && (m = getmntent(mounts)) != NULL) {
		if (!in_memory(m->mnt_type))
			continue;
		if (n == FOLDERS_MAX || !(folders[n] = strdup(m->mnt_dir)))
			break;
		n++;
	}
	if (n < FOLDERS_MAX && feof(mounts))
		code = probe_set_id(folders, out);
	else
		buf_addf(out, "more than %d file systems in memory\n", FOLDERS_MAX - 1);
	endmntent(mounts);
	while (n)
		free(folders[--n]);
	return code;
}
