/* SPDX-License-Identifier: MIT */
/* base/packages/: in which channel each binary package is published. */
#include <stdio.h>

#include "base/str.h"
#include "cli/deviation_definition.h"

static const char *const group_keys[] = { "description", "packages", "default-package-config",
					  NULL };
static const char *const package_keys[] = { "publish", NULL };
static const char *const publish_keys[] = { "channel", "rpm-channel", "debuginfo-channel", NULL };

/* The channel of binary packages that a package's configuration says; NULL: none. */
static const char *channel_of(struct definition *c, const char *file, const char *where,
			      const struct toml *package, unsigned *line)
{
	const struct toml *publish = toml_get(package, "publish");
	const struct toml *channel = toml_get(publish, "rpm-channel");

	definition_keys(c, file, where, package, package_keys);
	definition_keys(c, file, where, publish, publish_keys);
	if (!channel)
		channel = toml_get(publish, "channel");
	if (!channel || channel->type != TOML_TEXT)
		return NULL;
	*line = channel->line;
	return channel->text;
}

/* "srpm: NAME", or "srpm: NAME, NAME", behind a package: the next name of *text. */
static const char *next_source(struct tree *t, const char **text)
{
	size_t len;
	const char *name;

	*text += strspn(*text, " \t,");
	len = strcspn(*text, " \t,");
	name = len ? arena_strndup(&t->arena, *text, len) : NULL;
	*text += len;
	return name;
}

static int emit_package(struct definition *c, const char *file, struct doc *sources,
			const struct toml *p, struct textmap *seen, struct error *err)
{
	const char *sources_text = "";
	const char *source;
	struct doc *names;

	if (p->type != TOML_TEXT || !*p->text) {
		tree_note(c->tree, file, p->line, "packages", "is no name");
		return 0;
	}
	if (textmap_get(seen, p->text)) {
		tree_note(c->tree, file, p->line, p->text, "is in several lists; the first counts");
		return 0;
	}
	if (p->comment && starts_with(p->comment, "srpm:"))
		sources_text = p->comment + strlen("srpm:");
	source = next_source(c->tree, &sources_text);
	if (!source)
		tree_note(c->tree, file, p->line, p->text, "no \"# srpm: NAME\" behind it");
	do {
		names = doc_get(sources, source ? source : "");
		if (!names)
			names = doc_set(sources, source ? source : "", doc_object());
		doc_set_int(names, p->text, p->line);
	} while ((source = next_source(c->tree, &sources_text)) != NULL);
	return textmap_set(seen, p->text, 1, err);
}

static int emit_group(struct definition *c, const char *file, const struct toml *group,
		      struct textmap *seen, struct error *err)
{
	const struct toml *packages = toml_get(group, "packages");
	struct doc *row = doc_add(doc_get(c->doc, "lists"), doc_object());
	struct doc *sources = doc_set(row, "packages", doc_object());
	unsigned line = group->line;
	const char *channel;
	size_t before = seen->count;
	char where[256];
	int ret = 0;

	snprintf(where, sizeof(where), "package-groups.%s", group->key);
	definition_keys(c, file, where, group, group_keys);
	channel = channel_of(c, file, where, toml_get(group, "default-package-config"), &line);
	if (!channel)
		channel = doc_get_text(doc_get(c->doc, "default_channel"), "name");
	doc_set_text(row, "group", group->key);
	doc_set_text(row, "file", file);
	doc_set_text(row, "channel", channel ? channel : "");
	definition_at(row, "at", file, line);
	if (!packages || packages->type != TOML_ARRAY) {
		tree_note(c->tree, file, group->line, where, "has no list of packages");
		return 0;
	}
	for (const struct toml *p = packages->children; !ret && p; p = p->next)
		ret = emit_package(c, file, sources, p, seen, err);
	definition_count(doc_get(c->counts, "packages"), channel ? channel : "(none)",
			 (int64_t)(seen->count - before));
	return ret;
}

int definition_emit_packages(struct definition *c, struct error *err)
{
	AUTO(textmap) struct textmap seen = { 0 };
	int ret = 0;

	doc_set(c->doc, "lists", doc_list());
	for (size_t i = 0; i < c->tree->count; i++) {
		const struct tree_file *f = &c->tree->files[i];
		unsigned line = 1;
		const char *channel =
			channel_of(c, f->path, "default-package-config",
				   toml_get(f->root, "default-package-config"), &line);
		struct doc *row = channel ? doc_object() : NULL;

		if (!channel)
			continue;
		definition_at(row, "at", f->path, line);
		doc_set_text(row, "name", channel);
		doc_set(c->doc, "default_channel", row);
	}
	for (size_t i = 0; !ret && i < c->tree->count; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const struct toml *groups = toml_get(f->root, "package-groups");

		for (const struct toml *g = groups ? groups->children : NULL; !ret && g && g->key;
		     g = g->next)
			ret = emit_group(c, f->path, g, &seen, err);
	}
	return ret;
}
