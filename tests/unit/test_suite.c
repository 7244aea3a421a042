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
	{ "suite: s\nzzzzzz: T\n",
	  "s.yaml:2:1: zzzzzz: unknown key; known: suite, title, manifest, checks" },
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
	  "s.yaml:8:21: counterexample: files, rows or repository is missing" },
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
		"    counterexample: {files: rm a, rows: DELETE FROM file, also: b.*,"
		" repository: DELETE FROM available}\n"
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
	assert_string_equal(s.checks[0].counter_repository, "DELETE FROM available");
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

/* Where a file may be named, and what is said of one that is not there. */
static const struct fault file_faults[] = {
	{ "one.txt", NULL },
	{ "sub/two.txt", NULL },
	{ "within.txt", NULL }, /* a link that stays in the folder */
	{ "on.txt", "s.yaml:7:30: on.txt: no such file in lists; did you mean one.txt?" },
	{ "zzzzzzzzz", "s.yaml:7:30: zzzzzzzzz: no such file in lists; known: big.txt, nul.txt, "
		       "one.txt, out.txt, sub, up.txt, within.txt" },
	{ "big.txt", "s.yaml:7:30: data: big.txt: is larger than 4 MiB" },
	{ "nul.txt", "s.yaml:7:30: data: nul.txt: is not a text" },
};

static const char *const outside[] = { "/etc/passwd", "../s.yaml", "sub/../one.txt",
				       "''",	      ".",	   "./one.txt",
				       ".hidden",     "sub/",	   "sub//two.txt" };

static const char *in_lists(const struct files *f, char path[128], const char *name)
{
	snprintf(path, 128, "%s/lists/%s", f->dir, name);
	return path;
}

static void put_lists(struct files *f)
{
	struct error err = ERROR_INIT;
	AUTO_FREE char *big = calloc(1, (4 << 20) + 1);
	char path[128];

	assert_non_null(big);
	memset(big, 'x', (4 << 20) + 1);
	put(f, "secret.txt", "secret");
	put(f, "lists/sub/two.txt", "two");
	put(f, "lists/one.txt", "one\n");
	assert_int_equal(symlink("one.txt", in_lists(f, path, "within.txt")), 0);
	assert_int_equal(symlink("../secret.txt", in_lists(f, path, "up.txt")), 0);
	assert_int_equal(symlink("/etc/passwd", in_lists(f, path, "out.txt")), 0);
	assert_int_equal(fs_write(in_lists(f, path, "big.txt"), big, (4 << 20) + 1, &err), 0);
	assert_int_equal(fs_write(in_lists(f, path, "nul.txt"), "a", 2, &err), 0);
}

static int read_with(struct files *f, const char *data, struct suite *s, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	buf_addf(&text, CHECK("sample: {path: /a, data: %s}"), data);
	return suite_read(s, put(f, "s.yaml", buf_str(&text)), NULL, kinds, err);
}

static void files_beside_a_suite(void **in)
{
	put_lists(*in);
	for (size_t i = 0; i < ARRAY_SIZE(file_faults); i++) {
		AUTO(suite) struct suite s = { 0 };
		struct error err = ERROR_INIT;
		int ret = read_with(*in, file_faults[i].text, &s, &err);

		if (file_faults[i].message)
			assert_string_equal(plain(*in, &err), file_faults[i].message);
		else if (ret)
			fail_msg("%s: %s", file_faults[i].text, err.text);
	}
}

static void a_file_has_to_be_in_its_folder(void **in)
{
	static const char *const links[] = { "up.txt", "out.txt" };
	struct suite s = { 0 };

	put_lists(*in);
	for (size_t i = 0; i < ARRAY_SIZE(outside); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(read_with(*in, outside[i], &s, &err), -EINVAL);
		assert_non_null(strstr(err.text, "has to be the name of a file in the folder lists "
						 "beside the suite"));
	}
	for (size_t i = 0; i < ARRAY_SIZE(links); i++) {
		struct error err = ERROR_INIT;

		assert_int_equal(read_with(*in, links[i], &s, &err), -EINVAL);
		assert_non_null(strstr(err.text, "s.yaml:7:30: "));
	}
}

/* What a check says there is part of what the suite is. */
static void a_file_is_part_of_the_digest(void **in)
{
	static const char *const contents[] = { "one\n", "two\n", "one\n" };
	char hex[ARRAY_SIZE(contents)][SHA256_HEX];
	char alone[SHA256_HEX];
	struct error err = ERROR_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(contents); i++) {
		AUTO(suite) struct suite s = { 0 };
		const struct sample_args *a;

		put(*in, "lists/one.txt", contents[i]);
		assert_int_equal(read_with(*in, "one.txt", &s, &err), 0);
		a = s.checks[0].args;
		assert_string_equal(a->data->name, "one.txt");
		assert_string_equal(a->data->text, contents[i]);
		assert_int_equal(a->data->len, 4);
		memcpy(hex[i], s.sha256, SHA256_HEX);
	}
	assert_string_not_equal(hex[0], hex[1]);
	assert_string_equal(hex[0], hex[2]);
	assert_int_equal(sha256_file(((struct files *)*in)->path, alone, &err), 0);
	assert_string_not_equal(hex[2], alone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(faults_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(a_suite_that_is_not_there_is_wrong_input, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_suite_is_read, setup, teardown),
		cmocka_unit_test_setup_teardown(files_beside_a_suite, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_has_to_be_in_its_folder, setup, teardown),
		cmocka_unit_test_setup_teardown(a_file_is_part_of_the_digest, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
