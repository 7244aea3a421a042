/* SPDX-License-Identifier: MIT */
#include "source/metalink.h"

#include <ctype.h>
#include <expat.h>
#include <stdio.h>

#include "base/checksum.h"
#include "base/str.h"
#include "base/url.h"

enum { TEXT_MAX = 4096 };

static const char repomd_name[] = "repodata/repomd.xml";

struct mirror {
	const char *base;
	int64_t preference;
	size_t order;
};

struct reader {
	struct arena *arena;
	XML_Parser parser;
	struct mirror *mirrors;
	size_t count;
	struct mirrors_repomd *known;
	size_t known_count;
	const char *why; /* it was stopped */
	unsigned depth;
	unsigned file; /* depth of <file name="repomd.xml">; 0: not in one */
	bool root;     /* a <metalink> it is */
	int64_t size;  /* that a <size> said last */
	char type[16]; /* of the <hash> */
	int64_t preference;
	char text[TEXT_MAX]; /* of the innermost element */
	size_t len;
	bool cut;
};

static void stop(struct reader *r, const char *why)
{
	if (!r->why)
		r->why = why;
	XML_StopParser(r->parser, XML_FALSE);
}

/* Without the prefix of its name space. */
static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (streq(local(attributes[0]), name))
			return attributes[1];
	return "";
}

static void begin_verification(struct reader *r)
{
	if (r->known_count == MIRRORS_KNOWN_MAX) {
		stop(r, "more alternates than are read");
		return;
	}
	r->known[r->known_count++] = (struct mirrors_repomd){ .size = r->size };
	r->size = -1;
}

static void on_begin(void *arg, const char *full, const char **attributes)
{
	struct reader *r = arg;
	const char *name = local(full);
	const char *file = attribute(attributes, "name");

	r->len = 0;
	r->cut = false;
	if (++r->depth == 1)
		r->root = streq(name, "metalink");
	if (!r->root) {
		stop(r, "it is no <metalink>");
	} else if (streq(name, "file") && !r->file) {
		if (streq(file, "repomd.xml") || ends_with(file, "/repomd.xml"))
			r->file = r->depth;
		r->size = -1;
	} else if (r->file && streq(name, "verification")) {
		begin_verification(r);
	} else if (streq(name, "hash")) {
		snprintf(r->type, sizeof(r->type), "%s", attribute(attributes, "type"));
	} else if (streq(name, "url")) {
		r->preference = strtoll(attribute(attributes, "preference"), NULL, 10);
	}
}

