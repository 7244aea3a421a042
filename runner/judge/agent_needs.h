/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_AGENT_NEEDS_H
#define JUDGE_AGENT_NEEDS_H
/*
 * Whether an image has one thing that software needs: the look-ups of kind `agent-needs`.
 *
 * Each says what was seen: of a need that is met who meets it, of one that is not what is there
 * instead, of one that is not known why.  What the evidence cannot tell is never met.
 */
#include "judge/supply.h"
#include "model/kind.h"

enum need {
	NEED_NOT_MET,
	NEED_MET,
	NEED_NOT_KNOWN,
};

struct needs {
	struct evidence *ev;
	struct findings *out;
	struct supply supply; /* opened when it is first asked */
	bool asked;
	bool opened;
	/* of the image, read when it is first asked: "" until then */
	char machine[32]; /* that most of its ELF files are for */
	unsigned class;
};

/* In the agent_needs_files.c: needs FILES, libraries ELF as well. */
enum need need_command(struct needs *n, const char *what, struct buf *seen);
enum need need_library(struct needs *n, const char *what, struct buf *seen);
enum need need_path(struct needs *n, const char *what, struct buf *seen);
enum need need_python_module(struct needs *n, const char *what, struct buf *seen);

/* In agent_needs_system.c: the parts are PACKAGES, KERNEL, MOUNTS, ACCOUNTS, LISTENERS. */
enum need need_package(struct needs *n, const char *what, struct buf *seen);
enum need need_no_package(struct needs *n, const char *what, struct buf *seen);
enum need need_kernel_option(struct needs *n, const char *what, struct buf *seen);
enum need need_writable(struct needs *n, const char *what, struct buf *seen);
enum need need_free_port(struct needs *n, const char *what, struct buf *seen);
enum need need_free_user(struct needs *n, const char *what, struct buf *seen);

/* "tcp 9100" or "udp 161"; false: it is neither. */
bool need_port(const char *what, bool *tcp, int64_t *port);

#endif
