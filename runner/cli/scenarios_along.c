/* SPDX-License-Identifier: MIT */
#include "cli/scenarios_along.h"

#include "base/fs.h"
#include "base/url.h"
#include "solve/install.h"
#include "source/repo_fetch.h"

enum { ALONG_MAX = 400 };

struct finding {
	const struct along_ask *ask;
	struct arena *arena;
	struct pool *pool;
	struct repo_fetch fetch;
	const char **files;
	const char **names;
	const char **all;
	struct along *out;
};

/* The architecture that most of the image's packages are of. */
static void find_arch(struct evidence *image, struct buf *out)
{
	if (evidence_text(image, out,
			  "SELECT arch FROM package WHERE arch NOT IN ('', '(none)', 'noarch', "
			  "'src', 'nosrc') GROUP BY arch ORDER BY count(*) DESC, arch LIMIT 1",
			  NULL))
		return;
	buf_clear(out);
	buf_add(out, "x86_64");
}

static int make_pool(const struct along_ask *a, struct pool **out, struct error *err)
{
	AUTO_POOL struct pool *pool = NULL;
	AUTO(buf) struct buf arch = BUF_INIT(BUF_LINE);
	int ret;

	find_arch(a->image, &arch);
	ret = pool_new(&pool, buf_str(&arch), err);
	if (!ret)
		ret = pool_add_installed(pool, a->image, err);
	if (!ret)
		ret = pool_add_product(pool, a->product, err);
	for (size_t i = 0; i < a->repositories_count && !ret; i++)
		ret = pool_add_repository(pool, a->repositories[i], err);
	if (!ret)
		ret = pool_ready(pool, err);
	if (!ret)
		*out = TAKE(pool);
	return ret;
}

/* The product's packages, 0 at the end; the caller frees them.  NULL: no memory. */
static package_id *product_packages(struct pool *p)
{
	package_id *ids = calloc((size_t)pool_count(p) + 1, sizeof(*ids));
	size_t n = 0;

	for (package_id id = 1; ids && id < pool_count(p); id++)
		if (pool_nevra(p, id) && pool_origin(p, id) == POOL_PRODUCT &&
		    !streq(pool_arch(p, id), "src") && !streq(pool_arch(p, id), "nosrc"))
			ids[n++] = id;
	return ids;
}

/* --- one file --- */

static bool split_checksum(struct arena *arena, const char *text, struct repodata_file *out)
{
	const char *colon = strchr(text, ':');

	if (!colon)
		return false;
	out->checksum_type = arena_strndup(arena, text, (size_t)(colon - text));
	out->checksum = arena_strdup(arena, colon + 1);
	return out->checksum_type && out->checksum;
}

static int find_file(struct finding *f, struct evidence *repository, const char *nevra,
		     struct repodata_file *out, struct error *err)
{
	AUTO(cursor)
	struct cursor c = cursor_open(
		repository,
		"SELECT location, checksum, size FROM available WHERE nevra = ?1 LIMIT 1", 1,
		(const char *[]){ nevra });

	if (!cursor_next(&c))
		return error_set(err, EIO, "%s: no row in its repository%s%s", nevra,
				 evidence_failed(repository) ? ": " : "",
				 evidence_failed(repository) ? evidence_why(repository) : "");
	*out = (struct repodata_file){ .type = nevra,
				       .location = arena_strdup(f->arena, cursor_text(&c, 0)),
				       .size = cursor_null(&c, 2) ? -1 : cursor_int(&c, 2) };
	if (!out->location || !split_checksum(f->arena, cursor_text(&c, 1), out))
		return error_input(err, "%s: its repository gives no checksum", nevra);
	if (!repodata_stays_below(out->location) || !ends_with(out->location, ".rpm"))
		return error_input(err, "%s: %s: is no package below the repository", nevra,
				   out->location);
	return 0;
}

