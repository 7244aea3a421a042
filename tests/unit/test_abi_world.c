/* SPDX-License-Identifier: MIT */
/* What a world reads from evidence, what paths and names lead to in it, and layers over it. */
#include "abi_evidence.h"

static void test_names(void **state)
{
	struct names n = { 0 };
	char text[16];

	(void)state;
	assert_int_equal(names_add(&n, ""), 0);
	assert_int_equal(names_find(&n, "a"), NAME_NONE);
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(text, sizeof(text), "name%u", i);
		assert_int_equal(names_add(&n, text), i + 1);
	}
	assert_int_equal(names_add(&n, "name7"), 8);
	assert_int_equal(names_find(&n, "name19999"), 20000);
	assert_int_equal(names_find(&n, "name20000"), NAME_NONE);
	assert_string_equal(names_text(&n, 8), "name7");
	assert_string_equal(names_text(&n, 0), "");
	assert_string_equal(names_text(&n, 999999), "");
	names_release(&n);
}

static void real(const struct made_world *m, const char *path, const char *expected)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	bool found = world_real_path(&m->world, path, &out);

	assert_int_equal(found, expected != NULL);
	if (expected)
		assert_string_equal(buf_str(&out), expected);
}

static void test_paths(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 MERGED LINK("/usr/lib64/a.so", "../lib/b.so") LINK("/usr/lib/b.so", "/lib64/c.so")
			 LINK("/x", "y") LINK("/y", "x") LINK("/up", "../../lib64")
				 LIBRARY(1, "/usr/lib64/c.so", "c.so"),
		 NULL);
	real(&m, "/lib64/a.so", "/usr/lib64/c.so");
	real(&m, "/lib64/../lib/q", "/usr/lib/q");
	real(&m, "/up/./c.so", "/usr/lib64/c.so");
	real(&m, "/../..", "/");
	real(&m, "/x/z", NULL);
	assert_string_equal(made_at(&m, "//lib64//a.so")->path, "/usr/lib64/c.so");
	assert_null(world_at(&m.world, "/lib64/b.so"));
}

/* Rows of two objects, mixed, the last first. */
static void test_rows_in_any_order(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	const struct object *b;
	size_t count;
	const struct abi_export *e;

	(void)state;
	made_add(&m,
		 EXPORT(2, "z", "V_2", 1, "tls") EXPORT(1, "a", "", 0, "ifunc")
			 EXPORT(2, "a", "", 0, "object") EXPORT(2, "z", "V_1", 0, "function")
				 EXPORT(9, "stray", "", 0, "object") NEEDED(2, 1, "second")
					 NEEDED(1, 0, "other") NEEDED(2, 0, "first")
						 LIBRARY(1, "/usr/lib64/one.so", "one.so")
							 LIBRARY(2, "/usr/lib64/two.so", "two.so"),
		 NULL);
	b = made_at(&m, "/usr/lib64/two.so");
	assert_int_equal(b->exports_count, 3);
	assert_int_equal(made_at(&m, "/usr/lib64/one.so")->exports_count, 1);
	for (size_t i = 1; i < b->exports_count; i++)
		assert_true(b->exports[i - 1].name < b->exports[i].name ||
			    (b->exports[i - 1].name == b->exports[i].name &&
			     b->exports[i - 1].version < b->exports[i].version));
	e = object_exports(b, names_find(&m.names, "z"), &count);
	assert_non_null(e);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		if (streq(names_text(&m.names, e[i].version), "V_2"))
			assert_true(e[i].hidden && e[i].type == SYMBOL_TLS);
	assert_null(object_exports(b, names_find(&m.names, "first"), &count));
	assert_int_equal(b->needed_count, 2);
	assert_string_equal(names_text(&m.names, b->needed[0]), "first");
}

