/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <unistd.h>

#include "base/str.h"
#include "model/manifest.h"
#include "scenario/footprint.h"

#define SCENE_MAX (64 << 10)

/* Answers of a machine with no firewall and no denial. */
#define QUIET                                                                                  \
	"INSERT INTO command VALUES ('nft list ruleset', 'exited', 0, '', '');"                \
	"INSERT INTO command VALUES ('firewall-cmd --list-all', 'not-found', 0, '', '');"      \
	"INSERT INTO command VALUES ('journalctl -b -q -o cat --no-pager -g avc: *denied', "   \
	"'exited', 1, '', '');"                                                                \
	"INSERT INTO command VALUES ('ausearch --input-logs -m AVC,USER_AVC -ts boot --raw', " \
	"'not-found', 0, '', '');"                                                             \
	"INSERT INTO command VALUES ('azlcts-probe set-id', 'exited', 0, '', '');"
#define FILE_ROW(path, mode, sha)                                                                 \
	"INSERT INTO file (path, type, mode, uid, gid, sha256) VALUES ('" path "', 'file', " mode \
	", 0, 0, '" sha "');"
#define UNIT_ROW(name, load, active, state, path)                                     \
	"INSERT INTO unit VALUES ('" name "', '" load "', '" active "', 'x', '" state \
	"', '', '', '" path "');"

static const char base[] = QUIET FILE_ROW("/etc/motd", "420", "aa")
	FILE_ROW("/var/lib/seed", "384", "aa") FILE_ROW("/etc/passwd", "420", "aa") UNIT_ROW(
		"a.service", "loaded", "active", "enabled",
		"") "INSERT INTO sysctl VALUES ('kernel.x', '1');"
		    "INSERT INTO kernel VALUES ('selinux_enforce', '1');"
		    "INSERT INTO volatile VALUES ('kernel', 'kernel.threads-max', '7302');";

/* An evidence with these rows whose parts, but for these, are complete. */
static struct evidence *world(const char *sql, unsigned without)
{
	char path[] = "/tmp/azlcts-footprint-XXXXXX";
	struct error err = ERROR_INIT;
	struct evidence *made = NULL;
	struct evidence *ev = NULL;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	assert_int_equal(evidence_create(&made, path, &err), 0);
	for (unsigned p = 0; p < PART_COUNT; p++)
		if (!(without & PART_BIT(p)))
			assert_int_equal(sink_complete(evidence_sink(made), (enum part)p, &err), 0);
	assert_int_equal(evidence_commit(made, &err), 0);
	evidence_free(made);
	assert_int_equal(evidence_copy(&ev, path, &err), 0);
	unlink(path);
	if (evidence_change(ev, sql, &err) != 0)
		fail_msg("%s", err.text);
	return ev;
}

struct scene {
	int ret;
	struct error err;
	char rows[SCENE_MAX];
};

static void tell(struct evidence *ev, char out[SCENE_MAX])
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT class, object, change, owner, before, after FROM "
				      "footprint ORDER BY class, object",
				      0, NULL);
	AUTO(buf) struct buf text = BUF_INIT(SCENE_MAX);

	while (cursor_next(&c))
		buf_addf(&text, "%s %s %s [%s]%s%s%s%s\n", cursor_text(&c, 0), cursor_text(&c, 1),
			 cursor_text(&c, 2), cursor_text(&c, 3), cursor_null(&c, 4) ? "" : " - ",
			 cursor_text(&c, 4), cursor_null(&c, 5) ? "" : " + ", cursor_text(&c, 5));
	assert_false(evidence_failed(ev));
	snprintf(out, SCENE_MAX, "%s", buf_str(&text));
}

/* Texts of SQL on top of the base; `control` NULL: there is none. */
static void play(struct scene *s, const char *after, const char *control, unsigned without)
{
	AUTO_EVIDENCE struct evidence *rows = world("", 0);
	AUTO_EVIDENCE struct evidence *one = world(base, 0);
	AUTO_EVIDENCE struct evidence *two = NULL;
	AUTO_EVIDENCE struct evidence *three = NULL;
	AUTO(buf) struct buf sql = BUF_INIT(BUF_TEXT);
	struct footprint f = { .scenario = "s", .span = "install", .before = one };

	buf_addf(&sql, "%s%s", base, after);
	two = world(buf_str(&sql), without);
	f.after = two;
	if (control) {
		buf_clear(&sql);
		buf_addf(&sql, "%s%s", base, control);
		three = world(buf_str(&sql), 0);
		f.control = three;
	}
	*s = (struct scene){ .err = ERROR_INIT };
	s->ret = footprint_write(&f, evidence_sink(rows), &s->err);
	tell(rows, s->rows);
}

