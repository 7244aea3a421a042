/* SPDX-License-Identifier: MIT */
#include "judge/sudoers.h"

#include "base/fs.h"
#include "judge/image.h"
#include "model/coverage.h"

enum {
	INCLUDE_DEPTH = 128, /* MAX_SUDOERS_DEPTH */
	FILES_MAX = 4096,    /* files that include each other many times over */
};

static const char main_file[] = "/etc/sudoers";
static const char front_end[] = "/etc/sudo.conf";

struct reader {
	struct sudoers *s;
	struct evidence *ev;
	unsigned files;
};

void sudoers_release(struct sudoers *s)
{
	arena_release(&s->arena);
	*s = (struct sudoers){ 0 };
}

static void hidden(struct reader *r, const char *path, const char *what)
{
	if (!r->s->why)
		r->s->why = arena_printf(&r->s->arena, "%s: %s", path, what);
}

static bool ignore(struct reader *r, const char *path, const char *why, bool insecure)
{
	struct sudoers *s = r->s;

	if ((s->ignored_count & (s->ignored_count - 1)) == 0) {
		struct sudoers_ignored *more = arena_alloc(
			&s->arena, (s->ignored_count ? s->ignored_count * 2 : 1) * sizeof(*more));

		if (!more)
			return false;
		if (s->ignored_count)
			memcpy(more, s->ignored, s->ignored_count * sizeof(*more));
		s->ignored = more;
	}
	s->ignored[s->ignored_count] = (struct sudoers_ignored){
		.path = arena_strdup(&s->arena, path),
		.why = why,
		.insecure = insecure,
	};
	return s->ignored[s->ignored_count++].path != NULL;
}

/*
 * What is wrong with owner and mode, as sudo_secure_path() has it; NULL: nothing.  Of a file that
 * was unpacked the owner is not known, and then nothing is wrong with it.
 */
static const char *insecure(struct evidence *ev, const char *real, const char *type)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, "SELECT type, mode, uid, gid FROM file WHERE path = ?1",
				      1, (const char *[]){ real });

	if (!cursor_next(&c) || !streq(cursor_text(&c, 0), type))
		return streq(type, "file") ? "not a regular file" : "not a folder";
	if (!cursor_null(&c, 2) && cursor_int(&c, 2) != 0)
		return "its owner is not root";
	if (cursor_int(&c, 1) & 0002)
		return "all may write it";
	if (cursor_int(&c, 1) & 0020 && !cursor_null(&c, 3) && cursor_int(&c, 3) != 0)
		return "its group may write it";
	return NULL;
}

static bool read_file(struct reader *r, const char *path, int depth);

/* A path that is not absolute is beside the file that includes it. */
static char *full_path(struct reader *r, const char *from, const char *path)
{
	const char *slash = strrchr(from, '/');

	if (*path == '/')
		return arena_strdup(&r->s->arena, path);
	return arena_printf(&r->s->arena, "%.*s/%s", (int)(slash - from), from, path);
}

static bool looked_at(struct reader *r, const char *path)
{
	if (coverage_has(path) || evidence_complete(r->ev) & EVIDENCE(FILES))
		return true;
	hidden(r, path, "an included path that was not looked at");
	return false;
}

/* By name; names with a '.', or a '~' at the end, are passed over (toke.l, read_dir_files). */
static bool read_folder(struct reader *r, const char *folder, int depth)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	struct text_list found;
	const char *wrong;
	char *pattern = arena_printf(&r->s->arena, "%s/*", folder);

	if (!pattern)
		return false;
	if (!image_real_path(r->ev, folder, &real))
		return true;
	wrong = insecure(r->ev, buf_str(&real), "directory");
	if (wrong)
		return ignore(r, folder, wrong, true);
	if (!image_glob(r->ev, pattern, &r->s->arena, &found)) {
		hidden(r, folder, "a folder with wildcards in its name");
		return true;
	}
	for (size_t i = 0; i < found.count; i++) {
		const char *name = fs_basename(found.items[i]);

		if (strchr(name, '.') || ends_with(name, "~")) {
			if (!ignore(r, found.items[i], "a name that sudo passes over", false))
				return false;
		} else if (image_real_path(r->ev, found.items[i], &real) &&
			   !read_file(r, found.items[i], depth + 1)) {
			return false;
		}
	}
	return true;
}

static bool include(struct reader *r, struct sudoers_place at, enum sudoers_directive what,
		    const char *path, int depth)
{
	char *full = full_path(r, at.file, path);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (!full)
		return false;
	if (!*path || strstr(path, "%h")) {
		hidden(r, at.file, "an include by the name of the host");
		return true;
	}
	if (!looked_at(r, full))
		return true;
	if (what == SUDOERS_INCLUDEDIR)
		return read_folder(r, full, depth);
	if (image_real_path(r->ev, full, &real))
		return read_file(r, full, depth + 1);
	if (!r->s->broken)
		r->s->broken = arena_printf(&r->s->arena, "%s:%u: includes %s, which is not there",
					    at.file, at.line, full);
	return r->s->broken != NULL;
}

static bool read_lines(struct reader *r, const char *path, const char *text, int depth)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf included = BUF_INIT(BUF_LINE);
	struct sudoers_text t = { .rest = text, .next = 1 };

	while (sudoers_line(&t, &line)) {
		struct sudoers_place at = { .file = path, .line = t.line };
		enum sudoers_directive what = sudoers_include(buf_str(&line), &included);

		if (line.failed)
			return false;
		if (t.broken) {
			if (!r->s->broken)
				r->s->broken = arena_printf(&r->s->arena,
							    "%s:%u: a quote that is not closed",
							    path, t.line);
			continue;
		}
		if (what != SUDOERS_OTHER && included.failed) {
			hidden(r, path, "an include with too long a path");
		} else if (what != SUDOERS_OTHER) {
			if (!include(r, at, what, buf_str(&included), depth))
				return false;
		} else if (!sudoers_parse(r->s, buf_str(&line), at)) {
			return false;
		}
	}
	return true;
}

static bool read_file(struct reader *r, const char *path, int depth)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const char *wrong;

	if (depth > INCLUDE_DEPTH || ++r->files > FILES_MAX) {
		hidden(r, path, "included too deep or too often");
		return true;
	}
	if (!image_real_path(r->ev, path, &real))
		return true;
	wrong = insecure(r->ev, buf_str(&real), "file");
	if (wrong)
		return ignore(r, path, wrong, true);
	if (image_text(r->ev, path, &text) != IMAGE_TEXT_READ) {
		hidden(r, path, "its text is not in the evidence");
		return true;
	}
	return read_lines(r, path, buf_str(&text), depth);
}

/* The front end may name another file: "Plugin sudoers_policy sudoers.so sudoers_file=..." */
static void look_at_front_end(struct reader *r)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const char *rest;
	const char *line;
	size_t len;

	if (image_text(r->ev, front_end, &text) != IMAGE_TEXT_READ)
		return;
	rest = buf_str(&text);
	while (str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);
		const char *s = copy ? copy + strspn(copy, " \t") : "";

		if (*s != '#' && strstr(s, "sudoers_file="))
			hidden(r, front_end, "it names another file than /etc/sudoers");
	}
}

bool sudoers_read(struct sudoers *out, struct evidence *ev)
{
	struct reader r = { .s = out, .ev = ev };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	*out = (struct sudoers){ 0 };
	look_at_front_end(&r);
	out->present = image_real_path(ev, main_file, &real);
	return !out->present || read_file(&r, main_file, 0);
}
