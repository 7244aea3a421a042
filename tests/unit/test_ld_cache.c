/* SPDX-License-Identifier: MIT */
/* The dynamic linker's cache: ours against ldconfig's reading of the same file, and bent ones. */
#include "elf_made.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "collect/ld_cache.h"

struct rows {
	struct buf text; /* "table column=value ...", all columns */
	struct buf list; /* "soname|path|hwcaps" as ldconfig -p can be turned into */
};

static void rows_release(struct rows *r)
{
	buf_release(&r->text);
	buf_release(&r->list);
}

static int put_row(void *arg, const struct row *row, struct error *err)
{
	struct rows *r = arg;
	const struct table_info *t = &tables[row->table];

	(void)err;
	buf_addf(&r->text, "%s ", t->name);
	for (unsigned i = 0; i < row->count; i++) {
		buf_addf(&r->text, "%s=", t->columns[i].name);
		add_value(&r->text, &row->values[i]);
		buf_addc(&r->text, i + 1 < row->count ? ' ' : '\n');
	}
	if (row->table == TABLE_ld_cache) {
		add_value(&r->list, &row->values[1]);
		buf_addc(&r->list, '|');
		add_value(&r->list, &row->values[2]);
		buf_addc(&r->list, '|');
		add_value(&r->list, &row->values[5]);
		buf_addc(&r->list, '\n');
	}
	return 0;
}

static struct rows rows_of(const void *data, size_t len)
{
	struct rows r = { .text = BUF_INIT(BUF_TEXT), .list = BUF_INIT(BUF_TEXT) };
	struct sink sink = { .arg = &r, .put = put_row };
	struct error err = ERROR_INIT;
	AUTO_FREE char *exact = malloc(len ? len : 1);

	assert_non_null(exact);
	memcpy(exact, data, len);
	assert_int_equal(ld_cache_put(&sink, exact, len, &err), 0);
	return r;
}

static void add_u32(struct buf *b, uint32_t v)
{
	unsigned char bytes[4] = { (unsigned char)v, (unsigned char)(v >> 8),
				   (unsigned char)(v >> 16), (unsigned char)(v >> 24) };

	buf_addn(b, bytes, 4);
}

static void set_u32(struct buf *b, size_t at, uint32_t v)
{
	for (size_t i = 0; i < 4; i++)
		b->data[at + i] = (char)(v >> (8 * i));
}

struct cached {
	uint32_t flags;
	const char *soname;
	const char *path;
	uint32_t low, high; /* hwcap */
};

static const struct cached cached[] = {
	{ 0x0303, "libv.so.3", "/lib64/glibc-hwcaps/x86-64-v3/libv.so.3", 1, 1U << 30 },
	{ 0x0303, "libv.so.3", "/lib64/libv.so.3", 0, 0 },
	{ 0x0003, "libv.so.3", "/lib/libv.so.3", 0, 0 },
	{ 0x0803, "libv.so.3", "/libx32/libv.so.3", 0, 0 },
	{ 0x0a03, "libarm.so.1", "/lib64/libarm.so.1", 0, 0 },
	{ 0x0503, "libppc.so.1", "/lib64/libppc.so.1", 0, 0 },
	{ 0x0303, "libold.so.1", "/lib64/haswell/libold.so.1", 4, 0 },
};

enum { ENTRIES = ARRAY_SIZE(cached), TABLE = 48, TEXTS = TABLE + 24 * ENTRIES };

