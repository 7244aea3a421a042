/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_SCRIPT_H
#define COLLECT_SCRIPT_H
/*
 * The "#!" line: which program the kernel starts for a script.  It reads the first 256 bytes of a
 * file and no more (linux/binfmts.h, BINPRM_BUF_SIZE), so that a longer line is cut for it, too.
 */
#include "model/tables.h"

enum { SCRIPT_LINE_MAX = 256 };

/* What follows "#!", without blanks at the ends; "" when the bytes do not begin a script. */
void script_line(const char *bytes, size_t len, char out[SCRIPT_LINE_MAX]);
int script_put(const struct sink *sink, const char *path, const char *line, struct error *err);

#endif
