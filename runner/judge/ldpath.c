/* SPDX-License-Identifier: MIT */
#include "judge/ldpath.h"

#include "judge/image.h"

enum { INCLUDE_DEPTH = 8, FOLDERS_MAX = 256 };

/* Trusted folders of glibc on Fedora (slibdir, libdir) and what ldconfig adds to the cache. */
static const char *const built_in[] = { "/lib64", "/usr/lib64", "/lib", "/usr/lib" };

struct reader {
	struct ldpath *path;
	struct evidence *ev;
	const char **folders;
};

void ldpath_release(struct ldpath *p)
{
	arena_release(&p->arena);
	*p = (struct ldpath){ 0 };
}

static bool add_folder(struct reader *r, const char *folder)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	char *copy;

	if (!image_real_path(r->ev, folder, &real))
		return true; /* ld.so passes over folders that are not there */
	if (text_list_has(&r->path->folders, buf_str(&real)))
		return true;
	if (r->path->folders.count == FOLDERS_MAX) {
		r->path->why = arena_strdup(&r->path->arena, "ld.so.conf names too many folders");
		return false;
	}
	copy = arena_strdup(&r->path->arena, buf_str(&real));
	if (!copy)
		return false;
	r->folders[r->path->folders.count++] = copy;
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
	if (!image_glob(r->ev, buf_str(&full), &r->path->arena, &found)) {
		r->path->why = arena_printf(&r->path->arena, "%s: cannot follow 'include %s'", file,
					    pattern);
		return false;
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
	return *word != '/' || add_folder(r, word);
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
		r->path->why =
			arena_printf(&r->path->arena, "%s: %s", file,
				     depth > INCLUDE_DEPTH ? "included too deep"
							   : "its text is not in the evidence");
		return false;
	}
	while (str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);

		if (!copy || !read_line(r, file, copy, depth))
			return false;
	}
	return true;
}

bool ldpath_read(struct ldpath *out, struct evidence *ev)
{
	struct reader r = { .path = out, .ev = ev };

	*out = (struct ldpath){ 0 };
	r.folders = arena_alloc(&out->arena, FOLDERS_MAX * sizeof(*r.folders));
	if (!r.folders)
		return false;
	out->folders.items = r.folders;
	if (!read_file(&r, "/etc/ld.so.conf", 0))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(built_in); i++)
		if (!add_folder(&r, built_in[i]))
			return false;
	return true;
}
