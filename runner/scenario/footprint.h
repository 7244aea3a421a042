/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_FOOTPRINT_H
#define SCENARIO_FOOTPRINT_H
/*
 * What a product adds, changes and leaves: the difference of two evidences of one guest.
 *
 * A guest changes by itself as well (journals, seeds, clocks).  What that is, is not guessed: a
 * *control* guest goes the same way without the product, and what it shows is taken off.
 */
#include "model/evidence.h"

/* Parts that a footprint is made of, to be collected in the guest each time. */
#define FOOTPRINT_PARTS                                                              \
	(EVIDENCE(FILES) | EVIDENCE(PACKAGES) | EVIDENCE(UNITS) | EVIDENCE(KERNEL) | \
	 EVIDENCE(MOUNTS) | EVIDENCE(ACCOUNTS) | EVIDENCE(LISTENERS) | EVIDENCE(COMMANDS))

/* Commands whose answers are part of it (firewall, denials), NULL at the end. */
extern const char *const *const footprint_commands[];

struct footprint {
	const char *scenario;
	const char *span; /* install, reboot, upgrade or erase */
	struct evidence *before;
	struct evidence *after;
	struct evidence
		*control; /* after the same without the product; NULL: nothing is taken off */
	/*
	 * Names of the packages that the scenario gives the guest: another one that is there as
	 * well, which a scriptlet brought, owns nothing, itself included.  NULL: not known.
	 */
	const struct text_list *brought;
};

/*
 * Rows of table footprint, sorted by class and object.  A part that is not complete in one of them
 * makes it an error: a difference that was not looked at is not an empty one.
 */
int footprint_write(const struct footprint *f, const struct sink *sink, struct error *err);
/* A row of each class that says that it is not known, and why. */
int footprint_unknown(const char *scenario, const char *span, const char *why,
		      const struct sink *sink, struct error *err);

#endif
