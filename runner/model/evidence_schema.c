/* SPDX-License-Identifier: MIT */
/*
 * What tables.def is in the database.
 *
 * A table without NAME columns is a table.  One with them is `stored_TABLE`, which has numbers of
 * table `name` there, and a view TABLE that shows texts: whoever reads knows nothing of it, and
 * half a million symbols take a quarter of the room.
 */
#include "model/evidence_db.h"

static const char names_sql[] = "CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT);\n";

bool evidence_has_names(enum table table)
{
	for (unsigned c = 0; c < tables[table].columns_count; c++)
		if (tables[table].columns[c].type == COLUMN_NAME)
			return true;
	return false;
}

const char *evidence_stored(enum table table)
{
	return evidence_has_names(table) ? "stored_" : "";
}

uint64_t evidence_table_bit(const char *name)
{
	const char *plain = starts_with(name, "stored_") ? name + strlen("stored_") : name;

	_Static_assert(TABLE_COUNT <= 64, "a bit for each table");
	if (streq(name, "name")) /* only ever grows: what a text is does not change */
		return 0;
	for (unsigned t = 0; t < TABLE_COUNT; t++)
		if (streq(tables[t].name, plain))
			return UINT64_C(1) << t;
	return UINT64_MAX;
}

static void add_table(struct buf *sql, enum table table)
{
	const struct table_info *t = &tables[table];

	buf_addf(sql, "CREATE TABLE %s%s (", evidence_stored(table), t->name);
	for (unsigned c = 0; c < t->columns_count; c++)
		buf_addf(sql, "%s%s %s", c ? ", " : "", t->columns[c].name,
			 t->columns[c].type == COLUMN_TEXT ? "TEXT" : "INTEGER");
	buf_add(sql, ");\n");
}

/* LEFT JOIN: a NULL stays one, and SQLite leaves out those that a query does not ask for. */
static void add_view(struct buf *sql, const struct table_info *t)
{
	buf_addf(sql, "CREATE VIEW %s AS SELECT ", t->name);
	for (unsigned c = 0; c < t->columns_count; c++) {
		const char *name = t->columns[c].name;

		buf_add(sql, c ? ", " : "");
		if (t->columns[c].type == COLUMN_NAME)
			buf_addf(sql, "n%u.text AS %s", c, name);
		else
			buf_addf(sql, "s.%s AS %s", name, name);
	}
	buf_addf(sql, " FROM stored_%s s", t->name);
	for (unsigned c = 0; c < t->columns_count; c++)
		if (t->columns[c].type == COLUMN_NAME)
			buf_addf(sql, " LEFT JOIN name n%u ON n%u.id = s.%s", c, c,
				 t->columns[c].name);
	buf_add(sql, ";\n");
}

int evidence_db_schema(struct evidence *ev, struct error *err)
{
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);

	buf_add(&sql, names_sql);
	buf_add(&sql, EVIDENCE_BLOB_SQL);
	for (unsigned t = 0; t < TABLE_COUNT; t++) {
		add_table(&sql, (enum table)t);
		if (evidence_has_names((enum table)t))
			add_view(&sql, &tables[t]);
	}
	buf_addf(&sql, "PRAGMA user_version = %d;", EVIDENCE_SCHEMA);
	if (sql.failed)
		return error_memory(err);
	return evidence_db_exec(ev, buf_str(&sql), err);
}

/* Look-ups that kinds make again and again; made once all rows are in. */
static const char indexes[] =
	"CREATE INDEX IF NOT EXISTS file_path ON file (path);"
	"CREATE INDEX IF NOT EXISTS text_path ON text (path);"
	"CREATE INDEX IF NOT EXISTS elf_id ON elf (id);"
	"CREATE INDEX IF NOT EXISTS elf_path ON elf (path);"
	"CREATE INDEX IF NOT EXISTS elf_soname ON elf (soname);"
	"CREATE INDEX IF NOT EXISTS package_name ON package (name);"
	"CREATE INDEX IF NOT EXISTS package_dep_name ON package_dep (name, kind);"
	"CREATE INDEX IF NOT EXISTS package_file_path ON package_file (path);"
	"CREATE INDEX IF NOT EXISTS available_name ON stored_available (name);"
	"CREATE INDEX IF NOT EXISTS sysctl_name ON sysctl (name);"
	"CREATE INDEX IF NOT EXISTS unit_name ON unit (name);";

int evidence_db_indexes(struct evidence *ev, struct error *err)
{
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);

	buf_add(&sql, indexes);
	for (unsigned t = 0; t < TABLE_COUNT; t++)
		if (evidence_has_names((enum table)t)) /* all of them begin with the object */
			buf_addf(&sql, "CREATE INDEX IF NOT EXISTS %s_%s ON stored_%s (%s);",
				 tables[t].name, tables[t].columns[0].name, tables[t].name,
				 tables[t].columns[0].name);
	if (sql.failed)
		return error_memory(err);
	return evidence_db_exec(ev, buf_str(&sql), err);
}

static void add_insert(struct buf *sql, const struct table_info *t)
{
	buf_addf(sql, "INSERT INTO stored_%s VALUES (", t->name);
	for (unsigned c = 0; c < t->columns_count; c++)
		buf_addf(sql, t->columns[c].type == COLUMN_NAME ? "%sname_id(NEW.%s)" : "%sNEW.%s",
			 c ? ", " : "", t->columns[c].name);
	buf_add(sql, ");");
}

