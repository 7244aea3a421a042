/* SPDX-License-Identifier: MIT */
#include "judge/dnf_vars.h"

#include "base/url.h"
#include "judge/dnf.h"
#include "judge/image.h"
#include "judge/parts.h"

static const char *const detected[] = { "arch", "basearch", "releasever", "releasever_major",
					"releasever_minor" };
/* What dnf5 reads (libdnf5/conf/const.hpp, VARS_DIRS); yum's own folder is none of them. */
static const char *const folders[] = { "/etc/dnf/vars", "/usr/share/dnf5/vars.d" };

size_t dnf_variable(const char *s, const char **name, size_t *skip)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	bool braced = s[1] == '{';
	size_t n;

	*name = s + (braced ? 2 : 1);
	n = strspn(*name, letters);
	*skip = n + (braced ? 2 : 1);
	if (braced && (*name)[n] == '}')
		(*skip)++;
	return n;
}

static bool from_packages(struct evidence *ev, const char *sql, struct findings *out,
			  struct buf *value)
{
	bool ready = out ? parts_ready(ev, EVIDENCE(PACKAGES), out)
			 : evidence_complete(ev) & EVIDENCE(PACKAGES);

	return ready && evidence_text(ev, value, sql, NULL);
}

/* What stands before the first '.' of the release's version, or behind it. */
static bool release_part(struct evidence *ev, bool major, struct findings *out, struct buf *value)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);
	const char *dot;

	if (!dnf_variable_value(ev, "releasever", out, &whole))
		return false;
	dot = strchr(buf_str(&whole), '.');
	buf_clear(value);
	if (major)
		buf_addn(value, buf_str(&whole), strcspn(buf_str(&whole), "."));
	else
		buf_add(value, dot ? dot + 1 : "");
	return true;
}

static bool from_file(struct evidence *ev, const char *name, struct buf *value)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folders[i], name);
		if (image_text(ev, buf_str(&path), value) != IMAGE_TEXT_READ)
			continue;
		value->len = strcspn(buf_str(value), "\n");
		if (value->data)
			value->data[value->len] = '\0';
		return true;
	}
	return false;
}

/* The version of system-release(releasever), else of the package that provides system-release. */
bool dnf_variable_value(struct evidence *ev, const char *name, struct findings *out,
			struct buf *value)
{
	static const char arch[] = "SELECT arch FROM package WHERE arch NOT IN ('noarch', '') "
				   "GROUP BY arch ORDER BY count(*) DESC, arch LIMIT 1";
	static const char provided[] =
		"SELECT version FROM package_dep WHERE kind = 'provides' AND name = "
		"'system-release(releasever)' AND version <> '' ORDER BY version LIMIT 1";
	static const char release[] =
		"SELECT p.version FROM package p JOIN package_dep d USING (nevra) WHERE "
		"d.kind = 'provides' AND d.name = 'system-release' ORDER BY nevra LIMIT 1";

	if (from_file(ev, name, value))
		return true;
	if (streq(name, "arch") || streq(name, "basearch"))
		return from_packages(ev, arch, out, value);
	if (streq(name, "releasever_major") || streq(name, "releasever_minor"))
		return release_part(ev, streq(name, "releasever_major"), out, value);
	if (!streq(name, "releasever"))
		return false;
	return from_packages(ev, provided, out, value) || from_packages(ev, release, out, value);
}

bool dnf_variable_known(struct evidence *ev, const char *name, size_t n)
{
	AUTO_FREE char *copy = strndup(name, n);

	for (size_t i = 0; copy && i < ARRAY_SIZE(detected); i++)
		if (streq(copy, detected[i]))
			return true;
	for (size_t i = 0; copy && i < ARRAY_SIZE(folders); i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

		buf_addf(&path, "%s/%s", folders[i], copy);
		if (image_real_path(ev, buf_str(&path), &real))
			return true;
	}
	return false;
}

bool dnf_expand(struct evidence *ev, const char *text, bool keep, struct findings *out,
		struct buf *to)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	buf_clear(to);
	while (*text) {
		const char *name;
		size_t skip;
		size_t n = *text == '$' ? dnf_variable(text, &name, &skip) : 0;
		AUTO_FREE char *copy = n ? strndup(name, n) : NULL;

		if (!n) {
			buf_addc(to, *text++);
			continue;
		}
		if (copy && dnf_variable_value(ev, copy, out, &value))
			buf_add(to, buf_str(&value));
		else if (keep)
			buf_addn(to, text, skip);
		else
			return false;
		text += skip;
	}
	return !to->failed;
}

bool dnf_repository_url(const struct dnf *d, struct evidence *ev, const char *id,
			struct findings *out, struct buf *url)
{
	static const char *const keys[] = { "metalink", "mirrorlist", "baseurl" };
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const struct dnf_entry *e = dnf_repository(d, id, keys[i]);

		if (!e || !e->value[strspn(e->value, ", \t\n")] ||
		    !dnf_expand(ev, e->value, true, out, &whole))
			continue;
		buf_clear(url);
		for (const char *at = buf_str(&whole); *at;) {
			size_t n = strcspn(at, ", \t\n");

			if (n && url->len)
				buf_addc(url, ' ');
			buf_addn(url, at, n);
			at += n;
			at += strspn(at, ", \t\n");
		}
		return url->len && !url->failed;
	}
	return false;
}

bool dnf_urls_are_remote(const char *urls)
{
	while (*urls) {
		if (!url_has_scheme(urls, "https") && !url_has_scheme(urls, "http"))
			return false;
		urls += strcspn(urls, " ");
		urls += strspn(urls, " ");
	}
	return true;
}
