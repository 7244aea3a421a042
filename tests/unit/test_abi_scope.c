/* SPDX-License-Identifier: MIT */
/*
 * Whom a scope has, in which order, what its symbols bind to, and what is told.  That each rule can
 * pass and fail is in tests/golden/loads.
 */
#include "abi_evidence.h"

#include "judge/abi/scope.h"

struct heard {
	const struct world *w;
	struct buf text; /* a line a problem: fault consumer library symbol version */
	size_t more;
};

static void hear(void *arg, const struct link_problem *p)
{
	struct heard *h = arg;

	buf_addf(&h->text, "%s %s %s %s %s\n", link_fault_names[p->fault], p->consumer->path,
		 p->library, p->symbol, p->version);
	h->more += p->more;
}

static void heard_release(struct heard *h)
{
	buf_release(&h->text);
}

/* What is told, and whom the scope has as "path path ...". */
static void loads(const struct made_world *m, const char *root, const struct scope_options *options,
		  const char *told, const char *members)
{
	AUTO(heard) struct heard h = { .w = &m->world, .text = BUF_INIT(BUF_TEXT) };
	AUTO(buf) struct buf who = BUF_INIT(BUF_TEXT);
	struct scope scope;

	scope_load(&m->world, made_at(m, root), options, hear, &h, &scope);
	assert_string_equal(buf_str(&h.text), told);
	for (size_t i = 0; i < scope.count; i++)
		buf_addf(&who, "%s%s", i ? " " : "", scope.members[i]->path);
	if (members)
		assert_string_equal(buf_str(&who), members);
	assert_string_equal(scope.members[scope.root]->path, root);
}

/* Breadth first: both of the program's own come before what the first of them needs. */
static void test_order(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 MERGED PROGRAM(1, "/usr/bin/p") LIBRARY(2, "/usr/lib64/liba.so", "liba.so")
			 LIBRARY(3, "/usr/lib64/libb.so", "libb.so")
				 LIBRARY(4, "/usr/lib64/libc.so", "libc.so") NEEDED(1, 0, "liba.so")
					 NEEDED(1, 1, "libb.so") NEEDED(2, 0, "libc.so")
						 NEEDED(2, 1, "libnone.so") NEEDED(3, 0, "liba.so")
							 NEEDED(3, 1, "libnone.so"),
		 NULL);
	/* told once, of the first that asks */
	loads(&m, "/usr/bin/p", NULL, "library /usr/lib64/liba.so libnone.so  \n",
	      "/usr/bin/p /usr/lib64/liba.so /usr/lib64/libb.so /usr/lib64/libc.so");
}

static void test_names_and_paths(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 MERGED LINK("/opt/link.so", "../usr/lib64/liba.so") PROGRAM(1, "/opt/p") LIBRARY(
			 2, "/usr/lib64/liba.so",
			 "liba.so") LIBRARY(3, "/opt/lib64/libo.so",
					    "other.so") NEEDED(1, 0, "/opt/link.so")
			 NEEDED(1, 1, "liba.so") NEEDED(1, 2, "libo.so") NEEDED(1, 3, "other.so")
				 NEEDED(1, 4,
					"opt/none.so") "UPDATE elf SET runpath = "
						       "'/none::${ORIGIN}/$LIB:/usr/$PLATFORM' "
						       "WHERE id = 1;",
		 NULL);
	/* by a path, then by its soname; found by its file's name, then taken by its soname */
	loads(&m, "/opt/p", NULL, "library /opt/p opt/none.so  \n",
	      "/opt/p /usr/lib64/liba.so /opt/lib64/libo.so");
}

/* The dynamic linker is in the process under its soname, wherever it lies. */
static void test_interpreter(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 PROGRAM(1, "/opt/p") LIBRARY(2, "/opt/ld/ld.so.1.2", "ld.so.1")
			 LINK("/opt/ld.so.1", "ld/ld.so.1.2")
				 NEEDED(1, 0, "ld.so.1") "UPDATE elf SET interpreter = "
							 "'/opt/ld.so.1' WHERE id = 1;",
		 NULL);
	loads(&m, "/opt/p", NULL, "", "/opt/p /opt/ld/ld.so.1.2");
}

static const struct abi_export *bound(const struct made_world *m, const char *root,
				      const char *consumer, const char *name,
				      const struct object **in)
{
	const struct object *b = made_at(m, consumer);
	struct scope scope;

	scope_load(&m->world, made_at(m, root), NULL, NULL, NULL, &scope);
	for (size_t i = 0; i < b->imports_count; i++)
		if (streq(names_text(&m->names, b->imports[i].name), name))
			return scope_lookup(&m->world, &scope, b, &b->imports[i], in);
	fail_msg("%s does not import %s", consumer, name);
	return NULL;
}

static const char *version_of(const struct made_world *m, const struct abi_export *e)
{
	return e ? names_text(&m->names, e->version) : "none";
}

