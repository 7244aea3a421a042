/* SPDX-License-Identifier: MIT */
/* Part MOUNTS: /proc/self/mountinfo, proc(5). */
#include "base/str.h"
#include "collect/live.h"
#include "collect/part.h"
#include "collect/paths.h"
#include "collect/root_text.h"

enum { OPTIONS_MAX = 256 };

/* Mounts that come with a service's credentials or a session. */
static const char *const volatile_targets[] = {
	"/run/credentials/*", "/run/user/*", "/run/azlcts*",
	"/proc/sys/fs/binfmt_misc", /* mounted when somebody looks */
};

/* Options whose values are memory sizes or descriptors. */
static const char *const volatile_options[] = { "size=", "nr_inodes=", "fd=",
						"pgrp=", "pipe_ino=",  "nr_blocks=" };

static bool is_volatile_target(const char *target)
{
	for (size_t i = 0; i < ARRAY_SIZE(volatile_targets); i++)
		if (path_matches(volatile_targets[i], target))
			return true;
	return false;
}

static bool is_volatile_option(const char *option)
{
	for (size_t i = 0; i < ARRAY_SIZE(volatile_options); i++)
		if (starts_with(option, volatile_options[i]))
			return true;
	return false;
}

/* "\040" -> " ", in place. */
static void unescape(char *s)
{
	char *out = s;

	for (; *s; s++) {
		if (s[0] == '\\' && s[1] >= '0' && s[1] <= '3' && s[2] >= '0' && s[2] <= '7' &&
		    s[3] >= '0' && s[3] <= '7') {
			*out++ = (char)((s[1] - '0') << 6 | (s[2] - '0') << 3 | (s[3] - '0'));
			s += 3;
		} else {
			*out++ = *s;
		}
	}
	*out = '\0';
}

static int by_name(const void *a, const void *b)
{
	char *const *x = a;
	char *const *y = b;

	return strcmp(*x, *y);
}

/* The options of the mount and of its super block: sorted, each once.  False: too many. */
static bool merge_options(char *mount_options, char *super_options, struct buf *out)
{
	char *options[OPTIONS_MAX];
	char *lists[] = { mount_options, super_options };
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
		struct fields f = { lists[i] };
		char *option;

		while ((option = fields_next(&f, ',')) != NULL) {
			if (!*option || is_volatile_option(option))
				continue;
			if (count == OPTIONS_MAX)
				return false;
			options[count++] = option;
		}
	}
	qsort(options, count, sizeof(*options), by_name);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || !streq(options[i], options[i - 1]))
			buf_addf(out, "%s%s", out->len ? "," : "", options[i]);
	return !out->failed;
}

static int put_mount(const struct sink *sink, char *line, struct part_state *part,
		     struct error *err)
{
	AUTO(buf) struct buf options = BUF_INIT(BUF_LINE);
	struct row row = row_of(TABLE_mount);
	char *words[6] = { 0 };
	char *type;
	char *source;
	char *super;
	char *word;
	struct fields f = { line };

	for (size_t i = 0; i < 6; i++)
		words[i] = fields_word(&f);
	while ((word = fields_word(&f)) != NULL && !streq(word, "-"))
		; /* shared:N and the like */
	type = fields_word(&f);
	source = fields_word(&f);
	super = fields_word(&f);
	if (!words[5] || !type || !source) {
		part_fail(part, "/proc/self/mountinfo has a line that is not understood");
		return 0;
	}
	unescape(words[4]);
	unescape(source);
	if (is_volatile_target(words[4]))
		return sink_volatile(sink, PART_MOUNTS, words[4], source, err);
	if (!merge_options(words[5], super, &options))
		part_fail(part, "%s: too many mount options", words[4]);
	row_text(&row, words[4]);
	row_text(&row, source);
	row_text(&row, type);
	row_textn(&row, buf_str(&options), options.len);
	return sink_put(sink, &row, err);
}

int collect_mounts(int root_fd, const struct sink *sink, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);
	struct part_state part = { 0 };
	int ret = root_text(root_fd, "proc/self/mountinfo", &text);
	char *rest = text.data;
	char *line;

	if (ret < 0) {
		part_fail(&part, "/proc/self/mountinfo: %s", strerror(-ret));
		rest = NULL;
	}
	for (ret = 0; ret == 0 && (line = text_line(&rest)) != NULL;)
		ret = put_mount(sink, line, &part, err);
	return ret < 0 ? ret : part_end(&part, PART_MOUNTS, sink, err);
}
