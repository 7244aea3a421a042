/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/doc.h"
#include "base/str.h"
#include "base/textmap.h"
#include "model/deviations.h"

struct deviations {
	struct doc *doc;
	const struct doc *components; /* of which something is declared */
	struct textmap names;	      /* component or upstream name -> index of `known` */
	const char **known;	      /* component names */
	size_t known_count;
	struct textmap index; /* package -> index of `packages` */
	struct declared_package *packages;
	size_t packages_count;
};

void deviations_free(struct deviations *d)
{
	if (!d)
		return;
	textmap_release(&d->names);
	textmap_release(&d->index);
	free(d->known);
	free(d->packages);
	doc_free(d->doc);
	free(d);
}

/* doc_each() with a way to fail. */
struct filling {
	struct deviations *d;
	const char *name; /* of the data file */
	const char *source;
	const struct doc *lines;      /* of the packages of the source */
	struct declared_package list; /* what the packages of a list share */
	struct error *err;
	int ret;
};

static void *room(void *items, size_t count, size_t size)
{
	return count & (count - 1) ? items : realloc(items, (count ? count * 2 : 1) * size);
}

static void add_component(const char *key, struct filling *f)
{
	struct deviations *d = f->d;
	const char **grown = room(d->known, d->known_count, sizeof(*grown));

	if (!grown) {
		f->ret = error_memory(f->err);
		return;
	}
	d->known = grown;
	d->known[d->known_count] = key;
	f->ret = textmap_set(&d->names, key, (int64_t)d->known_count++, f->err);
}

static void fill_imported(const char *key, const struct doc *value, void *arg)
{
	struct filling *f = arg;

	(void)value;
	if (!f->ret)
		add_component(key, f);
}

static void fill_imports(const char *key, const struct doc *value, void *arg)
{
	(void)key;
	doc_each(value, fill_imported, arg);
}

/* The first that says something of a package counts. */
static void add_package(struct filling *f, const struct declared_package *p)
{
	struct deviations *d = f->d;
	struct declared_package *grown;

	if (f->ret || textmap_get(&d->index, p->name))
		return;
	grown = room(d->packages, d->packages_count, sizeof(*grown));
	if (!grown) {
		f->ret = error_memory(f->err);
		return;
	}
	d->packages = grown;
	d->packages[d->packages_count] = *p;
	f->ret = textmap_set(&d->index, p->name, (int64_t)d->packages_count++, f->err);
}

static void fill_package(const char *key, const struct doc *value, void *arg)
{
	struct filling *f = arg;
	int64_t line = doc_get_int(f->lines, key, 0);
	struct declared_package p = f->list;

	(void)value;
	p.name = key;
	p.source = f->source;
	p.line = line > 0 && line < INT32_MAX ? (unsigned)line : 0;
	add_package(f, &p);
}

/* A component's own word on the channel of one of its packages. */
static void fill_own(const char *key, const struct doc *value, void *arg)
{
	struct filling *f = arg;
	const char *at = doc_get_text(value, "at");
	const char *channel = doc_get_text(value, "channel");

	add_package(f, &(struct declared_package){ .name = key,
						   .source = f->source,
						   .channel = channel ? channel : "",
						   .file = at ? at : "?" });
}

static void fill_component(const char *key, const struct doc *value, void *arg)
{
	struct filling *f = arg;
	const char *upstream = doc_get_text(value, "upstream_name");

	if (f->ret)
		return;
	f->source = key;
	doc_each(doc_get(value, "packages"), fill_own, arg);
	if (!doc_get_text(value, "at")) {
		f->ret = error_input(f->err, "%s: component %s: nothing says where it is declared",
				     f->name, key);
		return;
	}
	add_component(key, f);
	if (!f->ret && upstream && !textmap_get(&f->d->names, upstream))
		f->ret =
			textmap_set(&f->d->names, upstream, (int64_t)f->d->known_count - 1, f->err);
}

static void fill_source(const char *key, const struct doc *value, void *arg)
{
	struct filling *f = arg;

	f->source = key;
	f->lines = value;
	doc_each(value, fill_package, arg);
}

static int fill(struct filling *f)
{
	const struct doc *lists = doc_get(f->d->doc, "lists");

	f->d->components = doc_get(f->d->doc, "components");
	doc_each(doc_get(f->d->doc, "imported"), fill_imports, f);
	doc_each(f->d->components, fill_component, f);
	for (size_t i = 0; !f->ret && i < doc_count(lists); i++) {
		const char *file = doc_get_text(doc_at(lists, i), "file");
		const char *channel = doc_get_text(doc_at(lists, i), "channel");

		if (!file)
			return error_input(f->err, "%s: a list of packages of no file", f->name);
		f->list = (struct declared_package){ .file = file,
						     .channel = channel ? channel : "" };
		doc_each(doc_get(doc_at(lists, i), "packages"), fill_source, f);
	}
	if (!f->ret && f->d->known_count == 0)
		return error_input(f->err, "%s: has no component: nothing would be declared",
				   f->name);
	return f->ret;
}

int deviations_read(const char *text, size_t len, const char *name, struct deviations **out,
		    struct error *err)
{
	AUTO_DEVIATIONS struct deviations *d = calloc(1, sizeof(*d));
	struct filling f = { .d = d, .name = name, .err = err };
	int ret;

