/* SPDX-License-Identifier: MIT */
/* Rows into a new database, or into a private copy. */
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"
#include "model/evidence_db.h"

int evidence_db_error(struct evidence *ev, struct error *err, const char *doing)
{
	int code = sqlite3_errcode(ev->db) & 0xff;

	return error_set(err, code == SQLITE_FULL ? ENOSPC : EIO, "evidence: %s: %s", doing,
			 sqlite3_errmsg(ev->db));
}

int evidence_db_exec(struct evidence *ev, const char *sql, struct error *err)
{
	if (sqlite3_exec(ev->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return evidence_db_error(ev, err, "write");
	return 0;
}

static int insert_statement(struct evidence *ev, enum table table, struct error *err)
{
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);
	int code;

	buf_addf(&sql, "INSERT INTO %s%s VALUES (", evidence_stored(table), tables[table].name);
	for (unsigned c = 0; c < tables[table].columns_count; c++)
		buf_add(&sql, c ? ",?" : "?");
	buf_add(&sql, ")");
	if (sql.failed)
		return error_memory(err);
	ev->changing = true; /* the authorizer of a private copy asks at this moment */
	code = sqlite3_prepare_v2(ev->db, buf_str(&sql), -1, &ev->insert[table], NULL);
	ev->changing = false;
	return code == SQLITE_OK ? 0 : evidence_db_error(ev, err, "write");
}

static int bind_value(struct evidence *ev, sqlite3_stmt *s, int at, const struct column *column,
		      const struct value *v, struct error *err)
{
	int64_t id = 0;
	int code;

	if (v->type == VALUE_TEXT) {
		buf_clear(&ev->clean);
		buf_add_clean(&ev->clean, v->text, v->len);
		if (ev->clean.failed)
			return error_set(err, EIO, "evidence: write: %s: too long", column->name);
	}
	if (v->type == VALUE_TEXT && column->type == COLUMN_NAME) {
		int ret = evidence_name(ev, buf_str(&ev->clean), ev->clean.len, &id, err);

		if (ret)
			return ret;
		code = sqlite3_bind_int64(s, at, id);
	} else if (v->type == VALUE_TEXT) {
		code = sqlite3_bind_text(s, at, buf_str(&ev->clean), (int)ev->clean.len,
					 SQLITE_TRANSIENT);
	} else if (v->type == VALUE_INT) {
		code = sqlite3_bind_int64(s, at, v->number);
	} else {
		code = sqlite3_bind_null(s, at);
	}
	return code == SQLITE_OK ? 0 : evidence_db_error(ev, err, "write");
}

static int put_row(void *arg, const struct row *row, struct error *err)
{
	struct evidence *ev = arg;
	sqlite3_stmt *s;
	int ret = 0;

	evidence_db_changes(ev);
	if (!ev->insert[row->table]) {
		ret = insert_statement(ev, row->table, err);
		if (ret)
			return ret;
	}
	s = ev->insert[row->table];
	for (unsigned c = 0; c < row->count; c++) {
		ret = bind_value(ev, s, (int)c + 1, &tables[row->table].columns[c], &row->values[c],
				 err);
		if (ret)
			return ret;
	}
	if (sqlite3_step(s) != SQLITE_DONE)
		ret = evidence_db_error(ev, err, "write");
	sqlite3_reset(s);
	return ret;
}

/* A name from a guest: one path element of plain letters, or it is refused. */
static bool plain_name(const char *name)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return *name && *name != '.' && strlen(name) < 64 && strspn(name, plain) == strlen(name);
}

static int put_file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct evidence *ev = arg;
	AUTO_FREE char *path = NULL;
	AUTO_CLOSE int fd = -1;

	if (!ev->files)
		return error_set(err, EPROTO, "a file where none was expected");
	if (!plain_name(name))
		return error_set(err, EPROTO, "a file with the name '%s'", name);
	path = fs_join(ev->files, name);
	if (!path)
		return error_memory(err);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return error_errno(err, "create %s", path);
	if (fs_write_fd(fd, data, len, err) < 0)
		return error_wrap(err, "%s", path);
	return 0;
}

