/* SPDX-License-Identifier: MIT */
/* azlcts ready: would this product run on this image? Boots nothing. */
#include "base/fs.h"
#include "cli/evidences.h"
#include "cli/inventory.h"
#include "cli/readytext.h"
#include "model/results.h"
#include "version.h"

struct ready_options {
	const char *image;
	struct text_list with;
	struct text_list except;
	const char *at;
	const char *isa;
	bool json;
	const char *out;
	const char *inventory;
	struct beside beside; /* --inventory: repositories, and the keys they are signed with */
	struct text_list unsupported;
	bool all;
};

enum { PATHS_MAX = 64 };

static const struct evidences_how still = { .no_boot = true };
/* Packages themselves are asked for, and not only what a repository says of them. */
static const struct evidences_how packages = { .no_boot = true, .source = "rpm" };

struct asked {
	struct evidence *image;
	struct evidence *product_ev[PATHS_MAX];
	struct evidence *repositories[PATHS_MAX];
	struct ready_product products[PATHS_MAX];
	struct ready_question question;
	struct arena arena;
	struct ready answer;
	struct doc *doc;
};

static const char *const isa_words[] = { "x86-64-v1", "x86-64-v2", "x86-64-v3", "x86-64-v4", NULL };

static void asked_release(struct asked *a)
{
	for (size_t i = 0; i < PATHS_MAX; i++) {
		evidence_free(a->product_ev[i]);
		evidence_free(a->repositories[i]);
	}
	evidence_free(a->image);
	ready_release(&a->answer);
	arena_release(&a->arena);
	doc_free(a->doc);
}

/* The last part of a path that says something: "out/app/evidence.db" is called "app". */
static const char *name_of(struct asked *a, const char *path)
{
	char *name = arena_strdup(&a->arena, path);
	size_t n = name ? strlen(name) : 0;

	while (n > 1 && name[n - 1] == '/')
		name[--n] = '\0';
	if (name && ends_with(name, "/evidence.db") && evidences_is_file(name))
		*strrchr(name, '/') = '\0';
	return name ? fs_basename(name) : NULL;
}

/* Without the ending of an archive, as a person would call the folder. */
static size_t stem_length(const char *name)
{
	static const char *const endings[] = { ".tgz",	   ".tar",     ".tar.gz", ".tar.xz",
					       ".tar.zst", ".tar.bz2", ".zip",	  ".deb" };
	size_t n = strlen(name);

	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (ends_with(name, endings[i]) && n > strlen(endings[i]))
			return n - strlen(endings[i]);
	return n;
}

/* A package's files stand where it says; all else is put somewhere. */
static const char *place_of(struct asked *a, struct evidence *ev, const char *name, const char *at)
{
	AUTO(buf) struct buf kind = BUF_INIT(BUF_LINE);
	size_t n = at ? strlen(at) : 0;

	if (evidence_text(ev, &kind, "SELECT value FROM meta WHERE key = 'source.kind'", NULL) &&
	    streq(buf_str(&kind), "rpm"))
		return "";
	while (n > 0 && at[n - 1] == '/')
		n--;
	return at ? arena_strndup(&a->arena, at, n)
		  : arena_printf(&a->arena, "/opt/%.*s", (int)stem_length(name), name);
}

/* One would hide the other's files, and say that it runs. */
static int refuse_same_place(const struct asked *a, const struct invocation *in, int last,
			     struct error *err)
{
	const char *place = a->products[last].prefix;

	for (int i = 0; i < last; i++)
		if (*place && streq(place, a->products[i].prefix))
			return error_input(err,
					   "%s and %s: both would be put at %s; rename one, or ask "
					   "for each by itself",
					   in->args[i], in->args[last], place);
	return 0;
}

static int open_products(struct asked *a, const struct invocation *in, struct error *err)
{
	const struct ready_options *o = in->options;
	struct doc *list = doc_set(a->doc, "products", doc_list());
	int ret = 0;

	for (int i = 0; i < in->args_count && !ret; i++) {
		struct ready_product *p = &a->products[i];
		struct doc *row;

		ret = evidences_open(in->context, in->args[i], &still, &a->product_ev[i], err);
		if (ret)
			return ret;
		p->ev = a->product_ev[i];
		p->name = name_of(a, in->args[i]);
		p->prefix = p->name ? place_of(a, p->ev, p->name, o->at) : NULL;
		if (!p->prefix)
			return error_memory(err);
		ret = o->at ? 0 : refuse_same_place(a, in, i, err);
		if (ret)
			return ret;
		ret = evidences_doc(p->ev, o->json, list, NULL, err);
		row = doc_at(list, (size_t)i);
		doc_set_text(row, "name", p->name);
		doc_set_text(row, "at", *p->prefix ? p->prefix : "/");
	}
	return ret;
}

