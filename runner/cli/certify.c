/* SPDX-License-Identifier: MIT */
/*
 * azlcts certify: a product's packages on an image, under the profile `product`.  It is `run` with
 * the product as the source, and the image and its repositories beside it; nothing is booted.  With
 * --scenario the image is, and what the product does in its guests is evidence of the product.
 */
#include "base/fs.h"
#include "cli/certify_agent.h"
#include "cli/certify_script.h"
#include "cli/evidences.h"
#include "cli/judging.h"
#include "cli/scenarios.h"

#define SCENARIO_PROFILE "product-scenario"

struct certify_options {
	struct gather_options gather; /* only --output, --force and --key are offered */
	struct beside beside;
	struct scenarios_how scenarios;
	struct certify_script script;
	const char *profile;
	const char *suites;
	const char *agents;
	bool json;
};

enum { PACKAGES_MAX = 1000 };

/* All that one run of it has in hand. */
struct certification {
	const struct invocation *in;
	const char *folder; /* for scratch */
	const char *path;   /* the product as one source */
	const char *out;
	struct catalogues catalogues;
	struct beside_open beside;
	struct scenarios scenarios;
	struct rundoc doc;
};

static void certification_release(struct certification *c)
{
	scenarios_release(&c->scenarios);
	rundoc_release(&c->doc);
	beside_open_release(&c->beside);
	catalogues_release(&c->catalogues);
}

static bool in_guests(const struct certification *c)
{
	const struct certify_options *o = c->in->options;

	return scenarios_wanted(&o->scenarios);
}

static const char *default_profile(const struct certify_options *o)
{
	if (scenarios_wanted(&o->scenarios))
		return SCENARIO_PROFILE;
	/* keys that were given are meant: what another has signed is not conformant */
	return o->gather.keys.count ? "signed-product" : PRODUCT_PROFILE;
}

static int put_summary(struct certification *c, const struct results *results, struct error *err)
{
	AUTO(buf) struct buf more = BUF_INIT(BUF_LINE);
	int ret = print_summary(c->in->context, results, &c->doc, c->out, err);

	if (!ret && in_guests(c))
		scenarios_say(&c->scenarios, &more);
	return ret || !more.len ? ret : print_text(buf_str(&more), more.len, err);
}

static int judge_product(struct certification *c, struct error *err)
{
	const struct certify_options *o = c->in->options;
	CLEANUP(results_release) struct results results = { 0 };
	int status;
	int ret;

	progress_say(&c->in->context->progress, "judge", "%s", c->out);
	ret = judge_file(c->in->context, c->out, &c->beside, &c->catalogues, NULL, &results, err);
	rundoc_mark(&c->doc, "judge");
	status = ret ? ret : write_documents(&results, &c->doc, c->out, err);
	if (status < 0)
		return status;
	ret = o->json ? print_results(&results, err) : put_summary(c, &results, err);
	return ret < 0 ? ret : status;
}

/* Whatever may be wrong with what was given: before anything is booted or written. */
static int prepare(struct certification *c, struct error *err)
{
	const struct certify_options *o = c->in->options;
	const struct scenarios_given given = { .context = c->in->context,
					       .how = &o->scenarios,
					       .image = o->beside.image,
					       .products = c->in->args,
					       .products_count = (size_t)c->in->args_count,
					       .folder = c->folder,
					       .repositories = &o->beside.repositories };
	struct scenarios_given with_source = given;
	struct beside beside = o->beside;
	const struct source_kind *kind;
	int ret =
		rpm_files_source(c->in->args, (size_t)c->in->args_count, c->folder, &c->path, err);

	if (in_guests(c)) /* it will be the one that is booted */
		beside.image = NULL;
	if (!ret)
		ret = catalogues_open(&c->catalogues, c->in->context,
				      o->profile ? o->profile : default_profile(o), o->suites, err);
	if (!ret)
		ret = gather_source_kind(c->path, "rpm", &kind, err);
	if (!ret)
		ret = beside_open(&c->beside, c->in->context, &beside, err);
	with_source.source = c->path;
	if (!ret && in_guests(c))
		ret = scenarios_open(&c->scenarios, &with_source, err);
	return ret;
}

