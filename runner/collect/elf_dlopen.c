/* SPDX-License-Identifier: MIT */
/*
 * The text of a .note.dlopen: [{"soname": ["libx.so.1"], "feature": "x", "priority": "suggested"}]
 * and whatever else a writer puts beside these.  The probe has no JSON library; this reads exactly
 * that shape, in place and without memory of its own.
 */
#include "collect/elf_image.h"

enum {
	DEPTH_MAX = 16, /* of values that are passed over */
	WORD_MAX = 512, /* bytes of a name or a feature */
};

struct json {
	const char *at;
	const char *end;
};

struct entry {
	char feature[WORD_MAX];
	char priority[WORD_MAX];
	struct json sonames; /* behind the bracket; at is NULL: none */
};

static void skip_space(struct json *j)
{
	while (j->at < j->end && memchr(" \t\r\n", *j->at, 4))
		j->at++;
}

static bool take(struct json *j, char c)
{
	skip_space(j);
	if (j->at >= j->end || *j->at != c)
		return false;
	j->at++;
	return true;
}

static bool peek(struct json *j, char c)
{
	skip_space(j);
	return j->at < j->end && *j->at == c;
}

static bool hex4(struct json *j, unsigned *out)
{
	static const char digits[] = "0123456789abcdefABCDEF";

	*out = 0;
	if (j->end - j->at < 4)
		return false;
	for (unsigned i = 0; i < 4; i++) {
		const char *digit = memchr(digits, *j->at++, sizeof(digits) - 1);
		unsigned value = digit ? (unsigned)(digit - digits) : 0;

		if (!digit)
			return false;
		*out = *out << 4 | (value < 16 ? value : value - 6);
	}
	return true;
}

/* One character behind a backslash; no name of a library has one that is not ASCII. */
static bool escape(struct json *j, char *c)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *found;
	unsigned code;

	if (j->at >= j->end)
		return false;
	if (*j->at == 'u') {
		j->at++;
		if (!hex4(j, &code))
			return false;
		*c = code > 0 && code < 0x80 ? (char)code : '?';
		return true;
	}
	found = memchr(from, *j->at++, sizeof(from) - 1);
	if (!found)
		return false;
	*c = to[found - from];
	return true;
}

/* A string into `out`, or past it when `out` is NULL; false: not one, or not one that fits. */
static bool string(struct json *j, char out[WORD_MAX])
{
	size_t len = 0;

	if (!take(j, '"'))
		return false;
	while (j->at < j->end && *j->at != '"') {
		char c = *j->at++;

		if (c >= 0 && c < ' ')
			return false;
		if (c == '\\' && !escape(j, &c))
			return false;
		if (!out)
			continue;
		if (len == WORD_MAX - 1)
			return false;
		out[len++] = c;
	}
	if (out)
		out[len] = '\0';
	return take(j, '"');
}

/* Numbers, true, false, null: only that they end matters. */
static bool skip_word(struct json *j)
{
	const char *start = j->at;

	while (j->at < j->end && !memchr(",]} \t\r\n", *j->at, 7))
		j->at++;
	return j->at > start;
}

/* Past any value: brackets are counted, not matched by kind. */
static bool skip_value(struct json *j)
{
	unsigned depth = 0;

	do {
		skip_space(j);
		if (j->at >= j->end)
			return false;
		switch (*j->at) {
		case '"':
			if (!string(j, NULL))
				return false;
			break;
		case '[':
		case '{':
			if (++depth > DEPTH_MAX)
				return false;
			j->at++;
			break;
		case ']':
		case '}':
			if (depth == 0)
				return false;
			depth--;
			j->at++;
			break;
		case ',':
		case ':':
			if (depth == 0)
				return false;
			j->at++;
			break;
		default:
			if (!skip_word(j))
				return false;
		}
	} while (depth > 0);
	return true;
}

static bool member(struct json *j, struct entry *entry)
{
	char key[WORD_MAX];

	if (!string(j, key) || !take(j, ':'))
		return false;
	if (streq(key, "feature"))
		return string(j, entry->feature);
	if (streq(key, "priority"))
		return string(j, entry->priority);
	if (streq(key, "soname")) {
		if (!peek(j, '['))
			return false;
		entry->sonames = (struct json){ j->at + 1, j->end };
	}
	return skip_value(j);
}

static bool object(struct json *j, struct entry *entry)
{
	if (!take(j, '{'))
		return false;
	do {
		if (!member(j, entry))
			return false;
	} while (take(j, ','));
	return take(j, '}') && entry->sonames.at;
}

static bool known_priority(const char *word)
{
	return streq(word, "required") || streq(word, "recommended") || streq(word, "suggested");
}

static int put_entry(struct elf_image *e, struct entry *entry, bool *well, const struct sink *sink,
		     struct error *err)
{
	struct json *j = &entry->sonames;
	char soname[WORD_MAX];
	int ret = 0;

	do {
		struct row row = row_of(TABLE_elf_dlopen);

		if (!string(j, soname) || !soname[0] ||
		    !elf_image_spend(e, strlen(soname) + strlen(entry->feature))) {
			*well = false;
			return 0;
		}
		row_int(&row, e->id);
		row_text(&row, entry->feature);
		row_text(&row, entry->priority);
		row_text(&row, soname);
		row_int(&row, e->dlopen_count);
		ret = sink_put(sink, &row, err);
	} while (ret == 0 && take(j, ','));
	*well = take(j, ']');
	e->dlopen_count++;
	return ret;
}

int elf_image_dlopen(struct elf_image *e, const char *json, size_t len, const struct sink *sink,
		     struct error *err)
{
	struct json j = { json, json + strnlen(json, len) }; /* its end is padded */
	bool well = take(&j, '[');
	bool more = well && !peek(&j, ']');
	int ret = 0;

	while (more) {
		/* what an entry does not say, by the note's specification */
		struct entry entry = { .priority = "recommended" };

		well = object(&j, &entry) && known_priority(entry.priority);
		if (well)
			ret = put_entry(e, &entry, &well, sink, err);
		if (ret < 0)
			return ret;
		more = well && take(&j, ',');
	}
	well = well && take(&j, ']');
	skip_space(&j);
	if (!well || j.at < j.end)
		elf_image_error(e, "a .note.dlopen cannot be read");
	return 0;
}