	if (!d)
		return error_memory(err);
	ret = doc_parse(text, len, name, &d->doc, err);
	if (ret)
		return ret;
	if (!streq(doc_get_text(d->doc, "schema"), DEVIATIONS_SCHEMA))
		return error_input(err,
				   "%s: is no " DEVIATIONS_SCHEMA
				   " document: azlcts deviations makes one",
				   name);
	ret = fill(&f);
	if (ret)
		return ret;
	*out = TAKE(d);
	return 0;
}

size_t deviations_components(const struct deviations *d)
{
	return d->known_count;
}

const char *deviations_component(const struct deviations *d, const char *source)
{
	const struct textmap_entry *e = textmap_get(&d->names, source);

	return e ? d->known[e->value] : NULL;
}

const struct declared_package *deviations_package(const struct deviations *d, const char *name)
{
	const struct textmap_entry *e = textmap_get(&d->index, name);

	return e ? &d->packages[e->value] : NULL;
}

/* Of a file that somebody wrote by hand any text may be missing. */
static const char *text_of(const struct doc *object, const char *key)
{
	const char *text = doc_get_text(object, key);

	return text ? text : "?";
}

/* `at`: "file:line"; NULL: not said. */
static bool say(struct buf *out, const char *what, const char *detail, const char *at)
{
	buf_addf(out, "%s%s%s (%s)", what, detail ? " " : "", detail ? detail : "", at ? at : "?");
	return true;
}

/* The first overlay that sets one of these tags of the main package. */
static bool say_tag(const struct doc *component, const char *const *tags, struct buf *out)
{
	const struct doc *list = doc_get(component, "overlays");

	for (size_t i = 0; i < doc_count(list); i++) {
		const struct doc *o = doc_at(list, i);
		const char *tag = doc_get_text(o, "tag");

		for (const char *const *t = tags; tag && *t; t++)
			if (strcasecmp(tag, *t) == 0 && !doc_get(o, "package"))
				return say(out, "overlay on the tag", tag, doc_get_text(o, "at"));
	}
	return false;
}

static bool say_version(const struct doc *component, struct buf *out)
{
	static const char *const tags[] = { "Version", "Epoch", NULL };
	const struct doc *row;
	char words[256];

	row = doc_get(component, "pinned");
	if (row) {
		snprintf(words, sizeof(words), "to commit %.12s", text_of(row, "commit"));
		return say(out, "pinned", words, doc_get_text(row, "at"));
	}
	row = doc_get(component, "source");
	if (row) {
		snprintf(words, sizeof(words), "from %s %s", text_of(row, "distribution"),
			 text_of(row, "version"));
		return say(out, "taken", words, doc_get_text(row, "at"));
	}
	row = doc_get(component, "local");
	if (row)
		return say(out, "a spec of its own", NULL, doc_get_text(row, "at"));
	row = doc_at(doc_get(component, "source_files"), 0);
	if (row)
		return say(out, "source file", doc_get_text(row, "name"), doc_get_text(row, "at"));
	return say_tag(component, tags, out);
}

static bool say_content(const struct doc *component, struct buf *out)
{
	const struct doc *list = doc_get(component, "overlays");
	const struct doc *first = doc_at(list, 0);
	char words[256];

	if (first) {
		snprintf(words, sizeof(words), "%s%s", text_of(first, "type"),
			 doc_count(list) > 1 ? " and others" : "");
		return say(out, "overlay", words, doc_get_text(first, "at"));
	}
	first = doc_get(component, "build");
	return first && say(out, "build conditionals", NULL, doc_get_text(first, "at"));
}

bool deviations_say(const struct deviations *d, const char *component, enum declared what,
		    struct buf *out)
{
	static const char *const release[] = { "Release", NULL };
	const struct doc *entry = component ? doc_get(d->components, component) : NULL;
	const char *manual = doc_get_text(entry, "release_manual");

	if (!entry)
		return false;
	switch (what) {
	case DECLARED_VERSION:
		return say_version(entry, out);
	case DECLARED_RELEASE:
		if (say_version(entry, out) || say_tag(entry, release, out))
			return true;
		return manual && say(out, "a release that is counted by hand", NULL, manual);
	case DECLARED_CONTENT:
		return say_content(entry, out) || say_version(entry, out);
	}
	return false;
}

bool deviations_say_removed(const struct deviations *d, const char *component, const char *package,
			    struct buf *out)
{
	const struct doc *list =
		component ? doc_get(doc_get(d->components, component), "removed") : NULL;
	size_t n = component ? strlen(component) : 0;

	for (size_t i = 0; i < doc_count(list); i++) {
		const char *removed = doc_get_text(doc_at(list, i), "package");
		bool is_suffix = removed && starts_with(package, component) && package[n] == '-' &&
				 streq(package + n + 1, removed);

		if (is_suffix || streq(package, removed))
			return say(out, "taken away by an overlay", NULL,
				   doc_get_text(doc_at(list, i), "at"));
	}
	return false;
}

bool deviations_say_age(const struct deviations *d, const char *component, struct buf *out)
{
	const struct doc *row = doc_get(doc_get(d->components, component), "lock");
	const char *snapshot;
	char words[256];

	if (row) {
		snprintf(words, sizeof(words), "to commit %.12s", text_of(row, "commit"));
		return say(out, "locked", words, doc_get_text(row, "at"));
	}
	row = doc_get(d->doc, "default");
	snapshot = doc_get_text(row, "snapshot");
	if (!snapshot)
		return false;
	snprintf(words, sizeof(words), "of %s %s at %s", text_of(row, "distribution"),
		 text_of(row, "version"), snapshot);
	return say(out, "the snapshot", words, doc_get_text(row, "at"));
}
