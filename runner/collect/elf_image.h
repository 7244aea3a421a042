/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ELF_IMAGE_H
#define COLLECT_ELF_IMAGE_H
/*
 * What the elf*.c files share: one ELF file being read, from memory or, when it is large, piece by
 * piece from an open file.  Texts live as long as `elf`.
 *
 * The first thing that cannot be believed is kept in `error`, and reading that kind of thing ends;
 * nothing here fails in another way but by the sink or for want of memory.
 */
#include <gelf.h>

#include "model/tables.h"

struct elf_name { /* `text` is NULL: none; ends in NUL */
	const char *text;
	size_t len;
};

/* In the order of their names, which is the order of the column. */
enum elf_trait {
	TRAIT_AUDIT,
	TRAIT_FILTER,
	TRAIT_FINI,
	TRAIT_INDIRECT_EXTERN_ACCESS,
	TRAIT_INIT,
	TRAIT_INITFIRST,
	TRAIT_NODEFLIB,
	TRAIT_NODELETE,
	TRAIT_NOOPEN,
	TRAIT_ORIGIN,
	TRAIT_RELR,
	TRAIT_STATIC_TLS,
	TRAIT_SYMBOLIC,
	TRAIT_TYPES_BTF,
	TRAIT_TYPES_CTF,
	TRAIT_TYPES_DWARF,
	TRAIT_COUNT,
};

struct elf_table {	   /* of relocations */
	GElf_Addr address; /* 0: not there */
	uint64_t size;	   /* bytes */
	uint64_t relative; /* how many at its start are relative ones, which name no symbol */
};

struct elf_image {
	Elf *elf;
	int64_t id;
	unsigned char head[sizeof(Elf64_Ehdr)]; /* the file's first bytes, zeroes behind its end */
	size_t size;
	uint64_t bytes_left; /* that may still be brought into memory */
	GElf_Ehdr header;
	size_t segments;

	/* of the dynamic section, as addresses; 0: not there */
	GElf_Addr symtab, strtab, versym, verdef, verneed, hash, gnu_hash;
	uint64_t strtab_size;
	struct elf_table rel, rela;
	const char *strings;
	size_t strings_len; /* the last byte is NUL */
	Elf_Data *dynamic;  /* NULL: a static file */

	GElf_Addr dynsym_address; /* as a section header says */
	uint64_t dynsym_count;	  /* likewise; 0: none does */
	uint64_t text_left;	  /* see elf_image_spend() */
	int64_t dlopen_count;	  /* entries of .note.dlopen so far */
	unsigned notes;		  /* segments of notes so far */

	const char *soname, *interpreter, *rpath, *runpath;
	char build_id[129];
	const char *isa_needed, *isa_used;
	bool relro, bind_now, pie, exec_stack, textrel, wx, canary, fortify, ibt, shstk;
	uint32_t traits; /* bits of enum elf_trait */
	char error[160];
};

void elf_image_error(struct elf_image *e, const char *fmt, ...) PRINTF(2, 3);
static inline void elf_image_trait(struct elf_image *e, enum elf_trait trait, bool has)
{
	e->traits |= (uint32_t)has << trait;
}

/* The i-th program header; false: not there (and says so in `error`). */
bool elf_image_segment(struct elf_image *e, size_t i, GElf_Phdr *out);
/* Bytes of the file from a virtual address on to the end of its segment; 0: none. */
size_t elf_image_at(struct elf_image *e, GElf_Addr address, size_t *offset);
/* `size` bytes at an offset of the file, in the machine's order; NULL: not in the file. */
Elf_Data *elf_image_chunk(struct elf_image *e, uint64_t offset, uint64_t size, Elf_Type type);
/* Likewise as they are; NULL: not in the file. */
const char *elf_image_bytes(struct elf_image *e, uint64_t offset, uint64_t size);
/* Likewise at a virtual address; size 0: to the end of its segment, and at most 8 MiB. */
Elf_Data *elf_image_chunk_at(struct elf_image *e, GElf_Addr address, uint64_t size, Elf_Type type);
/* A name of the dynamic string table; false (and `error`): outside of it, or too long. */
bool elf_image_name(struct elf_image *e, uint64_t offset, struct elf_name *out);
/*
 * Counts text that goes into rows.  Names that overlap, or one long name used by a million symbols,
 * would make terabytes of a small file: false (and `error`) when it has become too much.
 */
bool elf_image_spend(struct elf_image *e, size_t len);

/* elf_dynamic.c: flags, addresses, traits; rows of elf_needed. */
int elf_image_dynamic(struct elf_image *e, const struct sink *sink, struct error *err);
/* elf_sections.c: the little that section headers tell. */
void elf_image_sections(struct elf_image *e);
/* elf_notes.c: a PT_NOTE or PT_GNU_PROPERTY segment; rows of elf_dlopen. */
int elf_image_notes(struct elf_image *e, const GElf_Phdr *segment, const struct sink *sink,
		    struct error *err);
/* elf_dlopen.c: the JSON text of one note. */
int elf_image_dlopen(struct elf_image *e, const char *json, size_t len, const struct sink *sink,
		     struct error *err);

/* elf_relocs.c: symbols that have a copy relocation, by number, each once. */
struct elf_copies {
	uint32_t *items;
	size_t count;
};
void elf_copies_release(struct elf_copies *c);
int elf_image_copies(struct elf_image *e, struct elf_copies *out, struct error *err);

/* elf_versions.c: the versions by their index; rows of elf_verdef and elf_verneed. */
struct elf_version {
	struct elf_name name;	 /* no text: no such index */
	struct elf_name library; /* of a version that is needed; no text: of one that is defined */
};
struct elf_versions {
	struct elf_version *items;
	size_t count;
	unsigned steps; /* entries looked at, so that loops end */
};
void elf_versions_release(struct elf_versions *v);
int elf_image_versions(struct elf_image *e, struct elf_versions *v, const struct sink *sink,
		       struct error *err);

/* elf_symbols.c: rows of elf_export, elf_import, elf_copy. */
int elf_image_symbols(struct elf_image *e, const struct sink *sink, struct error *err);

#endif
