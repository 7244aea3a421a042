/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/clock.h"
#include "source/disk/machine_disk.h"

static const char reset[] = "{\"execute\":\"system_reset\"}\n";

enum { RESET_MS = 20000, REBOOT_S = 60 };

/* What the guest said of the command that reboots it. */
struct verdict {
	bool failed;
	char why[256]; /* it did not even begin to; "": it may have been ended by what it began */
};

static bool is(const struct value *v, const char *text)
{
	return v->len == strlen(text) && memcmp(v->text, text, v->len) == 0;
}

static int put(void *arg, const struct row *row, struct error *err UNUSED)
{
	struct verdict *v = arg;
	const struct value *value = row->values; /* words, how it ended, status, output, errors */
	size_t line = 0;

	if (row->table != TABLE_command || (is(&value[1], "exited") && value[2].number == 0))
		return 0;
	v->failed = true;
	while (line < value[4].len && value[4].text[line] != '\n')
		line++;
	if (!is(&value[1], "signaled"))
		snprintf(v->why, sizeof(v->why), "systemctl reboot: %.*s, status %lld: %.*s",
			 (int)value[1].len, value[1].text, (long long)value[2].number, (int)line,
			 value[4].text);
	return 0;
}

static int file(void *arg UNUSED, const char *name UNUSED, const void *data UNUSED,
		size_t len UNUSED, struct error *err)
{
	return error_set(err, EPROTO, "a file where none was expected");
}

/* Until QEMU tells of the reset; *over: something else came before, and `out` says what. */
static int wait_for_reset(struct machine_guest *g, const struct verdict *v, bool *over,
			  struct machine_answer *out, struct error *err)
{
	struct follow *f = &g->follow;
	int64_t limit = g->machine->session.limits.boot_ms;
	int64_t deadline = clock_now_ms() + limit;
	int64_t since = 0;
	bool forced = false;

	while (f->qmp.resets == g->resets) {
		int ret = follow_step(f, err);

		if (!ret)
			ret = machine_guest_check(g, true, &since, over, out, err);
		if (ret || *over)
			return ret;
		if (v->failed && !forced && wire_reader_done(f->wire)) {
			forced = true; /* it cannot do it itself */
			snprintf(out->refused, sizeof(out->refused), "%s", v->why);
			ret = follow_command(f, reset, RESET_MS, err);
		}
		if (!ret && f->now > deadline) {
			out->end = MACHINE_SILENT;
			snprintf(out->why, sizeof(out->why),
				 "it did not go down for a reboot within %lld s",
				 (long long)limit / 1000);
			*over = true;
		}
		if (ret || *over)
			return ret;
	}
	/* a kernel that panics may reset at once, which is not the reboot that was asked for */
	follow_console(f);
	if (g->console.fault == CONSOLE_PANIC) {
		out->end = MACHINE_PANICKED;
		snprintf(out->why, sizeof(out->why), "%s", g->console.fault_text);
		*over = true;
	}
	return 0;
}

static int go_down(struct machine_guest *g, bool *over, struct machine_answer *out,
		   struct error *err)
{
	static const char *const words[] = { "systemctl", "reboot", NULL };
	static const char *const *const commands[] = { words };
	const struct wire_wish wish = { .commands = commands,
					.commands_count = 1,
					.go = { .what = WIRE_ASKED, .seconds = REBOOT_S } };
	struct verdict verdict = { 0 };
	const struct sink to = { .arg = &verdict, .put = put, .file = file };
	struct follow *f = &g->follow;
	int ret = g->hello ? 0 : follow_stream(f, err);

	if (!ret)
		ret = wire_sender_open(&f->request, &wish, err);
	if (ret)
		return ret;
	g->hello = false;
	f->guard.to = &to;
	ret = wait_for_reset(g, &verdict, over, out, err);
	f->guard.to = NULL;
	wire_sender_free(TAKE(f->request));
	return ret;
}

/* What the guest that went down still said, and what it was, is of the past. */
static void forget(struct machine_guest *g)
{
	struct follow *f = &g->follow;
	size_t logged = g->console.logged;

	while (f->guest->wire >= 0 && read(f->guest->wire, f->chunk, sizeof(f->chunk)) > 0)
		;
	console_end(&g->console);
	console_release(&g->console);
	console_init(&g->console, g->log_fd);
	g->console.logged = logged;
	f->qmp.port_opened = f->qmp.port_open = false;
	g->resets = f->qmp.resets;
}

/* How it did not come up; what no two runs share is left out. */
static int did_not_come(struct machine_guest *g, enum watch_end end, int ret, const char *why,
			struct machine_answer *out, struct error *err)
{
	const struct qmp *q = &g->follow.qmp;
	const char *text = why;

	if (!ret && end == WATCH_STALLED)
		return error_set(
			err, ETIMEDOUT,
			"reboot: %s; that is the emulation's fault, and says nothing about "
			"what runs in the guest",
			why);
	out->end = MACHINE_SILENT;
	if (!ret && end == WATCH_IMAGE_FAULT) {
		out->end = MACHINE_PANICKED;
		text = g->console.fault_text;
	} else if (ret == -ETIMEDOUT) {
		text = "it did not come up again in the time that a boot may take";
	} else if (ret && starts_with(q->shutdown, "guest-")) {
		out->end = MACHINE_GONE;
		text = "the guest ended by itself while it booted again";
	} else if (ret) {
		return error_wrap(err, "reboot");
	}
	snprintf(out->why, sizeof(out->why), "%s", text);
	return 0;
}

static int come_up(struct machine_guest *g, struct machine_answer *out, struct error *err)
{
	struct watch w = { .limits = &g->machine->session.limits,
			   .hello = true,
			   .progress = g->machine->req.progress };
	enum watch_end end = WATCH_DONE;
	int ret = watch_guest(&w, &g->follow, &end, err);

	/* the disk is as when it went down, or as after a power cut early in the boot */
	for (int stalls = 1; !ret && end == WATCH_STALLED && stalls < WATCH_STALLS_MAX; stalls++) {
		progress_say(w.progress, "boot", "%s; the same boot once more", w.why);
		forget(g);
		ret = follow_command(&g->follow, reset, RESET_MS, err);
		g->resets = g->follow.qmp.resets;
		doc_set_int(g->machine->req.run, "stalled_reboots", ++g->machine->stalled);
		if (ret) /* QEMU's, of whatever kind: nothing that the guest did */
			return error_wrap(err, "reboot");
		ret = watch_guest(&w, &g->follow, &end, err);
	}
	out->ms = w.boot_ms;
	if (ret || end != WATCH_DONE)
		return did_not_come(g, end, ret, w.why, out, err);
	out->end = MACHINE_ANSWERED;
	g->hello = true;
	g->resets = g->follow.qmp.resets; /* a boot may be several, as when labels are set */
	return 0;
}

int machine_reboot(struct machine_guest *g, struct machine_answer *out, struct error *err)
{
	enum entry entry = g->machine->session.entry;
	struct machine_answer answer = { .end = MACHINE_GONE };
	bool over = false;
	int ret;

	if (g->over)
		return error_set(err, ENOTCONN, "the guest gives no answers any more");
	if (entry != ENTRY_CREDENTIAL && entry != ENTRY_IGNITION)
		return error_set(err, ENOTSUP,
				 "entry %s: the probe does not come back after a reboot",
				 entry_names[entry]);
	ret = go_down(g, &over, &answer, err);
	if (!ret && !over) {
		forget(g);
		ret = come_up(g, &answer, err);
	}
	g->over = ret || answer.end != MACHINE_ANSWERED;
	if (!ret)
		*out = answer;
	return ret;
}
