/* SPDX-License-Identifier: MIT */
#include <gelf.h>

#include "collect/integrity.h"

static bool is_it(Elf_Scn *section, Elf *elf, size_t names, const char *name, size_t size,
		  size_t len, size_t *at)
{
	GElf_Shdr header;
	const char *own;

	if (!gelf_getshdr(section, &header) || header.sh_type == SHT_NOBITS)
		return false;
	own = elf_strptr(elf, names, header.sh_name);
	*at = header.sh_offset;
	return own && streq(own, name) && header.sh_size == size && header.sh_offset <= len &&
	       len - header.sh_offset >= size;
}

bool elf_find_section(const void *data, size_t len, const char *name, size_t size, size_t *at)
{
	Elf_Scn *section = NULL;
	Elf *elf = NULL;
	bool found = false;
	size_t names;
	char *image;

	memcpy(&image, &data, sizeof(image)); /* elf_memory() predates const, and only reads */
	if (elf_version(EV_CURRENT) != EV_NONE && len > 0)
		elf = elf_memory(image, len);
	if (elf && elf_kind(elf) == ELF_K_ELF && elf_getshdrstrndx(elf, &names) == 0)
		while (!found && (section = elf_nextscn(elf, section)) != NULL)
			found = is_it(section, elf, names, name, size, len, at);
	elf_end(elf);
	return found;
}
