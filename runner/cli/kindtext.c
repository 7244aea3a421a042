/* SPDX-License-Identifier: MIT */
#include "cli/kindtext.h"

#include <inttypes.h>

static const char *const type_names[] = {
	[FIELD_TEXT] = "text",
	[FIELD_PATH] = "absolute path",
	[FIELD_PATTERN] = "regular expression",
	[FIELD_WORD] = "word",
	[FIELD_MODE] = "quoted octal mode",
	[FIELD_NUMBER] = "whole number",
	[FIELD_BOOL] = "true or false",
	[FIELD_LIST] = "list of texts",
	[FIELD_FILE] = "file",
};

static void add_field(const struct field *f, bool markdown, struct buf *out)
{
	const char *mark = markdown ? "`" : "";

	buf_addf(out, markdown ? "| `%s` | %s | " : "  %-18s %-20s ", f->key, type_names[f->type]);
	buf_add(out, f->help);
	if (f->words) {
		buf_add(out, ": ");
		for (const char *const *w = f->words; *w; w++)
			buf_addf(out, "%s%s%s%s", w == f->words ? "" : ", ", mark, *w, mark);
	}
	if (f->folder)
		buf_addf(out, "; a name in the folder %s%s/%s beside the suite", mark, f->folder,
			 mark);
	if (f->required)
		buf_add(out, markdown ? " **(required)**" : " (required)");
	if (f->fallback)
		buf_addf(out, " (default %s%s%s)", mark, f->fallback, mark);
	buf_add(out, markdown ? " |\n" : "\n");
}

void kind_text(const struct check_kind *kind, bool markdown, struct buf *out)
{
	unsigned n = 0;

	buf_addf(out, markdown ? "## %s\n\n%s.\n\n" : "%s: %s\n\n", kind->name, kind->summary);
	buf_add(out, markdown ? "Evidence: " : "evidence  ");
	for (unsigned p = 0; p < PART_COUNT; p++)
		if (kind->needs & PART_BIT(p))
			buf_addf(out, "%s%s", n++ ? ", " : "", parts[p].name);
	buf_add(out, n ? "" : "none of its own");
	if (kind->against & AGAINST_REFERENCE)
		buf_add(out, "; of the image and of a reference (`--reference`)");
	if (kind->against & AGAINST_IMAGE)
		buf_add(out, "; and of the image a product is for (`--image`)");
	if (kind->against & AGAINST_REPOSITORIES)
		buf_add(out, "; and of a repository (`--repository`)");
	buf_add(out, "\n\n");
	if (markdown)
		buf_add(out, "| parameter | type | meaning |\n|---|---|---|\n");
	else
		buf_add(out, "parameters\n");
	for (const struct field *f = kind->fields; f->key; f++)
		add_field(f, markdown, out);
	if (kind->example && markdown)
		buf_addf(out, "\n```yaml\n%s: %s\n```\n\n", kind->name, kind->example);
	else if (kind->example)
		buf_addf(out, "\nexample\n  %s: %s\n", kind->name, kind->example);
}

static void add_value(const struct field *f, const void *at, struct buf *out)
{
	const struct text_list *list = at;
	const struct data_file *file;

	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_PATH:
	case FIELD_PATTERN:
	case FIELD_WORD:
		if (*(const char *const *)at)
			buf_addf(out, "  %s: %s\n", f->key, *(const char *const *)at);
		break;
	case FIELD_MODE:
		if (*(const int *)at >= 0)
			buf_addf(out, "  %s: %04o\n", f->key, (unsigned)*(const int *)at);
		break;
	case FIELD_NUMBER:
		if (*(const int64_t *)at != NUMBER_UNSET)
			buf_addf(out, "  %s: %" PRId64 "\n", f->key, *(const int64_t *)at);
		break;
	case FIELD_BOOL:
		if (*(const int *)at >= 0)
			buf_addf(out, "  %s: %s\n", f->key, *(const int *)at ? "true" : "false");
		break;
	case FIELD_FILE:
		file = *(const struct data_file *const *)at;
		if (file)
			buf_addf(out, "  %s: %s\n", f->key, file->name);
		break;
	case FIELD_LIST:
		if (list->count)
			buf_addf(out, "  %s:", f->key);
		for (size_t i = 0; i < list->count; i++)
			buf_addf(out, "%s %s", i ? "," : "", list->items[i]);
		buf_add(out, list->count ? "\n" : "");
		break;
	}
}

void kind_args_text(const struct check_kind *kind, const void *args, struct buf *out)
{
	for (const struct field *f = kind->fields; f->key; f++)
		add_value(f, (const char *)args + f->offset, out);
}
