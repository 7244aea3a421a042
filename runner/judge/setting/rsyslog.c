/* SPDX-License-Identifier: MIT */
/*
 * rsyslog.conf(5).  The mode is asked of each file that is made: $FileCreateMode counts for the
 * legacy actions after it, FileCreateMode= of the module omfile for the actions in the form of
 * objects that have none of their own (tools/omfile.c).
 */
#include <strings.h>

#include "judge/config.h"
#include "judge/setting/format.h"
#include "judge/setting/rsyslog_text.h"

enum { INCLUDES_DEEP = 10, ACTIONS_MAX = 1000 };

struct said {
	const char *value; /* NULL: nothing said it */
	const char *place;
};

struct rsyslog {
	struct evidence *ev;
	struct arena *arena;
	const struct setting_query *q;
	struct setting_objects *out;
	size_t room; /* of out->items; of the one object's items where inputs are asked */
	struct said legacy;
	struct said before; /* the legacy value that this one replaced */
	struct said module;
	bool modes;
	struct findings *findings;
};

static bool read_file(struct rsyslog *r, const char *path, int depth);

static bool no_memory(struct rsyslog *r)
{
	finding_error(r->findings, "out of memory");
	return false;
}

static struct said say(struct rsyslog *r, const char *value, const char *path, unsigned line)
{
	return (struct said){ .value = arena_strdup(r->arena, value),
			      .place = arena_printf(r->arena, "%s:%u", path, line) };
}

/* One more file that is written, with what said its mode, the last of which holds. */
static bool add_action(struct rsyslog *r, const char *file, const struct said *said, size_t count)
{
	struct setting_object *items = r->out->items;
	struct setting_object *one;
	size_t room = 0;

	if (r->out->count == ACTIONS_MAX) {
		finding_error(r->findings, "more than %d files are logged to", ACTIONS_MAX);
		return false;
	}
	if (r->out->count == r->room) {
		size_t more = r->room ? 2 * r->room : 8;

		items = arena_alloc(r->arena, more * sizeof(*items));
		if (!items)
			return no_memory(r);
		for (size_t i = 0; i < r->out->count; i++)
			items[i] = r->out->items[i];
		r->out->items = items;
		r->room = more;
	}
	one = &items[r->out->count++];
	*one = (struct setting_object){ .name = arena_strdup(r->arena, file),
					.winner = SIZE_MAX,
					.fallback = "0644",
					.whose = "rsyslog" };
	for (size_t i = 0; i < count; i++)
		if (said[i].value &&
		    !setting_assign(r->arena, one, &room, said[i].value, said[i].place, 0))
			return no_memory(r);
	return one->name || no_memory(r);
}

static bool take_input(struct rsyslog *r, const char *module, const char *how, const char *path,
		       unsigned line)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	const char *place = arena_printf(r->arena, "%s:%u", path, line);

	buf_addn(&name, module, strcspn(module, "."));
	for (size_t i = 0; !r->modes && i < r->q->keys.count; i++)
		if (strcasecmp(r->q->keys.items[i], buf_str(&name)) == 0)
			return place && setting_assign(r->arena, r->out->items, &r->room, how,
						       place, 0)
				       ? true
				       : no_memory(r);
	return true;
}

static bool take_include(struct rsyslog *r, const char *pattern, int depth)
{
	struct text_list files;

	if (!setting_glob(r->ev, pattern, r->arena, &files, r->findings))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(r, files.items[i], depth + 1))
			return false;
	return true;
}

static bool take_action(struct rsyslog *r, const struct rsyslog_item *item, const char *path)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf file = BUF_INIT(BUF_LINE);
	struct said said[2] = { r->module };

	if (!rsyslog_parameter(item, "type", &value) ||
	    (strcasecmp(buf_str(&value), "omfile") != 0 &&
	     strcasecmp(buf_str(&value), "builtin:omfile") != 0))
		return true;
	if (!rsyslog_parameter(item, "file", &file))
		rsyslog_parameter(item, "dynaFile", &file);
	if (rsyslog_parameter(item, "FileCreateMode", &value))
		said[1] = say(r, buf_str(&value), path, item->line);
	return add_action(r, buf_str(&file), said, ARRAY_SIZE(said));
}

