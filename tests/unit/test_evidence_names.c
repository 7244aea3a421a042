/* SPDX-License-Identifier: MIT */
/* Texts of NAME columns are kept once, and nobody who reads or changes rows can tell. */
#include "test.h"

#include <sqlite3.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "model/evidence.h"
#include "model/evidence_db.h"

struct state {
	char dir[64];
	char path[96];
	char other[96];
};

static int setup(void **out)
{
	static struct state s;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-names.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	snprintf(s.path, sizeof(s.path), "%s/evidence.db", s.dir);
	snprintf(s.other, sizeof(s.other), "%s/other.db", s.dir);
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;

	return fs_remove_tree(s->dir, &err);
}

struct needed {
	int elf;
	int position;
	const char *soname; /* NULL: a NULL value */
};

static void put(struct evidence *ev, const struct needed *n)
{
	struct error err = ERROR_INIT;
	struct row row = row_of(TABLE_elf_needed);

	row_int(&row, n->elf);
	row_int(&row, n->position);
	row_text(&row, n->soname);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), 0);
}

static void make(const char *path, const struct needed *rows, size_t count)
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_create(&ev, path, &err), 0);
	for (size_t i = 0; i < count; i++)
		put(ev, &rows[i]);
	assert_int_equal(sink_complete(evidence_sink(ev), PART_ELF, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
}

static const struct needed rows[] = {
	{ 1, 0, "libc.so.6" }, { 1, 1, "libm.so.6" }, { 1, 2, "" },	     { 2, 0, "libc.so.6" },
	{ 2, 1, NULL },	       { 3, 0, "libc.so.6" }, { 3, 1, "libc.so.6" },
};

/* First column of all rows, a comma after each; "-": NULL. */
static void ask(struct evidence *ev, const char *sql, const char *expected)
{
	AUTO(buf) struct buf seen = BUF_INIT(BUF_TEXT);
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	while (cursor_next(&c))
		buf_addf(&seen, "%s,", cursor_null(&c, 0) ? "-" : cursor_text(&c, 0));
	if (evidence_failed(ev))
		fail_msg("%s: %s", sql, evidence_why(ev));
	assert_string_equal(buf_str(&seen), expected);
}

static void change(struct evidence *ev, const char *sql)
{
	struct error err = ERROR_INIT;

	if (evidence_change(ev, sql, &err) != 0)
		fail_msg("%s: %s", sql, err.text);
}

static void texts_come_back(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
	ask(ev, "SELECT soname FROM elf_needed ORDER BY elf, position",
	    "libc.so.6,libm.so.6,,libc.so.6,-,libc.so.6,libc.so.6,");
	ask(ev, "SELECT count(*) FROM elf_needed WHERE soname = 'libc.so.6'", "4,");
	ask(ev, "SELECT count(*) FROM elf_needed WHERE soname IS NULL", "1,");
	ask(ev, "SELECT position FROM elf_needed WHERE elf = 1 AND soname = 'libm.so.6'", "1,");
	ask(ev, "SELECT count(*) FROM elf_needed", "7,");
	/* each once, and a suite that looks below the view breaks nothing */
	ask(ev, "SELECT text FROM name ORDER BY text", ",libc.so.6,libm.so.6,");
	ask(ev, "SELECT count(DISTINCT soname) FROM stored_elf_needed", "3,");
}

static void digest_of(const char *path, char out[SHA256_HEX])
{
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(evidence_digest(ev, out, &err), 0);
}

/* Neither the order of rows nor that of names is part of it. */
static void digest_is_of_the_texts(void **in)
{
	const struct state *s = *in;
	struct needed turned[ARRAY_SIZE(rows)];
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	char a[SHA256_HEX];
	char b[SHA256_HEX];

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		turned[i] = rows[ARRAY_SIZE(rows) - 1 - i];
	make(s->path, rows, ARRAY_SIZE(rows));
	make(s->other, turned, ARRAY_SIZE(turned));
	digest_of(s->path, a);
	digest_of(s->other, b);
	assert_string_equal(a, b);

	/* the same rows by another way: names that are not used any more do not count */
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	change(ev, "UPDATE elf_needed SET soname = 'x' WHERE soname = 'libc.so.6'");
	assert_int_equal(evidence_digest(ev, b, &err), 0);
	assert_string_not_equal(a, b);
	change(ev, "UPDATE elf_needed SET soname = 'libc.so.6' WHERE soname = 'x'");
	assert_int_equal(evidence_digest(ev, b, &err), 0);
	assert_string_equal(a, b);
	digest_of(s->path, b);
	assert_string_equal(a, b);
}

static void views_can_be_changed(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	change(ev, "INSERT INTO elf_needed VALUES (4, 0, 'libnew.so.1')");
	change(ev, "INSERT INTO elf_needed (elf, soname) VALUES (5, 'libc.so.6')");
	ask(ev, "SELECT soname FROM elf_needed WHERE elf >= 4 ORDER BY elf",
	    "libnew.so.1,libc.so.6,");
	ask(ev, "SELECT position FROM elf_needed WHERE elf = 5", "-,");
	change(ev, "DELETE FROM elf_needed WHERE soname = 'libc.so.6' AND elf = 1");
	ask(ev, "SELECT soname FROM elf_needed WHERE elf = 1 ORDER BY position", "libm.so.6,,");
	change(ev, "DELETE FROM elf_needed WHERE soname IS NULL");
	ask(ev, "SELECT count(*) FROM elf_needed WHERE elf = 2", "1,");
	change(ev, "UPDATE elf_needed SET soname = NULL WHERE elf = 2");
	ask(ev, "SELECT soname FROM elf_needed WHERE elf = 2", "-,");
	change(ev, "INSERT INTO elf_needed SELECT elf + 10, position, soname || '.1' "
		   "FROM elf_needed WHERE elf = 3");
	ask(ev, "SELECT soname FROM elf_needed WHERE elf = 13", "libc.so.6.1,libc.so.6.1,");
	change(ev, "DELETE FROM elf_needed");
	ask(ev, "SELECT count(*) FROM elf_needed", "0,");
}

/* Rows that are alike, and a changed row that looks like one yet to come. */
static void an_update_touches_each_row_once(void **in)
{
	static const struct needed alike[] = {
		{ 1, 0, "a" },
		{ 1, 1, "a" },
		{ 1, 2, "a" },
		{ 1, 2, "a" },
	};
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, alike, ARRAY_SIZE(alike));
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	change(ev, "UPDATE elf_needed SET position = position + 1");
	ask(ev, "SELECT position FROM elf_needed ORDER BY 1", "1,2,3,3,");
	change(ev, "UPDATE elf_needed SET position = position - 1");
	ask(ev, "SELECT position FROM elf_needed ORDER BY 1", "0,1,2,2,");
}

