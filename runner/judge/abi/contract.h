/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_ABI_CONTRACT_H
#define JUDGE_ABI_CONTRACT_H
/*
 * The contract of a library as text: what binaries bind to, one line a symbol, to be reviewed and
 * kept under version control.
 *
 *	# free words; "# source:" and "# license:" say where it comes from
 *	library libz.so.1 x86_64
 *	node ZLIB_1.2.0
 *	node ZLIB_1.2.2 ZLIB_1.2.0          its parent, when it has one
 *	symbol ZLIB_1.2.0 compressBound function -
 *	symbol ZLIB_1.2.0 z_errmsg object 80
 *	symbol - zError function -          unversioned
 *	symbol GLIBC_2.2.5 memcpy function - hidden
 *
 * Nodes first, in their order; symbols sorted by version, then name.  Type is function, object,
 * tls, ifunc, common, none or "-" (not said); size is bytes for object and tls, else "-" (not
 * said).  What is not said is not judged.  Private nodes are not written.
 */
#include "base/buf.h"
#include "base/error.h"
#include "judge/abi/world.h"

/* Appends the contract of an object. */
void contract_write(const struct world *w, const struct object *b, struct buf *out);
/*
 * Reads a contract and puts its library into the world, under the path "contract:SONAME".
 * `where` names the file in errors, which say the line.  `*out` is the object.
 */
int contract_read(struct world *w, const char *text, const char *where, const struct object **out,
		  struct error *err);

#endif
