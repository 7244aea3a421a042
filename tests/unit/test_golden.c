/* SPDX-License-Identifier: MIT */
/*
 * tests/golden/KIND/OUTCOME-WORDS.t, each a test of its own: rows, a check, and what it says.
 *
 *	# Title of the case.
 *	evidence:		tables and rows; a column that is not written is NULL, a table
 *	  file: [...]		that is written makes its part complete, one that is not does not
 *	failed: {units: why}	parts whose collection failed
 *	reference:		the same tables of the evidence it is compared with; none: there is
 *				no reference
 *	image:			... of the image that it is judged on, of which it is a product
 *	repository:		... of a repository beside it; repository2: another one
 *	check:
 *	  KIND: {...}
 *	expect: {outcome: fail, object: x, expected: x, observed: x, reason: x, total: 1,
 *		 unchecked: x, setting: x}
 *		texts are looked for within one finding; unchecked in "object: what was not
 *checked", setting in "object: set X at PLACE, effective X, running X, over LOSER; LOSER", of which
 *what is NULL is left out
 *
 * Tables with rows of `available` are a repository: their package_dep and package_file are what the
 * repository says of its packages, and become a primary.xml.  Each provides itself.
 *
 * What holds for every case is proved with every case: rows in another order, and rows of another
 * table, change nothing; without a part that the kind needs the check is undecided.
 */
#include "test.h"

#include <glob.h>
#include <stdio.h>

#include "base/fs.h"
#include "judge/judge.h"
#include "model/reader.h"
#include "model/suite_args.h"
#include "repository_made.h"

enum given { EVIDENCE, REFERENCE, IMAGE, REPOSITORY, REPOSITORY2, GIVEN_COUNT };
static const char *const given_keys[] = { "evidence", "reference", "image", "repository",
					  "repository2" };

struct golden {
	const char *path;
	struct arena arena;
	struct reader r;
	struct node *root;
	const struct node *given[GIVEN_COUNT]; /* tables; NULL: none */
	const struct node *expect;
	struct check check;
};

/* How the rows are put down this time. */
struct variation {
	bool reverse;
	bool more;
	unsigned without; /* parts that are not marked complete */
	unsigned reference_without;
	unsigned not_given; /* bits of enum given */
};

#define MUST(call)                                             \
	do {                                                   \
		struct error err = ERROR_INIT;                 \
		if ((call) != 0)                               \
			fail_msg("%s: %s", g->path, err.text); \
	} while (0)

static enum table table_named(struct golden *g, const struct node *n)
{
	for (unsigned t = 0; t < TABLE_COUNT; t++)
		if (streq(tables[t].name, n->key))
			return (enum table)t;
	fail_msg("%s:%u: %s: no such table", g->path, n->key_line, n->key);
	return TABLE_COUNT;
}

/* "104755" of a mode is octal, as stat(1) prints it; all other numbers are decimal. */
static int64_t number_of(struct golden *g, const struct column *column, const struct node *n)
{
	int64_t number = 0;
	char *end;

	if (streq(column->name, "mode")) {
		number = strtol(n->text, &end, 8);
		if (*end == '\0' && *n->text)
			return number;
	} else if (str_int(n->text, &number)) {
		return number;
	}
	fail_msg("%s:%u: %s: not a number: %s", g->path, n->line, column->name, n->text);
	return 0;
}

static void put_row(struct golden *g, const struct sink *sink, enum table table,
		    const struct node *map)
{
	struct row row = row_of(table);
	const struct table_info *t = &tables[table];
	size_t used = 0;

	for (unsigned c = 0; c < t->columns_count; c++) {
		const struct node *n = node_get(map, t->columns[c].name);

		used += n != NULL;
		if (!n)
			row_null(&row);
		else if (t->columns[c].type == COLUMN_INT)
			row_int(&row, number_of(g, &t->columns[c], n));
		else
			row_text(&row, n->text);
	}
	if (used != node_count(map))
		fail_msg("%s:%u: a column that %s does not have", g->path, map->line, t->name);
	MUST(sink_put(sink, &row, &err));
}

static void put_rows(struct golden *g, const struct sink *sink, const struct node *rows,
		     enum table table, bool reverse)
{
	size_t count = node_count(rows);

	for (size_t i = 0; i < count; i++) {
		const struct node *n = rows->children;

		for (size_t skip = reverse ? count - 1 - i : i; skip > 0; skip--)
			n = n->next;
		put_row(g, sink, table, n);
	}
}

static const char *text_of(const struct node *row, const char *key)
{
	const struct node *n = node_get(row, key);

	return n ? n->text : "";
}

