/* SPDX-License-Identifier: MIT */
/* The image's own identity, as the programs of vendors would find it. */
#include "judge/detection.h"
#include "judge/image.h"

enum { SAID_BYTES_MAX = 100 };

static const char *const folders[] = { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
				       "/usr/bin",	  "/sbin",	    "/bin" };

static void known(struct detection_fact *f, const char *value)
{
	f->state = value ? FACT_KNOWN : FACT_UNKNOWN;
	f->value = value ? value : "";
}

/* Readers differ in which of two assignments they believe: two values are none. */
static void look_os_release(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT DISTINCT value FROM os_release WHERE key = ?1", 1, &f->arg);

	f->state = FACT_ABSENT;
	if (!cursor_next(&c))
		return;
	known(f, arena_strdup(arena, cursor_text(&c, 0)));
	if (cursor_next(&c)) {
		f->state = FACT_UNKNOWN;
		f->why = "os-release has several values for it";
	}
}

static void look_file(struct detection_fact *f, struct evidence *ev)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	f->state = image_real_path(ev, f->arg, &path) ? FACT_KNOWN : FACT_ABSENT;
}

static void look_text(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	size_t n;

	switch (image_text(ev, f->arg, &text)) {
	case IMAGE_TEXT_ABSENT:
		f->state = FACT_ABSENT;
		return;
	case IMAGE_TEXT_UNREAD:
		f->why = "its text is not in the evidence";
		return;
	case IMAGE_TEXT_READ:
		break;
	}
	n = strlen(buf_str(&text));
	while (n > 0 && buf_str(&text)[n - 1] == '\n')
		n--;
	known(f, arena_strndup(arena, buf_str(&text), n));
}

static void look_release(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT value FROM kernel WHERE key = 'release'", 0, NULL);

	f->why = "the image was not booted";
	if (cursor_next(&c))
		known(f, arena_strdup(arena, cursor_text(&c, 0)));
}

/* The output of a command that was run to its good end; NULL: `why` of the fact says why not. */
static char *said(struct detection_fact *f, const char *argv, struct evidence *ev,
		  struct arena *arena)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT end, code, output FROM command WHERE argv = ?1 "
				      "ORDER BY 1, 2, 3",
				      1, &argv);

	if (!cursor_next(&c)) {
		f->why = "the image was not booted, or its commands were collected without this "
			 "suite";
		return NULL;
	}
	if (streq(cursor_text(&c, 0), "not-found"))
		f->state = FACT_ABSENT;
	else if (!streq(cursor_text(&c, 0), "exited") || cursor_int(&c, 1) != 0)
		f->why = "the command that tells it went wrong";
	else
		return arena_strdup(arena, cursor_text(&c, 2));
	return NULL;
}

static void look_proc_version(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	char *text = said(f, "cat /proc/version", ev, arena);

	if (!text)
		return;
	text[strcspn(text, "\n")] = '\0';
	known(f, text);
	if (!*text) {
		f->state = FACT_UNKNOWN;
		f->why = "/proc/version says nothing";
	}
}

/* dnf 4 prints "4.14.0", dnf5 "dnf5 version 5.2.0.0", as the first line. */
static void look_dnf_version(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	char *text = said(f, "dnf --version", ev, arena);

	if (!text)
		return;
	f->why = "dnf --version names no number in its first line";
	text[strcspn(text, "\n")] = '\0';
	for (char *word = text; *(word += strspn(word, " \t")); word += strcspn(word, " \t")) {
		if (*word >= '0' && *word <= '9') {
			word[strspn(word, "0123456789.")] = '\0';
			known(f, word);
			return;
		}
	}
}

/* Programs that split all of it at blanks take the last piece for the version. */
static void look_dnf_last_word(struct detection_fact *f, struct evidence *ev, struct arena *arena)
{
	char *text = said(f, "dnf --version", ev, arena);
	size_t len = text ? strlen(text) : 0;

	if (!text)
		return;
	f->why = "dnf --version says nothing";
	while (len && strchr(" \t\r\n", text[len - 1]))
		text[--len] = '\0';
	while (len && !strchr(" \t\r\n", text[len - 1]))
		len--;
	if (text[len])
		known(f, text + len);
}

static bool is_program(struct evidence *ev, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (!image_real_path(ev, path, &real))
		return false;
	c = cursor_open(ev,
			"SELECT 1 FROM file WHERE path = ?1 AND type = 'file' AND (mode & 73) <> 0",
			1, (const char *[]){ buf_str(&real) });
	return cursor_next(&c);
}

static void look_command(struct detection_fact *f, struct evidence *ev)
{
	f->state = FACT_ABSENT;
	for (size_t i = 0; i < ARRAY_SIZE(folders) && f->state == FACT_ABSENT; i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

		buf_addf(&path, "%s/%s", folders[i], f->arg);
		if (is_program(ev, buf_str(&path)))
			f->state = FACT_KNOWN;
	}
}

void detection_look(struct detection_rule *rule, struct evidence *ev, struct arena *arena)
{
	for (size_t i = 0; i < rule->facts_count; i++) {
		struct detection_fact *f = &rule->facts[i];

		if (f->subject == DETECTION_OS_RELEASE)
			look_os_release(f, ev, arena);
		else if (f->subject == DETECTION_FILE)
			look_file(f, ev);
		else if (f->subject == DETECTION_TEXT)
			look_text(f, ev, arena);
		else if (f->subject == DETECTION_UNAME_R)
			look_release(f, ev, arena);
		else if (f->subject == DETECTION_PROC_VERSION)
			look_proc_version(f, ev, arena);
		else if (f->subject == DETECTION_DNF_VERSION)
			look_dnf_version(f, ev, arena);
		else if (f->subject == DETECTION_DNF_LAST_WORD)
			look_dnf_last_word(f, ev, arena);
		else if (f->subject == DETECTION_COMMAND)
			look_command(f, ev);
	}
}

/* What people call it. */
static void add_name(const struct detection_fact *f, struct buf *out)
{
	switch (f->subject) {
	case DETECTION_PROC_VERSION:
		buf_add(out, "/proc/version");
		return;
	case DETECTION_UNAME_R:
		buf_add(out, "uname -r");
		return;
	case DETECTION_DNF_VERSION:
		buf_add(out, "dnf --version");
		return;
	case DETECTION_DNF_LAST_WORD:
		buf_add(out, "the last word of dnf --version");
		return;
	case DETECTION_COMMAND:
		buf_addf(out, "the command %s", f->arg);
		return;
	default:
		buf_add(out, f->arg);
	}
}

void detection_say(const struct detection_fact *f, struct buf *out)
{
	size_t n = strcspn(f->value, "\n");

	add_name(f, out);
	if (f->state == FACT_UNKNOWN) {
		buf_addf(out, " is not known: %s", f->why);
	} else if (f->state == FACT_ABSENT) {
		buf_add(out, f->subject == DETECTION_OS_RELEASE ? " is not set" : " is not there");
	} else if (f->subject == DETECTION_FILE || f->subject == DETECTION_COMMAND) {
		buf_add(out, " exists");
	} else {
		bool cut = n > SAID_BYTES_MAX;

		n = cut ? SAID_BYTES_MAX : n;
		while (cut && n > 0 && ((unsigned char)f->value[n] & 0xc0) == 0x80)
			n--;
		buf_add(out, f->subject == DETECTION_OS_RELEASE ? " is " : " says ");
		buf_addn(out, n ? f->value : "nothing", n ? n : 7);
		buf_add(out, cut || f->value[n] ? "..." : "");
	}
}
