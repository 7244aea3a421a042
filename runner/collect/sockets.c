/* SPDX-License-Identifier: MIT */
/* Part LISTENERS: /proc/net/{tcp,udp,unix}, proc(5), and who holds each socket. */
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"
#include "collect/live.h"
#include "collect/part.h"
#include "collect/root_text.h"

enum { HOLDERS_MAX = 65536 };

/* What the kernel chooses from where a program names no port. */
struct port_range {
	int64_t first;
	int64_t last;
};

struct holder {
	uint64_t inode;
	int64_t pid;
	char program[32];
};

struct holders {
	struct holder *items;
	size_t count;
	size_t cap;
};

static void holders_release(struct holders *h)
{
	free(h->items);
}

static int add_holder(struct holders *h, const struct holder *one, struct error *err)
{
	if (h->count == HOLDERS_MAX)
		return 0;
	if (h->count == h->cap) {
		size_t cap = h->cap ? 2 * h->cap : 256;
		struct holder *items = reallocarray(h->items, cap, sizeof(*items));

		if (!items)
			return error_memory(err);
		h->items = items;
		h->cap = cap;
	}
	h->items[h->count++] = *one;
	return 0;
}

/* All sockets a process holds. A process may end meanwhile: then it holds none. */
static int read_process(int proc_fd, const char *pid, struct holders *h, struct error *err)
{
	AUTO(buf) struct buf program = BUF_INIT(BUF_LINE);
	struct holder one = { 0 };
	char path[300];
	struct dirent *e;
	DIR *dir;
	int fd;
	int ret = 0;

	snprintf(path, sizeof(path), "%s/comm", pid);
	if (!str_int(pid, &one.pid) || root_word(proc_fd, path, &program) < 0)
		return 0;
	snprintf(one.program, sizeof(one.program), "%s", buf_str(&program));
	snprintf(path, sizeof(path), "%s/fd", pid);
	fd = openat(proc_fd, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		return error_memory(err);
	}
	while (ret == 0 && (e = readdir(dir)) != NULL) {
		char target[64];
		ssize_t n = readlinkat(dirfd(dir), e->d_name, target, sizeof(target) - 1);
		int64_t inode;

		if (n < 10 || target[n - 1] != ']' || memcmp(target, "socket:[", 8) != 0)
			continue;
		target[n - 1] = '\0';
		if (!str_int(target + 8, &inode))
			continue;
		one.inode = (uint64_t)inode;
		ret = add_holder(h, &one, err);
	}
	closedir(dir);
	return ret;
}

static int read_holders(int root_fd, struct holders *h, struct error *err)
{
	int fd = fs_open_in_root(root_fd, "proc", O_RDONLY | O_DIRECTORY);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	int ret = 0;

	if (!dir) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	while (ret == 0 && (e = readdir(dir)) != NULL)
		if (isdigit((unsigned char)e->d_name[0]))
			ret = read_process(dirfd(dir), e->d_name, h, err);
	closedir(dir);
	return ret;
}

/*
 * Several may hold one socket: a service rather than process 1, which opens sockets for services;
 * and of a service its first process, whose children come and go.  A name in parentheses is a child
 * that systemd or udev has just forked: it counts for nothing.
 */
static const char *holder_of(const struct holders *h, uint64_t inode)
{
	const struct holder *best = NULL;

	for (size_t i = 0; i < h->count; i++) {
		const struct holder *one = &h->items[i];

		if (one->inode == inode && one->program[0] != '(' &&
		    (!best || best->pid == 1 || (one->pid != 1 && one->pid < best->pid)))
			best = one;
	}
	return best ? best->program : "";
}

static int put_listener(const struct sink *sink, const char *protocol, const char *address,
			int64_t port, const char *process, struct error *err)
{
	struct row row = row_of(TABLE_listener);

	row_text(&row, protocol);
	row_text(&row, address);
	row_int(&row, port);
	row_text(&row, process);
	return sink_put(sink, &row, err);
}

/* "0100007F:0016": 32-bit words of the address in the machine's order. */
static bool parse_address(const char *text, bool six, char address[INET6_ADDRSTRLEN],
			  unsigned *port)
{
	uint32_t words[4];
	size_t count = six ? 4 : 1;
	char *end;

	if (strlen(text) != 8 * count + 5)
		return false;
	for (size_t i = 0; i < count; i++) {
		char word[9] = { 0 };

		memcpy(word, text + 8 * i, 8);
		words[i] = (uint32_t)strtoul(word, &end, 16);
		if (*end)
			return false;
	}
	*port = (unsigned)strtoul(text + 8 * count + 1, &end, 16);
	return !*end && inet_ntop(six ? AF_INET6 : AF_INET, words, address, INET6_ADDRSTRLEN);
}

struct inet_kind {
	const char *protocol;
	const char *path;
	bool six;
	const char *state; /* include/net/tcp_states.h: LISTEN, or CLOSE for a bound UDP socket */
};

