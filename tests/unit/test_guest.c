/* SPDX-License-Identifier: MIT */
/* QEMU's command line, its life as our child, and the proof of an accelerator, with stand-ins. */
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "model/machine.h"
#include "source/disk/child.h"
#include "base/clock.h"
#include "source/disk/guest.h"

struct state {
	char dir[64];
	char program[96];
	char log[96];
};

static int setup(void **out)
{
	static struct state s;

	snprintf(s.dir, sizeof(s.dir), "/tmp/azlcts-test.XXXXXX");
	if (!mkdtemp(s.dir))
		return -1;
	snprintf(s.program, sizeof(s.program), "%s/qemu", s.dir);
	snprintf(s.log, sizeof(s.log), "%s/log", s.dir);
	*out = &s;
	return 0;
}

static int teardown(void **in)
{
	const struct state *s = *in;
	struct error err = ERROR_INIT;

	return fs_remove_tree(s->dir, &err);
}

/* A shell script in QEMU's place. */
static void stand_in(const struct state *s, const char *body)
{
	struct error err = ERROR_INIT;
	char text[512];
	int n = snprintf(text, sizeof(text), "#!/bin/sh\n%s\n", body);

	assert_int_equal(fs_write(s->program, text, (size_t)n, &err), 0);
	assert_int_equal(chmod(s->program, 0755), 0);
}

static bool has(const char *const *args, const char *option, const char *part)
{
	for (; *args; args++)
		if (streq(*args, option) && args[1] && strstr(args[1], part))
			return true;
	return false;
}

static void test_args(void **in)
{
	struct disk_image image = { .path = strdup("/images/a,b \"c\".vhd"),
				    .format = DISK_VHD_FIXED,
				    .size = 1 << 20 };
	const struct firmware_files uefi = { "/fw/code.fd", "/fw/vars.fd" };
	struct entry_plan plan = { .disk = "/w/entry.raw",
				   .smbios = { "one", "two" },
				   .smbios_count = 2,
				   .fw_cfg = { "opt/x", "/w,1/config" } };
	struct guest_spec spec = { .qemu = "qemu",
				   .firmware = FIRMWARE_UEFI,
				   .uefi = &uefi,
				   .memory_mib = 2048,
				   .cpus = 3,
				   .image = &image,
				   .overlay = "/w/overlay.qcow2",
				   .work_dir = "/w",
				   .entry = &plan };
	const int fds[3] = { 7, 8, 9 };
	AUTO(arena) struct arena arena = { 0 };
	const char *args[GUEST_ARGS_MAX];
	struct error err = ERROR_INIT;

	(void)in;
	assert_int_equal(guest_args(&spec, fds, &arena, args, &err), 0);
	assert_true(
		has(args, "-blockdev",
		    "{\"driver\":\"raw\",\"file\":{\"driver\":\"file\",\"filename\":\"/images/a,b "
		    "\\\"c\\\".vhd\",\"read-only\":true},\"node-name\":\"image\",\"offset\":0,"
		    "\"read-only\":true,\"size\":1048576}"));
	assert_true(has(args, "-blockdev", "\"backing\":\"image\""));
	assert_true(has(args, "-blockdev", "/w/vars.fd"));
	assert_true(has(args, "-smbios", "type=11,value=one,value=two"));
	assert_true(has(args, "-fw_cfg", "name=opt/x,file=/w,,1/config"));
	assert_true(has(args, "-device", "drive=entry,serial=azlcts-entry"));
	assert_true(has(args, "-chardev", "socket,id=wire,fd=9"));
	assert_true(has(args, "-accel", "tcg,thread=multi"));
	assert_true(has(args, "-smp", "3") && has(args, "-m", "2048"));
	/* a card with a lease, and nothing behind it */
	assert_true(has(args, "-netdev", "user,id=net,restrict=on"));
	assert_false(has(args, "-nic", "") || has(args, "-netdev", "hostfwd"));

	spec.plain_cpu = true;
	spec.firmware = FIRMWARE_BIOS;
	plan = (struct entry_plan){ 0 };
	assert_int_equal(guest_args(&spec, fds, &arena, args, &err), 0);
	assert_true(has(args, "-cpu", "max,-cx16"));
	assert_true(has(args, "-machine", "pc,graphics=off"));
	assert_false(has(args, "-machine", "pflash") || has(args, "-smbios", "") ||
		     has(args, "-device", "drive=entry"));
	free(image.path);
}

