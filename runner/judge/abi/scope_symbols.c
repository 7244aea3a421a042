/* SPDX-License-Identifier: MIT */
/* Symbols of a scope, looked up as glibc does (elf/dl-lookup.c, check_match and do_lookup_x). */
#include "judge/abi/loading.h"

#include "judge/abi/search.h"

static bool has_version_table(const struct object *b)
{
	return b->verdefs_count > 0 || b->verneeds_count > 0;
}

/* vd_ndx of an export: 1 is the base version; what an object asks of others lies above. */
static unsigned index_of(const struct object *b, const struct abi_export *e)
{
	const struct abi_verdef *d = object_verdef(b, e->version);

	return e->version == 0 ? 1 : d ? d->index : UINT32_MAX;
}

static const struct abi_export *with_version(const struct object *b, const struct abi_export *e,
					     size_t count, uint32_t version)
{
	if (!has_version_table(b))
		return e;
	for (size_t i = 0; i < count; i++)
		if (e[i].version == version)
			return &e[i];
	for (size_t i = 0; i < count; i++)
		if (e[i].version == 0 && !e[i].hidden)
			return &e[i];
	return NULL;
}

static const struct abi_export *without_version(const struct object *b, const struct abi_export *e,
						size_t count)
{
	const struct abi_export *shown = NULL;
	size_t defaults = 0;

	for (size_t i = 0; i < count; i++) {
		if (!has_version_table(b) || index_of(b, &e[i]) <= 2)
			return &e[i];
		if (!e[i].hidden && defaults++ == 0)
			shown = &e[i];
	}
	return defaults == 1 ? shown : NULL;
}

const struct abi_export *object_definition(const struct object *b, uint32_t name, uint32_t version)
{
	size_t count;
	const struct abi_export *e = object_exports(b, name, &count);

	if (!e)
		return NULL;
	return version ? with_version(b, e, count, version) : without_version(b, e, count);
}

static const struct abi_export *look_up(const struct scope *s, uint32_t name, uint32_t version,
					bool copy, const struct object **in)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct abi_export *e;

		if (copy && s->members[i]->executable)
			continue; /* the room for the copy is no definition */
		e = object_definition(s->members[i], name, version);
		if (!e)
			continue;
		if (in)
			*in = s->members[i];
		return e;
	}
	return NULL;
}

