/* SPDX-License-Identifier: MIT */
#include "source/disk/admission.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/fs.h"
#include "base/str.h"

enum {
	LOOK_MS = 200, /* between two looks at the ledger */
	LOCK_MS = 5,   /* between two tries to lock it */
	SAY_MS = 5000,
	ALONE_MS = 1000, /* memory of a guest that has just ended takes a moment to come back */
	GUESTS_MAX = 4096,
};

static const char entry_prefix[] = "guest-";

/* What the ledger says. */
struct survey {
	unsigned guests;
	uint64_t mib;	    /* of all of them */
	uint64_t owed;	    /* of it, what they have not taken yet */
	uint64_t available; /* what the kernel says */
};

/* The digits of a text as a number; stops at the first other character. */
static uint64_t number(const char **text)
{
	uint64_t n = 0;

	while (**text == ' ')
		(*text)++;
	for (; **text >= '0' && **text <= '9' && n < UINT64_MAX / 16; (*text)++)
		n = n * 10 + (uint64_t)(**text - '0');
	return n;
}

static int read_available(const char *path, uint64_t *mib, struct error *err)
{
	static const char name[] = "MemAvailable:";
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	int ret = fs_read(path ? path : "/proc/meminfo", &text, err);
	const char *at;

	if (ret)
		return ret;
	at = strstr(buf_str(&text), name);
	*mib = UINT64_MAX; /* a kernel that does not say: as if there were enough */
	if (at) {
		at += strlen(name);
		*mib = number(&at) / 1024;
	}
	return 0;
}

/* Memory that a process has, in MiB; 0: there is no such process. */
static uint64_t resident_mib(uint64_t pid)
{
	AUTO(buf) struct buf text = BUF_INIT(4096);
	struct error ignored = ERROR_INIT;
	char path[64];
	const char *at;

	snprintf(path, sizeof(path), "/proc/%llu/statm", (unsigned long long)pid);
	if (pid == 0 || fs_read(path, &text, &ignored) < 0)
		return 0;
	at = buf_str(&text);
	number(&at);
	return number(&at) * (uint64_t)sysconf(_SC_PAGESIZE) >> 20;
}

/* An entry that nobody locks is of a process that has gone. */
static void look_at_entry(int folder, const char *name, struct survey *s)
{
	AUTO_CLOSE int fd = openat(folder, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	char text[64] = "";
	const char *at = text;
	uint64_t mib;
	uint64_t has;

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		unlinkat(folder, name, 0);
		return;
	}
	if (pread(fd, text, sizeof(text) - 1, 0) <= 0)
		return;
	mib = number(&at);
	has = resident_mib(number(&at));
	s->guests++;
	s->mib += mib;
	if (mib + ADMISSION_OVERHEAD_MIB > has)
		s->owed += mib + ADMISSION_OVERHEAD_MIB - has;
}

static int look(int folder, const char *meminfo, struct survey *s, struct error *err)
{
	int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;
	unsigned seen = 0;

	*s = (struct survey){ 0 };
	if (!dir) {
		if (copy >= 0)
			close(copy);
		return error_errno(err, "the ledger of guests");
	}
	while ((e = readdir(dir)) != NULL && seen < GUESTS_MAX) {
		if (!starts_with(e->d_name, entry_prefix))
			continue;
		seen++;
		look_at_entry(folder, e->d_name, s);
	}
	closedir(dir);
	return read_available(meminfo, &s->available, err);
}

