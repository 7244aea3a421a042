/* SPDX-License-Identifier: MIT */
#include "probe/recorder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/standin.h"

enum { CANNOT_CONNECT = 7, WGET_NETWORK = 4, WORDS_MAX = 4096, DNF_USAGE = 2 };

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void say(int fd, const char *who, const char *what)
{
	char text[4600];
	int n = snprintf(text, sizeof(text), "%s%s", who, what);

	if (n > 0 && write(fd, text, strlen(text)) < 0)
		return; /* nobody listens: it is no reason to end otherwise */
}

static int run_itself(const char *name, char *argv[])
{
	char path[200];

	snprintf(path, sizeof(path), "%s/%s", STANDIN_REAL, name);
	execv(path, argv);
	say(STDERR_FILENO, name, ": the image's own program could not be run\n");
	return 127;
}

/* Without a network it fails in any case; that its words are wrong it says with a status of 2. */
static int ask_syntax(const char *name, char *argv[])
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0)
		_exit(run_itself(name, argv));
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status))
		return 0;
	return WEXITSTATUS(status) == DNF_USAGE || WEXITSTATUS(status) == 127 ? WEXITSTATUS(status)
									      : 0;
}

static void copy(int from, int to)
{
	char chunk[65536];
	ssize_t n;

	while (from >= 0 && (n = read(from, chunk, sizeof(chunk))) > 0)
		for (ssize_t done = 0, m; done < n; done += m)
			if ((m = write(to, chunk + done, (size_t)(n - done))) <= 0)
				return;
}

/* The file that answers for a URL: -1: the download fails; else *none is set, or it is open. */
static int open_answer(const char *url, bool *none)
{
	char path[4300];
	char name[300];
	const char *end = url + strcspn(url, "?#");
	const char *start = end;

	*none = access(STANDIN_EMPTY, F_OK) == 0;
	if (*none)
		return -1;
	while (start > url && start[-1] != '/')
		start--;
	if (end == start || (size_t)(end - start) >= sizeof(name))
		return -1;
	snprintf(name, sizeof(name), "%.*s", (int)(end - start), start);
	snprintf(path, sizeof(path), "%s/%s", STANDIN_ANSWERS, name);
	return streq(name, "..") ? -1 : open(path, O_RDONLY | O_CLOEXEC);
}

static bool answer_url(const struct standin_download *d, const char *url)
{
	const char *name = d->output;
	bool none;
	int from = open_answer(url, &none), to = STDOUT_FILENO;

	if (from < 0 && !none)
		return false;
	if (!name && d->named)
		name = *base_of(url) ? base_of(url) : "index.html";
	if (name)
		to = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (to < 0) {
		say(STDERR_FILENO, name, ": cannot be written\n");
		return false;
	}
	copy(from, to);
	return true;
}

static int download(char *argv[])
{
	struct standin_download d;
	bool wget = streq(argv[0], "wget"), ok;

	standin_download((const char *const *)argv, &d);
	ok = d.count > 0;
	for (size_t i = 0; i < d.count; i++)
		ok = answer_url(&d, d.urls[i]) && ok;
	if (d.code)
		say(STDOUT_FILENO, ok ? "200" : "000", "");
	if (ok)
		return 0;
	say(STDERR_FILENO, argv[0], ": could not resolve host: there is no network here\n");
	return wget ? WGET_NETWORK : CANNOT_CONNECT;
}

_Bool recorder_main(char *argv[], int *status)
{
	struct standin_answer a;
	const char *name = argv[0] ? base_of(argv[0]) : "";

	if (!standin_is(name) || access(STANDIN_FOLDER, F_OK) < 0)
		return false;
	argv[0] = (char *)(uintptr_t)name;
	a = standin_answer((const char *const *)argv);
	switch (a.deed) {
	case STANDIN_ITSELF:
		*status = run_itself(name, argv);
		return true;
	case STANDIN_SYNTAX:
		*status = ask_syntax(name, argv);
		return true;
	case STANDIN_DOWNLOAD:
		*status = download(argv);
		return true;
	case STANDIN_RECORDED:
		break;
	}
	*status = a.status;
	return true;
}
