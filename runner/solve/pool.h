/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_POOL_H
#define SOLVE_POOL_H
/*
 * Packages as libsolv sees them: what is installed, what a product brings, what repositories have.
 * Questions about them are in closure.h and install.h.  This folder is the one door to libsolv.
 *
 * libsolv is told what rpm does, or its answers are wrong on Debian's build: DISTTYPE_RPM (else
 * noarch cannot be installed and versions compare as dpkg's), implicit obsoletes heed colours
 * (else multilib packages are uninstallable), and file lists are loaded (else dependencies on
 * paths fail).  Source: libsolv, doc/libsolv-pool.txt; libdnf5, solv/pool.cpp.
 *
 * A pool is made once: add, pool_ready(), ask.  Texts that it gives live as long as it does.
 */
#include "base/str.h"
#include "model/evidence.h"

struct pool;

enum pool_origin {
	POOL_INSTALLED,	 /* pool_add_installed() */
	POOL_PRODUCT,	 /* pool_add_product() */
	POOL_REPOSITORY, /* pool_add_repository() */
};
#define POOL_BIT(origin) (1U << (origin))
#define POOL_ANY	 7U

/* A package of a pool; 0: none. */
typedef int package_id;

/* `arch`: of the machine, "x86_64". */
int pool_new(struct pool **out, const char *arch, struct error *err);
/* NULL is fine.  (libsolv has a pool_free() of its own.) */
void pool_close(struct pool *p);
static inline void pool_cleanup(struct pool **p)
{
	pool_close(*p);
}
#define AUTO_POOL CLEANUP(pool_cleanup)

/* The part PACKAGES of an image: what is installed; at most once. */
int pool_add_installed(struct pool *p, struct evidence *ev, struct error *err);
/* The part PACKAGES of package files: what is asked for; as often as there are such sets. */
int pool_add_product(struct pool *p, struct evidence *ev, struct error *err);
/*
 * The part REPOSITORY: its blob "solv".  A package that has no row in `available` is left out; a
 * row without a package is an error.  Earlier ones are preferred to later ones only where versions
 * are the same.
 */
int pool_add_repository(struct pool *p, struct evidence *ev, struct error *err);
/* After the last of them, before the first question. */
int pool_ready(struct pool *p, struct error *err);

/* From 1 to pool_count() - 1; not every number is a package (pool_nevra() NULL). */
package_id pool_count(const struct pool *p);
const char *pool_nevra(struct pool *p, package_id id); /* as package.nevra */
const char *pool_name(struct pool *p, package_id id);
const char *pool_evr(struct pool *p, package_id id);
const char *pool_arch(struct pool *p, package_id id);
const char *pool_vendor(struct pool *p, package_id id); /* "": none */
/* Can packages of that architecture be installed on the machine?  Source packages cannot. */
bool pool_takes_arch(const struct pool *p, const char *arch);
enum pool_origin pool_origin(const struct pool *p, package_id id);
/* Which of pool_add_repository()'s it is of, from 0; of others 0. */
size_t pool_repository(const struct pool *p, package_id id);
int64_t pool_download_size(struct pool *p, package_id id);
int64_t pool_installed_size(struct pool *p, package_id id);

/*
 * Who provides a dependency ("foo", "foo >= 2", "/usr/bin/foo"): ids, 0 at the end.  Of a rich one:
 * whoever can have a part in it.  What cannot be read is EINVAL.
 */
int pool_providers(struct pool *p, const char *dependency, const package_id **out,
		   struct error *err);
/* Packages that obsolete that name: ids, 0 at the end.  Both lists live until the next call. */
int pool_obsoleters(struct pool *p, const char *name, const package_id **out, struct error *err);

#endif
