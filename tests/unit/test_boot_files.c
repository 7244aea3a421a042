/* SPDX-License-Identifier: MIT */
/* What a kernel is booted with, from files that mean well and from files that do not. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "collect/boot_files.h"

struct state {
	char dir[64];
	int fd;
	struct buf rows; /* "table|value|value...\n" */
	struct part_state part;
};

static int put(void *arg, const struct row *row, struct error *err)
{
	struct state *s = arg;

	(void)err;
	buf_add(&s->rows, tables[row->table].name);
	for (unsigned i = 0; i < row->count; i++) {
		const struct value *v = &row->values[i];

		buf_addc(&s->rows, '|');
		if (v->type == VALUE_INT)
			buf_addf(&s->rows, "%lld", (long long)v->number);
		else
			buf_addn(&s->rows, v->text, v->len);
	}
	buf_addc(&s->rows, '\n');
	return 0;
}

static int setup(void **state)
{
	struct state *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	snprintf(s->dir, sizeof(s->dir), "/tmp/azlcts-boot-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	s->fd = open(s->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(s->fd >= 0);
	s->rows = (struct buf)BUF_INIT(BUF_TEXT);
	*state = s;
	return 0;
}

static int teardown(void **state)
{
	struct state *s = *state;
	struct error err = ERROR_INIT;

	close(s->fd);
	fs_remove_tree(s->dir, &err);
	buf_release(&s->rows);
	free(s);
	return 0;
}

static void write_file(struct state *s, const char *path, const void *data, size_t len)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	buf_addf(&whole, "%s/%s", s->dir, path);
	buf_addn(&folder, buf_str(&whole),
		 (size_t)(strrchr(buf_str(&whole), '/') - buf_str(&whole)));
	assert_int_equal(fs_mkdirs(buf_str(&folder), &err), 0);
	assert_int_equal(fs_write(buf_str(&whole), data, len, &err), 0);
}

static const char *collect(struct state *s, int (*what)(int root_fd, const struct sink *sink,
							struct part_state *part, struct error *err))
{
	struct sink sink = { .arg = s, .put = put };
	struct error err = ERROR_INIT;

	buf_clear(&s->rows);
	s->part = (struct part_state){ 0 };
	assert_int_equal(what(s->fd, &sink, &s->part, &err), 0);
	return buf_str(&s->rows);
}

static void write_text(struct state *s, const char *path, const char *text)
{
	write_file(s, path, text, strlen(text));
}

static void test_modules(void **state)
{
	struct state *s = *state;

	assert_string_equal(collect(s, collect_kernel_modules), "");
	write_text(s, "usr/lib/modules/6.2/modules.dep",
		   "kernel/fs/ext4/ext4.ko.xz: kernel/lib/crc16.ko.xz\n"
		   "kernel/drivers/usb/storage/usb-storage.ko:\n"
		   "no module\nkernel/.ko:\nkernel/a b.ko:\n\n");
	write_text(s, "usr/lib/modules/6.2/modules.builtin", "kernel/fs/squashfs/squashfs.ko\n");
	write_text(s, "usr/lib/modules/6.1/modules.builtin", "kernel/fs/fat/vfat.ko");
	write_text(s, "usr/lib/modules/.hidden/modules.dep", "kernel/x.ko:\n");
	write_text(s, "usr/lib/modules/file", "kernel/x.ko:\n");
	assert_string_equal(collect(s, collect_kernel_modules), "kernel_module|6.1|vfat|1\n"
								"kernel_module|6.2|ext4|0\n"
								"kernel_module|6.2|usb_storage|0\n"
								"kernel_module|6.2|squashfs|1\n");
	assert_int_equal(s->part.failures, 0);
}

static void test_modules_hostile(void **state)
{
	struct state *s = *state;
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	char link[128];

	/* a name too long gives no row; a list too long fails the part */
	for (size_t i = 0; i < 200; i++)
		buf_addc(&text, 'a');
	buf_add(&text, ".ko:\n");
	write_file(s, "usr/lib/modules/1/modules.dep", text.data, text.len);
	assert_string_equal(collect(s, collect_kernel_modules), "");
	for (size_t i = 0; i < 60000; i++)
		buf_addf(&text, "m%zu.ko:\n", i);
	write_file(s, "usr/lib/modules/1/modules.dep", text.data, text.len);
	collect(s, collect_kernel_modules);
	assert_int_equal(s->part.failures, 1);
	assert_non_null(strstr(s->part.reason, "more than 50000 modules"));
	/* what is no file is not waited for, and a link does not lead out */
	snprintf(link, sizeof(link), "%s/usr/lib/modules/2", s->dir);
	assert_int_equal(symlink("/etc", link), 0);
	snprintf(link, sizeof(link), "%s/usr/lib/modules/1/modules.builtin", s->dir);
	assert_int_equal(mkfifo(link, 0600), 0);
	assert_null(strstr(collect(s, collect_kernel_modules), "|2|"));
}

static void put32(unsigned char *p, uint32_t n)
{
	for (size_t i = 0; i < 4; i++)
		p[i] = (unsigned char)(n >> (8 * i));
}

