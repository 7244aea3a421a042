/* SPDX-License-Identifier: MIT */
/* The configuration files of a tree: which components there are, and what they inherit. */
#include <stdio.h>

#include "base/str.h"
#include "cli/deviation_definition.h"

static const char *const file_keys[] = {
	"$schema",
	"project",
	"includes",
	"distros",
	"components",
	"component-groups",
	"default-component-config",
	"default-package-config",
	"package-groups",
	"images",
	"tools",
	"test-suites",
	NULL,
};
static const char *const project_keys[] = {
	"description",
	"log-dir",
	"work-dir",
	"output-dir",
	"rendered-specs-dir",
	"lock-dir",
	"default-distro",
	"default-author-email",
	NULL,
};
static const char *const distro_keys[] = {
	"description", "default-version", "dist-git-base-uri", "lookaside-base-uri",
	"repos",       "disable-origins", "versions",	       NULL,
};
static const char *const version_keys[] = {
	"description", "release-ver",	     "dist-git-branch",	    "default-component-config",
	"mock-config", "mock-config-x86_64", "mock-config-aarch64", NULL,
};
static const char *const group_keys[] = {
	"description", "components", "specs", "excluded-paths", "default-component-config", NULL,
};

void definition_release(struct definition *c)
{
	for (size_t i = 0; i < c->count; i++)
		doc_free(c->components[i].overlays);
	free(c->components);
	textmap_release(&c->index);
	doc_free(c->doc);
}

int64_t definition_find(const struct definition *c, const char *name)
{
	const struct textmap_entry *e = textmap_get(&c->index, name);

	return e ? e->value : -1;
}

static bool is_known(const char *const *known, const char *key)
{
	for (; *known; known++)
		if (streq(*known, key))
			return true;
	return false;
}

void definition_keys(struct definition *c, const char *file, const char *where,
		     const struct toml *table, const char *const *known)
{
	char key[256];

	if (!table)
		return;
	if (table->type != TOML_TABLE) {
		tree_note(c->tree, file, table->line, where, "is a %s, not a table",
			  toml_type_name(table->type));
		return;
	}
	for (const struct toml *t = table->children; t; t = t->next) {
		if (is_known(known, t->key))
			continue;
		snprintf(key, sizeof(key), "%s%s%s", where, *where ? "." : "", t->key);
		tree_note(c->tree, file, t->line, key, "unknown key");
	}
}

const char *definition_text(struct definition *c, const char *file, const struct toml *table,
			    const char *key)
{
	const struct toml *v = toml_get(table, key);

	if (!v || v->type == TOML_TEXT)
		return v ? v->text : NULL;
	tree_note(c->tree, file, v->line, key, "is a %s, not a text", toml_type_name(v->type));
	return NULL;
}

void definition_at(struct doc *object, const char *key, const char *file, unsigned line)
{
	char at[1200];

	snprintf(at, sizeof(at), "%s:%u", file, line);
	doc_set_text(object, key, at);
}

int definition_add(struct definition *c, const char *name, const char *file, unsigned line,
		   const struct toml *table, struct error *err)
{
	int64_t there = definition_find(c, name);
	int ret;

	if (there >= 0)
		return error_input(err, "%s/%s:%u: component %s: is there already (%s:%u)",
				   c->tree->name, file, line, name, c->components[there].file,
				   c->components[there].line);
	ret = textmap_set(&c->index, name, (int64_t)c->count, err);
	if (ret)
		return ret;
	if ((c->count & (c->count - 1)) == 0) {
		struct component *grown =
			realloc(c->components, (c->count ? c->count * 2 : 1) * sizeof(*grown));

		if (!grown)
			return error_memory(err);
		c->components = grown;
	}
	c->components[c->count++] =
		(struct component){ .name = name, .file = file, .line = line, .table = table };
	return 0;
}

static int collect_components(struct definition *c, const struct tree_file *f, struct error *err)
{
	const struct toml *table = toml_get(f->root, "components");
	int ret = 0;

	if (table && table->type != TOML_TABLE)
		return error_input(err, "%s/%s:%u: components: is no table", c->tree->name, f->path,
				   table->line);
	for (const struct toml *t = table ? table->children : NULL; !ret && t; t = t->next) {
		if (t->type != TOML_TABLE)
			ret = error_input(err, "%s/%s:%u: components.%s: is no table",
					  c->tree->name, f->path, t->line, t->key);
		else
			ret = definition_add(c, t->key, f->path, t->line, t, err);
	}
	return ret;
}

/* The default distribution is the last that a file names. */
static void collect_project(struct definition *c, const struct tree_file *f)
{
	const struct toml *project = toml_get(f->root, "project");
	const struct toml *distro = toml_get(project, "default-distro");
	const struct toml *components = toml_get(f->root, "default-component-config");
	const char *name = definition_text(c, f->path, distro, "name");
	const char *version = definition_text(c, f->path, distro, "version");

	definition_keys(c, f->path, "", f->root, file_keys);
	definition_keys(c, f->path, "project", project, project_keys);
	if (name)
		c->distribution = name;
	if (version)
		c->version = version;
	definition_check_keys(c, f->path, "default-component-config", components);
	if (components)
		c->project_default = (struct layer){ f->path, components };
}

