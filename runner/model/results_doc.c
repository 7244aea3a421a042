/* SPDX-License-Identifier: MIT */
/* results.json: struct results as a document, and back. */
#include "model/results.h"

#include "model/reader.h"
#include "version.h"

#define SCHEMA "azlcts-results-1"
#define TOOL   "azlcts"

/* In the order people look for them. */
static const enum outcome told[] = { OUTCOME_PASS, OUTCOME_FAIL, OUTCOME_ERROR, OUTCOME_MISSING,
				     OUTCOME_NOT_APPLICABLE };

static void put_tally(struct doc *tally, const char *name, const size_t by[OUTCOME_COUNT])
{
	struct doc *d = doc_set(tally, name, doc_object());
	size_t total = 0;

	for (size_t i = 0; i < ARRAY_SIZE(told); i++) {
		doc_set_int(d, outcome_names[told[i]], (int64_t)by[told[i]]);
		total += by[told[i]];
	}
	doc_set_int(d, "total", (int64_t)total);
}

static void put_finding(struct doc *d, const struct finding *f)
{
	doc_set_text(d, "object", f->object);
	if (f->expected[0])
		doc_set_text(d, "expected", f->expected);
	doc_set_text(d, "observed", f->observed);
}

static void put_unchecked(struct doc *d, const struct findings *f)
{
	struct doc *list;

	if (f->unchecked == 0)
		return;
	doc_set_int(d, "unchecked_total", (int64_t)f->unchecked);
	list = doc_set(d, "unchecked", doc_list());
	for (size_t i = findings_shown(f); i < f->kept; i++)
		put_finding(doc_add(list, doc_object()), &f->items[i]);
}

static void put_findings(struct doc *d, const struct findings *f)
{
	size_t shown = findings_shown(f);
	struct doc *list;

	doc_set_text(d, "outcome", outcome_names[f->outcome]);
	if (f->outcome == OUTCOME_ERROR && !f->reason)
		doc_set_text(d, "reason", "out of memory");
	else if (f->outcome == OUTCOME_MISSING && !f->reason)
		doc_set_text(d, "reason", "the check came to no conclusion");
	else
		doc_set_text(d, "reason", f->reason);
	doc_set_int(d, "findings_total", (int64_t)f->total);
	put_unchecked(d, f);
	if (shown > 0)
		put_finding(d, &f->items[0]);
	if (shown < 2)
		return;
	list = doc_set(d, "findings", doc_list());
	for (size_t i = 0; i < shown; i++)
		put_finding(doc_add(list, doc_object()), &f->items[i]);
}

static void put_check(struct doc *d, const struct result *r)
{
	static const struct findings nothing; /* zero: missing */

	doc_set_text(d, "id", r->id);
	doc_set_int(d, "version", r->version);
	doc_set_text(d, "suite", r->suite);
	doc_set_text(d, "kind", r->kind);
	doc_set_text(d, "title", r->title);
	doc_set_text(d, "level", r->level);
	doc_set_bool(d, "required", r->required);
	doc_set_text(d, "why", r->why);
	doc_set_text(d, "remedy", r->remedy);
	if (r->references)
		doc_set(d, "references", doc_copy(r->references));
	put_findings(d, r->findings ? r->findings : &nothing);
}

static void put_entry(struct doc *d, const char *key, const struct digest_entry *e)
{
	doc_set_text(d, "sha256", e->sha256);
	doc_set_text(d, key, e->name);
}

