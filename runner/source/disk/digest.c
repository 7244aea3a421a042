/* SPDX-License-Identifier: MIT */
#include "source/disk/digest.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/fs.h"

enum {
	CHUNK = 1 << 20,
	NICE = 5, /* the guest is what the user waits for */
};

static int add_data(struct sha256 *h, int fd, off_t at, off_t end, char *chunk, struct error *err)
{
	while (at < end) {
		size_t want = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		ssize_t n = pread(fd, chunk, want, at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read");
		if (n == 0)
			return error_set(err, EIO, "the file became shorter while it was read");
		sha256_add(h, chunk, (size_t)n);
		at += n;
	}
	return 0;
}

static void add_zeros(struct sha256 *h, off_t n, const char *zeros)
{
	while (n > 0) {
		size_t part = n < CHUNK ? (size_t)n : CHUNK;

		sha256_add(h, zeros, part);
		n -= (off_t)part;
	}
}

int digest_fd(int fd, char out[SHA256_HEX], struct error *err)
{
	AUTO_FREE char *chunk = malloc(CHUNK);
	AUTO_FREE char *zeros = calloc(1, CHUNK);
	struct sha256 h;
	struct stat st;
	off_t at = 0;

	if (!chunk || !zeros)
		return error_memory(err);
	if (fstat(fd, &st) < 0)
		return error_errno(err, "stat");
	sha256_init(&h);
	while (at < st.st_size) {
		off_t data = lseek(fd, at, SEEK_DATA);
		off_t hole;
		int ret;

		if (data < 0 && errno != ENXIO)
			data = at; /* a file system that knows no holes */
		if (data < 0 || data > st.st_size)
			data = st.st_size;
		add_zeros(&h, data - at, zeros);
		hole = data < st.st_size ? lseek(fd, data, SEEK_HOLE) : st.st_size;
		if (hole < 0 || hole > st.st_size)
			hole = st.st_size;
		ret = add_data(&h, fd, data, hole, chunk, err);
		if (ret)
			return ret;
		at = hole;
	}
	sha256_hex(&h, out);
	return 0;
}

/* Says the digest and a NUL, or the reason why there is none, which is never so long. */
__attribute__((noreturn)) static void child(const char *path, int out, pid_t parent)
{
	struct error err = ERROR_INIT;
	struct error ignored = ERROR_INIT;
	char hex[SHA256_HEX];
	int fd;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	if (nice(NICE) == -1)
		errno = 0; /* only politeness */
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		error_errno(&err, "open");
	else
		digest_fd(fd, hex, &err);
	if (err.code)
		fs_write_fd(out, err.text, strlen(err.text), &ignored);
	else
		fs_write_fd(out, hex, sizeof(hex), &ignored);
	_exit(err.code ? 1 : 0);
}

int digest_start(struct digest *d, const char *path, struct error *err)
{
	pid_t parent = getpid();
	int pipes[2];

	if (pipe2(pipes, O_CLOEXEC) < 0)
		return error_errno(err, "pipe");
	d->pid = fork();
	if (d->pid == 0)
		child(path, pipes[1], parent);
	close(pipes[1]);
	d->fd = pipes[0];
	if (d->pid < 0) {
		d->pid = 0;
		return error_errno(err, "fork");
	}
	return 0;
}

/* Reads until the child closes its end. */
static int follow(int fd, const struct cancel *cancel, struct buf *said, struct error *err)
{
	for (;;) {
		struct pollfd p[2] = { { .fd = fd, .events = POLLIN },
				       { .fd = cancel ? cancel->fd : -1, .events = POLLIN } };
		char piece[256];
		ssize_t n;

		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return error_errno(err, "poll");
		if (p[1].revents)
			return error_set(err, ECANCELED, "interrupted");
		if (!p[0].revents)
			continue;
		n = read(fd, piece, sizeof(piece));
		if (n == 0)
			return 0;
		if (n > 0)
			buf_addn(said, piece, (size_t)n);
		else if (errno != EINTR)
			return error_errno(err, "read");
	}
}

int digest_finish(struct digest *d, const struct cancel *cancel, char out[SHA256_HEX],
		  struct error *err)
{
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);
	int ret = follow(d->fd, cancel, &said, err);

	if (ret)
		return ret;
	if (said.failed || said.len != SHA256_HEX || buf_str(&said)[SHA256_HEX - 1] != '\0')
		return error_set(err, EIO, "digest of the image: %s",
				 said.len ? buf_str(&said) : "the process that computed it died");
	memcpy(out, buf_str(&said), SHA256_HEX);
	digest_release(d);
	return 0;
}

void digest_release(struct digest *d)
{
	int status;

	if (d->pid > 0) {
		kill(d->pid, SIGKILL);
		while (waitpid(d->pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (d->fd >= 0)
		close(d->fd);
	*d = (struct digest)DIGEST_INIT;
}
