/* SPDX-License-Identifier: MIT */
/* repomd.xml, primary and filelists: what is read, and what is refused. */
#include "repo_made.h"

#include "base/subprocess.h"

#define X86 "x86_64"

static void locations(void **state)
{
	static const char *const good[] = { "repodata/x.xml.gz", "a", "a/b..c/d", "./a", "a/%41" };
	static const char *const bad[] = {
		"",	      "/etc/passwd", "../x", "a/../../b", "a/..", "http://x/", "file:x",
		"a/%2e%2E/b", "a%2fb",	     "a\\b", "a?b",	  "a#b",  "a\nb",      "..",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(good); i++)
		if (!repodata_stays_below(good[i]))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		if (repodata_stays_below(bad[i]))
			fail_msg("%s", bad[i]);
}

#define SUM "d2a84f4b8b650937ec8f73cd8be2c74add5a911ba64df27458ed8229da804a26"
#define DATA(type, location)                                                   \
	"<data type=\"" type "\"><checksum type=\"sha256\">" SUM "</checksum>" \
	"<location href=\"" location "\"/><size>17</size></data>"

static int read_repomd(const char *text, struct arena *arena, struct repomd *out, struct error *err)
{
	struct made_repo m;
	int ret;

	made_begin(&m);
	assert_int_equal(fs_write(m.primary_path, text, strlen(text), err), 0);
	ret = repomd_read(arena, m.primary_path, out, err);
	made_end(&m);
	return ret;
}

static void repomd(void **state)
{
	struct error err = ERROR_INIT;
	struct arena arena = { 0 };
	struct repomd r;
	const struct repodata_file *f;

	(void)state;
	assert_int_equal(
		read_repomd("<repomd><revision>42</revision>" DATA("primary", "repodata/p.xml.zck")
				    DATA("primary", "repodata/p.xml.gz")
					    DATA("group", "repodata/c.xml") "</repomd>",
			    &arena, &r, &err),
		0);
	assert_string_equal(r.revision, "42");
	assert_int_equal(r.count, 3);
	f = repomd_find(&r, "primary");
	assert_string_equal(f->location, "repodata/p.xml.gz");
	assert_string_equal(f->checksum_type, "sha256");
	assert_string_equal(f->checksum, SUM);
	assert_int_equal(f->size, 17);
	assert_null(repomd_find(&r, "filelists"));
	arena_release(&arena);
}

static void refused_repomd(const char *text, const char *why)
{
	struct error err = ERROR_INIT;
	struct arena arena = { 0 };
	struct repomd r;

	assert_int_equal(read_repomd(text, &arena, &r, &err), -EINVAL);
	if (!strstr(err.text, why) || !strstr(err.text, "primary.xml"))
		fail_msg("'%s' is not in '%s'", why, err.text);
	arena_release(&arena);
}

static void repomds_refused(void **state)
{
	(void)state;
	refused_repomd("<html><body/></html>", "no <repomd>");
	refused_repomd("", "no <repomd>");
	refused_repomd("<repomd>" DATA("primary", "p") "\n<data", "line 2");
	refused_repomd("<repomd>" DATA("group", "c") "</repomd>", "no file 'primary'");
	refused_repomd("<repomd>" DATA("primary", "../p") "</repomd>", "'../p' is not below");
	refused_repomd("<repomd>" DATA("primary", "http://x/p") "</repomd>", "not below");
	refused_repomd("<repomd><data type=\"primary\"><location href=\"p\"/></data></repomd>",
		       "no checksum");
	refused_repomd("<repomd><data type=\"primary\"><location href=\"p\"/>"
		       "<checksum type=\"crc\">1</checksum></data></repomd>",
		       "crc");
	refused_repomd("<!DOCTYPE r [<!ENTITY a \"b\">]><repomd/>", "document type");
}

static void rows(void **state)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct error err = ERROR_INIT;
	struct made_repo m;
	size_t count = 0;
	const char *const expected[] = {
		"a-1:2-3.x86_64 a 1 2 3 x86_64 made MIT a-2-3.src.rpm 100 300",
		"b-1-1.noarch b  1 1 noarch made MIT b-1-1.src.rpm 100 300"
	};

	(void)state;
	made_begin(&m);
	made_package(&m, "b", "1-1", "noarch", "", NULL);
	made_package(&m, "a", "2-3", X86, "", NULL);
	memcpy(strstr(strstr(m.primary.data, ">a<"), "epoch=\"0"), "epoch=\"1", 8);
	made_package(&m, "b", "1-1", "noarch", "", NULL); /* the same once more */
	made_write(&m);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err), 0);
	assert_int_equal(count, 2);
	assert_int_equal(evidence_open(&ev, m.evidence_path, &err), 0);
	{
		AUTO(cursor)
		struct cursor c = cursor_open(
			ev,
			"SELECT nevra || ' ' || name || ' ' || ifnull(epoch, '') || ' ' || version "
			"|| "
			"' ' || release || ' ' || arch || ' ' || vendor || ' ' || license || ' ' "
			"|| "
			"source || ' ' || size || ' ' || installed_size, checksum, location "
			"FROM available",
			0, NULL);
		for (size_t i = 0; i < 2; i++) {
			assert_true(cursor_next(&c));
			assert_string_equal(cursor_text(&c, 0), expected[i]);
			assert_true(starts_with(cursor_text(&c, 1), "sha256:"));
			assert_true(starts_with(cursor_text(&c, 2), "Packages/"));
		}
		assert_false(cursor_next(&c));
	}
	made_end(&m);
}

