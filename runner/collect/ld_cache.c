/* SPDX-License-Identifier: MIT */
/*
 * Formats of glibc's dl-cache.h.  An old table may stand before the new one, for programs of long
 * ago; then only the new one is read, as ld.so does.  Numbers are in the machine's order; all
 * machines we know are little-endian.
 *
 *	old   "ld.so-1.7.0" pad count  { flags key value } ...  texts (offsets count from here)
 *	new   "glibc-ld.so.cache1.1" count texts-size order pad[3] extension pad[12]
 *	      { flags key value osversion hwcap(64) } ...  texts (offsets count from the magic)
 */
#include "collect/ld_cache.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"

#define OLD_MAGIC	"ld.so-1.7.0"
#define NEW_MAGIC	"glibc-ld.so.cache1.1"
#define EXTENSION_MAGIC 0xeaa42174U

enum {
	OLD_HEAD = 16,
	OLD_ENTRY = 12,
	NEW_HEAD = 48,
	NEW_ENTRY = 24,
	NEW_ALIGN = 8, /* of the new table behind an old one */
	EXTENSION_HEAD = 8,
	SECTION_HEAD = 16,
	SECTION_HWCAPS = 1,
	ORDER_UNSET = 0,
	ORDER_LITTLE = 2,
	HWCAP_IS_NAME = 1 << 30, /* of the upper half: the lower one is a number of a name */
	CACHE_MAX = 16 << 20,
	TEXTS_MAX = 4 * CACHE_MAX, /* entries may share texts, but not without end */
};

struct cache {
	const unsigned char *data; /* the whole file */
	size_t len;
	size_t texts;	   /* where offsets of texts count from */
	size_t entries;	   /* offset */
	size_t entry_size; /* OLD_ENTRY or NEW_ENTRY */
	uint32_t count;
	size_t hwcaps; /* offset of the numbers of names */
	size_t hwcaps_count;
	bool has_x86_64;
	const char *format;
	size_t text_left;
	char damage[120]; /* "": none */
};

struct entry {
	uint32_t flags;
	const char *soname;
	const char *path;
	char hwcaps[64];
};

/* False, for its caller to return. */
PRINTF(2, 3) static bool damaged(struct cache *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(c->damage, sizeof(c->damage), fmt, ap);
	va_end(ap);
	return false;
}

