/* SPDX-License-Identifier: MIT */
#include "collect/probe_instant.h"

#include "base/fs.h"
#include "base/str.h"
#include "collect/built_in.h"

int probe_instant_main(int argc, const char *const *argv UNUSED, struct buf *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;

	if (argc != 0)
		return BUILT_IN_MALFORMED;
	if (fs_read("/proc/sys/kernel/random/boot_id", &text, &err) < 0) {
		buf_addf(out, "%s\n", err.text);
		return 1;
	}
	buf_addf(out, "%.*s\n", (int)strcspn(buf_str(&text), "\n"), buf_str(&text));
	return 0;
}

/* KiB behind "NAME:" in /proc/meminfo; -1: it is not there. */
static int64_t field(const char *text, const char *name)
{
	const char *line;
	size_t len;

	while (str_line(&text, &line, &len)) {
		int64_t kib = 0;

		if (!starts_with(line, name))
			continue;
		for (line += strlen(name); *line == ' '; line++)
			;
		for (; *line >= '0' && *line <= '9' && kib < INT64_MAX / 16; line++)
			kib = kib * 10 + (*line - '0');
		return kib;
	}
	return -1;
}

int probe_memory_main(int argc, const char *const *argv UNUSED, struct buf *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	int64_t total;
	int64_t available;

	if (argc != 0)
		return BUILT_IN_MALFORMED;
	if (fs_read("/proc/meminfo", &text, &err) < 0) {
		buf_addf(out, "%s\n", err.text);
		return 1;
	}
	total = field(buf_str(&text), "MemTotal:");
	available = field(buf_str(&text), "MemAvailable:");
	if (total < 0 || available < 0 || available > total) {
		buf_add(out, "/proc/meminfo does not say\n");
		return 1;
	}
	buf_addf(out, "%lld\n", (long long)((total - available) / 1024));
	return 0;
}
