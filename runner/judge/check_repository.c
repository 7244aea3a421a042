/* SPDX-License-Identifier: MIT */
/* Every enabled repository, as dnf5 reads it: signed, fetched safely, with a key that is there. */
#include <stdio.h>

#include "base/url.h"
#include "judge/dnf.h"
#include "judge/dnf_vars.h"
#include "judge/image.h"
#include "judge/pattern.h"
#include "model/kind.h"

struct repository_args {
	int answers;
	int gpgcheck;
	int keys;
	int variables;
	struct text_list schemes;
	struct text_list enabled;
	struct text_list ids;
	const char *url;
};

#define AT(member, T) .offset = FIELD_OF(struct repository_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "answers", .type = FIELD_BOOL, AT(answers, int),
	  .help = "true: evidence of each repository is beside the image's (run --enabled), and whole" },
	{ .key = "enabled", .type = FIELD_LIST, AT(enabled, struct text_list),
	  .help = "globs of the ids that may be enabled; each must match one that is" },
	{ .key = "gpgcheck", .type = FIELD_BOOL, AT(gpgcheck, int),
	  .help = "true: packages' signatures are checked" },
	{ .key = "ids", .type = FIELD_LIST, AT(ids, struct text_list),
	  .help = "globs of the ids that are judged", .fallback = "*" },
	{ .key = "keys", .type = FIELD_BOOL, AT(keys, int),
	  .help = "true: signatures are checked against a key, and every file:// key is in the image" },
	{ .key = "schemes", .type = FIELD_LIST, AT(schemes, struct text_list),
	  .help = "schemes that URLs of repositories may have, as https" },
	{ .key = "url", .type = FIELD_PATTERN, AT(url, const char *),
	  .help = "pattern every URL has to match, before variables are replaced" },
	{ .key = "variables", .type = FIELD_BOOL, AT(variables, int),
	  .help = "true: every $variable in a URL is one that dnf knows" },
	{ 0 }
};
/* clang-format on */

static const char *const url_keys[] = { "baseurl", "mirrorlist", "metalink" };

struct judging {
	const struct repository_args *args;
	struct evidence *ev;
	struct findings *out;
	struct dnf dnf;
	struct pattern url;
};

static int check_args(const void *args, struct error *err)
{
	const struct repository_args *a = args;

	if (a->answers == 1 || a->gpgcheck == 1 || a->keys == 1 || a->variables == 1 ||
	    a->schemes.count || a->enabled.count || a->url)
		return 0;
	return error_input(err, "says not what the repositories have to be");
}

static void judge_variables(struct judging *j, const char *id, const char *url)
{
	const char *name;
	size_t skip;

	for (const char *at = strchr(url, '$'); at; at = strchr(at + 1, '$')) {
		size_t n = dnf_variable(at, &name, &skip);

		if (n == 0 || !dnf_variable_known(j->ev, name, n))
			finding_fail(j->out, id, "variables that dnf knows", "%s", url);
	}
}

static void judge_url(struct judging *j, const char *id, const char *url)
{
	const char *end = strstr(url, "://");
	AUTO_FREE char *scheme = strndup(url, end ? (size_t)(end - url) : 0);

	if (j->args->schemes.count && (!scheme || !text_list_has(&j->args->schemes, scheme)))
		finding_fail(j->out, id, j->args->schemes.items[0], "%s", url);
	if (j->args->url && !pattern_matches(&j->url, url))
		finding_fail(j->out, id, j->args->url, "%s", url);
	if (j->args->variables == 1)
		judge_variables(j, id, url);
}

static void judge_key(struct judging *j, const char *id, const char *url)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	char expected[128];

	if (!starts_with(url, "file:"))
		return;
	snprintf(expected, sizeof(expected), "key of repository %s in the image", id);
	if (!dnf_expand(j->ev, url + (starts_with(url, "file://") ? 7 : 5), false, j->out, &path))
		finding_fail(j->out, url, expected, "a variable in it has no value");
	else if (!image_real_path(j->ev, buf_str(&path), &real))
		finding_fail(j->out, buf_str(&path), expected, "not there");
}

/* Calls for each word of a value: dnf separates URLs by blanks, commas and lines. */
static void each_word(struct judging *j, const char *id, const char *value,
		      void (*fn)(struct judging *j, const char *id, const char *word))
{
	while (*value) {
		size_t n = strcspn(value, ", \t\n");
		AUTO_FREE char *word = strndup(value, n);

		if (!word)
			finding_error(j->out, "no memory");
		else if (n)
			fn(j, id, word);
		value += n;
		value += strspn(value, ", \t\n");
	}
}

/* Do two lists of URLs name the same?  A '/' at the end of one makes no difference. */
static bool same_urls(const char *a, const char *b)
{
	while (*a || *b) {
		size_t n = strcspn(a, " ");
		size_t m = strcspn(b, " ");
		size_t x = n && a[n - 1] == '/' ? n - 1 : n;
		size_t y = m && b[m - 1] == '/' ? m - 1 : m;

		if (x != y || strncmp(a, b, x) != 0)
			return false;
		a += n + (a[n] == ' ');
		b += m + (b[m] == ' ');
	}
	return true;
}

/* The evidence of what was asked for under this URL; NULL: there is none. */
static struct evidence *beside_of(const struct judging *j, const char *url)
{
	struct evidence *repository;

