/* SPDX-License-Identifier: MIT */
/* What packages say themselves: those of the product, and those that would be installed for it. */
#include "judge/abi/readiness.h"

enum { SETS_MAX = 64 };

struct installed { /* as if everything that was laid over the image were installed */
	struct package_set sets[SETS_MAX];
	size_t count;
	const char *names[READY_PACKAGES_MAX]; /* of the repositories' */
	struct text_list lists[SETS_MAX];
};

static void add_set(struct installed *all, struct evidence *ev, const struct text_list *only)
{
	if (all->count < SETS_MAX)
		all->sets[all->count++] = (struct package_set){ ev, only };
}

/* The image comes first: paths follow its links. */
static void find_installed(const struct readiness *r, struct installed *all)
{
	const struct ready_answer *a = r->answer;
	size_t n = 0;

	add_set(all, r->q->image, NULL);
	for (size_t i = 0; i < r->q->products_count; i++)
		add_set(all, r->q->products[i].ev, NULL);
	for (size_t i = 0; i < r->q->repositories_count && i < SETS_MAX; i++) {
		size_t first = n;

		for (size_t k = 0; k < a->packages_count; k++)
			if (r->chosen_of[k] == i)
				all->names[n++] = a->packages[k].nevra;
		all->lists[i] = (struct text_list){ all->names + first, n - first };
		if (n > first)
			add_set(all, r->q->repositories[i], &all->lists[i]);
	}
}

static void judge_require(struct readiness *r, const struct installed *all, const char *nevra,
			  const struct cursor *c)
{
	const char *name = cursor_text(c, 0);
	const char *flags = cursor_text(c, 1);
	const char *version = cursor_text(c, 2);
	const char *blank = *flags ? " " : "";
	AUTO(buf) struct buf remedy = BUF_INIT(BUF_LINE);

	switch (dependency_met_by(all->sets, all->count, name, flags, version)) {
	case DEPENDENCY_MET:
		return;
	case DEPENDENCY_UNREADABLE:
		undecided(r, "requires", nevra, "requires %s%s%s%s%s, which cannot be read", name,
			  blank, flags, blank, version);
		return;
	case DEPENDENCY_NOT_MET:
		break;
	}
	if (choose_dependency(r, name, flags, version))
		return;
	if (starts_with(name, "rpmlib("))
		buf_add(&remedy, "build it with the rpm of the image's release");
	else
		buf_addf(&remedy, "name a repository that has it: --with; or: dnf install '%s'",
			 name);
	blocked(r, "requires", nevra, buf_str(&remedy),
		"requires %s%s%s%s%s, which no package provides", name, blank, flags, blank,
		version);
}

static void judge_requires(struct readiness *r, const struct installed *all, struct evidence *ev,
			   const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT DISTINCT name, flags, version FROM package_dep WHERE "
				      "nevra = ?1 AND kind = 'requires' ORDER BY 1, 2, 3",
				      1, (const char *[]){ nevra });

	while (cursor_next(&c))
		judge_require(r, all, nevra, &c);
}

static void judge_conflicts(struct readiness *r, struct evidence *ev, const char *nevra)
{
	const struct package_set image = { r->q->image, NULL };
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT DISTINCT name, flags, version FROM package_dep WHERE "
				      "nevra = ?1 AND kind = 'conflicts' ORDER BY 1, 2, 3",
				      1, (const char *[]){ nevra });

	while (cursor_next(&c)) {
		enum dependency there = dependency_met_by(&image, 1, cursor_text(&c, 0),
							  cursor_text(&c, 1), cursor_text(&c, 2));

		if (there == DEPENDENCY_MET)
			blocked(r, "conflicts", nevra, "remove the other package first",
				"conflicts with %s, which the image has", cursor_text(&c, 0));
	}
}

/* Lua is in rpm itself. */
static void judge_scriptlets(struct readiness *r, struct evidence *ev, const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT interpreter, min(kind) FROM package_script WHERE nevra = ?1 AND "
		"interpreter NOT LIKE '<lua>%' AND interpreter <> '' GROUP BY interpreter",
		1, (const char *[]){ nevra });

	while (cursor_next(&c)) {
		AUTO(buf) struct buf what = BUF_INIT(BUF_LINE);

		buf_addf(&what, "its scriptlet %s is run by", cursor_text(&c, 1));
		judge_interpreter(r, cursor_text(&c, 0), nevra, buf_str(&what));
	}
}

static void judge_package(struct readiness *r, const struct installed *all, struct evidence *ev,
			  const char *nevra, const char *arch)
{
	if (!arch_fits(r, arch))
		blocked(r, "arch", nevra, "build it for the image's machine",
			"is for %s; the image is for %s", arch, r->machine);
	judge_requires(r, all, ev, nevra);
	judge_conflicts(r, ev, nevra);
	judge_scriptlets(r, ev, nevra);
}

void judge_packages(struct readiness *r)
{
	struct evidence *product = product_of(r)->ev;
	struct installed all = { .count = 0 };
	size_t count = r->answer->packages_count; /* those of this round */
	bool known = evidence_complete(r->q->image) & EVIDENCE(PACKAGES);
	bool any = false;

	find_installed(r, &all);
	AUTO(cursor)
	struct cursor c =
		cursor_open(product, "SELECT nevra, arch FROM package ORDER BY nevra", 0, NULL);

	while (cursor_next(&c)) {
		any = true;
		if (known)
			judge_package(r, &all, product, cursor_text(&c, 0), cursor_text(&c, 1));
	}
	for (size_t i = 0; i < count && known; i++)
		judge_package(r, &all, r->q->repositories[r->chosen_of[i]],
			      r->answer->packages[i].nevra, "noarch");
	if (!known && (any || count))
		undecided(r, "evidence", "the image",
			  "its packages were not collected, so that nothing is known of what "
			  "packages require");
}
