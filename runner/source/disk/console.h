/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_CONSOLE_H
#define SOURCE_DISK_CONSOLE_H
/*
 * The serial console, read line by line: what class of event is this line?
 *
 * The follower takes bytes as they come, takes terminal control out of them (a screen position or
 * a lone carriage return ends a line), and classifies every whole line once, without time stamps.
 * What waits for an answer (a login, a boot loader's or a shell's prompt) has no newline and is
 * recognised as soon as it stands there.
 *
 * Classes above CONSOLE_FAULT mean that this boot will not get to user space any more.  The first
 * of them is kept; the caller ends the wait.
 */
#include "base/buf.h"

enum console_class {
	CONSOLE_ORDINARY,
	CONSOLE_UNIT_FAILED, /* systemd could not start a unit */
	CONSOLE_OOPS,	     /* the kernel met a fault of its own and went on */
	CONSOLE_STALL,	     /* the kernel says that a CPU does not get on: no row, see `stalls` */
	CONSOLE_LOGIN,	     /* a login prompt, or multi-user.target reached */
	CONSOLE_FAULT,	     /* not a class: the ones above end a boot */
	CONSOLE_NO_BOOT_LOADER, /* the firmware finds nothing to boot, or the loader no system */
	CONSOLE_PANIC,
	CONSOLE_EMERGENCY, /* emergency mode, or an initramfs that gave up */
	CONSOLE_CLASS_COUNT,
};

extern const char *const console_class_names[CONSOLE_CLASS_COUNT]; /* "no-boot-loader" ... */

enum {
	CONSOLE_LINE_MAX = 2048, /* a longer line is cut in pieces */
	CONSOLE_EVENTS_MAX = 200,
	CONSOLE_LOG_MAX = 16 << 20, /* bytes kept in the log file */
};

/* A line that means something, as two boots of the same image both print it. */
struct console_event {
	enum console_class class;
	char *text;
};

struct console {
	int log_fd; /* -1: no log */
	size_t logged;
	unsigned escape;	  /* state of the terminal control filter */
	struct buf line;	  /* the line being read */
	char last[256];		  /* the last line that says something, for messages */
	char fault_text[256];	  /* the line of `fault` */
	enum console_class fault; /* CONSOLE_ORDINARY: none was seen */
	unsigned stalls;	  /* lines of CONSOLE_STALL; a slow host makes those, too */
	bool login;		  /* user space is there */
	unsigned systemd;	  /* version systemd said it has; 0: it did not */
	uint64_t bytes;
	struct console_event events[CONSOLE_EVENTS_MAX];
	size_t events_count;
	bool overflow; /* an event was not kept: what the console said is not known whole */
};

/* `log_fd` stays the caller's; -1: no log. */
void console_init(struct console *c, int log_fd);
void console_release(struct console *c);
void console_feed(struct console *c, const char *data, size_t len);
/* The guest is gone: what stands without a newline is a line, too. */
void console_end(struct console *c);

/*
 * The class of one line without terminal control.  Pure.  `*text` (may be NULL) becomes the part of
 * it that says what happened: no time stamp, no "[FAILED]", no name of the speaker.
 */
enum console_class console_classify(const char *line, const char **text);
/* A text that waits for an answer and so has no newline. */
enum console_class console_classify_prompt(const char *partial);

#endif
