/* SPDX-License-Identifier: MIT */
#include "cli/prove.h"

#include "base/fs.h"
#include "base/subprocess.h"
#include "cli/prove_touched.h"
#include "cli/rootcopy.h"
#include "collect/collect.h"

const char *const proof_names[PROOF_COUNT] = {
	[PROOF_NONE] = "not-tried",	   [PROOF_GOOD] = "proved",
	[PROOF_EXEMPT] = "not-applicable", [PROOF_NO_COUNTER] = "no-counterexample",
	[PROOF_NO_ROOT] = "no-root",	   [PROOF_NO_REPOSITORY] = "no-repository",
	[PROOF_NO_IMAGE] = "no-image",	   [PROOF_BAD] = "not-proved",
};

/* Parts that a root directory gives, and that are collected again after `files`. */
static const unsigned root_parts =
	EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(ACCOUNTS) | EVIDENCE(PACKAGES);

void prove_result_release(struct prove_result *r)
{
	for (size_t i = 0; i < r->count; i++)
		buf_release(&r->lines[i].why);
	free(r->lines);
	*r = (struct prove_result){ 0 };
}

struct prover {
	const struct prove_request *req;
	struct evidence *intact; /* what kinds that compare compare with: nothing is lost in it */
	struct evidence *repository; /* private copy of the first one; NULL: none is changed */
	struct touched rows; /* a private copy; counterexamples of rows are undone each time */
	struct touched root; /* the same with root_parts of the untouched root */
};

/* Changes one of the copies; what is wrong with the SQL is the suite's. */
static bool change(struct evidence *ev, const char *sql, struct prove_line *line)
{
	struct error why = ERROR_INIT;

	if (!sql || evidence_change(ev, sql, &why) >= 0)
		return true;
	buf_addf(&line->why, "counterexample: %s", why.text);
	line->rows = PROOF_BAD;
	return false;
}

static int try_rows(struct prover *p, struct prove_line *line, struct error *err)
{
	struct evidence *ev = p->rows.ev;
	struct evidence *repository = p->repository;

	evidence_watch(ev);
	if (repository)
		evidence_watch(repository);
	if (change(ev, line->check->counter_rows, line) &&
	    change(repository, line->check->counter_repository, line))
		line->rows = touched_judge(&p->rows, line->check, evidence_tables_written(ev),
					   repository ? evidence_tables_written(repository) : 0,
					   &line->why);
	evidence_forgive(ev);
	return cancel_check(p->req->cancel, err);
}

/* Rows of the evidence, of the repository, or both: all is undone. */
static int prove_rows(struct prover *p, struct prove_line *line, struct error *err)
{
	struct evidence *repository = line->check->counter_repository ? p->repository : NULL;
	int ret = evidence_try(p->rows.ev, err);

	if (!ret && repository)
		ret = evidence_try(repository, err);
	if (!ret)
		ret = try_rows(p, line, err);
	if (!ret && repository)
		ret = evidence_undo(repository, err);
	return ret ? ret : evidence_undo(p->rows.ev, err);
}

/* The parts of a root directory into `ev`, in place of those it has. */
static int recollect(const struct prover *p, struct evidence *ev, const char *root,
		     struct error *err)
{
	const struct source_kind *kind = NULL;
	AUTO_FREE char *work = fs_join(p->req->scratch, "work");
	AUTO_DOC struct doc *run = doc_object();
	static const struct collectors collectors = { .tree = collect_tree,
						      .packages = collect_packages };
	struct source_request req = { .path = root,
				      .work_dir = work,
				      .collectors = &collectors,
				      .sink = evidence_sink(ev),
				      .cancel = p->req->cancel,
				      .run = run };
	int ret;

	for (const struct source_kind *const *k = source_kinds; *k; k++)
		if (streq((*k)->name, "rootfs"))
			kind = *k;
	if (!work || !kind)
		return error_memory(err);
	ret = evidence_forget(ev, root_parts, err);
	if (!ret)
		ret = evidence_change(ev, "DELETE FROM meta WHERE key LIKE 'source.%'", err);
	if (!ret)
		ret = fs_mkdirs(work, err);
	if (!ret)
		ret = kind->collect(&req, err);
	if (!ret)
		ret = fs_remove_tree(work, err);
	return ret;
}

