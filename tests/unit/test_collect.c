/* SPDX-License-Identifier: MIT */
/* A small root directory with everything that is unpleasant in it. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "rows_seen.h"

#include "base/fs.h"
#include "collect/accounts.h"
#include "collect/caps.h"
#include "collect/collect.h"
#include "collect/paths.h"
#include "collect/text.h"
#include "collect/volatile.h"

struct state {
	char dir[64];
	int fd;
	struct buf rows;  /* "table|value|value...\n" */
	struct buf files; /* bytes of the rpm database */
	int fail_after;	  /* rows until the sink is full; -1: never */
};

static int put(void *arg, const struct row *row, struct error *err)
{
	struct state *s = arg;

	if (s->fail_after == 0)
		return error_set(err, ENOSPC, "full");
	if (s->fail_after > 0)
		s->fail_after--;
	return rows_put(&s->rows, row, err);
}

static int file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct state *s = arg;

	(void)err;
	buf_addf(&s->files, "%s:", name);
	buf_addn(&s->files, data, len);
	buf_addc(&s->files, '\n');
	return 0;
}

static void make(const struct state *s, const char *path, const char *text, mode_t mode)
{
	AUTO_CLOSE int fd = openat(s->fd, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct error err = ERROR_INIT;

	assert_true(fd >= 0);
	assert_int_equal(fs_write_fd(fd, text, strlen(text), &err), 0);
	assert_int_equal(fchmod(fd, mode), 0);
}

static void folder(const struct state *s, const char *path)
{
	assert_int_equal(mkdirat(s->fd, path, 0755), 0);
	assert_int_equal(fchmodat(s->fd, path, 0755, 0), 0);
}

static int setup(void **out)
{
	static struct state s;
	static const char *const folders[] = {
		"etc",	   "usr", "usr/lib", "usr/bin",	    "var",
		"var/log", "tmp", "var/lib", "var/lib/rpm", "etc/ssh"
	};

	s = (struct state){ .rows = BUF_INIT(BUF_TEXT),
			    .files = BUF_INIT(BUF_TEXT),
			    .fail_after = -1 };
	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	s.fd = open(s.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s.fd < 0 || fchmod(s.fd, 0755) < 0)
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		folder(&s, folders[i]);
	make(&s, "etc/passwd", "root:x:0:0:Super User:/root:/bin/bash\n", 0644);
	make(&s, "etc/shadow", "root:$6$salt$hash:19000:0:99999:7:::\n", 0600);
	make(&s, "etc/group", "root:x:0:\nwheel:x:10:zoe,adam\n", 0644);
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	buf_release(&s->rows);
	buf_release(&s->files);
	close(s->fd);
	return fs_remove_tree(s->dir, &err);
}

static int collect(struct state *s, struct error *err)
{
	struct sink sink = { .arg = s, .put = put, .file = file };

	buf_clear(&s->rows);
	buf_clear(&s->files);
	return collect_tree(s->fd, &sink, NULL, NULL, err);
}

static void collected(struct state *s)
{
	struct error err = ERROR_INIT;

	if (collect(s, &err) < 0)
		fail_msg("%s", err.text);
}

static void kinds_of_paths(void **in)
{
	struct state *s = *in;
	char line[200];

	make(s, "usr/bin/tool", "abc", 04755);
	assert_int_equal(symlinkat("/usr/bin/tool", s->fd, "usr/bin/link"), 0);
	assert_int_equal(mkfifoat(s->fd, "usr/lib/fifo", 0640), 0); /* must not block */
	collected(s);
	snprintf(line, sizeof(line),
		 "file|/usr/bin/tool|file|%d|%d|%d|3|-|"
		 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad|-|-|-\n",
		 04755, (int)getuid(), (int)getgid());
	rows_have(&s->rows, line);
	snprintf(line, sizeof(line),
		 "file|/usr/bin/link|symlink|511|%d|%d|-|/usr/bin/tool|-|-|-|-\n", (int)getuid(),
		 (int)getgid());
	rows_have(&s->rows, line);
	rows_have(&s->rows, "file|/usr/lib/fifo|fifo|416|");
	rows_have(&s->rows, "file|/|directory|493|");
	rows_have(&s->rows, "file|/usr|directory|493|");
	rows_have(&s->rows, "part|files|complete|\n");
	rows_have(&s->rows, "part|elf|complete|\n");
	rows_have(&s->rows, "part|accounts|complete|\n");
	rows_have_not(&s->rows, "part|packages"); /* whoever reads the database says so */
}

/* A folder before its entries, entries by the bytes of their names, twice the same. */
static void order(void **in)
{
	struct state *s = *in;
	const char *a;
	const char *b;

	folder(s, "usr/lib/b");
	make(s, "usr/lib/b/z", "", 0644);
	make(s, "usr/lib/b.c", "", 0644);
	make(s, "usr/lib/B", "", 0644);
	for (unsigned i = 0; i < 300; i++) {
		char name[32];

		snprintf(name, sizeof(name), "usr/lib/n%03u", i);
		make(s, name, name, 0644);
	}
	collected(s);
	AUTO_FREE char *first = strdup(buf_str(&s->rows));
	a = strstr(first, "file|/usr/lib/B|");
	b = strstr(first, "file|/usr/lib/b|");
	assert_true(a && b && a < b);
	a = strstr(first, "file|/usr/lib/b/z|");
	assert_true(a && b < a);
	b = strstr(first, "file|/usr/lib/b.c|");
	assert_true(b && a < b);
	assert_true(strstr(first, "file|/usr/lib/n000|") < strstr(first, "file|/usr/lib/n299|"));
	collected(s);
	assert_string_equal(first, buf_str(&s->rows));
}

static void hostile_names(void **in)
{
	struct state *s = *in;

	make(s, "usr/new\nline", "a", 0644);
	make(s, "usr/\xff\xfe", "b", 0644);
	make(s, "usr/-rf *", "c", 0644);
	assert_int_equal(symlinkat("loop", s->fd, "usr/loop"), 0);
	assert_int_equal(symlinkat("..", s->fd, "usr/up"), 0);
	assert_int_equal(symlinkat("../../../../../../etc/passwd", s->fd, "etc/x.conf"), 0);
	assert_int_equal(symlinkat("y.conf", s->fd, "etc/y.conf"), 0);
	collected(s);
	rows_have(&s->rows, "file|/usr/new\nline|file|420|");
	rows_have(&s->rows, "file|/usr/\xff\xfe|file|420|");
	rows_have(&s->rows, "file|/usr/-rf *|file|420|");
	rows_have(&s->rows, "file|/usr/loop|symlink|");
	rows_have_not(&s->rows, "/usr/up/");
	/* a link that leads out of the root ends at its own /etc/passwd */
	rows_have(&s->rows, "text|/etc/x.conf|root:x:0:0:Super User:/root:/bin/bash\n|0\n");
	rows_have_not(&s->rows, "text|/etc/y.conf");
	rows_have(&s->rows, "part|files|complete|\n");
}

static void texts(void **in)
{
	struct state *s = *in;
	AUTO_FREE char *big = malloc(TEXT_MAX + 100);

	assert_non_null(big);
	memset(big, 'x', TEXT_MAX + 99);
	big[TEXT_MAX + 99] = '\0';
	make(s, "etc/ssh/sshd_config", "PermitRootLogin no\npassword=abc\n", 0600);
	make(s, "etc/empty.conf", "", 0644);
	make(s, "etc/big.conf", big, 0644);
	make(s, "usr/lib/os-release", "ID=test\n", 0644);
	assert_int_equal(symlinkat("/etc/shadow", s->fd, "etc/leak.conf"), 0);
	assert_int_equal(symlinkat("../usr/lib/os-release", s->fd, "etc/os-release"), 0);
	make(s, "usr/bin/tool", "not configuration", 0755);
	collected(s);
	rows_have(&s->rows,
		  "text|/etc/ssh/sshd_config|PermitRootLogin no\npassword=[redacted]\n|0\n");
	rows_have(&s->rows, "text|/etc/empty.conf||0\n");
	rows_have(&s->rows, "xxx|1\n"); /* cut, and says so */
	rows_have(&s->rows, "text|/etc/os-release|ID=test\n|0\n");
	rows_have(&s->rows, "os_release|ID|test\n");
	rows_have_not(&s->rows, "not configuration");
	rows_have_not(&s->rows, "salt");
}

static void what_varies_is_volatile(void **in)
{
	struct state *s = *in;

	make(s, "etc/machine-id", "0123456789abcdef0123456789abcdef\n", 0444);
	make(s, "var/log/messages", "today", 0640);
	folder(s, "var/log/journal");
	folder(s, "var/log/journal/0123456789abcdef0123456789abcdef");
	folder(s, "var/lib/0123456789abcdef0123456789abcdef");
	make(s, "tmp/scratch", "x", 0600);
	collected(s);
	rows_have(&s->rows, "file|/etc/machine-id|file|292|");
	rows_have_not(&s->rows, "0123456789abcdef0123456789abcdef\n"); /* as a text */
	rows_have(&s->rows, "file|/var/log/messages|file|416|");
	rows_have_not(&s->rows, "|5|-|"); /* no size of it */
	rows_have(
		&s->rows,
		"volatile|files|/var/log/journal/0123456789abcdef0123456789abcdef|directory 0755 ");
	rows_have(&s->rows,
		  "volatile|files|/var/lib/0123456789abcdef0123456789abcdef|directory 0755 ");
	rows_have(&s->rows, "volatile|files|/tmp/scratch|file 0600 ");
	rows_have_not(&s->rows, "file|/tmp/scratch");
	rows_have(&s->rows, "file|/tmp|directory|");
}

static void accounts(void **in)
{
	struct state *s = *in;

	make(s, "etc/passwd",
	     "root:x:0:0:Super User:/root:/bin/bash\nbin:x:1:1::/:/sbin/nologin\n"
	     "open::5:5:::\nnone:x:6:6:::\nshort:x\n\n# no account\n",
	     0644);
	make(s, "etc/shadow",
	     "root:$y$j9T$a$b:19000:0:99999:7:::\nbin:!*:18000:0:99999:7:30:20000:\nopen::::::::\n",
	     0600);
	collected(s);
	rows_have(&s->rows,
		  "account|root|0|0|Super User|/root|/bin/bash|yescrypt|1|19000|0|99999|7|-|-\n");
	rows_have(&s->rows, "account|bin|1|1||/|/sbin/nologin|locked|1|18000|0|99999|7|30|20000\n");
	rows_have(&s->rows, "account|open|5|5||||empty|0|-|-|-|-|-|-\n");
	rows_have(&s->rows, "account|none|6|6||||none|1|-|-|-|-|-|-\n");
	rows_have(&s->rows, "account|short|-|-||||none|");
	rows_have(&s->rows, "group_|wheel|10|adam,zoe\n");
	rows_have(&s->rows, "group_|root|0|\n");
	rows_have_not(&s->rows, "j9T");
	assert_string_equal(password_state("!"), "locked");
	assert_string_equal(password_state("$2b$12$x"), "bcrypt");
	assert_string_equal(password_state("$zz$x"), "unknown");
	assert_string_equal(password_state("x"), "locked");
}

/* nsswitch.conf(5) names the tables of /usr/lib; of one name the first answers. */
static void accounts_of_altfiles(void **in)
{
	struct state *s = *in;

	make(s, "etc/passwd", "root:x:0:0::/root:/bin/bash", 0644);
	make(s, "etc/group", "root:x:0:", 0644);
	make(s, "usr/lib/passwd", "root:x:0:0::/other:\ndaemon:x:2:2::/:/sbin/nologin\n", 0644);
	make(s, "usr/lib/group", "root:x:0:daemon\ndaemon:x:2:", 0644);
	make(s, "etc/nsswitch.conf", "#passwd: altfiles\npasswd: files # altfiles\n", 0644);
	collected(s);
	rows_have_not(&s->rows, "account|daemon|");
	rows_have(&s->rows, "volatile|accounts|collected_day|");
	make(s, "etc/nsswitch.conf", "passwd: files altfiles\ngroup:\tfiles altfiles\n", 0644);
	collected(s);
	rows_have(&s->rows, "account|daemon|2|2||/|/sbin/nologin|none|1|");
	rows_have(&s->rows, "account|root|0|0||/root|/bin/bash|");
	rows_have_not(&s->rows, "|/other|");
	rows_have(&s->rows, "group_|root|0|\n");
	rows_have(&s->rows, "group_|daemon|2|\n");
}

static void the_rpm_database_is_handed_on(void **in)
{
	struct state *s = *in;

	collected(s);
	assert_string_equal(buf_str(&s->files), "no-database:none\n");
	make(s, "var/lib/rpm/rpmdb.sqlite", "db", 0644);
	make(s, "var/lib/rpm/rpmdb.sqlite-wal", "wal", 0644);
	make(s, "var/lib/rpm/rpmdb.sqlite-shm", "shm", 0644);
	collected(s);
	assert_string_equal(buf_str(&s->files), "rpmdb.sqlite:db\nrpmdb.sqlite-wal:wal\n");
	folder(s, "usr/lib/sysimage");
	folder(s, "usr/lib/sysimage/rpm");
	make(s, "usr/lib/sysimage/rpm/rpmdb.sqlite", "newer", 0644);
	collected(s);
	assert_string_equal(buf_str(&s->files), "rpmdb.sqlite:newer\n");
	unlinkat(s->fd, "usr/lib/sysimage/rpm/rpmdb.sqlite", 0);
	assert_int_equal(mkfifoat(s->fd, "usr/lib/sysimage/rpm/rpmdb.sqlite", 0644), 0);
	collected(s);
	rows_have(&s->rows, "part|packages|failed|rpmdb.sqlite: ");
}

/* What could not be read fails the part, with the path, and the rest goes on. */
static void unreadable(void **in)
{
	struct state *s = *in;

	if (geteuid() == 0) {
		folder(s, "usr/lib/deep");
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		int fd = openat(s->fd, "usr/lib/deep", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		/* root may read everything; folders that are too deep it may not */
		for (unsigned i = 0; i < 140; i++) {
			int next;

			assert_int_equal(mkdirat(fd, "d", 0755), 0);
			next = openat(fd, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
			close(fd);
			fd = next;
		}
		close(fd);
		collected(s);
		rows_have(&s->rows, "folders too deep\n");
	} else {
		make(s, "usr/lib/closed", "x", 0);
		collected(s);
		rows_have(&s->rows, "part|files|failed|/usr/lib/closed: Permission denied\n");
		rows_have(&s->rows, "part|elf|failed|/usr/lib/closed: Permission denied\n");
		rows_have(&s->rows, "file|/usr/lib/closed|file|0|");
	}
	rows_have(&s->rows, "part|files|failed|");
	rows_have(&s->rows, "part|accounts|complete|\n");
	rows_have(&s->rows, "file|/var|directory|");
}

static void the_sinks_error_ends_it(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	for (unsigned i = 0; i < 100; i++) {
		char name[32];

		snprintf(name, sizeof(name), "usr/lib/n%03u", i);
		make(s, name, name, 0644);
	}
	for (s->fail_after = 0; s->fail_after < 40;) {
		int again = s->fail_after + 1;

		assert_int_equal(collect(s, &err), -ENOSPC);
		rows_have_not(&s->rows, "part|files");
		s->fail_after = again;
	}
}

static void capabilities(void **in)
{
	static const unsigned char ping[] = { 1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0,
					      0, 0, 0, 0, 0, 0,	   0, 0, 0, 0 };
	struct state *s = *in;
	AUTO_FREE char *path = fs_join(s->dir, "usr/bin/ping");

	make(s, "usr/bin/ping", "x", 0755);
	if (setxattr(path, "security.capability", ping, sizeof(ping), 0) < 0)
		skip(); /* not allowed here */
	collected(s);
	rows_have(&s->rows, "|cap_net_raw=ep|-|-\n");
}

static void caps(const char *expected, unsigned version, uint64_t permitted, uint64_t inheritable,
		 bool effective)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	uint32_t words[6] = { version << 24 | effective,     (uint32_t)permitted,
			      (uint32_t)inheritable,	     (uint32_t)(permitted >> 32),
			      (uint32_t)(inheritable >> 32), 1000 };

	caps_text(words, version == 1 ? 12 : version == 2 ? 20 : 24, &out);
	assert_string_equal(buf_str(&out), expected);
}

/* As getcap(8) of libcap 2.66 printed them. */
static void capability_texts(void **in)
{
	uint64_t all = ((uint64_t)1 << 41) - 1;

	(void)in;
	caps("cap_net_raw=ep", 2, 1 << 13, 0, true);
	caps("cap_net_admin,cap_net_raw=ep", 2, 3 << 12, 0, true);
	caps("cap_chown=ei cap_net_raw+ep", 2, 1 << 13, 1, true);
	caps("cap_net_raw=eip", 2, 1 << 13, 1 << 13, true);
	caps("cap_chown=ip cap_dac_override+i cap_net_raw+p", 2, 1 << 13 | 1, 3, false);
	caps("=ep", 2, all, 0, true);
	caps("=p", 2, all, 0, false);
	caps("=ep cap_checkpoint_restore-ep", 2, all >> 1, 0, true);
	caps("=", 2, 0, 0, true);
	caps("cap_net_raw=ep", 3, 1 << 13, 0, true);
	caps("cap_kill=p", 1, 1 << 5, 0, false);
	caps("invalid", 9, 1, 0, true);
}

static void globs(void **in)
{
	struct machine_ids ids = { .machine = "00112233445566778899aabbccddeeff" };

	(void)in;
	assert_true(path_matches("/etc/*.conf", "/etc/a/b.conf"));
	assert_true(path_matches("/etc/passwd", "/etc/passwd"));
	assert_false(path_matches("/etc/passwd", "/etc/passwd-"));
	assert_false(path_matches("/etc/passwd-", "/etc/passwd"));
	assert_false(path_matches("/etc/*.conf", "/usr/a.conf"));
	assert_true(path_matches("*", ""));
	assert_true(text_is_wanted("/etc/ssh/sshd_config"));
	assert_true(text_is_wanted("/usr/lib/sysctl.d/50-x.conf"));
	assert_true(text_is_wanted("/etc/distro.repos.d/x.repo"));
	assert_true(text_is_wanted("/etc/yum/vars/x"));
	assert_true(text_is_wanted("/usr/share/dnf5/repos.d/x.repo"));
	assert_true(text_is_wanted("/usr/share/dnf5/repos.override.d/x.repo"));
	assert_true(text_is_wanted("/usr/share/dnf5/libdnf.conf.d/x.conf"));
	assert_true(text_is_wanted("/usr/share/dnf5/vars.d/x"));
	assert_false(text_is_wanted("/usr/share/dnf5/aliases"));
	assert_false(text_is_wanted("/etc/shadow"));
	assert_false(text_is_wanted("/etc/ssh/ssh_host_rsa_key"));
	assert_false(text_is_wanted("/usr/bin/bash"));
	/* what packages deliver is steady */
	assert_int_equal(path_volatility(&ids, "/usr/bin/bash"), STEADY);
	assert_int_equal(path_volatility(&ids, "/etc/ssh/sshd_config"), STEADY);
	assert_int_equal(path_volatility(&ids, "/usr/lib/sysimage/rpm/rpmdb.sqlite"), STEADY);
	assert_int_equal(path_volatility(&ids, "/boot/00112233445566778899aabbccddeeff/x"), STEADY);
	assert_int_equal(path_volatility(&ids, "/etc/ssh/ssh_host_rsa_key"), VOLATILE_CONTENT);
	assert_int_equal(path_volatility(&ids, "/srv/00112233445566778899aabbccddeeff/x"),
			 VOLATILE_PATH);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(kinds_of_paths),
		TEST(order),
		TEST(hostile_names),
		TEST(texts),
		TEST(what_varies_is_volatile),
		TEST(accounts),
		TEST(accounts_of_altfiles),
		TEST(the_rpm_database_is_handed_on),
		TEST(unreadable),
		TEST(the_sinks_error_ends_it),
		TEST(capabilities),
		cmocka_unit_test(capability_texts),
		cmocka_unit_test(globs),
	};

	return cmocka_run_group_tests_name("collect", tests, NULL, NULL);
}
