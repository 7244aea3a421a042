/* SPDX-License-Identifier: MIT */
/* A guest that goes on from the instant: its files, its start, its end, and what may end it. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/fs.h"
#include "source/disk/machine_disk.h"
#include "source/disk/machine_state.h"

void machine_guest_end(struct machine_guest *g)
{
	struct error ignored = ERROR_INIT;

	if (!g)
		return;
	follow_release(&g->follow);
	guest_stop(&g->guest);
	console_end(&g->console);
	console_release(&g->console);
	if (g->log_fd >= 0)
		close(g->log_fd);
	admission_release(&g->admission);
	if (g->folder && fs_remove_tree(g->folder, &ignored) < 0)
		doc_set_text(g->machine->req.run, "left_behind", ignored.text);
	free(g->folder);
	free(g->overlay);
	free(g->files);
	free(g);
}

static void guest_cleanup(struct machine_guest **g)
{
	machine_guest_end(*g);
}

/* QEMU would take a wrong one for something else, or fail with words that nobody understands. */
static int check_grants(const struct machine_grant *grants, size_t count, struct error *err)
{
	if (count > MACHINE_GRANTS_MAX)
		return error_set(err, EINVAL, "a guest is granted at most %d addresses",
				 MACHINE_GRANTS_MAX);
	for (size_t i = 0; i < count; i++) {
		struct in_addr address;

		/* MACHINE_NETWORK: 168 and 169 at the front */
		if (inet_pton(AF_INET, grants[i].address, &address) != 1 ||
		    ntohl(address.s_addr) >> 25 != 168 >> 1)
			return error_set(err, EINVAL, "'%s' is no address in " MACHINE_NETWORK,
					 grants[i].address);
		if (grants[i].port == 0 || grants[i].port > 65535)
			return error_set(err, EINVAL, "%u is no port", grants[i].port);
	}
	return 0;
}

static int make_files(struct machine_guest *g, struct error *err)
{
	struct machine *m = g->machine;
	char name[40];

	snprintf(name, sizeof(name), "guest-%u", m->guests);
	g->folder = fs_join(m->req.work_dir, name);
	if (!g->folder)
		return error_memory(err);
	if (mkdir(g->folder, 0700) < 0)
		return error_errno(err, "create folder %s", g->folder);
	g->overlay = fs_join(g->folder, "overlay.qcow2");
	g->files = fs_join(g->folder, "files");
	if (!g->overlay || !g->files)
		return error_memory(err);
	return image_tool_overlay(&m->session.tool, g->overlay, m->session.image.size, err);
}

/* "console-1.log" beside the boot's "console.log". */
static int open_log(struct machine_guest *g, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	if (!g->machine->req.log_dir)
		return 0;
	buf_addf(&path, "%s/console-%u.log", g->machine->req.log_dir, g->machine->guests);
	if (path.failed)
		return error_memory(err);
	g->log_fd = open(buf_str(&path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	return g->log_fd < 0 ? error_errno(err, "create %s", buf_str(&path)) : 0;
}

static int start(struct machine_guest *g, const struct machine_grant *grants, size_t grants_count,
		 const char *medium, struct error *err)
{
	struct machine *m = g->machine;
	struct guest_spec spec = session_spec(&m->session, g->folder, g->overlay);
	int ret;

	spec.incoming = true;
	spec.frozen = m->disk;
	spec.uefi = &m->uefi;
	spec.grants = grants;
	spec.grants_count = grants_count;
	ret = guest_start(&g->guest, &spec, err);
	if (ret)
		return ret;
	admission_note(&g->admission, g->guest.pid);
	ret = follow_init(&g->follow, &g->guest, &g->console, m->req.cancel, err);
	if (!ret)
		ret = state_load(&g->follow, &m->session.version, m->state, err);
	if (!ret && medium)
		ret = state_insert(&g->follow, medium, err);
	return ret ? ret : state_continue(&g->follow, err);
}

int machine_restore(struct machine_guest **out, struct machine *m,
		    const struct machine_grant *grants, size_t grants_count, const char *medium,
		    struct error *err)
{
	CLEANUP(guest_cleanup) struct machine_guest *g = NULL;
	struct admission_wish wish = session_wish(&m->session);
	int ret = check_grants(grants, grants_count, err);

	if (ret)
		return ret;
	g = calloc(1, sizeof(*g));
	if (!g)
		return error_memory(err);
	g->machine = m;
	g->guest = (struct guest)GUEST_INIT;
	g->admission = (struct admission)ADMISSION_INIT;
	g->log_fd = -1;
	m->guests++;
	console_init(&g->console, -1);
	ret = admission_wait(&g->admission, &wish, err);
	if (!ret)
		ret = make_files(g, err);
	if (!ret)
		ret = open_log(g, err);
	console_init(&g->console, g->log_fd);
	if (!ret)
		ret = start(g, grants, grants_count, medium, err);
	if (ret)
		return error_wrap(err, "restore a guest");
	*out = TAKE(g);
	return 0;
}

static void say(struct machine_answer *out, enum machine_end end, const char *why)
{
	out->end = end;
	snprintf(out->why, sizeof(out->why), "%s", why);
}

/* What the guest did; NULL: nothing that ends it. */
static const char *ending(struct machine_guest *g, bool reset_wanted, int64_t *patience)
{
	const struct qmp *q = &g->follow.qmp;

	*patience = FOLLOW_DRAIN_MS;
	if (streq(q->shutdown, "guest-shutdown"))
		return "the guest switched itself off";
	if (starts_with(q->shutdown, "guest-"))
		return "the guest ended by itself";
	if (follow_ended(&g->follow) || q->shutdown[0])
		return ""; /* nobody in the guest did that */
	if (reset_wanted)
		return NULL;
	if (q->resets != g->resets)
		return "the guest rebooted by itself";
	*patience = g->machine->session.limits.grace_ms; /* a guest that goes down ends it first */
	return q->port_opened && !q->port_open ? "the probe in the guest ended" : NULL;
}

int machine_guest_check(struct machine_guest *g, bool reset_wanted, int64_t *since, bool *over,
			struct machine_answer *out, struct error *err)
{
	struct follow *f = &g->follow;
	const char *what;
	int64_t patience;
	int ret;

	if (g->console.fault == CONSOLE_PANIC) {
		if (!*since)
			*since = f->now;
		if (f->now - *since >= FOLLOW_LINGER_MS || follow_ended(f)) {
			say(out, MACHINE_PANICKED, g->console.fault_text);
			*over = true;
		}
		return 0;
	}
	g->console.fault = CONSOLE_ORDINARY; /* of a guest that runs, no other is one */
	ret = follow_check(f, err);
	if (ret)
		return ret;
	what = ending(g, reset_wanted, &patience);
	if (!what) {
		*since = 0; /* the port was opened again */
		return 0;
	}
	if (!*since)
		*since = f->now;
	if (f->now - *since < patience)
		return 0;
	console_end(&g->console);
	if (g->console.fault == CONSOLE_PANIC)
		return 0; /* the next look tells */
	if (!*what && f->ended[0])
		return error_set(err, EIO, "QEMU %s", f->ended);
	if (!*what)
		return error_set(err, EIO, "QEMU was told to end (%s)", f->qmp.shutdown);
	say(out, MACHINE_GONE, what);
	*over = true;
	return 0;
}
