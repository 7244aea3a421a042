/* SPDX-License-Identifier: MIT */
/* Headers, segments, names, and the row of an ELF file. */
#include "collect/elf.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

#include "collect/elf_image.h"

/*
 * Each symbol takes 30 bytes of the file and more; a row of it seldom has four times as much text.
 * A small file may.
 */
enum { TEXT_SPARE = 1 << 20 };

/* The longest name on a whole Debian has 1,042 bytes.  The wire's frames take eight of these. */
enum { ELF_NAME_MAX = 128 << 10 };

/*
 * Tables that do not say how long they are: versions, of which libraries have some hundred, and the
 * hash table, which has room for a million symbols in this.
 */
enum { TABLE_MAX = 8 << 20 };

/* All tables of one file together: those of a 300 MB browser have 40 MiB. */
enum { TABLES_MAX = 256 << 20 };

void elf_image_error(struct elf_image *e, const char *fmt, ...)
{
	va_list ap;

	if (e->error[0])
		return;
	va_start(ap, fmt);
	vsnprintf(e->error, sizeof(e->error), fmt, ap);
	va_end(ap);
}

bool elf_image_segment(struct elf_image *e, size_t i, GElf_Phdr *out)
{
	if (gelf_getphdr(e->elf, (int)i, out))
		return true;
	elf_image_error(e, "program header %zu cannot be read", i);
	return false;
}

size_t elf_image_at(struct elf_image *e, GElf_Addr address, size_t *offset)
{
	for (size_t i = 0; i < e->segments; i++) {
		GElf_Phdr p;
		uint64_t into;
		uint64_t left;

		if (!elf_image_segment(e, i, &p))
			return 0;
		if (p.p_type != PT_LOAD || address < p.p_vaddr)
			continue;
		into = address - p.p_vaddr;
		if (into >= p.p_filesz || p.p_offset >= e->size || into >= e->size - p.p_offset)
			continue;
		*offset = (size_t)(p.p_offset + into);
		left = p.p_filesz - into;
		return left < e->size - *offset ? (size_t)left : e->size - *offset;
	}
	return 0;
}

Elf_Data *elf_image_chunk(struct elf_image *e, uint64_t offset, uint64_t size, Elf_Type type)
{
	if (size == 0 || offset > e->size || size > e->size - offset)
		return NULL;
	if (size > e->bytes_left) {
		elf_image_error(e, "its tables are larger than %d MiB", TABLES_MAX >> 20);
		return NULL;
	}
	e->bytes_left -= size;
	return elf_getdata_rawchunk(e->elf, (int64_t)offset, (size_t)size, type);
}

const char *elf_image_bytes(struct elf_image *e, uint64_t offset, uint64_t size)
{
	const Elf_Data *d = elf_image_chunk(e, offset, size, ELF_T_BYTE);

	return d ? d->d_buf : NULL;
}

Elf_Data *elf_image_chunk_at(struct elf_image *e, GElf_Addr address, uint64_t size, Elf_Type type)
{
	size_t offset = 0;
	size_t have = elf_image_at(e, address, &offset);

	if (have == 0 || size > have)
		return NULL;
	if (size == 0)
		size = have < TABLE_MAX ? have : TABLE_MAX;
	return elf_image_chunk(e, offset, size, type);
}

bool elf_image_spend(struct elf_image *e, size_t len)
{
	if (len <= e->text_left) {
		e->text_left -= len;
		return true;
	}
	e->text_left = 0;
	e->strings_len = 0; /* no more names: each would cost time */
	elf_image_error(e, "its names are longer than the file");
	return false;
}

bool elf_image_name(struct elf_image *e, uint64_t offset, struct elf_name *out)
{
	if (offset >= e->strings_len) {
		elf_image_error(e, "a name at %llu is outside of the string table",
				(unsigned long long)offset);
		return false;
	}
	out->text = e->strings + offset;
	out->len = strnlen(out->text, ELF_NAME_MAX); /* the table ends in NUL */
	if (out->len == ELF_NAME_MAX) {
		elf_image_error(e, "a name is longer than %d KiB", ELF_NAME_MAX >> 10);
		return false;
	}
	return elf_image_spend(e, out->len);
}

