/* SPDX-License-Identifier: MIT */
#include "judge/boot_entries.h"

#include <ctype.h>

#include "judge/config.h"
#include "judge/grub.h"
#include "judge/image.h"

enum { ENTRIES_MAX = 4096 };

struct gathering {
	struct evidence *ev;
	struct arena *arena;
	struct findings *findings;
	struct boot_entries *out;
	size_t room;
	struct grub_files grub;
	bool grub_read;
	bool stopped; /* `findings` has been told why */
};

static bool no_memory(struct gathering *g)
{
	finding_error(g->findings, "out of memory");
	return false;
}

static bool add(struct gathering *g, struct boot_entry e)
{
	struct boot_entries *b = g->out;

	if (!e.place || !e.options)
		return !g->stopped && no_memory(g);
	if (b->count == ENTRIES_MAX) {
		finding_error(g->findings, "more than %d boot entries", ENTRIES_MAX);
		return false;
	}
	if (b->count == g->room) {
		size_t more = g->room ? g->room * 2 : 8;
		struct boot_entry *items = arena_alloc(g->arena, more * sizeof(*items));

		if (!items)
			return no_memory(g);
		if (b->count)
			memcpy(items, b->items, b->count * sizeof(*items));
		b->items = items;
		g->room = more;
	}
	b->items[b->count++] = e;
	return true;
}

/* With the variables of GRUB in it, which are looked for only where one is used. */
static char *expanded(struct gathering *g, const char *options)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	if (!strchr(options, '$'))
		return arena_strdup(g->arena, options);
	if (!g->grub_read) {
		g->stopped = !grub_files_read(g->ev, g->arena, &g->grub, g->findings);
		if (g->stopped)
			return NULL;
	}
	g->grub_read = true;
	grub_expand(&g->grub, options, &text);
	return text.failed ? NULL : arena_strdup(g->arena, buf_str(&text));
}

/* Options of a BLS entry may stand on several lines (UAPI.1, Boot Loader Specification). */
static bool add_bls(struct gathering *g, const char *path)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf options = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	unsigned number = 0;

	switch (config_text(g->ev, path, &text, g->findings)) {
	case 0:
		return true;
	case -1:
		return false;
	}
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *value = buf_str(&line) + strlen("options");

		if (!starts_with(buf_str(&line), "options") || !strchr(" \t", *value) || !*value)
			continue;
		buf_addf(&options, "%s%s", options.len ? " " : "", value + strspn(value, " \t"));
		number = lines.number;
	}
	return add(g, (struct boot_entry){
			      .place = arena_printf(g->arena, "%s:%u", path, number ? number : 1),
			      .options = expanded(g, buf_str(&options)) });
}

static bool add_all_bls(struct gathering *g)
{
	static const char *const globs[] = { "/boot/loader/entries/*.conf",
					     "/boot/efi/loader/entries/*.conf",
					     "/efi/loader/entries/*.conf" };

	for (size_t i = 0; i < ARRAY_SIZE(globs); i++) {
		struct text_list found;

		if (!image_glob(g->ev, globs[i], g->arena, &found))
			return no_memory(g);
		for (size_t j = 0; j < found.count; j++)
			if (!add_bls(g, found.items[j]))
				return false;
	}
	return true;
}

/* "linux /vmlinuz-6.12 root=/dev/sda1 ro": the words after the kernel. */
static bool add_grub_line(struct gathering *g, const char *line, const char *path, unsigned number)
{
	static const char *const commands[] = { "linux", "linux16", "linuxefi" };
	size_t n = strcspn(line, " \t");
	bool is_linux = false;

	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		is_linux |= strlen(commands[i]) == n && strncmp(commands[i], line, n) == 0;
	if (!is_linux)
		return true;
	line += n;
	line += strspn(line, " \t");
	n = strcspn(line, " \t");
	if (memmem(line, n, "memtest", 7))
		return true; /* no kernel */
	line += n;
	return add(g, (struct boot_entry){ .place = arena_printf(g->arena, "%s:%u", path, number),
					   .options = expanded(g, line + strspn(line, " \t")) });
}

static bool add_grub_cfg(struct gathering *g)
{
	struct text_list paths;

	if (!grub_cfg_paths(g->ev, g->arena, &paths))
		return no_memory(g);
	for (size_t i = 0; i < paths.count; i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
		struct config_lines lines = { 0 };

		if (config_text(g->ev, paths.items[i], &text, g->findings) < 0)
			return false;
		lines.rest = buf_str(&text);
		while (config_line(&lines, true, &line))
			if (!add_grub_line(g, buf_str(&line), paths.items[i], lines.number))
				return false;
	}
	return true;
}

