/* SPDX-License-Identifier: MIT */
#include "cli/certify_agent.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/fs.h"
#include "cli/evidences.h"

#define PROFILE_NAME "agents.yaml"
#define CLAIM_KIND   "claim"

static const char *agent_name(size_t i, const void *arg)
{
	const struct text_list *names = arg;

	return i < names->count ? names->items[i] : NULL;
}

/* Is there such an agent? */
static int check_name(const char *name, const struct text_list *known, const char *folder,
		      struct error *err)
{
	const char *near;

	if (text_list_has(known, name))
		return 0;
	near = str_nearest(name, agent_name, known);
	return error_input(err, "no agent '%s' in %s%s%s%s", name, folder,
			   near ? "; did you mean " : "; see azlcts list agents", near ? near : "",
			   near ? "?" : "");
}

/* The names between commas, each once. */
static int split_names(struct arena *arena, const char *names, struct text_list *out,
		       struct error *err)
{
	const char **items = arena_alloc(arena, (AGENTS_MAX + 1) * sizeof(*items));

	*out = (struct text_list){ items, 0 };
	while (items) {
		size_t n = strcspn(names, ",");
		const char *name = arena_strndup(arena, names, n);

		if (!name)
			break;
		if (!n)
			return error_input(err, "--agent: a name is empty");
		if (out->count == AGENTS_MAX)
			return error_input(err, "--agent: more than %d names", AGENTS_MAX);
		if (!text_list_has(out, name))
			items[out->count++] = name;
		if (!names[n])
			return 0;
		names += n + 1;
	}
	return error_memory(err);
}

/* What is required of one agent: all but what its vendor claims. */
static int add_required(struct buf *out, const char *path, struct error *err)
{
	CLEANUP(suite_release) struct suite s = { 0 };
	int ret = suite_read(&s, path, NULL, check_kinds, err);

	for (size_t i = 0; i < s.count && !ret; i++)
		if (!streq(s.checks[i].kind->name, CLAIM_KIND))
			buf_addf(out, "  - %s\n", s.checks[i].id);
	return ret;
}

/* The profile `agents` of these alone, as a file in `folder`. */
static int write_profile(const struct text_list *names, const char *agents, const char *path,
			 struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf required = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf suite = BUF_INIT(BUF_LINE);
	int ret = 0;

	buf_add(&text, "profile: agents\ntitle: Vendors' agents that were asked for\nsuites:\n");
	for (size_t i = 0; i < names->count && !ret; i++) {
		buf_addf(&text, "  - agents/%s\n", names->items[i]);
		buf_clear(&suite);
		buf_addf(&suite, "%s/%s.yaml", agents, names->items[i]);
		ret = add_required(&required, buf_str(&suite), err);
	}
	if (required.len)
		buf_addf(&text, "require:\n%s", buf_str(&required));
	if (ret || text.failed || required.failed || suite.failed)
		return ret ? ret : error_memory(err);
	return fs_write(path, buf_str(&text), text.len, err);
}

static int open_catalogue(const struct agents_given *g, const char *folder, struct catalogues *c,
			  struct error *err)
{
	const char *dir = g->suites ? g->suites : g->context->suites_dir;
	AUTO(arena) struct arena arena = { 0 };
	AUTO_FREE char *agents = fs_join(dir, "agents");
	AUTO_FREE char *profile = fs_join(folder, PROFILE_NAME);
	struct text_list known = { 0 };
	struct text_list names = { 0 };
	int ret =
		agents && profile ? split_names(&arena, g->names, &names, err) : error_memory(err);

	if (!ret)
		ret = yaml_names(&arena, agents, &known, err);
	for (size_t i = 0; i < names.count && !ret; i++)
		ret = check_name(names.items[i], &known, agents, err);
	if (!ret)
		ret = write_profile(&names, agents, profile, err);
	return ret ? ret : catalogues_open(c, g->context, profile, g->suites, err);
}

/* Evidence that lies there, or what is collected into `out`. */
static int find_evidence(const struct agents_given *g, const struct catalogues *c,
			 struct rundoc *doc, const char **out, const char **evidence,
			 struct error *err)
{
	const struct source_kind *kind;
	int ret;

	*evidence = g->image;
	if (evidences_is_file(g->image)) {
		ret = gather_out_dir(g->gather, true, out, err);
		if (!ret)
			rundoc_start(doc, "certify", g->image);
		return ret;
	}
	ret = gather_source_kind(g->image, g->gather->source, &kind, err);
	if (!ret)
		ret = gather_begin(g->gather, g->image, out, err);
	if (ret)
		return ret;
	rundoc_start(doc, "certify", g->image);
	*evidence = *out;
	ret = gather(g->context, g->gather, g->image, *out, &c->plan, doc, err);
	rundoc_mark(doc, "collect");
	if (!ret)
		return 0;
	/* no verdict; what is known of the run is kept */
	rundoc_finish(doc, ret, NULL, err);
	return rundoc_save(doc, *out, ret, err);
}

/* An image, and nothing else that evidence can be of. */
static int check_image(const char *path, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	int ret = evidences_open_file(path, &ev, err);

	return ret ? ret : evidences_image(ev, path, err);
}

static int judge_agents(const struct agents_given *g, const char *folder, struct error *err)
{
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	CLEANUP(beside_open_release) struct beside_open beside = { 0 };
	CLEANUP(results_release) struct results results = { 0 };
	const char *evidence = NULL;
	const char *out = NULL;
	int status;
	int ret = open_catalogue(g, folder, &c, err);

	if (!ret)
		ret = beside_open(&beside, g->context, &g->beside, err);
	if (!ret)
		ret = find_evidence(g, &c, &doc, &out, &evidence, err);
	if (!ret)
		ret = check_image(evidence, err);
	if (ret)
		return ret;
	progress_say(&g->context->progress, "judge", "%s", evidence);
	ret = judge_file(g->context, evidence, &beside, &c, NULL, &results, err);
	rundoc_mark(&doc, "judge");
	status = ret ? ret : write_documents(&results, &doc, out, err);
	if (status < 0)
		return status;
	ret = g->json ? print_results(&results, err)
		      : print_summary(g->context, &results, &doc, out, err);
	return ret < 0 ? ret : status;
}

int certify_agents(const struct agents_given *g, struct error *err)
{
	AUTO_FREE char *folder = fs_join(g->context->temp_dir, "azlcts.XXXXXX");
	struct error removal = ERROR_INIT;
	int ret;

	if (!folder)
		return error_memory(err);
	if (!mkdtemp(folder))
		return error_errno(err, "create a folder in %s", g->context->temp_dir);
	ret = judge_agents(g, folder, err);
	if (fs_remove_tree(folder, &removal) < 0 && ret >= 0)
		ret = error_set(err, removal.code, "%s", removal.text);
	return ret;
}

int agents_each(const char *suites_dir, int (*call)(void *arg, const char *name, const char *title),
		void *arg, struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO_FREE char *folder = fs_join(suites_dir, "agents");
	struct text_list names = { 0 };
	int ret = folder ? yaml_names(&arena, folder, &names, err) : error_memory(err);

	for (size_t i = 0; i < names.count && !ret; i++) {
		CLEANUP(suite_release) struct suite s = { 0 };
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

		buf_addf(&path, "%s/%s.yaml", folder, names.items[i]);
		ret = path.failed ? error_memory(err)
				  : suite_read(&s, buf_str(&path), NULL, check_kinds, err);
		if (!ret)
			ret = call(arg, names.items[i], s.title);
	}
	return ret;
}