static void expect(const char *after, const char *control, const char *rows)
{
	static struct scene s;

	play(&s, after, control, 0);
	if (s.ret)
		fail_msg("%s", s.err.text);
	assert_string_equal(s.rows, rows);
}

static void test_nothing(void **state UNUSED)
{
	expect("", "", "");
	expect("", NULL, "");
}

static void test_files(void **state UNUSED)
{
	expect(FILE_ROW("/opt/x", "420", "bb") "UPDATE file SET mode = 438 WHERE path = "
					       "'/etc/motd';DELETE FROM file WHERE path = "
					       "'/var/lib/seed';",
	       "",
	       "file /etc/motd changed [] - file 0644 0:0, sha256 aa + file 0666 0:0, sha256 aa\n"
	       "file /opt/x added [] + file 0644 0:0, sha256 bb\n"
	       "file /var/lib/seed removed [] - file 0600 0:0, sha256 aa\n");
}

/* What the control changes is nobody's, but a mode that it does not have is the product's. */
static void test_control(void **state UNUSED)
{
	static const char seed[] = "UPDATE file SET sha256 = 'cc' WHERE path = '/var/lib/seed';";

	expect("UPDATE file SET sha256 = 'bb' WHERE path = '/var/lib/seed';", seed, "");
	expect("UPDATE file SET sha256 = 'bb', mode = 511 WHERE path = '/var/lib/seed';", seed,
	       "file /var/lib/seed changed [] - file 0600 0:0, sha256 aa + file 0777 0:0, sha256 "
	       "bb\n");
	expect("DELETE FROM file WHERE path = '/var/lib/seed';", seed,
	       "file /var/lib/seed removed [] - file 0600 0:0, sha256 aa\n");
	expect(FILE_ROW("/var/lib/new", "420", "aa"), FILE_ROW("/var/lib/new", "420", "bb"), "");
	/* the product put back what the control changes: no difference is none */
	expect("", seed, "");
	expect("UPDATE sysctl SET value = '2';", "UPDATE sysctl SET value = '3';", "");
	expect("UPDATE sysctl SET value = '2';", "", "sysctl kernel.x changed [] - 1 + 2\n");
}

static void test_owner(void **state UNUSED)
{
	expect("INSERT INTO package (nevra, name, version, release, arch) VALUES "
	       "('my-agent-1-2.x86_64', 'my-agent', '1', '2', 'x86_64');"
	       "INSERT INTO package_file (nevra, path) VALUES ('my-agent-1-2.x86_64', "
	       "'/usr/bin/agent'), ('my-agent-1-2.x86_64', '/lib/systemd/system/a2.service');"
	       "INSERT INTO package_dep (nevra, kind, name) VALUES ('my-agent-1-2.x86_64', "
	       "'provides', 'user(agent)');"
	       "INSERT INTO file (path, type, mode, target) VALUES ('/lib', 'symlink', 511, "
	       "'usr/lib'), ('/etc/systemd/system/multi-user.target.wants/a2.service', "
	       "'symlink', 511, '/usr/lib/systemd/system/a2.service');"
	       "INSERT INTO account (name, uid, gid, home, shell, password) VALUES ('agent', 990, "
	       "990, '/', '/sbin/nologin', 'locked');" FILE_ROW("/usr/bin/agent", "2541", "bb")
		       UNIT_ROW("a2.service", "loaded", "active", "enabled",
				"/usr/lib/systemd/system/a2.service"),
	       "",
	       "file /etc/systemd/system/multi-user.target.wants/a2.service added [my-agent] + "
	       "symlink 0777 ?:? -> /usr/lib/systemd/system/a2.service\n"
	       "file /lib added [] + symlink 0777 ?:? -> usr/lib\n"
	       "file /usr/bin/agent added [my-agent] + file 4755 0:0, sha256 bb\n"
	       "package my-agent added [my-agent] + 1-2.x86_64\n"
	       "set-id /usr/bin/agent added [my-agent] + file 4755 0:0, sha256 bb\n"
	       "unit a2.service added [my-agent] + loaded, enabled, active\n"
	       "user agent added [my-agent] + uid 990, gid 990, home /, shell /sbin/nologin, "
	       "password locked\n");
}

