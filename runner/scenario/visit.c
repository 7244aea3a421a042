/* SPDX-License-Identifier: MIT */
#include "scenario/visit.h"

#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "scenario/footprint.h"
#include "scenario/outside/outside.h"

enum { QUESTION_SECONDS = 20 };

/* What ends all scenarios, and not one. */
static bool is_fatal(int code)
{
	return code == ECANCELED || code == ENOSPC || code == ENOMEM || code == EDQUOT;
}

void visit_break(struct visit *v, const char *fmt, ...)
{
	va_list ap;

	if (v->broken) /* the first reason is the reason */
		return;
	va_start(ap, fmt);
	vsnprintf(v->why, sizeof(v->why), fmt, ap);
	va_end(ap);
	v->broken = true;
}

/* Of an error about this guest alone: the scenario's reason. */
static int settle(struct visit *v, int ret, struct error *err)
{
	if (ret >= 0)
		return 0;
	if (is_fatal(err->code))
		return -err->code;
	visit_break(v, "%s", err->text);
	*err = (struct error)ERROR_INIT;
	return 0;
}

static void note_end(struct visit *v, const struct machine_answer *a)
{
	if (a->end == MACHINE_ANSWERED || v->ended || v->broken)
		return;
	if (a->end == MACHINE_SILENT) {
		visit_break(v, "the guest does not answer%s%s", *a->why ? ": " : "", a->why);
		return;
	}
	v->ended = true;
	snprintf(v->why, sizeof(v->why), "the guest %s%s%s",
		 a->end == MACHINE_PANICKED ? "panicked" : "went away", *a->why ? ": " : "",
		 a->why);
}

int visit_begin(struct visit *v, struct outside *outside, struct error *err)
{
	const struct machine_grant *grants = NULL;
	const char *medium = NULL;
	size_t count = 0;
	int ret;

	v->outside = outside;
	v->memory_mib = -1;
	if (outside) {
		grants = outside_grants(outside, &count);
		medium = outside_medium(outside);
	}
	v->e->guests++;
	ret = v->e->kind->restore(&v->guest, v->e->machine, grants, count, medium, err);
	return settle(v, ret, err);
}

/* --- one command --- */

static int catch_row(void *arg, const struct row *row, struct error *err UNUSED)
{
	struct reply *r = arg;
	const struct value *value = row->values;

	/* one was asked for; the wire has proved the types */
	if (row->table != TABLE_command || r->given)
		return 0;
	snprintf(r->end, sizeof(r->end), "%.*s", (int)value[1].len, value[1].text);
	r->code = value[2].number;
	buf_addn(&r->out, value[3].text, value[3].len);
	buf_addn(&r->err, value[4].text, value[4].len);
	r->exited = streq(r->end, "exited");
	r->given = true;
	return 0;
}

static int refuse_file(void *arg UNUSED, const char *name, const void *data UNUSED,
		       size_t len UNUSED, struct error *err)
{
	return error_set(err, EPROTO, "the guest sent a file that nobody asked for: %.40s", name);
}

static int command(struct visit *v, const struct machine_ask *ask, struct reply *r,
		   struct error *err)
{
	const struct sink sink = { .arg = r, .put = catch_row, .file = refuse_file };
	struct machine_answer answer = { .end = MACHINE_ANSWERED };
	int ret;

	r->given = r->exited = false;
	r->code = 0;
	r->seconds = ask->seconds;
	*r->end = '\0';
	buf_clear(&r->out);
	buf_clear(&r->err);
	if (!visit_goes_on(v))
		return 0;
	ret = v->e->kind->ask(v->guest, ask, &sink, &answer, err);
	ret = settle(v, ret, err);
	if (ret < 0)
		return ret;
	note_end(v, &answer);
	if (visit_goes_on(v) && !r->given)
		visit_break(v, "the guest did not say how %s went", ask->commands[0][0]);
	if (!visit_goes_on(v))
		r->given = false;
	return r->out.failed || r->err.failed ? error_memory(err) : 0;
}

int visit_command(struct visit *v, const char *const *argv, unsigned seconds, struct reply *r,
		  struct error *err)
{
	const struct machine_ask ask = { .commands = &argv,
					 .commands_count = 1,
					 .seconds = seconds ? seconds : QUESTION_SECONDS };

	return command(v, &ask, r, err);
}

