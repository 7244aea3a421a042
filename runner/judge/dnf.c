/* SPDX-License-Identifier: MIT */
#include "judge/dnf.h"

#include <stdio.h>

#include "judge/image.h"

static const char *const repository_folders[] = { "/etc/yum.repos.d", "/etc/distro.repos.d",
						  "/usr/share/dnf5/repos.d" };

struct reader {
	struct dnf *dnf;
	struct evidence *ev;
	enum dnf_layer layer;
	const char *file;
	unsigned line;
	const char *section;
};

void dnf_release(struct dnf *d)
{
	arena_release(&d->arena);
	*d = (struct dnf){ 0 };
}

enum { VALUE_MAX = 16 << 10 }; /* of lines that are joined */

static bool push(struct arena *arena, struct text_list *list, const char *text)
{
	size_t n = list->count;
	const char **items = (const char **)(uintptr_t)list->items; /* ours, from here */

	if ((n & (n - 1)) == 0) { /* there is room for as many as the next power of two */
		items = arena_alloc(arena, (n ? n * 2 : 1) * sizeof(*items));
		if (items && n)
			memcpy(items, list->items, n * sizeof(*items));
	}
	if (!items || !text)
		return false;
	items[n] = text;
	*list = (struct text_list){ .items = items, .count = list->count + 1 };
	return true;
}

static bool complain(struct reader *r, const char *what)
{
	struct arena *arena = &r->dnf->arena;

	return push(arena, &r->dnf->bad, arena_printf(arena, "%s:%u: %s", r->file, r->line, what));
}

static bool add_entry(struct reader *r, const char *key, const char *value)
{
	/* dnf.conf may define repositories beside [main] */
	enum dnf_layer layer =
		r->layer == DNF_MAIN && !streq(r->section, "main") ? DNF_REPOSITORY : r->layer;
	size_t n = r->dnf->layer[layer].count;
	struct dnf_entry *items = r->dnf->layer[layer].items;

	if ((n & (n - 1)) == 0) {
		items = arena_alloc(&r->dnf->arena, (n ? n * 2 : 1) * sizeof(*items));
		if (!items)
			return false;
		if (n)
			memcpy(items, r->dnf->layer[layer].items, n * sizeof(*items));
		r->dnf->layer[layer].items = items;
	}
	items[n] = (struct dnf_entry){ r->section, key, value, r->file, r->line };
	r->dnf->layer[layer].count++;
	if (layer == DNF_REPOSITORY && !text_list_has(&r->dnf->ids, r->section))
		return push(&r->dnf->arena, &r->dnf->ids, r->section);
	return true;
}

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, " \t\r");
	n = strlen(s);
	while (n && strchr(" \t\r", s[n - 1]))
		s[--n] = '\0';
	return s;
}

/* A line that begins with a blank goes on with the value before it. */
static bool continue_value(struct reader *r, const char *more)
{
	for (size_t layer = 0; layer < DNF_LAYERS; layer++) {
		size_t n = r->dnf->layer[layer].count;
		struct dnf_entry *last = n ? &r->dnf->layer[layer].items[n - 1] : NULL;

		if (!last || !streq(last->file, r->file) || last->section != r->section ||
		    !last->key)
			continue;
		if (strlen(last->value) > VALUE_MAX)
			return complain(r, "the value is too long");
		last->value = arena_printf(&r->dnf->arena, "%s\n%s", last->value, more);
		return last->value != NULL;
	}
	return complain(r, "goes on with nothing");
}

static bool read_section(struct reader *r, char *line)
{
	char *end = strchr(line, ']');

	if (!end || end == line + 1)
		return complain(r, "no name between [ and ]");
	*end = '\0';
	r->section = arena_strdup(&r->dnf->arena, line + 1);
	if (!r->section)
		return false;
	if (r->layer == DNF_REPOSITORY && text_list_has(&r->dnf->ids, r->section) &&
	    !complain(r, "a repository of this id is defined before"))
		return false;
	return add_entry(r, NULL, "");
}

static bool read_line(struct reader *r, char *line)
{
	char *equals = strchr(line, '=');
	bool continued = *line == ' ' || *line == '\t';
	char *text = trim(line);
	char *key;
	char *value;

	if (!*text || *text == '#' || *text == ';')
		return true;
	if (continued && r->section)
		return continue_value(r, text);
	if (*text == '[')
		return read_section(r, text);
	if (!equals || !r->section)
		return complain(r, r->section ? "no '='" : "before any [section]");
	*equals = '\0';
	key = arena_strdup(&r->dnf->arena, trim(text));
	value = arena_strdup(&r->dnf->arena, trim(equals + 1));
	return key && value && add_entry(r, key, value);
}

static bool read_file(struct reader *r, const char *path)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	enum image_text state = image_text(r->ev, path, &text);
	const char *rest = buf_str(&text);
	const char *line;
	size_t len;

	if (state == IMAGE_TEXT_ABSENT)
		return true;
	if (state == IMAGE_TEXT_UNREAD) {
		r->dnf->why =
			arena_printf(&r->dnf->arena, "%s: its text is not in the evidence", path);
		return false;
	}
	r->file = path;
	r->line = 0;
	r->section = NULL;
	while (str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);

		r->line++;
		if (!copy || !read_line(r, copy))
			return false;
	}
	return true;
}