/* sha512 before sha256; others prove nothing, or are not used. */
static void take_hash(struct reader *r)
{
	struct mirrors_repomd *k = r->known_count ? &r->known[r->known_count - 1] : NULL;
	bool best = streq(r->type, "sha512");

	if (!k || (!best && !streq(r->type, "sha256")) || (k->algorithm && !best))
		return;
	for (char *p = r->text; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	if (!checksum_formed(r->type, r->text))
		return;
	k->algorithm = best ? "sha512" : "sha256";
	k->checksum = arena_strdup(r->arena, r->text);
	if (!k->checksum)
		stop(r, "no memory");
}

static void take_url(struct reader *r)
{
	struct mirror *m = &r->mirrors[r->count];

	if (!ends_with(r->text, repomd_name) ||
	    (!url_has_scheme(r->text, "https") && !url_has_scheme(r->text, "http")))
		return;
	if (r->count == MIRRORS_MAX)
		return;
	m->base = arena_strndup(r->arena, r->text, strlen(r->text) - strlen(repomd_name));
	m->preference = r->preference;
	m->order = r->count++;
	if (!m->base)
		stop(r, "no memory");
}

static void on_end(void *arg, const char *full)
{
	struct reader *r = arg;
	const char *name = local(full);
	size_t begin = 0;

	while (r->len && isspace((unsigned char)r->text[r->len - 1]))
		r->len--;
	r->text[r->len] = '\0';
	while (isspace((unsigned char)r->text[begin]))
		begin++;
	memmove(r->text, r->text + begin, r->len - begin + 1);
	if (r->file && !r->cut) {
		if (streq(name, "size") && !str_int(r->text, &r->size))
			r->size = -1;
		else if (streq(name, "hash"))
			take_hash(r);
		else if (streq(name, "url"))
			take_url(r);
	}
	if (r->file == r->depth)
		r->file = 0;
	r->depth--;
	r->len = 0;
}

static void on_text(void *arg, const char *text, int len)
{
	struct reader *r = arg;
	size_t room = TEXT_MAX - 1 - r->len;
	size_t n = (size_t)len < room ? (size_t)len : room;

	r->cut |= n < (size_t)len;
	memcpy(r->text + r->len, text, n);
	r->len += n;
}

/* Entities are declared there, and nothing that is read here has any. */
static void on_doctype(void *arg, const char *name UNUSED, const char *system UNUSED,
		       const char *public UNUSED, int internal UNUSED)
{
	stop(arg, "it declares a document type");
}

static int by_preference(const void *a, const void *b)
{
	const struct mirror *x = a;
	const struct mirror *y = b;

	if (x->preference != y->preference)
		return x->preference > y->preference ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int parse(struct reader *r, const char *text, size_t len, struct error *err)
{
	enum XML_Status status;
	int ret = 0;

	r->parser = XML_ParserCreate(NULL);
	if (!r->parser)
		return error_memory(err);
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, on_begin, on_end);
	XML_SetCharacterDataHandler(r->parser, on_text);
	XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
	status = XML_Parse(r->parser, text, (int)len, XML_TRUE);
	if (status != XML_STATUS_OK)
		ret = error_input(err, "metalink, line %lu: %s",
				  (unsigned long)XML_GetCurrentLineNumber(r->parser),
				  r->why ? r->why : XML_ErrorString(XML_GetErrorCode(r->parser)));
	XML_ParserFree(r->parser);
	return ret;
}

static int give(struct reader *r, struct mirrors *out, struct error *err)
{
	if (r->count > 1)
		qsort(r->mirrors, r->count, sizeof(*r->mirrors), by_preference);
	out->bases = arena_alloc(r->arena, (r->count + 1) * sizeof(*out->bases));
	if (!out->bases)
		return error_memory(err);
	for (size_t i = 0; i < r->count; i++)
		out->bases[i] = r->mirrors[i].base;
	out->count = r->count;
	out->known = r->known;
	out->known_count = r->known_count;
	return 0;
}

static int read_metalink(struct reader *r, const char *text, size_t len, struct error *err)
{
	size_t usable = 0;
	int ret = parse(r, text, len, err);

	if (ret)
		return ret;
	for (size_t i = 0; i < r->known_count; i++)
		usable += r->known[i].algorithm != NULL;
	if (r->count == 0)
		return error_input(err, "metalink: no http or https URL of a repodata/repomd.xml");
	if (usable == 0)
		return error_input(err, "metalink: no sha256 or sha512 of repomd.xml");
	return 0;
}

static int read_list(struct reader *r, const char *text, struct error *err)
{
	const char *line;
	size_t len;

	for (unsigned n = 1; str_line(&text, &line, &len); n++) {
		struct mirror *m = &r->mirrors[r->count];
		char *url;

		while (len && isspace((unsigned char)*line)) {
			line++;
			len--;
		}
		while (len && isspace((unsigned char)line[len - 1]))
			len--;
		if (len == 0 || *line == '#')
			continue;
		url = arena_strndup(r->arena, line, len);
		if (!url)
			return error_memory(err);
		if (!url_is(url) || strpbrk(url, " \t<>\""))
			return error_input(err, "list of mirrors, line %u: no URL", n);
		if (r->count == MIRRORS_MAX ||
		    (!url_has_scheme(url, "https") && !url_has_scheme(url, "http")))
			continue;
		if (ends_with(url, repomd_name))
			url[len - strlen(repomd_name)] = '\0';
		*m = (struct mirror){ .base = url, .order = r->count++ };
	}
	return r->count ? 0 : error_input(err, "list of mirrors: no http or https URL");
}

int mirrors_read(struct arena *arena, const char *text, size_t len, struct mirrors *out,
		 struct error *err)
{
	struct reader r = { .arena = arena, .size = -1 };
	struct mirrors m = { 0 };
	size_t begin = starts_with(text, "\xef\xbb\xbf") ? 3 : 0;
	int ret;

	if (memchr(text, '\0', len))
		return error_input(err, "no text");
	r.mirrors = arena_alloc(arena, (MIRRORS_MAX + 1) * sizeof(*r.mirrors));
	r.known = arena_alloc(arena, MIRRORS_KNOWN_MAX * sizeof(*r.known));
	if (!r.mirrors || !r.known)
		return error_memory(err);
	while (isspace((unsigned char)text[begin]))
		begin++;
	m.metalink = text[begin] == '<';
	ret = m.metalink ? read_metalink(&r, text + begin, len - begin, err)
			 : read_list(&r, text + begin, err);
	if (ret == 0)
		ret = give(&r, &m, err);
	if (ret == 0)
		*out = m;
	return ret;
}

int mirrors_allow(const struct mirrors *m, const char *repomd, size_t len, struct error *err)
{
	for (size_t i = 0; i < m->known_count; i++) {
		const struct mirrors_repomd *k = &m->known[i];
		char hex[CHECKSUM_HEX];
		struct checksum c;
		int ret;

		if (!k->algorithm || (k->size >= 0 && k->size != (int64_t)len))
			continue;
		ret = checksum_init(&c, k->algorithm, err);
		if (ret)
			return ret;
		checksum_add(&c, repomd, len);
		checksum_hex(&c, hex);
		if (streq(hex, k->checksum))
			return 0;
	}
	if (m->known_count == 0)
		return 0;
	return error_input(err, "repomd.xml is none of those that the metalink names");
}
