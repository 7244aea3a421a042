/* SPDX-License-Identifier: MIT */
/* azlcts validate: are suites and profiles right, and does every check bite? */
#include <stdio.h>

#include "base/fs.h"
#include "cli/catalogues.h"
#include "cli/gather.h"
#include "cli/prove.h"
#include "model/manifest.h"
#include "model/results.h"

struct validate_options {
	const char *profile;
	const char *suites;
	const char *prove;
	const char *root;
	struct beside beside;
	struct text_list only;
	bool json;
};

static bool has_suite(const char *text)
{
	return starts_with(text, "suite:") || strstr(text, "\nsuite:");
}

/* Files given by name: a profile is known by its `profile:` key, a manifest by its own. */
static int validate_file(const char *path, const char *profiles_dir, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int ret = fs_read(path, &text, err);

	if (ret)
		return error_input(err, "%s: %s", path, strerror(-ret));
	if (starts_with(buf_str(&text), "profile:") || strstr(buf_str(&text), "\nprofile:")) {
		CLEANUP(profile_release) struct profile p = { 0 };

		ret = profile_read(&p, path, profiles_dir, err);
		if (!ret)
			printf("%s: profile %s\n", path, p.name);
	} else if (starts_with(buf_str(&text), "manifest:") ||
		   (strstr(buf_str(&text), "\nmanifest:") && !has_suite(buf_str(&text)))) {
		CLEANUP(manifest_release) struct manifest m = { 0 };

		ret = manifest_read(&m, path, err);
		if (!ret)
			printf("%s: manifest of %s\n", path, m.product);
	} else {
		CLEANUP(suite_release) struct suite s = { 0 };

		ret = suite_read(&s, path, NULL, check_kinds, err);
		if (!ret && strstr(buf_str(&text), "\nmanifest:")) {
			CLEANUP(manifest_release) struct manifest m = { 0 };

			ret = manifest_read(&m, path, err);
		}
		if (!ret)
			printf("%s: suite %s, %zu check%s\n", path, s.name, s.count,
			       s.count == 1 ? "" : "s");
	}
	return ret;
}

static int validate_all(const struct invocation *in, struct error *err)
{
	const struct validate_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	int ret = catalogues_open(&c, in->context, o->profile, o->suites, err);

	for (size_t i = 0; i < c.count && !ret; i++) {
		size_t checks = 0;
		size_t required = 0;

		for (size_t s = 0; s < c.items[i].suites_count; s++)
			for (size_t k = 0; k < c.items[i].suites[s].count; k++, checks++)
				required += catalogue_required(&c.items[i],
							       &c.items[i].suites[s].checks[k]);
		printf("profile %s: %zu suites, %zu checks, %zu required\n",
		       c.items[i].profile.name, c.items[i].suites_count, checks, required);
	}
	return ret;
}

static bool line_good(const struct prove_line *l)
{
	return l->rows != PROOF_BAD && l->files != PROOF_BAD &&
	       (l->rows == PROOF_GOOD || l->files == PROOF_GOOD);
}

static bool line_bad(const struct prove_line *l)
{
	return l->rows == PROOF_BAD || l->files == PROOF_BAD;
}

static const char *line_state(const struct prove_line *l)
{
	if (line_bad(l))
		return proof_names[PROOF_BAD];
	if (line_good(l))
		return proof_names[PROOF_GOOD];
	return proof_names[l->files == PROOF_NONE ? l->rows : l->files];
}

static int print_proof(const struct prove_result *r, bool json, struct error *err)
{
	AUTO_DOC struct doc *doc = doc_list();
	size_t good = 0;
	size_t bad = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct prove_line *l = &r->lines[i];
		struct doc *row = doc_add(doc, doc_object());

		doc_set_text(row, "id", l->check->id);
		doc_set_text(row, "state", line_state(l));
		doc_set_text(row, "rows", proof_names[l->rows]);
		doc_set_text(row, "files", proof_names[l->files]);
		doc_set_text(row, "why", l->why.len ? buf_str(&l->why) : NULL);
		good += line_good(l);
		bad += line_bad(l);
		if (!json)
			printf("%-18s %s%s%s\n", line_state(l), l->check->id,
			       l->why.len ? ": " : "", buf_str(&l->why));
	}
	if (json)
		return print_doc(doc, err);
	printf("%zu proved, %zu not proved, %zu not tried\n", good, bad, r->count - good - bad);
	return 0;
}