static bool is_copied(const struct object *b, uint32_t name)
{
	size_t low = 0;
	size_t high = b->copies_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->copies[middle].name == name)
			return true;
		if (b->copies[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

const struct abi_export *scope_lookup(const struct world *w, const struct scope *scope,
				      const struct object *consumer,
				      const struct abi_import *import, const struct object **in)
{
	(void)w;
	return look_up(scope, import->name, import->version, is_copied(consumer, import->name), in);
}

bool types_clash(uint8_t wanted, uint8_t found)
{
	bool code = found == SYMBOL_FUNCTION || found == SYMBOL_IFUNC;
	bool data = found == SYMBOL_OBJECT || found == SYMBOL_COMMON;

	switch (wanted) {
	case SYMBOL_TLS:
		return code || data;
	case SYMBOL_FUNCTION:
	case SYMBOL_IFUNC:
		return data || found == SYMBOL_TLS;
	case SYMBOL_OBJECT:
	case SYMBOL_COMMON:
		return code || found == SYMBOL_TLS;
	default:
		return false;
	}
}

/* Something in this world defines it: it may be in the process that opens a plug-in. */
static bool is_somewhere(const struct loading *l, uint32_t name)
{
	size_t count;

	if (l->options->memo)
		return memo_exported(l->options->memo, name);
	for (size_t i = 0; i < l->w->count; i++)
		if (object_exports(&l->w->items[i], name, &count))
			return true;
	return false;
}

/* Of no program that was loaded, and in no folder that is searched: somebody opens it by path. */
static bool is_plugin(const struct world *w, const struct object *b)
{
	const char *slash = strrchr(b->path, '/');
	size_t len = slash ? (size_t)(slash - b->path) : 0;
	const struct text_list *lists[] = { &w->folders, &w->built_in };

	if (b->executable)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		for (size_t j = 0; j < lists[i]->count; j++)
			if (strlen(lists[i]->items[j]) == len &&
			    strncmp(lists[i]->items[j], b->path, len) == 0)
				return false;
	return true;
}

/* The version was told already: the name under it says nothing new. */
static bool version_is_missing(const struct abi_import *import, const struct object *library)
{
	if (!library)
		return true;
	return import->version && library->verdefs_count > 0 &&
	       !object_verdef(library, import->version) && import->version != library->soname;
}

static bool left_to_host(const struct loading *l, uint32_t name, const char *text)
{
	if (l->options->no_hosts || l->has_host || l->root->executable)
		return false;
	return host_gives(l->root, text) || (is_plugin(l->w, l->root) && is_somewhere(l, name));
}

/* Nothing in the scope defines it: whether that is a fault, and whose. */
static void tell_missing(struct loading *l, const struct object *b, const struct abi_import *import)
{
	const char *text = names_text(l->w->names, import->name);
	bool asked;
	uint32_t at = import->library ? loading_named(l, import->library, &asked) : MEMBER_NONE;
	const struct object *library = at == MEMBER_NONE ? NULL : l->scope->members[at];
	bool lazy = !b->bind_now && (import->type == SYMBOL_FUNCTION ||
				     import->type == SYMBOL_NONE || import->type == SYMBOL_IFUNC);

	if (l->unread || loading_has_list(l->options->provided_symbols, text))
		return;
	if (import->library && version_is_missing(import, library))
		return;
	if (!import->library && l->missing)
		return; /* as likely as not it is in the library that was not found */
	if ((!import->library && l->provided) ||
	    (!library && left_to_host(l, import->name, text))) {
		if (l->undecided++ == 0) {
			l->undecided_first = text;
			l->undecided_by = b;
		}
		return;
	}
	loading_tell(l, (struct link_problem){ .fault = lazy ? LINK_SYMBOL_LAZY : LINK_SYMBOL,
					       .consumer = b,
					       .symbol = text,
					       .version = names_text(l->w->names, import->version),
					       .library = names_text(l->w->names, import->library),
					       .found = library });
}

static void judge_import(struct loading *l, const struct object *b, const struct abi_import *import)
{
	const struct object *in = NULL;
	const struct abi_export *e;

	if (import->weak)
		return;
	e = scope_lookup(l->w, l->scope, b, import, &in);
	if (!e) {
		tell_missing(l, b, import);
		return;
	}
	/* what is copied is judged with the room for it */
	if (types_clash(import->type, e->type) && !is_copied(b, import->name))
		loading_tell(l, (struct link_problem){
					.fault = LINK_TYPE,
					.consumer = b,
					.symbol = names_text(l->w->names, import->name),
					.version = names_text(l->w->names, import->version),
					.library = names_text(l->w->names, import->library),
					.found = in });
}

void loading_symbols(struct loading *l)
{
	struct scope_memo *memo = l->options->memo;

	if (memo)
		memo_scope(memo, l->scope);
	for (size_t i = l->scope->root; i < l->scope->count; i++) {
		const struct object *b = l->scope->members[i];
		const struct memo_entry *known =
			memo && i > l->scope->root ? memo_of(memo, b, l->options) : NULL;

		if (known && memo_holds(memo, known)) {
			for (size_t j = 0; j < known->rest_count; j++)
				judge_import(l, b, &b->imports[known->rest[j]]);
			continue;
		}
		for (size_t j = 0; j < b->imports_count; j++)
			judge_import(l, b, &b->imports[j]);
	}
}

static void judge_copy(struct loading *l, const struct object *b, const struct abi_copy *copy)
{
	const struct object *in = NULL;
	const struct abi_export *e = look_up(l->scope, copy->name, copy->version, true, &in);
	struct link_problem p = { .consumer = b,
				  .symbol = names_text(l->w->names, copy->name),
				  .version = names_text(l->w->names, copy->version),
				  .found = in };

	if (!e)
		return;
	if (types_clash(SYMBOL_OBJECT, e->type)) {
		p.fault = LINK_TYPE;
		loading_tell(l, p);
	} else if (e->visibility == VISIBILITY_PROTECTED &&
		   object_has_trait(in, "indirect-extern-access")) {
		p.fault = LINK_COPY; /* glibc sysdeps/generic/dl-protected.h */
		loading_tell(l, p);
	} else if (e->size != SIZE_UNSAID && e->size > copy->size) {
		p.fault = LINK_COPY_SIZE;
		p.have = (int64_t)e->size;
		p.want = (int64_t)copy->size;
		loading_tell(l, p);
	}
}

void loading_copies(struct loading *l)
{
	for (size_t i = l->scope->root; i < l->scope->count; i++)
		for (size_t j = 0; j < l->scope->members[i]->copies_count; j++)
			judge_copy(l, l->scope->members[i], &l->scope->members[i]->copies[j]);
}
