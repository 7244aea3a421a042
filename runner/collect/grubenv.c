/* SPDX-License-Identifier: MIT */
/* GRUB's environment block (GNU GRUB Manual, 16.2): NAME=VALUE lines, '#' to fill 1,024 bytes. */
#include "base/str.h"
#include "collect/boot_files.h"
#include "collect/root_text.h"
#include "collect/text.h"

/* Written at every boot, or by a choice in the menu: no property of the image. */
static bool is_of_one_boot(const char *line, size_t len)
{
	static const char *const names[] = {
		"boot_", "menu_", "saved_entry=", "next_entry=", "prev_saved_entry=", "recordfail="
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (len >= strlen(names[i]) && memcmp(line, names[i], strlen(names[i])) == 0)
			return true;
	return len > 0 && *line == '#';
}

int collect_grubenv(int root_fd, const struct sink *sink, struct part_state *part,
		    struct error *err)
{
	static const char *const paths[] = { "/boot/grub2/grubenv", "/boot/grub/grubenv" };

	for (size_t i = 0; i < ARRAY_SIZE(paths); i++) {
		AUTO(buf) struct buf text = BUF_INIT(TEXT_MAX);
		AUTO(buf) struct buf kept = BUF_INIT(TEXT_MAX);
		int ret = root_text(root_fd, paths[i], &text);
		const char *rest = buf_str(&text);
		const char *line;
		size_t len;

		if (ret == -ENOENT || ret == -ELOOP)
			continue;
		if (ret < 0) {
			part_fail(part, "%s: %s", paths[i], strerror(-ret));
			continue;
		}
		while (str_line(&rest, &line, &len)) {
			if (is_of_one_boot(line, len))
				continue;
			buf_addn(&kept, line, len);
			buf_addc(&kept, '\n');
		}
		ret = text_put(sink, paths[i], buf_str(&kept), kept.len, !kept.failed, err);
		if (ret < 0)
			return ret;
	}
	return 0;
}