#define VERSIONED                                                                         \
	MERGED PROGRAM(1, "/usr/bin/p") LIBRARY(2, "/usr/lib64/liba.so", "liba.so")       \
		NEEDED(1, 0, "liba.so") "INSERT INTO elf_verdef VALUES "                  \
					"(2, 'A_1', 2, '', 0), (2, 'A_2', 3, 'A_1', 0), " \
					"(2, 'A_3', 4, 'A_2', 0);"

static void test_versions(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	const struct object *in = NULL;

	(void)state;
	made_add(&m,
		 VERSIONED EXPORT(2, "old", "A_1", 1, "function") EXPORT(2, "old", "A_3", 0,
									 "function")
			 IMPORT(1, "old", "", "") EXPORT(2, "asked", "A_2", 1, "function") EXPORT(
				 2, "asked", "A_3", 0, "function") IMPORT(1, "asked", "A_2",
									  "liba.so")
				 EXPORT(2, "only", "A_3", 0, "function") IMPORT(
					 1, "only", "", "") EXPORT(2, "base", "", 0, "function")
					 IMPORT(1, "base", "A_2", "liba.so") EXPORT(
						 2, "other", "A_3", 0,
						 "function") IMPORT(1, "other", "A_2", "liba.so")
						 EXPORT(2, "unseen", "A_3", 1, "function") IMPORT(
							 1, "unseen", "",
							 "") EXPORT(2, "two", "A_2", 0, "function")
							 EXPORT(2, "two", "A_3", 0, "function")
								 IMPORT(1, "two", "", ""),
		 NULL);
	assert_string_equal(version_of(&m, bound(&m, "/usr/bin/p", "/usr/bin/p", "old", &in)),
			    "A_1");
	assert_string_equal(in->path, "/usr/lib64/liba.so");
	assert_string_equal(version_of(&m, bound(&m, "/usr/bin/p", "/usr/bin/p", "asked", NULL)),
			    "A_2");
	assert_string_equal(version_of(&m, bound(&m, "/usr/bin/p", "/usr/bin/p", "only", NULL)),
			    "A_3");
	assert_string_equal(version_of(&m, bound(&m, "/usr/bin/p", "/usr/bin/p", "base", NULL)),
			    "");
	assert_null(bound(&m, "/usr/bin/p", "/usr/bin/p", "other", NULL));
	assert_null(bound(&m, "/usr/bin/p", "/usr/bin/p", "unseen", NULL));
	assert_null(bound(&m, "/usr/bin/p", "/usr/bin/p", "two", NULL));
}

/* The first definition in the scope, but for a copy: there the program's own is its room. */
static void test_first_definition(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	const struct object *in = NULL;

	(void)state;
	made_add(
		&m,
		MERGED PROGRAM(1, "/usr/bin/p") LIBRARY(2, "/usr/lib64/liba.so", "liba.so") LIBRARY(
			3, "/usr/lib64/libb.so", "libb.so") NEEDED(1, 0, "liba.so")
			NEEDED(2, 0, "libb.so") EXPORT(2, "f", "", 0,
						       "function") EXPORT(3, "f", "", 0, "function")
				IMPORT(1, "f", "", "") EXPORT(1, "v", "", 0, "object") EXPORT(
					3, "v", "", 0,
					"object") "INSERT INTO elf_import VALUES (1, 'v', '', '', "
						  "0, 'object'), "
						  "(2, 'v', '', '', 0, 'object');"
						  "INSERT INTO elf_copy VALUES (1, 'v', '', 8);",
		NULL);
	assert_non_null(bound(&m, "/usr/bin/p", "/usr/bin/p", "f", &in));
	assert_string_equal(in->path, "/usr/lib64/liba.so");
	assert_non_null(bound(&m, "/usr/bin/p", "/usr/bin/p", "v", &in));
	assert_string_equal(in->path, "/usr/lib64/libb.so");
	assert_non_null(bound(&m, "/usr/bin/p", "/usr/lib64/liba.so", "v", &in));
	assert_string_equal(in->path, "/usr/bin/p");
}

/*
 * One library in two scopes: in the first it has what it wants, in the second another library of
 * the same name has not.  What is remembered of the first does not hide it.
 */
static void test_memo(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	struct scope_options options = { 0 };

	(void)state;
	made_add(&m,
		 MERGED PROGRAM(1, "/usr/bin/p") PROGRAM(2, "/usr/bin/q") LIBRARY(
			 3, "/usr/lib64/liba.so",
			 "liba.so") LIBRARY(4, "/usr/lib64/libb.so",
					    "libb.so") LIBRARY(5, "/opt/libb.so", "libb.so")
			 NEEDED(1, 0, "liba.so") NEEDED(2, 0, "liba.so") NEEDED(3, 0, "libb.so")
				 EXPORT(4, "f", "", 0, "function")
					 IMPORT(3, "f", "",
						"") "UPDATE elf SET rpath = '/opt' WHERE id = 2;",
		 NULL);
	options.memo = scope_memo_new(&m.world);
	assert_non_null(options.memo);
	for (int i = 0; i < 2; i++) {
		loads(&m, "/usr/bin/p", &options, "", NULL);
		loads(&m, "/usr/bin/q", &options, "symbol-lazy /usr/lib64/liba.so  f \n",
		      "/usr/bin/q /usr/lib64/liba.so /opt/libb.so");
	}
	scope_memo_free(options.memo);
	loads(&m, "/usr/bin/p", NULL, "", NULL);
	loads(&m, "/usr/bin/q", NULL, "symbol-lazy /usr/lib64/liba.so  f \n", NULL);
}

