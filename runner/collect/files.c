/* SPDX-License-Identifier: MIT */
/*
 * The walk opens files and puts them in a queue of slots; readers digest them; rows leave in the
 * order of the walk.  The queue is short and the bytes in it are counted, so memory is bounded.
 */
#include "collect/files.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/xattr.h>

#include "base/fs.h"
#include "collect/caps.h"
#include "collect/elf.h"
#include "collect/ld_cache.h"
#include "collect/os_release.h"
#include "collect/part.h"
#include "collect/readers.h"
#include "collect/text.h"
#include "collect/volatile.h"
#include "collect/walk.h"

enum { SLOTS = 64, BYTES_WAITING_MAX = 16 << 20 };

struct slot {
	struct stat st;
	bool steady;  /* contents are evidence */
	bool reading; /* the job is with the readers */
	bool is_text;
	int open_error; /* errno; 0: none */
	char *path;
	char *target; /* of a symlink */
	struct read_job job;
};

struct files {
	int root_fd;
	const struct sink *sink;
	const struct progress *progress;
	struct machine_ids ids;
	struct part_state files_part;
	struct part_state elf_part;
	struct readers *readers;
	struct slot *slots;
	size_t first;
	size_t used;
	uint64_t waiting; /* bytes of the files in the slots */
	int64_t elf_count;
	size_t seen;
	char root_path[PATH_MAX]; /* what /proc calls the root; "" for "/" */
};

static const char *type_name(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG:
		return "file";
	case S_IFDIR:
		return "directory";
	case S_IFLNK:
		return "symlink";
	case S_IFBLK:
		return "block";
	case S_IFCHR:
		return "character";
	case S_IFIFO:
		return "fifo";
	default:
		return "socket";
	}
}

static int put_file_row(const struct files *f, const struct slot *s, struct error *err)
{
	AUTO(buf) struct buf caps = BUF_INIT(BUF_LINE);
	bool digested = s->reading && !s->job.error;
	struct row row = row_of(TABLE_file);

	if (s->job.caps_len > 0)
		caps_text(s->job.caps, (size_t)s->job.caps_len, &caps);
	row_text(&row, s->path);
	row_text(&row, type_name(s->st.st_mode));
	row_int(&row, s->st.st_mode & 07777);
	row_int(&row, s->st.st_uid);
	row_int(&row, s->st.st_gid);
	if (digested)
		row_int(&row, (int64_t)s->job.size);
	else if (S_ISREG(s->st.st_mode) && s->steady)
		row_int(&row, s->st.st_size);
	else
		row_null(&row);
	row_text(&row, s->target);
	row_text(&row, digested ? s->job.sha256 : NULL);
	row_text(&row, caps.len ? buf_str(&caps) : NULL);
	if (s->job.selinux_len > 0) /* the kernel counts the NUL */
		row_textn(&row, s->job.selinux,
			  strnlen(s->job.selinux, (size_t)s->job.selinux_len));
	else
		row_null(&row);
	row_null(&row); /* acl */
	return sink_put(f->sink, &row, err);
}

static int put_elf_rows(struct files *f, const struct slot *s, struct error *err)
{
	int64_t id = f->elf_count++;

	if (s->job.bytes)
		return elf_put(f->sink, id, s->path, s->job.bytes, s->job.len, err);
	return elf_put_file(f->sink, id, s->path, s->job.fd, (size_t)s->job.size, err);
}

/* What could not be read may have been anything: both parts say so. */
static void unread(struct files *f, const char *path, const char *why)
{
	part_fail(&f->files_part, "%s: %s", path, why);
	part_fail(&f->elf_part, "%s: %s", path, why);
}

