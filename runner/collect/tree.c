/* SPDX-License-Identifier: MIT */
/* The order of things. */
#include <stdio.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "collect/accounts.h"
#include "collect/collect.h"
#include "collect/files.h"
#include "collect/lean.h"
#include "collect/live.h"
#include "collect/rpmdb.h"

int collect_tree(int root_fd, const struct sink *sink, const struct progress *progress,
		 const struct cancel *cancel, struct error *err)
{
	int ret = collect_files(root_fd, sink, progress, cancel, err);

	if (ret == 0)
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0)
		ret = collect_rpmdb(root_fd, sink, err);
	return ret;
}

int collect_lean_tree(int root_fd, unsigned wanted, const struct sink *sink,
		      const struct progress *progress, const struct cancel *cancel,
		      struct error *err)
{
	int ret = collect_lean(root_fd, sink, progress, cancel, err);

	if (ret == 0)
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0 && wanted & EVIDENCE(PACKAGES))
		ret = collect_rpmdb(root_fd, sink, err);
	return ret;
}

int collect_folder(int root_fd, const struct sink *sink, const struct progress *progress,
		   const struct cancel *cancel, struct error *err)
{
	return collect_files(root_fd, sink, progress, cancel, err);
}

/* Milliseconds that each step took: for whoever wonders where the time went (table volatile). */
struct watch {
	const struct sink *sink;
	int64_t since;
};

static int step(struct watch *w, enum part part, int ret, struct error *err)
{
	int64_t now = clock_now_ms();
	char text[24];

	if (ret < 0)
		return ret;
	snprintf(text, sizeof(text), "%lld", (long long)(now - w->since));
	w->since = now;
	return sink_volatile(w->sink, part, "collect_ms", text, err);
}

/* The most memory this process had so far. */
static int peak(const struct sink *sink, struct error *err)
{
	struct rusage usage;
	char text[24];

	if (getrusage(RUSAGE_SELF, &usage) < 0)
		return 0;
	snprintf(text, sizeof(text), "%ld", usage.ru_maxrss);
	return sink_volatile(sink, PART_FILES, "probe_peak_kib", text, err);
}

static int collect_live_parts(int root_fd, struct units_answer *units, const struct live_ask *ask,
			      const struct sink *sink, const struct cancel *cancel,
			      struct error *err)
{
	struct watch w = { sink, clock_now_ms() };
	int ret = step(&w, PART_KERNEL, collect_kernel(root_fd, sink, cancel, err), err);

	if (ret == 0)
		ret = step(&w, PART_FILES,
			   collect_files_live(root_fd, true, ask->known, sink, cancel, err), err);
	if (ret == 0)
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0)
		ret = step(&w, PART_PACKAGES, collect_rpmdb(root_fd, sink, err), err);
	if (ret == 0)
		ret = step(&w, PART_UNITS, collect_units(root_fd, units, sink, cancel, err), err);
	if (ret == 0) /* last: what they do must not be seen by the others */
		ret = step(&w, PART_COMMANDS, collect_commands(ask, sink, cancel, err), err);
	return ret ? ret : peak(sink, err);
}

int collect_live(int root_fd, const struct live_ask *ask, const struct sink *sink,
		 const struct cancel *cancel, struct error *err)
{
	struct units_answer *units = NULL;
	struct watch w = { sink, clock_now_ms() };
	int ret = collect_mounts(root_fd, sink, err);

	if (ret == 0)
		ret = step(&w, PART_MOUNTS, collect_listeners(root_fd, sink, err), err);
	if (ret == 0)
		ret = units_ask(&units, cancel, err);
	if (ret == 0)
		ret = collect_live_parts(root_fd, units, ask, sink, cancel, err);
	units_answer_free(units);
	return ret;
}

/* FILES has what CONFIG has. */
static int collect_asked_files(int root_fd, const struct live_ask *ask, const struct sink *sink,
			       const struct cancel *cancel, struct error *err)
{
	if (ask->parts & (EVIDENCE(ELF) | EVIDENCE(FILES)))
		return collect_files_live(root_fd, (ask->parts & EVIDENCE(ELF)) != 0, ask->known,
					  sink, cancel, err);
	return collect_lean(root_fd, sink, NULL, cancel, err);
}

/* What the running system says comes first: reading files makes it say other things. */
static int collect_asked_parts(int root_fd, const struct live_ask *ask, const struct sink *sink,
			       const struct cancel *cancel, struct error *err)
{
	unsigned asked = ask->parts;
	struct units_answer *units = NULL;
	struct watch w = { sink, clock_now_ms() };
	int ret = 0;

	if (asked & EVIDENCE(MOUNTS))
		ret = collect_mounts(root_fd, sink, err);
	if (ret == 0 && asked & EVIDENCE(LISTENERS))
		ret = collect_listeners(root_fd, sink, err);
	if (ret == 0 && asked & EVIDENCE(UNITS))
		ret = units_ask(&units, cancel, err);
	if (ret == 0 && asked & EVIDENCE(KERNEL))
		ret = step(&w, PART_KERNEL, collect_kernel(root_fd, sink, cancel, err), err);
	if (ret == 0 && asked & (EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(CONFIG)))
		ret = step(&w, PART_FILES, collect_asked_files(root_fd, ask, sink, cancel, err),
			   err);
	if (ret == 0 && asked & EVIDENCE(ACCOUNTS))
		ret = collect_accounts(root_fd, sink, err);
	if (ret == 0 && asked & EVIDENCE(PACKAGES))
		ret = step(&w, PART_PACKAGES, collect_rpmdb(root_fd, sink, err), err);
	if (ret == 0 && asked & EVIDENCE(UNITS))
		ret = step(&w, PART_UNITS, collect_units(root_fd, units, sink, cancel, err), err);
	units_answer_free(units);
	return ret;
}

int collect_asked(int root_fd, const struct live_ask *ask, const struct sink *sink,
		  const struct cancel *cancel, struct error *err)
{
	int ret = 0;

	if (ask->commands_len > 0 || ask->parts & EVIDENCE(COMMANDS))
		ret = collect_commands(ask, sink, cancel, err);
	return ret ? ret : collect_asked_parts(root_fd, ask, sink, cancel, err);
}
