/* SPDX-License-Identifier: MIT */
#include "judge/abi/contract.h"

#include <stdio.h>

#include "base/fs.h"

static const char *const type_words[] = {
	[SYMBOL_NONE] = "none", [SYMBOL_FUNCTION] = "function", [SYMBOL_OBJECT] = "object",
	[SYMBOL_TLS] = "tls",	[SYMBOL_IFUNC] = "ifunc",	[SYMBOL_COMMON] = "common",
	[SYMBOL_UNSAID] = "-",
};

/* A word of a line: what has blanks or control characters in it cannot be written down. */
static bool is_word(const char *s)
{
	if (!*s || streq(s, "-") || *s == '#')
		return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f)
			return false;
	return true;
}

struct written { /* a symbol with its texts, for sorting */
	const char *version;
	const char *name;
	const struct abi_export *e;
};

static int by_version(const void *a, const void *b)
{
	const struct written *one = a;
	const struct written *two = b;
	int order = strcmp(one->version, two->version);

	return order ? order : strcmp(one->name, two->name);
}

static void write_symbol(const struct written *s, struct buf *out)
{
	const struct abi_export *e = s->e;
	bool sized = e->size != SIZE_UNSAID && (e->type == SYMBOL_OBJECT || e->type == SYMBOL_TLS);

	buf_addf(out, "symbol %s %s %s ", *s->version ? s->version : "-", s->name,
		 e->type < ARRAY_SIZE(type_words) ? type_words[e->type] : "-");
	if (sized)
		buf_addf(out, "%llu", (unsigned long long)e->size);
	else
		buf_addc(out, '-');
	buf_add(out, e->hidden ? " hidden\n" : "\n");
}

static void write_nodes(const struct world *w, const struct object *b, struct buf *out)
{
	for (size_t i = 0; i < b->verdefs_count; i++) {
		const struct abi_verdef *d = &b->verdefs[i];
		const char *node = names_text(w->names, d->version);
		const char *parent = names_text(w->names, d->parent);

		if (version_is_private(node) || !is_word(node))
			continue;
		buf_addf(out, "node %s", node);
		/* a base version is no node, and a parent that is not written would not be read */
		if (is_word(parent) && !version_is_private(parent) && object_verdef(b, d->parent))
			buf_addf(out, " %s", parent);
		buf_addc(out, '\n');
	}
}

void contract_write(const struct world *w, const struct object *b, struct buf *out)
{
	AUTO_FREE struct written *symbols = calloc(b->exports_count + 1, sizeof(*symbols));
	size_t count = 0;
	size_t unwritten = 0;

	if (!symbols) {
		out->failed = true;
		return;
	}
	buf_addf(out, "library %s %s\n",
		 b->soname ? names_text(w->names, b->soname) : fs_basename(b->path), b->machine);
	write_nodes(w, b, out);
	for (size_t i = 0; i < b->exports_count; i++) {
		const struct abi_export *e = &b->exports[i];
		const char *name = names_text(w->names, e->name);
		const char *version = names_text(w->names, e->version);

		if (version_is_private(version))
			continue;
		/* of a version that the library does not define itself: no export of it */
		if (!is_word(name) ||
		    (*version && (!is_word(version) || !object_verdef(b, e->version)))) {
			unwritten++;
			continue;
		}
		symbols[count++] = (struct written){ version, name, e };
	}
	qsort(symbols, count, sizeof(*symbols), by_version);
	for (size_t i = 0; i < count; i++)
		write_symbol(&symbols[i], out);
	if (unwritten)
		buf_addf(out, "# %zu symbols are left out: their names cannot be written here\n",
			 unwritten);
}

enum { WORDS_MAX = 6, EXPORTS_MAX = 1 << 20, NODES_MAX = 1 << 15 };

struct reading {
	struct world *w;
	const char *where;
	unsigned line;
	char words[WORDS_MAX][4096];
	unsigned count;
	struct object library;
	struct abi_export *exports;
	struct abi_verdef *nodes;
	struct error *err;
};

