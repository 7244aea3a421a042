/* SPDX-License-Identifier: MIT */
#include "cli/evidences.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "cli/gather.h"

static bool is_database(const char *path)
{
	static const char magic[] = "SQLite format 3"; /* with the NUL: 16 bytes */
	char head[sizeof(magic)] = { 0 };
	AUTO_CLOSE int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	return fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       read(fd, head, sizeof(head)) == (ssize_t)sizeof(head) &&
	       memcmp(head, magic, sizeof(head)) == 0;
}

bool evidences_is_file(const char *path)
{
	AUTO_FREE char *inside = fs_join(path, "evidence.db");

	return is_database(path) || (inside && is_database(inside));
}

int evidences_open_file(const char *path, struct evidence **out, struct error *err)
{
	AUTO_FREE char *inside = fs_join(path, "evidence.db");
	struct stat st;

	if (!inside)
		return error_memory(err);
	return evidence_open(out, stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? inside : path, err);
}

static int open_file(const struct context *context, const char *path, struct evidence **out,
		     struct error *err)
{
	int ret = evidences_open_file(path, out, err);

	if (!ret)
		evidence_heed(*out, context->cancel);
	return ret;
}

static int collect_in(const struct context *context, const char *path,
		      const struct evidences_how *how, const char *folder, struct evidence **out,
		      struct error *err)
{
	const struct gather_options options = { .source = how->source, .keys = how->keys };
	static const struct plan no_commands = { 0 };
	CLEANUP(rundoc_release) struct rundoc doc = { 0 };
	int ret;

	rundoc_start(&doc, "collect", path);
	ret = gather(context, &options, path, folder, &no_commands, &doc, err);
	return ret ? ret : open_file(context, folder, out, err);
}

/*
 * The folder goes before the evidence is used: SQLite holds the file open, and no signal and no
 * way out can leave it behind.
 */
static int collect(const struct context *context, const char *path, const struct evidences_how *how,
		   struct evidence **out, struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_FREE char *folder = fs_join(context->temp_dir, "azlcts.XXXXXX");
	struct error removal = ERROR_INIT;
	int ret;

	if (!folder)
		return error_memory(err);
	if (!mkdtemp(folder))
		return error_errno(err, "create a folder in %s", context->temp_dir);
	ret = collect_in(context, path, how, folder, &ev, err);
	if (fs_remove_tree(folder, &removal) < 0 && !ret)
		ret = error_set(err, removal.code, "%s", removal.text);
	if (!ret)
		*out = TAKE(ev);
	return ret;
}

int evidences_open(const struct context *context, const char *path, const struct evidences_how *how,
		   struct evidence **out, struct error *err)
{
	static const struct evidences_how plain = { 0 };
	const struct source_kind *kind;
	int ret;

	if (!how)
		how = &plain;
	if (evidences_is_file(path))
		return open_file(context, path, out, err);
	ret = gather_source_kind(path, how->source, &kind, err);
	if (ret)
		return ret;
	if (how->no_boot && kind->gives & EVIDENCE(BOOT))
		return error_input(err,
				   "%s: has to be booted to be read; do that once: azlcts collect "
				   "%s -o DIR, then give DIR",
				   path, path);
	return collect(context, path, how, out, err);
}

int evidences_image(struct evidence *ev, const char *path, struct error *err)
{
	AUTO(buf) struct buf kind = BUF_INIT(BUF_LINE);

	evidences_kind(ev, &kind);
	if (streq(buf_str(&kind), "repository") || streq(buf_str(&kind), "rpm"))
		return error_input(err, "%s: no image: it is evidence of kind %s", path,
				   buf_str(&kind));
	return evidences_check(ev, path, err);
}

void evidences_kind(struct evidence *ev, struct buf *out)
{
	if (!evidence_text(ev, out, "SELECT value FROM meta WHERE key = 'source.kind'", NULL))
		buf_clear(out);
}

void evidences_product(struct evidence *ev, struct buf *out)
{
	if (evidence_text(ev, out, "SELECT value FROM os_release WHERE key = 'PRETTY_NAME'", NULL))
		return;
	evidences_kind(ev, out);
}

int evidences_check(struct evidence *ev, const char *path, struct error *err)
{
	if (!evidence_failed(ev))
		return 0;
	return error_set(err, EIO, "%s: %s", path, evidence_why(ev));
}

int evidences_doc(struct evidence *ev, bool digest, struct doc *parent, const char *key,
		  struct error *err)
{
	AUTO(buf) struct buf product = BUF_INIT(BUF_LINE);
	struct doc *d = key ? doc_set(parent, key, doc_object()) : doc_add(parent, doc_object());
	char sha256[65];
	int ret = digest ? evidence_digest(ev, sha256, err) : 0;

	if (ret)
		return ret;
	evidences_product(ev, &product);
	doc_set_text(d, "product", buf_str(&product));
	doc_set_text(d, "sha256", digest ? sha256 : NULL);
	return evidences_check(ev, "evidence", err);
}
