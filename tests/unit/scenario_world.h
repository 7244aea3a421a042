/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_SCENARIO_WORLD_H
#define TESTS_UNIT_SCENARIO_WORLD_H
/* A product on the machine that is made up, from its manifest to the rows that were written. */
#include "scenario_made.h"

#include <sys/stat.h>

/* What a test has in hand, in a folder of its own. */
struct world {
	char folder[32];
	struct manifest manifest;
	struct scenario_text texts[2];
	struct scenario_plan plan;
	struct text_list names;
	struct evidence *before;
	struct evidence *rows; /* written */
	struct machine machine;
	struct doc *run;
	struct error err;
};

static const char *const names[] = { "p" };
static const struct machine_file package = { "/x/p-1.rpm", "p-1.rpm" };
static const struct machine_file newer = { "/x/p-2.rpm", "p-2.rpm" };

#define HEAD  "manifest: 1\nproduct: p\npackages: [p]\n"
#define UNITS HEAD "units: [p.service]\n"

static void make_before(struct world *w, const char *program)
{
	struct row row = row_of(TABLE_file);

	assert_int_equal(evidence_create(&w->before, "before.db", &w->err), 0);
	row_text(&row, program);
	row_text(&row, "file");
	row_int(&row, 0755);
	row_int(&row, 0);
	row_int(&row, 0);
	row_int(&row, 1);
	for (unsigned i = 6; i < tables[TABLE_file].columns_count; i++)
		row_null(&row);
	assert_int_equal(sink_put(evidence_sink(w->before), &row, &w->err), 0);
	for (unsigned i = 0; i < PART_COUNT; i++)
		if (FOOTPRINT_PARTS & PART_BIT(i))
			assert_int_equal(
				sink_complete(evidence_sink(w->before), (enum part)i, &w->err), 0);
	assert_int_equal(evidence_commit(w->before, &w->err), 0);
	evidence_free(w->before);
	w->before = NULL;
	assert_int_equal(evidence_open(&w->before, "before.db", &w->err), 0);
}

static void begin(struct world *w, const char *manifest, const char *words,
		  const struct made_rule *rules)
{
	*w = (struct world){ .folder = "/tmp/azlcts-test.XXXXXX", .names = { names, 1 } };
	assert_non_null(mkdtemp(w->folder));
	assert_int_equal(chdir(w->folder), 0);
	assert_int_equal(mkdir("work", 0700), 0);
	assert_int_equal(fs_write("m.yaml", manifest, strlen(manifest), &w->err), 0);
	assert_int_equal(manifest_read(&w->manifest, "m.yaml", &w->err), 0);
	assert_int_equal(manifest_steps(&w->manifest, "one", words, &w->texts[0], &w->err), 0);
	w->machine.rules = rules;
	w->run = doc_object();
	make_before(w, "/usr/bin/dnf5");
	w->plan = (struct scenario_plan){ .manifest = &w->manifest,
					  .scenarios = w->texts,
					  .scenarios_count = 1,
					  .packages = &package,
					  .packages_count = 1,
					  .upgrades = &newer,
					  .upgrades_count = 1,
					  .installs = &w->names,
					  .erase = &w->names,
					  .before = w->before,
					  .work_dir = "work" };
}

/* The same once more, as a second scenario. */
static void twice(struct world *w, const char *words)
{
	assert_int_equal(manifest_steps(&w->manifest, "two", words, &w->texts[1], &w->err), 0);
	w->plan.scenarios_count = 2;
}

static int run(struct world *w)
{
	struct evidence *ev;
	int ret;

	assert_int_equal(evidence_create(&ev, "rows.db", &w->err), 0);
	ret = scenario_run(&w->plan, &made_machine, &w->machine, evidence_sink(ev), w->run, NULL,
			   NULL, &w->err);
	assert_int_equal(w->machine.running, 0);
	if (!ret)
		assert_int_equal(evidence_commit(ev, &w->err), 0);
	evidence_free(ev);
	if (!ret)
		assert_int_equal(evidence_open(&w->rows, "rows.db", &w->err), 0);
	return ret;
}

static void end(struct world *w)
{
	evidence_free(w->before);
	evidence_free(w->rows);
	manifest_release(&w->manifest);
	doc_free(w->run);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(fs_remove_tree(w->folder, &w->err), 0);
}

static void expect(struct world *w, const char *sql, const char *wanted)
{
	struct buf got = BUF_INIT(BUF_LINE);
	struct cursor c = cursor_open(w->rows, sql, 0, NULL);

	while (cursor_next(&c)) {
		buf_add(&got, got.len ? "; " : "");
		for (unsigned i = 0; i < cursor_columns(&c); i++)
			buf_addf(&got, "%s%s", i ? " " : "", cursor_text(&c, i));
	}
	cursor_release(&c);
	assert_string_equal(buf_str(&got), wanted);
	buf_release(&got);
}

#endif
