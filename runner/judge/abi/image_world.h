/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_IMAGE_WORLD_H
#define JUDGE_ABI_IMAGE_WORLD_H
/*
 * The world of the evidence that is being judged, made once and kept with the evidence
 * (evidence_keep()): half a hundred checks ask for it, and half a million symbols are read.
 */
#include "judge/abi/world.h"

/* Borrowed until rows change.  NULL: no memory, or the evidence failed (which shows there). */
const struct world *image_world(struct evidence *ev);

#endif
