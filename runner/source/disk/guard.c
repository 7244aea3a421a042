/* SPDX-License-Identifier: MIT */
#include "source/disk/guard.h"

/* Keys of table boot that the host writes; the others (target ...) only a guest can know. */
static const char *const host_boot_keys[] = { "outcome", "firmware", "reason" };

static bool is(const struct value *v, const char *text)
{
	return v->type == VALUE_TEXT && v->len == strlen(text) &&
	       memcmp(v->text, text, v->len) == 0;
}

/* What a guest can know.  A new part is the host's, until it is listed here. */
static const unsigned guests_parts = EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(UNITS) |
				     EVIDENCE(KERNEL) | EVIDENCE(MOUNTS) | EVIDENCE(ACCOUNTS) |
				     EVIDENCE(LISTENERS) | EVIDENCE(COMMANDS) | EVIDENCE(CONFIG);

static bool is_guests_part(const struct value *name)
{
	for (enum part p = 0; p < PART_COUNT; p++)
		if (guests_parts & PART_BIT(p) && is(name, parts[p].name))
			return true;
	return false;
}

static bool is_hosts(const struct row *row)
{
	enum part part = tables[row->table].part;

	/* Packages are read here, from the database the guest sends; it may say that it could not.
	 */
	if (row->table == TABLE_part)
		return !is_guests_part(&row->values[0]) &&
		       !(is(&row->values[0], parts[PART_PACKAGES].name) &&
			 is(&row->values[1], "failed"));
	if (part != PART_BOOT)
		return part == PART_NONE ? row->table != TABLE_volatile
					 : !(guests_parts & PART_BIT(part));
	if (row->table != TABLE_boot)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(host_boot_keys); i++)
		if (is(&row->values[0], host_boot_keys[i]))
			return true;
	return false;
}

static int put(void *arg, const struct row *row, struct error *err)
{
	struct guard *g = arg;

	if (row->count > 0 && is_hosts(row))
		return error_set(err, EPROTO, "a row of table %s that only the host may write",
				 tables[row->table].name);
	if (!g->to)
		return error_set(err, EPROTO, "a row that nobody asked for");
	g->rows++;
	return g->to->put(g->to->arg, row, err);
}

static int file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct guard *g = arg;

	if (!g->to || !g->to->file)
		return error_set(err, EPROTO, "a file where none was expected");
	return g->to->file(g->to->arg, name, data, len, err);
}

struct sink guard_sink(struct guard *g)
{
	return (struct sink){ .arg = g, .put = put, .file = file };
}
