/* SPDX-License-Identifier: MIT */
/*
 * Packages that cannot stand one another: by what they declare, or by the files they own.
 *
 * Of an image: those that are installed.  Of a product: its packages with one another and with
 * those of the image that they do not replace.
 */
#include <stdio.h>

#include "judge/dependency.h"
#include "judge/file_conflicts.h"
#include "judge/image.h"
#include "judge/parts.h"
#include "model/kind.h"

struct conflicts_args {
	const char *what;
	struct text_list except;
	struct text_list packages;
	int unowned;
};

static const char *const what_words[] = { "declared", "files", NULL };

#define AT(member, T) .offset = FIELD_OF(struct conflicts_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of paths, or of what is declared, that are not judged" },
	{ .key = "packages", .type = FIELD_LIST, AT(packages, struct text_list),
	  .help = "globs of nevras: one of the two has to be of them", .fallback = "*" },
	{ .key = "unowned", .type = FIELD_BOOL, AT(unowned, int),
	  .help = "false: a product may overwrite files that no package owns", .fallback = "true" },
	{ .key = "what", .type = FIELD_WORD, AT(what, const char *), .words = what_words,
	  .help = "declared: Conflicts and Obsoletes; files: paths that two packages own", .required = true },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct conflicts_args *args;
	struct conflict_sets sets;
	struct text_list stay; /* nevras of installed packages beside a product that do not go */
	struct arena arena;
	struct findings *out;
	size_t looked_at;
};

struct declaration {
	const char *nevra;
	const char *name;
	struct evr_range range;
	const char *text; /* "foo < 2" */
	const char *verb;
};

static bool judged(const struct judging *j, const char *one, const char *two)
{
	return image_matches(&j->args->packages, one) || image_matches(&j->args->packages, two);
}

static void tell(const struct judging *j, const struct declaration *d, const char *other)
{
	if (!streq(d->nevra, other) && !text_list_has(&j->sets.gone, other) &&
	    judged(j, d->nevra, other))
		finding_fail(j->out, d->nevra, "goes with the others", "%s %s, which is %s",
			     d->verb, d->text, other);
}

/* Packages of `ev` that provide what is conflicted with. */
static void find_providers(const struct judging *j, struct evidence *ev,
			   const struct declaration *d)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT DISTINCT nevra, flags, version FROM package_dep "
				      "WHERE name = ?1 AND kind = 'provides' ORDER BY nevra",
				      1, &d->name);

	while (cursor_next(&c)) {
		struct evr_range has = { .evr = cursor_text(&c, 2) };

		if (!evr_flags(cursor_text(&c, 1), &has.flags))
			finding_error(j->out, "%s: cannot read the flags '%s'", cursor_text(&c, 0),
				      cursor_text(&c, 1));
		else if (evr_overlap(has, d->range))
			tell(j, d, cursor_text(&c, 0));
	}
}

/* Packages that own the path that is conflicted with. */
static void find_owners(const struct judging *j, struct evidence *ev, const struct declaration *d)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT DISTINCT nevra FROM package_file WHERE path = ?1 "
				      "ORDER BY nevra",
				      1, &d->name);

	while (cursor_next(&c))
		tell(j, d, cursor_text(&c, 0));
}

/* Packages of that name: Obsoletes heed no Provides (rpm, lib/depends.cc). */
static void find_named(const struct judging *j, struct evidence *ev, const struct declaration *d)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT nevra, ifnull(epoch, 0), version, release FROM "
				      "package WHERE name = ?1 ORDER BY nevra",
				      1, &d->name);
	AUTO(buf) struct buf evr = BUF_INIT(BUF_LINE);

	while (cursor_next(&c)) {
		buf_clear(&evr);
		buf_addf(&evr, "%s:%s-%s", cursor_text(&c, 1), cursor_text(&c, 2),
			 cursor_text(&c, 3));
		if (evr_overlap((struct evr_range){ EVR_EQUAL, buf_str(&evr) }, d->range))
			tell(j, d, cursor_text(&c, 0));
	}
}

static void judge_rich(const struct judging *j, const struct declaration *d)
{
	struct package_set sets[2];
	size_t n = 0;

	if (j->sets.installed)
		sets[n++] = (struct package_set){ j->sets.installed,
						  j->sets.product ? &j->stay : NULL };
	if (j->sets.product)
		sets[n++] = (struct package_set){ j->sets.product, NULL };
	switch (dependency_met_by(sets, n, d->name, "", "")) {
	case DEPENDENCY_MET:
		if (judged(j, d->nevra, d->nevra))
			finding_fail(j->out, d->nevra, "goes with the others",
				     "%s %s, which is there", d->verb, d->text);
		break;
	case DEPENDENCY_UNREADABLE:
		finding_error(j->out, "%s: cannot read the dependency %s", d->nevra, d->text);
		break;
	case DEPENDENCY_NOT_MET:
		break;
	}
}

static void judge_declaration(const struct judging *j, const struct declaration *d, bool obsoletes,
			      bool product)
{
	struct evidence *const sets[] = { j->sets.installed, j->sets.product };

	if (*d->name == '(') {
		judge_rich(j, d);
		return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(sets); i++) {
		/* of two that are installed already, the product is not to be blamed */
		if (!sets[i] || (j->sets.product && !product && sets[i] == j->sets.installed))
			continue;
		if (obsoletes)
			find_named(j, sets[i], d);
		else
			find_providers(j, sets[i], d);
		if (!obsoletes && *d->name == '/')
			find_owners(j, sets[i], d);
	}
}

