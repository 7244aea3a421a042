/* SPDX-License-Identifier: MIT */
#include "source/disk/guard.h"

/* Keys of table boot that the host writes; the others (target ...) only a guest can know. */
static const char *const host_boot_keys[] = { "outcome", "firmware", "reason" };

static bool is(const struct value *v, const char *text)
{
	return v->type == VALUE_TEXT && v->len == strlen(text) &&
	       memcmp(v->text, text, v->len) == 0;
}

static bool is_hosts(const struct row *row)
{
	if (row->table == TABLE_meta || row->table == TABLE_console)
		return true;
	/* Packages are read here, from the database the guest sends; it may say that it could not.
	 */
	if (tables[row->table].part == PART_PACKAGES)
		return true;
	if (row->table == TABLE_part)
		return is(&row->values[0], parts[PART_BOOT].name) ||
		       (is(&row->values[0], parts[PART_PACKAGES].name) &&
			!is(&row->values[1], "failed"));
	if (row->table != TABLE_boot)
		return false;
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
