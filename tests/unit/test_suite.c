/* SPDX-License-Identifier: MIT */
/* Suites: what they come to, and the exact words for what is wrong. */
#include "suite_files.h"

static const struct fault faults[] = {
	{ "", "s.yaml:1:1: the file is empty" },
	{ "- a\n", "s.yaml:1:1: the file has to be a map" },
	{ "suite: s\ntitle: T\nchecks: []\n",
	  "s.yaml:3:9: checks: a suite without checks proves nothing" },
	{ "suite: s\ntitle: T\n", "s.yaml:1:1: checks: missing" },
	{ "suite: s\ntitle: T\nchecks: x\n", "s.yaml:3:9: checks: has to be a list, not a text" },
	{ "suite: s\ntitel: T\n", "s.yaml:2:1: titel: unknown key; did you mean title?" },
	{ "suite: s\nzzzzzz: T\n", "s.yaml:2:1: zzzzzz: unknown key; known: suite, title, checks" },
	{ "suite: S\ntitle: T\n", "s.yaml:1:8: suite: S: small letters, digits, '.' and '-' only" },
	{ "suite: s\ntitle: ''\n", "s.yaml:2:8: title: is empty" },
	{ HEAD "  - x\n", "s.yaml:4:5: a check has to be a map" },
	{ HEAD "  - title: A\n", "s.yaml:4:5: id: missing" },
	{ HEAD "  - id: .a\n", "s.yaml:4:9: id: .a: small letters, digits, '.' and '-' only" },
	{ HEAD "  - id: s.a\n", "s.yaml:4:5: title: missing" },
	{ HEAD "  - id: s.a\n    title: A\n", "s.yaml:4:5: level: missing" },
	{ HEAD "  - id: s.a\n    title: A\n    level: mandatry\n",
	  "s.yaml:6:12: mandatry: no such level; did you mean mandatory?" },
	{ HEAD "  - id: s.a\n    version: 0\n",
	  "s.yaml:5:14: version: 0: has to be a whole number from 1" },
	{ HEAD "  - id: s.a\n    title: A\n    level: optional\n",
	  "s.yaml:4:5: s.a: a kind is missing" },
	{ CHECK("sampel: {path: /a}"),
	  "s.yaml:7:5: sampel: no such kind or key; did you mean sample?" },
	{ CHECK("sample: {path: /a}\n    other: {path: /a}"),
	  "s.yaml:8:5: other: a check has one kind, and this one has sample" },
	{ CHECK("sample: /a"), "s.yaml:7:13: sample: its parameters have to be a map" },
	{ CHECK("sample: {}"), "s.yaml:7:5: sample: path is missing" },
	{ CHECK("sample: {path: /a, mod: '0644'}"),
	  "s.yaml:7:24: mod: unknown key; did you mean mode?" },
	{ CHECK("sample: {path: a}"), "s.yaml:7:20: path: a: has to begin with /" },
	{ CHECK("sample: {path: /a/../b}"),
	  "s.yaml:7:20: path: /a/../b: has to be written without //, . and .." },
	{ CHECK("sample: {path: /a/}"),
	  "s.yaml:7:20: path: /a/: has to be written without //, . and .." },
	{ CHECK("sample: {path: [/a]}"), "s.yaml:7:20: path: has to be one text" },
	{ CHECK("sample: {path: /a, mode: rw}"),
	  "s.yaml:7:30: mode: rw: has to be octal, at most 7777" },
	{ CHECK("sample: {path: /a, mode: '10000'}"),
	  "s.yaml:7:30: mode: 10000: has to be octal, at most 7777" },
	{ CHECK("sample: {path: /a, number: 1.5}"),
	  "s.yaml:7:32: number: 1.5: has to be a whole number" },
	{ CHECK("sample: {path: /a, number: }"),
	  "s.yaml:7:32: number: : has to be a whole number" },
	{ CHECK("sample: {path: /a, flag: yes}"),
	  "s.yaml:7:30: flag: yes: has to be true or false" },
	{ CHECK("sample: {path: /a, pattern: 'a('}"),
	  "s.yaml:7:33: pattern: a(: Unmatched ( or \\(" },
	{ CHECK("sample: {path: /a, pattern: ''}"),
	  "s.yaml:7:33: pattern: an empty pattern matches everything" },
	{ CHECK("sample: {path: /a, word: gren}"),
	  "s.yaml:7:30: gren: not a word it can be; did you mean green?" },
	{ CHECK("sample: {path: /a, list: {a: b}}"),
	  "s.yaml:7:30: list: has to be a list of texts" },
	{ CHECK("sample: {path: /a, list: [[a]]}"),
	  "s.yaml:7:31: list: has to be a list of texts" },
	{ CHECK("sample: {path: /a, number: 13}"), "s.yaml:7:5: sample: 13 is no number to have" },
	{ CHECK("sample: {path: /a, text: '${a'}"), "s.yaml:7:30: ${a: ${ without }" },
	{ HEAD "  - id: s.a\n    title: A\n    level: optional\n    sample: {path: /a}\n",
	  "s.yaml:4:5: why: missing" },
	{ HEAD
	  "  - id: s.a\n    title: A\n    level: optional\n    sample: {path: /a}\n    why: W\n",
	  "s.yaml:4:5: remedy: missing" },
	{ HEAD "  - id: s.a\n    title: A\n    level: mandatory\n    sample: {path: /a}\n" TAIL,
	  "s.yaml:4:5: s.a: a mandatory check needs a counterexample" },
	{ CHECK("sample: {path: /a}\n    counterexample: {also: [x]}"),
	  "s.yaml:8:21: counterexample: files or rows is missing" },
	{ CHECK("sample: {path: /a}\n    counterexample: {row: x}"),
	  "s.yaml:8:22: row: unknown key; did you mean rows?" },
	{ CHECK("sample: {path: /a}\n    references: [x]"),
	  "s.yaml:8:17: references: has to be a map, not a list" },
	{ CHECK("sample: {path: /a}") "  - id: s.a\n    title: A\n    level: optional\n"
				      "    sample: {path: /a}\n" TAIL,
	  "s.yaml:10:9: id: s.a stands at line 4 already" },
	{ CHECK("sample: {path: /a}\n    title: B"),
	  "s.yaml:8:5: title: this key stands here twice" },
};

