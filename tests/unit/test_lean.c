/* SPDX-License-Identifier: MIT */
/* What a lean collection has is what a whole one has of the same paths, and nothing is lost. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "collect/files.h"
#include "collect/lean.h"
#include "collect/text.h"
#include "model/coverage.h"

struct state {
	char dir[64];
	int fd;
};

/* Rows of one collection: "path type mode uid gid size target caps selinux acl" and texts. */
struct rows {
	struct buf files;
	struct buf texts;
	struct buf parts;
	struct buf other; /* volatile */
};

static void add(struct buf *out, const struct row *row, unsigned skip)
{
	for (unsigned i = 0; i < row->count; i++) {
		const struct value *v = &row->values[i];

		if (i == skip)
			continue;
		if (v->type == VALUE_INT)
			buf_addf(out, "%lld|", (long long)v->number);
		else if (v->type == VALUE_TEXT)
			buf_addf(out, "%.*s|", (int)v->len, v->text);
		else
			buf_add(out, "-|");
	}
	buf_addc(out, '\n');
}

static int put(void *arg, const struct row *row, struct error *err)
{
	struct rows *r = arg;

	(void)err;
	if (row->table == TABLE_file)
		add(&r->files, row, 7); /* sha256 */
	else if (row->table == TABLE_text)
		add(&r->texts, row, COLUMNS_MAX);
	else if (row->table == TABLE_part)
		add(&r->parts, row, COLUMNS_MAX);
	else if (row->table == TABLE_volatile)
		add(&r->other, row, COLUMNS_MAX);
	return 0;
}

static void rows_init(struct rows *r)
{
	r->files = (struct buf)BUF_INIT(BUF_TEXT);
	r->texts = (struct buf)BUF_INIT(BUF_TEXT);
	r->parts = (struct buf)BUF_INIT(BUF_TEXT);
	r->other = (struct buf)BUF_INIT(BUF_TEXT);
}

static void rows_release(struct rows *r)
{
	buf_release(&r->files);
	buf_release(&r->texts);
	buf_release(&r->parts);
	buf_release(&r->other);
}

static void collect(const struct state *s, bool lean, struct rows *out)
{
	struct sink sink = { .arg = out, .put = put };
	struct error err = ERROR_INIT;

	rows_init(out);
	assert_int_equal(lean ? collect_lean(s->fd, &sink, NULL, NULL, &err)
			      : collect_files(s->fd, &sink, NULL, NULL, &err),
			 0);
}