static void put_inputs(struct doc *top, const struct results *r, const struct tally *t)
{
	struct doc *d;
	struct doc *list;

	d = doc_set(top, "tool", doc_object());
	doc_set_text(d, "name", TOOL);
	doc_set_text(d, "version", r->tool_version ? r->tool_version : AZLCTS_VERSION);
	d = doc_set(top, "source", doc_object());
	doc_set_text(d, "kind", r->source_kind);
	doc_set_text(d, "sha256", r->source_sha256);
	doc_set_text(top, "product", r->product);
	d = doc_set(top, "evidence", doc_object());
	doc_set_text(d, "sha256", r->evidence_sha256);
	if (r->reference_sha256[0]) {
		d = doc_set(top, "reference", doc_object());
		doc_set_text(d, "sha256", r->reference_sha256);
		doc_set_text(d, "product", r->reference_product);
	}
	if (r->image.sha256[0])
		put_entry(doc_set(top, "image", doc_object()), "product", &r->image);
	list = r->repositories_count ? doc_set(top, "repositories", doc_list()) : NULL;
	for (size_t i = 0; i < r->repositories_count; i++)
		put_entry(doc_add(list, doc_object()), "url", &r->repositories[i]);
	d = doc_set(top, "profile", doc_object());
	doc_set_text(d, "name", r->profile.name);
	doc_set_text(d, "sha256", r->profile.sha256);
	doc_set_int(d, "required", (int64_t)t->required);
	doc_set_text(d, "required_sha256", r->required_sha256);
	list = doc_set(top, "suites", doc_list());
	for (size_t i = 0; i < r->suites_count; i++) {
		d = doc_add(list, doc_object());
		doc_set_text(d, "name", r->suites[i].name);
		doc_set_text(d, "sha256", r->suites[i].sha256);
	}
}

struct doc *results_to_doc(const struct results *r)
{
	struct doc *top = doc_object();
	struct doc *d;
	struct tally t;

	results_tally(r, &t);
	doc_set_text(top, "schema", SCHEMA);
	doc_set_text(top, "verdict", results_verdict(results_exit(&t)));
	doc_set_int(top, "exit", results_exit(&t));
	put_inputs(top, r, &t);
	d = doc_set(top, "tally", doc_object());
	put_tally(d, "required", t.by);
	put_tally(d, "others", t.others);
	d = doc_set(top, "checks", doc_list());
	for (size_t i = 0; i < r->count; i++)
		put_check(doc_add(d, doc_object()), &r->items[i]);
	return top;
}

/* Reading.  The first thing that is wrong is said once, in `err`. */
struct loading {
	struct results *out;
	struct error *err;
	int ret;
};

static void wrong(struct loading *r, const char *where, const char *what)
{
	if (r->ret == 0)
		r->ret = error_input(r->err, "results: %s: %s", where, what);
}

/* A text of the document, copied into the arena; NULL when there is none. */
static char *maybe_text(struct loading *r, const struct doc *d, const char *key)
{
	const char *text = doc_get_text(d, key);
	char *copy;

	if (!text)
		return NULL;
	copy = arena_strdup(&r->out->arena, text);
	if (!copy && r->ret == 0)
		r->ret = error_memory(r->err);
	return copy;
}

static char *must_text(struct loading *r, const struct doc *d, const char *key)
{
	char *text = maybe_text(r, d, key);

	if (!text)
		wrong(r, key, "missing, or not a text");
	return text;
}

static void must_digest(struct loading *r, const struct doc *d, const char *key,
			char out[SHA256_HEX])
{
	const char *text = doc_get_text(d, key);

	if (!text || strlen(text) != SHA256_HEX - 1 ||
	    strspn(text, "0123456789abcdef") != SHA256_HEX - 1)
		wrong(r, key, "not a SHA-256 in lower-case hexadecimal");
	else
		memcpy(out, text, SHA256_HEX);
}

/* Room for `count` things; NULL: no memory (said), or nothing to hold. */
static void *room(struct loading *r, size_t count, size_t size)
{
	void *p = count > ARENA_MAX / size ? NULL : arena_alloc(&r->out->arena, count * size);

	if (!p && r->ret == 0)
		r->ret = error_memory(r->err);
	return p;
}

static void read_entry(struct loading *r, const struct doc *d, const char *key,
		       struct digest_entry *out)
{
	must_digest(r, d, "sha256", out->sha256);
	out->name = maybe_text(r, d, key);
}

static void read_repositories(struct loading *r, const struct doc *list)
{
	struct results *out = r->out;
	size_t n = list ? doc_count(list) : 0;

	if (n > REPOSITORIES_MAX)
		n = REPOSITORIES_MAX; /* and it is not what results_to_doc() writes */
	for (size_t i = 0; i < n; i++)
		read_entry(r, doc_at(list, i), "url", &out->repositories[i]);
	out->repositories_count = n;
}

