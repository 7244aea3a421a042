/* SPDX-License-Identifier: MIT */
/* The dynamic symbol table with its versions, as ld.so reads it. */
#include "collect/elf_image.h"

#include <stdio.h>

enum {
	VERSIONS_MAX = 32768,	   /* indices are 15 bits */
	VERSION_STEPS_MAX = 65536, /* entries looked at in one file, so that loops end */
};

struct version {
	const char *name;    /* NULL: no such index */
	const char *library; /* of a version that is needed; NULL: of one that is defined */
};

struct versions {
	struct version *items;
	size_t count;
	unsigned steps;
};

static void versions_release(struct versions *v)
{
	free(v->items);
}

static int set_version(struct versions *v, unsigned index, const char *name, const char *library,
		       struct error *err)
{
	index &= VERSIONS_MAX - 1;
	if (index >= v->count) {
		size_t count = index + 16;
		struct version *items = reallocarray(v->items, count, sizeof(*items));

		if (!items)
			return error_memory(err);
		memset(items + v->count, 0, (count - v->count) * sizeof(*items));
		v->items = items;
		v->count = count;
	}
	v->items[index] = (struct version){ name, library };
	return 0;
}

static Elf_Data *chunk_at(struct elf_image *e, GElf_Addr address, uint64_t size, Elf_Type type)
{
	size_t offset = 0;
	size_t have = elf_image_at(e, address, &offset);

	if (have == 0 || size > have)
		return NULL;
	return elf_image_chunk(e, offset, size ? size : have, type);
}

/* The offset of the next entry; false at the end, or when it is not in the data. */
static bool next_entry(struct elf_image *e, struct versions *v, const Elf_Data *d, size_t *at,
		       uint32_t step)
{
	if (step == 0)
		return false;
	if (step >= d->d_size - *at || ++v->steps > VERSION_STEPS_MAX) {
		elf_image_error(e, "the symbol versions do not end");
		return false;
	}
	*at += step;
	return true;
}

static int put_verdef(const struct elf_image *e, const struct sink *sink, const char *name,
		      struct error *err)
{
	struct row row = row_of(TABLE_elf_verdef);

	row_int(&row, e->id);
	row_text(&row, name);
	return sink_put(sink, &row, err);
}

static int read_verdefs(struct elf_image *e, struct versions *v, const struct sink *sink,
			struct error *err)
{
	Elf_Data *d = chunk_at(e, e->verdef, 0, ELF_T_VDEF);
	uint32_t step = 0;
	size_t at = 0;

