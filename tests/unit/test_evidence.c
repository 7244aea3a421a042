/* SPDX-License-Identifier: MIT */
/* The evidence file: rows in, rows out, and everything it has to refuse. */
#include "test.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "model/evidence.h"
#include "model/evidence_db.h"

struct state {
	char dir[64];
	char path[96];
};

static int setup(void **out)
{
	static struct state s;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	snprintf(s.path, sizeof(s.path), "%s/evidence.db", s.dir);
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;

	return fs_remove_tree(s->dir, &err);
}

static void put_module(struct evidence *ev, const char *name, size_t len)
{
	struct error err = ERROR_INIT;
	struct row row = row_of(TABLE_module);

	row_textn(&row, name, len);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), 0);
}

static void make(const char *path, const char *const *modules)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_create(&ev, path, &err), 0);
	for (; *modules; modules++)
		put_module(ev, *modules, strlen(*modules));
	assert_int_equal(sink_complete(evidence_sink(ev), PART_KERNEL, &err), 0);
	assert_int_equal(sink_failed(evidence_sink(ev), PART_UNITS, "no systemctl", &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
}

static void rows_come_back(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const char *seen[2];

	make(s->path, (const char *[]){ "ext4", "vfat", NULL });
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
	assert_int_equal(evidence_complete(ev), EVIDENCE(KERNEL));
	assert_string_equal(evidence_part_failed(ev, PART_UNITS), "no systemctl");
	assert_null(evidence_part_failed(ev, PART_FILES));
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT name FROM module WHERE name >= ?1 ORDER BY name",
				      1, (const char *[]){ "f" });
	assert_true(cursor_next(&c));
	seen[0] = cursor_text(&c, 0);
	assert_string_equal(seen[0], "vfat");
	assert_false(cursor_next(&c));
	assert_false(evidence_failed(ev));
}

static void uncommitted_is_removed(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;

	assert_int_equal(evidence_create(&ev, s->path, &err), 0);
	put_module(ev, "ext4", 4);
	evidence_free(ev);
	assert_false(fs_exists(s->path));
}

static void only_select(void **in)
{
	static const char *const refused[] = {
		"INSERT INTO module VALUES ('x')",
		"DELETE FROM module",
		"ATTACH 'x' AS y",
		"PRAGMA journal_mode = WAL",
		"CREATE TEMP TABLE t (a)",
		"SELECT load_extension('x')",
		"SELECT 1; SELECT 2",
		"SELECT nothing FROM module",
		"",
	};
	const struct state *s = *in;
	struct error err = ERROR_INIT;

	make(s->path, (const char *[]){ "ext4", NULL });
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;

		assert_int_equal(evidence_open(&ev, s->path, &err), 0);
		AUTO(cursor) struct cursor c = cursor_open(ev, refused[i], 0, NULL);
		assert_false(cursor_next(&c));
		assert_true(evidence_failed(ev));
		assert_true(*evidence_why(ev) != '\0');
		/* sticky: a good query gives no rows either, until it is forgiven */
		AUTO(cursor) struct cursor d = cursor_open(ev, "SELECT 1", 0, NULL);
		assert_false(cursor_next(&d));
		assert_int_equal(evidence_complete(ev), 0);
		evidence_forgive(ev);
		AUTO(cursor) struct cursor e = cursor_open(ev, "SELECT 1", 0, NULL);
		assert_true(cursor_next(&e));
	}
}

static void digest_of(const char *path, char out[65])
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(evidence_digest(ev, out, &err), 0);
}

static void digest_is_of_the_rows(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *copy = NULL;
	char other[128];
	char a[SHA256_HEX];
	char b[SHA256_HEX];

	snprintf(other, sizeof(other), "%s/other.db", s->dir);
	make(s->path, (const char *[]){ "a", "b", NULL });
	make(other, (const char *[]){ "b", "a", NULL });
	digest_of(s->path, a);
	digest_of(other, b);
	assert_string_equal(a, b); /* the order of rows is not part of it */
	unlink(other);
	make(other, (const char *[]){ "ab", "", NULL });
	digest_of(other, b);
	assert_string_not_equal(a, b);

	/* a copy can be changed; volatile facts are not part of the digest, others are */
	assert_int_equal(evidence_copy(&copy, s->path, &err), 0);
	assert_int_equal(sink_volatile(evidence_sink(copy), PART_KERNEL, "boot_id", "1", &err), 0);
	assert_int_equal(evidence_digest(copy, b, &err), 0);
	assert_string_equal(a, b);
	assert_int_equal(
		evidence_change(copy, "UPDATE module SET name = 'c' WHERE name = 'a'", &err), 0);
	assert_int_equal(evidence_digest(copy, b, &err), 0);
	assert_string_not_equal(a, b);
	assert_int_not_equal(evidence_change(copy, "DROP TABLE module", &err), 0);
	digest_of(s->path, b);
	assert_string_equal(a, b);
}

