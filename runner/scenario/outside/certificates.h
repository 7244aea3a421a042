/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_CERTIFICATES_H
#define SCENARIO_OUTSIDE_CERTIFICATES_H
/*
 * What the wire server gives as a machine's certificates: a PFX with an empty password, in a CMS
 * that only the agent's transport key opens.  In it is one certificate with its key, the same each
 * time (agents name files after its thumbprint).  The key stands in the source: it protects
 * nothing.
 */
#include "base/buf.h"
#include "base/error.h"

/* `transport`: the agent's certificate, DER in base64 on one line.  `out` gets base64 in lines. */
int certificates_seal(const char *transport, bool aes, struct buf *out, struct error *err);

#endif