static int open_repositories(struct asked *a, const struct invocation *in, struct error *err)
{
	const struct ready_options *o = in->options;
	struct doc *list = doc_set(a->doc, "repositories", doc_list());
	int ret = 0;

	for (size_t i = 0; i < o->with.count && !ret; i++) {
		const char *path = o->with.items[i];
		AUTO(buf) struct buf any = BUF_INIT(BUF_LINE);

		ret = evidences_open(in->context, path, &packages, &a->repositories[i], err);
		if (!ret)
			ret = evidences_doc(a->repositories[i], o->json, list, NULL, err);
		if (!ret &&
		    !evidence_text(a->repositories[i], &any, "SELECT nevra FROM package", NULL))
			ret = error_input(err, "--with %s: no packages in it", path);
	}
	return ret;
}

static int open_all(struct asked *a, const struct invocation *in, struct error *err)
{
	const struct ready_options *o = in->options;
	int ret = evidences_open(in->context, o->image, &still, &a->image, err);

	if (!ret)
		ret = evidences_image(a->image, o->image, err);
	if (!ret)
		ret = evidences_doc(a->image, o->json, a->doc, "image", err);
	if (!ret)
		ret = open_repositories(a, in, err);
	if (!ret)
		ret = open_products(a, in, err);
	a->question = (struct ready_question){ .image = a->image,
					       .products = a->products,
					       .products_count = (size_t)in->args_count,
					       .repositories = a->repositories,
					       .repositories_count = o->with.count,
					       .isa = o->isa ? o->isa : "x86-64-v2",
					       .except = &o->except };
	return ret;
}

static int failure(const struct asked *a, struct error *err)
{
	const struct ready_question *q = &a->question;
	int ret = evidences_check(a->image, "the image", err);

	for (size_t i = 0; i < q->products_count && !ret; i++)
		ret = evidences_check(q->products[i].ev, q->products[i].name, err);
	for (size_t i = 0; i < q->repositories_count && !ret; i++)
		ret = evidences_check(q->repositories[i], "repository", err);
	return ret ? ret : error_memory(err);
}

/* The verdict of all is that of the worst. */
static int add_answers(struct asked *a)
{
	struct doc *products = doc_get(a->doc, "products");
	enum ready_verdict all = READY_RUNS;

	for (size_t i = 0; i < a->answer.count; i++) {
		enum ready_verdict v = a->answer.answers[i].verdict;

		readytext_answer(&a->answer.answers[i], doc_at(products, i));
		if (v == READY_BLOCKED || (all != READY_BLOCKED && v < all))
			all = v;
	}
	doc_set_text(a->doc, "verdict", ready_verdicts[all]);
	if (all == READY_BLOCKED)
		return EXIT_NOT_CONFORMANT;
	return all == READY_UNDECIDED ? EXIT_INCOMPLETE : EXIT_CONFORMANT;
}

