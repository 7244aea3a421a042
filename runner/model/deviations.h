/* SPDX-License-Identifier: MIT */
#ifndef MODEL_DEVIATIONS_H
#define MODEL_DEVIATIONS_H
/*
 * What the distribution declares to be unlike Fedora: the data file that `azlcts deviations` makes
 * of its public definition (results-schema/deviations.schema.json), looked up by source package and
 * by package.  Every answer names the file and the line that declares it.
 */
#include "base/buf.h"
#include "base/error.h"

#define DEVIATIONS_SCHEMA "azlcts-deviations-1"

struct deviations;

/* What of a component a declaration changes. */
enum declared {
	DECLARED_VERSION, /* pinned, from another source, local, other source files, Version set */
	DECLARED_RELEASE, /* what declares the version, and a release that is counted by hand */
	DECLARED_CONTENT, /* overlays, build conditionals, and what declares the version */
};

/* A binary package in a list of those that are published. */
struct declared_package {
	const char *name;
	const char *source;  /* component; "": not said */
	const char *channel; /* rpm-base, rpm-sdk ...; "": not said */
	const char *file;    /* that lists it */
	unsigned line;	     /* 0: it stands in `file`, as "FILE:LINE" */
};

/* `name` stands in messages.  Texts of answers are borrowed until deviations_free(). */
int deviations_read(const char *text, size_t len, const char *name, struct deviations **out,
		    struct error *err);
void deviations_free(struct deviations *d);
static inline void deviations_cleanup(struct deviations **d)
{
	deviations_free(*d);
}
#define AUTO_DEVIATIONS CLEANUP(deviations_cleanup)

size_t deviations_components(const struct deviations *d);
/* The component that a source package's name belongs to; NULL: the tree has none. */
const char *deviations_component(const struct deviations *d, const char *source);
/* NULL: no list has it. */
const struct declared_package *deviations_package(const struct deviations *d, const char *name);
/*
 * Adds the first declaration that changes this of the component: "pinned to commit f718bab8
 * (base/comps/fuse3/fuse3.comp.toml:3)".  False: nothing is declared, and nothing is added.
 */
bool deviations_say(const struct deviations *d, const char *component, enum declared what,
		    struct buf *out);
/* The same of an overlay that takes this very package away. */
bool deviations_say_removed(const struct deviations *d, const char *component, const char *package,
			    struct buf *out);
/*
 * Adds as of when the component is: the commit it is locked to, else the snapshot that all come
 * from unless they say otherwise.  False: neither is declared.
 */
bool deviations_say_age(const struct deviations *d, const char *component, struct buf *out);

#endif
