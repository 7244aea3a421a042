/* SPDX-License-Identifier: MIT */
/*
 * The section .cmdline of unified kernel images: the PE format's headers and section table, as far
 * as the UEFI loader reads them (PE/COFF specification; UAPI.5, Unified Kernel Image).  Every
 * number of the file is checked against the file; one that does not hold makes it no image that
 * could be started, and gives no row.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/str.h"
#include "collect/boot_files.h"

enum {
	FILES_MAX = 64,
	SECTIONS_MAX = 96, /* the loader's own limit (PE/COFF, NumberOfSections) */
	SECTION_SIZE = 40,
	COFF_SIZE = 24,		/* the signature and the COFF header */
	CMDLINE_MAX = 32 << 10, /* the kernel takes 2 to 4 KiB */
};

static bool read_at(int fd, void *out, size_t len, uint64_t at)
{
	return at <= INT64_MAX && pread(fd, out, len, (off_t)at) == (ssize_t)len;
}

static uint32_t le16(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(const unsigned char *p)
{
	return le16(p) | le16(p + 2) << 16;
}

static int put_cmdline(const struct sink *sink, const char *path, struct buf *raw,
		       struct error *err)
{
	AUTO(buf) struct buf clean = BUF_INIT(4 * CMDLINE_MAX);
	struct row row = row_of(TABLE_uki);
	size_t len = strnlen(buf_str(raw), raw->len);

	while (len > 0 && strchr(" \t\r\n", raw->data[len - 1]))
		len--;
	buf_add_clean(&clean, buf_str(raw), len);
	if (clean.failed)
		return error_memory(err);
	row_text(&row, path);
	row_textn(&row, buf_str(&clean), clean.len);
	return sink_put(sink, &row, err);
}

/* 1: `out` has the section's bytes; 0: another section; -1: no sound file, or no memory. */
static int read_cmdline(int fd, const unsigned char *section, struct buf *out)
{
	uint32_t size = le32(section + 8);
	uint32_t stored = le32(section + 16);
	char bytes[4096];

	if (memcmp(section, ".cmdline", 8) != 0)
		return 0;
	size = size < stored ? size : stored;
	if (size > CMDLINE_MAX)
		return -1;
	buf_clear(out);
	for (uint32_t done = 0; done < size;) {
		size_t n = size - done < sizeof(bytes) ? size - done : sizeof(bytes);

		if (!read_at(fd, bytes, n, (uint64_t)le32(section + 20) + done))
			return -1;
		buf_addn(out, bytes, n);
		done += (uint32_t)n;
	}
	return out->failed ? -1 : 1;
}

/* The number of sections and where their table is; false: no PE file. */
static bool read_headers(int fd, uint32_t *count, uint64_t *at)
{
	unsigned char head[64];
	unsigned char coff[COFF_SIZE];
	uint64_t start;

	if (!read_at(fd, head, sizeof(head), 0) || memcmp(head, "MZ", 2) != 0)
		return false;
	start = le32(head + 60);
	if (!read_at(fd, coff, sizeof(coff), start) || memcmp(coff, "PE\0", 4) != 0)
		return false;
	*count = le16(coff + 6);
	*at = start + COFF_SIZE + le16(coff + 20);
	return *count > 0 && *count <= SECTIONS_MAX;
}

static int put_uki(int fd, const char *path, const struct sink *sink, struct error *err)
{
	AUTO(buf) struct buf cmdline = BUF_INIT(CMDLINE_MAX);
	unsigned char sections[SECTIONS_MAX][SECTION_SIZE];
	uint32_t count;
	uint64_t at;
	int rows = 0;

	if (!read_headers(fd, &count, &at) ||
	    !read_at(fd, sections, (size_t)count * SECTION_SIZE, at))
		return 0;
	for (uint32_t i = 0; i < count; i++) {
		int found = read_cmdline(fd, sections[i], &cmdline);
		int ret;

		if (found < 0)
			return cmdline.failed ? error_memory(err) : 0;
		if (!found)
			continue;
		ret = put_cmdline(sink, path, &cmdline, err);
		if (ret < 0)
			return ret;
		rows++;
	}
	buf_clear(&cmdline);
	return rows ? 0 : put_cmdline(sink, path, &cmdline, err);
}

/* Names of vfat may be in any case. */
static bool ends_in(const char *name, const char *end)
{
	size_t len = strlen(name);
	size_t n = strlen(end);

	return len > n && strcasecmp(name + len - n, end) == 0;
}

static int is_image(const struct dirent *e)
{
	return ends_in(e->d_name, ".efi");
}

static int is_addon(const struct dirent *e)
{
	return ends_in(e->d_name, ".addon.efi");
}

static int is_addon_folder(const struct dirent *e)
{
	return ends_in(e->d_name, ".efi.extra.d");
}

static int put_file(int root_fd, const char *folder, const char *name, const struct sink *sink,
		    struct part_state *part, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO_CLOSE int fd = -1;
	struct stat st;

	buf_addf(&path, "/%s/%s", folder, name);
	fd = fs_open_in_root(root_fd, buf_str(&path), O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 && errno != ENOENT && errno != ELOOP)
		part_fail(part, "%s: %s", buf_str(&path), strerror(errno));
	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return 0;
	return put_uki(fd, buf_str(&path), sink, err);
}

/* Calls `use` with what the filter lets through, in order of names. */
static int each_name(int root_fd, const char *folder, int (*filter)(const struct dirent *e),
		     int (*use)(int root_fd, const char *folder, const char *name,
				const struct sink *sink, struct part_state *part,
				struct error *err),
		     const struct sink *sink, struct part_state *part, struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, folder, O_RDONLY | O_DIRECTORY);
	struct dirent **names = NULL;
	int count;
	int ret = 0;

	if (fd < 0) {
		if (errno != ENOENT && errno != ENOTDIR)
			part_fail(part, "/%s: %s", folder, strerror(errno));
		return 0;
	}
	count = scandirat(fd, ".", &names, filter, alphasort);
	if (count < 0)
		part_fail(part, "/%s: %s", folder, strerror(errno));
	if (count > FILES_MAX)
		part_fail(part, "/%s: more than %d images", folder, FILES_MAX);
	for (int i = 0; i < count; i++) {
		if (ret == 0 && i < FILES_MAX)
			ret = use(root_fd, folder, names[i]->d_name, sink, part, err);
		free(names[i]);
	}
	free(names);
	return ret;
}

static int put_addons(int root_fd, const char *folder, const char *name, const struct sink *sink,
		      struct part_state *part, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "%s/%s", folder, name);
	return each_name(root_fd, buf_str(&path), is_addon, put_file, sink, part, err);
}

static int put_partition(int root_fd, const char *root, const struct sink *sink,
			 struct part_state *part, struct error *err)
{
	AUTO(buf) struct buf images = BUF_INIT(BUF_LINE);
	int ret;

	buf_addf(&images, "%s/EFI/Linux", root);
	ret = each_name(root_fd, buf_str(&images), is_image, put_file, sink, part, err);
	if (ret == 0)
		ret = each_name(root_fd, buf_str(&images), is_addon_folder, put_addons, sink, part,
				err);
	return ret ? ret : put_addons(root_fd, root, "loader/addons", sink, part, err);
}

int collect_uki(int root_fd, const struct sink *sink, struct part_state *part, struct error *err)
{
	static const char *const roots[] = { "efi", "boot/efi", "boot" };
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(roots) && ret == 0; i++)
		ret = put_partition(root_fd, roots[i], sink, part, err);
	return ret;
}
