/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_ELF_MADE_H
#define TESTS_UNIT_ELF_MADE_H
/*
 * What tests of the ELF reader share: a folder in which the compiler makes real files, and a sink
 * that writes rows down as text, "table column=value ...", without the file's number.
 */
#include "test.h"

#include <elf.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"
#include "base/subprocess.h"
#include "collect/elf.h"

static char dir[] = "/tmp/azlcts-test.XXXXXX";

struct seen {
	struct buf text; /* rows, without the elf row */
	struct buf elf;	 /* column=value of the elf row */
	size_t elf_rows;
	bool failed; /* elf.error is set */
};

static inline void seen_release(struct seen *s)
{
	buf_release(&s->text);
	buf_release(&s->elf);
}

static void add_value(struct buf *b, const struct value *v)
{
	if (v->type == VALUE_INT)
		buf_addf(b, "%lld", (long long)v->number);
	else if (v->type == VALUE_TEXT)
		buf_addn(b, v->text, v->len);
	else
		buf_addc(b, '-');
}

static int put(void *arg, const struct row *row, struct error *err)
{
	struct seen *s = arg;
	const struct table_info *t = &tables[row->table];
	struct buf *b = row->table == TABLE_elf ? &s->elf : &s->text;

	(void)err;
	if (row->table == TABLE_elf) {
		s->elf_rows++;
		s->failed = row->values[row->count - 1].type != VALUE_NULL;
	}
	buf_addf(b, "%s ", t->name);
	for (unsigned i = 1; i < row->count; i++) {
		buf_addf(b, "%s=", t->columns[i].name);
		add_value(b, &row->values[i]);
		buf_addc(b, i + 1 < row->count ? ' ' : '\n');
	}
	return 0;
}

static inline struct seen look(const void *data, size_t len)
{
	struct seen s = { .text = BUF_INIT(BUF_TEXT), .elf = BUF_INIT(BUF_TEXT) };
	struct sink sink = { .arg = &s, .put = put };
	struct error err = ERROR_INIT;
	/* an own block of the exact size: reading past it is seen by the sanitizer */
	AUTO_FREE char *exact = malloc(len ? len : 1);

	assert_non_null(exact);
	memcpy(exact, data, len);
	assert_int_equal(elf_put(&sink, 7, "/x", exact, len, &err), 0);
	return s;
}

static inline void write_source(const char *name, const char *text)
{
	AUTO_FREE char *path = fs_join(dir, name);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, text, strlen(text), &err), 0);
}

/* Compiles in the folder and reads the result "out". */
static inline void compile(const char *const *argv, struct buf *out)
{
	struct subprocess what = { .argv = argv, .chdir = dir, .timeout_ms = 60000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	AUTO_FREE char *path = fs_join(dir, "out");
	struct error err = ERROR_INIT;

	if (subprocess_run(&what, &r, &err) < 0)
		skip(); /* no compiler */
	if (!subprocess_ok(&r))
		fail_msg("%s", buf_str(&r.err));
	assert_int_equal(fs_read(path, out, &err), 0);
}

/* Out of the way of the next "out". */
static inline int rename_in_dir(const char *from, const char *to)
{
	AUTO_FREE char *old = fs_join(dir, from);
	AUTO_FREE char *new = fs_join(dir, to);

	return rename(old, new);
}

static inline void has(const struct buf *text, const char *part)
{
	if (!strstr(buf_str(text), part))
		fail_msg("'%s' is not in:\n%s", part, buf_str(text));
}

static inline void has_not(const struct buf *text, const char *part)
{
	if (strstr(buf_str(text), part))
		fail_msg("'%s' is in:\n%s", part, buf_str(text));
}

static inline int setup(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static inline int teardown(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	return fs_remove_tree(dir, &err);
}

#endif