static bool has_word(const char *const *args, const char *word)
{
	for (; *args; args++)
		if (streq(*args, word))
			return true;
	return false;
}

/* Guests of scenarios have more, and others none of it. */
static void test_scenario_args(void **in)
{
	struct disk_image image = { .path = strdup("/images/a.raw"), .size = 1 << 20 };
	struct entry_plan plan = { .disk = NULL };
	const struct machine_grant grants[] = {
		{ "169.254.169.254", 80, "/w/it's/imds" },
		{ "168.63.129.16", 32526, "/w/wire" },
	};
	struct guest_spec spec = { .qemu = "qemu",
				   .firmware = FIRMWARE_BIOS,
				   .memory_mib = 512,
				   .cpus = 1,
				   .image = &image,
				   .overlay = "/w/g/overlay.qcow2",
				   .work_dir = "/w/g",
				   .entry = &plan,
				   .probe = "/p/azlcts probe" };
	const int fds[3] = { 7, 8, 9 };
	AUTO(arena) struct arena arena = { 0 };
	const char *args[GUEST_ARGS_MAX];
	struct error err = ERROR_INIT;

	(void)in;
	assert_int_equal(guest_args(&spec, fds, &arena, args, &err), 0);
	assert_true(has_word(args, "-no-reboot"));
	assert_false(has(args, "-smbios", "") || has(args, "-device", "scsi") ||
		     has(args, "-device", "vmgenid") || has_word(args, "-incoming"));

	spec.scenario = true;
	assert_int_equal(guest_args(&spec, fds, &arena, args, &err), 0);
	assert_false(has_word(args, "-no-reboot") || has_word(args, "-incoming"));
	assert_true(has(args, "-smbios", "type=3,asset=" MACHINE_ASSET_TAG));
	assert_true(has(args, "-device", "scsi-cd") && has(args, "-device", "vmgenid,guid=auto"));
	assert_false(has(args, "-netdev", "restrict")); /* it would give no gateway */
	assert_true(has(args, "-netdev", "\"net\":\"" MACHINE_NETWORK "\""));
	assert_true(has(args, "-netdev", "\"ipv6\":false")); /* `restrict` has a gap there */
	assert_false(has(args, "-netdev", "guestfwd"));
	assert_true(has(args, "-blockdev", "\"backing\":\"image\""));

	spec.incoming = true;
	spec.frozen = "/w/frozen.qcow2";
	spec.grants = grants;
	spec.grants_count = 2;
	assert_int_equal(guest_args(&spec, fds, &arena, args, &err), 0);
	assert_true(has(args, "-incoming", "defer"));
	assert_true(has(args, "-blockdev", "\"backing\":\"frozen\""));
	/* what was frozen is only read */
	assert_true(has(args, "-blockdev",
			"\"filename\":\"/w/frozen.qcow2\",\"read-only\":true},\"node-name\":"
			"\"frozen\",\"read-only\":true"));
	assert_true(has(args, "-netdev",
			"\"tcp:169.254.169.254:80-cmd:'/p/azlcts probe' relay "
			"'/w/it'\\\\''s/imds'\""));
	assert_true(has(args, "-netdev", "tcp:168.63.129.16:32526-cmd:"));
	free(image.path);
}

