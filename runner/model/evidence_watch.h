/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EVIDENCE_WATCH_H
#define MODEL_EVIDENCE_WATCH_H
/* Which tables are read, and which have changed: for whoever judges the same evidence many times.
 */
#include "model/evidence.h"

/*
 * Begins to note which tables statements name; what is kept of the rows is dropped, so that whoever
 * asks reads it anew.  Sets of bits of enum table.
 */
void evidence_watch(struct evidence *ev);
uint64_t evidence_tables_read(const struct evidence *ev);
uint64_t evidence_tables_written(const struct evidence *ev);

/* evidence_digest() of one table. */
int evidence_table_digest(struct evidence *ev, enum table table, char out[65], struct error *err);

#endif