static uint32_t number(const struct cache *c, size_t at)
{
	const unsigned char *p = c->data + at;

	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

/* A text of the file that has an end; NULL: not one. */
static const char *text_at(struct cache *c, size_t base, uint32_t offset)
{
	size_t left = c->len - base;
	const char *text;
	size_t len;

	if (offset >= left)
		return NULL;
	left -= offset;
	text = (const char *)c->data + base + offset;
	len = strnlen(text, left);
	if (len == left || len >= PATH_MAX || len > c->text_left)
		return NULL;
	c->text_left -= len;
	return text;
}

static bool fits(const struct cache *c, size_t at, size_t count, size_t size)
{
	return at <= c->len && count <= (c->len - at) / size;
}

static bool is_magic(const struct cache *c, size_t at, const char *magic)
{
	size_t len = strlen(magic);

	return fits(c, at, len, 1) && memcmp(c->data + at, magic, len) == 0;
}

/* The list of names of folders; there need be none. */
static bool read_extension(struct cache *c, size_t at)
{
	uint32_t count;

	if (at == 0)
		return true;
	if (at % 4 != 0 || !fits(c, at, EXTENSION_HEAD, 1) || number(c, at) != EXTENSION_MAGIC)
		return damaged(c, "its extension is not one");
	count = number(c, at + 4);
	at += EXTENSION_HEAD;
	if (!fits(c, at, count, SECTION_HEAD))
		return damaged(c, "%u sections do not fit into it", count);
	for (uint32_t i = 0; i < count; i++, at += SECTION_HEAD) {
		size_t offset = number(c, at + 8);
		size_t size = number(c, at + 12);

		if (!fits(c, offset, size, 1))
			return damaged(c, "section %u is outside of it", i);
		if (number(c, at) == SECTION_HWCAPS) {
			c->hwcaps = offset;
			c->hwcaps_count = size / 4;
		}
	}
	return true;
}

static bool read_new(struct cache *c, size_t at)
{
	unsigned order;

	if (!fits(c, at, NEW_HEAD, 1))
		return damaged(c, "it ends in its header");
	order = c->data[at + 28] & 3;
	if (order != ORDER_UNSET && order != ORDER_LITTLE)
		return damaged(c, "it is of the other byte order");
	c->texts = at;
	c->count = number(c, at + 20);
	c->entries = at + NEW_HEAD;
	c->entry_size = NEW_ENTRY;
	if (!fits(c, c->entries, c->count, NEW_ENTRY))
		return damaged(c, "%u entries do not fit into it", c->count);
	return read_extension(c, number(c, at + 32));
}

static bool read_old(struct cache *c)
{
	size_t behind;

	if (!fits(c, 0, OLD_HEAD, 1))
		return damaged(c, "it ends in its header");
	c->count = number(c, 12);
	c->entries = OLD_HEAD;
	c->entry_size = OLD_ENTRY;
	if (!fits(c, OLD_HEAD, c->count, OLD_ENTRY))
		return damaged(c, "%u entries do not fit into it", c->count);
	c->texts = OLD_HEAD + (size_t)c->count * OLD_ENTRY;
	behind = (c->texts + NEW_ALIGN - 1) / NEW_ALIGN * NEW_ALIGN;
	if (!is_magic(c, behind, NEW_MAGIC))
		return true;
	c->format = "old+new";
	return read_new(c, behind);
}

static bool read_head(struct cache *c)
{
	if (is_magic(c, 0, NEW_MAGIC)) {
		c->format = "new";
		return read_new(c, 0);
	}
	if (is_magic(c, 0, OLD_MAGIC)) {
		c->format = "old";
		return read_old(c);
	}
	return damaged(c, "it does not begin as one does");
}

static bool read_hwcaps(struct cache *c, uint32_t i, size_t at, struct entry *out)
{
	uint32_t low = number(c, at);
	uint32_t high = number(c, at + 4);
	const char *name;

	out->hwcaps[0] = '\0';
	if (high != HWCAP_IS_NAME) {
		if (low || high)
			snprintf(out->hwcaps, sizeof(out->hwcaps), "0x%llx",
				 (unsigned long long)high << 32 | low);
		return true;
	}
	if (low >= c->hwcaps_count)
		return damaged(c, "entry %u is for folder %u, which has no name", i, low);
	name = text_at(c, 0, number(c, c->hwcaps + 4 * (size_t)low));
	if (!name || !*name || strlen(name) >= sizeof(out->hwcaps))
		return damaged(c, "the name of folder %u is outside of it", low);
	memcpy(out->hwcaps, name, strlen(name) + 1);
	return true;
}

static bool read_entry(struct cache *c, uint32_t i, struct entry *out)
{
	size_t at = c->entries + i * c->entry_size;

	out->flags = number(c, at);
	out->soname = text_at(c, c->texts, number(c, at + 4));
	out->path = text_at(c, c->texts, number(c, at + 8));
	if (!out->soname || !out->path)
		return damaged(c, "a text of entry %u is outside of it", i);
	out->hwcaps[0] = '\0';
	return c->entry_size == OLD_ENTRY || read_hwcaps(c, i, at + 16, out);
}

/* What flags require of the machine: the second byte of glibc's FLAG_ numbers. */
static void row_machine(struct row *row, const struct cache *c, uint32_t flags)
{
	static const struct machine {
		unsigned char flag;
		unsigned char class;
		const char *name;
	} machines[] = {
		{ 0x03, 64, "x86_64" }, { 0x08, 32, "x86_64" }, { 0x0a, 64, "aarch64" },
		{ 0x09, 32, "40" }, /* ARM with hard floats, by the number of e_machine */
		{ 0x0b, 32, "40" },
	};
	unsigned flag = flags >> 8 & 0xff;

	for (size_t i = 0; i < ARRAY_SIZE(machines); i++)
		if (machines[i].flag == flag) {
			row_text(row, machines[i].name);
			row_int(row, machines[i].class);
			return;
		}
	/* none is what many machines have of old; beside x86-64 it is i386 */
	row_text(row, flag == 0 && c->has_x86_64 ? "i386" : "");
	row_int(row, flag == 0 && c->has_x86_64 ? 32 : 0);
}

/* The first time through only looks whether all is well: half a cache is no evidence. */
static bool check(struct cache *c)
{
	struct entry entry;

	if (!read_head(c))
		return false;
	for (uint32_t i = 0; i < c->count; i++) {
		if (!read_entry(c, i, &entry))
			return false;
		c->has_x86_64 |= (entry.flags >> 8 & 0xff) == 0x03;
	}
	return true;
}

static int put_entry(const struct sink *sink, struct cache *c, uint32_t i, struct error *err)
{
	struct row row = row_of(TABLE_ld_cache);
	struct entry entry;

	if (!read_entry(c, i, &entry))
		return 0; /* the same bytes were good a moment ago */
	row_int(&row, i);
	row_text(&row, entry.soname);
	row_text(&row, entry.path);
	row_machine(&row, c, entry.flags);
	row_text(&row, entry.hwcaps);
	return sink_put(sink, &row, err);
}

static int put_state(const struct sink *sink, const char *key, const char *value, struct error *err)
{
	struct row row = row_of(TABLE_ld_cache_state);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}

static int put_damaged(const struct sink *sink, const char *reason, struct error *err)
{
	int ret = put_state(sink, "format", "damaged", err);

	if (ret == 0)
		ret = put_state(sink, "entries", "0", err);
	return ret ? ret : put_state(sink, "reason", reason, err);
}

int ld_cache_put(const struct sink *sink, const void *data, size_t len, struct error *err)
{
	struct cache c = { .data = data, .len = len, .text_left = TEXTS_MAX };
	char count[16];
	int ret;

	if (!check(&c))
		return put_damaged(sink, c.damage, err);
	snprintf(count, sizeof(count), "%u", c.count);
	ret = put_state(sink, "format", c.format, err);
	if (ret == 0)
		ret = put_state(sink, "entries", count, err);
	c.text_left = TEXTS_MAX;
	for (uint32_t i = 0; ret == 0 && i < c.count; i++)
		ret = put_entry(sink, &c, i, err);
	return ret;
}

int collect_ld_cache(int root_fd, const struct sink *sink, struct part_state *part,
		     struct error *err)
{
	static const char path[] = "/etc/ld.so.cache";
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	AUTO(buf) struct buf data = BUF_INIT(CACHE_MAX);
	struct error why = ERROR_INIT;
	struct stat st;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		int ret = put_state(sink, "format", "none", err);

		return ret ? ret : put_state(sink, "entries", "0", err);
	}
	if (fd < 0 || fstat(fd, &st) < 0) {
		part_fail(part, "%s: %s", path, strerror(errno));
		return 0;
	}
	if (!S_ISREG(st.st_mode))
		return put_damaged(sink, "it is not a file", err);
	if (fs_read_fd(fd, &data, &why) < 0) {
		part_fail(part, "%s: %s", path, why.text);
		return 0;
	}
	return ld_cache_put(sink, buf_str(&data), data.len, err);
}
