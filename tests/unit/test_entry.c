/* SPDX-License-Identifier: MIT */
/* The ways in: what systemd, cloud-init and Ignition are handed, and the disk with the probe. */
#include "test.h"

#include <stdio.h>

#include "base/doc.h"
#include "base/fs.h"
#include "source/disk/bytes.h"
#include "source/disk/entry.h"
#include "source/disk/fat.h"
#include "source/disk/guard.h"
#include "source/disk/qmp.h"

static void test_base64(void **state)
{
	/* RFC 4648, section 10 */
	static const char *const vectors[][2] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(vectors); i++) {
		AUTO(buf) struct buf b = BUF_INIT(64);

		entry_base64(&b, vectors[i][0], strlen(vectors[i][0]));
		assert_string_equal(buf_str(&b), vectors[i][1]);
	}
}

/* Every unit and the drop-in, within what SMBIOS carries, and nothing that QEMU would split. */
static void test_credentials(void **state)
{
	AUTO(entry_plan) struct entry_plan plan = { 0 };
	static const char wants[] = "[Unit]\nWants=azlcts-probe.service\n"
				    "Wants=azlcts-probe-labelled.service\n";
	AUTO(buf) struct buf dropin = BUF_INIT(BUF_LINE);
	struct error err = ERROR_INIT;
	size_t total = 0;

	(void)state;
	assert_int_equal(entry_credentials(&plan, &err), 0);
	assert_int_equal(plan.smbios_count, entry_units_count + 1);
	for (size_t i = 0; i < plan.smbios_count; i++) {
		const char *s = plan.smbios[i];
		char start[128];

		snprintf(start, sizeof(start), "io.systemd.credential.binary:systemd.%s.%s=",
			 i < entry_units_count ? "extra-unit" : "unit-dropin",
			 i < entry_units_count ? entry_units[i].name : "multi-user.target");
		assert_true(starts_with(s, start));
		assert_null(strpbrk(s, ", \n"));
		total += strlen(s) + 1;
	}
	assert_true(total < SMBIOS_STRINGS_MAX);
	entry_base64(&dropin, wants, sizeof(wants) - 1);
	assert_true(ends_with(plan.smbios[entry_units_count], buf_str(&dropin)));
}

/* A mount unit's name is its path; a service names its mount; each pair has one condition. */
static void test_units(void **state)
{
	(void)state;
	assert_int_equal(entry_units_count, 4);
	for (size_t i = 0; i < entry_units_count; i += 2) {
		const struct entry_unit *m = &entry_units[i];
		const struct entry_unit *s = &entry_units[i + 1];
		const char *condition =
			i == 0 ? "\nConditionSecurity=!selinux\n" : "\nConditionSecurity=selinux\n";
		char text[128];

		assert_true(ends_with(m->name, ".mount") && ends_with(s->name, ".service"));
		assert_true(!m->wanted && s->wanted);
		snprintf(text, sizeof(text), "\nWhere=/run/%.*s\n", (int)strlen(m->name) - 10,
			 m->name + 4);
		assert_non_null(strstr(m->text, text));
		assert_non_null(strstr(m->text, "/virtio-azlcts-entry\n"));
		snprintf(text, sizeof(text), "\nRequires=%s\n", m->name);
		assert_non_null(strstr(s->text, text));
		assert_non_null(strstr(s->text, "azlcts-probe --port azlcts.probe\n"));
		assert_non_null(strstr(m->text, condition));
		assert_non_null(strstr(s->text, condition));
	}
	assert_null(strstr(entry_units[0].text, "context="));
	assert_non_null(strstr(entry_units[2].text, "context="));
}

static void test_cloud_init(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);

	(void)state;
	entry_user_data(&b);
	assert_false(b.failed);
	assert_true(starts_with(buf_str(&b), "#cloud-config\n"));
	for (size_t i = 0; i < entry_units_count; i++) {
		AUTO(buf) struct buf content = BUF_INIT(BUF_LINE);

		buf_addf(&content,
			 "- path: /run/systemd/system/%s\n  permissions: '0644'\n"
			 "  encoding: b64\n  content: ",
			 entry_units[i].name);
		entry_base64(&content, entry_units[i].text, strlen(entry_units[i].text));
		assert_non_null(strstr(buf_str(&b), buf_str(&content)));
	}
	assert_true(ends_with(buf_str(&b), "runcmd:\n- [systemctl, daemon-reload]\n"
					   "- [systemctl, start, --no-block, azlcts-probe.service,"
					   " azlcts-probe-labelled.service]\n"));
}

