/* SPDX-License-Identifier: MIT */
/*
 * Versions that are defined and needed, as ld.so reads them: from link to link until there is none,
 * whatever the counts beside them say.  It takes none of another form than the one there is.
 */
#include "collect/elf_image.h"

enum {
	VERSIONS_MAX = 32768,	   /* indices are 15 bits */
	VERSION_STEPS_MAX = 65536, /* entries looked at in one file, so that loops end */
};

void elf_versions_release(struct elf_versions *v)
{
	free(v->items);
}

static int set_version(struct elf_image *e, struct elf_versions *v, unsigned index,
		       const struct elf_name *name, const struct elf_name *library,
		       struct error *err)
{
	if (name->len == 0) /* its symbols would look as if they had no version */
		elf_image_error(e, "a version has no name");
	index &= VERSIONS_MAX - 1;
	if (index >= v->count) {
		size_t count = index + 16;
		struct elf_version *items = reallocarray(v->items, count, sizeof(*items));

		if (!items)
			return error_memory(err);
		memset(items + v->count, 0, (count - v->count) * sizeof(*items));
		v->items = items;
		v->count = count;
	}
	v->items[index] = (struct elf_version){ *name, *library };
	return 0;
}

/* The offset of the next entry; false at the end, or when it is not in the data. */
static bool next_entry(struct elf_image *e, struct elf_versions *v, const Elf_Data *d, size_t *at,
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

static int put_verdef(const struct elf_image *e, const struct sink *sink, const GElf_Verdef *def,
		      const struct elf_name *name, const struct elf_name *parent, struct error *err)
{
	struct row row = row_of(TABLE_elf_verdef);

	row_int(&row, e->id);
	row_textn(&row, name->text, name->len);
	row_int(&row, def->vd_ndx & (VERSIONS_MAX - 1));
	row_textn(&row, parent->text, parent->len);
	row_int(&row, (def->vd_flags & VER_FLG_WEAK) != 0);
	return sink_put(sink, &row, err);
}

/* The first name of a definition is its own, the second that of the version it follows. */
static bool verdef_name(struct elf_image *e, Elf_Data *d, size_t *at, uint32_t step,
			struct elf_name *name, uint32_t *next)
{
	GElf_Verdaux aux;

	if (step >= d->d_size - *at || !gelf_getverdaux(d, (int)(*at + step), &aux)) {
		elf_image_error(e, "a version definition cannot be read");
		return false;
	}
	*at += step;
	*next = aux.vda_next;
	return elf_image_name(e, aux.vda_name, name);
}

static int read_verdefs(struct elf_image *e, struct elf_versions *v, const struct sink *sink,
			struct error *err)
{
	static const struct elf_name own = { 0 };
	Elf_Data *d = elf_image_chunk_at(e, e->verdef, 0, ELF_T_VDEF);
	uint32_t step = 0;
	size_t at = 0;
	int ret = 0;

	if (!d) {
		elf_image_error(e, "the version definitions are outside the file");
		return 0;
	}
	do {
		struct elf_name parent = { "", 0 };
		struct elf_name name;
		size_t aux = at;
		uint32_t next = 0;
		GElf_Verdef def;

		if (!gelf_getverdef(d, (int)at, &def) || def.vd_version != VER_DEF_CURRENT) {
			elf_image_error(e, "a version definition cannot be read");
			break;
		}
		step = def.vd_next;
		if ((def.vd_flags & VER_FLG_BASE) ||
		    !verdef_name(e, d, &aux, def.vd_aux, &name, &next) ||
		    (next != 0 && !verdef_name(e, d, &aux, next, &parent, &next)))
			continue;
		ret = set_version(e, v, def.vd_ndx, &name, &own, err);
		if (ret == 0)
			ret = put_verdef(e, sink, &def, &name, &parent, err);
	} while (ret == 0 && next_entry(e, v, d, &at, step));
	return ret;
}

static int put_verneed(const struct elf_image *e, const struct sink *sink,
		       const struct elf_name *library, const struct elf_name *name, bool weak,
		       struct error *err)
{
	struct row row = row_of(TABLE_elf_verneed);

	row_int(&row, e->id);
	row_textn(&row, library->text, library->len);
	row_textn(&row, name->text, name->len);
	row_int(&row, weak);
	return sink_put(sink, &row, err);
}

/* The versions needed of one library. */
static int read_vernauxs(struct elf_image *e, struct elf_versions *v, Elf_Data *d, size_t at,
			 const struct elf_name *library, const struct sink *sink, struct error *err)
{
	uint32_t step = 0;
	int ret = 0;

	do {
		GElf_Vernaux aux;
		struct elf_name name;

		if (!gelf_getvernaux(d, (int)at, &aux)) {
			elf_image_error(e, "a needed version cannot be read");
			break;
		}
		step = aux.vna_next;
		if (!elf_image_name(e, aux.vna_name, &name) || !elf_image_spend(e, library->len))
			break;
		ret = set_version(e, v, aux.vna_other, &name, library, err);
		if (ret == 0)
			ret = put_verneed(e, sink, library, &name, aux.vna_flags & VER_FLG_WEAK,
					  err);
	} while (ret == 0 && next_entry(e, v, d, &at, step));
	return ret;
}

static int read_verneeds(struct elf_image *e, struct elf_versions *v, const struct sink *sink,
			 struct error *err)
{
	Elf_Data *d = elf_image_chunk_at(e, e->verneed, 0, ELF_T_VNEED);
	uint32_t step = 0;
	size_t at = 0;
	int ret = 0;

	if (!d) {
		elf_image_error(e, "the needed versions are outside the file");
		return 0;
	}
	do {
		GElf_Verneed need;
		struct elf_name library;

		if (!gelf_getverneed(d, (int)at, &need) || need.vn_version != VER_NEED_CURRENT ||
		    need.vn_aux >= d->d_size - at) {
			elf_image_error(e, "a needed library cannot be read");
			break;
		}
		step = need.vn_next;
		if (!elf_image_name(e, need.vn_file, &library))
			break;
		ret = read_vernauxs(e, v, d, at + need.vn_aux, &library, sink, err);
	} while (ret == 0 && next_entry(e, v, d, &at, step));
	return ret;
}

int elf_image_versions(struct elf_image *e, struct elf_versions *v, const struct sink *sink,
		       struct error *err)
{
	int ret = 0;

	if (e->verdef)
		ret = read_verdefs(e, v, sink, err);
	if (ret == 0 && e->verneed)
		ret = read_verneeds(e, v, sink, err);
	return ret;
}