static void read_inputs(struct loading *r, const struct doc *d)
{
	struct results *out = r->out;
	const struct doc *suites = doc_get(d, "suites");

	out->tool_version = must_text(r, doc_get(d, "tool"), "version");
	out->product = maybe_text(r, d, "product");
	out->source_kind = must_text(r, doc_get(d, "source"), "kind");
	out->source_sha256 = maybe_text(r, doc_get(d, "source"), "sha256");
	must_digest(r, doc_get(d, "evidence"), "sha256", out->evidence_sha256);
	if (doc_get(d, "reference")) {
		must_digest(r, doc_get(d, "reference"), "sha256", out->reference_sha256);
		out->reference_product = maybe_text(r, doc_get(d, "reference"), "product");
	}
	if (doc_get(d, "image"))
		read_entry(r, doc_get(d, "image"), "product", &out->image);
	read_repositories(r, doc_get(d, "repositories"));
	out->profile.name = must_text(r, doc_get(d, "profile"), "name");
	must_digest(r, doc_get(d, "profile"), "sha256", out->profile.sha256);
	must_digest(r, doc_get(d, "profile"), "required_sha256", out->required_sha256);
	if (!doc_is_list(suites)) {
		wrong(r, "suites", "not a list");
		return;
	}
	out->suites = room(r, doc_count(suites), sizeof(*out->suites));
	for (size_t i = 0; out->suites && i < doc_count(suites); i++) {
		out->suites[i].name = must_text(r, doc_at(suites, i), "name");
		must_digest(r, doc_at(suites, i), "sha256", out->suites[i].sha256);
		out->suites_count = i + 1;
	}
}

static enum outcome read_outcome(struct loading *r, const struct doc *d)
{
	const char *word = doc_get_text(d, "outcome");

	for (size_t i = 0; word && i < ARRAY_SIZE(told); i++)
		if (streq(word, outcome_names[told[i]]))
			return told[i];
	wrong(r, "outcome", "not an outcome");
	return OUTCOME_MISSING;
}

static void read_finding(struct loading *r, const struct doc *d, struct finding *f)
{
	f->object = must_text(r, d, "object");
	f->expected = maybe_text(r, d, "expected");
	if (!f->expected)
		f->expected = room(r, 1, 1); /* "" */
	f->observed = must_text(r, d, "observed");
}

/* They stand behind the findings. */
static void read_unchecked(struct loading *r, const struct doc *d, struct findings *f)
{
	const struct doc *list = doc_get(d, "unchecked");
	int64_t total = doc_get_int(d, "unchecked_total", 0);
	size_t count = list ? doc_count(list) : 0;

	if (count > FINDINGS_UNCHECKED_MAX || total < (int64_t)count) {
		wrong(r, "unchecked_total", "does not fit what was not checked");
		return;
	}
	f->unchecked = (size_t)total;
	for (size_t i = 0; i < count; i++) {
		struct finding *item = &f->items[f->kept++];

		read_finding(r, doc_at(list, i), item);
		item->unchecked = true;
		f->kept_unchecked++;
	}
}

static void read_findings(struct loading *r, const struct doc *d, struct findings *f)
{
	const struct doc *list = doc_get(d, "findings");
	int64_t total = doc_get_int(d, "findings_total", -1);

	f->outcome = read_outcome(r, d);
	f->reason = maybe_text(r, d, "reason");
	f->kept = list ? doc_count(list) : doc_get(d, "object") != NULL;
	if (f->kept > FINDINGS_MAX || total < (int64_t)f->kept) {
		wrong(r, "findings_total", "does not fit the findings");
		f->kept = 0;
	}
	f->total = (size_t)total;
	for (size_t i = 0; i < f->kept; i++)
		read_finding(r, list ? doc_at(list, i) : d, &f->items[i]);
	if (f->outcome == OUTCOME_FAIL && f->kept == 0)
		wrong(r, "outcome", "a fail without a finding");
	if ((f->outcome == OUTCOME_NOT_APPLICABLE || f->outcome == OUTCOME_MISSING ||
	     f->outcome == OUTCOME_ERROR) &&
	    !f->reason)
		wrong(r, "reason", "missing");
	read_unchecked(r, d, f);
}

