/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_WORLD_MADE_H
#define TESTS_UNIT_WORLD_MADE_H
/*
 * A world out of a text, a line a fact; "-" is nothing:
 *
 *	folder /usr/lib64			the built-in folder of ld.so; none: no search path
 *	object PATH [SONAME]			what follows is of it; no soname and .../bin/: a
 *program machine NAME / osabi NAME / rpath PATH / runpath PATH / interpreter PATH / isa LEVEL /
 *error WHY traits WORD... set canary|relro|now|ibt|exec-stack|textrel|wx needs SONAME opens SONAME
 *PRIORITY			.note.dlopen node NAME [PARENT] wants SONAME NODE [weak]
 *a verneed export NAME [NODE [TYPE [SIZE [hidden|weak|protected|at=ADDRESS]...]]] import NAME [NODE
 *[SONAME [weak]]] copy NAME NODE SIZE
 */
#include <stdio.h>

#include "judge/abi/world.h"

enum { MADE_MAX = 32, MADE_WORDS = 10 };

struct made {
	struct world *w;
	struct object b;
	bool open;
	char words[MADE_WORDS][64];
	size_t count;
	uint32_t *needed;
	struct abi_export *exports;
	struct abi_import *imports;
	struct abi_copy *copies;
	struct abi_verdef *verdefs;
	struct abi_verneed *verneeds;
	struct abi_dlopen *dlopens;
};

static uint32_t made_name(struct made *m, size_t word)
{
	uint32_t name = 0;

	if (word < m->count && !streq(m->words[word], "-"))
		name = names_add(m->w->names, m->words[word]);
	assert_true(name != NAME_NONE);
	return name;
}

static const char *made_text(struct made *m, const char *text)
{
	char *copy = arena_strdup(&m->w->arena, text);

	assert_non_null(copy);
	return copy;
}

static int made_by_name(const void *a, const void *b)
{
	const uint32_t *one = a; /* name and version come first in exports and imports */
	const uint32_t *two = b;

	if (one[0] != two[0])
		return one[0] < two[0] ? -1 : 1;
	return (one[1] > two[1]) - (one[1] < two[1]);
}

static void made_close(struct made *m)
{
	if (!m->open)
		return;
	qsort(m->exports, m->b.exports_count, sizeof(*m->exports), made_by_name);
	qsort(m->imports, m->b.imports_count, sizeof(*m->imports), made_by_name);
	assert_true(world_put(m->w, &m->b));
	m->open = false;
}

#define MADE_ROOM(m, member)                                                                \
	do {                                                                                \
		(m)->member = arena_alloc(&(m)->w->arena, MADE_MAX * sizeof(*(m)->member)); \
		assert_non_null((m)->member);                                               \
		(m)->b.member = (m)->member;                                                \
	} while (0)

static void made_object(struct made *m)
{
	made_close(m);
	m->open = true;
	m->b = (struct object){
		.path = made_text(m, m->words[1]),
		.class = 64,
		.machine = "x86_64",
		.soname = made_name(m, 2),
		.executable = strstr(m->words[1], "/bin/") != NULL,
	};
	MADE_ROOM(m, needed);
	MADE_ROOM(m, exports);
	MADE_ROOM(m, imports);
	MADE_ROOM(m, copies);
	MADE_ROOM(m, verdefs);
	MADE_ROOM(m, verneeds);
	MADE_ROOM(m, dlopens);
}

static void made_set(struct object *b, const char *what)
{
	b->canary |= streq(what, "canary");
	b->bind_now |= streq(what, "now");
	b->ibt |= streq(what, "ibt");
	b->exec_stack |= streq(what, "exec-stack");
	b->textrel |= streq(what, "textrel");
	b->wx_segment |= streq(what, "wx");
	if (streq(what, "relro"))
		b->relro = "full";
}

