/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_facts.h"

#include <ctype.h>

#include "base/fs.h"
#include "model/manifest_read.h"

struct reading {
	struct facts *f;
	struct evidence *ev;
	bool failed; /* no memory */
};

static void add(struct reading *r, struct facts_list *list, const char *text, size_t len)
{
	const char *copy;

	for (size_t i = 0; i < list->count; i++)
		if (strlen(list->items[i]) == len && strncmp(list->items[i], text, len) == 0)
			return;
	if (list->count == FACTS_MAX) {
		list->more = true;
		return;
	}
	copy = arena_strndup(&r->f->arena, text, len);
	r->failed |= !copy;
	if (copy)
		list->items[list->count++] = copy;
}

static void add_text(struct reading *r, struct facts_list *list, const char *text)
{
	add(r, list, text, strlen(text));
}

static void add_class(struct reading *r, enum footprint_class class, const char *text)
{
	add_text(r, &r->f->classes[class], text);
}

static void unsure(struct reading *r, const char *fmt, const char *what)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);

	buf_addf(&b, "%s: %s", what, fmt);
	add_text(r, &r->f->unsure, buf_str(&b));
}

/* Each row's first column to the list. */
static void add_rows(struct reading *r, struct facts_list *list, const char *sql)
{
	AUTO(cursor) struct cursor c = cursor_open(r->ev, sql, 0, NULL);

	while (cursor_next(&c))
		add_text(r, list, cursor_text(&c, 0));
}

/* --- lines of configuration --- */

struct line_words {
	const char *at[3];
	size_t len[3];
	size_t count;
};

static struct line_words split(const char *line, size_t len)
{
	struct line_words w = { 0 };
	size_t i = 0;

	while (w.count < ARRAY_SIZE(w.at)) {
		while (i < len && isspace((unsigned char)line[i]))
			i++;
		if (i == len || line[i] == '#' || line[i] == ';')
			break;
		w.at[w.count] = line + i;
		while (i < len && !isspace((unsigned char)line[i]))
			i++;
		w.len[w.count] = (size_t)(line + i - w.at[w.count]);
		w.count++;
	}
	return w;
}

/* sysusers.d(5): u NAME, g NAME, m USER GROUP; with - and ! behind the letter. */
static void read_sysusers(struct reading *r, const char *text)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		struct line_words w = split(line, len);

		if (w.count < 2)
			continue;
		if (*w.at[0] == 'u')
			add(r, &r->f->classes[FOOTPRINT_USER], w.at[1], w.len[1]);
		if (*w.at[0] == 'u' || *w.at[0] == 'g')
			add(r, &r->f->classes[FOOTPRINT_GROUP], w.at[1], w.len[1]);
	}
}

/* sysctl.d(5): -name = value, with '/' for '.' */
static void read_sysctl(struct reading *r, const char *text)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		struct line_words w = split(line, len);
		char name[256];
		size_t n;

		if (!w.count)
			continue;
		if (*w.at[0] == '-') {
			w.at[0]++;
			w.len[0]--;
		}
		n = strcspn(w.at[0], "=\n \t");
		n = n < w.len[0] ? n : w.len[0];
		if (n == 0 || n >= sizeof(name))
			continue;
		for (size_t i = 0; i < n; i++)
			name[i] = w.at[0][i] == '/' ? '.' : w.at[0][i];
		add(r, &r->f->classes[FOOTPRINT_SYSCTL], name, n);
	}
}

static void read_modules(struct reading *r, const char *text)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		struct line_words w = split(line, len);
		char name[128];

		if (!w.count || w.len[0] >= sizeof(name))
			continue;
		for (size_t i = 0; i < w.len[0]; i++)
			name[i] = w.at[0][i] == '-' ? '_' : w.at[0][i];
		add(r, &r->f->classes[FOOTPRINT_MODULE], name, w.len[0]);
	}
}

/* tmpfiles.d(5): what is made below /etc and /var. */
static void read_tmpfiles(struct reading *r, const char *text)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		struct line_words w = split(line, len);
		AUTO(buf) struct buf glob = BUF_INIT(BUF_LINE);

		if (w.count < 2 || !strchr("dDefvqQLCw", *w.at[0]) ||
		    !(starts_with(w.at[1], "/var/") || starts_with(w.at[1], "/etc/")) ||
		    memchr(w.at[1], '%', w.len[1]))
			continue;
		add(r, &r->f->classes[FOOTPRINT_FILE], w.at[1], w.len[1]);
		buf_addn(&glob, w.at[1], w.len[1]);
		buf_add(&glob, "/*");
		if (strchr("dDevqQ", *w.at[0]) && !manifest_folder_shared(w.at[1], w.len[1]))
			add_class(r, FOOTPRINT_FILE, buf_str(&glob));
	}
}

