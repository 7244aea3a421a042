/* SPDX-License-Identifier: MIT */
/*
 * A machine in a folder: its files, the evidence of its boot, and machine.json, which says what it
 * is of and the digests of them all.  That is written last; a folder without it has no machine.
 */
#include <stdio.h>

#include "base/fs.h"
#include "model/evidence.h"
#include "source/disk/machine_disk.h"

#define KEPT_WORDS    "machine.json"
#define KEPT_EVIDENCE "image.db"

enum { KEPT_FILES = 4 };

static const char *const file_names[KEPT_FILES] = { MACHINE_DISK, MACHINE_STATE, MACHINE_VARS,
						    KEPT_EVIDENCE };

/* Texts and lengths, so that no two lists of words have one digest. */
static void plan_digest(const struct plan *plan, char out[SHA256_HEX])
{
	struct sha256 h;

	sha256_init(&h);
	for (size_t i = 0; i < plan->commands_count; i++) {
		for (const char *const *word = plan->commands[i]; *word; word++)
			sha256_add(&h, *word, strlen(*word) + 1);
		sha256_add(&h, "", 1);
	}
	sha256_hex(&h, out);
}

static int set_digest(struct doc *d, const char *key, const char *path, struct error *err)
{
	char sha256[SHA256_HEX];
	int ret = sha256_file(path, sha256, err);

	if (!ret)
		doc_set_text(d, key, sha256);
	return ret;
}

/* A guest with KVM has seen the host's processor. */
static int set_processor(struct doc *d, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(4 << 20);
	int ret = fs_read("/proc/cpuinfo", &text, err);
	const char *at = ret ? NULL : strstr(buf_str(&text), "model name");
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);

	if (at)
		buf_addn(&name, at, strcspn(at, "\n"));
	doc_set_text(d, "processor", buf_str(&name));
	return ret;
}

/* What the instant depends on: who has the same would boot to the same. */
static int make_key(const struct machine *m, struct doc *d, struct error *err)
{
	const struct session *s = &m->session;
	char plan[SHA256_HEX];
	int ret = set_digest(d, "probe", m->req.options.probe, err);

	if (!ret)
		ret = set_digest(d, "program", "/proc/self/exe", err);
	plan_digest(&m->req.plan, plan);
	doc_set_text(d, "plan", plan);
	doc_set_text(d, "image", s->sha256);
	doc_set_text(d, "qemu", s->version.text);
	doc_set_text(d, "accelerator", accelerator_name(&s->accelerator));
	doc_set_text(d, "firmware", "bios");
	if (!ret && s->uefi)
		ret = set_digest(d, "firmware", s->uefi->code, err);
	if (!ret && s->accelerator.kvm)
		ret = set_processor(d, err);
	doc_set_int(d, "memory_mib", s->memory_mib);
	doc_set_int(d, "cpus", s->cpus);
	doc_set_int(d, "schema", EVIDENCE_SCHEMA);
	return ret;
}

static bool wanted(const struct machine *m, const char *name)
{
	return m->session.uefi || !streq(name, MACHINE_VARS);
}

static int digest_files(const struct machine *m, const char *folder, struct doc *d,
			struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < KEPT_FILES && !ret; i++) {
		AUTO_FREE char *path = fs_join(folder, file_names[i]);

		if (!path)
			return error_memory(err);
		if (wanted(m, file_names[i]))
			ret = set_digest(d, file_names[i], path, err);
	}
	return ret;
}

static int describe(const struct machine *m, const char *folder, struct doc *d, struct error *err)
{
	int ret = make_key(m, doc_set(d, "of", doc_object()), err);

	doc_set_text(d, "entry", entry_names[m->session.entry]);
	return ret ? ret : digest_files(m, folder, doc_set(d, "files", doc_object()), err);
}

static int move_to(char **path, const char *folder, const char *name, struct error *err)
{
	AUTO_FREE char *to = fs_join(folder, name);
	int ret = to ? fs_move(*path, to, err) : error_memory(err);

	if (ret)
		return ret;
	free(*path);
	*path = TAKE(to);
	return 0;
}