static void test_facts(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	const struct object *b;

	(void)state;
	made_add(&m,
		 LIBRARY(1, "/usr/lib64/a.so", "a.so")
			 LIBRARY(2, "/usr/lib64/b.so",
				 "b.so") "UPDATE elf SET error = 'cut short', "
					 "traits = 'nodelete symbolic' "
					 "WHERE id = 2;"
					 "INSERT INTO elf_verdef VALUES (1, 'A_2', 3, 'A_1', 0), "
					 "(1, 'A_1', 2, '', 1);",
		 NULL);
	b = made_at(&m, "/usr/lib64/a.so");
	assert_int_equal(b->verdefs[0].index, 2);
	assert_true(b->verdefs[0].weak);
	assert_string_equal(names_text(&m.names, b->verdefs[1].parent), "A_1");
	assert_ptr_equal(object_verdef(b, names_find(&m.names, "A_2")), &b->verdefs[1]);
	assert_null(object_verdef(b, 0));
	assert_null(b->error);
	b = made_at(&m, "/usr/lib64/b.so");
	assert_string_equal(b->error, "cut short");
	assert_true(object_has_trait(b, "symbolic"));
	assert_true(object_has_trait(b, "nodelete"));
	assert_false(object_has_trait(b, "node"));
	assert_true(version_is_private("GLIBC_PRIVATE"));
	assert_true(version_is_private("X_INTERNAL_1"));
	assert_false(version_is_private("GLIBC_2.2.5"));
}

#define TWO_FOLDERS                                                            \
	MERGED LIBRARY(1, "/usr/lib64/liba.so.1", "liba.so.1")                 \
		LIBRARY(2, "/opt/x/libx.so.1.0", "libx.so.1")                  \
			TEXT("/etc/ld.so.conf", "include ld.so.conf.d/*.conf") \
				TEXT("/etc/ld.so.conf.d/x.conf", "/opt/x # of x")

static void test_without_cache(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m, TWO_FOLDERS FOLDER("/etc/ld.so.conf.d"), NULL);
	assert_false(m.world.has_cache);
	assert_int_equal(m.world.folders.count, 1);
	assert_string_equal(m.world.folders.items[0], "/opt/x");
	assert_int_equal(m.world.built_in.count, 2); /* /lib64 is /usr/lib64 */
	assert_string_equal(made_found(&m, "liba.so.1"), "/usr/lib64/liba.so.1");
	assert_string_equal(made_found(&m, "libx.so.1"), "/opt/x/libx.so.1.0");
	assert_string_equal(made_found(&m, "libx.so.2"), "");
	assert_null(world_library(&m.world, "liba.so.1", 32, "i386"));
	assert_null(search_library(&m.world, "liba.so.1", 64, "x86_64", 1, true));
	assert_non_null(search_library(&m.world, "libx.so.1", 64, "x86_64", 1, true));
}

static void test_cache(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO(made_world) struct made_world damaged = { 0 };
	AUTO(made_world) struct made_world gone = { 0 };

	(void)state;
	made_add(&m,
		 TWO_FOLDERS FOLDER("/etc/ld.so.conf.d")
			 CACHED(0, "libx.so.1", "/opt/x/libx.so.1.0", ""),
		 NULL);
	assert_string_equal(made_found(&m, "libx.so.1"), "/opt/x/libx.so.1.0");
	assert_string_equal(made_found(&m, "liba.so.1"), "/usr/lib64/liba.so.1");
	/* ld.so passes over a damaged cache and knows the built-in folders only */
	made_add(&damaged,
		 TWO_FOLDERS FOLDER("/etc/ld.so.conf.d") "INSERT INTO ld_cache_state VALUES "
							 "('format', 'damaged');",
		 NULL);
	assert_true(damaged.world.has_cache);
	assert_string_equal(made_found(&damaged, "libx.so.1"), "");
	assert_string_equal(made_found(&damaged, "liba.so.1"), "/usr/lib64/liba.so.1");
	/* an entry that leads to nothing: then the built-in folders */
	made_add(&gone, TWO_FOLDERS CACHED(0, "liba.so.1", "/opt/y/liba.so.1", ""), NULL);
	assert_string_equal(made_found(&gone, "liba.so.1"), "/usr/lib64/liba.so.1");
}