/* A cache of the new format behind `before` bytes, with two names of folders. */
static void make_new(struct buf *out, size_t before)
{
	AUTO(buf) struct buf texts = BUF_INIT(BUF_TEXT);
	size_t extension;
	uint32_t names[2];

	buf_add(out, "glibc-ld.so.cache1.1");
	add_u32(out, ENTRIES);
	add_u32(out, 0); /* size of the texts: below */
	add_u32(out, 2); /* little-endian */
	add_u32(out, 0); /* the extension: below */
	for (unsigned i = 0; i < 3; i++)
		add_u32(out, 0);
	for (size_t i = 0; i < ENTRIES; i++) {
		add_u32(out, cached[i].flags);
		add_u32(out, (uint32_t)(TEXTS + texts.len));
		buf_addn(&texts, cached[i].soname, strlen(cached[i].soname) + 1);
		add_u32(out, (uint32_t)(TEXTS + texts.len));
		buf_addn(&texts, cached[i].path, strlen(cached[i].path) + 1);
		add_u32(out, 0);
		add_u32(out, cached[i].low);
		add_u32(out, cached[i].high);
	}
	names[0] = (uint32_t)(before + TEXTS + texts.len);
	buf_addn(&texts, "x86-64-v2", 10);
	names[1] = (uint32_t)(before + TEXTS + texts.len);
	buf_addn(&texts, "x86-64-v3", 10);
	while ((before + TEXTS + texts.len) % 4)
		buf_addc(&texts, '\0');
	buf_addn(out, texts.data, texts.len);
	extension = out->len;
	add_u32(out, 0xeaa42174U);
	add_u32(out, 2);
	add_u32(out, 0); /* who made it */
	add_u32(out, 0);
	add_u32(out, (uint32_t)extension);
	add_u32(out, 0);
	add_u32(out, 1); /* folders */
	add_u32(out, 0);
	add_u32(out, (uint32_t)extension + 40);
	add_u32(out, 8);
	add_u32(out, names[0]);
	add_u32(out, names[1]);
	set_u32(out, before + 24, (uint32_t)texts.len);
	set_u32(out, before + 32, (uint32_t)extension);
}

static const char expected[] =
	"ld_cache position=0 soname=libv.so.3 path=/lib64/glibc-hwcaps/x86-64-v3/libv.so.3 "
	"machine=x86_64 class=64 hwcaps=x86-64-v3\n"
	"ld_cache position=1 soname=libv.so.3 path=/lib64/libv.so.3 machine=x86_64 class=64 "
	"hwcaps=\n"
	"ld_cache position=2 soname=libv.so.3 path=/lib/libv.so.3 machine=i386 class=32 hwcaps=\n"
	"ld_cache position=3 soname=libv.so.3 path=/libx32/libv.so.3 machine=x86_64 class=32 "
	"hwcaps=\n"
	"ld_cache position=4 soname=libarm.so.1 path=/lib64/libarm.so.1 machine=aarch64 class=64 "
	"hwcaps=\n"
	"ld_cache position=5 soname=libppc.so.1 path=/lib64/libppc.so.1 machine= class=0 hwcaps=\n"
	"ld_cache position=6 soname=libold.so.1 path=/lib64/haswell/libold.so.1 machine=x86_64 "
	"class=64 hwcaps=0x4\n";

static void new_format(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);

	(void)state;
	make_new(&cache, 0);
	AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
	has(&r.text, "ld_cache_state key=format value=new\n"
		     "ld_cache_state key=entries value=7\nld_cache position=0");
	has(&r.text, expected);
	has_not(&r.text, "key=reason");
}

static void add_old(struct buf *out, uint32_t count)
{
	buf_addn(out, "ld.so-1.7.0", 12);
	add_u32(out, count);
	for (uint32_t i = 0; i < count; i++) {
		add_u32(out, 0x0303);
		add_u32(out, 0);
		add_u32(out, 5);
	}
}

static void behind_an_old_one(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);

	(void)state;
	add_old(&cache, 1); /* its entries say nothing: 28 bytes, and 4 to fill */
	add_u32(&cache, 0);
	make_new(&cache, cache.len);
	AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
	has(&r.text, "ld_cache_state key=format value=old+new\n"
		     "ld_cache_state key=entries value=7\nld_cache position=0");
	has(&r.text, expected);
}

static void old_format(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);

	(void)state;
	add_old(&cache, 2);
	buf_addn(&cache, "liba\0/lib/liba", 15);
	AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
	assert_string_equal(buf_str(&r.text),
			    "ld_cache_state key=format value=old\n"
			    "ld_cache_state key=entries value=2\n"
			    "ld_cache position=0 soname=liba path=/lib/liba machine=x86_64 "
			    "class=64 hwcaps=\n"
			    "ld_cache position=1 soname=liba path=/lib/liba machine=x86_64 "
			    "class=64 hwcaps=\n");
}

static void is_damaged(const struct buf *cache, size_t len, const char *reason)
{
	AUTO(rows) struct rows r = rows_of(buf_str(cache), len);
	AUTO(buf) struct buf want = BUF_INIT(BUF_LINE);

	buf_addf(&want,
		 "ld_cache_state key=format value=damaged\nld_cache_state key=entries value=0\n"
		 "ld_cache_state key=reason value=%s\n",
		 reason);
	assert_string_equal(buf_str(&r.text), buf_str(&want));
}

static void bent(size_t at, uint32_t value, const char *reason)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);

	make_new(&cache, 0);
	set_u32(&cache, at, value);
	is_damaged(&cache, cache.len, reason);
}

