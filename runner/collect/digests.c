/* SPDX-License-Identifier: MIT */
#include "collect/digests.h"

#include <linux/magic.h>
#include <sys/timerfd.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
	SLOTS_FIRST = 1 << 12,
	SLOTS_MAX = 1 << 18, /* some 20 MiB */
	MARGIN_S = 1,	     /* the kernel's times of files are a tick behind */
	FAR_S = 3600 * 24 * 365,
};

struct known {
	ino_t ino; /* 0: free */
	off_t size;
	struct timespec changed;
	char sha256[SHA256_HEX];
};

struct digests {
	int clock; /* a timer that the kernel cancels when the clock is set; -1: nothing is kept */
	bool keeping;
	dev_t dev;
	time_t before; /* only what had its last change before this is kept */
	struct known *slots;
	size_t size; /* a power of two, or 0 */
	size_t used;
};

static void forget(struct digests *d)
{
	free(d->slots);
	d->slots = NULL;
	d->size = d->used = 0;
	d->keeping = false;
}

static bool watch_clock(struct digests *d)
{
	struct itimerspec far = { 0 };

	if (clock_gettime(CLOCK_REALTIME, &far.it_value) < 0)
		return false;
	far.it_value.tv_sec += FAR_S;
	return timerfd_settime(d->clock, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &far, NULL) ==
	       0;
}

/*
 * Was the clock let alone since it has been watched?  The kernel says that it was not once only, so
 * whoever asks forgets at once.
 */
static bool clock_is_steady(struct digests *d)
{
	uint64_t times;

	if (d->clock < 0)
		return false;
	if (read(d->clock, &times, sizeof(times)) < 0 && errno == EAGAIN)
		return true;
	forget(d);
	if (!watch_clock(d))
		close(TAKE_FD(d->clock));
	return false;
}

int digests_new(struct digests **out, struct error *err)
{
	struct digests *d = calloc(1, sizeof(*d));

	if (!d)
		return error_memory(err);
	d->clock = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
	if (d->clock >= 0 && !watch_clock(d))
		close(TAKE_FD(d->clock));
	*out = d;
	return 0;
}

void digests_free(struct digests *d)
{
	if (!d)
		return;
	if (d->clock >= 0)
		close(d->clock);
	forget(d);
	free(d);
}

static bool keeps_times(int root_fd)
{
	struct statfs fs;

	return fstatfs(root_fd, &fs) == 0 &&
	       (fs.f_type == EXT4_SUPER_MAGIC || fs.f_type == BTRFS_SUPER_MAGIC);
}

void digests_begin(struct digests *d, int root_fd)
{
	struct timespec now;
	struct stat root;

	clock_is_steady(d);
	d->keeping = d->clock >= 0 && d->used == 0 && keeps_times(root_fd) &&
		     fstat(root_fd, &root) == 0 && clock_gettime(CLOCK_REALTIME, &now) == 0 &&
		     syncfs(root_fd) == 0;
	if (d->keeping) {
		d->dev = root.st_dev;
		d->before = now.tv_sec - MARGIN_S;
	}
}

/* Where this file is, or a free slot: there is always one. */
static struct known *find(const struct digests *d, ino_t ino)
{
	size_t at = (size_t)(ino * 0x9e3779b97f4a7c15U >> 20) & (d->size - 1);

	while (d->slots[at].ino && d->slots[at].ino != ino)
		at = (at + 1) & (d->size - 1);
	return &d->slots[at];
}

static bool grow(struct digests *d)
{
	struct digests larger = { .size = d->size ? 2 * d->size : SLOTS_FIRST };

	if (larger.size > SLOTS_MAX)
		return false;
	larger.slots = calloc(larger.size, sizeof(*larger.slots));
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < d->size; i++)
		if (d->slots[i].ino)
			*find(&larger, d->slots[i].ino) = d->slots[i];
	free(d->slots);
	d->slots = larger.slots;
	d->size = larger.size;
	return true;
}

void digests_put(struct digests *d, const struct stat *st, const char sha256[SHA256_HEX])
{
	struct known *k;

	if (!d->keeping || st->st_dev != d->dev || st->st_ino == 0 ||
	    st->st_ctim.tv_sec >= d->before)
		return;
	if (d->used >= d->size / 4 * 3 && !grow(d))
		return;
	k = find(d, st->st_ino);
	d->used += k->ino == 0;
	*k = (struct known){ .ino = st->st_ino, .size = st->st_size, .changed = st->st_ctim };
	memcpy(k->sha256, sha256, SHA256_HEX);
}

bool digests_get(struct digests *d, const struct stat *st, char sha256[SHA256_HEX])
{
	const struct known *k;

	if (d->used == 0 || st->st_dev != d->dev || !clock_is_steady(d))
		return false;
	k = find(d, st->st_ino);
	if (k->ino != st->st_ino || k->size != st->st_size ||
	    k->changed.tv_sec != st->st_ctim.tv_sec || k->changed.tv_nsec != st->st_ctim.tv_nsec)
		return false;
	memcpy(sha256, k->sha256, SHA256_HEX);
	return true;
}
