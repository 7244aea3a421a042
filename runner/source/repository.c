/* SPDX-License-Identifier: MIT */
/*
 * A package repository ("rpm-md"): a URL, a folder, or the URL of a list of its mirrors.  What it
 * says of its packages is collected, and no package is fetched.
 *
 * Mirrors are asked in their order, until one serves every file that is wanted; nothing of one that
 * does not is used.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "base/url.h"
#include "source/metalink.h"
#include "source/payload.h"
#include "source/repo_fetch.h"

enum { URLS_MAX = 64, SIGNATURE_MAX = 1 << 20 };

static const char repomd_name[] = "repodata/repomd.xml";

struct repository {
	const struct source_request *req;
	struct arena arena;
	struct repo_fetch fetch;
	struct mirrors mirrors; /* what is asked, in this order */
	struct buf repomd_text;
	struct repomd repomd;
	const struct repodata_file *primary;
	const struct repodata_file *filelists; /* NULL: there is none */
	char *repomd_path;
	char *primary_path;
	char *filelists_path;
	const char *base;      /* that served it all */
	const char *signature; /* as table repository says */
	char signer[17];
};

static void forget_files(struct repository *r)
{
	free(r->primary_path);
	free(r->filelists_path);
	r->primary_path = r->filelists_path = NULL;
}

static void repository_release(struct repository *r)
{
	repo_fetch_release(&r->fetch);
	buf_release(&r->repomd_text);
	free(r->repomd_path);
	forget_files(r);
	arena_release(&r->arena);
}

/* --- one base --- */

/* Who reads "DIR/.work.XXXXXX/repomd.xml" cannot look there any more, and it differs every time. */
static int without_folder(const struct repository *r, struct error *err)
{
	size_t len = strlen(r->req->work_dir);
	char *at;

	while ((at = strstr(err->text, r->req->work_dir)) != NULL) {
		size_t n = len + (at[len] == '/');

		memmove(at, at + n, strlen(at + n) + 1);
	}
	return -err->code;
}

/*
 * The record to read of a type; NULL: there is none.  An error when there is one, but as zchunk
 * alone, which this libsolv does not read.
 */
static int choose(struct repository *r, const char *type, const struct repodata_file **out,
		  struct error *err)
{
	size_t len = strlen(type);

	*out = repomd_find(&r->repomd, type);
	if (*out && !ends_with((*out)->location, ".zck"))
		return 0;
	*out = NULL;
	for (size_t i = 0; i < r->repomd.count; i++) {
		const struct repodata_file *f = &r->repomd.files[i];

		if (strncmp(f->type, type, len) == 0 &&
		    (f->type[len] == '\0' || streq(f->type + len, "_zck")))
			return error_input(err,
					   "repomd.xml: %s is there as zchunk alone (%s), which "
					   "cannot be read here; it is needed as gzip, xz or zstd",
					   type, f->location);
	}
	return 0;
}

static int get_file(struct repository *r, const char *base, const struct repodata_file *file,
		    const char *name, char **path, struct error *err)
{
	AUTO_FREE char *dest = fs_join(r->req->work_dir, name);
	int ret;

	if (!dest)
		return error_memory(err);
	ret = repo_fetch_data(&r->fetch, base, file, dest, err);
	if (ret)
		return ret;
	*path = TAKE(dest);
	return 0;
}

/* good, with the signer; unchecked or none where no key was given. */
static int verify(struct repository *r, const char *base, struct error *err)
{
	const struct text_list *keys = r->req->options.keys;
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf signature = BUF_INIT(SIGNATURE_MAX);
	AUTO_FREE char *path = NULL;
	bool wanted = keys && keys->count;
	bool none = false;
	int ret;

	url_join(base, "repodata/repomd.xml.asc", &url);
	url_clean(buf_str(&url), &shown);
	if (url.failed || shown.failed)
		return error_memory(err);
	ret = repo_fetch_text(&r->fetch, buf_str(&url), &signature, &none, err);
	/* storage services refuse what is not there */
	none |= !wanted && ret && err->code == EACCES;
	if (ret && !none)
		return ret;
	r->signature = none ? "none" : "unchecked";
	if (!wanted)
		return 0;
	if (none)
		return error_input(err,
				   "%s: not there: the repository's metadata is not signed, and a "
				   "key for it was given (--key)",
				   buf_str(&shown));
	path = fs_join(r->req->work_dir, "repomd.xml.asc");
	ret = path ? fs_write(path, buf_str(&signature), signature.len, err) : error_memory(err);
	if (!ret)
		ret = r->req->collectors->signature(keys, r->repomd_path, path, r->signer, err);
	if (ret && err->code == EBADMSG) /* the repository is not what was asked for */
		err->code = EINVAL;
	if (ret) {
		without_folder(r, err);
		return error_wrap(err, "%s", buf_str(&shown));
	}
	r->signature = "good";
	return 0;
}

