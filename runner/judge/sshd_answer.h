/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SSHD_ANSWER_H
#define JUDGE_SSHD_ANSWER_H
/* Which value of a keyword counts, where it comes from, and what it won over. */
#include "base/buf.h"
#include "judge/sshd_config.h"

struct sshd_answer {
	const char *keyword;
	const char *match;  /* the block; NULL: outside of any */
	bool set;	    /* a file or the command line says so */
	bool option;	    /* the command line does */
	struct buf value;   /* as sshd takes it */
	struct buf place;   /* "file:line", several with commas, or whose default it is */
	struct buf losers;  /* "file:line: value", a line each */
	struct buf against; /* ", not VALUE at file:line" each, for a person */
};

#define SSHD_ANSWER(name, block)                                                  \
	{                                                                         \
		.keyword = (name), .match = (block), .value = BUF_INIT(BUF_LINE), \
		.place = BUF_INIT(BUF_LINE), .losers = BUF_INIT(BUF_LINE),        \
		.against = BUF_INIT(BUF_LINE)                                     \
	}

/* All values of a keyword that collects, or the first of another; the default where there is none.
 */
void sshd_find_global(const struct sshd_config *c, struct sshd_answer *a);
/* The same of one block; not `set` where it has none. */
void sshd_find_in_block(const struct sshd_config *c, struct sshd_answer *a);
/* Is this setting the first of its block (its condition) that has the keyword? */
bool sshd_begins_block(const char *keyword, const struct sshd_config *c, size_t i);
void sshd_answer_release(struct sshd_answer *a);

#endif
