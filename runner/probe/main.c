/* SPDX-License-Identifier: MIT */
/*
 * The probe: what collect/ sees, as frames of model/wire.h.
 *
 * It runs inside a guest, needs nothing of it, and answers one request after the other for as long
 * as the guest lives.  It writes no file but what commands are given (collect/command_words.h,
 * inbox.h), on tmpfs.  Its memory is bounded by collect/ (about 64 MiB, or the largest ELF file).
 * Only root sees everything.
 */
#include <dirent.h>
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/subprocess.h"
#include "collect/built_in.h"
#include "collect/collect.h"
#include "model/wire.h"
#include "model/wire_request.h"
#include "probe/inbox.h"
#include "probe/recorder.h"
#include "probe/relay.h"
#include "version.h"

enum {
	PORT_SECONDS = 30,    /* until the port and its device node are there */
	REQUEST_SECONDS = 60, /* until the host has said what it wants first */
	STEP_MS = 20,
	COMMANDS_MAX = 4 << 20,
};

#define PORTS "/sys/class/virtio-ports"

static const char usage[] =
	"usage: azlcts-probe --port NAME | --root DIR | --live | QUESTION WORD... | relay SOCKET\n"
	"\n"
	"  --port NAME  in a guest: answer the requests on the virtio-serial port NAME\n"
	"  --root DIR   a root directory that does not run, to standard output\n"
	"  --live       the running system, to standard output\n"
	"  relay        standard input and output to and from a unix socket, and back\n"
	"  --version    say which version this is\n"
	"  --help       say this\n"
	"\n"
	"questions, each answered on standard output:\n";

static void print_usage(FILE *out)
{
	fputs(usage, out);
	for (const struct built_in *b = built_ins; b->name; b++)
		fprintf(out, "  %s %s\n", b->name, b->words);
}

/* The device of the port with this name: "vport0p1".  False: not there (yet). */
static bool find_port(const char *name, char device[300])
{
	DIR *dir = opendir(PORTS);
	struct dirent *e;
	bool found = false;

	while (dir && !found && (e = readdir(dir)) != NULL) {
		AUTO(buf) struct buf text = BUF_INIT(4096);
		struct error ignored = ERROR_INIT;
		char path[600];

		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), PORTS "/%s/name", e->d_name);
		if (fs_read(path, &text, &ignored) < 0)
			continue;
		found = strlen(name) == strcspn(buf_str(&text), "\n") &&
			starts_with(buf_str(&text), name);
		if (found)
			snprintf(device, 300, "/dev/%s", e->d_name);
	}
	if (dir)
		closedir(dir);
	return found;
}

/*
 * sysfs has the port before /dev has its node, and udev's link in /dev/virtio-ports comes later
 * still.  Never create what is not there: that would be a file, and swallow the result.
 */
static int open_port(const char *name, int *out, struct error *err)
{
	char device[300] = "";
	int code = ENOENT;

	for (unsigned left = PORT_SECONDS * 1000 / STEP_MS; left > 0; left--) {
		if (*device || find_port(name, device)) {
			AUTO_CLOSE int fd = open(device, O_RDWR | O_CLOEXEC | O_NOCTTY);
			struct stat st;

			code = errno;
			if (fd >= 0 && fstat(fd, &st) == 0 && S_ISCHR(st.st_mode)) {
				*out = TAKE_FD(fd);
				return 0;
			}
		}
		usleep(STEP_MS * 1000);
	}
	return error_set(err, code, "the virtio-serial port %s did not appear: %s", name,
			 strerror(code));
}

/*
 * A port without a host reads as ended, and so it may be for a moment when a guest goes on from an
 * instant; wait for a request to come.
 */
static int wait_for_request(int fd, bool first, struct error *err)
{
	for (unsigned left = REQUEST_SECONDS * 1000 / STEP_MS; left > 0; left -= first) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int n = poll(&p, 1, first ? STEP_MS : -1);

		if (n > 0 && (p.revents & POLLIN) && !(p.revents & (POLLHUP | POLLERR)))
			return 0;
		if (n > 0) /* hung up: poll() does not wait */
			usleep(STEP_MS * 1000);
	}
	return error_set(err, ETIMEDOUT, "the host did not say what it wants");
}

