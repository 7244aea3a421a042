/* SPDX-License-Identifier: MIT */
/* The rpm database: a real one, none, and ones that are broken. */
#include "test.h"

#include <sqlite3.h>
#include <stdio.h>

#include "rows_seen.h"

#include "base/fs.h"
#include "base/subprocess.h"
#include "collect/collect.h"
#include "collect/rpmdb.h"
#include "collect/signer.h"

/* librpm 4.18 does not close a database that it finds broken. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libsqlite3";
}

static char dir[] = "/tmp/azlcts-test.XXXXXX";

static void collected(struct buf *rows)
{
	struct sink sink = { .arg = rows, .put = rows_put };
	struct error err = ERROR_INIT;

	if (collect_packages(dir, &sink, &err) < 0)
		fail_msg("%s", err.text);
}

static void run(const char *const *argv)
{
	struct subprocess what = { .argv = argv, .chdir = dir, .timeout_ms = 60000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error err = ERROR_INIT;

	if (subprocess_run(&what, &r, &err) < 0)
		skip(); /* no rpmbuild */
	if (!subprocess_ok(&r))
		fail_msg("%s: %s", argv[0], buf_str(&r.err));
}

static void write_file(const char *name, const char *text)
{
	AUTO_FREE char *path = fs_join(dir, name);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, text, strlen(text), &err), 0);
}

/* Builds a package and puts it into a database in the folder, without installing a file. */
static void make_database(void)
{
	static const char *const build[] = {
		"rpmbuild",	  "-bb",    "--quiet", "--define", "_topdir %(pwd)", "--define",
		"_rpmdir %(pwd)", "x.spec", NULL
	};
	static const char *const install[] = { "sh", "-c",
					       "exec rpm --dbpath \"$PWD\" --define "
					       "'_db_backend sqlite' -U --justdb --nodeps "
					       "--ignorearch noarch/x-1-2.noarch.rpm",
					       NULL };

	write_file(
		"x.spec",
		"Name: x\nEpoch: 3\nVersion: 1\nRelease: 2\nSummary: x\nLicense: MIT\n"
		"BuildArch: noarch\nVendor: Somebody\nRequires: y >= 4\n"
		"Provides: z = 5\nRecommends: w\nRequires(pre): /usr/bin/getent\n%description\nx\n"
		"%install\nmkdir -p %{buildroot}/etc\necho a >%{buildroot}/etc/x.conf\n"
		"%post -p /bin/sh\necho hello\n%postun -p /sbin/ldconfig\n"
		"%triggerin -- glibc\necho trigger\n"
		"%pretrans -p <lua>\nprint(1)\n%posttrans\necho posttrans\n"
		"%filetriggerin -p /usr/bin/python3 -- /usr/lib\necho filetrigger\n"
		"%transfiletriggerpostun -- /usr/share\necho transfiletrigger\n"
		"%files\n%config(noreplace) %verify(not md5 mtime) %attr(0640, root, mail) "
		"/etc/x.conf\n");
	run(build);
	run(install);
}

static void a_package(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf again = BUF_INIT(BUF_TEXT);

	(void)state;
	make_database();
	collected(&rows);
	rows_have(&rows,
		  "package|x-3:1-2.noarch|x|3|1|2|noarch|Somebody|MIT|x-1-2.src.rpm|2|-|-\n");
	rows_have(&rows, "package_digest|x-3:1-2.noarch|header-sha256|good\n");
	rows_have(&rows, "package_digest|x-3:1-2.noarch|header-sha1|good\n");
	rows_have(&rows, "package_digest|x-3:1-2.noarch|payload-sha256|unchecked\n");
	rows_have(&rows, "package_dep|x-3:1-2.noarch|requires|y|>=|4\n");
	rows_have(&rows, "package_dep|x-3:1-2.noarch|requires-pre|/usr/bin/getent||\n");
	assert_null(strstr(buf_str(&rows), "requires-pre|y"));
	rows_have(&rows, "package_dep|x-3:1-2.noarch|provides|z|=|5\n");
	rows_have(&rows, "package_dep|x-3:1-2.noarch|recommends|w||\n");
	rows_have(&rows,
		  "package_file|x-3:1-2.noarch|/etc/x.conf|33184|root|mail|"
		  "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7|cn|5T\n");
	rows_have(&rows, "package_script|x-3:1-2.noarch|post|/bin/sh|echo hello");
	rows_have(&rows, "package_script|x-3:1-2.noarch|postun|/sbin/ldconfig|\n");
	rows_have(&rows, "package_script|x-3:1-2.noarch|trigger|/bin/sh|echo trigger");
	rows_have(&rows, "package_script|x-3:1-2.noarch|pretrans|<lua>|print(1)");
	rows_have(&rows, "package_script|x-3:1-2.noarch|posttrans|/bin/sh|echo posttrans");
	rows_have(&rows,
		  "package_script|x-3:1-2.noarch|filetrigger|/usr/bin/python3|echo filetrigger");
	rows_have(&rows,
		  "package_script|x-3:1-2.noarch|transfiletrigger|/bin/sh|echo transfiletrigger");
	rows_have(&rows, "part|packages|complete|\n");
	collected(&again); /* nothing of the first time is left in librpm */
	assert_string_equal(buf_str(&rows), buf_str(&again));
}

