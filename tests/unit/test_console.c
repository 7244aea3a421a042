/* SPDX-License-Identifier: MIT */
/* The console: what a line means, whatever terminal control and time stamps stand around it. */
#include "test.h"

#include <stdio.h>

#include "source/disk/console.h"

struct line {
	const char *line;
	enum console_class class;
	const char *text; /* NULL: do not look */
};

/* Lines as firmware, boot loaders, kernels and systemd print them. */
static const struct line lines[] = {
	{ "BdsDxe: No bootable option or device was found.", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "UEFI Interactive Shell v2.2", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "No bootable device.", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "Entering rescue mode...", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "Failed to boot both default and fallback entries.", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "error: you need to load the kernel first.", CONSOLE_NO_BOOT_LOADER, NULL },
	{ "[    4.153771] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100",
	  CONSOLE_PANIC,
	  "Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100" },
	{ "[    4.153771][    T1] Kernel panic - not syncing: No working init found.  Try passing "
	  "init= option to kernel. See Linux Documentation/admin-guide/init.rst for guidance.",
	  CONSOLE_PANIC, NULL },
	{ "[!!!!!!] Freezing execution.", CONSOLE_PANIC, "Freezing execution." },
	{ "[    3.120001] systemd[1]: Freezing execution.", CONSOLE_PANIC, "Freezing execution." },
	{ "You are in emergency mode. After logging in, type \"journalctl -xb\" to view",
	  CONSOLE_EMERGENCY, NULL },
	{ "Entering emergency mode. Exit the shell to continue.", CONSOLE_EMERGENCY, NULL },
	{ "[  OK  ] Reached target emergency.target - Emergency Mode.", CONSOLE_EMERGENCY,
	  "Reached target emergency.target - Emergency Mode." },
	{ "ALERT!  UUID=1234 does not exist.  Dropping to a shell!", CONSOLE_EMERGENCY, NULL },
	{ "[    9.000000] BUG: unable to handle page fault for address: ffff888003200000",
	  CONSOLE_OOPS, NULL },
	{ "[    9.000000] Oops: Oops: 0002 [#1] PREEMPT SMP NOPTI", CONSOLE_OOPS, NULL },
	{ "[   22.1] kernel BUG at mm/slub.c:448!", CONSOLE_OOPS, NULL },
	{ "[FAILED] Failed to start broken.service - A unit that fails.", CONSOLE_UNIT_FAILED,
	  "Failed to start broken.service - A unit that fails." },
	{ "[    7.5] systemd[1]: Failed to start broken.service - A unit that fails.",
	  CONSOLE_UNIT_FAILED, "Failed to start broken.service - A unit that fails." },
	{ "[DEPEND] Dependency failed for srv-data.mount - /srv/data.", CONSOLE_UNIT_FAILED,
	  "Dependency failed for srv-data.mount - /srv/data." },
	{ "[  OK  ] Reached target multi-user.target - Multi-User System.", CONSOLE_LOGIN, NULL },
	/* nothing of that */
	{ "[    0.000000] Linux version 6.12.0 (panic@builder)", CONSOLE_ORDINARY, NULL },
	{ "[  OK  ] Stopped emergency.service - Emergency Shell.", CONSOLE_ORDINARY, NULL },
	{ "[    0.6] Kernel command line: root=/dev/vda3 panic=10 emergency", CONSOLE_ORDINARY,
	  NULL },
	{ "[   60.0] watchdog: BUG: soft lockup - CPU#0 stuck for 22s!", CONSOLE_STALL, NULL },
	{ "[   60.0] rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:", CONSOLE_STALL, NULL },
	{ "[  OK  ] Started sshd.service - OpenSSH server daemon.", CONSOLE_ORDINARY, NULL },
	{ "[", CONSOLE_ORDINARY, NULL },
	{ "[  ", CONSOLE_ORDINARY, NULL },
	{ "[1", CONSOLE_ORDINARY, NULL },
	{ "", CONSOLE_ORDINARY, NULL },
};

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		const char *text = NULL;
		enum console_class class = console_classify(lines[i].line, &text);

		if (class != lines[i].class)
			print_error("%s\n", lines[i].line);
		assert_string_equal(console_class_names[class],
				    console_class_names[lines[i].class]);
		if (lines[i].text)
			assert_string_equal(text, lines[i].text);
	}
}

static void test_prompts(void **state)
{
	(void)state;
	assert_int_equal(console_classify_prompt("localhost login: "), CONSOLE_LOGIN);
	assert_int_equal(console_classify_prompt("Last login: "), CONSOLE_ORDINARY);
	assert_int_equal(console_classify_prompt("localhost login"), CONSOLE_ORDINARY);
	assert_int_equal(console_classify_prompt("grub rescue> "), CONSOLE_NO_BOOT_LOADER);
	assert_int_equal(console_classify_prompt("grub> "), CONSOLE_NO_BOOT_LOADER);
	assert_int_equal(console_classify_prompt("Shell> "), CONSOLE_NO_BOOT_LOADER);
	assert_int_equal(console_classify_prompt("(initramfs) "), CONSOLE_EMERGENCY);
	assert_int_equal(console_classify_prompt("Give root password for maintenance"),
			 CONSOLE_EMERGENCY);
	assert_int_equal(console_classify_prompt(""), CONSOLE_ORDINARY);
}

/* In pieces of every size: what is recognised must not depend on how the bytes arrive. */
static void feed(struct console *c, const char *text, size_t piece)
{
	size_t len = strlen(text);

	console_init(c, -1);
	for (size_t i = 0; i < len; i += piece)
		console_feed(c, text + i, len - i < piece ? len - i : piece);
}

