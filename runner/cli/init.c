/* SPDX-License-Identifier: MIT */
/* azlcts init: a first file of the user's own, to go on from. */
#include "base/fs.h"
#include "cli/evidences.h"
#include "cli/scenarios_draft.h"
#include "cli/scenarios_files.h"
#include "model/manifest.h"
#include "model/results.h"

struct init_options {
	const char *out;
	bool force;
};

/* What a file can be made of: a word, and who makes it. */
struct object {
	const char *name;
	const char *what;
	int (*draft)(const struct invocation *in, const char *folder, struct buf *out,
		     struct error *err);
};

static int draft_product(const struct invocation *in, const char *folder, struct buf *out,
			 struct error *err)
{
	static const struct evidences_how how = { .source = "rpm" };
	AUTO_EVIDENCE struct evidence *ev = NULL;
	const char *path;
	int ret;

	if (in->args_count < 2)
		return error_input(err, "init product: of which packages? azlcts init product "
					"NAME.rpm");
	ret = rpm_files_source(in->args + 1, (size_t)in->args_count - 1, folder, &path, err);
	if (!ret)
		ret = evidences_open(in->context, path, &how, &ev, err);
	return ret ? ret : draft_manifest(ev, true, out, err);
}

static const struct object objects[] = {
	{ "product", "a manifest", draft_product },
};

static const char *object_name(size_t i, const void *arg UNUSED)
{
	return i < ARRAY_SIZE(objects) ? objects[i].name : NULL;
}

static int find_object(const char *name, const struct object **out, struct error *err)
{
	const char *near = str_nearest(name, object_name, NULL);

	for (size_t i = 0; i < ARRAY_SIZE(objects); i++) {
		if (streq(objects[i].name, name)) {
			*out = &objects[i];
			return 0;
		}
	}
	return error_input(err, "init: nothing is made of '%s'%s%s%s", name,
			   near ? "; did you mean " : "; known: product", near ? near : "",
			   near ? "?" : "");
}

static int put(const struct init_options *o, const struct buf *text, struct error *err)
{
	if (!o->out)
		return print_text(buf_str(text), text->len, err);
	if (fs_exists(o->out) && !o->force)
		return error_input(err, "%s is there already; give another -o or --force", o->out);
	return fs_write(o->out, buf_str(text), text->len, err);
}

static int run(const struct invocation *in, struct error *err)
{
	AUTO_FREE char *folder = fs_join(in->context->temp_dir, "azlcts.XXXXXX");
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	const struct object *object;
	struct error removal = ERROR_INIT;
	int ret = find_object(in->args[0], &object, err);

	if (ret)
		return ret;
	if (!folder)
		return error_memory(err);
	if (!mkdtemp(folder))
		return error_errno(err, "create a folder in %s", in->context->temp_dir);
	ret = object->draft(in, folder, &text, err);
	if (fs_remove_tree(folder, &removal) < 0 && !ret)
		ret = error_set(err, removal.code, "%s", removal.text);
	if (!ret)
		ret = put(in->options, &text, err);
	return ret ? ret : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "output", 'o', OPTION_TEXT, "FILE", OPTION_OF(struct init_options, out, const char *),
	  "where it is written (default standard output)", NULL },
	{ "force", 'f', OPTION_FLAG, NULL, OPTION_OF(struct init_options, force, bool),
	  "replace FILE", NULL },
	{ 0 }
};

const struct command command_init = {
	.name = "init",
	.args = "product RPM...",
	.summary = "a first manifest of a product, of what its packages say",
	.details =
		"The packages are read and not run. Names, units, users and groups, set-id files, "
		"paths\n"
		"below /etc and /var, timers, modules and kernel parameters are written as they "
		"are; what\n"
		"packages do not say (ports, health) stands in comments with an example, and "
		"under\n"
		"unknown. The file can be given to certify --manifest as it is; docs/scenarios.md "
		"says\n"
		"what its words mean.\n",
	.examples = "  azlcts init product agent-1.0-1.x86_64.rpm -o agent.yaml\n"
		    "  azlcts init product packages/ -o product.yaml\n",
	.min_args = 1,
	.max_args = -1,
	.options_size = sizeof(struct init_options),
	.options = options,
	.run = run,
};
