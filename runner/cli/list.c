/* SPDX-License-Identifier: MIT */
/* azlcts list: what there is. */
#include "cli/catalogues.h"
#include "cli/certify_agent.h"
#include "judge/abi/rules.h"
#include "model/source.h"
#include "model/tables.h"
#include "model/results.h"
#include "report/report.h"

struct list_options {
	bool json;
	const char *profile;
	const char *suites;
};

/* Two columns and a note, gathered first so that the first column can be aligned. */
struct listing {
	struct doc *rows; /* objects: name, about, note */
};

static void add(struct listing *l, const char *name, const char *about, const char *note)
{
	struct doc *row = doc_add(l->rows, doc_object());

	doc_set_text(row, "name", name);
	doc_set_text(row, "about", about);
	doc_set_text(row, "note", note);
}

static int list_checks(struct listing *l, const struct invocation *in, struct error *err)
{
	const struct list_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	int ret = catalogues_open(&c, in->context, o->profile ? o->profile : DEFAULT_PROFILE,
				  o->suites, err);

	if (ret)
		return ret;
	for (size_t s = 0; s < c.items[0].suites_count; s++) {
		const struct suite *suite = &c.items[0].suites[s];

		for (size_t i = 0; i < suite->count; i++)
			add(l, suite->checks[i].id, suite->checks[i].title,
			    catalogue_required(&c.items[0], &suite->checks[i])
				    ? "required"
				    : level_names[suite->checks[i].level]);
	}
	return 0;
}

static int list_profiles(struct listing *l, const struct invocation *in, struct error *err)
{
	const struct list_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	int ret = catalogues_open(&c, in->context, NULL, o->suites, err);

	if (ret)
		return ret;
	for (size_t i = 0; i < c.count; i++)
		add(l, c.items[i].profile.name, c.items[i].profile.title, NULL);
	return 0;
}

static int list_suites(struct listing *l, const struct invocation *in, struct error *err)
{
	const struct list_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	int ret = catalogues_open(&c, in->context, o->profile ? o->profile : DEFAULT_PROFILE,
				  o->suites, err);

	if (ret)
		return ret;
	for (size_t s = 0; s < c.items[0].suites_count; s++) {
		char note[32];

		snprintf(note, sizeof(note), "%zu checks", c.items[0].suites[s].count);
		add(l, c.items[0].suites[s].name, c.items[0].suites[s].title, note);
	}
	return 0;
}

static int add_agent(void *arg, const char *name, const char *title)
{
	add(arg, name, title, NULL);
	return 0;
}

static int list_agents(struct listing *l, const struct invocation *in, struct error *err)
{
	const struct list_options *o = in->options;

	return agents_each(o->suites ? o->suites : in->context->suites_dir, add_agent, l, err);
}

static int list_kinds(struct listing *l, const struct invocation *in UNUSED,
		      struct error *err UNUSED)
{
	for (const struct check_kind *const *k = check_kinds; *k; k++)
		add(l, (*k)->name, (*k)->summary, NULL);
	return 0;
}

static int list_rules(struct listing *l, const struct invocation *in UNUSED,
		      struct error *err UNUSED)
{
	for (size_t i = 0; i < RULE_COUNT; i++)
		add(l, abi_rules[i].id, abi_rules[i].title, severity_names[abi_rules[i].severity]);
	return 0;
}

static int list_sources(struct listing *l, const struct invocation *in UNUSED,
			struct error *err UNUSED)
{
	for (const struct source_kind *const *k = source_kinds; *k; k++) {
		AUTO(buf) struct buf note = BUF_INIT(BUF_LINE);

		for (unsigned p = 0; p < PART_COUNT; p++)
			if ((*k)->gives & PART_BIT(p))
				buf_addf(&note, "%s%s", note.len ? ", " : "", parts[p].name);
		add(l, (*k)->name, (*k)->summary, buf_str(&note));
	}
	return 0;
}

