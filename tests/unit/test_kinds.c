/* SPDX-License-Identifier: MIT */
/* The list of kinds keeps its promises, and what fields alone cannot say is told. */
#include "test.h"

#include <stdio.h>

#include "base/fs.h"
#include "judge/judge.h"
#include "model/suite_args.h"

static void kinds_are_described(void **in)
{
	(void)in;
	for (size_t i = 0; check_kinds[i]; i++) {
		const struct check_kind *k = check_kinds[i];

		if (i > 0 && strcmp(check_kinds[i - 1]->name, k->name) >= 0)
			fail_msg("%s: not in the order of names", k->name);
		assert_true(k->summary && !ends_with(k->summary, "."));
		for (const struct field *f = k->fields; f->key; f++) {
			if (!f->help || (ends_with(f->help, ".") && !ends_with(f->help, "...")))
				fail_msg("%s: %s: help is missing or ends in a stop", k->name,
					 f->key);
			if (f != k->fields && strcmp(f[-1].key, f->key) >= 0)
				fail_msg("%s: %s: not in the order of keys", k->name, f->key);
		}
	}
}

static void examples_can_be_read(void **in)
{
	(void)in;
	for (size_t i = 0; check_kinds[i]; i++) {
		AUTO(arena) struct arena arena = { 0 };
		const struct reader r = { .arena = &arena,
					  .file = check_kinds[i]->name,
					  .folder = "suites" };
		struct error err = ERROR_INIT;
		struct node *n;
		void *args;

		if (node_parse(&arena, r.file, check_kinds[i]->example,
			       strlen(check_kinds[i]->example), &n, &err) ||
		    args_read(&r, NULL, check_kinds[i], n, &args, &err))
			fail_msg("%s", err.text);
	}
}

/* No evidence at all: whatever the kind, its example is undecided. */
static void nothing_passes_without_evidence(void **in)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	char dir[] = "/tmp/azlcts-kinds.XXXXXX";
	struct error err = ERROR_INIT;
	char path[64];

	(void)in;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/empty.db", dir);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(ev);
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
	for (size_t i = 0; check_kinds[i]; i++) {
		AUTO(arena) struct arena arena = { 0 };
		AUTO(findings) struct findings f = { 0 };
		const struct reader r = { .arena = &arena,
					  .file = check_kinds[i]->name,
					  .folder = "suites" };
		struct check check = { .id = "x", .kind = check_kinds[i] };
		struct node *n;

		assert_int_equal(node_parse(&arena, r.file, check_kinds[i]->example,
					    strlen(check_kinds[i]->example), &n, &err),
				 0);
		assert_int_equal(args_read(&r, NULL, check.kind, n, &check.args, &err), 0);
		judge_check(&check, ev, &f);
		if (f.outcome != OUTCOME_MISSING || !f.reason)
			fail_msg("%s: %s", r.file, outcome_names[f.outcome]);
	}
}

