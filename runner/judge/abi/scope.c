/* SPDX-License-Identifier: MIT */
/* The closure of an object, its versions, and what else stops it before a symbol is asked for. */
#include "judge/abi/loading.h"

#include <stdio.h>

#include "judge/abi/search.h"

bool loading_has_list(const struct text_list *globs, const char *text)
{
	for (size_t i = 0; globs && i < globs->count; i++)
		if (str_glob(globs->items[i], text))
			return true;
	return false;
}

void loading_init(struct loading *l, const struct world *w, const struct object *root,
		  const struct scope_options *options, struct scope *scope)
{
	unsigned level = isa_level(options->isa);
	unsigned own = variant_level(root->path);

	l->w = w;
	l->options = options;
	l->root = root;
	l->tell = NULL;
	l->arg = NULL;
	l->scope = scope;
	l->interpreter = root->interpreter ? world_at(w, root->interpreter) : NULL;
	l->level = level ? level : 1;
	if (l->level < own) /* nothing but a machine of that level would open it */
		l->level = own;
	l->told = 0;
	l->aliases_count = 0;
	l->missing = l->provided = l->unread = l->has_host = l->quiet = false;
	l->undecided = 0;
	l->undecided_first = NULL;
	l->undecided_by = NULL;
	scope->count = 0;
	scope->root = 0;
}

void loading_tell(struct loading *l, struct link_problem problem)
{
	if (l->quiet)
		return;
	problem.root = l->root;
	if (!problem.library)
		problem.library = "";
	if (!problem.symbol)
		problem.symbol = "";
	if (!problem.version)
		problem.version = "";
	l->told++;
	if (l->tell)
		l->tell(l->arg, &problem);
}

static bool fits(const struct loading *l, const struct object *b)
{
	return object_fits(b, l->root->class, l->root->machine);
}

static void add_alias(struct loading *l, uint32_t name, uint32_t member)
{
	if (l->aliases_count < ALIASES_MAX)
		l->aliases[l->aliases_count++] =
			(struct scope_alias){ .name = name, .member = member };
}

/* Puts an object into the scope, or finds it there, under the name it was asked for by. */
static size_t add_member(struct loading *l, const struct object *b, uint32_t name, uint32_t loader)
{
	struct scope *s = l->scope;
	size_t at = 0;

	while (at < s->count && s->members[at] != b)
		at++;
	if (at == SCOPE_MAX) {
		l->unread = true; /* nothing may be concluded from what is not looked at */
		return SCOPE_MAX - 1;
	}
	if (at == s->count) {
		s->members[s->count] = b;
		l->loaders[s->count++] = loader == MEMBER_NONE ? (uint32_t)at : loader;
		l->unread = l->unread || b->error;
	}
	if (name)
		add_alias(l, name, (uint32_t)at);
	return at;
}

uint32_t loading_named(const struct loading *l, uint32_t name, bool *asked)
{
	*asked = false;
	for (size_t i = 0; i < l->scope->count; i++)
		if (l->scope->members[i]->soname == name)
			return (uint32_t)i;
	for (size_t i = 0; i < l->aliases_count; i++) {
		if (l->aliases[i].name != name)
			continue;
		*asked = true;
		return l->aliases[i].member;
	}
	return MEMBER_NONE;
}

/* Expands $ORIGIN, $LIB and $PLATFORM of one folder of a run path, or of a name. */
static void expand(struct buf *out, const char *text, size_t len, const struct object *b)
{
	static const char *const tokens[] = { "ORIGIN", "LIB", "PLATFORM" };
	const char *end = text + len;
	const char *slash = strrchr(b->path, '/');

	buf_clear(out);
	while (text < end) {
		bool braced = end - text > 1 && text[0] == '$' && text[1] == '{';
		const char *word = text + 1 + braced;
		size_t which = 0;
		size_t n = 0;

		for (; *text == '$' && which < ARRAY_SIZE(tokens); which++) {
			n = strlen(tokens[which]);
			if ((size_t)(end - word) >= n + braced &&
			    strncmp(word, tokens[which], n) == 0 && (!braced || word[n] == '}'))
				break;
		}
		if (*text != '$' || which == ARRAY_SIZE(tokens)) {
			buf_addc(out, *text++);
			continue;
		}
		if (which == 0)
			buf_addn(out, b->path, slash ? (size_t)(slash - b->path) : 0);
		else
			buf_add(out, which == 2 ? b->machine : b->class == 64 ? "lib64" : "lib");
		text = word + n + braced;
	}
}

