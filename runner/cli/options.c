/* SPDX-License-Identifier: MIT */
#include "base/fs.h"
#include "cli/command.h"

/* Every verb has these. */
static const struct option_spec common[] = {
	{ "color", '\0', OPTION_TEXT, "WHEN", 0, "auto, always or never (NO_COLOR is heeded)",
	  NULL },
	{ "quiet", 'q', OPTION_FLAG, NULL, 0, "no progress", NULL },
	{ "help", 'h', OPTION_FLAG, NULL, 0, "this text", NULL },
	{ 0 }
};

struct parser {
	const struct command *command;
	void *options;
	struct context *context;
	struct arena *arena;
	bool help;
};

static const struct option_spec *find(const struct option_spec *specs, const char *name, size_t len,
				      char letter)
{
	for (; specs && specs->name; specs++) {
		if (letter ? specs->letter == letter
			   : strlen(specs->name) == len && memcmp(specs->name, name, len) == 0)
			return specs;
	}
	return NULL;
}

static const char *option_name(size_t i, const void *arg)
{
	const struct option_spec *own = arg;
	size_t n = 0;

	while (own && own[n].name)
		n++;
	return i < n ? own[i].name : common[i - n].name;
}

static int append(struct parser *p, struct text_list *list, const char *text, struct error *err)
{
	const char **items = arena_alloc(p->arena, (list->count + 1) * sizeof(*items));

	if (!items)
		return error_memory(err);
	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	items[list->count] = text;
	*list = (struct text_list){ items, list->count + 1 };
	return 0;
}

static int set_common(struct parser *p, const struct option_spec *o, const char *value,
		      struct error *err)
{
	if (streq(o->name, "help")) {
		p->help = true;
	} else if (streq(o->name, "quiet")) {
		p->context->quiet = true;
	} else if (streq(value, "always") || streq(value, "never")) {
		p->context->colour = streq(value, "always");
	} else if (!streq(value, "auto")) {
		return error_input(err, "--color: '%s' is none of auto, always, never", value);
	}
	return 0;
}

static bool allowed(const struct option_spec *o, const char *value)
{
	const char *const *w = o->words;

	while (w && *w && !streq(*w, value))
		w++;
	return !o->words || *w;
}

static int set_own(struct parser *p, const struct option_spec *o, const char *value,
		   struct error *err)
{
	char *at = (char *)p->options + o->offset;
	int64_t number;

	switch (o->type) {
	case OPTION_FLAG:
		*(bool *)(void *)at = true;
		return 0;
	case OPTION_TEXT:
		if (!allowed(o, value)) {
			AUTO(buf) struct buf words = BUF_INIT(BUF_LINE);

			for (const char *const *w = o->words; *w; w++)
				buf_addf(&words, "%s%s", w == o->words ? "" : ", ", *w);
			return error_input(err, "--%s: '%s' is none of %s", o->name, value,
					   buf_str(&words));
		}
		*(const char **)(void *)at = value;
		return 0;
	case OPTION_NUMBER:
		if (!str_int(value, &number) || number < 1 || number > 10000000)
			return error_input(err, "--%s: '%s' is not a positive whole number",
					   o->name, value);
		*(unsigned *)(void *)at = (unsigned)number;
		return 0;
	case OPTION_TEXTS:
		return append(p, (struct text_list *)(void *)at, value, err);
	}
	return 0;
}

static int unknown(const struct parser *p, const char *word, size_t len, struct error *err)
{
	char name[64] = { 0 };
	const char *dashes = len == 1 ? "-" : "--";
	const char *near;

	memcpy(name, word, len < sizeof(name) ? len : sizeof(name) - 1);
	near = str_nearest(name, option_name, p->command->options);
	if (near)
		return error_input(err, "%s: unknown option %s%s; did you mean --%s?",
				   p->command->name, dashes, name, near);
	return error_input(err, "%s: unknown option %s%s; see azlcts %s --help", p->command->name,
			   dashes, name, p->command->name);
}

/* One option; *i moves on when its value is the next word. */
static int parse_option(struct parser *p, int argc, char *argv[], int *i, struct error *err)
{
	const char *word = argv[*i];
	bool is_long = word[1] == '-';
	const char *name = word + (is_long ? 2 : 1);
	const char *equals = is_long ? strchr(name, '=') : NULL;
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	char letter = is_long ? '\0' : name[0];
	const struct option_spec *own = find(p->command->options, name, len, letter);
	const struct option_spec *o = own ? own : find(common, name, len, letter);
	const char *value = equals ? equals + 1 : NULL;

	if (!o)
		return unknown(p, name, is_long ? len : 1, err);
	if (!is_long && name[1] != '\0')
		value = name + 1; /* -oDIR */
	if (o->type == OPTION_FLAG && value)
		return error_input(err, "--%s takes no value", o->name);
	if (o->type != OPTION_FLAG && !value) {
		if (*i + 1 >= argc)
			return error_input(err, "--%s needs a value: %s", o->name, o->argument);
		value = argv[++*i];
	}
	return own ? set_own(p, o, value, err) : set_common(p, o, value, err);
}

