/* SPDX-License-Identifier: MIT */
/* The ELF files of a product: each is loaded as ld.so would, and what stops it is told. */
#include "judge/abi/loading.h"
#include "judge/abi/readiness.h"
#include "judge/abi/search.h"
#include "judge/dlopen_notes.h"

struct judging {
	struct readiness *r;
	const struct object *root;
	const char *newer;  /* level of the machines that are newer than asked; NULL: as asked */
	const char *wanted; /* first symbol that only a host could give; NULL: none */
	size_t wanted_count;
};

static bool is_ours(const struct readiness *r, const struct object *b)
{
	return b->layer == r->layer;
}

/*
 * A program of another machine; 32-bit x86 runs on x86_64, if its libraries are there.  What could
 * not be read may be for any.
 */
static bool is_foreign(const struct readiness *r, const struct object *b)
{
	return r->machine && !b->error && !streq(b->machine, r->machine) &&
	       !(streq(b->machine, "i386") && streq(r->machine, "x86_64"));
}

static bool is_judged(const struct readiness *r, const struct object *b)
{
	return is_ours(r, b) && !is_foreign(r, b) && !is_excepted(r, b->path);
}

/* Without a version, of a library by itself: whoever loads it may have it. */
static bool may_be_of_host(const struct judging *l, const struct link_problem *p)
{
	return !l->root->executable && !*p->version &&
	       !host_find(&l->r->world, l->root, l->r->memo);
}

static void tell_blocked(const struct judging *l, const struct link_problem *p, const char *object)
{
	struct readiness *r = l->r;
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf remedy = BUF_INIT(BUF_LINE);

	link_problem_text(&r->world, p, &text);
	if (l->newer)
		buf_addf(&text, ", on machines of level %s", l->newer);
	remedy_for(r, p, &remedy);
	if (text.failed || remedy.failed)
		r->failed = true;
	r->lacks = p->fault == LINK_LIBRARY ? p->library : NULL;
	blocked(r, link_fault_names[p->fault], object, buf_str(&remedy), "%s", buf_str(&text));
}

static void tell(void *arg, const struct link_problem *p)
{
	struct judging *l = arg;
	struct readiness *r = l->r;
	const struct object *asks = p->consumer ? p->consumer : p->root;
	const char *object = is_ours(r, asks) ? asks->path : l->root->path;
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	if (is_ours(r, asks) && is_excepted(r, asks->path))
		return;
	switch (p->fault) {
	case LINK_UNREADABLE:
	case LINK_UNDECIDED:
		link_problem_text(&r->world, p, &text);
		undecided(r, link_fault_names[p->fault], object, "%s", buf_str(&text));
		return;
	case LINK_LIBRARY:
		if (choose_library(r, p->library, l->root))
			return;
		break;
	case LINK_INTERPRETER:
		if (l->root->interpreter && choose_file(r, l->root->interpreter))
			return;
		break;
	case LINK_SYMBOL:
	case LINK_SYMBOL_LAZY:
		if (may_be_of_host(l, p)) {
			l->wanted = l->wanted ? l->wanted : p->symbol;
			l->wanted_count++;
			return;
		}
		break;
	case LINK_VERSION:
	case LINK_COPY:
	case LINK_COPY_SIZE:
	case LINK_TYPE:
	case LINK_EXEC_STACK:
	case LINK_ISA:
	case LINK_FAULT_COUNT:
		break;
	}
	tell_blocked(l, p, object);
}

static void load(struct readiness *r, const struct object *root)
{
	struct judging l = { .r = r, .root = root };
	struct scope_options how = { .isa = r->q->isa, .memo = r->memo };
	struct scope scope = { .count = 0 };

	scope_load(&r->world, root, &how, tell, &l, &scope);
	for (size_t i = 0; i < scope.count; i++) /* all members are objects of the world */
		r->covered[scope.members[i] - r->world.items] = true;
	r->covered[root - r->world.items] = true;
	if (!l.wanted && !root->executable && host_name(root) &&
	    !host_find(&r->world, root, r->memo))
		undecided(r, "host", root->path, "is loaded by %s, which is not here",
			  host_name(root));
	if (l.wanted)
		undecided(r, "host", root->path,
			  "wants %s%s of whoever loads it, and who that is, is not known", l.wanted,
			  l.wanted_count > 1 ? " and other symbols" : "");
}

