/* SPDX-License-Identifier: MIT */
#include "judge/authselect.h"

#include "judge/config.h"

static const char conf[] = "/etc/authselect/authselect.conf";

/*
 * A line of the profile that has the module's name as a word of its own; features are not asked: a
 * line that some feature takes out is in the profile all the same.
 */
static unsigned line_with(const char *text, const char *module)
{
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { .rest = text };
	size_t n = strlen(module);

	while (config_line(&lines, false, &line)) {
		const char *p = buf_str(&line);

		if (config_is_comment(p))
			continue;
		while ((p = strstr(p, module)) != NULL) {
			bool begins = p > buf_str(&line) && strchr(" \t/", p[-1]);

			if (begins && (p[n] == '\0' || p[n] == ' ' || p[n] == '\t'))
				return lines.number;
			p += n;
		}
	}
	return 0;
}

/* 1: read; 0: there is no such file; -1: it is not in the evidence. */
static int profile_text(struct evidence *ev, const char *profile, const char *service,
			struct buf *path, struct buf *text, struct findings *out)
{
	static const char *const folders[] = { "/etc/authselect", "/usr/share/authselect/vendor",
					       "/usr/share/authselect/default" };
	bool custom = starts_with(profile, "custom/");

	for (size_t i = custom ? 0 : 1; i < (custom ? 1 : ARRAY_SIZE(folders)); i++) {
		int there;

		buf_clear(path);
		buf_addf(path, "%s/%s/%s", folders[i], profile, service);
		there = config_text(ev, buf_str(path), text, out);
		if (there != 0)
			return there;
	}
	return 0;
}

static void judge_service(struct evidence *ev, const char *profile, const char *service,
			  const struct text_list *modules, struct findings *out)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	int there = profile_text(ev, profile, service, &path, &text, out);

	if (there < 0)
		return;
	if (there == 0) {
		finding_fail(out, profile, "a profile of authselect", "it has no file %s", service);
		return;
	}
	for (size_t i = 0; i < modules->count; i++) {
		unsigned number = line_with(buf_str(&text), modules->items[i]);

		if (number)
			finding_pass(out, buf_str(&path), "%s in line %u", modules->items[i],
				     number);
		else
			finding_fail(out, buf_str(&path), modules->items[i], "not in the profile");
	}
}

bool authselect_judged(struct evidence *ev, const struct text_list *modules,
		       const struct text_list *services, struct findings *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf profile = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };
	int there = config_text(ev, conf, &text, out);

	if (there <= 0)
		return there < 0;
	lines.rest = buf_str(&text);
	if (!config_line(&lines, false, &profile) || profile.len == 0) {
		finding_fail(out, conf, "a selected profile", "it names none");
		return true;
	}
	if (strstr(buf_str(&profile), "..")) {
		finding_fail(out, conf, "the name of a profile", "%s", buf_str(&profile));
		return true;
	}
	for (size_t i = 0; i < services->count; i++)
		judge_service(ev, buf_str(&profile), services->items[i], modules, out);
	return true;
}