static void same_bytes(void **state)
{
	struct error err = ERROR_INIT;
	struct made_repo m;
	char digests[2][65];
	size_t count;

	(void)state;
	made_begin(&m);
	made_package(&m, "a", "1-1", X86, REQUIRES(ENTRY("b") ENTRY("(c or d)")), "/usr/bin/a");
	made_package(&m, "b", "1-1", X86, "", "/usr/bin/b");
	made_write(&m);
	for (size_t i = 0; i < 2; i++) {
		AUTO_EVIDENCE struct evidence *ev = NULL;

		assert_int_equal(made_collect(m.primary_path, m.filelists_path, m.evidence_path,
					      &count, &err),
				 0);
		assert_int_equal(evidence_open(&ev, m.evidence_path, &err), 0);
		assert_int_equal(evidence_digest(ev, digests[i], &err), 0);
		unlink(m.evidence_path);
	}
	assert_string_equal(digests[0], digests[1]);
	made_end(&m);
}

/* Metadata as given: refused, with these words. */
static void refused(struct made_repo *m, const char *why)
{
	struct error err = ERROR_INIT;
	size_t count = 0;

	if (made_collect(m->primary_path, m->filelists_path, m->evidence_path, &count, &err) !=
	    -EINVAL)
		fail_msg("not refused: %s (%s)", why, err.text);
	if (!strstr(err.text, why))
		fail_msg("'%s' is not in '%s'", why, err.text);
	made_end(m);
}

static void put_primary(struct made_repo *m, const char *text)
{
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(m->primary_path, text, strlen(text), &err), 0);
}

static void refused_with(const char *dependencies, const char *why)
{
	struct made_repo m;

	made_begin(&m);
	made_package(&m, "a", "1-1", X86, dependencies, NULL);
	made_write(&m);
	refused(&m, why);
}

static void dependencies_refused(void **state)
{
	AUTO(buf) struct buf deep = BUF_INIT(BUF_TEXT);

	(void)state;
	/* libsolv would leave these out: a dependency that nobody provides would be none */
	refused_with(REQUIRES(ENTRY("(a or")), "cannot be read");
	refused_with(REQUIRES(ENTRY("(a xor b)")), "(a xor b)");
	refused_with(REQUIRES(ENTRY("&#40;a xor b)")), "(a xor b)");
	refused_with(REQUIRES("<rpm:entry name = '(a &lt;)'/>"), "(a <)");
	refused_with(REQUIRES("<rpm:entry flags=\"EQ\" ver=\"1\"/>"), "without a name");
	refused_with(PROVIDES(ENTRY("(a or b)")), "provides a rich");
	buf_add(&deep, "<rpm:requires><rpm:entry name=\"");
	for (int i = 0; i < 10000; i++)
		buf_addc(&deep, '(');
	buf_add(&deep, "\"/></rpm:requires>");
	refused_with(buf_str(&deep), "cannot be read");
	buf_clear(&deep); /* a normal form of 2^40 clauses */
	buf_add(&deep, "<rpm:requires><rpm:entry name=\"((x0 and y0)");
	for (int i = 1; i < 40; i++)
		buf_addf(&deep, " or (x%d and y%d)", i, i);
	buf_add(&deep, ")\"/></rpm:requires>");
	refused_with(buf_str(&deep), "cannot be read");
}

