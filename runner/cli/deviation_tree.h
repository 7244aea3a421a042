/* SPDX-License-Identifier: MIT */
#ifndef CLI_DEVIATION_TREE_H
#define CLI_DEVIATION_TREE_H
/*
 * A checkout of the distribution's public definition, as `azldev` lays it out: azldev.toml and the
 * files that it includes.  Nothing that is read leads out of the tree, neither by ".." nor by a
 * symbolic link; folders that are symbolic links are not searched.
 *
 * Source: the tool's documentation, microsoft/azure-linux-dev-tools,
 * docs/user/explanation/config-system.md and docs/user/reference/config/: includes are globs
 * relative to the file that has them, ** crosses folders, a name without a wildcard has to be
 * there, a glob need not match, an including file comes before what it includes.
 */
#include "base/arena.h"
#include "base/doc.h"
#include "base/sha256.h"
#include "base/textmap.h"
#include "base/toml.h"

enum {
	TREE_FILES_MAX = 50000,	   /* configuration files and locks */
	TREE_INCLUDES_MAX = 16,	   /* includes within includes */
	TREE_FOLDERS_MAX = 32,	   /* folders within folders that a glob searches */
	TREE_ENTRIES_MAX = 500000, /* names that globs look at, in all */
	TREE_NOTES_MAX = 1000,	   /* of what could not be interpreted; the rest is counted */
};

struct tree_file {
	const char *path; /* from the tree's top */
	const struct toml *root;
};

struct tree {
	const char *name; /* as the user gave it, for messages */
	int fd;
	struct arena arena;
	struct textmap seen; /* paths of configuration files */
	struct tree_file *files;
	size_t count;
	size_t entries;
	struct sha256 digest; /* of all that was read, with the paths */
	size_t read;	      /* files that went into it */
	struct doc *notes;    /* {file, line, key, why} of what could not be interpreted */
	size_t notes_more;
	struct buf text; /* of the file that is being read */
};

/* Opens the folder and reads azldev.toml with all it includes.  The caller releases it. */
int tree_open(struct tree *t, const char *path, struct error *err);
void tree_release(struct tree *t);
/* A file's bytes into t->text, which stay until the next; it becomes part of the digest. */
int tree_read(struct tree *t, const char *path, struct error *err);
/* The same, parsed. */
int tree_toml(struct tree *t, const char *path, const struct toml **out, struct error *err);
/* Is there a folder or file of this path? */
bool tree_has(const struct tree *t, const char *path);
/*
 * Calls for each file that the glob matches, in the order of their paths; `path` is in t->arena.
 * The glob is relative to the folder of `file`.  `matches` (may be NULL) gets how many.
 */
typedef int tree_file_fn(struct tree *t, const char *path, void *arg, struct error *err);
int tree_glob(struct tree *t, const char *file, const char *glob, tree_file_fn *fn, void *arg,
	      size_t *matches, struct error *err);
/* A path relative to the folder of `file`, from the tree's top; NULL: it leads out, or no memory.
 */
const char *tree_path(struct tree *t, const char *file, const char *path);
bool tree_is_glob(const char *text);
/* Something that could not be interpreted. */
void tree_note(struct tree *t, const char *file, unsigned line, const char *key, const char *fmt,
	       ...) PRINTF(5, 6);

#endif
