/* SPDX-License-Identifier: MIT */
#include "judge/path_set.h"

#include <fnmatch.h>

#include "judge/config.h"
#include "judge/image.h"
#include "judge/sshd_answer.h"
#include "model/coverage.h"

static const char auditd_conf[] = "/etc/audit/auditd.conf";

bool path_set_is_pattern(const char *path)
{
	return path[strcspn(path, "*?[\\")] != '\0';
}

bool path_set_known(struct evidence *ev, const char *path, struct findings *findings)
{
	if ((evidence_complete(ev) & EVIDENCE(FILES)) || coverage_has(path))
		return true;
	finding_missing(
		findings,
		"%s: not collected; without the whole image only paths of configuration are", path);
	return false;
}

/* Below `folder`, "" for the root: of the folder itself, or at any depth. */
static bool below(struct evidence *ev, const char *folder, const char *name, bool deep,
		  const char *type, struct arena *arena, const char *shown, struct text_list *out)
{
	AUTO(buf) struct buf from = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf to = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	size_t room = 0;

	buf_addf(&from, "%s/", folder);
	buf_addf(&to, "%s0", folder); /* '0' is the byte behind '/' */
	c = cursor_open(ev,
			"SELECT substr(path, length(?1) + 1) AS name, type FROM file WHERE "
			"path > ?1 AND path < ?2 ORDER BY name",
			2, (const char *[]){ buf_str(&from), buf_str(&to) });
	while (cursor_next(&c)) {
		const char *rest = cursor_text(&c, 0);
		bool fits = deep || (!strchr(rest, '/') &&
				     fnmatch(name, rest, FNM_PERIOD | FNM_PATHNAME) == 0);
		const char *path;

		if (!fits || (type ? !streq(type, cursor_text(&c, 1))
				   : streq(cursor_text(&c, 1), "directory")))
			continue;
		path = arena_printf(arena, "%s/%s", shown, rest);
		if (!path || !config_push(arena, out, &room, path))
			return false;
	}
	return true;
}

bool path_set_expand(struct evidence *ev, const char *pattern, const char *type,
		     struct arena *arena, struct text_list *out, struct findings *findings)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const char *slash = strrchr(pattern, '/');
	const char *folder;
	const char *inside;
	size_t room = 0;

	*out = (struct text_list){ 0 };
	if (!path_set_is_pattern(pattern)) {
		if (config_push(arena, out, &room, pattern))
			return true;
		finding_error(findings, "no memory for a list of paths");
		return false;
	}
	folder = arena_strndup(arena, pattern, (size_t)(slash - pattern));
	inside = folder ? arena_printf(arena, "%s/x", folder) : NULL;
	if (!inside) {
		finding_error(findings, "no memory for a list of paths");
		return false;
	}
	if (!image_real_path(ev, *folder ? folder : "/", &real))
		return path_set_known(ev, folder, findings) &&
		       path_set_known(ev, buf_str(&real), findings); /* where a link led */
	if (!path_set_known(ev, inside, findings))
		return false;
	if (below(ev, streq(buf_str(&real), "/") ? "" : buf_str(&real), slash + 1,
		  streq(slash + 1, "**"), type, arena, folder, out))
		return true;
	finding_error(findings, "no memory for a list of paths");
	return false;
}

/* auditd.conf(5): KEYWORD = VALUE, upper and lower case alike; the last one counts. */
static const char *auditd_value(struct evidence *ev, const char *key, const char *fallback,
				struct arena *arena, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };
	const char *value = fallback;

	if (config_text(ev, auditd_conf, &text, findings) < 0)
		return NULL;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *s = buf_str(&line);
		size_t len = strcspn(s, " \t=");
		const char *v = s + len + strspn(s + len, " \t");

		if (*s == '#' || len != strlen(key) || strncasecmp(s, key, len) != 0 || *v != '=')
			continue;
		v += 1 + strspn(v + 1, " \t");
		value = arena_strndup(arena, v, strcspn(v, " \t"));
		if (!value) {
			finding_error(findings, "no memory for %s", auditd_conf);
			return NULL;
		}
	}
	return value;
}

const char *path_set_audit_group(struct evidence *ev, struct arena *arena,
				 struct findings *findings)
{
	return auditd_value(ev, "log_group", "root", arena, findings);
}

/* The log, and those that were rotated: audit.log.1. */
static bool of_auditd(struct evidence *ev, struct arena *arena, struct text_list *out,
		      struct findings *findings)
{
	const char *file =
		auditd_value(ev, "log_file", "/var/log/audit/audit.log", arena, findings);
	const char *pattern = file ? arena_printf(arena, "%s*", file) : NULL;
	size_t room = 0;

	if (!pattern)
		return false;
	if (*pattern != '/') {
		finding_fail(findings, auditd_conf, "log_file is an absolute path", "%s", file);
		return false;
	}
	return config_push(arena, out, &room, pattern);
}

static bool of_sshd(struct evidence *ev, const char *suffix, struct arena *arena,
		    struct text_list *out, struct findings *findings)
{
	AUTO(sshd_config) struct sshd_config c = { 0 };
	struct sshd_answer a = SSHD_ANSWER("hostkey", NULL);
	size_t room = 0;
	bool good = true;

	if (!sshd_config_read(&c, ev)) {
		finding_error(findings, "no memory for the configuration of sshd");
		return false;
	}
	if (c.why) {
		finding_error(findings, "%s", c.why);
		return false;
	}
	sshd_find_global(&c, &a);
	for (const char *s = buf_str(&a.value); *s && good;) {
		size_t len = strcspn(s, " ");
		const char *key = arena_printf(arena, "%.*s%s", (int)len, s, suffix);

		/* "none" is no key; a relative path is one that sshd does not find either */
		good = key && (*key != '/' || config_push(arena, out, &room, key));
		s += len + strspn(s + len, " ");
	}
	sshd_answer_release(&a);
	if (!good)
		finding_error(findings, "no memory for a list of paths");
	return good;
}

const char *const path_set_sources[] = { "audit-logs", "sshd-host-keys", "sshd-public-host-keys",
					 NULL };

bool path_set_of(struct evidence *ev, const char *source, struct arena *arena,
		 struct text_list *out, struct findings *findings)
{
	*out = (struct text_list){ 0 };
	if (streq(source, "audit-logs"))
		return of_auditd(ev, arena, out, findings);
	return of_sshd(ev, streq(source, "sshd-host-keys") ? "" : ".pub", arena, out, findings);
}
