/* SPDX-License-Identifier: MIT */
#ifndef MODEL_MANIFEST_READ_H
#define MODEL_MANIFEST_READ_H
/* The readers of a manifest among themselves. */
#include "model/manifest.h"
#include "model/reader.h"

enum {
	MANIFEST_LIST_MAX = 1000, /* of names, globs, commands and questions */
	MANIFEST_WORDS_MAX = 120, /* of a command */
	MANIFEST_SECONDS_MAX = 3600,
};

/* A whole number from..to; not there: *out stays. */
int manifest_number(const struct reader *r, const struct node *map, const char *key, int64_t from,
		    int64_t to, int64_t *out, struct error *err);
/* Texts that are not empty, at most MANIFEST_LIST_MAX. */
int manifest_list(const struct reader *r, const struct node *map, const char *key,
		  struct text_list *out, struct error *err);
/* A command as a list of its words. */
int manifest_command(const struct reader *r, const struct node *at, const char *what,
		     struct text_list *out, struct error *err);
int manifest_health(const struct reader *r, const struct node *map, struct manifest *out,
		    struct error *err);
int manifest_scenarios(const struct reader *r, const struct node *map, struct manifest *out,
		       struct error *err);
/* Puts in what follows from a step; what is written right behind it stays as it is. */
int manifest_expand(struct manifest *m, struct scenario_text *s, struct error *err);

/* manifest_globs.c: what is wrong with a glob under declares or keeps; NULL: nothing. */
const char *manifest_glob_fault(enum footprint_class class, const char *glob);
/* Do many packages put things into this folder (without a '/' at its end)? */
bool manifest_folder_shared(const char *path, size_t len);

#endif
