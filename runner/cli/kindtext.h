/* SPDX-License-Identifier: MIT */
#ifndef CLI_KINDTEXT_H
#define CLI_KINDTEXT_H
/* A kind and a check's parameters in words, both from the kind's field table. */
#include "model/kind.h"

void kind_text(const struct check_kind *kind, bool markdown, struct buf *out);
/* "  key: value" for every parameter that is set. */
void kind_args_text(const struct check_kind *kind, const void *args, struct buf *out);

#endif
