/* SPDX-License-Identifier: MIT */
/*
 * Where the candidate's packages differ from Fedora's, the distribution declares it: a data file
 * that azlcts deviations made of its public definition says so, and by which file and line.
 */
#include <stdio.h>

#include "judge/deviating.h"
#include "judge/parts.h"
#include "model/kind.h"

struct deviation_args {
	const struct data_file *declared;
	const struct data_file *renamed;
	const char *where;
	struct text_list classes;
	struct text_list packages;
	struct text_list except;
	struct text_list channels;
	int strict;
	int after_snapshot;
	int replaced;
};

static const char *const where_words[] = { "installed", "available", NULL };

/* clang-format off */
static const struct field fields[] = {
	{ .key = "after-snapshot", .type = FIELD_BOOL, .offset = FIELD_OF(struct deviation_args, after_snapshot, int),
	  .help = "the reference is newer than the snapshot of Fedora that is built from: what is older than it is declared by that", .fallback = "false" },
	{ .key = "channels", .type = FIELD_LIST, .offset = FIELD_OF(struct deviation_args, channels, struct text_list),
	  .help = "publish channels that the repositories have to have whole", .fallback = "rpm-base" },
	{ .key = "classes", .type = FIELD_LIST, .offset = FIELD_OF(struct deviation_args, classes, struct text_list),
	  .help = "what is judged; default: all", .words = &deviation_words[DEVIATION_SAME + 1] },
	{ .key = "declared", .type = FIELD_FILE, .offset = FIELD_OF(struct deviation_args, declared, const struct data_file *),
	  .help = "what the distribution declares, as azlcts deviations writes it", .folder = "deviations", .required = true },
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct deviation_args, except, struct text_list),
	  .help = "globs of packages that are not compared" },
	{ .key = "packages", .type = FIELD_LIST, .offset = FIELD_OF(struct deviation_args, packages, struct text_list),
	  .help = "globs of the packages that are compared", .fallback = "*" },
	{ .key = "renamed", .type = FIELD_FILE, .offset = FIELD_OF(struct deviation_args, renamed, const struct data_file *),
	  .help = "what packages are called here: lines of old name, tab, new names, tab, remark", .folder = "renames" },
	{ .key = "replaced", .type = FIELD_BOOL, .offset = FIELD_OF(struct deviation_args, replaced, int),
	  .help = "a build of the reference that dnf would take for an upgrade is a fault", .fallback = "false" },
	{ .key = "strict", .type = FIELD_BOOL, .offset = FIELD_OF(struct deviation_args, strict, int),
	  .help = "an overlay or a build conditional declares only the packages that it names", .fallback = "false" },
	{ .key = "where", .type = FIELD_WORD, .offset = FIELD_OF(struct deviation_args, where, const char *),
	  .help = "the candidate's packages: installed, or available in its repositories", .fallback = "installed", .words = where_words },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct deviation_args *args;
	struct findings *out;
};

static void tell(void *arg, const struct difference *d)
{
	struct judging *j = arg;
	const char *word = deviation_words[d->class];
	char expected[512];

	if (j->args->classes.count && !text_list_has(&j->args->classes, word))
		return;
	if (d->declared) {
		finding_pass(j->out, d->package, "%s: %s; declared: %s", word,
			     *d->candidate ? d->candidate : "not there", d->declared);
		return;
	}
	if (*d->reference)
		snprintf(expected, sizeof(expected), "%s as Fedora has it, or a declaration",
			 d->reference);
	else
		snprintf(expected, sizeof(expected),
			 "nothing that Fedora does not have, or a "
			 "declaration");
	finding_fail(j->out, d->package, expected, "%s: %s; undeclared: %s", word,
		     *d->candidate ? d->candidate : "not there", d->note);
}

static int read_declared(const struct deviation_args *a, struct deviations **out, struct error *err)
{
	return deviations_read(a->declared->text, a->declared->len, a->declared->name, out, err);
}

/* Both sides are there: what is missing is said as the engine says it. */
static bool sides_ready(const struct deviation_args *a, struct evidence *ev, struct findings *out)
{
	struct evidence *reference = evidence_reference(ev);
	unsigned both = EVIDENCE(PACKAGES) | EVIDENCE(REPOSITORY);

	if (!(evidence_complete(reference) & both)) {
		finding_missing(out, "reference: neither packages nor a repository was collected");
		return false;
	}
	if (!streq(a->where, "available"))
		return parts_ready(ev, EVIDENCE(PACKAGES), out);
	return evidence_complete(ev) & EVIDENCE(REPOSITORY) || repositories_ready(ev, out);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct deviation_args *a = args;
	struct judging j = { a, out };
	AUTO_DEVIATIONS struct deviations *declared = NULL;
	struct error err = ERROR_INIT;
	struct deviating_tally tally;
	const struct deviating how = {
		.available = streq(a->where, "available"),
		.strict = a->strict == 1,
		.after_snapshot = a->after_snapshot == 1,
		.replaced = a->replaced == 1,
		.renamed = a->renamed ? a->renamed->text : NULL,
		.packages = a->packages,
		.except = a->except,
		.channels = a->channels,
		.tell = tell,
		.arg = &j,
	};
	struct deviating with = how;

	if (!sides_ready(a, ev, out))
		return;
	if (read_declared(a, &declared, &err)) {
		finding_error(out, "%s", err.text);
		return;
	}
	with.declared = declared;
	if (deviating_compare(&with, ev, evidence_reference(ev), &tally, &err))
		finding_error(out, "%s", err.text);
	else if (tally.reference == 0 || tally.candidate == 0)
		finding_error(out, "%s has no package to compare",
			      tally.reference ? "the candidate" : "the reference");
	else
		finding_pass(out, "packages",
			     "%zu of the candidate, %zu of the reference, %zu the "
			     "same",
			     tally.candidate, tally.reference,
			     tally.undeclared[DEVIATION_SAME] + tally.declared[DEVIATION_SAME]);
}

/* A file that cannot be read is the suite's fault; so is a class that nothing could be of. */
static int check_args(const void *args, struct error *err)
{
	const struct deviation_args *a = args;
	AUTO_DEVIATIONS struct deviations *declared = NULL;
	bool listed = text_list_has(&a->classes, deviation_words[DEVIATION_REPLACED]);

	if (a->classes.count && listed != (a->replaced == 1))
		return error_input(err, "replaced: true, and replaced among the classes: both or "
					"neither");
	return read_declared(a, &declared, err);
}

const struct check_kind check_deviation = {
	.name = "deviation",
	.summary = "Where packages differ from Fedora's, the distribution declares it",
	.example = "{declared: azl4-alpha2.json, renamed: azurelinux4.tsv, classes: [absent, "
		   "version-older, foreign]}",
	.against = AGAINST_REFERENCE,
	.args_size = sizeof(struct deviation_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
