/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_FIPS_VARIANT_H
#define JUDGE_FIPS_VARIANT_H
/*
 * Which FIPS provider an image's OpenSSL has, by its files: what is expected of its behaviour
 * follows from that, and not from what a profile says.
 *
 *	upstream  fips.so, whose integrity value stands in a fipsmodule.cnf
 *	redhat    fips.so with its integrity value in itself (section .rodata1)
 *	symcrypt  symcryptprovider.so
 */
#include "judge/crypto_cases.h"

extern const char *const fips_variant_names[VARIANT_COUNT];

/* found[v] for each variant, from part FILES; how many there are. */
size_t fips_variants(struct evidence *ev, bool found[VARIANT_COUNT]);
/*
 * The column to judge by.  With none the strict one, upstream: what is no FIPS provider at all is
 * measured as one.  False: several, or the files were not collected; `out` says so.
 */
bool fips_variant(struct evidence *ev, enum variant *out_variant, struct findings *out);

#endif
