/* SPDX-License-Identifier: MIT */
/*
 * Loading a whole image asks for the symbols of the same few hundred libraries thousands of times.
 * An object is looked up once in its own closure; a scope that has every library it bound to there
 * resolves it, too, because a name that is defined in a scope is found in it.  (Another library
 * before it may define the same name: then it binds there, which is no less resolved.)
 */
#include "judge/abi/loading.h"

enum { HOST_ROWS_MAX = 256 };

struct scope_memo {
	const struct world *w;
	struct arena arena;
	struct memo_entry *entries; /* by object */
	uint32_t *stamps;	    /* by object: the scope it was last in */
	uint32_t stamp;
	uint32_t *marks; /* by object: while an entry is made */
	uint32_t mark;
	struct host_list hosts[HOST_ROWS_MAX];
	unsigned char *exported; /* a bit for each name; NULL: not made yet */
};

struct scope_memo *scope_memo_new(const struct world *w)
{
	struct scope_memo *m = calloc(1, sizeof(*m));

	if (!m)
		return NULL;
	m->w = w;
	m->entries = calloc(w->count + 1, sizeof(*m->entries));
	m->stamps = calloc(w->count + 1, sizeof(*m->stamps));
	m->marks = calloc(w->count + 1, sizeof(*m->marks));
	if (m->entries && m->stamps && m->marks)
		return m;
	scope_memo_free(m);
	return NULL;
}

void scope_memo_free(struct scope_memo *m)
{
	if (!m)
		return;
	arena_release(&m->arena);
	for (size_t i = 0; i < HOST_ROWS_MAX; i++)
		free(m->hosts[i].items);
	free(m->exported);
	free(m->entries);
	free(m->stamps);
	free(m->marks);
	free(m);
}

struct host_list *memo_hosts(struct scope_memo *m, size_t row)
{
	return row < HOST_ROWS_MAX ? &m->hosts[row] : NULL;
}

bool memo_exported(struct scope_memo *m, uint32_t name)
{
	if (!m->exported) {
		m->exported = calloc(m->w->names->count / 8 + 1, 1);
		for (size_t i = 0; m->exported && i < m->w->count; i++)
			for (size_t j = 0; j < m->w->items[i].exports_count; j++) {
				uint32_t e = m->w->items[i].exports[j].name;

				m->exported[e / 8] |= (unsigned char)(1U << e % 8);
			}
	}
	return m->exported && (m->exported[name / 8] >> name % 8 & 1) != 0;
}

static size_t index_of(const struct scope_memo *m, const struct object *b)
{
	return (size_t)(b - m->w->items);
}

static bool make(struct scope_memo *m, const struct object *b, struct memo_entry *e,
		 const struct scope *scope)
{
	uint32_t *rest = arena_alloc(&m->arena, (b->imports_count + 1) * sizeof(*rest));
	uint32_t *providers = arena_alloc(&m->arena, (scope->count + 1) * sizeof(*providers));

	if (!rest || !providers)
		return false;
	m->mark++;
	for (size_t i = 0; i < b->imports_count; i++) {
		const struct abi_import *import = &b->imports[i];
		const struct object *in = NULL;
		const struct abi_export *found;

		if (import->weak)
			continue;
		found = scope_lookup(m->w, scope, b, import, &in);
		if (!found || types_clash(import->type, found->type)) {
			rest[e->rest_count++] = (uint32_t)i;
			continue;
		}
		if (m->marks[index_of(m, in)] == m->mark)
			continue;
		m->marks[index_of(m, in)] = m->mark;
		providers[e->providers_count++] = (uint32_t)index_of(m, in);
	}
	e->rest = rest;
	e->providers = providers;
	e->ready = true;
	return true;
}

const struct memo_entry *memo_of(struct scope_memo *m, const struct object *b,
				 const struct scope_options *options)
{
	struct memo_entry *e = &m->entries[index_of(m, b)];
	struct scope_options own = *options;
	struct loading l;
	struct scope scope;

	if (e->ready)
		return e;
	own.memo = NULL;
	own.no_hosts = true;
	loading_init(&l, m->w, b, &own, &scope);
	loading_closure(&l);
	*e = (struct memo_entry){ 0 };
	return make(m, b, e, &scope) ? e : NULL;
}

void memo_scope(struct scope_memo *m, const struct scope *scope)
{
	m->stamp++;
	for (size_t i = 0; i < scope->count; i++)
		m->stamps[index_of(m, scope->members[i])] = m->stamp;
}

bool memo_holds(const struct scope_memo *m, const struct memo_entry *e)
{
	for (size_t i = 0; i < e->providers_count; i++)
		if (m->stamps[e->providers[i]] != m->stamp)
			return false;
	return true;
}
