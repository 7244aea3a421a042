/* SPDX-License-Identifier: MIT */
/*
 * azlcts: boots candidate images of Azure Linux 4.0, collects evidence, judges it, reports.
 *
 * The tree, in the order of a run:
 *
 *	cli/       one file a verb; run.c is the main job
 *	source/    gets at the thing: disk/ boots an image in QEMU, rootfs.c opens a folder
 *	probe/     the small static program that runs inside the guest, around ...
 *	collect/   one file a part of the evidence
 *	model/     what stages hand to one another: tables and rows, the wire, evidence, suites,
 *	           results
 *	judge/     one file a check kind, and the engine
 *	report/    one file a document format
 *	base/      errors, buffers, YAML, JSON, digests, subprocesses: knows nothing of images
 *
 * This file is the only printer of errors and the only reader of the environment.
 */
#include <limits.h>
#include <signal.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/fs.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "model/results.h"
#include "version.h"

extern const struct command command_collect, command_contract, command_deviations, command_diff,
	command_doctor, command_certify, command_explain, command_init, command_judge, command_list,
	command_query, command_ready, command_report, command_run, command_validate;

const struct command *const commands[] = {
	&command_run,	     &command_collect, &command_judge,	 &command_report,
	&command_ready,	     &command_certify, &command_diff,	 &command_contract,
	&command_deviations, &command_list,    &command_explain, &command_query,
	&command_validate,   &command_init,    &command_doctor,	 NULL,
};

static void usage(FILE *out)
{
	fputs("azlcts - compatibility test suite for Azure Linux 4.0\n\n"
	      "usage: azlcts VERB [OPTION]... [ARGUMENT]...\n\nverbs:\n",
	      out);
	for (const struct command *const *c = commands; *c; c++)
		fprintf(out, "  %-10s %s\n", (*c)->name, (*c)->summary);
	fputs("\n  azlcts VERB --help    options and examples of a verb\n"
	      "  azlcts --version [--json]\n\n"
	      "exit status: 0 conformant, 1 not conformant, 2 usage or invalid input,\n"
	      "3 infrastructure error (no verdict), 4 incomplete, 130 interrupted\n",
	      out);
}

static int exit_status(const struct error *err)
{
	if (err->code == EINVAL)
		return EXIT_USAGE;
	if (err->code == ECANCELED)
		return EXIT_INTERRUPTED;
	return EXIT_INFRASTRUCTURE;
}

static int complain(const struct error *err)
{
	if (err->code != EPIPE) /* whoever read has read enough */
		fprintf(stderr, "azlcts: %s\n", err->text);
	return exit_status(err);
}

/* Where this program's data is: beside it in a build tree, else where it was installed. */
static int find_data(struct arena *arena, struct context *context, struct error *err)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	const char *suites = getenv("AZLCTS_SUITES");
	const char *probe = getenv("AZLCTS_PROBE");
	const char *temp = getenv("TMPDIR");
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	char *slash;

	if (n < 0)
		return error_errno(err, "find this program");
	exe[n] = '\0';
	slash = strrchr(exe, '/');
	*slash = '\0';
	context->temp_dir = temp && *temp ? temp : "/tmp";
	context->runtime_dir = runtime && *runtime == '/' && access(runtime, W_OK) == 0
				       ? runtime
				       : context->temp_dir;
	context->probe = probe && *probe ? probe : arena_printf(arena, "%s/azlcts-probe", exe);
	context->suites_dir =
		suites && *suites ? suites : arena_printf(arena, "%s/../../suites", exe);
	if (!context->probe || !context->suites_dir)
		return error_memory(err);
	if (!fs_exists(context->probe) && context->probe != probe)
		context->probe = AZLCTS_LIBEXECDIR "/azlcts-probe";
	if (!fs_exists(context->suites_dir))
		context->suites_dir = AZLCTS_DATADIR "/suites";
	if (realpath(context->suites_dir, exe)) /* without the dots, for messages */
		context->suites_dir = arena_strdup(arena, exe);
	if (!context->suites_dir)
		return error_memory(err);
	return 0;
}