static void read_texts(struct reading *r, const char *glob,
		       void (*read)(struct reading *r, const char *text))
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		r->ev,
		"SELECT content FROM text WHERE path IN (SELECT path FROM package_file) AND path "
		"GLOB ?1 ORDER BY path",
		1, (const char *[]){ glob });

	while (cursor_next(&c))
		read(r, cursor_text(&c, 0));
}

/* --- units --- */

static bool is_unit(const char *name)
{
	static const char *const types[] = { ".service", ".socket", ".timer", ".path", ".mount" };

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (ends_with(name, types[i]))
			return true;
	return false;
}

/* One that is enabled, and that goes on when it was started. */
static bool stays_active(const char *name, const char *text)
{
	return strstr(text, "\n[Install]") && !strchr(name, '@') &&
	       (!strstr(text, "\nType=oneshot") || strstr(text, "\nRemainAfterExit=yes") ||
		strstr(text, "\nRemainAfterExit=true"));
}

static void read_units(struct reading *r)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		r->ev,
		"SELECT DISTINCT f.path, t.content FROM package_file f LEFT JOIN text t "
		"ON t.path = f.path WHERE f.path GLOB '/usr/lib/systemd/system/*' OR f.path GLOB "
		"'/lib/systemd/system/*' OR f.path GLOB '/etc/systemd/system/*' ORDER BY f.path",
		0, NULL);

	while (cursor_next(&c)) {
		const char *path = cursor_text(&c, 0);
		const char *name = fs_basename(path);

		if (!is_unit(name) || strstr(path, ".d/") || strstr(path, ".wants/"))
			continue;
		add_class(r, FOOTPRINT_UNIT, name);
		if (ends_with(name, ".timer"))
			add_class(r, FOOTPRINT_SCHEDULED, name);
		if (cursor_null(&c, 1))
			unsure(r, "the text of the unit was not read", name);
		else if (stays_active(name, cursor_text(&c, 1)))
			add_text(r, &r->f->started, name);
	}
}

/* --- scriptlets --- */

static bool is_name(const char *word, size_t len)
{
	if (!len || len > 32 || !(islower((unsigned char)*word) || *word == '_'))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)word[i]) && !strchr("_-.", word[i]))
			return false;
	return true;
}

/* `useradd -r -d /x NAME || :`: the last word of the command. */
static void read_account(struct reading *r, const char *args, enum footprint_class class)
{
	size_t end = strcspn(args, "\n;|&)>#");
	size_t begin;

	while (end && isspace((unsigned char)args[end - 1]))
		end--;
	if (end && strchr("0123456789", args[end - 1])) { /* 2>/dev/null */
		size_t digit = end - 1;

		if (digit && isspace((unsigned char)args[digit - 1]) && args[end] == '>')
			end = digit;
		while (end && isspace((unsigned char)args[end - 1]))
			end--;
	}
	begin = end;
	while (begin && !isspace((unsigned char)args[begin - 1]))
		begin--;
	if (is_name(args + begin, end - begin)) {
		add(r, &r->f->classes[class], args + begin, end - begin);
		if (class == FOOTPRINT_USER)
			add(r, &r->f->classes[FOOTPRINT_GROUP], args + begin, end - begin);
	} else {
		unsure(r, "its name could not be made out",
		       class == FOOTPRINT_USER ? "a scriptlet adds a user"
					       : "a scriptlet adds a group");
	}
}

static void read_script(struct reading *r, const char *body)
{
	static const struct {
		const char *word;
		enum footprint_class class;
	} words[] = { { "useradd ", FOOTPRINT_USER }, { "groupadd ", FOOTPRINT_GROUP } };
	static const struct {
		const char *word;
		const char *what;
	} seen[] = { { "setcap ", "a scriptlet sets capabilities" },
		     { "firewall-cmd", "a scriptlet changes the firewall" },
		     { "semanage ", "a scriptlet changes SELinux" },
		     { "crontab ", "a scriptlet changes crontabs" } };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		for (const char *at = body; (at = strstr(at, words[i].word)) != NULL;) {
			at += strlen(words[i].word);
			read_account(r, at, words[i].class);
		}
	for (size_t i = 0; i < ARRAY_SIZE(seen); i++)
		if (strstr(body, seen[i].word))
			unsure(r, "what it comes to is to be declared", seen[i].what);
}