static int boot(struct certification *c, struct error *err)
{
	const struct certify_options *o = c->in->options;
	AUTO_FREE char *image = fs_join(c->out, "image.db");
	int ret = image ? 0 : error_memory(err);

	if (!ret)
		ret = scenarios_boot(&c->scenarios, o->beside.image, c->out, &c->catalogues.plan,
				     c->beside.repositories, c->beside.repositories_count, &c->doc,
				     err);
	return ret ? ret : evidences_open_file(image, &c->beside.image, err);
}

static int certify(struct certification *c, struct error *err)
{
	const struct certify_options *o = c->in->options;
	const struct gather_extra guests = { .add = scenarios_add, .arg = &c->scenarios };
	struct gather_options how = o->gather;
	int ret = prepare(c, err);

	how.source = "rpm";
	if (!ret)
		ret = gather_begin(&how, c->path, &c->out, err);
	if (ret)
		return ret;
	rundoc_start(&c->doc, "certify", c->in->args[0]);
	if (in_guests(c))
		ret = boot(c, err);
	if (!ret)
		ret = gather_with(c->in->context, &how, c->path, c->out, &c->catalogues.plan,
				  in_guests(c) ? &guests : NULL, &c->doc, err);
	rundoc_mark(&c->doc, "collect");
	if (!ret)
		ret = judge_product(c, err);
	if (ret >= 0)
		return ret;
	rundoc_finish(&c->doc, ret, NULL, err);
	return rundoc_save(&c->doc, c->out, ret, err);
}

static int certify_in(const struct invocation *in, const char *folder, struct error *err)
{
	CLEANUP(certification_release)
	struct certification c = { .in = in, .folder = folder };

	return certify(&c, err);
}

/* What goes with guests alone. */
static int check_options(const struct certify_options *o, struct error *err)
{
	const struct gather_options *b = &o->scenarios.boot;
	const char *without = NULL;

	if (!o->beside.image)
		return error_input(err, "certify: on which image? --image IMAGE");
	if (scenarios_wanted(&o->scenarios))
		return 0;
	if (o->scenarios.from.count)
		without = "--upgrade-from";
	else if (b->firmware || b->accelerator || b->entry || b->qemu)
		without = b->firmware	   ? "--firmware"
			  : b->accelerator ? "--accelerator"
			  : b->entry	   ? "--entry"
					   : "--qemu";
	else if (b->memory || b->cpus || b->timeout)
		without = b->memory ? "--memory" : b->cpus ? "--cpus" : "--timeout";
	if (without)
		return error_input(err, "%s goes with --scenario, which boots the image", without);
	return 0;
}

/* Known agents in place of a product: what was asked of guests is how the image is booted. */
static int run_agents(const struct invocation *in, struct error *err)
{
	const struct certify_options *o = in->options;
	struct gather_options how = o->scenarios.boot;
	struct agents_given given = { .context = in->context,
				      .names = o->agents,
				      .image = o->beside.image,
				      .suites = o->suites,
				      .beside = o->beside,
				      .gather = &how,
				      .json = o->json };

	if (in->args_count || scenarios_wanted(&o->scenarios) || o->profile)
		return error_input(err, "--agent goes without a PRODUCT, --scenario and --profile");
	if (!o->beside.image)
		return error_input(err, "certify: on which image? --image IMAGE");
	how.out = o->gather.out;
	how.force = o->gather.force;
	given.beside.image = NULL;
	given.beside.keys = o->gather.keys;
	return certify_agents(&given, err);
}