/* What is undone is undone with its names. */
static void names_are_undone(void **in)
{
	static const struct needed late = { 9, 0, "liblate.so.1" };
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(evidence_try(ev, &err), 0);
		assert_int_equal(evidence_forget(ev, EVIDENCE(ELF), &err), 0);
		ask(ev, "SELECT count(*) FROM elf_needed", "0,");
		put(ev, &late);
		change(ev, "INSERT INTO elf_needed VALUES (9, 1, 'libother.so')");
		ask(ev, "SELECT soname FROM elf_needed ORDER BY position",
		    "liblate.so.1,libother.so,");
		assert_int_equal(evidence_undo(ev, &err), 0);
		ask(ev, "SELECT count(*) FROM elf_needed", "7,");
		ask(ev, "SELECT count(*) FROM name WHERE text LIKE '%late%'", "0,");
	}
	put(ev, &late);
	ask(ev, "SELECT soname FROM elf_needed WHERE elf = 9", "liblate.so.1,");
}

/* Many texts, some with foreign bytes: all come back, each once. */
static void many_names(void **in)
{
	enum { MANY = 20000 };
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	char text[40];

	assert_int_equal(evidence_create(&ev, s->path, &err), 0);
	for (int i = 0; i < 2 * MANY; i++) {
		snprintf(text, sizeof(text), "name%d\xff", i % MANY);
		put(ev, &(struct needed){ i, 0, text });
	}
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(TAKE(ev));
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
	ask(ev, "SELECT count(*) FROM name", "20000,");
	ask(ev, "SELECT count(DISTINCT soname) FROM elf_needed", "20000,");
	ask(ev, "SELECT count(*) FROM elf_needed WHERE soname = 'name' || (elf % 20000) || '\\xff'",
	    "40000,");
}

static void refused(struct evidence *ev, const char *sql)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	assert_false(cursor_next(&c));
	assert_true(evidence_failed(ev));
	evidence_forgive(ev);
}

/* A suite reads; neither the function of the triggers nor a write gets through. */
static void a_query_writes_nothing(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	refused(ev, "SELECT name_id('new')");
	refused(ev, "INSERT INTO elf_needed VALUES (1, 1, 'x')");
	refused(ev, "DELETE FROM stored_elf_needed");
	refused(ev, "INSERT INTO name VALUES (77, 'x')");
	ask(ev, "SELECT count(*) FROM name", "3,");
	ask(ev, "SELECT count(*) FROM elf_needed", "7,");
	assert_int_not_equal(evidence_change(ev, "DROP VIEW elf_needed", &err), 0);
	assert_int_not_equal(evidence_change(ev, "DROP TRIGGER elf_needed_INSERT", &err), 0);
}