/* Sonames that objects of the product need, by their number. */
static bool *needed_names(const struct readiness *r)
{
	bool *needed = calloc(r->names.count + 1, sizeof(*needed));

	for (size_t i = 0; needed && i < r->world.count; i++) {
		const struct object *b = &r->world.items[i];

		for (size_t n = 0; is_ours(r, b) && n < b->needed_count; n++)
			needed[b->needed[n]] = true;
	}
	return needed;
}

/* Programs first, then what only is loaded at run time, then what no one seems to load. */
static void load_all(struct readiness *r)
{
	AUTO_FREE bool *needed = needed_names(r);

	if (!needed) {
		r->failed = true;
		return;
	}
	for (int step = 0; step < 3; step++) {
		for (size_t i = 0; i < r->world.count; i++) {
			const struct object *b = &r->world.items[i];

			if (!is_judged(r, b) || r->covered[i] || (step == 0 && !b->executable) ||
			    (step == 1 && b->soname && needed[b->soname]))
				continue;
			load(r, b);
		}
	}
}

/* The product has libraries of its own for machines of this level, which these would load. */
static bool has_variants(const struct readiness *r, unsigned level)
{
	for (size_t i = 0; i < r->world.count; i++)
		if (is_judged(r, &r->world.items[i]) &&
		    variant_level(r->world.items[i].path) == level)
			return true;
	return false;
}

/* Its programs on newer machines than those asked about, where other libraries are loaded. */
static void load_newer(struct readiness *r)
{
	static const char *const levels[] = { "x86-64-v2", "x86-64-v3", "x86-64-v4" };

	for (size_t k = 0; k < ARRAY_SIZE(levels); k++) {
		struct judging l = { .r = r, .newer = levels[k] };
		const struct scope_options how = { .isa = levels[k] };

		if (isa_level(levels[k]) <= isa_level(r->q->isa) ||
		    !has_variants(r, isa_level(levels[k])))
			continue;
		for (size_t i = 0; i < r->world.count; i++) {
			l.root = &r->world.items[i];
			if (l.root->executable && is_judged(r, l.root))
				scope_load(&r->world, l.root, &how, tell, &l, NULL);
		}
	}
}

static void tell_dlopen(struct readiness *r, const struct object *b, const struct abi_dlopen *d)
{
	const char *soname = names_text(&r->names, d->soname);

	if (!streq(d->priority, "required")) {
		note(r, "%s may open %s (%s), which is not there", b->path, soname, d->priority);
		return;
	}
	if (choose_library(r, soname, b))
		return;
	r->lacks = soname;
	blocked(r, "library", b->path, "", "opens %s at run time, which is not there", soname);
}

/* Libraries that an object says it opens at run time: of each entry any one will do. */
static void judge_dlopens(struct readiness *r, const struct object *b)
{
	for (size_t i = 0; i < b->dlopens_count; i++) {
		bool found = false;
		bool first = true;

		for (size_t k = 0; k < b->dlopens_count; k++) {
			if (b->dlopens[k].choice != b->dlopens[i].choice)
				continue;
			first &= k >= i;
			found |= dlopen_finds(&r->world, b,
					      names_text(&r->names, b->dlopens[k].soname));
		}
		if (first && !found)
			tell_dlopen(r, b, &b->dlopens[i]);
	}
}

void judge_objects(struct readiness *r)
{
	const struct object *foreign = NULL;
	size_t foreigners = 0;
	size_t excepted = 0;

	for (size_t i = 0; i < r->world.count; i++) {
		const struct object *b = &r->world.items[i];

		if (!is_ours(r, b))
			continue;
		if (is_excepted(r, b->path)) {
			excepted++;
		} else if (is_foreign(r, b)) {
			foreign = foreign ? foreign : b;
			foreigners++;
		} else {
			r->answer->objects++;
			judge_dlopens(r, b);
		}
	}
	load_all(r);
	if (!r->again)
		load_newer(r);
	if (foreign && r->answer->objects == 0)
		blocked(r, "machine", foreign->path, "build it for the image's machine",
			"is for %s; the image is for %s", foreign->machine, r->machine);
	else if (foreign)
		note(r, "%zu %s for another machine, as %s (%s)", foreigners,
		     foreigners == 1 ? "file is" : "files are", foreign->path, foreign->machine);
	if (excepted)
		note(r, "%zu %s left out as you asked", excepted,
		     excepted == 1 ? "file is" : "files are");
}
