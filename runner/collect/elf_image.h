/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ELF_IMAGE_H
#define COLLECT_ELF_IMAGE_H
/*
 * What the elf*.c files share: one ELF file being read.  Texts point into the file's bytes.
 *
 * The first thing that cannot be believed is kept in `error`, and reading that kind of thing ends;
 * nothing here fails in another way but by the sink.
 */
#include <gelf.h>

#include "model/tables.h"

struct elf_image {
	Elf *elf;
	int64_t id;
	const char *data;
	size_t size;
	GElf_Ehdr header;
	size_t segments;

	/* of the dynamic section, as addresses; 0: not there */
	GElf_Addr symtab, versym, verdef, verneed, hash, gnu_hash;
	uint64_t verdef_count, verneed_count;
	const char *strings;
	size_t strings_len;
	Elf_Data *dynamic; /* NULL: a static file */

	const char *soname, *interpreter, *rpath, *runpath;
	char build_id[129];
	const char *isa_needed;
	bool relro, bind_now, pie, exec_stack, textrel, wx, canary, fortify, ibt, shstk;
	char error[160];
};

void elf_image_error(struct elf_image *e, const char *fmt, ...) PRINTF(2, 3);
/* The i-th program header; false: not there (and says so in `error`). */
bool elf_image_segment(struct elf_image *e, size_t i, GElf_Phdr *out);
/* Bytes of the file from a virtual address on to the end of its segment; 0: none. */
size_t elf_image_at(struct elf_image *e, GElf_Addr address, size_t *offset);
/* `size` bytes at an offset of the file, in the machine's order; NULL: not in the file. */
Elf_Data *elf_image_chunk(struct elf_image *e, uint64_t offset, uint64_t size, Elf_Type type);
/* A name of the dynamic string table; NULL (and `error`): outside of it. */
const char *elf_image_string(struct elf_image *e, uint64_t offset);

/* elf_notes.c: build id and GNU properties of a PT_NOTE or PT_GNU_PROPERTY segment. */
void elf_image_notes(struct elf_image *e, const GElf_Phdr *segment);
/* elf_symbols.c: rows of elf_export, elf_import, elf_verdef. */
int elf_image_symbols(struct elf_image *e, const struct sink *sink, struct error *err);

#endif
