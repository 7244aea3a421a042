/* SPDX-License-Identifier: MIT */
#include "cli/enabled.h"

#include <dirent.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/url.h"
#include "cli/evidences.h"
#include "judge/dnf.h"
#include "judge/dnf_vars.h"
#include "source/repo_fetch.h"

static const char folder_name[] = "repositories";

/* Ids that dnf5 takes (libdnf5/repo/repo_sack.cpp); a name of a folder as well. */
static bool plain_id(const char *id)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:";

	return *id && *id != '.' && strlen(id) <= 200 && strspn(id, letters) == strlen(id);
}

static int forget(const char *folder, const char *id, struct error *err)
{
	AUTO_FREE char *path = fs_join(folder, id);
	AUTO_FREE char *file = path ? fs_join(path, "evidence.db") : NULL;

	if (!file)
		return error_memory(err);
	if (unlink(file) < 0 && errno != ENOENT && errno != ENOTDIR)
		return error_errno(err, "remove %s", file);
	rmdir(path); /* when nothing else is there */
	return 0;
}

int enabled_fits(const struct gather_options *o, const char *path, struct error *err)
{
	const struct source_kind *kind;
	int ret = gather_source_kind(path, o->source, &kind, err);

	if (!ret && !(kind->gives & EVIDENCE(ACCOUNTS)))
		ret = error_input(err,
				  "--enabled is for images and root directories; %s is of kind %s",
				  path, kind->name);
	return ret;
}

int enabled_begin(const char *out_dir, bool force, struct error *err)
{
	AUTO_FREE char *folder = fs_join(out_dir, folder_name);
	DIR *dir = folder ? opendir(folder) : NULL;
	const struct dirent *e;
	int ret = 0;

	if (!folder)
		return error_memory(err);
	if (!dir)
		return errno == ENOENT ? 0 : error_errno(err, "%s", folder);
	while (!ret && (e = readdir(dir)) != NULL) {
		if (!plain_id(e->d_name))
			continue;
		if (force)
			ret = forget(folder, e->d_name, err);
		else
			ret = error_input(err,
					  "%s holds repositories of an earlier run; give another "
					  "-o or --force",
					  out_dir);
	}
	closedir(dir);
	return ret;
}

static int put_failure(struct evidence *ev, const char *url, const char *why, struct error *err)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct row row = row_of(TABLE_repository);
	char schema[8];
	int ret;

	snprintf(schema, sizeof(schema), "%d", EVIDENCE_SCHEMA);
	url_clean(url, &shown);
	row_text(&row, "url");
	row_text(&row, buf_str(&shown));
	ret = evidence_meta(ev, "schema", schema, err);
	if (!ret)
		ret = evidence_meta(ev, "source.kind", "repository", err);
	if (!ret)
		ret = sink_put(evidence_sink(ev), &row, err);
	if (!ret)
		ret = sink_failed(evidence_sink(ev), PART_REPOSITORY, why, err);
	return ret ? ret : evidence_commit(ev, err);
}

/* Evidence of a repository that could not be collected: what was asked for, and why not. */
static int keep_failure(const char *folder, const char *url, const char *why, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_FREE char *path = fs_join(folder, "evidence.db");
	int ret = path ? evidence_create(&ev, path, err) : error_memory(err);

	return ret ? ret : put_failure(ev, url, why, err);
}

struct enabled {
	const struct context *context;
	const struct gather_options *options;
	const char *folder; /* DIR/repositories */
	struct rundoc *run;
	struct arena *arena;
	struct dnf dnf;
	const char **found;
	size_t count;
};

static int collect_one(struct enabled *e, const char *id, const char *url, struct error *err)
{
	static const struct plan no_commands = { 0 };
	const struct gather_options options = { .source = "repository", .keys = e->options->keys };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	char *folder = arena_printf(e->arena, "%s/%s", e->folder, id);
	struct error why = ERROR_INIT;
	int ret = folder ? fs_mkdirs(folder, err) : error_memory(err);

	if (ret)
		return ret;
	progress_say(&e->context->progress, "enabled", "%s", id);
	rundoc_start(&doc, "collect", url);
	ret = gather(e->context, &options, url, folder, &no_commands, &doc, &why);
	if (ret && repo_failure_is_ours(why.code)) {
		*err = why;
		return error_wrap(err, "repository %s", id);
	}
	if (ret)
		ret = keep_failure(folder, url, why.text, err);
	if (!ret)
		e->found[e->count++] = folder;
	return ret;
}

static bool is_enabled(const struct dnf *d, const char *id)
{
	const struct dnf_entry *entry = dnf_repository(d, id, "enabled");

	return !entry || dnf_true(entry->value);
}

/* A repository that is not collected is one that a check misses. */
static int collect_all(struct enabled *e, struct evidence *ev, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < e->dnf.ids.count && !ret; i++) {
		const char *id = e->dnf.ids.items[i];
		AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);

		if (!is_enabled(&e->dnf, id) || !plain_id(id))
			continue;
		if (!dnf_repository_url(&e->dnf, ev, id, NULL, &url))
			continue;
		/* file: and paths are the image's own, and would be found on this host */
		if (!dnf_urls_are_remote(buf_str(&url))) {
			progress_say(&e->context->progress, "enabled",
				     "%s: is not on the network: not collected", id);
			continue;
		}
		if (e->count == REPOSITORIES_MAX) {
			progress_say(&e->context->progress, "enabled",
				     "more than %d: the rest is not collected", REPOSITORIES_MAX);
			break;
		}
		ret = collect_one(e, id, buf_str(&url), err);
	}
	return ret;
}

int enabled_collect(const struct context *context, const struct gather_options *o,
		    const char *out_dir, struct rundoc *run, struct arena *arena,
		    struct text_list *folders, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_FREE char *folder = fs_join(out_dir, folder_name);
	struct enabled e = {
		.context = context, .options = o, .folder = folder, .run = run, .arena = arena
	};
	int ret = folder ? evidences_open_file(out_dir, &ev, err) : error_memory(err);

	if (ret)
		return ret;
	e.found = arena_alloc(arena, REPOSITORIES_MAX * sizeof(*e.found));
	if (!e.found)
		return error_memory(err);
	/* what keeps it from being read is what its checks say */
	if (dnf_read(&e.dnf, ev) && !evidence_failed(ev))
		ret = collect_all(&e, ev, err);
	dnf_release(&e.dnf);
	rundoc_mark(run, "enabled");
	if (!ret)
		*folders = (struct text_list){ .items = e.found, .count = e.count };
	return ret;
}
