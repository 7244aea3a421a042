/* SPDX-License-Identifier: MIT */
#include "judge/image.h"
#include "judge/path_set.h"
#include "judge/setting/format.h"

#define FORMAT_AS(name, word) FORMAT(name)
#define FORMAT(name)	      extern const struct setting_format setting_##name;
#include "judge/setting/formats.def"
#undef FORMAT

const struct setting_format *const setting_formats[] = {
#define FORMAT(name) &setting_##name,
#include "judge/setting/formats.def"
#undef FORMAT
	NULL
};

#undef FORMAT_AS
#define FORMAT_AS(name, word) word,
#define FORMAT(name)	      #name,
const char *const setting_format_names[] = {
#include "judge/setting/formats.def"
	NULL
};
#undef FORMAT
#undef FORMAT_AS

bool setting_glob(struct evidence *ev, const char *pattern, struct arena *arena,
		  struct text_list *out, struct findings *findings)
{
	if (!path_set_known(ev, pattern, findings))
		return false;
	if (!image_glob(ev, pattern, arena, out)) {
		finding_error(findings, "%s could not be expanded", pattern);
		return false;
	}
	return true;
}

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
