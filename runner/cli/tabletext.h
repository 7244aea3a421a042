/* SPDX-License-Identifier: MIT */
#ifndef CLI_TABLETEXT_H
#define CLI_TABLETEXT_H
/* A table of the evidence in words, from tables.def. */
#include "model/tables.h"

void table_text(const struct table_info *table, bool markdown, struct buf *out);

#endif
