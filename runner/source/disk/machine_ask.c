/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/fs.h"
#include "source/disk/machine_disk.h"

enum {
	COMMAND_S = 20,	   /* as collect/ has it, where no limit is given */
	BYTES_A_MS = 1000, /* of files, at the least */
};

/* Where an answer goes: rows on to the caller, files into the guest's folder. */
struct taker {
	const struct sink *to;
	const char *folder;
};

static int put(void *arg, const struct row *row, struct error *err)
{
	const struct taker *t = arg;

	return t->to->put(t->to->arg, row, err);
}

/* A name from a guest: one path element of plain letters, or it is refused. */
static bool plain_name(const char *name)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

	return *name && *name != '.' && strlen(name) < 64 && strspn(name, plain) == strlen(name);
}

static int file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	const struct taker *t = arg;
	AUTO_FREE char *path = NULL;
	AUTO_CLOSE int fd = -1;

	if (!t->folder || !plain_name(name))
		return error_set(err, EPROTO, "a file '%s' that nobody asked for", name);
	path = fs_join(t->folder, name);
	if (!path)
		return error_memory(err);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return error_errno(err, "create %s", path);
	return fs_write_fd(fd, data, len, err);
}

/* How long the guest may take: its files, its commands, the collection, and some more. */
static int64_t limit_ms(const struct machine_guest *g, const struct machine_ask *ask)
{
	const struct watch_limits *limits = &g->machine->session.limits;
	int64_t ms = ask->parts ? limits->boot_ms : limits->grace_ms;

	if (g->hello)
		ms += (int64_t)WIRE_SETTLE_SECONDS * 1000;
	ms += (int64_t)ask->commands_count * (ask->seconds ? ask->seconds : COMMAND_S) * 1000;
	for (size_t i = 0; i < ask->files_count; i++) {
		struct stat st;

		if (stat(ask->files[i].path, &st) == 0)
			ms += st.st_size / BYTES_A_MS;
	}
	return ms;
}

static int silent(struct machine_guest *g, int64_t limit, unsigned stalls,
		  struct machine_answer *out, struct error *err)
{
	if (g->machine->session.limits.stall_ms && g->console.stalls != stalls)
		return error_set(err, ETIMEDOUT,
				 "a CPU of the guest stalled under emulation, which says nothing "
				 "about what runs in it, and no answer came within %lld s",
				 (long long)limit / 1000);
	out->end = MACHINE_SILENT;
	snprintf(out->why, sizeof(out->why), "no answer within %lld s", (long long)limit / 1000);
	return 0;
}

/* Words of a guest that could not know the question yet are no answer to it. */
static int unasked(struct error *err)
{
	return error_set(err, EPROTO, "the guest answers what it was not asked");
}

static bool has_spoken(const struct machine_guest *g)
{
	char byte;

	return recv(g->guest.wire, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

static int wait_for_answer(struct machine_guest *g, int64_t limit, struct machine_answer *out,
			   struct error *err)
{
	struct follow *f = &g->follow;
	int64_t deadline = clock_now_ms() + limit;
	uint64_t heard = wire_reader_bytes(f->wire);
	unsigned stalls = g->console.stalls;
	int64_t since = 0;

	for (bool over = false; !over;) {
		int ret = follow_step(f, err);

		if (!ret && !wire_sender_done(f->request) && wire_reader_bytes(f->wire) != heard)
			ret = unasked(err);
		if (!ret && wire_reader_done(f->wire)) {
			follow_console(f); /* nobody may listen again */
			if (g->console.fault != CONSOLE_PANIC) {
				out->end = MACHINE_ANSWERED;
				return 0;
			}
		}
		if (!ret)
			ret = machine_guest_check(g, false, &since, &over, out, err);
		if (!ret && !over && f->now > deadline) {
			over = true;
			ret = silent(g, limit, stalls, out, err);
		}
		if (ret)
			return ret;
	}
	return 0;
}

static int empty_files(struct machine_guest *g, struct error *err)
{
	int ret = fs_remove_tree(g->files, err);

	if (!ret && mkdir(g->files, 0700) < 0)
		ret = error_errno(err, "create folder %s", g->files);
	return ret;
}

static int exchange(struct machine_guest *g, const struct machine_ask *ask, const struct sink *sink,
		    struct machine_answer *out, struct error *err)
{
	const struct wire_wish wish = { .files = ask->files,
					.files_count = ask->files_count,
					.commands = ask->commands,
					.commands_count = ask->commands_count,
					.go = { .what = WIRE_ASKED,
						.parts = ask->parts,
						.seconds = ask->seconds,
						.clear = ask->clear,
						.lasting = ask->lasting } };
	bool packages = ask->parts & EVIDENCE(PACKAGES);
	struct taker taker = { sink, packages ? g->files : NULL };
	const struct sink to = { .arg = &taker, .put = put, .file = file };
	struct follow *f = &g->follow;
	int64_t limit;
	int ret = packages ? empty_files(g, err) : 0;

	if (!ret && has_spoken(g))
		ret = unasked(err);
	if (!ret && !g->hello)
		ret = follow_stream(f, err);
	if (!ret)
		ret = wire_sender_open(&f->request, &wish, err);
	if (ret)
		return ret;
	limit = limit_ms(g, ask);
	g->hello = false;
	f->guard.to = &to;
	ret = wait_for_answer(g, limit, out, err);
	f->guard.to = NULL;
	wire_sender_free(TAKE(f->request));
	if (ret || out->end != MACHINE_ANSWERED || !packages)
		return ret;
	return g->machine->req.collectors->packages(g->files, sink, err);
}

int machine_ask(struct machine_guest *g, const struct machine_ask *ask, const struct sink *sink,
		struct machine_answer *out, struct error *err)
{
	struct machine_answer answer = { .end = MACHINE_GONE };
	int64_t start = clock_now_ms();
	int ret = 0;

	if (g->over)
		return error_set(err, ENOTCONN, "the guest gives no answers any more");
	ret = exchange(g, ask, sink, &answer, err);
	g->over = ret || answer.end != MACHINE_ANSWERED;
	if (ret)
		return ret;
	answer.ms = clock_now_ms() - start;
	*out = answer;
	return 0;
}