static int list_parts(struct listing *l, const struct invocation *in UNUSED,
		      struct error *err UNUSED)
{
	for (unsigned p = 0; p < PART_COUNT; p++)
		add(l, parts[p].name, parts[p].help, NULL);
	return 0;
}

static int list_tables(struct listing *l, const struct invocation *in UNUSED,
		       struct error *err UNUSED)
{
	for (size_t t = 0; t < TABLE_COUNT; t++) {
		AUTO(buf) struct buf note = BUF_INIT(BUF_LINE);

		for (unsigned c = 0; c < tables[t].columns_count; c++)
			buf_addf(&note, "%s%s", c ? ", " : "", tables[t].columns[c].name);
		add(l, tables[t].name, tables[t].help, buf_str(&note));
	}
	return 0;
}

static int list_formats(struct listing *l, const struct invocation *in UNUSED,
			struct error *err UNUSED)
{
	for (const struct report_format *const *f = report_formats; *f; f++)
		add(l, (*f)->name, (*f)->summary, NULL);
	return 0;
}

static const struct topic {
	const char *name;
	int (*list)(struct listing *l, const struct invocation *in, struct error *err);
} topics[] = {
	{ "checks", list_checks }, { "profiles", list_profiles }, { "suites", list_suites },
	{ "kinds", list_kinds },   { "rules", list_rules },	  { "sources", list_sources },
	{ "parts", list_parts },   { "tables", list_tables },	  { "formats", list_formats },
	{ "agents", list_agents },
};

static const char *topic_name(size_t i, const void *arg UNUSED)
{
	return i < ARRAY_SIZE(topics) ? topics[i].name : NULL;
}

static int print_listing(const struct listing *l, struct error *err)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	size_t width = 0;

	for (size_t i = 0; i < doc_count(l->rows); i++) {
		size_t n = strlen(doc_get_text(doc_at(l->rows, i), "name"));

		width = n > width ? n : width;
	}
	for (size_t i = 0; i < doc_count(l->rows); i++) {
		const struct doc *row = doc_at(l->rows, i);
		const char *note = doc_get_text(row, "note");

		buf_addf(&out, "%-*s  %s%s%s%s\n", (int)width, doc_get_text(row, "name"),
			 doc_get_text(row, "about"), note ? " [" : "", note ? note : "",
			 note ? "]" : "");
	}
	if (out.failed)
		return error_memory(err);
	return print_text(buf_str(&out), out.len, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct list_options *o = in->options;
	const char *what = in->args_count ? in->args[0] : "checks";
	AUTO_DOC struct doc *rows = doc_list();
	struct listing l = { rows };
	const char *near;

	for (size_t i = 0; i < ARRAY_SIZE(topics); i++) {
		int ret;

		if (!streq(topics[i].name, what))
			continue;
		ret = topics[i].list(&l, in, err);
		if (!ret)
			ret = o->json ? print_doc(rows, err) : print_listing(&l, err);
		return ret ? ret : EXIT_CONFORMANT;
	}
	near = str_nearest(what, topic_name, NULL);
	return error_input(err, "list: no list '%s'%s%s%s", what, near ? "; did you mean " : "",
			   near ? near : "; see azlcts list --help", near ? "?" : "");
}

static const struct option_spec options[] = {
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct list_options, profile, const char *),
	  "for checks and suites (default azl4-vm)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR", OPTION_OF(struct list_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct list_options, json, bool),
	  "a list of objects with name, about and note", NULL },
	{ 0 }
};

const struct command command_list = {
	.name = "list",
	.args = "[WHAT]",
	.summary = "list checks, profiles, kinds and what else there is",
	.details = "WHAT is checks (the default), profiles, suites, kinds, rules, sources, parts, "
		   "tables,\nformats or agents.\n",
	.examples = "  azlcts list\n  azlcts list profiles\n  azlcts list tables --json\n",
	.max_args = 1,
	.options_size = sizeof(struct list_options),
	.options = options,
	.run = run,
};
