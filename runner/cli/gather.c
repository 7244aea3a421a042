/* SPDX-License-Identifier: MIT */
#include "cli/gather.h"

#include <dirent.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/url.h"
#include "collect/collect.h"
#include "model/evidence.h"
#include "model/machine.h"

const char *const firmware_words[] = { "uefi", "bios", NULL };
const char *const accelerator_words[] = { "auto", "kvm", "tcg", NULL };
const char *const entry_words[] = {
	"auto", "credential", "inject", "cloud-init", "ignition", NULL
};

/* What a run writes: --force removes these and nothing else. */
static const char *const outputs[] = {
	"results.json", "run.json",    "report.html", "junit.xml",
	"summary.txt",	"evidence.db", "console.log", "image.db",
};

enum { DOCUMENTS = 5 }; /* the first ones, which judging writes */

static int remove_outputs(const char *dir, size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		AUTO_FREE char *path = fs_join(dir, outputs[i]);

		if (!path)
			return error_memory(err);
		if (unlink(path) < 0 && errno != ENOENT)
			return error_errno(err, "remove %s", path);
	}
	return 0;
}

/* Those of guests: console-1.log ... */
static int remove_consoles(const char *dir, struct error *err)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	int ret = 0;

	if (!d)
		return error_errno(err, "%s", dir);
	while (!ret && (e = readdir(d)) != NULL) {
		if (!str_glob("console-[0-9]*.log", e->d_name))
			continue;
		if (unlinkat(dirfd(d), e->d_name, 0) < 0 && errno != ENOENT)
			ret = error_errno(err, "remove %s/%s", dir, e->d_name);
	}
	closedir(d);
	return ret;
}

int gather_out_dir(const struct gather_options *o, bool documents_only, const char **out,
		   struct error *err)
{
	const char *dir = o->out ? o->out : "azlcts-out";
	size_t count = documents_only ? DOCUMENTS : ARRAY_SIZE(outputs);
	int ret = fs_mkdirs(dir, err);

	if (ret)
		return ret;
	if (o->force) {
		ret = remove_outputs(dir, count, err);
		if (!ret && !documents_only)
			ret = remove_consoles(dir, err);
		if (ret)
			return ret;
	}
	for (size_t i = 0; i < count; i++) {
		AUTO_FREE char *path = fs_join(dir, outputs[i]);

		if (!path)
			return error_memory(err);
		if (fs_exists(path))
			return error_input(
				err, "%s holds %s of an earlier run; give another -o or --force",
				dir, outputs[i]);
	}
	*out = dir;
	return 0;
}

static const char *source_name(size_t i, const void *arg UNUSED)
{
	return source_kinds[i] ? source_kinds[i]->name : NULL;
}

int gather_source_kind(const char *path, const char *name, const struct source_kind **out,
		       struct error *err)
{
	if (url_is(path) && name && !streq(name, "repository"))
		return error_input(err, "--source %s: of a URL only a repository can be read",
				   name);
	if (!url_is(path) && !fs_exists(path))
		return error_input(err, "%s: %s", path, strerror(errno));
	for (const struct source_kind *const *k = source_kinds; *k; k++) {
		if (name ? streq((*k)->name, name) : (*k)->recognise(path)) {
			*out = *k;
			return 0;
		}
	}
	if (name) {
		const char *near = str_nearest(name, source_name, NULL);

		return error_input(err, "--source: no kind '%s'%s%s%s", name,
				   near ? "; did you mean " : "; see azlcts list sources",
				   near ? near : "", near ? "?" : "");
	}
	return error_input(
		err,
		"%s: no disk image (raw with a partition table, qcow2, VHD, VHDX), root "
		"directory, repository (URL, or folder with repodata), package (.rpm), archive "
		"(tar, zip, .deb), folder or ELF file",
		path);
}

int gather_begin(const struct gather_options *o, const char *path, const char **out,
		 struct error *err)
{
	const struct source_kind *kind;
	int ret = gather_source_kind(path, o->source, &kind, err);

	return ret ? ret : gather_out_dir(o, false, out, err);
}

int work_dir_make(const char *out_dir, struct buf *path, struct error *err)
{
	AUTO_FREE char *absolute = NULL;

	buf_clear(path);
	buf_addf(path, "%s/.work.XXXXXX", out_dir);
	if (path->failed)
		return error_memory(err);
	if (!mkdtemp(path->data))
		return error_errno(err, "create a folder in %s", out_dir);
	/* absolute: QEMU takes "a:b" for a protocol */
	absolute = realpath(buf_str(path), NULL);
	if (!absolute)
		return error_errno(err, "%s", buf_str(path));
	buf_clear(path);
	buf_add(path, absolute);
	return path->failed ? error_memory(err) : 0;
}

/* One file of evidence: of what, and what is put into it beside that. */
struct taking {
	const char *name; /* in the output folder */
	const struct source_kind *kind;
	struct machine **machine; /* boots a machine instead, and keeps it */
	const struct gather_extra *extra;
};

