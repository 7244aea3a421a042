/* SPDX-License-Identifier: MIT */
#include "judge/module_conf.h"

#include "judge/boot_entries.h"
#include "judge/config.h"

void module_underscores(const char *name, struct buf *out)
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
	struct arena *arena;
	struct module_facts *facts;
	const char *name;  /* with underscores */
	bool decided;	   /* an install line was seen */
	struct buf places; /* of what blocks */
	struct buf losers;
};

static void blocks_release(struct blocks *b)
{
	buf_release(&b->places);
	buf_release(&b->losers);
}

static void blocks_by(struct blocks *b, bool *how, const char *file, unsigned number)
{
	if (!*how && number)
		buf_addf(&b->places, "%s%s:%u", b->places.len ? "; " : "", file, number);
	else if (!*how)
		buf_addf(&b->places, "%s%s", b->places.len ? "; " : "", file);
	*how = true;
}

static void take_install(struct blocks *b, const char *rest, const char *file, unsigned number)
{
	AUTO(buf) struct buf program = BUF_INIT(BUF_TEXT);
	bool nothing = next_word(&rest, &program) && does_nothing(buf_str(&program));

	if (!b->decided && nothing)
		blocks_by(b, &b->facts->install, file, number);
	else
		buf_addf(&b->losers, "%s%s:%u: install %s", b->losers.len ? "\n" : "", file, number,
			 buf_str(&program));
	b->decided = true;
}

/*
 * "install GLOB PROGRAM" or "blacklist NAME".  Of several install lines the first one holds
 * (kmod, kmod_module_get_install_commands).
 */
static void take_line(struct blocks *b, const char *line, const char *file, unsigned number)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf plain = BUF_INIT(BUF_TEXT);

	if (config_is_comment(line) || !next_word(&line, &word) || !next_word(&line, &name))
		return;
	module_underscores(buf_str(&name), &plain);
	if (streq(buf_str(&word), "blacklist") && streq(buf_str(&plain), b->name))
		blocks_by(b, &b->facts->blacklist, file, number);
	if (streq(buf_str(&word), "install") && str_glob(buf_str(&plain), b->name))
		take_install(b, line, file, number);
}

static bool take_config(struct blocks *b, struct evidence *ev, struct findings *out)
{
	static const char *const items[] = { "/etc/modprobe.d", "/run/modprobe.d",
					     "/usr/local/lib/modprobe.d", "/usr/lib/modprobe.d" };
	const struct text_list folders = { .items = items, .count = ARRAY_SIZE(items) };
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct text_list files;

	if (!config_fragments(ev, &folders, b->arena, &files, out))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		struct config_lines lines = { 0 };

		if (config_text(ev, files.items[i], &text, out) < 0)
			return false;
		lines.rest = buf_str(&text);
		while (config_line(&lines, true, &line))
			take_line(b, buf_str(&line), files.items[i], lines.number);
	}
	return true;
}

/* Is the module one of "a,b-c"? */
static bool lists(const char *list, const char *name)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);

	for (; *list; list += *list == ',') {
		size_t n = strcspn(list, ",");

		buf_clear(&one);
		for (; n > 0; n--, list++)
			buf_addc(&one, *list == '-' ? '_' : *list);
		if (streq(buf_str(&one), name))
			return true;
	}
	return false;
}

/* modprobe joins all its lists; the kernel has one text, of which the last counts. */
static void take_words(const char *options, const char *name, bool *modprobe, bool *kernel)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);

	*modprobe = false;
	*kernel = false;
	while (boot_word_next(&options, &word, &value)) {
		if (streq(buf_str(&word), "modprobe.blacklist"))
			*modprobe |= lists(buf_str(&value), name);
		if (streq(buf_str(&word), "module_blacklist"))
			*kernel = lists(buf_str(&value), name);
	}
}

/* What every entry of the boot menu says; where there is none, what runs. */
static bool take_command_lines(struct blocks *b, struct evidence *ev, struct findings *out)
{
	struct boot_entries entries;
	bool all_modprobe = true;
	bool all_kernel = true;
	bool bootable;
	size_t seen = 0;

	if (!boot_entries_read(ev, b->arena, &entries, out))
		return false;
	bootable = boot_entries_bootable(&entries) > 0;
	for (size_t i = 0; i < entries.count; i++) {
		const struct boot_entry *e = &entries.items[i];
		bool modprobe;
		bool kernel;

		if (e->next || e->running == bootable)
			continue;
		take_words(e->options, b->name, &modprobe, &kernel);
		all_modprobe &= modprobe;
		all_kernel &= kernel;
		seen++;
	}
	if (seen && all_modprobe)
		blocks_by(b, &b->facts->blacklist, "modprobe.blacklist= on the command line", 0);
	if (seen && all_kernel) {
		blocks_by(b, &b->facts->install, "module_blacklist= on the command line", 0);
		b->facts->blacklist = true;
	}
	return true;
}

/* Is there a NAME.ko of any spelling and compression among the kernels' files? */
static bool is_in_image(struct evidence *ev, const char *name)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT 1 FROM file WHERE ((path > '/usr/lib/modules/' AND path < "
		"'/usr/lib/modules0') OR (path > '/lib/modules/' AND path < '/lib/modules0')) AND "
		"replace(path, '-', '_') GLOB '*/' || ?1 || '.ko*' LIMIT 1",
		1, &name);

	return cursor_next(&c);
}

/* Has every installed kernel its list of modules? */
static bool all_listed(struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		ev,
		"SELECT 1 FROM file d WHERE d.type = 'directory' AND d.path GLOB "
		"'/usr/lib/modules/*' AND instr(substr(d.path, 18), '/') = 0 AND NOT EXISTS "
		"(SELECT 1 FROM file f WHERE f.path = d.path || '/modules.dep') LIMIT 1",
		0, NULL);

	return !cursor_next(&c);
}

static bool take_kernels(struct evidence *ev, const char *name, struct arena *arena,
			 struct module_facts *out)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT kernel, builtin FROM kernel_module WHERE name = ?1 "
				      "ORDER BY builtin, kernel",
				      1, &name);

	out->listed = evidence_complete(ev) & EVIDENCE(FILES) || all_listed(ev);
	out->present = is_in_image(ev, name);
	while (cursor_next(&c)) {
		if (cursor_int(&c, 1) == 0)
			out->present = true;
		else if (!out->builtin && !(out->builtin = arena_strdup(arena, cursor_text(&c, 0))))
			return false;
	}
	return true;
}

bool module_facts_read(struct evidence *ev, const char *name, struct arena *arena,
		       struct module_facts *out, struct findings *findings)
{
	AUTO(buf) struct buf plain = BUF_INIT(BUF_LINE);
	AUTO(blocks)
	struct blocks b = { .arena = arena,
			    .facts = out,
			    .places = BUF_INIT(BUF_TEXT),
			    .losers = BUF_INIT(BUF_TEXT) };

	*out = (struct module_facts){ 0 };
	module_underscores(name, &plain);
	b.name = buf_str(&plain);
	if (!take_config(&b, ev, findings) || !take_command_lines(&b, ev, findings))
		return false;
	out->place = b.places.len ? arena_strdup(arena, buf_str(&b.places)) : NULL;
	out->losers = b.losers.len ? arena_strdup(arena, buf_str(&b.losers)) : NULL;
	if (!take_kernels(ev, b.name, arena, out) || plain.failed || b.places.failed ||
	    b.losers.failed) {
		finding_error(findings, "out of memory");
		return false;
	}
	return true;
}
