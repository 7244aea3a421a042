/* SPDX-License-Identifier: MIT */
#include "cli/inventory_file.h"

#include <sys/stat.h>

#include "base/fs.h"
#include "cli/evidences.h"
#include "judge/evr.h"

enum { ITEMS_MAX = 200000, FIELDS_MAX = 16 };

struct place { /* of a line, for errors */
	const char *path;
	size_t line;
};

struct adding {
	struct inventory *in;
	size_t room;
};

static int add_item(struct adding *a, const char *name, const char *evr, const char *arch,
		    struct error *err)
{
	struct inventory *in = a->in;
	struct inventory_item *items = in->items;

	if (streq(name, "gpg-pubkey"))
		return 0;
	if (in->count == ITEMS_MAX)
		return error_input(err, "more than %d packages", ITEMS_MAX);
	if (in->count == a->room) {
		size_t room = a->room ? 2 * a->room : 512;

		items = arena_alloc(in->arena, room * sizeof(*items));
		if (!items)
			return error_memory(err);
		if (in->count)
			memcpy(items, in->items, in->count * sizeof(*items));
		in->items = items;
		a->room = room;
	}
	items[in->count] = (struct inventory_item){ .name = name, .evr = evr, .arch = arch };
	if (!name || !evr || !arch)
		return error_memory(err);
	in->count++;
	return 0;
}

/* ... and architecture, the newest last. */
static int by_name(const void *a, const void *b)
{
	const struct inventory_item *x = a;
	const struct inventory_item *y = b;
	int order = strcmp(x->name, y->name);

	if (!order)
		order = strcmp(x->arch, y->arch);
	if (order || streq(x->evr, y->evr))
		return order;
	if (evr_overlap((struct evr_range){ EVR_EQUAL, x->evr },
			(struct evr_range){ EVR_LESS, y->evr }))
		return -1;
	if (evr_overlap((struct evr_range){ EVR_EQUAL, x->evr },
			(struct evr_range){ EVR_GREATER, y->evr }))
		return 1;
	return strcmp(x->evr, y->evr);
}

/* Of several versions (kernels) the newest one stays. */
static void sort_items(struct inventory *in)
{
	size_t n = 0;

	if (in->count)
		qsort(in->items, in->count, sizeof(*in->items), by_name);
	for (size_t i = 0; i < in->count; i++) {
		const struct inventory_item *next = &in->items[i + 1];

		if (i + 1 < in->count && streq(in->items[i].name, next->name) &&
		    streq(in->items[i].arch, next->arch))
			continue;
		in->items[n++] = in->items[i];
	}
	in->count = n;
}

static int bad_line(const struct place *at, const char *why, struct error *err)
{
	return error_input(err,
			   "%s:%zu: %s; a line is what rpm -qa prints, or its fields with "
			   "tabs between (see azlcts ready --help)",
			   at->path, at->line, why);
}

/* NAME-[EPOCH:]VERSION-RELEASE.ARCH, taken apart from its end. */
static int add_nevra(struct adding *a, char *text, const struct place *at, struct error *err)
{
	char *dot = strrchr(text, '.');
	char *release;
	char *version;

	if (strpbrk(text, " \t/"))
		return bad_line(at, "blanks or slashes in it", err);
	if (!dot || !dot[1])
		return bad_line(at, "no architecture at its end", err);
	*dot = '\0';
	release = strrchr(text, '-');
	if (!release || release == text)
		return bad_line(at, "no version and release", err);
	*release = '\0';
	version = strrchr(text, '-');
	*release = '-';
	if (!version || version == text || version + 1 == release || !release[1])
		return bad_line(at, "no version and release", err);
	*version = '\0';
	return add_item(a, text, version + 1, dot + 1, err);
}

static int add_fields(struct adding *a, char *text, const struct place *at, struct error *err)
{
	char *field[FIELDS_MAX] = { 0 };
	bool no_epoch;
	size_t n = 0;

	for (char *rest = text; rest && n < FIELDS_MAX; n++)
		field[n] = strsep(&rest, "\t");
	if (n < 5 || !*field[0] || !*field[2] || !*field[3] || !*field[4])
		return bad_line(at, "fewer than five fields", err);
	no_epoch = !*field[1] || streq(field[1], "(none)") || streq(field[1], "0");
	return add_item(a, field[0],
			arena_printf(a->in->arena, "%s%s%s-%s", no_epoch ? "" : field[1],
				     no_epoch ? "" : ":", field[2], field[3]),
			field[4], err);
}

