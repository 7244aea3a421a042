/* SPDX-License-Identifier: MIT */
#include "judge/unit_file.h"

#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"
#include "judge/unit_triggers.h"

enum { ALIASES_DEEP = 8 };

const char *const unit_use_names[] = {
	[UNIT_ABSENT] = "absent",      [UNIT_MASKED] = "masked",
	[UNIT_DISABLED] = "disabled",  [UNIT_ENABLED] = "enabled",
	[UNIT_STATIC] = "static",      [UNIT_PRESET] = "enabled by preset",
	[UNIT_INDIRECT] = "activated",
};

static const char *const folder_names[] = { "/etc/systemd/system", "/run/systemd/system",
					    "/usr/local/lib/systemd/system",
					    "/usr/lib/systemd/system" };
const struct text_list unit_folders = { .items = folder_names, .count = ARRAY_SIZE(folder_names) };

/* A link to it need not be followed, and in an unpacked root often cannot be. */
static bool leads_to_null(const char *target)
{
	static const char null[] = "/dev/null";
	size_t n = strlen(target);

	return n >= sizeof(null) - 1 && streq(target + n - (sizeof(null) - 1), null);
}

const char *unit_template(struct arena *arena, const char *name)
{
	const char *at = strchr(name, '@');
	const char *type = strrchr(name, '.');

	if (!at || !type || type <= at + 1)
		return NULL;
	return arena_printf(arena, "%.*s%s", (int)(at + 1 - name), name, type);
}

static bool is_empty_file(struct evidence *ev, const char *path)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT 1 FROM file WHERE path = ?1 AND type = 'file' AND size = 0", 1, &path);

	return cursor_next(&c);
}

static enum unit_found look(struct evidence *ev, const char *name, struct arena *arena,
			    const char **path, int depth);

/* A link in a folder of unit files: a mask, an alias, or a file that is kept elsewhere. */
static enum unit_found look_link(struct evidence *ev, const char *link, const char *name,
				 const char *target, struct arena *arena, const char **path,
				 int depth)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (leads_to_null(target))
		return UNIT_FILE_MASK;
	if (!streq(fs_basename(target), name))
		return depth < ALIASES_DEEP ? look(ev, fs_basename(target), arena, path, depth + 1)
					    : UNIT_FILE_NONE;
	if (!image_real_path(ev, link, &real))
		return UNIT_FILE_NONE;
	if (streq(buf_str(&real), "/dev/null") || is_empty_file(ev, buf_str(&real)))
		return UNIT_FILE_MASK;
	*path = arena_strdup(arena, link);
	return *path ? UNIT_FILE_THERE : UNIT_FILE_NONE;
}

static enum unit_found look(struct evidence *ev, const char *name, struct arena *arena,
			    const char **path, int depth)
{
	for (size_t i = 0; i < unit_folders.count; i++) {
		const char *p = arena_printf(arena, "%s/%s", unit_folders.items[i], name);
		AUTO(cursor) struct cursor c = { 0 };

		if (!p)
			return UNIT_FILE_NONE;
		c = cursor_open(ev, "SELECT type, size, target FROM file WHERE path = ?1", 1, &p);
		if (!cursor_next(&c) || streq(cursor_text(&c, 0), "directory"))
			continue;
		if (streq(cursor_text(&c, 0), "symlink")) {
			const char *target = arena_strdup(arena, cursor_text(&c, 2));

			return target ? look_link(ev, p, name, target, arena, path, depth)
				      : UNIT_FILE_NONE;
		}
		if (!cursor_null(&c, 1) && cursor_int(&c, 1) == 0)
			return UNIT_FILE_MASK;
		*path = p;
		return UNIT_FILE_THERE;
	}
	return UNIT_FILE_NONE;
}

enum unit_found unit_file_look(struct evidence *ev, const char *name, struct arena *arena,
			       const char **path)
{
	*path = NULL;
	return look(ev, name, arena, path, 0);
}

/* What is asked of the links: the names of one unit, and what speaks for them. */
struct links_state {
	struct arena *arena;
	struct text_list names; /* the unit, its aliases */
	size_t names_room;
	struct text_list taken; /* "x.target.wants/NAME" that an earlier folder masks */
	size_t taken_room;
	const char *by_etc;
	const char *by_usr;
	const char *by_bus;
	bool failed;
};

/* The name itself; of a template any of its instances. */
static bool is_named(const struct links_state *s, const char *entry)
{
	const char *template = unit_template(s->arena, entry);

	for (size_t i = 0; i < s->names.count; i++)
		if (streq(s->names.items[i], entry) ||
		    (template && streq(s->names.items[i], template)))
			return true;
	return false;
}

static bool is_dependency_folder(const char *rest, size_t n)
{
	static const char *const endings[] = { ".wants", ".requires", ".upholds" };

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++) {
		size_t len = strlen(endings[i]);

		if (n > len && strncmp(rest + n - len, endings[i], len) == 0)
			return true;
	}
	return false;
}

static void set_once(struct links_state *s, const char **by, const char *path)
{
	if (*by)
		return;
	*by = arena_strdup(s->arena, path);
	s->failed = s->failed || !*by;
}

static void push(struct links_state *s, struct text_list *list, size_t *room, const char *text)
{
	s->failed = s->failed || !config_push(s->arena, list, room, text);
}

/* A link beside the unit files: another name of the unit. */
static void take_alias(struct links_state *s, bool vendor, const char *path, const char *entry,
		       const char *target)
{
	if (leads_to_null(target) || streq(fs_basename(target), entry) ||
	    !is_named(s, fs_basename(target)) || text_list_has(&s->names, entry))
		return;
	push(s, &s->names, &s->names_room, entry);
	if (!vendor)
		set_once(s, &s->by_etc, path);
	else if (starts_with(entry, "dbus-"))
		set_once(s, &s->by_bus, path);
}

