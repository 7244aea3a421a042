/* SPDX-License-Identifier: MIT */
/*
 * The root of the sandbox.  Everything but the overlay itself is made after pivot_root(2), so that
 * no link of the image leads out of it.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "model/standin.h"
#include "script/jail.h"

enum { OS_RELEASE_MAX = 64 << 10 };

static const char *const devices[] = { "null", "zero", "full", "random", "urandom" };

struct outside {
	int devices[ARRAY_SIZE(devices)];
	int recorder;
	int script;
	int answers; /* -1: no folder */
};

static void mount_overlay(const struct jail_inside *in)
{
	const struct jail *j = in->jail;
	char options[4000], upper[1200], work[1200], merged[1200];
	int lower = open(j->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct stat st;

	if (lower < 0 || fstat(lower, &st) < 0)
		jail_die(in->notes, "open the image's root");
	snprintf(options, sizeof(options), "size=%dm,nr_inodes=%d,mode=0755", JAIL_TMPFS_MIB,
		 JAIL_INODES);
	if (mount("tmpfs", j->scratch, "tmpfs", MS_NOSUID | MS_NODEV, options) < 0)
		jail_die(in->notes, "mount a file system in memory");
	snprintf(upper, sizeof(upper), "%s/upper", j->scratch);
	snprintf(work, sizeof(work), "%s/work", j->scratch);
	snprintf(merged, sizeof(merged), "%s/root", j->scratch);
	if (mkdir(upper, 0755) < 0 || mkdir(work, 0755) < 0 || mkdir(merged, 0755) < 0)
		jail_die(in->notes, "make the layers of the overlay");
	snprintf(options, sizeof(options),
		 "lowerdir=/proc/self/fd/%d,upperdir=%s,workdir=%s,userxattr", lower, upper, work);
	if (mount("overlay", merged, "overlay", MS_NOSUID | MS_NODEV, options) < 0)
		jail_die(in->notes, "mount an overlay of the image's root");
	close(lower);
	if (chdir(merged) < 0 || syscall(SYS_pivot_root, ".", ".") < 0)
		jail_die(in->notes, "enter the image's root");
}

static void mount_at(int notes, const char *path, const char *type, unsigned long flags,
		     const char *options)
{
	struct stat st;

	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode))
		unlink(path);
	mkdir(path, 0755);
	if (mount(type, path, type, flags, options) < 0)
		jail_die(notes, path);
}

static void bind(int notes, int fd, const char *path, const char *what)
{
	char from[40];

	snprintf(from, sizeof(from), "/proc/self/fd/%d", fd);
	if (mount(from, path, NULL, MS_BIND, NULL) < 0)
		jail_die(notes, what);
}

/* What the host has elsewhere: root in there owns what root owns, and must not change it. */
static void bind_read_only(int notes, int fd, const char *path, const char *what)
{
	const unsigned long locked = MS_NODEV | MS_NOEXEC | MS_NOSUID | MS_NOATIME | MS_NODIRATIME;
	struct statvfs s;

	bind(notes, fd, path, what);
	if (statvfs(path, &s) < 0 ||
	    mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | (s.f_flag & locked), NULL) <
		    0)
		jail_die(notes, what);
}

static void touch(int notes, const char *path, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);

	if (fd < 0)
		jail_die(notes, path);
	close(fd);
}

static void copy_file(int notes, int from, const char *path, mode_t mode)
{
	char chunk[65536];
	ssize_t n = 0;
	int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

	if (to < 0)
		jail_die(notes, path);
	fchmod(to, mode);
	while ((n = read(from, chunk, sizeof(chunk))) > 0)
		if (write(to, chunk, (size_t)n) != n)
			jail_die(notes, path);
	close(to);
}

static void make_devices(int notes, const struct outside *o)
{
	char path[60];

	mount_at(notes, "/dev", "tmpfs", MS_NOSUID, "size=1m,nr_inodes=100,mode=0755");
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++) {
		snprintf(path, sizeof(path), "/dev/%s", devices[i]);
		touch(notes, path, 0666);
		bind_read_only(notes, o->devices[i], path, path);
	}
	if (symlink("/proc/self/fd", "/dev/fd") < 0 || symlink("fd/0", "/dev/stdin") < 0 ||
	    symlink("fd/1", "/dev/stdout") < 0 || symlink("fd/2", "/dev/stderr") < 0 ||
	    mkdir("/dev/shm", 01777) < 0)
		jail_die(notes, "/dev");
}

/* The image's own program stays at hand under STANDIN_REAL ... */
static void keep_real(int notes, const char *folder, const char *name)
{
	char path[100], real[100];
	struct stat st;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(real, sizeof(real), STANDIN_REAL "/%s", name);
	fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return; /* the image has none, and a script may ask for that */
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && access(real, F_OK) < 0) {
		touch(notes, real, 0755);
		bind(notes, fd, real, path);
	}
	close(fd);
}

