/* SPDX-License-Identifier: MIT */
/* azlcts run: the main job. Source to evidence to results to documents, in one folder. */
#include "base/fs.h"
#include "cli/enabled.h"
#include "cli/evidences.h"
#include "cli/gather.h"
#include "cli/judging.h"

struct run_options {
	struct gather_options gather;
	const char *profile;
	const char *suites;
	struct beside beside;
	bool enabled;
	bool json;
};

static int judge_out(const struct invocation *in, const struct beside_open *beside,
		     const struct catalogues *c, const char *out, struct rundoc *doc,
		     struct error *err)
{
	const struct run_options *o = in->options;
	CLEANUP(results_release) struct results results = { 0 };
	AUTO_FREE char *evidence = fs_join(out, "evidence.db");
	int status;
	int ret;

	if (!evidence)
		return error_memory(err);
	progress_say(&in->context->progress, "judge", "%s", evidence);
	ret = judge_file(in->context, evidence, beside, c, NULL, &results, err);
	rundoc_mark(doc, "judge");
	if (ret)
		return ret;
	status = write_documents(&results, doc, out, err);
	if (status < 0)
		return status;
	progress_say(&in->context->progress, "done", "%s", out);
	ret = o->json ? print_results(&results, err)
		      : print_summary(in->context, &results, doc, out, err);
	return ret < 0 ? ret : status;
}

/* The image's own repositories, beside those that were given. */
static int add_enabled(const struct invocation *in, const char *out, struct beside_open *beside,
		       struct rundoc *doc, struct error *err)
{
	const struct run_options *o = in->options;
	AUTO(arena) struct arena arena = { 0 };
	struct text_list folders = { 0 };
	int ret = enabled_collect(in->context, &o->gather, out, doc, &arena, &folders, err);

	for (size_t i = 0; i < folders.count && !ret; i++) {
		/* what has no room is judged as not there, by checks that ask for it */
		if (beside->repositories_count == REPOSITORIES_MAX) {
			progress_say(&in->context->progress, "packages",
				     "more than %d repositories: the rest is left out",
				     REPOSITORIES_MAX);
			break;
		}
		ret = evidences_open_file(folders.items[i],
					  &beside->repositories[beside->repositories_count], err);
		beside->repositories_count += !ret;
	}
	return ret;
}

static int run(const struct invocation *in, struct error *err)
{
	const struct run_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	CLEANUP(beside_open_release) struct beside_open beside = { 0 };
	struct beside with = o->beside;
	const struct source_kind *kind;
	const char *out;
	int ret = catalogues_open(&c, in->context, o->profile, o->suites, err);

	if (!ret)
		ret = gather_source_kind(in->args[0], o->gather.source, &kind, err);
	if (!ret && o->enabled)
		ret = enabled_fits(&o->gather, in->args[0], err);
	with.keys = o->gather.keys;
	if (!ret)
		ret = beside_open(&beside, in->context, &with, err);
	if (!ret)
		ret = gather_begin(&o->gather, in->args[0], &out, err);
	if (!ret && o->enabled)
		ret = enabled_begin(out, o->gather.force, err);
	if (ret)
		return ret;
	rundoc_start(&doc, "run", in->args[0]);
	ret = gather(in->context, &o->gather, in->args[0], out, &c.plan, &doc, err);
	rundoc_mark(&doc, "collect");
	if (!ret && o->enabled)
		ret = add_enabled(in, out, &beside, &doc, err);
	if (!ret)
		ret = judge_out(in, &beside, &c, out, &doc, err);
	if (ret >= 0)
		return ret;
	/* No verdict; what is known of the run is kept. */
	rundoc_finish(&doc, ret, NULL, err);
	return rundoc_save(&doc, out, ret, err);
}

static const struct option_spec options[] = {
	GATHER_OPTIONS(struct run_options),
	{ "profile", 'p', OPTION_TEXT, "NAME", OPTION_OF(struct run_options, profile, const char *),
	  "a profile's name or file (default: the one that fits the image)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR", OPTION_OF(struct run_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	BESIDE_OPTIONS(struct run_options),
	ENABLED_OPTION(struct run_options),
	LEAN_OPTION(struct run_options),
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct run_options, json, bool),
	  "results.json on standard output instead of the summary", NULL },
	{ 0 }
};

const struct command command_run = {
	.name = "run",
	.args = "SOURCE",
	.summary = "boot or open a source, collect evidence, judge it, report",
	.details =
		"SOURCE is a disk image (raw, qcow2, VHD, VHDX), a root directory, or what else "
		"collect\n"
		"reads, as a package repository. An image is booted unmodified, on an overlay "
		"that is\n"
		"thrown away; it needs no network and no login.\n"
		"DIR gets evidence.db, results.json, run.json, report.html, junit.xml, summary.txt "
		"and\n"
		"console.log; with --enabled also repositories/ID/evidence.db. What is fetched of\n"
		"repositories is kept in the cache (docs/repositories.md); nothing is written "
		"anywhere else.\n",
	.examples = "  azlcts run azurelinux.vhd -o out\n"
		    "  azlcts run image.qcow2 -o out --profile azl4-vm --memory 2048\n"
		    "  azlcts run /mnt/rootfs -o out --profile azl4-container\n"
		    "  azlcts run image.vhd -o out --reference fedora43/evidence.db\n"
		    "  azlcts run image.vhd -o out --enabled\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct run_options),
	.options = options,
	.run = run,
};
