/* SPDX-License-Identifier: MIT */
/*
 * TOML, with Python's tomllib as the oracle: both readers write the same dump of every document
 * below, or both refuse it.  With file names as arguments: dumps those, for a comparison by hand.
 */
#include <stdio.h>

#include "base/fs.h"
#include "base/toml.h"
#include "test.h"

static const char *const documents[] = {
	/* Both accept. */
	"",
	"# only a comment\n",
	"a = 1",
	"a = 1\r\nb = 2\r\n",
	"a = \"x\\ty\\u00e9\\U0001F600\\\\ \\\"q\\\"\"\n",
	"a = 'C:\\path\\x'\n'quoted key' = 1\n\"b\\tc\" = 2\n\"\" = 3\n",
	"a = \"\"\"\nfirst\nsecond \\\n    third\"\"\"\nb = '''\nraw \\n\n'''\n",
	"a = \"\"\"\"quoted\"\"\"\"\"\nb = '''''two'''''\nc = \"\"\"\"\"\"\n",
	"a = \"\"\"x \\   \n\n   \n  y\"\"\"\n",
	"a = \"\"\"one\r\ntwo\"\"\"\r\n",
	"i = [0, +0, -0, 1_000, -17, 0xDEAD_beef, 0o755, 0b1101, 9223372036854775807, "
	"-9223372036854775808]\n",
	"f = [1.0, +0.5, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224_617.445_991, 1e1_0]\n",
	"f = [inf, +inf, -inf, nan, +nan, -nan]\n",
	"b = [true, false]\n",
	"d = [1979-05-27T07:32:00Z, 1979-05-27 07:32:00-07:00, 1979-05-27t00:32:00.999999z]\n",
	"d = [1979-05-27T07:32:00, 1979-05-27, 07:32:00, 00:32:00.5, 2000-02-29, 2024-02-29]\n",
	"a = [\n  1, # one\n  2,\n  # between\n  3, # three\n]\nb = [[1], ['x'], []]\n",
	"a = [ { x = 1, y = { z = 2 } }, { x = 3 } ]\nb = {}\nc = { d.e = 1, d.f = 2 }\n",
	"a.b.c = 1\na.b.d = 2\na.'e f' = 3\n3.14 = 'pi'\n",
	"[a]\nx = 1\n[a.b.c]\ny = 2\n[a.b]\nz = 3\n",
	"[a.b.c]\nx = 1\n[a]\ny = 2\n",
	"[ a . b ]\nx . y = 1\nx . z = 2\n",
	"[[p]]\nn = 1\n[p.sub]\nx = 1\n[[p.list]]\na = 1\n[[p.list]]\na = 2\n[[p]]\nn = 2\n"
	"[[p.list]]\n",
	"[fruit]\napple.color = 'red'\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = "
	"1\n",
	"a.x = {y = 1}\na.z = 2\n",
	"[a.b]\nx = 1\n[a]\nc = 1\n[a.d]\n",
	"key = 'a' # b = 1\n[t] # of t\n# alone\n",
	"true = 1\n1 = 2\n-a_b-1 = 3\n",
	"a = 'tab\there'\n",
	"a = \"\xc3\xa9\xf0\x9f\x98\x80\"\n",
	"[a]\nb.c = 1\n[a.b.d]\n",
	"a = [{b = 1, c = [{d = 2}]}]",
	/* Both refuse. */
	"a",
	"a = ",
	"a = 1 2\n",
	"= 1\n",
	"a = 1\na = 2\n",
	"a.b = 1\na = 2\n",
	"a = 1\na.b = 2\n",
	"[a]\n[a]\n",
	"[a]\nb = 1\n[a.b]\n",
	"[fruit]\napple.color = 1\n[fruit.apple]\n",
	"[fruit]\napple.taste.sweet = 1\n[fruit.apple.taste]\n",
	"[a.b.c]\nz = 9\n[a]\nb.c.t = 'x'\n",
	"[a.b.c.d]\nz = 9\n[a]\nb.c.d.k.t = 'x'\n",
	"a = {x = 1}\n[a.b]\n",
	"a = {x = 1}\na.y = 2\n",
	"a = {b = {c = 1}, b.d = 2}\n",
	"a = {x = 1,}\n",
	"a = {x = 1\n}\n",
	"a = [1, 2\n",
	"a = [1 2]\n",
	"a = [,]\n",
	"a = []\n[[a]]\n",
	"a = [{}]\n[a.b]\n",
	"[[a]]\n[a]\n",
	"[a]\n[[a]]\n",
	"[a]\nb.c = 1\n[a.d]\n[a]\n",
	"a = 01\n",
	"a = 1__0\n",
	"a = _1\n",
	"a = 1_\n",
	"a = 0x\n",
	"a = +0x1\n",
	"a = 0X1\n",
	"a = 1.\n",
	"a = .5\n",
	"a = 1.e5\n",
	"a = 1e\n",
	"a = 03.14\n",
	"a = Inf\n",
	"a = True\n",
	"a = 1979-02-30\n",
	"a = 1900-02-29\n",
	"a = 1979-13-01\n",
	"a = 24:00:00\n",
	"a = 07:32\n",
	"a = 07:32:00Z\n",
	"a = 1979-05-27T07:32:00+25:00\n",
	"a = 1979-05-27T07:32:00.\n",
	"a = \"x\n\"\n",
	"a = \"x\\q\"\n",
	"a = \"\\u12\"\n",
	"a = \"\\ud800\"\n",
	"a = \"\\U00110000\"\n",
	"a = 'x\n",
	"a = \"\"\"x\n",
	"a = '''x''''''\n",
	"a = \"x\x01\"\n",
	"# a\x01\n",
	"a = 1\rb = 2\n",
	"a = 'x\x7f'\n",
	"a = \"\xff\"\n",
	"a = \"\xc0\x80\"\n",
	"\"\"\"a\"\"\" = 1\n",
	"a b = 1\n",
	"[a\n",
	"[a]]\n",
	"[[a]\n",
	"[ [a]]\n",
	"[]\n",
	"[a.]\n",
	"a. = 1\n",
	".a = 1\n",
	"[a] b = 1\n",
	"a = b\n",
	"a = 'x' 'y'\n",
	"[a]\nx.y = 1\n[b]\n[a.x]\n",
	"[a.b]\n[a]\nb.c = 1\n",
};