/* ... and the recorder takes its name.  Links to one another are all replaced. */
static void stand_in(int notes, const char *folder, const char *name)
{
	char path[100];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode))
		return;
	if (unlink(path) < 0 || symlink(STANDIN_FOLDER "/recorder", path) < 0)
		jail_die(notes, path);
}

static void make_standins(int notes, const struct outside *o, const struct jail *j)
{
	static const char *const folders[] = { "/usr/bin", "/usr/sbin",	     "/bin",
					       "/sbin",	   "/usr/local/bin", "/usr/local/sbin" };

	if (mkdir(STANDIN_FOLDER, 0755) < 0 || mkdir(STANDIN_REAL, 0755) < 0)
		jail_die(notes, STANDIN_FOLDER);
	copy_file(notes, o->recorder, STANDIN_FOLDER "/recorder", 0755);
	for (size_t f = 0; f < ARRAY_SIZE(folders); f++)
		for (const char *const *name = standins; *name; name++)
			keep_real(notes, folders[f], *name);
	for (size_t f = 0; f < ARRAY_SIZE(folders); f++)
		for (const char *const *name = standins; *name; name++)
			stand_in(notes, folders[f], *name);
	if (o->answers >= 0) {
		mkdir(STANDIN_ANSWERS, 0755);
		bind_read_only(notes, o->answers, STANDIN_ANSWERS, STANDIN_ANSWERS);
	} else if (streq(j->answer, "empty")) {
		touch(notes, STANDIN_EMPTY, 0644);
	}
}

static void write_all(int notes, int fd, const char *text, size_t len)
{
	if (write(fd, text, len) != (ssize_t)len)
		jail_die(notes, "/etc/os-release");
}

/* os-release with another ID: was that the reason? */
static void change_id(int notes, const char *id)
{
	char text[OS_RELEASE_MAX];
	int fd = open("/etc/os-release", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);
	const char *s = text;

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	unlink("/etc/os-release");
	fd = open("/etc/os-release", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	while (*s) {
		size_t len = strcspn(s, "\n");

		if (!starts_with(s, "ID=")) {
			write_all(notes, fd, s, len);
			write_all(notes, fd, "\n", 1);
		}
		s += len + (s[len] == '\n');
	}
	write_all(notes, fd, "ID=", 3);
	write_all(notes, fd, id, strlen(id));
	write_all(notes, fd, "\n", 1);
	close(fd);
}

static void open_outside(const struct jail_inside *in, struct outside *o)
{
	const struct jail *j = in->jail;
	char path[40];

	for (size_t i = 0; i < ARRAY_SIZE(devices); i++) {
		snprintf(path, sizeof(path), "/dev/%s", devices[i]);
		o->devices[i] = open(path, O_PATH | O_CLOEXEC);
		if (o->devices[i] < 0)
			jail_die(in->notes, path);
	}
	o->recorder = open(j->recorder, O_RDONLY | O_CLOEXEC);
	if (o->recorder < 0)
		jail_die(in->notes, "open the probe");
	o->script = open(j->script, O_RDONLY | O_CLOEXEC);
	if (o->script < 0)
		jail_die(in->notes, "open the script");
	o->answers = -1;
	if (*j->answer == '/') {
		o->answers = open(j->answer, O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (o->answers < 0)
			jail_die(in->notes, "open the folder of answers");
	}
}

static void send_folder(int notes, char kind, const char *path)
{
	struct jail_note n = { .kind = kind };
	int fd = open(path, (kind == 'r' ? O_PATH : O_RDONLY) | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || !jail_send(notes, &n, fd))
		jail_die(notes, path);
	close(fd);
}

void jail_make_root(const struct jail_inside *in)
{
	struct outside o;
	char script[300];
	int notes = in->notes;

	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		jail_die(notes, "take the mounts apart from the host's");
	open_outside(in, &o);
	mount_overlay(in);
	mount_at(notes, "/proc", "proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	make_devices(notes, &o);
	mount_at(notes, "/tmp", "tmpfs", MS_NOSUID | MS_NODEV,
		 "size=256m,nr_inodes=50000,mode=1777");
	mount_at(notes, "/run", "tmpfs", MS_NOSUID | MS_NODEV,
		 "size=64m,nr_inodes=10000,mode=0755");
	mkdir("/root", 0700);
	mkdir("/run/systemd", 0755); /* as on a booted system: scripts look for it */
	mkdir("/run/systemd/system", 0755);
	make_standins(notes, &o, in->jail);
	if (in->jail->id)
		change_id(notes, in->jail->id);
	snprintf(script, sizeof(script), "/tmp/%s", in->jail->name);
	copy_file(notes, o.script, script, 0755);
	if (sethostname("azlcts", 6) < 0 || umount2(".", MNT_DETACH) < 0 || chdir("/") < 0)
		jail_die(notes, "leave the host's root");
	send_folder(notes, 'r', "/");
	send_folder(notes, 'f', "/proc");
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
		close(o.devices[i]);
	close(o.recorder);
	close(o.script);
	if (o.answers >= 0)
		close(o.answers);
}
