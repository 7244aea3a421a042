/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_FILE_ROW_H
#define COLLECT_FILE_ROW_H
/*
 * A row of `file`, and what it is made of.  Whoever walks, for the whole evidence or for part
 * CONFIG alone, makes it here: the rows are the same.
 */
#include <limits.h>

#include "collect/part.h"
#include "collect/readers.h"
#include "collect/volatile.h"
#include "collect/walk.h"

struct file_row {
	const char *path;
	const struct stat *st;
	bool steady;		    /* contents are evidence */
	bool digested;		    /* the job read all of it */
	const char *target;	    /* of a symlink */
	const struct read_job *job; /* has the extended attributes in any case */
};

int file_row_put(const struct sink *sink, const struct file_row *r, struct error *err);
/* A path that `volatile` alone has. */
int file_put_volatile(const struct sink *sink, const struct walk_entry *e, struct error *err);
/* The same; where the machine's names alone make it so, it says its path_of_machine() as well. */
int file_put_own(const struct sink *sink, const struct walk_entry *e, const struct machine_ids *ids,
		 struct error *err);
/* Extended attributes of what is not opened, by way of the folder. */
void file_xattrs(const struct walk_entry *e, struct read_job *job);
/* To be read; -1 with errno.  The access time is left alone where that is allowed. */
int file_open(const struct walk_entry *e);
/* NULL with errno; the caller frees it. */
char *file_target(const struct walk_entry *e);

struct file_links {
	int root_fd;
	const struct machine_ids *ids;
	char root_path[PATH_MAX]; /* what /proc calls the root; "" for "/" */
};

void file_links_init(struct file_links *l, int root_fd, const struct machine_ids *ids);
/* The text a symlink leads to, when both names are ones that rules read. */
int file_link_text(const struct file_links *l, const char *path, const struct sink *sink,
		   struct part_state *part, struct error *err);

#endif
