/* SPDX-License-Identifier: MIT */
/* Files: all or nothing when written, and foreign roots and trees that nobody is led out of. */
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/fs.h"

static int enter(void **state)
{
	static char template[] = "/tmp/azlcts-fs.XXXXXX";

	memcpy(template + sizeof(template) - 7, "XXXXXX", 6);
	*state = mkdtemp(template);
	return *state && chdir(*state) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	struct error err = ERROR_INIT;

	return chdir("/") < 0 || fs_remove_tree(*state, &err) < 0 ? -1 : 0;
}

static void put(const char *path, const char *text)
{
	struct error err = ERROR_INIT;

	if (fs_write(path, text, strlen(text), &err) < 0)
		fail_msg("%s", err.text);
}

static void is(const char *path, const char *text)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	if (fs_read(path, &b, &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(buf_str(&b), text);
}

/* Names in a folder but . and .. */
static size_t entries(const char *path)
{
	DIR *dir = opendir(path);
	size_t n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static void test_read_has_a_ceiling(void **state)
{
	AUTO(buf) struct buf exact = BUF_INIT(5);
	AUTO(buf) struct buf small = BUF_INIT(4);
	AUTO(buf) struct buf none = BUF_INIT(5);
	struct error err = ERROR_INIT;

	(void)state;
	put("file", "12345");
	assert_int_equal(fs_read("file", &exact, &err), 0);
	assert_string_equal(buf_str(&exact), "12345");
	assert_int_equal(fs_read("file", &small, &err), -EFBIG);
	assert_string_equal(err.text, "file: larger than 4 bytes");
	assert_int_equal(fs_read("missing", &none, &err), -ENOENT);
	assert_string_equal(err.text, "open missing: No such file or directory");
	assert_int_equal(fs_read(".", &none, &err), -EISDIR);
}

static void test_write_replaces_whole(void **state)
{
	struct error err = ERROR_INIT;
	struct stat st;

	(void)state;
	put("file", "a longer text than the next");
	put("file", "short");
	is("file", "short");
	put("empty", "");
	is("empty", "");
	assert_int_equal(entries("."), 2);
	assert_int_equal(stat("file", &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0644);
	assert_int_equal(fs_write("no/such/folder", "x", 1, &err), -ENOENT);
	assert_string_equal(err.text, "create no/such/folder: No such file or directory");
}

/* Whoever has the old file open still reads the old text: the new one was renamed over it. */
static void test_write_is_atomic(void **state)
{
	AUTO(buf) struct buf old = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	int fd;

	(void)state;
	put("file", "old");
	fd = open("file", O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	put("file", "new");
	assert_int_equal(fs_read_fd(fd, &old, &err), 0);
	close(fd);
	assert_string_equal(buf_str(&old), "old");
	is("file", "new");
	/* a link is replaced, not written through */
	assert_int_equal(symlink("file", "link"), 0);
	put("link", "other");
	is("file", "new");
	is("link", "other");
}

static void test_failed_write_leaves_nothing(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(mkdir("taken", 0755), 0);
	put("taken/x", "kept");
	assert_true(fs_write("taken", "x", 1, &err) < 0);
	assert_string_equal(err.text, "taken: rename: Is a directory");
	assert_int_equal(entries("."), 1);
	is("taken/x", "kept");
	assert_int_equal(fs_write_fd(-1, "x", 1, &err), -EBADF);
}

static void test_mkdirs(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(fs_mkdirs("a/b/c", &err), 0);
	assert_int_equal(fs_mkdirs("a/b/c", &err), 0);
	assert_int_equal(fs_mkdirs("a//b/d/", &err), 0);
	assert_int_equal(fs_mkdirs("/", &err), 0);
	assert_true(fs_exists("a/b/c") && fs_exists("a/b/d"));
	assert_int_equal(symlink("a", "link"), 0);
	assert_int_equal(fs_mkdirs("link/e", &err), 0);
	assert_true(fs_exists("a/e"));
	put("file", "x");
	assert_int_equal(fs_mkdirs("file", &err), -ENOTDIR);
	assert_string_equal(err.text, "create folder file: Not a directory");
	assert_int_equal(fs_mkdirs("file/below", &err), -ENOTDIR);
	assert_int_equal(fs_mkdirs("", &err), -ENOENT);
}

static void test_remove_tree(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(fs_remove_tree("missing", &err), 0);
	assert_int_equal(fs_mkdirs("tree/a/b/c", &err), 0);
	put("tree/a/file", "x");
	put("tree/.hidden", "x");
	assert_int_equal(mkfifo("tree/a/fifo", 0644), 0);
	assert_int_equal(symlink("nowhere", "tree/dangling"), 0);
	assert_int_equal(fs_remove_tree("tree", &err), 0);
	assert_false(fs_exists("tree"));
	put("file", "x");
	assert_int_equal(fs_remove_tree("file", &err), -ENOTDIR);
	assert_true(fs_exists("file"));
}

static void test_remove_tree_follows_no_links(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(fs_mkdirs("outside/sub", &err), 0);
	put("outside/sub/kept", "kept");
	assert_int_equal(fs_mkdirs("tree", &err), 0);
	assert_int_equal(symlink("../outside", "tree/folder"), 0);
	assert_int_equal(symlink("../outside/sub/kept", "tree/file"), 0);
	assert_int_equal(symlink("..", "tree/up"), 0);
	assert_int_equal(symlink("/", "tree/root"), 0);
	assert_int_equal(fs_remove_tree("tree", &err), 0);
	assert_false(fs_exists("tree"));
	is("outside/sub/kept", "kept");
	assert_int_equal(symlink("outside", "link"), 0);
	assert_true(fs_remove_tree("link", &err) < 0); /* the tree itself is a link */
	is("outside/sub/kept", "kept");
}

/* A mount below the tree ends the removal.  Needs the right to mount; skipped without. */
static void test_remove_tree_stays_on_its_file_system(void **state)
{
	struct error err = ERROR_INIT;
	int status = 0;
	pid_t pid;

	(void)state;
	assert_int_equal(fs_mkdirs("tree/mounted", &err), 0);
	pid = fork();
	if (pid == 0) {
		if (unshare(CLONE_NEWNS) < 0 || mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
		    mount("t", "tree/mounted", "tmpfs", 0, NULL) < 0)
			_exit(77);
		if (fs_write("tree/mounted/kept", "x", 1, &err) < 0)
			_exit(1);
		_exit(fs_remove_tree("tree", &err) == -EXDEV && fs_exists("tree/mounted/kept") ? 0
											       : 2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(status, 0);
}

/* As a process sees it that is chrooted there: links lead from the root, and .. ends at it. */
static void test_open_in_root(void **state)
{
	static const struct {
		const char *path;
		const char *text; /* NULL: not to be opened */
	} cases[] = {
		{ "etc/name", "inside" },
		{ "/etc/name", "inside" },
		{ "/etc/../etc/name", "inside" },
		{ "../../../../etc/name", "inside" },
		{ "/absolute", "inside" },    /* -> /etc/name */
		{ "/climbing", "inside" },    /* -> ../../../etc/name */
		{ "/folder/name", "inside" }, /* -> /etc */
		{ "/chain", "inside" },	      /* -> climbing */
		{ "/stolen", NULL },	      /* -> ../outside/secret */
		{ "/stolen-absolute", NULL },
		{ "/../outside/secret", NULL },
		{ "/up/outside/secret", NULL }, /* up -> .. */
		{ "/loop", NULL },
		{ "/magic", NULL }, /* -> /proc/self/root */
		{ "", NULL },
	};
	AUTO(buf) struct buf secret = BUF_INIT(BUF_LINE);
	AUTO_CLOSE int root = -1;
	struct error err = ERROR_INIT;

	assert_int_equal(fs_mkdirs("root/etc", &err), 0);
	assert_int_equal(fs_mkdirs("outside", &err), 0);
	put("root/etc/name", "inside");
	put("outside/secret", "secret");
	buf_addf(&secret, "%s/outside/secret", (const char *)*state);
	assert_int_equal(symlink("/etc/name", "root/absolute"), 0);
	assert_int_equal(symlink("../../../etc/name", "root/climbing"), 0);
	assert_int_equal(symlink("/etc", "root/folder"), 0);
	assert_int_equal(symlink("climbing", "root/chain"), 0);
	assert_int_equal(symlink("../outside/secret", "root/stolen"), 0);
	assert_int_equal(symlink(buf_str(&secret), "root/stolen-absolute"), 0);
	assert_int_equal(symlink("..", "root/up"), 0);
	assert_int_equal(symlink("loop", "root/loop"), 0);
	assert_int_equal(symlink("/proc/self/root", "root/magic"), 0);
	root = open("root", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(root >= 0);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
		AUTO_CLOSE int fd = fs_open_in_root(root, cases[i].path, O_RDONLY);

		if (!cases[i].text) {
			if (fd >= 0)
				fail_msg("%s was opened", cases[i].path);
			continue;
		}
		if (fd < 0)
			fail_msg("%s: %s", cases[i].path, strerror(errno));
		assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
		assert_int_equal(fs_read_fd(fd, &text, &err), 0);
		assert_string_equal(buf_str(&text), cases[i].text);
	}
}

/* Magic links of a real /proc would lead out even from inside the root. */
static void test_open_in_root_refuses_magic_links(void **state)
{
	AUTO_CLOSE int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)state;
	assert_true(proc >= 0);
	assert_int_equal(fs_open_in_root(proc, "/self/root/etc/passwd", O_RDONLY), -1);
	assert_int_equal(errno, ELOOP);
}

static void test_names(void **state)
{
	AUTO_FREE char *joined = fs_join("/a", "b");

	(void)state;
	assert_string_equal(joined, "/a/b");
	assert_string_equal(fs_basename("/a/b"), "b");
	assert_string_equal(fs_basename("b"), "b");
	assert_string_equal(fs_basename("/a/"), "");
	assert_true(fs_exists("/"));
	assert_false(fs_exists("missing"));
}

#define IN_A_FOLDER(f) cmocka_unit_test_setup_teardown(f, enter, leave)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		IN_A_FOLDER(test_read_has_a_ceiling),
		IN_A_FOLDER(test_write_replaces_whole),
		IN_A_FOLDER(test_write_is_atomic),
		IN_A_FOLDER(test_failed_write_leaves_nothing),
		IN_A_FOLDER(test_mkdirs),
		IN_A_FOLDER(test_remove_tree),
		IN_A_FOLDER(test_remove_tree_follows_no_links),
		IN_A_FOLDER(test_remove_tree_stays_on_its_file_system),
		IN_A_FOLDER(test_open_in_root),
		IN_A_FOLDER(test_open_in_root_refuses_magic_links),
		IN_A_FOLDER(test_names),
	};

	return cmocka_run_group_tests_name("fs", tests, NULL, NULL);
}
