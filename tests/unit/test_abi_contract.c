/* SPDX-License-Identifier: MIT */
/* Contracts as text: written, read and written again; what is wrong in one is named by its line. */
#include "test.h"

#include "judge/abi/compare.h"
#include "judge/abi/contract.h"
#include "world_made.h"

static const char library[] = "object /usr/lib64/libx.so.1 libx.so.1\n"
			      "node X_1.0\nnode X_1.1 X_1.0\nnode X_PRIVATE X_1.1\n"
			      "export zeta\n"
			      "export data X_1.0 object 80\n"
			      "export open X_1.1\n"
			      "export open X_1.0 function 8 hidden\n"
			      "export thread X_1.1 tls 4\n"
			      "export memcpy X_1.1 ifunc 8\n"
			      "export secret X_PRIVATE\n"
			      "export old X_1.0 none 0\n";

static const char written[] = "library libx.so.1 x86_64\n"
			      "node X_1.0\n"
			      "node X_1.1 X_1.0\n"
			      "symbol - zeta function -\n"
			      "symbol X_1.0 data object 80\n"
			      "symbol X_1.0 old none -\n"
			      "symbol X_1.0 open function - hidden\n"
			      "symbol X_1.1 memcpy ifunc -\n"
			      "symbol X_1.1 open function -\n"
			      "symbol X_1.1 thread tls 4\n";

static void round_trip(void **state)
{
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world w;
	AUTO(buf) struct buf first = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf second = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	const struct object *b;

	(void)state;
	world_made(&w, &names, library);
	contract_write(&w, &w.items[0], &first);
	assert_string_equal(buf_str(&first), written);
	assert_int_equal(contract_read(&w, buf_str(&first), "x", &b, &err), 0);
	assert_string_equal(b->path, "contract:libx.so.1");
	assert_int_equal(b->class, 64);
	assert_int_equal(b->exports_count, 7);
	contract_write(&w, b, &second);
	assert_string_equal(buf_str(&second), written);
}

static void free_words(void **state)
{
	static const char text[] = "  # source: any number of words may stand in a comment\n\n  "
				   "library liby.so.2 aarch64\r\n"
				   "\tsymbol - f - -\n# the end\nsymbol - g object 0x10";
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world w;
	struct error err = ERROR_INIT;
	const struct object *b;

	(void)state;
	world_init(&w, &names);
	assert_int_equal(contract_read(&w, text, "y", &b, &err), -EINVAL);
	assert_string_equal(err.text, "y:6: 0x10 is no size: bytes, or -");
	assert_int_equal(
		contract_read(&w, "library liby.so.2 aarch64\nsymbol - f - -", "y", &b, &err), 0);
	assert_int_equal(b->exports[0].type, SYMBOL_UNSAID);
	assert_true(b->exports[0].size == SIZE_UNSAID);
	assert_string_equal(b->machine, "aarch64");
}

