/* SPDX-License-Identifier: MIT */
#include "source/disk/image_tool.h"

#include <fcntl.h>

#include "base/doc.h"
#include "base/fs.h"
#include "base/subprocess.h"

enum {
	TOOL_TIMEOUT_MS = 60000,
	TOOL_OUTPUT_MAX = 8 << 20, /* check prints a line for each damaged cluster */
	/* exit statuses of qemu-img check (qemu-img(1)) */
	CHECK_GOOD = 0,
	CHECK_DAMAGED = 2,
	CHECK_LEAKS = 3,
	CHECK_UNSUPPORTED = 63,
};

const char *image_tool_driver(enum disk_format format)
{
	switch (format) {
	case DISK_QCOW2:
		return "qcow2";
	case DISK_VHD_DYNAMIC:
		return "vpc";
	case DISK_VHDX:
		return "vhdx";
	default: /* a fixed VHD is read as the raw disk it is */
		return "raw";
	}
}

/* 0: it ran to its end, whatever it says in *r. */
static int run_tool(const struct image_tool *t, const char *const *argv,
		    struct subprocess_result *r, struct error *err)
{
	const struct subprocess what = { .argv = argv,
					 .timeout_ms = TOOL_TIMEOUT_MS,
					 .max_output = TOOL_OUTPUT_MAX,
					 .cancel = t->cancel };
	char how[64];
	int ret = subprocess_run(&what, r, err);

	if (ret)
		return ret;
	if (r->end != SUBPROCESS_EXITED && r->end != SUBPROCESS_TOO_MUCH)
		return error_set(err, EIO, "%s %s %s", argv[0], argv[1], subprocess_how(r, how));
	return 0;
}

/* Does the tool's complaint mean bytes that are not there? */
static bool says_truncated(const char *text)
{
	return strstr(text, "truncated") || strstr(text, "exceeding the end of the file") ||
	       strstr(text, "points after end of file");
}

/* The first line a tool said on its standard error, without its own name and the file's. */
static int complaint(const struct subprocess_result *r, const struct disk_image *image,
		     struct error *err)
{
	const char *line = buf_str(&r->err);
	const char *quoted;

	if (starts_with(line, "qemu-img: "))
		line += strlen("qemu-img: ");
	quoted = strstr(line, "': ");
	if (quoted)
		line = quoted + strlen("': ");
	return error_input(err, "disk image %s: %.*s",
			   says_truncated(buf_str(&r->err)) ? "truncated" : "not readable",
			   *line ? (int)strcspn(line, "\n") : 40,
			   *line ? line : disk_format_names[image->format]);
}

int image_tool_check(const struct image_tool *t, const struct disk_image *image, struct error *err)
{
	const char *const argv[] = {
		t->program, "check",	 "-U", "-f", image_tool_driver(image->format),
		"--",	    image->path, NULL
	};
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	int ret = run_tool(t, argv, &r, err);

	if (ret)
		return ret;
	if (r.end == SUBPROCESS_EXITED &&
	    (r.code == CHECK_GOOD || r.code == CHECK_LEAKS || r.code == CHECK_UNSUPPORTED))
		return 0;
	if (r.end == SUBPROCESS_TOO_MUCH || r.code == CHECK_DAMAGED)
		return error_input(err,
				   "disk image %s: its %s tables speak of bytes that are not "
				   "as they should be (qemu-img check)",
				   says_truncated(buf_str(&r.err)) ? "truncated" : "damaged",
				   disk_format_names[image->format]);
	return complaint(&r, image, err);
}

int image_tool_info(const struct image_tool *t, struct disk_image *image, struct error *err)
{
	const char *const argv[] = { t->program, "info",      "--output=json",
				     "-U",	 "-f",	      image_tool_driver(image->format),
				     "--",	 image->path, NULL };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	AUTO_DOC struct doc *d = NULL;
	const char *other;
	int64_t size;
	int ret = run_tool(t, argv, &r, err);

	if (ret)
		return ret;
	if (!subprocess_ok(&r))
		return complaint(&r, image, err);
	ret = doc_parse(buf_str(&r.out), r.out.len, "qemu-img info", &d, err);
	if (ret)
		return ret;
	other = doc_get_text(d, "backing-filename");
	if (!other)
		other = doc_get_text(doc_get(doc_get(d, "format-specific"), "data"), "data-file");
	if (other)
		return error_input(err,
				   "the image needs another file, %s; make it whole with qemu-img "
				   "convert",
				   other);
	size = doc_get_int(d, "virtual-size", -1);
	if (size <= 0)
		return error_input(err, "disk image not readable: it does not tell its size");
	if (image->size == 0)
		image->size = (uint64_t)size;
	return 0;
}

int image_tool_head(const struct image_tool *t, const struct disk_image *image, unsigned char *head,
		    size_t *len, struct error *err)
{
	AUTO(buf) struct buf in = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	AUTO_CLOSE int fd = -1;
	int ret;

	buf_addf(&in, "if=%s", image->path);
	buf_addf(&out, "of=%s/head.raw", t->work_dir);
	if (in.failed || out.failed)
		return error_memory(err);
	{
		const char *const argv[] = {
			t->program,    "dd",  "-U",	"-f",	   image_tool_driver(image->format),
			"-O",	       "raw", "bs=64k", "count=1", buf_str(&in),
			buf_str(&out), NULL
		};

		ret = run_tool(t, argv, &r, err);
	}
	if (ret)
		return ret;
	if (!subprocess_ok(&r))
		return complaint(&r, image, err);
	fd = open(buf_str(&out) + strlen("of="), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return error_errno(err, "open %s", buf_str(&out) + strlen("of="));
	*len = disk_read_at(fd, 0, head, IMAGE_HEAD_MAX);
	unlink(buf_str(&out) + strlen("of="));
	return 0;
}

int image_tool_overlay(const struct image_tool *t, const char *path, uint64_t size,
		       struct error *err)
{
	AUTO(buf) struct buf bytes = BUF_INIT(64);
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	int ret;

	buf_addf(&bytes, "%llu", (unsigned long long)size);
	unlink(path);
	{
		const char *const argv[] = { t->program, "create",	  "-q", "-f", "qcow2", "--",
					     path,	 buf_str(&bytes), NULL };

		ret = run_tool(t, argv, &r, err);
	}
	if (ret)
		return ret;
	if (!subprocess_ok(&r))
		return error_set(err, EIO, "create the overlay: %.*s",
				 (int)strcspn(buf_str(&r.err), "\n"), buf_str(&r.err));
	return 0;
}