static const char ovmf[] =
	"\033[2J\033[01;01H\033[=3h\033[2J\033[01;01H\033[2J\033[01;01H\033[=3h\033[2J\033[01;01H"
	"BdsDxe: failed to load Boot0001 \"UEFI Misc Device\" from PciRoot(0x0)/Pci(0x1,0x0): Not "
	"Found\r\n\033[2J\033[01;01H\033[01;01HUEFI Interactive Shell v2.2\r\nEDK II\r\n";

static const char failing[] =
	"[    5.274113] systemd[1]: systemd 257.9-1~deb13u1 running in system mode (+PAM "
	"+AUDIT)\r\n"
	"[\033[0;1;31mFAILED\033[0m] Failed to start \033[0;1;39mbroken.service\033[0m - A unit "
	"that fails.\r\r\n"
	"See 'systemctl status broken.service' for details.\r\n"
	"[\033[0;1;31mFAILED\033[0m] Failed to start \033[0;1;39mbroken.service\033[0m - A unit "
	"that fails.\r\r\n"
	"\033]3008;start=0d0f;type=boot\033\\\033[!p\033]104\a\033[?7h\033[6n"
	"\r\nlocalhost login: ";

static void test_control(void **state)
{
	(void)state;
	for (size_t piece = 1; piece < 64; piece++) {
		struct console c;

		feed(&c, ovmf, piece);
		assert_int_equal(c.fault, CONSOLE_NO_BOOT_LOADER);
		assert_string_equal(c.fault_text, "UEFI Interactive Shell v2.2");
		assert_string_equal(c.last, "EDK II");
		assert_int_equal(c.bytes, sizeof(ovmf) - 1);
		console_release(&c);

		feed(&c, failing, piece);
		assert_int_equal(c.fault, CONSOLE_ORDINARY);
		assert_int_equal(c.systemd, 257);
		assert_true(c.login);
		assert_int_equal(c.events_count, 1); /* said twice, kept once */
		assert_int_equal(c.events[0].class, CONSOLE_UNIT_FAILED);
		assert_string_equal(c.events[0].text,
				    "Failed to start broken.service - A unit that fails.");
		console_release(&c);
	}
}

static void test_addresses(void **state)
{
	struct console c;

	(void)state;
	feed(&c,
	     "BUG: unable to handle page fault for address: ffff888003200000\n"
	     "Kernel panic - not syncing: Fatal exception at 0xffffffffa1b2c3d4 code=0x00000100\n",
	     7);
	assert_int_equal(c.events_count, 2);
	assert_string_equal(c.events[0].text,
			    "BUG: unable to handle page fault for address: ADDRESS");
	assert_string_equal(c.events[1].text, "Kernel panic - not syncing: Fatal exception at "
					      "ADDRESS code=0x00000100");
	console_release(&c);
}

/* The first fault stays; a last line without newline counts when the guest is gone. */
static void test_end(void **state)
{
	struct console c;

	(void)state;
	feed(&c, "[    1.0] Kernel panic - not syncing: VFS: Unable to mount root fs", 5);
	assert_int_equal(c.fault, CONSOLE_ORDINARY);
	console_end(&c);
	assert_int_equal(c.fault, CONSOLE_PANIC);
	console_feed(&c, "You are in emergency mode.\n", 27);
	assert_int_equal(c.fault, CONSOLE_PANIC);
	assert_string_equal(c.fault_text,
			    "Kernel panic - not syncing: VFS: Unable to mount root fs");
	console_release(&c);
}

/* A guest may print what it likes: nothing grows past its limit. */
static void test_flood(void **state)
{
	struct console c;
	char line[64];
	char *wall = malloc(1 << 20);

	(void)state;
	assert_non_null(wall);
	memset(wall, 'x', 1 << 20);
	console_init(&c, -1);
	console_feed(&c, wall, 1 << 20);
	assert_true(c.line.len <= CONSOLE_LINE_MAX);
	assert_false(c.line.failed);
	for (int i = 0; i < 1000; i++) {
		int n = snprintf(line, sizeof(line), "\nFailed to start unit-%d.\n", i);

		console_feed(&c, line, (size_t)n);
	}
	assert_int_equal(c.events_count, CONSOLE_EVENTS_MAX);
	console_feed(&c, "\033]never ends", 12);
	console_feed(&c, "\nKernel panic - not syncing: still seen\n", 40);
	assert_int_equal(c.fault, CONSOLE_PANIC);
	console_release(&c);
	free(wall);
}

/* What a program left of a line hides the first one of a panic, and not the last. */
static void end_of_a_panic(void **state UNUSED)
{
	static const char hidden[] =
		"x: cannot[    1.0] Kernel panic - not syncing: no init\n"
		"[    1.1] ---[ end Kernel panic - not syncing: no init ]---\n";
	static const char plain[] = "[    1.0] Kernel panic - not syncing: no init\n"
				    "[    1.1] ---[ end Kernel panic - not syncing: no init ]---\n";
	struct console c;

	console_init(&c, -1);
	console_feed(&c, hidden, strlen(hidden));
	assert_int_equal(c.fault, CONSOLE_PANIC);
	console_release(&c);
	console_init(&c, -1);
	console_feed(&c, plain, strlen(plain));
	assert_int_equal(c.fault, CONSOLE_PANIC);
	assert_int_equal(c.events_count, 1);
	console_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(end_of_a_panic), cmocka_unit_test(test_lines),
		cmocka_unit_test(test_prompts),	  cmocka_unit_test(test_control),
		cmocka_unit_test(test_addresses), cmocka_unit_test(test_end),
		cmocka_unit_test(test_flood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
