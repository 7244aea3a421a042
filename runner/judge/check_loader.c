/* SPDX-License-Identifier: MIT */
/*
 * The dynamic linker's own state: its cache is whole and fresh, nothing is loaded into every
 * program, and nobody but root can put a library where it looks.
 */
#include <stdio.h>

#include "judge/abi/image_world.h"
#include "judge/abi/search.h"
#include "judge/abi/world_paths.h"
#include "judge/image.h"
#include "model/kind.h"

struct args {
	struct text_list except;
	const char *preload;
	int cache;
	int fresh;
	int hwcaps;
	int owners;
	int shadow;
};

static const char *const preload_words[] = { "none", "any", NULL };

/* clang-format off */
static const struct field fields[] = {
	{ .key = "cache", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, cache, int),
	  .help = "there is a cache, undamaged, and every entry leads to its library", .fallback = "true" },
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct args, except, struct text_list),
	  .help = "globs of libraries and folders that are not judged" },
	{ .key = "fresh", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, fresh, int),
	  .help = "every library in a folder that is searched is in the cache", .fallback = "true" },
	{ .key = "hwcaps", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, hwcaps, int),
	  .help = "libraries for newer processors have every symbol of the baseline one", .fallback = "true" },
	{ .key = "owners", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, owners, int),
	  .help = "folders that are searched, and those above, are root's alone to write", .fallback = "true" },
	{ .key = "preload", .type = FIELD_WORD, .offset = FIELD_OF(struct args, preload, const char *),
	  .help = "what /etc/ld.so.preload may name", .fallback = "none", .words = preload_words },
	{ .key = "shadow", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, shadow, int),
	  .help = "no library stands behind another one of its name with other contents", .fallback = "true" },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct args *args;
	struct evidence *ev;
	struct findings *out;
	const struct world *world; /* borrowed of the evidence */
};

static const char cache_path[] = "/etc/ld.so.cache";

static bool excepted(const struct judging *j, const char *path)
{
	return image_matches(&j->args->except, path);
}

/* A fact about the cache; false: there is none. */
static bool state(struct judging *j, const char *key, struct buf *out)
{
	return evidence_text(j->ev, out, "SELECT value FROM ld_cache_state WHERE key = ?1", key);
}

/* Why an entry of the cache is wrong; NULL: it is right. */
static const char *entry_fault(struct judging *j, const struct ld_cache_entry *e)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const struct object *b = world_at(j->world, e->path);
	const char *slash = strrchr(e->path, '/');

	if (!b)
		return image_real_path(j->ev, e->path, &real) ? "it is no library"
							      : "it is not there";
	if (b->error)
		return NULL; /* it is there, and more is not known */
	if (e->class && b->class != e->class)
		return "it is for processes of another size";
	if (*e->machine && !streq(b->machine, e->machine))
		return "it is for another machine";
	/* ldconfig keeps a link under its own name, whatever it leads to */
	if (!streq(names_text(j->world->names, b->soname), e->soname) &&
	    !(slash && streq(slash + 1, e->soname)))
		return "it is another library";
	return NULL;
}

static void judge_cache(struct judging *j)
{
	AUTO(buf) struct buf format = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf reason = BUF_INIT(BUF_LINE);
	const struct world *w = j->world;

	if (!state(j, "format", &format)) {
		finding_missing(j->out, "the state of %s was not collected", cache_path);
	} else if (streq(buf_str(&format), "none")) {
		finding_fail(j->out, cache_path, "a cache", "not there: ldconfig was never run");
	} else if (streq(buf_str(&format), "damaged")) {
		state(j, "reason", &reason);
		finding_fail(j->out, cache_path, "a cache that ld.so can read", "%s",
			     buf_str(&reason));
	}
	for (size_t i = 0; i < w->cache_count; i++) {
		const struct ld_cache_entry *e = &w->cache[i];
		const char *why = excepted(j, e->path) ? NULL : entry_fault(j, e);

		if (why)
			finding_fail(j->out, e->path, e->soname, "the cache leads to it, but %s",
				     why);
	}
	finding_pass(j->out, cache_path, "%zu entries", w->cache_count);
}

static bool in_cache(const struct world *w, const char *soname, const struct object *b)
{
	for (size_t i = 0; i < w->cache_count; i++) {
		const struct ld_cache_entry *e = &w->cache[i];

		if (streq(e->soname, soname) && (!e->class || e->class == b->class) &&
		    (!*e->machine || streq(e->machine, b->machine)))
			return true;
	}
	return false;
}

