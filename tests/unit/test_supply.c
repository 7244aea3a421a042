/* SPDX-License-Identifier: MIT */
/* The pool of a check: kept until rows of any evidence change, bounded, and who plays which part.
 */
#include "judge/supply.h"

#include <sys/eventfd.h>

#include "model/kind.h"
#include "repository_made.h"

struct world {
	char dir[32];
	struct evidence *image;
	struct evidence *repository;
};

static struct evidence *copied(const struct world *w, const char *name,
			       void (*fill)(const struct world *w, const struct sink *sink))
{
	struct evidence *ev = NULL;
	struct error err = ERROR_INIT;
	char path[64];

	snprintf(path, sizeof(path), "%s/%s.db", w->dir, name);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	fill(w, evidence_sink(ev));
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_copy(&ev, path, &err), 0);
	return ev;
}

static void fill_image(const struct world *w, const struct sink *sink)
{
	struct row row = row_of(TABLE_package);
	struct error err = ERROR_INIT;

	(void)w;
	row_text(&row, "a-1-1.aarch64");
	row_text(&row, "a");
	row_null(&row);
	row_text(&row, "1");
	row_text(&row, "1");
	row_text(&row, "aarch64");
	row_null(&row);
	row_text(&row, "MIT");
	row_null(&row);
	row_int(&row, 1);
	row_null(&row);
	row_null(&row);
	assert_int_equal(sink_put(sink, &row, &err), 0);
	assert_int_equal(sink_complete(sink, PART_PACKAGES, &err), 0);
}

static void fill_repository(const struct world *w, const struct sink *sink)
{
	struct made_repository r = { 0 };
	struct error err = ERROR_INIT;

	made_package(&r, "b", NULL, "1", "1", "aarch64");
	made_package(&r, "c", NULL, "1", "1", "noarch");
	made_put(&r, w->dir, sink);
	assert_int_equal(sink_complete(sink, PART_REPOSITORY, &err), 0);
}