static void foreign_bytes_become_text(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_create(&ev, s->path, &err), 0);
	put_module(ev, "a\0b\x1b[2J\xff", 8);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(TAKE(ev));
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT name FROM module", 0, NULL);
	assert_true(cursor_next(&c));
	assert_string_equal(cursor_text(&c, 0), "a\\x00b\\x1b[2J\\xff");
}

static void broken_files_are_refused(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	struct evidence *ev = NULL;

	assert_int_equal(evidence_open(&ev, s->path, &err), -EINVAL);
	assert_int_equal(fs_write(s->path, "not a database at all", 21, &err), 0);
	assert_int_equal(evidence_open(&ev, s->path, &err), -EINVAL);
	unlink(s->path);
	make(s->path, (const char *[]){ "a", NULL });
	assert_int_equal(truncate(s->path, 9000), 0);
	if (evidence_open(&ev, s->path, &err) == 0) {
		char digest[SHA256_HEX];

		assert_int_not_equal(evidence_digest(ev, digest, &err), 0);
		evidence_free(ev);
	}
	assert_int_equal(evidence_create(&ev, s->path, &err), -EINVAL); /* never overwritten */
}

static void files_are_kept_by_plain_name(void **in)
{
	static const char *const bad[] = { "../x", "a/b", "", ".hidden", "a\nb" };
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const struct sink *sink;
	char path[128];

	assert_int_equal(evidence_create(&ev, s->path, &err), 0);
	sink = evidence_sink(ev);
	assert_int_equal(sink->file(sink->arg, "rpmdb.sqlite", "x", 1, &err), -EPROTO);
	evidence_keep_files(ev, s->dir);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(sink->file(sink->arg, bad[i], "x", 1, &err), -EPROTO);
	assert_int_equal(sink->file(sink->arg, "rpmdb.sqlite", "x", 1, &err), 0);
	assert_int_equal(sink->file(sink->arg, "rpmdb.sqlite", "yz", 2, &err), 0);
	snprintf(path, sizeof(path), "%s/rpmdb.sqlite", s->dir);
	AUTO(buf) struct buf text = BUF_INIT(100);
	assert_int_equal(fs_read(path, &text, &err), 0);
	assert_string_equal(buf_str(&text), "xyz");
}

static void forgetting_a_part(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, (const char *[]){ "a", NULL });
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	assert_int_equal(evidence_forget(ev, EVIDENCE(KERNEL), &err), 0);
	assert_int_equal(evidence_complete(ev), 0);
	put_module(ev, "b", 1);
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT name FROM module", 0, NULL);
	assert_true(cursor_next(&c));
	assert_string_equal(cursor_text(&c, 0), "b");
	assert_false(cursor_next(&c));
}

/* A trial has its own time, and one that was stopped in its midst has been undone. */
static void trials(void **in)
{
	static const char long_sql[] =
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
		"INSERT INTO module SELECT 'x' || i FROM n";
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, (const char *[]){ "a", NULL });
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	ev->check_deadline = 1; /* of a check long ago */
	assert_int_equal(evidence_try(ev, &err), 0);
	assert_int_equal(evidence_change(ev, long_sql, &err), 0);
	ev->check_deadline = 1;
	assert_true(evidence_change(ev, long_sql, &err) < 0);
	assert_int_equal(evidence_undo(ev, &err), 0);
	evidence_forgive(ev);
	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT count(*) FROM module", 0, NULL);
	assert_true(cursor_next(&c));
	assert_int_equal(cursor_int(&c, 0), 1);
}

static void wrong_rows_are_refused(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct row row = row_of(TABLE_module);

	assert_int_equal(evidence_create(&ev, s->path, &err), 0);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), -EPROTO);
	row_int(&row, 1);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), -EPROTO);
	row = row_of(TABLE_COUNT);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), -EPROTO);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(rows_come_back),
		TEST(uncommitted_is_removed),
		TEST(only_select),
		TEST(digest_is_of_the_rows),
		TEST(foreign_bytes_become_text),
		TEST(broken_files_are_refused),
		TEST(files_are_kept_by_plain_name),
		TEST(forgetting_a_part),
		TEST(trials),
		TEST(wrong_rows_are_refused),
	};

	return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
