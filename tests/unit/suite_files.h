/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_SUITE_FILES_H
#define TESTS_UNIT_SUITE_FILES_H
/* What tests of suites and of profiles share: a folder to write files into, and kinds to check by.
 */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "model/suite.h"

/* A kind with a field of every type. */
struct sample_args {
	const char *text;
	const char *path;
	const char *pattern;
	const char *word;
	int mode;
	int64_t number;
	int flag;
	struct text_list list;
	const struct data_file *data;
};

static const char *const colours[] = { "blue", "green", NULL };

static const struct field sample_fields[] = {
	{ .key = "data",
	  .type = FIELD_FILE,
	  .offset = FIELD_OF(struct sample_args, data, const struct data_file *),
	  .folder = "lists" },
	{ .key = "flag", .type = FIELD_BOOL, .offset = FIELD_OF(struct sample_args, flag, int) },
	{ .key = "list",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct sample_args, list, struct text_list) },
	{ .key = "mode", .type = FIELD_MODE, .offset = FIELD_OF(struct sample_args, mode, int) },
	{ .key = "number",
	  .type = FIELD_NUMBER,
	  .offset = FIELD_OF(struct sample_args, number, int64_t) },
	{ .key = "path",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct sample_args, path, const char *),
	  .required = true },
	{ .key = "pattern",
	  .type = FIELD_PATTERN,
	  .offset = FIELD_OF(struct sample_args, pattern, const char *) },
	{ .key = "text",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct sample_args, text, const char *),
	  .fallback = "by default" },
	{ .key = "word",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct sample_args, word, const char *),
	  .words = colours },
	{ 0 },
};

static int sample_check(const void *args, struct error *err)
{
	const struct sample_args *a = args;

	return a->number == 13 ? error_input(err, "13 is no number to have") : 0;
}

static const struct check_kind sample = {
	.name = "sample",
	.summary = "A sample",
	.args_size = sizeof(struct sample_args),
	.fields = sample_fields,
	.check_args = sample_check,
};

static const struct check_kind other = {
	.name = "other",
	.summary = "Another",
	.args_size = sizeof(struct sample_args),
	.fields = sample_fields,
};

static const struct check_kind *const kinds[] = { &other, &sample, NULL };

struct files {
	char dir[64];
	char path[128];
};

static int setup(void **out)
{
	struct files *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	snprintf(f->dir, sizeof(f->dir), "/tmp/azlcts-suite.XXXXXX");
	*out = f;
	return mkdtemp(f->dir) ? 0 : -1;
}

static int teardown(void **in)
{
	struct files *f = *in;
	struct error err = ERROR_INIT;
	int ret = fs_remove_tree(f->dir, &err);

	free(f);
	return ret;
}

/* Writes DIR/name and returns its path, until the next call. */
static const char *put(struct files *f, const char *name, const char *text)
{
	struct error err = ERROR_INIT;
	char dir[128];

	snprintf(f->path, sizeof(f->path), "%s/%s", f->dir, name);
	snprintf(dir, sizeof(dir), "%.*s", (int)(fs_basename(f->path) - f->path), f->path);
	assert_int_equal(fs_mkdirs(dir, &err), 0);
	assert_int_equal(fs_write(f->path, text, strlen(text), &err), 0);
	return f->path;
}

/* The message without the folder: "s.yaml:1:2: ...". */
static const char *plain(const struct files *f, struct error *err)
{
	size_t n = strlen(f->dir) + 1;
	char *at;

	while ((at = strstr(err->text, f->dir)) != NULL)
		memmove(at, at + n, strlen(at + n) + 1);
	return err->text;
}

#define HEAD "suite: s\ntitle: T\nchecks:\n"
#define TAIL "    why: W\n    remedy: R\n"
/* One check whose fourth line, line 7 of the file, is its kind. */
#define CHECK(kind) HEAD "  - id: s.a\n    title: A\n    level: optional\n    " kind "\n" TAIL

/* A file, and what is wrong with it. */
struct fault {
	const char *text;
	const char *message;
};

#endif
