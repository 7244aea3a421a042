/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdio.h>

#include "base/textmap.h"
#include "judge/deviating.h"
#include "judge/deviating_packages.h"
#include "judge/dist.h"

const char *const deviation_words[] = {
	[DEVIATION_SAME] = "same",
	[DEVIATION_ABSENT] = "absent",
	[DEVIATION_ONLY] = "only",
	[DEVIATION_RENAMED] = "renamed",
	[DEVIATION_VERSION_OLDER] = "version-older",
	[DEVIATION_VERSION_NEWER] = "version-newer",
	[DEVIATION_AHEAD] = "ahead",
	[DEVIATION_BEHIND] = "behind",
	[DEVIATION_RELEASE_RESET] = "release-reset",
	[DEVIATION_FOREIGN] = "foreign",
	[DEVIATION_REPLACED] = "replaced",
	NULL,
};

struct comparing {
	const struct deviating *how;
	struct evidence *evidence; /* of the candidate */
	struct named_packages candidate;
	struct named_packages reference;
	struct textmap renamed; /* old name -> where the new ones begin in how->renamed */
	struct deviating_tally *tally;
	struct buf declared; /* of the difference at hand */
	struct buf note;
	struct error *err;
	bool no_memory;
};

static bool is_compared(const struct comparing *c, const char *name)
{
	const struct text_list *lists[] = { &c->how->except, &c->how->packages };

	for (size_t l = 0; l < ARRAY_SIZE(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++)
			if (str_glob(lists[l]->items[i], name))
				return l == 1;
	return c->how->packages.count == 0;
}

static const char *component_of(const struct comparing *c, const struct named_package *p)
{
	const struct declared_package *listed;

	if (*p->source)
		return deviations_component(c->how->declared, p->source);
	listed = deviations_package(c->how->declared, p->name);
	return listed ? deviations_component(c->how->declared, listed->source) : NULL;
}

/* Of the two sides one may be NULL.  It is declared when c->declared says by what. */
static void tell(struct comparing *c, enum deviation class, const struct named_package *candidate,
		 const struct named_package *reference)
{
	const struct named_package *one = reference ? reference : candidate;
	const char *component = component_of(c, candidate ? candidate : reference);
	bool declared = c->declared.len > 0;
	const struct difference d = {
		.class = class,
		.package = one->name,
		.candidate = candidate ? candidate->evr : "",
		.reference = reference ? reference->evr : "",
		.component = component ? component : "",
		.declared = declared ? buf_str(&c->declared) : NULL,
		.note = declared ? "" : buf_str(&c->note),
	};

	c->no_memory |= c->declared.failed || c->note.failed;
	(declared ? c->tally->declared : c->tally->undeclared)[class]++;
	if (class != DEVIATION_SAME)
		c->how->tell(c->how->arg, &d);
	buf_clear(&c->declared);
	buf_clear(&c->note);
}

static void add_listed(const struct declared_package *listed, struct buf *out)
{
	buf_addf(out, "published in channel %s (%s", *listed->channel ? listed->channel : "(none)",
		 listed->file);
	if (listed->line)
		buf_addf(out, ":%u", listed->line);
	buf_addc(out, ')');
}

static bool is_expected_channel(const struct comparing *c, const char *channel)
{
	return c->how->channels.count ? text_list_has(&c->how->channels, channel)
				      : streq(channel, "rpm-base");
}

/* Nothing of the component explains it. */
static void note_component(struct comparing *c, const char *component,
			   const struct named_package *p)
{
	if (component)
		buf_addf(&c->note, "nothing is declared of component %s that would", component);
	else if (*p->source)
		buf_addf(&c->note, "there is no component %s", p->source);
	else
		buf_add(&c->note, "its source package is not known");
}

static void judge_absent(struct comparing *c, struct named_package *r)
{
	const struct deviations *d = c->how->declared;
	const struct declared_package *listed = deviations_package(d, r->name);
	const char *component = component_of(c, r);

	if (deviations_say_removed(d, component, r->name, &c->declared)) {
		/* said */
	} else if (listed && c->how->available && is_expected_channel(c, listed->channel)) {
		add_listed(listed, &c->note);
		buf_add(&c->note, ", and in no repository that was given");
	} else if (listed) {
		add_listed(listed, &c->declared);
	} else if (!component && *r->source) {
		buf_addf(&c->declared, "removed: the distribution has no component %s", r->source);
	} else if (c->how->strict ||
		   !deviations_say(d, component, DECLARED_CONTENT, &c->declared)) {
		note_component(c, component, r);
	}
	tell(c, DEVIATION_ABSENT, NULL, r);
}

static void judge_only(struct comparing *c, struct named_package *n)
{
	const struct deviations *d = c->how->declared;
	const struct declared_package *listed = deviations_package(d, n->name);
	const char *component = component_of(c, n);

	if (listed)
		add_listed(listed, &c->declared);
	else if (c->how->strict || !deviations_say(d, component, DECLARED_CONTENT, &c->declared))
		note_component(c, component, n);
	tell(c, DEVIATION_ONLY, n, NULL);
}

/* Dependencies of the candidate on a package that name a release. */
static size_t dependencies_on(struct comparing *c, const char *name, struct arena *arena,
			      struct dist_dependency *out, size_t max)
{
	size_t n = 0;

	AUTO(cursor)
	struct cursor rows =
		cursor_open(c->evidence,
			    "SELECT kind, flags, version FROM package_dep WHERE name = ?1 "
			    "AND kind IN ('requires', 'conflicts', 'obsoletes') "
			    "AND version LIKE '%-%' ORDER BY kind, flags, version",
			    1, (const char *[]){ name });
	while (n < max && cursor_next(&rows)) {
		struct evr_range range = { 0 };

		if (!evr_flags(cursor_text(&rows, 1), &range.flags))
			continue;
		range.evr = arena_strdup(arena, cursor_text(&rows, 2));
		if (!range.evr)
			break;
		out[n].forbids = !streq(cursor_text(&rows, 0), "requires");
		out[n++].range = range;
	}
	return n;
}

static enum deviation class_of(struct comparing *c, const struct named_package *n,
			       const struct named_package *r)
{
	static const enum deviation classes[] = {
		[DIST_SAME] = DEVIATION_SAME,
		[DIST_AHEAD] = DEVIATION_AHEAD,
		[DIST_BEHIND] = DEVIATION_BEHIND,
		[DIST_RELEASE_RESET] = DEVIATION_RELEASE_RESET,
		[DIST_VERSION_NEWER] = DEVIATION_VERSION_NEWER,
		[DIST_VERSION_OLDER] = DEVIATION_VERSION_OLDER,
	};
	struct dist_dependency dependencies[64];
	AUTO(arena) struct arena arena = { 0 };
	enum dist_class class = dist_compare(n->evr, r->evr, NULL, 0);

	if (class == DIST_BEHIND && !c->how->available) {
		size_t count =
			dependencies_on(c, n->name, &arena, dependencies, ARRAY_SIZE(dependencies));

		class = dist_compare(n->evr, r->evr, dependencies, count);
	}
	return classes[class];
}

static void say_difference(struct comparing *c, enum deviation class, const char *component)
{
	const struct deviations *d = c->how->declared;
	bool version = class == DEVIATION_VERSION_OLDER || class == DEVIATION_VERSION_NEWER;
	bool older = class == DEVIATION_VERSION_OLDER || class == DEVIATION_BEHIND;

	if (class == DEVIATION_SAME)
		return;
	if (deviations_say(d, component, version ? DECLARED_VERSION : DECLARED_RELEASE,
			   &c->declared))
		return;
	/* What is changed is built anew, and its release is counted up. */
	if (class == DEVIATION_AHEAD && !c->how->strict &&
	    deviations_say(d, component, DECLARED_CONTENT, &c->declared))
		return;
	if (component && older && c->how->after_snapshot)
		deviations_say_age(d, component, &c->declared);
}

/* ".fc43" and the like in a release: a build of Fedora's. */
static bool is_fedora(const char *release)
{
	for (const char *s = release; (s = strstr(s, ".fc")) != NULL; s += 3)
		if (isdigit((unsigned char)s[3]))
			return true;
	return false;
}

static void judge_pair(struct comparing *c, struct named_package *n, struct named_package *r)
{
	const char *component = component_of(c, n);
	enum deviation class;

	n->met = true;
	if (is_fedora(n->release)) {
		buf_add(&c->note, "a build of Fedora's has its place");
		tell(c, DEVIATION_FOREIGN, n, r);
		return;
	}
	class = class_of(c, n, r);
	say_difference(c, class, component);
	if (class != DEVIATION_SAME && !c->declared.len)
		note_component(c, component, n);
	tell(c, class, n, r);
	if (c->how->replaced && dist_replaces(n->evr, r->evr)) {
		buf_add(&c->note, "were both to be had, dnf would take Fedora's");
		tell(c, DEVIATION_REPLACED, n, r);
	}
}

/* The old names of the table: a line without a tab is none. */
static int load_renamed(struct comparing *c)
{
	const char *text = c->how->renamed;
	const char *line;
	size_t len;
	int ret = 0;

	while (!ret && text && str_line(&text, &line, &len)) {
		const char *tab = memchr(line, '\t', len);
		AUTO_FREE char *old =
			tab && *line != '#' ? strndup(line, (size_t)(tab - line)) : NULL;

		if (old)
			ret = textmap_set(&c->renamed, old, tab + 1 - c->how->renamed, c->err);
	}
	return ret;
}

/* The candidate's package that has the place of Fedora's under another name: the first that is
 * there. */
static struct named_package *renamed_of(struct comparing *c, const char *name)
{
	const struct textmap_entry *e = textmap_get(&c->renamed, name);
	const char *names = e ? c->how->renamed + e->value : NULL;
	struct named_package *found = NULL;

	while (names && !found && *names && !strchr("\t\n", *names)) {
		size_t len = strcspn(names, " \t\n");
		AUTO_FREE char *one = strndup(names, len);

		c->no_memory |= !one;
		found = one ? named_packages_find(&c->candidate, one) : NULL;
		names += len + strspn(names + len, " ");
	}
	return found;
}

static void compare_all(struct comparing *c)
{
	for (size_t i = 0; i < c->reference.count; i++) {
		struct named_package *r = &c->reference.items[i];
		struct named_package *n = named_packages_find(&c->candidate, r->name);

		if (!is_compared(c, r->name)) {
			if (n)
				n->met = true;
			continue;
		}
		c->tally->reference++;
		if (n) {
			judge_pair(c, n, r);
			continue;
		}
		n = renamed_of(c, r->name);
		if (!n) {
			judge_absent(c, r);
			continue;
		}
		n->met = true;
		buf_addf(&c->declared, "%s has its place", n->name);
		tell(c, DEVIATION_RENAMED, n, r);
	}
	for (size_t i = 0; i < c->candidate.count; i++) {
		struct named_package *n = &c->candidate.items[i];

		if (!is_compared(c, n->name))
			continue;
		c->tally->candidate++;
		if (n->met)
			continue;
		if (is_fedora(n->release)) {
			buf_add(&c->note, "a build of Fedora's");
			tell(c, DEVIATION_FOREIGN, n, NULL);
			continue;
		}
		judge_only(c, n);
	}
}

static bool has_part(struct evidence *ev, enum part part)
{
	return evidence_complete(ev) & PART_BIT(part);
}

/* What the candidate has: installed, or in its repositories. */
static int load_candidate(struct comparing *c)
{
	struct evidence *ev = c->evidence;
	struct evidence *repository;
	bool found = false;
	int ret = 0;

	if (!c->how->available)
		return has_part(ev, PART_PACKAGES)
			       ? named_packages_add(&c->candidate, ev, false, c->err)
			       : error_set(c->err, ENODATA, "its packages were not collected");
	if (has_part(ev, PART_REPOSITORY)) {
		found = true;
		ret = named_packages_add(&c->candidate, ev, true, c->err);
	}
	for (size_t i = 0; !ret && (repository = evidence_repository(ev, i)) != NULL; i++) {
		if (!has_part(repository, PART_REPOSITORY))
			return error_set(c->err, ENODATA, "a repository was not collected whole");
		found = true;
		ret = named_packages_add(&c->candidate, repository, true, c->err);
	}
	if (!ret && !found)
		ret = error_set(c->err, ENODATA, "no repository was given: --repository");
	return ret;
}

static int load_reference(struct comparing *c, struct evidence *reference)
{
	if (has_part(reference, PART_REPOSITORY))
		return named_packages_add(&c->reference, reference, true, c->err);
	if (has_part(reference, PART_PACKAGES))
		return named_packages_add(&c->reference, reference, false, c->err);
	return error_set(c->err, ENODATA, "packages of the reference were not collected");
}

int deviating_compare(const struct deviating *how, struct evidence *candidate,
		      struct evidence *reference, struct deviating_tally *tally, struct error *err)
{
	struct comparing c = {
		.how = how,
		.evidence = candidate,
		.tally = tally,
		.declared = BUF_INIT(BUF_LINE),
		.note = BUF_INIT(BUF_LINE),
		.err = err,
	};
	int ret;

	*tally = (struct deviating_tally){ 0 };
	ret = load_candidate(&c);
	if (!ret)
		ret = load_reference(&c, reference);
	if (!ret)
		ret = load_renamed(&c);
	if (!ret) {
		named_packages_sort(&c.candidate);
		named_packages_sort(&c.reference);
		compare_all(&c);
		if (c.no_memory)
			ret = error_memory(err);
		else if (evidence_failed(candidate))
			ret = error_set(err, EIO, "%s", evidence_why(candidate));
	}
	named_packages_release(&c.candidate);
	named_packages_release(&c.reference);
	textmap_release(&c.renamed);
	buf_release(&c.declared);
	buf_release(&c.note);
	return ret;
}
