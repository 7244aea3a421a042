/* SPDX-License-Identifier: MIT */
/* What processes of the sandbox are about to do, by their system calls. */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/fs.h"
#include "model/standin.h"
#include "script/script.h"

enum { ARGV_MAX = 64, PATH_BYTES = 4096 };

static bool read_memory(pid_t pid, uint64_t address, void *out, size_t len)
{
	char path[40];
	AUTO_CLOSE int fd = -1;

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd >= 0 && pread(fd, out, len, (off_t)address) == (ssize_t)len;
}

/* A text of the process, which may end anywhere and lie at the end of its memory. */
static bool read_text(pid_t pid, uint64_t address, char out[PATH_BYTES])
{
	char path[40];
	AUTO_CLOSE int fd = -1;
	size_t done = 0;

	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && done < PATH_BYTES - 1) {
		size_t page = 4096 - (size_t)((address + done) & 4095);
		size_t want = PATH_BYTES - 1 - done < page ? PATH_BYTES - 1 - done : page;
		ssize_t n = pread(fd, out + done, want, (off_t)(address + done));

		if (n <= 0)
			return false;
		out[done + (size_t)n] = '\0';
		if (strlen(out + done) < (size_t)n)
			return true;
		done += (size_t)n;
	}
	return done > 0;
}

/* Does the call still wait?  If not, its process may be another by now, and what was read not its.
 */
static bool is_waiting(const struct trail *t)
{
	return ioctl(t->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &t->id) == 0;
}

/* A path as the root of the sandbox has it. */
static void absolute(pid_t pid, int at, const char *path, struct buf *out)
{
	char link[60], cwd[PATH_BYTES];
	ssize_t n;

	if (*path != '/') {
		if (at == AT_FDCWD)
			snprintf(link, sizeof(link), "/proc/%d/cwd", (int)pid);
		else
			snprintf(link, sizeof(link), "/proc/%d/fd/%d", (int)pid, at);
		n = readlink(link, cwd, sizeof(cwd) - 1);
		if (n > 0 && !(n == 1 && *cwd == '/'))
			buf_addn(out, cwd, (size_t)n);
		buf_addc(out, '/');
	}
	buf_add(out, path);
}

static struct script_event *event(struct trail *t, enum script_deed deed, const char *text)
{
	struct script_result *r = t->result;
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	struct script_event *e;
	size_t len = strlen(text);

	buf_add_clean(&clean, text, len < SCRIPT_TEXT_MAX ? len : SCRIPT_TEXT_MAX);
	for (size_t i = 0; deed != SCRIPT_RUN && i < r->count; i++) {
		if (r->events[i].deed == deed && streq(r->events[i].text, buf_str(&clean))) {
			r->events[i].count++;
			return NULL;
		}
	}
	if (r->count == SCRIPT_EVENTS_MAX) {
		r->dropped++;
		return NULL;
	}
	e = &r->events[r->count];
	*e = (struct script_event){ .deed = deed, .line = r->line, .count = 1, .purpose = "" };
	e->text = arena_strdup(&r->arena, buf_str(&clean));
	if (!e->text)
		return NULL;
	r->count++;
	return e;
}

static bool is_there(const struct trail *t, const char *path)
{
	AUTO_CLOSE int fd = fs_open_in_root(t->root, path, O_PATH);

	return fd >= 0;
}