/* What goes with a script: an image, and nothing about products. */
static int run_script(const struct invocation *in, struct error *err)
{
	const struct certify_options *o = in->options;

	if (in->args_count)
		return error_input(err, "--script stands alone, and %s is a product", in->args[0]);
	if (!o->beside.image)
		return error_input(err, "certify: on which image? --image ROOT");
	if (o->agents || scenarios_wanted(&o->scenarios) || o->gather.out || o->profile)
		return error_input(err, "--script goes with --image and --json alone");
	return certify_script(in->context, &o->script, o->beside.image, o->json, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct certify_options *o = in->options;
	AUTO_FREE char *folder = fs_join(in->context->temp_dir, "azlcts.XXXXXX");
	struct error removal = ERROR_INIT;
	int ret;

	if (o->script.script)
		return run_script(in, err);
	if (o->agents)
		return run_agents(in, err);
	ret = in->args_count ? check_options(o, err)
			     : error_input(err, "certify: which product? PRODUCT..., --agent or "
						"--script");
	if (ret)
		return ret;
	if (in->args_count > PACKAGES_MAX)
		return error_input(err, "certify: more than %d packages", PACKAGES_MAX);
	if (!folder)
		return error_memory(err);
	if (!mkdtemp(folder))
		return error_errno(err, "create a folder in %s", in->context->temp_dir);
	ret = certify_in(in, folder, err);
	if (fs_remove_tree(folder, &removal) < 0 && ret >= 0)
		ret = error_set(err, removal.code, "%s", removal.text);
	return ret;
}

static const struct option_spec options[] = {
	{ "image", 'i', OPTION_TEXT, "IMAGE",
	  OPTION_OF(struct certify_options, beside.image, const char *),
	  "what it shall run on: evidence, folder of a run, or root directory; with --scenario a "
	  "disk image",
	  NULL },
	{ "agent", 'a', OPTION_TEXT, "NAME[,NAME]",
	  OPTION_OF(struct certify_options, agents, const char *),
	  "in place of a product: agents of vendors that are known (azlcts list agents)", NULL },
	SCENARIOS_OPTIONS(struct certify_options, scenarios),
	CERTIFY_SCRIPT_OPTIONS(struct certify_options, script),
	BESIDE_OPTIONS(struct certify_options),
	BOOT_OPTIONS(struct certify_options, scenarios.boot),
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
	  "a profile's name or file (default product; with --key signed-product, with --scenario "
	  "product-scenario)",
	  NULL },
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
		"\n"
		"With --scenario the disk image is booted once, unmodified, and the product is "
		"installed,\n"
		"asked, rebooted, upgraded and erased in guests that go on from that instant, each "
		"alone\n"
		"and without a network; what it changes and what it leaves is told from a guest "
		"without\n"
		"it. What it requires comes from --repository. DIR gets image.db and the logs of "
		"all\n"
		"consoles as well. See docs/scenarios.md.\n"
		"\n"
		"With --agent what is known of vendors' agents is judged: would they recognise the "
		"image,\n"
		"is their repository there, is what they need there? IMAGE may be a disk image as "
		"well,\n"
		"which is booted. See docs/agents.md.\n"
		"\n"
		"With --script a vendor's real script runs in a sandbox of the image's root "
		"directory, with\n"
		"no network, and recorders for package managers, downloads and services: what "
		"it reads to\n"
		"decide, where it goes, what it would install. Exit status 0: it went through, "
		"1: it\n"
		"refused, 4: it ended otherwise. See docs/scripts.md.\n"
		"Exit status: 0 conformant, 1 not, 4 something could not be proved.\n",
	.examples = "  azlcts certify product-1.0-1.x86_64.rpm --image out -o certified\n"
		    "  azlcts certify packages/ --image out --repository "
		    "https://example.com/azurelinux/base\n"
		    "  azlcts certify a.rpm b.rpm --image /mnt/rootfs --key vendor.asc\n"
		    "  azlcts certify agent-2.rpm --image azl4.vhd --scenario install,reboot,erase "
		    "--manifest agent.yaml\n"
		    "  azlcts certify agent-2.rpm --image azl4.vhd --scenario "
		    "install,upgrade,erase \\\n      --upgrade-from agent-1.rpm\n"
		    "  azlcts certify --agent zabbix,chef --image out --repository "
		    "https://repo.zabbix.com/zabbix/7.0/rhel/9/x86_64\n",
	.min_args = 0,
	.max_args = -1,
	.options_size = sizeof(struct certify_options),
	.options = options,
	.run = run,
};
