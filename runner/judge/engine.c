/* SPDX-License-Identifier: MIT */
/*
 * Judging fails closed: a check is evaluated only over complete parts, what an unreadable row made
 * of it is an error whatever the kind concluded, and silence is missing.
 */
#include "judge/judge.h"

#include <stdio.h>

#include "judge/parts.h"
#include "judge/when.h"

#define KIND(name) extern const struct check_kind check_##name;
#include "judge/kinds.def"
#undef KIND

const struct check_kind *const check_kinds[] = {
#define KIND(name) &check_##name,
#include "judge/kinds.def"
#undef KIND
	NULL
};

/* How a part that nobody collected is come by. */
static const char *const remedies[PART_COUNT] = {
	[PART_BOOT] = "collect from a booted image",
	[PART_FILES] = "collect from an image, without --lean",
	[PART_ELF] = "collect from an image, without --lean",
	[PART_PACKAGES] = "collect from an image with an rpm database",
	[PART_REPOSITORY] = "collect from a package repository",
	[PART_UNITS] = "collect from a booted image",
	[PART_KERNEL] = "collect from a booted image",
	[PART_MOUNTS] = "collect from a booted image",
	[PART_ACCOUNTS] = "collect from an image",
	[PART_LISTENERS] = "collect from a booted image",
	[PART_COMMANDS] = "collect from a booted image, with this suite",
	[PART_CONFIG] = "collect from an image",
	[PART_SCENARIO] = "run scenarios: certify --scenario",
};

/* `whose`: "", or words that say it is the reference. */
static bool all_complete(struct evidence *ev, unsigned needs, const char *whose,
			 struct findings *out)
{
	unsigned lacking = needs & ~evidence_complete(ev);

	for (unsigned i = 0; i < PART_COUNT; i++) {
		const char *why;

		if (!(lacking & PART_BIT(i)))
			continue;
		why = evidence_part_failed(ev, (enum part)i);
		if (why)
			finding_error(out, "%sevidence of %s failed: %s", whose, parts[i].name,
				      why);
	}
	for (unsigned i = 0; i < PART_COUNT && out->outcome != OUTCOME_ERROR; i++)
		if (lacking & PART_BIT(i))
			finding_missing(out, "%sno evidence of %s: %s", whose, parts[i].name,
					remedies[i]);
	return lacking == 0;
}

bool parts_ready(struct evidence *ev, unsigned needs, struct findings *out)
{
	return all_complete(ev, needs, "", out);
}

/* Parts that may be absent, but not broken. */
static bool none_failed(struct evidence *ev, unsigned uses, struct findings *out)
{
	bool fine = true;

	for (unsigned i = 0; i < PART_COUNT; i++) {
		const char *why =
			uses & PART_BIT(i) ? evidence_part_failed(ev, (enum part)i) : NULL;

		if (why)
			finding_error(out, "evidence of %s failed: %s", parts[i].name, why);
		fine &= !why;
	}
	return fine;
}

bool repositories_ready(struct evidence *ev, struct findings *out)
{
	struct evidence *repository;
	bool ready = true;

	for (size_t i = 0; (repository = evidence_repository(ev, i)) != NULL; i++)
		ready &= all_complete(repository, EVIDENCE(REPOSITORY), "repository: ", out);
	if (evidence_repository(ev, 0))
		return ready;
	finding_lacks(out, AGAINST_REPOSITORIES, "no repository was given: --repository");
	return false;
}

/* What the kind has to have beside the evidence. */
static bool others_ready(const struct check_kind *kind, struct evidence *ev, struct findings *out)
{
	if (kind->against & AGAINST_REFERENCE && !evidence_reference(ev)) {
		finding_lacks(out, AGAINST_REFERENCE,
			      "no reference evidence was given: --reference");
		return false;
	}
	if (kind->against & AGAINST_REFERENCE &&
	    !all_complete(evidence_reference(ev), kind->needs, "reference: ", out))
		return false;
	if (kind->against & AGAINST_IMAGE && !evidence_image(ev)) {
		finding_lacks(out, AGAINST_IMAGE,
			      "no image was given to judge the product on: --image");
		return false;
	}
	return !(kind->against & AGAINST_REPOSITORIES) || repositories_ready(ev, out);
}

void judge_check(const struct check *check, struct evidence *ev, struct findings *out)
{
	evidence_forgive(ev);
	if (parts_ready(ev, check->kind->needs, out) && none_failed(ev, check->kind->uses, out) &&
	    others_ready(check->kind, ev, out))
		check->kind->evaluate(check->args, ev, out);
	if (evidence_failed(ev))
		finding_error(out, "the evidence could not be read: %s", evidence_why(ev));
	if (out->outcome == OUTCOME_MISSING && !out->reason)
		finding_missing(out, "the check came to no conclusion");
}