static void make_package(struct golden *g, struct made_repository *r, const struct node *tables_of,
			 const struct node *row)
{
	const struct node *deps = node_get(tables_of, "package_dep");
	const struct node *files = node_get(tables_of, "package_file");
	const struct node *epoch = node_get(row, "epoch");
	const char *nevra = text_of(row, "nevra");

	r->vendor = text_of(row, "vendor");
	r->size = strtol(text_of(row, "size"), NULL, 10);
	r->installed = strtol(text_of(row, "installed_size"), NULL, 10);
	made_package(r, text_of(row, "name"), epoch ? epoch->text : NULL, text_of(row, "version"),
		     text_of(row, "release"), text_of(row, "arch"));
	for (const struct node *n = deps ? deps->children : NULL; n; n = n->next)
		if (streq(text_of(n, "nevra"), nevra))
			made_dep(r, text_of(n, "kind"), text_of(n, "name"), text_of(n, "flags"),
				 text_of(n, "version"));
	for (const struct node *n = files ? files->children : NULL; n; n = n->next)
		if (streq(text_of(n, "nevra"), nevra))
			made_file(r, text_of(n, "path"));
	if (!starts_with(nevra, text_of(row, "name")))
		fail_msg("%s:%u: nevra and name do not agree", g->path, row->line);
}

/* The repository of these tables, through the metadata that it would have. */
static void put_repository(struct golden *g, const char *dir, const struct sink *sink,
			   const struct variation *v, const struct node *tables_of)
{
	const struct node *rows = node_get(tables_of, "available");
	struct made_repository r = { 0 };
	size_t count = node_count(rows);

	for (size_t i = 0; i < count; i++) {
		const struct node *n = rows->children;

		for (size_t skip = v->reverse ? count - 1 - i : i; skip > 0; skip--)
			n = n->next;
		make_package(g, &r, tables_of, n);
	}
	made_put(&r, dir, sink);
}

static void put_evidence(struct golden *g, const char *dir, const struct sink *sink,
			 const struct variation *v, const struct node *tables_of, unsigned without,
			 const struct node *failed)
{
	const struct node *available = node_get(tables_of, "available");
	unsigned complete = 0;

	if (available)
		put_repository(g, dir, sink, v, tables_of);
	for (const struct node *n = tables_of->children; n; n = n->next) {
		enum table table = table_named(g, n);

		if (available && (table == TABLE_package_dep || table == TABLE_package_file))
			continue;
		if (n != available)
			put_rows(g, sink, n, table, v->reverse);
		if (tables[table].part != PART_NONE)
			complete |= PART_BIT(tables[table].part);
	}
	if (node_get(tables_of, "part")) /* the case says itself what became of them */
		complete = 0;
	for (unsigned p = 0; p < PART_COUNT; p++)
		if (complete & ~without & PART_BIT(p))
			MUST(sink_complete(sink, (enum part)p, &err));
	for (const struct node *n = failed ? failed->children : NULL; n; n = n->next)
		MUST(sink_failed(sink, part_from_name(n->key), n->text, &err));
	if (v->more)
		MUST(sink_volatile(sink, PART_KERNEL, "boot_id", "1", &err));
}

/* The rows in a fresh file of that folder, opened to be judged. */
static struct evidence *make(struct golden *g, const char *dir, const struct variation *v,
			     enum given which)
{
	struct evidence *ev = NULL;
	unsigned without = which == EVIDENCE	? v->without
			   : which == REFERENCE ? v->reference_without
						: 0;
	char path[64];

	snprintf(path, sizeof(path), "%s/%s.db", dir, given_keys[which]);
	MUST(evidence_create(&ev, path, &err));
	put_evidence(g, dir, evidence_sink(ev), v, g->given[which], without,
		     which == EVIDENCE ? node_get(g->root, "failed") : NULL);
	MUST(evidence_commit(ev, &err));
	evidence_free(ev);
	MUST(evidence_open(&ev, path, &err));
	return ev;
}