static int read_repomd(struct repository *r, struct error *err)
{
	int ret;

	if (!r->repomd_path)
		r->repomd_path = fs_join(r->req->work_dir, "repomd.xml");
	if (!r->repomd_path)
		return error_memory(err);
	if (memchr(buf_str(&r->repomd_text), '\0', r->repomd_text.len))
		return error_input(err, "repomd.xml: no text");
	ret = mirrors_allow(&r->mirrors, buf_str(&r->repomd_text), r->repomd_text.len, err);
	if (!ret)
		ret = fs_write(r->repomd_path, buf_str(&r->repomd_text), r->repomd_text.len, err);
	if (!ret)
		ret = repomd_read(&r->arena, r->repomd_path, &r->repomd, err);
	return ret ? without_folder(r, err) : 0;
}

/* All that is wanted of one base; *none: it has no repomd.xml, which is an error, too. */
static int try_base(struct repository *r, const char *base, bool *none, struct error *err)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct repo_known known;
	int ret;

	*none = false;
	forget_files(r); /* of another mirror */
	url_clean(base, &shown);
	ret = repo_fetch_repomd(&r->fetch, base, &r->repomd_text, &known, none, err);
	if (!ret && *none)
		ret = error_input(err, "%s: no repository: %s is not there", buf_str(&shown),
				  repomd_name);
	if (ret)
		return ret;
	ret = read_repomd(r, err);
	if (!ret)
		ret = choose(r, "primary", &r->primary, err);
	if (!ret && !r->primary)
		ret = error_input(err, "repomd.xml names no primary");
	if (!ret)
		ret = choose(r, "filelists", &r->filelists, err);
	if (ret)
		return error_wrap(err, "%s", buf_str(&shown));
	ret = verify(r, base, err);
	if (ret)
		return ret;
	repo_fetch_keep_repomd(&r->fetch, base, &r->repomd_text, &known);
	ret = get_file(r, base, r->primary, "primary", &r->primary_path, err);
	if (!ret && r->filelists)
		ret = get_file(r, base, r->filelists, "filelists", &r->filelists_path, err);
	if (!ret)
		r->base = base;
	return ret;
}

/* --- which bases --- */

enum { MIRRORS_ASKED = 32 }; /* each dead one costs minutes */

/* The first mirror that serves it all.  When none does, the last one's reason is told. */
static int try_mirrors(struct repository *r, struct error *err)
{
	const struct mirrors *m = &r->mirrors;
	size_t asked = m->count < MIRRORS_ASKED ? m->count : MIRRORS_ASKED;
	bool same = true;
	int first = 0;

	for (size_t i = 0; i < asked; i++) {
		bool none;
		int ret;

		*err = (struct error)ERROR_INIT;
		ret = try_base(r, m->bases[i], &none, err);
		if (!ret || repo_failure_is_ours(err->code))
			return ret;
		same &= i == 0 || err->code == first;
		first = i == 0 ? err->code : first;
		if (m->count > 1)
			progress_say(r->req->progress, "mirror", "%zu of %zu: %s", i + 1, m->count,
				     err->text);
	}
	if (m->count == 1)
		return -err->code;
	if (!same) /* the network, or the repository: it cannot be told */
		err->code = EIO;
	return error_wrap(err, "none of %s%zu mirrors serves the repository; the last one",
			  asked < m->count ? "the first " : "", asked);
}

