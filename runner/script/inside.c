/* SPDX-License-Identifier: MIT */
/* The first process of the sandbox: it makes the root, starts the script, and waits. */
#include "script/jail.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void start_script(const struct jail_inside *in)
{
	static const char *const environment[] = {
		"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		"HOME=/root",
		"USER=root",
		"LOGNAME=root",
		"SHELL=/bin/sh",
		"LANG=C.UTF-8",
		"TERM=dumb",
	};
	const struct text_list *more = &in->jail->env;
	const char *env[ARRAY_SIZE(environment) + JAIL_ENV_MAX + 1] = { 0 };
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

	for (size_t i = 0; i < ARRAY_SIZE(environment); i++)
		env[i] = environment[i];
	for (size_t i = 0; i < more->count && i < JAIL_ENV_MAX; i++)
		env[ARRAY_SIZE(environment) + i] = more->items[i];
	setsid();
	if (null < 0 || dup2(null, 0) < 0 || dup2(in->output, 1) < 0 || dup2(in->output, 2) < 0 ||
	    dup2(in->trace, JAIL_TRACE_FD) < 0 || chdir("/root") < 0)
		jail_die(in->notes, "hand over descriptors");
	jail_confine(in->notes);
	execve(in->jail->argv[0], (char *const *)(uintptr_t)(in->jail->argv + 1),
	       (char *const *)(uintptr_t)env);
	jail_die(in->notes, "run the script's interpreter");
}

void jail_first_process(const struct jail_inside *in)
{
	struct jail_note n = { .kind = 's' };
	int status = 0;
	pid_t pid, ended;

	jail_make_root(in);
	pid = fork();
	if (pid < 0)
		jail_die(in->notes, "fork");
	if (pid == 0)
		start_script(in);
	close(in->output);
	close(in->trace);
	do {
		ended = waitpid(-1, &status, 0);
	} while ((ended > 0 && ended != pid) || (ended < 0 && errno == EINTR));
	n.value = status;
	jail_send(in->notes, &n, -1);
	pause(); /* the host looks around, and kills */
	_exit(0);
}