static int put_slot(struct files *f, struct slot *s, struct error *err)
{
	int ret;

	if (s->open_error == ENOENT) /* removed while the system ran */
		return sink_volatile(f->sink, PART_FILES, s->path, "vanished", err);
	if (s->open_error)
		unread(f, s->path, strerror(s->open_error));
	if (s->job.error)
		unread(f, s->path, strerror(s->job.error));
	ret = put_file_row(f, s, err);
	if (ret == 0 && *s->job.script && !s->job.error)
		ret = script_put(f->sink, s->path, s->job.script, err);
	if (ret == 0 && s->job.is_elf && !s->job.error)
		ret = put_elf_rows(f, s, err);
	else if (ret == 0 && s->is_text && s->reading && !s->job.error)
		ret = text_put(f->sink, s->path, s->job.bytes ? s->job.bytes : "", s->job.len,
			       s->job.len == s->job.size, err);
	return ret;
}

static void slot_release(struct files *f, struct slot *s)
{
	if (s->reading)
		f->waiting -= (uint64_t)s->st.st_size;
	if (s->reading && s->job.fd >= 0)
		close(s->job.fd);
	free(s->job.bytes);
	free(s->path);
	free(s->target);
	*s = (struct slot){ 0 };
}

/* The oldest slot becomes rows. */
static int finish_first(struct files *f, struct error *err)
{
	struct slot *s = &f->slots[f->first];
	int ret;

	if (s->reading)
		readers_wait(f->readers, &s->job);
	ret = put_slot(f, s, err);
	slot_release(f, s);
	f->first = (f->first + 1) % SLOTS;
	f->used--;
	return ret;
}

static int finish_all(struct files *f, struct error *err)
{
	int ret = 0;

	while (f->used > 0 && ret == 0)
		ret = finish_first(f, err);
	return ret;
}

/* Extended attributes of what is not opened, by way of the folder. */
static void read_xattrs(const struct walk_entry *e, struct read_job *job)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof(path), "/proc/self/fd/%d/%s", e->dir_fd, e->name);

	if (n < 0 || (size_t)n >= sizeof(path))
		return;
	job->selinux_len = lgetxattr(path, "security.selinux", job->selinux, sizeof(job->selinux));
	if (S_ISREG(e->st.st_mode))
		job->caps_len =
			lgetxattr(path, "security.capability", job->caps, sizeof(job->caps));
}

static int open_file(const struct walk_entry *e)
{
	int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(e->dir_fd, e->name, flags | O_NOATIME);

	if (fd < 0 && errno == EPERM) /* only the owner may leave the access time alone */
		fd = openat(e->dir_fd, e->name, flags);
	return fd;
}