static int set_bases(struct repository *r, const char **bases, size_t count, struct error *err)
{
	r->mirrors = (struct mirrors){ .count = count };
	r->mirrors.bases = arena_alloc(&r->arena, (count + 1) * sizeof(*r->mirrors.bases));
	if (!r->mirrors.bases)
		return error_memory(err);
	memcpy(r->mirrors.bases, bases, count * sizeof(*bases));
	return 0;
}

/* The URL is of a list: what the list says is asked. */
static int try_list(struct repository *r, const char *url, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(REPO_TEXT_MAX);
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	bool none = false;
	int ret = repo_fetch_text(&r->fetch, url, &text, &none, err);

	url_clean(url, &shown);
	if (!ret && none)
		return error_input(err, "%s: no repository and no list of mirrors is there",
				   buf_str(&shown));
	if (!ret)
		ret = mirrors_read(&r->arena, buf_str(&text), text.len, &r->mirrors, err);
	if (ret && err->code == EINVAL)
		return error_wrap(err, "%s: no repository (without %s), and no list of mirrors",
				  buf_str(&shown), repomd_name);
	return ret ? ret : try_mirrors(r, err);
}

/* A URL may be of a base, or of a list of mirrors: which it is shows when it is asked. */
static int try_url(struct repository *r, const char *url, struct error *err)
{
	size_t len = strcspn(url, "#");
	char *copy = arena_strndup(&r->arena, url, len);
	const char *base = copy;
	struct error first;
	bool none = false;
	int ret;

	if (!copy)
		return error_memory(err);
	if (strchr(copy, '?'))
		return try_list(r, copy, err);
	if (ends_with(copy, "/repodata/repomd.xml"))
		copy[len - strlen(repomd_name)] = '\0';
	ret = set_bases(r, &base, 1, err);
	if (!ret)
		ret = try_base(r, base, &none, err);
	if (!ret || (!none && err->code != EACCES) || ends_with(base, "/"))
		return ret;
	first = *err;
	ret = try_list(r, base, err);
	if (ret && err->code == EACCES) /* a folder that may not be listed: no repository */
		*err = first;
	return ret ? -err->code : 0;
}

/* A folder or a file of this host, as its URL. */
static int try_path(struct repository *r, const char *path, const char **url, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO_FREE char *real = realpath(path, NULL);
	struct stat st;

	if (!real || stat(real, &st) < 0)
		return error_input(err, "%s: %s", path, strerror(errno));
	url_of_path(real, &text);
	*url = arena_strdup(&r->arena, buf_str(&text));
	if (!*url || text.failed)
		return error_memory(err);
	return S_ISDIR(st.st_mode) || ends_with(real, "/repodata/repomd.xml")
		       ? try_url(r, *url, err)
		       : try_list(r, *url, err);
}

static int try_local(struct repository *r, const char *path, const char **url, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	int ret;

	if (!url_is(path))
		return try_path(r, path, url, err);
	ret = url_file_path(path, &text, err);
	return ret ? ret : try_path(r, buf_str(&text), url, err);
}

/* What was asked for: one URL, a path, or several URLs of one repository with blanks between. */
static int try_all(struct repository *r, const char **url, struct error *err)
{
	const char *given = r->req->path;
	const char *urls[URLS_MAX];
	size_t count = 0;

	if (!url_is(given))
		return try_local(r, given, url, err);
	for (const char *at = given; *at; at += strspn(at, " \t\n")) {
		size_t n = strcspn(at, " \t\n");

		if (count == URLS_MAX)
			return error_input(err, "more than %d URLs", URLS_MAX);
		urls[count] = arena_strndup(&r->arena, at, n);
		if (!urls[count])
			return error_memory(err);
		if (!url_is(urls[count]))
			return error_input(err, "a URL with a blank in it; it is written %%20");
		if (!url_has_scheme(urls[count], "http") && !url_has_scheme(urls[count], "https") &&
		    !url_has_scheme(urls[count], "file"))
			return error_input(err,
					   "a repository's URL is of http, https or file, not %.*s",
					   (int)strcspn(urls[count], ":"), urls[count]);
		count++;
		at += n;
	}
	*url = given;
	if (count == 1)
		return url_has_scheme(given, "file") ? try_local(r, urls[0], url, err)
						     : try_url(r, urls[0], err);
	return set_bases(r, urls, count, err) ? -err->code : try_mirrors(r, err);
}

