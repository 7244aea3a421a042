/* SPDX-License-Identifier: MIT */
#include "source/disk/guest.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>

#include "base/fs.h"
#include "source/disk/child.h"

enum { CHANNELS = 3 };

/* Keeps our ends in *g; QEMU's come in `theirs`. */
static int open_channels(struct guest *g, int theirs[CHANNELS], struct error *err)
{
	int *const ours[CHANNELS] = { &g->console, &g->qmp, &g->wire };

	for (size_t i = 0; i < CHANNELS; i++) {
		int pair[2];

		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
			return error_errno(err, "socketpair");
		*ours[i] = pair[0];
		theirs[i] = pair[1];
		if (fcntl(pair[0], F_SETFL, O_NONBLOCK) < 0)
			return error_errno(err, "socket");
	}
	return 0;
}

int guest_start(struct guest *g, const struct guest_spec *spec, struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	const char *args[GUEST_ARGS_MAX];
	AUTO_FREE char *vars = fs_join(spec->work_dir, "vars.fd");
	int theirs[CHANNELS] = { -1, -1, -1 };
	int ret = 0;

	*g = (struct guest)GUEST_INIT;
	if (!vars ||
	    snprintf(g->log, sizeof(g->log), "%s/qemu.log", spec->work_dir) >= (int)sizeof(g->log))
		return error_set(err, ENAMETOOLONG, "%s: too long a path", spec->work_dir);
	if (spec->firmware == FIRMWARE_UEFI)
		ret = firmware_copy_vars(spec->uefi, vars, err);
	if (!ret)
		ret = open_channels(g, theirs, err);
	if (!ret)
		ret = guest_args(spec, theirs, &arena, args, err);
	if (!ret)
		ret = child_start(&g->pid, args, theirs, CHANNELS, SIGKILL, spec->scenario, g->log,
				  err);
	if (ret == -EPERM && spec->scenario)
		ret = error_wrap(err,
				 "a guest of a scenario is put into a network namespace, which "
				 "takes root or user namespaces");
	for (size_t i = 0; i < CHANNELS; i++)
		if (theirs[i] >= 0)
			close(theirs[i]);
	if (ret)
		guest_stop(g);
	return ret;
}

bool guest_ended(struct guest *g, char how[256])
{
	return child_ended(&g->pid, g->log, how);
}

void guest_stop(struct guest *g)
{
	int *const ours[CHANNELS] = { &g->console, &g->qmp, &g->wire };

	child_kill(&g->pid);
	for (size_t i = 0; i < CHANNELS; i++) {
		if (*ours[i] >= 0)
			close(*ours[i]);
		*ours[i] = -1;
	}
}
