/* SPDX-License-Identifier: MIT */
/*
 * azlcts certify: a product's packages on an image, under the profile `product`.  It is `run` with
 * the product as the source, and the image and its repositories beside it; nothing is booted.
 */
#include <sys/stat.h>

#include "base/fs.h"
#include "cli/evidences.h"
#include "cli/gather.h"
#include "cli/judging.h"

struct certify_options {
	struct gather_options gather; /* only --output, --force and --key are offered */
	struct beside beside;
	const char *profile;
	const char *suites;
	bool json;
};

enum { PACKAGES_MAX = 1000 };

static int link_package(const char *folder, const char *path, struct error *err)
{
	AUTO_FREE char *real = realpath(path, NULL);
	AUTO_FREE char *link = fs_join(folder, fs_basename(path));
	struct stat st;

	if (!real)
		return error_input(err, "%s: %s", path, strerror(errno));
	if (!link)
		return error_memory(err);
	if (stat(real, &st) < 0 || !S_ISREG(st.st_mode))
		return error_input(err, "%s: of several products each has to be a package (.rpm)",
				   path);
	if (symlink(real, link) < 0)
		return error_input(err, "%s: %s", path,
				   errno == EEXIST ? "another product has the same name"
						   : strerror(errno));
	return 0;
}

/* One package or folder is the source itself; several are one folder of links. */
static int source_path(const struct invocation *in, const char *folder, const char **out,
		       struct error *err)
{
	int ret = 0;

	*out = in->args_count == 1 ? in->args[0] : folder;
	for (int i = 0; in->args_count > 1 && i < in->args_count && !ret; i++)
		ret = link_package(folder, in->args[i], err);
	return ret;
}

static int judge_product(const struct invocation *in, const struct beside_open *beside,
			 const struct catalogues *c, const char *out, struct rundoc *doc,
			 struct error *err)
{
	const struct certify_options *o = in->options;
	CLEANUP(results_release) struct results results = { 0 };
	int status;
	int ret;

	progress_say(&in->context->progress, "judge", "%s", out);
	ret = judge_file(in->context, out, beside, c, NULL, &results, err);
	rundoc_mark(doc, "judge");
	status = ret ? ret : write_documents(&results, doc, out, err);
	if (status < 0)
		return status;
	ret = o->json ? print_results(&results, err)
		      : print_summary(in->context, &results, doc, out, err);
	return ret < 0 ? ret : status;
}

static int certify(const struct invocation *in, const char *folder, struct error *err)
{
	const struct certify_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(beside_open_release) struct beside_open beside = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	struct gather_options gather_how = o->gather;
	const struct source_kind *kind;
	/* keys that were given are meant: what another has signed is not conformant */
	const char *by_default = o->gather.keys.count ? "signed-product" : PRODUCT_PROFILE;
	const char *path;
	const char *out;
	int ret = source_path(in, folder, &path, err);

	gather_how.source = "rpm";
	if (!ret)
		ret = catalogues_open(&c, in->context, o->profile ? o->profile : by_default,
				      o->suites, err);
	if (!ret)
		ret = gather_source_kind(path, "rpm", &kind, err);
	if (!ret)
		ret = beside_open(&beside, in->context, &o->beside, err);
	if (!ret)
		ret = gather_begin(&gather_how, path, &out, err);
	if (ret)
		return ret;
	rundoc_start(&doc, "certify", in->args[0]);
	ret = gather(in->context, &gather_how, path, out, &c.plan, &doc, err);
	rundoc_mark(&doc, "collect");
	if (!ret)
		ret = judge_product(in, &beside, &c, out, &doc, err);
	if (ret >= 0)
		return ret;
	rundoc_finish(&doc, ret, NULL, err);
	return rundoc_save(&doc, out, ret, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct certify_options *o = in->options;
	AUTO_FREE char *folder = fs_join(in->context->temp_dir, "azlcts.XXXXXX");
	struct error removal = ERROR_INIT;
	int ret;

	if (!o->beside.image)
		return error_input(err, "certify: on which image? --image IMAGE");
	if (in->args_count > PACKAGES_MAX)
		return error_input(err, "certify: more than %d packages", PACKAGES_MAX);
	if (!folder)
		return error_memory(err);
	if (!mkdtemp(folder))
		return error_errno(err, "create a folder in %s", in->context->temp_dir);
	ret = certify(in, folder, err);
	if (fs_remove_tree(folder, &removal) < 0 && ret >= 0)
		ret = error_set(err, removal.code, "%s", removal.text);
	return ret;
}

static const struct option_spec options[] = {
	{ "image", 'i', OPTION_TEXT, "IMAGE",
	  OPTION_OF(struct certify_options, beside.image, const char *),
	  "what it shall run on: evidence, folder of a run, or root directory", NULL },
	BESIDE_OPTIONS(struct certify_options),
	{ "key", '\0', OPTION_TEXTS, "FILE",
	  OPTION_OF(struct certify_options, gather.keys, struct text_list),
	  "OpenPGP key that the packages have to be signed with; may be given again", NULL },
	{ "output", 'o', OPTION_TEXT, "DIR",
	  OPTION_OF(struct certify_options, gather.out, const char *),
	  "where everything is written (default azlcts-out)", NULL },
	{ "force", 'f', OPTION_FLAG, NULL, OPTION_OF(struct certify_options, gather.force, bool),
	  "replace what an earlier run left in DIR", NULL },
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct certify_options, profile, const char *),
	  "a profile's name or file (default product; with --key signed-product)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR",
	  OPTION_OF(struct certify_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct certify_options, json, bool),
	  "results.json on standard output instead of the summary", NULL },
	{ 0 }
};

const struct command command_certify = {
	.name = "certify",
	.args = "PRODUCT...",
	.summary = "judge a product's packages on an image: would they install and run there?",
	.details =
		"PRODUCT is one RPM, several, or a folder of them; they are judged together, as "
		"one\n"
		"product: what they require and what has to come along from the repositories, "
		"conflicts\n"
		"of packages and of files, signatures, digests, scriptlets, and whether their "
		"programs\n"
		"load on the image. Nothing is booted and nothing of the product is run. DIR gets\n"
		"evidence.db, results.json, run.json, report.html, junit.xml and summary.txt.\n"
		"Exit status: 0 conformant, 1 not, 4 something could not be proved.\n",
	.examples = "  azlcts certify product-1.0-1.x86_64.rpm --image out -o certified\n"
		    "  azlcts certify packages/ --image out --repository "
		    "https://example.com/azurelinux/base\n"
		    "  azlcts certify a.rpm b.rpm --image /mnt/rootfs --key vendor.asc\n",
	.min_args = 1,
	.max_args = -1,
	.options_size = sizeof(struct certify_options),
	.options = options,
	.run = run,
};
