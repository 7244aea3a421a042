/* SPDX-License-Identifier: MIT */
#include "judge/mounted.h"

#include <ctype.h>

#include "judge/config.h"
#include "judge/image.h"
#include "judge/mount_options.h"
#include "judge/unit_file.h"

static const char fstab[] = "/etc/fstab";

struct line {
	bool found;
	bool automatic; /* mounted at boot, or when somebody looks */
	const char *fstype;
	const char *options;
	const char *place;
};

struct looking {
	struct evidence *ev;
	const char *target;
	struct arena *arena;
	struct findings *findings;
	struct buf losers;
	bool failed;
};

static void looking_release(struct looking *l)
{
	buf_release(&l->losers);
}

static void lose(struct looking *l, const char *place, const char *options)
{
	buf_addf(&l->losers, "%s%s: %s", l->losers.len ? "\n" : "", place, options);
}

static const char *keep(struct looking *l, const char *text)
{
	char *kept = arena_strdup(l->arena, text);

	l->failed |= !kept;
	return kept ? kept : "";
}

/* The next field of a line of fstab(5), "\040" made a blank. */
static bool next_field(const char **s, struct buf *out)
{
	buf_clear(out);
	*s += strspn(*s, " \t");
	for (; **s && !strchr(" \t", **s); (*s)++) {
		const char *p = *s;

		if (p[0] == '\\' && p[1] >= '0' && p[1] <= '3' && p[2] >= '0' && p[2] <= '7' &&
		    p[3] >= '0' && p[3] <= '7') {
			buf_addc(out, (char)((p[1] - '0') << 6 | (p[2] - '0') << 3 | (p[3] - '0')));
			*s += 3;
		} else {
			buf_addc(out, *p);
		}
	}
	return out->len > 0;
}

/* "/tmp/" and "//tmp" are /tmp. */
static void clean_path(const char *path, struct buf *out)
{
	buf_clear(out);
	for (; *path; path++)
		if (*path != '/' || (path[1] && path[1] != '/'))
			buf_addc(out, *path);
	if (!out->len)
		buf_addc(out, '/');
}

static void take_line(struct looking *l, const char *text, unsigned number, struct line *out)
{
	AUTO(buf) struct buf field = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);
	const char *place;
	const char *options;

	if (*text == '#' || !next_field(&text, &field) || !next_field(&text, &field))
		return;
	clean_path(buf_str(&field), &path);
	if (!streq(buf_str(&path), l->target))
		return;
	next_field(&text, &type);
	place = arena_printf(l->arena, "%s:%u", fstab, number);
	options = keep(l, next_field(&text, &field) ? buf_str(&field) : "defaults");
	l->failed |= !place;
	if (!place)
		return;
	if (out->found) {
		lose(l, place, options);
		return;
	}
	*out = (struct line){ .found = true,
			      .automatic = mount_has_option(options, "auto") ||
					   mount_has_word(options, "x-systemd.automount"),
			      .fstype = keep(l, buf_str(&type)),
			      .options = options,
			      .place = place };
}

static bool read_fstab(struct looking *l, struct line *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	if (config_text(l->ev, fstab, &text, l->findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line))
		take_line(l, buf_str(&line), lines.number, out);
	return true;
}

/* "/var/log" -> "var-log.mount" (systemd.unit(5), systemd-escape --path). */
static void unit_name(const char *path, struct buf *out)
{
	path++;
	if (!*path)
		buf_addc(out, '-');
	for (const char *p = path; *p; p++) {
		if (*p == '/')
			buf_addc(out, '-');
		else if (isalnum((unsigned char)*p) || *p == ':' || *p == '_' ||
			 (*p == '.' && p > path))
			buf_addc(out, *p);
		else
			buf_addf(out, "\\x%02x", (unsigned char)*p);
	}
	buf_add(out, ".mount");
}

/* What the manager mounts before it reads a unit (src/shared/mount-setup.c, mount_table). */
static const struct line api_mounts[] = {
	{ true, true, "proc", "rw,nosuid,nodev,noexec", "/proc" },
	{ true, true, "sysfs", "rw,nosuid,nodev,noexec", "/sys" },
	{ true, true, "devtmpfs", "rw,nosuid", "/dev" },
	{ true, true, "tmpfs", "rw,nosuid,nodev", "/dev/shm" },
	{ true, true, "devpts", "rw,nosuid,noexec", "/dev/pts" },
	{ true, true, "tmpfs", "rw,nosuid,nodev", "/run" },
	{ true, true, "cgroup2", "rw,nosuid,nodev,noexec", "/sys/fs/cgroup" },
};

static bool api_mount(struct looking *l, struct line *out)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(api_mounts); i++)
		if (streq(api_mounts[i].place, l->target) &&
		    image_real_path(l->ev, "/usr/lib/systemd/systemd", &real)) {
			*out = api_mounts[i];
			out->place = "systemd's own mounts";
			return true;
		}
	return false;
}

static bool of_vendor(const char *path)
{
	return starts_with(path, "/usr/");
}

/* A value of the unit; `fallback` where it has none.  False: it is not known. */
static bool unit_value(struct looking *l, const char *unit, const char *key, const char *fallback,
		       struct unit_value *out)
{
	int there = unit_file_value(l->ev, unit, "Mount", key, l->arena, out, l->findings);

