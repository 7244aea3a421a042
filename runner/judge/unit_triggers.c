/* SPDX-License-Identifier: MIT */
#include "judge/unit_triggers.h"

#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"

struct trigger {
	const char *type; /* with its dot */
	const char *section;
	const char *key;
};

static const struct trigger triggers[] = {
	{ ".socket", "Socket", "Service" },
	{ ".timer", "Timer", "Unit" },
	{ ".path", "Path", "Unit" },
};

/* "x.socket" starts "x.service", and x@.service for each connection where Accept=yes. */
static bool has_name_of(const char *trigger, const char *name)
{
	size_t stem = (size_t)(strrchr(trigger, '.') - trigger);

	if (strncmp(trigger, name, stem) != 0)
		return false;
	return streq(name + stem, ".service") ||
	       (starts_with(name + stem, "@") && ends_with(name, ".service"));
}

/* 1: it starts the unit; 0: not; -1: not known. */
static int starts(struct evidence *ev, const struct trigger *t, const char *trigger,
		  const char *name, struct arena *arena, struct findings *findings)
{
	struct unit_value value;
	int set = unit_file_value(ev, trigger, t->section, t->key, arena, &value, findings);

	if (set < 0)
		return -1;
	return set ? streq(value.value, name) : has_name_of(trigger, name);
}

static bool try_one(struct evidence *ev, const struct trigger *t, const char *trigger,
		    const char *name, struct arena *arena, struct unit_file *out,
		    struct findings *findings)
{
	struct unit_file u;
	int yes = starts(ev, t, trigger, name, arena, findings);

	if (yes <= 0)
		return yes == 0;
	if (!unit_file_find(ev, trigger, arena, &u, findings))
		return false;
	if (!unit_in_use(&u))
		return true;
	out->use = UNIT_INDIRECT;
	out->by = arena_printf(arena, "%s (%s%s%s)", trigger, unit_use_names[u.use],
			       u.by ? ": " : "", u.by ? u.by : "");
	return out->by != NULL;
}

bool unit_triggers(struct evidence *ev, const char *name, struct arena *arena,
		   struct unit_file *out, struct findings *findings)
{
	for (size_t i = 0; i < ARRAY_SIZE(triggers); i++) {
		for (size_t j = 0; j < unit_folders.count; j++) {
			const char *glob = arena_printf(arena, "%s/*%s", unit_folders.items[j],
							triggers[i].type);
			struct text_list found;

			if (!glob || !image_glob(ev, glob, arena, &found)) {
				finding_error(findings, "out of memory");
				return false;
			}
			for (size_t k = 0; k < found.count && out->use == UNIT_DISABLED; k++)
				if (!try_one(ev, &triggers[i], fs_basename(found.items[k]), name,
					     arena, out, findings))
					return false;
		}
	}
	return true;
}