static void test_hwcaps(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO(made_world) struct made_world cached = { 0 };
	static const char sql[] = MERGED LIBRARY(1, "/usr/lib64/liba.so.1", "liba.so.1")
		LIBRARY(2, "/usr/lib64/glibc-hwcaps/x86-64-v3/liba.so.1", "liba.so.1");
	const struct world *w = &m.world;

	(void)state;
	made_add(&m, sql, NULL);
	for (int i = 0; i < 2; i++, w = &cached.world) {
		if (i == 1)
			made_add(&cached,
				 MERGED LIBRARY(1, "/usr/lib64/liba.so.1", "liba.so.1")
					 LIBRARY(2, "/usr/lib64/glibc-hwcaps/x86-64-v3/liba.so.1",
						 "liba.so.1")
						 CACHED(0, "liba.so.1",
							"/lib64/glibc-hwcaps/x86-64-v3/liba.so.1",
							"x86-64-v3") CACHED(1, "liba.so.1",
									    "/lib64/liba.so.1", ""),
				 NULL);
		assert_string_equal(search_library(w, "liba.so.1", 64, "x86_64", 1, false)->path,
				    "/usr/lib64/liba.so.1");
		assert_string_equal(search_library(w, "liba.so.1", 64, "x86_64", 2, false)->path,
				    "/usr/lib64/liba.so.1");
		assert_string_equal(search_library(w, "liba.so.1", 64, "x86_64", 4, false)->path,
				    "/usr/lib64/glibc-hwcaps/x86-64-v3/liba.so.1");
	}
	assert_int_equal(isa_level(NULL), 1);
	assert_int_equal(isa_level("x86-64-baseline"), 1);
	assert_int_equal(isa_level("x86-64-v4"), 4);
	assert_int_equal(isa_level("x86-64-v5"), 0);
}

static void test_multiarch(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO(made_world) struct made_world without = { 0 };

	(void)state;
	made_add(&m,
		 MERGED FOLDER("/usr/lib/x86_64-linux-gnu")
			 LIBRARY(1, "/usr/lib/x86_64-linux-gnu/libc.so.6", "libc.so.6")
				 LIBRARY(2, "/usr/lib/x86_64-linux-gnu/liba.so.1", "liba.so.1"),
		 NULL);
	assert_string_equal(made_found(&m, "liba.so.1"), "/usr/lib/x86_64-linux-gnu/liba.so.1");
	/* a folder of that name where the C library does not lie is any folder */
	made_add(&without,
		 MERGED FOLDER("/usr/lib/x86_64-linux-gnu")
			 LIBRARY(1, "/usr/lib64/libc.so.6", "libc.so.6")
				 LIBRARY(2, "/usr/lib/x86_64-linux-gnu/liba.so.1", "liba.so.1"),
		 NULL);
	assert_string_equal(made_found(&without, "liba.so.1"), "");
}

static void test_layers(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 TWO_FOLDERS FOLDER("/etc/ld.so.conf.d")
			 CACHED(0, "libx.so.1", "/opt/x/libx.so.1.0", "")
				 LIBRARY(3, "/usr/lib64/libq.so.1", "libq.so.1"),
		 NULL);
	assert_int_equal(m.world.count, 3);
	made_add(&m,
		 /* through the image's link, in the place of the image's own */
		 LIBRARY(1, "/lib64/liba.so.1", "liba.so.1") NEEDED(1, 0, "libnew.so.1")
		 /* behind the cache, in a folder that is searched */
		 LIBRARY(2, "/opt/x/libnew.so.1", "libnew.so.1")
		 /* in no such folder */
		 LIBRARY(3, "/opt/y/libown.so.1", "libown.so.1")
		 /* ... but for one that it names itself */
		 FOLDER("/etc") FOLDER("/etc/ld.so.conf.d")
			 TEXT("/etc/ld.so.conf.d/z.conf", "/opt/z")
				 LIBRARY(4, "/opt/z/libz.so.1", "libz.so.1")
		 /* no library any more */
		 PLAIN("/usr/lib64/libq.so.1"),
		 NULL);
	assert_int_equal(m.world.count, 5);
	assert_int_equal(made_at(&m, "/lib64/liba.so.1")->layer, 1);
	assert_int_equal(made_at(&m, "/lib64/liba.so.1")->needed_count, 1);
	assert_int_equal(made_at(&m, "/opt/x/libx.so.1.0")->layer, 0);
	assert_string_equal(made_found(&m, "liba.so.1"), "/usr/lib64/liba.so.1");
	assert_string_equal(made_found(&m, "libnew.so.1"), "/opt/x/libnew.so.1");
	assert_string_equal(made_found(&m, "libown.so.1"), "");
	assert_string_equal(made_found(&m, "libz.so.1"), "/opt/z/libz.so.1");
	assert_string_equal(made_found(&m, "libq.so.1"), "");
	assert_null(world_at(&m.world, "/usr/lib64/libq.so.1"));
}

