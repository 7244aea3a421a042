/* SPDX-License-Identifier: MIT */
/* Packages of repositories: which would meet a need, and what they bring along. */
#include "judge/abi/readiness.h"

#include "judge/evr.h"

/* clang-format off */
#define PACKAGES_WITH "SELECT p.nevra, p.arch, p.epoch, p.version, p.release FROM package p JOIN "
static const char by_provides[] =
	PACKAGES_WITH "package_dep d ON d.nevra = p.nevra "
	"WHERE d.kind = 'provides' AND d.name = ?1 ORDER BY p.nevra";
static const char by_file[] =
	PACKAGES_WITH "package_file f ON f.nevra = p.nevra WHERE f.path IN (?1, ?2) ORDER BY p.nevra";
static const char provides_evr[] =
	"SELECT flags, version FROM package_dep WHERE kind = 'provides' AND nevra = ?1 AND name = ?2";
/* clang-format on */

struct candidate {
	struct buf nevra;
	struct buf evr;
	size_t repository;
	bool taken; /* one that would do is chosen already */
};

bool arch_fits(const struct readiness *r, const char *arch)
{
	if (streq(arch, "noarch") || !*arch || !r->machine) /* a key (gpg-pubkey) has none */
		return true;
	if (streq(r->machine, "x86_64"))
		return starts_with(arch, "x86_64") ||
		       (strlen(arch) == 4 && *arch == 'i' && streq(arch + 2, "86"));
	return streq(arch, r->machine);
}

static bool is_chosen(const struct readiness *r, const char *nevra)
{
	for (size_t i = 0; i < r->answer->packages_count; i++)
		if (streq(r->answer->packages[i].nevra, nevra))
			return true;
	return false;
}

/* A library of a class comes in a package of that class; others are for any. */
static bool class_fits(const struct object *like, const char *arch)
{
	bool small = *arch == 'i' && ends_with(arch, "86");

	return !like || streq(arch, "noarch") || small == (like->class == 32);
}

/* The newest package wins; of two that are equally new, the first by name. */
static void consider(const struct readiness *r, struct candidate *best, size_t repository,
		     const struct cursor *c, const struct object *like)
{
	const char *nevra = cursor_text(c, 0);
	bool newer;

	if (!arch_fits(r, cursor_text(c, 1)) || !class_fits(like, cursor_text(c, 1)))
		return;
	if (is_chosen(r, nevra)) {
		best->taken = true;
		return;
	}
	newer = best->nevra.len == 0 || evr_compare(cursor_int(c, 2), cursor_text(c, 3),
						    cursor_text(c, 4), buf_str(&best->evr)) > 0;
	if (!newer)
		return;
	buf_clear(&best->nevra);
	buf_add(&best->nevra, nevra);
	buf_clear(&best->evr);
	buf_addf(&best->evr, "%lld:%s-%s", (long long)cursor_int(c, 2), cursor_text(c, 3),
		 cursor_text(c, 4));
	best->repository = repository;
}

static bool take(struct readiness *r, struct candidate *best, const char *why)
{
	struct ready_answer *a = r->answer;
	bool took = !best->taken && best->nevra.len && a->packages_count < READY_PACKAGES_MAX;

	if (took) {
		r->chosen_of[a->packages_count] = best->repository;
		a->packages[a->packages_count++] =
			(struct ready_package){ keep(r, buf_str(&best->nevra)), keep(r, why) };
		r->again = true;
	}
	/* chosen in this very round: what it brings shows in the next one */
	took |= best->taken && r->again;
	buf_release(&best->nevra);
	buf_release(&best->evr);
	return took;
}

static bool choose(struct readiness *r, const char *sql, const char *first, const char *second,
		   const struct object *like, const char *why)
{
	struct candidate best = { BUF_INIT(BUF_LINE), BUF_INIT(BUF_LINE), 0, false };

	for (size_t i = 0; i < r->q->repositories_count; i++) {
		AUTO(cursor)
		struct cursor c = cursor_open(r->q->repositories[i], sql, second ? 2 : 1,
					      (const char *[]){ first, second });

		while (cursor_next(&c))
			consider(r, &best, i, &c, like);
	}
	return take(r, &best, why);
}

