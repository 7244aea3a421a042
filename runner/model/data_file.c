/* SPDX-License-Identifier: MIT */
/* A file that a check names: suites/FOLDER/NAME, read together with the suite. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "model/suite_args.h"

enum { DATA_FILE_MAX = 4 << 20, FILES_LOOKED_AT = 1000 };

/* NAME or SUB/NAME: no way up, no hidden file, nothing empty. */
static bool stays_inside(const char *name)
{
	if (*name == '\0' || *name == '.' || ends_with(name, "/"))
		return false;
	return *name != '/' && !strstr(name, "//") && !strstr(name, "/.");
}

static int by_name(const void *a, const void *b)
{
	const char *const *one = a;
	const char *const *two = b;

	return strcmp(*one, *two);
}

/* What the folder holds, sorted, for "did you mean". */
static const char **files_in(struct arena *arena, const char *folder)
{
	const char **names = arena_alloc(arena, (FILES_LOOKED_AT + 1) * sizeof(*names));
	DIR *d = names ? opendir(folder) : NULL;
	const struct dirent *e;
	size_t n = 0;

	while (d && n < FILES_LOOKED_AT && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.' && (names[n] = arena_strdup(arena, e->d_name)) != NULL)
			n++;
	if (d)
		closedir(d);
	if (n > 0)
		qsort(names, n, sizeof(*names), by_name);
	return names;
}

static int not_there(const struct reader *r, const struct field *f, const struct node *at,
		     const char *folder, const char *name, struct error *err)
{
	const char **names = files_in(r->arena, folder);
	const char *reason = arena_printf(r->arena, "no such file in %s", folder);

	if (!names || !reason)
		return error_memory(err);
	if (!names[0])
		return node_error(r->file, at, err, "%s: %s: there are no files in %s", f->key,
				  name, folder);
	return reader_unknown(r, at, false, name, reason, reader_word, names, err);
}

/* Links may lead about within the folder, and not out of it. */
static int open_inside(const char *folder, const char *name)
{
	AUTO_CLOSE int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	AUTO_CLOSE int fd = -1;
	struct stat st;

	if (dir < 0)
		return -1;
	fd = fs_open_in_root(dir, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0)
		return -1;
	if (!S_ISREG(st.st_mode)) {
		errno = ENOENT;
		return -1;
	}
	return TAKE_FD(fd);
}

/* Name and contents are part of what the suite is. */
static void digest(const struct reader *r, const struct data_file *file)
{
	const char *size = arena_printf(r->arena, "%zu", file->len);

	if (!r->digest || !size)
		return;
	sha256_add(r->digest, file->name, strlen(file->name) + 1);
	sha256_add(r->digest, size, strlen(size) + 1);
	sha256_add(r->digest, file->text, file->len);
}

static int keep(const struct reader *r, const char *name, const struct buf *text,
		const struct data_file **out, struct error *err)
{
	struct data_file *file = arena_alloc(r->arena, sizeof(*file));

	if (!file)
		return error_memory(err);
	file->name = arena_strdup(r->arena, name);
	file->text = arena_strndup(r->arena, buf_str(text), text->len);
	file->len = text->len;
	if (!file->name || !file->text)
		return error_memory(err);
	digest(r, file);
	*out = file;
	return 0;
}

int data_file_read(const struct reader *r, const struct field *f, const struct node *at,
		   const char *name, const struct data_file **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(DATA_FILE_MAX);
	AUTO_CLOSE int fd = -1;
	const char *folder;
	int ret;

	if (!stays_inside(name))
		return node_error(r->file, at, err,
				  "%s: %s: has to be the name of a file in the folder %s beside "
				  "the suite",
				  f->key, name, f->folder);
	if (!r->folder)
		return node_error(r->file, at, err, "%s: %s: there is no folder of this suite",
				  f->key, name);
	folder = arena_printf(r->arena, "%s/%s", r->folder, f->folder);
	if (!folder)
		return error_memory(err);
	fd = open_inside(folder, name);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EXDEV || errno == ELOOP))
		return not_there(r, f, at, folder, name, err);
	if (fd < 0)
		return node_error(r->file, at, err, "%s: %s: %s", f->key, name, strerror(errno));
	ret = fs_read_fd(fd, &text, err);
	if (ret == -EFBIG)
		return node_error(r->file, at, err, "%s: %s: is larger than %d MiB", f->key, name,
				  DATA_FILE_MAX >> 20);
	if (ret == -ENOMEM)
		return ret;
	if (ret)
		return node_error(r->file, at, err, "%s: %s: could not be read", f->key, name);
	if (memchr(buf_str(&text), '\0', text.len))
		return node_error(r->file, at, err, "%s: %s: is not a text", f->key, name);
	return keep(r, name, &text, out, err);
}
