/* SPDX-License-Identifier: MIT */
/*
 * Does everything load?  The closure of every program is walked as ld.so walks it: breadth first,
 * one library once, DT_RPATH of the object and its loaders, DT_RUNPATH of the object alone, then
 * the folders of ld.so.conf and the built-in ones (ld.so(8); glibc 2.42 elf/dl-load.c).  Objects
 * no program reaches (plug-ins) are walked on their own.
 *
 * A version that is asked for must be defined by the library it is asked of, unless that library
 * defines no versions at all, which ld.so lets pass (elf/dl-version.c).
 */
#include <stdio.h>

#include "judge/image.h"
#include "judge/ldpath.h"
#include "judge/objects.h"
#include "model/kind.h"

struct args {
	struct text_list paths;
	struct text_list except;
	struct text_list provided;
};

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct args, except, struct text_list),
	  .help = "globs of objects whose own needs are not judged" },
	{ .key = "paths", .type = FIELD_LIST, .offset = FIELD_OF(struct args, paths, struct text_list),
	  .help = "globs of the objects that are judged, with all that they load", .fallback = "*" },
	{ .key = "provided", .type = FIELD_LIST, .offset = FIELD_OF(struct args, provided, struct text_list),
	  .help = "globs of sonames that the process has loaded before (plug-ins of one program)" },
	{ 0 }
};
/* clang-format on */

enum { SCOPE_MAX = 2048 };

struct member { /* a library in the scope of the program that is being walked */
	const struct object *object;
	size_t loader; /* index of who asked for it first; its own for the program */
	bool failed;   /* a fault of it was told in this scope */
};

struct walk {
	const struct args *args;
	struct evidence *ev;
	struct findings *out;
	struct objects objects;
	struct ldpath ldpath;
	bool *reached; /* by object: part of a program's closure */
	bool *told;    /* by object: its faults have been told, in the first scope that has any */
	struct member scope[SCOPE_MAX];
	size_t scope_count;
	bool broken; /* something in this scope was not found: versions cannot be judged */
};

static size_t index_of(const struct walk *w, const struct object *b)
{
	return (size_t)(b - w->objects.items);
}

static bool fits(const struct object *b, const struct object *program)
{
	return b->class == program->class && streq(b->machine, program->machine);
}

/* Expands $ORIGIN, $LIB and $PLATFORM of one folder of a search path. */
static void expand(struct buf *out, const char *folder, size_t len, const struct object *b)
{
	const char *end = folder + len;
	const char *slash = strrchr(b->path, '/');

	buf_clear(out);
	while (folder < end) {
		static const char *const names[] = { "ORIGIN", "LIB", "PLATFORM" };
		size_t left = (size_t)(end - folder);
		size_t which = ARRAY_SIZE(names);
		size_t used = 0;

		for (size_t i = 0; *folder == '$' && i < ARRAY_SIZE(names); i++) {
			char plain[16];
			char braced[16];

			snprintf(plain, sizeof(plain), "$%s", names[i]);
			snprintf(braced, sizeof(braced), "${%s}", names[i]);
			used = left >= strlen(braced) && starts_with(folder, braced)
				       ? strlen(braced)
			       : left >= strlen(plain) && starts_with(folder, plain) ? strlen(plain)
										     : 0;
			if (used) {
				which = i;
				break;
			}
		}
		if (which == 0)
			buf_addn(out, b->path, slash ? (size_t)(slash - b->path) : 0);
		else if (which == 1)
			buf_add(out, b->class == 64 ? "lib64" : "lib");
		else if (which == 2)
			buf_add(out, b->machine);
		else
			buf_addc(out, *folder);
		folder += used ? used : 1;
	}
}

/* The object at folder/name; a file of another class or machine is passed over, as ld.so does. */
static const struct object *at(struct walk *w, const char *folder, const char *name,
			       const struct object *program)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const struct object *b;

	if (*folder)
		buf_addf(&path, "%s/%s", folder, name);
	else
		buf_add(&path, name);
	if (buf_str(&path)[0] != '/' || !image_real_path(w->ev, buf_str(&path), &real))
		return NULL;
	b = objects_at(&w->objects, buf_str(&real));
	return b && fits(b, program) ? b : NULL;
}

static const struct object *in_path(struct walk *w, const char *list, const struct object *owner,
				    const char *name)
{
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);

	while (*list) {
		size_t len = strcspn(list, ":");
		const struct object *b;

		expand(&folder, list, len, owner);
		b = len ? at(w, buf_str(&folder), name, owner) : NULL;
		if (b)
			return b;
		list += len + (list[len] == ':');
	}
	return NULL;
}

static const struct object *search(struct walk *w, size_t asker, const char *name)
{
	const struct object *program = w->scope[0].object;
	const struct object *from = w->scope[asker].object;
	const struct object *b = NULL;

	if (strchr(name, '/'))
		return at(w, "", name, program);
	for (size_t i = asker; !from->runpath && !b; i = w->scope[i].loader) {
		const struct object *owner = w->scope[i].object;

		if (owner->rpath && !owner->runpath)
			b = in_path(w, owner->rpath, owner, name);
		if (w->scope[i].loader == i)
			break;
	}
	if (!b && from->runpath)
		b = in_path(w, from->runpath, from, name);
	for (size_t i = 0; !b && i < w->ldpath.folders.count; i++)
		b = at(w, w->ldpath.folders.items[i], name, program);
	return b;
}

