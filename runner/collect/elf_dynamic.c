/* SPDX-License-Identifier: MIT */
/* The dynamic section: flags, where the tables are, and what is needed. */
#include "collect/elf_image.h"

static bool dynamic_entry(const struct elf_image *e, int i, GElf_Dyn *out)
{
	return gelf_getdyn(e->dynamic, i, out) && out->d_tag != DT_NULL;
}

static void flags(struct elf_image *e, uint64_t value)
{
	e->textrel |= (value & DF_TEXTREL) != 0;
	e->bind_now |= (value & DF_BIND_NOW) != 0;
	elf_image_trait(e, TRAIT_ORIGIN, value & DF_ORIGIN);
	elf_image_trait(e, TRAIT_STATIC_TLS, value & DF_STATIC_TLS);
	elf_image_trait(e, TRAIT_SYMBOLIC, value & DF_SYMBOLIC);
}

static void flags_1(struct elf_image *e, uint64_t value)
{
	e->bind_now |= (value & DF_1_NOW) != 0;
	e->pie |= (value & DF_1_PIE) != 0;
	elf_image_trait(e, TRAIT_ORIGIN, value & DF_1_ORIGIN);
	elf_image_trait(e, TRAIT_INITFIRST, value & DF_1_INITFIRST);
	elf_image_trait(e, TRAIT_NODEFLIB, value & DF_1_NODEFLIB);
	elf_image_trait(e, TRAIT_NODELETE, value & DF_1_NODELETE);
	elf_image_trait(e, TRAIT_NOOPEN, value & DF_1_NOOPEN);
}

static void dynamic_flags(struct elf_image *e, const GElf_Dyn *d)
{
	switch (d->d_tag) {
	case DT_TEXTREL:
		e->textrel = true;
		break;
	case DT_BIND_NOW:
		e->bind_now = true;
		break;
	case DT_FLAGS:
		flags(e, d->d_un.d_val);
		break;
	case DT_FLAGS_1:
		flags_1(e, d->d_un.d_val);
		break;
	case DT_SYMBOLIC:
		elf_image_trait(e, TRAIT_SYMBOLIC, true);
		break;
	case DT_RELR:
		elf_image_trait(e, TRAIT_RELR, true);
		break;
	case DT_AUDIT:
	case DT_DEPAUDIT:
		elf_image_trait(e, TRAIT_AUDIT, true);
		break;
	case DT_FILTER:
	case DT_AUXILIARY:
		elf_image_trait(e, TRAIT_FILTER, true);
		break;
	case DT_INIT: /* whether by a function or by a list of them is the compiler's affair */
	case DT_INIT_ARRAY:
	case DT_PREINIT_ARRAY:
		elf_image_trait(e, TRAIT_INIT, true);
		break;
	case DT_FINI:
	case DT_FINI_ARRAY:
		elf_image_trait(e, TRAIT_FINI, true);
		break;
	default:
		break;
	}
}

static void relocation_tables(struct elf_image *e, const GElf_Dyn *d)
{
	switch (d->d_tag) {
	case DT_REL:
		e->rel.address = d->d_un.d_ptr;
		break;
	case DT_RELSZ:
		e->rel.size = d->d_un.d_val;
		break;
	case DT_RELCOUNT:
		e->rel.relative = d->d_un.d_val;
		break;
	case DT_RELA:
		e->rela.address = d->d_un.d_ptr;
		break;
	case DT_RELASZ:
		e->rela.size = d->d_un.d_val;
		break;
	case DT_RELACOUNT:
		e->rela.relative = d->d_un.d_val;
		break;
	default:
		break;
	}
}

static void symbol_tables(struct elf_image *e, const GElf_Dyn *d)
{
	switch (d->d_tag) {
	case DT_STRTAB:
		e->strtab = d->d_un.d_ptr;
		break;
	case DT_STRSZ:
		e->strtab_size = d->d_un.d_val;
		break;
	case DT_SYMTAB:
		e->symtab = d->d_un.d_ptr;
		break;
	case DT_VERSYM:
		e->versym = d->d_un.d_ptr;
		break;
	case DT_VERDEF:
		e->verdef = d->d_un.d_ptr;
		break;
	case DT_VERNEED:
		e->verneed = d->d_un.d_ptr;
		break;
	case DT_HASH:
		e->hash = d->d_un.d_ptr;
		break;
	case DT_GNU_HASH:
		e->gnu_hash = d->d_un.d_ptr;
		break;
	default:
		break;
	}
}

/* The table is cut behind its last NUL, so that all that begins in it ends in it. */
static void find_strings(struct elf_image *e)
{
	size_t offset = 0;
	size_t have = elf_image_at(e, e->strtab, &offset);
	const char *last;

	if (have == 0) {
		elf_image_error(e, "the string table is outside the file");
		return;
	}
	if (e->strtab_size > have)
		elf_image_error(e, "the string table goes past its segment");
	else
		have = (size_t)e->strtab_size;
	e->strings = elf_image_bytes(e, offset, have);
	last = e->strings ? memrchr(e->strings, '\0', have) : NULL;
	e->strings_len = last ? (size_t)(last - e->strings) + 1 : 0;
}

static int put_needed(struct elf_image *e, const struct sink *sink, int64_t position, uint64_t name,
		      struct error *err)
{
	struct row row = row_of(TABLE_elf_needed);
	struct elf_name soname;

	if (!elf_image_name(e, name, &soname))
		return 0;
	row_int(&row, e->id);
	row_int(&row, position);
	row_textn(&row, soname.text, soname.len);
	return sink_put(sink, &row, err);
}

static const char *text(struct elf_image *e, uint64_t offset)
{
	struct elf_name name;

	return elf_image_name(e, offset, &name) ? name.text : NULL;
}

/* Names need the string table, which may stand behind them: hence twice. */
int elf_image_dynamic(struct elf_image *e, const struct sink *sink, struct error *err)
{
	int64_t position = 0;
	GElf_Dyn d;
	int ret = 0;

	for (int i = 0; dynamic_entry(e, i, &d); i++) {
		dynamic_flags(e, &d);
		relocation_tables(e, &d);
		symbol_tables(e, &d);
	}
	if (e->strtab)
		find_strings(e);
	for (int i = 0; ret == 0 && dynamic_entry(e, i, &d); i++) {
		if (d.d_tag == DT_NEEDED)
			ret = put_needed(e, sink, position++, d.d_un.d_val, err);
		else if (d.d_tag == DT_SONAME)
			e->soname = text(e, d.d_un.d_val);
		else if (d.d_tag == DT_RPATH)
			e->rpath = text(e, d.d_un.d_val);
		else if (d.d_tag == DT_RUNPATH)
			e->runpath = text(e, d.d_un.d_val);
	}
	return ret;
}