static int take(const struct taking *t, const struct source_request *req, struct error *err)
{
	int ret = t->machine ? machine_disk.boot(t->machine, req, err) : t->kind->collect(req, err);

	if (!ret && t->extra)
		ret = t->extra->add(t->extra->arg, req->sink, err);
	return ret ? ret : cancel_check(req->cancel, err);
}

static int collect_into(const struct taking *t, struct source_request *req, const char *out_dir,
			struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_FREE char *path = fs_join(req->work_dir, "evidence.db");
	AUTO_FREE char *whole = fs_join(out_dir, t->name);
	AUTO_FREE char *files = fs_join(req->work_dir, "files");
	char schema[8];
	int ret;

	if (!path || !whole || !files)
		return error_memory(err);
	snprintf(schema, sizeof(schema), "%d", EVIDENCE_SCHEMA);
	ret = evidence_create(&ev, path, err);
	if (ret)
		return ret;
	if (mkdir(files, 0700) < 0)
		return error_errno(err, "create folder %s", files);
	evidence_keep_files(ev, files);
	req->sink = evidence_sink(ev);
	ret = evidence_meta(ev, "schema", schema, err);
	if (!ret)
		ret = take(t, req, err);
	if (!ret)
		ret = evidence_commit(ev, err);
	/* Only a whole file gets the name. */
	if (!ret && rename(path, whole) < 0)
		ret = error_errno(err, "%s", whole);
	return ret;
}

static struct source_request request_of(const struct context *context,
					const struct gather_options *o, const char *path,
					const char *out_dir, const struct plan *plan,
					struct rundoc *run)
{
	static const struct collectors collectors = { .tree = collect_tree,
						      .lean = collect_lean_tree,
						      .packages = collect_packages,
						      .folder = collect_folder,
						      .package_file = collect_package_file,
						      .signature = collect_signature };

	return (struct source_request){
		.path = path,
		.log_dir = out_dir,
		.options = { .firmware = streq(o->firmware, "bios") ? FIRMWARE_BIOS : FIRMWARE_UEFI,
			     .accelerator = o->accelerator,
			     .entry = o->entry,
			     .qemu = o->qemu,
			     .probe = context->probe,
			     .memory_mib = o->memory,
			     .runtime_dir = context->runtime_dir,
			     .guests_memory_mib = o->guests_memory,
			     .cpus = o->cpus,
			     .timeout_s = o->timeout,
			     .keys = &o->keys,
			     .network = &context->network },
		.plan = *plan,
		.collectors = &collectors,
		.progress = &context->progress,
		.cancel = context->cancel,
		.run = rundoc_guest(run),
	};
}

int gather_with(const struct context *context, const struct gather_options *o, const char *path,
		const char *out_dir, const struct plan *plan, const struct gather_extra *extra,
		struct rundoc *run, struct error *err)
{
	AUTO(buf) struct buf work = BUF_INIT(BUF_LINE);
	const struct source_kind *kind;
	struct taking taking = { .name = "evidence.db", .extra = extra };
	struct error ignored = ERROR_INIT;
	struct source_request req = request_of(context, o, path, out_dir, plan, run);
	int ret = gather_source_kind(path, o->source, &kind, err);

	req.plan.lean = o->lean;
	if (!ret && o->lean && !kind->lean)
		ret = error_input(err,
				  "--lean: a root directory can be read so, and %s is %s; leave "
				  "--lean out",
				  path, kind->summary);
	if (!ret && o->keys.count) /* what is wrong with them is no fault of what they verify */
		ret = collect_keys(&o->keys, err);
	if (ret)
		return ret;
	rundoc_source_kind(run, kind->name);
	ret = work_dir_make(out_dir, &work, err);
	if (ret)
		return ret;
	req.work_dir = buf_str(&work);
	taking.kind = kind;
	ret = collect_into(&taking, &req, out_dir, err);
	if (fs_remove_tree(buf_str(&work), &ignored) < 0)
		doc_set_text(rundoc_guest(run), "left_behind", ignored.text);
	return ret;
}

int gather(const struct context *context, const struct gather_options *o, const char *path,
	   const char *out_dir, const struct plan *plan, struct rundoc *run, struct error *err)
{
	return gather_with(context, o, path, out_dir, plan, NULL, run, err);
}

int gather_machine(const struct context *context, const struct gather_options *o, const char *path,
		   const char *out_dir, const char *work_dir, const struct plan *plan,
		   struct machine **out, struct rundoc *run, struct error *err)
{
	const struct taking taking = { .name = "image.db", .machine = out };
	struct source_request req = request_of(context, o, path, out_dir, plan, run);

	req.work_dir = work_dir;
	return collect_into(&taking, &req, out_dir, err);
}

int gather_kept_machine(const struct context *context, const struct gather_options *o,
			const char *path, const char *out_dir, const char *work_dir,
			const struct plan *plan, const char *folder, struct machine **out,
			char why[256], struct rundoc *run, struct error *err)
{
	AUTO_FREE char *evidence = fs_join(out_dir, "image.db");
	struct source_request req = request_of(context, o, path, out_dir, plan, run);

	if (!evidence)
		return error_memory(err);
	req.work_dir = work_dir;
	return machine_disk.open(out, &req, folder, evidence, why, err);
}