enum { PE_AT = 128, OPTIONAL = 240, TABLE_AT = PE_AT + 24 + OPTIONAL, DATA_AT = 1024 };

/* An image with these sections, NULL at the end: name, text, name, text. */
static size_t make_pe(unsigned char out[4096], const char *const *sections)
{
	size_t at = DATA_AT;
	unsigned count = 0;

	memset(out, 0, 4096);
	memcpy(out, "MZ", 2);
	put32(out + 60, PE_AT);
	memcpy(out + PE_AT, "PE", 2);
	out[PE_AT + 20] = OPTIONAL;
	for (; sections[0]; sections += 2, count++) {
		unsigned char *s = out + TABLE_AT + 40 * count;
		size_t len = strlen(sections[1]);

		memcpy(s, sections[0], strlen(sections[0]));
		put32(s + 8, (uint32_t)len);
		put32(s + 16, (uint32_t)(len + 15) & ~15U);
		put32(s + 20, (uint32_t)at);
		memcpy(out + at, sections[1], len);
		at += (len + 15) & ~(size_t)15;
	}
	out[PE_AT + 6] = (unsigned char)count;
	return at;
}

static const char *const plain[] = { ".osrel", "ID=x", ".cmdline", "ro audit=1\n", NULL };

static void test_uki(void **state)
{
	static const char *const profiles[] = { ".cmdline", "ro",	 ".profile", "ID=rescue",
						".cmdline", "selinux=0", NULL };
	static const char *const none[] = { ".linux", "x", NULL };
	struct state *s = *state;
	unsigned char pe[4096];

	assert_string_equal(collect(s, collect_uki), "");
	write_file(s, "boot/efi/EFI/Linux/a.efi", pe, make_pe(pe, plain));
	write_file(s, "efi/EFI/Linux/B.EFI", pe, make_pe(pe, profiles));
	write_file(s, "boot/EFI/Linux/c.efi", pe, make_pe(pe, none));
	write_file(s, "boot/EFI/Linux/d.txt", pe, make_pe(pe, plain));
	write_file(s, "boot/EFI/Linux/c.efi.extra.d/x.addon.efi", pe, make_pe(pe, plain));
	write_file(s, "boot/EFI/Linux/c.efi.extra.d/x.efi", pe, make_pe(pe, plain));
	write_file(s, "efi/loader/addons/y.addon.efi", pe, make_pe(pe, plain));
	assert_string_equal(collect(s, collect_uki),
			    "uki|/efi/EFI/Linux/B.EFI|ro\n"
			    "uki|/efi/EFI/Linux/B.EFI|selinux=0\n"
			    "uki|/efi/loader/addons/y.addon.efi|ro audit=1\n"
			    "uki|/boot/efi/EFI/Linux/a.efi|ro audit=1\n"
			    "uki|/boot/EFI/Linux/c.efi|\n"
			    "uki|/boot/EFI/Linux/c.efi.extra.d/x.addon.efi|ro audit=1\n");
	assert_int_equal(s->part.failures, 0);
}

/* Cut anywhere, or with any number made absurd: no row more than the file has, and no crash. */
static void test_uki_hostile(void **state)
{
	struct state *s = *state;
	unsigned char pe[4096];
	size_t len = make_pe(pe, plain);

	for (size_t cut = 0; cut < len; cut += 7) {
		write_file(s, "efi/EFI/Linux/a.efi", pe, cut);
		collect(s, collect_uki);
		assert_int_equal(s->part.failures, 0);
	}
	for (size_t at = 0; at + 4 < TABLE_AT + 80; at++) {
		make_pe(pe, plain);
		put32(pe + at, 0xfffffff0U);
		write_file(s, "efi/EFI/Linux/a.efi", pe, len);
		collect(s, collect_uki);
	}
	make_pe(pe, plain);
	put32(pe + TABLE_AT + 40 + 8, 1U << 30);
	put32(pe + TABLE_AT + 40 + 16, 1U << 30);
	write_file(s, "efi/EFI/Linux/a.efi", pe, len);
	assert_string_equal(collect(s, collect_uki), "");
	write_file(s, "efi/EFI/Linux/a.efi", "", 0);
	assert_string_equal(collect(s, collect_uki), "");
}

static void test_grubenv(void **state)
{
	struct state *s = *state;

	assert_string_equal(collect(s, collect_grubenv), "");
	write_text(s, "boot/grub2/grubenv",
		   "# GRUB Environment Block\nsaved_entry=0\nkernelopts=root=/dev/sda1 ro\n"
		   "boot_success=1\n#########");
	assert_string_equal(collect(s, collect_grubenv),
			    "text|/boot/grub2/grubenv|kernelopts=root=/dev/sda1 ro\n|0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_modules, setup, teardown),
		cmocka_unit_test_setup_teardown(test_modules_hostile, setup, teardown),
		cmocka_unit_test_setup_teardown(test_uki, setup, teardown),
		cmocka_unit_test_setup_teardown(test_uki_hostile, setup, teardown),
		cmocka_unit_test_setup_teardown(test_grubenv, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