/* The object at folder/name; a file of another class or machine is passed over, as ld.so does. */
static const struct object *at_path(const struct loading *l, const char *path)
{
	const struct object *b = *path == '/' ? world_at(l->w, path) : NULL;

	return b && fits(l, b) ? b : NULL;
}

static const struct object *in_folder(const struct loading *l, const char *folder, const char *name)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	const struct object *b = NULL;

	for (unsigned level = l->level; level > 1 && !b; level--) {
		buf_clear(&path);
		buf_addf(&path, "%s/glibc-hwcaps/x86-64-v%u/%s", folder, level, name);
		b = at_path(l, buf_str(&path));
	}
	if (b)
		return b;
	buf_clear(&path);
	buf_addf(&path, "%s/%s", folder, name);
	return at_path(l, buf_str(&path));
}

static const struct object *in_run_path(const struct loading *l, const char *list,
					const struct object *owner, const char *name)
{
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);
	const struct object *b = NULL;

	while (*list && !b) {
		size_t len = strcspn(list, ":");

		expand(&folder, list, len, owner);
		/* empty: $ORIGIN of what lies in the root */
		if (len && (!folder.len || buf_str(&folder)[0] == '/'))
			b = in_folder(l, buf_str(&folder), name);
		list += len + (list[len] == ':');
	}
	return b;
}

static const struct object *search(const struct loading *l, size_t asker, const char *name)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	const struct object *from = l->scope->members[asker];
	const struct object *b = NULL;

	if (strchr(name, '/')) {
		expand(&path, name, strlen(name), from);
		return at_path(l, buf_str(&path));
	}
	for (size_t i = asker; !from->runpath && !b; i = l->loaders[i]) {
		const struct object *owner = l->scope->members[i];

		if (owner->rpath && !owner->runpath)
			b = in_run_path(l, owner->rpath, owner, name);
		if (l->loaders[i] == i)
			break;
	}
	if (!b && from->runpath)
		b = in_run_path(l, from->runpath, from, name);
	if (b)
		return b;
	return search_library(l->w, name, l->root->class, l->root->machine, l->level,
			      object_has_trait(from, "nodeflib"));
}

static void require(struct loading *l, size_t asker, uint32_t name)
{
	const char *text = names_text(l->w->names, name);
	const struct object *b = NULL;
	bool asked;

	if (loading_named(l, name, &asked) != MEMBER_NONE || asked)
		return;
	if (loading_has_list(l->options->provided, text)) {
		l->provided = true;
		add_alias(l, name, MEMBER_NONE);
		return;
	}
	/* the dynamic linker is in every process, wherever it lies */
	if (l->interpreter && l->interpreter->soname == name)
		b = l->interpreter;
	if (!b)
		b = search(l, asker, text);
	if (b) {
		add_member(l, b, name, (uint32_t)asker);
		return;
	}
	add_alias(l, name, MEMBER_NONE);
	l->missing = true;
	loading_tell(l, (struct link_problem){ .fault = LINK_LIBRARY,
					       .consumer = l->scope->members[asker],
					       .library = text });
}

static void load_from(struct loading *l, size_t first)
{
	for (size_t i = first; i < l->scope->count; i++)
		for (size_t j = 0; j < l->scope->members[i]->needed_count; j++)
			require(l, i, l->scope->members[i]->needed[j]);
}

