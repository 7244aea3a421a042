/* SPDX-License-Identifier: MIT */
/* azlcts deviations: what the distribution's public definition declares to be unlike Fedora. */
#include "base/fs.h"
#include "cli/deviation_read.h"
#include "cli/deviations_compare.h"
#include "model/results.h"

struct deviations_options {
	const char *tree;
	const char *declared;
	const char *out;
	bool brief;
	bool no_specs;
	bool json;
	const char *compare;
	const char *reference;
	bool strict;
	bool after_snapshot;
};

/* A value does not give its number away: it is looked up by its key. */
struct counting {
	const struct doc *counts;
	const char *prefix;
	struct buf *out;
};

static void add_count(const char *key, const struct doc *value, void *arg)
{
	struct counting *c = arg;

	if (doc_count(value)) {
		struct counting below = { value, key, c->out };

		doc_each(value, add_count, &below);
		return;
	}
	buf_addf(c->out, "  %s%s%s: %lld\n", c->prefix, *c->prefix ? " " : "", key,
		 (long long)doc_get_int(c->counts, key, 0));
}

/* For people: what was counted, and what could not be interpreted. */
static int print_summary_of(const struct doc *d, struct error *err)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	const struct doc *notes = doc_get(d, "uninterpreted");
	struct counting c = { doc_get(d, "counts"), "", &out };
	long long all = doc_get_int(c.counts, "uninterpreted", 0);

	doc_each(c.counts, add_count, &c);
	for (size_t i = 0; i < doc_count(notes); i++) {
		const struct doc *n = doc_at(notes, i);

		buf_addf(&out, "not interpreted: %s:%lld: %s: %s\n", doc_get_text(n, "file"),
			 (long long)doc_get_int(n, "line", 0), doc_get_text(n, "key"),
			 doc_get_text(n, "why"));
	}
	if (all > (long long)doc_count(notes))
		buf_addf(&out, "not interpreted: %lld more\n", all - (long long)doc_count(notes));
	return out.failed ? error_memory(err) : print_text(buf_str(&out), out.len, err);
}

static int check_options(const struct deviations_options *o, struct error *err)
{
	if (!o->tree && !o->declared)
		return error_input(err, "deviations: say which tree: --tree DIR, or --declared "
					"FILE that was made of one");
	if (o->tree && o->declared)
		return error_input(err, "deviations: --declared FILE stands in place of --tree "
					"DIR; give one of the two");
	if (!o->compare != !o->reference)
		return error_input(err, "deviations: to compare takes both, --compare CANDIDATE "
					"and --reference FEDORA");
	if (o->declared && !o->compare)
		return error_input(err, "deviations: --declared is for --compare");
	if (!o->compare && (o->strict || o->after_snapshot || o->json))
		return error_input(err, "deviations: --strict, --after-snapshot and --json are "
					"for --compare");
	return 0;
}

static int read_declared(const char *path, struct doc **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int ret = fs_read(path, &text, err);

	if (ret == -ENOENT || ret == -EFBIG)
		return error_input(err, "%s: %s", path,
				   ret == -ENOENT ? "there is no such file" : "is too large");
	return ret ? ret : doc_parse(buf_str(&text), text.len, path, out, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct deviations_options *o = in->options;
	const struct deviation_read how = { .brief = o->brief, .specs = !o->brief && !o->no_specs };
	AUTO_DOC struct doc *d = NULL;
	int ret = check_options(o, err);

	if (!ret)
		ret = o->tree ? deviation_read(o->tree, &how, &d, err)
			      : read_declared(o->declared, &d, err);
	if (ret)
		return ret;
	if (o->compare)
		return deviations_compare(in->context,
					  &(struct deviations_compare){
						  .candidate = o->compare,
						  .reference = o->reference,
						  .strict = o->strict,
						  .after_snapshot = o->after_snapshot,
						  .json = o->json,
						  .out = o->out,
					  },
					  d, err);
	ret = put_document(d, NULL, o->out, err);
	if (!ret && o->out)
		ret = print_summary_of(d, err);
	return ret;
}

/* clang-format off */
static const struct option_spec options[] = {
	{ "tree", 't', OPTION_TEXT, "DIR", OPTION_OF(struct deviations_options, tree, const char *),
	  "a checkout of the distribution's public definition: the folder with azldev.toml", NULL },
	{ "output", 'o', OPTION_TEXT, "FILE", OPTION_OF(struct deviations_options, out, const char *),
	  "write there instead of standard output; then what was counted is printed", NULL },
	{ "brief", '\0', OPTION_FLAG, NULL, OPTION_OF(struct deviations_options, brief, bool),
	  "names, types and places alone: no descriptions, and no rendered specs", NULL },
	{ "no-specs", '\0', OPTION_FLAG, NULL, OPTION_OF(struct deviations_options, no_specs, bool),
	  "leave rendered specs out", NULL },
	{ "declared", '\0', OPTION_TEXT, "FILE", OPTION_OF(struct deviations_options, declared, const char *),
	  "what was made of a tree before, in its place", NULL },
	{ "compare", '\0', OPTION_TEXT, "CANDIDATE", OPTION_OF(struct deviations_options, compare, const char *),
	  "compare the packages of this evidence or source with those of the reference", NULL },
	{ "reference", '\0', OPTION_TEXT, "FEDORA", OPTION_OF(struct deviations_options, reference, const char *),
	  "evidence or source of a Fedora tree or repository", NULL },
	{ "strict", '\0', OPTION_FLAG, NULL, OPTION_OF(struct deviations_options, strict, bool),
	  "an overlay or a build conditional declares only the packages that it names", NULL },
	{ "after-snapshot", '\0', OPTION_FLAG, NULL, OPTION_OF(struct deviations_options, after_snapshot, bool),
	  "the reference is newer than the snapshot that is built from, which declares what is older", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct deviations_options, json, bool),
	  "one canonical document: results-schema/deviations-compared.schema.json", NULL },
	{ 0 }
};
/* clang-format on */

const struct command command_deviations = {
	.name = "deviations",
	.args = "",
	.summary = "what the distribution declares to be unlike Fedora, and what it does not",
	.details =
		"Reads the definition that Azure Linux is built from: components and what is done "
		"to "
		"them\n"
		"(pins, overlays, build conditionals), and the channel each package is published "
		"in. The data\n"
		"file (results-schema/deviations.schema.json) is for the kind deviation and for "
		"--declared. What\n"
		"could not be interpreted is listed in it. With --compare each difference is "
		"declared, with the\n"
		"file and line, or undeclared.\n"
		"Exit status with --compare: 0 all is declared, 1 something is not.\n",
	.examples = "  azlcts deviations --tree azurelinux -o azl4.json\n"
		    "  azlcts deviations --tree azurelinux --compare out/evidence.db --reference "
		    "fedora43/evidence.db\n"
		    "  azlcts deviations --declared azl4.json --compare out --reference fedora43 "
		    "--json\n",
	.min_args = 0,
	.max_args = 0,
	.options_size = sizeof(struct deviations_options),
	.options = options,
	.run = run,
};