static void read_check(struct loading *r, const struct doc *d, struct result *item)
{
	item->id = must_text(r, d, "id");
	item->version = doc_get_int(d, "version", 0);
	item->suite = must_text(r, d, "suite");
	if (r->ret == 0 && (!reader_is_id(item->id) || !reader_is_id(item->suite)))
		wrong(r, "id", "a letter that no id has");
	item->kind = must_text(r, d, "kind");
	item->title = must_text(r, d, "title");
	item->level = must_text(r, d, "level");
	item->required = doc_get_bool(d, "required", true);
	item->why = maybe_text(r, d, "why");
	item->remedy = maybe_text(r, d, "remedy");
	item->references = doc_copy(doc_get(d, "references"));
	item->findings = room(r, 1, sizeof(*item->findings));
	if (item->findings)
		read_findings(r, d, item->findings);
}

static void read_checks(struct loading *r, const struct doc *d)
{
	struct results *out = r->out;
	const struct doc *list = doc_get(d, "checks");

	if (!doc_is_list(list)) {
		wrong(r, "checks", "not a list");
		return;
	}
	out->items = room(r, doc_count(list), sizeof(*out->items));
	for (size_t i = 0; out->items && r->ret == 0 && i < doc_count(list); i++) {
		out->count = i + 1;
		read_check(r, doc_at(list, i), &out->items[i]);
		if (r->ret == 0 && i > 0 && strcmp(out->items[i - 1].id, out->items[i].id) >= 0)
			wrong(r, out->items[i].id, "ids are not sorted, or stand twice");
		if (r->ret < 0 && out->items[i].id)
			error_wrap(r->err, "check %s", out->items[i].id);
	}
}

/* Canonical bytes of what was read; a null or a fraction in it is the document's fault. */
static void theirs_as_bytes(struct loading *r, const struct doc *d, struct buf *out)
{
	struct error why = ERROR_INIT;

	buf_clear(out);
	if (doc_canonical(d, out, &why) < 0)
		wrong(r, "document", "holds what this schema does not have");
}

/* What can be derived is derived again; `d` must say the same. */
static void compare(struct loading *r, const struct doc *d)
{
	AUTO_DOC struct doc *again = results_to_doc(r->out);
	AUTO(buf) struct buf ours = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf theirs = BUF_INIT(BUF_DOCUMENT);
	char required[SHA256_HEX];

	results_required(r->out, required);
	if (!streq(required, r->out->required_sha256))
		wrong(r, "profile: required_sha256", "is not the digest of the required checks");
	if (!streq(doc_get_text(d, "verdict"), doc_get_text(again, "verdict")) ||
	    doc_get_int(d, "exit", -1) != doc_get_int(again, "exit", -2))
		wrong(r, "verdict", "does not follow from the checks");
	if (r->ret == 0)
		r->ret = doc_canonical(again, &ours, r->err);
	if (r->ret < 0)
		return;
	theirs_as_bytes(r, doc_get(d, "tally"), &theirs);
	if (!strstr(buf_str(&ours), buf_str(&theirs)))
		wrong(r, "tally", "does not follow from the checks");
	theirs_as_bytes(r, d, &theirs);
	if (!streq(buf_str(&ours), buf_str(&theirs)))
		wrong(r, "document", "holds what this schema does not have, or lacks what it has");
}

int results_from_doc(const struct doc *d, struct results *out, struct error *err)
{
	struct results mine = { 0 };
	struct loading r = { .out = &mine, .err = err };

	if (!streq(doc_get_text(d, "schema"), SCHEMA))
		return error_input(err, "results: not a document of schema %s", SCHEMA);
	read_inputs(&r, d);
	if (r.ret == 0)
		read_checks(&r, d);
	if (r.ret == 0)
		compare(&r, d);
	if (r.ret < 0) {
		results_release(&mine);
		return r.ret;
	}
	*out = mine;
	return 0;
}
