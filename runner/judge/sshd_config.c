/* SPDX-License-Identifier: MIT */
#include "judge/sshd_config.h"

#include <ctype.h>

#include "judge/image.h"
#include "judge/sshd_options.h"
#include "model/coverage.h"

enum { INCLUDE_DEPTH = 16 }; /* SERVCONF_MAX_DEPTH */

static const char main_file[] = "/etc/ssh/sshd_config";

struct reader {
	struct sshd_config *config;
	struct evidence *ev;
};

/* Where one file is being read. */
struct place {
	const char *file;
	unsigned line;
	const char *outer; /* condition that held when the file was included */
	const char *match; /* condition that holds now */
	bool overrides;	   /* within "Match all" */
	int depth;
};

void sshd_config_release(struct sshd_config *c)
{
	arena_release(&c->arena);
	*c = (struct sshd_config){ 0 };
}

/* The first thing that could not be read. */
static void hidden(struct reader *r, const char *file, const char *what)
{
	if (r->config->why)
		return;
	r->config->why = arena_printf(&r->config->arena, "%s: %s", file, what);
}

static bool add(struct reader *r, const struct place *p, const char *keyword, const char *value)
{
	struct sshd_config *c = r->config;
	char *lower = arena_strdup(&c->arena, keyword);
	char *copy = arena_strdup(&c->arena, value);

	if ((c->count & (c->count - 1)) == 0) {
		struct sshd_setting *more =
			arena_alloc(&c->arena, (c->count ? c->count * 2 : 1) * sizeof(*more));

		if (!more)
			return false;
		if (c->count)
			memcpy(more, c->items, c->count * sizeof(*more));
		c->items = more;
	}
	if (!lower || !copy)
		return false;
	for (char *s = lower; *s; s++)
		*s = (char)tolower((unsigned char)*s);
	c->items[c->count++] = (struct sshd_setting){ .keyword = lower,
						      .value = copy,
						      .file = p->file,
						      .line = p->line,
						      .match = p->match,
						      .overrides = p->overrides };
	return true;
}

bool sshd_argument(const char **at, struct buf *out, bool *broken)
{
	const char *s = *at + strspn(*at, " \t\r\f");
	char quote = 0;

	buf_clear(out);
	if (!*s || *s == '#')
		return false;
	for (; *s && (quote || !strchr(" \t\r\f", *s)); s++) {
		if (*s == '\\' &&
		    (s[1] == '"' || s[1] == '\'' || s[1] == '\\' || (!quote && s[1] == ' ')))
			buf_addc(out, *++s);
		else if (!quote && (*s == '"' || *s == '\''))
			quote = *s;
		else if (quote && *s == quote)
			quote = 0;
		else
			buf_addc(out, *s);
	}
	*broken = *broken || quote != 0 || out->failed;
	*at = s;
	return true;
}

static bool read_file(struct reader *r, const char *file, const struct place *from);

static bool include(struct reader *r, const struct place *p, const char *patterns)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf full = BUF_INIT(BUF_LINE);
	bool broken = false;

	while (sshd_argument(&patterns, &one, &broken)) {
		struct text_list found;

		buf_clear(&full);
		buf_addf(&full, "%s%s", buf_str(&one)[0] == '/' ? "" : "/etc/ssh/", buf_str(&one));
		if (!coverage_has(buf_str(&full)) &&
		    !(evidence_complete(r->ev) & EVIDENCE(FILES))) {
			hidden(r, buf_str(&full), "an included path that was not looked at");
			continue;
		}
		if (!image_glob(r->ev, buf_str(&full), &r->config->arena, &found)) {
			hidden(r, p->file, "an Include with wildcards in a folder's name");
			continue;
		}
		for (size_t i = 0; i < found.count; i++)
			if (!read_file(r, found.items[i], p))
				return false;
	}
	return true;
}