static void documents_refused(void **state)
{
	static const char *const epochs[] = { "abc", "99999999999999999999", "4294967296" };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct made_repo m;

	(void)state;
	made_begin(&m);
	put_primary(&m, "<html><p>Sign in</p></html>");
	refused(&m, "no <metadata>");
	made_begin(&m);
	put_primary(&m, "<metadata>\n<package type=\"rpm\">\n<name>a</nam");
	refused(&m, "line 3");
	made_begin(&m);
	put_primary(&m, "<metadata><package type=\"rpm\"><arch>noarch</arch></package></metadata>");
	refused(&m, "without name");
	made_begin(&m);
	put_primary(&m, "<metadata><package type=\"rpm\"><name>a</name></package></metadata>");
	refused(&m, "without version");
	made_begin(&m);
	put_primary(&m, "<metadata><package type=\"rpm\"><name>a</name><version ver=\"1\" "
			"rel=\"1\"/></package></metadata>");
	refused(&m, "without checksum");
	for (size_t i = 0; i < ARRAY_SIZE(epochs); i++) {
		made_begin(&m);
		buf_clear(&text);
		buf_addf(&text,
			 "<metadata><package type=\"rpm\"><name>a</name><arch>noarch</arch>"
			 "<version epoch=\"%s\" ver=\"1\" rel=\"1\"/><checksum type=\"sha256\" "
			 "pkgid=\"YES\">%064d</checksum><location href=\"a.rpm\"/></package>"
			 "</metadata>",
			 epochs[i], 1);
		put_primary(&m, buf_str(&text));
		refused(&m, "32 bits");
	}
	made_begin(&m);
	put_primary(&m, "<!DOCTYPE m [<!ENTITY a \"aaaa\">]><metadata/>");
	refused(&m, "document type");
	made_begin(&m);
	for (int i = 0; i < 100; i++)
		buf_add(&text, "<metadata>");
	put_primary(&m, buf_str(&text));
	refused(&m, "nested");
	made_begin(&m);
	buf_clear(&text);
	buf_add(&text, "<metadata><package name=\"");
	for (int i = 0; i < 200000; i++)
		buf_add(&text, "aaaaaaaa");
	put_primary(&m, buf_str(&text));
	refused(&m, "an element of more than");
}

static void other_filelists(void **state)
{
	struct error err = ERROR_INIT;
	struct made_repo m;

	(void)state;
	made_begin(&m);
	made_package(&m, "a", "1-1", X86, "", NULL);
	made_write(&m);
	assert_int_equal(fs_write(m.filelists_path, "<filelists>\n<pack", 17, &err), 0);
	refused(&m, "filelists.xml");
	made_begin(&m);
	made_package(&m, "a", "1-1", X86, "", NULL);
	made_write(&m);
	assert_int_equal(fs_write(m.filelists_path, "\0ZCK1 and more", 14, &err), 0);
	refused(&m, "zchunk");
}

static void gzip(const char *path, const struct buf *text, struct buf *packed)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, text->data, text->len, &err), 0);
	assert_int_equal(
		subprocess_run(&(struct subprocess){ .argv = (const char *[]){ "gzip", "-c", path,
									       NULL } },
			       &r, &err),
		0);
	assert_true(subprocess_ok(&r));
	buf_addn(packed, r.out.data, r.out.len);
}

static void compressed(void **state)
{
	struct error err = ERROR_INIT;
	struct made_repo m;
	size_t count = 0;
	AUTO(buf) struct buf packed = BUF_INIT(BUF_TEXT);

	(void)state;
	made_begin(&m);
	for (int i = 0; i < 300; i++) {
		char name[16];

		snprintf(name, sizeof(name), "a%d", i);
		made_package(&m, name, "1-1", X86, "", "/usr/bin/a");
	}
	made_write(&m);
	gzip(m.primary_path, &m.primary, &packed);
	/* the name says nothing of it */
	assert_int_equal(fs_write(m.primary_path, packed.data, packed.len, &err), 0);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err), 0);
	assert_int_equal(count, 300);
	unlink(m.evidence_path);
	assert_int_equal(fs_write(m.primary_path, packed.data, packed.len / 2, &err), 0);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err),
		-EINVAL);
	assert_non_null(strstr(err.text, "primary.xml"));
	unlink(m.evidence_path);
	packed.data[packed.len / 2] ^= 0x55; /* a flipped byte */
	assert_int_equal(fs_write(m.primary_path, packed.data, packed.len, &err), 0);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err),
		-EINVAL);
	made_end(&m);
}

/* A megabyte that becomes more than may be read: it ends at the limit, and memory stays small. */
static void bomb(void **state)
{
	struct error err = ERROR_INIT;
	struct made_repo m;
	size_t count = 0;
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf packed = BUF_INIT(BUF_TEXT);
	size_t head;
	FILE *f;

	(void)state;
	made_begin(&m);
	made_write(&m);
	buf_add(&text, "<metadata>");
	gzip(m.primary_path, &text, &packed);
	head = packed.len;
	buf_clear(&text);
	for (int i = 0; i < 20000; i++)
		buf_add(&text, "<x>                                    </x>");
	gzip(m.primary_path, &text, &packed);
	f = fopen(m.primary_path, "wb");
	assert_non_null(f);
	fwrite(packed.data, 1, head, f);
	for (size_t bytes = 0; bytes <= 1U << 30;
	     bytes += text.len) /* gzip's members follow one another */
		fwrite(packed.data + head, 1, packed.len - head, f);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(
		made_collect(m.primary_path, m.filelists_path, m.evidence_path, &count, &err),
		-EINVAL);
	assert_non_null(strstr(err.text, "when decompressed"));
	made_end(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locations),	     cmocka_unit_test(repomd),
		cmocka_unit_test(repomds_refused),   cmocka_unit_test(rows),
		cmocka_unit_test(same_bytes),	     cmocka_unit_test(dependencies_refused),
		cmocka_unit_test(documents_refused), cmocka_unit_test(other_filelists),
		cmocka_unit_test(compressed),	     cmocka_unit_test(bomb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
