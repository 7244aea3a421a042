/* SPDX-License-Identifier: MIT */
/* azlcts query: read-only SQL over evidence, as a table or as JSON. */
#include "cli/evidences.h"
#include "model/results.h"

struct query_options {
	bool json;
};

enum { ROWS_MAX = 100000, WIDTH_MAX = 60, COLUMNS_SHOWN = 32 };

struct table_text {
	struct arena arena;
	const char **cells; /* rows * columns */
	size_t rows;
	size_t capacity;
	unsigned columns;
	size_t width[COLUMNS_SHOWN];
};

static size_t columns_of(const char *text)
{
	size_t n = 0;
	size_t len;

	while ((len = str_utf8_len(text)) > 0) {
		text += len;
		n++;
	}
	return n;
}

static int keep(struct table_text *t, const char *text, unsigned column, struct error *err)
{
	size_t index = t->rows * t->columns + column;
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	const char *cell;

	buf_add_clean(&clean, text, strlen(text));
	for (char *p = clean.data; p && *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	cell = arena_strdup(&t->arena, buf_str(&clean));
	if (index >= t->capacity) {
		size_t capacity = t->capacity ? 2 * t->capacity : 256;
		const char **cells = reallocarray(t->cells, capacity, sizeof(*cells));

		if (!cells)
			return error_memory(err);
		t->cells = cells;
		t->capacity = capacity;
	}
	if (!cell)
		return error_memory(err);
	t->cells[index] = cell;
	if (columns_of(cell) > t->width[column])
		t->width[column] = columns_of(cell) > WIDTH_MAX ? WIDTH_MAX : columns_of(cell);
	return 0;
}

static void add_row(struct buf *out, const struct table_text *t, size_t row)
{
	for (unsigned c = 0; c < t->columns; c++) {
		const char *cell = t->cells[row * t->columns + c];
		size_t n = columns_of(cell);

		buf_add(out, cell);
		for (; c + 1 < t->columns && n < t->width[c] + 2; n++)
			buf_addc(out, ' ');
	}
	buf_addc(out, '\n');
}

static int print_table(struct table_text *t, const struct context *context, struct error *err)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);

	buf_add(&out, context->colour ? "\033[1m" : "");
	add_row(&out, t, 0);
	buf_add(&out, context->colour ? "\033[0m" : "");
	for (unsigned c = 0; c < t->columns; c++) {
		for (size_t i = 0; i < t->width[c]; i++)
			buf_addc(&out, '-');
		buf_add(&out, c + 1 < t->columns ? "  " : "\n");
	}
	for (size_t r = 1; r < t->rows; r++)
		add_row(&out, t, r);
	buf_addf(&out, "(%zu row%s)\n", t->rows - 1, t->rows == 2 ? "" : "s");
	if (out.failed)
		return error_memory(err);
	return print_text(buf_str(&out), out.len, err);
}

static int as_table(struct cursor *c, const struct context *context, struct error *err)
{
	struct table_text t = { .columns = cursor_columns(c) };
	int ret = 0;

	if (t.columns > COLUMNS_SHOWN)
		return error_input(err, "more than %d columns; name the ones you want",
				   COLUMNS_SHOWN);
	for (unsigned i = 0; i < t.columns && !ret; i++)
		ret = keep(&t, cursor_name(c, i), i, err);
	t.rows = 1;
	while (!ret && t.columns && cursor_next(c)) {
		if (t.rows > ROWS_MAX)
			ret = error_input(err, "more than %d rows; add a LIMIT", ROWS_MAX);
		for (unsigned i = 0; i < t.columns && !ret; i++)
			ret = keep(&t, cursor_null(c, i) ? "-" : cursor_text(c, i), i, err);
		t.rows++;
	}
	if (!ret && !evidence_failed(c->ev))
		ret = print_table(&t, context, err);
	free(t.cells);
	arena_release(&t.arena);
	return ret;
}

static int as_json(struct cursor *c, struct error *err)
{
	AUTO_DOC struct doc *rows = doc_list();

	while (cursor_next(c)) {
		struct doc *row = doc_add(rows, doc_object());

		for (unsigned i = 0; i < cursor_columns(c); i++) {
			if (cursor_is_int(c, i))
				doc_set_int(row, cursor_name(c, i), cursor_int(c, i));
			else if (!cursor_null(c, i))
				doc_set_text(row, cursor_name(c, i), cursor_text(c, i));
		}
	}
	return evidence_failed(c->ev) ? 0 : print_doc(rows, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct query_options *o = in->options;
	AUTO_EVIDENCE struct evidence *ev = NULL;
	int ret;

	if (in->args[1][strspn(in->args[1], " \t\n;")] == '\0')
		return error_input(err, "the query is empty");
	ret = evidences_open_file(in->args[0], &ev, err);
	if (ret)
		return ret;
	evidence_heed(ev, in->context->cancel);
	AUTO(cursor) struct cursor c = cursor_open(ev, in->args[1], 0, NULL);
	ret = o->json ? as_json(&c, err) : as_table(&c, in->context, err);
	if (!ret)
		ret = cancel_check(in->context->cancel, err);
	if (!ret && evidence_failed(ev))
		return error_input(err, "query: %s; one SELECT over what azlcts list tables shows",
				   evidence_why(ev));
	return ret ? ret : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct query_options, json, bool),
	  "a list of objects; NULL values have no key", NULL },
	{ 0 }
};

const struct command command_query = {
	.name = "query",
	.args = "EVIDENCE SQL",
	.summary = "ask evidence with SQL, read-only",
	.details =
		"EVIDENCE is a file, or the folder of a run. The tables are listed by\n"
		"`azlcts list tables` and described in docs/evidence.md. Nothing but one SELECT\n"
		"is let through, for at most 20 seconds.\n",
	.examples = "  azlcts query out/evidence.db \"SELECT name, version FROM package ORDER BY "
		    "name\"\n"
		    "  azlcts query out/evidence.db --json \\\n"
		    "      \"SELECT path FROM file WHERE mode & 2048\"    # set-uid files\n",
	.min_args = 2,
	.max_args = 2,
	.options_size = sizeof(struct query_options),
	.options = options,
	.run = run,
};