static void made_export(struct made *m)
{
	static const char *const types[] = {
		"none", "function", "object", "tls", "ifunc", "common"
	};
	struct abi_export *e = &m->exports[m->b.exports_count++];

	*e = (struct abi_export){ .name = made_name(m, 1),
				  .version = made_name(m, 2),
				  .type = SYMBOL_FUNCTION,
				  .size = 8 };
	for (uint8_t t = 0; m->count > 3 && t < ARRAY_SIZE(types); t++)
		if (streq(m->words[3], types[t]))
			e->type = t;
	if (m->count > 4)
		e->size = strtoull(m->words[4], NULL, 10);
	for (size_t i = 5; i < m->count; i++) {
		e->hidden |= streq(m->words[i], "hidden");
		if (streq(m->words[i], "weak"))
			e->binding = BINDING_WEAK;
		if (streq(m->words[i], "protected"))
			e->visibility = VISIBILITY_PROTECTED;
		if (starts_with(m->words[i], "at="))
			e->address = strtoull(m->words[i] + 3, NULL, 10);
	}
}

static bool made_table(struct made *m, const char *key)
{
	struct object *b = &m->b;

	if (streq(key, "needs"))
		m->needed[b->needed_count++] = made_name(m, 1);
	else if (streq(key, "export"))
		made_export(m);
	else if (streq(key, "import"))
		m->imports[b->imports_count++] = (struct abi_import){ .name = made_name(m, 1),
								      .version = made_name(m, 2),
								      .library = made_name(m, 3),
								      .weak = m->count > 4 };
	else if (streq(key, "copy"))
		m->copies[b->copies_count++] = (struct abi_copy){ made_name(m, 1), made_name(m, 2),
								  strtoull(m->words[3], NULL, 10) };
	else if (streq(key, "node"))
		m->verdefs[b->verdefs_count] =
			(struct abi_verdef){ .version = made_name(m, 1),
					     .parent = made_name(m, 2),
					     .index = 2 + (unsigned)b->verdefs_count };
	else if (streq(key, "wants"))
		m->verneeds[b->verneeds_count++] =
			(struct abi_verneed){ made_name(m, 1), made_name(m, 2), m->count > 3 };
	else if (streq(key, "opens"))
		m->dlopens[b->dlopens_count] =
			(struct abi_dlopen){ .feature = "",
					     .priority = made_text(m, m->words[2]),
					     .soname = made_name(m, 1),
					     .choice = (unsigned)b->dlopens_count };
	else
		return false;
	b->verdefs_count += streq(key, "node");
	b->dlopens_count += streq(key, "opens");
	return true;
}

static void made_folder(struct made *m, const char *folder)
{
	const char **items = arena_alloc(&m->w->arena, sizeof(*items));

	assert_non_null(items);
	items[0] = made_text(m, folder);
	m->w->built_in = (struct text_list){ .items = items, .count = 1 };
}

/* `rest` is everything behind the key. */
static void made_fact(struct made *m, const char *key, const char *rest)
{
	struct object *b = &m->b;

	if (streq(key, "folder"))
		made_folder(m, rest);
	else if (streq(key, "object"))
		made_object(m);
	else if (streq(key, "machine"))
		b->machine = made_text(m, rest);
	else if (streq(key, "osabi"))
		b->osabi = made_text(m, rest);
	else if (streq(key, "runpath"))
		b->runpath = made_text(m, rest);
	else if (streq(key, "rpath"))
		b->rpath = made_text(m, rest);
	else if (streq(key, "interpreter"))
		b->interpreter = made_text(m, rest);
	else if (streq(key, "isa"))
		b->isa_needed = made_text(m, rest);
	else if (streq(key, "error"))
		b->error = made_text(m, rest);
	else if (streq(key, "traits"))
		b->traits = made_text(m, rest);
	else if (streq(key, "set"))
		made_set(b, rest);
	else if (!made_table(m, key))
		fail_msg("%s: no such fact", key);
}

static void world_made(struct world *w, struct names *names, const char *text)
{
	struct made m = { .w = w };
	const char *line;
	size_t len;

	world_init(w, names);
	while (str_line(&text, &line, &len)) {
		char whole[256];
		size_t at = 0;

		snprintf(whole, sizeof(whole), "%.*s", (int)len, line);
		for (m.count = 0; m.count < MADE_WORDS && whole[at]; m.count++) {
			size_t n = strcspn(whole + at, " ");

			snprintf(m.words[m.count], sizeof(m.words[0]), "%.*s", (int)n, whole + at);
			at += n + (whole[at + n] == ' ');
		}
		if (m.count)
			made_fact(&m, m.words[0], whole + strlen(m.words[0]) + (m.count > 1));
	}
	made_close(&m);
}

#endif
