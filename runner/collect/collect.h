/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H
/*
 * Everything that is looked at in an image: one file a part, the same code on the host, where the
 * root is a folder, and in a guest, where it is "/".
 *
 * - Rows go to a sink.  A part ends with sink_complete() or sink_failed() as its last act; what
 *   could not be looked at fails its part with the reason, and the other parts go on.
 * - An error is returned only when the sink fails, memory ends or the run is cancelled.
 * - Nothing of the image is executed but by collect_live(), which runs in the image, and nothing
 *   is ever written but what commands are given, on tmpfs.  Symbolic links of a foreign root
 *   cannot lead out of it.
 * - Memory is bounded: about 32 MiB, and the symbol tables of the largest ELF file.
 */
#include "base/cancel.h"
#include "base/str.h"
#include "base/unpack.h"
#include "collect/digests.h"
#include "model/progress.h"
#include "model/tables.h"

/* Parts FILES, ELF, ACCOUNTS of a root directory, and the rpm database as sink->file() pieces. */
int collect_tree(int root_fd, const struct sink *sink, const struct progress *progress,
		 const struct cancel *cancel, struct error *err);

/* As struct collectors has it: CONFIG, ACCOUNTS, and the rpm database when `wanted` has PACKAGES.
 */
int collect_lean_tree(int root_fd, unsigned wanted, const struct sink *sink,
		      const struct progress *progress, const struct cancel *cancel,
		      struct error *err);

/*
 * Part PACKAGES, from a folder that holds a private copy of an rpm database (rpmdb.sqlite with its
 * -wal, Packages.db or Packages) and of key files (collect/rpmdb.h).  The folder is written to;
 * librpm's global state is reset after.
 */
int collect_packages(const char *folder, const struct sink *sink, struct error *err);

/* Parts FILES and ELF alone, of any folder. */
int collect_folder(int root_fd, const struct sink *sink, const struct progress *progress,
		   const struct cancel *cancel, struct error *err);

/*
 * A package file (.rpm): its rows of the package tables, without ending the part, and its payload
 * into a folder.  `nevra` gets its name.  Its signatures are verified by the keys in these files
 * (NULL as empty).  A package that is damaged is the user's (EINVAL).
 */
int collect_package_file(const char *path, const struct text_list *keys, struct unpack *into,
			 struct buf *nevra, const struct sink *sink, const struct cancel *cancel,
			 struct error *err);

/* Have all these files OpenPGP public keys?  EINVAL: no. */
int collect_keys(const struct text_list *files, struct error *err);

/* As struct collectors has it: who made a detached OpenPGP signature, by keys in files. */
int collect_signature(const struct text_list *keys, const char *data, const char *signature,
		      char key[17], struct error *err);

/* What a running system is asked for. */
struct live_ask {
	/*
	 * As wire_read_request() gives them: words end in NUL, a command in an empty word.  The
	 * caller has made the environment (PATH, LC_ALL) what commands should see.
	 */
	const char *commands;
	size_t commands_len;
	unsigned seconds;      /* limit of each command; 0: 20 */
	bool lasting;	       /* the commands are run for what they do (base/subprocess.h) */
	unsigned parts;	       /* collect_asked(): PART_BITs; FILES without ELF costs a part of the
				* time */
	struct digests *known; /* kept from one call to the next; NULL: every file is read */
};

/* collect_tree(), and the parts MOUNTS, LISTENERS, UNITS, KERNEL, and last COMMANDS. */
int collect_live(int root_fd, const struct live_ask *ask, const struct sink *sink,
		 const struct cancel *cancel, struct error *err);

/* The commands first, then the parts asked for and no others. */
int collect_asked(int root_fd, const struct live_ask *ask, const struct sink *sink,
		  const struct cancel *cancel, struct error *err);

#endif
