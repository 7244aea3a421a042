/* SPDX-License-Identifier: MIT */
/* Every enabled repository, as dnf5 reads it: signed, fetched safely, with a key that is there. */
#include <stdio.h>

#include "judge/dnf.h"
#include "judge/image.h"
#include "judge/parts.h"
#include "judge/pattern.h"
#include "model/kind.h"

struct repository_args {
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
static const char *const known_variables[] = { "arch", "basearch", "releasever", "releasever_major",
					       "releasever_minor" };

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

	if (a->gpgcheck == 1 || a->keys == 1 || a->variables == 1 || a->schemes.count ||
	    a->enabled.count || a->url)
		return 0;
	return error_input(err, "says not what the repositories have to be");
}

/* Length of a variable's name at s, which begins with '$'; *skip is all it takes up. */
static size_t variable(const char *s, const char **name, size_t *skip)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	bool braced = s[1] == '{';
	size_t n;

	*name = s + (braced ? 2 : 1);
	n = strspn(*name, letters);
	*skip = n + (braced ? 2 : 1);
	if (braced && (*name)[n] == '}')
		(*skip)++;
	return n;
}

static bool from_packages(struct judging *j, const char *sql, struct buf *out)
{
	return parts_ready(j->ev, EVIDENCE(PACKAGES), j->out) &&
	       evidence_text(j->ev, out, sql, NULL);
}

static bool variable_value(struct judging *j, const char *name, struct buf *out);

/* What stands before the first '.' of the release's version, or behind it. */
static bool release_part(struct judging *j, bool major, struct buf *out)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);
	const char *dot;

	if (!variable_value(j, "releasever", &whole))
		return false;
	dot = strchr(buf_str(&whole), '.');
	buf_clear(out);
	if (major)
		buf_addn(out, buf_str(&whole), strcspn(buf_str(&whole), "."));
	else
		buf_add(out, dot ? dot + 1 : "");
	return true;
}

/*
 * The value of a variable: a file of vars/, or what dnf5 detects (libdnf5/conf/vars.cpp): the
 * version of system-release(releasever), else of the package that provides system-release.
 */
static bool variable_value(struct judging *j, const char *name, struct buf *out)
{
	static const char *const folders[] = { "/etc/dnf/vars", "/etc/yum/vars",
					       "/usr/share/dnf5/vars" };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folders[i], name);
		if (image_text(j->ev, buf_str(&path), out) == IMAGE_TEXT_READ) {
			out->len = strcspn(buf_str(out), "\n");
			if (out->data)
				out->data[out->len] = '\0';
			return true;
		}
	}
	if (streq(name, "arch") || streq(name, "basearch"))
		return from_packages(
			j,
			"SELECT arch FROM package WHERE arch NOT IN ('noarch', '') GROUP "
			"BY arch ORDER BY count(*) DESC, arch LIMIT 1",
			out);
	if (streq(name, "releasever_major") || streq(name, "releasever_minor"))
		return release_part(j, streq(name, "releasever_major"), out);
	if (!streq(name, "releasever"))
		return false;
	return from_packages(
		       j,
		       "SELECT version FROM package_dep WHERE kind = 'provides' AND name = "
		       "'system-release(releasever)' AND version <> '' ORDER BY version LIMIT 1",
		       out) ||
	       from_packages(
		       j,
		       "SELECT p.version FROM package p JOIN package_dep d USING (nevra) WHERE "
		       "d.kind = 'provides' AND d.name = 'system-release' ORDER BY nevra LIMIT 1",
		       out);
}

static bool expand(struct judging *j, const char *text, struct buf *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	buf_clear(out);
	while (*text) {
		const char *name;
		size_t skip;
		size_t n = *text == '$' ? variable(text, &name, &skip) : 0;
		AUTO_FREE char *copy = n ? strndup(name, n) : NULL;

		if (!n) {
			buf_addc(out, *text++);
			continue;
		}
		if (!copy || !variable_value(j, copy, &value))
			return false;
		buf_add(out, buf_str(&value));
		text += skip;
	}
	return !out->failed;
}

static bool variable_known(struct judging *j, const char *name, size_t n)
{
	AUTO_FREE char *copy = strndup(name, n);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	for (size_t i = 0; copy && i < ARRAY_SIZE(known_variables); i++)
		if (streq(copy, known_variables[i]))
			return true;
	buf_addf(&path, "/etc/dnf/vars/%s", copy ? copy : "");
	if (image_real_path(j->ev, buf_str(&path), &real))
		return true;
	buf_clear(&path);
	buf_addf(&path, "/usr/share/dnf5/vars/%s", copy ? copy : "");
	return image_real_path(j->ev, buf_str(&path), &real);
}

static void judge_variables(struct judging *j, const char *id, const char *url)
{
	const char *name;
	size_t skip;

	for (const char *at = strchr(url, '$'); at; at = strchr(at + 1, '$')) {
		size_t n = variable(at, &name, &skip);

		if (n == 0 || !variable_known(j, name, n))
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
	if (!expand(j, url + (starts_with(url, "file://") ? 7 : 5), &path))
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

		if (!e || !*e->value)
			continue;
		each_word(j, id, e->value, judge_url);
		urls++;
	}
	if (urls == 0)
		finding_fail(j->out, id, "a baseurl, mirrorlist or metalink", "none");
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
