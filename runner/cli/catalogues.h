/* SPDX-License-Identifier: MIT */
#ifndef CLI_CATALOGUES_H
#define CLI_CATALOGUES_H
/*
 * Which profile, with its suites: the one that was named, or the one whose `match` fits what the
 * evidence says about itself.  All are read and proved before anything is booted.
 */
#include "cli/command.h"
#include "model/source.h"
#include "model/suite.h"

/* For an image that does not say what it is: it is a candidate of this class. */
#define DEFAULT_PROFILE "azl4-vm"
/* For packages. */
#define PRODUCT_PROFILE "product"

struct catalogues {
	struct arena arena;
	struct catalogue *items;
	size_t count;
	bool named;	  /* one, by --profile */
	struct plan plan; /* the commands that their checks want, each once */
};

/* `profile`: a name or a file; NULL: all of the catalogue. `suites_dir`: NULL: the context's. */
int catalogues_open(struct catalogues *c, const struct context *context, const char *profile,
		    const char *suites_dir, struct error *err);
void catalogues_release(struct catalogues *c);
/* The one to judge this evidence with. */
int catalogues_choose(const struct catalogues *c, struct evidence *ev, const struct catalogue **out,
		      struct error *err);

/* Sorted names of the *.yaml files of a folder, without the ending. */
int yaml_names(struct arena *arena, const char *dir, struct text_list *out, struct error *err);

#endif
