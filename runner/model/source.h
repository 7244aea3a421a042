/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H
/*
 * A thing that can be looked at: a disk image, a root directory ...
 *
 * A source gets at the thing (boots it, opens it) and has rows put into a sink; *what* is looked
 * at is the collectors' matter, and they reach a source through `struct collectors`, so that the
 * two stages do not know one another.
 */
#include "base/cancel.h"
#include "base/doc.h"
#include "base/str.h"
#include "base/unpack.h"
#include "model/network.h"
#include "model/progress.h"
#include "model/tables.h"

/* What the checks want. */
struct plan {
	const char *const *const *commands; /* each argv, NULL at the end */
	size_t commands_count;
	unsigned parts; /* that they ask for, as PART_BITs; a lean collection leaves out the rest */
	bool lean;	/* CONFIG rather than FILES and ELF; a source that cannot refuses */
};

/* What collect/ offers to sources. */
struct collectors {
	/* Everything that can be read from a root directory that is not running. */
	int (*tree)(int root_fd, const struct sink *sink, const struct progress *progress,
		    const struct cancel *cancel, struct error *err);
	/*
	 * The same without FILES and ELF, but with CONFIG; the rpm database when PACKAGES is among
	 * the parts.
	 */
	int (*lean)(int root_fd, unsigned parts, const struct sink *sink,
		    const struct progress *progress, const struct cancel *cancel,
		    struct error *err);
	/* Packages, from a folder that holds a private copy of an rpm database. */
	int (*packages)(const char *folder, const struct sink *sink, struct error *err);
	/* FILES and ELF alone, of any folder. */
	int (*folder)(int root_fd, const struct sink *sink, const struct progress *progress,
		      const struct cancel *cancel, struct error *err);
	/*
	 * Is the file `data` signed, in the file `signature` (OpenPGP, detached), by one of the
	 * keys in these files?  `key` gets who signed (16 digits); EBADMSG: no, or it cannot be
	 * told.
	 */
	int (*signature)(const struct text_list *keys, const char *data, const char *signature,
			 char key[17], struct error *err);
	/*
	 * A package file: rows without an end of the part, and the payload into a folder.  Its
	 * signatures are verified by the keys in these files; NULL as empty.
	 */
	int (*package_file)(const char *path, const struct text_list *keys, struct unpack *into,
			    struct buf *nevra, const struct sink *sink, const struct cancel *cancel,
			    struct error *err);
};

enum firmware { FIRMWARE_UEFI, FIRMWARE_BIOS };

/* Zero values are defaults. */
struct source_options {
	enum firmware firmware;
	const char *accelerator; /* NULL or "auto", "kvm", "tcg" */
	const char *entry;   /* NULL or "auto", "credential", "inject", "cloud-init", "ignition" */
	const char *qemu;    /* NULL: qemu-system-x86_64 from PATH */
	const char *probe;   /* the probe's program file */
	unsigned memory_mib; /* 0: 1024 */
	unsigned cpus;	     /* 0: 2 */
	unsigned timeout_s;  /* 0: 120 with KVM, scaled for TCG */
	const char *runtime_dir;       /* where guests of all runs are counted; NULL: /tmp */
	unsigned guests_memory_mib;    /* that they may have together; 0: what the host has */
	const struct text_list *keys;  /* files of keys that a repository is signed with; NULL as
					* empty: its signature is not looked at */
	const struct network *network; /* NULL: all defaults, and nothing is kept */
};

struct source_request {
	const char *path;     /* as the user gave it */
	const char *work_dir; /* an empty folder for scratch, removed by the caller */
	const char *log_dir;  /* where console.log may be written; NULL: nowhere */
	struct source_options options;
	struct plan plan;
	const struct collectors *collectors;
	const struct sink *sink;
	const struct progress *progress;
	const struct cancel *cancel;
	struct doc *run; /* object for run.json: how it was done; borrowed */
};

struct source_kind {
	const char *name;
	const char *summary;
	unsigned gives; /* parts, as PART_BITs */
	bool lean;	/* heeds struct plan's */
	/* Is this path one of ours?  Looks at the file, not only at its name. */
	bool (*recognise)(const char *path);
	/*
	 * Puts rows into req->sink until all is said, each part closed with sink_complete() or
	 * sink_failed().  What is wrong with the image (it panics, it has no boot loader) is rows
	 * in `boot`; an error is for what kept us from looking.
	 */
	int (*collect)(const struct source_request *req, struct error *err);
};

extern const struct source_kind *const source_kinds[]; /* NULL at the end */

#endif