/* The oracle: the same dump, from tomllib. */
static const char oracle[] =
	"import sys, tomllib, datetime, math\n"
	"def esc(s): return ''.join(c if ' ' <= c < '\\x7f' and c != '\\\\' else "
	"'\\\\%x;' % ord(c) for c in s)\n"
	"def dump(v, p, out):\n"
	"    if isinstance(v, dict):\n"
	"        out.append(p + ' table')\n"
	"        for k, x in v.items(): dump(x, p + '/' + esc(k), out)\n"
	"    elif isinstance(v, list):\n"
	"        out.append(p + ' list')\n"
	"        for i, x in enumerate(v): dump(x, p + '/' + str(i), out)\n"
	"    elif isinstance(v, bool): out.append(p + ' bool ' + str(int(v)))\n"
	"    elif isinstance(v, str): out.append(p + ' text ' + esc(v))\n"
	"    elif isinstance(v, int): out.append(p + ' integer ' + str(v))\n"
	"    elif isinstance(v, float): out.append(p + ' fraction ' + ('nan' if math.isnan(v) "
	"else '%.17g' % v))\n"
	"    else: out.append(p + ' date')\n"
	"for f in sys.argv[1:]:\n"
	"    out = []\n"
	"    try: dump(tomllib.loads(open(f, 'rb').read().decode()), '', out)\n"
	"    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValueError): out = ['refused']\n"
	"    open(f + '.oracle', 'w').write('\\n'.join(out) + '\\n')\n";

static void add_escaped(struct buf *out, const char *s)
{
	while (*s) {
		unsigned char c = (unsigned char)*s;
		unsigned point;
		int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

		point = c & (more ? 0x3fU >> more : 0x7fU);
		for (s++; more; more--)
			point = point << 6 | ((unsigned char)*s++ & 0x3fU);
		if (point >= ' ' && point < 0x7f && point != '\\')
			buf_addc(out, (char)point);
		else
			buf_addf(out, "\\%x;", point);
	}
}