/* A package that names a file of another, or an account, does not own it thereby. */
static void test_claims(void **state UNUSED)
{
	static const char both[] =
		"INSERT INTO package (nevra, name, version, release, arch) VALUES "
		"('setup-1-1.noarch', 'setup', '1', '1', 'noarch');"
		"INSERT INTO package_file (nevra, path) VALUES ('setup-1-1.noarch', '/etc/motd');"
		"INSERT INTO package_dep (nevra, kind, name) VALUES ('setup-1-1.noarch', "
		"'provides', 'user(root)');"
		"INSERT INTO account (name, uid, gid, home, shell, password) VALUES ('root', 0, 0, "
		"'/root', '/bin/sh', 'locked');";
	static const char after[] =
		"INSERT INTO package (nevra, name, version, release, arch) VALUES "
		"('agent-1-1.noarch', 'agent', '1', '1', 'noarch');"
		"INSERT INTO package_file (nevra, path) VALUES ('agent-1-1.noarch', '/etc/motd');"
		"INSERT INTO package_dep (nevra, kind, name) VALUES ('agent-1-1.noarch', "
		"'provides', 'user(root)');"
		"UPDATE file SET sha256 = 'bb' WHERE path = '/etc/motd';"
		"UPDATE account SET password = 'set';";
	static const char *const names[] = { "other" };
	static const struct text_list others = { names, 1 };
	AUTO_EVIDENCE struct evidence *rows = world("", 0);
	AUTO_EVIDENCE struct evidence *one = NULL;
	AUTO_EVIDENCE struct evidence *two = NULL;
	AUTO(buf) struct buf sql = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	static char text[SCENE_MAX];

	buf_addf(&sql, "%s%s", base, both);
	one = world(buf_str(&sql), 0);
	buf_add(&sql, after);
	two = world(buf_str(&sql), 0);

	const struct footprint f = {
		.scenario = "s", .span = "install", .before = one, .after = two, .brought = &others
	};

	assert_int_equal(footprint_write(&f, evidence_sink(rows), &err), 0);
	tell(rows, text);
	assert_string_equal(text,
			    "file /etc/motd changed [setup] - file 0644 0:0, sha256 aa + file 0644 "
			    "0:0, sha256 bb\n"
			    "package agent added [] + 1-1.noarch\n"
			    "user root changed [setup] - uid 0, gid 0, home /root, shell /bin/sh, "
			    "password locked + uid 0, gid 0, home /root, shell /bin/sh, password "
			    "set\n");
}

#define SET_ID(output) \
	"UPDATE command SET output = '" output "' WHERE argv = 'azlcts-probe set-id';"

/* Where no collector of files looks. */
static void test_in_memory(void **state UNUSED)
{
	static const char old[] = SET_ID("file 2755 0:0 - /run/old\n");

	expect(SET_ID("file 4755 0:0 - /tmp/a b\nfile 2755 0:0 - /run/old\n"
		      "file 0755 0:0 cap_net_raw=ep /dev/shm/x\n"),
	       old,
	       "set-id /dev/shm/x added [] + file 0755 0:0 cap_net_raw=ep\n"
	       "set-id /tmp/a b added [] + file 4755 0:0\n");
	expect(SET_ID("file 6755 0:0 - /run/old\n"), old,
	       "set-id /run/old changed [] - file 2755 0:0 + file 6755 0:0\n");
	expect("UPDATE command SET code = 1 WHERE argv = 'azlcts-probe set-id';", old,
	       "set-id set-id unknown [] + set-id files that no table has could not be looked "
	       "for\n");
	expect(SET_ID("nonsense\n"), old,
	       "set-id set-id unknown [] + the list of set-id files cannot be read\n");
}

/* Books that the machine keeps: what is written there, not who may read it, nor what lies beside.
 */
static void test_usual(void **state UNUSED)
{
	static const char noise[] = FILE_ROW("/usr/lib/sysimage/libdnf5/nevras.toml", "420", "bb")
		FILE_ROW("/usr/lib/sysimage/libdnf5", "420", "bb")
			FILE_ROW("/var/log/journal/x/system.journal", "416", "bb");

	expect(noise, "", "");
	expect(FILE_ROW("/var/lib/dnf-evil", "420", "bb") "UPDATE file SET mode = 438 WHERE path = "
							  "'/etc/passwd';",
	       "",
	       "file /etc/passwd changed [] - file 0644 0:0, sha256 aa + file 0666 0:0, sha256 aa\n"
	       "file /var/lib/dnf-evil added [] + file 0644 0:0, sha256 bb\n");
}