static void faults_are_told(void **in)
{
	for (size_t i = 0; i < ARRAY_SIZE(faults); i++) {
		struct suite s;
		struct error err = ERROR_INIT;
		const char *path = put(*in, "s.yaml", faults[i].text);

		assert_int_equal(suite_read(&s, path, NULL, kinds, &err), -EINVAL);
		assert_string_equal(plain(*in, &err), faults[i].message);
	}
}

static void a_suite_that_is_not_there_is_wrong_input(void **in)
{
	struct suite s;
	struct error err = ERROR_INIT;

	put(*in, "s.yaml", "");
	assert_int_equal(suite_read(&s, "/nonexistent/s.yaml", NULL, kinds, &err), -EINVAL);
	assert_int_equal(err.code, EINVAL);
	assert_non_null(strstr(err.text, "/nonexistent/s.yaml"));
}

static void a_suite_is_read(void **in)
{
	AUTO(suite) struct suite s = { 0 };
	AUTO(buf) struct buf refs = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	const struct sample_args *a;
	char hex[SHA256_HEX];
	const char *path = put(
		*in, "s.yaml",
		HEAD
		"  - id: s.one\n    version: 3\n    title: One\n    level: mandatory\n"
		"    sample: {path: /a, mode: '0644', number: -5, flag: true, word: blue,"
		" pattern: '^a', list: [x, y]}\n"
		"    why: Because.\n    remedy: Do.\n"
		"    references: {nist: [AC-1, AC-2], cis: '1.1'}\n"
		"    counterexample: {files: rm a, rows: DELETE FROM file, also: b.*}\n"
		"  - id: s.two\n    title: Two\n    level: optional\n    other: {path: /b}\n" TAIL);

	assert_int_equal(suite_read(&s, path, NULL, kinds, &err), 0);
	assert_int_equal(sha256_file(path, hex, &err), 0);
	assert_string_equal(s.sha256, hex);
	assert_int_equal(s.count, 2);
	assert_string_equal(s.checks[0].id, "s.one");
	assert_int_equal(s.checks[0].version, 3);
	assert_int_equal(s.checks[0].level, LEVEL_MANDATORY);
	assert_ptr_equal(s.checks[0].kind, &sample);
	assert_ptr_equal(s.checks[0].suite, &s);
	assert_int_equal(s.checks[0].line, 4);
	assert_string_equal(s.checks[0].counter_files, "rm a");
	assert_string_equal(s.checks[0].counter_rows, "DELETE FROM file");
	assert_string_equal(s.checks[0].counter_also.items[0], "b.*");
	assert_int_equal(doc_canonical(s.checks[0].references, &refs, &err), 0);
	assert_string_equal(buf_str(&refs), "{\"cis\":[\"1.1\"],\"nist\":[\"AC-1\",\"AC-2\"]}");
	a = s.checks[0].args;
	assert_string_equal(a->path, "/a");
	assert_int_equal(a->mode, 0644);
	assert_int_equal(a->number, -5);
	assert_int_equal(a->flag, 1);
	assert_string_equal(a->word, "blue");
	assert_string_equal(a->text, "by default");
	assert_int_equal(a->list.count, 2);
	assert_null(a->list.items[2]);
	a = s.checks[1].args;
	assert_int_equal(s.checks[1].version, 1);
	assert_int_equal(a->mode, -1);
	assert_int_equal(a->flag, -1);
	assert_true(a->number == NUMBER_UNSET);
	assert_null(a->word);
	assert_int_equal(a->list.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(faults_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_suite_that_is_not_there_is_wrong_input, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_suite_is_read, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
