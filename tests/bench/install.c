/* SPDX-License-Identifier: MIT */
/*
 * What would be installed, from evidence: the solver alone, for comparison with rpm's and dnf's.
 *
 *	install WISH [--installed DB] [--product DB]... [--repository DB|FOLDER]...
 *		[--no-weak] [--no-erase] [--all] [--each] [NAME]...
 *
 * WISH is install, empty, upgrade, sync or reproduce; DB an evidence.db; FOLDER holds a repodata.
 * --all asks for every package there is, --each for every name in turn, a line each.  Products are
 * asked for.  Ends with 0: possible, 1: not, 2: an error.
 */
#include <stdio.h>

#include "base/fs.h"
#include "solve/repodata.h"
#include "solve/reproduce.h"

struct options {
	struct wish wish;
	bool reproduce;
	bool all;
	bool each;
	const char **names;
	size_t count;
};

struct world {
	struct pool *pool;
	struct evidence *evidence[64];
	size_t count;
	char scratch[64];
};

static int add_file(struct world *w, const char *path, struct error *err)
{
	if (w->count == ARRAY_SIZE(w->evidence))
		return error_input(err, "too many files");
	if (evidence_open(&w->evidence[w->count], path, err) < 0)
		return -err->code;
	w->count++;
	return 0;
}

/* A folder with a repodata, made evidence; `db` gets its path. */
static int add_folder(struct world *w, const char *folder, struct error *err)
{
	CLEANUP(arena_release) struct arena arena = { 0 };
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const struct repodata_file *primary;
	const struct repodata_file *filelists;
	struct repomd md;
	char *db = arena_printf(&arena, "%s/%zu.db", w->scratch, w->count);
	size_t packages;
	int r = repomd_read(&arena, arena_printf(&arena, "%s/repodata/repomd.xml", folder), &md,
			    err);

	if (r < 0)
		return r;
	primary = repomd_find(&md, "primary");
	filelists = repomd_find(&md, "filelists");
	if (!primary || !filelists)
		return error_input(err, "%s: no primary or no filelists", folder);
	r = evidence_create(&ev, db, err);
	if (r == 0)
		r = repodata_put(arena_printf(&arena, "%s/%s", folder, primary->location),
				 arena_printf(&arena, "%s/%s", folder, filelists->location),
				 evidence_sink(ev), &packages, err);
	if (r == 0)
		r = evidence_commit(ev, err);
	return r < 0 ? r : add_file(w, db, err);
}

static int add_evidence(struct world *w, const char *option, const char *path, struct error *err)
{
	AUTO(buf) struct buf md = BUF_INIT(BUF_LINE);
	struct evidence *ev;
	int r;

	buf_addf(&md, "%s/repodata/repomd.xml", path);
	r = access(buf_str(&md), R_OK) == 0 ? add_folder(w, path, err) : add_file(w, path, err);
	if (r < 0)
		return r;
	ev = w->evidence[w->count - 1];
	if (streq(option, "--installed"))
		return pool_add_installed(w->pool, ev, err);
	return streq(option, "--product") ? pool_add_product(w->pool, ev, err)
					  : pool_add_repository(w->pool, ev, err);
}

