/* SPDX-License-Identifier: MIT */
/*
 * The units written into the overlay before the boot, without root's loop devices and without a
 * mount: qemu-storage-daemon shows the root partition of overlay and image as one FUSE file, and
 * debugfs (e2fsprogs) writes into it.  So ext4 (and ext2, ext3) only.
 *
 * The units remove their own files before the probe looks, so that evidence does not show them.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/doc.h"
#include "base/clock.h"
#include "base/fs.h"
#include "base/subprocess.h"
#include "source/disk/child.h"
#include "source/disk/entry.h"
#include "source/disk/partition.h"

enum {
	EXPORT_MS = 10000, /* until the daemon's file is there */
	END_MS = 10000,	   /* until it has written everything and is gone */
	STEP_MS = 20,
	DEBUGFS_MS = 60000,
};

#define SCRIPT	  "inject.debugfs"
#define UNIT_DIR  "/etc/systemd/system"
#define WANTS_DIR UNIT_DIR "/multi-user.target.wants"

struct inject {
	const struct guest_spec *spec;
	const struct image_tool *tool;
	char *file; /* the FUSE file */
	char *log;
	pid_t daemon;
};

/* The daemon takes its mount away when it is told to end; a killed one leaves it to us. */
static void inject_release(struct inject *in)
{
	child_end(&in->daemon, END_MS);
	if (in->file) {
		umount2(in->file, MNT_DETACH | UMOUNT_NOFOLLOW);
		unlink(in->file);
	}
	free(in->file);
	free(in->log);
}

/* Waits until the export lies over the empty file. */
static int wait_export(struct inject *in, uint64_t size, struct error *err)
{
	int64_t deadline = clock_now_ms() + EXPORT_MS;
	struct stat st;
	char how[256];

	for (;;) {
		if (stat(in->file, &st) == 0 && (uint64_t)st.st_size == size)
			return 0;
		if (child_ended(&in->daemon, in->log, how))
			return error_set(err, EIO, "qemu-storage-daemon %s", how);
		if (clock_now_ms() > deadline)
			return error_set(err, ETIMEDOUT, "qemu-storage-daemon: no export");
		if (cancel_check(in->tool->cancel, err) < 0)
			return -ECANCELED;
		usleep(STEP_MS * 1000);
	}
}

static const char *export_text(const struct inject *in, struct arena *arena)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO_DOC struct doc *d = doc_object();
	struct error err = ERROR_INIT;

	doc_set_text(d, "type", "fuse");
	doc_set_text(d, "id", "export");
	doc_set_text(d, "node-name", "part");
	doc_set_bool(d, "writable", true);
	doc_set_text(d, "mountpoint", in->file);
	return doc_canonical(d, &text, &err) ? NULL : arena_strdup(arena, buf_str(&text));
}

/* Shows the partition as in->file. */
static int export_start(struct inject *in, const struct partition *p, struct error *err)
{
	AUTO(arena) struct arena arena = { 0 };
	const char *image = guest_image_node(in->spec, &arena);
	const char *disk = guest_disk_node(in->spec, &arena);
	const char *part = arena_printf(&arena,
					"{\"node-name\":\"part\",\"driver\":\"raw\",\"file\":"
					"\"disk\",\"offset\":%llu,\"size\":%llu}",
					(unsigned long long)p->offset, (unsigned long long)p->size);
	const char *export = export_text(in, &arena);
	const char *const argv[] = {
		"qemu-storage-daemon", "--blockdev", image,	 "--blockdev", disk,
		"--blockdev",	       part,	     "--export", export,       NULL
	};
	int ret;

	if (!image || !disk || !part || !export)
		return error_memory(err);
	ret = fs_write(in->file, "", 0, err);
	if (!ret)
		ret = child_start(&in->daemon, argv, NULL, 0, SIGTERM, false, in->log, err);
	return ret ? ret : wait_export(in, p->size, err);
}

/* Runs debugfs with a request or a file of requests; what it says is in `r`. */
static int run_debugfs(const struct inject *in, bool write, const char *option, const char *what,
		       struct subprocess_result *r, struct error *err)
{
	static const char sbin[] = "/usr/sbin/debugfs"; /* not in everybody's PATH */
	const char *const argv[] = { access(sbin, X_OK) == 0 ? sbin : "debugfs",
				     option,
				     what,
				     write ? "-w" : "-c",
				     in->file,
				     NULL };
	/* What it writes is named relative to the folder for scratch. */
	const struct subprocess run = { .argv = argv,
					.chdir = in->tool->work_dir,
					.timeout_ms = DEBUGFS_MS,
					.cancel = in->tool->cancel };

	return subprocess_run(&run, r, err);
}

/*
 * debugfs ends with status 0 whatever becomes of a request: look for what should be there.  A
 * partition that is no ext4 has no such path.
 */
