/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H
/*
 * A vendor's own script, run in a sandbox of the image's root (jail.h): what does it read to
 * decide, which way does it go, and what would it have installed?
 *
 * System calls that name a path or a program are told to us by seccomp before they happen, of
 * static programs as of any other.  bash also says which line it is at.  What a script means to
 * hide is not found: it may write over the words that we read.
 */
#include "base/arena.h"
#include "base/cancel.h"
#include "base/str.h"

enum {
	SCRIPT_EVENTS_MAX = 3000,   /* kept; each path once */
	SCRIPT_TESTS_MAX = 400,	    /* lines kept that choose a way */
	SCRIPT_TEXT_MAX = 2000,	    /* bytes kept of one path, command or line */
	SCRIPT_OUTPUT_MAX = 16384,  /* bytes kept of what it prints last */
	SCRIPT_PROCESSES_MAX = 200, /* at one time */
	SCRIPT_THREADS_MAX = 2000,  /* ... of all of them */
	SCRIPT_MEMORY_MIB = 1024,   /* of all processes */
	SCRIPT_HOST_MIB = 256,	    /* what it has to leave to the host, whatever it is held in */
	SCRIPT_SECONDS = 120,
};

enum script_deed {
	SCRIPT_READ, /* opened */
	SCRIPT_LOOK, /* looked for: stat, access, readlink */
	SCRIPT_RUN,
	SCRIPT_CONNECT,
};

struct script_event {
	enum script_deed deed;
	const char *text; /* path, command, address */
	unsigned line;	  /* of the script, at its first time; 0: not known */
	unsigned count;
	bool there;	     /* was there such a file, at its first time? */
	bool standin;	     /* RUN: the recorder answered */
	int status;	     /* ... with this; -1: the image's own program did */
	const char *purpose; /* ... */
	struct text_list urls;
};

enum script_end {
	SCRIPT_EXITED,
	SCRIPT_SIGNALED,
	SCRIPT_TIMED_OUT,
	SCRIPT_TOO_MUCH_MEMORY,
};

struct script_how {
	const char *root;
	const char *scratch;  /* a folder that exists and is empty */
	const char *recorder; /* the probe */
	const char *script;
	struct text_list args;
	struct text_list env; /* NAME=VALUE */
	const char *answer;   /* fail, empty, or an absolute path */
	unsigned seconds;
	const struct cancel *cancel;
};

struct script_trace {
	const char *text; /* as bash shows it, expanded */
	unsigned line;
};

struct script_result {
	struct arena arena;
	struct script_event *events; /* in their order */
	size_t count;
	size_t dropped;
	struct script_trace tests[SCRIPT_TESTS_MAX];
	size_t tests_count;
	enum script_end end;
	int code;
	unsigned line;		/* the last one reached; 0: not known */
	const char *last;	/* what stood there, expanded; "" */
	const char *output;	/* what it printed last, cleaned */
	bool wrote;		/* a file, and no temporary one or log */
	bool traced;		/* bash said where it was */
	bool processes_refused; /* more than SCRIPT_PROCESSES_MAX */
	bool full;		/* no room was left in its file system */
};

/* With `id`, os-release has that ID first.  An error: it could not be run. */
int script_run(const struct script_how *how, const char *id, struct script_result *out,
	       struct error *err);
void script_result_release(struct script_result *r);

/* trace.c: bash's account of itself, as it comes. */
struct trace {
	struct script_result *result;
	const char *name; /* of the script */
	struct buf rest;  /* a line that is not whole */
	struct buf last;  /* what stands in the line that was reached last */
};

void trace_add(struct trace *t, const char *text, size_t len);

/* trail.c */
struct trail {
	struct script_result *result;
	int root;
	int proc;
	int listener;
	const char *answer;
	uint64_t id; /* of the call that is looked at */
};

struct seccomp_notif;
/* What a process is about to do.  True: it shall not, for there are too many already. */
bool trail_add(struct trail *t, const struct seccomp_notif *n);
size_t trail_memory_mib(const struct trail *t);

#endif