static int fetch_one(struct finding *f, package_id id, struct error *err)
{
	struct evidence *repository = f->ask->repositories[pool_repository(f->pool, id)];
	const char *nevra = pool_nevra(f->pool, id);
	AUTO(buf) struct buf base = BUF_INIT(BUF_LINE);
	struct repodata_file file;
	const char *path;
	int ret = find_file(f, repository, nevra, &file, err);

	if (ret)
		return ret;
	if (!evidence_text(repository, &base, "SELECT value FROM repository WHERE key = 'base'",
			   NULL))
		return error_input(err, "%s: where its repository is, is not known", nevra);
	path = arena_printf(f->arena, "%s/%s", f->ask->folder, fs_basename(file.location));
	if (!path)
		return error_memory(err);
	if (fs_exists(path))
		return error_input(err, "%s: another package has the file name %s", nevra,
				   fs_basename(path));
	progress_say(&f->ask->context->progress, "packages", "%s", nevra);
	ret = repo_fetch_data(&f->fetch, buf_str(&base), &file, path, err);
	if (ret)
		return error_wrap(err, "%s, which comes along", nevra);
	f->files[f->out->files.count++] = path;
	return 0;
}

static int take_steps(struct finding *f, const struct solution *s, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < s->steps_count && !ret; i++) {
		const struct step *step = &s->steps[i];
		bool comes = step->kind == STEP_INSTALL || step->kind == STEP_UPGRADE ||
			     step->kind == STEP_DOWNGRADE;

		if (!comes || pool_origin(f->pool, step->package) != POOL_REPOSITORY)
			continue;
		if (f->out->files.count == ALONG_MAX)
			return error_input(err, "more than %d packages would come along",
					   ALONG_MAX);
		ret = fetch_one(f, step->package, err);
		if (!ret) {
			const char *name =
				arena_strdup(f->arena, pool_name(f->pool, step->package));

			if (!name)
				return error_memory(err);
			f->all[f->out->all.count++] = name;
			if (step->kind == STEP_INSTALL)
				f->names[f->out->names.count++] = name;
		}
	}
	return ret;
}

static int no_way(struct finding *f, const struct solution *s, struct error *err)
{
	f->out->why = arena_strdup(f->arena, s->problems.count ? s->problems.items[0]
							       : "the solver says not why");
	return f->out->why ? 0 : error_memory(err);
}

static int solve(struct finding *f, struct error *err)
{
	CLEANUP(solution_release) struct solution s = { 0 };
	AUTO_FREE package_id *ids = product_packages(f->pool);
	struct wish wish = { .kind = WISH_INSTALL, .packages = ids, .no_erase = true };
	int ret;

	if (!ids)
		return error_memory(err);
	if (!*ids)
		return error_input(err, "there is no package that could be installed");
	ret = solution_find(f->pool, &wish, f->ask->context->cancel, &s, err);
	if (ret)
		return ret;
	return s.possible ? take_steps(f, &s, err) : no_way(f, &s, err);
}

int along_find(const struct along_ask *a, struct arena *arena, struct doc *run, struct along *out,
	       struct error *err)
{
	AUTO_POOL struct pool *pool = NULL;
	const struct source_request req = { .work_dir = a->folder,
					    .options = { .network = &a->context->network },
					    .progress = &a->context->progress,
					    .cancel = a->context->cancel,
					    .run = run };
	struct finding f = { .ask = a, .arena = arena, .out = out };
	int ret = make_pool(a, &pool, err);

	*out = (struct along){ 0 };
	f.files = arena_alloc(arena, ALONG_MAX * sizeof(*f.files));
	f.names = arena_alloc(arena, ALONG_MAX * sizeof(*f.names));
	f.all = arena_alloc(arena, ALONG_MAX * sizeof(*f.all));
	if (!ret && (!f.files || !f.names || !f.all))
		ret = error_memory(err);
	if (ret)
		return ret;
	f.pool = pool;
	out->files.items = f.files;
	out->names.items = f.names;
	out->all.items = f.all;
	repo_fetch_init(&f.fetch, &req);
	ret = solve(&f, err);
	repo_fetch_release(&f.fetch);
	return ret;
}
