/* SPDX-License-Identifier: MIT */
/*
 * A disk image, booted in QEMU, unmodified.
 *
 *	session.c	what has to be right before anything boots: image.c accelerator.c firmware.c
 *	boot.c		overlay, way in (entry.c), guest (guest.c), and a second try by another way
 *	watch.c		what comes from the guest (follow.c), and when a boot is over
 *	disk.c		what is told in the end
 *	machine.c	a guest that is frozen then, and others that go on from there
 */
#include "base/fs.h"
#include "source/disk/session.h"

static int put2(const struct sink *sink, enum table table, const char *a, const char *b,
		struct error *err)
{
	struct row row = row_of(table);

	row_text(&row, a);
	row_text(&row, b);
	return sink_put(sink, &row, err);
}

static int tell_source(struct session *s, struct error *err)
{
	const struct sink *sink = s->req->sink;
	int ret;

	progress_say(s->req->progress, "collect", "digest of the image");
	ret = digest_finish(&s->digest, s->req->cancel, s->sha256, err);
	if (!ret)
		ret = put2(sink, TABLE_meta, "source.kind", "disk", err);
	if (!ret)
		ret = put2(sink, TABLE_meta, "source.format", disk_format_names[s->image.format],
			   err);
	return ret ? ret : put2(sink, TABLE_meta, "source.sha256", s->sha256, err);
}

int session_tell(struct session *s, struct error *err)
{
	const struct sink *sink = s->req->sink;
	const struct console *c = &s->console;
	bool reached = s->end == WATCH_DONE;
	int ret = put2(sink, TABLE_boot, "outcome",
		       reached ? "reached" : console_class_names[c->fault], err);

	if (!ret)
		ret = put2(sink, TABLE_boot, "firmware",
			   s->req->options.firmware == FIRMWARE_BIOS ? "bios" : "uefi", err);
	if (!ret && !reached)
		ret = put2(sink, TABLE_boot, "reason", c->fault_text, err);
	for (size_t i = 0; i < c->events_count && !ret; i++)
		ret = put2(sink, TABLE_console, console_class_names[c->events[i].class],
			   c->events[i].text, err);
	if (!ret)
		ret = c->overflow ? sink_failed(sink, PART_BOOT,
						"the console said more than could be kept", err)
				  : sink_complete(sink, PART_BOOT, err);
	return ret ? ret : tell_source(s, err);
}

/* The guest sent its rpm database as files; they are read here, where librpm is. */
int session_packages(const struct session *s, struct error *err)
{
	AUTO_FREE char *folder = fs_join(s->req->work_dir, "files");

	if (!folder)
		return error_memory(err);
	progress_say(s->req->progress, "collect", "packages");
	return s->req->collectors->packages(folder, s->req->sink, err);
}

static int collect(const struct source_request *req, struct error *err)
{
	AUTO(session) struct session s;
	int ret = session_prepare(&s, req, err);

	if (!ret)
		ret = session_boot(&s, err);
	if (!ret && s.end == WATCH_DONE)
		ret = session_packages(&s, err);
	return ret ? ret : session_tell(&s, err);
}

extern const struct source_kind source_disk; /* the registry: source/source.c */

const struct source_kind source_disk = {
	.name = "disk",
	.summary = "a raw, qcow2, VHD or VHDX image, booted in QEMU, unmodified",
	.gives = EVIDENCE(BOOT) | EVIDENCE(FILES) | EVIDENCE(ELF) | EVIDENCE(PACKAGES) |
		 EVIDENCE(UNITS) | EVIDENCE(KERNEL) | EVIDENCE(MOUNTS) | EVIDENCE(ACCOUNTS) |
		 EVIDENCE(LISTENERS) | EVIDENCE(COMMANDS),
	.recognise = disk_image_recognise,
	.collect = collect,
};
