/* SPDX-License-Identifier: MIT */
#include "judge/agent_needs.h"

#include <inttypes.h>
#include <stdio.h>

#include "judge/dependency.h"
#include "judge/image.h"

/* The installed package of that name, or the first that provides it. */
static bool find_package(struct needs *n, const char *name, struct buf *seen)
{
	static const char who[] =
		"SELECT nevra FROM (SELECT 0 AS o, nevra FROM package WHERE name = ?1 UNION ALL "
		"SELECT 1, nevra FROM package_dep WHERE name = ?1 AND kind = 'provides' UNION ALL "
		"SELECT 2, nevra FROM package_file WHERE path = ?1) ORDER BY o, nevra LIMIT 1";
	AUTO(buf) struct buf nevra = BUF_INIT(BUF_LINE);
	bool found = evidence_text(n->ev, &nevra, who, name);

	if (found) {
		buf_clear(seen);
		buf_add(seen, buf_str(&nevra));
	}
	return found;
}

/* "name", or "name >= 1.2": what stands before the first blank is its length. */
enum need need_package(struct needs *n, const char *what, struct buf *seen)
{
	size_t len = strcspn(what, " ");
	const char *flags = what + len + strspn(what + len, " ");
	size_t flags_len = strcspn(flags, " ");
	const char *version = flags + flags_len + strspn(flags + flags_len, " ");
	AUTO_FREE char *name = strndup(what, len);
	AUTO_FREE char *sign = strndup(flags, flags_len);
	enum dependency met = DEPENDENCY_UNREADABLE;
	bool there;

	if (!name || !sign) {
		finding_error(n->out, "no memory for the name of a package");
		return NEED_NOT_KNOWN;
	}
	buf_add(seen, "by no installed package");
	there = find_package(n, name, seen);
	if (there && !flags_len)
		return NEED_MET;
	if (*what == '(')
		met = dependency_met(n->ev, what, "", "");
	else
		met = dependency_met(n->ev, name, sign, version);
	if (met == DEPENDENCY_UNREADABLE) {
		buf_clear(seen);
		buf_add(seen, "it cannot be read as a dependency");
		return NEED_NOT_KNOWN;
	}
	if (met == DEPENDENCY_MET && !there) {
		buf_clear(seen);
		buf_add(seen, "installed packages meet it");
	}
	return met == DEPENDENCY_MET ? NEED_MET : NEED_NOT_MET;
}

enum need need_no_package(struct needs *n, const char *what, struct buf *seen)
{
	if (find_package(n, what, seen))
		return NEED_NOT_MET;
	buf_add(seen, "not installed");
	return NEED_MET;
}

/* "CONFIG_A=y"; of an option that the kernel does not know, only n is true. */
enum need need_kernel_option(struct needs *n, const char *what, struct buf *seen)
{
	const char *equals = strchr(what, '=');
	AUTO_FREE char *name = strndup(what, equals ? (size_t)(equals - what) : strlen(what));
	AUTO(buf) struct buf any = BUF_INIT(BUF_TEXT);

	if (!name || !evidence_text(n->ev, &any, "SELECT name FROM kernel_config LIMIT 1", NULL)) {
		buf_add(seen, "the kernel's configuration was not to be had");
		return NEED_NOT_KNOWN;
	}
	if (!evidence_text(n->ev, &any,
			   "SELECT value FROM kernel_config WHERE name = ?1 ORDER BY value DESC",
			   name)) {
		buf_add(seen, "this kernel does not know it");
		return equals && streq(equals + 1, "n") ? NEED_MET : NEED_NOT_MET;
	}
	buf_addf(seen, "%s=%s", name, buf_str(&any));
	return equals && streq(equals + 1, buf_str(&any)) ? NEED_MET : NEED_NOT_MET;
}

static bool is_read_only(const char *options)
{
	while (*options) {
		size_t len = strcspn(options, ",");

		if (len == 2 && strncmp(options, "ro", 2) == 0)
			return true;
		options += len;
		options += *options == ',';
	}
	return false;
}