/* Puts the case's rows down and judges them. */
static void run(struct golden *g, const struct variation *v, struct findings *out)
{
	char dir[] = "/tmp/azlcts-golden-XXXXXX";
	struct evidence *ev[GIVEN_COUNT] = { 0 };
	struct error ignored = ERROR_INIT;

	assert_non_null(mkdtemp(dir));
	for (enum given i = EVIDENCE; i < GIVEN_COUNT; i++)
		if (g->given[i] && !(v->not_given & 1U << i))
			ev[i] = make(g, dir, v, i);
	evidence_refer(ev[EVIDENCE], ev[REFERENCE]);
	evidence_place(ev[EVIDENCE], ev[IMAGE]);
	for (enum given i = REPOSITORY; i <= REPOSITORY2; i++)
		if (ev[i])
			MUST(evidence_supply(ev[EVIDENCE], ev[i], &err));
	judge_check(&g->check, ev[EVIDENCE], out);
	for (enum given i = EVIDENCE; i < GIVEN_COUNT; i++)
		evidence_free(ev[i]);
	fs_remove_tree(dir, &ignored);
}

static void load(struct golden *g)
{
	static const char *const keys[] = { "evidence", "failed",     "reference",
					    "image",	"repository", "repository2",
					    "check",	"expect",     NULL };
	static const char *const wishes[] = { "outcome",   "object",  "expected",
					      "observed",  "reason",  "total",
					      "unchecked", "setting", NULL };
	const struct node *check;

	g->r.arena = &g->arena;
	MUST(reader_open(&g->r, g->path, &g->root, &err));
	if (!starts_with(g->r.bytes, "# "))
		fail_msg("%s: the first line has to be its title", g->path);
	MUST(reader_keys(&g->r, g->root, keys, &err));
	for (enum given i = EVIDENCE; i < GIVEN_COUNT; i++)
		MUST(reader_get(&g->r, g->root, given_keys[i], NODE_MAP, &g->given[i], &err));
	MUST(reader_get(&g->r, g->root, "check", NODE_MAP, &check, &err));
	MUST(reader_get(&g->r, g->root, "expect", NODE_MAP, &g->expect, &err));
	MUST(reader_keys(&g->r, g->expect, wishes, &err));
	for (size_t i = 0; check_kinds[i]; i++)
		if (streq(check_kinds[i]->name, check->children->key))
			g->check.kind = check_kinds[i];
	if (!g->check.kind)
		fail_msg("%s: no kind %s", g->path, check->children->key);
	MUST(args_read(&g->r, NULL, g->check.kind, check->children, &g->check.args, &err));
}

static bool has(struct golden *g, const char *key, const char *text)
{
	const struct node *n = node_get(g->expect, key);

	return !n || (text && strstr(text, n->text));
}

static bool has_total(struct golden *g, size_t total)
{
	const struct node *n = node_get(g->expect, "total");
	int64_t number;

	return !n || (str_int(n->text, &number) && number == (int64_t)total);
}

static bool has_unchecked(struct golden *g, const struct findings *f)
{
	for (size_t i = findings_shown(f); i < f->kept; i++)
		if (has(g, "unchecked",
			arena_printf(&g->arena, "%s: %s", f->items[i].object,
				     f->items[i].observed)))
			return true;
	return !node_get(g->expect, "unchecked");
}

static const char *setting_said(struct golden *g, const struct setting_fact *s)
{
	struct arena *a = &g->arena;
	char *losers = s->losers ? arena_printf(a, ", over %s", s->losers) : arena_strdup(a, "");

	for (char *p = losers; (p = strchr(p, '\n')) != NULL;)
		*p = ';';
	return arena_printf(a, "%s:%s%s%s%s%s%s%s%s%s", s->object, s->set ? " set " : "",
			    s->set ? s->set : "", s->place ? " at " : "", s->place ? s->place : "",
			    s->effective ? ", effective " : "", s->effective ? s->effective : "",
			    s->running ? ", running " : "", s->running ? s->running : "", losers);
}

static bool has_setting(struct golden *g, const struct findings *f)
{
	for (size_t i = 0; i < f->kept_settings; i++)
		if (has(g, "setting", setting_said(g, &f->settings[i])))
			return true;
	return !node_get(g->expect, "setting");
}

static bool as_expected(struct golden *g, const struct findings *f)
{
	bool wants_finding = node_get(g->expect, "object") || node_get(g->expect, "expected") ||
			     node_get(g->expect, "observed");

	if (!streq(outcome_names[f->outcome], node_get(g->expect, "outcome")->text) ||
	    !has(g, "reason", f->reason) || !has_total(g, f->total) || !has_unchecked(g, f) ||
	    !has_setting(g, f))
		return false;
	for (size_t i = 0; i < findings_shown(f); i++)
		if (has(g, "object", f->items[i].object) &&
		    has(g, "expected", f->items[i].expected) &&
		    has(g, "observed", f->items[i].observed))
			return true;
	return !wants_finding;
}

