/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_DISK_DIGEST_H
#define SOURCE_DISK_DIGEST_H
/*
 * SHA-256 of an image file while its guest boots: a child process reads the file and says the
 * digest on a pipe.  Holes are hashed as the zeros they are, without reading them.
 */
#include <sys/types.h>

#include "base/cancel.h"
#include "base/sha256.h"

struct digest {
	pid_t pid; /* 0: none */
	int fd;
};

#define DIGEST_INIT      \
	{                \
		.fd = -1 \
	}

int digest_start(struct digest *d, const char *path, struct error *err);
/* Waits for the end, but not past a cancellation. */
int digest_finish(struct digest *d, const struct cancel *cancel, char out[SHA256_HEX],
		  struct error *err);
/* Ends the child, if there is one. */
void digest_release(struct digest *d);

/* The work itself, for the child and the tests. */
int digest_fd(int fd, char out[SHA256_HEX], struct error *err);

#endif
