/* SPDX-License-Identifier: MIT */
/* azlcts collect: a source's evidence, without judging it. */
#include "cli/catalogues.h"
#include "cli/enabled.h"
#include "cli/gather.h"
#include "cli/rundoc.h"
#include "model/results.h"

struct collect_options {
	struct gather_options gather;
	const char *profile;
	const char *suites;
	bool enabled;
};

static int run(const struct invocation *in, struct error *err)
{
	const struct collect_options *o = in->options;
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	AUTO(arena) struct arena arena = { 0 };
	struct text_list folders = { 0 };
	const char *out;
	int ret = catalogues_open(&c, in->context, o->profile, o->suites, err);

	if (!ret && o->enabled)
		ret = enabled_fits(&o->gather, in->args[0], err);
	if (!ret)
		ret = gather_begin(&o->gather, in->args[0], &out, err);
	if (!ret && o->enabled)
		ret = enabled_begin(out, o->gather.force, err);
	if (ret)
		return ret;
	rundoc_start(&doc, "collect", in->args[0]);
	ret = gather(in->context, &o->gather, in->args[0], out, &c.plan, &doc, err);
	if (!ret && o->enabled)
		ret = enabled_collect(in->context, &o->gather, out, &doc, &arena, &folders, err);
	rundoc_finish(&doc, ret, NULL, err);
	ret = rundoc_save(&doc, out, ret, err);
	if (ret < 0)
		return ret;
	printf("%s/evidence.db\n", out);
	for (size_t i = 0; i < folders.count; i++)
		printf("%s/evidence.db\n", folders.items[i]);
	return EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	GATHER_OPTIONS(struct collect_options),
	{ "profile", 'p', OPTION_TEXT, "NAME",
	  OPTION_OF(struct collect_options, profile, const char *),
	  "run the commands this profile's checks want (default: those of all)", NULL },
	{ "suites", '\0', OPTION_TEXT, "DIR",
	  OPTION_OF(struct collect_options, suites, const char *),
	  "folder of suites (default: those that came with azlcts)", NULL },
	ENABLED_OPTION(struct collect_options),
	LEAN_OPTION(struct collect_options),
	{ 0 }
};

const struct command command_collect = {
	.name = "collect",
	.args = "SOURCE",
	.summary = "collect evidence from an image, a root directory, a product or a repository",
	.details = "A disk image is booted, unmodified, in QEMU; a root directory is read as it "
		   "lies.\n"
		   "A product is packages (.rpm, or a folder of them), an archive (tar, zip, "
		   ".deb), any other\n"
		   "folder, or one ELF file: it is unpacked where need be, read and never run. "
		   "A folder\n"
		   "with bin and etc is taken for a root directory unless --source says binaries.\n"
		   "A repository is a URL (http, https, file), a folder with repodata, or the URL "
		   "of a metalink\n"
		   "or a list of mirrors (docs/repositories.md); no package is fetched.\n"
		   "The evidence is one SQLite file, to be judged now or next year.\n",
	.examples =
		"  azlcts collect azurelinux.vhd -o out\n"
		"  azlcts collect /mnt/rootfs -o out\n"
		"  azlcts collect product-1.2.tar.gz -o out\n"
		"  azlcts collect https://packages.microsoft.com/azurelinux/4.0/beta/base/x86_64 "
		"-o base\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct collect_options),
	.options = options,
	.run = run,
};
