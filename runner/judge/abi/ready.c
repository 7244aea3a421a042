/* SPDX-License-Identifier: MIT */
#include "judge/abi/readiness.h"

const char *const ready_verdicts[READY_COUNT] = {
	[READY_UNDECIDED] = "not-decided",
	[READY_BLOCKED] = "blocked",
	[READY_WITH_PACKAGES] = "runs-with-packages",
	[READY_RUNS] = "runs",
};

const char *keep(struct readiness *r, const char *text)
{
	const char *copy = arena_strdup(r->arena, text);

	if (!copy)
		r->failed = true;
	return copy ? copy : "";
}

const struct ready_product *product_of(const struct readiness *r)
{
	return &r->q->products[r->product];
}

bool is_excepted(const struct readiness *r, const char *path)
{
	for (size_t i = 0; r->q->except && i < r->q->except->count; i++)
		if (str_glob(r->q->except->items[i], path))
			return true;
	return false;
}

/* Where a reason goes; what blocks takes the place of what is open when there is no more room. */
static struct ready_reason *place_for(struct ready_answer *a, const struct ready_reason *reason)
{
	if (a->reasons_count < READY_REASONS_MAX)
		return &a->reasons[a->reasons_count++];
	for (size_t i = a->reasons_count; i-- > 0 && !reason->undecided;)
		if (a->reasons[i].undecided)
			return &a->reasons[i];
	return NULL;
}

static void add_reason(struct readiness *r, const struct ready_reason *reason)
{
	struct ready_answer *a = r->answer;
	struct ready_reason *place;

	for (size_t i = 0; i < a->reasons_count; i++) /* two ways to one thing */
		if (streq(a->reasons[i].text, reason->text) &&
		    streq(a->reasons[i].object, reason->object))
			return;
	a->reasons_total++;
	a->is_blocked |= !reason->undecided;
	place = place_for(a, reason);
	if (place)
		*place = (struct ready_reason){ reason->undecided,	 reason->kind,
						keep(r, reason->object), keep(r, reason->text),
						keep(r, reason->remedy), keep(r, reason->lacks) };
}

void blocked(struct readiness *r, const char *kind, const char *object, const char *remedy,
	     const char *text, ...)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	va_list ap;

	va_start(ap, text);
	buf_addv(&line, text, ap);
	va_end(ap);
	add_reason(r, &(struct ready_reason){ false, kind, object, buf_str(&line), remedy,
					      r->lacks ? r->lacks : "" });
	r->lacks = NULL;
}

void undecided(struct readiness *r, const char *kind, const char *object, const char *text, ...)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	va_list ap;

	va_start(ap, text);
	buf_addv(&line, text, ap);
	va_end(ap);
	add_reason(r, &(struct ready_reason){ true, kind, object, buf_str(&line), "", "" });
}

void note(struct readiness *r, const char *text, ...)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct ready_answer *a = r->answer;
	va_list ap;

	va_start(ap, text);
	buf_addv(&line, text, ap);
	va_end(ap);
	if (a->notes_count < READY_NOTES_MAX)
		a->notes[a->notes_count++] = keep(r, buf_str(&line));
}

/* The machine of most of the image's objects; products have yet to come. */
static void find_machine(struct readiness *r)
{
	const struct world *w = &r->world;
	size_t most = 0;

	r->machine = NULL;
	for (size_t i = 0; i < w->count && most < w->count / 2 + 1; i++) {
		size_t n = 0;

		if (r->machine && streq(r->machine, w->items[i].machine))
			continue;
		for (size_t k = i; k < w->count; k++)
			n += streq(w->items[k].machine, w->items[i].machine);
		if (n > most) {
			most = n;
			r->machine = w->items[i].machine;
			r->class = w->items[i].class;
		}
	}
}

static bool make_layers(struct readiness *r)
{
	const struct ready_question *q = r->q;

	scope_memo_free(TAKE(r->memo));
	world_release(&r->world);
	world_init(&r->world, &r->names);
	r->made = false;
	r->mixed = NULL;
	if (!world_add(&r->world, q->image, NULL))
		return false;
	find_machine(r);
	for (size_t i = 0; i < q->products_count; i++)
		if (!world_add(&r->world, q->products[i].ev, q->products[i].prefix))
			return false;
	r->layers = (unsigned)q->products_count + 1;
	if (!lay_packages(r))
		return false;
	r->laid = r->answer->packages_count;
	r->memo = scope_memo_new(&r->world);
	r->made = r->memo != NULL;
	return r->made;
}