static void test_classes(void **state UNUSED)
{
	expect("INSERT INTO listener VALUES ('tcp', '0.0.0.0', 9100, 'agent'), ('unix', '/run/a', "
	       "0, 'agent'); INSERT INTO module VALUES ('evil'); INSERT INTO mount VALUES "
	       "('/mnt', 'tmpfs', 'tmpfs', 'rw'); INSERT INTO group_ VALUES ('wheel', 10, 'me');"
	       "UPDATE file SET caps = 'cap_net_raw=ep' WHERE path = '/etc/motd';"
	       "UPDATE unit SET active = 'failed';" FILE_ROW("/etc/cron.d/x", "420", "bb")
		       UNIT_ROW("t.timer", "loaded", "active", "enabled", "")
			       UNIT_ROW("gone.service", "not-found", "inactive", "", "")
				       FILE_ROW("/usr/lib/sysimage/rpm/rpmdb.sqlite", "420",
						"z") "UPDATE file SET sha256 = 'b' WHERE path = "
						     "'/etc/passwd';",
	       "",
	       "capability /etc/motd added [] + cap_net_raw=ep, sha256 aa\n"
	       "group wheel added [] + gid 10, members me\n"
	       "listener tcp 0.0.0.0 9100 added [] + agent\n"
	       "listener unix /run/a added [] + agent\n"
	       "module evil added []\n"
	       "mount /mnt added [] + tmpfs tmpfs rw\n"
	       "scheduled /etc/cron.d/x added [] + file 0644 0:0, sha256 bb\n"
	       "scheduled t.timer added [] + loaded, enabled, active\n"
	       "unit a.service changed [] - loaded, enabled, active + loaded, enabled, failed\n");
}

/* What the kernel chose a port for differs from run to run by its port, and by nothing else. */
static void test_ephemeral(void **state UNUSED)
{
	expect("INSERT INTO volatile VALUES ('listeners', 'udp 0.0.0.0 41641', 'agent'), "
	       "('listeners', 'udp 0.0.0.0 51820', ''), ('listeners', 'udp 0.0.0.0 51821', "
	       "'agent'), ('listeners', 'udp6 fe80::1 60000', 'agent'), ('listeners', 'udp "
	       "10.0.2.15 40001', 'dns'), ('listeners', '@/tmp/dbus-0123abcd', 'agent');",
	       "INSERT INTO volatile VALUES ('listeners', 'udp 10.0.2.15 50002', 'dns');",
	       "listener udp 0.0.0.0 ephemeral added []\n"
	       "listener udp 0.0.0.0 ephemeral agent added []\n"
	       "listener udp6 fe80::1 ephemeral agent added []\n");
}

/* Settings of the kernel that are no parameters, and parameters that it makes from its memory. */
static void test_kernel(void **state UNUSED)
{
	expect("UPDATE kernel SET value = '0' WHERE key = 'selinux_enforce';"
	       "UPDATE volatile SET value = '64';"
	       "INSERT INTO kernel VALUES ('lockdown', 'none'), ('transparent_hugepage', "
	       "'always'), ('taint', '1'); INSERT INTO volatile VALUES ('kernel', "
	       "'user.max_user_namespaces', '0'), ('kernel', 'fs.file-nr', '1 0 9'), ('kernel', "
	       "'vm.user_reserve_kbytes', '2'), ('scenario', 'net.ipv4.udp_mem', '3');",
	       "",
	       "sysctl kernel.lockdown added [] + none\n"
	       "sysctl kernel.threads-max changed [] - 7302 + 64\n"
	       "sysctl kernel.transparent_hugepage added [] + always\n"
	       "sysctl selinux.enforce changed [] - 1 + 0\n"
	       "sysctl user.max_user_namespaces added [] + 0\n");
}

/* Names of the machine, by what they are called on any. */
static void test_of_machine(void **state UNUSED)
{
	expect("INSERT INTO volatile VALUES ('files', '/var/lib/a b/0123/key', 'file 0600 0:0 "
	       "/var/lib/a b/<machine-id>/key'), ('files', '/etc/0123.conf', 'symlink 0777 0:0 "
	       "/etc/<machine-id>.conf'), ('files', '/tmp/x', 'file 0644 0:0'), ('files', "
	       "'/opt/y', 'vanished'), ('files', 'collect_ms', '12');",
	       "INSERT INTO volatile VALUES ('files', '/etc/0123.conf', 'symlink 0777 0:0 "
	       "/etc/<machine-id>.conf');",
	       "file /var/lib/a b/<machine-id>/key added [] + file 0600 0:0\n");
}