static int by_name(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(strrchr(*x, '/'), strrchr(*y, '/'));
}

/* Two folders as one list sorted by name; the second masks the first. */
static bool read_merged(struct reader *r, const char *vendor, const char *admin)
{
	struct arena *arena = &r->dnf->arena;
	struct text_list a;
	struct text_list b;
	const char **all;
	size_t n = 0;

	if (!image_glob(r->ev, vendor, arena, &a) || !image_glob(r->ev, admin, arena, &b))
		return false;
	all = arena_alloc(arena, (a.count + b.count + 1) * sizeof(*all));
	if (!all)
		return false;
	for (size_t i = 0; i < b.count; i++)
		all[n++] = b.items[i];
	for (size_t i = 0; i < a.count; i++) {
		bool masked = false;

		for (size_t j = 0; j < b.count; j++)
			masked =
				masked || streq(strrchr(a.items[i], '/'), strrchr(b.items[j], '/'));
		if (!masked)
			all[n++] = a.items[i];
	}
	qsort(all, n, sizeof(*all), by_name);
	for (size_t i = 0; i < n; i++)
		if (!read_file(r, all[i]))
			return false;
	return true;
}

static const struct dnf_entry *last(const struct dnf *d, enum dnf_layer layer, const char *id,
				    const char *key)
{
	for (size_t i = d->layer[layer].count; i-- > 0;) {
		const struct dnf_entry *e = &d->layer[layer].items[i];
		bool same =
			layer == DNF_OVERRIDE ? str_glob(e->section, id) : streq(e->section, id);

		if (same && streq(e->key, key) && e->key)
			return e;
	}
	return NULL;
}

static bool read_folder(struct reader *r, const char *folder)
{
	struct text_list files;
	char *pattern = arena_printf(&r->dnf->arena, "%s/*.repo", folder);

	if (!pattern || !image_glob(r->ev, pattern, &r->dnf->arena, &files))
		return false;
	for (size_t i = 0; i < files.count; i++)
		if (!read_file(r, files.items[i]))
			return false;
	return true;
}

static bool read_repositories(struct reader *r)
{
	const struct dnf_entry *set = last(r->dnf, DNF_MAIN, "main", "reposdir");
	char *folders = set ? arena_strdup(&r->dnf->arena, set->value) : NULL;

	if (!set) {
		for (size_t i = 0; i < ARRAY_SIZE(repository_folders); i++)
			if (!read_folder(r, repository_folders[i]))
				return false;
		return true;
	}
	while (folders && *folders) {
		size_t n = strcspn(folders, ", \t\n");
		bool end = !folders[n];

		folders[n] = '\0';
		if (n && !read_folder(r, folders))
			return false;
		folders += end ? n : n + 1;
	}
	return folders != NULL;
}

static int by_text(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

bool dnf_read(struct dnf *out, struct evidence *ev)
{
	struct reader r = { .dnf = out, .ev = ev, .layer = DNF_MAIN };
	const char **sorted;

	*out = (struct dnf){ 0 };
	if (!read_merged(&r, "/usr/share/dnf5/libdnf.conf.d/*.conf",
			 "/etc/dnf/libdnf5.conf.d/*.conf") ||
	    !read_file(&r, "/etc/dnf/dnf.conf"))
		return false;
	r.layer = DNF_REPOSITORY;
	if (!read_repositories(&r))
		return false;
	r.layer = DNF_OVERRIDE;
	if (!read_merged(&r, "/usr/share/dnf5/repos.override.d/*.repo",
			 "/etc/dnf/repos.override.d/*.repo"))
		return false;
	sorted = arena_alloc(&out->arena, (out->ids.count + 1) * sizeof(*sorted));
	if (!sorted)
		return false;
	if (out->ids.count)
		memcpy(sorted, out->ids.items, out->ids.count * sizeof(*sorted));
	qsort(sorted, out->ids.count, sizeof(*sorted), by_text);
	out->ids.items = sorted;
	return true;
}

const struct dnf_entry *dnf_repository(const struct dnf *d, const char *id, const char *key)
{
	const struct dnf_entry *e = last(d, DNF_OVERRIDE, id, key);

	return e ? e : last(d, DNF_REPOSITORY, id, key);
}

bool dnf_true(const char *value)
{
	static const char *const words[] = { "1", "yes", "true", "on" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strcasecmp(value, words[i]) == 0)
			return true;
	return false;
}

bool dnf_checks_signatures(const struct dnf *d, const char *id, const struct dnf_entry **by)
{
	static const enum dnf_layer order[] = { DNF_OVERRIDE, DNF_REPOSITORY, DNF_MAIN };

	for (size_t i = 0; i < ARRAY_SIZE(order); i++) {
		const char *section = order[i] == DNF_MAIN ? "main" : id;
		const struct dnf_entry *key = last(d, order[i], section, "pkg_gpgcheck");
		const struct dnf_entry *alias = last(d, order[i], section, "gpgcheck");

		*by = key ? key : alias;
		if (key && alias && !streq(key->file, alias->file))
			*by = alias > key ? alias : key; /* of the file that is read later */
		if (*by)
			return dnf_true((*by)->value);
	}
	return false;
}
