/* SPDX-License-Identifier: MIT */
#include "collect/acl.h"

#include <sys/xattr.h>

enum { VERSION = 2, HEADER = 4, ENTRY = 8 };
enum { USER_OBJ = 1, USER = 2, GROUP_OBJ = 4, GROUP = 8, MASK = 16, OTHER = 32 };

static unsigned le(const unsigned char *p, unsigned bytes)
{
	unsigned n = 0;

	while (bytes-- > 0)
		n = n << 8 | p[bytes];
	return n;
}

static const char *tag_name(unsigned tag)
{
	switch (tag) {
	case USER_OBJ:
	case USER:
		return "user";
	case GROUP_OBJ:
	case GROUP:
		return "group";
	case MASK:
		return "mask";
	case OTHER:
		return "other";
	default:
		return NULL;
	}
}

/* False: no entry of this kind is known. */
static bool add_entry(const unsigned char *p, struct buf *out)
{
	unsigned tag = le(p, 2);
	unsigned bits = le(p + 2, 2);
	const char *name = tag_name(tag);

	if (!name || bits > 7)
		return false;
	if (tag == USER_OBJ || tag == OTHER)
		return true;
	buf_addf(out, "%s%s:", out->len ? "," : "", name);
	if (tag == USER || tag == GROUP)
		buf_addf(out, "%u", le(p + 4, 4));
	buf_addf(out, ":%c%c%c", bits & 4 ? 'r' : '-', bits & 2 ? 'w' : '-', bits & 1 ? 'x' : '-');
	return true;
}

void acl_text(const char *xattr, ssize_t len, struct buf *out)
{
	const unsigned char *p = (const unsigned char *)xattr;
	size_t size = len > 0 ? (size_t)len : 0;
	bool valid = size >= HEADER && (size - HEADER) % ENTRY == 0 && le(p, 4) == VERSION;
	bool beyond = false;

	buf_clear(out);
	if (len < 0)
		buf_add(out, "unread");
	if (len <= 0)
		return;
	for (size_t at = HEADER; valid && at < size; at += ENTRY) {
		valid = add_entry(p + at, out);
		beyond = beyond || (le(p + at, 2) & (USER | GROUP | MASK));
	}
	if (!valid || !beyond) /* not beyond: the three classes of the mode itself */
		buf_clear(out);
	if (!valid)
		buf_add(out, "invalid");
}

ssize_t acl_get(int fd, const char *path, char out[ACL_XATTR_MAX])
{
	static const char name[] = "system.posix_acl_access";
	ssize_t n = fd >= 0 ? fgetxattr(fd, name, out, ACL_XATTR_MAX)
			    : lgetxattr(path, name, out, ACL_XATTR_MAX);

	if (n >= 0)
		return n;
	return errno == ENODATA || errno == EOPNOTSUPP || errno == ENOENT ? 0 : -1;
}