static void read_scripts(struct reading *r)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		r->ev, "SELECT body FROM package_script WHERE body <> '' ORDER BY nevra, kind", 0,
		NULL);

	while (cursor_next(&c))
		read_script(r, cursor_text(&c, 0));
}

/* What is made in a folder of the product's; one that others use as well is not it. */
static void read_folders(struct reading *r)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		r->ev,
		"SELECT DISTINCT path FROM package_file WHERE (mode & 61440) = 16384 AND (path "
		"GLOB '/var/*' OR path GLOB '/etc/*') ORDER BY path",
		0, NULL);

	while (cursor_next(&c)) {
		AUTO(buf) struct buf glob = BUF_INIT(BUF_TEXT);

		if (manifest_folder_shared(cursor_text(&c, 0), strlen(cursor_text(&c, 0))))
			continue;
		add_class(r, FOOTPRINT_FILE, cursor_text(&c, 0));
		buf_addf(&glob, "%s/*", cursor_text(&c, 0));
		add_class(r, FOOTPRINT_FILE, buf_str(&glob));
	}
}

static void read_rows(struct reading *r)
{
	static const char owned[] =
		"SELECT DISTINCT path FROM package_file WHERE flags LIKE '%g%' AND (path GLOB "
		"'/var/*' OR path GLOB '/etc/*') ORDER BY 1";
	struct facts_list *c = r->f->classes;

	add_rows(r, &r->f->packages,
		 "SELECT DISTINCT name FROM package WHERE arch NOT IN ('src', 'nosrc') ORDER BY "
		 "length(name), name");
	add_rows(r, &c[FOOTPRINT_USER],
		 "SELECT DISTINCT substr(name, 6, length(name) - 6) FROM package_dep WHERE kind = "
		 "'provides' AND name GLOB 'user(*)' ORDER BY 1");
	add_rows(r, &c[FOOTPRINT_GROUP],
		 "SELECT DISTINCT substr(name, 7, length(name) - 7) FROM package_dep WHERE kind = "
		 "'provides' AND name GLOB 'group(*)' ORDER BY 1");
	add_rows(r, &c[FOOTPRINT_SET_ID],
		 "SELECT DISTINCT path FROM package_file WHERE (mode & 3072) <> 0 AND (mode & "
		 "61440) = 32768 ORDER BY 1");
	add_rows(r, &c[FOOTPRINT_CAPABILITY],
		 "SELECT DISTINCT path FROM file WHERE caps IS NOT NULL ORDER BY 1");
	add_rows(r, &c[FOOTPRINT_SCHEDULED],
		 "SELECT DISTINCT path FROM package_file WHERE path GLOB '/etc/cron*' AND (mode & "
		 "61440) = 32768 ORDER BY 1");
	read_folders(r);
	add_rows(r, &c[FOOTPRINT_FILE], owned);
}

/* What a manifest cannot declare, as what tmpfiles.d cleans in all of /var/cache. */
static void drop_faults(struct reading *r)
{
	for (unsigned class = 0; class < FOOTPRINT_CLASS_COUNT; class ++) {
		struct facts_list *list = &r->f->classes[class];
		size_t kept = 0;

		for (size_t i = 0; i < list->count; i++) {
			const char *fault =
				manifest_glob_fault((enum footprint_class) class, list->items[i]);

			if (fault)
				unsure(r, "a manifest does not declare that", list->items[i]);
			else
				list->items[kept++] = list->items[i];
		}
		list->count = kept;
	}
}

int facts_read(struct facts *f, struct evidence *product, struct error *err)
{
	struct reading r = { .f = f, .ev = product };

	read_rows(&r);
	read_units(&r);
	read_scripts(&r);
	read_texts(&r, "/usr/lib/sysusers.d/*", read_sysusers);
	read_texts(&r, "/usr/lib/sysctl.d/*", read_sysctl);
	read_texts(&r, "/etc/sysctl.d/*", read_sysctl);
	read_texts(&r, "/usr/lib/modules-load.d/*", read_modules);
	read_texts(&r, "/usr/lib/tmpfiles.d/*", read_tmpfiles);
	drop_faults(&r);
	if (r.failed)
		return error_memory(err);
	if (evidence_failed(product))
		return error_set(err, EIO, "%s", evidence_why(product));
	if (!f->packages.count)
		return error_input(err, "there is no package that could be installed");
	return 0;
}

void facts_release(struct facts *f)
{
	arena_release(&f->arena);
	*f = (struct facts){ 0 };
}
