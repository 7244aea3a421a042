/* SPDX-License-Identifier: MIT */
#include "cli/rootcopy.h"

#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/subprocess.h"

/* Own mount namespace, so that a mount of ours is seen by nobody and ends with us. */
static bool own_namespace(void)
{
	return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

static bool mount_overlay(const struct rootcopy *c, const char *root)
{
	AUTO(buf) struct buf options = BUF_INIT(4000); /* a page: mount(2)'s limit */
	AUTO_FREE char *upper = fs_join(c->dir, "upper");
	AUTO_FREE char *work = fs_join(c->dir, "work");
	struct stat st;

	if (!upper || !work || strpbrk(root, ",:\\") || strpbrk(c->dir, ",:\\"))
		return false;
	if (mkdir(upper, 0755) < 0 || mkdir(work, 0755) < 0)
		return false;
	/* the merged root has the upper folder's attributes */
	if (stat(root, &st) < 0 || chown(upper, st.st_uid, st.st_gid) < 0 ||
	    chmod(upper, st.st_mode & 07777) < 0)
		return false;
	buf_addf(&options, "lowerdir=%s,upperdir=%s,workdir=%s", root, upper, work);
	if (options.failed || !own_namespace())
		return false;
	return mount("overlay", c->path, "overlay", 0, buf_str(&options)) == 0;
}

static int copy_tree(const struct rootcopy *c, const char *root, const struct cancel *cancel,
		     struct error *err)
{
	CLEANUP(subprocess_result_release)
	struct subprocess_result result = SUBPROCESS_RESULT_INIT;
	AUTO_FREE char *from = fs_join(root, ".");
	const char *argv[] = { "cp", "-a", "--reflink=auto", "--", from, c->path, NULL };
	struct subprocess what = { .argv = argv, .timeout_ms = 600000, .cancel = cancel };
	char how[64];
	int ret = from ? subprocess_run(&what, &result, err) : error_memory(err);

	if (!ret && !subprocess_ok(&result))
		ret = error_set(err, EIO, "copy %s: cp %s: %.200s", root,
				subprocess_how(&result, how), buf_str(&result.err));
	return ret;
}

int rootcopy_open(struct rootcopy *out, const char *root, const char *scratch,
		  const struct cancel *cancel, struct error *err)
{
	AUTO_FREE char *absolute = realpath(root, NULL);
	int ret = 0;

	if (!absolute)
		return error_input(err, "%s: %s", root, strerror(errno));
	*out = (struct rootcopy){ .dir = fs_join(scratch, "copy") };
	out->path = out->dir ? fs_join(out->dir, "root") : NULL;
	if (!out->path)
		return error_memory(err);
	ret = fs_mkdirs(out->path, err);
	if (ret)
		return ret;
	out->mounted = mount_overlay(out, absolute);
	return out->mounted ? 0 : copy_tree(out, absolute, cancel, err);
}

void rootcopy_close(struct rootcopy *c)
{
	struct error ignored = ERROR_INIT;

	if (c->mounted)
		umount2(c->path, MNT_DETACH);
	if (c->dir)
		fs_remove_tree(c->dir, &ignored);
	free(c->path);
	free(c->dir);
	*c = (struct rootcopy){ 0 };
}