static uint16_t type_of(const unsigned char *head)
{
	if (head[EI_DATA] == ELFDATA2MSB)
		return (uint16_t)(head[16] << 8 | head[17]);
	return (uint16_t)(head[17] << 8 | head[16]);
}

bool elf_is_wanted(const void *head, size_t len)
{
	uint16_t type;

	if (len < SELFMAG || memcmp(head, ELFMAG, SELFMAG) != 0)
		return false;
	if (len < EI_NIDENT + 2)
		return true; /* cut short: it was one, and nothing is known of it */
	type = type_of(head);
	return type == ET_EXEC || type == ET_DYN;
}

/*
 * Extended numbering keeps counts in section 0.  No file that is loaded needs it, and libelf
 * would make room for as many sections as a hostile file claims.
 */
static bool numbering_is_plain(const unsigned char *data, size_t size)
{
	uint16_t phnum;
	uint16_t shnum;
	uint64_t shoff = 0;

	if (data[EI_CLASS] == ELFCLASS64) {
		Elf64_Ehdr h;

		if (size < sizeof(h))
			return true; /* libelf says what is wrong */
		memcpy(&h, data, sizeof(h));
		phnum = h.e_phnum;
		shnum = h.e_shnum;
		shoff = h.e_shoff;
	} else {
		Elf32_Ehdr h;

		if (size < sizeof(h))
			return true;
		memcpy(&h, data, sizeof(h));
		phnum = h.e_phnum;
		shnum = h.e_shnum;
		shoff = h.e_shoff;
	}
	return phnum != PN_XNUM && (shnum != 0 || shoff == 0); /* the same in either byte order */
}

/* False: not even the header makes sense.  `data` is NULL for an open file. */
static bool read_header(struct elf_image *e, const void *data, int fd)
{
	char *image;

	if (!numbering_is_plain(e->head, e->size)) {
		elf_image_error(e, "too many headers");
		return false;
	}
	elf_version(EV_CURRENT);
	/* libelf's type is not const, but it does not write to an image opened to be read */
	memcpy(&image, &data, sizeof(image));
	e->elf = data ? elf_memory(image, e->size) : elf_begin(fd, ELF_C_READ, NULL);
	if (!e->elf || elf_kind(e->elf) != ELF_K_ELF || !gelf_getehdr(e->elf, &e->header)) {
		elf_image_error(e, "the ELF header cannot be read");
		return false;
	}
	if (elf_getphdrnum(e->elf, &e->segments) < 0) {
		e->segments = 0;
		elf_image_error(e, "the program headers cannot be read");
	}
	/* libelf gives as many as fit into the file */
	if (e->segments < e->header.e_phnum)
		elf_image_error(e, "the program headers are outside the file");
	return true;
}

static void read_interpreter(struct elf_image *e, const GElf_Phdr *p)
{
	const char *name = p->p_filesz <= PATH_MAX /* for the kernel, too */
				   ? elf_image_bytes(e, p->p_offset, p->p_filesz)
				   : NULL;

	if (name && memchr(name, '\0', (size_t)p->p_filesz))
		e->interpreter = name;
	else
		elf_image_error(e, "the interpreter's name is outside the file, or has no end");
}

static void read_dynamic_segment(struct elf_image *e, const GElf_Phdr *p)
{
	e->dynamic = elf_image_chunk(e, p->p_offset, p->p_filesz, ELF_T_DYN);
	if (!e->dynamic)
		elf_image_error(e, "the dynamic section is outside the file");
}

