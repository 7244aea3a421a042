/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_REDACT_H
#define COLLECT_REDACT_H
/*
 * Secrets never enter the evidence.  Some files are never read; in the others, what looks like a
 * secret becomes REDACTED before the text leaves the collector.  Both lists are data, and rather
 * hide too much: a rule asks *how* passwords are handled, never for a password.
 */
#include "base/buf.h"

#define REDACTED "[redacted]"

/* Files whose contents are secrets by their name. */
bool redact_never_read(const char *path);
/*
 * Appends the text without
 * - private keys in PEM, OpenSSH and PGP armour,
 * - values assigned to a name that ends in one of the words for secrets (password=, token: ...),
 * - password hashes of crypt(5) and of GRUB,
 * - passwords in URLs.
 */
void redact_text(const char *path, const char *text, size_t len, struct buf *out);

#endif
