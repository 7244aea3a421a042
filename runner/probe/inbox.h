/* SPDX-License-Identifier: MIT */
#ifndef PROBE_INBOX_H
#define PROBE_INBOX_H
/*
 * Files that a host hands over with a request: they gather beside the folder, and move into it once
 * the request is whole.  What goes wrong (a full tmpfs) is kept and told, and the rest of the
 * request is read all the same.
 */
#include "model/tables.h"

struct inbox {
	const char *folder; /* MACHINE_FOLDER */
	char staging[80];
	int dir; /* of the staging folder; -1: no piece came yet */
	int fd;	 /* file of the piece before; -1: none */
	char name[256];
	char why[400]; /* the first thing that went wrong; "": nothing did */
};

void inbox_open(struct inbox *b, const char *folder);
/* As sink->file() for wire_read_request(); `arg` is the inbox. */
int inbox_file(void *arg, const char *name, const void *data, size_t len, struct error *err);
/* The request is whole: the folder is there, emptied if asked for, with the files in it. */
void inbox_deliver(struct inbox *b, bool clear);

#endif
