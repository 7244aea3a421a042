/* SPDX-License-Identifier: MIT */
/* azlcts explain: a check, kind, rule or table in words, from the program's own lists. */
#include "cli/catalogues.h"
#include "cli/kindtext.h"
#include "cli/tabletext.h"
#include "model/condition.h"
#include "judge/abi/rules.h"
#include "model/results.h"

struct explain_options {
	const char *profile;
	const char *suites;
	bool markdown;
};

static void add_reference(const char *key, const struct doc *value, void *arg)
{
	struct buf *out = arg;

	buf_addf(out, "  %s:", key);
	for (size_t i = 0; i < doc_count(value); i++)
		buf_addf(out, "%s %s", i ? "," : "", doc_string(doc_at(value, i)));
	buf_addc(out, '\n');
}

/* Lines of at most 96 columns, two spaces in front; those of a script stay as they are. */
static void add_indented(struct buf *out, const char *text, bool wrap)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		while (wrap && len > 94) {
			size_t cut = 94;

			while (cut > 0 && line[cut] != ' ')
				cut--;
			if (cut == 0)
				break;
			buf_addf(out, "  %.*s\n", (int)cut, line);
			line += cut + 1;
			len -= cut + 1;
		}
		buf_add(out, "  ");
		buf_addn(out, line, len);
		buf_addc(out, '\n');
	}
}

static void explain_check(struct buf *out, const struct catalogue *in, const struct check *c)
{
	buf_addf(out, "%s (version %lld)\n  %s\n\n", c->id, (long long)c->version, c->title);
	buf_addf(out, "level     %s, %s by profile %s\nkind      %s: %s\nsuite     %s (%s:%u)\n",
		 level_names[c->level], catalogue_required(in, c) ? "required" : "not required",
		 in->profile.name, c->kind->name, c->kind->summary, c->suite->name, c->file,
		 c->line);
	buf_add(out, "evidence  ");
	for (unsigned p = 0, n = 0; p < PART_COUNT; p++)
		if (c->kind->needs & PART_BIT(p))
			buf_addf(out, "%s%s", n++ ? ", " : "", parts[p].name);
	buf_add(out, c->kind->needs ? "" : "none of its own");
	for (unsigned i = 0, n = 0; i < PART_COUNT; i++)
		if (c->kind->uses & PART_BIT(i))
			buf_addf(out, "%s%s", n++ ? ", " : "; where there is any: ", parts[i].name);
	for (size_t i = 0; i < c->when.count; i++)
		buf_addf(out, "%s%s", i ? ", " : "\nwhen      ", c->when.items[i]);
	if (!catalogue_waivable(in, c))
		buf_addf(out, "\nwaivers   none: profile %s lets nobody waive it",
			 in->profile.name);
	buf_add(out, "\n\nparameters\n");
	kind_args_text(c->kind, c->args, out);
	buf_add(out, "\nwhy\n");
	add_indented(out, c->why, true);
	buf_add(out, "\nremedy\n");
	add_indented(out, c->remedy, true);
	if (c->references && doc_count(c->references)) {
		buf_add(out, "\nreferences\n");
		doc_each(c->references, add_reference, out);
	}
	if (c->counter_files || c->counter_rows || c->counter_repository)
		buf_add(out, "\ncounterexample: a change after which this check fails\n");
	if (c->counter_files)
		add_indented(out, c->counter_files, false);
	if (c->counter_rows)
		add_indented(out, c->counter_rows, false);
	if (c->counter_repository) {
		buf_add(out, "\nin the first repository beside the evidence\n");
		add_indented(out, c->counter_repository, false);
	}
}

/* The words that `when:` of a check may have. */
static bool explain_conditions(struct buf *out, const char *what, bool markdown)
{
	if (!streq(what, "conditions"))
		return false;
	buf_add(out, markdown ? "| condition | reason code | holds when |\n|---|---|---|\n" : "");
	for (size_t i = 0; i < CONDITION_COUNT; i++) {
		const struct condition *c = &conditions[i];
		AUTO(buf) struct buf word = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf code = BUF_INIT(BUF_LINE);

		buf_addf(&word, "%s%s%s", c->word, c->argument ? ":" : "",
			 c->argument ? c->argument : "");
		buf_addf(&code, "%s%s%s", c->reason, c->argument ? ":" : "",
			 c->argument ? c->argument : "");
		if (markdown)
			buf_addf(out, "| `%s` | `%s` | %s |\n", buf_str(&word), buf_str(&code),
				 c->help);
		else
			buf_addf(out, "%-24s %s\n  else %s\n", buf_str(&word), c->help,
				 buf_str(&code));
	}
	return true;
}