/* Is that the recorder, under whatever name, and not another program of the same name? */
static bool is_recorder(const struct trail *t, const char *path)
{
	AUTO_CLOSE int fd = fs_open_in_root(t->root, path, O_PATH);
	AUTO_CLOSE int recorder = fs_open_in_root(t->root, STANDIN_FOLDER "/recorder", O_PATH);
	struct stat a, b;

	return fd >= 0 && recorder >= 0 && fstat(fd, &a) == 0 && fstat(recorder, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Would a file that is written there stay, as something that was installed does? */
static bool is_lasting(const char *path)
{
	/* nor what a package manager writes that only asks */
	static const char *const passing[] = {
		"/tmp/",
		"/var/tmp/",
		"/dev/",
		"/proc/",
		"/run/",
		"/var/run/",
		"/var/log/",
		"/var/cache/",
		"/var/lib/dnf/",
		"/var/lib/rpm/",
		"/usr/lib/sysimage/",
	};

	for (size_t i = 0; i < ARRAY_SIZE(passing); i++)
		if (starts_with(path, passing[i]))
			return false;
	return !ends_with(path, ".log");
}

static void add_path(struct trail *t, enum script_deed deed, pid_t pid, int at, uint64_t address,
		     uint64_t flags)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	char text[PATH_BYTES];
	struct script_event *e;

	if (!read_text(pid, address, text) || !*text)
		return;
	absolute(pid, at, text, &path);
	if (!is_waiting(t))
		return;
	if (flags & (O_WRONLY | O_RDWR | O_CREAT) && is_lasting(buf_str(&path)))
		t->result->wrote = true;
	e = event(t, deed, buf_str(&path));
	if (e)
		e->there = is_there(t, buf_str(&path));
}

static void add_urls(struct trail *t, struct script_event *e, const char *const *argv)
{
	struct standin_download d;
	const char **urls;

	standin_download(argv, &d);
	urls = arena_alloc(&t->result->arena, (d.count + 1) * sizeof(*urls));
	if (!urls)
		return;
	for (size_t i = 0; i < d.count; i++) {
		AUTO(buf) struct buf clean = BUF_INIT(BUF_LINE);
		size_t len = strlen(d.urls[i]);

		buf_add_clean(&clean, d.urls[i], len < SCRIPT_TEXT_MAX ? len : SCRIPT_TEXT_MAX);
		urls[i] = arena_strdup(&t->result->arena, buf_str(&clean));
		if (!urls[i])
			return;
	}
	e->urls = (struct text_list){ urls, d.count };
}

static bool is_answered(const struct trail *t, const struct script_event *e)
{
	if (streq(t->answer, "empty"))
		return e->urls.count > 0;
	for (size_t i = 0; i < e->urls.count; i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		AUTO_FREE char *url = strndup(e->urls.items[i], strcspn(e->urls.items[i], "?#"));

		buf_addf(&path, STANDIN_ANSWERS "/%s", url ? fs_basename(url) : "");
		if (*t->answer != '/' || !url || ends_with(url, "/") ||
		    !is_there(t, buf_str(&path)))
			return false;
	}
	return e->urls.count > 0;
}

/* What the recorder is about to answer. */
static void add_answer(struct trail *t, struct script_event *e, const char *const *argv)
{
	struct standin_answer a = standin_answer(argv);

	e->standin = true;
	e->purpose = a.purpose;
	e->status = a.deed == STANDIN_ITSELF || a.deed == STANDIN_SYNTAX ? -1 : a.status;
	if (a.deed != STANDIN_DOWNLOAD)
		return;
	add_urls(t, e, argv);
	if (!is_answered(t, e))
		e->status = streq(argv[0], "wget") ? 4 : 7;
}

static void add_run(struct trail *t, pid_t pid, int at, uint64_t path_at, uint64_t argv_at)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf command = BUF_INIT(BUF_LINE);
	AUTO(arena) struct arena words = { 0 };
	const char *argv[ARGV_MAX + 1] = { 0 };
	char text[PATH_BYTES];
	struct script_event *e;
	uint64_t pointer;
	size_t n = 0;

	if (!read_text(pid, path_at, text))
		return;
	absolute(pid, at, text, &path);
	/* a shell tries each folder of PATH; the recorder's own way to the image's program */
	if (!is_there(t, buf_str(&path)) || starts_with(buf_str(&path), STANDIN_REAL "/"))
		return;
	while (n < ARGV_MAX && read_memory(pid, argv_at + n * sizeof(pointer), &pointer, 8) &&
	       pointer && read_text(pid, pointer, text)) {
		argv[n] = arena_strdup(&words, text);
		buf_addf(&command, "%s%s", n ? " " : "", argv[n] ? argv[n] : "");
		if (!argv[n++])
			return;
	}
	if (!is_waiting(t))
		return;
	e = event(t, SCRIPT_RUN, command.len ? buf_str(&command) : buf_str(&path));
	if (!e || !n)
		return;
	e->there = true;
	argv[0] = fs_basename(argv[0]);
	if (standin_is(argv[0]) && is_recorder(t, buf_str(&path)))
		add_answer(t, e, argv);
}

