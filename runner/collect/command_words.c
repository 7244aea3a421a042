/* SPDX-License-Identifier: MIT */
#include "collect/command_words.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "base/fs.h"

enum { NAME_LEN_MAX = 64 };

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_bytes(const char *hex, struct buf *out)
{
	for (; *hex; hex += 2) {
		int high = hex_digit(hex[0]);
		int low = high < 0 ? -1 : hex_digit(hex[1]);

		if (low < 0)
			return false;
		buf_addc(out, (char)(high << 4 | low));
	}
	return !out->failed;
}

static bool is_setup(const char *word)
{
	return *word == '<' || *word == '+';
}

/* The length of NAME in "+NAME=HEX"; 0: it is none that may be. */
static size_t name_length(const char *word)
{
	size_t n = strspn(word + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-_.");

	return n > 0 && n <= NAME_LEN_MAX && word[1] != '.' && word[1 + n] == '=' ? n : 0;
}

int command_words_check(const char *const *argv, struct error *err)
{
	for (; *argv && is_setup(*argv); argv++) {
		AUTO(buf) struct buf bytes = BUF_INIT(COMMAND_INPUT_MAX);
		size_t n = **argv == '+' ? name_length(*argv) : 0;

		if (**argv == '+' && n == 0)
			return error_input(err, "+NAME=HEX: the name may not be");
		if (!hex_bytes(*argv + 1 + (n ? n + 1 : 0), &bytes))
			return error_input(err, "not hexadecimal, or more than %d bytes",
					   COMMAND_INPUT_MAX);
	}
	return *argv ? 0 : error_input(err, "names no program");
}

/* What commands get and leave is nothing for a disk: keys may be in it. */
static int make_folder(struct command_setup *s, struct error *err)
{
	static const char *const places[] = { "/run", "/dev/shm", "/tmp" };

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		struct statfs fs;

		if (statfs(places[i], &fs) < 0 || fs.f_type != TMPFS_MAGIC)
			continue;
		snprintf(s->folder, sizeof(s->folder), "%s/azlcts-XXXXXX", places[i]);
		if (mkdtemp(s->folder))
			return 0;
		s->folder[0] = '\0';
	}
	return error_set(err, ENOENT, "no tmpfs to put a command's files on");
}

static int make_file(const struct command_setup *s, const char *word, struct error *err)
{
	AUTO(buf) struct buf bytes = BUF_INIT(COMMAND_INPUT_MAX);
	AUTO_CLOSE int fd = -1;
	size_t n = name_length(word);
	char path[sizeof(s->folder) + NAME_LEN_MAX + 2];

	if (n == 0 || !hex_bytes(word + n + 2, &bytes))
		return error_input(err, "not +NAME=HEX");
	snprintf(path, sizeof(path), "%s/%.*s", s->folder, (int)n, word + 1);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_errno(err, "%s", path);
	return fs_write_fd(fd, buf_str(&bytes), bytes.len, err);
}

int command_setup_make(struct command_setup *s, const char *const **argv, struct error *err)
{
	int ret = 0;

	for (; **argv && is_setup(**argv) && !ret; (*argv)++) {
		const char *word = **argv;

		if (*word == '<') {
			s->has_input = true;
			if (!hex_bytes(word + 1, &s->input))
				ret = error_input(err, "not <HEX");
			continue;
		}
		if (!s->folder[0])
			ret = make_folder(s, err);
		if (!ret)
			ret = make_file(s, word, err);
	}
	return ret;
}

void command_setup_release(struct command_setup *s)
{
	struct error ignored = ERROR_INIT;

	if (s->folder[0])
		fs_remove_tree(s->folder, &ignored);
	s->folder[0] = '\0';
	buf_release(&s->input);
}
