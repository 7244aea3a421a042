/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_CLOSURE_ASKED_H
#define SOLVE_CLOSURE_ASKED_H
/* Which packages closure.h is about. */
#include "solve/pool_libsolv.h"

bool closure_asks(const struct pool *p, unsigned of, package_id id);

#endif
