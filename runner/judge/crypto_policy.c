/* SPDX-License-Identifier: MIT */
#include "judge/crypto_policy.h"

#include <ctype.h>

#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"

/* Adds the words of one line, in capitals; the first of all is the base. */
static bool add_names(struct arena *arena, const char *line, struct crypto_policy *p, size_t *room)
{
	while (*line) {
		size_t n = strcspn(line, ":");
		char *name = arena_strndup(arena, line, n);

		if (!name)
			return false;
		for (char *s = name; *s; s++)
			*s = (char)toupper((unsigned char)*s);
		if (!p->base)
			p->base = name;
		else if (n && !config_push(arena, &p->subpolicies, room, name))
			return false;
		line += n + (line[n] == ':');
	}
	return true;
}

static bool join_names(struct arena *arena, struct crypto_policy *p)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);

	buf_add(&name, p->base ? p->base : "");
	for (size_t i = 0; i < p->subpolicies.count; i++)
		buf_addf(&name, ":%s", p->subpolicies.items[i]);
	p->name = name.failed ? NULL : arena_strdup(arena, buf_str(&name));
	if (!p->base)
		p->base = "";
	return p->name != NULL;
}

int crypto_policy_named(struct evidence *ev, const char *path, struct arena *arena,
			struct crypto_policy *out, struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	struct config_lines lines = { 0 };
	size_t room = 0;
	int got = config_text(ev, path, &text, findings);
	bool ok = true;

	*out = (struct crypto_policy){ .name = "", .base = NULL };
	if (got <= 0)
		return got;
	lines.rest = buf_str(&text);
	while (ok && config_line(&lines, false, &line)) {
		char *hash = line.data ? strchr(line.data, '#') : NULL;

		if (hash) {
			*hash = '\0';
			line.len = (size_t)(hash - line.data);
		}
		while (line.len && isspace((unsigned char)line.data[line.len - 1]))
			line.data[--line.len] = '\0';
		if (!line.len)
			continue;
		out->line = out->line ? out->line : lines.number;
		ok = !line.failed && add_names(arena, buf_str(&line), out, &room);
	}
	if (!ok || line.failed || !join_names(arena, out)) {
		finding_error(findings, "%s: cannot be read as the name of a policy", path);
		return -1;
	}
	return 1;
}

bool crypto_back_ends(struct evidence *ev, const char *policy, struct arena *arena,
		      struct text_list *out)
{
	char *pattern = arena_printf(arena, CRYPTO_SHARE "/%s/*.txt", policy);
	struct text_list found;
	size_t room = 0;

	*out = (struct text_list){ 0 };
	if (!pattern || strpbrk(policy, "*?[\\/"))
		return pattern != NULL;
	if (!image_glob(ev, pattern, arena, &found))
		return false;
	for (size_t i = 0; i < found.count; i++) {
		const char *name = fs_basename(found.items[i]);
		char *stem = arena_strndup(arena, name, strlen(name) - strlen(".txt"));

		if (!stem || !config_push(arena, out, &room, stem))
			return false;
	}
	return true;
}

/* What local.d puts behind a back-end (save_config); false: nothing. */
static bool add_local(struct evidence *ev, const char *name, struct buf *text)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(buf) struct buf one = BUF_INIT(BUF_TEXT);
	char *pattern = arena_printf(&arena, CRYPTO_ETC "/local.d/%s-*.config", name);
	struct text_list found = { 0 };

	if (!pattern || !image_glob(ev, pattern, &arena, &found))
		text->failed = true;
	for (size_t i = 0; i < found.count; i++) {
		if (image_text(ev, found.items[i], &one) != IMAGE_TEXT_READ)
			text->failed = true;
		buf_add(text, buf_str(&one));
	}
	return found.count > 0;
}