static void refused(void **state)
{
#define HEAD "library libx.so.1 x86_64\n"
	static const struct {
		const char *text;
		const char *why;
	} cases[] = {
		{ "", "x: no library line" },
		{ "# nothing\n", "x: no library line" },
		{ "symbol - f function -\n", "x:1: the library line comes first" },
		{ "library libx.so.1\n", "x:1: a library line is: library SONAME MACHINE" },
		{ HEAD HEAD, "x:2: a second library line" },
		{ HEAD "nodes A\n", "x:2: nodes: a line is library, node or symbol" },
		{ HEAD "node\n", "x:2: a node line is: node NAME [PARENT]" },
		{ HEAD "node A\nnode A\n", "x:3: node A stands twice" },
		{ HEAD "node A B\n", "x: node A follows B, which is no node of it" },
		{ HEAD "symbol - f function -\nnode A\n", "x:3: nodes come before symbols" },
		{ HEAD "symbol A f function -\n", "x:2: A is no node of this contract" },
		{ HEAD "symbol - f function\n",
		  "x:2: a symbol line is: symbol VERSION NAME TYPE SIZE [hidden]" },
		{ HEAD "symbol - f function - default\n",
		  "x:2: a symbol line is: symbol VERSION NAME TYPE SIZE [hidden]" },
		{ HEAD "symbol - f method -\n",
		  "x:2: method is no type: function, object, tls, ifunc, common, none or -" },
		{ HEAD "symbol - f object -1\n", "x:2: -1 is no size: bytes, or -" },
		{ HEAD "symbol - f object 99999999999999999999\n",
		  "x:2: 99999999999999999999 is no size: bytes, or -" },
		{ HEAD "symbol - f function -\nsymbol - g function -\nsymbol - f object 8\n",
		  "x: symbol - f stands twice" },
		{ HEAD "node A\nsymbol A f function -\nsymbol A f function - hidden\n",
		  "x: symbol A f stands twice" },
		{ HEAD "symbol - f function - hidden more\n",
		  "x:2: too many words, or too long a word" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(names) struct names names = { 0 };
		AUTO(world) struct world w;
		struct error err = ERROR_INIT;
		const struct object *b = NULL;

		world_init(&w, &names);
		assert_int_equal(contract_read(&w, cases[i].text, "x", &b, &err), -EINVAL);
		assert_string_equal(err.text, cases[i].why);
		assert_null(b);
	}
}

/* A symbol that cannot be written on a line is counted, not lost without a word. */
static void unwritable(void **state)
{
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world w;
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct abi_export exports[2] = { { .type = SYMBOL_FUNCTION }, { .type = SYMBOL_FUNCTION } };
	struct object b = { .path = "/x.so", .machine = "x86_64", .class = 64 };
	const struct object *again;
	struct error err = ERROR_INIT;

	(void)state;
	world_init(&w, &names);
	exports[0].name = names_add(&names, "a b");
	exports[1].name = names_add(&names, "fine");
	b.exports = exports;
	b.exports_count = 2;
	contract_write(&w, &b, &out);
	assert_string_equal(buf_str(&out),
			    "library x.so x86_64\nsymbol - fine function -\n"
			    "# 1 symbols are left out: their names cannot be written here\n");
	assert_int_equal(contract_read(&w, buf_str(&out), "x", &again, &err), 0);
}

static void hear(void *arg, const struct abi_change *k)
{
	buf_addf(arg, "%s %s %s@%s %s\n", abi_rules[k->rule].id, severity_names[k->severity],
		 k->symbol, k->version, k->detail);
}

static void compare(const char *contract, const char *image, const char *expected)
{
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world published;
	AUTO(world) struct world w;
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct compare_tally tally;
	struct error err = ERROR_INIT;
	const struct object *b = NULL;

	world_init(&published, &names);
	assert_int_equal(contract_read(&published, contract, "x", &b, &err), 0);
	world_made(&w, &names, image);
	assert_true(compare_library(&published, b, &w, &w.items[0], &(struct compare_options){ 0 },
				    hear, &out, &tally));
	assert_string_equal(buf_str(&out), expected);
}

/* Only what a contract says is judged, and it is demanded whether or not somebody asks for it. */
static void judged(void **state)
{
	(void)state;
	compare(written, library, "");
	compare(HEAD "node A\nsymbol A f function -\nsymbol A g - -\nsymbol A d object 8\n",
		"object /l libx.so.1\nset exec-stack\nneeds liby.so.1\nnode A\nnode B\n"
		"export f A\nexport g A object 99\nexport d A object 16\nexport more B\n",
		"A12 break d@A size 8 -> 16\n");
	compare(HEAD "node A\nnode B\nsymbol A f function -\nsymbol B g function -\n",
		"object /l libx.so.1\nnode A\n",
		"A03 break @B gone, with 1 symbol\nA05 break f@A gone\n");
	compare(HEAD "symbol - f object 8\n", "object /l libx.so.1\nexport f\n",
		"A10 break f@ object -> function\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip), cmocka_unit_test(free_words),
		cmocka_unit_test(refused),    cmocka_unit_test(unwritable),
		cmocka_unit_test(judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