/* What somebody else does to the file. */
static void tamper(const char *path, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void set_version(const char *path, int version)
{
	char sql[64];

	snprintf(sql, sizeof(sql), "PRAGMA user_version = %d", version);
	tamper(path, sql);
}

/* The digest is of what views show, and what is judged comes from below them. */
static void another_schema_is_refused(void **in)
{
	static const char *const tricks[] = {
		"DROP VIEW elf_needed; CREATE VIEW elf_needed AS "
		"SELECT 1 AS elf, 0 AS position, 'libc.so.6' AS soname",
		"ALTER TABLE elf RENAME TO old; CREATE VIEW elf AS SELECT * FROM old WHERE id > 1",
		"CREATE TRIGGER t AFTER DELETE ON module BEGIN DELETE FROM elf; END",
		"DROP TABLE name; CREATE TABLE name (id INTEGER, text TEXT)",
		"DROP TABLE listener",
	};
	const struct state *s = *in;

	for (size_t i = 0; i < ARRAY_SIZE(tricks); i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;
		struct error err = ERROR_INIT;

		make(s->path, rows, ARRAY_SIZE(rows));
		tamper(s->path, tricks[i]);
		if (evidence_open(&ev, s->path, &err) != -EINVAL)
			fail_msg("%s: was taken", tricks[i]);
		assert_non_null(strstr(err.text, "not evidence of this version"));
		assert_int_equal(unlink(s->path), 0);
	}
}

/* A reason that cannot be read must not be forgiven, and the part with it. */
static void a_failed_part_stays_failed(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	tamper(s->path, "INSERT INTO part VALUES ('elf', 'failed', hex(zeroblob(9000000)))");
	assert_int_equal(evidence_open(&ev, s->path, &err), -EINVAL);
}

static void another_version_is_told(void **in)
{
	static const int versions[] = { 0, EVIDENCE_SCHEMA - 1, EVIDENCE_SCHEMA + 1 };
	const struct state *s = *in;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	for (size_t i = 0; i < ARRAY_SIZE(versions); i++) {
		struct error err = ERROR_INIT;
		char had[32];
		char wants[32];

		set_version(s->path, versions[i]);
		assert_int_equal(evidence_open(&ev, s->path, &err), -EINVAL);
		snprintf(had, sizeof(had), "of version %d", versions[i]);
		snprintf(wants, sizeof(wants), "reads version %d", EVIDENCE_SCHEMA);
		if (versions[i] == 0) {
			assert_non_null(strstr(err.text, "not evidence"));
			continue;
		}
		assert_non_null(strstr(err.text, had));
		assert_non_null(strstr(err.text, wants));
		assert_non_null(strstr(err.text, "collect it again"));
	}
	set_version(s->path, EVIDENCE_SCHEMA);
	struct error err = ERROR_INIT;
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
}

/* Collecting into a copy may take longer than a query may, and its first row reads all names. */
static void a_change_leaves_no_deadline(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	assert_int_equal(evidence_copy(&ev, s->path, &err), 0);
	ask(ev, "SELECT count(*) FROM elf_needed", "7,");
	assert_int_equal(evidence_change(ev, "DELETE FROM elf_needed", &err), 0);
	assert_int_equal(ev->deadline, 0);
}

/* The reference's failures are told as its own, and end with the check. */
static void a_reference_fails_with_its_evidence(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_EVIDENCE struct evidence *other = NULL;

	make(s->path, rows, ARRAY_SIZE(rows));
	make(s->other, rows, 1);
	assert_int_equal(evidence_open(&ev, s->path, &err), 0);
	assert_int_equal(evidence_open(&other, s->other, &err), 0);
	assert_null(evidence_reference(ev));
	evidence_refer(ev, other);
	assert_ptr_equal(evidence_reference(ev), other);
	ask(evidence_reference(ev), "SELECT count(*) FROM elf_needed", "1,");
	AUTO(cursor) struct cursor c = cursor_open(other, "SELECT nothing FROM file", 0, NULL);
	assert_false(cursor_next(&c));
	assert_true(evidence_failed(ev));
	assert_true(starts_with(evidence_why(ev), "reference: "));
	evidence_forgive(ev);
	assert_false(evidence_failed(ev));
	assert_false(evidence_failed(other));
	ask(other, "SELECT count(*) FROM elf_needed", "1,");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(texts_come_back),
		TEST(digest_is_of_the_texts),
		TEST(views_can_be_changed),
		TEST(an_update_touches_each_row_once),
		TEST(names_are_undone),
		TEST(many_names),
		TEST(a_query_writes_nothing),
		TEST(another_version_is_told),
		TEST(another_schema_is_refused),
		TEST(a_failed_part_stays_failed),
		TEST(a_change_leaves_no_deadline),
		TEST(a_reference_fails_with_its_evidence),
	};

	return cmocka_run_group_tests_name("evidence names", tests, NULL, NULL);
}
