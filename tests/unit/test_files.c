/* SPDX-License-Identifier: MIT */
/* Files of a running system that cannot be read, or whose names are the machine's own. */
#include "test.h"

#include "closed_mount.h"
#include "rows_seen.h"

#include "base/fs.h"
#include "collect/files.h"
#include "collect/volatile.h"
#include "collect/walk.h"

#define ID "0123456789abcdef0123456789abcdef"

struct state {
	char dir[64];
	int fd;
	struct buf rows; /* "table|value|value...\n" */
};

static void make(const struct state *s, const char *path, const char *text)
{
	AUTO_FREE char *full = fs_join(s->dir, path);
	AUTO_FREE char *parent = strdup(full);
	struct error err = ERROR_INIT;

	*strrchr(parent, '/') = '\0';
	assert_int_equal(fs_mkdirs(parent, &err), 0);
	assert_int_equal(fs_write(full, text, strlen(text), &err), 0);
	assert_int_equal(chmod(full, 0644), 0);
}

static int setup(void **out)
{
	static struct state s;

	s = (struct state){ .rows = BUF_INIT(BUF_TEXT) };
	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	s.fd = open(s.dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*out = &s;
	return s.fd < 0;
}

static int teardown(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	buf_release(&s->rows);
	close(s->fd);
	return fs_remove_tree(s->dir, &err);
}

/* As a footprint asks for them, or with ELF files as well. */
static void collect(struct state *s, bool elf)
{
	struct sink sink = { .arg = &s->rows, .put = rows_put };
	struct error err = ERROR_INIT;

	buf_clear(&s->rows);
	if (collect_files_live(s->fd, elf, NULL, &sink, NULL, &err) < 0)
		fail_msg("%s", err.text);
}

/* A name that is the machine's says what it is called on any machine. */
static void names_of_the_machine(void **in)
{
	struct state *s = *in;
	struct buf line = BUF_INIT(BUF_LINE);

	make(s, "etc/machine-id", ID "\n");
	make(s, "etc/agent/" ID ".conf", "x");
	make(s, "var/lib/agent/a " ID "-" ID "/key", "x");
	make(s, "var/log/journal/" ID "/system.journal", "x");
	make(s, "tmp/" ID, "x");
	collect(s, false);
	buf_addf(&line,
		 "volatile|files|/etc/agent/" ID ".conf|file 0644 %u:%u "
		 "/etc/agent/<machine-id>.conf\n",
		 getuid(), getgid());
	rows_have(&s->rows, buf_str(&line));
	rows_have(&s->rows, " /var/lib/agent/a <machine-id>-<machine-id>/key\n");
	rows_have_not(&s->rows, " /var/log/journal/<machine-id>");
	rows_have_not(&s->rows, " /tmp/<machine-id>");
	rows_have(&s->rows, "part|files|complete|\n");
	buf_release(&line);
}

static void names_of_the_boot(void **in UNUSED)
{
	static const struct machine_ids ids = { .machine = ID,
						.boot = "01234567-89ab-cdef-0123-456789abcdef" };
	struct buf out = BUF_INIT(BUF_LINE);

	assert_true(path_of_machine(&ids, "/srv/01234567-89ab-cdef-0123-456789abcdef/" ID, &out));
	assert_string_equal(buf_str(&out), "/srv/<boot-id>/<machine-id>");
	assert_false(path_of_machine(&ids, "/srv/x", &out));
	assert_false(path_of_machine(&ids, "/usr/lib/" ID, &out));
	assert_false(path_of_machine(&ids, "/var/log/journal/" ID, &out));
	assert_false(path_of_machine(&(struct machine_ids){ 0 }, "/srv/x", &out));
	buf_release(&out);
}

/* No more is hidden than the locks of the user database, and what lies in scratch folders. */
static void names_of_locks(void **in UNUSED)
{
	static const struct machine_ids ids = { .machine = "" };

	assert_int_equal(path_volatility(&ids, "/etc/passwd.lock"), VOLATILE_PATH);
	assert_int_equal(path_volatility(&ids, "/etc/.pwd.lock"), VOLATILE_PATH);
	assert_int_equal(path_volatility(&ids, "/etc/cron.d/agent.lock"), STEADY);
	assert_int_equal(path_volatility(&ids, "/etc/systemd-private-x/agent.conf"), STEADY);
	assert_int_equal(path_volatility(&ids, "/var/tmp/systemd-private-x"), VOLATILE_PATH);
}

/* Larger than what is read: where no ELF file is asked for, its size will do. */
static void large(void **in)
{
	struct state *s = *in;
	AUTO_FREE char *path = fs_join(s->dir, "srv/disk.img");

	make(s, "srv/disk.img", "");
	if (truncate(path, (off_t)5 << 30) < 0)
		skip();
	collect(s, false);
	rows_have(&s->rows, "file|/srv/disk.img|file|420|");
	rows_have(&s->rows, "|5368709120|-|-|-|");
	rows_have(&s->rows, "part|files|complete|\n");
	collect(s, true);
	rows_have(&s->rows, "|5368709120|-|-|-|");
	rows_have(&s->rows, "part|files|failed|/srv/disk.img: File too large\n");
	rows_have(&s->rows, "part|elf|failed|/srv/disk.img: File too large\n");
}

static void see_closed(struct state *s, uid_t owner)
{
	AUTO_FREE char *mnt = fs_join(s->dir, "srv/mnt");

	if (!closed_mount(mnt, owner))
		skip();
	close(s->fd); /* it is of the world that has no such mount */
	s->fd = open(s->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	collect(s, true);
	closed_unmount(mnt);
	rows_have(&s->rows, "file|/srv/mnt|directory|0|0|0|");
	rows_have(&s->rows, "file|/srv/next|file|420|");
	rows_have(&s->rows, "part|files|complete|\n");
	rows_have(&s->rows, "part|elf|complete|\n");
}

/* What root may not look at is what the walk would not have entered. */
static void closed_mounts(void **in)
{
	struct state *s = *in;

	make(s, "srv/mnt/x", "");
	make(s, "srv/next", "");
	see_closed(s, 1000);
	see_closed(s, 0);
}

static void closed_or_not(void **in)
{
	struct state *s = *in;

	make(s, "srv/x", "");
	assert_false(walk_is_closed(s->fd, "srv", EACCES)); /* no mount */
	assert_false(walk_is_closed(s->fd, "none", EACCES));
	assert_true(walk_is_closed(AT_FDCWD, "/proc", EACCES));
	assert_true(walk_is_closed(AT_FDCWD, "/proc", ENOTCONN));
	assert_false(walk_is_closed(AT_FDCWD, "/proc", EIO));
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(names_of_the_machine),
		cmocka_unit_test(names_of_the_boot),
		cmocka_unit_test(names_of_locks),
		TEST(large),
		TEST(closed_mounts),
		TEST(closed_or_not),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