int visit_change(struct visit *v, const char *const *argv, unsigned seconds,
		 const struct machine_file *files, size_t files_count, struct reply *r,
		 struct error *err)
{
	const struct machine_ask ask = { .files = files,
					 .files_count = files_count,
					 .clear = files_count > 0,
					 .commands = &argv,
					 .commands_count = 1,
					 .seconds = seconds ? seconds : QUESTION_SECONDS,
					 .lasting = true };

	return command(v, &ask, r, err);
}

int visit_line(struct visit *v, const char *const *argv, char *line, size_t size, bool *given,
	       struct error *err)
{
	AUTO(reply) struct reply r = REPLY_INIT;
	int ret = visit_command(v, argv, 0, &r, err);
	const char *text = buf_str(&r.out);
	size_t len = strcspn(text, "\n");

	*given = ret >= 0 && r.given && r.exited && r.code == 0 && len > 0 && len < size;
	*line = '\0';
	if (*given)
		snprintf(line, size, "%.*s", (int)len, text);
	return ret;
}

int visit_memory(struct visit *v, int64_t *mib, struct error *err)
{
	static const char *const argv[] = { "azlcts-probe", "memory", NULL };
	char line[64];
	bool given;
	int ret = visit_line(v, argv, line, sizeof(line), &given, err);

	*mib = -1;
	line[strcspn(line, " ")] = '\0';
	if (given && (!str_int(line, mib) || *mib < 0))
		*mib = -1;
	return ret;
}

int visit_reboot(struct visit *v, int64_t *ms, struct error *err)
{
	struct machine_answer answer = { .end = MACHINE_ANSWERED };
	int ret;

	if (!visit_goes_on(v))
		return 0;
	ret = settle(v, v->e->kind->reboot(v->guest, &answer, err), err);
	if (ret < 0)
		return ret;
	note_end(v, &answer);
	v->rebooted = true;
	snprintf(v->refused, sizeof(v->refused), "%s", answer.refused);
	*v->cursor = '\0';
	*ms = answer.ms;
	return 0;
}

/* --- evidence --- */

/* The rows of the guest into a file that is open, and has no name any more, when this returns. */
static int collect_into(struct visit *v, const char *path, const char *files, struct evidence **out,
			struct error *err)
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct machine_answer answer = { .end = MACHINE_ANSWERED };
	struct machine_ask ask = { .clear = true, .parts = FOOTPRINT_PARTS };
	char schema[8];
	int ret = evidence_create(&ev, path, err);

	snprintf(schema, sizeof(schema), "%d", EVIDENCE_SCHEMA);
	if (!ret)
		ret = evidence_meta(ev, "schema", schema, err);
	if (ret)
		return ret;
	evidence_keep_files(ev, files);
	ask.commands = footprint_commands;
	while (footprint_commands[ask.commands_count])
		ask.commands_count++;
	ret = settle(v, v->e->kind->ask(v->guest, &ask, evidence_sink(ev), &answer, err), err);
	if (ret < 0)
		return ret;
	note_end(v, &answer);
	if (!visit_goes_on(v))
		return 0;
	ret = evidence_commit(ev, err);
	if (!ret)
		ret = evidence_open(out, path, err);
	return ret;
}

int visit_collect(struct visit *v, struct evidence **out, struct error *err)
{
	struct error ignored = ERROR_INIT;
	char path[PATH_MAX];
	char files[PATH_MAX + 8];
	int ret;

	*out = NULL;
	if (!visit_goes_on(v))
		return 0;
	snprintf(path, sizeof(path), "%s/%u.db", v->e->plan->work_dir, v->e->files++);
	snprintf(files, sizeof(files), "%s.files", path);
	if (mkdir(files, 0700) < 0)
		return error_errno(err, "create folder %s", files);
	ret = collect_into(v, path, files, out, err);
	if (!ret && *out && v->keep)
		ret = fs_move(path, v->keep, err);
	else
		unlink(path);
	fs_remove_tree(files, &ignored);
	if (!ret && *out)
		evidence_heed(*out, v->e->cancel);
	return ret;
}

int visit_pause(struct visit *v, int ms, struct error *err)
{
	struct pollfd p = { .fd = v->e->cancel ? v->e->cancel->fd : -1, .events = POLLIN };

	poll(&p, 1, ms);
	return v->e->cancel ? cancel_check(v->e->cancel, err) : 0;
}

void visit_end(struct visit *v)
{
	v->e->kind->end(v->guest);
	v->guest = NULL;
	if (v->outside && v->doc)
		doc_set(v->doc, "requests", outside_requests(v->outside));
	outside_stop(v->outside);
	v->outside = NULL;
}
