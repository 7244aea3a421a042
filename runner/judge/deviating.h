/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DEVIATING_H
#define JUDGE_DEVIATING_H
/*
 * A candidate's packages beside Fedora's, by name: what differs, and whether the distribution
 * declares that it does (model/deviations.h).  Of several versions of a package the newest is
 * compared.  Pure.
 */
#include "base/str.h"
#include "model/deviations.h"
#include "model/evidence.h"

enum deviation {
	DEVIATION_SAME,		 /* never told, only counted */
	DEVIATION_ABSENT,	 /* Fedora's alone */
	DEVIATION_ONLY,		 /* the candidate's alone */
	DEVIATION_RENAMED,	 /* the candidate has another name for it */
	DEVIATION_VERSION_OLDER, /* judge/dist.h */
	DEVIATION_VERSION_NEWER,
	DEVIATION_AHEAD,
	DEVIATION_BEHIND,
	DEVIATION_RELEASE_RESET,
	DEVIATION_FOREIGN,  /* the candidate's package is Fedora's build */
	DEVIATION_REPLACED, /* dnf would take Fedora's build for an upgrade of it */
	DEVIATION_COUNT,
};
extern const char *const deviation_words[]; /* "same", "absent" ...; NULL at the end */

struct difference {
	enum deviation class;
	const char *package;
	const char *candidate; /* [epoch:]version-release; "": absent */
	const char *reference; /* ... of Fedora's; "": none */
	const char *component; /* that builds it; "": not known, or none */
	const char *declared;  /* by what and where; NULL: it is not */
	const char *note;      /* why it is not; "" */
};

struct deviating {
	const struct deviations *declared;
	bool available;	     /* what repositories have, not what is installed */
	bool strict;	     /* what is declared of a component must touch what differs */
	bool after_snapshot; /* the reference is newer than what the distribution builds from */
	bool replaced;	     /* DEVIATION_REPLACED is looked for */
	const char *renamed; /* lines "OLD<tab>NEW NEW<tab>remark", '#' a comment; NULL: none */
	struct text_list packages; /* globs of names; empty: all */
	struct text_list except;
	struct text_list channels; /* that the repositories have; empty: rpm-base */
	void (*tell)(void *arg, const struct difference *d);
	void *arg;
};

struct deviating_tally {
	size_t candidate; /* packages */
	size_t reference;
	size_t declared[DEVIATION_COUNT];
	size_t undeclared[DEVIATION_COUNT];
};

/* ENOMEM, or a part that was not collected (ENODATA): what the text says. */
int deviating_compare(const struct deviating *how, struct evidence *candidate,
		      struct evidence *reference, struct deviating_tally *tally, struct error *err);

#endif