static int run_proof(const struct invocation *in, const char *scratch, struct error *err)
{
	const struct validate_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(prove_result_release) struct prove_result result = { 0 };
	CLEANUP(beside_open_release) struct beside_open beside = { 0 };
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct prove_request req = { .evidence = o->prove,
				     .root = o->root,
				     .beside = &beside,
				     .scratch = scratch,
				     .only = &o->only,
				     .progress = &in->context->progress,
				     .cancel = in->context->cancel };
	size_t good = 0;
	bool bad = false;
	bool open = false;
	int ret = catalogues_open(&c, in->context, o->profile, o->suites, err);

	if (!ret)
		ret = beside_open(&beside, in->context, &o->beside, err);
	if (!ret)
		ret = evidence_open(&ev, o->prove, err);
	if (!ret)
		ret = catalogues_choose(&c, ev, &req.catalogue, err);
	if (!ret)
		ret = prove(&req, &result, err);
	if (!ret)
		ret = print_proof(&result, o->json, err);
	for (size_t i = 0; i < result.count; i++) {
		const struct prove_line *l = &result.lines[i];

		bad |= line_bad(l);
		good += line_good(l);
		open |= l->check->level == LEVEL_MANDATORY && !line_good(l) &&
			l->rows != PROOF_EXEMPT;
	}
	if (ret)
		return ret;
	return bad ? EXIT_NOT_CONFORMANT : open || good == 0 ? EXIT_INCOMPLETE : EXIT_CONFORMANT;
}

static int run(const struct invocation *in, struct error *err)
{
	const struct validate_options *o = in->options;
	AUTO(buf) struct buf scratch = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf profiles = BUF_INIT(BUF_LINE);
	struct error ignored = ERROR_INIT;
	int ret = 0;

	if (!o->prove &&
	    (o->root || o->beside.reference || o->beside.image || o->beside.repositories.count))
		return error_input(err, "%s goes with --prove",
				   o->root		 ? "--root"
				   : o->beside.reference ? "--reference"
				   : o->beside.image	 ? "--image"
							 : "--repository");
	if (o->prove && in->args_count)
		return error_input(err, "%s: --prove takes suites from --suites, not from files",
				   in->args[0]);
	if (o->prove) {
		ret = work_dir_make("/tmp", &scratch, err);
		if (!ret)
			ret = run_proof(in, buf_str(&scratch), err);
		fs_remove_tree(buf_str(&scratch), &ignored);
		return ret;
	}
	buf_addf(&profiles, "%s/profiles", o->suites ? o->suites : in->context->suites_dir);
	for (int i = 0; i < in->args_count && !ret; i++)
		ret = validate_file(in->args[i], buf_str(&profiles), err);
	if (!ret && in->args_count == 0)
		ret = validate_all(in, err);
	return ret ? ret : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct validate_options, profile, const char *),
	  "only this profile and its suites (default: all)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR",
	  OPTION_OF(struct validate_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	{ "prove", '\0', OPTION_TEXT, "EVIDENCE",
	  OPTION_OF(struct validate_options, prove, const char *),
	  "run every counterexample against this conformant evidence", NULL },
	{ "root", '\0', OPTION_TEXT, "DIR", OPTION_OF(struct validate_options, root, const char *),
	  "root directory of that evidence, for counterexamples that change files", NULL },
	BESIDE_OPTIONS(struct validate_options),
	{ "image", '\0', OPTION_TEXT, "IMAGE",
	  OPTION_OF(struct validate_options, beside.image, const char *),
	  "image that the evidence, of a product, is judged on: evidence, or a root directory",
	  NULL },
	{ "check", 'c', OPTION_TEXTS, "GLOB",
	  OPTION_OF(struct validate_options, only, struct text_list),
	  "prove only checks whose id fits; may be given again", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct validate_options, json, bool),
	  "the proof as a list of objects", NULL },
	{ 0 }
};

const struct command command_validate = {
	.name = "validate",
	.args = "[FILE]...",
	.summary = "prove that suites and manifests are right, and that every check can fail",
	.details =
		"Without --prove: reads suites and profiles, and refuses what is wrong with "
		"file, line\n"
		"and column. With --prove: each check has to pass on the evidence, and its "
		"counterexample\n"
		"has to make exactly it fail; kinds that compare take the evidence itself as "
		"reference,\n"
		"unless --reference gives one. Checks of repositories want --repository, those of "
		"products\n"
		"--image: without, they are told as no-repository and no-image, and count as not "
		"tried.\n"
		"Counterexamples of files are shell from the suites, run on this host in a "
		"scratch copy\n"
		"of the root directory: prove only suites that you trust.\n",
	.examples = "  azlcts validate\n"
		    "  azlcts validate my-suite.yaml\n"
		    "  azlcts validate --prove out/evidence.db --root /mnt/rootfs\n"
		    "  azlcts validate --prove out/evidence.db --repository ./repo\n",
	.max_args = -1,
	.options_size = sizeof(struct validate_options),
	.options = options,
	.run = run,
};
