/* SPDX-License-Identifier: MIT */
/*
 * Section headers, which ld.so never reads and which may be stripped: how many dynamic symbols
 * there are, and whether there is a description of types.
 */
#include "collect/elf_image.h"

struct section_names {
	const char *text; /* NULL: none */
	size_t len;
};

/* Not by elf_strptr(), which would unpack a compressed section for whoever wrote the file. */
static struct section_names find_names(struct elf_image *e)
{
	Elf_Scn *s = e->header.e_shstrndx ? elf_getscn(e->elf, e->header.e_shstrndx) : NULL;
	GElf_Shdr h;

	const char *text;

	if (!s || !gelf_getshdr(s, &h) || h.sh_type != SHT_STRTAB)
		return (struct section_names){ 0 };
	text = elf_image_bytes(e, h.sh_offset, h.sh_size);
	return (struct section_names){ text, text ? (size_t)h.sh_size : 0 };
}

static bool is_named(const struct section_names *names, const GElf_Shdr *h, const char *name)
{
	size_t len = strlen(name) + 1; /* with its end */

	return h->sh_name < names->len && len <= names->len - h->sh_name &&
	       memcmp(names->text + h->sh_name, name, len) == 0;
}

void elf_image_sections(struct elf_image *e)
{
	struct section_names names = find_names(e);
	Elf_Scn *s = NULL;
	GElf_Shdr h;

	while ((s = elf_nextscn(e->elf, s)) != NULL) {
		if (!gelf_getshdr(s, &h) || h.sh_type == SHT_NOBITS || h.sh_size == 0)
			continue;
		if (h.sh_type == SHT_DYNSYM && h.sh_entsize > 0) {
			e->dynsym_address = h.sh_addr;
			e->dynsym_count = h.sh_size / h.sh_entsize;
		} else if (h.sh_type == SHT_PROGBITS && !(h.sh_flags & SHF_ALLOC)) {
			elf_image_trait(e, TRAIT_TYPES_DWARF, is_named(&names, &h, ".debug_info"));
			elf_image_trait(e, TRAIT_TYPES_CTF, is_named(&names, &h, ".ctf"));
			elf_image_trait(e, TRAIT_TYPES_BTF, is_named(&names, &h, ".BTF"));
		}
	}
}
