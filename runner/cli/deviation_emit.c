/* SPDX-License-Identifier: MIT */
/* What a tree declares of each component and each package, as a document. */
#include <stdio.h>

#include "base/str.h"
#include "cli/deviation_definition.h"

static const char *const component_keys[] = {
	"spec",		"release",  "overlays", "build",	 "render",
	"source-files", "packages", "publish",	"overlay-files", NULL,
};
static const char *const spec_keys[] = {
	"type", "path", "upstream-distro", "upstream-name", "upstream-commit", NULL
};
static const char *const reference_keys[] = { "name", "version", "snapshot", NULL };
static const char *const build_keys[] = { "with",  "without", "defines", "undefines",
					  "check", "failure", "hints",	 NULL };
static const char *const overlay_keys[] = {
	"type",	 "description", "file",	 "section", "package",	"tag", "value",
	"regex", "replacement", "lines", "source",  "metadata", NULL,
};
static const char *const metadata_keys[] = {
	"category", "upstream-status", "upstreamable", "commits", "bugs", NULL,
};
static const char *const overlay_types[] = {
	"spec-add-tag",
	"spec-insert-tag",
	"spec-set-tag",
	"spec-update-tag",
	"spec-remove-tag",
	"spec-prepend-lines",
	"spec-append-lines",
	"spec-search-replace",
	"spec-remove-section",
	"spec-remove-subpackage",
	"patch-add",
	"patch-remove",
	"file-prepend-lines",
	"file-search-replace",
	"file-add",
	"file-remove",
	"file-rename",
	NULL,
};

void definition_count(struct doc *counts, const char *key, int64_t more)
{
	doc_set_int(counts, key, doc_get_int(counts, key, 0) + more);
}

/* The strongest layer's value of "table.key" or, `key` NULL, of "table". */
static const struct toml *strongest(const struct component *m, const char *table, const char *key,
				    const struct layer **from)
{
	for (size_t i = m->layers_count; i-- > 0;) {
		const struct toml *v = toml_get(m->layers[i].table, table);

		v = key ? toml_get(v, key) : v;
		if (v && from)
			*from = &m->layers[i];
		if (v)
			return v;
	}
	return NULL;
}

static const char *text_of(const struct toml *v)
{
	return v && v->type == TOML_TEXT ? v->text : NULL;
}

static void emit_metadata(struct definition *c, struct doc *row, const char *file,
			  const struct toml *metadata)
{
	const struct toml *able = toml_get(metadata, "upstreamable");
	const char *status = definition_text(c, file, metadata, "upstream-status");

	definition_keys(c, file, "metadata", metadata, metadata_keys);
	doc_set_text(row, "category", definition_text(c, file, metadata, "category"));
	if (!status && able && able->type == TOML_BOOL)
		status = able->number ? "upstreamable" : "inapplicable";
	doc_set_text(row, "upstream_status", status);
}

void definition_emit_overlay(struct definition *c, struct doc *list, const char *file,
			     const struct toml *overlay, const struct toml *metadata)
{
	static const char *const kept[] = { "section", "package", "tag", "file", "source" };
	const char *type = definition_text(c, file, overlay, "type");
	struct doc *row;
	size_t i = 0;

	if (overlay->type != TOML_TABLE) {
		tree_note(c->tree, file, overlay->line, "overlays", "is no table");
		return;
	}
	row = doc_add(list, doc_object());
	definition_at(row, "at", file, overlay->line);
	definition_keys(c, file, "overlays", overlay, overlay_keys);
	doc_set_text(row, "type", type ? type : "(none)");
	while (overlay_types[i] && !streq(overlay_types[i], type))
		i++;
	if (!overlay_types[i])
		tree_note(c->tree, file, overlay->line, "overlays.type", "%s: an unknown type",
			  type ? type : "(none)");
	for (i = 0; i < ARRAY_SIZE(kept); i++)
		doc_set_text(row, kept[i], definition_text(c, file, overlay, kept[i]));
	if (toml_get(overlay, "tag"))
		doc_set_text(row, "value", definition_text(c, file, overlay, "value"));
	if (!c->brief)
		doc_set_text(row, "description", definition_text(c, file, overlay, "description"));
	emit_metadata(c, row, file, metadata ? metadata : toml_get(overlay, "metadata"));
	definition_count(doc_get(c->counts, "overlays"), type ? type : "(none)", 1);
}

