/* SPDX-License-Identifier: MIT */
/* YAML: what is refused, and where it says it is; what is read, with its places. */
#include "test.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/yaml.h"

/* The tree on one line: texts in quotes, lists in [], maps in {}. */
static void show(const struct node *n, struct buf *out)
{
	if (n->type == NODE_TEXT) {
		buf_addf(out, "'%s'", n->text);
		return;
	}
	buf_addc(out, n->type == NODE_MAP ? '{' : '[');
	for (const struct node *c = n->children; c; c = c->next) {
		if (c->key)
			buf_addf(out, "%s:", c->key);
		show(c, out);
		if (c->next)
			buf_addc(out, ' ');
	}
	buf_addc(out, n->type == NODE_MAP ? '}' : ']');
}

static void test_reads(void **state)
{
	static const struct {
		const char *text;
		const char *tree;
	} cases[] = {
		{ "a", "'a'" },
		{ "---\na: 1\n...\n", "{a:'1'}" },
		{ "a: b\nc: [d, 'e', \"f\\n\"]\n", "{a:'b' c:['d' 'e' 'f\n']}" },
		{ "- a\n- - b\n  - c\n- {}\n- []\n", "['a' ['b' 'c'] {} []]" },
		{ "a:\nb:\n", "{a:'' b:''}" },
		{ "mode: 0644\nyes: no\nnull: ~\n", "{mode:'0644' yes:'no' null:'~'}" },
		{ "a: |\n  one\n  two\nb: >\n  one\n  two\n", "{a:'one\ntwo\n' b:'one two\n'}" },
		{ "# only\na: b # comment\n", "{a:'b'}" },
		{ "\"a\": {b: {c: d}}", "{a:{b:{c:'d'}}}" },
		{ "a: '&x *y !z'", "{a:'&x *y !z'}" },
		{ "\xef\xbb\xbf"
		  "a: \xc3\xa9",
		  "{a:'\xc3\xa9'}" },
		{ "<<: {a: b}", "{<<:{a:'b'}}" }, /* no merging: a key as any other */
		{ "a: b\nA: b", "{a:'b' A:'b'}" },
		{ "'': x", "{:'x'}" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(arena) struct arena arena = { 0 };
		AUTO(buf) struct buf tree = BUF_INIT(BUF_LINE);
		struct error err = ERROR_INIT;
		struct node *root = NULL;

		if (node_parse(&arena, "t.yaml", cases[i].text, strlen(cases[i].text), &root, &err))
			fail_msg("%s: %s", cases[i].text, err.text);
		show(root, &tree);
		assert_string_equal(buf_str(&tree), cases[i].tree);
	}
}

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *text;
	size_t len;
	const char *message;
} refused[] = {
	{ BYTES(""), "t.yaml:1:1: the file is empty" },
	{ BYTES("\n\n# nothing\n"), "t.yaml:4:1: the file is empty" },
	{ BYTES("a: &x b\nc: d"), "t.yaml:1:4: anchors are not allowed" },
	{ BYTES("a: &x [b]"), "t.yaml:1:4: anchors are not allowed" },
	{ BYTES("a:\n  &x {b: c}"), "t.yaml:2:3: anchors are not allowed" },
	{ BYTES("&x a: b"), "t.yaml:1:1: anchors are not allowed" },
	{ BYTES("b: 1\na: *x"), "t.yaml:2:4: aliases are not allowed" },
	{ BYTES("*x : b"), "t.yaml:1:1: aliases are not allowed" },
	{ BYTES("- !!str a"), "t.yaml:1:3: tags are not allowed" },
	{ BYTES("a: !own [b]"), "t.yaml:1:4: tags are not allowed" },
	{ BYTES("a: ! {b: c}"), "t.yaml:1:4: tags are not allowed" },
	{ BYTES("!!str a: b"), "t.yaml:1:1: tags are not allowed" },
	{ BYTES("a: 1\nb: 2\na: 3"), "t.yaml:3:1: a: this key stands here twice" },
	{ BYTES("x: {a: 1, 'a': 2}"), "t.yaml:1:11: a: this key stands here twice" },
	{ BYTES("? [a]\n: b"), "t.yaml:1:3: a key has to be a text" },
	{ BYTES("? {a: b}\n: c"), "t.yaml:1:3: a key has to be a text" },
	{ BYTES("a: 1\nb: \"x\\0y\""), "t.yaml:2:4: NUL bytes are not allowed" },
	{ BYTES("\"x\\0y\": b"), "t.yaml:1:1: NUL bytes are not allowed" },
	{ BYTES("a: 1\nb: x\0y"), "t.yaml:2:5: control characters are not allowed" },
	{ BYTES("a: \033[2J"), "t.yaml:1:4: control characters are not allowed" },
	{ BYTES("a: b\n\xc3\xa9: \xff"), "t.yaml:2:4: invalid leading UTF-8 octet" },
	{ BYTES("a: \xc3("), "t.yaml:1:5: invalid trailing UTF-8 octet" },
	{ BYTES("a: \xc3"), "t.yaml:1:4: incomplete UTF-8 octet sequence" },
	{ BYTES("a: 1\n---\nb: 2"), "t.yaml:2:1: only one document in a file" },
	{ BYTES("a: 1\n...\n---\n"), "t.yaml:3:1: only one document in a file" },
	{ BYTES("a: [b"), "t.yaml:2:1: did not find expected ',' or ']'" },
	{ BYTES("a: b\n c: d"), "t.yaml:2:3: mapping values are not allowed in this context" },
	{ BYTES("a:\n\tb: c"), "t.yaml:2:1: found character that cannot start any token" },
	{ BYTES("a: 'b"), "t.yaml:1:6: found unexpected end of stream" },
	{ BYTES("%YAML 9.1\n--- a"), "t.yaml:1:1: found incompatible YAML document" },
};

