/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_RPMDB_H
#define COLLECT_RPMDB_H
/*
 * The image's rpm database, as sink->file() pieces for whoever reads it with librpm: never in
 * place, because librpm writes to what it reads.  Where there is none, that is said by a piece
 * named RPMDB_NONE: silence is no answer.
 *
 * With it come the files of /etc/pki/rpm-gpg, where keys lie that no update has imported yet: named
 * RPMDB_KEY_FILE and a number, each its path, a newline, its bytes.
 */
#include "model/tables.h"

#define RPMDB_KEY_FILE "rpm-gpg-key."
#define RPMDB_NONE     "no-database"

/*
 * A database that cannot be read, or changes meanwhile, fails the part PACKAGES with the reason.
 */
int collect_rpmdb(int root_fd, const struct sink *sink, struct error *err);

#endif
