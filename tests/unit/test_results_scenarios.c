/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "model/results.h"
#include "report/report.h"

#define HOSTILE "<script>alert(1)</script> & \"x\""

static const char rows[] =
	"INSERT INTO scenario VALUES ('lifecycle', 'agent', 'failed', '');"
	"INSERT INTO step VALUES ('lifecycle', 0, 'install', 'agent', 'passed', 'installed', 'it "
	"is'), ('lifecycle', 1, 'active', 'agent.service', 'failed', 'active', '" HOSTILE
	"'), ('lifecycle', 2, 'erase', 'agent', 'not-run', 'erased', '');"
	"INSERT INTO footprint WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	"WHERE i < 20000) SELECT 'lifecycle', 'install', 'file', printf('/usr/share/a/%05d', i), "
	"'added', NULL, 'file 0644 0:0', 'agent' FROM n;"
	"INSERT INTO footprint WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	"WHERE i < 150) SELECT 'lifecycle', 'install', 'file', printf('/opt/%05d', i), 'added', "
	"NULL, 'file 0644 0:0', '' FROM n;"
	"INSERT INTO footprint VALUES ('lifecycle', 'install', 'listener', 'tcp 0.0.0.0 9100', "
	"'added', NULL, 'agent', ''), ('lifecycle', 'install', 'firewall', 'firewall', "
	"'unknown', NULL, 'there is no nft', ''), ('lifecycle', 'erase', 'user', 'agent', 'added', "
	"NULL, 'uid 990', ''), ('lifecycle', 'install', 'set-id', '/usr/bin/" HOSTILE
	"', 'added', NULL, NULL, 'agent');";

static struct evidence *world(bool complete)
{
	char path[] = "/tmp/azlcts-scenarios-XXXXXX";
	struct error err = ERROR_INIT;
	struct evidence *made = NULL;
	struct evidence *ev = NULL;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	assert_int_equal(evidence_create(&made, path, &err), 0);
	if (complete)
		assert_int_equal(sink_complete(evidence_sink(made), PART_SCENARIO, &err), 0);
	assert_int_equal(evidence_commit(made, &err), 0);
	evidence_free(made);
	assert_int_equal(evidence_copy(&ev, path, &err), 0);
	unlink(path);
	if (evidence_change(ev, rows, &err) != 0)
		fail_msg("%s", err.text);
	return ev;
}

static void fill(struct results *r, struct evidence *ev)
{
	static const char zeros[] =
		"0000000000000000000000000000000000000000000000000000000000000000";
	struct error err = ERROR_INIT;

	*r = (struct results){ .source_kind = "rpm", .profile = { .name = "p" } };
	memcpy(r->evidence_sha256, zeros, sizeof(zeros));
	memcpy(r->profile.sha256, zeros, sizeof(zeros));
	results_required(r, r->required_sha256);
	assert_int_equal(results_scenarios_fill(&r->scenarios, &r->arena, ev, &err), 0);
}

static void test_bounded(void **state UNUSED)
{
	AUTO_EVIDENCE struct evidence *ev = world(true);
	AUTO(results) struct results r;
	const struct results_scenario *s;

	fill(&r, ev);
	assert_int_equal(r.scenarios.count, 1);
	s = &r.scenarios.items[0];
	assert_int_equal(s->steps_count, 3);
	/* one line for 20,000 files of a package; 150 others; a listener, a firewall, a set-id */
	assert_int_equal(s->footprint.total, 1 + 150 + 3);
	assert_int_equal(s->footprint.count, RESULTS_CLASS_MAX + 3);
	assert_int_equal(s->residue.total, 1);
	for (size_t i = 0; i < s->footprint.count; i++)
		if (s->footprint.items[i].files)
			assert_int_equal(s->footprint.items[i].files, 20000);
}

static void test_none(void **state UNUSED)
{
	AUTO_EVIDENCE struct evidence *ev = world(false);
	AUTO(results) struct results r;

	fill(&r, ev);
	assert_null(r.scenarios.items);

	AUTO_DOC struct doc *d = results_to_doc(&r);

	assert_null(doc_get(d, "scenarios"));
}

/* The document, after a change to it; what reading says. */
static int read_after(void (*change)(struct doc *scenario, struct doc *top))
{
	AUTO_EVIDENCE struct evidence *ev = world(true);
	AUTO(results) struct results r;
	AUTO(results) struct results back = { 0 };
	struct error err = ERROR_INIT;

	fill(&r, ev);

	AUTO_DOC struct doc *d = results_to_doc(&r);

	if (change)
		change(doc_at(doc_get(d, "scenarios"), 0), d);
	return results_from_doc(d, &back, &err);
}

static void total_less(struct doc *s, struct doc *top UNUSED)
{
	doc_set_int(s, "footprint_total", 3);
}

static void said_passed(struct doc *s, struct doc *top UNUSED)
{
	doc_set_text(s, "outcome", "passed");
}

static void other_list(struct doc *s, struct doc *top UNUSED)
{
	doc_set_text(doc_at(doc_get(s, "residue"), 0), "span", "install");
}

static void other_class(struct doc *s, struct doc *top UNUSED)
{
	doc_set_text(doc_at(doc_get(s, "residue"), 0), "class", "thing");
}

static void more_keys(struct doc *s, struct doc *top UNUSED)
{
	doc_set_text(s, "x", "y");
}

static void no_total(struct doc *s UNUSED, struct doc *top)
{
	doc_remove(top, "scenarios_total");
}

static void test_back_again(void **state UNUSED)
{
	assert_int_equal(read_after(NULL), 0);
	assert_int_equal(read_after(total_less), -EINVAL);
	assert_int_equal(read_after(said_passed), -EINVAL);
	assert_int_equal(read_after(other_list), -EINVAL);
	assert_int_equal(read_after(other_class), -EINVAL);
	assert_int_equal(read_after(more_keys), -EINVAL);
	assert_int_equal(read_after(no_total), -EINVAL);
}

static void write_as(const char *format, struct buf *out)
{
	AUTO_EVIDENCE struct evidence *ev = world(true);
	AUTO(results) struct results r;
	struct error err = ERROR_INIT;

	fill(&r, ev);
	assert_int_equal(report_format(format)->write(&r, NULL, out, &err), 0);
}

static void test_reports(void **state UNUSED)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf html = BUF_INIT(BUF_DOCUMENT);

	write_as("text", &text);
	assert_non_null(strstr(buf_str(&text), "scenario lifecycle: failed\n"));
	assert_non_null(strstr(buf_str(&text), "install   agent\n"));
	assert_non_null(strstr(buf_str(&text), "active    agent.service  failed: "));
	assert_non_null(strstr(buf_str(&text), "after install: 20099 file, firewall not known, 1 "
					       "listener, 1 set-id, and 51 more lines\n"));
	assert_non_null(strstr(buf_str(&text), "after erase: 1 user\n"));
	write_as("html", &html);
	assert_non_null(strstr(buf_str(&html), "20000 files of package agent"));
	assert_non_null(strstr(buf_str(&html), "51 more lines were counted"));
	assert_null(strstr(buf_str(&html), "<script>alert"));
	assert_non_null(strstr(buf_str(&html), "tcp 0.0.0.0 9100"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bounded),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_back_again),
		cmocka_unit_test(test_reports),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
