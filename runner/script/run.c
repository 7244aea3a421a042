/* SPDX-License-Identifier: MIT */
/* Follows a script from its first line to its end, and no longer than it may take. */
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/fs.h"
#include "script/jail.h"
#include "script/script.h"

enum { STEP_MS = 200, INTERPRETER_MAX = 256, WORDS_MAX = 300, AT_ONCE = 1000, TRACE_AT_ONCE = 32 };

struct follower {
	const struct script_how *how;
	struct script_result *result;
	struct jail_process process;
	struct trail trail;
	struct trace trace;
	struct buf output; /* the end of it */
	bool listening;
};

static void read_trace(struct follower *f)
{
	char chunk[65536];
	ssize_t n;

	/* more than a pipe holds, and an end to it: whoever writes may never stop */
	for (int i = 0; i < TRACE_AT_ONCE && (n = read(f->process.trace, chunk, sizeof(chunk))) > 0;
	     i++)
		trace_add(&f->trace, chunk, (size_t)n);
}

static void read_output(struct follower *f)
{
	char chunk[65536];
	ssize_t n;

	for (int i = 0; i < AT_ONCE && (n = read(f->process.output, chunk, sizeof(chunk))) > 0;
	     i++) {
		size_t keep = SCRIPT_OUTPUT_MAX;

		buf_addn(&f->output, chunk, (size_t)n);
		if (f->output.len <= keep)
			continue;
		memmove(f->output.data, f->output.data + f->output.len - keep, keep);
		f->output.len = keep;
		f->output.data[keep] = '\0';
	}
}

/* One system call: it waits for our answer. */
static void answer_call(struct follower *f)
{
	struct seccomp_notif n = { 0 };
	struct seccomp_notif_resp r = { .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE };

	if (ioctl(f->process.listener, SECCOMP_IOCTL_NOTIF_RECV, &n) < 0)
		return; /* it has ended meanwhile */
	read_trace(f);
	r.id = n.id;
	if (trail_add(&f->trail, &n)) {
		r.flags = 0;
		r.error = -EAGAIN;
	}
	ioctl(f->process.listener, SECCOMP_IOCTL_NOTIF_SEND, &r);
}

/* What sockets and the kernel itself hold is of no process: is next to nothing left for others? */
static bool host_is_short(void)
{
	static const char key[] = "MemAvailable:";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	const char *at;

	if (fs_read("/proc/meminfo", &text, &err))
		return false;
	at = strstr(buf_str(&text), key);
	return at && strtoul(at + sizeof(key) - 1, NULL, 10) >> 10 < SCRIPT_HOST_MIB;
}

/* True: it has ended, or was ended; `result` says how. */
static bool is_over(struct follower *f, int64_t deadline)
{
	struct script_result *r = f->result;
	int status;

	if (jail_ended(&f->process, &status)) {
		r->end = WIFEXITED(status) ? SCRIPT_EXITED : SCRIPT_SIGNALED;
		r->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
		return true;
	}
	if (clock_now_ms() >= deadline)
		r->end = SCRIPT_TIMED_OUT;
	else if (trail_memory_mib(&f->trail) > SCRIPT_MEMORY_MIB || host_is_short())
		r->end = SCRIPT_TOO_MUCH_MEMORY;
	else
		return false;
	return true;
}

static int follow(struct follower *f, struct error *err)
{
	const int64_t deadline = clock_now_ms() + (int64_t)f->how->seconds * 1000;
	int64_t next = 0;

	for (;;) {
		struct pollfd p[] = {
			{ .fd = f->listening ? f->process.listener : -1, .events = POLLIN },
			{ .fd = f->process.output, .events = POLLIN },
			{ .fd = f->process.trace, .events = POLLIN },
			{ .fd = f->process.notes, .events = POLLIN },
			{ .fd = f->how->cancel->fd, .events = POLLIN },
		};
		int ret = cancel_check(f->how->cancel, err);

		if (ret)
			return ret;
		if (poll(p, ARRAY_SIZE(p), STEP_MS) < 0 && errno != EINTR)
			return error_errno(err, "wait for the script");
		if (p[0].revents & POLLIN)
			answer_call(f);
		else if (p[0].revents)
			f->listening = false;
		read_trace(f);
		read_output(f);
		if (!(p[3].revents & POLLIN) && clock_now_ms() < next)
			continue;
		if (is_over(f, deadline))
			return 0;
		next = clock_now_ms() + STEP_MS;
	}
}

static void look_at_room(struct follower *f)
{
	static const char *const places[] = { "/", "/tmp", "/run" };

	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		AUTO_CLOSE int fd =
			fs_open_in_root(f->process.root, places[i], O_RDONLY | O_DIRECTORY);
		struct statvfs s;

		if (fd >= 0 && fstatvfs(fd, &s) == 0 && (s.f_bavail == 0 || s.f_favail == 0))
			f->result->full = true;
	}
}

