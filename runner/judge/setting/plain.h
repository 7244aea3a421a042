/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SETTING_PLAIN_H
#define JUDGE_SETTING_PLAIN_H
/* What formats share whose files are read line by line. */
#include "judge/setting/format.h"

struct plain {
	const struct setting_query *q;
	struct arena *arena;
	struct setting_object *object;
	size_t room;
	const char *path; /* being read */
	struct findings *findings;
	void *more; /* the format's own */
};

/* One line, writable, without its end. False: no memory, or `findings` says why. */
typedef bool plain_line(struct plain *p, char *line, unsigned number);

/* 0: there is no such file; 1: read; -1: `findings` says why not, or no memory. */
int plain_file(struct plain *p, struct evidence *ev, const char *path, plain_line *line);
/* Assigns at the line of the file that is being read. */
bool plain_assign(struct plain *p, const char *value, unsigned number);
/* Cuts white space off both ends. */
char *plain_strip(char *s);
/* The version that rpm has of a package; NULL: it has none, or no memory. */
const char *plain_version(struct evidence *ev, const char *package, struct arena *arena);

#endif