static void test_ignition(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_LINE);
	AUTO_DOC struct doc *d = NULL;
	struct error err = ERROR_INIT;
	const struct doc *units;

	(void)state;
	assert_int_equal(entry_ignition_config(&b, &err), 0);
	assert_int_equal(doc_parse(buf_str(&b), b.len, "config.ign", &d, &err), 0);
	assert_string_equal(doc_get_text(doc_get(d, "ignition"), "version"), "3.0.0");
	units = doc_get(doc_get(d, "systemd"), "units");
	assert_int_equal(doc_count(units), entry_units_count);
	for (size_t i = 0; i < entry_units_count; i++) {
		const struct doc *u = doc_at(units, i);
		bool wanted = strstr(doc_get_text(u, "contents"), "WantedBy=") != NULL;

		assert_string_equal(doc_get_text(u, "name"), entry_units[i].name);
		assert_int_equal(wanted, entry_units[i].wanted);
		assert_int_equal(doc_get_bool(u, "enabled", false), entry_units[i].wanted);
	}
}

/* Follows a file's chain in the FAT and compares; the layout is read from the boot sector. */
static void assert_fat_file(const unsigned char *p, const unsigned char *entry, const char *data,
			    size_t len)
{
	size_t fat_at = 512;
	size_t fats = bytes_get_le(p + 22, 2) * 512 * 2;
	size_t data_at = fat_at + fats + bytes_get_le(p + 17, 2) * 32;
	size_t cluster_bytes = p[13] * 512U;
	uint64_t cluster = bytes_get_le(entry + 26, 2);
	size_t done = 0;

	assert_int_equal(bytes_get_le(entry + 28, 4), len);
	while (done < len) {
		size_t n = len - done < cluster_bytes ? len - done : cluster_bytes;

		assert_true(cluster >= 2 && cluster < 0xfff0);
		assert_memory_equal(p + data_at + (cluster - 2) * cluster_bytes, data + done, n);
		cluster = bytes_get_le(p + fat_at + cluster * 2, 2);
		done += n;
	}
	assert_int_equal(cluster, 0xffff);
}

static void test_fat(void **state)
{
	static char big[100001];
	const struct fat_file files[] = { { "azlcts-probe", big, sizeof(big) },
					  { "meta-data", "instance-id: azlcts\n", 20 } };
	AUTO(buf) struct buf b = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf again = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	const unsigned char *p;
	const unsigned char *root;

	(void)state;
	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (char)(i * 31 >> 3);
	assert_int_equal(fat_make(&b, "CIDATA", files, 2, &err), 0);
	assert_int_equal(fat_make(&again, "CIDATA", files, 2, &err), 0);
	assert_int_equal(b.len, again.len);
	assert_memory_equal(b.data, again.data, b.len);
	p = (const unsigned char *)b.data;
	assert_int_equal(bytes_get_le(p + 19, 2) * 512, b.len);
	assert_memory_equal(p + 54, "FAT16   ", 8);
	root = p + 512 + bytes_get_le(p + 22, 2) * 1024;
	assert_memory_equal(root, "CIDATA     \x08", 12);
	assert_int_equal(root[32], 0x41); /* the only piece of a long name */
	assert_int_equal(root[32 + 1], 'a');
	assert_int_equal(root[32 + 3], 'z');
	assert_fat_file(p, root + 64, big, sizeof(big));
	assert_fat_file(p, root + 128, "instance-id: azlcts\n", 20);
	/* both copies of the table are the same */
	assert_memory_equal(p + 512, p + 512 + bytes_get_le(p + 22, 2) * 512,
			    bytes_get_le(p + 22, 2) * 512);
}

