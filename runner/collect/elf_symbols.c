/* SPDX-License-Identifier: MIT */
/* The dynamic symbol table with its versions, as ld.so reads it. */
#include "collect/elf_image.h"

enum { BLOCK = 16 }; /* symbols read at once */

/* What is the same for all symbols of one file.  Rows are kept: only what differs is set anew. */
struct reading {
	struct elf_image *e;
	const struct sink *sink;
	struct elf_versions versions;
	struct elf_copies copies;
	size_t copies_seen; /* of `copies`, which are in the order of symbols */
	struct row exported;
	struct row imported;
};

static void reading_release(struct reading *r)
{
	elf_versions_release(&r->versions);
	elf_copies_release(&r->copies);
}

static uint64_t count_by_hash(struct elf_image *e)
{
	Elf_Data *d = e->hash ? elf_image_chunk_at(e, e->hash, 8, ELF_T_WORD) : NULL;
	const uint32_t *words;

	if (!d)
		return 0;
	words = d->d_buf;
	return words[1]; /* nchain is the number of symbols */
}

/* The highest index in the chains, and one: glibc, elf/dl-addr.c, does it this way. */
static uint64_t count_by_gnu_hash(struct elf_image *e)
{
	Elf_Data *d = e->gnu_hash ? elf_image_chunk_at(e, e->gnu_hash, 0, ELF_T_WORD) : NULL;
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

/* Where the next table after an address begins, as far as the dynamic section tells. */
static GElf_Addr next_table(const struct elf_image *e, GElf_Addr address)
{
	const GElf_Addr tables_at[] = { e->strtab,   e->symtab,	     e->versym,
					e->verdef,   e->verneed,     e->hash,
					e->gnu_hash, e->rel.address, e->rela.address };
	GElf_Addr next = UINT64_MAX;

	for (size_t i = 0; i < ARRAY_SIZE(tables_at); i++)
		if (tables_at[i] > address && tables_at[i] < next)
			next = tables_at[i];
	return next;
}

/*
 * DT_GNU_HASH does not count what is undefined when nothing is defined behind it.  There is room
 * for so many: at most, but the two tables seldom both have room to spare.
 */
static uint64_t count_by_room(const struct elf_image *e)
{
	uint64_t symbols = (next_table(e, e->symtab) - e->symtab) /
			   gelf_fsize(e->elf, ELF_T_SYM, 1, EV_CURRENT);
	uint64_t versions;

	if (!e->versym)
		return symbols;
	versions = (next_table(e, e->versym) - e->versym) / 2;
	return symbols < versions ? symbols : versions;
}

/* ld.so finds symbols by DT_GNU_HASH, whatever else says how many there are. */
static uint64_t count_said(struct elf_image *e, uint64_t said, uint64_t hashed)
{
	if (hashed > said)
		elf_image_error(e, "it says %llu symbols, but %llu are hashed",
				(unsigned long long)said, (unsigned long long)hashed);
	return said;
}

/* 0: cannot be told, since even an empty table has one. */
static uint64_t count_symbols(struct elf_image *e)
{
	uint64_t by_hash = count_by_hash(e);
	uint64_t by_gnu_hash = count_by_gnu_hash(e);
	uint64_t by_room;

	if (e->dynsym_count > 0 && e->dynsym_address == e->symtab)
		return count_said(e, e->dynsym_count,
				  by_hash > by_gnu_hash ? by_hash : by_gnu_hash);
	if (e->hash)
		return count_said(e, by_hash, by_gnu_hash);
	by_room = count_by_room(e);
	return by_room > by_gnu_hash && by_room <= e->size ? by_room : by_gnu_hash;
}

/* Words of columns with their lengths, as they are needed for every symbol. */
#define WORD(text)                     \
	{                              \
		text, sizeof(text) - 1 \
	}

static const struct elf_name *type_name(unsigned char info)
{
	static const struct elf_name names[16] = {
		[STT_FUNC] = WORD("function"), [STT_OBJECT] = WORD("object"),
		[STT_TLS] = WORD("tls"),       [STT_GNU_IFUNC] = WORD("ifunc"),
		[STT_COMMON] = WORD("common"),
	};
	static const struct elf_name none = WORD("none");
	const struct elf_name *name = &names[GELF_ST_TYPE(info)];

	return name->text ? name : &none;
}

static const struct elf_name *binding_name(unsigned char info)
{
	static const struct elf_name weak = WORD("weak");
	static const struct elf_name global = WORD("global");
	static const struct elf_name unique = WORD("unique");
	unsigned bind = GELF_ST_BIND(info);

	return bind == STB_WEAK ? &weak : bind == STB_GLOBAL ? &global : &unique;
}

static const struct elf_name *visibility_name(unsigned char other)
{
	static const struct elf_name by_default = WORD("default");
	static const struct elf_name protected = WORD("protected");

	return GELF_ST_VISIBILITY(other) == STV_PROTECTED ? &protected : &by_default;
}

static const struct elf_version unversioned = { { "", 0 }, { NULL, 0 } };

static void row_name(struct row *row, const struct elf_name *name)
{
	row_textn(row, name->text ? name->text : "", name->len);
}

static int put_import(struct reading *r, const struct elf_name *name,
		      const struct elf_version *version, const GElf_Sym *sym, struct error *err)
{
	struct row *row = &r->imported;

	row->count = 1; /* behind the file's number */
	row_name(row, name);
	row_name(row, &version->name);
	row_name(row, &version->library);
	row_int(row, GELF_ST_BIND(sym->st_info) == STB_WEAK);
	row_name(row, type_name(sym->st_info));
	return sink_put(r->sink, row, err);
}

static int put_export(struct reading *r, const struct elf_name *name,
		      const struct elf_version *version, bool hidden, const GElf_Sym *sym,
		      struct error *err)
{
	struct row *row = &r->exported;

	row->count = 1;
	row_name(row, name);
	row_name(row, &version->name);
	row_int(row, hidden);
	row_name(row, binding_name(sym->st_info));
	row_name(row, type_name(sym->st_info));
	row_name(row, visibility_name(sym->st_other));
	row_int(row, (int64_t)sym->st_size);
	row_int(row, (int64_t)sym->st_value);
	return sink_put(r->sink, row, err);
}

static int put_copy(struct reading *r, const struct elf_name *name,
		    const struct elf_version *version, const GElf_Sym *sym, struct error *err)
{
	struct row row = row_of(TABLE_elf_copy);

	row_int(&row, r->e->id);
	row_name(&row, name);
	row_name(&row, &version->name);
	row_int(&row, (int64_t)sym->st_size);
	return sink_put(r->sink, &row, err);
}

static void note_hardening(struct elf_image *e, const struct elf_name *name)
{
	const char *text = name->text;

	if (text[0] != '_' || text[1] != '_') /* an empty name ends there, too */
		return;
	if (starts_with(text, "__stack_chk_"))
		e->canary = true;
	else if (name->len > 4 && memcmp(text + name->len - 4, "_chk", 4) == 0)
		e->fortify = true;
}

static const struct elf_version *version_of(struct reading *r, const struct elf_name *name,
					    unsigned index)
{
	const struct elf_versions *v = &r->versions;

	if (index <= VER_NDX_GLOBAL)
		return &unversioned;
	if (index < v->count && v->items[index].name.text)
		return &v->items[index];
	elf_image_error(r->e, "%.60s: version %u is not there", name->text, index);
	return &unversioned;
}

/* A symbol of the file's own. */
static int put_defined(struct reading *r, const struct elf_name *name,
		       const struct elf_version *version, bool copied, bool hidden,
		       const GElf_Sym *sym, struct error *err)
{
	int ret = 0;

	/* The linker's mark for a version. */
	if (sym->st_shndx == SHN_ABS && version->name.len == name->len &&
	    memcmp(version->name.text, name->text, name->len) == 0)
		return 0;
	/* Room for a library's object: the library is still needed, and all others use the room. */
	if (copied || version->library.text)
		ret = put_import(r, name, version, sym, err);
	if (ret == 0 && copied)
		ret = put_copy(r, name, version, sym, err);
	return ret ? ret : put_export(r, name, version, hidden, sym, err);
}

static int put_symbol(struct reading *r, const GElf_Sym *sym, unsigned versym, bool copied,
		      struct error *err)
{
	unsigned bind = GELF_ST_BIND(sym->st_info);
	unsigned type = GELF_ST_TYPE(sym->st_info);
	unsigned visibility = GELF_ST_VISIBILITY(sym->st_other);
	unsigned index = versym & 0x7fff;
	bool undefined = sym->st_shndx == SHN_UNDEF;
	const struct elf_version *version;
	struct elf_name name;

	if ((bind != STB_GLOBAL && bind != STB_WEAK && bind != STB_GNU_UNIQUE) ||
	    type == STT_SECTION || type == STT_FILE)
		return 0;
	/* VER_NDX_LOCAL is no hindrance: ld.so takes it for the base version. */
	if (!undefined && (visibility == STV_HIDDEN || visibility == STV_INTERNAL))
		return 0;
	if (!elf_image_name(r->e, sym->st_name, &name) || name.len == 0)
		return 0;
	version = version_of(r, &name, index);
	if (!elf_image_spend(r->e, version->name.len + version->library.len))
		return 0;
	if (undefined) {
		note_hardening(r->e, &name);
		return put_import(r, &name, version, sym, err);
	}
	return put_defined(r, &name, version, copied, versym & 0x8000, sym, err);
}

static bool is_copied(struct reading *r, uint64_t symbol)
{
	if (r->copies_seen == r->copies.count || r->copies.items[r->copies_seen] != symbol)
		return false;
	r->copies_seen++;
	return true;
}

/*
 * Names lie far apart and reading one means waiting for memory; those of a block are sent for all
 * at once.  This is a third of the time.
 */
static size_t read_block(struct reading *r, Elf_Data *symbols, uint64_t first, uint64_t count,
			 GElf_Sym out[BLOCK])
{
	size_t n = 0;

	for (; n < BLOCK && first + n < count; n++) {
		if (!gelf_getsym(symbols, (int)(first + n), &out[n])) {
			elf_image_error(r->e, "symbol %llu cannot be read",
					(unsigned long long)(first + n));
			break;
		}
		if (out[n].st_name < r->e->strings_len)
			__builtin_prefetch(r->e->strings + out[n].st_name);
	}
	return n;
}

static int put_symbols(struct reading *r, Elf_Data *symbols, Elf_Data *versyms, uint64_t count,
		       struct error *err)
{
	GElf_Sym block[BLOCK];
	uint64_t first = 1;
	size_t n;

	for (; (n = read_block(r, symbols, first, count, block)) > 0; first += n) {
		for (size_t i = 0; i < n; i++) {
			GElf_Versym versym = VER_NDX_GLOBAL;
			int ret;

			if (versyms && !gelf_getversym(versyms, (int)(first + i), &versym))
				versym = VER_NDX_GLOBAL;
			ret = put_symbol(r, &block[i], versym, is_copied(r, first + i), err);
			if (ret < 0)
				return ret;
		}
	}
	if (r->copies_seen < r->copies.count)
		elf_image_error(r->e, "a copy relocation is for symbol %u, which is not there",
				r->copies.items[r->copies_seen]);
	return 0;
}

static int read_symbols(struct reading *r, struct error *err)
{
	struct elf_image *e = r->e;
	size_t size = gelf_fsize(e->elf, ELF_T_SYM, 1, EV_CURRENT);
	uint64_t count = count_symbols(e);
	Elf_Data *symbols;
	Elf_Data *versyms = NULL;

	if (count == 0) {
		elf_image_error(e, "how many symbols it has cannot be told");
		return 0;
	}
	symbols = count <= e->size / size
			  ? elf_image_chunk_at(e, e->symtab, count * size, ELF_T_SYM)
			  : NULL;
	if (!symbols) {
		elf_image_error(e, "%llu symbols do not fit into the file",
				(unsigned long long)count);
		return 0;
	}
	if (e->versym) {
		versyms = elf_image_chunk_at(e, e->versym, count * 2, ELF_T_HALF);
		if (!versyms)
			elf_image_error(e, "the versions of symbols are outside the file");
	}
	return put_symbols(r, symbols, versyms, count, err);
}

int elf_image_symbols(struct elf_image *e, const struct sink *sink, struct error *err)
{
	AUTO(reading)
	struct reading r = { .e = e,
			     .sink = sink,
			     .exported = row_of(TABLE_elf_export),
			     .imported = row_of(TABLE_elf_import) };
	int ret;

	row_int(&r.exported, e->id);
	row_int(&r.imported, e->id);
	ret = elf_image_versions(e, &r.versions, sink, err);
	if (ret == 0)
		ret = elf_image_copies(e, &r.copies, err);
	return ret ? ret : read_symbols(&r, err);
}
