/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_VISIT_H
#define SCENARIO_VISIT_H
/*
 * One guest, from its restoration to its end, and what it can be asked.
 *
 * Functions return 0 also when the guest gave no answer: `ended` says that the product has put an
 * end to it, `broken` that we could not look, and `why`, which.  A negative errno is for what ends
 * the whole run: an interruption, no room, no memory.
 */
#include "scenario/scenario.h"

#define CONTROL_UNKNOWN INT64_MIN

struct control { /* how a guest without the product goes */
	char instant[128];
	struct evidence *now;
	struct evidence *rebooted; /* NULL: no scenario reboots */
	int64_t memory_mib;	   /* what it takes more than at the instant, or CONTROL_UNKNOWN */
	int64_t boot_ms;	   /* CONTROL_UNKNOWN: it did not reboot */
	bool refused;		   /* ... to do so by itself, and was reset */
};

struct package_tool; /* install.h */

struct engine {
	const struct scenario_plan *plan;
	const struct machine_kind *kind;
	struct machine *machine;
	const struct sink *rows;
	const struct progress *progress;
	const struct cancel *cancel;
	const struct package_tool *tool; /* NULL: the image has none */
	struct control control;
	unsigned files; /* scratch files so far */
	unsigned guests;
};

struct outside;

struct visit {
	struct engine *e;
	const char *name;
	struct machine_guest *guest;
	struct outside *outside;
	struct doc *doc;  /* of run.json; borrowed */
	const char *keep; /* where the next evidence is left as well; NULL: nowhere */
	bool rebooted;
	char refused[256]; /* what it said when it would not reboot by itself; "": it did */
	bool ended;
	bool broken;
	char why[512];
	char cursor[512];   /* of the journal, where the step began; "": its whole boot */
	int64_t memory_mib; /* before; -1: not known */
};

struct reply {
	bool given;
	bool exited;	  /* with `code` */
	char end[16];	  /* as command.end */
	unsigned seconds; /* that it might take */
	int64_t code;
	struct buf out;
	struct buf err;
};

enum { REPLY_MAX = 128 << 10 };

#define REPLY_INIT                                                     \
	{                                                              \
		.out = BUF_INIT(REPLY_MAX), .err = BUF_INIT(REPLY_MAX) \
	}

static inline void reply_release(struct reply *r)
{
	buf_release(&r->out);
	buf_release(&r->err);
}

/* The guest, with nothing granted when `outside` is NULL; the visit owns `outside`. */
int visit_begin(struct visit *v, struct outside *outside, struct error *err);
/* Can it still be asked? */
static inline bool visit_goes_on(const struct visit *v)
{
	return v->guest && !v->ended && !v->broken;
}
/* "the scenario is error, for this reason" */
void visit_break(struct visit *v, const char *fmt, ...) PRINTF(2, 3);
/*
 * A question: what it leaves running is ended, and it may not say more than 64 KiB.  `argv` ends in
 * NULL.  r->given only where visit_goes_on().
 */
int visit_command(struct visit *v, const char *const *argv, unsigned seconds, struct reply *r,
		  struct error *err);
/* What changes the guest: `files` are there before it runs, and what it starts goes on. */
int visit_change(struct visit *v, const char *const *argv, unsigned seconds,
		 const struct machine_file *files, size_t files_count, struct reply *r,
		 struct error *err);
/* A question with an answer that is 0 and one line; false: another, `line` is "". */
int visit_line(struct visit *v, const char *const *argv, char *line, size_t size, bool *given,
	       struct error *err);
int visit_reboot(struct visit *v, int64_t *ms, struct error *err);
/* What a footprint is made of, as it is now; NULL where visit_goes_on() is no longer so. */
int visit_collect(struct visit *v, struct evidence **out, struct error *err);
/* Memory in use, in MiB; -1: not known. */
int visit_memory(struct visit *v, int64_t *mib, struct error *err);
/* Waits, unless interrupted. */
int visit_pause(struct visit *v, int ms, struct error *err);
void visit_end(struct visit *v);

#endif
