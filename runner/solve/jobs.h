/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_JOBS_H
#define SOLVE_JOBS_H
/*
 * A wish as libsolv's jobs and flags, as dnf5 gives them.
 *
 * Sources: libdnf5 5.4, rpm/solv/goal_private.cpp (init_solver, construct_job, resolve) and .hpp
 * (add_install, add_upgrade, add_distro_sync); base/goal.cpp (autodetect_unsatisfied_installed_
 * weak_dependencies); include/libdnf5/conf/const.hpp (INSTALLONLYPKGS); the defaults of
 * conf/config_main.cpp: best, install_weak_deps, allow_downgrade and allow_vendor_change are on.
 * URPM_REORDER is off in Fedora's builds (CMakeLists.txt, ENABLE_SOLV_URPMREORDER), and FOCUS_NEW
 * is for libsolv 0.7.30 or newer: an older one here may keep an older dependency where dnf5 takes
 * the newest.  Not done: installonly_limit (the fourth kernel, and what is removed for it),
 * protected packages.
 */
#include "solve/install.h"
#include "solve/pool_libsolv.h"

struct jobs {
	Queue queue;   /* for solver_solve() */
	Queue asked;   /* packages of which one or more were asked for by name or number */
	Queue missing; /* numbers of the names that nobody has */
	Map may_go;    /* what jobs_allow_erasing() has allowed */
};

void jobs_init(struct jobs *j);
void jobs_release(struct jobs *j);
/*
 * The pool has its installed packages set, and who provides what is known.  A name that cannot be
 * read (a rich dependency) is EINVAL.
 */
int jobs_make(struct jobs *j, struct pool *p, const struct wish *wish, struct error *err);
/*
 * After problems of an upgrade or a synchronisation in which packages may be removed: allows it for
 * those that the problems are about; false: for all of these it is allowed already.  Leave to
 * remove everything from the start would be the same, but for an error of libsolv before 0.7.35:
 * for each package that is to be the newest and may be removed, solver_addbestrules() reads a rule
 * after it may have been moved.
 */
bool jobs_allow_erasing(struct jobs *j, struct pool *p, Solver *solver);
/* A solver with the flags; the caller calls solver_free(). */
Solver *jobs_solver(struct pool *p, const struct wish *wish);

#endif