/*
 * What addons put behind an image's command line: those of its partition, and then its own
 * (systemd-stub(7)).  Whether they are signed as Secure Boot asks is not looked at.
 */
static void add_addons(struct gathering *g, const char *path, struct buf *options)
{
	AUTO(buf) struct buf own = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf all = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	const char *folder = strstr(path, "/EFI/Linux/");

	buf_addf(&own, "%s.extra.d/", path);
	buf_addn(&all, path, folder ? (size_t)(folder - path) : 0);
	buf_add(&all, "/loader/addons/");
	c = cursor_open(g->ev,
			"SELECT cmdline FROM uki WHERE instr(path, ?1) = 1 OR instr(path, ?2) = 1 "
			"ORDER BY instr(path, ?2) = 1, path, cmdline",
			2, (const char *[]){ buf_str(&all), buf_str(&own) });
	while (cursor_next(&c))
		buf_addf(options, " %s", cursor_text(&c, 0));
}

static bool add_ukis(struct gathering *g)
{
	AUTO(cursor)
	struct cursor c = cursor_open(g->ev,
				      "SELECT path, cmdline FROM uki WHERE "
				      "instr(path, '.extra.d/') = 0 AND "
				      "instr(path, '/loader/addons/') = 0 ORDER BY path, cmdline",
				      0, NULL);

	while (cursor_next(&c)) {
		AUTO(buf) struct buf options = BUF_INIT(BUF_TEXT);

		buf_add(&options, cursor_text(&c, 1));
		add_addons(g, cursor_text(&c, 0), &options);
		if (!add(g, (struct boot_entry){
				    .place = arena_strdup(g->arena, cursor_text(&c, 0)),
				    .options = options.failed ? NULL
							      : arena_strdup(g->arena,
									     buf_str(&options)) }))
			return false;
	}
	return true;
}

/* The first that there is (kernel-install(8)); its lines are one. */
static bool add_next(struct gathering *g)
{
	static const char *const paths[] = { "/etc/kernel/cmdline", "/usr/lib/kernel/cmdline" };

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
		int there = config_text(g->ev, paths[i], &text, g->findings);

		if (there < 0)
			return false;
		if (!there)
			continue;
		for (size_t at = 0; at < text.len; at++)
			if (isspace((unsigned char)text.data[at]))
				text.data[at] = ' ';
		return add(g,
			   (struct boot_entry){ .place = arena_printf(g->arena, "%s:1", paths[i]),
						.options = arena_strdup(g->arena, buf_str(&text)),
						.next = true });
	}
	return true;
}

static bool add_running(struct gathering *g)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	if (!(evidence_complete(g->ev) & EVIDENCE(KERNEL)) ||
	    !evidence_text(g->ev, &text, "SELECT value FROM kernel WHERE key = ?1", "cmdline"))
		return true;
	return add(g, (struct boot_entry){ .place = "running",
					   .options = arena_strdup(g->arena, buf_str(&text)),
					   .running = true });
}

bool boot_entries_read(struct evidence *ev, struct arena *arena, struct boot_entries *out,
		       struct findings *findings)
{
	struct gathering g = { .ev = ev, .arena = arena, .findings = findings, .out = out };

	*out = (struct boot_entries){ 0 };
	return add_all_bls(&g) && add_grub_cfg(&g) && add_ukis(&g) && add_next(&g) &&
	       add_running(&g);
}

size_t boot_entries_bootable(const struct boot_entries *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->count; i++)
		n += !b->items[i].running && !b->items[i].next;
	return n;
}

/* As next_arg() of lib/cmdline.c. */
bool boot_word_next(const char **rest, struct buf *name, struct buf *value)
{
	const char *s = *rest;
	bool in_name = true;
	bool quoted = false;

	buf_clear(name);
	buf_clear(value);
	while (*s && isspace((unsigned char)*s))
		s++;
	if (!*s || (s[0] == '-' && s[1] == '-' && (!s[2] || isspace((unsigned char)s[2]))))
		return false;
	for (; *s && (quoted || !isspace((unsigned char)*s)); s++) {
		if (*s == '"')
			quoted = !quoted;
		else if (in_name && *s == '=')
			in_name = false;
		else
			buf_addc(in_name ? name : value, in_name && *s == '-' ? '_' : *s);
	}
	*rest = s;
	return !name->failed && !value->failed;
}

const char *boot_entry_word(const struct boot_entry *e, const char *name, struct arena *arena)
{
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	const char *rest = e->options;
	const char *last = NULL;

	for (; *name; name++)
		buf_addc(&wanted, *name == '-' ? '_' : *name);
	while (boot_word_next(&rest, &word, &value))
		if (streq(buf_str(&word), buf_str(&wanted)))
			last = arena_strdup(arena, buf_str(&value));
	return last;
}