void loading_closure(struct loading *l)
{
	const struct object *host = l->options->no_hosts || l->root->executable
					    ? NULL
					    : host_find(l->w, l->root, l->options->memo);
	struct scope *s = l->scope;

	if (host && fits(l, host) && host != l->root) {
		l->has_host = true;
		l->interpreter = host->interpreter ? world_at(l->w, host->interpreter) : NULL;
		l->quiet = true; /* what the host lacks is told when it is the root */
		add_member(l, host, 0, MEMBER_NONE);
		load_from(l, 0);
		l->quiet = l->missing = false; /* `unread` stays: its symbols are not known */
	}
	s->root = add_member(l, l->root, 0, l->has_host ? 0 : MEMBER_NONE);
	load_from(l, s->root);
}

static bool defines(const struct object *b, uint32_t version)
{
	/* a base version is named as the file is */
	return b->verdefs_count == 0 || object_verdef(b, version) || version == b->soname ||
	       b->error;
}

static void judge_versions(struct loading *l, size_t member)
{
	const struct object *b = l->scope->members[member];

	for (size_t i = 0; i < b->verneeds_count; i++) {
		const struct abi_verneed *need = &b->verneeds[i];
		bool asked;
		uint32_t at = loading_named(l, need->library, &asked);
		const struct object *library = at == MEMBER_NONE ? NULL : l->scope->members[at];

		if (need->weak || (!library && asked))
			continue; /* a library that is not there has been told */
		if (library && defines(library, need->version))
			continue;
		if (!library &&
		    loading_has_list(l->options->provided, names_text(l->w->names, need->library)))
			continue;
		loading_tell(
			l, (struct link_problem){ .fault = LINK_VERSION,
						  .consumer = b,
						  .library = names_text(l->w->names, need->library),
						  .version = names_text(l->w->names, need->version),
						  .found = library });
	}
}

static void judge_member(struct loading *l, size_t member)
{
	const struct object *b = l->scope->members[member];
	unsigned isa = isa_needed(b->isa_needed);

	if (b->error)
		loading_tell(l, (struct link_problem){ .fault = LINK_UNREADABLE, .consumer = b });
	if (member == l->scope->root && b->executable && b->interpreter &&
	    !world_at(l->w, b->interpreter))
		loading_tell(l, (struct link_problem){ .fault = LINK_INTERPRETER,
						       .consumer = b,
						       .library = b->interpreter });
	if (isa > l->level && streq(b->machine, "x86_64"))
		loading_tell(l, (struct link_problem){ .fault = LINK_ISA,
						       .consumer = b,
						       .version = b->isa_needed });
	/* a program that starts with it gets such a stack for everything */
	if (b->exec_stack && !l->root->executable &&
	    !(l->has_host && l->scope->members[0]->exec_stack))
		loading_tell(l, (struct link_problem){ .fault = LINK_EXEC_STACK, .consumer = b });
}

size_t scope_load(const struct world *w, const struct object *root,
		  const struct scope_options *options,
		  void (*tell)(void *arg, const struct link_problem *problem), void *arg,
		  struct scope *scope)
{
	static const struct scope_options plain;
	struct scope own;
	struct loading l;

	loading_init(&l, w, root, options ? options : &plain, scope ? scope : &own);
	l.tell = tell;
	l.arg = arg;
	loading_closure(&l);
	for (size_t i = l.scope->root; i < l.scope->count; i++)
		judge_member(&l, i);
	for (size_t i = l.scope->root; i < l.scope->count; i++)
		judge_versions(&l, i);
	if (!l.options->no_symbols)
		loading_symbols(&l);
	loading_copies(&l);
	if (l.undecided)
		loading_tell(&l, (struct link_problem){ .fault = LINK_UNDECIDED,
							.consumer = l.undecided_by,
							.symbol = l.undecided_first,
							.more = l.undecided });
	return l.told;
}