/* Packages that an overlay takes away by name. */
static void emit_removed(struct definition *c, struct doc *entry, const struct doc *overlay)
{
	const char *type = doc_get_text(overlay, "type");
	const char *package = doc_get_text(overlay, "package");
	struct doc *row;

	if (!package || !(streq(type, "spec-remove-subpackage") ||
			  (streq(type, "spec-remove-section") &&
			   streq(doc_get_text(overlay, "section"), "%package"))))
		return;
	if (!doc_get(entry, "removed"))
		doc_set(entry, "removed", doc_list());
	row = doc_add(doc_get(entry, "removed"), doc_object());
	doc_set_text(row, "package", package);
	doc_set_text(row, "at", doc_get_text(overlay, "at"));
	definition_count(c->counts, "removed_packages", 1);
}

static void emit_overlays(struct definition *c, struct component *m, struct doc *entry)
{
	struct doc *list = doc_list();

	for (size_t i = 0; i < m->layers_count; i++) {
		const struct toml *o = toml_get(m->layers[i].table, "overlays");

		if (o && o->type != TOML_ARRAY)
			tree_note(c->tree, m->layers[i].file, o->line, "overlays", "is no list");
		for (o = o && o->type == TOML_ARRAY ? o->children : NULL; o; o = o->next)
			definition_emit_overlay(c, list, m->layers[i].file, o, NULL);
	}
	for (size_t i = 0; i < doc_count(m->overlays); i++)
		doc_add(list, doc_copy(doc_at(m->overlays, i)));
	if (doc_count(list) == 0) {
		doc_free(list);
		return;
	}
	list = doc_set(entry, "overlays", list);
	definition_count(c->counts, "with_overlays", 1);
	for (size_t i = 0; i < doc_count(list); i++)
		emit_removed(c, entry, doc_at(list, i));
}

/* A list of texts, or the keys of a table with their values. */
static void emit_words(struct definition *c, struct doc *build, const char *file,
		       const struct toml *v)
{
	struct doc *list;

	if (v->type == TOML_TABLE) {
		list = doc_set(build, v->key, doc_object());
		for (const struct toml *t = v->children; t; t = t->next)
			doc_set_text(list, t->key, text_of(t) ? text_of(t) : "");
		return;
	}
	list = doc_set(build, v->key, doc_list());
	for (const struct toml *t = v->type == TOML_ARRAY ? v->children : NULL; t; t = t->next)
		if (text_of(t))
			doc_add(list, doc_text(text_of(t)));
	if (v->type != TOML_ARRAY)
		tree_note(c->tree, file, v->line, v->key, "is a %s, not a list",
			  toml_type_name(v->type));
}

static void emit_build(struct definition *c, const struct component *m, struct doc *entry)
{
	static const char *const words[] = { "with", "without", "defines", "undefines" };
	struct doc *build = NULL;
	const struct layer *from = NULL;
	const struct toml *v;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		v = strongest(m, "build", words[i], &from);
		if (!v)
			continue;
		if (!build) {
			build = doc_set(entry, "build", doc_object());
			definition_at(build, "at", from->file, v->line);
		}
		emit_words(c, build, from->file, v);
	}
	if (build)
		definition_count(c->counts, "with_build_changes", 1);
	v = strongest(m, "build", "check", &from);
	if (v && toml_get(v, "skip") && toml_get(v, "skip")->number) {
		definition_at(entry, "check_skipped", from->file, v->line);
		definition_count(c->counts, "check_skipped", 1);
	}
	v = strongest(m, "build", "failure", &from);
	if (v && toml_get(v, "expected") && toml_get(v, "expected")->number) {
		definition_at(entry, "failure_expected", from->file, v->line);
		definition_count(c->counts, "failure_expected", 1);
	}
}

