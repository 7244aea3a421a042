/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_JAIL_H
#define SCRIPT_JAIL_H
/*
 * A sandbox for a script of a vendor: user, mount, pid, network, ipc and uts namespaces of its own
 * around an overlay of the image's root, whose upper layer is in memory and ends with it.
 *
 * - There is no network but a loopback that is down.  /proc is read-only, /sys is empty, devices
 *   are null, zero, full, random and urandom.
 * - The script is root of its namespace, with the capabilities that file owners need and no other;
 *   namespaces, mounts, keys, bpf, ptrace and the like are refused by seccomp.
 * - Its first process waits for the script; when that process ends, the kernel kills all others.
 *   Nothing in there can kill it, and it dies with this program.
 */
#include <sys/types.h>

#include "base/defs.h"
#include "base/error.h"
#include "base/str.h"

enum {
	JAIL_TMPFS_MIB = 1024, /* what may be written in all */
	JAIL_INODES = 200000,
	JAIL_PROCESS_MIB = 4096, /* address space of one process */
	JAIL_OPEN_FILES = 1024,
	JAIL_ENV_MAX = 100,
	JAIL_TRACE_FD = 198,
};

struct jail {
	const char *root;	 /* the image's root directory */
	const char *scratch;	 /* an empty folder, over which memory is mounted */
	const char *recorder;	 /* the probe */
	const char *script;	 /* file of the host */
	const char *name;	 /* its name in /tmp */
	const char *const *argv; /* what is run in there, NULL at the end */
	struct text_list env;	 /* NAME=VALUE, after those that every script gets */
	const char *answer;	 /* downloads: "fail", "empty" or a folder */
	const char *id;		 /* written into os-release first; NULL: as it is */
};

struct jail_process {
	pid_t outer;  /* our child; 0: none */
	pid_t init;   /* of the sandbox, as we see it */
	int notes;    /* where its end is told */
	int listener; /* seccomp's notifications */
	int output;   /* what it prints */
	int trace;    /* what bash traces */
	int root;     /* "/" in there */
	int proc;     /* "/proc" in there */
};

#define JAIL_PROCESS_INIT                                                                       \
	{                                                                                       \
		.notes = -1, .listener = -1, .output = -1, .trace = -1, .root = -1, .proc = -1, \
	}

int jail_start(const struct jail *j, struct jail_process *out, struct error *err);
/* Has the script ended?  `status` is as of waitpid(2). */
bool jail_ended(const struct jail_process *p, int *status);
/* Kills whatever is left in there, and waits for it. */
void jail_stop(struct jail_process *p);

/* What processes in there tell us; with a descriptor, or -1. */
struct jail_note {
	char kind; /* u: in its namespaces; p: pid; r: root; f: proc; l: listener; s: status; e */
	int value;
	char text[160];
};

bool jail_send(int socket, const struct jail_note *note, int fd);
/* False: closed, or nothing came in time.  *fd is -1 when none came. */
bool jail_receive(int socket, int timeout_ms, struct jail_note *note, int *fd);

/* In the child: what is left of the way to the script; never returns. */
struct jail_inside {
	const struct jail *jail;
	int notes;
	int output;
	int trace;
};

void jail_first_process(const struct jail_inside *in) __attribute__((noreturn));
void jail_die(int notes, const char *what) __attribute__((noreturn));
/* The image's root with what is laid over it; dies when it cannot. */
void jail_make_root(const struct jail_inside *in);
/* Limits, the filter, no capabilities.  The listener goes to `notes`. */
void jail_confine(int notes);

#endif
