/* SPDX-License-Identifier: MIT */
#include "source/payload.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/sha256.h"

/* Columns of tables.def that are looked at. */
enum {
	FILE_PATH,
	FILE_TYPE,
	FILE_MODE,
	FILE_UID,
	FILE_GID,
	FILE_SIZE,
	FILE_TARGET,
	FILE_SHA256,
	FILE_CAPS,
	FILE_SELINUX,
	FILE_ACL
};
enum { PART_ROW_NAME, PART_ROW_STATE, PART_ROW_REASON };

enum { FOLDER_MODE = 0755 }; /* of folders an archive does not list, as tar makes them */

void payload_init(struct payload *p, const struct source_request *req)
{
	*p = (struct payload){ .req = req };
}

void payload_release(struct payload *p)
{
	textmap_release(&p->seen);
}

static bool value_is(const struct value *v, const char *text)
{
	return v->type == VALUE_TEXT && v->len == strlen(text) &&
	       memcmp(v->text, text, v->len) == 0;
}

/* The reason is kept for the one end of the part. */
static void keep_part(struct payload *p, const struct row *row)
{
	const struct value *reason = &row->values[PART_ROW_REASON];
	bool elf = value_is(&row->values[PART_ROW_NAME], parts[PART_ELF].name);
	char *kept = p->failed[elf];

	if (value_is(&row->values[PART_ROW_STATE], "failed") && !*kept)
		snprintf(kept, sizeof(p->failed[elf]), "%.*s", (int)reason->len, reason->text);
}

/* Was a row with this text there?  It is from now on. */
static int seen_before(struct payload *p, const struct buf *key, bool *before, struct error *err)
{
	if (key->failed)
		return error_memory(err);
	*before = textmap_get(&p->seen, buf_str(key)) != NULL;
	return *before ? 0 : textmap_set(&p->seen, buf_str(key), 1, err);
}

/* A NULL value adds nothing; paths and targets cannot hold a NUL. */
static void key_add(struct buf *key, const struct value *v)
{
	buf_addc(key, '\n');
	if (v->type == VALUE_TEXT)
		buf_addn(key, v->text, v->len);
}

/* What the archive said in place of what was made on disk. */
static void correct(const struct payload *p, struct row *row, char path[], size_t room)
{
	const struct value null = { .type = VALUE_NULL };
	const struct value *v = &row->values[FILE_PATH];
	const struct textmap_entry *said;

	row->values[FILE_UID] = row->values[FILE_GID] = null;
	row->values[FILE_SELINUX] = row->values[FILE_ACL] = null;
	snprintf(path, room, "%.*s", (int)v->len - 1, v->text + 1);
	said = textmap_get(unpack_modes(p->unpacked), path);
	if (said)
		row->values[FILE_MODE].number = said->value & 07777;
	else
		row->values[FILE_MODE].number = FOLDER_MODE;
}

static int put_file(struct payload *p, const struct row *row, struct error *err)
{
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);
	struct row changed = *row;
	char path[4096];
	bool folder = value_is(&row->values[FILE_TYPE], "directory");
	int ret;

	p->things += !folder;
	p->again = folder && p->without_folders;
	if (p->again)
		return 0;
	if (p->unpacked) {
		correct(p, &changed, path, sizeof(path));
		buf_add(&key, "file");
		key_add(&key, &row->values[FILE_PATH]);
		key_add(&key, &row->values[FILE_TYPE]);
		key_add(&key, &row->values[FILE_TARGET]);
		key_add(&key, &row->values[FILE_SHA256]);
		ret = seen_before(p, &key, &p->again, err);
		if (ret < 0 || p->again)
			return ret;
	}
	return sink_put(p->req->sink, &changed, err);
}

/* Texts of links come before the link's own row: they have to be told by themselves. */
static int put_text(struct payload *p, const struct row *row, struct error *err)
{
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);
	const struct value *content = &row->values[1];
	char digest[SHA256_HEX];
	struct sha256 hash;
	bool before;
	int ret;

	sha256_init(&hash);
	sha256_add(&hash, content->text, content->len);
	sha256_hex(&hash, digest);
	buf_addf(&key, "text\n%s", digest);
	key_add(&key, &row->values[0]);
	ret = seen_before(p, &key, &before, err);
	return ret < 0 || before ? ret : sink_put(p->req->sink, row, err);
}

/* The rows of one ELF file come one after the other, behind the file's own. */
static int put_elf(struct payload *p, const struct row *row, struct error *err)
{
	struct row changed = *row;

	if (p->again)
		return 0;
	if (row->values[0].number != p->elf_given) {
		p->elf_given = row->values[0].number;
		p->elf_count++;
	}
	changed.values[0].number = p->elf_count - 1;
	return sink_put(p->req->sink, &changed, err);
}

