/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_IMAGE_H
#define JUDGE_IMAGE_H
/*
 * The image's file system as the evidence has it: links followed, texts found, globs expanded.
 *
 * Kinds that read configuration as its consumer does need what the consumer's open(2) would see,
 * not what a path says: /lib64 is a link on a merged-/usr system, and crypto-policies hands out
 * its back ends through links.
 *
 * Every function asks the evidence and is therefore sticky in failure like a cursor: after a
 * failed query the answers are "not there", and the engine turns the whole check into an error.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"

enum image_text {
	IMAGE_TEXT_ABSENT, /* there is no such file */
	IMAGE_TEXT_UNREAD, /* there is one, but its contents are not (whole) in the evidence */
	IMAGE_TEXT_READ,
};

/*
 * The path with every link followed, as realpath(3): `out` is cleared first.  False: no such file,
 * a dangling link, or more than 40 links on the way.  The root is always there.
 */
bool image_real_path(struct evidence *ev, const char *path, struct buf *out);
/* As image_real_path(), but a link that is the last component is not followed. */
bool image_real_parent(struct evidence *ev, const char *path, struct buf *out);
/* Contents of a file, links followed; `out` is cleared first. */
enum image_text image_text(struct evidence *ev, const char *path, struct buf *out);
/*
 * Paths of files (and links) that match, sorted by bytes, as glob(3) with '*' that stops at '/'.
 * Wildcards may stand in the last component only; false: they stand elsewhere, or no memory.
 * A pattern without wildcards gives its path when there is such a file.
 */
bool image_glob(struct evidence *ev, const char *pattern, struct arena *arena,
		struct text_list *out);
/* True when one of the globs (all of '*' crossing '/') matches. */
bool image_matches(const struct text_list *globs, const char *path);

#endif