/* --- rows --- */

static int put_fact(const struct source_request *req, const char *key, const char *value,
		    struct error *err)
{
	struct row row = row_of(TABLE_repository);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(req->sink, &row, err);
}

static int put_url(const struct source_request *req, const char *key, const char *url,
		   struct error *err)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);

	url_clean(url, &shown);
	return shown.failed ? error_memory(err) : put_fact(req, key, buf_str(&shown), err);
}

static int put_files(const struct repository *r, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < r->repomd.count && !ret; i++) {
		const struct repodata_file *f = &r->repomd.files[i];
		AUTO(buf) struct buf checksum = BUF_INIT(BUF_LINE);
		struct row row = row_of(TABLE_repodata);

		buf_addf(&checksum, "%s:%s", f->checksum_type, f->checksum);
		if (checksum.failed)
			return error_memory(err);
		row_text(&row, f->type);
		row_text(&row, f->location);
		row_text(&row, buf_str(&checksum));
		if (f->size >= 0)
			row_int(&row, f->size);
		else
			row_null(&row);
		row_int(&row, f == r->primary || f == r->filelists);
		ret = sink_put(r->req->sink, &row, err);
	}
	return ret;
}

/* Which of several mirrors answered differs between two runs. */
static int put_base(const struct repository *r, struct error *err)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);

	if (r->mirrors.count == 1 && !r->mirrors.metalink)
		return put_url(r->req, "base", r->base, err);
	url_clean(r->base, &shown);
	if (shown.failed)
		return error_memory(err);
	return sink_volatile(r->req->sink, PART_REPOSITORY, "base", buf_str(&shown), err);
}

static int put_rows(const struct repository *r, struct error *err)
{
	const struct source_request *req = r->req;
	char text[SHA256_HEX];
	struct sha256 sum;
	size_t packages = 0;
	int ret = put_base(r, err);

	if (!ret && *r->repomd.revision)
		ret = put_fact(req, "revision", r->repomd.revision, err);
	sha256_init(&sum);
	sha256_add(&sum, buf_str(&r->repomd_text), r->repomd_text.len);
	sha256_hex(&sum, text);
	if (!ret)
		ret = put_fact(req, "repomd_sha256", text, err);
	if (!ret)
		ret = put_fact(req, "signature", r->signature, err);
	if (!ret && streq(r->signature, "good"))
		ret = put_fact(req, "signer", r->signer, err);
	if (!ret)
		ret = put_files(r, err);
	progress_say(req->progress, "packages", "reading what %s says", repomd_name);
	if (!ret)
		ret = repodata_put(r->primary_path, r->filelists_path, req->sink, &packages, err);
	if (ret)
		return without_folder(r, err);
	snprintf(text, sizeof(text), "%zu", packages);
	if (!ret)
		ret = put_fact(req, "packages", text, err);
	return ret ? ret : cancel_check(req->cancel, err);
}

static int collect(const struct source_request *req, struct error *err)
{
	AUTO(repository)
	struct repository r = { .req = req, .repomd_text = BUF_INIT(REPO_TEXT_MAX) };
	const char *url = req->path;
	int ret = payload_meta(req, "source.kind", "repository", err);

	if (ret)
		return ret;
	repo_fetch_init(&r.fetch, req);
	ret = try_all(&r, &url, err);
	if (!ret)
		ret = put_url(req, "url", url, err);
	if (!ret)
		ret = put_rows(&r, err);
	return ret ? ret : sink_complete(req->sink, PART_REPOSITORY, err);
}

static bool recognise(const char *path)
{
	AUTO_FREE char *repomd = fs_join(path, repomd_name);

	return url_is(path) || (repomd && fs_exists(repomd));
}

const struct source_kind source_repository = {
	.name = "repository",
	.summary =
		"a package repository: URL (http, https, file), folder with repodata, or the URL "
		"of a metalink or a list of mirrors",
	.gives = EVIDENCE(REPOSITORY),
	.recognise = recognise,
	.collect = collect,
};
