/* SPDX-License-Identifier: MIT */
/* The tables as facts: one statement for each class. */
#include "scenario/footprint_facts.h"

/* Where cron looks; what is there is class scheduled, and not class file as well. */
#define IN_CRON                                                                \
	"(path GLOB '/etc/cron*' OR path GLOB '/etc/anacrontab' OR path GLOB " \
	"'/var/spool/cron/*' OR path GLOB '/var/spool/at/*' OR path GLOB "     \
	"'/var/spool/anacron/*')"

#define FILE_STATE                                                                         \
	"printf('%s %04o %s:%s%s%s%s%s', type, mode, ifnull(uid, '?'), ifnull(gid, '?'), " \
	"CASE WHEN target IS NULL THEN '' ELSE ' -> ' END, ifnull(target, ''), "           \
	"CASE WHEN acl IS NULL THEN '' ELSE ' acl ' END, ifnull(acl, ''))"
/* The size of what was too large to be read. */
#define FILE_CONTENT                                                                    \
	"CASE WHEN sha256 IS NOT NULL THEN 'sha256 ' || sha256 WHEN type = 'file' AND " \
	"size IS NOT NULL THEN 'size ' || size ELSE '' END"
/* With a name of the machine in its path, which stands behind what it is (file_put_own()). */
#define FILE_OF_MACHINE                                                                \
	"SELECT substr(value, instr(value, ' /') + 1), substr(value, 1, instr(value, " \
	"' /') - 1), '', key FROM volatile WHERE part = 'files' AND instr(value, ' /')"

/* The kernel may have chosen the port, and chooses another the next time. */
#define LISTENER_EPHEMERAL                                                                   \
	"SELECT rtrim(key, '0123456789') || 'ephemeral' || CASE value WHEN '' THEN '' ELSE " \
	"' ' || value END, '' FROM volatile WHERE part = 'listeners' AND (key GLOB 'udp *' " \
	"OR key GLOB 'udp6 *')"

/* Settings of the kernel that are files of their own. */
#define KERNEL_SETTING                                                                         \
	"SELECT CASE key WHEN 'selinux_enforce' THEN 'selinux.enforce' ELSE 'kernel.' || key " \
	"END, value FROM kernel WHERE key IN ('selinux_enforce', 'lockdown', "                 \
	"'transparent_hugepage')"
/*
 * The kernel sets these from the memory of the machine, which is one and the same here.  Not
 * vm.user_reserve_kbytes: that is from what was free at that moment.
 */
#define SYSCTL_OF_MEMORY                                                           \
	"SELECT key, value FROM volatile WHERE part = 'kernel' AND (key IN "       \
	"('fs.epoll.max_user_watches', 'kernel.threads-max', 'net.ipv4.tcp_mem', " \
	"'net.ipv4.udp_mem') OR key GLOB 'user.max_*_namespaces')"

/* Object, state, content, path. */
static const char *const statements[FOOTPRINT_CLASS_COUNT] = {
	[FOOTPRINT_FILE] = "SELECT path, " FILE_STATE ", " FILE_CONTENT
			   ", path FROM file WHERE NOT (type <> 'directory' AND " IN_CRON
			   ") UNION ALL " FILE_OF_MACHINE " ORDER BY 1",
	/* The contents as well: another program with the same rights is another thing. */
	[FOOTPRINT_SET_ID] = "SELECT path, " FILE_STATE ", " FILE_CONTENT
			     ", path FROM file WHERE type = 'file' AND mode & 3072 ORDER BY path",
	[FOOTPRINT_CAPABILITY] = "SELECT path, caps, " FILE_CONTENT
				 ", path FROM file WHERE caps IS NOT NULL ORDER BY path",
	[FOOTPRINT_UNIT] = "SELECT name, load || CASE file_state WHEN '' THEN '' ELSE ', ' || "
			   "file_state END, active, max(path) FROM unit WHERE name NOT GLOB "
			   "'*.timer' AND NOT (load = 'not-found' AND active = 'inactive') GROUP "
			   "BY name ORDER BY name",
	[FOOTPRINT_SCHEDULED] =
		"SELECT name, load || CASE file_state WHEN '' THEN '' ELSE ', ' || file_state END, "
		"active, max(path) FROM unit WHERE name GLOB '*.timer' GROUP BY name UNION ALL "
		"SELECT path, " FILE_STATE ", " FILE_CONTENT
		", path FROM file WHERE type <> 'directory' AND " IN_CRON " ORDER BY 1",
	[FOOTPRINT_USER] =
		"SELECT name, group_concat(printf('uid %d, gid %d, home %s, shell %s, password "
		"%s', uid, gid, home, shell, password), '; '), '', '' FROM (SELECT * FROM account "
		"ORDER BY name, uid) GROUP BY name ORDER BY name",
	[FOOTPRINT_GROUP] =
		"SELECT name, group_concat(printf('gid %d%s%s', gid, CASE members WHEN '' THEN '' "
		"ELSE ', members ' END, members), '; '), '', '' FROM (SELECT * FROM group_ ORDER "
		"BY name, gid) GROUP BY name ORDER BY name",
	[FOOTPRINT_LISTENER] =
		"SELECT object, '', max(process), '' FROM (SELECT protocol || ' ' || address || "
		"CASE protocol WHEN 'unix' THEN '' ELSE ' ' || port END AS object, process FROM "
		"listener UNION ALL " LISTENER_EPHEMERAL ") GROUP BY object ORDER BY object",
	[FOOTPRINT_MODULE] = "SELECT DISTINCT name, '', '', '' FROM module ORDER BY name",
	[FOOTPRINT_SYSCTL] = "SELECT name, '', max(value), '' FROM (SELECT name, value FROM sysctl "
			     "UNION ALL " KERNEL_SETTING " UNION ALL " SYSCTL_OF_MEMORY
			     ") GROUP BY name ORDER BY name",
	[FOOTPRINT_MOUNT] =
		"SELECT target, group_concat(source || ' ' || fstype || ' ' || options, '; '), '', "
		"'' FROM (SELECT * FROM mount ORDER BY target, source, fstype, options) GROUP BY "
		"target ORDER BY target",
	[FOOTPRINT_PACKAGE] =
		"SELECT name, group_concat(evr, ', '), '', '' FROM (SELECT name, CASE WHEN epoch "
		"IS NULL THEN '' ELSE epoch || ':' END || version || '-' || release || '.' || arch "
		"AS evr FROM package ORDER BY name, evr) GROUP BY name ORDER BY name",
};

int class_facts_open(struct class_facts *f, enum footprint_class class, struct evidence *ev,
		     struct error *err)
{
	*f = (struct class_facts){ 0 };
	if (!statements[class])
		return class_facts_of_answers(f, class, ev, err);
	f->rows = cursor_open(ev, statements[class], 0, NULL);
	return 0;
}

bool class_facts_next(struct class_facts *f)
{
	if (f->of_answers) {
		if (f->lines_at == f->lines_count)
			return false;
		f->object = f->lines[f->lines_at++];
		f->state = f->with_state ? f->object + strlen(f->object) + 1 : "";
		f->content = f->path = "";
		return true;
	}
	if (!cursor_next(&f->rows))
		return false;
	f->object = cursor_text(&f->rows, 0);
	f->state = cursor_text(&f->rows, 1);
	f->content = cursor_text(&f->rows, 2);
	f->path = cursor_text(&f->rows, 3);
	return true;
}

void class_facts_release(struct class_facts *f)
{
	cursor_release(&f->rows);
	arena_release(&f->arena);
}