/* One row like the old one, and no more: of several alike it does not matter which. */
static void add_delete(struct buf *sql, const struct table_info *t)
{
	buf_addf(sql, "DELETE FROM stored_%s WHERE rowid = (SELECT s.rowid FROM stored_%s s WHERE ",
		 t->name, t->name);
	for (unsigned c = 0; c < t->columns_count; c++)
		if (t->columns[c].type != COLUMN_NAME)
			buf_addf(sql, "s.%s IS OLD.%s AND ", t->columns[c].name,
				 t->columns[c].name);
	for (unsigned c = 0; c < t->columns_count; c++)
		if (t->columns[c].type == COLUMN_NAME)
			buf_addf(sql, "(SELECT text FROM name WHERE id = s.%s) IS OLD.%s AND ",
				 t->columns[c].name, t->columns[c].name);
	buf_add(sql, "1 LIMIT 1);");
}

/* INSERT, UPDATE and DELETE on a view, for the private copy that may be changed. */
int evidence_db_triggers(struct evidence *ev, struct error *err)
{
	static const char *const events[] = { "INSERT", "DELETE", "UPDATE" };
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);

	for (unsigned t = 0; t < TABLE_COUNT; t++) {
		if (!evidence_has_names((enum table)t))
			continue;
		for (size_t e = 0; e < ARRAY_SIZE(events); e++) {
			buf_addf(&sql, "CREATE TRIGGER %s_%s INSTEAD OF %s ON %s BEGIN ",
				 tables[t].name, events[e], events[e], tables[t].name);
			if (!streq(events[e], "INSERT"))
				add_delete(&sql, &tables[t]);
			if (!streq(events[e], "DELETE"))
				add_insert(&sql, &tables[t]);
			buf_add(&sql, " END;\n");
		}
	}
	if (sql.failed)
		return error_memory(err);
	return evidence_db_exec(ev, buf_str(&sql), err);
}

static int check_version(struct evidence *ev, struct error *err)
{
	sqlite3_stmt *s = NULL;
	int version = -1;

	if (sqlite3_prepare_v2(ev->db, "PRAGMA user_version", -1, &s, NULL) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW)
		version = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	if (version < 0)
		return error_input(err, "not evidence: %s", sqlite3_errmsg(ev->db));
	if (version == 0)
		return error_input(err, "not evidence: a database that azlcts did not write");
	if (version != EVIDENCE_SCHEMA)
		return error_input(err,
				   "evidence of version %d; this azlcts reads version %d: collect "
				   "it again with this one, or judge it with the one that "
				   "collected it",
				   version, EVIDENCE_SCHEMA);
	return 0;
}

/* 0 when something of the database is there as `sql` makes it, a statement with its end. */
static int check_made(struct evidence *ev, const char *name, const struct buf *sql,
		      struct error *err)
{
	size_t len = strcspn(buf_str(sql), ";");
	sqlite3_stmt *s = NULL;
	bool same = false;

	if (sql->failed)
		return error_memory(err);
	if (sqlite3_prepare_v2(ev->db, "SELECT sql FROM sqlite_master WHERE name = ?", -1, &s,
			       NULL) == SQLITE_OK &&
	    sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
	    sqlite3_step(s) == SQLITE_ROW) {
		const char *made = (const char *)sqlite3_column_text(s, 0);

		same = made && strlen(made) == len && memcmp(made, buf_str(sql), len) == 0;
	}
	sqlite3_finalize(s);
	return same ? 0
		    : error_input(err,
				  "not evidence of this version: %s is not as this azlcts makes it",
				  name);
}

static int check_table(struct evidence *ev, enum table table, struct error *err)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf sql = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf view = BUF_INIT(BUF_LINE);
	int ret;

	buf_addf(&name, "%s%s", evidence_stored(table), tables[table].name);
	add_table(&sql, table);
	ret = check_made(ev, buf_str(&name), &sql, err);
	if (ret || !evidence_has_names(table))
		return ret;
	add_view(&view, &tables[table]);
	return check_made(ev, tables[table].name, &view, err);
}

/* They would run when a private copy is changed. */
static int check_no_triggers(struct evidence *ev, struct error *err)
{
	sqlite3_stmt *s = NULL;
	bool none = sqlite3_prepare_v2(ev->db, "SELECT 1 FROM sqlite_master WHERE type = 'trigger'",
				       -1, &s, NULL) == SQLITE_OK &&
		    sqlite3_step(s) == SQLITE_DONE;

	sqlite3_finalize(s);
	return none ? 0 : error_input(err, "not evidence of this version: it has triggers");
}

/*
 * Tables and views are those that this program makes, word for word.  Another view would show the
 * digest other rows than those that are judged, and a view for a table is a query of whoever wrote
 * it.
 */
int evidence_db_check(struct evidence *ev, struct error *err)
{
	AUTO(buf) struct buf names = BUF_INIT(BUF_LINE);
	int ret = check_version(ev, err);

	buf_add(&names, names_sql);
	if (!ret)
		ret = check_made(ev, "name", &names, err);
	for (size_t t = 0; t < TABLE_COUNT && !ret; t++)
		ret = check_table(ev, (enum table)t, err);
	return ret ? ret : check_no_triggers(ev, err);
}