static void damaged_ones(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);
	size_t extension;

	(void)state;
	make_new(&cache, 0);
	extension = cache.len - 48;
	is_damaged(&cache, 0, "it does not begin as one does");
	is_damaged(&cache, 19, "it does not begin as one does");
	is_damaged(&cache, 47, "it ends in its header");
	is_damaged(&cache, 100, "7 entries do not fit into it");
	is_damaged(&cache, cache.len - 1, "section 1 is outside of it");
	bent(0, 0, "it does not begin as one does");
	bent(20, 0xffffffffU, "4294967295 entries do not fit into it");
	bent(28, 3, "it is of the other byte order");
	bent(28, 1, "it is of the other byte order");
	bent(TABLE + 4, 0xfffffff0U, "a text of entry 0 is outside of it");
	bent(TABLE + 24 + 8, (uint32_t)cache.len, "a text of entry 1 is outside of it");
	bent(TABLE + 16, 2, "entry 0 is for folder 2, which has no name");
	bent(32, (uint32_t)extension + 2, "its extension is not one");
	bent(32, 0xfffffffcU, "its extension is not one");
	bent(32, 0, "entry 0 is for folder 1, which has no name");
	bent(extension, 1, "its extension is not one");
	bent(extension + 4, 0xffffffffU, "4294967295 sections do not fit into it");
	bent(extension + 36, 0xffffffffU, "section 1 is outside of it");
	bent(extension + 44, 0xffffffffU, "the name of folder 1 is outside of it");
}

/* Sixty thousand entries that all name one text of a megabyte: no such text is a path. */
static void shared_texts(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);
	uint32_t count = 60000;

	(void)state;
	add_old(&cache, count);
	buf_addn(&cache, "a\0b\0c", 5);
	for (unsigned i = 0; i < 1 << 20; i++)
		buf_addc(&cache, 'x');
	buf_addc(&cache, '\0');
	is_damaged(&cache, cache.len, "a text of entry 0 is outside of it");
	cache.len = 16 + 12 * (size_t)count + 5 + 4000; /* a long path, sixty thousand times */
	buf_addc(&cache, '\0');
	AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
	has(&r.text, "value=damaged");
	has(&r.text, "is outside of it");
}

static void every_bit(void **state)
{
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);

	(void)state;
	make_new(&cache, 0);
	for (size_t at = 0; at < cache.len; at++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			cache.data[at] = (char)(cache.data[at] ^ (1 << bit));
			AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
			has(&r.text, "ld_cache_state key=format value=");
			cache.data[at] = (char)(cache.data[at] ^ (1 << bit));
		}
		AUTO(rows) struct rows cut = rows_of(cache.data, at);
		has(&cut.text, "key=format value=damaged");
	}
}

static void run_ldconfig(const char *const *argv, struct buf *out)
{
	struct subprocess what = { .argv = argv, .chdir = dir, .timeout_ms = 60000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error err = ERROR_INIT;

	if (subprocess_run(&what, &r, &err) < 0)
		skip(); /* none here */
	if (!subprocess_ok(&r))
		fail_msg("ldconfig: %s", buf_str(&r.err));
	if (out)
		buf_addn(out, buf_str(&r.out), r.out.len);
}

/* "\tSONAME (WHAT[, hwcap: "FOLDER"]) => PATH" as rows.list has it. */
static void turn_listing(const char *text, struct buf *out)
{
	static const char mark[] = "hwcap: \"";
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		const char *open = memmem(line, len, " (", 2);
		const char *arrow = memmem(line, len, ") => ", 5);
		const char *hwcap = memmem(line, len, mark, sizeof(mark) - 1);

		if (line[0] != '\t' || !open || !arrow)
			continue;
		buf_addn(out, line + 1, (size_t)(open - line - 1));
		buf_addc(out, '|');
		buf_addn(out, arrow + 5, (size_t)(line + len - arrow - 5));
		buf_addc(out, '|');
		if (hwcap)
			buf_addn(out, hwcap + sizeof(mark) - 1,
				 strcspn(hwcap + sizeof(mark) - 1, "\""));
		buf_addc(out, '\n');
	}
}

