/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_READINESS_H
#define JUDGE_ABI_READINESS_H
/*
 * One product being judged: what the ready_*.c files share, and nobody else includes.  No memory
 * is sticky (`failed`) and looked at once.
 */
#include "judge/abi/ready.h"
#include "judge/abi/scope.h"
#include "judge/dependency.h"

enum { ROUNDS_MAX = 32 };

struct readiness {
	const struct ready_question *q;
	struct arena *arena;
	struct names names;
	struct world *repositories; /* made when a package of one is first chosen */
	bool *repository_made;
	size_t product;
	unsigned layer;	    /* the product's objects are of it */
	unsigned layers;    /* image and products; packages come after */
	struct world world; /* image and products, the same for each product ... */
	bool made;
	const char *mixed;   /* a chosen package's file that another has, too, of other contents */
	size_t laid;	     /* ... but for the packages that were chosen for one */
	const char *machine; /* the image's; NULL: it has no programs */
	unsigned class;
	struct scope_memo *memo; /* of this world */
	bool *covered;		 /* by index of an object: judged with a program that loads it */
	struct ready_answer *answer;
	size_t chosen_of[READY_PACKAGES_MAX]; /* repository of each of answer->packages */
	const char *lacks;		      /* of the reason that is told next; NULL: "" */
	bool again;			      /* a package was chosen in this round */
	bool failed;
};

/* ready.c */
void blocked(struct readiness *r, const char *kind, const char *object, const char *remedy,
	     const char *text, ...) PRINTF(5, 6);
void undecided(struct readiness *r, const char *kind, const char *object, const char *text, ...)
	PRINTF(4, 5);
void note(struct readiness *r, const char *text, ...) PRINTF(2, 3);
const char *keep(struct readiness *r, const char *text);
bool is_excepted(const struct readiness *r, const char *path);
const struct ready_product *product_of(const struct readiness *r);

/*
 * ready_packages.c: a package of the repositories that would meet a need, if it is not among the
 * chosen ones already.  True: it was chosen, and the reason need not be told in this round.
 */
bool choose_library(struct readiness *r, const char *soname, const struct object *like);
bool choose_file(struct readiness *r, const char *path);
bool choose_dependency(struct readiness *r, const char *name, const char *flags,
		       const char *version);
/* Lays the files of the chosen packages over the world. */
bool lay_packages(struct readiness *r);
/* The arch of packages for this image: x86_64, noarch ... */
bool arch_fits(const struct readiness *r, const char *arch);

/* ready_objects.c, ready_scripts.c, ready_requires.c: the judging of one round. */
void judge_objects(struct readiness *r);
void judge_scripts(struct readiness *r);
void judge_packages(struct readiness *r); /* of an RPM, and what the chosen packages require */
/* Is there such a file in the image, a product or a chosen package?  Links are followed. */
bool file_is_there(struct readiness *r, const char *path);
/* The program is there, or a package has it: else the reason is told. */
void judge_interpreter(struct readiness *r, const char *line, const char *object, const char *what);

/* ready_remedy.c: the shortest way out of a problem of the dynamic linker; `out` is cleared. */
void remedy_for(const struct readiness *r, const struct link_problem *p, struct buf *out);

#endif
