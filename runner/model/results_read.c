/* SPDX-License-Identifier: MIT */
/* results.json back again: nothing of it is believed that can be derived. */
#include "model/reader.h"
#include "model/results.h"

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

	for (unsigned i = 0; word && i < OUTCOME_COUNT; i++)
		if (streq(word, outcome_names[i]))
			return (enum outcome)i;
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

static const char *read_losers(struct loading *r, const struct doc *list)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const char *kept;

	if (!list)
		return NULL;
	for (size_t i = 0; i < doc_count(list); i++) {
		const char *line = doc_string(doc_at(list, i));

		buf_addf(&text, "%s%s", i ? "\n" : "", line ? line : "");
	}
	kept = text.failed ? NULL : arena_strdup(&r->out->arena, buf_str(&text));
	if (!kept && r->ret == 0)
		r->ret = error_memory(r->err);
	return kept;
}

static void read_settings(struct loading *r, const struct doc *d, struct findings *f)
{
	const struct doc *list = doc_get(d, "settings");
	int64_t total = doc_get_int(d, "settings_total", 0);
	size_t count = list ? doc_count(list) : 0;

	if (count > FINDINGS_SETTINGS_MAX || total < (int64_t)count) {
		wrong(r, "settings_total", "does not fit the settings");
		return;
	}
	f->settings_total = (size_t)total;
	f->kept_settings = count;
	for (size_t i = 0; i < count; i++) {
		const struct doc *one = doc_at(list, i);

		f->settings[i] = (struct setting_fact){
			.object = must_text(r, one, "object"),
			.set = maybe_text(r, one, "set"),
			.place = maybe_text(r, one, "place"),
			.effective = maybe_text(r, one, "effective"),
			.running = maybe_text(r, one, "running"),
			.losers = read_losers(r, doc_get(one, "losers")),
		};
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
	read_settings(r, d, f);
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
	item->answer = maybe_text(r, d, "answer");
	if (r->ret == 0 && item->answer && !reader_is_id(item->answer))
		wrong(r, "answer", "a letter that no id has");
	item->required = doc_get_bool(d, "required", true);
	item->waivable = doc_get_bool(d, "waivable", false);
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

	if (!streq(doc_get_text(d, "schema"), RESULTS_SCHEMA))
		return error_input(err, "results: not a document of schema %s", RESULTS_SCHEMA);
	read_inputs(&r, d);
	if (r.ret == 0)
		read_checks(&r, d);
	if (r.ret == 0)
		r.ret = results_scenarios_read(d, &mine.scenarios, &mine.arena, err);
	if (r.ret == 0)
		compare(&r, d);
	if (r.ret < 0) {
		results_release(&mine);
		return r.ret;
	}
	*out = mine;
	return 0;
}
