/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_READERS_H
#define COLLECT_READERS_H
/*
 * Threads that read and digest files while the walk goes on.
 *
 * - A job is handed over with readers_add(); readers_wait() gives it back done.  Whoever waits
 *   works meanwhile, so that this also works with no thread at all.
 * - Between the two a job belongs to the readers.  Jobs are done in any order.
 */
#include <sys/types.h>

#include "base/sha256.h"
#include "collect/acl.h"
#include "collect/script.h"

enum {
	READ_ELF_WHOLE = 8 << 20, /* larger ELF files stay open, and are read piece by piece */
	READ_FILE_MAX_GIB = 4,	  /* larger files are not read: they would stop everything */
	READ_XATTR_MAX = 256,
};

struct read_job {
	/* in */
	int fd;		  /* a regular file at its start; -1 when done, but for a large ELF file:
			   * then it is the caller's to close */
	bool want_elf;	  /* keep the whole file, or leave it open, when it is for elf_put() */
	size_t want_text; /* keep this many bytes of the beginning */
	/* out */
	int error; /* errno of what failed; 0: none */
	uint64_t size;
	char sha256[SHA256_HEX];
	bool is_elf;
	char *bytes; /* what was to be kept, or NULL; the caller frees it */
	size_t len;
	char script[SCRIPT_LINE_MAX]; /* script_line(); "" when it is no script */
	char caps[READ_XATTR_MAX];    /* security.capability */
	ssize_t caps_len;	      /* <= 0: none */
	char selinux[READ_XATTR_MAX]; /* security.selinux */
	ssize_t selinux_len;
	char acl[ACL_XATTR_MAX]; /* system.posix_acl_access */
	ssize_t acl_len;	 /* acl_get() */
	/* the readers' own */
	struct read_job *next;
	bool done;
};

struct readers;

/* As many threads as there are processors to spare; fewer, or none, when they cannot be had. */
int readers_open(struct readers **out, struct error *err);
void readers_add(struct readers *r, struct read_job *job);
void readers_wait(struct readers *r, struct read_job *job);
/* Ends the threads.  All jobs have been waited for. */
void readers_close(struct readers *r);

#endif
