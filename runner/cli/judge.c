/* SPDX-License-Identifier: MIT */
/* azlcts judge: evidence that lies here, under these suites. Boots nothing. */
#include "cli/gather.h"
#include "cli/judging.h"

struct judge_options {
	struct gather_options gather; /* only --output and --force are offered */
	const char *profile;
	const char *suites;
	struct beside beside;
	struct text_list only;
	bool json;
};

static int run(const struct invocation *in, struct error *err)
{
	const struct judge_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	CLEANUP(results_release) struct results results = { 0 };
	CLEANUP(beside_open_release) struct beside_open beside = { 0 };
	struct beside with;
	const char *out = NULL;
	struct tally tally;
	int status;
	int ret = catalogues_open(&c, in->context, o->profile, o->suites, err);

	if (!ret && o->gather.out)
		ret = gather_out_dir(&o->gather, true, &out, err);
	if (ret)
		return ret;
	rundoc_start(&doc, "judge", in->args[0]);
	with = o->beside;
	with.keys = o->gather.keys;
	ret = beside_open(&beside, in->context, &with, err);
	if (ret)
		return ret;
	ret = judge_file(in->context, in->args[0], &beside, &c, &o->only, &results, err);
	if (ret)
		return ret;
	rundoc_mark(&doc, "judge");
	results_tally(&results, &tally);
	status = results_exit(&tally);
	if (out)
		status = write_documents(&results, &doc, out, err);
	if (status < 0)
		return status;
	ret = o->json ? print_results(&results, err)
		      : print_summary(in->context, &results, &doc, out, err);
	return ret < 0 ? ret : status;
}

static const struct option_spec options[] = {
	{ "output", 'o', OPTION_TEXT, "DIR",
	  OPTION_OF(struct judge_options, gather.out, const char *),
	  "write the documents there (default: only the summary is printed)", NULL },
	{ "force", 'f', OPTION_FLAG, NULL, OPTION_OF(struct judge_options, gather.force, bool),
	  "replace what an earlier run left in DIR", NULL },
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct judge_options, profile, const char *),
	  "a profile's name or file (default: the one that fits the evidence)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR", OPTION_OF(struct judge_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	{ "image", 'i', OPTION_TEXT, "IMAGE",
	  OPTION_OF(struct judge_options, beside.image, const char *),
	  "of a product: what it shall run on: evidence, folder of a run, or root directory",
	  NULL },
	BESIDE_OPTIONS(struct judge_options),
	{ "key", '\0', OPTION_TEXTS, "FILE",
	  OPTION_OF(struct judge_options, gather.keys, struct text_list),
	  "OpenPGP key that the metadata of a --repository has to be signed with; may be given "
	  "again",
	  NULL },
	{ "check", 'c', OPTION_TEXTS, "GLOB",
	  OPTION_OF(struct judge_options, only, struct text_list),
	  "only checks whose id fits; may be given again; all others count as missing", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct judge_options, json, bool),
	  "results.json on standard output instead of the summary", NULL },
	{ 0 }
};

const struct command command_judge = {
	.name = "judge",
	.args = "EVIDENCE",
	.summary = "judge evidence that was collected before",
	.details = "EVIDENCE is a file, or the folder of a run. The same evidence, suites and "
		   "program give\nthe same results.json, byte for byte.\n",
	.examples = "  azlcts judge out/evidence.db\n"
		    "  azlcts judge certified --profile product --image out --repository base\n"
		    "  azlcts judge out/evidence.db --profile azl4-minimal -o out2\n"
		    "  azlcts judge out/evidence.db --check 'azl.ssh.*' --json\n"
		    "  azlcts judge out/evidence.db --reference last-release/\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct judge_options),
	.options = options,
	.run = run,
};