static void dump(const struct toml *v, struct buf *path, struct buf *out)
{
	size_t len = path->len;
	size_t i = 0;

	buf_addf(out, "%s %s", buf_str(path), toml_type_name(v->type));
	if (v->type == TOML_TEXT) {
		buf_addc(out, ' ');
		add_escaped(out, v->text);
	} else if (v->type == TOML_INT || v->type == TOML_BOOL) {
		buf_addf(out, " %lld", (long long)v->number);
	} else if (v->type == TOML_FLOAT && strstr(v->text, "nan")) {
		buf_add(out, " nan");
	} else if (v->type == TOML_FLOAT) {
		AUTO_FREE char *plain = strdup(v->text);
		char *to = plain;

		for (const char *from = v->text; *from; from++)
			if (*from != '_')
				*to++ = *from;
		*to = '\0';
		buf_addf(out, " %.17g", strtod(plain, NULL));
	}
	buf_addc(out, '\n');
	for (const struct toml *c = v->children; c; c = c->next, i++) {
		buf_addc(path, '/');
		if (c->key)
			add_escaped(path, c->key);
		else
			buf_addf(path, "%zu", i);
		dump(c, path, out);
		path->len = len;
		path->data[len] = '\0';
	}
}

static void dump_text(const char *name, const char *text, size_t len, struct buf *out,
		      struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	struct toml *root = NULL;

	buf_add(&path, "x");
	buf_clear(&path);
	if (toml_parse(&arena, name, text, len, &root, err))
		buf_add(out, "refused\n");
	else
		dump(root, &path, out);
}

static void test_oracle(void **state)
{
	char dir[] = "/tmp/azlcts-toml.XXXXXX";
	AUTO(buf) struct buf command = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf file = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	size_t accepted = 0;

	(void)state;
	assert_non_null(mkdtemp(dir));
	buf_addf(&file, "%s/oracle.py", dir);
	assert_int_equal(fs_write(buf_str(&file), oracle, strlen(oracle), &err), 0);
	buf_addf(&command, "/usr/bin/python3 %s", buf_str(&file));
	for (size_t i = 0; i < ARRAY_SIZE(documents); i++) {
		buf_clear(&file);
		buf_addf(&file, "%s/%zu", dir, i);
		assert_int_equal(fs_write(buf_str(&file), documents[i], strlen(documents[i]), &err),
				 0);
		buf_addf(&command, " %s", buf_str(&file));
	}
	assert_int_equal(system(buf_str(&command)), 0);
	for (size_t i = 0; i < ARRAY_SIZE(documents); i++) {
		AUTO(buf) struct buf ours = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf theirs = BUF_INIT(BUF_TEXT);

		buf_clear(&file);
		buf_addf(&file, "%s/%zu.oracle", dir, i);
		err = (struct error)ERROR_INIT;
		assert_int_equal(fs_read(buf_str(&file), &theirs, &err), 0);
		dump_text("it", documents[i], strlen(documents[i]), &ours, &err);
		if (!streq(buf_str(&ours), buf_str(&theirs)))
			print_error("document %zu: %s\nours (%s):\n%s\n", i, documents[i], err.text,
				    buf_str(&ours));
		assert_string_equal(buf_str(&ours), buf_str(&theirs));
		accepted += !streq(buf_str(&ours), "refused\n");
	}
	assert_true(accepted > 25 && ARRAY_SIZE(documents) - accepted > 60);
	fs_remove_tree(dir, &err);
}

static void refused(const char *text, const char *why)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	dump_text("x.toml", text, strlen(text), &out, &err);
	assert_string_equal(buf_str(&out), "refused\n");
	assert_int_equal(err.code, EINVAL);
	if (!strstr(err.text, why))
		fail_msg("%s: not in: %s", why, err.text);
}

