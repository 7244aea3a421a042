/* SPDX-License-Identifier: MIT */
/* Unpacking: nothing leads out of the folder, and there is an end to everything. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/unpack.h"

struct place {
	char dir[32];
	char in[48];
	struct unpack *u;
};

static int open_place(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	struct unpack_limits limits = { .bytes = 1 << 20, .entries = 20 };
	struct error err = ERROR_INIT;

	if (!p)
		return -1;
	*state = p;
	snprintf(p->dir, sizeof(p->dir), "/tmp/azlcts-unpack.XXXXXX");
	if (!mkdtemp(p->dir))
		return -1;
	snprintf(p->in, sizeof(p->in), "%s/in", p->dir);
	return mkdir(p->in, 0700) < 0 ? -1 : unpack_open(&p->u, p->in, &limits, &err);
}

static int close_place(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;
	int ret;

	unpack_free(p->u);
	ret = fs_remove_tree(p->dir, &err);
	free(p);
	return ret;
}

static int write_text(struct unpack *u, const char *path, const char *text, struct error *err)
{
	int ret = unpack_begin(u, path, 0644, strlen(text), err);

	if (ret == 0)
		ret = unpack_data(u, text, strlen(text), 0, err);
	return ret < 0 ? ret : unpack_end(u, err);
}

static void refused(int ret, const struct error *err, const char *words)
{
	assert_int_equal(ret, -EINVAL);
	if (!strstr(err->text, words))
		fail_msg("'%s' is not in '%s'", words, err->text);
}

static void fine(int ret, const struct error *err)
{
	if (ret < 0)
		fail_msg("%s", err->text);
}

static void is_text(const struct place *p, const char *path, const char *text)
{
	AUTO_FREE char *whole = fs_join(p->in, path);
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	fine(fs_read(whole, &b, &err), &err);
	assert_string_equal(buf_str(&b), text);
}

static int64_t mode_of(const struct place *p, const char *path)
{
	const struct textmap_entry *e = textmap_get(unpack_modes(p->u), path);

	return e ? e->value : -1;
}

static void names(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;

	fine(write_text(p->u, "./a//b/./c", "text", &err), &err);
	is_text(p, "a/b/c", "text");
	assert_int_equal(mode_of(p, "a/b/c"), S_IFREG | 0644);
	assert_int_equal(mode_of(p, "a/b"), -1); /* nobody said */
	fine(unpack_folder(p->u, "./", 0711, &err), &err);
	assert_int_equal(mode_of(p, ""), S_IFDIR | 0711);
	refused(write_text(p->u, "/etc/x", "", &err), &err, "absolute");
	refused(write_text(p->u, "a/../../x", "", &err), &err, "'..'");
	refused(write_text(p->u, "..", "", &err), &err, "'..'");
	refused(write_text(p->u, "", "", &err), &err, "without a name");
	refused(write_text(p->u, ".", "", &err), &err, "stands for the root");
	refused(unpack_symlink(p->u, "./", "/", &err), &err, "stands for the root");
	fine(write_text(p->u, "...", "dots", &err), &err);
	is_text(p, "...", "dots");
}

static void links(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;
	AUTO_FREE char *outside = fs_join(p->dir, "outside");

	fine(unpack_symlink(p->u, "out", "..", &err), &err);
	refused(write_text(p->u, "out/outside", "x", &err), &err, "goes through 'out'");
	refused(unpack_folder(p->u, "out/outside", 0755, &err), &err, "goes through 'out'");
	refused(unpack_link(p->u, "out/outside", "out", &err), &err, "goes through 'out'");
	refused(unpack_folder(p->u, "out", 0755, &err), &err, "in place of an earlier entry");
	refused(unpack_link(p->u, "mine", "out/in", &err), &err, "no file before it");
	refused(unpack_link(p->u, "mine", "../outside", &err), &err, "'..'");
	refused(unpack_link(p->u, "out", "out", &err), &err, "itself");
	fine(unpack_symlink(p->u, "to", outside, &err), &err);
	fine(write_text(p->u, "to", "inside", &err), &err);
	is_text(p, "to", "inside");
	assert_false(fs_exists(outside));
}

