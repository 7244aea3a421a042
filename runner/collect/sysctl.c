/* SPDX-License-Identifier: MIT */
/* All of /proc/sys. */
#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/str.h"
#include "collect/live.h"
#include "collect/part.h"
#include "collect/walk.h"

/* Values that are counters, random, or come from how much memory was free at boot. */
static const char *const volatile_names[] = {
	"fs.aio-nr",
	"fs.dentry-state",
	"fs.file-nr",
	"fs.inode-nr",
	"fs.inode-state",
	"fs.quota.*",
	"fs.epoll.max_user_watches",
	"kernel.ns_last_pid",
	"kernel.perf_event_max_sample_rate", /* lowered when interrupts take long */
	"kernel.pty.nr",
	"kernel.random.boot_id",
	"kernel.random.entropy_avail",
	"kernel.threads-max",
	"net.ipv4.tcp_mem",
	"net.ipv4.udp_mem",
	"net.netfilter.nf_conntrack_count",
	"sunrpc.*",
	"user.max_*_namespaces",
	"vm.user_reserve_kbytes",
};

/* Secrets of the kernel: not even in `volatile`. */
static const char *const secret_names[] = {
	"net.core.netdev_rss_key", "net.ipv6.conf.*.stable_secret", "net.ipv4.tcp_fastopen_key",
	"kernel.random.uuid", /* a new one each time it is read */
};

struct sysctls {
	const struct sink *sink;
	struct part_state *part;
	struct buf value;
	struct buf name;
};

static bool is_one_of(const char *const *globs, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (str_glob(globs[i], name))
			return true;
	return false;
}

/* sysctl(8): "/" becomes ".", and the dots within a name (eth0.1) become "/". */
static void dotted(struct buf *out, const char *path)
{
	buf_clear(out);
	for (path++; *path; path++)
		buf_addc(out, *path == '/' ? '.' : *path == '.' ? '/' : *path);
}

/* No newline at the end, tabs as single spaces. */
static void normalise(struct buf *value)
{
	size_t n = 0;

	while (value->len > 0 && strchr(" \t\n", value->data[value->len - 1]))
		value->data[--value->len] = '\0';
	for (size_t i = 0; i < value->len; i++) {
		char c = value->data[i] == '\t' ? ' ' : value->data[i];

		if (c == ' ' && n > 0 && value->data[n - 1] == ' ')
			continue;
		value->data[n++] = c;
	}
	value->len = n;
	if (value->data)
		value->data[n] = '\0';
}

static int put_sysctl(struct sysctls *s, struct error *err)
{
	const char *name = buf_str(&s->name);
	struct row row = row_of(TABLE_sysctl);

	if (is_one_of(secret_names, ARRAY_SIZE(secret_names), name))
		return 0;
	if (is_one_of(volatile_names, ARRAY_SIZE(volatile_names), name))
		return sink_volatile(s->sink, PART_KERNEL, name, buf_str(&s->value), err);
	row_text(&row, name);
	row_text(&row, buf_str(&s->value));
	return sink_put(s->sink, &row, err);
}

static int visit(void *arg, const struct walk_entry *e, struct error *err)
{
	struct sysctls *s = arg;
	AUTO_CLOSE int fd = -1;
	struct error reason = ERROR_INIT;

	if (!S_ISREG(e->st.st_mode) || !(e->st.st_mode & 0444))
		return 0; /* a folder, or one that can only be written */
	fd = openat(e->dir_fd, e->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	buf_clear(&s->value);
	/* Some can be opened and not read: their driver says when. */
	if (fd < 0 || fs_read_fd(fd, &s->value, &reason) < 0)
		return 0;
	normalise(&s->value);
	dotted(&s->name, e->path);
	if (s->value.failed || s->name.failed)
		return error_memory(err);
	return put_sysctl(s, err);
}

static void failed(void *arg, const char *path, const char *why)
{
	struct sysctls *s = arg;

	part_fail(s->part, "/proc/sys%s: %s", path, why);
}

int collect_sysctl(int root_fd, struct part_state *part, const struct sink *sink, struct error *err)
{
	AUTO_CLOSE int fd = fs_open_in_root(root_fd, "proc/sys", O_RDONLY | O_DIRECTORY);
	struct sysctls s = {
		.sink = sink, .part = part, .value = BUF_INIT(BUF_LINE), .name = BUF_INIT(BUF_LINE)
	};
	struct walk walk = { .arg = &s, .visit = visit, .failed = failed };
	int ret;

	if (fd < 0) {
		part_fail(part, "/proc/sys: %s", strerror(errno));
		return 0;
	}
	ret = walk_root(&walk, fd, err);
	buf_release(&s.value);
	buf_release(&s.name);
	return ret;
}