/* The next line without its end, a copy; NULL: no more, or no memory (error set). */
static char *next_line(struct arena *arena, const char **text, struct place *at, int *ret,
		       struct error *err)
{
	const char *line;
	size_t len;
	char *copy = NULL;

	while (!copy && str_line(text, &line, &len)) {
		at->line++;
		while (len && (line[len - 1] == '\r' || line[len - 1] == ' '))
			len--;
		if (len == 0 || *line == '#')
			continue;
		copy = arena_strndup(arena, line, len);
		if (!copy)
			*ret = error_memory(err);
		if (!copy)
			return NULL;
	}
	return copy;
}

static int read_lines(const char *path, struct adding *a, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	struct place at = { path, 0 };
	const char *rest;
	struct stat st;
	char *line;
	int ret;

	if (!fs_exists(path))
		return error_input(err, "%s: %s", path, strerror(errno));
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return error_input(err, "%s: a folder without evidence; a list is a file", path);
	ret = fs_read(path, &text, err);
	if (ret)
		return ret;
	if (memchr(buf_str(&text), '\0', text.len))
		return error_input(err, "%s: is no list of packages", path);
	rest = buf_str(&text);
	while (!ret && (line = next_line(a->in->arena, &rest, &at, &ret, err)) != NULL)
		ret = strchr(line, '\t') ? add_fields(a, line, &at, err)
					 : add_nevra(a, line, &at, err);
	return ret;
}

static int read_evidence(const char *path, struct adding *a, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	int ret = evidences_open_file(path, &ev, err);

	if (ret)
		return ret;
	if (!(evidence_complete(ev) & EVIDENCE(PACKAGES)))
		return error_input(err, "%s: evidence without packages", path);
	{
		AUTO(cursor)
		struct cursor c =
			cursor_open(ev,
				    "SELECT name, coalesce(epoch || ':', '') || version || '-' || "
				    "release, arch FROM package",
				    0, NULL);

		while (!ret && cursor_next(&c))
			ret = add_item(a, arena_strdup(a->in->arena, cursor_text(&c, 0)),
				       arena_strdup(a->in->arena, cursor_text(&c, 1)),
				       arena_strdup(a->in->arena, cursor_text(&c, 2)), err);
	}
	return ret ? ret : evidences_check(ev, path, err);
}

int inventory_read(const char *path, struct inventory *in, struct error *err)
{
	struct adding a = { .in = in };
	int ret =
		evidences_is_file(path) ? read_evidence(path, &a, err) : read_lines(path, &a, err);

	if (ret)
		return ret;
	if (in->count == 0)
		return error_input(err, "%s: no packages in it", path);
	sort_items(in);
	return 0;
}

static int split_names(struct arena *arena, char *text, struct text_list *out, struct error *err)
{
	const char **names = arena_alloc(arena, FIELDS_MAX * sizeof(*names));
	char *name;
	size_t n = 0;

	if (!names)
		return error_memory(err);
	while ((name = strsep(&text, " ")) != NULL)
		if (*name && !streq(name, "-") && n < FIELDS_MAX)
			names[n++] = name;
	*out = (struct text_list){ names, n };
	return 0;
}

int inventory_read_renames(const char *path, struct inventory *in, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	struct inventory_rename *all;
	struct place at = { path, 0 };
	const char *rest;
	size_t lines = 1;
	size_t n = 0;
	char *line;
	int ret = fs_read(path, &text, err);

	if (ret)
		return ret;
	for (const char *p = buf_str(&text); *p; p++)
		lines += *p == '\n';
	all = arena_alloc(in->arena, lines * sizeof(*all));
	if (!all)
		return error_memory(err);
	rest = buf_str(&text);
	while (!ret && (line = next_line(in->arena, &rest, &at, &ret, err)) != NULL) {
		struct inventory_rename *r = &all[n++];
		char *names = strchr(line, '\t');
		char *note = names ? strchr(names + 1, '\t') : NULL;

		if (!note)
			return error_input(err,
					   "%s:%zu: not OLD, NEW and a remark with tabs "
					   "between",
					   path, at.line);
		*names = *note = '\0';
		*r = (struct inventory_rename){ .old = line, .note = note + 1 };
		ret = split_names(in->arena, names + 1, &r->names, err);
	}
	in->renames = all;
	in->renames_count = n;
	return ret;
}
