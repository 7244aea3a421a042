/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_kept.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>

#include "base/fs.h"

enum { AGAIN_MS = 200, SAY_MS = 5000 };

static int wait_for(struct kept_folder *k, int how, const struct context *context,
		    const char *folder, struct error *err)
{
	struct pollfd p = { .fd = context->cancel ? context->cancel->fd : -1, .events = POLLIN };

	for (unsigned waited = 0; flock(k->fd, how | LOCK_NB) < 0; waited += AGAIN_MS) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_errno(err, "lock %s", folder);
		if (waited % SAY_MS == 0)
			progress_say(&context->progress, "machine",
				     "another run works with %s: waiting for it", folder);
		poll(&p, 1, AGAIN_MS);
		if (context->cancel && cancel_check(context->cancel, err) < 0)
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
	k->fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (k->fd < 0)
		return error_input(err, "--machine: %s: %s", lock, strerror(errno));
	return wait_for(k, LOCK_SH, context, folder, err);
}

int kept_claim(struct kept_folder *k, const struct context *context, const char *folder,
	       struct error *err)
{
	flock(k->fd, LOCK_UN); /* two that share would wait for one another */
	return wait_for(k, LOCK_EX, context, folder, err);
}

void kept_leave(struct kept_folder *k)
{
	if (k->fd >= 0)
		close(k->fd);
	*k = (struct kept_folder)KEPT_FOLDER_INIT;
}
