/* SPDX-License-Identifier: MIT */
#include "judge/pam_stack.h"

#include <ctype.h>
#include <strings.h>

#include "base/fs.h"
#include "judge/config.h"

enum {
	INCLUDES_DEEP = 32, /* as libpam: deeper is a failure at log-in as well */
	SUBSTACKS_DEEP = 16,
	FILES_MAX = 200, /* that one stack is made of: ours */
	LINES_MAX = 128, /* of one stack: ours */
	TOKENS_MAX = 64, /* of one line */
};

struct reading {
	struct evidence *ev;
	const char *type;
	struct arena *arena;
	struct findings *findings;
	struct pam_stack *out;
	unsigned files;
	bool failed;
};

/* How a file came to be read. */
struct level {
	unsigned includes;
	unsigned substacks;
	bool typed; /* by `TYPE include`, not as a whole */
};

static void give_up(struct reading *r, const char *why)
{
	if (!r->failed)
		finding_error(r->findings, "%s", why);
	r->failed = true;
}

static struct pam_line *add_line(struct reading *r, const char *control, const char *place,
				 unsigned depth)
{
	struct pam_line *line;

	if (!r->out->items)
		r->out->items = arena_alloc(r->arena, LINES_MAX * sizeof(*line));
	if (!r->out->items || r->out->count == LINES_MAX) {
		give_up(r, r->out->items ? "a PAM stack of more lines than can be looked at"
					 : "no memory");
		return NULL;
	}
	line = &r->out->items[r->out->count++];
	*line = (struct pam_line){ .control = control, .module = "", .place = place };
	line->depth = depth;
	pam_control(control, line->actions);
	return line;
}

/* What libpam puts in for a line that it cannot use: a module that fails. */
static void add_broken(struct reading *r, const char *place, unsigned depth)
{
	add_line(r, "default=bad", place, depth);
}

/*
 * A line as pam_handlers.c assembles it: '#' begins a comment wherever it stands, a '\' at the end
 * joins the next line.
 */
static bool read_line(struct config_lines *lines, struct buf *out, unsigned *first)
{
	const char *start;
	size_t len;
	bool more = true;
	bool any = false;

	buf_clear(out);
	*first = lines->number + 1;
	while (more && str_line(&lines->rest, &start, &len)) {
		const char *hash = memchr(start, '#', len);

		any = true;
		lines->number++;
		if (hash)
			len = (size_t)(hash - start);
		while (len > 0 && isspace((unsigned char)start[len - 1]))
			len--;
		more = !hash && len > 0 && start[len - 1] == '\\';
		buf_addn(out, start, len - (more ? 1 : 0));
		if (more)
			buf_addc(out, ' ');
	}
	return any;
}

/* The next token; what stands in brackets is one, without them, and "\]" is a bracket in it. */
static const char *next_token(struct reading *r, const char **rest)
{
	AUTO(buf) struct buf token = BUF_INIT(BUF_LINE);
	const char *p = *rest + strspn(*rest, " \t\r\n");
	const char *copy;

	if (!*p) {
		*rest = p;
		return NULL;
	}
	if (*p == '[') {
		for (p++; *p && *p != ']'; p++) {
			p += *p == '\\' && p[1] == ']';
			buf_addc(&token, *p);
		}
		p += *p == ']';
	} else {
		size_t len = strcspn(p, " \t\r\n");

		buf_addn(&token, p, len);
		p += len;
	}
	*rest = p;
	copy = token.failed ? NULL : arena_strdup(r->arena, buf_str(&token));
	if (!copy)
		give_up(r, "a PAM file with a word that is too long to be read");
	return copy;
}

static void read_args(struct reading *r, struct pam_line *line, const char *rest)
{
	const char **items = arena_alloc(r->arena, TOKENS_MAX * sizeof(*items));
	size_t count = 0;
	const char *token;

	if (!items) {
		give_up(r, "no memory");
		return;
	}
	while ((token = next_token(r, &rest)) != NULL) {
		if (count == TOKENS_MAX) {
			give_up(r, "a PAM line with more arguments than can be looked at");
			return;
		}
		items[count++] = token;
	}
	line->args = (struct text_list){ .items = items, .count = count };
}

static bool read_service(struct reading *r, const char *service, struct level level);

