/* SPDX-License-Identifier: MIT */
/* Part KERNEL: uname, command line, security state, configuration, modules, sysctl. */
#include <stdio.h>
#include <sys/utsname.h>

#include "base/subprocess.h"
#include "collect/live.h"
#include "collect/part.h"
#include "collect/root_text.h"

static int put_fact(const struct sink *sink, const char *key, const char *value, struct error *err)
{
	struct row row = row_of(TABLE_kernel);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}

static int put_uname(const struct sink *sink, const struct utsname *u, struct error *err)
{
	int ret = put_fact(sink, "release", u->release, err);

	if (ret == 0)
		ret = put_fact(sink, "version", u->version, err);
	if (ret == 0)
		ret = put_fact(sink, "machine", u->machine, err);
	return ret;
}

/* "none [integrity] confidentiality" -> "integrity" */
static const char *chosen(char *text)
{
	char *open = strchr(text, '[');
	char *close = open ? strchr(open, ']') : NULL;

	if (!close)
		return text;
	*close = '\0';
	return open + 1;
}

/* All that there is to choose from, what was chosen in brackets. */
static bool is_choice(const char *key)
{
	return streq(key, "lockdown") || streq(key, "transparent_hugepage");
}

/* A fact whose file is not there has no row: the kernel does not have the feature. */
static int put_file_facts(int root_fd, struct part_state *part, const struct sink *sink,
			  struct error *err)
{
	static const struct {
		const char *key;
		const char *path;
	} facts[] = {
		{ "cmdline", "proc/cmdline" },
		{ "lockdown", "sys/kernel/security/lockdown" },
		{ "lsm", "sys/kernel/security/lsm" },
		{ "taint", "proc/sys/kernel/tainted" },
		{ "fips_enabled", "proc/sys/crypto/fips_enabled" },
		{ "selinux_enforce", "sys/fs/selinux/enforce" },
		{ "transparent_hugepage", "sys/kernel/mm/transparent_hugepage/enabled" },
		{ "clocksource",
		  "sys/devices/system/clocksource/clocksource0/current_clocksource" },
	};
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(facts); i++) {
		const char *value;
		int ret = root_word(root_fd, facts[i].path, &text);

		if (ret == -ENOENT)
			continue;
		if (ret < 0) {
			part_fail(part, "/%s: %s", facts[i].path, strerror(-ret));
			continue;
		}
		value = is_choice(facts[i].key) && text.data ? chosen(text.data) : buf_str(&text);
		ret = put_fact(sink, facts[i].key, value, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}

static int put_option(const struct sink *sink, const char *name, const char *value,
		      struct error *err)
{
	struct row row = row_of(TABLE_kernel_config);

	row_text(&row, name);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}

/* "CONFIG_X=y", "CONFIG_X=\"text\"" or "# CONFIG_X is not set" */
static int put_config_line(const struct sink *sink, char *line, struct error *err)
{
	static const char not_set[] = " is not set";
	char *value;
	size_t len;

	if (starts_with(line, "# CONFIG_") && ends_with(line, not_set)) {
		line[strlen(line) - strlen(not_set)] = '\0';
		return put_option(sink, line + 2, "n", err);
	}
	value = strchr(line, '=');
	if (!starts_with(line, "CONFIG_") || !value)
		return 0;
	*value++ = '\0';
	len = strlen(value);
	if (len >= 2 && value[0] == '"' && value[len - 1] == '"') {
		value[len - 1] = '\0';
		value++;
	}
	return put_option(sink, line, value, err);
}

/* The file beside the kernel first: unpacking /proc/config.gz needs a program of the image. */
static int read_config(int root_fd, const char *release, const struct cancel *cancel,
		       struct buf *text, char where[256])
{
	static const char *const argv[] = { "gzip", "-dc", "/proc/config.gz", NULL };
	struct subprocess what = {
		.argv = argv, .timeout_ms = 20000, .max_output = ROOT_TEXT_MAX, .cancel = cancel
	};
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error ignored = ERROR_INIT;

	snprintf(where, 256, "/usr/lib/modules/%s/config", release);
	if (root_text(root_fd, where + 1, text) == 0)
		return 0;
	snprintf(where, 256, "/boot/config-%s", release);
	if (root_text(root_fd, where + 1, text) == 0)
		return 0;
	snprintf(where, 256, "%s", argv[2]);
	if (subprocess_run(&what, &r, &ignored) == 0 && subprocess_ok(&r)) {
		buf_clear(text);
		buf_addn(text, buf_str(&r.out), r.out.len);
		return text->failed ? -ENOMEM : 0;
	}
	return -ENOENT;
}

/* The row "config" says where the options are from; "none": the image does not tell. */
static int put_config(int root_fd, const char *release, const struct sink *sink,
		      const struct cancel *cancel, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);
	char where[256];
	char *rest;
	char *line;
	int ret;

	if (read_config(root_fd, release, cancel, &text, where) < 0)
		return put_fact(sink, "config", "none", err);
	ret = put_fact(sink, "config", where, err);
	rest = text.data;
	while (ret == 0 && (line = text_line(&rest)) != NULL)
		ret = put_config_line(sink, line, err);
	return ret;
}

static int put_modules(int root_fd, struct part_state *part, const struct sink *sink,
		       struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(ROOT_TEXT_MAX);
	int ret = root_text(root_fd, "proc/modules", &text);
	char *rest;
	char *line;

	if (ret == -ENOENT)
		return 0; /* a kernel without modules */
	if (ret < 0) {
		part_fail(part, "/proc/modules: %s", strerror(-ret));
		return 0;
	}
	ret = 0;
	rest = text.data;
	while (ret == 0 && (line = text_line(&rest)) != NULL) {
		struct row row = row_of(TABLE_module);
		struct fields f = { line };

		row_text(&row, fields_next(&f, ' '));
		ret = sink_put(sink, &row, err);
	}
	return ret;
}

int collect_kernel(int root_fd, const struct sink *sink, const struct cancel *cancel,
		   struct error *err)
{
	struct part_state part = { 0 };
	struct utsname u;
	int ret;

	if (uname(&u) < 0)
		return error_errno(err, "uname");
	ret = put_uname(sink, &u, err);
	if (ret == 0)
		ret = put_file_facts(root_fd, &part, sink, err);
	if (ret == 0)
		ret = put_config(root_fd, u.release, sink, cancel, err);
	if (ret == 0)
		ret = put_modules(root_fd, &part, sink, err);
	if (ret == 0)
		ret = collect_sysctl(root_fd, &part, sink, err);
	return ret < 0 ? ret : part_end(&part, PART_KERNEL, sink, err);
}
