/* SPDX-License-Identifier: MIT */
#include "judge/run_path.h"

static const struct token {
	const char *text;
	bool origin; /* else the libraries' folder of 64-bit systems */
} tokens[] = { { "${ORIGIN}", true }, { "$ORIGIN", true }, { "${LIB}", false }, { "$LIB", false } };

static void add_folder_of(const char *object, struct buf *out)
{
	const char *slash = strrchr(object, '/');

	if (slash)
		buf_addn(out, object, (size_t)(slash - object));
}

/* Length of the token that is expanded here; 0: none. */
static size_t expand_token(const char *object, const char *s, size_t len, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(tokens); i++) {
		size_t n = strlen(tokens[i].text);

		if (n > len || memcmp(s, tokens[i].text, n))
			continue;
		if (tokens[i].origin)
			add_folder_of(object, out);
		else
			buf_add(out, "lib64");
		return n;
	}
	return 0;
}

/* Back to the folder above; false: there is none. */
static bool go_up(struct buf *out)
{
	if (out->len == 0)
		return false;
	while (out->len > 0 && out->data[--out->len] != '/')
		;
	out->data[out->len] = '\0';
	return true;
}

bool run_path_expand(const char *object, const char *entry, size_t len, struct buf *out)
{
	AUTO(buf) struct buf plain = BUF_INIT(BUF_LINE);

	buf_clear(out);
	for (size_t i = 0; i < len;) {
		size_t n = expand_token(object, entry + i, len - i, &plain);

		if (n == 0)
			buf_addc(&plain, entry[i]);
		i += n ? n : 1;
	}
	if (len > 0 && plain.len == 0) /* $ORIGIN of what lies in the root */
		buf_addc(&plain, '/');
	if (plain.failed || *buf_str(&plain) != '/')
		return false;
	for (const char *s = buf_str(&plain); *s;) {
		size_t n;

		s += strspn(s, "/");
		n = strcspn(s, "/");
		if (n == 2 && !memcmp(s, "..", 2)) {
			if (!go_up(out))
				return false;
		} else if (n > 0 && !(n == 1 && *s == '.')) {
			buf_addc(out, '/');
			buf_addn(out, s, n);
		}
		s += n;
	}
	if (out->len == 0)
		buf_addc(out, '/');
	return !out->failed;
}

static bool below(const char *path, const char *folder, size_t len)
{
	while (len > 0 && folder[len - 1] == '/')
		len--;
	return !strncmp(path, folder, len) && (path[len] == '/' || path[len] == '\0');
}

static bool allowed(const char *object, const char *path, const struct text_list *folders)
{
	const char *slash = strrchr(object, '/');

	if (slash && slash > object && below(path, object, (size_t)(slash - object)))
		return true;
	for (size_t i = 0; i < folders->count; i++)
		if (below(path, folders->items[i], strlen(folders->items[i])))
			return true;
	return false;
}

bool run_path_astray(const char *object, const char *run_path, const struct text_list *folders,
		     struct buf *out)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_clear(out);
	for (const char *entry = run_path;;) {
		size_t len = strcspn(entry, ":");

		if (!run_path_expand(object, entry, len, &path) ||
		    !allowed(object, buf_str(&path), folders)) {
			buf_addn(out, entry, len);
			return true;
		}
		if (!entry[len])
			return false;
		entry += len + 1;
	}
}