static void test_fat_limits(void **state)
{
	AUTO(buf) struct buf b = BUF_INIT(BUF_DOCUMENT);
	AUTO_FREE char *data = calloc(1, FAT_BYTES_MAX + 1);
	struct fat_file file = { "big", data, FAT_BYTES_MAX + 1 };
	struct error err = ERROR_INIT;

	(void)state;
	assert_non_null(data);
	assert_int_equal(fat_make(&b, "X", &file, 1, &err), -EFBIG);
	file.len = FAT_BYTES_MAX;
	assert_int_equal(fat_make(&b, "X", &file, 1, &err), 0);
	file = (struct fat_file){ "a-name-of-more-than-fifty-two-characters-is-not-for-this-disk",
				  "", 0 };
	assert_int_equal(fat_make(&b, "X", &file, 1, &err), -ENAMETOOLONG);
}

/* What QEMU says, split anywhere. */
static void test_qmp(void **state)
{
	static const char said[] =
		"{\"QMP\": {\"version\": {\"qemu\": {\"major\": 10}}, \"capabilities\": []}}\r\n"
		"{\"return\": {}}\r\n"
		"{\"timestamp\": {}, \"event\": \"VSERPORT_CHANGE\", \"data\": {\"open\": true, "
		"\"id\": \"probe-port\"}}\r\n"
		"{\"event\": \"VSERPORT_CHANGE\", \"data\": {\"open\": false, \"id\": "
		"\"other\"}}\r\n"
		"{\"event\": \"BLOCK_IO_ERROR\", \"data\": {\"operation\": \"write\", \"nospace\": "
		"true, \"reason\": \"No space left on device\"}}\r\n"
		"{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": "
		"\"guest-reset\"}}\r\n";
	struct qmp q;

	(void)state;
	for (size_t piece = 1; piece < 50; piece += 7) {
		qmp_init(&q);
		for (size_t i = 0; i < sizeof(said) - 1; i += piece)
			qmp_feed(&q, said + i,
				 sizeof(said) - 1 - i < piece ? sizeof(said) - 1 - i : piece);
		assert_true(q.greeted && q.port_opened && q.port_open && !q.damaged);
		assert_string_equal(q.shutdown, "guest-reset");
		assert_string_equal(q.io_error, "write: No space left on device");
		assert_true(q.io_no_space);
		qmp_release(&q);
	}
	qmp_init(&q);
	qmp_feed(&q, "no json\n", 8);
	assert_true(q.damaged && !q.greeted);
	qmp_release(&q);
}

static int count_put(void *arg, const struct row *row, struct error *err)
{
	(void)row;
	(void)err;
	++*(int *)arg;
	return 0;
}

static int put2(const struct sink *sink, enum table table, const char *a, const char *b)
{
	struct error err = ERROR_INIT;
	struct row row = row_of(table);

	row_text(&row, a);
	row_text(&row, b);
	if (table == TABLE_part)
		row_text(&row, "");
	return sink_put(sink, &row, &err);
}

/* A guest cannot vouch for itself. */
static void test_guard(void **state)
{
	int rows = 0;
	const struct sink to = { .arg = &rows, .put = count_put };
	struct guard g = { .to = &to };
	const struct sink sink = guard_sink(&g);

	(void)state;
	assert_int_equal(put2(&sink, TABLE_meta, "source.sha256", "0"), -EPROTO);
	assert_int_equal(put2(&sink, TABLE_boot, "outcome", "reached"), -EPROTO);
	assert_int_equal(put2(&sink, TABLE_console, "panic", "x"), -EPROTO);
	assert_int_equal(put2(&sink, TABLE_part, "boot", "complete"), -EPROTO);
	assert_int_equal(rows, 0);
	assert_int_equal(put2(&sink, TABLE_boot, "target", "multi-user.target"), 0);
	assert_int_equal(put2(&sink, TABLE_part, "files", "complete"), 0);
	assert_int_equal(rows, 2);
	assert_int_equal(g.rows, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_base64),	   cmocka_unit_test(test_credentials),
		cmocka_unit_test(test_units),	   cmocka_unit_test(test_cloud_init),
		cmocka_unit_test(test_ignition),   cmocka_unit_test(test_fat),
		cmocka_unit_test(test_fat_limits), cmocka_unit_test(test_qmp),
		cmocka_unit_test(test_guard),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