	if (there == 0)
		*out = (struct unit_value){ .value = fallback };
	return there >= 0;
}

/* The last Options= of section Mount in this file, if any. */
static bool take_drop_in(struct looking *l, const char *path, struct mount_fact *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	bool inside = false;

	if (config_text(l->ev, path, &text, l->findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, true, &line)) {
		const char *s = buf_str(&line);

		if (*s == '[')
			inside = streq(s, "[Mount]");
		if (!inside || !starts_with(s, "Options"))
			continue;
		s += strlen("Options");
		s += strspn(s, " \t");
		if (*s != '=')
			continue;
		s++;
		lose(l, out->place, out->options);
		out->options = keep(l, s + strspn(s, " \t"));
		out->place = arena_printf(l->arena, "%s:%u", path, lines.number);
		l->failed |= !out->place;
	}
	return true;
}

/* A drop-in changes the unit that fstab makes, for which there is no file, as it changes any. */
static bool fstab_drop_ins(struct looking *l, const char *unit, struct mount_fact *out)
{
	struct text_list folders;
	struct text_list files;

	if (!unit_drop_ins(l->arena, unit, &folders)) {
		l->failed = true;
		return true;
	}
	if (!config_fragments(l->ev, &folders, l->arena, &files, l->findings))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!take_drop_in(l, files.items[i], out))
			return false;
	return true;
}

static bool by_fstab(struct looking *l, const char *unit, const struct unit_file *u,
		     const struct line *line, struct mount_fact *out)
{
	if (u->path)
		lose(l, u->path, "fstab comes first");
	if (!line->automatic) {
		lose(l, line->place, "noauto");
		return true;
	}
	out->declared = true;
	out->fstype = line->fstype;
	out->options = line->options;
	out->place = line->place;
	return fstab_drop_ins(l, unit, out);
}

/* `pulled`: fstab names the path as well, and its generator pulls the unit in. */
static bool by_unit(struct looking *l, const char *unit, const struct unit_file *u, bool pulled,
		    struct mount_fact *out)
{
	struct unit_value options;
	struct unit_value type;

	if (!unit_in_use(u) && !pulled) {
		lose(l, u->path, "nothing starts it");
		return true;
	}
	if (!unit_value(l, unit, "Options", "defaults", &options) ||
	    !unit_value(l, unit, "Type", "", &type))
		return false;
	out->declared = true;
	out->fstype = type.value;
	out->options = options.value;
	out->place = options.place ? options.place : u->path;
	return true;
}

static bool by_either(struct looking *l, const struct line *line, struct mount_fact *out)
{
	AUTO(buf) struct buf unit = BUF_INIT(BUF_LINE);
	struct unit_file u = { 0 };

	unit_name(l->target, &unit);
	if (!unit_file_find(l->ev, buf_str(&unit), l->arena, &u, l->findings))
		return false;
	if (u.use == UNIT_MASKED) {
		if (line->found)
			lose(l, line->place, "its unit is masked");
		else
			lose(l, u.path ? u.path : buf_str(&unit), "masked");
		return true;
	}
	if (line->found && (!u.path || of_vendor(u.path)))
		return by_fstab(l, buf_str(&unit), &u, line, out);
	if (line->found)
		lose(l, line->place, line->options);
	return !u.path || by_unit(l, buf_str(&unit), &u, line->found && line->automatic, out);
}

static bool is_active(struct evidence *ev, const char *target)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT 1 FROM mount WHERE target = ?1 AND fstype <> 'autofs'", 1, &target);

	return cursor_next(&c);
}

bool mount_declared(struct evidence *ev, const char *target, struct arena *arena,
		    struct mount_fact *out, struct findings *findings)
{
	AUTO(looking)
	struct looking l = { .ev = ev,
			     .target = target,
			     .arena = arena,
			     .findings = findings,
			     .losers = BUF_INIT(BUF_TEXT) };
	struct line line = { 0 };
	struct line api;

	*out = (struct mount_fact){ .active = is_active(ev, target) };
	if (!read_fstab(&l, &line))
		return false;
	if (api_mount(&l, &api)) {
		const struct line *by = line.found ? &line : &api;

		if (line.found)
			lose(&l, api.place, api.options);
		out->declared = true;
		out->fstype = by->fstype;
		out->options = by->options;
		out->place = by->place;
	} else if (!by_either(&l, &line, out)) {
		return false;
	}
	out->losers = l.losers.len ? arena_strdup(arena, buf_str(&l.losers)) : NULL;
	if (l.failed || l.losers.failed || (l.losers.len && !out->losers)) {
		finding_error(findings, "out of memory");
		return false;
	}
	return true;
}

enum truth mounted(struct evidence *ev, const char *target, struct findings *findings)
{
	AUTO(arena) struct arena arena = { 0 };
	struct mount_fact fact;

	if (is_active(ev, target))
		return TRUTH_YES;
	if (!(evidence_complete(ev) & EVIDENCE(CONFIG)) ||
	    !mount_declared(ev, target, &arena, &fact, findings))
		return TRUTH_UNKNOWN;
	return fact.declared ? TRUTH_YES : TRUTH_NO;
}