	if (!d) {
		elf_image_error(e, "the version definitions are outside the file");
		return 0;
	}
	for (uint64_t i = 0; i < e->verdef_count; i++) {
		GElf_Verdef def;
		GElf_Verdaux aux;
		const char *name;
		int ret;

		if ((i > 0 && !next_entry(e, v, d, &at, step)))
			break;
		if (!gelf_getverdef(d, (int)at, &def) || def.vd_aux >= d->d_size - at ||
		    !gelf_getverdaux(d, (int)(at + def.vd_aux), &aux)) {
			elf_image_error(e, "a version definition cannot be read");
			break;
		}
		name = elf_image_string(e, aux.vda_name);
		step = def.vd_next;
		if (!name || (def.vd_flags & VER_FLG_BASE))
			continue;
		ret = set_version(v, def.vd_ndx, name, NULL, err);
		if (ret == 0)
			ret = put_verdef(e, sink, name, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

/* The versions needed of one library. */
static int read_vernauxs(struct elf_image *e, struct versions *v, Elf_Data *d, size_t at,
			 unsigned count, const char *library, struct error *err)
{
	uint32_t step = 0;

	for (unsigned i = 0; i < count; i++) {
		GElf_Vernaux aux;
		const char *name;
		int ret;

		if (i > 0 && !next_entry(e, v, d, &at, step))
			break;
		if (!gelf_getvernaux(d, (int)at, &aux)) {
			elf_image_error(e, "a needed version cannot be read");
			break;
		}
		step = aux.vna_next;
		name = elf_image_string(e, aux.vna_name);
		if (!name)
			break;
		ret = set_version(v, aux.vna_other, name, library, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

static int read_verneeds(struct elf_image *e, struct versions *v, struct error *err)
{
	Elf_Data *d = chunk_at(e, e->verneed, 0, ELF_T_VNEED);
	uint32_t step = 0;
	size_t at = 0;

	if (!d) {
		elf_image_error(e, "the needed versions are outside the file");
		return 0;
	}
	for (uint64_t i = 0; i < e->verneed_count; i++) {
		GElf_Verneed need;
		const char *library;
		int ret;

		if (i > 0 && !next_entry(e, v, d, &at, step))
			break;
		if (!gelf_getverneed(d, (int)at, &need) || need.vn_aux >= d->d_size - at) {
			elf_image_error(e, "a needed library cannot be read");
			break;
		}
		step = need.vn_next;
		library = elf_image_string(e, need.vn_file);
		if (!library)
			break;
		ret = read_vernauxs(e, v, d, at + need.vn_aux, need.vn_cnt, library, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

/* Symbols as the section header says; 0: there is none. */
static uint64_t count_by_section(struct elf_image *e)
{
	Elf_Scn *s = NULL;
	GElf_Shdr h;

	while ((s = elf_nextscn(e->elf, s)) != NULL)
		if (gelf_getshdr(s, &h) && h.sh_type == SHT_DYNSYM && h.sh_addr == e->symtab &&
		    h.sh_entsize > 0)
			return h.sh_size / h.sh_entsize;
	return 0;
}

static uint64_t count_by_hash(struct elf_image *e)
{
	Elf_Data *d = e->hash ? chunk_at(e, e->hash, 8, ELF_T_WORD) : NULL;
	const uint32_t *words;

	if (!d)
		return 0;
	words = d->d_buf;
	return words[1]; /* nchain is the number of symbols */
}

/* The highest index in the chains, and one: glibc, elf/dl-addr.c, does it this way. */
static uint64_t count_by_gnu_hash(struct elf_image *e)
{
	Elf_Data *d = e->gnu_hash ? chunk_at(e, e->gnu_hash, 0, ELF_T_WORD) : NULL;
	uint64_t bloom_words = e->header.e_ident[EI_CLASS] == ELFCLASS64 ? 2 : 1;
	const uint32_t *w;
	uint64_t n;
	uint64_t buckets;
	uint64_t chains;
	uint64_t last = 0;

	if (!d || d->d_size < 16)
		return 0;
	w = d->d_buf;
	n = d->d_size / 4;
	buckets = 4 + (uint64_t)w[2] * bloom_words;
	chains = buckets + w[0];
	if (chains > n)
		return 0;
	for (uint64_t i = buckets; i < chains; i++)
		if (w[i] > last)
			last = w[i];
	if (last < w[1])
		return w[1];
	for (uint64_t i = chains + (last - w[1]); i < n; i++, last++)
		if (w[i] & 1)
			return last + 1;
	return 0;
}

static uint64_t count_symbols(struct elf_image *e)
{
	uint64_t n = count_by_section(e);

	if (n == 0)
		n = count_by_hash(e);
	if (n == 0)
		n = count_by_gnu_hash(e);
	return n;
}

static const char *type_name(unsigned char info)
{
	switch (GELF_ST_TYPE(info)) {
	case STT_FUNC:
		return "function";
	case STT_OBJECT:
		return "object";
	case STT_TLS:
		return "tls";
	case STT_GNU_IFUNC:
		return "ifunc";
	case STT_COMMON:
		return "common";
	default:
		return "none";
	}
}

static int put_import(const struct elf_image *e, const struct sink *sink, const char *name,
		      const struct version *version, bool weak, struct error *err)
{
	struct row row = row_of(TABLE_elf_import);

	row_int(&row, e->id);
	row_text(&row, name);
	row_text(&row, version ? version->name : "");
	row_text(&row, version && version->library ? version->library : "");
	row_int(&row, weak);
	return sink_put(sink, &row, err);
}

static int put_export(const struct elf_image *e, const struct sink *sink, const char *name,
		      const struct version *version, bool hidden, const GElf_Sym *sym,
		      struct error *err)
{
	struct row row = row_of(TABLE_elf_export);
	unsigned bind = GELF_ST_BIND(sym->st_info);

	row_int(&row, e->id);
	row_text(&row, name);
	row_text(&row, version ? version->name : "");
	row_int(&row, hidden);
	row_text(&row, bind == STB_WEAK ? "weak" : bind == STB_GLOBAL ? "global" : "unique");
	row_text(&row, type_name(sym->st_info));
	row_int(&row, (int64_t)sym->st_size);
	return sink_put(sink, &row, err);
}

static void note_hardening(struct elf_image *e, const char *name)
{
	if (name[0] != '_' || name[1] != '_')
		return;
	if (starts_with(name, "__stack_chk_"))
		e->canary = true;
	else if (ends_with(name, "_chk"))
		e->fortify = true;
}

static int put_symbol(struct elf_image *e, const struct versions *v, const struct sink *sink,
		      const GElf_Sym *sym, unsigned versym, struct error *err)
{
	unsigned bind = GELF_ST_BIND(sym->st_info);
	unsigned type = GELF_ST_TYPE(sym->st_info);
	unsigned visibility = GELF_ST_VISIBILITY(sym->st_other);
	unsigned index = versym & 0x7fff;
	const struct version *version = NULL;
	const char *name;

	if ((bind != STB_GLOBAL && bind != STB_WEAK && bind != STB_GNU_UNIQUE) ||
	    type == STT_SECTION || type == STT_FILE)
		return 0;
	name = elf_image_string(e, sym->st_name);
	if (!name || !*name)
		return 0;
	if (index > VER_NDX_GLOBAL) {
		if (index < v->count && v->items[index].name)
			version = &v->items[index];
		else
			elf_image_error(e, "%.60s: version %u is not there", name, index);
	}
	if (sym->st_shndx == SHN_UNDEF) {
		note_hardening(e, name);
		return put_import(e, sink, name, version, bind == STB_WEAK, err);
	}
	if (visibility == STV_HIDDEN || visibility == STV_INTERNAL ||
	    (index == VER_NDX_LOCAL && e->versym))
		return 0;
	if (version && version->library) /* a copy of a library's object: it is still needed */
		return put_import(e, sink, name, version, false, err);
	if (sym->st_shndx == SHN_ABS && version && streq(version->name, name))
		return 0; /* the linker's mark for a version */
	return put_export(e, sink, name, version, versym & 0x8000, sym, err);
}

static int read_symbols(struct elf_image *e, const struct versions *v, const struct sink *sink,
			struct error *err)
{
	size_t size = gelf_fsize(e->elf, ELF_T_SYM, 1, EV_CURRENT);
	uint64_t count = count_symbols(e);
	Elf_Data *symbols;
	Elf_Data *versyms = NULL;

	if (count == 0)
		return 0;
	symbols = count <= e->size / size ? chunk_at(e, e->symtab, count * size, ELF_T_SYM) : NULL;
	if (!symbols) {
		elf_image_error(e, "%llu symbols do not fit into the file",
				(unsigned long long)count);
		return 0;
	}
	if (e->versym) {
		versyms = chunk_at(e, e->versym, count * 2, ELF_T_HALF);
		if (!versyms)
			elf_image_error(e, "the versions of symbols are outside the file");
	}
	for (uint64_t i = 1; i < count; i++) {
		GElf_Versym versym = VER_NDX_GLOBAL;
		GElf_Sym sym;
		int ret;

		if (!gelf_getsym(symbols, (int)i, &sym)) {
			elf_image_error(e, "symbol %llu cannot be read", (unsigned long long)i);
			return 0;
		}
		if (versyms && !gelf_getversym(versyms, (int)i, &versym))
			versym = VER_NDX_GLOBAL;
		ret = put_symbol(e, v, sink, &sym, versym, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

int elf_image_symbols(struct elf_image *e, const struct sink *sink, struct error *err)
{
	AUTO(versions) struct versions v = { 0 };
	int ret = 0;

	if (e->verdef)
		ret = read_verdefs(e, &v, sink, err);
	if (ret == 0 && e->verneed)
		ret = read_verneeds(e, &v, err);
	if (ret == 0)
		ret = read_symbols(e, &v, sink, err);
	return ret;
}
