/* SPDX-License-Identifier: MIT */
#ifndef CLI_DEVIATION_DEFINITION_H
#define CLI_DEVIATION_DEFINITION_H
/*
 * What the configuration files of a tree declare, as the document of
 * results-schema/deviations.schema.json.
 *
 * Keys and inheritance are those of external/schemas/azldev.schema.json of the tree and of
 * microsoft/azure-linux-dev-tools, docs/user/explanation/config-system.md: the distribution
 * version's defaults, the project's, those of groups in the order of their names, the component's
 * own; lists of overlays add up, overlay files come last.  A key that is not known here is listed
 * under `uninterpreted`, never dropped.
 */
#include "cli/deviation_tree.h"

struct layer {
	const char *file;
	const struct toml *table; /* a component's configuration, or a default of one */
};

enum { LAYERS_MAX = 16 };

struct component {
	const char *name;
	const char *file; /* that declares it */
	unsigned line;
	const struct toml *table;	 /* NULL: there for its overlay files alone */
	struct layer layers[LAYERS_MAX]; /* the weakest first; its own is the last */
	size_t layers_count;
	const char *lock_file; /* NULL: none */
	const char *locked;
	struct doc *overlays; /* from overlay files; handed over to its entry */
};

struct definition {
	struct tree *tree;
	bool brief; /* no words of the tree's authors */
	struct component *components;
	size_t count;
	struct textmap index; /* name -> index of components */
	const char *distribution;
	const char *version;
	struct layer distribution_default; /* table NULL: none */
	struct layer project_default;
	struct doc *doc; /* the document */
	struct doc *counts;
	struct error *err;
};

/* Reads what the tree's files say into c->components and the defaults. */
int definition_collect(struct definition *c, struct error *err);
/* Overlay files and locks: deviation_overlays.c. */
int definition_overlay_files(struct definition *c, struct error *err);
int definition_locks(struct definition *c, struct error *err);
/* Fills c->doc: components, lists of packages. */
int definition_emit(struct definition *c, struct error *err);
int definition_emit_packages(struct definition *c, struct error *err);
/* What rendered specs say without being evaluated, into each component's entry. */
int definition_emit_specs(struct definition *c, struct error *err);
void definition_release(struct definition *c);

/* An index, or -1: no such component. */
int64_t definition_find(const struct definition *c, const char *name);
int definition_add(struct definition *c, const char *name, const char *file, unsigned line,
		   const struct toml *table, struct error *err);
/* Notes each key of the table that is none of these; `where` is the table's own name. */
void definition_keys(struct definition *c, const char *file, const char *where,
		     const struct toml *table, const char *const *known);
/* The same for a component's configuration, or a default of one, with all the tables in it. */
void definition_check_keys(struct definition *c, const char *file, const char *where,
			   const struct toml *table);
/* A text below the table by one key more; NULL: not there, or of another type (noted). */
const char *definition_text(struct definition *c, const char *file, const struct toml *table,
			    const char *key);
/* "file:line" */
void definition_at(struct doc *object, const char *key, const char *file, unsigned line);
/* One [[overlays]] element; `metadata` NULL: its own, if it has one. */
void definition_emit_overlay(struct definition *c, struct doc *list, const char *file,
			     const struct toml *overlay, const struct toml *metadata);
void definition_count(struct doc *counts, const char *key, int64_t more);

#endif
