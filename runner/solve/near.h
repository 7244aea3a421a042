/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_NEAR_H
#define SOLVE_NEAR_H
/*
 * What comes near to a dependency that nobody provides: another version of the same name, another
 * version of the same library, a package of that name for another machine.
 */
#include "solve/pool_libsolv.h"

/* Adds " (libfoo-3-1.x86_64 provides libfoo.so.3()(64bit))", or nothing when nothing is near. */
void near_add(struct pool *p, Id dependency, struct buf *out);
/* The same of a name: what there is of it; `installed`: and what is installed. */
void near_add_name(struct pool *p, Id name, bool installed, struct buf *out);
/* Can rpm install packages of that architecture on this machine?  Source packages: no. */
bool near_runs(const struct pool *p, Id arch);
/* Shut out of the question at present (pool_consider()). */
bool near_left_out(const struct pool *p, Id id);
/* "is for aarch64: this machine is x86_64". */
void near_add_arch(struct pool *p, Id arch, struct buf *out);

/* A dependency as rpm writes it: "foo >= 2". */
void near_add_dependency(struct pool *p, Id dependency, struct buf *out);

#endif