static void as_ldconfig_says(const char *format, const char *state, const char *conf)
{
	AUTO_FREE char *path = fs_join(dir, "cache");
	const char *make[] = { "/sbin/ldconfig", "-X", "-c", format, "-C", path, "-f", conf, NULL };
	const char *list[] = { "/sbin/ldconfig", "-p", "-C", path, NULL };
	AUTO(buf) struct buf listing = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf want = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	run_ldconfig(make, NULL);
	run_ldconfig(list, &listing);
	turn_listing(buf_str(&listing), &want);
	assert_int_equal(fs_read(path, &cache, &err), 0);
	AUTO(rows) struct rows r = rows_of(cache.data, cache.len);
	has(&r.text, state);
	assert_true(want.len > 0);
	assert_string_equal(buf_str(&r.list), buf_str(&want));
	has(&r.list, "libmade.so.1|");
}

static void make_folders(const char *conf)
{
	static const char *const argv[] = {
		"gcc", "-shared", "-nostdlib", "-fPIC", "-Wl,-soname,libmade.so.1",
		"-o",  "out",	  "l.c",       NULL
	};
	AUTO_FREE char *plain = fs_join(dir, "lib/libmade.so.1");
	AUTO_FREE char *fast = fs_join(dir, "lib/glibc-hwcaps/x86-64-v2/libmade.so.1");
	AUTO_FREE char *folder = fs_join(dir, "lib/glibc-hwcaps/x86-64-v2");
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_mkdirs(folder, &err), 0);
	write_source("l.c", "int f(void) { return 1; }\n");
	compile(argv, &file);
	assert_int_equal(fs_write(plain, file.data, file.len, &err), 0);
	assert_int_equal(fs_write(fast, file.data, file.len, &err), 0);
	buf_addf(&text, "%s/lib\n", dir);
	assert_int_equal(fs_write(conf, buf_str(&text), text.len, &err), 0);
}

static void against_ldconfig(void **state)
{
	AUTO_FREE char *conf = fs_join(dir, "ld.so.conf");

	(void)state;
	make_folders(conf);
	as_ldconfig_says("new", "key=format value=new\n", conf);
	as_ldconfig_says("compat", "key=format value=old+new\n", conf);
	as_ldconfig_says("old", "key=format value=old\n", conf);
}

static struct rows of_root(struct part_state *part)
{
	struct rows r = { .text = BUF_INIT(BUF_TEXT), .list = BUF_INIT(BUF_TEXT) };
	struct sink sink = { .arg = &r, .put = put_row };
	AUTO_CLOSE int root = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct error err = ERROR_INIT;

	assert_true(root >= 0);
	assert_int_equal(collect_ld_cache(root, &sink, part, &err), 0);
	return r;
}

static void in_a_root(void **state)
{
	AUTO_FREE char *etc = fs_join(dir, "etc");
	AUTO_FREE char *path = fs_join(dir, "etc/ld.so.cache");
	AUTO(buf) struct buf cache = BUF_INIT(BUF_TEXT);
	struct part_state part = { 0 };
	struct error err = ERROR_INIT;

	(void)state;
	AUTO(rows) struct rows none = of_root(&part);
	assert_string_equal(buf_str(&none.text), "ld_cache_state key=format value=none\n"
						 "ld_cache_state key=entries value=0\n");
	assert_int_equal(fs_mkdirs(path, &err), 0);
	AUTO(rows) struct rows folder = of_root(&part);
	has(&folder.text, "key=format value=damaged\n");
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0); /* nobody waits for a writer */
	AUTO(rows) struct rows fifo = of_root(&part);
	has(&fifo.text, "key=format value=damaged\n");
	assert_int_equal(unlink(path), 0);
	make_new(&cache, 0);
	assert_int_equal(fs_write(path, cache.data, cache.len, &err), 0);
	AUTO(rows) struct rows good = of_root(&part);
	has(&good.text, expected);
	assert_int_equal(part.failures, 0);
	/* what cannot be looked at is no fact about the image */
	assert_int_equal(truncate(path, 64 << 20), 0);
	AUTO(rows) struct rows large = of_root(&part);
	assert_string_equal(buf_str(&large.text), "");
	assert_int_equal(part.failures, 1);
	assert_int_equal(fs_remove_tree(etc, &err), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_format),	    cmocka_unit_test(behind_an_old_one),
		cmocka_unit_test(old_format),	    cmocka_unit_test(damaged_ones),
		cmocka_unit_test(shared_texts),	    cmocka_unit_test(every_bit),
		cmocka_unit_test(against_ldconfig), cmocka_unit_test(in_a_root),
	};

	return cmocka_run_group_tests_name("ld_cache", tests, setup, teardown);
}