/* "KIND: {parameters}" and what is wrong with it; NULL: nothing. */
static const struct fault {
	const char *check;
	const char *message;
} faults[] = {
	{ "abi: {declared: ['* * all of it']}",
	  "abi: declared: \"* * all of it\": every difference would be meant" },
	{ "abi: {declared: ['* * **: all of it']}",
	  "abi: declared: \"* * **: all of it\": every difference would be meant" },
	{ "abi: {declared: ['* libx.so.* f*: they', 'A23 * not here']}", NULL },
	{ "account: {password: locked}", "account: name, uid or select is missing" },
	{ "account: {select: all}", "account: says not what the accounts have to be" },
	{ "account: {select: all, name: x, password: locked}",
	  "account: select stands instead of name and uid" },
	{ "account: {name: x, present: false, password: locked}",
	  "account: present: false stands alone" },
	{ "command: {argv: []}", "command: argv: names no program" },
	{ "command: {argv: [x], exit: 256}", "command: exit: has to be from 0 to 255, or -1" },
	{ "command: {argv: [x], exit: -1}",
	  "command: with any exit status, an output has to be asked for" },
	{ "console: {absent: []}", "console: absent: an empty list asks for nothing" },
	{ "file: {path: /run/x, present: false}", "file: /run/x: what is below /proc, /sys, /dev, "
						  "/run and /tmp is not in the evidence; ask a "
						  "command" },
	{ "file: {path: /run, mode: '0755'}", NULL },
	{ "file: {path: /running}", NULL },
	{ "file: {path: /a, present: false, mode: '0644'}", "file: present: false stands alone" },
	{ "file: {path: /a, mode: '0644', mode-at-most: '0644'}",
	  "file: mode or mode-at-most, not both" },
	{ "file: {path: /a, type: file, target: b}", "file: only a symlink has a target" },
	{ "file: {path: /a, sha256: abc}", "file: sha256: has to be 64 small hexadecimal digits" },
	{ "file: {type: file}", "file: wants one of path, paths and of" },
	{ "file: {paths: [a]}", "file: paths: a: has to begin with /" },
	{ "file: {paths: [/a*/b]}",
	  "file: paths: /a*/b: wildcards stand in the last component only" },
	{ "file: {path: /a, either: [root:0133]}",
	  "file: either: root:0133: has to be OWNER:GROUP:BITS, as root:root:0177" },
	{ "audit: {}",
	  "audit: says not what is recorded: watch, syscalls, execute, control or loaded" },
	{ "audit: {watch: [/etc/x]}",
	  "audit: watch: /etc/x: has to be PATH:PERMISSIONS, as /etc/x:wa" },
	{ "audit: {watch: ['/etc/x:wq']}",
	  "audit: watch: /etc/x:wq: has to be PATH:PERMISSIONS, as /etc/x:wa" },
	{ "audit: {syscalls: [mount], filters: [auid]}",
	  "audit: filters: auid: has to be FIELD, operator, VALUE" },
	{ "audit: {watch: ['/etc/x:wa'], exits: [EPERM]}", "audit: exits goes with syscalls" },
	{ "files: {match: /a}",
	  "files: says not what the files have to be: without-bits, mode-at-most, owner, group, "
	  "owned, known-owners, packaged-mode or none" },
	{ "files: {match: /a, unless-bits: '1000', owner: 0}",
	  "files: unless-bits goes with without-bits" },
	{ "files: {match: [], owner: 0}", "files: match: an empty list looks at nothing" },
	{ "group: {}", "group: name, gid or unique is missing" },
	{ "group: {gid: 0, members: x}", "group: members and empty go with name" },
	{ "group: {name: x, empty: true, only: y}", "group: empty goes not with members or only" },
	{ "group: {name: x, unique: gid}", "group: unique stands alone" },
	{ "group: {unique: gid, only: x}", "group: name or gid is missing" },
	{ "identity: {key: ID}", "identity: says not what the value has to be" },
	{ "identity: {key: ID, absent: true, equals: x}", "identity: absent stands alone" },
	{ "kernel: {key: lsm}", "kernel: says not what the value has to be" },
	{ "kernel-config: {name: FANOTIFY, equals: y}",
	  "kernel-config: name: FANOTIFY: has to begin with CONFIG_" },
	{ "line: {path: /a}", "line: match or absent is missing" },
	{ "line: {path: /a, match: x, absent-ok: true}", "line: absent-ok goes with absent alone" },
	{ "line: {path: a, match: x}", "line: a: has to begin with /" },
	{ "line: {path: [/a/*/b], match: x}",
	  "line: /a/*/b: a glob can be the last part of a path only" },
	{ "line: {path: [], match: x}", "line: path: an empty list looks at nothing" },
	{ "listener: {allowed: ['22']}",
	  "listener: 22: has to be tcp/PORT, udp/PORT or unix/PATH" },
	{ "listener: {}", NULL },
	{ "module: {name: x}", "module: loaded or blocked is missing" },
	{ "module: {name: x, loaded: false, absent-ok: true}",
	  "module: absent-ok goes with blocked" },
	{ "module: {name: a/b, loaded: false}",
	  "module: name: a/b: one module, and no path or glob" },
	{ "mount: {target: /tmp, present: false, options: rw}",
	  "mount: present: false stands alone" },
	{ "query: {sql: DELETE FROM file}", "query: sql: has to be a SELECT" },
	{ "query: {sql: SELECT 1 FROM file; SELECT 2}", "query: sql: one statement, without ';'" },
	{ "query: {sql: SELECT 'file' AS object}", "query: sql: names no table of the evidence" },
	{ "query: {sql: SELECT 1 FROM file, population: SELECT 1}",
	  "query: population: names no table of the evidence" },
	{ "setting: {path: /a, key: x}", "setting: says not what the value has to be" },
	{ "setting: {path: [/a/*/b], key: x, equals: y}",
	  "setting: /a/*/b: a glob can be the last part of a path only" },
	{ "setting: {path: /a, drop-ins: [/b/*], key: x, equals: y}",
	  "setting: /b/*: a glob can be the last part of a path only" },
	{ "setting: {path: /a, key: x, at-least: 2, at-most: 1}",
	  "setting: at-least is more than at-most" },
	{ "sysctl: {name: kernel.*, equals: '1'}", "sysctl: name: one parameter, and no glob" },
	{ "sysctl: {name: kernel.x}", "sysctl: says not what the value has to be" },
	{ "unit: {name: sshd}", "unit: name: sshd: needs its type, as sshd.service" },
	{ "unit: {name: a.service, absent-ok: true}", "unit: absent-ok goes with a state" },
	{ "unit: {name: a.service, present: false, active: active}",
	  "unit: present: false stands alone" },
	{ "units: {failed: allowed, broken: allowed}",
	  "units: with failed and broken both allowed nothing can fail" },
};

