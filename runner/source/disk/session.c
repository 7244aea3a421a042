/* SPDX-License-Identifier: MIT */
/* Before the boot: options, image, QEMU, accelerator, firmware, memory. */
#include "source/disk/session.h"

#include <fcntl.h>
#include <stdio.h>

#include "base/fs.h"

enum {
	MEMORY_MIB = 1024,
	CPUS = 2,
	TIMEOUT_S = 120,
	GRACE_S = 40,
	STALL_S = 30,	/* of silence after a kernel's word of a stall, without KVM */
	TCG_FACTOR = 3, /* how much longer a boot takes without KVM, with room to spare */
};

void session_release(struct session *s)
{
	digest_release(&s->digest);
	admission_release(&s->admission);
	entry_plan_release(&s->plan);
	console_release(&s->console);
	disk_image_release(&s->image);
	if (s->log_fd >= 0)
		close(s->log_fd);
	free(s->qemu_img);
	s->qemu_img = NULL;
	s->log_fd = -1;
}

/* qemu-img beside a QEMU that was given with its folder, else the one in PATH. */
static char *find_qemu_img(const char *qemu)
{
	const char *slash = strrchr(qemu, '/');
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	if (slash) {
		buf_addn(&path, qemu, (size_t)(slash - qemu));
		buf_add(&path, "/qemu-img");
		if (!path.failed && access(buf_str(&path), X_OK) == 0)
			return buf_take(&path);
	}
	return strdup("qemu-img");
}

static void set_limits(struct session *s)
{
	unsigned wish = s->req->options.timeout_s;
	int64_t factor = s->accelerator.kvm ? 1 : TCG_FACTOR;

	s->limits.boot_ms = wish ? (int64_t)wish * 1000 : TIMEOUT_S * 1000 * factor;
	s->limits.silence_ms = s->limits.boot_ms / 2;
	s->limits.grace_ms = GRACE_S * 1000 * factor;
	/* on real CPUs a stall is the image's matter, and it has all its time to get over it */
	s->limits.stall_ms = s->accelerator.kvm ? 0 : STALL_S * 1000;
	if (s->limits.grace_ms > s->limits.silence_ms)
		s->limits.grace_ms = s->limits.silence_ms;
}

static int set_machine(struct session *s, struct error *err)
{
	const struct source_options *o = &s->req->options;

	s->memory_mib = o->memory_mib ? o->memory_mib : MEMORY_MIB;
	s->cpus = o->cpus ? o->cpus : CPUS;
	if (qemu_needs_one_cpu(&s->version, s->accelerator.kvm)) {
		s->cpus = 1;
		doc_set_text(s->req->run, "cpus_reason",
			     "this QEMU panics guests with more under TCG; use version 8 or later");
	}
	if (o->firmware == FIRMWARE_UEFI) {
		s->uefi = firmware_find();
		if (!s->uefi)
			return error_set(err, ENOENT, "no UEFI firmware (OVMF) is installed: %s",
					 firmware_hint);
	}
	return 0;
}

static int admit(struct session *s, struct error *err)
{
	struct admission_wish wish = session_wish(s);

	return admission_wait(&s->admission, &wish, err);
}

struct admission_wish session_wish(const struct session *s)
{
	return (struct admission_wish){ .runtime_dir = s->req->options.runtime_dir,
					.memory_mib = s->memory_mib,
					.ceiling_mib = s->req->options.guests_memory_mib,
					.progress = s->req->progress,
					.cancel = s->req->cancel };
}

struct guest_spec session_spec(const struct session *s, const char *work_dir, const char *overlay)
{
	return (struct guest_spec){
		.qemu = s->qemu,
		.kvm = s->accelerator.kvm,
		.plain_cpu = qemu_needs_one_cpu(&s->version, s->accelerator.kvm),
		.firmware = s->req->options.firmware,
		.uefi = s->uefi,
		.memory_mib = s->memory_mib,
		.cpus = s->cpus,
		.image = &s->image,
		.overlay = overlay,
		.work_dir = work_dir,
		.entry = &s->plan,
		.scenario = s->reached != NULL,
		.probe = s->req->options.probe,
	};
}

static int open_log(struct session *s, struct error *err)
{
	AUTO_FREE char *path = NULL;

	if (!s->req->log_dir)
		return 0;
	path = fs_join(s->req->log_dir, "console.log");
	if (!path)
		return error_memory(err);
	s->log_fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	return s->log_fd < 0 ? error_errno(err, "create %s", path) : 0;
}

/* For run.json: how it was done. */
static void say_how(const struct session *s)
{
	struct doc *run = s->req->run;

	doc_set_text(run, "image_format", disk_format_names[s->image.format]);
	doc_set_int(run, "disk_bytes", (int64_t)s->image.size);
	doc_set_text(run, "accelerator", accelerator_name(&s->accelerator));
	doc_set_text(run, "accelerator_reason", s->accelerator.reason);
	doc_set_text(run, "qemu", s->version.text);
	doc_set_text(run, "machine", s->uefi ? "q35" : "pc");
	doc_set_text(run, "firmware", s->uefi ? fs_basename(s->uefi->code) : "seabios");
	doc_set_int(run, "memory_mib", s->memory_mib);
	doc_set_int(run, "cpus", s->cpus);
	doc_set_int(run, "timeout_s", s->limits.boot_ms / 1000);
}

int session_prepare(struct session *s, const struct source_request *req, struct error *err)
{
	bool chosen = req->options.qemu != NULL;
	int ret;

	*s = (struct session){ .req = req,
			       .qemu = chosen ? req->options.qemu : "qemu-system-x86_64",
			       .digest = DIGEST_INIT,
			       .admission = ADMISSION_INIT,
			       .log_fd = -1 };
	console_init(&s->console, -1);
	s->qemu_img = find_qemu_img(s->qemu);
	if (!s->qemu_img)
		return error_memory(err);
	s->tool = (struct image_tool){ s->qemu_img, req->work_dir, req->cancel };
	progress_say(req->progress, "boot", "looking at the image");
	ret = disk_image_open(&s->image, req->path, &s->tool, err);
	if (!ret)
		ret = qemu_version(s->qemu, chosen, &s->version, req->cancel, err);
	if (!ret)
		ret = accelerator_choose(&s->accelerator, req->options.accelerator, s->qemu,
					 req->work_dir, req->cancel, err);
	if (!ret)
		ret = set_machine(s, err);
	if (!ret)
		ret = admit(s, err);
	if (ret)
		return ret;
	set_limits(s);
	say_how(s);
	ret = open_log(s, err);
	return ret ? ret : digest_start(&s->digest, s->image.path, err);
}
