/* SPDX-License-Identifier: MIT */
#ifndef MODEL_SUITE_ARGS_H
#define MODEL_SUITE_ARGS_H
/*
 * A check's parameters: a YAML map on one side, a kind's field table and its plain struct on the
 * other.  ${name} is replaced on the way by the profile's parameter; without a profile it stays,
 * and a number, mode, word, pattern or file that has one stays unset.
 */
#include "model/reader.h"
#include "model/suite.h"

/* `params` has the kind's name as its key.  *out is in the reader's arena. */
int args_read(const struct reader *r, const struct profile *profile, const struct check_kind *kind,
	      const struct node *params, void **out, struct error *err);
/* A FIELD_FILE's file, into the reader's arena and its digest. */
int data_file_read(const struct reader *r, const struct field *f, const struct node *at,
		   const char *name, const struct data_file **out, struct error *err);

#endif