static int answer(struct asked *a, const struct invocation *in, struct error *err)
{
	struct doc *tool;
	int status;
	int ret;

	a->doc = doc_object();
	doc_set_text(a->doc, "schema", "azlcts-ready-1");
	tool = doc_set(a->doc, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	ret = open_all(a, in, err);
	if (ret)
		return ret;
	doc_set_text(a->doc, "isa", a->question.isa);
	progress_say(&in->context->progress, "judge", "%zu %s", a->question.products_count,
		     a->question.products_count == 1 ? "product" : "products");
	if (!ready_judge(&a->answer, &a->question)) {
		ret = cancel_check(in->context->cancel, err);
		return ret ? ret : failure(a, err);
	}
	status = add_answers(a);
	doc_set_int(a->doc, "exit", status);
	ret = cancel_check(in->context->cancel, err);
	return ret ? ret : status;
}

static int run_inventory(const struct invocation *in, struct error *err)
{
	const struct ready_options *o = in->options;
	const struct inventory_options how = { .file = o->inventory,
					       .unsupported = o->unsupported,
					       .all = o->all,
					       .json = o->json,
					       .out = o->out };
	struct beside beside = o->beside;

	if (in->args_count)
		return error_input(err, "ready: --inventory takes no PATH; ask for %s by itself",
				   in->args[0]);
	if (o->with.count || o->except.count || o->at || o->isa)
		return error_input(err, "ready: --with, --at, --isa and --except are for products, "
					"not for --inventory");
	beside.image = o->image;
	return inventory_run(in, &beside, &how, err);
}

static int run(const struct invocation *in, struct error *err)
{
	const struct ready_options *o = in->options;
	CLEANUP(asked_release) struct asked a = { .image = NULL };
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int status;
	int ret;

	if (!o->image)
		return error_input(err, "ready: on which image? --image IMAGE");
	if (o->inventory)
		return run_inventory(in, err);
	if (o->beside.repositories.count || o->unsupported.count || o->all)
		return error_input(err, "ready: --repository, --unsupported and --all are for "
					"--inventory; packages for products come --with");
	if (in->args_count == 0)
		return error_input(err, "ready: what? PATH..., or --inventory FILE");
	if (o->at && *o->at != '/')
		return error_input(err, "--at: '%s' is no absolute path", o->at);
	if (in->args_count > PATHS_MAX || o->with.count > PATHS_MAX)
		return error_input(err, "ready: more than %d paths", PATHS_MAX);
	status = answer(&a, in, err);
	if (status < 0)
		return status;
	readytext(a.doc, in->context->colour && !o->out, &text);
	ret = put_document(a.doc, o->json ? NULL : &text, o->out, err);
	return ret ? ret : status;
}

static const struct option_spec options[] = {
	{ "image", 'i', OPTION_TEXT, "IMAGE", OPTION_OF(struct ready_options, image, const char *),
	  "what it shall run on: evidence, folder of a run, or root directory", NULL },
	{ "with", 'w', OPTION_TEXTS, "REPOSITORY",
	  OPTION_OF(struct ready_options, with, struct text_list),
	  "packages that could be installed: folder of RPMs, or evidence of one; may be given "
	  "again",
	  NULL },
	{ "at", '\0', OPTION_TEXT, "PREFIX", OPTION_OF(struct ready_options, at, const char *),
	  "where a product that is no RPM is put (default /opt/NAME)", NULL },
	{ "isa", '\0', OPTION_TEXT, "LEVEL", OPTION_OF(struct ready_options, isa, const char *),
	  "what the machines have (default x86-64-v2)", isa_words },
	{ "except", '\0', OPTION_TEXTS, "GLOB",
	  OPTION_OF(struct ready_options, except, struct text_list),
	  "files of the product that are not judged, as */musl/*; may be given again", NULL },
	{ "inventory", '\0', OPTION_TEXT, "FILE",
	  OPTION_OF(struct ready_options, inventory, const char *),
	  "instead of products: a host's packages, as rpm -qa prints them, or its evidence", NULL },
	{ "repository", '\0', OPTION_TEXTS, "REPOSITORY",
	  OPTION_OF(struct ready_options, beside.repositories, struct text_list),
	  "for --inventory: URL, folder with repodata, or evidence of one; may be given again",
	  NULL },
	{ "key", '\0', OPTION_TEXTS, "FILE",
	  OPTION_OF(struct ready_options, beside.keys, struct text_list),
	  "for --inventory: OpenPGP key that the metadata of a --repository has to be signed with; "
	  "may be given again",
	  NULL },
	{ "unsupported", '\0', OPTION_TEXTS, "GLOB",
	  OPTION_OF(struct ready_options, unsupported, struct text_list),
	  "for --inventory: URLs of repositories whose packages are not supported (default "
	  "*/sdk/*)",
	  NULL },
	{ "all", '\0', OPTION_FLAG, NULL, OPTION_OF(struct ready_options, all, bool),
	  "for --inventory: name the packages that are there, too", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct ready_options, json, bool),
	  "one canonical document: results-schema/ready.schema.json, with --inventory "
	  "inventory.schema.json",
	  NULL },
	{ "output", 'o', OPTION_TEXT, "FILE", OPTION_OF(struct ready_options, out, const char *),
	  "write there instead of standard output", NULL },
	{ 0 }
};

const struct command command_ready = {
	.name = "ready",
	.args = "[PATH...]",
	.summary = "would these products, or this host's packages, be at home on this image?",
	.details =
		"PATH is a folder, a tarball, an RPM, a program, or evidence of one. All are laid "
		"over "
		"the\nimage together; each has its own verdict: runs, runs with packages (which "
		"have "
		"to be\ninstalled), blocked (by what, and the remedy), or not decided. Nothing is "
		"booted and\nnothing is run. A disk image has to be collected first.\n"
		"Exit status: 0 all run, some perhaps with packages; 1 one is blocked; 4 one is "
		"not "
		"decided.\n\n"
		"With --inventory, a host's list of packages is looked up in the image and in "
		"repositories:\n"
		"there, renamed, only in a channel that is not supported, or missing. On the "
		"host:\n"
		"  rpm -qa --qf '%{NAME}\\t%{EPOCH}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n' "
		">packages.txt\n"
		"Exit status: 0 all is there, some perhaps under another name; 1 something is "
		"missing or\nnot supported; 4 something is not decided.\n",
	.examples = "  azlcts ready product.rpm --image out/evidence.db --with mirror/Packages\n"
		    "  azlcts ready agent.tar.gz --at /opt/agent --image /mnt/rootfs\n"
		    "  azlcts ready /opt/product --image out --except '*/musl/*' --json -o "
		    "ready.json\n"
		    "  azlcts ready --inventory packages.txt --image out --repository "
		    "https://example.com/base/\n",
	.min_args = 0,
	.max_args = -1,
	.options_size = sizeof(struct ready_options),
	.options = options,
	.run = run,
};