static int read_segments(struct elf_image *e, const struct sink *sink, struct error *err)
{
	bool stack_said = false;
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < e->segments; i++) {
		GElf_Phdr p;

		if (!elf_image_segment(e, i, &p))
			break;
		switch (p.p_type) {
		case PT_LOAD:
			if ((p.p_flags & PF_W) && (p.p_flags & PF_X))
				e->wx = true;
			if (p.p_filesz > e->size || p.p_offset > e->size - p.p_filesz)
				elf_image_error(e, "segment %zu is outside the file", i);
			break;
		case PT_DYNAMIC:
			read_dynamic_segment(e, &p);
			break;
		case PT_INTERP:
			read_interpreter(e, &p);
			break;
		case PT_GNU_STACK:
			stack_said = true;
			e->exec_stack = p.p_flags & PF_X;
			break;
		case PT_GNU_RELRO:
			e->relro = true;
			break;
		case PT_NOTE:
		case PT_GNU_PROPERTY:
			ret = elf_image_notes(e, &p, sink, err);
			break;
		default:
			break;
		}
	}
	/* glibc, elf/dl-load.c: an object without the header gets DEFAULT_STACK_PERMS, executable
	 */
	if (!stack_said && e->dynamic)
		e->exec_stack = true;
	return ret;
}

static void row_osabi(struct row *row, const struct elf_image *e, char text[16])
{
	unsigned abi = e->head[EI_OSABI];
	unsigned version = e->head[EI_ABIVERSION];
	int n = abi == ELFOSABI_SYSV	? snprintf(text, 16, "sysv")
		: abi == ELFOSABI_LINUX ? snprintf(text, 16, "gnu")
					: snprintf(text, 16, "%u", abi);

	if (version != 0)
		snprintf(text + n, 16 - (size_t)n, "/%u", version);
	row_text(row, text);
}

/* A file that was not read has none of it. */
static void row_machine(struct row *row, const struct elf_image *e, char number[16], char abi[16])
{
	if (e->head[EI_CLASS] != ELFCLASS32 && e->head[EI_CLASS] != ELFCLASS64) {
		for (unsigned i = 0; i < 4; i++)
			row_null(row);
		return;
	}
	row_int(row, e->head[EI_CLASS] == ELFCLASS64 ? 64 : 32);
	switch (e->header.e_machine) {
	case EM_X86_64:
		row_text(row, "x86_64");
		break;
	case EM_AARCH64:
		row_text(row, "aarch64");
		break;
	case EM_386:
		row_text(row, "i386");
		break;
	default:
		snprintf(number, 16, "%u", (unsigned)e->header.e_machine);
		row_text(row, number);
	}
	row_osabi(row, e, abi);
	row_int(row, e->header.e_flags);
}

static const char *const trait_names[TRAIT_COUNT] = {
	[TRAIT_AUDIT] = "audit",	 [TRAIT_FILTER] = "filter",
	[TRAIT_FINI] = "fini",		 [TRAIT_INDIRECT_EXTERN_ACCESS] = "indirect-extern-access",
	[TRAIT_INIT] = "init",		 [TRAIT_INITFIRST] = "initfirst",
	[TRAIT_NODEFLIB] = "nodeflib",	 [TRAIT_NODELETE] = "nodelete",
	[TRAIT_NOOPEN] = "noopen",	 [TRAIT_ORIGIN] = "origin",
	[TRAIT_RELR] = "relr",		 [TRAIT_STATIC_TLS] = "static-tls",
	[TRAIT_SYMBOLIC] = "symbolic",	 [TRAIT_TYPES_BTF] = "types-btf",
	[TRAIT_TYPES_CTF] = "types-ctf", [TRAIT_TYPES_DWARF] = "types-dwarf",
};

static void row_traits(struct row *row, const struct elf_image *e, char text[256])
{
	size_t len = 0;

	for (size_t i = 0; i < TRAIT_COUNT; i++) {
		size_t n = strlen(trait_names[i]);

		if (!(e->traits >> i & 1))
			continue;
		if (len > 0)
			text[len++] = ' ';
		memcpy(text + len, trait_names[i], n); /* all of them are some 160 bytes */
		len += n;
	}
	row_textn(row, text, len);
}

