/* SPDX-License-Identifier: MIT */
#include "collect/accounts.h"

#include <stdio.h>
#include <time.h>

#include "base/str.h"
#include "collect/part.h"
#include "collect/root_text.h"

enum { SHADOW_NUMBERS = 6 }; /* last change, min, max, warn, inactive, expire */

/* crypt(5): how each kind of hash begins. */
static const struct {
	const char *start;
	const char *name;
} hashes[] = {
	{ "$y$", "yescrypt" }, { "$gy$", "gost-yescrypt" },
	{ "$7$", "scrypt" },   { "$2a$", "bcrypt" },
	{ "$2b$", "bcrypt" },  { "$2x$", "bcrypt" },
	{ "$2y$", "bcrypt" },  { "$6$", "sha512" },
	{ "$5$", "sha256" },   { "$sha1$", "sha1" },
	{ "$md5", "sunmd5" },  { "$1$", "md5" },
	{ "_", "bsdicrypt" },  { "$3$", "nt" },
};

struct shadow {
	char *name;
	const char *state;
	int64_t numbers[SHADOW_NUMBERS];
	bool set[SHADOW_NUMBERS];
};

struct shadows {
	struct shadow *items;
	size_t count;
};

static void shadows_release(struct shadows *s)
{
	free(s->items);
}

const char *password_state(const char *field)
{
	if (!*field)
		return "empty";
	if (*field == '!' || *field == '*')
		return "locked";
	for (size_t i = 0; i < ARRAY_SIZE(hashes); i++)
		if (starts_with(field, hashes[i].start))
			return hashes[i].name;
	/* What crypt(3) cannot have made matches no password. */
	return strlen(field) == 13 ? "descrypt" : *field == '$' ? "unknown" : "locked";
}

static void parse_shadow(char *line, struct shadow *s)
{
	struct fields f = { line };
	char *password;

	s->name = fields_next(&f, ':');
	password = fields_next(&f, ':');
	s->state = password_state(password ? password : "");
	for (size_t i = 0; i < SHADOW_NUMBERS; i++)
		s->set[i] = str_int(fields_next(&f, ':'), &s->numbers[i]);
}

/* Names stay in `text`. */
static int read_shadows(struct buf *text, struct shadows *out, struct error *err)
{
	char *rest = text->data;
	char *line;

	while ((line = text_line(&rest)) != NULL) {
		struct shadow *items;

		if (!strchr(line, ':'))
			continue;
		items = reallocarray(out->items, out->count + 1, sizeof(*items));
		if (!items)
			return error_memory(err);
		out->items = items;
		items[out->count] = (struct shadow){ 0 };
		parse_shadow(line, &items[out->count++]);
	}
	return 0;
}

static const struct shadow *find_shadow(const struct shadows *s, const char *name)
{
	for (size_t i = 0; i < s->count; i++)
		if (streq(s->items[i].name, name))
			return &s->items[i];
	return NULL;
}

static void row_number(struct row *row, const char *text)
{
	int64_t n;

	if (str_int(text, &n))
		row_int(row, n);
	else
		row_null(row);
}

static int put_account(const struct sink *sink, char *line, const struct shadows *shadows,
		       struct error *err)
{
	struct fields f = { line };
	struct row row = row_of(TABLE_account);
	const char *name = fields_next(&f, ':');
	const char *password = fields_next(&f, ':');
	const struct shadow *s = find_shadow(shadows, name);

	row_text(&row, name);
	row_number(&row, fields_next(&f, ':'));
	row_number(&row, fields_next(&f, ':'));
	for (unsigned i = 0; i < 3; i++) { /* gecos, home, shell */
		const char *text = fields_next(&f, ':');

		row_text(&row, text ? text : "");
	}
	if (password && !streq(password, "x")) /* what stands in passwd(5) holds */
		row_text(&row, password_state(password));
	else
		row_text(&row, s ? s->state : "none");
	row_int(&row, password && streq(password, "x"));
	for (size_t i = 0; i < SHADOW_NUMBERS; i++) {
		if (s && s->set[i])
			row_int(&row, s->numbers[i]);
		else
			row_null(&row);
	}
	return sink_put(sink, &row, err);
}

static int by_name(const void *a, const void *b)
{
	char *const *x = a;
	char *const *y = b;

	return strcmp(*x, *y);
}

/* "b,a" -> "a,b" */
static int sorted_members(char *text, struct buf *out, struct error *err)
{
	struct fields f = { text };
	AUTO_FREE char **names = NULL;
	size_t count = 0;
	char *name;

	names = calloc(strlen(text) / 2 + 1, sizeof(*names)); /* two bytes a name at least */
	if (!names)
		return error_memory(err);
	while ((name = fields_next(&f, ',')) != NULL)
		if (*name)
			names[count++] = name;
	qsort(names, count, sizeof(*names), by_name);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%s", i ? "," : "", names[i]);
	return 0;
}