static void test_lines(void **state)
{
	(void)state;
	refused("a = 1\n\nb = [\n 1,\n 2 3\n]\n", "x.toml:5: behind a value of a list");
	refused("[a]\nx = 1\n# c\n[a]\n", "x.toml:4: a: is there already (line 1)");
	refused("a = 1\r\nb = 2\r\na = 3\r\n", "x.toml:3: a: is there already (line 1)");
	refused("a = \"\"\"\n\n\nx", "x.toml:4: a text that does not end");
	refused("a = 'x\nb = 1\n", "x.toml:1: a text that does not end on its line");
	refused("a = 1\nb = \"\xff\"\n", "x.toml:2: is not UTF-8");
	refused("a = \"\\u0000\"", "x.toml:1: the escape of NUL");
	refused("a = 9223372036854775808", "x.toml:1: 9223372036854775808: does not fit 64 bits");
	refused("a = yes", "x.toml:1: yes: is no value");
}

static void test_hostile(void **state)
{
	AUTO(buf) struct buf text = BUF_INIT(32 << 20);
	AUTO(buf) struct buf out = BUF_INIT(128 << 20);
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct toml *root = NULL;

	(void)state;
	buf_add(&text, "a = ");
	for (size_t i = 0; i < 100000; i++)
		buf_addc(&text, '[');
	refused(buf_str(&text), "x.toml:1: nested deeper than 32");
	buf_clear(&text);
	for (size_t i = 0; i < 1000; i++)
		buf_add(&text, "a.");
	refused(buf_str(&text), "a key of more than 32 parts");
	buf_clear(&text);
	for (size_t i = 0; i < 100000; i++) /* quadratic would be felt */
		buf_addf(&text, "k%zu=0\n", i);
	assert_int_equal(toml_parse(&arena, "x", buf_str(&text), text.len, &root, &err), 0);
	buf_clear(&text);
	for (size_t i = 0; i < 1000001; i++)
		buf_add(&text, i ? ",1" : "a=[1");
	refused(buf_str(&text), "more than 1000000 values");
	buf_clear(&text);
	for (size_t i = 0; i < (16 << 20) / 64 + 1; i++)
		buf_add(&text, "# 3456789012345678901234567890123456789012345678901234567890123\n");
	refused(buf_str(&text), "larger than 16 MiB");
	assert_int_not_equal(toml_parse(&arena, "x", "a\0b", 3, &root, &err), 0);
	assert_non_null(strstr(err.text, "x:1: has a NUL byte"));
}

static void test_comments(void **state)
{
	static const char text[] =
		"p = [\n \"a\", # srpm: b\n \"c\" # srpm: d \n , \"e\",\n # none\n"
		"]\n[t] # of t\nk.l = 1 # of l\n";
	AUTO(arena) struct arena arena = { 0 };
	struct error err = ERROR_INIT;
	struct toml *root = NULL;
	const struct toml *c;

	(void)state;
	assert_int_equal(toml_parse(&arena, "x", text, strlen(text), &root, &err), 0);
	c = toml_get(root, "p")->children;
	assert_string_equal(c->comment, "srpm: b");
	assert_int_equal(c->line, 2);
	assert_string_equal(c->next->comment, "srpm: d");
	assert_null(c->next->next->comment);
	assert_int_equal(c->next->next->line, 4);
	assert_string_equal(toml_get(root, "t")->comment, "of t");
	assert_string_equal(toml_get(toml_get(toml_get(root, "t"), "k"), "l")->comment, "of l");
	assert_null(toml_get(root, "z"));
	assert_null(toml_get(c, "z"));
}

static int dump_files(char *names[])
{
	for (; *names; names++) {
		AUTO(buf) struct buf text = BUF_INIT(TOML_BYTES_MAX);
		AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
		struct error err = ERROR_INIT;

		if (!fs_read(*names, &text, &err))
			dump_text(*names, buf_str(&text), text.len, &out, &err);
		printf("%s\n%s", *names, err.code ? err.text : buf_str(&out));
	}
	return 0;
}

int main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_oracle),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_comments),
	};

	return argc > 1 ? dump_files(argv + 1) : cmocka_run_group_tests(tests, NULL, NULL);
}