static void judge_declared_of(struct judging *j, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT d.nevra, d.kind, d.name, d.flags, d.version, p.name FROM package_dep d "
		"JOIN package p ON p.nevra = d.nevra WHERE d.kind IN ('conflicts', 'obsoletes') "
		"ORDER BY d.nevra, d.kind, d.name, d.flags, d.version",
		0, NULL);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	while (cursor_next(&c)) {
		bool obsoletes = streq(cursor_text(&c, 1), "obsoletes");
		struct declaration d = { .nevra = cursor_text(&c, 0),
					 .name = cursor_text(&c, 2),
					 .range = { .evr = cursor_text(&c, 4) },
					 .verb = cursor_text(&c, 1) };

		buf_clear(&text);
		buf_add(&text, d.name);
		if (*cursor_text(&c, 3))
			buf_addf(&text, " %s %s", cursor_text(&c, 3), d.range.evr);
		d.text = buf_str(&text);
		if (text_list_has(&j->sets.gone, d.nevra) ||
		    image_matches(&j->args->except, d.text) ||
		    (obsoletes && streq(d.name, cursor_text(&c, 5)))) /* nobody obsoletes itself */
			continue;
		j->looked_at++;
		if (*d.name != '(' && !evr_flags(cursor_text(&c, 3), &d.range.flags))
			finding_error(j->out, "%s: cannot read the dependency %s", d.nevra, d.text);
		else
			judge_declaration(j, &d, obsoletes, ev == j->sets.product);
	}
}

static bool is_gone(const struct judging *j, const struct cursor *c)
{
	AUTO(cursor)
	struct cursor o = cursor_open(j->sets.product,
				      "SELECT flags, version FROM package_dep WHERE name = ?1 AND "
				      "kind = 'obsoletes'",
				      1, (const char *[]){ cursor_text(c, 1) });
	AUTO(cursor)
	struct cursor same =
		cursor_open(j->sets.product,
			    "SELECT 1 FROM package WHERE name = ?1 AND (arch = ?2 OR "
			    "arch = 'noarch' OR ?2 = 'noarch')",
			    2, (const char *[]){ cursor_text(c, 1), cursor_text(c, 2) });
	AUTO(buf) struct buf evr = BUF_INIT(BUF_LINE);

	if (cursor_next(&same))
		return true;
	buf_addf(&evr, "%s:%s-%s", cursor_text(c, 3), cursor_text(c, 4), cursor_text(c, 5));
	while (cursor_next(&o)) {
		struct evr_range range = { .evr = cursor_text(&o, 1) };

		if (evr_flags(cursor_text(&o, 0), &range.flags) &&
		    evr_overlap((struct evr_range){ EVR_EQUAL, buf_str(&evr) }, range))
			return true;
	}
	return false;
}

/* Which installed packages make room for the product's: of the same name, or obsoleted. */
static bool find_gone(struct judging *j)
{
	AUTO(cursor) struct cursor c = { 0 };
	const char **gone;
	const char **stay;
	size_t room = 0;

	if (!j->sets.product || !j->sets.installed)
		return true;
	c = cursor_open(j->sets.installed, "SELECT count(*) FROM package", 0, NULL);
	if (cursor_next(&c))
		room = (size_t)cursor_int(&c, 0);
	cursor_release(&c);
	gone = arena_alloc(&j->arena, (room + 1) * sizeof(*gone));
	stay = arena_alloc(&j->arena, (room + 1) * sizeof(*stay));
	if (!gone || !stay)
		return false;
	j->sets.gone.items = gone;
	j->stay.items = stay;
	c = cursor_open(j->sets.installed,
			"SELECT nevra, name, arch, ifnull(epoch, 0), version, release FROM package "
			"ORDER BY nevra",
			0, NULL);
	while (cursor_next(&c) && j->sets.gone.count + j->stay.count < room) {
		const char *nevra = arena_strdup(&j->arena, cursor_text(&c, 0));

		if (!nevra)
			return false;
		if (is_gone(j, &c))
			gone[j->sets.gone.count++] = nevra;
		else
			stay[j->stay.count++] = nevra;
	}
	return true;
}

static void judge(struct judging *j, bool repositories)
{
	if (streq(j->args->what, "files")) {
		file_conflicts(&j->sets, j->args->unowned != 0, j->out);
		if (j->sets.product && repositories)
			finding_unchecked(
				j->out, "repositories",
				"files of what would come along: metadata has no digests");
		return;
	}
	if (j->sets.installed)
		judge_declared_of(j, j->sets.installed);
	if (j->sets.product)
		judge_declared_of(j, j->sets.product);
	finding_pass(j->out, j->sets.product ? "product" : "image",
		     "%zu declarations of Conflicts and Obsoletes looked at", j->looked_at);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct judging j = { .args = args, .out = out };
	struct supply s = SUPPLY_INIT;
	struct evidence *image = evidence_image(ev);

	supply_cast(&s, ev);
	j.sets.installed = s.installed;
	j.sets.product = s.product;
	j.sets.paths = &j.args->except;
	j.sets.packages = &j.args->packages;
	if (!parts_ready(ev, EVIDENCE(PACKAGES), out) ||
	    (image && !parts_ready(image, EVIDENCE(PACKAGES), out)))
		return;
	if (find_gone(&j))
		judge(&j, s.repositories_count != 0);
	else
		finding_error(out, "no memory for the packages that go");
	/* what the product's own packages do to one another is known without */
	if (j.sets.product && !j.sets.installed && out->outcome != OUTCOME_FAIL)
		finding_lacks(out, AGAINST_IMAGE,
			      "no image was given to judge the product on: --image");
	arena_release(&j.arena);
}

const struct check_kind check_conflicts = {
	.name = "conflicts",
	.summary = "Packages go together: nothing they declare, and no file they own, forbids it",
	.example = "{what: files, except: [/usr/lib/.build-id/*]}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct conflicts_args),
	.fields = fields,
	.evaluate = evaluate,
};
