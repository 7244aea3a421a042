/* SPDX-License-Identifier: MIT */
#include "source/disk/accelerator.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>

#include "base/fs.h"
#include "base/clock.h"
#include "base/subprocess.h"

enum {
	SECTOR = 512,
	EXIT_PORT = 0xf4,
	EXIT_BYTE = 0x2a,
	EXIT_STATUS = EXIT_BYTE << 1 | 1, /* isa-debug-exit: (value << 1) | 1 */
	VERSION_TIMEOUT_MS = 10000,
};

/* clang-format off */
static const unsigned char program_code[] = {
	0xfa,			/* cli			no interrupt until we say so */
	0x31, 0xc0,		/* xor  ax, ax */
	0x8e, 0xd8,		/* mov  ds, ax		segment 0: the BIOS data area is at 0x400 */
	0x8e, 0xd0,		/* mov  ss, ax */
	0xbc, 0x00, 0x7c,	/* mov  sp, 0x7c00	stack below this sector */
	0xfb,			/* sti */
	0xa0, 0x6c, 0x04,	/* mov  al, [0x46c]	the BIOS's count of timer ticks */
	0xf4,			/* wait: hlt		18 times a second something wakes us */
	0x3a, 0x06, 0x6c, 0x04,	/* cmp  al, [0x46c] */
	0x74, 0xf9,		/* je   wait		until the timer's own interrupt came */
	0xb0, EXIT_BYTE,	/* mov  al, EXIT_BYTE */
	0xe6, EXIT_PORT,	/* out  EXIT_PORT, al	QEMU ends with our status */
	0xf4,			/* end: hlt		not reached */
	0xeb, 0xfd,		/* jmp  end */
};
/* clang-format on */

static int write_boot_sector(const char *path, struct error *err)
{
	unsigned char sector[SECTOR] = { 0 };

	static_assert(sizeof(program_code) < 446, "the code ends before the partition table");
	memcpy(sector, program_code, sizeof(program_code));
	sector[510] = 0x55;
	sector[511] = 0xaa;
	return fs_write(path, sector, sizeof(sector), err);
}

/* The last line QEMU said, without its own name: usually the reason. */
static const char *last_line(const struct buf *text, char out[160])
{
	const char *s = buf_str(text);
	size_t n = text->len;
	size_t start;
	const char *colon;

	while (n > 0 && isspace((unsigned char)s[n - 1]))
		n--;
	for (start = n; start > 0 && s[start - 1] != '\n'; start--)
		;
	snprintf(out, 160, "%.*s", (int)(n - start), s + start);
	colon = strstr(out, ": ");
	return colon && starts_with(out, "qemu") ? colon + 2 : out;
}

static void say_why_not(struct accelerator *a, const struct subprocess_result *r)
{
	char line[160];
	char how[64];

	a->kvm = false;
	if (r->end == SUBPROCESS_TIMED_OUT)
		snprintf(a->reason, sizeof(a->reason),
			 "KVM did not finish a boot sector within %d s",
			 ACCELERATOR_PROOF_MS / 1000);
	else
		snprintf(a->reason, sizeof(a->reason), "KVM %s: %s", subprocess_how(r, how),
			 r->err.len ? last_line(&r->err, line) : "no reason given");
}

int accelerator_prove(struct accelerator *out, const char *program, const char *work_dir,
		      const struct cancel *cancel, struct error *err)
{
	AUTO_FREE char *path = fs_join(work_dir, "proof.raw");
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	AUTO(buf) struct buf drive = BUF_INIT(BUF_LINE);
	int64_t start = clock_now_ms();
	int ret;

	*out = (struct accelerator){ 0 };
	if (access("/dev/kvm", R_OK | W_OK) < 0) {
		snprintf(out->reason, sizeof(out->reason), "/dev/kvm: %s", strerror(errno));
		return 0;
	}
	ret = path ? write_boot_sector(path, err) : error_memory(err);
	if (ret)
		return ret;
	buf_addf(&drive, "{\"driver\":\"raw\",\"node-name\":\"d\",\"read-only\":true,\"file\":"
			 "{\"driver\":\"file\",\"filename\":\"proof.raw\",\"read-only\":true}}");
	{
		const char *const argv[] = { program,
					     "-nodefaults",
					     "-no-user-config",
					     "-display",
					     "none",
					     "-machine",
					     "pc",
					     "-accel",
					     "kvm",
					     "-cpu",
					     "max",
					     "-m",
					     "64",
					     "-blockdev",
					     buf_str(&drive),
					     "-device",
					     "virtio-blk-pci,drive=d,bootindex=1",
					     "-device",
					     "isa-debug-exit,iobase=0xf4,iosize=4",
					     "-no-reboot",
					     NULL };
		const struct subprocess what = { .argv = argv,
						 .chdir = work_dir,
						 .timeout_ms = ACCELERATOR_PROOF_MS,
						 .cancel = cancel };

		ret = subprocess_run(&what, &r, err);
	}
	unlink(path);
	if (ret)
		return ret;
	if (r.end != SUBPROCESS_EXITED || r.code != EXIT_STATUS) {
		say_why_not(out, &r);
		return 0;
	}
	out->kvm = true;
	snprintf(out->reason, sizeof(out->reason), "a boot sector ran under KVM in %lld ms",
		 (long long)(clock_now_ms() - start));
	return 0;
}

int accelerator_choose(struct accelerator *out, const char *wish, const char *program,
		       const char *work_dir, const struct cancel *cancel, struct error *err)
{
	int ret;

	if (streq(wish, "tcg")) {
		*out = (struct accelerator){ .reason = "asked for" };
		return 0;
	}
	ret = accelerator_prove(out, program, work_dir, cancel, err);
	if (ret)
		return error_wrap(err, "proof of KVM");
	if (streq(wish, "kvm") && !out->kvm)
		return error_set(err, ENODEV, "accelerator kvm does not work here: %s",
				 out->reason);
	return 0;
}

int qemu_version(const char *program, bool chosen, struct qemu_version *out,
		 const struct cancel *cancel, struct error *err)
{
	static const char word[] = "version ";
	const char *const argv[] = { program, "--version", NULL };
	const struct subprocess what = { .argv = argv,
					 .timeout_ms = VERSION_TIMEOUT_MS,
					 .cancel = cancel };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct qemu_version v = { 0 };
	const char *s;
	int code = chosen ? EINVAL : ENOENT;
	int ret = subprocess_run(&what, &r, err);

	if (ret == -ECANCELED)
		return ret;
	if (ret)
		return error_set(err, code, "QEMU: no program %s that can be run", program);
	s = strstr(buf_str(&r.out), word);
	if (!subprocess_ok(&r) || !starts_with(buf_str(&r.out), "QEMU") || !s)
		return error_set(err, code, "%s does not say that it is QEMU", program);
	s += sizeof(word) - 1;
	snprintf(v.text, sizeof(v.text), "%.*s", (int)strcspn(s, "\n"), s);
	for (; isdigit((unsigned char)*s) && v.major < 10000; s++)
		v.major = v.major * 10 + (unsigned)(*s - '0');
	if (*s == '.')
		for (s++; isdigit((unsigned char)*s) && v.minor < 10000; s++)
			v.minor = v.minor * 10 + (unsigned)(*s - '0');
	*out = v;
	return 0;
}
