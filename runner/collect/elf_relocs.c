/* SPDX-License-Identifier: MIT */
/*
 * Copy relocations: a program that was linked without PIC has room of its own for a library's
 * object, and at its start the library's bytes are copied there.
 */
#include "collect/elf_image.h"

enum {
	COPIES_MAX = 65536, /* a large program has some hundreds */
};

void elf_copies_release(struct elf_copies *c)
{
	free(c->items);
}

static bool is_copy(const struct elf_image *e, uint64_t info)
{
	switch (e->header.e_machine) {
	case EM_X86_64:
		return GELF_R_TYPE(info) == R_X86_64_COPY;
	case EM_AARCH64:
		return GELF_R_TYPE(info) == R_AARCH64_COPY;
	case EM_386:
		return GELF_R_TYPE(info) == R_386_COPY;
	default:
		return false;
	}
}

/* 0 when there are too many, too, which `error` says. */
static int add(struct elf_image *e, struct elf_copies *c, uint64_t symbol, struct error *err)
{
	if (c->count == COPIES_MAX) {
		elf_image_error(e, "more than %d copy relocations", COPIES_MAX);
		return 0;
	}
	if ((c->count & (c->count - 1)) == 0) { /* full at each power of two */
		size_t room = c->count ? 2 * c->count : 1;
		uint32_t *items = reallocarray(c->items, room, sizeof(*items));

		if (!items)
			return error_memory(err);
		c->items = items;
	}
	c->items[c->count++] = (uint32_t)symbol; /* r_info has 32 bits for it */
	return 0;
}

static bool reloc_info(Elf_Data *d, Elf_Type type, uint64_t i, uint64_t *info)
{
	GElf_Rela rela;
	GElf_Rel rel;

	if (type == ELF_T_RELA) {
		if (!gelf_getrela(d, (int)i, &rela))
			return false;
		*info = rela.r_info;
		return true;
	}
	if (!gelf_getrel(d, (int)i, &rel))
		return false;
	*info = rel.r_info;
	return true;
}

static int read_table(struct elf_image *e, const struct elf_table *t, Elf_Type type,
		      struct elf_copies *out, struct error *err)
{
	uint64_t count;
	Elf_Data *d;
	int ret = 0;

	if (!t->address || !t->size)
		return 0;
	d = elf_image_chunk_at(e, t->address, t->size, type);
	if (!d) {
		elf_image_error(e, "the relocations are outside the file");
		return 0;
	}
	count = t->size / gelf_fsize(e->elf, type, 1, EV_CURRENT);
	for (uint64_t i = t->relative; ret == 0 && i < count; i++) { /* ld.so believes it, too */
		uint64_t info;

		if (!reloc_info(d, type, i, &info)) {
			elf_image_error(e, "relocation %llu cannot be read", (unsigned long long)i);
			break;
		}
		if (is_copy(e, info))
			ret = add(e, out, GELF_R_SYM(info), err);
	}
	return ret;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x;
	uint32_t y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return x < y ? -1 : x > y;
}

static void sort_once_each(struct elf_copies *c)
{
	size_t kept = 0;

	if (c->count == 0)
		return;
	qsort(c->items, c->count, sizeof(*c->items), by_number);
	for (size_t i = 1; i < c->count; i++)
		if (c->items[i] != c->items[kept])
			c->items[++kept] = c->items[i];
	c->count = kept + 1;
}

int elf_image_copies(struct elf_image *e, struct elf_copies *out, struct error *err)
{
	int ret;

	if (!e->interpreter && e->header.e_type != ET_EXEC && !e->pie)
		return 0; /* only programs have such room */
	ret = read_table(e, &e->rela, ELF_T_RELA, out, err);
	if (ret == 0)
		ret = read_table(e, &e->rel, ELF_T_REL, out, err);
	sort_once_each(out);
	return ret;
}