static void add_connect(struct trail *t, pid_t pid, uint64_t address)
{
	struct sockaddr_storage s = { 0 };
	char host[INET6_ADDRSTRLEN] = "", text[200];
	const struct sockaddr_in *v4 = (const void *)&s;
	const struct sockaddr_in6 *v6 = (const void *)&s;

	if (!read_memory(pid, address, &s, sizeof(*v4)))
		return;
	if (s.ss_family == AF_INET) {
		inet_ntop(AF_INET, &v4->sin_addr, host, sizeof(host));
		snprintf(text, sizeof(text), "%s port %d", host, ntohs(v4->sin_port));
	} else if (s.ss_family == AF_INET6 && read_memory(pid, address, &s, sizeof(*v6))) {
		inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof(host));
		snprintf(text, sizeof(text), "%s port %d", host, ntohs(v6->sin6_port));
	}
	if (*host && is_waiting(t))
		event(t, SCRIPT_CONNECT, text);
}

/* Of each process of the sandbox; its own /proc has no others.  Either may be NULL. */
static size_t each_process(const struct trail *t, size_t *pages, size_t *threads)
{
	AUTO_CLOSE int fd = openat(t->proc, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *e;
	size_t n = 0;

	if (dir)
		fd = -1;
	while (dir && (e = readdir(dir))) {
		char path[300], text[100] = "";
		char *rest;
		struct stat st;
		AUTO_CLOSE int file = -1;

		if (*e->d_name < '0' || *e->d_name > '9')
			continue;
		n++;
		snprintf(path, sizeof(path), "%s/task", e->d_name);
		if (threads && fstatat(t->proc, path, &st, 0) == 0)
			*threads += st.st_nlink - 2; /* a folder for each */
		if (!pages)
			continue;
		snprintf(path, sizeof(path), "%s/statm", e->d_name);
		file = openat(t->proc, path, O_RDONLY | O_CLOEXEC);
		if (file >= 0 && read(file, text, sizeof(text) - 1) > 0) {
			strtoul(text, &rest, 10); /* its size; what is resident follows */
			*pages += strtoul(rest, NULL, 10);
		}
	}
	if (dir)
		closedir(dir);
	return n;
}

size_t trail_memory_mib(const struct trail *t)
{
	size_t pages = 0;

	each_process(t, &pages, NULL);
	return pages * (size_t)sysconf(_SC_PAGESIZE) >> 20;
}

static bool too_many(struct trail *t)
{
	size_t threads = 0;

	if (each_process(t, NULL, &threads) < SCRIPT_PROCESSES_MAX && threads < SCRIPT_THREADS_MAX)
		return false;
	t->result->processes_refused = true;
	return true;
}

bool trail_add(struct trail *t, const struct seccomp_notif *n)
{
	const uint64_t *a = (const uint64_t *)n->data.args;
	pid_t pid = (pid_t)n->pid;
	uint64_t flags;

	t->id = n->id;
	switch (n->data.nr) {
	case SYS_clone:
#ifdef SYS_fork
	case SYS_fork:
	case SYS_vfork:
#endif
		return too_many(t);
	case SYS_execve:
		add_run(t, pid, AT_FDCWD, a[0], a[1]);
		break;
	case SYS_execveat:
		add_run(t, pid, (int)a[0], a[1], a[2]);
		break;
	case SYS_openat2: /* its flags are the first of struct open_how */
		add_path(t, SCRIPT_READ, pid, (int)a[0], a[1],
			 read_memory(pid, a[2], &flags, sizeof(flags)) ? flags : 0);
		break;
	case SYS_openat:
		add_path(t, SCRIPT_READ, pid, (int)a[0], a[1], a[2]);
		break;
	case SYS_newfstatat:
	case SYS_statx:
	case SYS_faccessat:
	case SYS_faccessat2:
	case SYS_readlinkat:
		add_path(t, SCRIPT_LOOK, pid, (int)a[0], a[1], 0);
		break;
#ifdef SYS_open
	case SYS_open:
		add_path(t, SCRIPT_READ, pid, AT_FDCWD, a[0], a[1]);
		break;
	case SYS_creat:
		add_path(t, SCRIPT_READ, pid, AT_FDCWD, a[0], O_CREAT);
		break;
	case SYS_stat:
	case SYS_lstat:
	case SYS_access:
	case SYS_readlink:
		add_path(t, SCRIPT_LOOK, pid, AT_FDCWD, a[0], 0);
		break;
#endif
	case SYS_connect:
		add_connect(t, pid, a[1]);
		break;
	default:
		break;
	}
	return false;
}
