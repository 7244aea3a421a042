/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EVIDENCE_DB_H
#define MODEL_EVIDENCE_DB_H
/* What the evidence_*.c files share and nobody else sees: the open database. */
#include <sqlite3.h>

#include "base/arena.h"
#include "model/evidence.h"
#include "model/evidence_watch.h"

enum { QUERY_SECONDS = 20, CHECK_SECONDS = 60, KEPT_MAX = 4, STATEMENTS_MAX = 32 };

struct name_slot {
	const char *text; /* NULL: free */
	uint64_t hash;
	int64_t id;
};

struct evidence_names { /* what is known of table `name` while rows are written */
	struct arena texts;
	struct name_slot *slots;
	size_t room; /* a power of two, or 0 */
	size_t count;
	int64_t last;	      /* highest id there is */
	sqlite3_stmt *insert; /* NULL: not needed yet */
	bool loaded;	      /* what was there before is known */
};

struct kept_statement {
	char *sql; /* NULL: free */
	sqlite3_stmt *statement;
	uint64_t reads; /* tables that it names: bits of enum table */
	bool busy;	/* a cursor has it */
};

struct evidence {
	sqlite3 *db;
	struct kept_statement statements[STATEMENTS_MAX];
	size_t statements_turn;
	char *path;  /* of a file being created; NULL once committed, or when opened */
	char *files; /* folder for sink->file() pieces; NULL: refused */
	struct sink sink;
	sqlite3_stmt *insert[TABLE_COUNT];
	struct buf clean; /* scratch for texts on their way in */
	struct evidence_names names;
	struct evidence *reference;			 /* borrowed; NULL: none */
	struct evidence *image;				 /* ... of a product; NULL: none */
	struct evidence *repositories[REPOSITORIES_MAX]; /* borrowed */
	size_t repositories_count;
	int64_t deadline;	     /* of the running statement, CLOCK_MONOTONIC ms; 0: none */
	int64_t check_deadline;	     /* of all statements since evidence_forgive(); 0: none */
	const struct cancel *cancel; /* NULL: none */
	bool changing;		     /* the authorizer lets writes through */
	bool failed;
	const char *role; /* goes before a reason: "reference: "; NULL: nothing does */
	char why[512];
	struct {
		const char *name; /* NULL: free */
		void *thing;
		void (*release)(void *thing);
	} kept[KEPT_MAX];
	uint64_t generation;  /* evidence_db_changes() counts */
	uint64_t tables_read; /* named by statements since evidence_watch(): bits of enum table */
	uint64_t tables_written;
	char digest[65]; /* of evidence that cannot change, once asked for; "": not yet */
	char *part_reasons[PART_COUNT];
};

int evidence_db_error(struct evidence *ev, struct error *err, const char *doing);
int evidence_db_exec(struct evidence *ev, const char *sql, struct error *err);
/* evidence_schema.c: CREATE for all of tables.def, INDEX for what is looked up, TRIGGER for a copy.
 */
int evidence_db_schema(struct evidence *ev, struct error *err);
int evidence_db_indexes(struct evidence *ev, struct error *err);
int evidence_db_triggers(struct evidence *ev, struct error *err);
/* Is it evidence, and of this version? */
int evidence_db_check(struct evidence *ev, struct error *err);
bool evidence_has_names(enum table table);
/* The bit of a table, or of what stands for it in the database; all of them for an unknown one. */
uint64_t evidence_table_bit(const char *name);
/* "stored_" or "": what goes before the name of the table that has the rows. */
const char *evidence_stored(enum table table);
/* evidence_statements.c: a SELECT for one cursor; NULL: sticky failure. */
sqlite3_stmt *evidence_statement(struct evidence *ev, const char *sql);
void evidence_statement_done(struct evidence *ev, sqlite3_stmt *s);
/* Forgets those that no cursor has. */
void evidence_statements_drop(struct evidence *ev);
/* evidence_names.c: the number of a text in table `name`. */
int evidence_name(struct evidence *ev, const char *text, size_t len, int64_t *id,
		  struct error *err);
/* The triggers' name_id(). */
int evidence_names_function(struct evidence *ev, struct error *err);
/* Forgets what is known; it is read again when it is needed. */
void evidence_names_release(struct evidence_names *n);
/* evidence_blob.c: where bytes are. */
#define EVIDENCE_BLOB_SQL "CREATE TABLE blob_bytes (name TEXT PRIMARY KEY, bytes BLOB);\n"
/* Prepares the sink; `ev` is open for writing. */
void evidence_db_sink(struct evidence *ev);
/* Makes the connection one that judges: SELECT only, a time limit on each statement. */
int evidence_db_guard(struct evidence *ev, struct error *err);
void evidence_db_changes(struct evidence *ev); /* rows may change: what is kept of them goes */
void evidence_db_clock(struct evidence *ev);   /* a statement begins */
bool evidence_db_late(struct evidence *ev);    /* ... and has no time: sticky failure */
void evidence_db_fail(struct evidence *ev);    /* sticky failure, from sqlite3_errmsg() */
void evidence_db_refuse(struct evidence *ev, const char *why, ...) PRINTF(2, 3); /* ... or said */

#endif
