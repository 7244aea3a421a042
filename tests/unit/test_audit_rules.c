/* SPDX-License-Identifier: MIT */
/* Lines of audit rules that nobody should write: read to their end, and nothing worse. */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "judge/audit_rules.h"

struct state {
	struct evidence *ev;
	char dir[64];
};

static int setup(void **state)
{
	struct state *s = calloc(1, sizeof(*s));
	struct error err = ERROR_INIT;
	char path[96];

	if (!s)
		return -1;
	strcpy(s->dir, "/tmp/azlcts-audit.XXXXXX");
	if (!mkdtemp(s->dir))
		return -1;
	snprintf(path, sizeof(path), "%s/e.db", s->dir);
	if (evidence_create(&s->ev, path, &err) < 0 || evidence_commit(s->ev, &err) < 0)
		return -1;
	evidence_free(TAKE(s->ev));
	*state = s;
	return evidence_open(&s->ev, path, &err);
}

static int teardown(void **state)
{
	struct state *s = *state;
	struct error err = ERROR_INIT;

	evidence_free(s->ev);
	fs_remove_tree(s->dir, &err);
	free(s);
	return 0;
}

static void test_broken(void **state)
{
	static const char *const lines[] = {
		"-w",
		"-w etc/group",
		"-w /a -w /b",
		"-p wa -w",
		"-p q -w /a",
		"-a",
		"-a always",
		"-a always,",
		"-a ,",
		"-a exit,sometimes",
		"-S",
		"-a always,exit -F",
		"-a always,exit -F x",
		"-a always,exit -F =1",
		"-a always,exit -F a=",
		"rules",
		"-",
		"-z",
		"-w /a wa",
		"-a always,exit -F arch=b1",
		"-a always,exit -F perm=z",
		"-cc",
		"-a always,exit -C a",
		"-a always,exit -S ,",
	};
	struct state *s = *state;

	for (size_t i = 0; i < ARRAY_SIZE(lines) - 1; i++) {
		struct audit_rules r = { 0 };

		audit_rules_add(&r, s->ev, "f:1", lines[i]);
		if (!r.stopped)
			fail_msg("%s: is taken", lines[i]);
		assert_int_equal(r.count, 0);
		audit_rules_release(&r);
	}
}

static void test_long(void **state)
{
	struct state *s = *state;
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct audit_rules r = { 0 };

	buf_add(&line, "-a always,exit -S a");
	for (int i = 0; i < 20000; i++)
		buf_add(&line, ",b");
	audit_rules_add(&r, s->ev, "f:1", buf_str(&line));
	assert_int_equal(r.count, 1);
	buf_clear(&line);
	buf_add(&line, "-a always,exit");
	for (int i = 0; i < 5000; i++)
		buf_add(&line, " -F a0=1");
	audit_rules_add(&r, s->ev, "f:2", buf_str(&line));
	buf_clear(&line);
	for (int i = 0; i < 30000; i++)
		buf_add(&line, "- ");
	audit_rules_add(&r, s->ev, "f:3", buf_str(&line));
	assert_non_null(r.stopped);
	audit_rules_release(&r);
}

/* Many rules, each taken away again: neither slow nor large. */
static void test_many(void **state)
{
	struct state *s = *state;
	struct audit_rules r = { 0 };
	char line[64];

	for (int i = 0; i < 25000; i++)
		audit_rules_add(&r, s->ev, "f:1", "-a task,never");
	assert_true(r.failed);
	audit_rules_release(&r);
	r = (struct audit_rules){ 0 };
	for (int i = 0; i < 3000; i++) {
		snprintf(line, sizeof(line), "-w /etc/%d -p wa", i);
		audit_rules_add(&r, s->ev, "f:1", line);
	}
	for (int i = 0; i < 3000; i++) {
		snprintf(line, sizeof(line), "-W /etc/%d -p wa", i);
		audit_rules_add(&r, s->ev, "f:2", line);
	}
	assert_false(r.failed);
	assert_int_equal(r.count, 0);
	audit_rules_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_broken, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
