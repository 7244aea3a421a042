/* SPDX-License-Identifier: MIT */
/* Opening evidence to judge it: read-only, bounded, sticky in failure. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "model/evidence_db.h"

void evidence_db_clock(struct evidence *ev)
{
	ev->deadline = clock_now_ms() + QUERY_SECONDS * 1000;
	if (ev->check_deadline && ev->check_deadline < ev->deadline)
		ev->deadline = ev->check_deadline;
}

static int out_of_time(void *arg)
{
	const struct evidence *ev = arg;
	struct error ignored = ERROR_INIT;

	return (ev->deadline && clock_now_ms() > ev->deadline) ||
	       (ev->cancel && cancel_check(ev->cancel, &ignored) < 0);
}

/* Before a statement: is there time left at all? */
bool evidence_db_late(struct evidence *ev)
{
	if (!out_of_time(ev))
		return false;
	evidence_db_refuse(ev, "the queries of one check took longer than %d s", CHECK_SECONDS);
	return true;
}

/* A suite is data from somewhere: its SQL reads, and does nothing else (sqlite3_set_authorizer). */
static int allow(void *arg, int action, const char *a, const char *b, const char *c, const char *d)
{
	struct evidence *ev = arg;

	(void)c;
	(void)d;
	if (action == SQLITE_READ)
		ev->tables_read |= evidence_table_bit(a);
	else if (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE)
		ev->tables_written |= evidence_table_bit(a);
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_FUNCTION:
	case SQLITE_RECURSIVE:
		/* load_extension() is off by default; refuse its name all the same */
		return action == SQLITE_FUNCTION && b && streq(b, "load_extension") ? SQLITE_DENY
										    : SQLITE_OK;
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		return ev->changing && a && !starts_with(a, "sqlite_") ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_TRANSACTION:
		return ev->changing ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

int evidence_db_guard(struct evidence *ev, struct error *err)
{
	sqlite3_limit(ev->db, SQLITE_LIMIT_LENGTH, BUF_TEXT);
	sqlite3_limit(ev->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(ev->db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
	sqlite3_progress_handler(ev->db, 10000, out_of_time, ev);
	if (sqlite3_set_authorizer(ev->db, allow, ev) != SQLITE_OK)
		return evidence_db_error(ev, err, "open");
	return 0;
}

static int load_reasons(struct evidence *ev, struct error *err)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT name, reason FROM part WHERE state <> 'complete'", 0, NULL);

	while (cursor_next(&c)) {
		enum part p = part_from_name(cursor_text(&c, 0));

		if (p == PART_NONE)
			continue;
		free(ev->part_reasons[p]);
		ev->part_reasons[p] = strdup(cursor_text(&c, 1));
		if (!ev->part_reasons[p])
			return error_memory(err);
	}
	/* not sticky: that would be forgiven, and a part that failed with it */
	return ev->failed ? error_input(err, "%s", ev->why) : 0;
}

static int open_file(struct evidence *ev, const char *path, struct error *err)
{
	AUTO(buf) struct buf uri = BUF_INIT(BUF_LINE);
	struct stat st;

	if (stat(path, &st) < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_input(err, "%s: not a file; evidence is DIR/evidence.db of a run",
				   path);
	buf_add(&uri, "file:");
	for (const char *p = path; *p; p++) {
		if (strchr("%?#", *p))
			buf_addf(&uri, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_addc(&uri, *p);
	}
	buf_add(&uri, "?immutable=1");
	if (uri.failed)
		return error_memory(err);
	if (sqlite3_open_v2(buf_str(&uri), &ev->db,
			    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return error_input(err, "%s: %s", path, sqlite3_errmsg(ev->db));
	return 0;
}

int evidence_open(struct evidence **out, const char *path, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = calloc(1, sizeof(*ev));
	int ret;

	if (!ev)
		return error_memory(err);
	ret = open_file(ev, path, err);
	if (ret)
		return ret;
	/* names are looked up all over the file; more than this gains nothing (diff, digest) */
	sqlite3_exec(ev->db, "PRAGMA cache_size = -8192", NULL, NULL, NULL);
	/* it may be damaged, or made to do harm: https://sqlite.org/security.html */
	sqlite3_exec(ev->db, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL,
		     NULL);
	ret = evidence_db_check(ev, err);
	if (!ret)
		ret = evidence_db_guard(ev, err);
	if (!ret)
		ret = load_reasons(ev, err);
	if (ret)
		return error_wrap(err, "%s", path);
	*out = TAKE(ev);
	return 0;
}

static int copy_pages(struct evidence *ev, struct evidence *from, struct error *err)
{
	sqlite3_backup *backup;
	int code;

	if (sqlite3_open_v2(":memory:", &ev->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return evidence_db_error(ev, err, "copy");
	sqlite3_set_authorizer(from->db, NULL, NULL);
	backup = sqlite3_backup_init(ev->db, "main", from->db, "main");
	if (backup)
		sqlite3_backup_step(backup, -1);
	code = backup ? sqlite3_backup_finish(backup) : SQLITE_ERROR;
	sqlite3_set_authorizer(from->db, allow, from);
	return code == SQLITE_OK ? 0 : evidence_db_error(ev, err, "copy");
}

int evidence_copy_of(struct evidence **out, struct evidence *from, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = calloc(1, sizeof(*ev));
	int ret = ev ? copy_pages(ev, from, err) : error_memory(err);

	if (ret)
		return ret;
	evidence_db_sink(ev);
	ret = evidence_names_function(ev, err);
	if (!ret)
		ret = evidence_db_triggers(ev, err);
	if (!ret)
		ret = evidence_db_guard(ev, err);
	if (!ret)
		ret = load_reasons(ev, err);
	if (!ret)
		*out = TAKE(ev);
	return ret;
}

int evidence_copy(struct evidence **out, const char *path, struct error *err)
{
	AUTO_EVIDENCE struct evidence *from = NULL;
	int ret = evidence_open(&from, path, err);

	return ret ? ret : evidence_copy_of(out, from, err);
}

void evidence_free(struct evidence *ev)
{
	if (!ev)
		return;
	evidence_db_changes(ev);
	for (size_t t = 0; t < TABLE_COUNT; t++)
		sqlite3_finalize(ev->insert[t]);
	evidence_names_release(&ev->names);
	for (size_t p = 0; p < PART_COUNT; p++)
		free(ev->part_reasons[p]);
	evidence_statements_drop(ev);
	sqlite3_close(ev->db);
	if (ev->path)
		unlink(ev->path); /* never committed: half a file is no evidence */
	free(ev->path);
	free(ev->files);
	buf_release(&ev->clean);
	free(ev);
}

unsigned evidence_complete(struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT name FROM part WHERE state = 'complete'", 0, NULL);
	unsigned mask = 0;

	while (cursor_next(&c)) {
		enum part p = part_from_name(cursor_text(&c, 0));

		if (p != PART_NONE && !ev->part_reasons[p])
			mask |= PART_BIT(p);
	}
	if (mask & EVIDENCE(FILES))
		mask |= EVIDENCE(CONFIG);
	return ev->failed ? 0 : mask;
}

const char *evidence_part_failed(struct evidence *ev, enum part part)
{
	if (part >= PART_COUNT)
		return NULL;
	if (part == PART_CONFIG && !ev->part_reasons[part])
		return ev->part_reasons[PART_FILES];
	return ev->part_reasons[part];
}

/* NULL after the last of those that a failure of counts as one of this evidence. */
static struct evidence *related(const struct evidence *ev, size_t i)
{
	if (ev->reference && i-- == 0)
		return ev->reference;
	if (ev->image && i-- == 0)
		return ev->image;
	return evidence_repository(ev, i);
}

/* The evidence that failed: this one, or one that is related to it. */
static const struct evidence *failed_one(const struct evidence *ev)
{
	const struct evidence *other;

	if (ev->failed)
		return ev;
	for (size_t i = 0; (other = related(ev, i)) != NULL; i++)
		if (other->failed)
			return other;
	return NULL;
}

bool evidence_failed(const struct evidence *ev)
{
	return failed_one(ev) != NULL;
}

const char *evidence_why(const struct evidence *ev)
{
	const struct evidence *failed = failed_one(ev);

	return failed ? failed->why : ev->why;
}

void evidence_refer(struct evidence *ev, struct evidence *reference)
{
	if (reference)
		reference->role = "reference: ";
	ev->reference = reference;
}

struct evidence *evidence_reference(const struct evidence *ev)
{
	return ev->reference;
}

void evidence_place(struct evidence *ev, struct evidence *image)
{
	if (image)
		image->role = "image: ";
	ev->image = image;
}

struct evidence *evidence_image(const struct evidence *ev)
{
	return ev->image;
}

int evidence_supply(struct evidence *ev, struct evidence *repository, struct error *err)
{
	if (ev->repositories_count == REPOSITORIES_MAX)
		return error_input(err, "more than %d repositories", REPOSITORIES_MAX);
	repository->role = "repository: ";
	ev->repositories[ev->repositories_count++] = repository;
	return 0;
}

struct evidence *evidence_repository(const struct evidence *ev, size_t i)
{
	return i < ev->repositories_count ? ev->repositories[i] : NULL;
}

void evidence_forgive(struct evidence *ev)
{
	struct evidence *other;

	ev->failed = false;
	ev->why[0] = '\0';
	ev->check_deadline = clock_now_ms() + CHECK_SECONDS * 1000;
	for (size_t i = 0; (other = related(ev, i)) != NULL; i++)
		evidence_forgive(other);
}

void evidence_rest(struct evidence *ev)
{
	evidence_statements_drop(ev);
	sqlite3_db_release_memory(ev->db);
}

void evidence_heed(struct evidence *ev, const struct cancel *cancel)
{
	struct evidence *other;

	ev->cancel = cancel;
	for (size_t i = 0; (other = related(ev, i)) != NULL; i++)
		other->cancel = cancel;
}

const struct cancel *evidence_cancel(const struct evidence *ev)
{
	return ev->cancel;
}

void evidence_db_refuse(struct evidence *ev, const char *why, ...)
{
	char text[sizeof(ev->why) - 32];
	va_list ap;

	if (ev->failed)
		return;
	va_start(ap, why);
	vsnprintf(text, sizeof(text), why, ap);
	va_end(ap);
	snprintf(ev->why, sizeof(ev->why), "%s%s", ev->role ? ev->role : "", text);
	ev->failed = true;
}

void evidence_fail(struct evidence *ev, const char *why)
{
	evidence_db_refuse(ev, "%s", why);
}

void evidence_db_fail(struct evidence *ev)
{
	if (sqlite3_errcode(ev->db) == SQLITE_INTERRUPT)
		evidence_db_refuse(ev, "a query was stopped after %d s", QUERY_SECONDS);
	else
		evidence_db_refuse(ev, "%s", sqlite3_errmsg(ev->db));
}