static void make(const struct state *s, const char *path, mode_t mode)
{
	char parent[256];
	AUTO_CLOSE int fd = -1;

	for (const char *slash = path; (slash = strchr(slash, '/')) != NULL; slash++) {
		snprintf(parent, sizeof(parent), "%.*s", (int)(slash - path), path);
		if (mkdirat(s->fd, parent, 0755) == 0)
			assert_int_equal(fchmodat(s->fd, parent, 0755, 0), 0);
	}
	fd = openat(s->fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_true(dprintf(fd, "of %s\n", path) > 0);
	assert_int_equal(fchmod(fd, mode), 0);
}

static int setup(void **out)
{
	static struct state s;
	/* covered, not covered, texts outside of coverage, and what stands out anywhere */
	static const char *const plain[] = {
		"etc/fstab",
		"etc/ssh/sshd_config",
		"etc/ssh/sshd_config.d/10-x.conf",
		"etc/ssh/ssh_host_rsa_key",
		"usr/share/doc/deep/down/README",
		"usr/share/openssh/sshd_config",
		"usr/share/audit-rules/10.rules",
		"usr/lib/sysctl.d/50.conf",
		"usr/lib/modules/6.1/vmlinuz",
		"usr/lib/modules/6.1/kernel/x/y.ko",
		"usr/lib64/ld.so.conf.d/a.conf",
		"usr/lib/python3/site.py",
		"home/me/.netrc",
		"home/me/.ssh/authorized_keys",
		"home/me/src/a/b.c",
		"root/.bashrc",
		"root/.cargo/registry/x",
		"var/lib/thing/data",
		"var/log/audit/audit.log",
		"var/tmp/scratch",
		"var/lib/docker/overlay2/1/diff/etc/shadow",
	};
	AUTO_CLOSE int fd = -1;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	s.fd = open(s.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s.fd < 0 || fchmod(s.fd, 0755) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(plain); i++)
		make(&s, plain[i], 0644);
	make(&s, "opt/vendor/bin/suid", 04755);
	make(&s, "srv/deep/er/writable", 0666);
	make(&s, "var/lib/docker/overlay2/1/diff/usr/bin/suid", 04755);
	assert_int_equal(symlinkat("fstab", s.fd, "etc/link.conf"), 0);
	assert_int_equal(symlinkat("nowhere", s.fd, "srv/link"), 0);
	fd = openat(s.fd, "etc/passwd", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	assert_true(dprintf(fd, "me:x:%u:%u::/home/me:/bin/sh\n", getuid(), getgid()) > 0);
	close(fd);
	fd = openat(s.fd, "etc/group", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	assert_true(dprintf(fd, "me:x:%u:\n", getgid()) > 0);
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	close(s->fd);
	return fs_remove_tree(s->dir, &err);
}

static bool has_line(const struct buf *in, const char *line, size_t len)
{
	const char *at = buf_str(in);

	while ((at = strstr(at, "\n")) != NULL && *++at)
		if (strncmp(at, line, len) == 0)
			return true;
	return strncmp(buf_str(in), line, len) == 0;
}

static bool has_path(const struct buf *in, const char *path)
{
	char line[256];
	int n = snprintf(line, sizeof(line), "%s|", path);

	return has_line(in, line, (size_t)n);
}

static void claim_same(const struct buf *some, const struct buf *all, const struct buf *rest)
{
	for (const char *line = buf_str(some); *line; line = strchr(line, '\n') + 1) {
		size_t len = (size_t)(strchr(line, '\n') + 1 - line);

		if (!has_line(all, line, len) && !(rest && has_line(rest, line, len)))
			fail_msg("not the same: %.*s", (int)len, line);
	}
}

static void test_rows_are_equal(void **in)
{
	CLEANUP(rows_release) struct rows whole;
	CLEANUP(rows_release) struct rows lean;

	collect(*in, false, &whole);
	collect(*in, true, &lean);
	claim_same(&lean.files, &whole.files, NULL);
	claim_same(&lean.texts, &whole.texts, NULL);
	claim_same(&whole.texts, &lean.texts, NULL);
	assert_true(has_line(&lean.parts, "config|complete|", strlen("config|complete|")));
	assert_false(has_line(&lean.parts, "files|", strlen("files|")));
}

static void test_nothing_covered_is_lost(void **in)
{
	CLEANUP(rows_release) struct rows whole;
	CLEANUP(rows_release) struct rows lean;

	collect(*in, false, &whole);
	collect(*in, true, &lean);
	for (const char *line = buf_str(&whole.files); *line; line = strchr(line, '\n') + 1) {
		char path[256];

		snprintf(path, sizeof(path), "%.*s", (int)(strchr(line, '|') - line), line);
		if (coverage_has(path) != has_path(&lean.files, path) && !text_is_wanted(path) &&
		    !strstr(path, "suid") && !strstr(path, "writable"))
			fail_msg("%s: covered: %d", path, coverage_has(path));
	}
	assert_true(has_path(&lean.files, "/opt/vendor/bin/suid"));
	assert_true(has_path(&lean.files, "/srv/deep/er/writable"));
	assert_false(has_path(&lean.files, "/srv/link"));
	assert_false(has_path(&lean.files, "/usr/lib/python3/site.py"));
	assert_false(has_path(&lean.files, "/home/me/src/a/b.c"));
	assert_true(has_path(&lean.files, "/home/me/.ssh/authorized_keys"));
	assert_true(has_path(&lean.texts, "/usr/share/openssh/sshd_config"));
	assert_true(has_path(&lean.texts, "/etc/link.conf"));
	assert_false(has_path(&lean.texts, "/etc/ssh/ssh_host_rsa_key"));
}

static void test_others_files(void **in)
{
	CLEANUP(rows_release) struct rows lean;

	collect(*in, true, &lean);
	assert_null(strstr(buf_str(&lean.files), "docker/overlay2"));
	assert_non_null(strstr(buf_str(&lean.other), "/var/lib/docker|"));
}

static void test_unknown_owner(void **in)
{
	struct state *s = *in;
	CLEANUP(rows_release) struct rows lean;

	if (getuid() != 0)
		skip();
	assert_int_equal(fchownat(s->fd, "var/lib/thing/data", 4242, 0, 0), 0);
	assert_int_equal(fchownat(s->fd, "usr/lib/python3/site.py", 0, 4243, 0), 0);
	collect(s, true, &lean);
	assert_true(has_path(&lean.files, "/var/lib/thing/data"));
	assert_true(has_path(&lean.files, "/usr/lib/python3/site.py"));
}

/* Whom it cannot ask it takes for known, and says that it could not. */
static void test_unreadable(void **in)
{
	struct state *s = *in;
	CLEANUP(rows_release) struct rows lean;

	assert_int_equal(unlinkat(s->fd, "etc/passwd", 0), 0);
	assert_int_equal(mkdirat(s->fd, "etc/passwd", 0755), 0);
	collect(s, true, &lean);
	assert_non_null(strstr(buf_str(&lean.parts), "config|failed|/etc/passwd"));
	assert_false(has_path(&lean.files, "/usr/lib/python3/site.py"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows_are_equal, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing_covered_is_lost, setup, teardown),
		cmocka_unit_test_setup_teardown(test_others_files, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unknown_owner, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unreadable, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