static bool take_object(struct rsyslog *r, const struct rsyslog_item *item, const char *path,
			int depth)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	const char *name = buf_str(&item->name);

	if (streq(name, "include"))
		return !rsyslog_parameter(item, "file", &value) ||
		       take_include(r, buf_str(&value), depth);
	if (streq(name, "action"))
		return !r->modes || take_action(r, item, path);
	if (streq(name, "input"))
		return !rsyslog_parameter(item, "type", &value) ||
		       take_input(r, buf_str(&value), "input", path, item->line);
	if (!streq(name, "module") || !rsyslog_parameter(item, "load", &value))
		return true;
	if (strcasecmp(buf_str(&value), "builtin:omfile") == 0) {
		if (rsyslog_parameter(item, "FileCreateMode", &value))
			r->module = say(r, buf_str(&value), path, item->line);
		return true;
	}
	return take_input(r, buf_str(&value), "module", path, item->line);
}

static bool take_directive(struct rsyslog *r, const char *line, const char *path, unsigned number,
			   int depth)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	size_t n = strcspn(line, " \t");
	const char *rest = line + n + strspn(line + n, " \t");

	buf_addn(&value, rest, strcspn(rest, " \t\r"));
	rest = buf_str(&value);
	if (n == 14 && strncasecmp(line, "FileCreateMode", n) == 0) {
		r->before = r->legacy;
		r->legacy = say(r, rest, path, number);
	} else if (n == 20 && strncasecmp(line, "ResetConfigVariables", n) == 0) {
		r->before = r->legacy;
		r->legacy = (struct said){ 0 };
	} else if (n == 13 && strncasecmp(line, "IncludeConfig", n) == 0) {
		return take_include(r, rest, depth);
	} else if (n == 7 && strncasecmp(line, "ModLoad", n) == 0) {
		return take_input(r, rest, "module", path, number);
	} else if (n == 17 && strncasecmp(line, "InputTCPServerRun", n) == 0) {
		return take_input(r, "imtcp", "input", path, number);
	} else if (n == 12 && strncasecmp(line, "UDPServerRun", n) == 0) {
		return take_input(r, "imudp", "input", path, number);
	}
	return true;
}

/* "*.info -/var/log/x", "& /var/log/x", "if ... then ?Template": files that are written. */
static bool take_selector(struct rsyslog *r, const char *line)
{
	const struct said said[] = { r->before, r->legacy };
	bool first = true;

	while (*(line += strspn(line, " \t\r{}"))) {
		size_t n = strcspn(line, " \t\r{};");
		const char *file = line + (*line == '-');

		if (!first && (*file == '/' || (*file == '?' && n > 1))) {
			const char *name = arena_strndup(r->arena, file, n - (size_t)(file - line));

			return name ? add_action(r, name, said, ARRAY_SIZE(said)) : no_memory(r);
		}
		first = false;
		line += n + (line[n] == ';');
	}
	return true;
}

static bool read_file(struct rsyslog *r, const char *path, int depth)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(rsyslog_item) struct rsyslog_item item = RSYSLOG_ITEM_INIT;
	AUTO(rsyslog_text) struct rsyslog_text t = RSYSLOG_TEXT_INIT("");
	bool fine = true;

	if (depth > INCLUDES_DEEP) {
		finding_error(r->findings, "%s: files include each other", path);
		return false;
	}
	if (config_text(r->ev, path, &text, r->findings) < 0)
		return false;
	t.at = buf_str(&text);
	while (fine && rsyslog_next(&t, &item)) {
		const char *name = buf_str(&item.name);

		if (item.type == RSYSLOG_OBJECT)
			fine = take_object(r, &item, path, depth);
		else if (*name == '$' && name[1] != '!')
			fine = take_directive(r, name + 1, path, item.line, depth);
		else
			fine = !r->modes || take_selector(r, name);
	}
	return fine;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	struct rsyslog r = { .ev = ev, .arena = arena, .q = q, .out = out, .findings = findings };

	r.modes = strcasecmp(q->keys.items[0], "FileCreateMode") == 0;
	if (!r.modes && !starts_with(q->keys.items[0], "im")) {
		finding_error(findings, "format rsyslog knows FileCreateMode and input modules");
		return false;
	}
	if (!r.modes && !setting_single(arena, out))
		return no_memory(&r);
	return read_file(&r, "/etc/rsyslog.conf", 0);
}

const struct setting_format setting_rsyslog = {
	.name = "rsyslog",
	.help = "/etc/rsyslog.conf and what it includes, of both forms; key: FileCreateMode, for "
		"each file that is logged to, or input modules (imtcp, imudp), loaded or run",
	.nothing = "rsyslog writes no file",
	.resolve = resolve,
};