/* ldconfig takes files by these names only. */
static bool is_library_name(const char *name)
{
	return (starts_with(name, "lib") || starts_with(name, "ld")) && strstr(name, ".so");
}

static void judge_fresh_in(struct judging *j, const char *folder)
{
	const struct world *w = j->world;
	size_t len = strlen(folder);

	for (size_t i = 0; i < w->count; i++) {
		const struct object *b = &w->items[i];
		const char *soname = names_text(w->names, b->soname);

		if (strncmp(b->path, folder, len) != 0 || b->path[len] != '/' ||
		    strchr(b->path + len + 1, '/') || !is_library_name(b->path + len + 1) ||
		    !*soname || b->error || excepted(j, b->path) || in_cache(w, soname, b))
			continue;
		finding_fail(j->out, b->path, soname,
			     "it is not in the cache: ldconfig was not run after it came");
	}
}

static void judge_fresh(struct judging *j)
{
	const struct world *w = j->world;
	AUTO(buf) struct buf format = BUF_INIT(BUF_LINE);

	/* that there is none, or none that can be read, is told as such */
	if (!w->cache_count && j->args->cache &&
	    (!state(j, "format", &format) || streq(buf_str(&format), "none") ||
	     streq(buf_str(&format), "damaged")))
		return;
	for (size_t i = 0; i < w->folders.count; i++)
		judge_fresh_in(j, w->folders.items[i]);
	for (size_t i = 0; i < w->built_in.count; i++)
		if (!text_list_has(&w->folders, w->built_in.items[i]))
			judge_fresh_in(j, w->built_in.items[i]);
	finding_pass(j->out, "folders", "%zu of ld.so.conf, %zu built in", w->folders.count,
		     w->built_in.count);
}

static void judge_preload(struct judging *j)
{
	static const char path[] = "/etc/ld.so.preload";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf size = BUF_INIT(BUF_LINE);
	char *first;

	switch (image_text(j->ev, path, &text)) {
	case IMAGE_TEXT_ABSENT:
		finding_pass(j->out, path, "not there");
		return;
	case IMAGE_TEXT_UNREAD:
		if (evidence_text(j->ev, &size, "SELECT size FROM file WHERE path = ?1", path) &&
		    streq(buf_str(&size), "0"))
			finding_pass(j->out, path, "empty");
		else
			finding_missing(j->out, "%s was not read", path);
		return;
	case IMAGE_TEXT_READ:
		break;
	}
	if (!text.len || !(first = text.data + strspn(text.data, " \t\n:"))[0]) {
		finding_pass(j->out, path, "empty");
		return;
	}
	first[strcspn(first, "\n")] = '\0';
	finding_fail(j->out, path, "nothing", "every program loads %s", first);
}

/* One folder and those above it: a folder can be replaced by whoever writes the one above. */
static void judge_owner(struct judging *j, const char *folder)
{
	AUTO_FREE char *path = strdup(folder);

	while (path && *path) {
		AUTO(cursor)
		struct cursor c = cursor_open(
			j->ev,
			"SELECT uid, gid, mode FROM file WHERE path = ?1 AND type = 'directory'", 1,
			(const char *[]){ path });
		char *slash = strrchr(path, '/');

		if (cursor_next(&c) && !excepted(j, path)) {
			int64_t mode = cursor_int(&c, 2);

			if (cursor_int(&c, 0) != 0 || (mode & 02) != 0 ||
			    ((mode & 020) != 0 && cursor_int(&c, 1) != 0))
				finding_fail(j->out, path, "root's alone to write",
					     "owner %lld, group %lld, mode %04llo; ld.so looks in "
					     "%s",
					     (long long)cursor_int(&c, 0),
					     (long long)cursor_int(&c, 1), (long long)mode, folder);
		}
		if (!slash || slash == path)
			break;
		*slash = '\0';
	}
}

static void judge_owners(struct judging *j)
{
	const struct text_list *lists[] = { &j->world->folders, &j->world->built_in };

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		for (size_t k = 0; k < lists[i]->count; k++)
			judge_owner(j, lists[i]->items[k]);
	finding_pass(j->out, "owners", "%zu folders", lists[0]->count + lists[1]->count);
}

static void digest(struct judging *j, const char *path, struct buf *out)
{
	if (!evidence_text(j->ev, out, "SELECT sha256 FROM file WHERE path = ?1", path))
		buf_clear(out);
}

