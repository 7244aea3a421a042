/* SPDX-License-Identifier: MIT */
/* URLs, checksums, lists of mirrors and the cache of repositories; servers are in tests/system. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "base/checksum.h"
#include "base/fs.h"
#include "base/url.h"
#include "source/metalink.h"
#include "source/repo_cache.h"

static const char empty256[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char url256[] = /* of "http://a" */
	"54df484bb282e7e472b74675fab8f1b61a6c46a2988252b6d2bf35d9afa8f5c0";
static const char empty512[] = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
			       "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e";

static void clean_is(const char *url, const char *want)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);

	url_clean(url, &out);
	assert_string_equal(buf_str(&out), want);
}

static void urls_are_shown_without_secrets(void **state UNUSED)
{
	clean_is("https://h/p?q=1#part", "https://h/p?q=1");
	clean_is("https://user:pass@h:8080/p@x", "https://h:8080/p@x");
	clean_is("https://a@b:c@h/p", "https://h/p");
	clean_is("https://user@h", "https://h");
	clean_is("https://h?u@v", "https://h?u@v");
	clean_is("https://h:80/p@x", "https://h:80/p@x");
	clean_is("https://u:p/w?d#x@h/p", "https://h/p");
	clean_is("https://u:p w@h/p", "https://... ...");
	clean_is("https://[::1]:80/p@x", "https://[::1]:80/p@x");
	clean_is("http://u:p@a/ http://u:p@b/x#y", "http://a/ http://b/x");
	clean_is("file:///a@b", "file:///a@b");
	clean_is("/a/u:p@x", "/a/u:p@x");
	clean_is("http://u:p@h/\033[31m", "http://h/\\x1b[31m");
}

static void urls_are_told_from_paths(void **state UNUSED)
{
	assert_true(url_is("http://h"));
	assert_true(url_is("FILE:/a"));
	assert_true(url_is("ftp://h"));
	assert_false(url_is("c:/a"));
	assert_false(url_is("/a://b"));
	assert_false(url_is("a"));
	assert_true(url_has_scheme("HTTPS://h", "https"));
	assert_false(url_has_scheme("https://h", "http"));
}

static void file_urls_and_paths(void **state UNUSED)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	url_of_path("/a b/%/\xc3\xa4#?", &url);
	assert_string_equal(buf_str(&url), "file:///a%20b/%25/%C3%A4%23%3F");
	assert_int_equal(url_file_path(buf_str(&url), &path, &err), 0);
	assert_string_equal(buf_str(&path), "/a b/%/\xc3\xa4#?");
	assert_int_equal(url_file_path("file:/x", &path, &err), 0);
	assert_string_equal(buf_str(&path), "/x");
	assert_int_equal(url_file_path("file://localhost/x", &path, &err), 0);
	assert_string_equal(buf_str(&path), "/x");
	assert_int_equal(url_file_path("file://host/x", &path, &err), -EINVAL);
	assert_int_equal(url_file_path("file:x", &path, &err), -EINVAL);
	assert_int_equal(url_file_path("file:///x%00", &path, &err), -EINVAL);
	url_join("http://h/a", "b/c", &url);
	assert_string_equal(buf_str(&url), "http://h/a/b/c");
	url_join("http://h/a/", "b", &url);
	assert_string_equal(buf_str(&url), "http://h/a/b");
}

static void sum_is(const char *algorithm, const char *want)
{
	struct error err = ERROR_INIT;
	char hex[CHECKSUM_HEX];
	struct checksum c;

	assert_int_equal(checksum_init(&c, algorithm, &err), 0);
	checksum_add(&c, "ab", 2);
	checksum_add(&c, "c", 1);
	checksum_hex(&c, hex);
	assert_string_equal(hex, want);
	assert_true(checksum_formed(algorithm, hex));
	hex[0] = 'X';
	assert_false(checksum_formed(algorithm, hex));
}