static void test_prefix(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m, TWO_FOLDERS FOLDER("/etc/ld.so.conf.d"), NULL);
	made_add(&m,
		 LIBRARY(1, "/lib/libown.so.1", "libown.so.1") PROGRAM(2, "/bin/own")
			 LINK("/lib/libown.so", "libown.so.1")
				 LINK("/lib/image.so", "/lib64/liba.so.1") FOLDER("/etc")
					 FOLDER("/etc/ld.so.conf.d")
						 TEXT("/etc/ld.so.conf.d/own.conf", "/opt/own/lib"),
		 "/opt/own");
	assert_string_equal(made_at(&m, "/opt/own/bin/own")->path, "/opt/own/bin/own");
	assert_string_equal(made_at(&m, "/opt/own/lib/libown.so")->path,
			    "/opt/own/lib/libown.so.1");
	/* what a link says is not rewritten: it means the image's */
	assert_string_equal(made_at(&m, "/opt/own/lib/image.so")->path, "/usr/lib64/liba.so.1");
	/* a product that was unpacked configures nothing */
	assert_string_equal(made_found(&m, "libown.so.1"), "");
	assert_null(world_at(&m.world, "/lib/libown.so.1"));
}

static void test_put(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	struct object b = { .path = "contract:libc.so.6", .class = 64, .machine = "x86_64" };

	(void)state;
	world_init(&m.world, &m.names);
	assert_null(world_at(&m.world, "/a"));
	assert_string_equal(made_found(&m, "libc.so.6"), "");
	b.soname = names_add(&m.names, "libc.so.6");
	assert_true(world_put(&m.world, &b));
	b.path = "/a";
	assert_true(world_put(&m.world, &b));
	assert_int_equal(m.world.count, 2);
	assert_string_equal(m.world.items[0].path, "/a");
	assert_non_null(world_at(&m.world, "/a"));
	assert_string_equal(made_found(&m, "libc.so.6"), "");
}

static void test_unread_configuration(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m, MERGED PLAIN("/etc/ld.so.conf"), NULL);
	assert_non_null(strstr(m.world.why, "/etc/ld.so.conf"));
}

static void test_failed_evidence(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO_EVIDENCE struct evidence *ev = evidence_of(MERGED);

	(void)state;
	{
		AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT nothing", 0, NULL);

		assert_false(cursor_next(&c));
	}
	world_init(&m.world, &m.names);
	assert_false(world_add(&m.world, ev, NULL));
}

/* A number without a text is damage, and no symbol that nobody would miss. */
static void test_names_that_are_gone(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO_EVIDENCE struct evidence *ev = evidence_of(MERGED PROGRAM(1, "/usr/a") IMPORT(
		1, "gone", "", "") "DELETE FROM name WHERE text = 'gone';");

	(void)state;
	world_init(&m.world, &m.names);
	assert_false(world_add(&m.world, ev, NULL));
	assert_true(evidence_failed(ev));
	assert_non_null(strstr(evidence_why(ev), "damaged"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_rows_in_any_order),
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_without_cache),
		cmocka_unit_test(test_cache),
		cmocka_unit_test(test_hwcaps),
		cmocka_unit_test(test_multiarch),
		cmocka_unit_test(test_layers),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_unread_configuration),
		cmocka_unit_test(test_failed_evidence),
		cmocka_unit_test(test_names_that_are_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
