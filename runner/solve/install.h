/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_INSTALL_H
#define SOLVE_INSTALL_H
/*
 * What happens when something is installed, or a system is brought to what the repositories have;
 * as dnf5 would decide it (libdnf5, rpm/solv/goal.cpp: the solver flags).
 */
#include "base/arena.h"
#include "base/cancel.h"
#include "solve/pool.h"

enum wish_kind {
	WISH_INSTALL, /* onto what is installed */
	WISH_EMPTY,   /* into an empty root */
	WISH_UPGRADE, /* all that is installed to the newest: dnf upgrade */
	WISH_SYNC,    /* all that is installed to what repositories have: dnf distro-sync */
};

struct wish {
	enum wish_kind kind;
	const package_id *packages; /* these very ones, 0 at the end; NULL: none */
	struct text_list names;	    /* and these: "foo", "foo >= 2", "/usr/bin/foo", foo.x86_64 */
	bool no_weak;		    /* without Recommends */
	/*
	 * Nothing installed may be removed, as dnf without --allowerasing; to be replaced by what
	 * obsoletes it is not that.
	 */
	bool no_erase;
};

enum step_kind {
	STEP_INSTALL,
	STEP_REINSTALL,
	STEP_UPGRADE,
	STEP_DOWNGRADE,
	STEP_ERASE,
	STEP_OBSOLETED
};
enum step_why { STEP_ASKED, STEP_REQUIRED, STEP_RECOMMENDED };

struct step {
	enum step_kind kind;
	enum step_why why;
	package_id package; /* what comes; of ERASE and OBSOLETED what goes */
	package_id instead; /* UPGRADE, DOWNGRADE: what goes; OBSOLETED: what comes; 0: none */
};

struct solution {
	struct arena arena;
	bool possible;
	/*
	 * Not possible: one text for each independent problem, the smallest set of facts that
	 * contradict one another, each on its line ("a-1.x86_64 requires b >= 2, which nobody
	 * provides").
	 */
	struct text_list problems;
	struct step *steps; /* in the order of nevras */
	size_t steps_count;
	int64_t download;  /* bytes */
	int64_t installed; /* bytes more (or, negative, less) */
};

/*
 * What is asked for and is nowhere is a problem, not an error; a name that is no dependency, or a
 * number that is no package, is EINVAL.  An upgrade of everything is `asked`, what it brings along
 * `required`.  Interrupted between runs of the solver, of which there are at most 21.
 */
int solution_find(struct pool *p, const struct wish *wish, const struct cancel *cancel,
		  struct solution *out, struct error *err);
void solution_release(struct solution *s);

#endif