/* What it is like when QEMU refuses to start, and when it lives. */
static void test_child(void **in)
{
	struct state *s = *in;
	const char *const argv[] = { s->program, NULL };
	const char *const missing[] = { "/nonexistent/qemu", NULL };
	struct error err = ERROR_INIT;
	char how[256];
	pid_t pid = 0;
	int pipes[2];
	struct pollfd p = { .events = POLLIN };

	stand_in(s, "echo first >&2; echo qemu: no such machine >&2; exit 3");
	assert_int_equal(child_start(&pid, argv, NULL, 0, SIGKILL, false, s->log, &err), 0);
	while (!child_ended(&pid, s->log, how))
		usleep(1000);
	assert_string_equal(how, "exited with status 3: qemu: no such machine");
	assert_int_equal(pid, 0);

	/* what a guest can make it open is bounded, and it cannot undo that */
	stand_in(s, "ulimit -H -n >&2; exit 1");
	assert_int_equal(child_start(&pid, argv, NULL, 0, SIGKILL, false, s->log, &err), 0);
	while (!child_ended(&pid, s->log, how))
		usleep(1000);
	assert_int_equal(strncmp(how, "exited with status 1: ", 22), 0);
	assert_in_range(strtoul(how + 22, NULL, 10), 1, 1024);

	/* nobody is in its network but the loopback */
	stand_in(s, "exit $(tail -n +3 /proc/net/dev | grep -vc ' lo:')");
	assert_int_equal(child_start(&pid, argv, NULL, 0, SIGKILL, true, s->log, &err), 0);
	while (!child_ended(&pid, s->log, how))
		usleep(1000);
	assert_int_equal(strncmp(how, "exited with status 0", 20), 0);
	assert_int_equal(child_start(&pid, missing, NULL, 0, SIGKILL, false, s->log, &err),
			 -ENOENT);
	assert_int_equal(pid, 0);

	stand_in(s, "trap '' TERM; sleep 100 & sleep 100; sleep 100");
	assert_int_equal(pipe2(pipes, O_CLOEXEC), 0);
	assert_int_equal(child_start(&pid, argv, &pipes[1], 1, SIGKILL, false, s->log, &err), 0);
	close(pipes[1]);
	assert_false(child_ended(&pid, s->log, how));
	child_end(&pid, 100); /* deaf to SIGTERM: killed, and its own child with it */
	assert_int_equal(pid, 0);
	/* The pipe ends with the last process that has it: nobody of the group is left. */
	p.fd = pipes[0];
	assert_int_equal(poll(&p, 1, 5000), 1);
	assert_int_equal(read(pipes[0], how, 1), 0);
	close(pipes[0]);
}

static void test_proof(void **in)
{
	struct state *s = *in;
	struct accelerator a;
	struct error err = ERROR_INIT;
	int64_t start;

	if (access("/dev/kvm", R_OK | W_OK) < 0)
		skip();
	stand_in(s, "exit 85"); /* what QEMU ends with when the boot sector came through */
	assert_int_equal(accelerator_prove(&a, s->program, s->dir, NULL, &err), 0);
	assert_true(a.kvm);
	stand_in(s, "echo 'qemu: failed to set MSR 0x10a' >&2; exit 1");
	assert_int_equal(accelerator_prove(&a, s->program, s->dir, NULL, &err), 0);
	assert_false(a.kvm);
	assert_string_equal(a.reason, "KVM exited with status 1: failed to set MSR 0x10a");
	stand_in(s, "exit 0"); /* a QEMU that just ends proves nothing */
	assert_int_equal(accelerator_prove(&a, s->program, s->dir, NULL, &err), 0);
	assert_false(a.kvm);
	stand_in(s, "sleep 100");
	start = clock_now_ms();
	assert_int_equal(accelerator_choose(&a, "auto", s->program, s->dir, NULL, &err), 0);
	assert_false(a.kvm);
	assert_non_null(strstr(a.reason, "within 3 s"));
	assert_true(clock_now_ms() - start < 2 * ACCELERATOR_PROOF_MS);
	assert_int_equal(accelerator_choose(&a, "tcg", "/nonexistent", s->dir, NULL, &err), 0);
	stand_in(s, "exit 1");
	assert_int_equal(accelerator_choose(&a, "kvm", s->program, s->dir, NULL, &err), -ENODEV);
}

static void test_version(void **in)
{
	struct state *s = *in;
	struct qemu_version v;
	struct error err = ERROR_INIT;

	stand_in(s, "echo 'QEMU emulator version 7.2.11 (Debian 1:7.2+dfsg-7+deb12u6)'");
	assert_int_equal(qemu_version(s->program, true, &v, NULL, &err), 0);
	assert_int_equal(v.major, 7);
	assert_int_equal(v.minor, 2);
	assert_string_equal(v.text, "7.2.11 (Debian 1:7.2+dfsg-7+deb12u6)");
	assert_true(qemu_needs_one_cpu(&v, false));
	assert_false(qemu_needs_one_cpu(&v, true));
	stand_in(s, "echo something else version 9");
	assert_int_equal(qemu_version(s->program, true, &v, NULL, &err), -EINVAL);
	assert_int_equal(qemu_version("/nonexistent/qemu", false, &v, NULL, &err), -ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_args),	cmocka_unit_test(test_scenario_args),
		cmocka_unit_test(test_child),	cmocka_unit_test(test_proof),
		cmocka_unit_test(test_version),
	};

	return cmocka_run_group_tests_name("guest", tests, setup, teardown);
}
