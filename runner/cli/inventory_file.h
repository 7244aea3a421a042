/* SPDX-License-Identifier: MIT */
#ifndef CLI_INVENTORY_FILE_H
#define CLI_INVENTORY_FILE_H
/*
 * A host's list of packages, and the table of names.
 *
 * A line of the list is what `rpm -qa` prints, NAME-VERSION-RELEASE.ARCH (an epoch may stand before
 * the version), or fields with tabs between: NAME EPOCH VERSION RELEASE ARCH, and more, which is
 * passed over: rpm -qa --qf '%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\n'.  Evidence of a
 * host (its rpm database) will do as well.  '#' begins a remark.
 */
#include "judge/inventory.h"
#include "model/evidence.h"

/* Fills items, each name and architecture once, sorted; keys (gpg-pubkey) are no packages. */
int inventory_read(const char *path, struct inventory *in, struct error *err);
/* Fills renames. */
int inventory_read_renames(const char *path, struct inventory *in, struct error *err);

#endif