static void include(struct reading *r, const char *service, const char *place, struct level level)
{
	if (!service || level.includes >= INCLUDES_DEEP || level.substacks >= SUBSTACKS_DEEP)
		add_broken(r, place, level.substacks);
	else if (!read_service(r, service, level) && !r->failed)
		add_broken(r, place, level.substacks);
}

static bool is_type(const char *word)
{
	return strcasecmp(word, "auth") == 0 || strcasecmp(word, "account") == 0 ||
	       strcasecmp(word, "password") == 0 || strcasecmp(word, "session") == 0;
}

/* What follows the type. */
static void take_control(struct reading *r, const char *rest, const char *place, struct level level)
{
	const char *control = next_token(r, &rest);
	struct level deeper = level;
	struct pam_line *line;
	const char *module;

	deeper.includes++;
	deeper.typed = true;
	if (control && strcasecmp(control, "include") == 0) {
		include(r, next_token(r, &rest), place, deeper);
		return;
	}
	if (control && strcasecmp(control, "substack") == 0) {
		line = add_line(r, control, place, level.substacks);
		if (line)
			line->substack = true;
		deeper.substacks++;
		include(r, next_token(r, &rest), place, deeper);
		return;
	}
	module = control ? next_token(r, &rest) : NULL;
	line = add_line(r, module ? control : "default=bad", place, level.substacks);
	if (!line || !module)
		return;
	line->module = fs_basename(module);
	read_args(r, line, rest);
}

static void take_line(struct reading *r, const char *text, const char *place, struct level level)
{
	const char *rest = text;
	const char *type = next_token(r, &rest);
	const char *broken = level.typed ? r->type : "auth";

	if (!type)
		return;
	if (strcasecmp(type, "@include") == 0) {
		level.includes++;
		include(r, next_token(r, &rest), place, level);
		return;
	}
	type += *type == '-';
	if (strcasecmp(type, r->type) == 0)
		take_control(r, rest, place, level);
	else if (!is_type(type) && streq(broken, r->type))
		add_broken(r, place, level.substacks);
}

static void take_text(struct reading *r, const char *path, const char *text, struct level level)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { .rest = text };
	unsigned number;

	while (!r->failed && read_line(&lines, &line, &number)) {
		const char *place = arena_printf(r->arena, "%s:%u", path, number);

		if (!place || line.failed)
			give_up(r, "no memory");
		else
			take_line(r, buf_str(&line), place, level);
	}
}

/* False: there is no such service, or it could not be read. */
static bool read_service(struct reading *r, const char *service, struct level level)
{
	static const char *const folders[] = { "/etc/pam.d", "/usr/lib/pam.d" };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	bool absolute = *service == '/';

	if (r->files++ == FILES_MAX) {
		give_up(r, "a PAM stack of more files than can be looked at");
		return false;
	}
	for (size_t i = 0; i < (absolute ? 1 : ARRAY_SIZE(folders)); i++) {
		const char *path =
			absolute ? service : arena_printf(r->arena, "%s/%s", folders[i], service);
		int there = path ? config_text(r->ev, path, &text, r->findings) : -1;

		if (there < 0) {
			r->failed = true;
			if (!path)
				finding_error(r->findings, "no memory");
			return false;
		}
		if (there == 0)
			continue;
		take_text(r, path, buf_str(&text), level);
		return true;
	}
	return false;
}

bool pam_stack_read(struct evidence *ev, const char *service, const char *type, struct arena *arena,
		    struct pam_stack *out, struct findings *findings)
{
	struct reading r = {
		.ev = ev, .type = type, .arena = arena, .findings = findings, .out = out
	};

	*out = (struct pam_stack){ 0 };
	out->present = read_service(&r, service, (struct level){ 0 });
	if (r.failed)
		return false;
	if (!pam_walk(out, type)) {
		finding_error(findings, "no memory");
		return false;
	}
	return true;
}

const char *pam_line_arg(const struct pam_line *line, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = line->args.count; i-- > 0;) {
		const char *arg = line->args.items[i];

		if (strncmp(arg, name, n) == 0 && (arg[n] == '\0' || arg[n] == '='))
			return arg[n] ? arg + n + 1 : "";
	}
	return NULL;
}
