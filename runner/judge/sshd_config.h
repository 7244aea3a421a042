/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SSHD_CONFIG_H
#define JUDGE_SSHD_CONFIG_H
/*
 * sshd's configuration as sshd reads it.
 *
 * Source: OpenSSH 10.0, servconf.c, misc.c (strdelim, argv_split), sshd_config(5).
 * - The first value of a keyword wins, across files; some keywords collect all their values.
 * - Include is expanded where it stands, its globs relative to /etc/ssh and sorted by name.
 * - Match makes what follows conditional until the next Match or the end of its file.  What
 *   matches overrides what stands outside, wherever that stands (parse_server_match_config), and
 *   "Match all" matches always.
 * - What is not allowed within Match (SSHCFG_GLOBAL in servconf.h) makes sshd refuse to start.
 * - `-o Keyword=value` on the command line comes before every file (sshd_options.h).
 */
#include "base/arena.h"
#include "model/evidence.h"

struct sshd_setting {
	const char *keyword; /* lower case */
	const char *value;   /* arguments, one space between */
	const char *file;
	unsigned line;
	const char *match; /* the condition; NULL: none */
	bool overrides;	   /* it stands under "Match all" */
	bool option;	   /* it stands on the command line */
};

struct sshd_config {
	struct arena arena;
	struct sshd_setting *items; /* in the order sshd reads them */
	size_t count;
	bool present;  /* /etc/ssh/sshd_config is there */
	char *why;     /* set when something could not be read: it may override all else */
	char *refused; /* "file:line: what": with it sshd does not start; NULL: nothing */
};

/* False: no memory.  What could not be read is told by `why`, not by this. */
bool sshd_config_read(struct sshd_config *out, struct evidence *ev);
void sshd_config_release(struct sshd_config *c);

/* The default of OpenSSH 10.0; "" for a keyword that is not set at all; NULL: no such keyword. */
const char *sshd_default(const char *keyword);
/* Keywords in order, for "did you mean"; NULL at the end. */
const char *sshd_keyword(size_t i, const void *unused);
/* Every value of it counts, not the first alone. */
bool sshd_collects(const char *keyword);
/* May it stand within a Match block? */
bool sshd_in_match(const char *keyword);
/* The built-in list that +, - and ^ in front of a value edit; NULL: not known. */
const char *sshd_algorithms(const char *keyword);
/* All that is compiled in, of which wildcards in a list choose; NULL: not known. */
const char *sshd_supported(const char *keyword);

/*
 * The next argument into `out`, unquoted, as argv_split() with comments allowed; false: no more.
 * `broken`: a quote is never closed, which sshd refuses to start with; or it does not fit.
 */
bool sshd_argument(const char **at, struct buf *out, bool *broken);

#endif