/* "#!/bin/bash -e": the interpreter and its one argument, "" where there is none. */
static int read_interpreter(const char *script, char path[INTERPRETER_MAX],
			    char arg[INTERPRETER_MAX], struct error *err)
{
	char line[INTERPRETER_MAX] = "";
	AUTO_CLOSE int fd = open(script, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, line, sizeof(line) - 1);
	char *s = line + 2, *end;

	if (n < 0)
		return error_input(err, "%s: %s", script, strerror(errno));
	snprintf(path, INTERPRETER_MAX, "/bin/sh");
	*arg = '\0';
	if (strncmp(line, "#!", 2) != 0)
		return 0;
	line[strcspn(line, "\n")] = '\0';
	s += strspn(s, " \t");
	if (starts_with(s, "/usr/bin/env ")) { /* its word is a program of PATH */
		s += strlen("/usr/bin/env ");
		s += strspn(s, " \t");
		snprintf(path, INTERPRETER_MAX, "%s%.*s", *s == '/' ? "" : "/usr/bin/",
			 (int)strcspn(s, " \t\r"), s);
	} else {
		snprintf(path, INTERPRETER_MAX, "%.*s", (int)strcspn(s, " \t\r"), s);
	}
	s += strcspn(s, " \t\r");
	s += strspn(s, " \t\r");
	for (end = s + strlen(s); end > s && strchr(" \t\r", end[-1]);)
		*--end = '\0';
	snprintf(arg, INTERPRETER_MAX, "%s", s);
	return *path == '/' ? 0 : error_input(err, "%s: its first line names no program", script);
}

/* A shell that the image has as bash, under whatever name. */
static bool is_bash(int root, const char *path)
{
	char link[40], to[4096];
	AUTO_CLOSE int fd = fs_open_in_root(root, path, O_PATH);
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = fd < 0 ? -1 : readlink(link, to, sizeof(to) - 1);
	if (n < 0)
		return false;
	to[n] = '\0';
	return streq(fs_basename(to), "bash");
}

#define MARK                                                                                     \
	"PS4='+azlcts ${BASH_SOURCE[0]+${BASH_SOURCE[0]##*/}}:${LINENO}: '; BASH_XTRACEFD=198; " \
	"set -x; "                                                                               \
	". \"$0\" \"$@\""

/* Words: what is executed, then its argv. */
static int make_words(const struct script_how *how, const char *name, const char *words[WORDS_MAX],
		      struct arena *arena, struct error *err)
{
	char *path = arena_alloc(arena, INTERPRETER_MAX),
	     *arg = arena_alloc(arena, INTERPRETER_MAX);
	char *script = arena_printf(arena, "/tmp/%s", name);
	AUTO_CLOSE int root = open(how->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	AUTO_CLOSE int shell = -1;
	bool bash;
	size_t n = 0;
	int ret;

	if (!path || !arg || !script)
		return error_memory(err);
	ret = read_interpreter(how->script, path, arg, err);
	if (ret)
		return ret;
	if (root < 0)
		return error_input(err, "%s: %s", how->root, strerror(errno));
	shell = fs_open_in_root(root, path, O_PATH);
	if (shell < 0)
		return error_input(err, "the image has no %s, which runs %s", path, name);
	bash = is_bash(root, path);
	words[n++] = path;
	words[n++] = path;
	if (*arg && !(bash && (streq(arg, "-") || streq(arg, "--")))) /* they end the options */
		words[n++] = arg;
	if (bash) {
		words[n++] = "-c";
		words[n++] = MARK;
	}
	words[n++] = script;
	if (how->args.count > WORDS_MAX - 10)
		return error_input(err, "more than %d words for the script", WORDS_MAX - 10);
	for (size_t i = 0; i < how->args.count; i++)
		words[n++] = how->args.items[i];
	words[n] = NULL;
	return 0;
}

static int run_jail(struct follower *f, const struct jail *j, struct error *err)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	int ret = jail_start(j, &f->process, err);

	if (ret)
		return ret;
	fcntl(f->process.output, F_SETFL, O_NONBLOCK);
	fcntl(f->process.trace, F_SETFL, O_NONBLOCK);
	f->listening = true;
	f->trail = (struct trail){ .result = f->result,
				   .root = f->process.root,
				   .proc = f->process.proc,
				   .listener = f->process.listener,
				   .answer = f->how->answer };
	ret = follow(f, err);
	read_trace(f);
	read_output(f);
	look_at_room(f);
	jail_stop(&f->process);
	buf_add_clean(&clean, buf_str(&f->output), f->output.len);
	f->result->output = arena_strdup(&f->result->arena, buf_str(&clean));
	f->result->last = arena_strdup(&f->result->arena, buf_str(&f->trace.last));
	if (!ret && (f->output.failed || !f->result->output || !f->result->last))
		ret = error_memory(err);
	return ret;
}

int script_run(const struct script_how *how, const char *id, struct script_result *out,
	       struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	const char *words[WORDS_MAX] = { 0 };
	const char *name = fs_basename(how->script);
	struct jail j = { .root = how->root,
			  .scratch = how->scratch,
			  .recorder = how->recorder,
			  .script = how->script,
			  .name = name,
			  .argv = words,
			  .env = how->env,
			  .answer = how->answer,
			  .id = id };
	struct follower f = { .how = how,
			      .result = out,
			      .output = BUF_INIT(BUF_TEXT),
			      .trace = { .result = out,
					 .name = name,
					 .rest = BUF_INIT(BUF_TEXT),
					 .last = BUF_INIT(BUF_LINE) } };
	int ret = make_words(how, name, words, &arena, err);

	if (ret)
		return ret;
	*out = (struct script_result){ .last = "", .output = "" };
	out->events = arena_alloc(&out->arena, SCRIPT_EVENTS_MAX * sizeof(*out->events));
	ret = out->events ? run_jail(&f, &j, err) : error_memory(err);
	buf_release(&f.output);
	buf_release(&f.trace.rest);
	buf_release(&f.trace.last);
	if (ret)
		script_result_release(out);
	return ret;
}

void script_result_release(struct script_result *r)
{
	arena_release(&r->arena);
	*r = (struct script_result){ 0 };
}