static int put_group(const struct sink *sink, char *line, struct error *err)
{
	AUTO(buf) struct buf members = BUF_INIT(ROOT_TEXT_MAX);
	struct fields f = { line };
	struct row row = row_of(TABLE_group_);
	char *list;
	int ret = 0;

	row_text(&row, fields_next(&f, ':'));
	fields_next(&f, ':');
	row_number(&row, fields_next(&f, ':'));
	list = fields_next(&f, ':');
	if (list)
		ret = sorted_members(list, &members, err);
	row_textn(&row, buf_str(&members), members.len);
	return ret < 0 ? ret : sink_put(sink, &row, err);
}

/* A missing file is a fact about the image; one that cannot be read fails the part. */
static void read_table(int root_fd, const char *path, struct buf *text, struct part_state *part)
{
	int ret = root_text(root_fd, path, text);

	if (ret < 0) {
		buf_clear(text);
		if (ret != -ENOENT)
			part_fail(part, "/%s: %s", path, strerror(-ret));
	}
}

/* nsswitch.conf(5): does the line of this database name altfiles, whose tables are in /usr/lib? */
static bool has_altfiles(struct buf *nsswitch, const char *database)
{
	size_t n = strlen(database);

	for (const char *line = buf_str(nsswitch); line; line = strchr(line, '\n')) {
		const char *found;
		const char *end;

		line += *line == '\n';
		line += strspn(line, " \t");
		end = line + strcspn(line, "#\n");
		if (strncmp(line, database, n) != 0 || line[n] != ':')
			continue;
		found = strstr(line, "altfiles");
		return found && found < end;
	}
	return false;
}

/* Is there a line of this name?  The first file that has it answers. */
static bool has_line(const struct buf *text, const char *line)
{
	size_t n = strcspn(line, ":\n") + 1;

	for (const char *p = buf_str(text); p; p = strchr(p, '\n')) {
		p += *p == '\n';
		if (strncmp(p, line, n) == 0)
			return true;
	}
	return false;
}

/* Adds the lines of another table, but of names that are there. */
static void add_table(struct buf *text, const struct buf *more)
{
	AUTO(buf) struct buf first = BUF_INIT(ROOT_TEXT_MAX);
	const char *rest = buf_str(more);
	const char *line;
	size_t len;

	buf_add(&first, buf_str(text));
	while (str_line(&rest, &line, &len))
		if (memchr(line, ':', len) && !has_line(&first, line)) {
			if (text->len && text->data[text->len - 1] != '\n')
				buf_addc(text, '\n');
			buf_addn(text, line, len);
			buf_addc(text, '\n');
		}
}

static void read_tables(int root_fd, struct buf *passwd, struct buf *group, struct part_state *part)
{
	AUTO(buf) struct buf nsswitch = BUF_INIT(ROOT_TEXT_MAX);
	AUTO(buf) struct buf more = BUF_INIT(ROOT_TEXT_MAX);

	read_table(root_fd, "etc/passwd", passwd, part);
	read_table(root_fd, "etc/group", group, part);
	read_table(root_fd, "etc/nsswitch.conf", &nsswitch, part);
	if (has_altfiles(&nsswitch, "passwd")) {
		read_table(root_fd, "usr/lib/passwd", &more, part);
		add_table(passwd, &more);
	}
	if (has_altfiles(&nsswitch, "group")) {
		read_table(root_fd, "usr/lib/group", &more, part);
		add_table(group, &more);
	}
	if (passwd->failed || group->failed)
		part_fail(part, "the accounts of /usr/lib are too many");
}

/* The clock of the system that is looked at where it runs: what "in the future" is measured by. */
static int put_day(const struct sink *sink, struct error *err)
{
	char day[32];

	snprintf(day, sizeof(day), "%lld", (long long)time(NULL) / (24 * 3600));
	return sink_volatile(sink, PART_ACCOUNTS, "collected_day", day, err);
}

int collect_accounts(int root_fd, const struct sink *sink, struct error *err)
{
	AUTO(buf) struct buf passwd = BUF_INIT(ROOT_TEXT_MAX);
	AUTO(buf) struct buf shadow = BUF_INIT(ROOT_TEXT_MAX);
	AUTO(buf) struct buf group = BUF_INIT(ROOT_TEXT_MAX);
	AUTO(shadows) struct shadows shadows = { 0 };
	struct part_state part = { 0 };
	char *rest;
	char *line;
	int ret;

	read_tables(root_fd, &passwd, &group, &part);
	read_table(root_fd, "etc/shadow", &shadow, &part);
	ret = read_shadows(&shadow, &shadows, err);
	if (ret == 0)
		ret = put_day(sink, err);
	for (rest = passwd.data; ret == 0 && (line = text_line(&rest)) != NULL;)
		if (strchr(line, ':'))
			ret = put_account(sink, line, &shadows, err);
	for (rest = group.data; ret == 0 && (line = text_line(&rest)) != NULL;)
		if (strchr(line, ':'))
			ret = put_group(sink, line, err);
	if (shadow.data) /* hashes do not stay in freed memory */
		explicit_bzero(shadow.data, shadow.cap);
	return ret < 0 ? ret : part_end(&part, PART_ACCOUNTS, sink, err);
}