/* A link in a folder of dependencies; those of the initial RAM disk's targets are not this boot's.
 */
static void take_dependency(struct links_state *s, bool vendor, const char *path, const char *rest,
			    bool masks)
{
	const char *slash = strchr(rest, '/');

	if (!is_dependency_folder(rest, (size_t)(slash - rest)) || strchr(slash + 1, '/') ||
	    starts_with(rest, "initrd") || !is_named(s, slash + 1) ||
	    text_list_has(&s->taken, rest))
		return;
	if (masks)
		push(s, &s->taken, &s->taken_room, rest);
	else
		set_once(s, vendor ? &s->by_usr : &s->by_etc, path);
}

/* One folder's links: its aliases, or its dependencies. */
static void take_folder(struct evidence *ev, struct links_state *s, size_t folder, bool aliases)
{
	AUTO(buf) struct buf below = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf after = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	const char *dir = unit_folders.items[folder];
	bool vendor = starts_with(dir, "/usr/");

	buf_addf(&below, "%s/", dir);
	buf_addf(&after, "%s0", dir); /* '0' is the byte behind '/' */
	c = cursor_open(ev,
			"SELECT path, type, target FROM file WHERE path > ?1 AND path < ?2 AND "
			"(type = 'symlink' OR type = 'file' AND size = 0) ORDER BY path",
			2, (const char *[]){ buf_str(&below), buf_str(&after) });
	while (cursor_next(&c)) {
		const char *path = cursor_text(&c, 0);
		const char *rest = path + below.len;
		bool link = streq(cursor_text(&c, 1), "symlink");

		if (aliases && link && !strchr(rest, '/'))
			take_alias(s, vendor, path, rest, cursor_text(&c, 2));
		if (!aliases && strchr(rest, '/'))
			take_dependency(s, vendor, path, rest,
					!link || leads_to_null(cursor_text(&c, 2)));
	}
}

/* Only what [Install] names can be enabled; drop-ins have none (systemd.unit(5)). */
static int has_install(struct evidence *ev, const char *path, struct findings *findings)
{
	static const char *const keys[] = { "WantedBy", "RequiredBy", "UpheldBy", "Alias" };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	bool inside = false;

	if (config_text(ev, path, &text, findings) < 0)
		return -1;
	lines.rest = buf_str(&text);
	while (config_line(&lines, true, &line)) {
		const char *l = buf_str(&line);

		if (*l == '[')
			inside = streq(l, "[Install]");
		for (size_t i = 0; inside && i < ARRAY_SIZE(keys); i++) {
			size_t n = strlen(keys[i]);

			if (strncmp(l, keys[i], n) == 0 && l[n + strspn(l + n, " \t")] == '=')
				return 1;
		}
	}
	return 0;
}

/* What the first boot will make of a unit that nothing enables yet. */
static bool judge_preset(struct evidence *ev, const char *name, struct arena *arena,
			 struct unit_file *out, struct findings *findings)
{
	const char *place = NULL;
	int enables = unit_preset_enables(ev, name, arena, &place, findings);

	if (enables > 0)
		enables = has_install(ev, out->path, findings);
	if (enables < 0)
		return false;
	if (enables) {
		out->use = UNIT_PRESET;
		out->by = place ? place : "no preset names it, which enables";
	}
	return true;
}

static bool links_say(struct evidence *ev, const char *name, struct arena *arena,
		      struct unit_file *out, struct findings *findings)
{
	struct links_state s = { .arena = arena };
	const char *real = fs_basename(out->path);

	push(&s, &s.names, &s.names_room, name);
	/* An instance has its own name, and the template's file. */
	if (!streq(real, name) && !strstr(real, "@."))
		push(&s, &s.names, &s.names_room, real);
	for (size_t i = 0; i < unit_folders.count; i++)
		take_folder(ev, &s, i, true);
	for (size_t i = 0; i < unit_folders.count; i++)
		take_folder(ev, &s, i, false);
	if (s.failed) {
		finding_error(findings, "out of memory");
		return false;
	}
	out->by = s.by_etc ? s.by_etc : s.by_usr ? s.by_usr : s.by_bus;
	out->use = s.by_etc   ? UNIT_ENABLED
		   : s.by_usr ? UNIT_STATIC
		   : s.by_bus ? UNIT_INDIRECT
			      : UNIT_DISABLED;
	return true;
}

bool unit_file_find(struct evidence *ev, const char *name, struct arena *arena,
		    struct unit_file *out, struct findings *findings)
{
	const char *template = unit_template(arena, name);
	enum unit_found found = unit_file_look(ev, name, arena, &out->path);

	out->by = NULL;
	if (found == UNIT_FILE_NONE && template)
		found = unit_file_look(ev, template, arena, &out->path);
	if (found != UNIT_FILE_THERE) {
		out->use = found == UNIT_FILE_MASK ? UNIT_MASKED : UNIT_ABSENT;
		return true;
	}
	if (!links_say(ev, name, arena, out, findings))
		return false;
	if (out->use == UNIT_DISABLED && !judge_preset(ev, name, arena, out, findings))
		return false;
	if (out->use != UNIT_DISABLED || ends_with(name, ".socket") || ends_with(name, ".timer") ||
	    ends_with(name, ".path"))
		return true;
	return unit_triggers(ev, name, arena, out, findings);
}
