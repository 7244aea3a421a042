/* SPDX-License-Identifier: MIT */
#include "collect/probe_canary.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "collect/built_in.h"

static bool is_token(const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || len > CANARY_TOKEN_MAX)
		return false;
	for (; *text; text++)
		if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 0x7f)
			return false;
	return true;
}

/* Whatever lies there is a find, also what cannot be read. */
static bool found(const char *path, struct buf *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct error ignored = ERROR_INIT;
	struct stat st;

	if (lstat(path, &st) < 0) {
		if (errno == ENOENT)
			return false;
		buf_addf(out, "%s: %s\n", path, strerror(errno));
		return true;
	}
	if (S_ISREG(st.st_mode) && fs_read(path, &text, &ignored) == 0)
		buf_addf(out, "%s: %.*s\n", path, (int)strcspn(buf_str(&text), "\n"),
			 buf_str(&text));
	else
		buf_addf(out, "%s: something\n", path);
	return true;
}

static int plant(const char *const paths[2], const char *token, struct buf *out)
{
	for (size_t i = 0; i < 2; i++) {
		struct error err = ERROR_INIT;

		if (fs_write(paths[i], token, strlen(token), &err) < 0) {
			buf_addf(out, "%s\n", err.text);
			return 1;
		}
	}
	sync(); /* the folder, too */
	buf_add(out, "planted\n");
	return 0;
}

int probe_canary(const char *const paths[2], int argc, const char *const *argv, struct buf *out)
{
	if (argc == 2 && streq(argv[0], "plant") && is_token(argv[1]))
		return plant(paths, argv[1], out);
	if (argc == 1 && streq(argv[0], "check")) {
		bool memory = found(paths[0], out);
		bool disk = found(paths[1], out);

		return memory || disk ? 1 : 0;
	}
	buf_add(out, "canary check | plant TOKEN\n");
	return BUILT_IN_MALFORMED;
}

int probe_canary_main(int argc, const char *const *argv, struct buf *out)
{
	static const char *const paths[2] = { CANARY_MEMORY, CANARY_DISK };

	return probe_canary(paths, argc, argv, out);
}
