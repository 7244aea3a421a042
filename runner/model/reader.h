/* SPDX-License-Identifier: MIT */
#ifndef MODEL_READER_H
#define MODEL_READER_H
/*
 * One YAML file on its way into structs.  Shared by suites and profiles.
 *
 * Every fault is an error_input of the form "file:line:column: word: reason", and where a word is
 * unknown the reason names the one that was probably meant, or all there are.
 */
#include "base/sha256.h"
#include "base/str.h"
#include "base/yaml.h"

struct reader {
	struct arena *arena; /* owns nodes and texts */
	const char *file;    /* for messages; in the arena */
	const char *bytes;   /* what the file holds; in the arena */
	size_t len;
	const char *folder;    /* where the file is, for files beside it; NULL: nowhere */
	struct sha256 *digest; /* files beside it are added to it; NULL: to none */
};

/* Candidates for str_nearest(); the first NULL ends. */
typedef const char *reader_word_fn(size_t i, const void *arg);

/* Reads and parses the file, whose root has to be a map. */
int reader_open(struct reader *r, const char *path, struct node **root, struct error *err);
/* "word: reason; did you mean x?" at the node, or at its key. */
int reader_unknown(const struct reader *r, const struct node *at, bool at_key, const char *word,
		   const char *reason, reader_word_fn *fn, const void *arg, struct error *err);
/* A reader_word_fn over a `const char *const *` that ends in NULL. */
const char *reader_word(size_t i, const void *words);

/* Every key of the map is one of these. */
int reader_keys(const struct reader *r, const struct node *map, const char *const *keys,
		struct error *err);
/* The value, which has to be of this type, or NULL where the key is not there. */
int reader_get(const struct reader *r, const struct node *map, const char *key, enum node_type type,
	       const struct node **out, struct error *err);
/* A text that is not empty.  Not there: NULL, or an error when `required`. */
int reader_text(const struct reader *r, const struct node *map, const char *key, bool required,
		const char **out, struct error *err);
/* The same, and it is an id: [a-z0-9][a-z0-9.-]* */
int reader_id(const struct reader *r, const struct node *map, const char *key, const char **out,
	      struct error *err);
/* A list of texts, or one text.  Not there: empty.  `items` ends in NULL. */
int reader_list(const struct reader *r, const struct node *map, const char *key,
		struct text_list *out, struct error *err);
bool reader_is_id(const char *s);
/* "file:line:column" of a node; NULL: no memory. */
const char *reader_place(const struct reader *r, const struct node *at);

size_t node_count(const struct node *parent);

#endif