static int setup(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	struct error err = ERROR_INIT;

	assert_non_null(w);
	strcpy(w->dir, "/tmp/azlcts-supply-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	w->image = copied(w, "image", fill_image);
	w->repository = copied(w, "repository", fill_repository);
	assert_int_equal(evidence_supply(w->image, w->repository, &err), 0);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;
	struct error err = ERROR_INIT;

	evidence_free(w->image);
	evidence_free(w->repository);
	fs_remove_tree(w->dir, &err);
	free(w);
	return 0;
}

/* The pool, with so many packages that are available; NULL: it could not be made. */
static struct pool *ask(struct evidence *ev, size_t *available)
{
	CLEANUP(supply_release) struct supply s = SUPPLY_INIT;
	AUTO(findings) struct findings out = { 0 };
	bool good = supply_open(&s, ev, POOL_BIT(POOL_REPOSITORY), &out);

	*available = good ? supply_count(&s, POOL_BIT(POOL_REPOSITORY)) : 0;
	return good ? s.pool : NULL;
}

static void it_is_kept_until_any_rows_change(void **state)
{
	struct world *w = *state;
	struct error err = ERROR_INIT;
	struct pool *first;
	size_t count;

	first = ask(w->image, &count);
	assert_non_null(first);
	assert_int_equal(count, 2);
	assert_ptr_equal(ask(w->image, &count), first);

	/* of the repository, which is not where the pool is kept */
	assert_int_equal(evidence_try(w->repository, &err), 0);
	assert_int_equal(
		evidence_change(w->repository, "DELETE FROM available WHERE name = 'b'", &err), 0);
	assert_non_null(ask(w->image, &count));
	assert_int_equal(count, 1);
	assert_int_equal(evidence_undo(w->repository, &err), 0);
	assert_non_null(ask(w->image, &count));
	assert_int_equal(count, 2);

	/* and of the image */
	assert_int_equal(evidence_change(w->image, "DELETE FROM package", &err), 0);
	assert_null(evidence_kept(w->image, "supply"));
	assert_non_null(ask(w->image, &count));
	assert_int_equal(count, 2);
}

static void the_machine_is_what_most_packages_are_for(void **state)
{
	struct world *w = *state;
	CLEANUP(supply_release) struct supply s = SUPPLY_INIT;
	AUTO(findings) struct findings out = { 0 };
	const package_id *ids;
	struct error err = ERROR_INIT;

	assert_true(supply_open(&s, w->image, POOL_BIT(POOL_REPOSITORY), &out));
	assert_int_equal(pool_providers(s.pool, "b", &ids, &err), 0);
	assert_int_not_equal(ids[0], 0); /* it is for aarch64 */
}

static void what_is_not_there_is_said(void **state)
{
	struct world *w = *state;
	CLEANUP(supply_release) struct supply s = SUPPLY_INIT;
	AUTO(findings) struct findings out = { 0 };

	assert_false(supply_open(&s, w->repository, POOL_BIT(POOL_INSTALLED), &out));
	assert_int_equal(out.outcome, OUTCOME_MISSING);
	assert_int_equal(out.lacks, 0);
}

static void a_lack_of_repositories_is_marked(void **state)
{
	struct world *w = *state;
	struct evidence *alone = copied(w, "alone", fill_image);
	CLEANUP(supply_release) struct supply s = SUPPLY_INIT;
	AUTO(findings) struct findings out = { 0 };

	assert_false(supply_open(&s, alone, POOL_BIT(POOL_REPOSITORY), &out));
	assert_int_equal(out.outcome, OUTCOME_MISSING);
	assert_int_equal(out.lacks, AGAINST_REPOSITORIES);
	assert_non_null(strstr(out.reason, "--repository"));
	evidence_free(alone);
}

static void a_blob_that_is_damaged_is_an_error(void **state)
{
	struct world *w = *state;
	CLEANUP(supply_release) struct supply s = SUPPLY_INIT;
	AUTO(findings) struct findings out = { 0 };
	struct error err = ERROR_INIT;

	assert_int_equal(evidence_change(w->repository, "DELETE FROM blob", &err), 0);
	assert_false(supply_open(&s, w->image, POOL_BIT(POOL_REPOSITORY), &out));
	assert_int_equal(out.outcome, OUTCOME_ERROR);
}

static void a_limit_passes(void **state)
{
	CLEANUP(cancel_limit_release) struct cancel_limit l = CANCEL_LIMIT_INIT;
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(cancel_limit_open(&l, NULL, 30, &err), 0);
	assert_int_equal(cancel_check(&l.cancel, &err), 0);
	usleep(60000);
	assert_int_equal(cancel_check(&l.cancel, &err), -ECANCELED);
	assert_int_equal(cancel_check(&l.cancel, &err), -ECANCELED); /* for good */
}

static void a_limit_heeds_who_asks_before(void **state)
{
	struct cancel outer = { .fd = eventfd(0, EFD_CLOEXEC) };
	CLEANUP(cancel_limit_release) struct cancel_limit l = CANCEL_LIMIT_INIT;
	struct error err = ERROR_INIT;
	const uint64_t one = 1;

	(void)state;
	assert_int_equal(cancel_limit_open(&l, &outer, 60000, &err), 0);
	assert_int_equal(cancel_check(&l.cancel, &err), 0);
	assert_int_equal(write(outer.fd, &one, sizeof(one)), sizeof(one));
	assert_int_equal(cancel_check(&l.cancel, &err), -ECANCELED);
	cancel_close(&outer);
}

static void bytes_are_for_people(void **state)
{
	static const struct {
		int64_t bytes;
		const char *text;
	} cases[] = { { 0, "0 bytes" },
		      { 1023, "1023 bytes" },
		      { 1536, "1.5 KiB" },
		      { -3145728, "-3.0 MiB" },
		      { INT64_MIN, "-8388608.0 TiB" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

		supply_add_bytes(&text, cases[i].bytes);
		assert_string_equal(buf_str(&text), cases[i].text);
	}
}

#define WORLD(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(it_is_kept_until_any_rows_change),
		WORLD(the_machine_is_what_most_packages_are_for),
		WORLD(what_is_not_there_is_said),
		WORLD(a_lack_of_repositories_is_marked),
		WORLD(a_blob_that_is_damaged_is_an_error),
		cmocka_unit_test(a_limit_passes),
		cmocka_unit_test(a_limit_heeds_who_asks_before),
		cmocka_unit_test(bytes_are_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