static void no_database(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)state;
	collected(&rows);
	assert_string_equal(buf_str(&rows), "part|packages|failed|there is no rpm database\n");
	buf_clear(&rows);
	write_file(RPMDB_NONE, "none");
	collected(&rows);
	assert_string_equal(buf_str(&rows), "volatile|packages|database|there is none\n");
}

/* librpm would make an empty database of an empty file, and say nothing. */
static void an_empty_database(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)state;
	write_file("rpmdb.sqlite", "");
	collected(&rows);
	rows_have(&rows, "part|packages|failed|the file of the rpm database is empty\n");
	assert_null(strstr(buf_str(&rows), "complete"));
}

static void a_broken_database(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)state;
	write_file("rpmdb.sqlite",
		   "this is no database, though it is long enough to be read as one");
	collected(&rows);
	rows_have(&rows, "part|packages|failed|librpm: ");
}

/* Runs SQL on the database, with ?1 a blob. */
static void change(const char *sql, const void *blob, int len)
{
	AUTO_FREE char *path = fs_join(dir, "rpmdb.sqlite");
	sqlite3_stmt *statement;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	if (blob)
		sqlite3_bind_blob(statement, 1, blob, len, SQLITE_TRANSIENT);
	assert_true(sqlite3_step(statement) >= SQLITE_ROW); /* or done */
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

enum where { IN_REGION, IN_INDEX, IN_LENGTH };

/* One byte of the header is another one. */
static void flip(enum where where)
{
	AUTO_FREE char *path = fs_join(dir, "rpmdb.sqlite");
	sqlite3_stmt *statement;
	sqlite3 *db;
	unsigned char *blob;
	int len;
	int entries;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db, "SELECT blob FROM Packages", -1, &statement, NULL);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	len = sqlite3_column_bytes(statement, 0);
	blob = malloc((size_t)len);
	assert_non_null(blob);
	memcpy(blob, sqlite3_column_blob(statement, 0), (size_t)len);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	entries = blob[2] << 8 | blob[3];
	blob[where == IN_REGION	 ? 8 + 16 * entries + (len - 8 - 16 * entries) / 3
	     : where == IN_INDEX ? 8 + 16 * 4 + 8
				 : 7] ^= 0x41;
	change("UPDATE Packages SET blob = ?1", blob, len);
	free(blob);
}

/* What librpm does not mind is seen in digests; what it drops fails the part. */
static void a_flipped_byte(void **state)
{
	AUTO(buf) struct buf region = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)state;
	make_database();
	flip(IN_REGION);
	collected(&region);
	rows_have(&region, "header-sha256|bad\n");
	rows_have(&region, "header-sha1|bad\n");
	rows_have(&region, "part|packages|complete|\n");
	flip(IN_REGION);
	flip(IN_INDEX);
	collected(&rows);
	rows_have(&rows, "part|packages|failed|librpm: ");
	flip(IN_INDEX);
	flip(IN_LENGTH);
	buf_clear(&rows);
	collected(&rows);
	rows_have(&rows, "part|packages|failed|librpm: ");
}

