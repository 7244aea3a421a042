/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DETECTION_H
#define JUDGE_DETECTION_H
/*
 * A vendor's rule for recognising a distribution, as data: steps, of which the first that matches
 * decides.  A step is
 *
 *     TEST [and TEST]... -> accept NAME | reject TEXT | next
 *     TEST: always, or SUBJECT [MODIFIER]... [not] HOW [WORD]...
 *
 *   SUBJECT  os-release KEY     an assignment of os-release
 *            file PATH          whether there is such a file, links followed
 *            text PATH          all of its text, less the newlines at its end
 *            proc-version       /proc/version
 *            uname-r            release of the running kernel
 *            dnf-version        the number in the first line of `dnf --version`
 *            dnf-last-word      the last word of all that `dnf --version` prints
 *            command NAME       whether a folder of the usual PATH has such a program
 *   MODIFIER first-line, lower, major (up to the first dot), without SUFFIX,
 *            before TEXT (what stands before its first place; all when it is not in there)
 *   HOW      is, prefix, contains: one WORD of several is enough; matches ERE, `^` and `$` at
 * lines; least, below: dotted numbers, and neither holds for what is no number; exists, absent
 *
 * A word with blanks, or `and`, stands in quotes of either kind.  What is absent is only `absent`,
 * and is ''; a step that leads to `next` decides nothing and is there for the reader.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

enum { DETECTION_STEPS_MAX = 100, DETECTION_TESTS_MAX = 400, DETECTION_WORDS_MAX = 60 };

enum detection_subject {
	DETECTION_ALWAYS,
	DETECTION_OS_RELEASE,
	DETECTION_FILE,
	DETECTION_TEXT,
	DETECTION_PROC_VERSION,
	DETECTION_UNAME_R,
	DETECTION_DNF_VERSION,
	DETECTION_DNF_LAST_WORD,
	DETECTION_COMMAND,
};

enum detection_how {
	DETECTION_IS,
	DETECTION_PREFIX,
	DETECTION_CONTAINS,
	DETECTION_MATCHES,
	DETECTION_EXISTS,
	DETECTION_ABSENT,
	DETECTION_LEAST,
	DETECTION_BELOW,
};

enum detection_change { /* of a value, before it is tested */
			DETECTION_FIRST_LINE,
			DETECTION_LOWER,
			DETECTION_MAJOR,
			DETECTION_WITHOUT,
			DETECTION_BEFORE,
};

struct detection_modifier {
	enum detection_change change;
	const char *text; /* of without and before */
};

enum { DETECTION_MODIFIERS_MAX = 6 };

struct detection_test {
	enum detection_subject subject;
	size_t fact; /* index into detection_rule.facts, where subject is not always */
	struct detection_modifier modifiers[DETECTION_MODIFIERS_MAX];
	size_t modifiers_count;
	bool negated;
	enum detection_how how;
	struct text_list words;
};

enum detection_end { DETECTION_NEXT, DETECTION_ACCEPT, DETECTION_REJECT };

struct detection_step {
	const struct detection_test *tests;
	size_t count;
	enum detection_end end;
	const char *text; /* NAME or TEXT; empty for next */
};

/* What a test asks about: each once, however many tests ask. */
struct detection_fact {
	enum detection_subject subject;
	const char *arg; /* KEY, PATH, NAME; empty: none */
	enum { FACT_UNKNOWN, FACT_ABSENT, FACT_KNOWN } state;
	const char *value; /* known: of a file or a command it is empty */
	const char *why;   /* unknown: why */
};

struct detection_rule {
	struct detection_step *steps;
	size_t count;
	struct detection_fact *facts;
	size_t facts_count;
	size_t tests_count;
};

/* Everything lives in the arena.  Errors begin with "step 3: ". */
int detection_parse(struct detection_rule *out, const struct text_list *steps, struct arena *arena,
		    struct error *err);
/* The facts as this image has them; `parts` are those that are complete. */
void detection_look(struct detection_rule *rule, struct evidence *ev, struct arena *arena);

struct detection_walk {
	const struct detection_step *step;    /* that decided; NULL: none, or `unknown` */
	const struct detection_fact *unknown; /* on which it hangs what would decide */
	size_t number;			      /* of the step it ended at, from 1 */
};

/* Goes through the steps with these facts (facts_count of them), which may be changed ones. */
struct detection_walk detection_walk(const struct detection_rule *rule,
				     const struct detection_fact *facts, struct findings *out);
bool detection_holds(const struct detection_test *t, const struct detection_fact *f,
		     struct findings *out);
/* The smallest single change after which the rule accepts, in words; false: none was found. */
bool detection_turn(const struct detection_rule *rule, struct arena *arena, struct buf *said,
		    struct findings *out);
/* What a fact is, for people: "ID is azurelinux", "/etc/redhat-release is not there". */
void detection_say(const struct detection_fact *f, struct buf *out);

#endif
