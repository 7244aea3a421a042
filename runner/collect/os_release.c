/* SPDX-License-Identifier: MIT */
#include "collect/os_release.h"

#include <fcntl.h>

#include "base/fs.h"
#include "base/str.h"

enum { OS_RELEASE_MAX = 256 << 10 };

void os_release_unquote(const char *value, size_t len, struct buf *out)
{
	char quote = '\0';

	while (len > 0 && strchr(" \t\r", value[len - 1]))
		len--;
	for (size_t i = 0; i < len; i++) {
		char c = value[i];

		if (quote ? c == quote : (c == '"' || c == '\'')) {
			quote = quote ? '\0' : c;
			continue;
		}
		if (c == '\\' && quote != '\'' && i + 1 < len) {
			/* within double quotes only these four lose their backslash */
			if (quote == '\0' || strchr("$\"`\\", value[i + 1]))
				c = value[++i];
		}
		buf_addc(out, c);
	}
}

/* Letters of the key before '='; 0: not an assignment. */
static size_t key_length(const char *line, size_t len)
{
	size_t n = 0;

	while (n < len &&
	       ((line[n] >= 'A' && line[n] <= 'Z') || line[n] == '_' ||
		(line[n] >= 'a' && line[n] <= 'z') || (n > 0 && line[n] >= '0' && line[n] <= '9')))
		n++;
	return n < len && line[n] == '=' ? n : 0;
}

static bool next_assignment(const char **text, const char **line, size_t *len, size_t *key)
{
	while (str_line(text, line, len)) {
		while (*len > 0 && (**line == ' ' || **line == '\t')) {
			(*line)++;
			(*len)--;
		}
		*key = key_length(*line, *len);
		if (*key)
			return true;
	}
	return false;
}

static bool comes_again(const char *rest, const char *name, size_t name_len)
{
	const char *line;
	size_t len;
	size_t key;

	while (next_assignment(&rest, &line, &len, &key))
		if (key == name_len && memcmp(line, name, key) == 0)
			return true;
	return false;
}

int os_release_put(const struct sink *sink, const char *text, struct error *err)
{
	AUTO(buf) struct buf value = BUF_INIT(OS_RELEASE_MAX);
	const char *line;
	size_t rows = 0;
	size_t len;
	size_t key;

	while (next_assignment(&text, &line, &len, &key) && rows < 1000) {
		struct row row = row_of(TABLE_os_release);
		int ret;

		if (comes_again(text, line, key))
			continue;
		buf_clear(&value);
		os_release_unquote(line + key + 1, len - key - 1, &value);
		if (value.failed)
			return error_memory(err);
		row_textn(&row, line, key);
		row_textn(&row, buf_str(&value), value.len);
		ret = sink_put(sink, &row, err);
		if (ret < 0)
			return ret;
		rows++;
	}
	return 0;
}

int collect_os_release(int root_fd, const struct sink *sink, struct error *err)
{
	static const char *const paths[] = { "etc/os-release", "usr/lib/os-release" };

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		AUTO_CLOSE int fd = fs_open_in_root(root_fd, paths[i], O_RDONLY | O_NONBLOCK);
		AUTO(buf) struct buf text = BUF_INIT(OS_RELEASE_MAX);
		struct error ignored = ERROR_INIT;

		if (fd >= 0 && fs_read_fd(fd, &text, &ignored) == 0)
			return os_release_put(sink, buf_str(&text), err);
	}
	return 0;
}
