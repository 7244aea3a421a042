/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CONDITION_H
#define MODEL_CONDITION_H
/*
 * Conditions of a check (`when:` in a suite): facts of an image without which a rule means nothing
 * there.  Each has a reason code; a profile lists the codes (`not-applicable-reasons`, globs) that
 * may take a check out.  One that it does not list leaves the check missing.
 *
 * "WORD" or "WORD:ARGUMENT" in a suite; the code is "REASON" or "REASON:ARGUMENT".
 */
#include "base/error.h"
#include "base/str.h"

enum condition_word {
	CONDITION_KERNEL,
	CONDITION_SYSTEMD,
	CONDITION_RPM,
	CONDITION_PACKAGE,
	CONDITION_PATH,
	CONDITION_MOUNT,
	CONDITION_IPV6,
	CONDITION_PROVISIONED,
	CONDITION_SEALED,
	CONDITION_LOG,
	CONDITION_STEP,
	CONDITION_COUNT,
};

struct condition {
	const char *word;
	const char *reason;   /* of its not being so */
	const char *argument; /* what it takes; NULL: nothing */
	const char *help;     /* one line, no full stop */
	unsigned parts;	      /* that it asks for besides CONFIG, as PART_BITs */
};

extern const struct condition conditions[CONDITION_COUNT];

/* Splits "path:/etc/crontab"; `argument` is "" when there is none. */
int condition_parse(const char *text, enum condition_word *out, const char **argument,
		    struct error *err);

/* Can this glob of a profile fit any reason code?  One that is misspelled would fit none. */
bool condition_reason_known(const char *glob);
/* The parts that these conditions ask for. */
unsigned conditions_parts(const struct text_list *when);

#endif