#define BAD(r, fmt, ...) \
	error_input((r)->err, "%s:%u: " fmt, (r)->where, (r)->line __VA_OPT__(, ) __VA_ARGS__)

static bool split(struct reading *r, const char *line, size_t len)
{
	r->count = 0;
	for (size_t i = 0; i < len;) {
		size_t n = 0;

		while (i < len && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r'))
			i++;
		while (i + n < len && line[i + n] != ' ' && line[i + n] != '\t' &&
		       line[i + n] != '\r')
			n++;
		if (n == 0 || line[i] == '#') /* the rest is for people */
			break;
		if (r->count == WORDS_MAX || n >= sizeof(r->words[0]))
			return false;
		memcpy(r->words[r->count], line + i, n);
		r->words[r->count++][n] = '\0';
		i += n;
	}
	return true;
}

static bool add_name(struct reading *r, const char *text, uint32_t *out)
{
	*out = names_add(r->w->names, text);
	return *out != NAME_NONE;
}

static int read_library(struct reading *r)
{
	struct object *b = &r->library;
	char path[4200];

	if (r->count != 3)
		return BAD(r, "a library line is: library SONAME MACHINE");
	if (b->path)
		return BAD(r, "a second library line");
	snprintf(path, sizeof(path), "contract:%s", r->words[1]);
	b->path = arena_strdup(&r->w->arena, path);
	b->machine = arena_strdup(&r->w->arena, r->words[2]);
	if (!b->path || !b->machine || !add_name(r, r->words[1], &b->soname))
		return error_memory(r->err);
	b->class = ends_with(b->machine, "64") || streq(b->machine, "s390x") ||
				   starts_with(b->machine, "ppc64")
			   ? 64
			   : 32;
	return 0;
}

static int read_node(struct reading *r)
{
	struct object *b = &r->library;
	struct abi_verdef *d = &r->nodes[b->verdefs_count];

	if (r->count < 2 || r->count > 3)
		return BAD(r, "a node line is: node NAME [PARENT]");
	if (b->exports_count)
		return BAD(r, "nodes come before symbols");
	if (b->verdefs_count == NODES_MAX - 2)
		return BAD(r, "too many nodes");
	*d = (struct abi_verdef){ .index = (unsigned)b->verdefs_count + 2 };
	if (!add_name(r, r->words[1], &d->version) ||
	    (r->count == 3 && !add_name(r, r->words[2], &d->parent)))
		return error_memory(r->err);
	if (object_verdef(b, d->version))
		return BAD(r, "node %s stands twice", r->words[1]);
	b->verdefs_count++;
	return 0;
}

static int read_type(struct reading *r, struct abi_export *e)
{
	int64_t size;

	for (e->type = 0; e->type < ARRAY_SIZE(type_words); e->type++)
		if (streq(type_words[e->type], r->words[3]))
			break;
	if (e->type == ARRAY_SIZE(type_words))
		return BAD(r, "%s is no type: function, object, tls, ifunc, common, none or -",
			   r->words[3]);
	if (streq(r->words[4], "-"))
		e->size = SIZE_UNSAID;
	else if (str_int(r->words[4], &size) && size >= 0)
		e->size = (uint64_t)size;
	else
		return BAD(r, "%s is no size: bytes, or -", r->words[4]);
	e->hidden = r->count == 6;
	return 0;
}

static int read_symbol(struct reading *r)
{
	struct object *b = &r->library;
	struct abi_export *e = &r->exports[b->exports_count];
	int ret;

	if (r->count < 5 || (r->count == 6 && !streq(r->words[5], "hidden")))
		return BAD(r, "a symbol line is: symbol VERSION NAME TYPE SIZE [hidden]");
	*e = (struct abi_export){ 0 };
	if (!add_name(r, r->words[2], &e->name) ||
	    (!streq(r->words[1], "-") && !add_name(r, r->words[1], &e->version)))
		return error_memory(r->err);
	if (e->version && !object_verdef(b, e->version))
		return BAD(r, "%s is no node of this contract", r->words[1]);
	ret = read_type(r, e);
	if (ret < 0)
		return ret;
	b->exports_count++;
	return 0;
}

static int read_line(struct reading *r)
{
	if (streq(r->words[0], "library"))
		return read_library(r);
	if (!streq(r->words[0], "node") && !streq(r->words[0], "symbol"))
		return BAD(r, "%s: a line is library, node or symbol", r->words[0]);
	if (!r->library.path)
		return BAD(r, "the library line comes first");
	return *r->words[0] == 'n' ? read_node(r) : read_symbol(r);
}

static int by_name(const void *a, const void *b)
{
	const struct abi_export *one = a;
	const struct abi_export *two = b;

	if (one->name != two->name)
		return one->name < two->name ? -1 : 1;
	return (one->version > two->version) - (one->version < two->version);
}

/* What only the whole text can tell. */
static int check_whole(struct reading *r)
{
	const struct names *n = r->w->names;
	struct object *b = &r->library;

	if (!b->path)
		return error_input(r->err, "%s: no library line", r->where);
	for (size_t i = 0; i < b->verdefs_count; i++)
		if (r->nodes[i].parent && !object_verdef(b, r->nodes[i].parent))
			return error_input(r->err, "%s: node %s follows %s, which is no node of it",
					   r->where, names_text(n, r->nodes[i].version),
					   names_text(n, r->nodes[i].parent));
	qsort(r->exports, b->exports_count, sizeof(*r->exports), by_name);
	for (size_t i = 1; i < b->exports_count; i++)
		if (by_name(&r->exports[i - 1], &r->exports[i]) == 0)
			return error_input(
				r->err, "%s: symbol %s %s stands twice", r->where,
				r->exports[i].version ? names_text(n, r->exports[i].version) : "-",
				names_text(n, r->exports[i].name));
	return 0;
}

/* Room for as many lines as begin with these words. */
static size_t count_lines(const char *text, const char *word)
{
	const char *line;
	size_t len;
	size_t n = 1;

	while (str_line(&text, &line, &len)) {
		while (len && (*line == ' ' || *line == '\t')) {
			line++;
			len--;
		}
		n += len > strlen(word) && starts_with(line, word);
	}
	return n;
}

static const struct object *put_library(struct world *w, const struct object *library)
{
	if (!world_put(w, library))
		return NULL;
	for (size_t i = 0; i < w->count; i++)
		if (w->items[i].exports == library->exports)
			return &w->items[i];
	return NULL;
}

static int read_lines(struct reading *r, const char *text)
{
	const char *line;
	size_t len;
	int ret;

	while (str_line(&text, &line, &len)) {
		r->line++;
		if (!split(r, line, len))
			return BAD(r, "too many words, or too long a word");
		if (r->count == 0)
			continue;
		ret = read_line(r);
		if (ret < 0)
			return ret;
	}
	return check_whole(r);
}

int contract_read(struct world *w, const char *text, const char *where, const struct object **out,
		  struct error *err)
{
	AUTO_FREE struct reading *r = calloc(1, sizeof(*r));
	size_t symbols = count_lines(text, "symbol");
	size_t nodes = count_lines(text, "node");
	const struct object *library;
	int ret;

	if (symbols > EXPORTS_MAX || nodes > NODES_MAX)
		return error_input(err, "%s: more than %d symbols or %d nodes", where, EXPORTS_MAX,
				   NODES_MAX);
	if (!r)
		return error_memory(err);
	r->w = w;
	r->where = where;
	r->err = err;
	r->exports = arena_alloc(&w->arena, symbols * sizeof(*r->exports));
	r->nodes = arena_alloc(&w->arena, nodes * sizeof(*r->nodes));
	if (!r->exports || !r->nodes)
		return error_memory(err);
	r->library.exports = r->exports;
	r->library.verdefs = r->nodes;
	ret = read_lines(r, text);
	if (ret < 0)
		return ret;
	library = put_library(w, &r->library);
	if (!library)
		return error_memory(err);
	*out = library;
	return 0;
}