static const struct toml *distro_of(const struct definition *c, const struct tree_file *f)
{
	return toml_get(toml_get(f->root, "distros"), c->distribution);
}

static void collect_distro(struct definition *c, const struct tree_file *f)
{
	const struct toml *all = toml_get(f->root, "distros");
	char where[256];

	for (const struct toml *d = all ? all->children : NULL; d; d = d->next) {
		const struct toml *versions = toml_get(d, "versions");

		snprintf(where, sizeof(where), "distros.%s", d->key ? d->key : "?");
		definition_keys(c, f->path, where, d, distro_keys);
		for (const struct toml *v = versions ? versions->children : NULL; v; v = v->next) {
			snprintf(where, sizeof(where), "distros.%s.versions.%s",
				 d->key ? d->key : "?", v->key ? v->key : "?");
			definition_keys(c, f->path, where, v, version_keys);
			definition_check_keys(c, f->path, where,
					      toml_get(v, "default-component-config"));
		}
	}
}

/* The version that is built, and what it gives to every component. */
static void find_default(struct definition *c)
{
	bool named = c->version != NULL;

	for (size_t i = 0; i < c->tree->count && c->distribution && !named; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const char *version =
			definition_text(c, f->path, distro_of(c, f), "default-version");

		if (version)
			c->version = version;
	}
	for (size_t i = 0; i < c->tree->count && c->version; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const struct toml *versions = toml_get(distro_of(c, f), "versions");
		const struct toml *given =
			toml_get(toml_get(versions, c->version), "default-component-config");

		if (given)
			c->distribution_default = (struct layer){ f->path, given };
	}
	if (!c->distribution_default.table)
		tree_note(c->tree, "azldev.toml", 1, "default-distro",
			  "no default configuration of components for distribution %s, version %s",
			  c->distribution ? c->distribution : "(not named)",
			  c->version ? c->version : "(not named)");
}

static void add_layer(struct definition *c, struct component *m, struct layer layer)
{
	if (!layer.table)
		return;
	if (m->layers_count == LAYERS_MAX)
		tree_note(c->tree, m->file, m->line, m->name, "is in more than %d groups",
			  LAYERS_MAX);
	else
		m->layers[m->layers_count++] = layer;
}

struct group {
	const char *name;
	const char *file;
	const struct toml *table;
};

static int by_group(const void *a, const void *b)
{
	const struct group *one = a;
	const struct group *two = b;

	return strcmp(one->name, two->name);
}

static void join_group(struct definition *c, const struct group *g)
{
	const struct toml *members = toml_get(g->table, "components");
	const struct toml *specs = toml_get(g->table, "specs");
	struct layer layer = { g->file, toml_get(g->table, "default-component-config") };
	char where[256];

	snprintf(where, sizeof(where), "component-groups.%s", g->name);
	definition_keys(c, g->file, where, g->table, group_keys);
	definition_check_keys(c, g->file, where, layer.table);
	if (specs)
		tree_note(c->tree, g->file, specs->line, where,
			  "components that are found by their spec files are not looked for");
	for (const struct toml *m = members ? members->children : NULL; m; m = m->next) {
		int64_t i = m->type == TOML_TEXT ? definition_find(c, m->text) : -1;

		if (i >= 0)
			add_layer(c, &c->components[i], layer);
		else
			tree_note(c->tree, g->file, m->line, where, "%s is no component",
				  m->type == TOML_TEXT ? m->text : toml_type_name(m->type));
	}
}

/* Groups give to their members in the order of the groups' names. */
static int join_groups(struct definition *c, struct error *err)
{
	AUTO_FREE struct group *groups = NULL;
	size_t count = 0;

	for (size_t i = 0; i < c->tree->count; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const struct toml *all = toml_get(f->root, "component-groups");

		for (const struct toml *g = all ? all->children : NULL; g && g->key; g = g->next) {
			struct group *grown = realloc(groups, (count + 1) * sizeof(*groups));

			if (!grown)
				return error_memory(err);
			groups = grown;
			groups[count++] = (struct group){ g->key, f->path, g };
		}
	}
	if (count)
		qsort(groups, count, sizeof(*groups), by_group);
	for (size_t i = 0; i < count; i++)
		join_group(c, &groups[i]);
	return 0;
}

int definition_collect(struct definition *c, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; !ret && i < c->tree->count; i++) {
		collect_project(c, &c->tree->files[i]);
		collect_distro(c, &c->tree->files[i]);
		ret = collect_components(c, &c->tree->files[i], err);
	}
	if (ret)
		return ret;
	if (c->count == 0)
		return error_input(err, "%s: declares no component", c->tree->name);
	find_default(c);
	ret = definition_overlay_files(c, err); /* may add components */
	for (size_t i = 0; !ret && i < c->count; i++) {
		add_layer(c, &c->components[i], c->distribution_default);
		add_layer(c, &c->components[i], c->project_default);
	}
	if (!ret)
		ret = join_groups(c, err);
	for (size_t i = 0; !ret && i < c->count; i++)
		add_layer(c, &c->components[i],
			  (struct layer){ c->components[i].file, c->components[i].table });
	return ret ? ret : definition_locks(c, err);
}