enum crypto_back_end crypto_back_end(struct evidence *ev, const char *folder, const char *policy,
				     const char *name, struct buf *seen)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf shipped = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf is = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf should = BUF_INIT(BUF_TEXT);
	bool local;

	buf_clear(seen);
	buf_addf(&path, "%s/%s.config", folder, name);
	buf_addf(&shipped, CRYPTO_SHARE "/%s/%s.txt", policy, name);
	if (!image_real_path(ev, buf_str(&path), &real))
		return BACK_END_ABSENT;
	buf_add(seen, buf_str(&real));
	if (image_real_path(ev, buf_str(&shipped), &should) &&
	    streq(buf_str(&real), buf_str(&should)))
		return BACK_END_RIGHT;
	if (image_text(ev, buf_str(&shipped), &should) != IMAGE_TEXT_READ ||
	    image_text(ev, buf_str(&path), &is) != IMAGE_TEXT_READ)
		return BACK_END_UNKNOWN;
	if (streq(buf_str(&is), buf_str(&should)))
		return BACK_END_RIGHT;
	local = add_local(ev, name, &should);
	if (should.failed)
		return BACK_END_UNKNOWN;
	return local && streq(buf_str(&is), buf_str(&should)) ? BACK_END_LOCAL : BACK_END_OTHER;
}

/* DUMPABLE_SCOPES of cryptopolicies.py: the scope that a scope's lists come from. */
static const char *parent_of(const char *scope)
{
	static const char *const parents[][2] = {
		{ "nss-tls", "nss" },
		{ "nss-pkcs12", "nss" },
		{ "nss-pkcs12-import", "nss-pkcs12" },
		{ "nss-smime", "nss" },
		{ "nss-smime-import", "nss-smime" },
		{ "openssh-client", "openssh" },
		{ "openssh-server", "openssh" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(parents); i++)
		if (streq(parents[i][0], scope))
			return parents[i][1];
	return "";
}

bool crypto_scopes(const char *scope, const char *const **out)
{
	static const char *const ssh[] = { "openssh", "openssh-client", "openssh-server", "libssh",
					   NULL };
	static const char *const tls[] = { "gnutls", "java-tls", "nss-tls", "openssl", NULL };
	static const char *const ipsec[] = { "libreswan", NULL };
	static const char *const kerberos[] = { "krb5", NULL };
	static const char *const dnssec[] = { "bind", NULL };
	static const struct {
		const char *scope;
		const char *const *scopes;
	} map[] = { { "ssh", ssh },	{ "tls", tls },		  { "ssl", tls },
		    { "ipsec", ipsec }, { "kerberos", kerberos }, { "dnssec", dnssec } };

	for (size_t i = 0; i < ARRAY_SIZE(map); i++)
		if (strcasecmp(map[i].scope, scope) == 0) {
			*out = map[i].scopes;
			return true;
		}
	return false;
}

/* "mac@openssh = HMAC-SHA2-256 ...": the value of this very name. */
static bool dumped(const char *dump, const char *name, struct buf *out, unsigned *number)
{
	size_t n = strlen(name);
	unsigned at = 0;
	const char *line;
	size_t len;

	while (str_line(&dump, &line, &len)) {
		size_t eq = n;

		at++;
		if (len <= n || strncasecmp(line, name, n) != 0)
			continue;
		while (eq < len && line[eq] == ' ')
			eq++;
		if (eq == len || line[eq] != '=')
			continue;
		for (eq++; eq < len && line[eq] == ' '; eq++)
			;
		buf_clear(out);
		buf_addn(out, line + eq, len - eq);
		*number = at;
		return true;
	}
	return false;
}

bool crypto_list(const char *dump, const char *property, const char *scope, struct buf *out,
		 unsigned *line)
{
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);

	for (; *scope; scope = parent_of(scope)) {
		buf_clear(&name);
		buf_addf(&name, "%s@%s", property, scope);
		if (dumped(dump, buf_str(&name), out, line))
			return true;
	}
	return dumped(dump, property, out, line);
}
