/* SPDX-License-Identifier: MIT */
#include "collect/script.h"

#include "base/str.h"

/* No carriage return: the kernel takes it for a part of the name, and so does the evidence. */
static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

void script_line(const char *bytes, size_t len, char out[SCRIPT_LINE_MAX])
{
	const char *end;

	*out = '\0';
	if (len < 3 || bytes[0] != '#' || bytes[1] != '!')
		return;
	len = len < SCRIPT_LINE_MAX ? len - 2 : SCRIPT_LINE_MAX - 3;
	bytes += 2;
	end = memchr(bytes, '\n', len);
	if (end)
		len = (size_t)(end - bytes);
	if (memchr(bytes, '\0', len)) /* binary data that happens to begin so */
		return;
	while (len && blank(*bytes)) {
		bytes++;
		len--;
	}
	while (len && blank(bytes[len - 1]))
		len--;
	memcpy(out, bytes, len);
	out[len] = '\0';
}

int script_put(const struct sink *sink, const char *path, const char *line, struct error *err)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);
	struct row row = row_of(TABLE_script);

	buf_add_clean(&clean, line, strlen(line));
	if (clean.failed)
		return error_memory(err);
	row_text(&row, path);
	row_text(&row, buf_str(&clean));
	return sink_put(sink, &row, err);
}