/* What libcurl does not read for itself; proxies are its own matter. */
static int find_network(struct arena *arena, struct network *network, struct error *err)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	const char *stall = getenv("AZLCTS_STALL_SECONDS");
	const char *certificates = getenv("SSL_CERT_FILE");
	int64_t seconds;

	if (cache && *cache == '/') /* others are to be ignored, the specification says */
		network->cache_dir = arena_printf(arena, "%s/azlcts", cache);
	else if (home && *home == '/')
		network->cache_dir = arena_printf(arena, "%s/.cache/azlcts", home);
	if (certificates && *certificates)
		network->certificates = certificates;
	if (!stall || !*stall)
		return 0;
	if (!str_int(stall, &seconds) || seconds < 1 || seconds > 3600)
		return error_input(err, "AZLCTS_STALL_SECONDS: '%s' is no number of 1 to 3600",
				   stall);
	network->stall_s = (unsigned)seconds;
	return 0;
}

static bool want_colour(int fd)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fd) && !(no && *no) && !streq(term, "dumb");
}

static int run_verb(const struct command *command, int argc, char *argv[], struct arena *arena,
		    const struct cancel *cancel, struct error *err)
{
	struct context context = { .cancel = cancel, .colour = want_colour(STDOUT_FILENO) };
	struct terminal terminal;
	struct text_list args = { 0 };
	void *options = arena_alloc(arena, command->options_size + 1);
	char *words[64];
	int ret;

	if (!options)
		return error_memory(err);
	ret = options_parse(command, argc, argv, options, &args, &context, arena, err);
	if (ret == 1) {
		options_help(command, stdout);
		return EXIT_CONFORMANT;
	}
	if (ret < 0 || (ret = find_data(arena, &context, err)) < 0 ||
	    (ret = find_network(arena, &context.network, err)) < 0)
		return ret;
	if (args.count > ARRAY_SIZE(words))
		return error_input(err, "%s: too many arguments", command->name);
	if (args.count)
		memcpy(words, args.items, args.count * sizeof(*words));
	terminal_init(&terminal, isatty(STDERR_FILENO), want_colour(STDERR_FILENO));
	terminal.quiet = context.quiet;
	context.progress = terminal_progress(&terminal);
	ret = command->run(&(struct invocation){ &context, options, words, (int)args.count }, err);
	terminal_end(&terminal);
	return ret;
}

static int version(bool json)
{
	if (json)
		printf("{\"name\":\"azlcts\",\"version\":\"%s\"}\n", AZLCTS_VERSION);
	else
		printf("azlcts %s\n", AZLCTS_VERSION);
	return 0;
}

int main(int argc, char *argv[])
{
	struct error err = ERROR_INIT;
	AUTO(arena) struct arena arena = { 0 };
	struct cancel cancel = CANCEL_NEVER;
	const struct command *command;
	const char *near;
	int ret;

	if (argc < 2) {
		usage(stderr);
		return EXIT_USAGE;
	}
	if (streq(argv[1], "--version"))
		return version(argc > 2 && streq(argv[2], "--json"));
	if (streq(argv[1], "--help") || streq(argv[1], "-h") || streq(argv[1], "help")) {
		command = argc > 2 ? command_find(argv[2]) : NULL;
		if (command)
			options_help(command, stdout);
		else
			usage(stdout);
		return 0;
	}
	command = command_find(argv[1]);
	if (!command) {
		near = command_nearest(argv[1]);
		error_input(&err, "unknown %s '%s'%s%s%s", argv[1][0] == '-' ? "option" : "verb",
			    argv[1], near ? "; did you mean " : "",
			    near ? near : "; see azlcts --help", near ? "?" : "");
		return complain(&err);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ,
	       SIG_IGN); /* a limit of file sizes is an error of write(), as a full disk is */
	signal(SIGCHLD, SIG_DFL); /* a parent that ignores it would take our children's statuses */
	ret = cancel_open(&cancel, &err);
	if (ret >= 0)
		ret = run_verb(command, argc - 1, argv + 1, &arena, &cancel, &err);
	cancel_close(&cancel);
	if (ret >= 0 && (fflush(stdout) != 0 || ferror(stdout)))
		ret = error_errno(&err, "standard output");
	return ret < 0 ? complain(&err) : ret;
}