static void rule_text(const struct abi_rule_info *r, bool markdown, struct buf *out)
{
	if (markdown) {
		buf_addf(out, "### %s %s\n\nUsually: %s. %s\n\nRemedy: %s\n\nSource: %s\n\n", r->id,
			 r->title, severity_names[r->severity], r->text, r->remedy, r->source);
		return;
	}
	buf_addf(out, "%s: %s\n\nusually   %s\n\nwhat\n", r->id, r->title,
		 severity_names[r->severity]);
	add_indented(out, r->text, true);
	buf_add(out, "\nremedy\n");
	add_indented(out, r->remedy, true);
	buf_add(out, "\nsource\n");
	add_indented(out, r->source, true);
}

/* A rule of ABI compatibility by its id, or "rules" for all. */
static bool explain_rules(struct buf *out, const char *what, bool markdown)
{
	const struct abi_rule_info *one = abi_rule_find(what);

	if (one)
		rule_text(one, markdown, out);
	for (size_t i = 0; i < RULE_COUNT && streq(what, "rules"); i++) {
		buf_add(out, i && !markdown ? "\n" : "");
		rule_text(&abi_rules[i], markdown, out);
	}
	return out->len > 0;
}

/* A kind or table by its name, or "kinds" and "tables" for all of them. */
static bool explain_lists(struct buf *out, const char *what, bool markdown)
{
	for (const struct check_kind *const *k = check_kinds; *k; k++)
		if (streq(what, "kinds") || streq(what, (*k)->name))
			kind_text(*k, markdown, out);
	for (size_t t = 0; t < TABLE_COUNT && out->len == 0; t++)
		if (streq(what, tables[t].name))
			table_text(&tables[t], markdown, out);
	for (size_t t = 0; t < TABLE_COUNT && streq(what, "tables"); t++)
		table_text(&tables[t], markdown, out);
	return out->len > 0;
}

/* Names of the checks of all profiles, then of the kinds, for "did you mean". */
static const char *any_name(size_t i, const void *arg)
{
	const struct catalogues *all = arg;

	for (size_t p = 0; p < all->count; p++)
		for (size_t s = 0; s < all->items[p].suites_count; s++) {
			const struct suite *suite = &all->items[p].suites[s];

			if (i < suite->count)
				return suite->checks[i].id;
			i -= suite->count;
		}
	for (const struct check_kind *const *k = check_kinds; *k; k++)
		if (i-- == 0)
			return (*k)->name;
	return NULL;
}

static bool explain_in(struct buf *out, const struct catalogue *c, const char *id)
{
	for (size_t s = 0; s < c->suites_count; s++)
		for (size_t i = 0; i < c->suites[s].count; i++)
			if (streq(c->suites[s].checks[i].id, id)) {
				explain_check(out, c, &c->suites[s].checks[i]);
				return true;
			}
	return false;
}

static bool explain_any(struct buf *out, const struct catalogues *c, const char *id)
{
	for (size_t i = 0; i < c->count; i++)
		if (explain_in(out, &c->items[i], id))
			return true;
	return false;
}

/* In the default profile, which is read sooner than all of them; what is wrong there all will say.
 */
static bool explain_by_default(struct buf *out, const struct invocation *in, const char *id)
{
	const struct explain_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	struct error ignored = ERROR_INIT;

	return !o->profile &&
	       catalogues_open(&c, in->context, DEFAULT_PROFILE, o->suites, &ignored) == 0 &&
	       explain_any(out, &c, id);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct explain_options *o = in->options;
	const char *what = in->args[0];
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	int ret;

	if (explain_lists(&out, what, o->markdown) || explain_conditions(&out, what, o->markdown) ||
	    explain_rules(&out, what, o->markdown) || explain_by_default(&out, in, what))
		return print_text(buf_str(&out), out.len, err);
	ret = catalogues_open(&c, in->context, o->profile, o->suites, err);
	if (ret)
		return ret;
	if (!explain_any(&out, &c, what)) {
		const char *near = str_nearest(what, any_name, &c);

		return error_input(err, "no check, kind, rule or table '%s'%s%s%s", what,
				   near ? "; did you mean " : "; see azlcts list", near ? near : "",
				   near ? "?" : "");
	}
	return print_text(buf_str(&out), out.len, err);
}

static const struct option_spec options[] = {
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct explain_options, profile, const char *),
	  "with this profile's parameters (default azl4-vm, else one that has the check)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR",
	  OPTION_OF(struct explain_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	{ "markdown", '\0', OPTION_FLAG, NULL, OPTION_OF(struct explain_options, markdown, bool),
	  "kinds, rules and tables as Markdown, as in docs/", NULL },
	{ 0 }
};

const struct command command_explain = {
	.name = "explain",
	.args = "CHECK|KIND|RULE|TABLE|kinds|rules|tables|conditions",
	.summary = "say what a check, kind, rule or table is about, and how to mend a failure",
	.examples = "  azlcts explain azl.identity.id\n  azlcts explain product.requires\n  azlcts "
		    "explain sysctl\n"
		    "  azlcts explain A05\n  azlcts explain file\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct explain_options),
	.options = options,
	.run = run,
};