/* Ours alone: in a folder that all may write, another user could have made it first. */
static int open_ledger(const char *runtime_dir, struct buf *path, int *out, struct error *err)
{
	AUTO_CLOSE int fd = -1;
	struct stat st;

	buf_addf(path, "%s/azlcts-guests-%u", runtime_dir ? runtime_dir : "/tmp",
		 (unsigned)geteuid());
	if (path->failed)
		return error_memory(err);
	if (mkdir(buf_str(path), 0700) < 0 && errno != EEXIST)
		return error_errno(err, "create folder %s", buf_str(path));
	fd = open(buf_str(path), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		return error_errno(err, "open %s", buf_str(path));
	if (st.st_uid != geteuid() || st.st_mode & 022)
		return error_set(err, EPERM, "%s: others may write there", buf_str(path));
	*out = TAKE_FD(fd);
	return 0;
}

static int rest(const struct admission_wish *w, int ms, struct error *err)
{
	struct pollfd p = { .fd = w->cancel ? w->cancel->fd : -1, .events = POLLIN };

	if (poll(&p, 1, ms) > 0)
		return error_set(err, ECANCELED, "interrupted");
	return 0;
}

/* Who decides holds this; never for long, unless it was stopped. */
static int open_lock(int folder, const struct admission_wish *w, int *out, struct error *err)
{
	AUTO_CLOSE int fd = openat(folder, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return error_errno(err, "open the lock of the ledger of guests");
	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		int ret = errno == EWOULDBLOCK || errno == EINTR
				  ? rest(w, LOCK_MS, err)
				  : error_errno(err, "lock the ledger of guests");

		if (ret)
			return ret;
	}
	*out = TAKE_FD(fd);
	return 0;
}

static void write_entry(const struct admission *a, pid_t qemu)
{
	char text[64];
	int n = snprintf(text, sizeof(text), "%10u %10d\n", a->memory_mib, (int)qemu);

	/* A ledger that cannot be written loses a number, not a guest. */
	if (pwrite(a->fd, text, (size_t)n, 0) != n)
		return;
}

static int enter(struct admission *out, const char *ledger, unsigned memory_mib, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "%s/%sXXXXXX", ledger, entry_prefix);
	if (path.failed)
		return error_memory(err);
	*out = (struct admission){ .fd = mkostemp(path.data, O_CLOEXEC), .memory_mib = memory_mib };
	if (out->fd < 0)
		return error_errno(err, "create %s", buf_str(&path));
	out->path = buf_take(&path);
	if (!out->path || flock(out->fd, LOCK_EX | LOCK_NB) < 0) {
		admission_release(out);
		return error_set(err, EIO, "the ledger of guests cannot be locked");
	}
	write_entry(out, 0);
	return 0;
}

static uint64_t free_mib(const struct survey *s)
{
	return s->available > s->owed ? s->available - s->owed : 0;
}

static bool has_room(const struct survey *s, const struct admission_wish *w)
{
	if (w->ceiling_mib && s->mib + w->memory_mib > w->ceiling_mib)
		return false;
	return free_mib(s) >= (uint64_t)w->memory_mib + ADMISSION_OVERHEAD_MIB;
}

/* One look, under the lock; *entered: there was room, and it is ours. */
static int try_to_enter(struct admission *out, const struct admission_wish *w, struct survey *s,
			bool *entered, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO_CLOSE int folder = -1;
	AUTO_CLOSE int lock = -1;
	int ret = open_ledger(w->runtime_dir, &path, &folder, err);

	if (!ret)
		ret = open_lock(folder, w, &lock, err);
	if (!ret)
		ret = look(folder, w->meminfo, s, err);
	*entered = !ret && has_room(s, w);
	return *entered ? enter(out, buf_str(&path), w->memory_mib, err) : ret;
}

static int no_room(const struct admission_wish *w, const struct survey *s, struct error *err)
{
	return error_set(err, ENOMEM,
			 "not enough memory for a guest: %u MiB and %d MiB for QEMU are needed, "
			 "%llu MiB are free; see --memory",
			 w->memory_mib, ADMISSION_OVERHEAD_MIB, (unsigned long long)free_mib(s));
}

int admission_wait(struct admission *out, const struct admission_wish *wish, struct error *err)
{
	int64_t said = 0;
	int64_t alone = 0; /* since when nobody else runs; 0: somebody does */

	if (wish->ceiling_mib && wish->memory_mib > wish->ceiling_mib)
		return error_input(err,
				   "--guests-memory %u: less than the %u MiB of one guest; see "
				   "--memory",
				   wish->ceiling_mib, wish->memory_mib);
	for (;;) {
		struct survey s = { 0 };
		bool entered = false;
		int ret = try_to_enter(out, wish, &s, &entered, err);
		int64_t now = clock_now_ms();

		if (ret || entered)
			return ret;
		if (s.guests > 0)
			alone = 0;
		else if (alone == 0)
			alone = now;
		else if (now - alone >= ALONE_MS)
			return no_room(wish, &s, err);
		if (s.guests > 0 && now - said >= SAY_MS) {
			progress_say(wish->progress, "memory",
				     "waiting for a guest of %u MiB to have room: %u with %llu MiB "
				     "run, %llu MiB are free",
				     wish->memory_mib, s.guests, (unsigned long long)s.mib,
				     (unsigned long long)free_mib(&s));
			said = now;
		}
		ret = rest(wish, LOOK_MS, err);
		if (ret)
			return ret;
	}
}

void admission_note(struct admission *a, pid_t qemu)
{
	if (a->fd >= 0)
		write_entry(a, qemu);
}

void admission_release(struct admission *a)
{
	if (a->path)
		unlink(a->path);
	if (a->fd >= 0)
		close(a->fd);
	free(a->path);
	*a = (struct admission)ADMISSION_INIT;
}
