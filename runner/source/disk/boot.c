/* SPDX-License-Identifier: MIT */
/* The boot itself: one way into the guest after the other, until one reports. */
#include "base/fs.h"
#include "model/wire_request.h"
#include "source/disk/session.h"

/* "auto" tries these in turn; only a guest that came up without its probe leads to the next. */
static const enum entry automatic[] = { ENTRY_CREDENTIAL, ENTRY_INJECT };

/* From the started guest to the end of its stream, and what is wanted of it then. */
static int watch_boot(struct session *s, const struct guest_spec *spec, struct follow *f,
		      struct watch *w, struct error *err)
{
	struct doc *run = s->req->run;
	int ret = watch_guest(w, f, &s->end, err);

	doc_set_int(run, "boot_ms", w->boot_ms);
	doc_set_int(run, "collect_ms", w->collect_ms);
	doc_set_int(run, "rows", (int64_t)w->rows);
	if (!ret && s->end == WATCH_DONE && s->reached)
		ret = s->reached(s->reached_arg, spec, f, err);
	return ret;
}

static int boot_guest(struct session *s, const struct guest_spec *spec, char why[256],
		      struct error *err)
{
	const struct source_request *req = s->req;
	const struct wire_wish wish = { .commands = req->plan.commands,
					.commands_count = req->plan.commands_count };
	AUTO(guest) struct guest guest = GUEST_INIT;
	AUTO_FREE struct follow *f = calloc(1, sizeof(*f));
	struct watch_limits limits = s->limits;
	struct watch w = { .limits = &limits, .sink = req->sink, .progress = req->progress };
	int ret = f ? wire_sender_open(&w.request, &wish, err) : error_memory(err);

	if (s->entry == ENTRY_CREDENTIAL)
		limits.systemd_least = CREDENTIAL_SYSTEMD;
	if (!ret)
		ret = guest_start(&guest, spec, err);
	if (!ret) {
		admission_note(&s->admission, guest.pid);
		ret = follow_init(f, &guest, &s->console, req->cancel, err);
		if (!ret)
			ret = watch_boot(s, spec, f, &w, err);
		follow_release(f);
	}
	wire_sender_free(w.request);
	memcpy(why, w.why, sizeof(w.why));
	return ret;
}

/* A fresh overlay, the way in, the boot; guest and overlay are gone after. */
static int boot_once(struct session *s, enum entry entry, char why[256], struct error *err)
{
	const struct source_request *req = s->req;
	AUTO_FREE char *overlay = fs_join(req->work_dir, "overlay.qcow2");
	struct guest_spec spec = session_spec(s, req->work_dir, overlay);
	int ret;

	if (!overlay)
		return error_memory(err);
	s->entry = entry;
	entry_plan_release(&s->plan);
	console_release(&s->console);
	console_init(&s->console, s->log_fd);
	ret = image_tool_overlay(&s->tool, overlay, s->image.size, err);
	if (!ret)
		ret = entry_prepare(entry, req->options.probe, &s->tool, &s->plan, err);
	if (!ret && entry == ENTRY_INJECT)
		ret = entry_inject(&spec, &s->tool, err);
	if (ret)
		ret = error_wrap(err, "entry %s", entry_names[entry]);
	else
		ret = boot_guest(s, &spec, why, err);
	unlink(overlay); /* of the size of what the guest wrote */
	return ret;
}

/*
 * A CPU that stalls under emulation says nothing about the image: the same boot once more.  An
 * image that stalls every time is an error.
 */
static int boot_steadily(struct session *s, enum entry entry, char why[256], struct error *err)
{
	for (int stalls = 1;; stalls++) {
		int ret = boot_once(s, entry, why, err);

		if (ret || s->end != WATCH_STALLED)
			return ret;
		doc_set_int(s->req->run, "stalled_boots", stalls);
		if (stalls == WATCH_STALLS_MAX)
			return error_set(err, ETIMEDOUT, "%d boots: %s", stalls, why);
		progress_say(s->req->progress, "boot", "%s; the same boot once more", why);
	}
}

static bool is_automatic(const char *wish)
{
	return !wish || streq(wish, "auto");
}

static int find_entry(const char *wish, enum entry *out, struct error *err)
{
	for (enum entry e = 0; e < ENTRY_COUNT; e++) {
		if (streq(wish, entry_names[e])) {
			*out = e;
			return 0;
		}
	}
	return error_input(err, "entry '%s': credential, inject, cloud-init or ignition", wish);
}

static int boot_asked(struct session *s, const char *wish, struct error *err)
{
	enum entry entry = ENTRY_CREDENTIAL;
	char why[256] = "";
	int ret = find_entry(wish, &entry, err);

	if (ret)
		return ret;
	doc_set_text(s->req->run, "entry", wish);
	doc_set_text(s->req->run, "entry_reason", "asked for");
	ret = boot_steadily(s, entry, why, err);
	if (!ret && s->end == WATCH_NO_PROBE)
		return error_set(err, ETIMEDOUT, "entry %s: %s", wish, why);
	return ret;
}

static int boot_automatic(struct session *s, struct error *err)
{
	AUTO(buf) struct buf reason = BUF_INIT(BUF_LINE);
	struct doc *run = s->req->run;

	buf_add(&reason, "the first choice");
	for (size_t i = 0; i < ARRAY_SIZE(automatic); i++) {
		const char *name = entry_names[automatic[i]];
		char why[256] = "";
		int ret;

		doc_set_text(run, "entry", name);
		doc_set_text(run, "entry_reason", buf_str(&reason));
		ret = boot_steadily(s, automatic[i], why, err);
		if (ret && i > 0)
			return error_wrap(err, "%s", buf_str(&reason));
		if (ret || s->end != WATCH_NO_PROBE)
			return ret;
		buf_clear(&reason);
		buf_addf(&reason, "entry %s: %s", name, why);
		progress_say(s->req->progress, "boot", "%s; once more, another way",
			     buf_str(&reason));
	}
	return error_set(err, ETIMEDOUT, "no way into the guest: %s", buf_str(&reason));
}

int session_boot(struct session *s, struct error *err)
{
	const char *wish = s->req->options.entry;

	if (!s->req->options.probe)
		return error_input(err, "no probe program was given");
	return is_automatic(wish) ? boot_automatic(s, err) : boot_asked(s, wish, err);
}