/* Two files that are found by one name: which is loaded depends on who looks where. */
static void judge_shadow_pair(struct judging *j, const struct object *a, const struct object *b,
			      const char *name)
{
	AUTO(buf) struct buf first = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf second = BUF_INIT(BUF_LINE);

	digest(j, a->path, &first);
	digest(j, b->path, &second);
	if (*buf_str(&first) && streq(buf_str(&first), buf_str(&second)))
		return;
	finding_fail(j->out, b->path, name, "%s has that name, too, and is not the same", a->path);
}

static bool alike(const struct found_library *a, const struct found_library *b)
{
	return a->object && a->level == 0 && a->object->class == b->object->class &&
	       streq(a->object->machine, b->object->machine);
}

/* An object is found more than once by its name: in the cache and in its folder. */
static bool was_seen(const struct search_index *s, size_t at)
{
	for (size_t k = at; k > 0 && streq(s->items[k - 1].name, s->items[at].name); k--)
		if (s->items[k - 1].object == s->items[at].object)
			return true;
	return false;
}

/* What is found first by this name; NULL: nothing but the item itself. */
static const struct object *shadow_of(const struct search_index *s, size_t at)
{
	const struct found_library *f = &s->items[at];
	const struct object *first = NULL;

	for (size_t k = at; k > 0 && streq(s->items[k - 1].name, f->name); k--)
		if (alike(&s->items[k - 1], f))
			first = s->items[k - 1].object;
	return first;
}

static void judge_shadow(struct judging *j)
{
	const struct search_index *s = &j->world->paths->index;

	for (size_t i = 0; i < s->count; i++) {
		const struct found_library *f = &s->items[i];
		const struct object *first = NULL;

		if (f->object && f->level == 0 && !excepted(j, f->object->path) &&
		    !was_seen(s, i) &&
		    streq(names_text(j->world->names, f->object->soname), f->name))
			first = shadow_of(s, i);
		if (first)
			judge_shadow_pair(j, first, f->object, f->name);
	}
	finding_pass(j->out, "names", "%zu", s->count);
}

static bool exports(const struct object *b, const struct abi_export *e)
{
	size_t count;
	const struct abi_export *found = object_exports(b, e->name, &count);

	for (size_t i = 0; found && i < count; i++)
		if (found[i].version == e->version)
			return true;
	return false;
}

static void judge_variant(struct judging *j, const struct object *variant, const char *name)
{
	const struct object *base =
		search_library(j->world, name, variant->class, variant->machine, 1, false);
	const struct abi_export *first = NULL;
	size_t missing = 0;

	if (!base) {
		finding_fail(j->out, variant->path, "a library of that name for every processor",
			     "there is no %s outside glibc-hwcaps", name);
		return;
	}
	for (size_t i = 0; i < base->exports_count; i++)
		if (!exports(variant, &base->exports[i])) {
			first = first ? first : &base->exports[i];
			missing++;
		}
	if (first)
		finding_fail(j->out, variant->path, names_text(j->world->names, first->name),
			     "%zu symbols of %s are not in it", missing, base->path);
}

static void judge_hwcaps(struct judging *j)
{
	const struct search_index *s = &j->world->paths->index;
	size_t seen = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct found_library *f = &s->items[i];

		if (f->level == 0 || !f->object || excepted(j, f->object->path) ||
		    !streq(names_text(j->world->names, f->object->soname), f->name) ||
		    was_seen(s, i))
			continue;
		judge_variant(j, f->object, f->name);
		seen++;
	}
	finding_pass(j->out, "glibc-hwcaps", "%zu libraries", seen);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct args *a = args;
	struct judging j = { .args = args, .ev = ev, .out = out };

	j.world = image_world(ev);
	if (!j.world) {
		finding_error(out, "no memory for the ELF objects");
		return;
	}
	if (*j.world->why && (a->fresh || a->owners || a->shadow))
		finding_error(out, "%s", j.world->why);
	if (a->cache)
		judge_cache(&j);
	if (a->fresh)
		judge_fresh(&j);
	if (streq(a->preload, "none"))
		judge_preload(&j);
	if (a->owners)
		judge_owners(&j);
	if (a->shadow)
		judge_shadow(&j);
	if (a->hwcaps)
		judge_hwcaps(&j);
}

const struct check_kind check_loader = {
	.name = "loader",
	.summary = "The dynamic linker's cache is fresh, and what it searches is root's alone",
	.example = "{except: [/usr/lib64/mysql/*]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.args_size = sizeof(struct args),
	.fields = fields,
	.evaluate = evaluate,
};