static void a_row_that_vanished(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)state;
	make_database();
	change("DELETE FROM Packages", NULL, 0);
	collected(&rows);
	rows_have(&rows,
		  "part|packages|failed|the rpm database has 0 packages, its index of names 1\n");
	change("DELETE FROM Name", NULL, 0);
	buf_clear(&rows);
	collected(&rows);
	rows_have(&rows, "part|packages|failed|the rpm database has no packages\n");
}

/* Cut off anywhere, or a page of noise anywhere: never other rows and complete. */
static void a_damaged_database(void **state)
{
	AUTO_FREE char *path = fs_join(dir, "rpmdb.sqlite");
	AUTO(buf) struct buf whole = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	unsigned failed = 0;

	(void)state;
	make_database();
	change("PRAGMA journal_mode = DELETE", NULL, 0);
	assert_int_equal(fs_read(path, &whole, &err), 0);
	collected(&wanted);
	for (size_t page = 1; page < whole.len / 4096; page += 1 + whole.len / 4096 / 24) {
		AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);

		buf_addn(&bytes, whole.data, whole.len);
		memset(bytes.data + 4096 * page, 0xa5, 4096);
		assert_int_equal(
			fs_write(path, bytes.data, page % 2 ? bytes.len : 4096 * page, &err), 0);
		collected(&rows);
		if (strstr(buf_str(&rows), "part|packages|failed"))
			failed++;
		else
			assert_string_equal(buf_str(&rows), buf_str(&wanted));
	}
	assert_true(failed > 0);
}

static void other_backends(void **state)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);
	AUTO_FREE char *path = fs_join(dir, "Packages");

	(void)state;
	write_file("Packages", "no Berkeley database");
	collected(&rows);
	rows_have(&rows, "part|packages|failed|librpm: ");
	unlink(path);
	buf_clear(&rows);
	write_file("Packages.db", "no ndb database");
	collected(&rows);
	rows_have(&rows, "part|packages|failed|no packages in Packages.db");
}

static void signers(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *id;
	} cases[] = {
		/* version 4, old header, issuer in the unhashed area */
		{ "\x88\x12\x04\x00\x01\x08\x00\x00\x00\x0a\x09\x10\x01\x23\x45\x67\x89\xab\xcd"
		  "\xef",
		  20, "0123456789abcdef" },
		/* version 4, new header, fingerprint in the hashed area */
		{ "\xc2\x1f\x04\x00\x01\x08\x00\x17\x16\x21\x04"
		  "\0\0\0\0\0\0\0\0\0\0\0\0\x01\x23\x45\x67\x89\xab\xcd\xef\0\0",
		  33, "0123456789abcdef" },
		/* version 3 */
		{ "\x88\x0f\x03\x05\x00\0\0\0\0\xfe\xdc\xba\x98\x76\x54\x32\x10", 17,
		  "fedcba9876543210" },
		{ "\x88\x08\x04\x00\x01\x08\x00\x00\x00\x00", 10, NULL }, /* does not say */
		{ "\x88\x12\x04\x00\x01\x08\x00\x00\x00\x0a\x09\x10\x01\x23", 14, NULL }, /* cut */
		{ "\x98\x02\x04\x00", 4, NULL }, /* a key */
		{ "\x88\xff", 2, NULL },
		{ "\xc2\xff\xff\xff\xff\xff", 6, NULL },
		{ "", 0, NULL },
		{ "hello", 5, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char id[SIGNER_HEX] = "";

		assert_int_equal(signer_key_id(cases[i].bytes, cases[i].len, id),
				 cases[i].id != NULL);
		if (cases[i].id)
			assert_string_equal(id, cases[i].id);
	}
}

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/azlcts-test.XXXXXX");
	return mkdtemp(dir) ? 0 : -1;
}

static int teardown(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	return fs_remove_tree(dir, &err);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_package),	   TEST(no_database),	      TEST(an_empty_database),
		TEST(a_broken_database),   cmocka_unit_test(signers), TEST(a_flipped_byte),
		TEST(a_row_that_vanished), TEST(a_damaged_database),  TEST(other_backends),
	};

	return cmocka_run_group_tests_name("packages", tests, NULL, NULL);
}