/* The one-block message of FIPS 180-4's examples. */
static void checksums(void **state UNUSED)
{
	struct error err = ERROR_INIT;
	struct checksum c;

	sum_is("sha224", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
	sum_is("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sum_is("sha384", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
			 "8086072ba1e7cc2358baeca134c825a7");
	sum_is("sha512", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
			 "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
	for (size_t i = 0; i < 4; i++) {
		static const char *const bad[] = { "md5", "sha", "sha1", "crc32" };

		assert_int_equal(checksum_init(&c, bad[i], &err), -EINVAL);
		assert_non_null(strstr(err.text, i < 3 ? "proves nothing" : "none of"));
	}
	assert_false(checksum_formed("sha256", "ba78"));
	assert_false(checksum_formed("md5", "d41d8cd98f00b204e9800998ecf8427e"));
}

#define HEAD                                                  \
	"<?xml version=\"1.0\"?>\n<metalink version=\"3.0\" " \
	"xmlns=\"http://www.metalinker.org/\" "               \
	"xmlns:mm0=\"http://fedorahosted.org/mirrormanager\"><files><file name=\"repomd.xml\">"
#define TAIL "</file></files></metalink>"
#define URL(preference, base)                                                                 \
	"<url protocol=\"https\" preference=\"" preference "\"> " base "repodata/repomd.xml " \
	"</url>"

static int read_list(struct arena *arena, const char *text, struct mirrors *m, struct error *err)
{
	return mirrors_read(arena, text, strlen(text), m, err);
}

static void metalinks(void **state UNUSED)
{
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct mirrors m;
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addf(&text,
		 HEAD
		 "<size>0</size><verification><hash type=\"md5\">x</hash><hash type=\"sha512\">"
		 "%s</hash><hash type=\"sha256\">%064d</hash></verification>"
		 "<mm0:alternates><mm0:alternate><size>3</size><verification>"
		 "<hash type=\"sha256\">"
		 "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD</hash>"
		 "</verification></mm0:alternate></mm0:alternates><resources>"
		 "<url protocol=\"rsync\">rsync://r/repodata/repomd.xml</url>"
		 "<url>https://not/one</url>" URL("10", "https://b/") URL("90", "https://a/")
			 URL("10", "http://c/") "</resources>" TAIL,
		 empty512, 0);
	assert_int_equal(read_list(&arena, buf_str(&text), &m, &err), 0);
	assert_true(m.metalink);
	assert_int_equal(m.count, 3);
	assert_string_equal(m.bases[0], "https://a/");
	assert_string_equal(m.bases[1], "https://b/");
	assert_string_equal(m.bases[2], "http://c/");
	assert_int_equal(m.known_count, 2);
	assert_string_equal(m.known[0].algorithm, "sha512"); /* the stronger one counts */
	assert_int_equal(mirrors_allow(&m, "", 0, &err), 0);
	assert_int_equal(mirrors_allow(&m, "abc", 3, &err), 0); /* an alternate */
	assert_int_equal(mirrors_allow(&m, "abd", 3, &err), -EINVAL);
	m.known[1].size = 4;
	assert_int_equal(mirrors_allow(&m, "abc", 3, &err), -EINVAL);
}

static void refused(const char *text, const char *words)
{
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct mirrors m;

	assert_int_equal(read_list(&arena, text, &m, &err), -EINVAL);
	if (!strstr(err.text, words))
		fail_msg("'%s' does not say '%s'", err.text, words);
}

#define HASH "<verification><hash type=\"sha256\">%s</hash></verification>"

static void bad_metalinks(void **state UNUSED)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	refused("<html><body/></html>", "no <metalink>");
	refused("<metalink><files>", "line 1");
	refused(HEAD URL("1", "https://a/") TAIL, "no sha256 or sha512");
	refused(HEAD "<verification><hash type=\"sha1\">da39a3ee5e6b4b0d3255bfef95601890afd80709"
		     "</hash></verification>" URL("1", "https://a/") TAIL,
		"no sha256 or sha512");
	refused(HEAD "<verification><hash type=\"sha256\">123</hash></verification>" URL(
			"1", "https://a/") TAIL,
		"no sha256 or sha512");
	buf_addf(&text, HEAD HASH TAIL, empty256);
	refused(buf_str(&text), "no http or https URL");
	refused("<!DOCTYPE m [<!ENTITY a \"b\">]><metalink/>", "document type");
	buf_clear(&text);
	buf_add(&text, HEAD);
	for (int i = 0; i < MIRRORS_KNOWN_MAX + 1; i++)
		buf_addf(&text, HASH, empty256);
	buf_add(&text, TAIL);
	refused(buf_str(&text), "more alternates");
}

static void lists(void **state UNUSED)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf many = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	struct mirrors m;

	assert_int_equal(read_list(&arena,
				   "# mirrors\r\n\r\n http://a/x \r\nrsync://r/\nhttps://b/"
				   "repodata/repomd.xml\n",
				   &m, &err),
			 0);
	assert_int_equal(m.count, 2);
	assert_string_equal(m.bases[0], "http://a/x");
	assert_string_equal(m.bases[1], "https://b/");
	assert_int_equal(mirrors_allow(&m, "anything", 8, &err), 0);
	refused("", "no http or https URL");
	refused("hello\n", "line 1: no URL");
	refused("http://a/\nhttp://b/ c\n", "line 2: no URL");
	assert_int_equal(mirrors_read(&arena, "http://a/\0x", 11, &m, &err), -EINVAL);
	for (int i = 0; i < MIRRORS_MAX + 10; i++)
		buf_addf(&many, "http://a/%d\n", i);
	assert_int_equal(read_list(&arena, buf_str(&many), &m, &err), 0);
	assert_int_equal(m.count, MIRRORS_MAX);
}