static bool named(const struct object *b, const char *name)
{
	const char *slash = strrchr(b->path, '/');

	return streq(b->soname, name) || (slash && streq(slash + 1, name));
}

static const struct object *in_scope(const struct walk *w, const char *name)
{
	for (size_t i = 0; i < w->scope_count; i++)
		if (named(w->scope[i].object, name))
			return w->scope[i].object;
	return NULL;
}

static bool has_object(const struct walk *w, const struct object *b)
{
	for (size_t i = 0; i < w->scope_count; i++)
		if (w->scope[i].object == b)
			return true;
	return false;
}

/* Tells a fault of a member, but for objects that are excepted or have had theirs told. */
static void fault(struct walk *w, size_t member, const char *expected, const char *observed)
{
	const struct object *b = w->scope[member].object;

	if (w->told[index_of(w, b)] || image_matches(&w->args->except, b->path))
		return;
	finding_fail(w->out, b->path, expected, "%s", observed);
	w->scope[member].failed = true;
}

static void load_needs(struct walk *w, size_t asker)
{
	const struct object *from = w->scope[asker].object;

	for (size_t i = 0; i < from->needed.count; i++) {
		const char *name = from->needed.items[i].name;
		const struct object *b;

		if (in_scope(w, name) || image_matches(&w->args->provided, name))
			continue;
		b = search(w, asker, name);
		if (!b) {
			w->broken = true;
			fault(w, asker, name, "in no folder that is searched");
			continue;
		}
		if (has_object(w, b))
			continue;
		if (w->scope_count == SCOPE_MAX) {
			finding_error(w->out, "%s: loads more than %d libraries",
				      w->scope[0].object->path, SCOPE_MAX);
			return;
		}
		w->scope[w->scope_count++] = (struct member){ .object = b, .loader = asker };
	}
}

static bool defines(const struct object *b, const char *version)
{
	for (size_t i = 0; i < b->defined.count; i++)
		if (streq(b->defined.items[i].name, version))
			return true;
	return b->defined.count == 0;
}

static void judge_versions(struct walk *w, size_t member)
{
	const struct object *from = w->scope[member].object;

	for (size_t i = 0; i < from->wanted.count; i++) {
		const struct object_entry *e = &from->wanted.items[i];
		const struct object *library = in_scope(w, e->name);
		char expected[256];
		char observed[512];

		if (library ? defines(library, e->version)
			    : w->broken || image_matches(&w->args->provided, e->name))
			continue;
		snprintf(expected, sizeof(expected), "%s of %s", e->version, e->name);
		snprintf(observed, sizeof(observed), "%s %s", library ? library->path : e->name,
			 library ? "does not define it" : "is not loaded with it");
		fault(w, member, expected, observed);
	}
}

static void judge_interpreter(struct walk *w, size_t member)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const struct object *b = w->scope[member].object;

	if (b->interpreter && !image_real_path(w->ev, b->interpreter, &real))
		fault(w, member, b->interpreter, "its interpreter is not there");
}

static void walk_from(struct walk *w, const struct object *root)
{
	w->scope[0] = (struct member){ .object = root };
	w->scope_count = 1;
	w->broken = false;
	for (size_t i = 0; i < w->scope_count; i++)
		load_needs(w, i);
	for (size_t i = 0; i < w->scope_count; i++) {
		const struct object *b = w->scope[i].object;
		size_t at_index = index_of(w, b);

		if (b->error && !w->reached[at_index])
			finding_error(w->out, "%s: %s", b->path, b->error);
		w->reached[at_index] = true;
		judge_versions(w, i);
		if (i == 0)
			judge_interpreter(w, i);
		if (w->scope[i].failed)
			w->told[at_index] = true;
	}
}

static void walk_all(struct walk *w)
{
	size_t seen = 0;

	for (int programs = 1; programs >= 0; programs--)
		for (size_t i = 0; i < w->objects.count; i++) {
			const struct object *b = &w->objects.items[i];

			if (b->executable != (programs == 1) || w->reached[i] ||
			    !image_matches(&w->args->paths, b->path))
				continue;
			walk_from(w, b);
			seen++;
		}
	if (seen == 0)
		finding_error(w->out, "no ELF file matches 'paths': nothing was judged");
	else
		finding_pass(w->out, "closure", "%zu programs and libraries load", seen);
}

static void walk_release(struct walk *w)
{
	objects_release(&w->objects);
	ldpath_release(&w->ldpath);
	free(w->reached);
	free(w->told);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(walk) struct walk w = { .args = args, .ev = ev, .out = out };

	if (!objects_read(&w.objects, ev)) {
		finding_error(out, "no memory for the ELF objects");
		return;
	}
	if (!ldpath_read(&w.ldpath, ev)) {
		finding_error(out, "%s",
			      w.ldpath.why ? w.ldpath.why : "no memory for the search path");
		return;
	}
	w.reached = calloc(w.objects.count + 1, sizeof(*w.reached));
	w.told = calloc(w.objects.count + 1, sizeof(*w.told));
	if (!w.reached || !w.told) {
		finding_error(out, "no memory for the closure");
		return;
	}
	walk_all(&w);
}

const struct check_kind check_loads = {
	.name = "loads",
	.summary = "Every program and library finds the libraries and versions it needs",
	.example = "{except: ['/usr/lib64/python3*/*']}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.args_size = sizeof(struct args),
	.fields = fields,
	.evaluate = evaluate,
};