/* Its own range where that can be read, the kernel's default where not. */
static struct port_range ephemeral_ports(int root_fd)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct port_range r = { 32768, 60999 };
	struct fields f = { NULL };
	const char *words[2];
	int64_t first;
	int64_t last;

	if (root_word(root_fd, "proc/sys/net/ipv4/ip_local_port_range", &text) < 0)
		return r;
	f.next = text.data;
	words[0] = fields_word(&f);
	words[1] = fields_word(&f);
	if (words[1] && str_int(words[0], &first) && str_int(words[1], &last))
		r = (struct port_range){ first, last };
	return r;
}

/* Chosen by the kernel, perhaps: another one in the next boot. */
static bool is_ephemeral(const struct inet_kind *kind, const struct port_range *r, unsigned port)
{
	return starts_with(kind->protocol, "udp") && port >= r->first && port <= r->last;
}

static int put_inet_line(const struct inet_kind *kind, const struct port_range *range, char *line,
			 const struct holders *h, const struct sink *sink, struct error *err)
{
	struct fields f = { line };
	char *words[10];
	char address[INET6_ADDRSTRLEN];
	char key[128];
	unsigned port;
	int64_t inode = 0;

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		words[i] = fields_word(&f);
		if (!words[i])
			return 0;
	}
	if (!streq(words[3], kind->state) || !parse_address(words[1], kind->six, address, &port) ||
	    !str_int(words[9], &inode))
		return 0;
	if (is_ephemeral(kind, range, port)) {
		snprintf(key, sizeof(key), "%s %s %u", kind->protocol, address, port);
		return sink_volatile(sink, PART_LISTENERS, key, holder_of(h, (uint64_t)inode), err);
	}
	return put_listener(sink, kind->protocol, address, port, holder_of(h, (uint64_t)inode),
			    err);
}

/* Lines of a table after its heading; a table that is not there has no sockets. */
static int read_lines(int root_fd, const char *path, struct buf *text, char **rest,
		      struct part_state *part)
{
	int ret = root_text(root_fd, path, text);

	*rest = text->data;
	if (ret < 0 && ret != -ENOENT)
		part_fail(part, "/%s: %s", path, strerror(-ret));
	if (ret < 0)
		*rest = NULL;
	return text_line(rest) != NULL;
}

static int put_inet(int root_fd, struct part_state *part, const struct holders *h,
		    const struct sink *sink, struct error *err)
{
	static const struct inet_kind kinds[] = {
		{ "tcp", "proc/self/net/tcp", false, "0A" },
		{ "tcp6", "proc/self/net/tcp6", true, "0A" },
		{ "udp", "proc/self/net/udp", false, "07" },
		{ "udp6", "proc/self/net/udp6", true, "07" },
	};
	struct port_range range = ephemeral_ports(root_fd);
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
		char *rest;
		char *line;
		int ret = 0;

		if (!read_lines(root_fd, kinds[i].path, &text, &rest, part))
			continue;
		while (ret == 0 && (line = text_line(&rest)) != NULL)
			ret = put_inet_line(&kinds[i], &range, line, h, sink, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

/* A name that somebody made up for this boot: eight hexadecimal digits in a row. */
static bool name_is_random(const char *name)
{
	unsigned run = 0;

	for (; *name; name++) {
		run = isxdigit((unsigned char)*name) ? run + 1 : 0;
		if (run == 8)
			return true;
	}
	return false;
}

static int put_unix(int root_fd, struct part_state *part, const struct holders *h,
		    const struct sink *sink, struct error *err)
{
	enum { ACCEPTS = 0x10000 }; /* include/linux/net.h: __SO_ACCEPTCON */
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);
	char *rest;
	char *line;
	int ret = 0;

	if (!read_lines(root_fd, "proc/self/net/unix", &text, &rest, part))
		return 0;
	while (ret == 0 && (line = text_line(&rest)) != NULL) {
		struct fields f = { line };
		char *words[7];
		int64_t inode = 0;
		const char *program;

		for (size_t i = 0; i < ARRAY_SIZE(words); i++)
			words[i] = fields_word(&f);
		if (!words[6] || !f.next || !(strtoul(words[3], NULL, 16) & ACCEPTS) ||
		    !str_int(words[6], &inode))
			continue;
		program = holder_of(h, (uint64_t)inode);
		if (name_is_random(f.next) || starts_with(f.next, "/run/user/"))
			ret = sink_volatile(sink, PART_LISTENERS, f.next, program, err);
		else
			ret = put_listener(sink, "unix", f.next, 0, program, err);
	}
	return ret;
}

int collect_listeners(int root_fd, const struct sink *sink, struct error *err)
{
	AUTO(holders) struct holders h = { 0 };
	struct part_state part = { 0 };
	int ret = read_holders(root_fd, &h, err);

	if (ret == 0)
		ret = put_inet(root_fd, &part, &h, sink, err);
	if (ret == 0)
		ret = put_unix(root_fd, &part, &h, sink, err);
	return ret < 0 ? ret : part_end(&part, PART_LISTENERS, sink, err);
}
