/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SETTING_SYSTEMD_H
#define JUDGE_SETTING_SYSTEMD_H
/* What is known of single keys of systemd's own configuration files. */
#include "judge/setting/format.h"

enum systemd_type {
	SYSTEMD_TEXT, /* an empty assignment goes back to the default */
	SYSTEMD_BOOL,
	SYSTEMD_SIZE,
	SYSTEMD_TIME,
	SYSTEMD_WORD,
	SYSTEMD_LIST, /* assignments are collected, an empty one empties the list */
};

struct systemd_key {
	const char *file; /* its last part */
	const char *section;
	const char *key;
	enum systemd_type type;
	int since;	       /* the first version that `otherwise` holds for */
	int until;	       /* the first one that it does not hold for; 0: none that is known */
	const char *otherwise; /* the compiled-in default; NULL: not known */
	const char *words;     /* of SYSTEMD_WORD, with blanks between */
};

/* NULL: nothing is known of it. */
const struct systemd_key *systemd_key(const char *file, const char *section, const char *key);
/* NULL: not known for this version. */
const char *systemd_default(const struct systemd_key *key, long version);
/*
 * False: systemd warns and goes on as if the line were not there.  An empty value as well, but of a
 * text or a list.
 */
bool systemd_accepts(const struct systemd_key *key, const char *value);

/* For formats whose programs have limits and environment from systemd. */
extern const struct setting_format setting_systemd;

#endif
