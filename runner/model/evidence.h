/* SPDX-License-Identifier: MIT */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H
/*
 * Evidence: one SQLite file with the tables of tables.def.  This is the one door to SQLite.
 *
 * Writing: evidence_create() makes a new file and gives a sink; evidence_commit() makes it whole.
 * A file that was not committed is removed by evidence_free().
 *
 * Reading: evidence_open() never writes and never waits (immutable), lets through nothing but
 * SELECT, and stops a statement after QUERY_SECONDS.  Failure is sticky, as in struct buf: after
 * the first failed statement the evidence is `failed`, cursors give no more rows, and whoever
 * judges turns that into *error*.
 *
 * NAME columns: TABLE is a view that shows texts; the rows are in stored_TABLE, with numbers of
 * name(id, text), each text once as a rule.  Who reads all of half a million rows may read those,
 * and the names beside them; a text may have two numbers, so numbers are no texts to compare.
 */
#include <stdio.h>

#include "base/cancel.h"
#include "model/tables.h"

#define EVIDENCE_SCHEMA 5

enum { REPOSITORIES_MAX = 32 }; /* that one evidence can be judged with */

struct evidence;

/* `path` must not exist. */
int evidence_create(struct evidence **out, const char *path, struct error *err);
const struct sink *evidence_sink(struct evidence *ev);
/* Where sink->file() pieces are kept: a folder; NULL (the default): a file is an error. */
void evidence_keep_files(struct evidence *ev, const char *folder);
/* Forgets the rows of these parts (PART_BITs), to have them collected again. */
int evidence_forget(struct evidence *ev, unsigned parts_mask, struct error *err);
/* Runs statements of a counterexample: INSERT, UPDATE, DELETE on the tables; nothing else. */
int evidence_change(struct evidence *ev, const char *sql, struct error *err);
/* Around changes to a private copy that are to be undone. */
int evidence_try(struct evidence *ev, struct error *err);
int evidence_undo(struct evidence *ev, struct error *err);
int evidence_meta(struct evidence *ev, const char *key, const char *value, struct error *err);
int evidence_commit(struct evidence *ev, struct error *err);

int evidence_open(struct evidence **out, const char *path, struct error *err);
/* A private copy in memory that evidence_change() and evidence_sink() may alter. */
int evidence_copy(struct evidence **out, const char *path, struct error *err);
/* The same of evidence that is open, wherever it came from. */
int evidence_copy_of(struct evidence **out, struct evidence *from, struct error *err);
void evidence_free(struct evidence *ev);
static inline void evidence_cleanup(struct evidence **ev)
{
	evidence_free(*ev);
}
#define AUTO_EVIDENCE CLEANUP(evidence_cleanup)

/* Parts that are complete, as PART_BITs; CONFIG is a part of FILES. */
unsigned evidence_complete(struct evidence *ev);
/* Why a part failed; NULL: it did not.  Borrowed until evidence_free(). */
const char *evidence_part_failed(struct evidence *ev, enum part part);
bool evidence_failed(const struct evidence *ev);
const char *evidence_why(const struct evidence *ev);
/* For whoever finds rows that make no sense together. */
void evidence_fail(struct evidence *ev, const char *why);
/*
 * The evidence that kinds compare this one with: a Fedora tree, the last release.  Borrowed; NULL:
 * none was given.  A failure of the reference is one of the evidence that has it.
 */
void evidence_refer(struct evidence *ev, struct evidence *reference);
struct evidence *evidence_reference(const struct evidence *ev);
/*
 * The image that this evidence, of a product, is meant for.  As the reference in all else; NULL:
 * the evidence is judged for itself.
 */
void evidence_place(struct evidence *ev, struct evidence *image);
struct evidence *evidence_image(const struct evidence *ev);
/*
 * Repositories (evidence with the part REPOSITORY) from which packages could be installed, in the
 * order in which they were given.
 */
int evidence_supply(struct evidence *ev, struct evidence *repository, struct error *err);
struct evidence *evidence_repository(const struct evidence *ev, size_t i); /* NULL: no more */
/*
 * A fresh start for the next check: forgets a failed statement, and gives what comes a minute in
 * all, so that no check can take for ever however many statements it makes.
 */
void evidence_forgive(struct evidence *ev);
/* Gives back what is remembered of the file: for whoever has read most of it, and holds it now. */
void evidence_rest(struct evidence *ev);
/* Statements fail once this is asked for; borrowed.  NULL: never. */
void evidence_heed(struct evidence *ev, const struct cancel *cancel);
const struct cancel *evidence_cancel(const struct evidence *ev); /* NULL: none */
/*
 * A few costly things that were made of the rows, kept for the checks to come: they are released as
 * soon as rows may change, and with the evidence.  `name` is a literal; evidence_kept() gives NULL
 * when there is no such thing, and evidence_keep() takes it over and releases the one of that name,
 * or the first of four others.
 */
void *evidence_kept(const struct evidence *ev, const char *name);
void evidence_keep(struct evidence *ev, const char *name, void *thing,
		   void (*release)(void *thing));
/* Another number whenever rows may have changed: for things that were made of several evidences. */
uint64_t evidence_generation(const struct evidence *ev);

/*
 * Bytes of a library's own format, kept with the rows; their digest is a row of `blob`, and so part
 * of the evidence's.  evidence_blob() opens them as a file that can be read and sought; it fails
 * (EINVAL) when there is none, or when they are not what the row says.  The caller closes it.
 */
int evidence_put_blob(struct evidence *ev, const char *name, const void *data, size_t len,
		      struct error *err);
int evidence_blob(struct evidence *ev, const char *name, FILE **out, struct error *err);

/*
 * SHA-256 over a canonical dump of every table but `volatile`: tables in the order of tables.def,
 * rows sorted by all their columns.
 */
int evidence_digest(struct evidence *ev, char out[65], struct error *err);

/*
 * Rows of a SELECT.  Parameters ?1, ?2 ... are texts.
 *
 *	AUTO(cursor) struct cursor c = cursor_open(ev, "SELECT mode FROM file WHERE path = ?1",
 *						   1, (const char *[]){ path });
 *	while (cursor_next(&c))
 *		mode = cursor_int(&c, 0);
 */
struct cursor {
	struct evidence *ev;
	void *statement; /* NULL: failed, or at its end */
};

struct cursor cursor_open(struct evidence *ev, const char *sql, size_t count,
			  const char *const *parameters);
bool cursor_next(struct cursor *c);
unsigned cursor_columns(const struct cursor *c);
const char *cursor_name(const struct cursor *c, unsigned column);
bool cursor_null(const struct cursor *c, unsigned column);
bool cursor_is_int(const struct cursor *c, unsigned column);
int64_t cursor_int(const struct cursor *c, unsigned column);
/* Borrowed until the next cursor_next(); NULL values are "". */
const char *cursor_text(const struct cursor *c, unsigned column);
void cursor_release(struct cursor *c);

/* First column of the first row as a text, copied into `out` (cleared first); false: no row. */
bool evidence_text(struct evidence *ev, struct buf *out, const char *sql, const char *parameter);

#endif