/* Runs the counterexample in the copy; its failure is the suite's, not ours. */
static int change_files(const struct prover *p, const char *root, struct prove_line *line,
			bool *changed, struct error *err)
{
	CLEANUP(subprocess_result_release)
	struct subprocess_result result = SUBPROCESS_RESULT_INIT;
	const char *argv[] = { "sh", "-euc", line->check->counter_files, NULL };
	struct subprocess what = {
		.argv = argv, .chdir = root, .timeout_ms = 60000, .cancel = p->req->cancel
	};
	char how[64];
	int ret = subprocess_run(&what, &result, err);

	if (ret)
		return ret;
	*changed = subprocess_ok(&result);
	if (!*changed)
		buf_addf(&line->why, "its counterexample %s: %.200s", subprocess_how(&result, how),
			 buf_str(&result.err));
	return 0;
}

static int prove_files(struct prover *p, struct prove_line *line, struct error *err)
{
	CLEANUP(rootcopy_close) struct rootcopy copy = { 0 };
	struct evidence *ev = p->root.ev;
	uint64_t tables_mask = 0;
	bool changed = false;
	int ret = rootcopy_open(&copy, p->req->root, p->req->scratch, p->req->cancel, err);

	if (!ret)
		ret = change_files(p, copy.path, line, &changed, err);
	if (!ret && !changed)
		line->files = PROOF_BAD;
	if (ret || !changed)
		return ret;
	ret = evidence_try(ev, err);
	if (ret)
		return ret;
	ret = recollect(p, ev, copy.path, err);
	if (!ret)
		ret = touched_compare(&p->root, &tables_mask, err);
	if (!ret)
		line->files =
			touched_judge(&p->root, line->check,
				      tables_mask | UINT64_C(1) << TABLE_volatile, 0, &line->why);
	evidence_forgive(ev);
	return ret ? ret : evidence_undo(ev, err);
}

/* What the check, as it is, cannot do without and was not given: PROOF_NONE when it is not that. */
static enum proof lacking(const struct prover *p, const struct check *c)
{
	const struct findings *f = touched_findings(&p->rows, c->id);

	if (f && f->outcome == OUTCOME_MISSING && f->lacks & AGAINST_IMAGE)
		return PROOF_NO_IMAGE;
	if (f && f->outcome == OUTCOME_MISSING && f->lacks & AGAINST_REPOSITORIES)
		return PROOF_NO_REPOSITORY;
	return PROOF_NONE;
}

static int prove_line(struct prover *p, struct prove_line *line, struct error *err)
{
	const struct check *c = line->check;
	enum outcome before = touched_before(&p->rows, c->id);
	int ret = 0;

	line->why = (struct buf)BUF_INIT(BUF_LINE);
	if (before == OUTCOME_NOT_APPLICABLE) {
		line->rows = line->files = PROOF_EXEMPT;
		return 0;
	}
	if (!c->counter_rows && !c->counter_files && !c->counter_repository) {
		line->rows = line->files = PROOF_NO_COUNTER;
		return 0;
	}
	line->rows = line->files = lacking(p, c);
	if (line->rows != PROOF_NONE)
		return 0;
	if (before != OUTCOME_PASS) {
		buf_addf(&line->why, "does not pass on this evidence: %s", outcome_names[before]);
		line->rows = line->files = PROOF_BAD;
		return 0;
	}
	if (c->counter_repository && !p->repository)
		line->rows = PROOF_NO_REPOSITORY;
	else if (c->counter_rows || c->counter_repository)
		ret = prove_rows(p, line, err);
	if (!ret && c->counter_files) {
		if (!p->req->root)
			line->files = PROOF_NO_ROOT;
		else if (touched_before(&p->root, c->id) == OUTCOME_PASS)
			ret = prove_files(p, line, err);
		else {
			buf_addf(&line->why, "does not pass on the root directory: %s",
				 outcome_names[touched_before(&p->root, c->id)]);
			line->files = PROOF_BAD;
		}
	}
	return ret;
}

