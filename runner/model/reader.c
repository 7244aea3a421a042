/* SPDX-License-Identifier: MIT */
#include "model/reader.h"

#include "base/fs.h"

enum { WORDS_SHOWN = 24 };

/* A path the user gave that cannot be read is wrong input, not a broken machine. */
static int is_users_fault(int code)
{
	return code == ENOENT || code == ENOTDIR || code == EISDIR || code == EACCES ||
	       code == EFBIG || code == ELOOP || code == ENAMETOOLONG;
}

int reader_open(struct reader *r, const char *path, struct node **root, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const char *slash;
	int ret = fs_read(path, &text, err);

	if (ret && is_users_fault(err->code)) {
		err->code = EINVAL;
		return -EINVAL;
	}
	if (ret)
		return ret;
	r->file = arena_strdup(r->arena, path);
	r->bytes = arena_strndup(r->arena, buf_str(&text), text.len);
	r->len = text.len;
	slash = strrchr(path, '/');
	if (slash)
		r->folder = arena_strndup(r->arena, path, (size_t)(slash - path));
	else
		r->folder = ".";
	if (!r->file || !r->bytes || !r->folder)
		return error_memory(err);
	ret = node_parse(r->arena, r->file, r->bytes, r->len, root, err);
	if (ret)
		return ret;
	if ((*root)->type != NODE_MAP)
		return node_error(r->file, *root, err, "the file has to be a map");
	return 0;
}

const char *reader_word(size_t i, const void *words)
{
	const char *const *w = words;

	return w[i];
}

int reader_unknown(const struct reader *r, const struct node *at, bool at_key, const char *word,
		   const char *reason, reader_word_fn *fn, const void *arg, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	const char *near = str_nearest(word, fn, arg);
	const char *one;

	buf_addf(&text, "%s: %s", word, reason);
	if (near)
		buf_addf(&text, "; did you mean %s?", near);
	for (size_t i = 0; !near && (one = fn(i, arg)) != NULL; i++) {
		buf_addf(&text, "%s%s", i ? ", " : "; known: ", i < WORDS_SHOWN ? one : "...");
		if (i == WORDS_SHOWN)
			break;
	}
	if (at_key)
		return node_key_error(r->file, at, err, "%s", buf_str(&text));
	return node_error(r->file, at, err, "%s", buf_str(&text));
}

int reader_keys(const struct reader *r, const struct node *map, const char *const *keys,
		struct error *err)
{
	for (const struct node *n = map->children; n; n = n->next) {
		size_t i = 0;

		while (keys[i] && !streq(keys[i], n->key))
			i++;
		if (!keys[i])
			return reader_unknown(r, n, true, n->key, "unknown key", reader_word, keys,
					      err);
	}
	return 0;
}

static const char *const type_words[] = {
	[NODE_TEXT] = "a text",
	[NODE_LIST] = "a list",
	[NODE_MAP] = "a map",
};

int reader_get(const struct reader *r, const struct node *map, const char *key, enum node_type type,
	       const struct node **out, struct error *err)
{
	const struct node *n = node_get(map, key);

	if (n && n->type != type)
		return node_error(r->file, n, err, "%s: has to be %s, not %s", key,
				  type_words[type], type_words[n->type]);
	*out = n;
	return 0;
}

int reader_text(const struct reader *r, const struct node *map, const char *key, bool required,
		const char **out, struct error *err)
{
	const struct node *n = NULL;
	int ret = reader_get(r, map, key, NODE_TEXT, &n, err);

	if (ret)
		return ret;
	if (!n && required)
		return node_error(r->file, map, err, "%s: missing", key);
	if (n && !*n->text)
		return node_error(r->file, n, err, "%s: is empty", key);
	*out = n ? n->text : NULL;
	return 0;
}

int reader_id(const struct reader *r, const struct node *map, const char *key, const char **out,
	      struct error *err)
{
	int ret = reader_text(r, map, key, true, out, err);

	if (ret)
		return ret;
	if (!reader_is_id(*out))
		return node_error(r->file, node_get(map, key), err,
				  "%s: %s: small letters, digits, '.' and '-' only", key, *out);
	return 0;
}

bool reader_is_id(const char *s)
{
	if (!((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '.' ||
		      *s == '-'))
			return false;
	return true;
}

int reader_list(const struct reader *r, const struct node *map, const char *key,
		struct text_list *out, struct error *err)
{
	const struct node *n = node_get(map, key);
	const struct node *first = n;
	const char **items;
	size_t count = 1;

	*out = (struct text_list){ 0 };
	if (!n)
		return 0;
	if (n->type == NODE_MAP)
		return node_error(r->file, n, err, "%s: has to be a list of texts", key);
	if (n->type == NODE_LIST) {
		first = n->children;
		count = node_count(n);
	}
	items = arena_alloc(r->arena, (count + 1) * sizeof(*items));
	if (!items)
		return error_memory(err);
	for (size_t i = 0; i < count; i++, first = first->next) {
		if (first->type != NODE_TEXT)
			return node_error(r->file, first, err, "%s: has to be a list of texts",
					  key);
		items[i] = first->text;
	}
	*out = (struct text_list){ .items = items, .count = count };
	return 0;
}

const char *reader_place(const struct reader *r, const struct node *at)
{
	return arena_printf(r->arena, "%s:%u:%u", r->file, at->line, at->column);
}

size_t node_count(const struct node *parent)
{
	size_t count = 0;

	for (const struct node *n = parent->children; n; n = n->next)
		count++;
	return count;
}
