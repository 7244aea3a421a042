/* SPDX-License-Identifier: MIT */
/* The files of a distribution's definition: globs, includes, reading. */
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "cli/deviation_tree.h"

enum { SEGMENTS_MAX = 64, PATH_LONG = 1000 };

void tree_release(struct tree *t)
{
	if (t->fd >= 0)
		close(t->fd);
	textmap_release(&t->seen);
	free(t->files);
	doc_free(t->notes);
	buf_release(&t->text);
	arena_release(&t->arena);
}

void tree_note(struct tree *t, const char *file, unsigned line, const char *key, const char *fmt,
	       ...)
{
	struct doc *note;
	char why[512];
	va_list ap;

	if (doc_count(t->notes) >= TREE_NOTES_MAX) {
		t->notes_more++;
		return;
	}
	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	note = doc_add(t->notes, doc_object());
	doc_set_text(note, "file", file);
	doc_set_int(note, "line", line);
	doc_set_text(note, "key", key);
	doc_set_text(note, "why", why);
}

bool tree_is_glob(const char *text)
{
	return strpbrk(text, "*?[") != NULL;
}

static int open_file(const struct tree *t, const char *path, struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(t->fd, path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
			return error_input(err, "%s/%s: %s", t->name, path, strerror(errno));
		return error_errno(err, "%s/%s", t->name, path);
	}
	if (!S_ISREG(st.st_mode))
		return error_input(err, "%s/%s: is no file", t->name, path);
	return TAKE_FD(fd);
}

bool tree_has(const struct tree *t, const char *path)
{
	AUTO_CLOSE int fd = fs_open_in_root(t->fd, path, O_PATH | O_CLOEXEC);

	return fd >= 0;
}

int tree_read(struct tree *t, const char *path, struct error *err)
{
	AUTO_CLOSE int fd = open_file(t, path, err);
	char size[24];
	int ret;

	if (fd < 0)
		return fd;
	if (t->read++ >= TREE_FILES_MAX)
		return error_input(err, "%s: more than %d files", t->name, TREE_FILES_MAX);
	buf_clear(&t->text);
	ret = fs_read_fd(fd, &t->text, err);
	if (ret == -EFBIG)
		return error_input(err, "%s/%s: is larger than %d MiB", t->name, path,
				   TOML_BYTES_MAX >> 20);
	if (ret)
		return error_wrap(err, "%s/%s", t->name, path);
	snprintf(size, sizeof(size), "%zu", t->text.len);
	sha256_add(&t->digest, path, strlen(path) + 1);
	sha256_add(&t->digest, size, strlen(size) + 1);
	sha256_add(&t->digest, buf_str(&t->text), t->text.len);
	return 0;
}

int tree_toml(struct tree *t, const char *path, const struct toml **out, struct error *err)
{
	const char *name = arena_printf(&t->arena, "%s/%s", t->name, path);
	struct toml *root = NULL;
	int ret;

	if (!name)
		return error_memory(err);
	ret = tree_read(t, path, err);
	if (!ret)
		ret = toml_parse(&t->arena, name, buf_str(&t->text), t->text.len, &root, err);
	if (!ret)
		*out = root;
	return ret;
}

/* A glob on its way: segments of the pattern, the path so far. */
struct globbing {
	struct tree *t;
	const char *segments[SEGMENTS_MAX];
	size_t count;
	tree_file_fn *fn;
	void *arg;
	size_t matches;
	struct error *err;
};

/* "a/b/c.toml" and "../x/y.toml" into segments "a", "x", "y.toml". */
static int split(struct globbing *g, const char *file, const char *glob)
{
	const char *slash = strrchr(file, '/');
	char *text = *glob == '/' ? NULL
				  : arena_printf(&g->t->arena, "%.*s/%s",
						 slash ? (int)(slash - file) : 0, file, glob);
	char *save = NULL;

	if (*glob == '/')
		return error_input(g->err, "%s/%s: %s: leads out of the tree", g->t->name, file,
				   glob);
	if (!text)
		return error_memory(g->err);
	for (char *s = strtok_r(text, "/", &save); s; s = strtok_r(NULL, "/", &save)) {
		if (streq(s, "."))
			continue;
		if (streq(s, "..") && g->count == 0)
			return error_input(g->err, "%s/%s: %s: leads out of the tree", g->t->name,
					   file, glob);
		if (streq(s, "..")) {
			g->count--;
			continue;
		}
		if (g->count == SEGMENTS_MAX)
			return error_input(g->err, "%s/%s: a path of more than %d parts",
					   g->t->name, file, SEGMENTS_MAX);
		g->segments[g->count++] = s;
	}
	return 0;
}