/* A release from elsewhere than the default: "fedora rawhide". */
static void emit_source(struct definition *c, const struct component *m, struct doc *entry)
{
	const struct doc *usual = doc_get(c->doc, "default");
	const struct layer *from = NULL;
	const struct toml *distro = strongest(m, "spec", "upstream-distro", &from);
	const char *name = text_of(toml_get(distro, "name"));
	const char *version = text_of(toml_get(distro, "version"));
	struct doc *row;

	if ((!name || streq(name, doc_get_text(usual, "distribution"))) &&
	    (!version || streq(version, doc_get_text(usual, "version"))))
		return;
	row = doc_set(entry, "source", doc_object());
	definition_at(row, "at", from->file, distro->line);
	doc_set_text(row, "distribution", name ? name : doc_get_text(usual, "distribution"));
	doc_set_text(row, "version", version);
	doc_set_text(row, "snapshot", text_of(toml_get(distro, "snapshot")));
	definition_count(c->counts, "other_source", 1);
}

static void emit_spec(struct definition *c, const struct component *m, struct doc *entry)
{
	const struct layer *from = NULL;
	const struct toml *v = strongest(m, "spec", "type", &from);
	const char *type = text_of(v);
	struct doc *row;

	if (streq(type, "local")) {
		row = doc_set(entry, "local", doc_object());
		definition_at(row, "at", from->file, v->line);
		doc_set_text(row, "path", text_of(strongest(m, "spec", "path", NULL)));
		definition_count(c->counts, "local", 1);
	} else if (type && !streq(type, "upstream")) {
		tree_note(c->tree, from->file, v->line, "spec.type", "%s: an unknown type", type);
	}
	v = strongest(m, "spec", "upstream-name", NULL);
	if (text_of(v) && !streq(text_of(v), m->name))
		doc_set_text(entry, "upstream_name", text_of(v));
	v = strongest(m, "spec", "upstream-commit", &from);
	if (text_of(v)) {
		row = doc_set(entry, "pinned", doc_object());
		definition_at(row, "at", from->file, v->line);
		doc_set_text(row, "commit", text_of(v));
		definition_count(c->counts, "pinned", 1);
	}
	if (!streq(type, "local"))
		emit_source(c, m, entry);
	if (m->lock_file) {
		row = doc_set(entry, "lock", doc_object());
		doc_set_text(row, "at", m->lock_file);
		doc_set_text(row, "commit", m->locked);
		definition_count(c->counts, "locked", 1);
	}
}

static void emit_rest(struct definition *c, const struct component *m, struct doc *entry)
{
	const struct layer *from = NULL;
	const struct toml *v = strongest(m, "release", "calculation", &from);

	if (streq(text_of(v), "manual")) {
		definition_at(entry, "release_manual", from->file, v->line);
		definition_count(c->counts, "release_manual", 1);
	}
	v = strongest(m, "source-files", NULL, &from);
	if (v && v->type == TOML_ARRAY && v->children) {
		struct doc *list = doc_set(entry, "source_files", doc_list());

		for (const struct toml *f = v->children; f; f = f->next) {
			struct doc *row = doc_add(list, doc_object());

			definition_at(row, "at", from->file, f->line);
			doc_set_text(row, "name", text_of(toml_get(f, "filename")));
			doc_set_text(row, "uri", text_of(toml_get(toml_get(f, "origin"), "uri")));
		}
		definition_count(c->counts, "with_source_files", 1);
	}
	v = strongest(m, "publish", "rpm-channel", &from);
	if (text_of(v)) {
		struct doc *row = doc_set(entry, "channel", doc_object());

		definition_at(row, "at", from->file, v->line);
		doc_set_text(row, "name", text_of(v));
	}
	v = strongest(m, "packages", NULL, &from);
	for (const struct toml *p = v ? v->children : NULL; p && p->key; p = p->next) {
		const struct toml *publish = toml_get(p, "publish");
		const struct toml *channel = toml_get(publish, "rpm-channel");
		struct doc *row;

		if (!channel)
			channel = toml_get(publish, "channel");
		if (!text_of(channel))
			continue;
		if (!doc_get(entry, "packages"))
			doc_set(entry, "packages", doc_object());
		row = doc_set(doc_get(entry, "packages"), p->key, doc_object());
		definition_at(row, "at", from->file, p->line);
		doc_set_text(row, "channel", text_of(channel));
	}
}