static int put_blob(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	return evidence_put_blob(arg, name, data, len, err);
}

void evidence_db_sink(struct evidence *ev)
{
	ev->sink = (struct sink){ .arg = ev, .put = put_row, .file = put_file, .blob = put_blob };
	ev->clean = (struct buf)BUF_INIT(BUF_TEXT);
}

int evidence_create(struct evidence **out, const char *path, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = calloc(1, sizeof(*ev));
	int ret;

	if (!ev)
		return error_memory(err);
	if (fs_exists(path))
		return error_input(err, "%s: is there already", path);
	if (sqlite3_open_v2(path, &ev->db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK)
		return evidence_db_error(ev, err, path);
	ev->path = strdup(path);
	if (!ev->path)
		return error_memory(err);
	evidence_db_sink(ev);
	ev->names.loaded = true; /* there are none */
	/* One transaction to the end; a half file is removed, so no journal is needed. */
	ret = evidence_db_exec(ev,
			       "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
			       "PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 8192; BEGIN",
			       err);
	if (!ret)
		ret = evidence_db_schema(ev, err);
	if (ret)
		return error_wrap(err, "%s", path);
	*out = TAKE(ev);
	return 0;
}

const struct sink *evidence_sink(struct evidence *ev)
{
	return &ev->sink;
}

void evidence_keep_files(struct evidence *ev, const char *folder)
{
	free(ev->files);
	ev->files = folder ? strdup(folder) : NULL;
}

int evidence_meta(struct evidence *ev, const char *key, const char *value, struct error *err)
{
	struct row row = row_of(TABLE_meta);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(&ev->sink, &row, err);
}

int evidence_forget(struct evidence *ev, unsigned parts_mask, struct error *err)
{
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);

	for (size_t t = 0; t < TABLE_COUNT; t++)
		if (tables[t].part != PART_NONE && (parts_mask & PART_BIT(tables[t].part)))
			buf_addf(&sql, "DELETE FROM %s%s;", evidence_stored((enum table)t),
				 tables[t].name);
	for (size_t p = 0; p < PART_COUNT; p++)
		if (parts_mask & PART_BIT(p))
			buf_addf(&sql,
				 "DELETE FROM part WHERE name = '%s';"
				 "DELETE FROM volatile WHERE part = '%s';",
				 parts[p].name, parts[p].name);
	if (sql.failed)
		return error_memory(err);
	return evidence_change(ev, buf_str(&sql), err);
}

int evidence_change(struct evidence *ev, const char *sql, struct error *err)
{
	int ret;

	evidence_db_changes(ev);
	ev->changing = true;
	evidence_db_clock(ev);
	ret = evidence_db_exec(ev, sql, err);
	ev->changing = false;
	ev->deadline = 0; /* the rows that follow are ours, and come when they are collected */
	return ret;
}

int evidence_try(struct evidence *ev, struct error *err)
{
	evidence_forgive(ev); /* what came before has used its own time */
	return evidence_change(ev, "BEGIN", err);
}

int evidence_undo(struct evidence *ev, struct error *err)
{
	evidence_names_release(&ev->names); /* some of them are about to vanish */
	if (sqlite3_get_autocommit(ev->db)) /* a change that was stopped is undone already */
		return 0;
	return evidence_change(ev, "ROLLBACK", err);
}

int evidence_commit(struct evidence *ev, struct error *err)
{
	int ret;

	for (size_t t = 0; t < TABLE_COUNT; t++) {
		sqlite3_finalize(ev->insert[t]);
		ev->insert[t] = NULL;
	}
	evidence_names_release(&ev->names);
	evidence_statements_drop(ev);
	ret = evidence_db_indexes(ev, err);
	if (!ret)
		ret = evidence_db_exec(ev, "ANALYZE; COMMIT", err);
	if (ret)
		return ret;
	if (sqlite3_close(ev->db) != SQLITE_OK)
		return evidence_db_error(ev, err, "close");
	ev->db = NULL;
	free(TAKE(ev->path));
	return 0;
}
