/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_files.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/fs.h"

enum { DEPTH = 2 };

static int add_file(struct rpm_files *f, struct arena *arena, const char *path, struct error *err)
{
	const char *name = fs_basename(path);
	AUTO_FREE char *real = realpath(path, NULL);
	struct machine_file *file;

	if (!real)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!ends_with(name, ".rpm") || *name == '-')
		return error_input(err, "%s: has to be named NAME.rpm to be installed", path);
	if (f->count == RPM_FILES_MAX)
		return error_input(err, "more than %d packages", RPM_FILES_MAX);
	for (size_t i = 0; i < f->count; i++)
		if (streq(f->items[i].name, name))
			return error_input(err, "%s: another package has the same name", path);
	file = &f->items[f->count++];
	file->path = arena_strdup(arena, real);
	file->name = arena_strdup(arena, name);
	return file->path && file->name ? 0 : error_memory(err);
}

static int add_folder(struct rpm_files *f, struct arena *arena, const char *folder, unsigned depth,
		      struct error *err)
{
	DIR *dir = opendir(folder);
	const struct dirent *e;
	int ret = 0;

	if (!dir)
		return error_input(err, "%s: %s", folder, strerror(errno));
	while (!ret && (e = readdir(dir)) != NULL) {
		AUTO_FREE char *path = fs_join(folder, e->d_name);
		struct stat st;

		if (!path)
			ret = error_memory(err);
		else if (*e->d_name == '.' || lstat(path, &st) < 0)
			continue;
		else if (S_ISDIR(st.st_mode) && depth < DEPTH)
			ret = add_folder(f, arena, path, depth + 1, err);
		else if (!S_ISDIR(st.st_mode) && ends_with(e->d_name, ".rpm"))
			ret = add_file(f, arena, path, err);
	}
	closedir(dir);
	return ret;
}

static int by_name(const void *a, const void *b)
{
	const struct machine_file *x = a;
	const struct machine_file *y = b;

	return strcmp(x->name, y->name);
}

int rpm_files_add(struct rpm_files *f, struct arena *arena, const char *path, struct error *err)
{
	struct stat st;
	int ret;

	if (stat(path, &st) < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	ret = S_ISDIR(st.st_mode) ? add_folder(f, arena, path, 0, err)
				  : add_file(f, arena, path, err);
	if (!ret && f->count > 1)
		qsort(f->items, f->count, sizeof(*f->items), by_name);
	return ret;
}

static int link_package(const char *folder, const char *path, struct error *err)
{
	AUTO_FREE char *real = realpath(path, NULL);
	AUTO_FREE char *link = fs_join(folder, fs_basename(path));
	struct stat st;

	if (!real)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!link)
		return error_memory(err);
	if (stat(real, &st) < 0 || !S_ISREG(st.st_mode))
		return error_input(err, "%s: of several products each has to be a package (.rpm)",
				   path);
	if (symlink(real, link) < 0)
		return error_input(err, "%s: %s", path,
				   errno == EEXIST ? "another product has the same name"
						   : strerror(errno));
	return 0;
}

int rpm_files_source(char *const *paths, size_t count, const char *folder, const char **out,
		     struct error *err)
{
	int ret = 0;

	*out = count == 1 ? paths[0] : folder;
	for (size_t i = 0; count > 1 && i < count && !ret; i++)
		ret = link_package(folder, paths[i], err);
	return ret;
}
