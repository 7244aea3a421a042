/* SPDX-License-Identifier: MIT */
/*
 * The walk opens files and puts them in a queue of slots; readers digest them; rows leave in the
 * order of the walk.  The queue is short and the bytes in it are counted, so memory is bounded.
 */
#include "collect/files.h"

#include "base/fs.h"
#include "collect/boot_files.h"
#include "collect/caps.h"
#include "collect/elf.h"
#include "collect/file_row.h"
#include "collect/ld_cache.h"
#include "collect/integrity.h"
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
	bool known;   /* the job has the digest of an earlier reading */
	bool is_text;
	int open_error; /* errno; 0: none */
	char *path;
	char *target; /* of a symlink */
	struct read_job job;
};

struct files {
	int root_fd;
	bool elf; /* rows of ELF files are wanted */
	struct digests *known;
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
	struct file_links links;
};

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

/* Too large to be read: of a system that runs, where no ELF file is asked for, it has its size. */
static bool size_will_do(const struct files *f, const struct slot *s)
{
	return s->job.error == EFBIG && !f->elf;
}

static int put_slot(struct files *f, struct slot *s, struct error *err)
{
	int ret;

	if (s->open_error == ENOENT) /* removed while the system ran */
		return sink_volatile(f->sink, PART_FILES, s->path, "vanished", err);
	if (s->open_error)
		unread(f, s->path, strerror(s->open_error));
	if (s->job.error && !size_will_do(f, s))
		unread(f, s->path, strerror(s->job.error));
	ret = file_row_put(
		f->sink,
		&(struct file_row){ .path = s->path,
				    .st = &s->st,
				    .steady = s->steady,
				    .digested = s->known || (s->reading && !s->job.error),
				    .target = s->target,
				    .job = &s->job },
		err);
	if (f->known && s->reading && !s->job.error && !*s->job.script &&
	    s->job.size == (uint64_t)s->st.st_size)
		digests_put(f->known, &s->st, s->job.sha256);
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

static void start_reading(struct files *f, const struct walk_entry *e, struct slot *s)
{
	int fd;

	s->is_text = text_is_wanted(e->path);
	s->known =
		f->known && !f->elf && !s->is_text && digests_get(f->known, &e->st, s->job.sha256);
	if (s->known) {
		s->job.size = (uint64_t)e->st.st_size;
		file_xattrs(e, &s->job);
		return;
	}
	fd = file_open(e);
	if (fd < 0) {
		s->open_error = errno;
		file_xattrs(e, &s->job);
		return;
	}
	s->job.fd = fd;
	s->job.want_text = s->is_text ? (size_t)TEXT_MAX : 0;
	s->job.want_elf = f->elf && !starts_with(e->path, "/usr/lib/debug/");
	s->reading = true;
	f->waiting += (uint64_t)s->st.st_size;
	readers_add(f->readers, &s->job);
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
		return file_put_own(f->sink, e, &f->ids, err);
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
		file_xattrs(e, &s->job);
	if (S_ISLNK(e->st.st_mode)) {
		s->target = file_target(e);
		if (!s->target)
			unread(f, e->path, strerror(errno));
		else if (s->steady && text_is_wanted(e->path))
			ret = file_link_text(&f->links, e->path, f->sink, &f->files_part, err);
	}
	return ret;
}

static void walk_failed(void *arg, const char *path, const char *why)
{
	unread(arg, path, why);
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

static int collect(struct files *f, bool live, const struct cancel *cancel, struct error *err)
{
	const struct sink *sink = f->sink;
	struct walk walk = { .cancel = cancel, .arg = f, .visit = visit, .failed = walk_failed };
	int root_fd = f->root_fd;
	int ret;

	machine_ids_read(&f->ids, root_fd, live);
	file_links_init(&f->links, root_fd, &f->ids);
	f->slots = calloc(SLOTS, sizeof(*f->slots));
	if (!f->slots)
		return error_memory(err);
	ret = readers_open(&f->readers, err);
	if (ret == 0)
		ret = collect_os_release(root_fd, sink, err);
	if (f->known)
		digests_begin(f->known, root_fd);
	if (ret == 0)
		ret = walk_root(&walk, root_fd, err);
	if (ret == 0)
		ret = finish_all(f, err);
	if (ret == 0 && f->elf)
		ret = collect_ld_cache(root_fd, sink, &f->elf_part, err);
	if (ret == 0)
		ret = collect_integrity(root_fd, &f->files_part, sink, err);
	if (ret == 0)
		ret = collect_kernel_modules(root_fd, sink, &f->files_part, err);
	if (ret == 0)
		ret = collect_uki(root_fd, sink, &f->files_part, err);
	if (ret == 0)
		ret = collect_grubenv(root_fd, sink, &f->files_part, err);
	if (ret == 0)
		ret = part_end(&f->files_part, PART_FILES, sink, err);
	if (ret == 0 && f->elf)
		ret = part_end(&f->elf_part, PART_ELF, sink, err);
	return ret;
}

int collect_files(int root_fd, const struct sink *sink, const struct progress *progress,
		  const struct cancel *cancel, struct error *err)
{
	AUTO(files)
	struct files f = { .root_fd = root_fd, .elf = true, .sink = sink, .progress = progress };

	return collect(&f, false, cancel, err);
}

int collect_files_live(int root_fd, bool elf, struct digests *known, const struct sink *sink,
		       const struct cancel *cancel, struct error *err)
{
	AUTO(files)
	struct files f = { .root_fd = root_fd, .elf = elf, .known = known, .sink = sink };

	return collect(&f, true, cancel, err);
}
