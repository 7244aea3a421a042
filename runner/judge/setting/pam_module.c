/* SPDX-License-Identifier: MIT */
#include "judge/setting/pam_module.h"

#include <strings.h>

#include "judge/config.h"
#include "judge/image.h"
#include "judge/pam_stack.h"

enum { OBJECTS_MAX = 64 }; /* lines of one module in the services that are asked */

struct asking {
	const struct pam_module *module;
	const struct setting_query *query;
	struct evidence *ev;
	struct arena *arena;
	struct findings *findings;
	struct setting_objects *out;
};

static bool no_memory(struct findings *findings)
{
	finding_error(findings, "no memory");
	return false;
}

static bool is_asked(const struct asking *a, const char *key, size_t len)
{
	for (size_t i = 0; i < a->query->keys.count; i++) {
		const char *one = a->query->keys.items[i];

		if (strlen(one) == len && (a->module->first_wins ? strncasecmp(one, key, len)
								 : strncmp(one, key, len)) == 0)
			return true;
	}
	return false;
}

/* "key = value", "key value" and "key"; '#' begins a comment wherever it stands. */
static bool take_file(const struct asking *a, const char *path, struct setting_object *object,
		      size_t *room)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	size_t before = object->count;

	if (config_text(a->ev, path, &text, a->findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *p = buf_str(&line);
		size_t end = strcspn(p, "#");
		const char *value;
		const char *place;
		size_t n;

		while (end > 0 && strchr(" \t\r", p[end - 1]))
			end--;
		n = strcspn(p, "= \t\r#");
		if (n == 0 || end < n || !is_asked(a, p, n))
			continue;
		value = p + n + strspn(p + n, "= \t");
		value = value < p + end ? arena_strndup(a->arena, value, (size_t)(p + end - value))
					: "1";
		place = arena_printf(a->arena, "%s:%u", path, lines.number);
		if (!value || !place || !setting_assign(a->arena, object, room, value, place, 0))
			return no_memory(a->findings);
	}
	if (a->module->first_wins && object->count > before)
		object->winner = before;
	return !line.failed || no_memory(a->findings);
}

static bool take_files(const struct asking *a, const char *conf, struct setting_object *object,
		       size_t *room)
{
	struct text_list found = { 0 };

	if (a->module->folder) {
		const char *glob = arena_printf(a->arena, "%s/*.conf", a->module->folder);

		if (!glob || !image_glob(a->ev, glob, a->arena, &found))
			return no_memory(a->findings);
	}
	for (size_t i = 0; i < found.count; i++)
		if (!take_file(a, found.items[i], object, room))
			return false;
	return take_file(a, conf, object, room);
}

static void set_default(const struct asking *a, struct setting_object *object)
{
	const struct pam_module_default *d = a->module->defaults;

	for (; d->key; d++)
		if (is_asked(a, d->key, strlen(d->key)) && !object->fallback) {
			object->fallback = d->value;
			object->whose = a->module->whose;
		}
}

/* `line` NULL: the files alone. */
static bool add_object(const struct asking *a, const char *service, const struct pam_line *line)
{
	const char *conf = line ? pam_line_arg(line, "conf") : NULL;
	struct setting_object *object;
	size_t room = 0;

	if (a->out->count == OBJECTS_MAX) {
		finding_error(a->findings, "more lines of %s than can be looked at",
			      a->module->module);
		return false;
	}
	object = &a->out->items[a->out->count++];
	*object = (struct setting_object){ .winner = SIZE_MAX };
	if (line) {
		object->name = arena_printf(a->arena, "%s (%s)", service, line->place);
		if (!object->name)
			return no_memory(a->findings);
	}
	set_default(a, object);
	if (!take_files(a, conf && *conf == '/' ? conf : a->module->conf, object, &room))
		return false;
	for (size_t i = 0; line && i < line->args.count; i++) {
		const char *arg = line->args.items[i];
		size_t n = strcspn(arg, "=");

		if (is_asked(a, arg, n) &&
		    !setting_assign(a->arena, object, &room, arg[n] ? arg + n + 1 : "1",
				    line->place, 0))
			return no_memory(a->findings);
	}
	return true;
}

static bool take_service(const struct asking *a, const char *service)
{
	struct pam_stack stack;

	if (!pam_stack_read(a->ev, service, a->module->type, a->arena, &stack, a->findings))
		return false;
	for (size_t i = 0; i < stack.count; i++)
		if (stack.items[i].possible && streq(stack.items[i].module, a->module->module) &&
		    !add_object(a, service, &stack.items[i]))
			return false;
	return true;
}

bool pam_module_resolve(const struct pam_module *m, const struct setting_query *q,
			struct evidence *ev, struct arena *arena, struct setting_objects *out,
			struct findings *findings)
{
	struct asking a = { m, q, ev, arena, findings, out };
	const char *rest = q->select ? q->select : "system-auth,password-auth";

	*out = (struct setting_objects){ 0 };
	out->items = arena_alloc(arena, OBJECTS_MAX * sizeof(*out->items));
	if (!out->items)
		return no_memory(findings);
	while (*(rest += strspn(rest, ", "))) {
		size_t n = strcspn(rest, ", ");
		const char *service = arena_strndup(arena, rest, n);

		if (!service)
			return no_memory(findings);
		if (!take_service(&a, service))
			return false;
		rest += n;
	}
	return out->count > 0 || add_object(&a, "", NULL);
}

bool pam_module_key(const struct pam_module *m, const struct setting_query *q, const char *key,
		    struct evidence *ev, struct arena *arena, struct setting_objects *out,
		    struct findings *findings)
{
	const char *const keys[] = { key };
	struct setting_query one = { .select = q->select, .keys = { keys, 1 } };

	return pam_module_resolve(m, &one, ev, arena, out, findings);
}

const char *pam_module_value(const struct setting_object *object)
{
	return object->winner == SIZE_MAX ? object->fallback : object->items[object->winner].value;
}
