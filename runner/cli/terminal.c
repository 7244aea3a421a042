/* SPDX-License-Identifier: MIT */
#include "cli/terminal.h"

#include <stdio.h>
#include <sys/ioctl.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"

enum { HEARTBEAT_MS = 30000, REDRAW_MS = 100 };

void terminal_init(struct terminal *t, bool tty, bool colour)
{
	*t = (struct terminal){ .tty = tty, .colour = colour, .started_ms = clock_now_ms() };
}

static size_t width(void)
{
	struct winsize w;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 20 ? w.ws_col : 80;
}

/* As many whole characters of clean text as fit. */
static void add_cut(struct buf *out, const char *text, size_t columns)
{
	size_t len;

	while (columns > 0 && (len = str_utf8_len(text)) > 0) {
		if (*text != '\n' && *text != '\t')
			buf_addn(out, text, len);
		text += len;
		columns--;
	}
}

static void say(void *arg, const char *stage, const char *text)
{
	struct terminal *t = arg;
	AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	int64_t now = clock_now_ms();
	bool changed = !streq(t->stage, stage);
	double seconds = (double)(now - t->started_ms) / 1000;

	if (t->quiet || (!changed && now - t->said_ms < (t->tty ? REDRAW_MS : HEARTBEAT_MS)))
		return;
	buf_add_clean(&clean, text, strlen(text));
	t->said_ms = now;
	if (t->tty && changed && t->line_open)
		fputc('\n', stderr);
	snprintf(t->stage, sizeof(t->stage), "%s", stage);
	if (t->tty) {
		buf_addf(&line, "%s%6.1f s  %-8s%s ", t->colour ? "\033[2m" : "", seconds, stage,
			 t->colour ? "\033[0m" : "");
		add_cut(&line, buf_str(&clean), width() - 20);
		fprintf(stderr, "\r\033[K%s", buf_str(&line));
		t->line_open = true;
	} else {
		buf_addf(&line, "%6.1f s  %-8s ", seconds, stage);
		add_cut(&line, buf_str(&clean), 100);
		fprintf(stderr, "%s\n", buf_str(&line));
	}
	fflush(stderr);
}

struct progress terminal_progress(struct terminal *t)
{
	return (struct progress){ .arg = t, .say = say };
}

void terminal_end(struct terminal *t)
{
	if (t->line_open)
		fputc('\n', stderr);
	t->line_open = false;
	t->stage[0] = '\0';
}
