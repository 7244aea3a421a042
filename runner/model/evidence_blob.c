/* SPDX-License-Identifier: MIT */
/*
 * Files of a library's own format, beside the rows.  The bytes are in a table that no kind asks
 * for; a row of `blob` has their digest, and they are proved against it whenever they are opened.
 */
#include <limits.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "model/evidence_db.h"

enum { PIECE = 1 << 20 };

int evidence_put_blob(struct evidence *ev, const char *name, const void *data, size_t len,
		      struct error *err)
{
	struct row row = row_of(TABLE_blob);
	sqlite3_stmt *s = NULL;
	struct sha256 hash;
	char sha256[SHA256_HEX];
	int ret = 0;

	sha256_init(&hash);
	sha256_add(&hash, data, len);
	sha256_hex(&hash, sha256);
	row_text(&row, name);
	row_int(&row, (int64_t)len);
	row_text(&row, sha256);
	if (sqlite3_prepare_v2(ev->db, "INSERT INTO blob_bytes VALUES (?1, ?2)", -1, &s, NULL) !=
		    SQLITE_OK ||
	    sqlite3_bind_text(s, 1, name, -1, SQLITE_TRANSIENT) != SQLITE_OK ||
	    sqlite3_bind_blob64(s, 2, data, len, SQLITE_STATIC) != SQLITE_OK ||
	    sqlite3_step(s) != SQLITE_DONE)
		ret = evidence_db_error(ev, err, "write");
	sqlite3_finalize(s);
	return ret ? ret : sink_put(&ev->sink, &row, err);
}

struct blob {
	sqlite3_blob *bytes;
	off64_t at;
	off64_t size;
};

static ssize_t blob_read(void *cookie, char *data, size_t len)
{
	struct blob *b = cookie;

	if ((off64_t)len > b->size - b->at)
		len = (size_t)(b->size - b->at);
	if (len > INT_MAX)
		len = INT_MAX;
	if (len && sqlite3_blob_read(b->bytes, data, (int)len, (int)b->at) != SQLITE_OK) {
		errno = EIO;
		return -1;
	}
	b->at += (off64_t)len;
	return (ssize_t)len;
}

static int blob_seek(void *cookie, off64_t *at, int whence)
{
	struct blob *b = cookie;
	off64_t to = *at + (whence == SEEK_CUR ? b->at : whence == SEEK_END ? b->size : 0);

	if (to < 0 || to > b->size) {
		errno = EINVAL;
		return -1;
	}
	*at = b->at = to;
	return 0;
}

static int blob_close(void *cookie)
{
	struct blob *b = cookie;

	sqlite3_blob_close(b->bytes);
	free(b);
	return 0;
}

static int prove(FILE *f, const char *name, const char *sha256, struct error *err)
{
	AUTO_FREE char *piece = malloc(PIECE);
	struct sha256 hash;
	char found[SHA256_HEX];
	size_t n;

	if (!piece)
		return error_memory(err);
	sha256_init(&hash);
	while ((n = fread(piece, 1, PIECE, f)) > 0)
		sha256_add(&hash, piece, n);
	sha256_hex(&hash, found);
	if (ferror(f))
		return error_set(err, EIO, "evidence: blob %s cannot be read", name);
	if (!streq(found, sha256))
		return error_input(err, "evidence: blob %s is not what its row says: damaged",
				   name);
	rewind(f);
	return 0;
}

/* The number of its row in blob_bytes, and what the digest has to be. */
static int find(struct evidence *ev, const char *name, int64_t *row, struct buf *sha256,
		struct error *err)
{
	static const char sql[] = "SELECT b.rowid, (SELECT sha256 FROM blob WHERE name = ?1) FROM "
				  "blob_bytes b WHERE b.name = ?1";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 1, &name);

	if (!cursor_next(&c))
		return ev->failed ? error_set(err, EIO, "%s", ev->why)
				  : error_input(err, "evidence: there is no blob %s", name);
	*row = cursor_int(&c, 0);
	buf_add(sha256, cursor_text(&c, 1));
	return 0;
}

int evidence_blob(struct evidence *ev, const char *name, FILE **out, struct error *err)
{
	static const cookie_io_functions_t functions = { .read = blob_read,
							 .seek = blob_seek,
							 .close = blob_close };
	AUTO(buf) struct buf sha256 = BUF_INIT(BUF_LINE);
	AUTO_FREE struct blob *b = calloc(1, sizeof(*b));
	FILE *f;
	int64_t row = 0;
	int ret = b ? find(ev, name, &row, &sha256, err) : error_memory(err);

	if (ret)
		return ret;
	if (sqlite3_blob_open(ev->db, "main", "blob_bytes", "bytes", row, 0, &b->bytes) !=
	    SQLITE_OK)
		return evidence_db_error(ev, err, "read");
	b->size = sqlite3_blob_bytes(b->bytes);
	f = fopencookie(b, "r", functions);
	if (!f) {
		sqlite3_blob_close(b->bytes);
		return error_memory(err);
	}
	TAKE(b);
	ret = prove(f, name, buf_str(&sha256), err);
	if (ret) {
		fclose(f);
		return ret;
	}
	*out = f;
	return 0;
}