/* A value past the kind's buffer must not read as "not set", which would pass. */
static void a_value_that_does_not_fit_is_no_value(void **in)
{
	static const char *const paths[] = { "/etc", "/etc/ssh", "/etc/ssh/sshd_config" };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(arena) struct arena arena = { 0 };
	AUTO(findings) struct findings found = { 0 };
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const struct reader r = { .arena = &arena, .file = "t" };
	const struct check_kind *kind = NULL;
	char dir[] = "/tmp/azlcts-kinds.XXXXXX";
	struct error err = ERROR_INIT;
	struct row row = row_of(TABLE_text);
	char path[64];
	struct node *n;
	void *args;

	(void)in;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/long.db", dir);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		struct row file = row_of(TABLE_file);

		row_text(&file, paths[i]);
		row_text(&file, i == 2 ? "file" : "directory");
		row_int(&file, 0755);
		row_int(&file, 0);
		row_int(&file, 0);
		for (int k = 0; k < 6; k++)
			row_null(&file);
		assert_int_equal(sink_put(evidence_sink(ev), &file, &err), 0);
	}
	buf_add(&text, "Ciphers +3des-cbc");
	for (int i = 0; i < 20000; i++)
		buf_add(&text, ",a,b");
	row_text(&row, paths[2]);
	row_text(&row, buf_str(&text));
	row_int(&row, 0);
	assert_int_equal(sink_put(evidence_sink(ev), &row, &err), 0);
	assert_int_equal(sink_complete(evidence_sink(ev), PART_FILES, &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
	evidence_free(TAKE(ev));
	assert_int_equal(evidence_open(&ev, path, &err), 0);
	for (size_t i = 0; check_kinds[i]; i++)
		if (streq(check_kinds[i]->name, "sshd"))
			kind = check_kinds[i];
	assert_int_equal(
		node_parse(&arena, "t", "{option: Ciphers, forbidden: ['*cbc']}", 38, &n, &err), 0);
	assert_int_equal(args_read(&r, NULL, kind, n, &args, &err), 0);
	kind->evaluate(args, ev, &found);
	assert_int_not_equal(found.outcome, OUTCOME_PASS);
	assert_int_equal(found.outcome, OUTCOME_ERROR);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

static void faults_of_parameters_are_told(void **in)
{
	(void)in;
	for (size_t i = 0; i < ARRAY_SIZE(faults); i++) {
		AUTO(arena) struct arena arena = { 0 };
		const struct reader r = { .arena = &arena, .file = "t" };
		const struct check_kind *kind = NULL;
		struct error err = ERROR_INIT;
		struct node *n;
		void *args;
		int ret;

		assert_int_equal(
			node_parse(&arena, "t", faults[i].check, strlen(faults[i].check), &n, &err),
			0);
		for (size_t k = 0; check_kinds[k]; k++)
			if (streq(check_kinds[k]->name, n->children->key))
				kind = check_kinds[k];
		assert_non_null(kind);
		ret = args_read(&r, NULL, kind, n->children, &args, &err);
		if (!faults[i].message && ret)
			fail_msg("%s: %s", faults[i].check, err.text);
		if (!faults[i].message)
			continue;
		if (!ret)
			fail_msg("%s: nothing is said", faults[i].check);
		assert_string_equal(err.text + strlen("t:1:1: "), faults[i].message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_described),
		cmocka_unit_test(examples_can_be_read),
		cmocka_unit_test(nothing_passes_without_evidence),
		cmocka_unit_test(a_value_that_does_not_fit_is_no_value),
		cmocka_unit_test(faults_of_parameters_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
