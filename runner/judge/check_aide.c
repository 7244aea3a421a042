/* SPDX-License-Identifier: MIT */
#include "judge/aide_conf.h"
#include "judge/image.h"
#include "judge/path_set.h"
#include "model/kind.h"

struct aide_args {
	struct text_list path;
	struct text_list attributes;
	const char *config;
	int database;
};

static const struct field fields[] = {
	{ .key = "attributes",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct aide_args, attributes, struct text_list),
	  .help = "what AIDE has to look at of each, as sha512" },
	{ .key = "config",
	  .type = FIELD_PATH,
	  .offset = FIELD_OF(struct aide_args, config, const char *),
	  .help = "its configuration",
	  .fallback = "/etc/aide.conf" },
	{ .key = "database",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct aide_args, database, int),
	  .help = "true: AIDE is there, and so is the database that its configuration names",
	  .fallback = "false" },
	{ .key = "path",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct aide_args, path, struct text_list),
	  .help = "files; AIDE goes by where they are, whatever link leads there; what is not in "
		  "the image is passed over" },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct aide_args *a = args;

	if ((a->path.count == 0) != (a->attributes.count == 0))
		return error_input(err, "path and attributes need one another");
	if (a->path.count == 0 && a->database != 1)
		return error_input(err, "neither path nor database: nothing is asked");
	for (size_t i = 0; i < a->path.count; i++)
		if (*a->path.items[i] != '/')
			return error_input(err, "path: %s: has to begin with /", a->path.items[i]);
	return 0;
}

static void judge(const struct aide_args *a, const struct aide_conf *conf, const char *path,
		  struct findings *out)
{
	const struct aide_rule *rule;
	int hit = aide_match(conf, path, &rule, out);

	if (hit < 0)
		return;
	if (!hit) {
		finding_fail(out, path, "a rule of AIDE", rule ? "left out by %s" : "no rule in %s",
			     rule ? rule->place : a->config);
		return;
	}
	for (size_t i = 0; i < a->attributes.count; i++)
		if (!aide_has(conf, rule->attributes, a->attributes.items[i]))
			finding_fail(out, path, a->attributes.items[i], "%s (%s)", rule->attributes,
				     rule->place);
	finding_pass(out, path, "%s (%s)", rule->attributes, rule->place);
}

static bool is_there(struct evidence *ev, const char *path, bool full)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf size = BUF_INIT(BUF_LINE);

	if (!image_real_path(ev, path, &real))
		return false;
	return !full ||
	       (evidence_text(ev, &size, "SELECT size FROM file WHERE path = ?1", buf_str(&real)) &&
		!streq(buf_str(&size), "0"));
}

/* database_in since 0.17, database before; a database that is no file cannot be looked at. */
static void judge_database(const struct aide_args *a, const struct aide_conf *conf,
			   struct evidence *ev, struct findings *out)
{
	const char *url = aide_value(conf, "database_in");
	const char *path;

	if (!is_there(ev, "/usr/sbin/aide", false) && !is_there(ev, "/usr/bin/aide", false)) {
		finding_fail(out, "aide", "installed", "there is no /usr/sbin/aide");
		return;
	}
	url = url ? url : aide_value(conf, "database");
	if (!url) {
		finding_fail(out, a->config, "database_in=file:...", "names no database");
		return;
	}
	if (!starts_with(url, "file:/")) {
		finding_missing(out, "%s: the database is %s, which is no file", a->config, url);
		return;
	}
	path = url + strlen("file:");
	path += strspn(path, "/") - 1;
	if (is_there(ev, path, true))
		finding_pass(out, path, "is there (%s)", a->config);
	else if (path_set_known(ev, path, out))
		finding_fail(out, path, "a database, made with aide --init",
			     "is not there, or empty");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct aide_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	struct aide_conf conf;
	size_t judged = 0;
	int there = aide_read(ev, a->config, &arena, &conf, out);

	if (there < 0)
		return;
	if (there == 0) {
		finding_fail(out, a->config, "rules of AIDE", "there is no such file");
		return;
	}
	if (a->database == 1)
		judge_database(a, &conf, ev, out);
	for (size_t i = 0; i < a->path.count; i++) {
		if (!image_real_path(ev, a->path.items[i], &real))
			continue;
		judge(a, &conf, buf_str(&real), out);
		judged++;
	}
	if (!judged && a->path.count)
		finding_missing(out, "none of these files is in the image");
}

const struct check_kind check_aide = {
	.name = "aide",
	.summary = "AIDE looks for changes of these files, by these attributes",
	.example = "{path: [/usr/sbin/auditctl], attributes: [sha512]}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct aide_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
