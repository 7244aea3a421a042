/* SPDX-License-Identifier: MIT */
#include "judge/setting/format.h"

#define FORMAT(name) extern const struct setting_format setting_##name;
#include "judge/setting/formats.def"
#undef FORMAT

const struct setting_format *const setting_formats[] = {
#define FORMAT(name) &setting_##name,
#include "judge/setting/formats.def"
#undef FORMAT
	NULL
};

struct setting_object *setting_single(struct arena *arena, struct setting_objects *out)
{
	out->items = arena_alloc(arena, sizeof(*out->items));
	if (!out->items)
		return NULL;
	out->count = 1;
	out->items[0] = (struct setting_object){ .winner = SIZE_MAX };
	return out->items;
}

bool setting_assign(struct arena *arena, struct setting_object *object, size_t *room,
		    const char *value, const char *place, unsigned flags)
{
	struct assignment *items = object->items;
	struct assignment one = { .flags = flags };

	one.value = value ? arena_strdup(arena, value) : NULL;
	one.place = arena_strdup(arena, place);
	if ((value && !one.value) || !one.place)
		return false;
	if (object->count == *room) {
		size_t more = *room ? 2 * *room : 4;

		items = arena_alloc(arena, more * sizeof(*items));
		if (!items)
			return false;
		for (size_t i = 0; i < object->count; i++)
			items[i] = object->items[i];
		object->items = items;
		*room = more;
	}
	items[object->count] = one;
	object->winner = object->count++;
	return true;
}