/* A copy of the first repository, when a counterexample changes it. */
static int copy_repository(struct prover *p, const struct prove_result *lines, struct error *err)
{
	bool wanted = false;

	for (size_t i = 0; i < lines->count; i++)
		wanted |= lines->lines[i].check->counter_repository != NULL;
	if (!wanted || p->req->beside->repositories_count == 0)
		return 0;
	return evidence_copy_of(&p->repository, p->req->beside->repositories[0], err);
}

/* What there is beside a copy of the evidence. */
static int place(const struct prover *p, struct evidence *ev, struct error *err)
{
	struct beside_open beside = *p->req->beside;

	if (!beside.reference)
		beside.reference = p->intact;
	if (p->repository)
		beside.repositories[0] = p->repository;
	evidence_heed(ev, p->req->cancel);
	return beside_give(&beside, ev, err);
}

/* The tables that are collected again of a root directory. */
static uint64_t root_tables(void)
{
	uint64_t mask = 0;

	for (unsigned t = 0; t < TABLE_COUNT; t++)
		if (tables[t].part == PART_NONE ? t != TABLE_volatile
						: root_parts & PART_BIT(tables[t].part))
			mask |= UINT64_C(1) << t;
	return mask;
}

static int open_root(struct prover *p, struct error *err)
{
	int ret = evidence_copy(&p->root.ev, p->req->evidence, err);

	if (!ret)
		ret = place(p, p->root.ev, err);
	if (!ret)
		ret = recollect(p, p->root.ev, p->req->root, err);
	if (!ret)
		ret = touched_learn(&p->root, p->req->catalogue, p->req->cancel, err);
	return ret ? ret : touched_remember(&p->root, root_tables(), err);
}

static int prover_open(struct prover *p, const struct prove_result *lines, struct error *err)
{
	int ret = evidence_open(&p->intact, p->req->evidence, err);

	if (!ret)
		ret = copy_repository(p, lines, err);
	if (!ret)
		ret = evidence_copy(&p->rows.ev, p->req->evidence, err);
	p->rows.repository = p->repository;
	if (!ret)
		ret = place(p, p->rows.ev, err);
	if (!ret)
		ret = touched_learn(&p->rows, p->req->catalogue, p->req->cancel, err);
	return ret || !p->req->root ? ret : open_root(p, err);
}

static void prover_close(struct prover *p)
{
	touched_release(&p->rows);
	touched_release(&p->root);
	evidence_free(p->rows.ev);
	evidence_free(p->root.ev);
	evidence_free(p->repository);
	evidence_free(p->intact);
}

static bool selected(const struct text_list *only, const char *id)
{
	for (size_t i = 0; i < only->count; i++)
		if (str_glob(only->items[i], id))
			return true;
	return only->count == 0;
}

static int list_lines(const struct prove_request *req, struct prove_result *out, struct error *err)
{
	size_t total = 0;

	for (size_t s = 0; s < req->catalogue->suites_count; s++)
		total += req->catalogue->suites[s].count;
	out->lines = calloc(total + 1, sizeof(*out->lines));
	if (!out->lines)
		return error_memory(err);
	for (size_t s = 0; s < req->catalogue->suites_count; s++)
		for (size_t i = 0; i < req->catalogue->suites[s].count; i++)
			if (selected(req->only, req->catalogue->suites[s].checks[i].id))
				out->lines[out->count++].check =
					&req->catalogue->suites[s].checks[i];
	return out->count ? 0 : error_input(err, "no check was selected");
}

int prove(const struct prove_request *req, struct prove_result *out, struct error *err)
{
	CLEANUP(prover_close) struct prover p = { .req = req };
	int ret = list_lines(req, out, err);

	if (!ret)
		ret = prover_open(&p, out, err);
	for (size_t i = 0; i < out->count && !ret; i++) {
		progress_say(req->progress, "prove", "%zu of %zu: %s", i + 1, out->count,
			     out->lines[i].check->id);
		ret = cancel_check(req->cancel, err);
		if (!ret)
			ret = prove_line(&p, &out->lines[i], err);
	}
	return ret;
}
