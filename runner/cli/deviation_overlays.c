/* SPDX-License-Identifier: MIT */
/* The newer form of a tree: overlays in files of their own, and a lock file a component. */
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"
#include "cli/deviation_definition.h"

static const char placeholder[] = "{component}";

struct overlaying {
	struct definition *definition;
	struct component *component;
};

/* [metadata] and [[overlays]]: microsoft/azure-linux-dev-tools,
 * docs/user/reference/config/overlays.md */
static int read_overlays(struct tree *t, const char *path, void *arg, struct error *err)
{
	static const char *const known[] = { "metadata", "overlays", NULL };
	struct overlaying *o = arg;
	const struct toml *root = NULL;
	const struct toml *list;
	int ret;

	ret = tree_toml(t, path, &root, err);
	if (ret)
		return ret;
	definition_keys(o->definition, path, "", root, known);
	list = toml_get(root, "overlays");
	if (!list || list->type != TOML_ARRAY || !list->children)
		tree_note(t, path, 1, "overlays", "an overlay file without overlays");
	if (!o->component->overlays)
		o->component->overlays = doc_list();
	for (const struct toml *v = list ? list->children : NULL; v; v = v->next)
		definition_emit_overlay(o->definition, o->component->overlays, path, v,
					toml_get(root, "metadata"));
	return 0;
}

static int read_globs(struct definition *c, struct component *m, const struct toml *list,
		      struct error *err)
{
	struct overlaying o = { c, m };
	int ret = 0;

	if (list->type != TOML_ARRAY) {
		tree_note(c->tree, m->file, list->line, "overlay-files", "is no list");
		return 0;
	}
	for (const struct toml *g = list->children; !ret && g; g = g->next) {
		size_t matches = 0;

		if (g->type != TOML_TEXT) {
			tree_note(c->tree, m->file, g->line, "overlay-files", "is no text");
			continue;
		}
		ret = tree_glob(c->tree, m->file, g->text, read_overlays, &o, &matches, err);
		if (!ret && !matches && !tree_is_glob(g->text))
			ret = error_input(err, "%s/%s:%u: overlay-files: %s is not there",
					  c->tree->name, m->file, g->line, g->text);
		else if (!ret && !matches)
			tree_note(c->tree, m->file, g->line, "overlay-files", "%s matches no file",
				  g->text);
	}
	return ret;
}

struct discovering {
	struct definition *definition;
	unsigned line;	       /* of the pattern */
	size_t before, behind; /* parts of a path around the component's name */
};

/* The part of "a/b/NAME/c" behind `before` parts. */
static const char *name_of(struct tree *t, const char *path, size_t before)
{
	while (before-- && (path = strchr(path, '/')) != NULL)
		path++;
	return path ? arena_strndup(&t->arena, path, strcspn(path, "/")) : NULL;
}

/* A file that a project-wide pattern matches: of a component that is declared, or of a new one. */
static int discover(struct tree *t, const char *path, void *arg, struct error *err)
{
	struct discovering *d = arg;
	struct definition *c = d->definition;
	const char *name = name_of(t, path, d->before);
	struct overlaying o = { c, NULL };
	int64_t i;
	int ret = 0;

	if (!name)
		return error_memory(err);
	i = definition_find(c, name);
	if (i < 0) {
		ret = definition_add(c, name, path, 1, NULL, err);
		i = (int64_t)c->count - 1;
	}
	if (ret)
		return ret;
	if (toml_get(c->components[i].table, "overlay-files"))
		return 0; /* its own list stands in place of the project's */
	o.component = &c->components[i];
	return read_overlays(t, path, &o, err);
}

static int discover_pattern(struct definition *c, const struct toml *g, struct error *err)
{
	const char *file = c->project_default.file;
	const char *hole = g->type == TOML_TEXT ? strstr(g->text, placeholder) : NULL;
	struct discovering d = { .definition = c, .line = g->line };
	const char *glob;

	if (!hole || strstr(g->text, "./") || strstr(hole + 1, placeholder)) {
		tree_note(c->tree, file, g->line, "overlay-files",
			  "the project's pattern has to have %s once, and no ./", placeholder);
		return 0;
	}
	for (const char *s = file; *s; s++)
		d.before += *s == '/'; /* folders of the file that has the pattern */
	for (const char *s = g->text; s < hole; s++)
		d.before += *s == '/';
	glob = arena_printf(&c->tree->arena, "%.*s*%s", (int)(hole - g->text), g->text,
			    hole + strlen(placeholder));
	return glob ? tree_glob(c->tree, file, glob, discover, &d, NULL, err) : error_memory(err);
}

int definition_overlay_files(struct definition *c, struct error *err)
{
	const struct toml *project = toml_get(c->project_default.table, "overlay-files");
	size_t declared = c->count;
	int ret = 0;

	for (size_t i = 0; !ret && i < declared; i++) {
		const struct toml *own = toml_get(c->components[i].table, "overlay-files");

		if (own)
			ret = read_globs(c, &c->components[i], own, err);
	}
	if (project && project->type == TOML_ARRAY)
		for (const struct toml *g = project->children; !ret && g; g = g->next)
			ret = discover_pattern(c, g, err);
	return ret;
}

/* locks/NAME.lock: the commit that the component's source was resolved to. */
static int read_lock(struct tree *t, const char *path, void *arg, struct error *err)
{
	static const char *const known[] = {
		"version",     "import-commit",	    "upstream-commit",
		"manual-bump", "input-fingerprint", "resolution-input-hash",
		NULL,
	};
	struct definition *c = arg;
	const struct toml *root = NULL;
	const char *base = fs_basename(path);
	const char *name = arena_strndup(&t->arena, base, strlen(base) - strlen(".lock"));
	const struct toml *version;
	int64_t i;
	int ret;

	if (!name)
		return error_memory(err);
	ret = tree_toml(t, path, &root, err);
	if (ret)
		return ret;
	i = definition_find(c, name);
	if (i < 0) {
		tree_note(t, path, 1, name, "a lock of what is no component");
		return 0;
	}
	version = toml_get(root, "version");
	if (!version || version->type != TOML_INT || version->number != 1)
		tree_note(t, path, version ? version->line : 1, "version",
			  "a lock of another version than 1");
	definition_keys(c, path, "", root, known);
	c->components[i].lock_file = path;
	c->components[i].locked = definition_text(c, path, root, "upstream-commit");
	return 0;
}

int definition_locks(struct definition *c, struct error *err)
{
	const char *dir = NULL;
	const char *file = "azldev.toml";
	const char *glob;

	for (size_t i = 0; i < c->tree->count; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const char *said =
			definition_text(c, f->path, toml_get(f->root, "project"), "lock-dir");

		if (said) {
			dir = said;
			file = f->path;
		}
	}
	glob = arena_printf(&c->tree->arena, "%s/*.lock", dir ? dir : "locks");
	return glob ? tree_glob(c->tree, file, glob, read_lock, c, NULL, err) : error_memory(err);
}
