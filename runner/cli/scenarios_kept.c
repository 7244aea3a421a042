/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_kept.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/fs.h"

enum { AGAIN_MS = 200, SAY_MS = 5000 };

static int pause_for(const struct context *context, struct error *err)
{
	struct pollfd p = { .fd = context->cancel ? context->cancel->fd : -1, .events = POLLIN };

	poll(&p, 1, AGAIN_MS);
	return context->cancel ? cancel_check(context->cancel, err) : 0;
}

static int wait_for(struct kept_folder *k, int how, const struct context *context,
		    const char *folder, struct error *err)
{
	for (unsigned waited = 0; flock(k->fd, how | LOCK_NB) < 0; waited += AGAIN_MS) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_errno(err, "lock %s", folder);
		if (waited % SAY_MS == 0)
			progress_say(&context->progress, "machine",
				     "another run works with %s: waiting for it", folder);
		if (pause_for(context, err) < 0)
			return -err->code;
	}
	k->alone = how == LOCK_EX;
	return 0;
}

int kept_share(struct kept_folder *k, const struct context *context, const char *folder,
	       struct error *err)
{
	AUTO_FREE char *lock = fs_join(folder, "lock");
	int ret = fs_mkdirs(folder, err);

	if (ret)
		return ret;
	if (!lock)
		return error_memory(err);
	if (k->fd < 0)
		k->fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (k->fd < 0)
		return error_input(err, "--machine: %s: %s", lock, strerror(errno));
	return wait_for(k, LOCK_SH, context, folder, err);
}

int kept_claim(struct kept_folder *k, const struct context *context, const char *folder,
	       bool *alone, struct error *err)
{
	flock(k->fd, LOCK_UN); /* two that share would wait for one another */
	*alone = k->alone = flock(k->fd, LOCK_EX | LOCK_NB) == 0;
	if (*alone)
		return 0;
	if (errno != EWOULDBLOCK && errno != EINTR)
		return error_errno(err, "lock %s", folder);
	return pause_for(context, err);
}

/* When what the folder is known by was written; 0: it is not there. */
static ino_t words_of(const char *folder)
{
	AUTO_FREE char *words = fs_join(folder, "machine.json");
	struct stat st;

	return words && stat(words, &st) == 0 ? st.st_ino : 0;
}

int kept_open(struct kept_folder *k, const struct context *context, const char *folder,
	      struct error *err)
{
	ino_t before = words_of(folder);
	int ret = k->alone ? wait_for(k, LOCK_SH, context, folder, err) : 0;

	/* flock(2): changing a lock is no atomic operation */
	if (!ret && words_of(folder) != before)
		ret = error_set(err, EAGAIN,
				"%s: another run has put its machine there; give another --machine",
				folder);
	return ret;
}

void kept_leave(struct kept_folder *k)
{
	if (k->fd >= 0)
		close(k->fd);
	*k = (struct kept_folder)KEPT_FOLDER_INIT;
}