int options_parse(const struct command *command, int argc, char *argv[], void *options,
		  struct text_list *args, struct context *context, struct arena *arena,
		  struct error *err)
{
	struct parser p = { command, options, context, arena, false };
	bool only_args = false;
	int ret = 0;

	for (int i = 1; i < argc && !ret; i++) {
		if (!only_args && streq(argv[i], "--"))
			only_args = true;
		else if (!only_args && argv[i][0] == '-' && argv[i][1] != '\0')
			ret = parse_option(&p, argc, argv, &i, err);
		else
			ret = append(&p, args, argv[i], err);
	}
	if (ret)
		return ret;
	if (p.help)
		return 1;
	if ((int)args->count < command->min_args)
		return error_input(err, "%s: too few arguments: azlcts %s %s", command->name,
				   command->name, command->args);
	if (command->max_args >= 0 && (int)args->count > command->max_args)
		return error_input(err, "%s: too many arguments: '%s' is one too many",
				   command->name, args->items[command->max_args]);
	return 0;
}

enum { HELP_COLUMN = 30, HELP_WIDTH = 96 };

/* Words of a text behind column `HELP_COLUMN`, a new line where the width is passed. */
static void help_wrapped(const char *text, FILE *out)
{
	size_t column = HELP_COLUMN;

	while (*text) {
		size_t n = strcspn(text, " ");

		if (column > HELP_COLUMN && column + 1 + n > HELP_WIDTH) {
			fprintf(out, "\n%*s", HELP_COLUMN, "");
			column = HELP_COLUMN;
		} else if (column > HELP_COLUMN) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", (int)n, text);
		column += n;
		text += n + strspn(text + n, " ");
	}
	fputc('\n', out);
}

static void help_options(const struct option_spec *o, FILE *out)
{
	for (; o && o->name; o++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
		char left[64];
		char letter[8] = "    ";

		if (o->letter)
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		snprintf(left, sizeof(left), "%s--%s%s%s", letter, o->name, o->argument ? " " : "",
			 o->argument ? o->argument : "");
		buf_add(&text, o->help);
		for (const char *const *w = o->words; w && *w; w++)
			buf_addf(&text, "%s%s%s", w == o->words ? " (" : ", ", *w, w[1] ? "" : ")");
		fprintf(out, "  %-*s", HELP_COLUMN - 2, left);
		if (strlen(left) > HELP_COLUMN - 3)
			fprintf(out, "\n%*s", HELP_COLUMN, "");
		help_wrapped(buf_str(&text), out);
	}
}

void options_help(const struct command *command, FILE *out)
{
	fprintf(out, "azlcts %s - %s\n\nusage: azlcts %s [OPTION]...%s%s\n", command->name,
		command->summary, command->name, *command->args ? " " : "", command->args);
	if (command->details)
		fprintf(out, "\n%s", command->details);
	fputs("\noptions:\n", out);
	help_options(command->options, out);
	help_options(common, out);
	if (command->examples)
		fprintf(out, "\nexamples:\n%s", command->examples);
}

const struct command *command_find(const char *name)
{
	for (const struct command *const *c = commands; *c; c++)
		if (streq((*c)->name, name))
			return *c;
	return NULL;
}

static const char *verb_name(size_t i, const void *arg UNUSED)
{
	return commands[i] ? commands[i]->name : NULL;
}

const char *command_nearest(const char *name)
{
	return str_nearest(name, verb_name, NULL);
}

int print_text(const char *text, size_t len, struct error *err)
{
	/* the line of progress that stands there: what is printed does not go on in it */
	if (isatty(STDOUT_FILENO) && isatty(STDERR_FILENO)) {
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
	if (fwrite(text, 1, len, stdout) != len || fflush(stdout) != 0)
		return error_errno(err, "standard output");
	return 0;
}

int put_document(const struct doc *d, const struct buf *text, const char *out, struct error *err)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_DOCUMENT);
	int ret = text ? 0 : doc_canonical(d, &line, err);

	buf_addc(&line, '\n');
	if (ret)
		return ret;
	if (!text)
		text = &line;
	if (text->failed)
		return error_memory(err);
	return out ? fs_write(out, buf_str(text), text->len, err)
		   : print_text(buf_str(text), text->len, err);
}

int print_doc(const struct doc *d, struct error *err)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_DOCUMENT);
	int ret = doc_pretty(d, &out, err);

	return ret ? ret : print_text(buf_str(&out), out.len, err);
}
