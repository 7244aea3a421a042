/* SPDX-License-Identifier: MIT */
/* What a running system says about itself, from a made-up /proc and a made-up systemctl. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "rows_seen.h"

#include "base/fs.h"
#include "collect/collect.h"
#include "collect/live.h"
#include "collect/part.h"

struct state {
	char dir[64];
	int fd;
	struct buf rows;
	struct sink sink;
};

static void make(struct state *s, const char *path, const char *text)
{
	AUTO_FREE char *full = fs_join(s->dir, path);
	AUTO_FREE char *parent = strdup(full);
	struct error err = ERROR_INIT;

	*strrchr(parent, '/') = '\0';
	assert_int_equal(fs_mkdirs(parent, &err), 0);
	assert_int_equal(fs_write(full, text, strlen(text), &err), 0);
}

static void link_to(struct state *s, const char *path, const char *target)
{
	make(s, path, "");
	assert_int_equal(unlinkat(s->fd, path, 0), 0);
	assert_int_equal(symlinkat(target, s->fd, path), 0);
}

static int setup(void **out)
{
	static struct state s;

	s = (struct state){ .rows = BUF_INIT(BUF_TEXT) };
	s.sink = (struct sink){ .arg = &s.rows, .put = rows_put };
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

static void mounts(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	make(s, "proc/self/mountinfo",
	     "26 1 254:2 / / rw,relatime shared:1 - ext4 /dev/vda2 rw,errors=remount-ro\n"
	     "27 26 0:6 / /dev rw,nosuid shared:2 - devtmpfs dev rw,size=4096k,mode=755\n"
	     "28 26 0:7 / /a\\040b ro - tmpfs tmp\\134fs rw\n"
	     "29 26 0:8 / /run/credentials/x ro - tmpfs none ro\n");
	assert_int_equal(collect_mounts(s->fd, &s->sink, &err), 0);
	assert_string_equal(buf_str(&s->rows),
			    "mount|/|/dev/vda2|ext4|errors=remount-ro,relatime,rw\n"
			    "mount|/dev|dev|devtmpfs|mode=755,nosuid,rw\n"
			    "mount|/a b|tmp\\fs|tmpfs|ro,rw\n"
			    "volatile|mounts|/run/credentials/x|none\n"
			    "part|mounts|complete|\n");
}

static void mounts_that_cannot_be_read(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	assert_int_equal(collect_mounts(s->fd, &s->sink, &err), 0);
	rows_have(&s->rows, "part|mounts|failed|/proc/self/mountinfo: No such file or directory\n");
	make(s, "proc/self/mountinfo", "nonsense\n");
	buf_clear(&s->rows);
	assert_int_equal(collect_mounts(s->fd, &s->sink, &err), 0);
	rows_have(&s->rows, "part|mounts|failed|");
}

static void listeners(void **in)
{
	static const char heading[] = "  sl  local_address rem_address   st\n";
	struct state *s = *in;
	struct error err = ERROR_INIT;
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);

	buf_addf(&text,
		 "%s   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 "
		 "00000000     0        0 501 1 0 100 0 0 10 0\n"
		 "   1: 0100007F:1F90 00000000:0000 01 00000000:00000000 00:00000000 "
		 "00000000     0        0 502 1 0\n",
		 heading);
	make(s, "proc/self/net/tcp", buf_str(&text));
	buf_clear(&text);
	buf_addf(&text,
		 "%s   0: 00000000000000000000000001000000:0050 "
		 "00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 503 1\n",
		 heading);
	make(s, "proc/self/net/tcp6", buf_str(&text));
	buf_clear(&text);
	buf_addf(&text,
		 "%s  10: 0100007F:0143 00000000:0000 07 0:0 00:0 0 0 0 504 2 0\n"
		 "  11: 00000000:EA60 00000000:0000 07 0:0 00:0 0 0 0 505 2 0\n"
		 "  12: 00000000:EE48 00000000:0000 07 0:0 00:0 0 0 0 505 2 0\n",
		 heading);
	make(s, "proc/self/net/udp", buf_str(&text));
	make(s, "proc/self/net/unix",
	     "Num       RefCount Protocol Flags    Type St Inode Path\n"
	     "0: 00000002 00000000 00010000 0001 01 506 /run/a b\n"
	     "0: 00000003 00000000 00000000 0001 03 507 /run/connected\n"
	     "0: 00000002 00000000 00010000 0001 01 508\n"
	     "0: 00000002 00000000 00010000 0001 01 509 @/tmp/dbus-0123abcd\n");
	make(s, "proc/1/comm", "systemd\n");
	link_to(s, "proc/1/fd/3", "socket:[501]");
	link_to(s, "proc/1/fd/4", "socket:[506]");
	make(s, "proc/20/comm", "worker\n");
	link_to(s, "proc/20/fd/3", "socket:[501]");
	make(s, "proc/19/comm", "sshd\n");
	link_to(s, "proc/19/fd/3", "socket:[501]");
	link_to(s, "proc/19/fd/5", "/dev/null");
	assert_int_equal(collect_listeners(s->fd, &s->sink, &err), 0);
	assert_string_equal(buf_str(&s->rows), "listener|tcp|0.0.0.0|22|sshd\n"
					       "listener|tcp6|::1|80|\n"
					       "listener|udp|127.0.0.1|323|\n"
					       "volatile|listeners|udp 0.0.0.0 60000|\n"
					       "listener|udp|0.0.0.0|61000|\n"
					       "listener|unix|/run/a b|0|systemd\n"
					       "volatile|listeners|@/tmp/dbus-0123abcd|\n"
					       "part|listeners|complete|\n");
}

/* A port that the kernel gives to nobody by itself is one that somebody asked for. */
static void port_ranges(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	make(s, "proc/self/net/udp",
	     "  sl  local_address rem_address   st\n"
	     "  10: 0100007F:0143 00000000:0000 07 0:0 00:0 0 0 0 504 2 0\n"
	     "  11: 00000000:A2B9 00000000:0000 07 0:0 00:0 0 0 0 505 2 0\n"
	     "  12: 00000000:CA6C 00000000:0000 07 0:0 00:0 0 0 0 506 2 0\n");
	make(s, "proc/sys/net/ipv4/ip_local_port_range", "50000\t60999\n");
	assert_int_equal(collect_listeners(s->fd, &s->sink, &err), 0);
	rows_have(&s->rows, "listener|udp|127.0.0.1|323|\n");
	rows_have(&s->rows, "listener|udp|0.0.0.0|41657|\n");
	rows_have(&s->rows, "volatile|listeners|udp 0.0.0.0 51820|\n");
	make(s, "proc/sys/net/ipv4/ip_local_port_range", "nonsense\n");
	buf_clear(&s->rows);
	assert_int_equal(collect_listeners(s->fd, &s->sink, &err), 0);
	rows_have(&s->rows, "listener|udp|127.0.0.1|323|\n");
	rows_have(&s->rows, "volatile|listeners|udp 0.0.0.0 41657|\n");
}

