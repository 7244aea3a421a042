/* SPDX-License-Identifier: MIT */
/*
 * The modules of every installed kernel, from the lists that depmod and the kernel's makefile write
 * (modules.dep(5); Documentation/kbuild/kbuild.rst, modules.builtin).
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/str.h"
#include "collect/boot_files.h"
#include "collect/root_text.h"

static const char folder[] = "usr/lib/modules";

enum {
	KERNELS_MAX = 64,
	MODULES_MAX = 50000, /* of one kernel; Fedora's has 6,000 */
	NAME_LEN_MAX = 63,   /* MODULE_NAME_LEN of linux/module.h is less */
};

/* "kernel/fs/cramfs/cramfs.ko.xz" -> "cramfs", '-' as '_'.  False: no module's name. */
static bool module_name(const char *path, size_t len, struct buf *out)
{
	const char *slash = memrchr(path, '/', len);
	const char *name = slash ? slash + 1 : path;
	const char *end = memmem(name, len - (size_t)(name - path), ".ko", 3);

	buf_clear(out);
	if (!end || end == name || end - name > NAME_LEN_MAX)
		return false;
	for (; name < end; name++) {
		if ((unsigned char)*name <= ' ' || (unsigned char)*name > '~')
			return false;
		buf_addc(out, *name == '-' ? '_' : *name);
	}
	return !out->failed;
}

static int put_module(const struct sink *sink, const char *kernel, const char *name, bool builtin,
		      struct error *err)
{
	struct row row = row_of(TABLE_kernel_module);

	row_text(&row, kernel);
	row_text(&row, name);
	row_int(&row, builtin);
	return sink_put(sink, &row, err);
}

/* A list that is not there has no rows; who judges sees that its file is not there either. */
static int put_list(int root_fd, const char *kernel, const char *list, bool builtin,
		    const struct sink *sink, struct part_state *part, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	const char *rest;
	const char *line;
	size_t count = 0;
	size_t len;
	int ret;

	buf_addf(&path, "%s/%s/%s", folder, kernel, list);
	ret = root_text(root_fd, buf_str(&path), &text);
	if (ret == -ENOENT)
		return 0;
	if (ret < 0) {
		part_fail(part, "/%s: %s", buf_str(&path), strerror(-ret));
		return 0;
	}
	rest = buf_str(&text);
	for (ret = 0; ret == 0 && str_line(&rest, &line, &len);) {
		const char *colon = memchr(line, ':', len);

		if (!module_name(line, colon ? (size_t)(colon - line) : len, &name))
			continue;
		if (++count > MODULES_MAX) {
			part_fail(part, "/%s: more than %d modules", buf_str(&path), MODULES_MAX);
			return 0;
		}
		ret = put_module(sink, kernel, buf_str(&name), builtin, err);
	}
	return ret;
}

/* No link, no file: as depmod and kernel-install make them. */
static bool is_kernel(int dir_fd, const char *name)
{
	struct stat st;

	return *name != '.' && fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(st.st_mode);
}

static int put_kernel(int root_fd, const char *kernel, const struct sink *sink,
		      struct part_state *part, struct error *err)
{
	int ret = put_list(root_fd, kernel, "modules.dep", false, sink, part, err);

	return ret < 0 ? ret : put_list(root_fd, kernel, "modules.builtin", true, sink, part, err);
}

int collect_kernel_modules(int root_fd, const struct sink *sink, struct part_state *part,
			   struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, folder, O_RDONLY | O_DIRECTORY);
	struct dirent **names = NULL;
	int kernels = 0;
	int count;
	int ret = 0;

	if (fd < 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			part_fail(part, "/%s: %s", folder, strerror(errno));
		return 0;
	}
	count = scandirat(fd, ".", &names, NULL, alphasort);
	if (count < 0)
		part_fail(part, "/%s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		const char *name = names[i]->d_name;

		if (ret == 0 && is_kernel(fd, name) && ++kernels <= KERNELS_MAX)
			ret = put_kernel(root_fd, name, sink, part, err);
		free(names[i]);
	}
	free(names);
	if (kernels > KERNELS_MAX)
		part_fail(part, "/%s: more than %d kernels", folder, KERNELS_MAX);
	return ret;
}
