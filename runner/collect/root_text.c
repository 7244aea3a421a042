/* SPDX-License-Identifier: MIT */
#include "collect/root_text.h"

#include <fcntl.h>

#include "base/fs.h"

int root_text(int root_fd, const char *path, struct buf *out)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	struct error err = ERROR_INIT;

	buf_clear(out);
	if (fd < 0)
		return -errno;
	return fs_read_fd(fd, out, &err);
}

int root_word(int root_fd, const char *path, struct buf *out)
{
	int ret = root_text(root_fd, path, out);

	while (out->len > 0 && strchr(" \t\r\n", out->data[out->len - 1]))
		out->data[--out->len] = '\0';
	return ret;
}

char *fields_next(struct fields *f, char separator)
{
	char *field = f->next;
	char *end = field ? strchr(field, separator) : NULL;

	if (end)
		*end++ = '\0';
	f->next = end;
	return field;
}

char *fields_word(struct fields *f)
{
	char *word = f->next;
	size_t len;

	if (!word)
		return NULL;
	word += strspn(word, " \t");
	len = strcspn(word, " \t");
	f->next = word[len] ? word + len + 1 : NULL;
	word[len] = '\0';
	return len ? word : NULL;
}

char *text_line(char **text)
{
	char *line = *text;
	char *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	if (end)
		*end++ = '\0';
	*text = end;
	return line;
}
