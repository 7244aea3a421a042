/* SPDX-License-Identifier: MIT */
#include "source/disk/machine_state.h"

#include "base/clock.h"
#include "base/doc.h"

enum {
	ANSWER_MS = 20000,    /* of a command that QEMU has nothing to wait for */
	MOVE_MS = 300 * 1000, /* of a memory, to or from a file */
};

/* QEMU knows files since 8.2; before, it knows programs. */
static void add_uri(struct buf *b, const struct qemu_version *v, const char *file, bool save)
{
	if (v->major > 8 || (v->major == 8 && v->minor >= 2)) {
		buf_addf(b, "file:%s", file);
		return;
	}
	buf_add(b, save ? "exec:cat >" : "exec:cat <");
	guest_quote(b, file);
}

/* {"execute":NAME,"arguments":ARGUMENTS}; takes the arguments, where there are some. */
static int command(struct follow *f, const char *name, struct doc *arguments, struct error *err)
{
	AUTO_DOC struct doc *d = doc_object();
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	int ret;

	doc_set_text(d, "execute", name);
	if (arguments)
		doc_set(d, "arguments", arguments);
	ret = doc_canonical(d, &text, err);
	buf_addc(&text, '\n');
	if (!ret && text.failed)
		ret = error_memory(err);
	if (!ret)
		ret = follow_command(f, buf_str(&text), ANSWER_MS, err);
	return ret ? error_wrap(err, "%s", name) : 0;
}

/* That it tells when it is done, and is not held back for a network's sake. */
static int prepare(struct follow *f, struct error *err)
{
	struct doc *events = doc_object();
	struct doc *capabilities = doc_object();
	struct doc *parameters = doc_object();
	int ret;

	doc_set_text(events, "capability", "events");
	doc_set_bool(events, "state", true);
	doc_add(doc_set(capabilities, "capabilities", doc_list()), events);
	ret = command(f, "migrate-set-capabilities", capabilities, err);
	doc_set_int(parameters, "max-bandwidth", (int64_t)1 << 40);
	if (ret) {
		doc_free(parameters);
		return ret;
	}
	return command(f, "migrate-set-parameters", parameters, err);
}

static int move(struct follow *f, const char *name, const struct qemu_version *v, const char *file,
		bool save, struct error *err)
{
	AUTO(buf) struct buf uri = BUF_INIT(BUF_LINE);
	int64_t deadline = clock_now_ms() + MOVE_MS;
	struct doc *arguments = doc_object();
	int ret;

	add_uri(&uri, v, file, save);
	doc_set_text(arguments, "uri", uri.failed ? NULL : buf_str(&uri));
	ret = command(f, name, arguments, err);
	while (!ret && !streq(f->qmp.migration, "completed")) {
		if (streq(f->qmp.migration, "failed"))
			return error_set(err, EIO,
					 "QEMU could not %s the guest's memory; is the "
					 "disk full?",
					 save ? "write" : "read");
		ret = follow_step(f, err);
		if (!ret)
			ret = follow_check(f, err);
		if (!ret && follow_ended(f))
			ret = error_set(err, EIO, "QEMU %s", f->ended);
		if (!ret && f->now > deadline)
			ret = error_set(err, ETIMEDOUT,
					"QEMU did not %s the guest's memory within %d s",
					save ? "write" : "read", MOVE_MS / 1000);
	}
	return ret;
}

/* Ended by itself, so that its files are whole. */
static int quit(struct follow *f, struct error *err)
{
	int64_t deadline = clock_now_ms() + ANSWER_MS;
	int ret = command(f, "quit", NULL, err);

	while (!ret && !follow_ended(f)) {
		ret = follow_step(f, err);
		if (!ret && f->now > deadline)
			ret = error_set(err, ETIMEDOUT, "QEMU did not end within %d s",
					ANSWER_MS / 1000);
	}
	if (!ret && !starts_with(f->ended, "exited with status 0"))
		ret = error_set(err, EIO, "QEMU %s", f->ended);
	return ret;
}

int state_save(struct follow *f, const struct qemu_version *v, const char *file, struct error *err)
{
	int ret = command(f, "stop", NULL, err);

	if (!ret)
		ret = prepare(f, err);
	if (!ret)
		ret = move(f, "migrate", v, file, true, err);
	return ret ? ret : quit(f, err);
}

int state_load(struct follow *f, const struct qemu_version *v, const char *file, struct error *err)
{
	int ret = prepare(f, err);

	return ret ? ret : move(f, "migrate-incoming", v, file, false, err);
}

int state_insert(struct follow *f, const char *medium, struct error *err)
{
	struct doc *d = doc_object();

	doc_set_text(d, "id", GUEST_DRIVE);
	doc_set_text(d, "filename", medium);
	doc_set_text(d, "format", "raw");
	doc_set_text(d, "read-only-mode", "read-only");
	return command(f, "blockdev-change-medium", d, err);
}

int state_continue(struct follow *f, struct error *err)
{
	return command(f, "cont", NULL, err);
}
