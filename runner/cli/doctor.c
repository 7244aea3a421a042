/* SPDX-License-Identifier: MIT */
/* azlcts doctor: is everything here that a run needs, does it work, and if not, what cures it? */
#include <stdio.h>
#include <sys/statvfs.h>

#include "base/fs.h"
#include "base/subprocess.h"
#include "cli/catalogues.h"
#include "cli/gather.h"
#include "model/results.h"
#include "source/disk/accelerator.h"
#include "source/disk/firmware.h"
#include "source/http.h"
#include "source/repo_cache.h"

struct doctor_options {
	bool json;
	const char *qemu;
};

/* One line of the diagnosis: ok; warn, it works but not as well; fail, runs will not work. */
struct diagnosis {
	const struct context *context;
	struct doc *lines;
	unsigned failures;
};

static void add(struct diagnosis *d, const char *state, const char *what, const char *finding,
		const char *cure)
{
	struct doc *line = doc_add(d->lines, doc_object());

	doc_set_text(line, "what", what);
	doc_set_text(line, "state", state);
	doc_set_text(line, "finding", finding);
	doc_set_text(line, "cure", cure);
	d->failures += streq(state, "fail");
}

static void look_at_qemu(struct diagnosis *d, const char *program, const char *work_dir,
			 struct error *err)
{
	struct qemu_version version;
	struct accelerator accelerator;

	if (qemu_version(program, false, &version, d->context->cancel, err) < 0) {
		add(d, "fail", "qemu", err->text, "install qemu-system-x86 (8.0 or newer)");
		return;
	}
	if (accelerator_prove(&accelerator, program, work_dir, d->context->cancel, err) < 0) {
		add(d, "fail", "accelerator", err->text, NULL);
		return;
	}
	if (qemu_needs_one_cpu(&version, accelerator.kvm))
		add(d, "warn", "qemu", version.text,
		    "before 8.0 TCG panics Linux guests at random; guests get one CPU. "
		    "On Debian 12 install QEMU from bookworm-backports");
	else
		add(d, "ok", "qemu", version.text, NULL);
	add(d, accelerator.kvm ? "ok" : "warn", "accelerator", accelerator.reason,
	    accelerator.kvm ? NULL : "TCG works, three to five times slower; use a host with KVM");
}

static void look_at_program(struct diagnosis *d, const char *name, const char *cure,
			    struct error *err)
{
	CLEANUP(subprocess_result_release)
	struct subprocess_result result = SUBPROCESS_RESULT_INIT;
	const char *argv[] = { name, "--version", NULL };
	struct subprocess what = { .argv = argv,
				   .timeout_ms = 10000,
				   .cancel = d->context->cancel };
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);

	if (subprocess_run(&what, &result, err) < 0 || !subprocess_ok(&result)) {
		add(d, "fail", name, "cannot be run", cure);
		return;
	}
	buf_addn(&line, buf_str(&result.out), strcspn(buf_str(&result.out), "\n"));
	add(d, "ok", name, buf_str(&line), NULL);
}

static void look_at_firmware(struct diagnosis *d)
{
	const struct firmware_files *f = firmware_find();

	add(d, f ? "ok" : "fail", "uefi firmware", f ? f->code : "OVMF is not there",
	    f ? NULL : firmware_hint);
}

static void look_at_probe(struct diagnosis *d)
{
	bool there = access(d->context->probe, R_OK) == 0;

	add(d, there ? "ok" : "fail", "probe", d->context->probe,
	    there ? NULL : "run make, or install azlcts whole");
}

/* What repositories are fetched with, and where what was fetched is kept. */
static void look_at_network(struct diagnosis *d)
{
	const char *dir = d->context->network.cache_dir;
	CLEANUP(repo_cache_release) struct repo_cache cache = { 0 };
	AUTO(buf) struct buf finding = BUF_INIT(BUF_LINE);

	http_version(&finding);
	repo_cache_open(&cache, dir);
	if (cache.dir)
		buf_addf(&finding, "; cache %s", dir);
	else
		buf_addf(&finding, "; no cache: %s", *cache.why ? cache.why : "no HOME");
	add(d, cache.dir ? "ok" : "warn", "repositories", buf_str(&finding),
	    cache.dir ? NULL
		      : "everything is fetched again; set XDG_CACHE_HOME to a folder to write");
}

