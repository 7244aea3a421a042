/* SPDX-License-Identifier: MIT */
/* Files of a library's own format in the evidence: what went in comes out, or nothing does. */
#include "test.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/fs.h"
#include "model/evidence.h"

enum { LARGE = 3000000 };

static char dir[] = "/tmp/azlcts-test.XXXXXX";
static char path[64];

static int setup(void **state UNUSED)
{
	strcpy(dir, "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof(path), "%s/evidence.db", dir);
	return 0;
}

static int teardown(void **state UNUSED)
{
	struct error err = ERROR_INIT;

	return fs_remove_tree(dir, &err);
}

static void make(const char *data, size_t len)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_create(&ev, path, &err), 0);
	assert_int_equal(evidence_sink(ev)->blob(evidence_sink(ev)->arg, "solv", data, len, &err),
			 0);
	assert_int_equal(sink_complete(evidence_sink(ev), PART_REPOSITORY, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
}

static void bytes_come_back(void **state UNUSED)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_FREE char *data = malloc(LARGE);
	AUTO_FREE char *found = malloc(LARGE + 1);
	FILE *f = NULL;

	for (size_t i = 0; i < LARGE; i++)
		data[i] = (char)(i * 7 % 251);
	make(data, LARGE);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(evidence_blob(ev, "solv", &f, &err), 0);
	assert_int_equal(fread(found, 1, LARGE + 1, f), LARGE);
	assert_memory_equal(found, data, LARGE);
	assert_int_equal(fseek(f, -5, SEEK_END), 0);
	assert_int_equal(fread(found, 1, 10, f), 5);
	assert_memory_equal(found, data + LARGE - 5, 5);
	fclose(f);
}

static void an_absent_one_is_an_error(void **state UNUSED)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	FILE *f = NULL;

	make("x", 1);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(evidence_blob(ev, "other", &f, &err), -EINVAL);
	assert_null(f);
}

static void a_changed_one_is_an_error(void **state UNUSED)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	FILE *f = NULL;
	sqlite3 *db = NULL;

	make("solvable", 8);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE blob_bytes SET bytes = x'00'", NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(evidence_blob(ev, "solv", &f, &err), -EINVAL);
	assert_non_null(strstr(err.text, "damaged"));
	assert_null(f);
}

static void the_digest_is_of_them_too(void **state UNUSED)
{
	struct error err = ERROR_INIT;
	char digests[2][65];

	for (size_t i = 0; i < 2; i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;

		make(i ? "a" : "b", 1);
		assert_int_equal(evidence_open(&ev, path, &err), 0);
		assert_int_equal(evidence_digest(ev, digests[i], &err), 0);
		assert_int_equal(unlink(path), 0);
	}
	assert_string_not_equal(digests[0], digests[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(bytes_come_back, setup, teardown),
		cmocka_unit_test_setup_teardown(an_absent_one_is_an_error, setup, teardown),
		cmocka_unit_test_setup_teardown(a_changed_one_is_an_error, setup, teardown),
		cmocka_unit_test_setup_teardown(the_digest_is_of_them_too, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