/* Whether it settles, and how, is evidence (boot.systemd_state); waiting for it has an end. */
static void wait_for_systemd(void)
{
	static const char *const argv[] = { "systemctl", "is-system-running", "--wait", NULL };
	struct subprocess what = { .argv = argv, .timeout_ms = WIRE_SETTLE_SECONDS * 1000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error ignored = ERROR_INIT;

	subprocess_run(&what, &r, &ignored);
}

enum mode { MODE_NONE, MODE_PORT, MODE_ROOT, MODE_LIVE };

static const struct cancel never = CANCEL_NEVER;

static int open_root(const char *path, int *out, struct error *err)
{
	*out = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return *out < 0 ? error_errno(err, "open %s", path) : 0;
}

/* What could not be handed over keeps the commands from running, and nothing else. */
static int collect_request(const struct wire_request *r, const struct inbox *inbox,
			   struct digests *known, const struct sink *sink, struct error *err)
{
	struct live_ask ask = { .commands = buf_str(&r->commands),
				.commands_len = r->commands.len,
				.seconds = r->go.seconds,
				.lasting = r->go.lasting,
				.parts = r->go.parts,
				.known = known };
	AUTO_CLOSE int root = -1;
	int ret = open_root("/", &root, err);

	if (ret == 0 && r->go.what == WIRE_EVERYTHING)
		return collect_live(root, &ask, sink, &never, err);
	if (ret == 0 && inbox->why[0]) {
		ret = sink_failed(sink, PART_COMMANDS, inbox->why, err);
		ask.commands_len = 0;
		ask.parts &= ~EVIDENCE(COMMANDS);
	}
	return ret ? ret : collect_asked(root, &ask, sink, &never, err);
}

/* One request and its answer.  *writer: the first one has said hello already. */
static int answer(int fd, bool first, struct digests *known, struct wire_writer **writer,
		  struct error *err)
{
	AUTO(wire_request)
	struct wire_request request = { .commands = BUF_INIT(COMMANDS_MAX) };
	struct inbox inbox;
	const struct sink files = { .arg = &inbox, .file = inbox_file };
	int ret = wait_for_request(fd, first, err);

	inbox_open(&inbox, MACHINE_FOLDER);
	if (ret == 0)
		ret = wire_read_request(fd, &files, &request, err);
	if (ret == 0 && request.go.what == WIRE_ASKED)
		inbox_deliver(&inbox, request.go.clear);
	if (ret == 0 && !*writer)
		ret = wire_writer_open(writer, fd, AZLCTS_VERSION, err);
	if (ret == 0 && (first || request.go.what == WIRE_EVERYTHING))
		wait_for_systemd();
	if (ret == 0)
		ret = collect_request(&request, &inbox, known, wire_writer_sink(*writer), err);
	return ret ? ret : wire_writer_end(*writer, err);
}

/* Ends with an error only: the host has gone, or does not speak as we do. */
static int serve(const char *port, struct error *err)
{
	struct wire_writer *writer = NULL;
	struct digests *known = NULL;
	AUTO_CLOSE int fd = -1;
	int ret = open_port(port, &fd, err);

	if (ret == 0)
		ret = digests_new(&known, err);
	if (ret == 0)
		ret = wire_writer_open(&writer, fd, AZLCTS_VERSION, err);
	for (bool first = true; ret == 0; first = false) {
		ret = answer(fd, first, known, &writer, err);
		wire_writer_free(TAKE(writer));
	}
	digests_free(known);
	return ret;
}

static int print(enum mode mode, const char *root, struct error *err)
{
	struct wire_writer *writer = NULL;
	AUTO_CLOSE int fd = -1;
	const struct live_ask everything = { 0 };
	int ret = open_root(mode == MODE_ROOT ? root : "/", &fd, err);

	if (ret == 0)
		ret = wire_writer_open(&writer, STDOUT_FILENO, AZLCTS_VERSION, err);
	if (ret == 0)
		ret = mode == MODE_ROOT
			      ? collect_tree(fd, wire_writer_sink(writer), NULL, &never, err)
			      : collect_live(fd, &everything, wire_writer_sink(writer), &never,
					     err);
	if (ret == 0)
		ret = wire_writer_end(writer, err);
	wire_writer_free(writer);
	return ret;
}

static int run(enum mode mode, const char *argument, struct error *err)
{
	return mode == MODE_PORT ? serve(argument, err) : print(mode, argument, err);
}

/* What commands of the image see, whoever started us. */
static bool set_environment(void)
{
	return clearenv() == 0 &&
	       setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1) ==
		       0 &&
	       setenv("LC_ALL", "C", 1) == 0 && setenv("HOME", "/root", 1) == 0;
}

/* As its own child, for a question that a command puts (collect/commands.c). */
static int answer_question(const struct built_in *question, int argc, char *const *argv)
{
	AUTO(buf) struct buf out = BUF_INIT(BUILT_IN_OUTPUT_MAX);
	const char *words[16];
	int status;

	if (argc > (int)ARRAY_SIZE(words))
		return BUILT_IN_MALFORMED;
	for (int i = 0; i < argc; i++)
		words[i] = argv[i];
	signal(SIGPIPE, SIG_IGN);
	status = question->main(argc, words, &out);
	fwrite(buf_str(&out), 1, out.len, stdout);
	return status;
}

int main(int argc, char *argv[])
{
	static const struct option options[] = {
		{ "port", required_argument, NULL, 'p' }, { "root", required_argument, NULL, 'r' },
		{ "live", no_argument, NULL, 'l' },	  { "version", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },	  { NULL, 0, NULL, 0 },
	};
	struct error err = ERROR_INIT;
	enum mode mode = MODE_NONE;
	const char *argument = NULL;
	int c;

	if (recorder_main(argv, &c))
		return c;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'p':
		case 'r':
			mode = c == 'p' ? MODE_PORT : MODE_ROOT;
			argument = optarg;
			break;
		case 'l':
			mode = MODE_LIVE;
			break;
		case 'v':
			puts("azlcts-probe " AZLCTS_VERSION);
			return 0;
		case 'h':
			print_usage(stdout);
			return 0;
		default:
			print_usage(stderr);
			return 2;
		}
	}
	if (mode == MODE_NONE && optind < argc && streq(argv[optind], "relay"))
		return relay_main(argc - optind - 1, argv + optind + 1);
	if (mode == MODE_NONE && optind < argc && built_in_find(argv[optind]))
		return answer_question(built_in_find(argv[optind]), argc - optind - 1,
				       argv + optind + 1);
	if (mode == MODE_NONE || optind != argc) {
		print_usage(stderr);
		return 2;
	}
	/* Files are read into blocks that are used again: fresh pages cost more than the copy. */
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 256 << 20);
	signal(SIGPIPE, SIG_IGN);
	if (!set_environment() || run(mode, argument, &err) < 0) {
		fprintf(stderr, "azlcts-probe: %s\n", err.code ? err.text : "out of memory");
		return 1;
	}
	return 0;
}