	for (size_t i = 0; (repository = evidence_repository(j->ev, i)) != NULL; i++) {
		AUTO(buf) struct buf asked = BUF_INIT(BUF_LINE);

		if (evidence_text(repository, &asked,
				  "SELECT value FROM repository WHERE key = 'url'", NULL) &&
		    same_urls(buf_str(&asked), url))
			return repository;
	}
	return NULL;
}

static void judge_answer(struct judging *j, const char *id)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct evidence *repository;
	const char *why;

	if (!dnf_repository_url(&j->dnf, j->ev, id, j->out, &url))
		return; /* that it has none is said of it anyway */
	url_clean(buf_str(&url), &shown);
	repository = beside_of(j, buf_str(&shown));
	if (!repository && !dnf_urls_are_remote(buf_str(&url))) {
		finding_missing(j->out,
				"repository %s: %s: only what is on the network (http, https) can "
				"be asked from outside of the image",
				id, buf_str(&shown));
		return;
	}
	if (!repository) {
		finding_lacks(j->out, AGAINST_REPOSITORIES,
			      "no evidence of an enabled repository was given: run with --enabled");
		return;
	}
	why = evidence_part_failed(repository, PART_REPOSITORY);
	if (why)
		finding_fail(j->out, id, "answers, with all its metadata", "%s: %s",
			     buf_str(&shown), why);
	else if (!(evidence_complete(repository) & EVIDENCE(REPOSITORY)))
		finding_missing(j->out, "repository %s: its evidence is not complete", id);
}

static void judge_repository(struct judging *j, const char *id)
{
	const struct dnf_entry *by = NULL;
	bool checked = dnf_checks_signatures(&j->dnf, id, &by);
	const struct dnf_entry *key = dnf_repository(&j->dnf, id, "gpgkey");
	size_t urls = 0;

	if (j->args->gpgcheck == 1 && !checked)
		finding_fail(j->out, id, "signatures are checked", "%s%s%s",
			     by ? by->key : "no gpgcheck",
			     by ? " = " : " anywhere, and dnf's default is off",
			     by ? by->value : "");
	for (size_t i = 0; i < ARRAY_SIZE(url_keys); i++) {
		const struct dnf_entry *e = dnf_repository(&j->dnf, id, url_keys[i]);

		if (!e || !e->value[strspn(e->value, ", \t\n")])
			continue;
		each_word(j, id, e->value, judge_url);
		urls++;
	}
	if (urls == 0)
		finding_fail(j->out, id, "a baseurl, mirrorlist or metalink", "none");
	if (j->args->answers == 1)
		judge_answer(j, id);
	if (j->args->keys == 1 && key)
		each_word(j, id, key->value, judge_key);
	if (j->args->keys == 1 && checked && (!key || !*key->value))
		finding_fail(j->out, id, "a gpgkey to check signatures with", "none");
	if (j->args->enabled.count && !image_matches(&j->args->enabled, id))
		finding_fail(j->out, id, "not enabled", "enabled");
}

static bool is_enabled(const struct dnf *d, const char *id)
{
	const struct dnf_entry *e = dnf_repository(d, id, "enabled");

	return !e || dnf_true(e->value);
}

/* Each wished id has to match a repository that is enabled. */
static void judge_wished(struct judging *j)
{
	for (size_t i = 0; i < j->args->enabled.count; i++) {
		bool found = false;

		for (size_t k = 0; k < j->dnf.ids.count; k++)
			found = found ||
				(str_glob(j->args->enabled.items[i], j->dnf.ids.items[k]) &&
				 is_enabled(&j->dnf, j->dnf.ids.items[k]));
		if (!found)
			finding_fail(j->out, j->args->enabled.items[i], "enabled",
				     "no enabled repository of that id");
	}
}

static void judge_all(struct judging *j)
{
	size_t judged = 0;

	for (size_t i = 0; i < j->dnf.bad.count; i++)
		finding_fail(j->out, j->dnf.bad.items[i], "lines as dnf reads them",
			     "not readable");
	for (size_t i = 0; i < j->dnf.ids.count; i++) {
		const char *id = j->dnf.ids.items[i];

		if (!is_enabled(&j->dnf, id) || !image_matches(&j->args->ids, id))
			continue;
		judge_repository(j, id);
		judged++;
	}
	judge_wished(j);
	if (judged == 0)
		finding_fail(j->out, "repositories", "at least one that is enabled", "none of %zu",
			     j->dnf.ids.count);
	else
		finding_pass(j->out, "repositories", "%zu are enabled", judged);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct repository_args *a = args;
	struct judging j = { .args = a, .ev = ev, .out = out, .url = PATTERN_INIT };

	if (!a->url || pattern_init(&j.url, a->url, out)) {
		if (dnf_read(&j.dnf, ev))
			judge_all(&j);
		else
			finding_error(out, "%s", j.dnf.why ? j.dnf.why : "no memory");
	}
	dnf_release(&j.dnf);
	pattern_release(&j.url);
}

const struct check_kind check_repository = {
	.name = "repository",
	.summary = "Enabled package repositories are signed, safe to fetch and complete",
	.example = "{gpgcheck: true, keys: true, schemes: [https]}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct repository_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
