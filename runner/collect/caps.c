/* SPDX-License-Identifier: MIT */
#include "collect/caps.h"

/* By number, from linux/capability.h. */
static const char *const names[] = {
	"chown",
	"dac_override",
	"dac_read_search",
	"fowner",
	"fsetid",
	"kill",
	"setgid",
	"setuid",
	"setpcap",
	"linux_immutable",
	"net_bind_service",
	"net_broadcast",
	"net_admin",
	"net_raw",
	"ipc_lock",
	"ipc_owner",
	"sys_module",
	"sys_rawio",
	"sys_chroot",
	"sys_ptrace",
	"sys_pacct",
	"sys_admin",
	"sys_boot",
	"sys_nice",
	"sys_resource",
	"sys_time",
	"sys_tty_config",
	"mknod",
	"lease",
	"audit_write",
	"audit_control",
	"setfcap",
	"mac_override",
	"mac_admin",
	"syslog",
	"wake_alarm",
	"block_suspend",
	"audit_read",
	"perfmon",
	"bpf",
	"checkpoint_restore",
};

enum { E = 1, P = 2, I = 4, STATES = 8, CAPS = 64 };

static uint32_t le32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Which of e, p, i each capability has; false when the attribute is of no known version. */
static bool decode(const unsigned char *p, size_t len, unsigned states[CAPS])
{
	uint64_t permitted;
	uint64_t inheritable;
	unsigned version;

	if (len < 12)
		return false;
	version = p[3];
	if ((version == 1 && len != 12) || (version == 2 && len != 20) ||
	    (version == 3 && len != 24) || version < 1 || version > 3)
		return false;
	permitted = le32(p + 4);
	inheritable = le32(p + 8);
	if (version > 1) {
		permitted |= (uint64_t)le32(p + 12) << 32;
		inheritable |= (uint64_t)le32(p + 16) << 32;
	}
	for (unsigned c = 0; c < CAPS; c++) {
		states[c] = (permitted >> c & 1 ? (unsigned)P : 0U) |
			    (inheritable >> c & 1 ? (unsigned)I : 0U);
		if (states[c] && (p[0] & 1)) /* VFS_CAP_FLAGS_EFFECTIVE */
			states[c] |= E;
	}
	return true;
}

static void add_flags(struct buf *out, char op, unsigned state)
{
	buf_addc(out, op);
	if (state & E)
		buf_addc(out, 'e');
	if (state & I)
		buf_addc(out, 'i');
	if (state & P)
		buf_addc(out, 'p');
}

/* All capabilities that have this state, comma between; false when there are none. */
static bool add_names(struct buf *out, const unsigned states[CAPS], unsigned state)
{
	bool any = false;

	for (unsigned c = 0; c < CAPS; c++) {
		if (states[c] != state || (state == 0 && c >= ARRAY_SIZE(names)))
			continue;
		if (any)
			buf_addc(out, ',');
		else if (out->len)
			buf_addc(out, ' ');
		any = true;
		if (c < ARRAY_SIZE(names))
			buf_addf(out, "cap_%s", names[c]);
		else
			buf_addf(out, "%u", c);
	}
	return any;
}

void caps_text(const void *xattr, size_t len, struct buf *out)
{
	unsigned states[CAPS];
	size_t count[STATES] = { 0 };
	unsigned base = STATES - 1;
	bool first = true;

	if (!decode(xattr, len, states)) {
		buf_add(out, "invalid");
		return;
	}
	for (unsigned c = 0; c < ARRAY_SIZE(names); c++)
		count[states[c]]++;
	for (unsigned t = STATES - 1; t-- > 0;)
		if (count[t] > count[base])
			base = t;
	if (base != 0)
		add_flags(out, '=', base);
	for (unsigned t = STATES; t-- > 0;) {
		if (t == base || !add_names(out, states, t))
			continue;
		if (base == 0 && first)
			add_flags(out, '=', t);
		else if (t & ~base)
			add_flags(out, '+', t & ~base);
		if (base & ~t)
			add_flags(out, '-', base & ~t);
		first = false;
	}
	if (out->len == 0)
		buf_addc(out, '=');
}