/* What is said of a folder as a whole is said once of many. */
static int put_once(struct payload *p, const struct row *row, struct error *err)
{
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);
	bool before;
	int ret;

	buf_add(&key, tables[row->table].name);
	for (unsigned i = 0; i < row->count; i++) {
		key_add(&key, &row->values[i]);
		if (row->values[i].type == VALUE_INT)
			buf_addf(&key, "%lld", (long long)row->values[i].number);
	}
	ret = seen_before(p, &key, &before, err);
	return ret < 0 || before ? ret : sink_put(p->req->sink, row, err);
}

static bool has_elf_id(enum table table)
{
	return tables[table].part == PART_ELF && starts_with(tables[table].name, "elf");
}

static int put(void *arg, const struct row *row, struct error *err)
{
	struct payload *p = arg;

	if (row->table == TABLE_part) {
		keep_part(p, row);
		return 0;
	}
	if (row->table == TABLE_file)
		return put_file(p, row, err);
	if (row->table == TABLE_text)
		return put_text(p, row, err);
	if (row->table == TABLE_script) /* behind the row of its file */
		return p->again ? 0 : sink_put(p->req->sink, row, err);
	if (has_elf_id(row->table))
		return put_elf(p, row, err);
	return put_once(p, row, err);
}

static const char *special_name(mode_t mode)
{
	return S_ISBLK(mode)	? "block"
	       : S_ISCHR(mode)	? "character"
	       : S_ISFIFO(mode) ? "fifo"
				: "socket";
}

/* Devices, sockets and pipes that were not made. */
static int put_specials(struct payload *p, struct error *err)
{
	const struct textmap *modes = unpack_modes(p->unpacked);
	int ret = 0;

	for (size_t i = 0; i < modes->count && ret == 0; i++) {
		mode_t mode = (mode_t)modes->entries[i].value;
		AUTO_FREE char *path = NULL;
		struct row row = row_of(TABLE_file);

		if (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode))
			continue;
		path = fs_join("", modes->entries[i].text);
		if (!path)
			return error_memory(err);
		row_text(&row, path);
		row_text(&row, special_name(mode));
		row_int(&row, mode & 07777);
		for (unsigned c = FILE_UID; c <= FILE_ACL; c++)
			row_null(&row);
		ret = put_file(p, &row, err);
	}
	return ret;
}

int payload_add(struct payload *p, int root_fd, const struct unpack *unpacked, struct error *err)
{
	const struct source_request *req = p->req;
	struct sink sink = { .arg = p, .put = put };
	int ret;

	p->unpacked = unpacked;
	p->elf_given = -1;
	p->again = false;
	ret = req->collectors->folder(root_fd, &sink, req->progress, req->cancel, err);
	if (ret == 0 && unpacked)
		ret = put_specials(p, err);
	p->unpacked = NULL;
	return ret;
}

static int end_part(struct payload *p, enum part part, const char *reason, struct error *err)
{
	if (*reason)
		return sink_failed(p->req->sink, part, reason, err);
	return sink_complete(p->req->sink, part, err);
}

int payload_end(struct payload *p, struct error *err)
{
	int ret = end_part(p, PART_FILES, p->failed[0], err);

	return ret < 0 ? ret : end_part(p, PART_ELF, p->failed[1], err);
}

int payload_meta(const struct source_request *req, const char *key, const char *value,
		 struct error *err)
{
	struct row row = row_of(TABLE_meta);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(req->sink, &row, err);
}

int payload_identity(const struct source_request *req, const char *kind, struct error *err)
{
	char digest[SHA256_HEX];
	struct stat st;
	int ret = payload_meta(req, "source.kind", kind, err);

	if (ret < 0)
		return ret;
	if (stat(req->path, &st) < 0)
		return error_input(err, "%s: %s", req->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return 0;
	ret = sha256_file(req->path, digest, err);
	return ret < 0 ? ret : payload_meta(req, "source.sha256", digest, err);
}

int payload_folder(const struct source_request *req, char **folder, struct unpack **unpack,
		   struct error *err)
{
	AUTO_FREE char *path = fs_join(req->work_dir, "payload");
	int ret;

	if (!path)
		return error_memory(err);
	if (mkdir(path, 0700) < 0)
		return error_errno(err, "create folder %s", path);
	ret = unpack_open(unpack, path, NULL, err);
	if (ret == 0)
		*folder = TAKE(path);
	return ret;
}