static void judge_one(const struct catalogue *c, const struct check *check, struct evidence *ev,
		      struct findings *out)
{
	const char *exempt = catalogue_exempts(c, check);

	if (exempt)
		finding_not_applicable(out, "%s", exempt);
	else if (conditions_hold(c, check, ev, out))
		judge_check(check, ev, out);
}

static bool is_selected(const struct text_list *only, const char *id)
{
	for (size_t i = 0; only && i < only->count; i++)
		if (str_glob(only->items[i], id))
			return true;
	return !only || only->count == 0;
}

static int by_id(const void *a, const void *b)
{
	const struct check *const *one = a;
	const struct check *const *two = b;

	return strcmp((*one)->id, (*two)->id);
}

/*
 * The selected checks, and those that are required anyhow: what a selection leaves out is missing,
 * so that no part of a suite can look like the whole.  Sorted by id; the caller frees the array.
 */
static int select_checks(const struct catalogue *c, const struct text_list *only,
			 const struct check ***out, size_t *count, struct error *err)
{
	const struct check **all;
	size_t room = 1;
	size_t n = 0;
	bool any = false;

	for (size_t i = 0; i < c->suites_count; i++)
		room += c->suites[i].count;
	all = calloc(room, sizeof(*all));
	if (!all)
		return error_memory(err);
	for (size_t i = 0; i < c->suites_count; i++)
		for (size_t j = 0; j < c->suites[i].count; j++) {
			const struct check *check = &c->suites[i].checks[j];
			bool selected = is_selected(only, check->id);

			any |= selected;
			if (selected || catalogue_required(c, check))
				all[n++] = check;
		}
	if (!any && room > 1) {
		free(all);
		return error_input(err,
				   "no check of profile %s fits the selection; see azlcts list",
				   c->profile.name);
	}
	qsort(all, n, sizeof(*all), by_id);
	*out = all;
	*count = n;
	return 0;
}

static int fill_result(const struct catalogue *c, const struct check *check, struct results *r,
		       struct result *out, struct error *err)
{
	struct arena *a = &r->arena;

	*out = (struct result){
		.id = arena_strdup(a, check->id),
		.version = check->version,
		.suite = arena_strdup(a, check->suite->name),
		.kind = check->kind->name,
		.title = arena_strdup(a, check->title),
		.level = level_names[check->level],
		.why = arena_strdup(a, check->why),
		.remedy = arena_strdup(a, check->remedy),
		.references = doc_copy(check->references),
		.answer = check->answer ? arena_strdup(a, check->answer) : NULL,
		.required = catalogue_required(c, check),
		.waivable = catalogue_waivable(c, check),
		.findings = arena_alloc(a, sizeof(*out->findings)),
	};
	if ((check->answer && !out->answer) || !out->id || !out->suite || !out->title ||
	    !out->why || !out->remedy || !out->findings || (check->references && !out->references))
		return error_memory(err);
	return 0;
}

/* A text the evidence may or may not have. */
static int fill_text(struct evidence *ev, struct results *r, const char *sql, const char *key,
		     const char **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	*out = NULL;
	if (!evidence_text(ev, &text, sql, key))
		return 0;
	*out = arena_strdup(&r->arena, buf_str(&text));
	return *out && !text.failed ? 0 : error_memory(err);
}

/* Evidence that was given beside the one that is judged: its digest and what it calls itself. */
static int fill_beside(struct evidence *other, struct results *r, const char *table,
		       const char *key, struct digest_entry *out, struct error *err)
{
	char sql[80];
	int ret = other ? evidence_digest(other, out->sha256, err) : 0;

	if (!other || ret)
		return ret;
	snprintf(sql, sizeof(sql), "SELECT value FROM %s WHERE key = ?1 ORDER BY value", table);
	return fill_text(other, r, sql, key, &out->name, err);
}

