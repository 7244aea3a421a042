/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_POOL_MADE_H
#define TESTS_UNIT_POOL_MADE_H
/*
 * Pools for tests, from a text: a package is a line "name evr arch", and below it, indented, are
 * its dependencies and files:
 *
 *	a 1-1 x86_64
 *	 requires b >= 2
 *	 file /usr/bin/a
 */
#include "test.h"

#include <stdio.h>

#include "solve/pool_libsolv.h"

static Id made_dependency(Pool *pool, const char *text)
{
	char name[256];
	char sign[4] = "";
	char evr[64];
	int flags = 0;
	Id dep;

	if (text[0] == '(') {
		dep = rich_dependency(pool, text);
		assert_int_not_equal(dep, 0);
		return dep;
	}
	if (sscanf(text, "%255s %3[<=>] %63s", name, sign, evr) != 3)
		return pool_str2id(pool, text, 1);
	for (const char *c = sign; *c; c++)
		flags |= *c == '<' ? REL_LT : *c == '>' ? REL_GT : REL_EQ;
	return pool_rel2id(pool, pool_str2id(pool, name, 1), pool_str2id(pool, evr, 1), flags, 1);
}

static Solvable *made_package(Repo *repo, const char *line)
{
	Pool *pool = repo->pool;
	Solvable *s = pool_id2solvable(pool, repo_add_solvable(repo));
	char name[64];
	char evr[64];
	char arch[64];

	assert_int_equal(sscanf(line, "%63s %63s %63s", name, evr, arch), 3);
	s->name = pool_str2id(pool, name, 1);
	s->evr = pool_str2id(pool, evr, 1);
	s->arch = pool_str2id(pool, arch, 1);
	solvable_add_deparray(s, SOLVABLE_PROVIDES, pool_rel2id(pool, s->name, s->evr, REL_EQ, 1),
			      0);
	return s;
}

static void made_fact(Repo *repo, Solvable *s, Repodata *data, const char *line)
{
	static const struct {
		const char *word;
		Id key;
	} keys[] = {
		{ "requires", SOLVABLE_REQUIRES },     { "provides", SOLVABLE_PROVIDES },
		{ "conflicts", SOLVABLE_CONFLICTS },   { "obsoletes", SOLVABLE_OBSOLETES },
		{ "recommends", SOLVABLE_RECOMMENDS }, { "supplements", SOLVABLE_SUPPLEMENTS },
	};
	size_t n = strcspn(line, " ");
	Id id = pool_solvable2id(repo->pool, s);

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (strlen(keys[i].word) == n && strncmp(line, keys[i].word, n) == 0) {
			solvable_add_deparray(s, keys[i].key,
					      made_dependency(repo->pool, line + n + 1), 0);
			return;
		}
	if (starts_with(line, "file ")) {
		const char *slash = strrchr(line, '/');
		char *dir = strndup(line + 5, (size_t)(slash - line - 5));

		repodata_add_dirstr(data, id, SOLVABLE_FILELIST,
				    repodata_str2dir(data, *dir ? dir : "/", 1), slash + 1);
		free(dir);
	} else if (starts_with(line, "vendor ")) {
		s->vendor = pool_str2id(repo->pool, line + 7, 1);
	} else if (starts_with(line, "download ")) {
		repodata_set_num(data, id, SOLVABLE_DOWNLOADSIZE, strtoull(line + 9, NULL, 10));
	} else if (starts_with(line, "size ")) {
		repodata_set_num(data, id, SOLVABLE_INSTALLSIZE, strtoull(line + 5, NULL, 10));
	} else {
		fail_msg("no such fact: %s", line);
	}
}

static void made_repo(struct pool *p, enum pool_origin origin, size_t index, const char *world)
{
	static const char *const names[] = { "installed", "product", "repository" };
	Repo *repo = repo_create(p->pool, names[origin]);
	Repodata *data = repo_add_repodata(repo, 0);
	AUTO_FREE char *text = strdup(world);
	char *rest = text;
	char *line;
	Solvable *s = NULL;

	repo->appdata = (char *)NULL + (origin + 4 * index + 1); /* as pool.c marks them */
	repo->subpriority = -(int)index;
	while ((line = strsep(&rest, "\n")))
		if (line[0] == ' ')
			made_fact(repo, s, data, line + 1);
		else if (line[0])
			s = made_package(repo, line);
	repodata_internalize(data);
	if (origin == POOL_INSTALLED)
		p->installed = repo;
	else if (origin == POOL_PRODUCT)
		p->products[p->products_count++] = repo;
	else
		p->repositories[p->repositories_count++] = repo;
}

/* NULL: none of those. */
static struct pool *made_pool(const char *installed, const char *product, const char *repository)
{
	struct pool *p = NULL;
	struct error err = ERROR_INIT;

	assert_int_equal(pool_new(&p, "x86_64", &err), 0);
	if (installed)
		made_repo(p, POOL_INSTALLED, 0, installed);
	if (product)
		made_repo(p, POOL_PRODUCT, 0, product);
	if (repository)
		made_repo(p, POOL_REPOSITORY, 0, repository);
	assert_int_equal(pool_ready(p, &err), 0);
	return p;
}

/* A package by its nevra; `origin` as well, when there are two. */
static UNUSED package_id made_id(struct pool *p, enum pool_origin origin, const char *nevra)
{
	for (package_id id = 1; id < pool_count(p); id++) {
		const char *text = pool_nevra(p, id);

		if (text && streq(text, nevra) && pool_origin(p, id) == origin)
			return id;
	}
	fail_msg("there is no %s", nevra);
	return 0;
}

#endif
