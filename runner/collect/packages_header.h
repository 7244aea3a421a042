/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_PACKAGES_HEADER_H
#define COLLECT_PACKAGES_HEADER_H
/* What a database of packages and a package file share: the rows of one header. */
#include <rpm/rpmfiles.h>
#include <rpm/rpmtypes.h>

#include "base/cancel.h"
#include "collect/openpgp.h"
#include "collect/part.h"

/* A package file whose lead and signature header were read by ourselves. */
struct package_file {
	int fd; /* borrowed; its position does not matter */
	uint64_t header_at;
	uint64_t payload_at;
	uint64_t size;
	unsigned char *signatures; /* index and store of the signature header */
	uint32_t entries;
	uint32_t store;
	char sha256[65]; /* of the whole file */
};

struct packages {
	const struct sink *sink;
	const struct cancel *cancel; /* NULL: never */
	struct part_state part;
	struct openpgp_keys keys;	 /* what signatures are verified by */
	const struct package_file *file; /* NULL: headers are of installed packages */
	size_t headers;			 /* of a database: read so far */
	bool indexed;			 /* the database has an index of names with it */
	bool quiet;			 /* what librpm logs is not about the database */
};

/* Around the use of librpm: what it logs as an error fails p->part; then its state is emptied. */
void packages_begin(struct packages *p);
void packages_end(struct packages *p);

/* The rows of a header in the package tables. */
int packages_put(struct packages *p, Header h, const char *nevra, struct error *err);
/* Those of package_signature and package_digest among them. */
int packages_put_signatures(struct packages *p, Header h, const char *nevra, struct error *err);
/* The key id of the first signature that says one. */
bool packages_signer(const struct packages *p, Header h, char out[SIGNER_HEX]);
/* A file's SHA-256; false: there is none, or one of another algorithm. */
bool packages_file_digest(rpmfiles files, int i, char out[65]);
/* The digest of the package file that rpm 6 has kept in an installed header; false: none. */
bool packages_kept_digest(Header h, char out[65]);

/*
 * Where a package file has what; its contents are not believed (EINVAL).  `path` only for its
 * digest.
 */
int package_file_open(struct package_file *f, int fd, const char *path, struct error *err);
void package_file_release(struct package_file *f);
/* The i-th text of tag OPENPGP in the signature header, base64; NULL: no more. */
const char *package_file_openpgp(const struct package_file *f, size_t i);

#endif
