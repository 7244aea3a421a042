/* SPDX-License-Identifier: MIT */
/*
 * Notes: the build id, the GNU properties of the x86-64 and AArch64 psABI supplements, and
 * libraries that are opened at run time.
 */
#include "collect/elf_image.h"

/* Numbers of the psABIs that <elf.h> of glibc 2.36 does not all have. */
enum {
	NOTE_BUILD_ID = 3,
	NOTE_PROPERTY_TYPE_0 = 5,
	NOTE_FDO_DLOPEN = 0x407c0c0a,
};

/* A linker writes three or four; each costs time, whatever they claim to hold. */
enum { NOTE_SEGMENTS_MAX = 64 };

#define PROPERTY_AARCH64_FEATURE_1_AND 0xc0000000U
#define PROPERTY_X86_FEATURE_1_AND     0xc0000002U
#define PROPERTY_X86_ISA_1_NEEDED      0xc0008002U
#define PROPERTY_X86_ISA_1_USED	       0xc0010002U
#define PROPERTY_1_NEEDED	       0xb0008000U

static uint32_t word(const struct elf_image *e, const unsigned char *p)
{
	if (e->header.e_ident[EI_DATA] == ELFDATA2MSB)
		return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

static void build_id(struct elf_image *e, const unsigned char *p, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	size_t max = (sizeof(e->build_id) - 1) / 2;
	char *out = e->build_id;

	for (size_t i = 0; i < len && i < max; i++) {
		*out++ = digits[p[i] >> 4];
		*out++ = digits[p[i] & 15];
	}
	*out = '\0';
}

/* The highest level is what it comes to; NULL: none that is known. */
static const char *isa_level(uint32_t bits)
{
	static const char *const levels[] = { "x86-64-baseline", "x86-64-v2", "x86-64-v3",
					      "x86-64-v4" };

	for (size_t i = ARRAY_SIZE(levels); i-- > 0;)
		if (bits >> i & 1)
			return levels[i];
	return NULL;
}

static void property(struct elf_image *e, uint32_t type, uint32_t bits)
{
	if (type == PROPERTY_1_NEEDED)
		elf_image_trait(e, TRAIT_INDIRECT_EXTERN_ACCESS, bits & 1);
	switch (e->header.e_machine) {
	case EM_X86_64:
	case EM_386:
		if (type == PROPERTY_X86_FEATURE_1_AND) {
			e->ibt = bits & 1;
			e->shstk = bits & 2;
		} else if (type == PROPERTY_X86_ISA_1_NEEDED) {
			/* ld.so refuses what it does not know */
			e->isa_needed = bits >> 4 ? "unknown" : isa_level(bits);
		} else if (type == PROPERTY_X86_ISA_1_USED) {
			e->isa_used = isa_level(bits);
		}
		break;
	case EM_AARCH64:
		if (type == PROPERTY_AARCH64_FEATURE_1_AND) {
			e->ibt = bits & 1;   /* BTI */
			e->shstk = bits & 4; /* GCS */
		}
		break;
	default:
		break;
	}
}

static void properties(struct elf_image *e, const unsigned char *p, size_t len)
{
	size_t align = e->header.e_ident[EI_CLASS] == ELFCLASS64 ? 8 : 4;

	while (len >= 8) {
		uint32_t type = word(e, p);
		size_t size = word(e, p + 4);
		size_t padded;

		p += 8;
		len -= 8;
		if (size > len) {
			elf_image_error(e, "a GNU property goes past its note");
			return;
		}
		if (size == 4)
			property(e, type, word(e, p));
		padded = (size + align - 1) / align * align;
		if (padded > len)
			return;
		p += padded;
		len -= padded;
	}
}

static int note(struct elf_image *e, const GElf_Nhdr *n, const unsigned char *name,
		const unsigned char *desc, const struct sink *sink, struct error *err)
{
	if (n->n_namesz != 4)
		return 0;
	if (memcmp(name, "GNU", 4) == 0) {
		if (n->n_type == NOTE_BUILD_ID)
			build_id(e, desc, n->n_descsz);
		else if (n->n_type == NOTE_PROPERTY_TYPE_0)
			properties(e, desc, n->n_descsz);
	} else if (memcmp(name, "FDO", 4) == 0 && n->n_type == NOTE_FDO_DLOPEN) {
		return elf_image_dlopen(e, (const char *)desc, n->n_descsz, sink, err);
	}
	return 0;
}

int elf_image_notes(struct elf_image *e, const GElf_Phdr *segment, const struct sink *sink,
		    struct error *err)
{
	Elf_Data *data;
	size_t at = 0;
	size_t next;
	size_t name;
	size_t desc;
	GElf_Nhdr n;
	int ret = 0;

	if (++e->notes > NOTE_SEGMENTS_MAX) {
		elf_image_error(e, "more than %d segments of notes", NOTE_SEGMENTS_MAX);
		return 0;
	}
	data = elf_image_chunk(e, segment->p_offset, segment->p_filesz,
			       segment->p_align == 8 ? ELF_T_NHDR8 : ELF_T_NHDR);
	if (!data) {
		if (segment->p_filesz > 0)
			elf_image_error(e, "a note is outside the file");
		return 0;
	}
	while (ret == 0 && at < data->d_size &&
	       (next = gelf_getnote(data, at, &n, &name, &desc)) > 0) {
		const unsigned char *bytes = data->d_buf;

		ret = note(e, &n, bytes + name, bytes + desc, sink, err);
		at = next;
	}
	return ret;
}
