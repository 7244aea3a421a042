/* SPDX-License-Identifier: MIT */
/* The host's end of a request: files, commands, go, as bytes made while they are taken. */
#include <fcntl.h>
#include <sys/stat.h>

#include "model/wire.h"
#include "model/wire_frame.h"
#include "model/wire_request.h"

enum { PIECE = 256 << 10 }; /* of a file, at a time */

struct wire_sender {
	const struct wire_wish *wish;
	size_t at;	/* file whose turn it is */
	int fd;		/* of it; -1: not opened yet */
	uint64_t bytes; /* of all files */
	bool last;	/* what is in `out` is the end */
	struct buf out; /* bytes that are next, from `sent` on */
	size_t sent;
	char piece[PIECE];
};

static void add_head(struct buf *out, char type, size_t len)
{
	uint32_t n = (uint32_t)len + 1;

	for (unsigned i = 0; i < 4; i++)
		buf_addc(out, (char)(n >> (8 * i)));
	buf_addc(out, type);
}

static void add_u32(struct buf *out, uint32_t v)
{
	for (unsigned i = 0; i < 4; i++)
		buf_addc(out, (char)(v >> (8 * i)));
}

/* False: a word that is empty, which would end the command, or a command that is too long. */
static bool add_command(struct buf *out, const char *const *command)
{
	size_t len = 0;

	for (const char *const *word = command; *word; word++) {
		if (!**word)
			return false;
		len += strlen(*word) + 1;
	}
	if (len == 0 || len >= WIRE_FRAME_MAX)
		return false;
	add_head(out, WIRE_COMMAND, len - 1);
	for (const char *const *word = command; *word; word++)
		buf_addn(out, *word, strlen(*word) + (word[1] ? 1 : 0));
	return true;
}

static void add_go(struct buf *out, const struct wire_go *go)
{
	if (go->what == WIRE_EVERYTHING) {
		add_head(out, WIRE_GO, 0);
		return;
	}
	add_head(out, WIRE_GO, WIRE_GO_LEN);
	buf_addc(out, WIRE_ASKED);
	add_u32(out, go->parts);
	add_u32(out, go->seconds);
	buf_addc(out, go->clear ? 1 : 0);
	buf_addc(out, go->lasting ? 1 : 0);
}

static int add_end(struct wire_sender *s, struct error *err)
{
	const struct wire_wish *w = s->wish;

	for (size_t i = 0; i < w->commands_count; i++)
		if (!add_command(&s->out, w->commands[i]))
			return error_set(err, EINVAL,
					 "a command without words, with an empty one, or longer "
					 "than a guest takes");
	add_go(&s->out, &w->go);
	s->last = true;
	return s->out.failed ? error_memory(err) : 0;
}

static int open_file(struct wire_sender *s, struct error *err)
{
	const char *path = s->wish->files[s->at].path;
	struct stat st;

	s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (s->fd < 0 || fstat(s->fd, &st) < 0)
		return error_errno(err, "open %s", path);
	return S_ISREG(st.st_mode) ? 0 : error_set(err, EINVAL, "%s is no regular file", path);
}

/* The next piece of the file whose turn it is; one without bytes has a piece, too. */
static int add_piece(struct wire_sender *s, struct error *err)
{
	const struct machine_file *file = &s->wish->files[s->at];
	size_t name_len = strlen(file->name);
	bool begins = s->fd < 0;
	int ret = begins ? open_file(s, err) : 0;
	ssize_t n;

	if (ret)
		return ret;
	do
		n = read(s->fd, s->piece, PIECE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return error_errno(err, "read %s", file->path);
	s->bytes += (uint64_t)n;
	if (s->bytes > WIRE_FILES_BYTES_MAX)
		return error_set(err, EFBIG, "%s: more than a guest is handed at once", file->path);
	if (n > 0 || begins) {
		add_head(&s->out, WIRE_FILE, 1 + name_len + (size_t)n);
		buf_addc(&s->out, (char)name_len);
		buf_addn(&s->out, file->name, name_len);
		buf_addn(&s->out, s->piece, (size_t)n);
	}
	if (n == 0) {
		close(s->fd);
		s->fd = -1;
		s->at++;
	}
	return s->out.failed ? error_memory(err) : 0;
}

int wire_sender_next(struct wire_sender *s, const char **data, size_t *len, struct error *err)
{
	int ret = 0;

	while (s->sent == s->out.len && !s->last && !ret) {
		buf_clear(&s->out);
		s->sent = 0;
		ret = s->at < s->wish->files_count ? add_piece(s, err) : add_end(s, err);
	}
	if (ret)
		return ret;
	*data = buf_str(&s->out) + s->sent;
	*len = s->out.len - s->sent;
	return 0;
}

void wire_sender_sent(struct wire_sender *s, size_t n)
{
	s->sent += n;
}

bool wire_sender_done(const struct wire_sender *s)
{
	return s->last && s->sent == s->out.len;
}

static int check_files(const struct wire_wish *w, struct error *err)
{
	if (w->files_count > WIRE_FILES_MAX)
		return error_set(err, EINVAL, "a guest is handed at most %d files at once",
				 WIRE_FILES_MAX);
	for (size_t i = 0; i < w->files_count; i++) {
		if (!wire_file_name(w->files[i].name))
			return error_set(err, EINVAL, "'%s' is no name of a file in a guest",
					 w->files[i].name);
		for (size_t k = 0; k < i; k++)
			if (streq(w->files[i].name, w->files[k].name))
				return error_set(err, EINVAL,
						 "two files with the name '%s' for a guest",
						 w->files[i].name);
	}
	return 0;
}

int wire_sender_open(struct wire_sender **out, const struct wire_wish *wish, struct error *err)
{
	struct wire_sender *s;
	int ret = check_files(wish, err);

	if (ret)
		return ret;
	s = calloc(1, sizeof(*s));
	if (!s)
		return error_memory(err);
	s->wish = wish;
	s->fd = -1;
	s->out = (struct buf)BUF_INIT(BUF_TEXT);
	*out = s;
	return 0;
}

void wire_sender_free(struct wire_sender *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->out);
	free(s);
}
