/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/clock.h"
#include "base/fs.h"
#include "source/disk/machine_disk.h"
#include "source/disk/machine_state.h"

void machine_free(struct machine *m)
{
	if (!m)
		return;
	session_release(&m->session);
	free(m->path);
	free(m->work_dir);
	free(m->log_dir);
	free(m->disk);
	free(m->vars);
	free(m->state);
	free(m);
}

/* The guest stands still for ever: its disk and variables are files of the machine now. */
int machine_freeze(void *arg, const struct guest_spec *spec, struct follow *f, struct error *err)
{
	struct machine *m = arg;
	AUTO_FREE char *vars = fs_join(spec->work_dir, "vars.fd");
	int64_t start = clock_now_ms();
	int ret;

	if (!vars)
		return error_memory(err);
	progress_say(m->req.progress, "boot", "freezing");
	ret = state_save(f, &m->session.version, m->state, err);
	if (ret)
		return error_wrap(err, "freeze the guest");
	if (rename(spec->overlay, m->disk) < 0 ||
	    (spec->firmware == FIRMWARE_UEFI && rename(vars, m->vars) < 0))
		return error_errno(err, "freeze the guest");
	doc_set_int(m->req.run, "freeze_ms", clock_now_ms() - start);
	return 0;
}

static int look(struct machine *m, struct error *err)
{
	struct session *s = &m->session;
	int ret = session_prepare(s, &m->req, err);

	s->reached = machine_freeze;
	s->reached_arg = m;
	if (!ret)
		ret = session_boot(s, err);
	admission_release(&s->admission); /* nobody runs any more */
	if (!ret && s->end == WATCH_DONE)
		ret = session_packages(s, err);
	return ret ? ret : session_tell(s, err);
}

int machine_make(struct machine **out, const struct source_request *req, const char *folder,
		 struct error *err)
{
	CLEANUP(machine_cleanup) struct machine *m = calloc(1, sizeof(*m));

	if (!m)
		return error_memory(err);
	m->req = *req;
	m->req.path = m->path = strdup(req->path);
	m->req.work_dir = m->work_dir = strdup(req->work_dir);
	m->req.log_dir = m->log_dir = req->log_dir ? strdup(req->log_dir) : NULL;
	m->session.digest = (struct digest)DIGEST_INIT; /* released in any case */
	m->session.admission = (struct admission)ADMISSION_INIT;
	m->session.log_fd = -1;
	m->disk = fs_join(folder, MACHINE_DISK);
	m->vars = fs_join(folder, MACHINE_VARS);
	m->state = fs_join(folder, MACHINE_STATE);
	if (!m->path || !m->work_dir || (req->log_dir && !m->log_dir) || !m->disk || !m->vars ||
	    !m->state)
		return error_memory(err);
	*out = TAKE(m);
	return 0;
}

void machine_rest(struct machine *m)
{
	if (m->session.uefi)
		m->uefi = (struct firmware_files){ m->session.uefi->code, m->vars };
	m->req.sink = NULL; /* the evidence is whole */
}

static int machine_boot(struct machine **out, const struct source_request *req, struct error *err)
{
	CLEANUP(machine_cleanup) struct machine *m = NULL;
	int ret = machine_make(&m, req, req->work_dir, err);

	*out = NULL;
	if (!ret)
		ret = look(m, err);
	if (ret || m->session.end != WATCH_DONE)
		return ret;
	machine_rest(m);
	*out = TAKE(m);
	return 0;
}

const struct machine_kind machine_disk = {
	.boot = machine_boot,
	.keep = machine_keep,
	.open = machine_open,
	.restore = machine_restore,
	.ask = machine_ask,
	.reboot = machine_reboot,
	.end = machine_guest_end,
	.free = machine_free,
};