/* The path, or the nearest folder above it that is there: where a package would make it. */
static void nearest_there(struct needs *n, const char *what, struct buf *real)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	char *slash;

	buf_add(&path, what);
	while (path.len > 1 && !image_real_path(n->ev, buf_str(&path), real)) {
		slash = strrchr(buf_str(&path), '/');
		*slash = '\0';
		path.len = strlen(buf_str(&path));
	}
	if (path.len <= 1) {
		buf_clear(real);
		buf_add(real, "/");
	}
}

/*
 * By the mount that the folder is of.  Whether a file is immutable (chattr +i) is not collected;
 * permissions are no matter of an agent that runs as root.
 */
enum need need_writable(struct needs *n, const char *what, struct buf *seen)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf target = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	size_t mounts = 0;
	size_t read_only = 0;

	nearest_there(n, what, &real);
	c = cursor_open(n->ev,
			"SELECT target, fstype, options FROM mount WHERE target = '/' OR "
			"target = ?1 OR substr(?1, 1, length(target) + 1) = target || '/' "
			"ORDER BY length(target) DESC, 1, 2, 3",
			1, (const char *[]){ buf_str(&real) });
	while (cursor_next(&c)) {
		if (mounts && !streq(cursor_text(&c, 0), buf_str(&target)))
			break;
		buf_clear(&target);
		buf_add(&target, cursor_text(&c, 0));
		buf_clear(seen);
		buf_addf(seen, "%s on %s is %s", cursor_text(&c, 1), cursor_text(&c, 0),
			 is_read_only(cursor_text(&c, 2)) ? "read-only" : "writable");
		read_only += is_read_only(cursor_text(&c, 2));
		mounts++;
	}
	if (mounts && (read_only == 0 || read_only == mounts))
		return read_only ? NEED_NOT_MET : NEED_MET;
	buf_clear(seen);
	buf_add(seen, mounts ? "several file systems are mounted one over another"
			     : "no mount that it is of was collected");
	return NEED_NOT_KNOWN;
}

bool need_port(const char *what, bool *tcp, int64_t *port)
{
	*tcp = starts_with(what, "tcp ");
	return (*tcp || starts_with(what, "udp ")) && str_int(what + 4, port) && *port >= 1 &&
	       *port <= 65535;
}

enum need need_free_port(struct needs *n, const char *what, struct buf *seen)
{
	AUTO(cursor) struct cursor c = { 0 };
	char number[24];
	int64_t port;
	bool tcp;

	if (!need_port(what, &tcp, &port))
		return NEED_NOT_KNOWN;
	snprintf(number, sizeof(number), "%" PRId64, port);
	c = cursor_open(n->ev,
			"SELECT process, address FROM listener WHERE substr(protocol, 1, 3) = ?1 "
			"AND port = CAST(?2 AS INTEGER) ORDER BY 1, 2 LIMIT 1",
			2, (const char *[]){ tcp ? "tcp" : "udp", number });
	if (!cursor_next(&c)) {
		buf_add(seen, "nobody listens");
		return NEED_MET;
	}
	buf_addf(seen, "%s listens at %s",
		 *cursor_text(&c, 0) ? cursor_text(&c, 0) : "an unknown program",
		 cursor_text(&c, 1));
	return NEED_NOT_MET;
}

enum need need_free_user(struct needs *n, const char *what, struct buf *seen)
{
	AUTO(buf) struct buf taken = BUF_INIT(BUF_LINE);

	if (!evidence_text(n->ev, &taken,
			   "SELECT 'a user, uid ' || uid FROM account WHERE name = ?1 UNION ALL "
			   "SELECT 'a group, gid ' || gid FROM group_ WHERE name = ?1 LIMIT 1",
			   what)) {
		buf_add(seen, "neither a user nor a group");
		return NEED_MET;
	}
	buf_addf(seen, "%s", buf_str(&taken));
	return NEED_NOT_MET;
}
