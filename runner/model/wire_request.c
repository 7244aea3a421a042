/* SPDX-License-Identifier: MIT */
/* The guest's end of a request: frames in.  The host's end is wire_sender.c. */
#include "model/wire_request.h"

#include <stdio.h>

#include "model/wire.h"
#include "model/wire_frame.h"

struct reading {
	int fd;
	const struct sink *files;
	struct wire_request *out;
	char last[WIRE_FILE_NAME_MAX + 1]; /* file of the piece before */
	unsigned count;			   /* of files */
	uint64_t bytes;			   /* of all files */
	char *frame;			   /* payload, WIRE_FRAME_MAX bytes; made when needed */
};

bool wire_file_name(const char *name)
{
	size_t len = strlen(name);

	if (len == 0 || len > WIRE_FILE_NAME_MAX || streq(name, ".") || streq(name, ".."))
		return false;
	for (; *name; name++)
		if (*name == '/' || (unsigned char)*name < ' ' || *name == 0x7f)
			return false;
	return true;
}

static int read_exactly(int fd, void *data, size_t len, struct error *err)
{
	char *p = data;

	while (len > 0) {
		ssize_t n = read(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read the request");
		if (n == 0)
			return error_set(err, EPROTO, "the request ends early");
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

static int read_payload(struct reading *r, size_t len, struct error *err)
{
	if (!r->frame)
		r->frame = malloc(WIRE_FRAME_MAX + 1);
	if (!r->frame)
		return error_memory(err);
	r->frame[len] = '\0';
	return read_exactly(r->fd, r->frame, len, err);
}

static int read_command(struct reading *r, size_t len, struct error *err)
{
	struct buf *commands = &r->out->commands;

	if (len == 0)
		return error_set(err, EPROTO, "a command without words");
	for (size_t at = 0; at <= len; at += strlen(r->frame + at) + 1)
		if (!r->frame[at])
			return error_set(err, EPROTO, "a command with an empty word");
	buf_addn(commands, r->frame, len + 1);
	buf_addc(commands, '\0');
	return commands->failed ? error_set(err, EPROTO, "too many commands") : 0;
}

static int read_file(struct reading *r, size_t len, struct error *err)
{
	size_t name_len = len ? (unsigned char)r->frame[0] : 0;
	char name[WIRE_FILE_NAME_MAX + 1];

	if (!r->files)
		return error_set(err, EPROTO, "a file where none was expected");
	if (name_len == 0 || name_len + 1 > len || memchr(r->frame + 1, '\0', name_len))
		return error_set(err, EPROTO, "a file without a name");
	memcpy(name, r->frame + 1, name_len);
	name[name_len] = '\0';
	if (!wire_file_name(name))
		return error_set(err, EPROTO, "a file's name is no single path component");
	if (!streq(name, r->last) && ++r->count > WIRE_FILES_MAX)
		return error_set(err, EPROTO, "more than %d files", WIRE_FILES_MAX);
	memcpy(r->last, name, name_len + 1);
	len -= name_len + 1;
	r->bytes += len;
	if (r->bytes > WIRE_FILES_BYTES_MAX)
		return error_set(err, EPROTO, "files of more than %llu bytes",
				 (unsigned long long)WIRE_FILES_BYTES_MAX);
	return r->files->file(r->files->arg, name, r->frame + 1 + name_len, len, err);
}

static int read_go(struct reading *r, size_t len, struct error *err)
{
	unsigned char p[WIRE_GO_LEN];
	struct wire_go *go = &r->out->go;

	*go = (struct wire_go){ 0 };
	if (len == 0)
		return 0;
	if (len != WIRE_GO_LEN)
		return error_set(err, EPROTO, "a go of %zu bytes", len);
	memcpy(p, r->frame, sizeof(p));
	go->what = p[0] ? WIRE_ASKED : WIRE_EVERYTHING;
	go->parts = wire_get_u32(p + 1);
	go->seconds = wire_get_u32(p + 5);
	go->clear = p[9] != 0;
	go->lasting = p[10] != 0;
	if (p[0] > WIRE_ASKED || p[9] > 1 || p[10] > 1 || go->parts >> PART_COUNT ||
	    go->seconds > WIRE_SECONDS_MAX)
		return error_set(err, EPROTO, "a go that asks for what there is not");
	return 0;
}

static int read_frames(struct reading *r, struct error *err)
{
	for (;;) {
		unsigned char head[5];
		size_t len;
		int ret = read_exactly(r->fd, head, sizeof(head), err);

		if (ret < 0)
			return ret;
		len = wire_get_u32(head);
		if (len == 0 || len > WIRE_FRAME_MAX)
			return error_set(err, EPROTO, "a request frame of %zu bytes", len);
		if (head[4] != WIRE_GO && head[4] != WIRE_COMMAND && head[4] != WIRE_FILE)
			return error_set(err, EPROTO, "an unknown request frame (type %u)",
					 head[4]);
		ret = read_payload(r, len - 1, err);
		if (ret == 0 && head[4] == WIRE_GO)
			return read_go(r, len - 1, err);
		if (ret == 0)
			ret = head[4] == WIRE_FILE ? read_file(r, len - 1, err)
						   : read_command(r, len - 1, err);
		if (ret < 0)
			return ret;
	}
}

int wire_read_request(int fd, const struct sink *files, struct wire_request *out, struct error *err)
{
	struct reading r = { .fd = fd, .files = files, .out = out };
	int ret = read_frames(&r, err);

	free(r.frame);
	return ret;
}
