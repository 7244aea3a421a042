/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_SAME_H
#define SOLVE_SAME_H
/* The same package twice: installed, and in a repository. */
#include "solve/pool_libsolv.h"

/* The installed package of that name, version and architecture, or the package itself. */
Id same_installed(const struct pool *p, Id id);
/*
 * libsolv tells a rebuilt package from the same one by the time of building, and where that is not
 * known by the list of requirements; but a database keeps rpmlib(...) and what the package provides
 * itself, and createrepo leaves them out (createrepo_c, parsehdr.c), so that every package would
 * look rebuilt, and a synchronisation would install all of them again.  Evidence has no time of
 * building: packages of the same name, version, architecture and vendor are given the same one.
 * Once for a pool; who provides what is known.
 */
int same_settle(struct pool *p, struct error *err);

#endif
