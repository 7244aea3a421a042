/* SPDX-License-Identifier: MIT */
#include "scenario/control_kept.h"

#include <stdio.h>

#include "base/fs.h"
#include "base/sha256.h"

#define WORDS	 "control.json"
#define NOW	 "control.db"
#define REBOOTED "control-rebooted.db"

void control_files_release(struct control_files *f)
{
	free(f->words);
	free(f->now);
	free(f->rebooted);
	*f = (struct control_files){ 0 };
}

int control_files_name(struct control_files *f, const struct scenario_plan *plan, struct error *err)
{
	if (!plan->control_dir)
		return 0;
	f->write = plan->control_new;
	f->words = fs_join(plan->control_dir, WORDS);
	f->now = fs_join(plan->control_dir, NOW);
	f->rebooted = fs_join(plan->control_dir, REBOOTED);
	return f->words && f->now && f->rebooted ? 0 : error_memory(err);
}

/* Opened, when its digest is the one that was written down. */
static bool open_kept(const char *path, const struct doc *d, const char *key, struct evidence **out)
{
	const char *wanted = doc_get_text(d, key);
	struct error ignored = ERROR_INIT;
	char sha256[SHA256_HEX];

	return wanted && sha256_file(path, sha256, &ignored) == 0 && streq(sha256, wanted) &&
	       evidence_open(out, path, &ignored) == 0;
}

int control_load(const struct control_files *f, bool reboots, struct control *c, bool *found,
		 struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO_DOC struct doc *d = NULL;
	struct error ignored = ERROR_INIT;
	const char *instant;

	*found = false;
	if (!f->words || !fs_exists(f->words) || fs_read(f->words, &text, &ignored) < 0 ||
	    doc_parse(buf_str(&text), text.len, f->words, &d, &ignored) < 0)
		return text.failed ? error_memory(err) : 0;
	instant = doc_get_text(d, "instant");
	/* of another boot than these guests */
	if (!instant || (*c->instant && !streq(c->instant, instant)) ||
	    !open_kept(f->now, d, "now", &c->now))
		return 0;
	if (reboots && !open_kept(f->rebooted, d, "rebooted", &c->rebooted)) {
		evidence_free(c->now);
		c->now = NULL;
		return 0;
	}
	snprintf(c->instant, sizeof(c->instant), "%s", instant);
	c->memory_mib = doc_get_int(d, "memory_mib", CONTROL_UNKNOWN);
	c->boot_ms = reboots ? doc_get_int(d, "boot_ms", CONTROL_UNKNOWN) : CONTROL_UNKNOWN;
	c->refused = doc_get_bool(d, "refused", false);
	*found = true;
	return 0;
}

static int set_digest(struct doc *d, const char *key, const char *path, struct error *err)
{
	char sha256[SHA256_HEX];
	int ret = sha256_file(path, sha256, err);

	doc_set_text(d, key, ret ? NULL : sha256);
	return ret;
}

int control_save(const struct control_files *f, const struct control *c, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO_DOC struct doc *d = doc_object();
	int ret;

	if (!f->words || !f->write)
		return 0;
	doc_set_text(d, "instant", c->instant);
	if (c->memory_mib != CONTROL_UNKNOWN)
		doc_set_int(d, "memory_mib", c->memory_mib);
	if (c->boot_ms != CONTROL_UNKNOWN)
		doc_set_int(d, "boot_ms", c->boot_ms);
	doc_set_bool(d, "refused", c->refused);
	ret = set_digest(d, "now", f->now, err);
	if (!ret && c->rebooted)
		ret = set_digest(d, "rebooted", f->rebooted, err);
	if (!ret)
		ret = doc_pretty(d, &text, err);
	return ret ? ret : fs_write(f->words, buf_str(&text), text.len, err);
}
