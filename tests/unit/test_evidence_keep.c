/* SPDX-License-Identifier: MIT */
/* What is kept of the evidence lasts until rows change, and not longer. */
#include "test.h"

#include <stdio.h>
#include <unistd.h>

#include "model/evidence.h"

static void release(void *thing)
{
	int *released = thing;

	++*released;
}

static void lifetime(void **state)
{
	char dir[] = "/tmp/azlcts-keep-XXXXXX";
	char path[64];
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;
	uint64_t generation;
	int first = 0;
	int second = 0;
	int third = 0;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/evidence.db", dir);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_copy(&ev, path, &err), 0);

	assert_null(evidence_kept(ev, "one"));
	evidence_keep(ev, "one", &first, release);
	assert_ptr_equal(evidence_kept(ev, "one"), &first);
	assert_null(evidence_kept(ev, "two"));
	evidence_forgive(ev);
	assert_int_equal(evidence_complete(ev), 0); /* reading changes nothing */
	assert_ptr_equal(evidence_kept(ev, "one"), &first);
	generation = evidence_generation(ev);
	assert_int_equal(evidence_change(ev, "DELETE FROM elf", &err), 0);
	assert_int_not_equal(evidence_generation(ev), generation);
	assert_null(evidence_kept(ev, "one"));
	assert_int_equal(first, 1);

	assert_int_equal(evidence_try(ev, &err), 0);
	evidence_keep(ev, "one", &first, release);
	assert_int_equal(evidence_undo(ev, &err), 0);
	assert_null(evidence_kept(ev, "one"));
	assert_int_equal(first, 2);

	evidence_keep(ev, "one", &first, release);
	assert_int_equal(sink_complete(evidence_sink(ev), PART_ELF, &err), 0);
	assert_null(evidence_kept(ev, "one"));
	assert_int_equal(first, 3);

	/* of four there is room; the fifth takes the place of the first */
	evidence_keep(ev, "one", &first, release);
	evidence_keep(ev, "two", &second, release);
	evidence_keep(ev, "three", &third, release);
	evidence_keep(ev, "four", &third, release);
	assert_int_equal(first, 3);
	assert_ptr_equal(evidence_kept(ev, "one"), &first);
	evidence_keep(ev, "five", &third, release);
	assert_int_equal(first, 4);
	assert_null(evidence_kept(ev, "one"));
	assert_ptr_equal(evidence_kept(ev, "two"), &second);
	evidence_free(ev);
	assert_int_equal(second, 1);
	assert_int_equal(third, 3);
	unlink(path);
	rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lifetime),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
