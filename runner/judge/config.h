/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_CONFIG_H
#define JUDGE_CONFIG_H
/*
 * Configuration files as those who read them see them: fragments in their order, line by line.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/results.h"

/*
 * The *.conf files of these folders, highest precedence first, in the order in which they are
 * read: by file name; of two with the same name only the first folder's; a link to /dev/null or to
 * nothing masks.  Source: sysctl.d(5), modprobe.d(5), systemd.unit(5).  False: an error was said.
 */
bool config_fragments(struct evidence *ev, const struct text_list *folders, struct arena *arena,
		      struct text_list *out, struct findings *findings);
/* The same of files that match another pattern, as "*.preset". */
bool config_matching(struct evidence *ev, const struct text_list *folders, const char *pattern,
		     struct arena *arena, struct text_list *out, struct findings *findings);

/*
 * Adds `text` to a list in the arena; *room is how many it holds before it has to grow, 0 at the
 * start.  False: no memory.
 */
bool config_push(struct arena *arena, struct text_list *list, size_t *room, const char *text);

/*
 * The contents of a file.  0: it is not there; 1: read; -1: its contents are not (whole) in the
 * evidence, and `findings` says so.
 */
int config_text(struct evidence *ev, const char *path, struct buf *out, struct findings *findings);

/* A text being read line by line. */
struct config_lines {
	const char *rest;
	unsigned number; /* of the line just read, from 1 */
};

/* The next line, without white space at either end; a '\' at its end joins the next when `join`. */
bool config_line(struct config_lines *lines, bool join, struct buf *line);
/* Empty, or begins with '#' or ';'. */
bool config_is_comment(const char *line);

#endif