/* For a failed case: what the check did say. */
static const char *said(struct golden *g, const struct findings *f)
{
	const char *text = arena_printf(&g->arena, "%s%s%s", outcome_names[f->outcome],
					f->reason ? ": " : "", f->reason ? f->reason : "");

	for (size_t i = 0; i < f->kept; i++)
		text = arena_printf(&g->arena, "%s\n    %s: expected %s, %s %s", text,
				    f->items[i].object, f->items[i].expected,
				    f->items[i].unchecked ? "not checked" : "observed",
				    f->items[i].observed);
	for (size_t i = 0; i < f->kept_settings; i++)
		text = arena_printf(&g->arena, "%s\n    %s", text,
				    setting_said(g, &f->settings[i]));
	return text;
}

static void prove(struct golden *g, const struct variation *v, const char *what)
{
	AUTO(findings) struct findings f = { 0 };

	run(g, v, &f);
	if (!as_expected(g, &f))
		fail_msg("%s (%s): said %s", g->path, what, said(g, &f));
}

static void prove_undecided(struct golden *g, const struct variation *v, const char *without)
{
	AUTO(findings) struct findings f = { 0 };

	run(g, v, &f);
	if (f.outcome != OUTCOME_MISSING && f.outcome != OUTCOME_ERROR)
		fail_msg("%s without %s: said %s", g->path, without, said(g, &f));
}

static void prove_needs(struct golden *g)
{
	const struct check_kind *kind = g->check.kind;

	for (unsigned p = 0; p < PART_COUNT; p++) {
		unsigned bits = p == PART_CONFIG ? EVIDENCE(CONFIG) | EVIDENCE(FILES) : PART_BIT(p);

		if (!(kind->needs & PART_BIT(p)))
			continue;
		prove_undecided(g, &(struct variation){ .without = bits }, parts[p].name);
		if (kind->against & AGAINST_REFERENCE && g->given[REFERENCE])
			prove_undecided(g, &(struct variation){ .reference_without = bits },
					parts[p].name);
	}
	if (kind->against & AGAINST_REFERENCE)
		prove_undecided(g, &(struct variation){ .not_given = 1U << REFERENCE },
				"a reference");
	if (kind->against & AGAINST_IMAGE)
		prove_undecided(g, &(struct variation){ .not_given = 1U << IMAGE }, "an image");
	if (kind->against & AGAINST_REPOSITORIES)
		prove_undecided(
			g, &(struct variation){ .not_given = 1U << REPOSITORY | 1U << REPOSITORY2 },
			"a repository");
}

static void test_case(void **state)
{
	struct golden g = { .path = *state };

	load(&g);
	if (!starts_with(fs_basename(g.path), node_get(g.expect, "outcome")->text))
		fail_msg("%s: named after another outcome", g.path);
	prove(&g, &(struct variation){ 0 }, "as written");
	prove(&g, &(struct variation){ .reverse = true }, "rows reversed");
	prove(&g, &(struct variation){ .more = true }, "an unrelated row");
	prove_needs(&g);
	arena_release(&g.arena);
}

/* Each kind is shown to pass, to bite, and to be undecided. */
static void test_every_kind_has_cases(void **state)
{
	static const char *const names[] = { "pass-*", "fail-*", "[em][ri][rs]*-*" };

	(void)state;
	for (size_t i = 0; check_kinds[i]; i++) {
		for (size_t p = 0; p < ARRAY_SIZE(names); p++) {
			AUTO(buf) struct buf pattern = BUF_INIT(BUF_LINE);
			glob_t found;

			buf_addf(&pattern, "tests/golden/%s/%s.t", check_kinds[i]->name, names[p]);
			if (glob(buf_str(&pattern), 0, NULL, &found) != 0)
				fail_msg("no case %s", buf_str(&pattern));
			globfree(&found);
		}
	}
}

int main(void)
{
	struct CMUnitTest *tests;
	glob_t found;
	size_t count;
	int failures;

	if (glob("tests/golden/*/*.t", 0, NULL, &found) != 0)
		return 1;
	count = found.gl_pathc + 1;
	tests = calloc(count, sizeof(*tests));
	if (!tests)
		return 1;
	tests[0] = (struct CMUnitTest){ .name = "every kind has cases",
					.test_func = test_every_kind_has_cases };
	for (size_t i = 1; i < count; i++)
		tests[i] = (struct CMUnitTest){ .name = found.gl_pathv[i - 1],
						.test_func = test_case,
						.initial_state = found.gl_pathv[i - 1] };
	failures = _cmocka_run_group_tests("golden", tests, count, NULL, NULL);
	free(tests);
	globfree(&found);
	return failures;
}
