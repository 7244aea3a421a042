/* SPDX-License-Identifier: MIT */
#ifndef MODEL_WIRE_REQUEST_H
#define MODEL_WIRE_REQUEST_H
/*
 * What a host asks a probe for, in frames of model/wire.h:
 *
 *	'F' file piece	u8 length of name, name, bytes: appended to the file of that name
 *	'C' command	words, NUL between
 *	'G' go		nothing, or: u8 what, u32 parts, u32 seconds, u8 clear, u8 lasting	last
 *
 * The probe answers with one whole stream (hello, rows, end) and waits for the next request.  Its
 * first hello comes before the first request.  Neither end holds a file in memory.
 */
#include "model/machine.h"

enum wire_what {
	WIRE_EVERYTHING, /* all parts, then the commands; an empty 'G' */
	WIRE_ASKED,	 /* the commands, then the parts asked for */
};

enum {
	WIRE_FILES_MAX = 256, /* of one request */
	WIRE_FILE_NAME_MAX = 255,
	WIRE_SECONDS_MAX = 24 * 3600,
	WIRE_SETTLE_SECONDS = 60, /* after a boot the probe first waits so long for systemd */
};

#define WIRE_FILES_BYTES_MAX ((uint64_t)4 << 30) /* of all files of a request */

struct wire_go {
	enum wire_what what;
	unsigned parts;	  /* WIRE_ASKED: PART_BITs */
	unsigned seconds; /* WIRE_ASKED: limit of each command; 0: the usual */
	bool clear;	  /* WIRE_ASKED: empty MACHINE_FOLDER first */
	bool lasting; /* WIRE_ASKED: the commands are run for what they do (base/subprocess.h) */
};

/* One path component: no '/', not "." or "..", no control characters, not too long. */
bool wire_file_name(const char *name);

/* Guest side. */
struct wire_request {
	struct buf commands; /* words end in NUL, a command in an empty word */
	struct wire_go go;
};
static inline void wire_request_release(struct wire_request *r)
{
	buf_release(&r->commands);
}
/*
 * Reads up to and with the 'G'.  Pieces of files go to files->file(); NULL: there may be none.
 * `out->commands` is the caller's, with its ceiling, and is added to.
 */
int wire_read_request(int fd, const struct sink *files, struct wire_request *out,
		      struct error *err);

/* Host side: a request as bytes, made while they are taken. */
struct wire_wish {
	const struct machine_file *files; /* read when their turn comes */
	size_t files_count;
	const char *const *const *commands;
	size_t commands_count;
	struct wire_go go;
};
struct wire_sender;
/* `wish` is borrowed until the sender is freed. */
int wire_sender_open(struct wire_sender **out, const struct wire_wish *wish, struct error *err);
/* The bytes that are next; *len 0: all were taken. */
int wire_sender_next(struct wire_sender *s, const char **data, size_t *len, struct error *err);
void wire_sender_sent(struct wire_sender *s, size_t n); /* ... so many of them were */
bool wire_sender_done(const struct wire_sender *s);
void wire_sender_free(struct wire_sender *s);

#endif