static bool read_wish(const char *word, struct options *o)
{
	static const char *const words[] = { "install", "empty", "upgrade", "sync" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (streq(word, words[i])) {
			o->wish.kind = (enum wish_kind)i;
			return true;
		}
	o->reproduce = streq(word, "reproduce");
	return o->reproduce;
}

static int read_options(int argc, char **argv, struct world *w, struct options *o,
			struct error *err)
{
	if (argc < 2 || !read_wish(argv[1], o))
		return error_input(err, "install, empty, upgrade, sync or reproduce");
	for (int i = 2; i < argc; i++) {
		const char *word = argv[i];

		if (streq(word, "--no-weak"))
			o->wish.no_weak = true;
		else if (streq(word, "--no-erase"))
			o->wish.no_erase = true;
		else if (streq(word, "--all"))
			o->all = true;
		else if (streq(word, "--each"))
			o->each = true;
		else if (!starts_with(word, "--"))
			o->names[o->count++] = word;
		else if (i + 1 < argc && add_evidence(w, word, argv[++i], err) < 0)
			return -err->code;
	}
	return pool_ready(w->pool, err);
}

static void print_steps(struct pool *p, const struct solution *s)
{
	static const char *const kinds[] = { "install",	  "reinstall", "upgrade",
					     "downgrade", "erase",     "obsoleted" };
	static const char *const whys[] = { "asked", "required", "recommended" };

	for (size_t i = 0; i < s->steps_count; i++) {
		const struct step *t = &s->steps[i];

		printf("%s %s %s %s\n", kinds[t->kind], pool_nevra(p, t->package),
		       t->instead ? pool_nevra(p, t->instead) : "-", whys[t->why]);
	}
	for (size_t i = 0; i < s->problems.count; i++)
		printf("%s%s\n", i ? "\n" : "", s->problems.items[i]);
}

/* One line: the name, and what would be there, or what is in the way. */
static void print_line(struct pool *p, const char *name, const struct solution *s)
{
	printf("%s:", name);
	for (size_t i = 0; i < s->steps_count; i++)
		if (s->steps[i].kind != STEP_ERASE && s->steps[i].kind != STEP_OBSOLETED)
			printf(" %s", pool_nevra(p, s->steps[i].package));
	printf("%s\n", s->possible ? "" : " impossible");
}

static int solve(struct pool *p, const struct options *o, const struct wish *wish, const char *name,
		 struct error *err)
{
	CLEANUP(solution_release) struct solution s = { 0 };
	const struct cancel never = CANCEL_NEVER;
	int r = solution_find(p, wish, &never, &s, err);

	if (r < 0)
		return r;
	if (o->each)
		print_line(p, name, &s);
	else
		print_steps(p, &s);
	return s.possible ? 0 : 1;
}

static int solve_each(struct pool *p, const struct options *o, struct error *err)
{
	struct wish wish = o->wish;
	int worst = 0;

	for (size_t i = 0; i < o->count; i++) {
		int r;

		wish.names = (struct text_list){ &o->names[i], 1 };
		r = solve(p, o, &wish, o->names[i], err);
		if (r < 0)
			return r;
		worst |= r;
	}
	return worst;
}

static int tell(void *arg, const struct difference *d)
{
	static const char *const kinds[] = { "missing", "newer", "extra", "problem" };
	struct pool *p = arg;

	printf("%s %s %s %s\n", kinds[d->kind], d->package ? pool_nevra(p, d->package) : "-",
	       d->other ? pool_nevra(p, d->other) : "-", d->problem);
	return 0;
}

static int answer(struct world *w, struct options *o, struct error *err)
{
	const struct cancel never = CANCEL_NEVER;
	AUTO_FREE package_id *ids = calloc((size_t)pool_count(w->pool) + 1, sizeof(*ids));
	size_t n = 0;

	if (o->reproduce)
		return solution_reproduce(w->pool, &never, tell, w->pool, err);
	if (o->each)
		return solve_each(w->pool, o, err);
	for (package_id id = 1; ids && id < pool_count(w->pool); id++)
		if (pool_nevra(w->pool, id) && pool_origin(w->pool, id) != POOL_INSTALLED &&
		    (o->all || pool_origin(w->pool, id) == POOL_PRODUCT))
			ids[n++] = id;
	o->wish.packages = ids;
	o->wish.names = (struct text_list){ o->names, o->count };
	return solve(w->pool, o, &o->wish, "", err);
}

int main(int argc, char **argv)
{
	struct world w = { .scratch = "/tmp/azlcts-install.XXXXXX" };
	AUTO_FREE const char **names = calloc((size_t)argc + 1, sizeof(*names));
	struct options o = { .names = names };
	struct error err = ERROR_INIT;
	int r = 0;

	if (!names || !mkdtemp(w.scratch))
		return 2;
	r = pool_new(&w.pool, "x86_64", &err);
	if (r == 0)
		r = read_options(argc, argv, &w, &o, &err);
	if (r == 0)
		r = answer(&w, &o, &err);
	pool_close(w.pool);
	for (size_t i = 0; i < w.count; i++)
		evidence_free(w.evidence[i]);
	if (fs_remove_tree(w.scratch, &err) < 0)
		r = -err.code;
	if (r < 0)
		fprintf(stderr, "install: %s\n", err.text);
	return r < 0 ? 2 : r;
}
