/* SPDX-License-Identifier: MIT */
#include "solve/pool.h"

int pool_new(struct pool **out UNUSED, const char *arch UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

void pool_close(struct pool *p UNUSED)
{
}

int pool_add_installed(struct pool *p UNUSED, struct evidence *ev UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int pool_add_product(struct pool *p UNUSED, struct evidence *ev UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int pool_add_repository(struct pool *p UNUSED, struct evidence *ev UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int pool_ready(struct pool *p UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

package_id pool_count(const struct pool *p UNUSED)
{
	return 0;
}

const char *pool_nevra(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

const char *pool_name(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

const char *pool_evr(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

const char *pool_arch(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

const char *pool_vendor(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

enum pool_origin pool_origin(const struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

size_t pool_repository(const struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

int64_t pool_download_size(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

int64_t pool_installed_size(struct pool *p UNUSED, package_id id UNUSED)
{
	return 0;
}

int pool_providers(struct pool *p UNUSED, const char *dependency UNUSED, const package_id **out UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

int pool_obsoleters(struct pool *p UNUSED, const char *name UNUSED, const package_id **out UNUSED, struct error *err UNUSED)
{
	return error_set(err, ENOSYS, "not yet");
}

