/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_INTEGRITY_H
#define COLLECT_INTEGRITY_H
/*
 * Table integrity, of part FILES: the integrity values that FIPS modules keep of themselves, and
 * the values their files really have.  The keys are public constants: this finds damage, and what
 * was built or signed again without a new value; it is no proof of where a file comes from.
 */
#include "collect/part.h"

int collect_integrity(int root_fd, struct part_state *part, const struct sink *sink,
		      struct error *err);

/* Where a section with this name and size stands in an ELF file; false: it has none (elf_find.c).
 */
bool elf_find_section(const void *data, size_t len, const char *name, size_t size, size_t *at);

#endif
