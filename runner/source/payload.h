/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_PAYLOAD_H
#define SOURCE_PAYLOAD_H
/*
 * The rows of folders that were unpacked, or that are no root, on their way to the evidence.
 *
 *	payload_init(&p, req);
 *	payload_add(&p, root_fd, unpacked, err)   ... once a folder
 *	payload_end(&p, err);                     parts FILES and ELF are closed
 *
 * - An unpacked file's type and mode are those of the archive; its owner is NULL.
 * - Of several folders one evidence is made: ELF files are numbered on, and a path that comes again
 *   with the same contents is there once.
 */
#include "base/textmap.h"
#include "model/source.h"

struct payload {
	const struct source_request *req;
	const struct unpack *unpacked; /* of the folder that is being read; NULL: none */
	bool without_folders;	       /* rows of folders are left out */
	bool again;		       /* the last file is there already */
	int64_t elf_given;	       /* number the collector gave last; -1: none yet */
	int64_t elf_count;
	size_t things;	     /* that are no folders */
	char failed[2][512]; /* reasons of FILES and ELF; empty: none */
	struct textmap seen;
};

void payload_init(struct payload *p, const struct source_request *req);
void payload_release(struct payload *p);
int payload_add(struct payload *p, int root_fd, const struct unpack *unpacked, struct error *err);
int payload_end(struct payload *p, struct error *err);

int payload_meta(const struct source_request *req, const char *key, const char *value,
		 struct error *err);
/* source.kind, and of a file its digest. */
int payload_identity(const struct source_request *req, const char *kind, struct error *err);
/* A new folder below the work folder to unpack into. */
int payload_folder(const struct source_request *req, char **folder, struct unpack **unpack,
		   struct error *err);

#endif