static void hard_links(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;

	fine(write_text(p->u, "d/first", "one", &err), &err);
	fine(unpack_link(p->u, "e/second", "d/first", &err), &err);
	is_text(p, "e/second", "one");
	assert_int_equal(mode_of(p, "e/second"), S_IFREG | 0644);
	/* the first name gets new contents, the second keeps the old */
	fine(write_text(p->u, "d/first", "two", &err), &err);
	is_text(p, "d/first", "two");
	is_text(p, "e/second", "one");
	refused(write_text(p->u, "d", "x", &err), &err, "was a folder before");
}

static void nothing_is_dangerous_on_disk(void **state)
{
	struct place *p = *state;
	AUTO_FREE char *program = fs_join(p->in, "su");
	AUTO_FREE char *device = fs_join(p->in, "null");
	struct error err = ERROR_INIT;
	struct stat st;

	fine(unpack_begin(p->u, "su", S_IFREG | 04755, 0, &err), &err);
	fine(unpack_end(p->u, &err), &err);
	fine(unpack_special(p->u, "null", S_IFCHR | 0666, &err), &err);
	assert_int_equal(stat(program, &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | 0600);
	assert_int_equal(lstat(device, &st), -1);
	assert_int_equal(mode_of(p, "su"), S_IFREG | 04755);
	assert_int_equal(mode_of(p, "null"), S_IFCHR | 0666);
}

static void bytes_end(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;

	fine(unpack_begin(p->u, "sparse", 0644, 1 << 19, &err), &err);
	fine(unpack_data(p->u, "x", 1, (1 << 19) - 1, &err), &err);
	refused(unpack_data(p->u, "xx", 2, (1 << 19) - 1, &err), &err, "longer than it says");
	refused(unpack_data(p->u, "x", 1, UINT64_MAX, &err), &err, "longer than it says");
	fine(unpack_end(p->u, &err), &err);
	refused(unpack_begin(p->u, "more", 0644, (1 << 19) + 1, &err), &err, "more than 1 MiB");
	refused(unpack_begin(p->u, "more", 0644, UINT64_MAX, &err), &err, "more than 1 MiB");
	fine(unpack_begin(p->u, "more", 0644, 1 << 19, &err), &err);
	fine(unpack_end(p->u, &err), &err);
	refused(write_text(p->u, "last", "x", &err), &err, "more than 1 MiB");
}

/* Folders that are made on the way count, too. */
static void entries_end(void **state)
{
	struct place *p = *state;
	struct error err = ERROR_INIT;

	fine(unpack_folder(p->u, "1/2/3/4/5/6/7/8/9/10", 0755, &err), &err);
	refused(unpack_folder(p->u, "a/2/3/4/5/6/7/8/9/10/11/12", 0755, &err), &err,
		"more than 20 entries");
}

static void texts_are_found(void **state)
{
	AUTO(textmap) struct textmap m = { 0 };
	struct error err = ERROR_INIT;
	char text[16];

	(void)state;
	assert_null(textmap_get(&m, "x"));
	for (int i = 0; i < 5000; i++) {
		snprintf(text, sizeof(text), "%d", i % 2500);
		assert_int_equal(textmap_set(&m, text, i, &err), 0);
	}
	assert_int_equal(m.count, 2500);
	for (int i = 0; i < 2500; i++) {
		snprintf(text, sizeof(text), "%d", i);
		assert_string_equal(m.entries[i].text, text);
		assert_int_equal(textmap_get(&m, text)->value, i + 2500);
	}
	assert_null(textmap_get(&m, "2500"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names, open_place, close_place),
		cmocka_unit_test_setup_teardown(links, open_place, close_place),
		cmocka_unit_test_setup_teardown(hard_links, open_place, close_place),
		cmocka_unit_test_setup_teardown(nothing_is_dangerous_on_disk, open_place,
						close_place),
		cmocka_unit_test_setup_teardown(bytes_end, open_place, close_place),
		cmocka_unit_test_setup_teardown(entries_end, open_place, close_place),
		cmocka_unit_test(texts_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