static int put_elf(struct elf_image *e, const char *path, const struct sink *sink,
		   struct error *err)
{
	struct row row = row_of(TABLE_elf);
	bool executable;
	char machine[16];
	char abi[16];
	char traits[256];

	/* Linkers of old did not set DF_1_PIE; libc.so.6 has an interpreter, and a soname. */
	if (e->header.e_type == ET_DYN && e->interpreter && !e->soname)
		e->pie = true;
	executable = e->header.e_type == ET_EXEC || e->pie;
	row_int(&row, e->id);
	row_text(&row, path);
	row_machine(&row, e, machine, abi);
	row_text(&row, executable ? "executable" : "shared");
	row_text(&row, e->soname);
	row_text(&row, e->interpreter);
	row_text(&row, e->rpath);
	row_text(&row, e->runpath);
	row_text(&row, e->build_id[0] ? e->build_id : NULL);
	row_text(&row, !e->relro ? "none" : e->bind_now ? "full" : "partial");
	row_int(&row, e->bind_now);
	row_int(&row, e->pie);
	row_int(&row, e->exec_stack);
	row_int(&row, e->textrel);
	row_int(&row, e->wx);
	row_int(&row, e->canary);
	row_int(&row, e->fortify);
	row_int(&row, e->ibt);
	row_int(&row, e->shstk);
	row_text(&row, e->isa_needed);
	row_text(&row, e->isa_used);
	row_traits(&row, e, traits);
	row_text(&row, e->error[0] ? e->error : NULL);
	return sink_put(sink, &row, err);
}

static int put_image(struct elf_image *e, const char *path, const void *data, int fd,
		     const struct sink *sink, struct error *err)
{
	int ret = 0;

	e->header.e_type = type_of(e->head);
	e->text_left = 4 * (uint64_t)e->size + TEXT_SPARE;
	if (read_header(e, data, fd)) {
		ret = read_segments(e, sink, err);
		elf_image_sections(e);
		if (ret == 0 && e->dynamic)
			ret = elf_image_dynamic(e, sink, err);
		else if (e->header.e_type == ET_DYN) /* ld.so loads none without */
			elf_image_error(e, "no dynamic section");
		if (ret == 0 && e->symtab && e->strings)
			ret = elf_image_symbols(e, sink, err);
		else if (e->symtab)
			elf_image_error(e, "symbols without a string table");
	}
	if (ret == 0)
		ret = put_elf(e, path, sink, err);
	elf_end(e->elf);
	return ret;
}

int elf_put(const struct sink *sink, int64_t id, const char *path, const void *data, size_t len,
	    struct error *err)
{
	struct elf_image e = { .id = id, .size = len };

	if (len < EI_NIDENT + 2)
		return elf_put_unread(sink, id, path, "cut short in the ELF header", err);
	e.bytes_left = UINT64_MAX; /* they are in memory */
	memcpy(e.head, data, len < sizeof(e.head) ? len : sizeof(e.head));
	return put_image(&e, path, data, -1, sink, err);
}

int elf_put_file(const struct sink *sink, int64_t id, const char *path, int fd, size_t len,
		 struct error *err)
{
	struct elf_image e = { .id = id, .size = len, .bytes_left = TABLES_MAX };

	if (pread(fd, e.head, sizeof(e.head), 0) < EI_NIDENT + 2)
		return elf_put_unread(sink, id, path, "it changed while it was read", err);
	return put_image(&e, path, NULL, fd, sink, err);
}

int elf_put_unread(const struct sink *sink, int64_t id, const char *path, const char *why,
		   struct error *err)
{
	struct elf_image e = { .id = id };

	elf_image_error(&e, "%s", why);
	return put_elf(&e, path, sink, err);
}