static void test_refuses_with_the_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		AUTO(arena) struct arena arena = { 0 };
		struct error err = ERROR_INIT;
		struct node *root = NULL;

		assert_int_equal(
			node_parse(&arena, "t.yaml", refused[i].text, refused[i].len, &root, &err),
			-EINVAL);
		assert_int_equal(err.code, EINVAL);
		assert_string_equal(err.text, refused[i].message);
		assert_null(root); /* out parameters are written on success only */
	}
}

static int parse_buf(const struct buf *text, struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	struct node *root;

	assert_false(text->failed);
	return node_parse(&arena, "t.yaml", buf_str(text), text->len, &root, err);
}

/* 32 levels are read, 33 are not; the depth of a bomb costs nothing. */
static void test_depth(void **state)
{
	static const size_t depths[] = { 1, 31, 32, 33, 1000, 1000000 };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(depths); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		struct error err = ERROR_INIT;
		int ret;

		for (size_t n = 1; n < depths[i]; n++)
			buf_addc(&text, '[');
		buf_addc(&text, 'x');
		for (size_t n = 1; n < depths[i]; n++)
			buf_addc(&text, ']');
		ret = parse_buf(&text, &err);
		if (depths[i] <= 32) {
			assert_int_equal(ret, 0);
		} else {
			assert_int_equal(ret, -EINVAL);
			assert_string_equal(err.text, "t.yaml:1:33: nested too deeply");
		}
	}
}

static void test_count_of_nodes(void **state)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 1; i < 100000; i++) /* the list is one, too */
		buf_add(&text, "- x\n");
	assert_int_equal(parse_buf(&text, &err), 0);
	buf_add(&text, "- x\n");
	assert_int_equal(parse_buf(&text, &err), -EINVAL);
	assert_string_equal(err.text, "t.yaml:100000:3: too many nodes in one file");
}

static void test_count_of_keys(void **state)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	(void)state;
	for (int i = 0; i < 4096; i++)
		buf_addf(&text, "k%d: x\n", i);
	assert_int_equal(parse_buf(&text, &err), 0);
	buf_add(&text, "one more: x\n");
	assert_int_equal(parse_buf(&text, &err), -EINVAL);
	assert_string_equal(err.text, "t.yaml:4097:1: too many keys in one map");
}

static void test_size(void **state)
{
	enum { MAX = 8 << 20 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	(void)state;
	buf_add(&text, "a: b\n#");
	while (text.len < MAX)
		buf_addc(&text, '-');
	assert_int_equal(parse_buf(&text, &err), 0);
	buf_addc(&text, '-');
	assert_int_equal(parse_buf(&text, &err), -EINVAL);
	assert_string_equal(err.text, "t.yaml: larger than 8 MiB");
}

/* The text has no NUL behind it, and what is behind it does not count. */
static void test_length_is_the_end(void **state)
{
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct node *root = NULL;
	char *exact = test_malloc(4);

	(void)state;
	memcpy(exact, "a: b", 4);
	assert_int_equal(node_parse(&arena, "t.yaml", exact, 4, &root, &err), 0);
	test_free(exact);
	assert_string_equal(node_get(root, "a")->text, "b");
}

static void test_places_and_look_up(void **state)
{
	static const char text[] = "suite: x\nchecks:\n  - id: a.b\n    file: {path: /a,\n"
				   "           mode: '0644'}\n";
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	const struct node *checks;
	const struct node *mode;
	struct node *root = NULL;

	(void)state;
	assert_int_equal(node_parse(&arena, "t.yaml", text, sizeof(text) - 1, &root, &err), 0);
	checks = node_get(root, "checks");
	assert_null(node_get(root, "check"));
	assert_null(root->key);
	assert_int_equal(checks->type, NODE_LIST);
	assert_int_equal(checks->key_line, 2);
	assert_int_equal(checks->line, 3);
	assert_null(checks->children->key);
	mode = node_get(node_get(checks->children, "file"), "mode");
	assert_string_equal(mode->text, "0644");
	assert_int_equal(node_error("t.yaml", mode, &err, "no mode: %s", mode->text), -EINVAL);
	assert_string_equal(err.text, "t.yaml:5:18: no mode: 0644");
	assert_int_equal(node_key_error("t.yaml", mode, &err, "unknown key"), -EINVAL);
	assert_string_equal(err.text, "t.yaml:5:12: unknown key");
	assert_int_equal(node_key_error("t.yaml", checks->children, &err, "no key"), -EINVAL);
	assert_string_equal(err.text, "t.yaml:3:5: no key"); /* the node's own place then */
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads),
		cmocka_unit_test(test_refuses_with_the_place),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_count_of_nodes),
		cmocka_unit_test(test_count_of_keys),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_length_is_the_end),
		cmocka_unit_test(test_places_and_look_up),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
