/* SPDX-License-Identifier: MIT */
#include "judge/config.h"
#include "model/kind.h"

struct module_args {
	const char *name;
	int loaded;
	const char *blocked;
	int absent_ok;
};

static const char *const ways[] = { "blacklist", "both", "either", "install", NULL };

static const struct field fields[] = {
	{ .key = "absent-ok",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct module_args, absent_ok, int),
	  .help = "true: a module the image does not have counts as blocked",
	  .fallback = "false" },
	{ .key = "blocked",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct module_args, blocked, const char *),
	  .help = "how modprobe.d(5) has to keep it out: install (by /bin/false or /bin/true), "
		  "blacklist, either or both",
	  .words = ways },
	{ .key = "loaded",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct module_args, loaded, int),
	  .help = "whether it has to be loaded, or must not be" },
	{ .key = "name",
	  .type = FIELD_TEXT,
	  .offset = FIELD_OF(struct module_args, name, const char *),
	  .help = "the module; '-' and '_' are the same",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct module_args *a = args;

	if (a->loaded < 0 && !a->blocked)
		return error_input(err, "loaded or blocked is missing");
	if (a->absent_ok == 1 && !a->blocked)
		return error_input(err, "absent-ok goes with blocked");
	if (a->name[strcspn(a->name, " \t*?[/")] != '\0')
		return error_input(err, "name: %s: one module, and no path or glob", a->name);
	return 0;
}

/* The kernel's spelling: underscores. */
static void underscores(const char *name, struct buf *out)
{
	for (; *name; name++)
		buf_addc(out, *name == '-' ? '_' : *name);
}

/* The next word of *s, into `out`; false at the end. */
static bool next_word(const char **s, struct buf *out)
{
	size_t n;

	buf_clear(out);
	*s += strspn(*s, " \t");
	n = strcspn(*s, " \t");
	buf_addn(out, *s, n);
	*s += n;
	return n > 0;
}

/* A program that does nothing, so that nothing is loaded. */
static bool does_nothing(const char *program)
{
	static const char *const programs[] = { "/bin/false", "/bin/true", "/usr/bin/false",
						"/usr/bin/true", NULL };

	for (size_t i = 0; programs[i]; i++)
		if (streq(programs[i], program))
			return true;
	return false;
}

struct blocks {
	struct buf name; /* with underscores */
	bool decided;	 /* an install line was seen */
	bool install;
	bool blacklist;
};

static void blocks_release(struct blocks *b)
{
	buf_release(&b->name);
}

/*
 * "install GLOB PROGRAM" or "blacklist NAME".  Of several install lines the first one holds
 * (kmod, kmod_module_get_install_commands).
 */
static void take_line(struct blocks *b, const char *line)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf program = BUF_INIT(BUF_TEXT);

	if (config_is_comment(line) || !next_word(&line, &word) || !next_word(&line, &program))
		return;
	underscores(buf_str(&program), &name);
	if (streq(buf_str(&word), "blacklist") && streq(buf_str(&name), buf_str(&b->name)))
		b->blacklist = true;
	if (streq(buf_str(&word), "install") && !b->decided &&
	    str_glob(buf_str(&name), buf_str(&b->name))) {
		b->decided = true;
		b->install = next_word(&line, &program) && does_nothing(buf_str(&program));
	}
}

/* modprobe.blacklist=a,b on the kernel's command line (modprobe(8)). */
static void take_command_line(struct blocks *b, struct evidence *ev)
{
	static const char option[] = "modprobe.blacklist=";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	const char *s;

	evidence_text(ev, &text, "SELECT value FROM kernel WHERE key = ?1", "cmdline");
	s = buf_str(&text);
	while (next_word(&s, &word)) {
		const char *list = buf_str(&word);

		if (!starts_with(list, option))
			continue;
		for (list += strlen(option); *list; list += *list == ',') {
			size_t n = strcspn(list, ",");

			buf_clear(&name);
			for (; n > 0; n--, list++)
				buf_addc(&name, *list == '-' ? '_' : *list);
			b->blacklist = b->blacklist || streq(buf_str(&name), buf_str(&b->name));
		}
	}
}

static bool take_config(struct blocks *b, struct evidence *ev, struct findings *out)
{
	static const char *const items[] = { "/etc/modprobe.d", "/run/modprobe.d",
					     "/usr/local/lib/modprobe.d", "/usr/lib/modprobe.d" };
	const struct text_list folders = { .items = items, .count = ARRAY_SIZE(items) };
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct text_list files;

	if (!config_fragments(ev, &folders, &arena, &files, out))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		struct config_lines lines = { 0 };

		if (config_text(ev, files.items[i], &text, out) < 0)
			return false;
		lines.rest = buf_str(&text);
		while (config_line(&lines, true, &line))
			take_line(b, buf_str(&line));
	}
	take_command_line(b, ev);
	return true;
}

/* Is there a NAME.ko of any spelling and compression below /usr/lib/modules? */
static bool is_in_image(struct evidence *ev, const char *name)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev,
			    "SELECT 1 FROM file WHERE path GLOB '*/lib/modules/*.ko*' AND "
			    "replace(path, '-', '_') GLOB '*/' || ?1 || '.ko*'",
			    1, &name);

	return cursor_next(&c);
}

static void judge_blocked(const struct module_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(blocks) struct blocks b = { .name = BUF_INIT(BUF_LINE) };
	bool either = streq(a->blocked, "either");
	bool install = streq(a->blocked, "install") || streq(a->blocked, "both");
	bool blacklist = streq(a->blocked, "blacklist") || streq(a->blocked, "both");

	underscores(a->name, &b.name);
	if (a->absent_ok == 1 && !is_in_image(ev, buf_str(&b.name))) {
		finding_pass(out, a->name, "not in the image");
		return;
	}
	if (!take_config(&b, ev, out))
		return;
	if ((install || (either && !b.blacklist)) && !b.install)
		finding_fail(out, a->name, "install line with /bin/false",
			     b.blacklist ? "only on the blacklist" : "modprobe loads it");
	if (blacklist && !b.blacklist)
		finding_fail(out, a->name, "on the blacklist",
			     b.install ? "only an install line" : "not on it");
	finding_pass(out, a->name, "blocked by%s%s", b.install ? " an install line" : "",
		     b.blacklist ? " blacklist" : "");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct module_args *a = args;
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf row = BUF_INIT(BUF_LINE);
	bool loaded;

	underscores(a->name, &name);
	loaded = evidence_text(ev, &row, "SELECT name FROM module WHERE name = ?1", buf_str(&name));
	if (a->loaded >= 0 && loaded != (a->loaded == 1))
		finding_fail(out, a->name, a->loaded ? "loaded" : "not loaded",
			     loaded ? "loaded" : "not loaded");
	if (a->blocked)
		judge_blocked(a, ev, out);
	else
		finding_pass(out, a->name, loaded ? "loaded" : "not loaded");
}

const struct check_kind check_module = {
	.name = "module",
	.summary = "A kernel module is loaded, is not, or cannot be",
	.example = "{name: usb-storage, loaded: false, blocked: install}",
	.needs = EVIDENCE(KERNEL) | EVIDENCE(FILES),
	.args_size = sizeof(struct module_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