/* The text a symlink leads to, when both names are ones that rules read. */
static int put_link_text(struct files *f, const char *path, struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(f->root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	AUTO(buf) struct buf text = BUF_INIT(TEXT_MAX);
	struct error ignored = ERROR_INIT;
	char proc[64];
	char real[PATH_MAX];
	size_t root = strlen(f->root_path);
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return 0;
	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", fd);
	n = readlink(proc, real, sizeof(real) - 1);
	if (n <= 0)
		return 0;
	real[n] = '\0';
	if (strncmp(real, f->root_path, root) != 0 || redact_never_read(real + root) ||
	    path_volatility(&f->ids, real + root) != STEADY)
		return 0;
	if (fs_read_fd(fd, &text, &ignored) < 0 && !text.failed) {
		part_fail(&f->files_part, "%s: %s", path, ignored.text);
		return 0;
	}
	return text_put(f->sink, path, buf_str(&text), text.len, !text.failed, err);
}

/* readlink(2) does not say how long the target is; the size does, but for /proc. */
static char *read_target(const struct walk_entry *e)
{
	char target[PATH_MAX];
	ssize_t n = readlinkat(e->dir_fd, e->name, target, sizeof(target));

	return n < 0 ? NULL : strndup(target, (size_t)n);
}

static void start_reading(struct files *f, const struct walk_entry *e, struct slot *s)
{
	int fd = open_file(e);

	if (fd < 0) {
		s->open_error = errno;
		read_xattrs(e, &s->job);
		return;
	}
	s->job.fd = fd;
	s->is_text = text_is_wanted(e->path);
	s->job.want_text = s->is_text ? (size_t)TEXT_MAX : 0;
	s->job.want_elf = !starts_with(e->path, "/usr/lib/debug/");
	s->reading = true;
	f->waiting += (uint64_t)s->st.st_size;
	readers_add(f->readers, &s->job);
}

static int put_volatile(const struct files *f, const struct walk_entry *e, struct error *err)
{
	char text[64];

	snprintf(text, sizeof(text), "%s %04o %u:%u", type_name(e->st.st_mode),
		 (unsigned)e->st.st_mode & 07777U, e->st.st_uid, e->st.st_gid);
	return sink_volatile(f->sink, PART_FILES, e->path, text, err);
}

static int visit(void *arg, const struct walk_entry *e, struct error *err)
{
	struct files *f = arg;
	enum volatility what = path_volatility(&f->ids, e->path);
	bool regular = S_ISREG(e->st.st_mode);
	struct slot *s;
	int ret = 0;

	if (++f->seen % 2000 == 0)
		progress_say(f->progress, "files", "%zu paths", f->seen);
	if (what == VOLATILE_PATH)
		return put_volatile(f, e, err);
	while (ret == 0 && f->used > 0 &&
	       (f->used == SLOTS ||
		(regular && f->waiting + (uint64_t)e->st.st_size > BYTES_WAITING_MAX)))
		ret = finish_first(f, err);
	if (ret < 0)
		return ret;
	s = &f->slots[(f->first + f->used) % SLOTS];
	*s = (struct slot){ .st = e->st, .steady = what == STEADY, .job.fd = -1 };
	f->used++;
	s->path = strdup(e->path);
	if (!s->path)
		return error_memory(err);
	if (regular && s->steady)
		start_reading(f, e, s);
	else
		read_xattrs(e, &s->job);
	if (S_ISLNK(e->st.st_mode)) {
		s->target = read_target(e);
		if (!s->target)
			unread(f, e->path, strerror(errno));
		else if (s->steady && text_is_wanted(e->path))
			ret = put_link_text(f, e->path, err);
	}
	return ret;
}

static void walk_failed(void *arg, const char *path, const char *why)
{
	unread(arg, path, why);
}

static void find_root_path(struct files *f)
{
	char proc[64];
	ssize_t n;

	snprintf(proc, sizeof(proc), "/proc/self/fd/%d", f->root_fd);
	n = readlink(proc, f->root_path, sizeof(f->root_path) - 1);
	f->root_path[n > 0 ? n : 0] = '\0';
	if (streq(f->root_path, "/"))
		f->root_path[0] = '\0';
}

static void files_release(struct files *f)
{
	for (; f->used > 0; f->used--, f->first = (f->first + 1) % SLOTS) {
		struct slot *s = &f->slots[f->first];

		if (s->reading)
			readers_wait(f->readers, &s->job);
		slot_release(f, s);
	}
	readers_close(f->readers);
	free(f->slots);
}

int collect_files(int root_fd, bool live, const struct sink *sink, const struct progress *progress,
		  const struct cancel *cancel, struct error *err)
{
	AUTO(files)
	struct files f = { .root_fd = root_fd, .sink = sink, .progress = progress };
	struct walk walk = { .cancel = cancel, .arg = &f, .visit = visit, .failed = walk_failed };
	int ret;

	machine_ids_read(&f.ids, root_fd, live);
	find_root_path(&f);
	f.slots = calloc(SLOTS, sizeof(*f.slots));
	if (!f.slots)
		return error_memory(err);
	ret = readers_open(&f.readers, err);
	if (ret == 0)
		ret = collect_os_release(root_fd, sink, err);
	if (ret == 0)
		ret = walk_root(&walk, root_fd, err);
	if (ret == 0)
		ret = finish_all(&f, err);
	if (ret == 0)
		ret = collect_ld_cache(root_fd, sink, &f.elf_part, err);
	if (ret == 0)
		ret = part_end(&f.files_part, PART_FILES, sink, err);
	if (ret == 0)
		ret = part_end(&f.elf_part, PART_ELF, sink, err);
	return ret;
}