static bool make_world(struct readiness *r)
{
	if ((!r->made || r->laid || r->answer->packages_count) && !make_layers(r))
		return false;
	r->layer = (unsigned)r->product + 1;
	free(TAKE(r->covered));
	r->covered = calloc(r->world.count + 1, sizeof(*r->covered));
	return r->covered != NULL;
}

/* Nothing is concluded from evidence that lacks a part. */
static void judge_evidence(struct readiness *r, struct evidence *ev, const char *of)
{
	unsigned lacks = (EVIDENCE(FILES) | EVIDENCE(ELF)) & ~evidence_complete(ev);

	for (unsigned p = 0; p < PART_COUNT; p++) {
		const char *why = evidence_part_failed(ev, (enum part)p);

		if (lacks & PART_BIT(p))
			undecided(r, "evidence", of, "part %s: %s", parts[p].name,
				  why ? why : "was not collected");
	}
}

/* What blocks is certain, whatever else is open. */
static enum ready_verdict verdict_of(const struct ready_answer *a)
{
	if (a->is_blocked)
		return READY_BLOCKED;
	if (a->reasons_total || a->objects + a->scripts == 0)
		return READY_UNDECIDED;
	return a->packages_count ? READY_WITH_PACKAGES : READY_RUNS;
}

static void judge_round(struct readiness *r)
{
	struct ready_answer *a = r->answer;

	r->again = a->is_blocked = false;
	a->reasons_count = a->reasons_total = a->notes_count = a->objects = a->scripts = 0;
	judge_evidence(r, r->q->image, "the image");
	if (!r->machine)
		undecided(r, "evidence", "the image", "has no program and no library");
	else if (*r->world.why)
		undecided(r, "evidence", "the image", "%s", r->world.why);
	if (r->world.twice)
		undecided(r, "evidence", r->world.twice,
			  "stands there twice, with different contents");
	if (r->world.hidden)
		undecided(r, "evidence", r->world.hidden,
			  "two products have it: give each a place of its own, or ask for each "
			  "alone");
	if (r->mixed)
		undecided(r, "packages", r->mixed,
			  "is in several packages of the repository, with different contents: "
			  "give --with one version of each (dnf reposync --newest-only)");
	if (a->reasons_total) /* what is lacking there may be what was not seen */
		return;
	judge_evidence(r, product_of(r)->ev, product_of(r)->name);
	for (size_t i = 0; i < a->packages_count; i++)
		judge_evidence(r, r->q->repositories[r->chosen_of[i]], "the repository");
	judge_objects(r);
	judge_scripts(r);
	judge_packages(r);
	if (!r->again && a->objects + a->scripts == 0 && a->reasons_total == 0)
		undecided(r, "empty", product_of(r)->name,
			  "has no program, no library and no script: nothing to run");
}

static bool judge_product(struct readiness *r)
{
	unsigned rounds = 0;

	do {
		if (!make_world(r))
			return false;
		judge_round(r);
	} while (r->again && !r->failed && ++rounds < ROUNDS_MAX);
	if (r->again)
		undecided(r, "packages", product_of(r)->name, "too many packages need one another");
	r->answer->verdict = verdict_of(r->answer);
	return !r->failed;
}

static void readiness_release(struct readiness *r)
{
	for (size_t i = 0; r->repository_made && i < r->q->repositories_count; i++)
		if (r->repository_made[i])
			world_release(&r->repositories[i]);
	free(r->repositories);
	free(r->repository_made);
	free(r->covered);
	scope_memo_free(r->memo);
	world_release(&r->world);
	names_release(&r->names);
}

void ready_release(struct ready *r)
{
	arena_release(&r->arena);
}

bool ready_judge(struct ready *out, const struct ready_question *q)
{
	CLEANUP(readiness_release) struct readiness r = { .q = q, .arena = &out->arena };
	bool ok;

	world_init(&r.world, &r.names);
	r.repositories = calloc(q->repositories_count + 1, sizeof(*r.repositories));
	r.repository_made = calloc(q->repositories_count + 1, sizeof(*r.repository_made));
	out->count = q->products_count;
	out->answers = arena_alloc(&out->arena, (q->products_count + 1) * sizeof(*out->answers));
	ok = r.repositories && r.repository_made && out->answers;
	for (r.product = 0; r.product < q->products_count && ok; r.product++) {
		r.answer = &out->answers[r.product];
		ok = judge_product(&r);
	}
	ok = ok && !evidence_failed(q->image);
	for (size_t i = 0; i < q->products_count; i++)
		ok = ok && !evidence_failed(q->products[i].ev);
	for (size_t i = 0; i < q->repositories_count; i++)
		ok = ok && !evidence_failed(q->repositories[i]);
	return ok;
}
