/* SPDX-License-Identifier: MIT */
/*
 * The probe: what collect/ sees, as frames of model/wire.h.
 *
 * It runs inside a guest, needs nothing of it, and ends.  It writes no file but what commands are
 * given (collect/command_words.h), on tmpfs.  Its memory is bounded by collect/ (about 64 MiB, or
 * the largest ELF file).  Only root sees everything.
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
#include "collect/af_alg.h"
#include "collect/collect.h"
#include "model/wire.h"
#include "version.h"

enum {
	PORT_SECONDS = 30,    /* until the port and its device node are there */
	REQUEST_SECONDS = 60, /* until the host has said what it wants */
	SETTLE_SECONDS = 60,  /* until systemd has no jobs left */
	STEP_MS = 20,
	COMMANDS_MAX = 4 << 20,
};

#define PORTS "/sys/class/virtio-ports"

static const char usage[] =
	"usage: azlcts-probe --port NAME | --root DIR | --live | af-alg TYPE NAME [WORD=HEX]...\n"
	"\n"
	"  --port NAME  in a guest: answer the request on the virtio-serial port NAME\n"
	"  --root DIR   a root directory that does not run, to standard output\n"
	"  --live       the running system, to standard output\n"
	"  af-alg       put one question to the kernel's cryptography\n"
	"  --version    say which version this is\n"
	"  --help       say this\n";

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

/* A port without a host reads as ended; wait for the request to come. */
static int wait_for_request(int fd, struct error *err)
{
	for (unsigned left = REQUEST_SECONDS * 1000 / STEP_MS; left > 0; left--) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		int n = poll(&p, 1, STEP_MS);

		if (n > 0 && (p.revents & POLLIN))
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
	struct subprocess what = { .argv = argv, .timeout_ms = SETTLE_SECONDS * 1000 };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error ignored = ERROR_INIT;

	subprocess_run(&what, &r, &ignored);
}

enum mode { MODE_NONE, MODE_PORT, MODE_ROOT, MODE_LIVE };

static int collect(enum mode mode, const char *root, const struct buf *commands,
		   const struct sink *sink, struct error *err)
{
	static const struct cancel never = CANCEL_NEVER;
	AUTO_CLOSE int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return error_errno(err, "open %s", root);
	if (mode == MODE_ROOT)
		return collect_tree(fd, sink, NULL, &never, err);
	return collect_live(fd, buf_str(commands), commands->len, sink, &never, err);
}

static int run(enum mode mode, const char *argument, struct error *err)
{
	AUTO(buf) struct buf commands = BUF_INIT(COMMANDS_MAX);
	struct wire_writer *writer = NULL;
	int fd = STDOUT_FILENO;
	int ret = 0;

	if (mode == MODE_PORT)
		ret = open_port(argument, &fd, err);
	if (ret == 0)
		ret = wire_writer_open(&writer, fd, AZLCTS_VERSION, err);
	if (ret == 0 && mode == MODE_PORT) {
		ret = wait_for_request(fd, err);
		if (ret == 0)
			ret = wire_read_request(fd, &commands, err);
		wait_for_systemd();
	}
	if (ret == 0)
		ret = collect(mode, mode == MODE_ROOT ? argument : "/", &commands,
			      wire_writer_sink(writer), err);
	if (ret == 0)
		ret = wire_writer_end(writer, err);
	wire_writer_free(writer);
	if (fd != STDOUT_FILENO && close(fd) < 0 && ret == 0)
		ret = error_errno(err, "close the port");
	return ret;
}

/* What commands of the image see, whoever started us. */
static bool set_environment(void)
{
	return clearenv() == 0 &&
	       setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1) ==
		       0 &&
	       setenv("LC_ALL", "C", 1) == 0 && setenv("HOME", "/root", 1) == 0;
}

/* As its own child, for a question to the kernel (collect/commands.c). */
static int af_alg(int argc, char *const *argv)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	const char *words[16];
	int status;

	if (argc > (int)ARRAY_SIZE(words))
		return 126; /* malformed, as af_alg_main() says it */
	for (int i = 0; i < argc; i++)
		words[i] = argv[i];
	status = af_alg_main(argc, words, &out);
	fputs(buf_str(&out), stdout);
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
			fputs(usage, stdout);
			return 0;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	if (mode == MODE_NONE && optind < argc && streq(argv[optind], "af-alg"))
		return af_alg(argc - optind - 1, argv + optind + 1);
	if (mode == MODE_NONE || optind != argc) {
		fputs(usage, stderr);
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
