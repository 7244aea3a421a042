/* SPDX-License-Identifier: MIT */
/* The search path of an image: ld.so.conf, the built-in folders and the cache. */
#include "judge/abi/search.h"

#include <stdio.h>

#include "judge/abi/world_paths.h"
#include "judge/image.h"

enum { INCLUDE_DEPTH = 8, FOLDERS_MAX = 256 };

/*
 * Trusted folders of glibc on Fedora (slibdir, libdir) and what ldconfig adds to the cache; a
 * multiarch system has its own before them.
 */
static const char *const built_in[] = { "/lib64", "/usr/lib64", "/lib", "/usr/lib" };
static const char *const multiarch[] = {
	"/lib/x86_64-linux-gnu",      "/usr/lib/x86_64-linux-gnu",  "/lib/aarch64-linux-gnu",
	"/usr/lib/aarch64-linux-gnu", "/lib/i386-linux-gnu",	    "/usr/lib/i386-linux-gnu",
	"/lib/riscv64-linux-gnu",     "/usr/lib/riscv64-linux-gnu",
};

struct reader {
	struct world *w;
	struct evidence *ev;
};

static bool add_folder(struct world *w, struct text_list *list, const char *folder)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const char **items;
	char *copy;

	if (!world_real_path(w, folder, &real) || text_list_has(list, buf_str(&real)))
		return true;
	if (list->count == FOLDERS_MAX) {
		snprintf(w->why, sizeof(w->why), "ld.so.conf names too many folders");
		return true;
	}
	if (!list->items)
		list->items = arena_alloc(&w->arena, FOLDERS_MAX * sizeof(*list->items));
	copy = arena_strdup(&w->arena, buf_str(&real));
	if (!list->items || !copy)
		return false;
	memcpy(&items, &list->items, sizeof(items)); /* the arena's own array */
	items[list->count++] = copy;
	return true;
}

static bool read_file(struct reader *r, const char *file, int depth);

static bool include(struct reader *r, const char *file, const char *pattern, int depth)
{
	AUTO(buf) struct buf full = BUF_INIT(BUF_LINE);
	struct text_list found;
	const char *slash = strrchr(file, '/');

	if (*pattern != '/' && slash)
		buf_addn(&full, file, (size_t)(slash - file) + 1);
	buf_add(&full, pattern);
	if (!image_glob(r->ev, buf_str(&full), &r->w->arena, &found)) {
		snprintf(r->w->why, sizeof(r->w->why), "%s: cannot follow 'include %s'", file,
			 pattern);
		return true;
	}
	for (size_t i = 0; i < found.count; i++)
		if (!read_file(r, found.items[i], depth + 1))
			return false;
	return true;
}

/* One word of a line: a folder, without the "=libc6" that old files may carry. */
static bool read_word(struct reader *r, char *word)
{
	char *type = strchr(word, '=');

	if (type)
		*type = '\0';
	return *word != '/' || add_folder(r->w, &r->w->folders, word);
}

static bool read_line(struct reader *r, const char *file, char *line, int depth)
{
	char *comment = strchr(line, '#');
	bool including;
	char *word = line;

	if (comment)
		*comment = '\0';
	word += strspn(word, " \t");
	including = starts_with(word, "include") && strspn(word + 7, " \t") > 0;
	if (including)
		word += 7;
	else if (starts_with(word, "hwcap") && strspn(word + 5, " \t") > 0)
		return true;
	while (*word) {
		const char *between = including ? " \t" : " \t:,";
		size_t len;
		bool last;

		word += strspn(word, between);
		len = strcspn(word, between);
		last = !word[len];
		word[len] = '\0';
		if (len && !(including ? include(r, file, word, depth) : read_word(r, word)))
			return false;
		word += last ? len : len + 1;
	}
	return true;
}

static bool read_file(struct reader *r, const char *file, int depth)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	enum image_text state = image_text(r->ev, file, &text);
	const char *rest = buf_str(&text);
	const char *line;
	size_t len;

	if (state == IMAGE_TEXT_ABSENT)
		return true;
	if (state == IMAGE_TEXT_UNREAD || depth > INCLUDE_DEPTH) {
		snprintf(r->w->why, sizeof(r->w->why), "%s: %s", file,
			 depth > INCLUDE_DEPTH ? "included too deep"
					       : "its text is not in the evidence");
		return true;
	}
	while (str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);

		if (!copy || !read_line(r, file, copy, depth))
			return false;
	}
	return true;
}

static bool has_folder(struct evidence *ev, const char *folder)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	return image_real_path(ev, folder, &real);
}

static bool add_built_in(struct world *w, struct evidence *ev)
{
	for (size_t i = 0; i < ARRAY_SIZE(multiarch); i++) {
		AUTO(buf) struct buf libc = BUF_INIT(BUF_LINE);

		buf_addf(&libc, "%s/libc.so.6", multiarch[i]);
		if (world_at(w, buf_str(&libc)) && !add_folder(w, &w->built_in, multiarch[i]))
			return false;
	}
	for (size_t i = 0; i < ARRAY_SIZE(built_in); i++)
		if (has_folder(ev, built_in[i]) && !add_folder(w, &w->built_in, built_in[i]))
			return false;
	return true;
}

static bool read_cache(struct world *w, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev, "SELECT soname, path, hwcaps, class, machine FROM ld_cache ORDER BY position",
		0, NULL);
	AUTO_FREE struct ld_cache_entry *entries = NULL;
	AUTO(buf) struct buf format = BUF_INIT(BUF_LINE);
	struct ld_cache_entry *copy;
	size_t count = 0;

	while (cursor_next(&c)) {
		if ((count & (count - 1)) == 0) {
			size_t room = count ? count * 2 : 1;
			struct ld_cache_entry *more = realloc(entries, room * sizeof(*more));

			if (!more)
				return false;
			entries = more;
		}
		entries[count] = (struct ld_cache_entry){
			.soname = arena_strdup(&w->arena, cursor_text(&c, 0)),
			.path = arena_strdup(&w->arena, cursor_text(&c, 1)),
			.hwcaps = arena_strdup(&w->arena, cursor_text(&c, 2)),
			.class = (unsigned)cursor_int(&c, 3),
			.machine = arena_strdup(&w->arena, cursor_text(&c, 4)),
		};
		if (!entries[count].soname || !entries[count].path || !entries[count].hwcaps ||
		    !entries[count].machine)
			return false;
		count++;
	}
	copy = arena_alloc(&w->arena, (count + 1) * sizeof(*copy));
	if (!copy)
		return false;
	if (count)
		memcpy(copy, entries, count * sizeof(*copy));
	w->cache = copy;
	w->cache_count = count;
	/* ld.so passes over a damaged cache, and then knows no folder but the built-in ones */
	w->has_cache =
		count > 0 ||
		(evidence_text(ev, &format, "SELECT value FROM ld_cache_state WHERE key = 'format'",
			       NULL) &&
		 !streq(buf_str(&format), "none"));
	return true;
}

bool search_read(struct world *w, struct evidence *ev, bool relocated)
{
	struct reader r = { .w = w, .ev = ev };
	struct text_list found;

	if (w->layers == 0)
		return read_file(&r, "/etc/ld.so.conf", 0) && add_built_in(w, ev) &&
		       read_cache(w, ev);
	if (relocated)
		return true;
	if (!image_glob(ev, "/etc/ld.so.conf.d/*.conf", &w->arena, &found))
		return false;
	for (size_t i = 0; i < found.count; i++)
		if (!read_file(&r, found.items[i], 1))
			return false;
	return true;
}
