/* SPDX-License-Identifier: MIT */
/* The order of things. */
#include "collect/accounts.h"
#include "collect/collect.h"
#include "collect/files.h"
#include "collect/live.h"
#include "collect/rpmdb.h"

int collect_tree(int root_fd, const struct sink *sink, const struct progress *progress,
		 const struct cancel *cancel, struct error *err)
{
	int ret = collect_files(root_fd, false, sink, progress, cancel, err);

	if (ret == 0)
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0)
		ret = collect_rpmdb(root_fd, sink, err);
	return ret;
}

static int collect_live_parts(int root_fd, struct units_answer *units, const char *commands,
			      size_t commands_len, const struct sink *sink,
			      const struct cancel *cancel, struct error *err)
{
	int ret = collect_kernel(root_fd, sink, cancel, err);

	if (ret == 0)
		ret = collect_files(root_fd, true, sink, NULL, cancel, err);
	if (ret == 0)
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0)
		ret = collect_rpmdb(root_fd, sink, err);
	if (ret == 0)
		ret = collect_units(root_fd, units, sink, cancel, err);
	if (ret == 0) /* last: what they do must not be seen by the others */
		ret = collect_commands(commands, commands_len, sink, cancel, err);
	return ret;
}

int collect_live(int root_fd, const char *commands, size_t commands_len, const struct sink *sink,
		 const struct cancel *cancel, struct error *err)
{
	struct units_answer *units = NULL;
	int ret = collect_mounts(root_fd, sink, err);

	if (ret == 0)
		ret = collect_listeners(root_fd, sink, err);
	if (ret == 0)
		ret = units_ask(&units, cancel, err);
	if (ret == 0)
		ret = collect_live_parts(root_fd, units, commands, commands_len, sink, cancel, err);
	units_answer_free(units);
	return ret;
}
