/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SUDOERS_H
#define JUDGE_SUDOERS_H
/*
 * /etc/sudoers as sudo reads it.
 *
 * Source: sudo 1.9.17, plugins/sudoers: toke.l, gram.y, defaults.c, sudoers(5).
 * - @include, @includedir and their old forms with '#' stand where they are; a folder's files are
 *   read by name, but those with a '.' in the name or a '~' at its end.
 * - Of several Defaults the last that matches wins.  Defaults:user, @host, !command, >runas hold
 * for some only, and come after the general ones whatever their order.
 * - '#' begins a comment but before a number; a '\' at the end of a line joins the next, though not
 *   in a comment.
 * - A file (or folder of an include) of another owner than root, or that others may write, is not
 *   read.
 * The text is hostile: every loop ends with it, and nothing is kept beyond the arena.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "model/evidence.h"

struct sudoers_place {
	const char *file;
	unsigned line;
};

struct sudoers_default {
	const char *name;
	const char *value; /* NULL: none given */
	const char *scope; /* ":bob", "@host" ...; NULL: general */
	bool negated;
	bool edits; /* += or -= */
	struct sudoers_place at;
};

/* A tag of a user specification. */
struct sudoers_tag {
	const char *tag;
	const char *spec; /* the line it stands in */
	struct sudoers_place at;
};

/* What sudo passes over. */
struct sudoers_ignored {
	const char *path;
	const char *why;
	bool insecure; /* for its owner or mode */
};

struct sudoers {
	struct arena arena;
	struct sudoers_default *defaults; /* in the order sudo reads them */
	size_t defaults_count;
	struct sudoers_tag *tags;
	size_t tags_count;
	struct sudoers_ignored *ignored;
	size_t ignored_count;
	bool present;
	char *why;    /* what could not be read; NULL: nothing */
	char *broken; /* "file:line: what": the first line that sudo cannot read; NULL: none */
};

/* False: no memory. */
bool sudoers_read(struct sudoers *out, struct evidence *ev);
void sudoers_release(struct sudoers *s);

/* A line as it stands to be parsed; the next parts are for sudoers.c and its tests. */
enum sudoers_directive { SUDOERS_OTHER, SUDOERS_INCLUDE, SUDOERS_INCLUDEDIR };

struct sudoers_text {
	const char *rest;
	unsigned next; /* number of the line to come, from 1 */
	unsigned line; /* ... of the one just read */
	bool broken;   /* a quote that its line does not close */
};

/* The next logical line, joined and without comment; false: no more. */
bool sudoers_line(struct sudoers_text *t, struct buf *line);
/* Is it an include?  The path, unquoted, into `path`. */
enum sudoers_directive sudoers_include(const char *line, struct buf *path);
/* Adds what a line says.  False: no memory. */
bool sudoers_parse(struct sudoers *s, const char *line, struct sudoers_place at);

#endif