static void write_file(const char *path, const char *text)
{
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, text, strlen(text), &err), 0);
}

static void the_cache(void **state UNUSED)
{
	char dir[] = "/tmp/azlcts-cache.XXXXXX";
	CLEANUP(repo_cache_release) struct repo_cache c = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf back = BUF_INIT(BUF_TEXT);
	struct repo_known known = { .etag = "\"x\"" };
	struct repo_known got = { 0 };
	struct error err = ERROR_INIT;
	AUTO_FREE char *data = NULL;
	AUTO_FREE char *part = NULL;
	AUTO_FREE char *second = NULL;
	AUTO_CLOSE int fd = -1;

	assert_non_null(mkdtemp(dir));
	repo_cache_open(&c, dir);
	assert_string_equal(c.dir, dir);
	buf_add(&text, "<repomd/>\n");
	assert_false(repo_cache_repomd(&c, "http://a", &back, &got));
	repo_cache_keep_repomd(&c, "http://a", &text, &known);
	assert_true(repo_cache_repomd(&c, "http://a", &back, &got));
	assert_string_equal(buf_str(&back), "<repomd/>\n");
	assert_string_equal(got.etag, "\"x\"");
	assert_string_equal(got.modified, "");
	assert_false(repo_cache_repomd(&c, "http://b", &back, &got));
	data = repo_cache_data(&c, "sha256", empty256);
	assert_non_null(strstr(data, "/data/sha256-e3b0"));
	fd = repo_cache_partial(&c, data, &part);
	assert_true(fd >= 0);
	assert_int_equal(repo_cache_partial(&c, data, &second), -1); /* it is taken */
	assert_non_null(c.dir);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

/* What is damaged is not taken. */
static void a_damaged_cache(void **state UNUSED)
{
	char dir[] = "/tmp/azlcts-cache.XXXXXX";
	CLEANUP(repo_cache_release) struct repo_cache c = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf whole = BUF_INIT(BUF_TEXT);
	struct repo_known known = { .modified = "Thu, 01 Jan 1970 00:00:00 GMT" };
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	repo_cache_open(&c, dir);
	buf_add(&text, "<repomd/>\n");
	repo_cache_keep_repomd(&c, "http://a", &text, &known);
	buf_addf(&name, "%s/repomd/%s", dir, url256);
	assert_true(fs_exists(buf_str(&name)));
	assert_true(repo_cache_repomd(&c, "http://a", &text, &known));
	assert_int_equal(fs_read(buf_str(&name), &whole, &err), 0);
	whole.data[whole.len - 3] = '!';
	write_file(buf_str(&name), buf_str(&whole));
	assert_false(repo_cache_repomd(&c, "http://a", &text, &known));
	assert_int_equal(fs_remove_tree(dir, &err), 0);
	assert_false(repo_cache_repomd(&c, "http://a", &text, &known));
	write_file(dir, "a file");
	repo_cache_release(&c);
	repo_cache_open(&c, dir);
	assert_null(c.dir);
	assert_true(*c.why);
	assert_null(repo_cache_data(&c, "sha256", empty256));
	unlink(dir);
}

/* Of repomd.xml nothing else says whether it is the server's. */
static void a_cache_of_others(void **state UNUSED)
{
	char dir[] = "/tmp/azlcts-cache.XXXXXX";
	CLEANUP(repo_cache_release) struct repo_cache c = { 0 };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct repo_known known = { 0 };
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	repo_cache_open(&c, dir);
	assert_non_null(c.dir);
	buf_addf(&path, "%s/repomd/%s", dir, url256);
	assert_int_equal(mkfifo(buf_str(&path), 0600), 0);
	assert_false(repo_cache_repomd(&c, "http://a", &text, &known)); /* and does not wait */
	repo_cache_release(&c);
	buf_clear(&path);
	buf_addf(&path, "%s/repomd", dir);
	assert_int_equal(chmod(buf_str(&path), 0777), 0);
	repo_cache_open(&c, dir);
	assert_null(c.dir);
	assert_non_null(strstr(c.why, "every user may write"));
	assert_int_equal(chmod(buf_str(&path), 0755), 0);
	if (geteuid() == 0) {
		assert_int_equal(chown(dir, 1, 1), 0);
		repo_cache_open(&c, dir);
		assert_null(c.dir);
		assert_non_null(strstr(c.why, "another user"));
	}
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

static void old_files_go(void **state UNUSED)
{
	char dir[] = "/tmp/azlcts-cache.XXXXXX";
	CLEANUP(repo_cache_release) struct repo_cache c = { 0 };
	struct timespec old[2] = { { .tv_sec = time(NULL) - (CACHE_DAYS + 1) * 86400L },
				   { .tv_sec = time(NULL) - (CACHE_DAYS + 1) * 86400L } };
	AUTO_FREE char *data = NULL;
	AUTO_FREE char *used = NULL;
	struct error err = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	repo_cache_open(&c, dir);
	data = repo_cache_data(&c, "sha256", empty256);
	used = repo_cache_data(&c, "sha512", empty512);
	write_file(data, "");
	write_file(used, "");
	assert_int_equal(utimensat(AT_FDCWD, data, old, 0), 0);
	assert_int_equal(utimensat(AT_FDCWD, used, old, 0), 0);
	repo_cache_used(used);
	repo_cache_release(&c);
	repo_cache_open(&c, dir);
	assert_false(fs_exists(data));
	assert_true(fs_exists(used));
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_are_shown_without_secrets),
		cmocka_unit_test(urls_are_told_from_paths),
		cmocka_unit_test(file_urls_and_paths),
		cmocka_unit_test(checksums),
		cmocka_unit_test(metalinks),
		cmocka_unit_test(bad_metalinks),
		cmocka_unit_test(lists),
		cmocka_unit_test(the_cache),
		cmocka_unit_test(a_damaged_cache),
		cmocka_unit_test(a_cache_of_others),
		cmocka_unit_test(old_files_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