bool choose_library(struct readiness *r, const char *soname, const struct object *like)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);

	if (strchr(soname, '/'))
		return choose_file(r, soname);
	buf_addf(&name, "%s%s", soname, like->class == 64 ? "()(64bit)" : "");
	return choose(r, by_provides, buf_str(&name), NULL, like, soname);
}

/* Merged or not, /bin/sh and /usr/bin/sh are one file. */
bool choose_file(struct readiness *r, const char *path)
{
	AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);

	buf_addf(&other, "%s%s", starts_with(path, "/usr/") ? "" : "/usr",
		 starts_with(path, "/usr/") ? path + 4 : path);
	return choose(r, by_file, path, buf_str(&other), NULL, path) ||
	       choose(r, by_provides, path, NULL, NULL, path);
}

static bool provides(struct evidence *ev, const char *nevra, const char *name,
		     struct evr_range range)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, provides_evr, 2, (const char *[]){ nevra, name });

	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, 1) };

		if (evr_flags(cursor_text(&c, 0), &has.flags) && evr_overlap(has, range))
			return true;
	}
	return false;
}

bool choose_dependency(struct readiness *r, const char *name, const char *flags,
		       const char *version)
{
	struct candidate best = { BUF_INIT(BUF_LINE), BUF_INIT(BUF_LINE), 0, false };
	struct evr_range range = { .evr = version };

	if (*name == '(' || !evr_flags(flags, &range.flags))
		return false; /* several ways to meet it: a person's choice */
	for (size_t i = 0; i < r->q->repositories_count; i++) {
		AUTO(cursor)
		struct cursor c = cursor_open(r->q->repositories[i], by_provides, 1,
					      (const char *[]){ name });

		while (cursor_next(&c))
			if (provides(r->q->repositories[i], cursor_text(&c, 0), name, range))
				consider(r, &best, i, &c, NULL);
	}
	return take(r, &best, name) || (*name == '/' && choose_file(r, name));
}

static const struct world *repository_world(struct readiness *r, size_t i)
{
	if (!r->repository_made[i]) {
		world_init(&r->repositories[i], &r->names);
		r->repository_made[i] = true;
		if (!world_add(&r->repositories[i], r->q->repositories[i], NULL))
			return NULL;
	}
	return &r->repositories[i];
}

/* Under the name the package has it by, links too: libfoo.so.1 is what ld.so looks for. */
/* Which of the contents is the package's is not in the evidence. */
static bool stands_twice(struct evidence *ev, const char *path)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT 1 FROM elf WHERE path = ?1 LIMIT 1 OFFSET 1", 1,
				      (const char *[]){ path });

	return cursor_next(&c);
}

static bool lay_package(struct readiness *r, size_t repository, const char *nevra)
{
	const struct world *from = repository_world(r, repository);
	AUTO(cursor) struct cursor c = { 0 };

	if (!from)
		return false;
	c = cursor_open(r->q->repositories[repository],
			"SELECT path FROM package_file WHERE nevra = ?1 ORDER BY path", 1,
			(const char *[]){ nevra });
	while (cursor_next(&c)) {
		const struct object *b = world_at(from, cursor_text(&c, 0));
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		struct object copy;

		if (!b || !world_real_path(&r->world, cursor_text(&c, 0), &path))
			continue;
		if (stands_twice(r->q->repositories[repository], b->path))
			r->mixed = b->path;
		copy = *b;
		copy.path = arena_strdup(&r->world.arena, buf_str(&path));
		copy.layer = r->layers;
		if (!copy.path || !world_put(&r->world, &copy))
			return false;
	}
	return true;
}

bool lay_packages(struct readiness *r)
{
	for (size_t i = 0; i < r->answer->packages_count; i++)
		if (!lay_package(r, r->chosen_of[i], r->answer->packages[i].nevra))
			return false;
	return true;
}