static void look_at_memory(struct diagnosis *d, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	const char *at;
	char finding[64];
	long long kib = 0;

	if (fs_read("/proc/meminfo", &text, err) == 0 &&
	    (at = strstr(buf_str(&text), "MemAvailable:")) != NULL)
		kib = strtoll(at + strlen("MemAvailable:"), NULL, 10);
	snprintf(finding, sizeof(finding), "%lld MiB available", kib / 1024);
	add(d, kib / 1024 >= 1500 ? "ok" : "fail", "memory", finding,
	    kib / 1024 >= 1500 ? NULL : "a guest takes 1024 MiB, and QEMU some more");
}

static void look_at_disk(struct diagnosis *d)
{
	struct statvfs fs;
	char finding[64];
	unsigned long long mib = 0;

	if (statvfs(".", &fs) == 0)
		mib = (unsigned long long)fs.f_bavail * fs.f_frsize >> 20;
	snprintf(finding, sizeof(finding), "%llu MiB free in this folder", mib);
	add(d, mib >= 500 ? "ok" : "warn", "disk", finding,
	    mib >= 500 ? NULL : "a run writes some 100 MiB");
}

static void look_at_suites(struct diagnosis *d, struct error *err)
{
	CLEANUP(catalogues_release) struct catalogues c = { 0 };
	char finding[64];

	if (catalogues_open(&c, d->context, NULL, NULL, err) < 0) {
		add(d, "fail", "suites", err->text, "mend them, or set AZLCTS_SUITES to others");
		return;
	}
	snprintf(finding, sizeof(finding), "%zu profiles, all valid", c.count);
	add(d, "ok", "suites", finding, NULL);
}

static void print_lines(const struct diagnosis *d)
{
	static const struct {
		const char *state;
		const char *colour;
	} colours[] = { { "ok", "\033[32m" }, { "warn", "\033[33m" }, { "fail", "\033[31m" } };

	for (size_t i = 0; i < doc_count(d->lines); i++) {
		const struct doc *line = doc_at(d->lines, i);
		const char *state = doc_get_text(line, "state");
		const char *cure = doc_get_text(line, "cure");
		const char *colour = "";

		for (size_t k = 0; k < ARRAY_SIZE(colours); k++)
			if (d->context->colour && streq(colours[k].state, state))
				colour = colours[k].colour;
		printf("%s%-4s%s  %-14s %s\n", colour, state, *colour ? "\033[0m" : "",
		       doc_get_text(line, "what"), doc_get_text(line, "finding"));
		if (cure)
			printf("      %-14s cure: %s\n", "", cure);
	}
}

static int run(const struct invocation *in, struct error *err)
{
	const struct doctor_options *o = in->options;
	AUTO_DOC struct doc *lines = doc_list();
	AUTO(buf) struct buf work = BUF_INIT(BUF_LINE);
	struct diagnosis d = { .context = in->context, .lines = lines };
	struct error ignored = ERROR_INIT;
	int ret = work_dir_make("/tmp", &work, err);

	if (ret)
		return ret;
	progress_say(&in->context->progress, "doctor", "looking at QEMU and KVM");
	look_at_qemu(&d, o->qemu ? o->qemu : "qemu-system-x86_64", buf_str(&work), err);
	fs_remove_tree(buf_str(&work), &ignored);
	look_at_program(&d, "qemu-img", "install qemu-utils", err);
	look_at_firmware(&d);
	look_at_probe(&d);
	look_at_network(&d);
	look_at_suites(&d, err);
	look_at_memory(&d, err);
	look_at_disk(&d);
	ret = cancel_check(in->context->cancel, err);
	if (ret)
		return ret;
	if (o->json)
		ret = print_doc(lines, err);
	else
		print_lines(&d);
	return ret ? ret : d.failures ? EXIT_INFRASTRUCTURE : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "qemu", '\0', OPTION_TEXT, "FILE", OPTION_OF(struct doctor_options, qemu, const char *),
	  "QEMU program (default qemu-system-x86_64)", NULL },
	{ "json", '\0', OPTION_FLAG, NULL, OPTION_OF(struct doctor_options, json, bool),
	  "a list of objects with what, state, finding and cure", NULL },
	{ 0 }
};

const struct command command_doctor = {
	.name = "doctor",
	.args = "",
	.summary = "look whether this host can boot and judge images",
	.details = "Status 0 when runs will work, 3 when something is lacking.\n",
	.examples = "  azlcts doctor\n  azlcts doctor --json\n",
	.options_size = sizeof(struct doctor_options),
	.options = options,
	.run = run,
};
