/* SPDX-License-Identifier: MIT */
/*
 * Texts of NAME columns on their way into table `name`, each once.
 *
 * What is known is kept in memory while rows are written, since a look-up in the database for each
 * text of a million rows would take longer than all the rest.  It is bounded: what does not fit, or
 * collides too often (an image chooses its names), is simply stored once more.  Nobody sees that:
 * whatever reads, compares texts.
 */
#include "model/evidence_db.h"

enum {
	SLOTS_FIRST = 1 << 12,
	SLOTS_MAX = 1 << 21,  /* half of them used: a million names */
	TEXTS_MAX = 64 << 20, /* bytes kept in memory */
	PROBES_MAX = 32,
};

static uint64_t hash_of(const char *text, size_t len)
{
	uint64_t h = 0xcbf29ce484222325U; /* FNV-1a */

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 0x100000001b3U;
	return h ^ (h >> 32);
}

void evidence_names_release(struct evidence_names *n)
{
	sqlite3_finalize(n->insert);
	arena_release(&n->texts);
	free(n->slots);
	*n = (struct evidence_names){ 0 };
}

/* The slot of a text, or a free one for it; NULL: neither is near. */
static struct name_slot *slot_of(const struct evidence_names *n, uint64_t hash, const char *text)
{
	for (size_t i = 0; i < PROBES_MAX && n->room > 0; i++) {
		struct name_slot *s = &n->slots[(hash + i) & (n->room - 1)];

		if (!s->text || (s->hash == hash && streq(s->text, text)))
			return s;
	}
	return NULL;
}

/* Room for one more; false: there is none to be had. */
static bool make_room(struct evidence_names *n)
{
	struct evidence_names wider = { .room = n->room ? n->room * 2 : SLOTS_FIRST };

	if (n->texts.total > TEXTS_MAX)
		return false;
	if (n->count * 2 < n->room)
		return true;
	if (wider.room > SLOTS_MAX)
		return false;
	wider.slots = calloc(wider.room, sizeof(*wider.slots));
	if (!wider.slots)
		return false;
	for (size_t i = 0; i < n->room; i++) {
		const struct name_slot *s = &n->slots[i];
		struct name_slot *to = s->text ? slot_of(&wider, s->hash, s->text) : NULL;

		if (to)
			*to = *s;
	}
	free(n->slots);
	n->slots = wider.slots;
	n->room = wider.room;
	return true;
}

static void keep(struct evidence_names *n, uint64_t hash, const char *text, size_t len, int64_t id)
{
	struct name_slot *s = make_room(n) ? slot_of(n, hash, text) : NULL;
	char *copy;

	if (!s || s->text)
		return;
	copy = arena_strndup(&n->texts, text, len);
	if (!copy)
		return;
	*s = (struct name_slot){ .text = copy, .hash = hash, .id = id };
	n->count++;
}

/* A private copy begins with the names of the file it is a copy of. */
static int load(struct evidence *ev, struct error *err)
{
	struct evidence_names *n = &ev->names;
	sqlite3_stmt *s = NULL;
	int code =
		sqlite3_prepare_v2(ev->db, "SELECT id, text FROM name ORDER BY id", -1, &s, NULL);

	while (code == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(s, 1);

		n->last = sqlite3_column_int64(s, 0);
		if (text)
			keep(n, hash_of(text, strlen(text)), text, strlen(text), n->last);
	}
	n->loaded = true;
	return sqlite3_finalize(s) == SQLITE_OK ? 0 : evidence_db_error(ev, err, "read names");
}

static int insert(struct evidence *ev, const char *text, size_t len, struct error *err)
{
	struct evidence_names *n = &ev->names;
	int code = SQLITE_OK;

	if (!n->insert) {
		bool changing = ev->changing;

		ev->changing = true; /* the authorizer of a private copy asks at this moment */
		code = sqlite3_prepare_v2(ev->db, "INSERT INTO name VALUES (?, ?)", -1, &n->insert,
					  NULL);
		ev->changing = changing;
	}
	if (code == SQLITE_OK)
		code = sqlite3_bind_int64(n->insert, 1, n->last + 1);
	if (code == SQLITE_OK)
		code = sqlite3_bind_text(n->insert, 2, text, (int)len, SQLITE_STATIC);
	if (code == SQLITE_OK && sqlite3_step(n->insert) == SQLITE_DONE) {
		n->last++;
		sqlite3_reset(n->insert);
		return 0;
	}
	code = evidence_db_error(ev, err, "write a name");
	sqlite3_reset(n->insert);
	return code;
}

int evidence_name(struct evidence *ev, const char *text, size_t len, int64_t *id, struct error *err)
{
	struct evidence_names *n = &ev->names;
	uint64_t hash = hash_of(text, len);
	const struct name_slot *s;
	int ret = n->loaded ? 0 : load(ev, err);

	if (ret)
		return ret;
	s = slot_of(n, hash, text);
	if (s && s->text) {
		*id = s->id;
		return 0;
	}
	ret = insert(ev, text, len, err);
	if (ret)
		return ret;
	*id = n->last;
	keep(n, hash, text, len, n->last);
	return 0;
}

/* name_id(text) for the triggers of a private copy; of no use to a suite's SELECT. */
static void name_id(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct evidence *ev = sqlite3_user_data(context);
	struct error err = ERROR_INIT;
	const char *text;
	int64_t id;

	(void)count;
	if (!ev->changing) {
		sqlite3_result_error(context, "name_id() is not for queries", -1);
		return;
	}
	text = (const char *)sqlite3_value_text(values[0]);
	if (!text)
		sqlite3_result_null(context);
	else if (evidence_name(ev, text, strlen(text), &id, &err) == 0)
		sqlite3_result_int64(context, id);
	else
		sqlite3_result_error(context, err.text, -1);
}

int evidence_names_function(struct evidence *ev, struct error *err)
{
	if (sqlite3_create_function_v2(ev->db, "name_id", 1, SQLITE_UTF8, ev, name_id, NULL, NULL,
				       NULL) != SQLITE_OK)
		return evidence_db_error(ev, err, "copy");
	return 0;
}
