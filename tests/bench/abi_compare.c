/* SPDX-License-Identifier: MIT */
/*
 * Times comparing two systems that are already in memory, and putting them there.
 *
 * usage: abi_compare REFERENCE.db CANDIDATE.db [ROUNDS]
 *
 * Prints JSON: objects compared, exports of both, seconds of loading both and of one comparison.
 */
#include <stdio.h>
#include <time.h>

#include "base/str.h"
#include "judge/abi/compare.h"

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void count(void *arg, const struct abi_change *change)
{
	size_t *changes = arg;

	*changes += !change->unchecked;
}

int main(int argc, char *argv[])
{
	const struct compare_options options = { 0 };
	struct names names = { 0 };
	struct world worlds[2];
	struct error err = ERROR_INIT;
	struct compare_tally tally;
	size_t exports = 0;
	size_t changes = 0;
	int64_t rounds = 5;
	double began;
	double loaded;

	if (argc < 3 || (argc > 3 && !str_int(argv[3], &rounds)))
		return 2;
	began = now();
	for (int i = 0; i < 2; i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;

		world_init(&worlds[i], &names);
		if (evidence_open(&ev, argv[i + 1], &err) < 0 || !world_add(&worlds[i], ev, NULL))
			return 3;
		for (size_t k = 0; k < worlds[i].count; k++)
			exports += worlds[i].items[k].exports_count;
	}
	loaded = now();
	for (int64_t i = 0; i < rounds; i++)
		if (!compare_worlds(&worlds[0], &worlds[1], &options, count, &changes, &tally))
			return 3;
	printf("{\"objects\": %zu, \"exports\": %zu, \"load_seconds\": %.6f, "
	       "\"compare_seconds\": %.6f}\n",
	       tally.objects, exports, loaded - began, (now() - loaded) / (double)rounds);
	world_release(&worlds[0]);
	world_release(&worlds[1]);
	names_release(&names);
	return 0;
}