/* A file that is too large to be read has its size. */
static void test_large(void **state UNUSED)
{
	static const char is[] = "INSERT INTO file (path, type, mode, uid, gid, size) VALUES "
				 "('/srv/disk', 'file', 384, 0, 0, 5368709120);";

	expect(is, "", "file /srv/disk added [] + file 0600 0:0, size 5368709120\n");
	expect(is, is, "");
}

#define NFT(output) "UPDATE command SET output = '" output "' WHERE argv = 'nft list ruleset';"

static void test_firewall(void **state UNUSED)
{
	static const char rules[] = NFT("table inet f {\n\tchain input {\n\t\ttype filter hook\n"
					"\t\tcounter packets 7 bytes 99 accept\n\t}\n}\n");
	static const char same[] = NFT("table inet f {\n\tchain input {\n\t\ttype filter hook\n"
				       "\t\tcounter packets 1 bytes 2 accept\n\t}\n}\n");

	expect(rules, same, "");
	expect(rules, "",
	       "firewall table inet f added []\n"
	       "firewall table inet f / chain input added []\n"
	       "firewall table inet f / chain input / counter packets n bytes n accept added []\n"
	       "firewall table inet f / chain input / type filter hook added []\n");
	/* no nft: nothing is known, unless the kernel has no packet filter */
	expect("UPDATE command SET end = 'not-found' WHERE argv = 'nft list ruleset';", "", "");
	expect("UPDATE command SET end = 'not-found' WHERE argv = 'nft list ruleset'; INSERT INTO "
	       "module VALUES ('nf_tables');",
	       "INSERT INTO module VALUES ('nf_tables');",
	       "firewall firewall unknown [] + the kernel has a packet filter, and there is no "
	       "nft to list its rules\n");
	expect("UPDATE command SET end = 'timed-out' WHERE argv = 'nft list ruleset';", "",
	       "firewall firewall unknown [] + nft list ruleset gave no whole answer\n");
	expect("DELETE FROM command WHERE argv = 'nft list ruleset';", "",
	       "firewall firewall unknown [] + nft list ruleset gave no whole answer\n");
}

#define DENIED(pid)                                                                       \
	"UPDATE command SET code = 0, output = 'AVC avc:  denied  { read } for  pid=" pid \
	" comm=\"x\" ino=5\nAVC avc:  granted\n' WHERE argv GLOB 'journalctl*';"

static void test_denials(void **state UNUSED)
{
	expect(DENIED("12"), DENIED("99"), "");
	expect(DENIED("12"), "",
	       "denial avc:  denied  { read } for  pid=n comm=\"x\" ino=n added []\n");
	expect("UPDATE command SET errors = 'no pattern matching' WHERE argv GLOB 'journalctl*';",
	       "", "denial denial unknown [] + the journal could not be asked for denials\n");
}

static void test_part_missing(void **state UNUSED)
{
	static struct scene s;

	play(&s, "", "", EVIDENCE(UNITS));
	assert_int_not_equal(s.ret, 0);
	assert_non_null(strstr(s.err.text, "units"));
}

/* As many files as a large product has, merged in bounded memory and in seconds. */
static void test_many(void **state UNUSED)
{
	static struct scene s;
	AUTO(buf) struct buf sql = BUF_INIT(BUF_TEXT);

	buf_add(&sql, "INSERT INTO file (path, type, mode, uid, gid, sha256) WITH RECURSIVE n(i) "
		      "AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT "
		      "printf('/opt/%05d', i), 'file', 420, 0, 0, 'aa' FROM n;");
	play(&s, buf_str(&sql), "", 0);
	assert_int_equal(s.ret, 0);
	assert_int_equal(strncmp(s.rows, "file /opt/00001 added", 21), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),	   cmocka_unit_test(test_files),
		cmocka_unit_test(test_control),	   cmocka_unit_test(test_owner),
		cmocka_unit_test(test_classes),	   cmocka_unit_test(test_firewall),
		cmocka_unit_test(test_denials),	   cmocka_unit_test(test_part_missing),
		cmocka_unit_test(test_many),	   cmocka_unit_test(test_usual),
		cmocka_unit_test(test_claims),	   cmocka_unit_test(test_in_memory),
		cmocka_unit_test(test_ephemeral),  cmocka_unit_test(test_kernel),
		cmocka_unit_test(test_of_machine), cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