const char *tree_path(struct tree *t, const char *file, const char *path)
{
	struct error ignored = ERROR_INIT;
	struct globbing g = { .t = t, .err = &ignored };
	AUTO(buf) struct buf out = BUF_INIT(PATH_LONG);

	if (split(&g, file, path))
		return NULL;
	for (size_t i = 0; i < g.count; i++)
		buf_addf(&out, "%s%s", i ? "/" : "", g.segments[i]);
	return out.failed ? NULL : arena_strdup(&t->arena, buf_str(&out));
}

static int by_name(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *two = b;

	return strcmp(*one, *two);
}

/* Names of a folder, sorted, in the arena; a folder that is not there is empty. */
static int list_folder(struct globbing *g, const char *path, const char ***out, size_t *count)
{
	int fd = fs_open_in_root(g->t->fd, *path ? path : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	size_t cap = 0;
	const struct dirent *e;
	int ret = 0;

	*count = 0;
	*out = NULL;
	if (!d && fd >= 0)
		close(fd);
	while (!ret && d && (e = readdir(d)) != NULL) {
		if (streq(e->d_name, ".") || streq(e->d_name, ".."))
			continue;
		if (*count == cap) {
			size_t more = cap ? cap * 2 : 64;
			const char **grown = arena_alloc(&g->t->arena, more * sizeof(*grown));

			if (grown && cap)
				memcpy(grown, *out, cap * sizeof(*grown));
			cap = more;
			*out = grown;
		}
		if (*out)
			(*out)[*count] = arena_strdup(&g->t->arena, e->d_name);
		if (!*out || !(*out)[(*count)++])
			ret = error_memory(g->err);
		else if (g->t->entries++ >= TREE_ENTRIES_MAX)
			ret = error_input(g->err, "%s: globs that look at more than %d names",
					  g->t->name, TREE_ENTRIES_MAX);
	}
	if (d)
		closedir(d);
	if (*count)
		qsort(*out, *count, sizeof(**out), by_name);
	return ret;
}

static bool is_real_folder(const struct tree *t, const char *path)
{
	AUTO_CLOSE int fd = fs_open_in_root(t->fd, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;

	return fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static int walk(struct globbing *g, const char *path, size_t segment, unsigned depth);

/* One name of a folder against the segment. */
static int walk_name(struct globbing *g, const char *path, const char *name, size_t segment,
		     unsigned depth)
{
	const char *pattern = g->segments[segment];
	bool last = segment + 1 == g->count;
	const char *below = *path ? arena_printf(&g->t->arena, "%s/%s", path, name)
				  : arena_strdup(&g->t->arena, name);

	if (!below)
		return error_memory(g->err);
	if (strlen(below) > PATH_LONG)
		return error_input(g->err, "%s: a path of more than %d letters", g->t->name,
				   PATH_LONG);
	if (streq(pattern, "**"))
		return is_real_folder(g->t, below) ? walk(g, below, segment, depth + 1) : 0;
	if (fnmatch(pattern, name, 0) != 0)
		return 0;
	if (!last)
		return walk(g, below, segment + 1, depth + 1);
	if (is_real_folder(g->t, below))
		return 0;
	g->matches++;
	return g->fn(g->t, below, g->arg, g->err);
}

static int walk(struct globbing *g, const char *path, size_t segment, unsigned depth)
{
	const char **names;
	size_t count;
	int ret;

	if (depth > TREE_FOLDERS_MAX)
		return error_input(g->err, "%s/%s: folders within folders, more than %d deep",
				   g->t->name, path, TREE_FOLDERS_MAX);
	if (segment == g->count)
		return 0;
	/* What is no glob is not looked for among others. */
	if (!tree_is_glob(g->segments[segment]) && segment + 1 < g->count) {
		const char *below = arena_printf(&g->t->arena, "%s%s%s", path, *path ? "/" : "",
						 g->segments[segment]);

		return below ? walk(g, below, segment + 1, depth + 1) : error_memory(g->err);
	}
	if (streq(g->segments[segment], "**") && segment + 1 < g->count) {
		ret = walk(g, path, segment + 1, depth); /* ** may also be no folder at all */
		if (ret)
			return ret;
	}
	ret = list_folder(g, path, &names, &count);
	for (size_t i = 0; !ret && i < count; i++)
		ret = walk_name(g, path, names[i], segment, depth);
	return ret;
}

int tree_glob(struct tree *t, const char *file, const char *glob, tree_file_fn *fn, void *arg,
	      size_t *matches, struct error *err)
{
	struct globbing g = { .t = t, .fn = fn, .arg = arg, .err = err };
	int ret = split(&g, file, glob);

	if (!ret)
		ret = walk(&g, "", 0, 0);
	if (!ret && matches)
		*matches = g.matches;
	return ret;
}

struct including {
	unsigned depth;
};

static int include_file(struct tree *t, const char *path, void *arg, struct error *err);

static int follow_includes(struct tree *t, const char *path, const struct toml *root,
			   struct including *in, struct error *err)
{
	const struct toml *list = toml_get(root, "includes");
	int ret = 0;

	if (list && list->type != TOML_ARRAY)
		return error_input(err, "%s/%s:%u: includes: is no list", t->name, path,
				   list->line);
	if (list && in->depth == TREE_INCLUDES_MAX)
		return error_input(err, "%s/%s:%u: includes within includes, more than %d deep",
				   t->name, path, list->line, TREE_INCLUDES_MAX);
	for (const struct toml *i = list ? list->children : NULL; !ret && i; i = i->next) {
		struct including below = { in->depth + 1 };
		size_t matches = 0;

		if (i->type != TOML_TEXT || !*i->text)
			return error_input(err, "%s/%s:%u: includes: is no path", t->name, path,
					   i->line);
		ret = tree_glob(t, path, i->text, include_file, &below, &matches, err);
		if (!ret && matches == 0 && !tree_is_glob(i->text))
			ret = error_input(err, "%s/%s:%u: includes %s, which is not there", t->name,
					  path, i->line, i->text);
		else if (!ret && matches == 0)
			tree_note(t, path, i->line, "includes", "%s matches no file", i->text);
	}
	return ret;
}

static int include_file(struct tree *t, const char *path, void *arg, struct error *err)
{
	const struct toml *root = NULL;
	int ret;

	if (textmap_get(&t->seen, path))
		return 0; /* two globs may match it */
	ret = textmap_set(&t->seen, path, 1, err);
	if (!ret)
		ret = tree_toml(t, path, &root, err);
	if (ret)
		return ret;
	if ((t->count & (t->count - 1)) == 0) {
		size_t cap = t->count ? t->count * 2 : 1;
		struct tree_file *grown = realloc(t->files, cap * sizeof(*grown));

		if (!grown)
			return error_memory(err);
		t->files = grown;
	}
	t->files[t->count++] = (struct tree_file){ path, root };
	return follow_includes(t, path, root, arg, err);
}

int tree_open(struct tree *t, const char *path, struct error *err)
{
	struct including top = { 0 };

	*t = (struct tree){ .name = path, .fd = -1, .text = BUF_INIT(TOML_BYTES_MAX) };
	sha256_init(&t->digest);
	t->notes = doc_list();
	t->fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (t->fd < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!tree_has(t, "azldev.toml"))
		return error_input(err,
				   "%s: there is no azldev.toml in it: give the top folder of a "
				   "checkout of the distribution's definition",
				   path);
	return include_file(t, "azldev.toml", &top, err);
}
