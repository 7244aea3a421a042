/* SPDX-License-Identifier: MIT */
/* Comparing as its callers ask for it: what is left out, declared, felt, unread; and half a million
 * symbols. */
#include "test.h"

#include <stdio.h>
#include <time.h>

#include "compare_made.h"

static void options(void **state)
{
	static const char old[] = LIB "export f\nexport g\n" LIBY "export h\n";
	static const char new[] = LIB LIBY;
	static const char *const one[] = { "libx.*", NULL };
	static const char *const two[] = { "f", NULL };
	const struct text_list globs = { one, 1 };
	const struct text_list symbols = { two, 1 };
	const struct abi_declared declared[] = {
		{ .rule = "A05", .object = "libx.so.*", .symbol = "f", .reason = "of old" },
	};

	(void)state;
	EXPECT("A05 risk libx.so.1 f\nA05 risk libx.so.1 g\n", .old = old, .new = new,
	       .options.objects = &globs);
	EXPECT("A05 risk liby.so.1 h\n", .old = old, .new = new, .options.except = &globs);
	EXPECT("A05 risk libx.so.1 g\nA05 risk liby.so.1 h\n", .old = old, .new = new,
	       .options.except_symbols = &symbols);
	EXPECT("A05 declared libx.so.1 f\nA05 risk libx.so.1 g\nA05 risk liby.so.1 h\n", .old = old,
	       .new = new, .options.declared = declared, .options.declared_count = 1);
	/* only what these programs would feel */
	EXPECT("A05 break libx.so.1 g by /usr/bin/app\n", .old = old, .new = new,
	       .consumers = APP "import g\n", .options.only_felt = true);
	EXPECT("", .old = old, .new = "", .consumers = "object /usr/bin/b\nneeds libz.so.1\n",
	       .options.only_felt = true);
	EXPECT("A01 break libx.so.1 by /usr/bin/app\n", .old = old, .new = "", .consumers = APP,
	       .options.only_felt = true);
}

/* What could not be read says nothing, least of all that something is gone. */
static void unread(void **state)
{
	(void)state;
	EXPECT("A05 unchecked libx.so.1\n", .old = LIB "export f\n",
	       .new = LIB "error truncated\n");
	EXPECT("A05 unchecked libx.so.1\n", .old = LIB "error truncated\n", .new = LIB);
}

static void count_types(void *arg, const struct abi_change *k)
{
	if (k->unchecked && k->rule == RULE_A27)
		buf_add(arg, k->object);
}

static void tallies(void **state)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	struct compare_tally tally;
	const struct trial t = { .old = LIB "export f\n" APP "import f\n", .new = LIB APP };

	(void)state;
	listen(&t, &out, &tally, count_types);
	assert_string_equal(buf_str(&out), "libx.so.1");
	assert_int_equal(tally.objects, 2);
	assert_int_equal(tally.unchecked, 1);
	assert_int_equal(tally.declared, 0);
	assert_int_equal(tally.changes[SEVERITY_BREAK], 1);
	assert_int_equal(tally.changes[SEVERITY_INFO], 0);
}

static void rules(void **state)
{
	(void)state;
	assert_ptr_equal(abi_rule_find("a05"), &abi_rules[RULE_A05]);
	assert_null(abi_rule_find("A30"));
	assert_int_equal(RULE_COUNT, 29);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		char id[8];

		snprintf(id, sizeof(id), "A%02zu", i + 1);
		assert_string_equal(abi_rules[i].id, id);
		assert_true(*abi_rules[i].text && *abi_rules[i].remedy && *abi_rules[i].source);
	}
}

static void ignore(void *arg, const struct abi_change *k)
{
	size_t *n = arg;

	*n += k->severity == SEVERITY_BREAK;
}

/* A world of libraries with many symbols, each imported by a program. */
static void fill(struct world *w, struct names *names, size_t libraries, size_t symbols)
{
	struct abi_export *exports = arena_alloc(&w->arena, libraries * symbols * sizeof(*exports));
	struct abi_import *imports = arena_alloc(&w->arena, libraries * symbols * sizeof(*imports));
	uint32_t *needed = arena_alloc(&w->arena, libraries * sizeof(*needed));
	char text[64];

	assert_true(exports && imports && needed);
	for (size_t l = 0; l < libraries; l++) {
		struct object b = { .class = 64, .machine = "x86_64" };

		snprintf(text, sizeof(text), "/usr/lib64/lib%zu.so.1", l);
		b.path = arena_strdup(&w->arena, text);
		snprintf(text, sizeof(text), "lib%zu.so.1", l);
		b.soname = names_add(names, text);
		needed[l] = b.soname;
		b.exports = exports + l * symbols;
		b.exports_count = symbols;
		for (size_t s = 0; s < symbols; s++) {
			snprintf(text, sizeof(text), "symbol_%zu_%zu", l, s);
			exports[l * symbols + s] = (struct abi_export){
				.name = names_add(names, text),
				.size = 8,
				.type = SYMBOL_FUNCTION,
			};
			imports[l * symbols + s].name = exports[l * symbols + s].name;
		}
		assert_true(world_put(w, &b));
	}
	assert_true(world_put(w, &(struct object){ .path = "/usr/bin/app",
						   .class = 64,
						   .machine = "x86_64",
						   .executable = true,
						   .needed = needed,
						   .needed_count = libraries,
						   .imports = imports,
						   .imports_count = libraries * symbols }));
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Half a million symbols on each side, the same and then all of them gone. */
static void large(void **state)
{
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world old;
	AUTO(world) struct world new;
	struct compare_tally tally;
	size_t breaks = 0;
	double begun;

	(void)state;
	world_init(&old, &names);
	world_init(&new, &names);
	fill(&old, &names, 200, 2500);
	fill(&new, &names, 200, 2500);
	begun = seconds();
	assert_true(compare_worlds(&old, &new, &(struct compare_options){ 0 }, ignore, &breaks,
				   &tally));
	print_message("500,000 symbols, all the same: %.3f s\n", seconds() - begun);
	assert_int_equal(breaks, 0);
	assert_int_equal(tally.objects, 201);
	for (size_t i = 0; i < new.count; i++)
		new.items[i].exports_count = 0;
	begun = seconds();
	assert_true(compare_worlds(&old, &new, &(struct compare_options){ 0 }, ignore, &breaks,
				   &tally));
	print_message("500,000 symbols, all gone: %.3f s\n", seconds() - begun);
	assert_int_equal(breaks, 500000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options), cmocka_unit_test(unread), cmocka_unit_test(tallies),
		cmocka_unit_test(rules),   cmocka_unit_test(large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