/* "Match all" matches always; within an outer condition, the outer stays. */
static bool open_match(struct reader *r, struct place *p, const char *criteria)
{
	struct arena *arena = &r->config->arena;

	p->overrides = strcasecmp(criteria, "all") == 0;
	if (p->overrides) {
		p->match = p->outer;
		return true;
	}
	p->match = p->outer ? arena_printf(arena, "%s and %s", p->outer, criteria)
			    : arena_strdup(arena, criteria);
	return p->match != NULL;
}

/* The keyword ends at a blank, a quote or one '=' (strdelim). */
static size_t keyword_length(const char *s, const char **rest)
{
	size_t n = strcspn(s, " \t\r\f=\"");
	const char *after = s + n;

	after += strspn(after, " \t\r\f");
	if (*after == '=')
		after++;
	*rest = after + strspn(after, " \t\r\f");
	return n;
}

static bool read_line(struct reader *r, struct place *p, const char *line)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	const char *s = line + strspn(line, " \t\r\f");
	const char *rest;
	size_t n = keyword_length(s, &rest);
	AUTO_FREE char *keyword = strndup(s, n);
	const char *arguments = rest;
	bool broken = false;

	if (!*s || *s == '#')
		return true;
	if (!keyword)
		return false;
	while (sshd_argument(&rest, &one, &broken))
		buf_addf(&value, "%s%s", value.len ? " " : "", buf_str(&one));
	if (broken || value.failed || !n) {
		hidden(r, p->file, "a line that sshd cannot read");
		return true;
	}
	if (strcasecmp(keyword, "Include") == 0)
		return include(r, p, arguments);
	if (strcasecmp(keyword, "Match") == 0)
		return open_match(r, p, buf_str(&value));
	if (p->match && !sshd_in_match(keyword) && !r->config->refused)
		r->config->refused =
			arena_printf(&r->config->arena, "%s:%u: %s is not allowed within Match",
				     p->file, p->line, keyword);
	return add(r, p, keyword, buf_str(&value));
}

/* `from`: where it is included; NULL: it is the main file. */
static bool read_file(struct reader *r, const char *file, const struct place *from)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct place p = { .file = file };
	enum image_text state = image_text(r->ev, file, &text);
	const char *rest = buf_str(&text);
	const char *line;
	size_t len;

	if (from) {
		p.depth = from->depth + 1;
		p.outer = p.match = from->match;
		p.overrides = from->overrides;
	}
	if (state != IMAGE_TEXT_READ || p.depth > INCLUDE_DEPTH) {
		hidden(r, file,
		       p.depth > INCLUDE_DEPTH	    ? "included too deep"
		       : state == IMAGE_TEXT_ABSENT ? "a link that leads nowhere"
						    : "its text is not in the evidence");
		return true;
	}
	while (str_line(&rest, &line, &len)) {
		AUTO_FREE char *copy = strndup(line, len);

		p.line++;
		if (!copy || !read_line(r, &p, copy))
			return false;
	}
	return true;
}

/* What stands on the command line of the unit, before any file. */
static bool read_options(struct reader *r)
{
	struct sshd_options options = { 0 };

	if (!sshd_options_read(&options, r->ev, &r->config->arena))
		return false;
	if (options.why)
		hidden(r, options.why_file, options.why);
	for (size_t i = 0; i < options.count; i++) {
		struct place p = { .file = options.items[i].file, .line = options.items[i].line };
		size_t before = r->config->count;

		if (!read_line(r, &p, options.items[i].text))
			return false;
		for (size_t k = before; k < r->config->count; k++)
			r->config->items[k].option = true;
	}
	return true;
}

bool sshd_config_read(struct sshd_config *out, struct evidence *ev)
{
	struct reader r = { .config = out, .ev = ev };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	*out = (struct sshd_config){ 0 };
	out->present = image_real_path(ev, main_file, &real);
	if (!out->present)
		return true;
	return read_options(&r) && read_file(&r, main_file, NULL);
}