static void kernel(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;

	make(s, "proc/cmdline", "root=/dev/vda2 ro\n");
	make(s, "proc/modules", "ext4 100 1 - Live 0x0\nvfat 1 0 - Live 0x0\n");
	make(s, "sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	make(s, "sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
	make(s, "proc/sys/kernel/kptr_restrict", "1\n");
	make(s, "proc/sys/net/ipv4/conf/eth0.1/rp_filter", "2\n");
	make(s, "proc/sys/net/ipv4/ports", "32768\t60999\n");
	make(s, "proc/sys/kernel/random/boot_id", "0-1\n");
	make(s, "proc/sys/kernel/random/uuid", "secret\n");
	assert_int_equal(collect_kernel(s->fd, &s->sink, NULL, &err), 0);
	rows_have(&s->rows, "kernel|cmdline|root=/dev/vda2 ro\n");
	rows_have(&s->rows, "kernel|lockdown|integrity\n");
	rows_have(&s->rows, "kernel|transparent_hugepage|madvise\n");
	rows_have(&s->rows, "module|ext4\nmodule|vfat\n");
	rows_have(&s->rows, "sysctl|kernel.kptr_restrict|1\n");
	rows_have(&s->rows, "sysctl|net.ipv4.conf.eth0/1.rp_filter|2\n");
	rows_have(&s->rows, "sysctl|net.ipv4.ports|32768 60999\n");
	rows_have(&s->rows, "volatile|kernel|kernel.random.boot_id|0-1\n");
	rows_have_not(&s->rows, "secret");
	rows_have_not(&s->rows, "kernel|lsm"); /* no file, no row */
	rows_have(&s->rows, "part|kernel|complete|\n");
}

static void commands(void **in)
{
	static const char words[] = "sh\0-c\0echo out; echo err >&2; exit 3\0\0"
				    "/nonexistent\0-x\0\0"
				    "sh\0-c\0kill -9 $$\0";
	struct state *s = *in;
	struct error err = ERROR_INIT;

	assert_int_equal(collect_commands(&(struct live_ask){ .commands = words,
							      .commands_len = sizeof(words) },
					  &s->sink, NULL, &err),
			 0);
	rows_have(&s->rows, "command|sh -c echo out; echo err >&2; exit 3|exited|3|out\n|err\n\n");
	rows_have(&s->rows, "command|/nonexistent -x|not-found|2||");
	rows_have(&s->rows, "command|sh -c kill -9 $$|signaled|9||\n");
	rows_have(&s->rows, "part|commands|complete|\n");
}

static const char systemctl[] = "#!/bin/sh\n"
				"case \"$*\" in\n"
				"list-units*) cat <<'E'\n"
				"sshd.service loaded active running OpenSSH server\n"
				"bad.service loaded failed failed Something\n"
				"gone.service not-found inactive dead gone.service\n"
				"multi-user.target loaded active active Multi-User System\n"
				"dev-vda.device loaded active plugged A disk\n"
				"azlcts-probe.service loaded active running Ours\n"
				"E\n;;\n"
				"list-unit-files*) cat <<'E'\n"
				"sshd.service enabled enabled\n"
				"ssh.service alias -\n"
				"idle.service disabled disabled\n"
				"off.service masked enabled\n"
				"E\n;;\n"
				"*--value*) echo multi-user.target ;;\n"
				"show*) printf 'Id=bad.service\\nResult=exit-code\\n' ;;\n"
				"is-system-running) echo degraded; exit 1 ;;\n"
				"esac\n";

static void units(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;
	struct units_answer *answer = NULL;
	AUTO_FREE char *program = fs_join(s->dir, "bin/systemctl");
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	make(s, "bin/systemctl", systemctl);
	assert_int_equal(chmod(program, 0755), 0);
	buf_addf(&path, "%s/bin:/usr/bin:/bin", s->dir);
	assert_int_equal(setenv("PATH", buf_str(&path), 1), 0);
	make(s, "usr/lib/systemd/system/sshd.service", "");
	link_to(s, "usr/lib/systemd/system/ssh.service", "sshd.service");
	assert_int_equal(units_ask(&answer, NULL, &err), 0);
	assert_int_equal(collect_units(s->fd, answer, &s->sink, NULL, &err), 0);
	units_answer_free(answer);
	rows_have(&s->rows, "unit|sshd.service|loaded|active|running|enabled|enabled|success|"
			    "/usr/lib/systemd/system/sshd.service\n");
	rows_have(&s->rows, "unit|ssh.service|loaded|active|running|alias||success|"
			    "/usr/lib/systemd/system/ssh.service\n");
	rows_have(&s->rows, "unit|bad.service|loaded|failed|failed|||exit-code|\n");
	rows_have(&s->rows, "unit|gone.service|not-found|inactive|dead||||\n");
	rows_have(&s->rows, "unit|idle.service|loaded|inactive|dead|disabled|disabled|success|\n");
	rows_have(&s->rows, "unit|off.service|masked|inactive|dead|masked|enabled|success|\n");
	rows_have(&s->rows, "boot|target|multi-user.target\n");
	rows_have(&s->rows, "boot|systemd_state|degraded\n");
	rows_have_not(&s->rows, "dev-vda");
	rows_have_not(&s->rows, "azlcts");
	rows_have(&s->rows, "part|units|complete|\n");
}

static void a_manager_that_does_not_answer(void **in)
{
	struct state *s = *in;
	struct error err = ERROR_INIT;
	struct units_answer *answer = NULL;
	AUTO_FREE char *program = fs_join(s->dir, "bin/systemctl");
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	make(s, "bin/systemctl", "#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n");
	assert_int_equal(chmod(program, 0755), 0);
	buf_addf(&path, "%s/bin:/usr/bin:/bin", s->dir);
	assert_int_equal(setenv("PATH", buf_str(&path), 1), 0);
	assert_int_equal(units_ask(&answer, NULL, &err), 0);
	assert_int_equal(collect_units(s->fd, answer, &s->sink, NULL, &err), 0);
	units_answer_free(answer);
	rows_have(&s->rows, "part|units|failed|systemctl list-units exited with status 1: "
			    "Failed to connect to bus");
	rows_have_not(&s->rows, "unit|");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(mounts),	 TEST(mounts_that_cannot_be_read),
		TEST(listeners), TEST(port_ranges),
		TEST(kernel),	 TEST(commands),
		TEST(units),	 TEST(a_manager_that_does_not_answer),
	};

	return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