int machine_keep(struct machine *m, const char *folder, const char *evidence, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO_DOC struct doc *d = doc_object();
	AUTO_FREE char *words = fs_join(folder, KEPT_WORDS);
	AUTO_FREE char *copy = fs_join(folder, KEPT_EVIDENCE);
	int ret;

	if (!words || !copy)
		return error_memory(err);
	if (unlink(words) < 0 && errno != ENOENT)
		return error_errno(err, "remove %s", words);
	ret = move_to(&m->disk, folder, MACHINE_DISK, err);
	if (!ret)
		ret = move_to(&m->state, folder, MACHINE_STATE, err);
	if (!ret && m->session.uefi)
		ret = move_to(&m->vars, folder, MACHINE_VARS, err);
	if (!ret)
		ret = fs_copy(evidence, copy, err);
	if (!ret)
		ret = describe(m, folder, d, err);
	if (!ret)
		ret = doc_pretty(d, &text, err);
	if (!ret)
		ret = fs_write(words, buf_str(&text), text.len, err);
	machine_rest(m);
	return ret ? error_wrap(err, "keep the machine") : 0;
}

static bool same(const struct doc *a, const struct doc *b)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf two = BUF_INIT(BUF_TEXT);
	struct error ignored = ERROR_INIT;

	return a && b && doc_canonical(a, &one, &ignored) == 0 &&
	       doc_canonical(b, &two, &ignored) == 0 && streq(buf_str(&one), buf_str(&two));
}

/* What is kept, and the way in; false with the reason: it is not what is wanted. */
static bool fits(struct machine *m, const char *folder, char why[256], struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO_DOC struct doc *kept = NULL;
	AUTO_DOC struct doc *now = doc_object();
	AUTO_FREE char *words = fs_join(folder, KEPT_WORDS);
	struct error reason = ERROR_INIT;
	const char *entry;

	snprintf(why, 256, "there is none");
	if (!words || !fs_exists(words))
		return false;
	if (fs_read(words, &text, &reason) < 0 ||
	    doc_parse(buf_str(&text), text.len, words, &kept, &reason) < 0) {
		snprintf(why, 256, "%.250s", reason.text);
		return false;
	}
	entry = doc_get_text(kept, "entry");
	for (enum entry e = 0; e < ENTRY_COUNT; e++)
		if (entry && streq(entry, entry_names[e]))
			m->session.entry = e;
	if (make_key(m, doc_set(now, "of", doc_object()), err) < 0)
		return false;
	snprintf(why, 256, "it is of another image, program, QEMU or hardware");
	if (!same(doc_get(kept, "of"), doc_get(now, "of")))
		return false;
	snprintf(why, 256, "its files are damaged");
	if (digest_files(m, folder, doc_set(now, "files", doc_object()), &reason) < 0)
		return false;
	return same(doc_get(kept, "files"), doc_get(now, "files"));
}

static int take_up(struct machine *m, const char *folder, const char *evidence, bool *found,
		   char why[256], struct error *err)
{
	AUTO_FREE char *kept = fs_join(folder, KEPT_EVIDENCE);
	struct session *s = &m->session;
	int ret = kept ? session_prepare(s, &m->req, err) : error_memory(err);

	admission_release(&s->admission); /* nothing boots here */
	s->reached = machine_freeze;	  /* so that guests have its hardware */
	s->reached_arg = m;
	if (!ret)
		ret = digest_finish(&s->digest, m->req.cancel, s->sha256, err);
	if (ret)
		return ret;
	*found = fits(m, folder, why, err);
	if (!*found)
		return -err->code;
	ret = entry_prepare(s->entry, m->req.options.probe, &s->tool, &s->plan, err);
	return ret ? ret : fs_copy(kept, evidence, err);
}

int machine_open(struct machine **out, const struct source_request *req, const char *folder,
		 const char *evidence, char why[256], struct error *err)
{
	CLEANUP(machine_cleanup) struct machine *m = NULL;
	bool found = false;
	int ret = machine_make(&m, req, folder, err);

	*out = NULL;
	if (!ret)
		ret = take_up(m, folder, evidence, &found, why, err);
	if (ret || !found)
		return ret;
	machine_rest(m);
	*out = TAKE(m);
	return 0;
}
