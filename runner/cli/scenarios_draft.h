/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_DRAFT_H
#define CLI_SCENARIOS_DRAFT_H
/*
 * A first manifest of a product (model/manifest.h), of what its packages say of themselves: names,
 * units, users, paths, programs with privileges.  What they do not say is asked in comments and
 * under `unknown`.
 */
#include "model/evidence.h"

/*
 * `runs`: its units are enabled and have to be active.  Without, the product is installed and
 * erased, and nothing is asked of it: nobody has said what it does.  EINVAL: no packages.
 */
int draft_manifest(struct evidence *product, bool runs, struct buf *out, struct error *err);

#endif