static int fill_source(struct evidence *ev, struct results *r, struct error *err)
{
	static const char meta[] = "SELECT value FROM meta WHERE key = ?1";
	static const char release[] = "SELECT value FROM os_release WHERE key = ?1 "
				      "ORDER BY value";
	static const char packages[] =
		"SELECT (SELECT count(*) FROM package) || ' packages: ' || group_concat(nevra, ', "
		"') || "
		"CASE WHEN (SELECT count(*) FROM package) > 3 THEN ' ...' ELSE '' END FROM (SELECT "
		"nevra "
		"FROM package ORDER BY nevra LIMIT 3) WHERE EXISTS (SELECT 1 FROM meta WHERE "
		"key = 'source.kind' AND value = ?1) HAVING count(*) > 0";
	struct evidence *reference = evidence_reference(ev);
	int ret = evidence_digest(ev, r->evidence_sha256, err);

	if (!ret && reference)
		ret = evidence_digest(reference, r->reference_sha256, err);
	if (!ret && reference)
		ret = fill_text(reference, r, release, "PRETTY_NAME", &r->reference_product, err);
	if (!ret)
		ret = fill_beside(evidence_image(ev), r, "os_release", "PRETTY_NAME", &r->image,
				  err);
	for (size_t i = 0; !ret && evidence_repository(ev, i); i++) {
		ret = fill_beside(evidence_repository(ev, i), r, "repository", "url",
				  &r->repositories[i], err);
		r->repositories_count = i + 1;
	}
	if (!ret)
		ret = fill_text(ev, r, meta, "source.kind", &r->source_kind, err);
	if (!ret)
		ret = fill_text(ev, r, meta, "source.sha256", &r->source_sha256, err);
	if (!ret)
		ret = fill_text(ev, r, release, "PRETTY_NAME", &r->product, err);
	if (!ret && !r->product) /* a package */
		ret = fill_text(ev, r, meta, "source.nevra", &r->product, err);
	if (!ret && !r->product) /* several */
		ret = fill_text(ev, r, packages, "rpm", &r->product, err);
	if (!ret && evidence_failed(ev))
		ret = error_set(err, EIO, "%s", evidence_why(ev));
	if (!ret && !r->source_kind)
		r->source_kind = "unknown";
	return ret;
}

static int fill_inputs(const struct catalogue *c, struct results *r, struct error *err)
{
	r->profile.name = arena_strdup(&r->arena, c->profile.name);
	memcpy(r->profile.sha256, c->profile.sha256, SHA256_HEX);
	r->suites = arena_alloc(&r->arena, (c->suites_count + 1) * sizeof(*r->suites));
	if (!r->profile.name || !r->suites)
		return error_memory(err);
	for (size_t i = 0; i < c->suites_count; i++) {
		r->suites[i].name = arena_strdup(&r->arena, c->suites[i].name);
		if (!r->suites[i].name)
			return error_memory(err);
		memcpy(r->suites[i].sha256, c->suites[i].sha256, SHA256_HEX);
		r->suites_count++;
	}
	return 0;
}

static int judge_all(struct evidence *ev, const struct catalogue *c,
		     const struct check *const *checks, size_t count, const struct text_list *only,
		     struct results *r, struct error *err)
{
	int ret = fill_inputs(c, r, err);

	if (ret)
		return ret;
	r->items = arena_alloc(&r->arena, (count + 1) * sizeof(*r->items));
	if (!r->items)
		return error_memory(err);
	for (size_t i = 0; i < count; i++) {
		struct result *item = &r->items[r->count];

		ret = fill_result(c, checks[i], r, item, err);
		if (ret) {
			doc_free(item->references);
			return ret;
		}
		r->count++;
		if (is_selected(only, checks[i]->id))
			judge_one(c, checks[i], ev, item->findings);
		else
			finding_missing(item->findings, "not selected for this run");
	}
	results_required(r, r->required_sha256);
	return 0;
}

static int judge_into(struct evidence *ev, const struct catalogue *c, const struct text_list *only,
		      struct results *r, struct error *err)
{
	const struct check **checks = NULL;
	size_t count = 0;
	int ret = select_checks(c, only, &checks, &count, err);

	if (!ret)
		ret = judge_all(ev, c, checks, count, only, r, err);
	free(checks);
	return ret;
}

int judge_outcomes(struct evidence *ev, const struct catalogue *catalogue,
		   const struct text_list *only, struct results *out, struct error *err)
{
	AUTO(results) struct results r = { 0 };
	int ret = judge_into(ev, catalogue, only, &r, err);

	if (ret)
		return ret;
	*out = r;
	r = (struct results){ 0 };
	return 0;
}

int judge(struct evidence *ev, const struct catalogue *catalogue, const struct text_list *only,
	  struct results *out, struct error *err)
{
	AUTO(results) struct results r = { 0 };
	int ret = fill_source(ev, &r, err);

	if (!ret)
		ret = results_scenarios_fill(&r.scenarios, &r.arena, ev, err);
	if (!ret)
		ret = judge_into(ev, catalogue, only, &r, err);
	if (ret)
		return ret;
	*out = r;
	r = (struct results){ 0 };
	return 0;
}