/* Tables within a component's configuration, and the keys that they may have. */
static const struct {
	const char *outer;
	const char *inner; /* NULL: the outer one itself */
	const char *const *known;
} tables[] = {
	{ "spec", NULL, spec_keys },
	{ "spec", "upstream-distro", reference_keys },
	{ "build", NULL, build_keys },
	{ "build", "check", (const char *const[]){ "skip", "skip_reason", NULL } },
	{ "build", "failure", (const char *const[]){ "expected", "expected-reason", NULL } },
	{ "build", "hints", (const char *const[]){ "expensive", NULL } },
	{ "release", NULL, (const char *const[]){ "calculation", NULL } },
	{ "render", NULL, (const char *const[]){ "skip-file-filter", NULL } },
	{ "publish", NULL,
	  (const char *const[]){ "rpm-channel", "srpm-channel", "debuginfo-channel", NULL } },
};

void definition_check_keys(struct definition *c, const char *file, const char *where,
			   const struct toml *table)
{
	static const char *const source_keys[] = { "filename", "hash", "hash-type", "origin",
						   NULL };
	const struct toml *sources = toml_get(table, "source-files");
	char path[300];

	definition_keys(c, file, where, table, component_keys);
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++) {
		const struct toml *t = toml_get(table, tables[i].outer);

		if (tables[i].inner)
			t = toml_get(t, tables[i].inner);
		snprintf(path, sizeof(path), "%s.%s%s%s", where, tables[i].outer,
			 tables[i].inner ? "." : "", tables[i].inner ? tables[i].inner : "");
		definition_keys(c, file, path, t, tables[i].known);
	}
	snprintf(path, sizeof(path), "%s.source-files", where);
	for (sources = sources ? sources->children : NULL; sources; sources = sources->next)
		definition_keys(c, file, path, sources, source_keys);
}

static void check_keys(struct definition *c, const struct component *m)
{
	char where[256];

	snprintf(where, sizeof(where), "components.%s", m->name);
	definition_check_keys(c, m->file, where, m->table);
}

/* Components that nothing is declared of stand with their lines alone, by file. */
static void emit_component(struct definition *c, struct component *m)
{
	struct doc *entry = doc_object();

	if (m->table)
		check_keys(c, m);
	emit_spec(c, m, entry);
	emit_overlays(c, m, entry);
	emit_build(c, m, entry);
	emit_rest(c, m, entry);
	if (doc_count(entry) == 0) {
		struct doc *imported = doc_get(c->doc, "imported");
		struct doc *names = doc_get(imported, m->file);

		doc_free(entry);
		if (!names)
			names = doc_set(imported, m->file, doc_object());
		doc_set_int(names, m->name, m->line);
		definition_count(c->counts, "imported_unmodified", 1);
		return;
	}
	definition_at(entry, "at", m->file, m->line);
	doc_set(doc_get(c->doc, "components"), m->name, entry);
}

static void emit_default(struct definition *c)
{
	struct doc *row = doc_set(c->doc, "default", doc_object());
	const struct layer *l = &c->distribution_default;
	const struct toml *spec = toml_get(l->table, "spec");
	const struct toml *distro = toml_get(spec, "upstream-distro");

	if (!distro)
		return;
	definition_at(row, "at", l->file, distro->line);
	doc_set_text(row, "distribution", text_of(toml_get(distro, "name")));
	doc_set_text(row, "version", text_of(toml_get(distro, "version")));
	doc_set_text(row, "snapshot", text_of(toml_get(distro, "snapshot")));
}

int definition_emit(struct definition *c, struct error *err)
{
	emit_default(c);
	doc_set(c->doc, "imported", doc_object());
	doc_set(c->doc, "components", doc_object());
	for (size_t i = 0; i < c->count; i++)
		emit_component(c, &c->components[i]);
	definition_count(c->counts, "components", (int64_t)c->count);
	return definition_emit_packages(c, err);
}
