/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EVIDENCE_DB_H
#define MODEL_EVIDENCE_DB_H
/* What the evidence_*.c files share and nobody else sees: the open database. */
#include <sqlite3.h>

#include "model/evidence.h"

enum { QUERY_SECONDS = 20, CHECK_SECONDS = 60 };

struct evidence {
	sqlite3 *db;
	char *path;  /* of a file being created; NULL once committed, or when opened */
	char *files; /* folder for sink->file() pieces; NULL: refused */
	struct sink sink;
	sqlite3_stmt *insert[TABLE_COUNT];
	struct buf clean;	     /* scratch for texts on their way in */
	int64_t deadline;	     /* of the running statement, CLOCK_MONOTONIC ms; 0: none */
	int64_t check_deadline;	     /* of all statements since evidence_forgive(); 0: none */
	const struct cancel *cancel; /* NULL: none */
	bool changing;		     /* the authorizer lets writes through */
	bool failed;
	char why[512];
	char *part_reasons[PART_COUNT];
};

int evidence_db_error(struct evidence *ev, struct error *err, const char *doing);
int evidence_db_exec(struct evidence *ev, const char *sql, struct error *err);
/* CREATE TABLE for every table of tables.def. */
int evidence_db_schema(struct evidence *ev, struct error *err);
/* Prepares the sink; `ev` is open for writing. */
void evidence_db_sink(struct evidence *ev);
/* Makes the connection one that judges: SELECT only, a time limit on each statement. */
int evidence_db_guard(struct evidence *ev, struct error *err);
void evidence_db_clock(struct evidence *ev); /* a statement begins */
bool evidence_db_late(struct evidence *ev);  /* ... and has no time: sticky failure */
void evidence_db_fail(struct evidence *ev);  /* sticky failure, from sqlite3_errmsg() */

#endif