/* Of two programs of one name the one that lies nearest; what it lacks itself is not told here. */
static void test_hosts(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	struct scope_options alone = { .no_hosts = true };
	struct scope_options remembers = { 0 };

	(void)state;
	made_add(&m,
		 MERGED PROGRAM(1, "/opt/one/bin/node") PROGRAM(2, "/opt/two/bin/node")
			 LIBRARY(3, "/opt/two/lib/x.node", "x.node") NEEDED(2, 0, "libnone.so")
				 EXPORT(2, "napi_a", "", 0, "function") IMPORT(3, "napi_a", "", "")
					 LIBRARY(4, "/opt/one/lib/y.node", "y.node")
						 IMPORT(4, "napi_a", "", ""),
		 NULL);
	remembers.memo = scope_memo_new(&m.world);
	for (int i = 0; i < 2; i++) {
		const struct scope_options *options = i ? &remembers : NULL;

		loads(&m, "/opt/two/lib/x.node", options, "",
		      "/opt/two/bin/node /opt/two/lib/x.node");
		loads(&m, "/opt/one/lib/y.node", options,
		      "symbol-lazy /opt/one/lib/y.node  napi_a \n",
		      "/opt/one/bin/node /opt/one/lib/y.node");
	}
	scope_memo_free(remembers.memo);
	loads(&m, "/opt/two/lib/x.node", &alone, "symbol-lazy /opt/two/lib/x.node  napi_a \n",
	      "/opt/two/lib/x.node");
	for (size_t i = 0; link_hosts[i].plugin; i++)
		assert_true(*link_hosts[i].host && *link_hosts[i].symbols && *link_hosts[i].name);
}

static void test_undecided(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	AUTO(heard) struct heard h = { .text = BUF_INIT(BUF_TEXT) };

	(void)state;
	made_add(&m,
		 MERGED LIBRARY(1, "/opt/x.node", "x.node") IMPORT(1, "napi_a", "", "")
			 IMPORT(1, "uv_b", "", "") IMPORT(1, "mine", "", ""),
		 NULL);
	assert_int_equal(scope_load(&m.world, made_at(&m, "/opt/x.node"), NULL, hear, &h, NULL), 2);
	assert_int_equal(h.more, 2);
	assert_non_null(strstr(buf_str(&h.text), "symbol-lazy /opt/x.node  mine \n"));
	assert_non_null(strstr(buf_str(&h.text), "undecided /opt/x.node  "));
}

/* What is missing because a library is missing is told as the library. */
static void test_follow_on(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };

	(void)state;
	made_add(&m,
		 VERSIONED NEEDED(1, 1, "libnone.so") IMPORT(1, "f", "N_1", "libnone.so")
			 IMPORT(1, "g", "", "")
				 IMPORT(1, "h", "A_2", "liba.so") "INSERT INTO elf_verneed VALUES "
								  "(1, 'libnone.so', 'N_1', 0);"
								  "UPDATE elf SET bind_now = 1;",
		 NULL);
	loads(&m, "/usr/bin/p", NULL,
	      "library /usr/bin/p libnone.so  \nsymbol /usr/bin/p liba.so h A_2\n", NULL);
}

static void test_texts(void **state)
{
	AUTO(made_world) struct made_world m = { 0 };
	struct link_problem p = { .library = "liba.so", .symbol = "f", .version = "A_1" };

	(void)state;
	made_add(&m, VERSIONED, NULL);
	p.root = p.consumer = made_at(&m, "/usr/bin/p");
	p.found = made_at(&m, "/usr/lib64/liba.so");
	for (int i = 0; i < LINK_FAULT_COUNT; i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

		p.fault = (enum link_fault)i;
		if (p.fault == LINK_UNREADABLE)
			continue; /* it has an error to tell */
		link_problem_text(&m.world, &p, &text);
		assert_true(starts_with(buf_str(&text), "/usr/bin/p "));
		assert_null(strchr(buf_str(&text), '\n'));
		assert_non_null(link_fault_names[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_names_and_paths),
		cmocka_unit_test(test_interpreter),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_first_definition),
		cmocka_unit_test(test_memo),
		cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_undecided),
		cmocka_unit_test(test_follow_on),
		cmocka_unit_test(test_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
