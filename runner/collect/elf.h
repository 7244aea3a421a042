/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ELF_H
#define COLLECT_ELF_H
/*
 * ELF files into rows of the elf tables, from the bytes of the file.
 *
 * Program headers and the dynamic section come first, as for ld.so: section headers may be
 * stripped, and only tell how many symbols there are and whether types are described.  Whatever a
 * hostile file claims is checked against its size; what cannot be believed ends in the one column
 * `error` of its one elf row.  Rows have at most four times as much text as the file has bytes,
 * and a megabyte.
 */
#include "model/tables.h"

/* Is it an ELF file of a type that is loaded (no .o, no kernel module)?  Looks at 18 bytes. */
bool elf_is_wanted(const void *head, size_t len);
/* All rows of the file.  Returns the sink's errors only. */
int elf_put(const struct sink *sink, int64_t id, const char *path, const void *data, size_t len,
	    struct error *err);
/*
 * Likewise from an open file, of which only the tables come into memory: for large ones.  What is
 * cut off while it is read ends in `error`, as anything else that is not there.
 */
int elf_put_file(const struct sink *sink, int64_t id, const char *path, int fd, size_t len,
		 struct error *err);
/* The one row of a file that was not read, and why. */
int elf_put_unread(const struct sink *sink, int64_t id, const char *path, const char *why,
		   struct error *err);

#endif