static int has_path(const struct inject *in, const char *path, bool *there, struct error *err)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	AUTO(buf) struct buf request = BUF_INIT(BUF_LINE);
	int ret;

	buf_addf(&request, "stat %s", path);
	ret = run_debugfs(in, false, "-R", buf_str(&request), &r, err);
	if (!ret)
		*there = subprocess_ok(&r) && starts_with(buf_str(&r.out), "Inode:");
	return ret;
}

/* The unit's text; a service also removes what was written before it starts the probe. */
static int write_unit(const struct inject *in, const struct entry_unit *unit, struct buf *script,
		      struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO_FREE char *path = fs_join(in->tool->work_dir, unit->name);

	buf_add(&text, unit->text);
	if (unit->wanted) {
		buf_add(&text, "ExecStartPre=-/usr/bin/rm -f");
		for (size_t i = 0; i < entry_units_count; i++) {
			buf_addf(&text, " " UNIT_DIR "/%s", entry_units[i].name);
			if (entry_units[i].wanted)
				buf_addf(&text, " " WANTS_DIR "/%s", entry_units[i].name);
		}
		buf_addc(&text, '\n');
		buf_addf(script, "symlink " WANTS_DIR "/%s " UNIT_DIR "/%s\n", unit->name,
			 unit->name);
	}
	/* The label that SELinux policies give unit files; without SELinux nobody looks at it. */
	buf_addf(script,
		 "cd " UNIT_DIR "\nwrite %s %s\nsif %s mode 0100644\nsif %s uid 0\nsif %s gid 0\n"
		 "ea_set %s security.selinux system_u:object_r:systemd_unit_file_t:s0\n",
		 unit->name, unit->name, unit->name, unit->name, unit->name, unit->name);
	if (!path || text.failed)
		return error_memory(err);
	return fs_write(path, buf_str(&text), text.len, err);
}

/* Everything that debugfs has to do, in its words. */
static int write_script(const struct inject *in, struct error *err)
{
	AUTO(buf) struct buf script = BUF_INIT(BUF_LINE);
	AUTO_FREE char *path = fs_join(in->tool->work_dir, SCRIPT);
	int ret = 0;

	buf_add(&script, "mkdir " WANTS_DIR "\n"); /* complains where it is there already */
	for (size_t i = 0; i < entry_units_count && !ret; i++)
		ret = write_unit(in, &entry_units[i], &script, err);
	if (ret)
		return ret;
	if (!path || script.failed)
		return error_memory(err);
	return fs_write(path, buf_str(&script), script.len, err);
}

/* *done: it was the root of a system, and now has the units. */
static int try_partition(const struct inject *in, bool *done, struct error *err)
{
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	bool root = false;
	int ret = has_path(in, UNIT_DIR, &root, err);

	*done = false;
	if (ret || !root)
		return ret;
	ret = run_debugfs(in, true, "-f", SCRIPT, &r, err);
	if (!ret)
		ret = has_path(in, WANTS_DIR "/azlcts-probe.service", done, err);
	if (!ret && !*done)
		return error_set(err, EIO,
				 "debugfs could not write into the root file system: %.*s",
				 (int)strcspn(buf_str(&r.err), "\n"), buf_str(&r.err));
	return ret;
}

/* Fills `out` with where the root may be; an error when nothing is like it. */
static int find_partitions(const struct guest_spec *spec, const struct image_tool *tool,
			   struct partition out[PARTITIONS_MAX], size_t *count, struct error *err)
{
	AUTO_FREE unsigned char *head = malloc(IMAGE_HEAD_MAX);
	size_t len = 0;
	int ret = head ? image_tool_head(tool, spec->image, head, &len, err) : error_memory(err);

	if (ret)
		return ret;
	*count = partitions_linux(head, len, out);
	if (*count == 0)
		return error_set(err, ENOTSUP, "the disk has no partition typed as Linux data");
	return 0;
}

int entry_inject(const struct guest_spec *spec, const struct image_tool *tool, struct error *err)
{
	AUTO_FREE char *dir = realpath(tool->work_dir, NULL);
	struct partition partitions[PARTITIONS_MAX];
	struct inject texts = { .spec = spec, .tool = tool };
	size_t count = 0;
	bool done = false;
	int ret = find_partitions(spec, tool, partitions, &count, err);

	if (!ret)
		ret = dir ? write_script(&texts, err) : error_memory(err);
	for (size_t i = 0; i < count && !ret && !done; i++) {
		AUTO(inject)
		struct inject in = { .spec = spec,
				     .tool = tool,
				     .file = fs_join(dir, "part.raw"),
				     .log = fs_join(dir, "export.log") };

		ret = in.file && in.log ? export_start(&in, &partitions[i], err)
					: error_memory(err);
		if (!ret)
			ret = try_partition(&in, &done, err);
	}
	if (!ret && !done)
		return error_set(err, ENOTSUP,
				 "no ext4 file system with " UNIT_DIR " on %zu partitions", count);
	return ret;
}
