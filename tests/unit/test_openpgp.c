/* SPDX-License-Identifier: MIT */
/* OpenPGP packets read strictly, keys, and the signatures that a package file's front holds. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include <rpm/header.h>
#include <rpm/rpmbase64.h>
#include <rpm/rpmtd.h>

#include "base/fs.h"
#include "collect/openpgp.h"
#include "collect/packages_header.h"
#include "collect/rpmdb.h"
#include "collect/signer.h"

static const char key_file[] = "fixtures/image/key/test-key.pub";

/* What a signature is made of; zero: as it should be. */
struct recipe {
	const char *hashed;
	size_t hashed_len;
	const char *value;
	size_t value_len;
	unsigned version, type, algorithm;
	const char *after;
};

#define CREATED	    "\x05\x02\x5f\x00\x00\x00"
#define ISSUER	    "\x09\x10\x01\x23\x45\x67\x89\xab\xcd\xef"
#define FINGERPRINT "\x16\x21\x04\0\0\0\0\0\0\0\0\0\0\0\0\x01\x23\x45\x67\x89\xab\xcd\xef"
#define BYTES(text) text, sizeof(text) - 1
#define MPI_9	    "\x00\x09\x01\xff" /* nine bits, the first of them set */

static void make(const struct recipe *r, struct buf *out)
{
	AUTO(buf) struct buf body = BUF_INIT(BUF_LINE);
	const char *hashed = r->hashed ? r->hashed : CREATED ISSUER;
	size_t n = r->hashed ? r->hashed_len : sizeof(CREATED ISSUER) - 1;

	buf_addc(&body, (char)(r->version ? r->version : 4));
	buf_addc(&body, (char)r->type);
	buf_addc(&body, (char)(r->algorithm ? r->algorithm : 1));
	buf_addc(&body, 8);
	if (r->version == 6)
		buf_addn(&body, "\0\0", 2);
	buf_addc(&body, (char)(n >> 8));
	buf_addc(&body, (char)n);
	buf_addn(&body, hashed, n);
	buf_addn(&body, "\0\0\0\0", r->version == 6 ? 4 : 2); /* nothing unhashed */
	buf_addn(&body, "\xab\xcd", 2);
	if (r->version == 6)
		buf_addn(&body, "\x10saltsaltsaltsalt", 17);
	if (r->value)
		buf_addn(&body, r->value, r->value_len);
	else
		buf_addn(&body, BYTES(MPI_9));
	buf_clear(out);
	buf_addc(out, (char)0xc2);
	buf_addc(out, (char)0xff);
	for (unsigned shift = 32; shift > 0; shift -= 8)
		buf_addc(out, (char)(body.len >> (shift - 8)));
	buf_addn(out, body.data, body.len);
	buf_add(out, r->after ? r->after : "");
}

static void well_formed(void **state)
{
	static const char raw[64];
	const struct recipe recipes[] = {
		{ 0 },
		{ .hashed = CREATED FINGERPRINT, .hashed_len = sizeof(CREATED FINGERPRINT) - 1 },
		{ .algorithm = 17, .value = MPI_9 MPI_9, .value_len = 2 * (sizeof(MPI_9) - 1) },
		{ .algorithm = 22, .value = MPI_9 MPI_9, .value_len = 2 * (sizeof(MPI_9) - 1) },
		{ .version = 6, .algorithm = 27, .value = raw, .value_len = 64 },
		{ .algorithm = 99 }, /* of an unknown form: not judged */
	};
	AUTO(buf) struct buf packet = BUF_INIT(BUF_LINE);
	struct signature s;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(recipes); i++) {
		make(&recipes[i], &packet);
		signature_read(packet.data, packet.len, &s);
		assert_string_equal(s.malformed, "");
		assert_int_equal(s.version, recipes[i].version ? recipes[i].version : 4);
		assert_string_equal(s.id, "0123456789abcdef");
		assert_int_equal(s.created, 0x5f000000);
		assert_int_equal(s.hash, 8);
	}
	make(&recipes[1], &packet);
	signature_read(packet.data, packet.len, &s);
	assert_string_equal(s.key, "0000000000000000000000000123456789abcdef");
}

static void malformed(void **state)
{
	const struct {
		struct recipe recipe;
		const char *why;
	} cases[] = {
		{ { .value = BYTES("\x00\x09\x00\xff") }, "MPI 1 does not begin with the bit" },
		{ { .value = BYTES("\x00\x0a\x01\xff") }, "MPI 1 does not begin with the bit" },
		{ { .value = BYTES("\x00\x08\xff\xff") }, "1 bytes more than the signature" },
		{ { .value = BYTES("\x00\x09\x02\xff") }, "MPI 1 does not begin with the bit" },
		{ { .value = BYTES("\x00\x20\xff\xff") }, "MPI 1 is cut short" },
		{ { .value = BYTES("\x00\x00") }, "MPI 1 is zero" },
		{ { .value = BYTES(MPI_9 "x") }, "1 bytes more than the signature" },
		{ { .algorithm = 17 }, "MPI 2 is cut short" },
		{ { .algorithm = 27 }, "instead of 64" },
		{ { .after = "xy" }, "2 bytes after the signature packet" },
		{ { .type = 1 }, "type 0x01" },
		{ { .version = 5 }, "version 5" },
		{ { .hashed = BYTES(ISSUER) }, "no time of creation" },
		{ { .hashed = BYTES(CREATED) }, "does not say who" },
		{ { .hashed = BYTES(CREATED ISSUER "\x02\xe4\x00") }, "critical subpacket" },
		{ { .hashed = BYTES(CREATED ISSUER "\x09\x10x") }, "beyond its area" },
		{ { .hashed = BYTES(CREATED ISSUER "\x00") }, "beyond its area" },
		{ { .hashed = BYTES(CREATED "\x03\x10xy") }, "an issuer of 2 bytes" },
		{ { .hashed = BYTES("\x03\x02xy" ISSUER) }, "a time of 2 bytes" },
		{ { .hashed = BYTES(CREATED ISSUER "\x09\x10zzzzzzzz") }, "it names two keys" },
	};
	AUTO(buf) struct buf packet = BUF_INIT(BUF_LINE);
	struct signature s;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		make(&cases[i].recipe, &packet);
		signature_read(packet.data, packet.len, &s);
		if (!strstr(s.malformed, cases[i].why))
			fail_msg("%zu: '%s' is not '%s'", i, s.malformed, cases[i].why);
	}
}

/* Heads of packets, and version 3. */
static void heads(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *why;
	} cases[] = {
		{ BYTES(""), "no OpenPGP packet" },
		{ BYTES("hello"), "no OpenPGP packet" },
		{ BYTES("\x8b\x04"), "does not say its length" },
		{ BYTES("\xc2\xe1\x04"), "partial length" },
		{ BYTES("\xc2\x09\x04"), "shorter than it says" },
		{ BYTES("\xc2\xff\xff\xff\xff\xff"), "shorter than it says" },
		{ BYTES("\x98\x02\x04\x00"), "no signature" },
		{ BYTES("\x88\x01\x04"), "cut short" },
		{ BYTES("\x88\x00"), "cut short" },
		{ BYTES("\x88\x13\x03\x05\x00\0\0\0\0\xfe\xdc\xba\x98\x76\x54\x32\x10\x01\x08\0\0"),
		  "MPI 1 is cut short" },
	};
	struct signature s;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		signature_read(cases[i].bytes, cases[i].len, &s);
		if (!strstr(s.malformed, cases[i].why))
			fail_msg("%zu: '%s' is not '%s'", i, s.malformed, cases[i].why);
	}
	assert_int_equal(s.version, 3);
	assert_int_equal(s.hash, 8);
	assert_string_equal(s.key, "fedcba9876543210");
	/* version 3 is taken: what was signed for EL 8 is */
	signature_read(BYTES("\x88\x17\x03\x05\x00\0\0\0\0\xfe\xdc\xba\x98\x76\x54\x32\x10\x01\x08"
			     "\0\0" MPI_9),
		       &s);
	assert_string_equal(s.malformed, "");
	signature_read(BYTES("\x88\x17\x03\x06\x00\0\0\0\0\xfe\xdc\xba\x98\x76\x54\x32\x10\x01\x08"
			     "\0\0" MPI_9),
		       &s);
	assert_non_null(strstr(s.malformed, "instead of 5"));
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* A copy of just that size, so that a step beyond it is seen. */
static char *mutated(const char *bytes, size_t *len, uint32_t *seed)
{
	char *copy;

	if (next(seed) % 4 == 0)
		*len = next(seed) % (uint32_t)(*len + 1);
	copy = malloc(*len ? *len : 1);
	assert_non_null(copy);
	memcpy(copy, bytes, *len);
	for (unsigned i = next(seed) % 4; *len && i > 0; i--)
		copy[next(seed) % *len] = (char)next(seed);
	return copy;
}

static void mutations(void **state)
{
	const struct recipe recipes[] = {
		{ 0 },
		{ .hashed = CREATED FINGERPRINT, .hashed_len = sizeof(CREATED FINGERPRINT) - 1 },
		{ .version = 6, .algorithm = 27 },
	};
	AUTO(buf) struct buf packet = BUF_INIT(BUF_LINE);
	uint32_t seed = 7;

	(void)state;
	for (unsigned round = 0; round < 60000; round++) {
		struct signature s;
		size_t len;
		char *copy;

		make(&recipes[round % ARRAY_SIZE(recipes)], &packet);
		len = packet.len;
		copy = mutated(packet.data, &len, &seed);
		signature_read(copy, len, &s);
		assert_true(strlen(s.malformed) < sizeof(s.malformed));
		free(copy);
	}
}

static void keys(void **state)
{
	AUTO(openpgp_keys) struct openpgp_keys all = { 0 };
	const char *files[] = { key_file, key_file };
	const struct text_list list = { files, 2 };
	const char *none[] = { "Makefile" };
	const struct text_list wrong = { none, 1 };
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(openpgp_keys_add_files(&all, &list, &err), 0);
	assert_int_equal(all.count, 1);
	assert_string_equal(all.items[0].fingerprint, "acbb3e9bb9a0a587138dc2b0c77e616a9d3c1df1");
	assert_string_equal(all.items[0].id, "c77e616a9d3c1df1");
	assert_int_equal(all.items[0].algorithm, OPENPGP_RSA);
	assert_int_equal(all.items[0].bits, 2048);
	assert_int_equal(all.items[0].expires, 0);
	assert_false(all.items[0].subkey || all.items[0].revoked);
	assert_non_null(strstr(all.items[0].user, "test signing key"));
	assert_non_null(openpgp_key_by_id(&all, "c77e616a9d3c1df1"));
	assert_null(openpgp_key_by_id(&all, "0123456789abcdef"));
	assert_int_equal(openpgp_keys_add_files(&all, &wrong, &err), -EINVAL);
	assert_non_null(strstr(err.text, "no OpenPGP public key"));
}

/* A file of two blocks, and keys that somebody has damaged. */
static void hostile_keys(void **state)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf twice = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	size_t len;
	const char *at;
	unsigned char *packets;
	uint32_t seed = 3;

	(void)state;
	assert_int_equal(fs_read(key_file, &text, &err), 0);
	buf_addf(&twice, "words\r\n%s\nwords\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n",
		 buf_str(&text));
	at = buf_str(&text);
	packets = openpgp_unarmour(&at, "PGP PUBLIC KEY BLOCK", &len);
	assert_non_null(packets);
	for (unsigned round = 0; round < 3000; round++) {
		AUTO(openpgp_keys) struct openpgp_keys all = { 0 };
		size_t n = len;
		char *copy = mutated((const char *)packets, &n, &seed);
		struct octets bytes = { (const unsigned char *)copy, n };

		if (round % 10 == 0)
			assert_int_equal(openpgp_keys_add(&all, "x", copy, n, &err), 0);
		else
			assert_int_equal(openpgp_read_key(&all, "x", bytes, &err), 0);
		assert_true(all.count <= 2);
		free(copy);
	}
	free(packets);
	{
		AUTO(openpgp_keys) struct openpgp_keys all = { 0 };

		assert_int_equal(openpgp_keys_add(&all, "x", twice.data, twice.len, &err), 0);
		assert_int_equal(all.count, 1);
	}
}

static void add_u32(struct buf *b, uint32_t n)
{
	for (unsigned shift = 32; shift > 0; shift -= 8)
		buf_addc(b, (char)(n >> (shift - 8)));
}

/* A package file whose signature header has tag 278 (OPENPGP) with these texts. */
static void make_front(struct buf *out, const char *texts, size_t texts_len, uint32_t count,
		       uint32_t offset)
{
	static const char zeros[96];

	buf_clear(out);
	buf_addn(out, "\xed\xab\xee\xdb\x03\x00", 6);
	buf_addn(out, zeros, 90);
	buf_addn(out, "\x8e\xad\xe8\x01\0\0\0\0", 8);
	add_u32(out, 1);
	add_u32(out, (uint32_t)texts_len);
	add_u32(out, 278);
	add_u32(out, 8);
	add_u32(out, offset);
	add_u32(out, count);
	buf_addn(out, texts, texts_len);
	buf_addn(out, zeros, -texts_len & 7);
	buf_addn(out, "\x8e\xad\xe8\x01\0\0\0\0", 8);
	add_u32(out, 0);
	add_u32(out, 0);
	buf_add(out, "payload");
}

static int open_front(struct package_file *f, const struct buf *bytes, struct error *err)
{
	char path[] = "/tmp/azlcts-front.XXXXXX";
	int fd = mkstemp(path);
	int ret;

	assert_true(fd >= 0);
	assert_int_equal(fs_write_fd(fd, bytes->data, bytes->len, err), 0);
	ret = package_file_open(f, fd, path, err);
	close(fd);
	unlink(path);
	return ret;
}

static void front(void **state)
{
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);
	AUTO(package_file) struct package_file f = { 0 };
	struct error err = ERROR_INIT;

	(void)state;
	make_front(&bytes, BYTES("first\0second\0"), 2, 0);
	assert_int_equal(open_front(&f, &bytes, &err), 0);
	assert_string_equal(package_file_openpgp(&f, 0), "first");
	assert_string_equal(package_file_openpgp(&f, 1), "second");
	assert_null(package_file_openpgp(&f, 2));
	assert_int_equal(f.size - f.payload_at, 7);
	assert_int_equal(strlen(f.sha256), 64);
}

static void hostile_fronts(void **state)
{
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;
	uint32_t seed = 5;

	(void)state;
	for (unsigned round = 0; round < 400; round++) {
		AUTO(package_file) struct package_file f = { 0 };
		AUTO(buf) struct buf changed = BUF_INIT(BUF_TEXT);
		size_t len;
		char *copy;

		make_front(&bytes, BYTES("first\0second"), round % 7, round % 20);
		len = bytes.len;
		copy = round % 3 ? mutated(bytes.data, &len, &seed) : NULL;
		buf_addn(&changed, copy ? copy : bytes.data, len);
		free(copy);
		if (open_front(&f, &changed, &err) == 0)
			for (size_t i = 0; i < 10; i++)
				package_file_openpgp(&f, i);
	}
}

static void put_tag(Header h, rpmTagVal tag, rpmTagType type, void *data, uint32_t count)
{
	struct rpmtd_s td = { .tag = tag, .type = type, .count = count, .data = data };

	assert_int_equal(headerPut(h, &td, HEADERPUT_DEFAULT), 1);
}

/* What rpm 6 keeps in its database: digests of the package file, and signatures in base64. */
static void headers_of_rpm_6(void **state)
{
	static const char sha256[] =
		"87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7";
	const char *digests[] = { "0123", sha256 };
	const char *texts[] = { "nonsense", NULL };
	uint32_t algorithms[] = { 12, 8 };
	const struct recipe recipe = { 0 };
	AUTO(buf) struct buf packet = BUF_INIT(BUF_LINE);
	const struct packages p = { 0 };
	Header h = headerNew();
	char kept[65] = "";
	char id[SIGNER_HEX] = "";
	char *base64;

	(void)state;
	make(&recipe, &packet);
	base64 = rpmBase64Encode(packet.data, packet.len, 0);
	texts[1] = base64;
	assert_false(packages_kept_digest(h, kept));
	assert_false(packages_signer(&p, h, id));
	put_tag(h, 278, RPM_STRING_ARRAY_TYPE, texts, 2);
	put_tag(h, 5118, RPM_STRING_ARRAY_TYPE, digests, 2);
	assert_false(packages_kept_digest(h, kept)); /* of which algorithms, nobody says */
	put_tag(h, 5119, RPM_INT32_TYPE, algorithms, 2);
	assert_true(packages_kept_digest(h, kept));
	assert_string_equal(kept, sha256);
	assert_true(packages_signer(&p, h, id));
	assert_string_equal(id, "0123456789abcdef");
	headerFree(h);
	free(base64);
}

/* What the host gets of a root: name and bytes of each file. */
static int take_file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct buf *b = arg;

	(void)err;
	buf_addf(b, "[%s]", name);
	buf_addn(b, data, len);
	return 0;
}

static int take_row(void *arg, const struct row *row, struct error *err)
{
	(void)err;
	buf_addf(arg, "{%s}", tables[row->table].name);
	return 0;
}

static void write_in(const char *dir, const char *name, const char *text)
{
	AUTO_FREE char *path = fs_join(dir, name);
	struct error err = ERROR_INIT;

	assert_int_equal(fs_write(path, text, strlen(text), &err), 0);
}

static void key_files_are_sent(void **state)
{
	char dir[] = "/tmp/azlcts-keys.XXXXXX";
	AUTO(buf) struct buf got = BUF_INIT(BUF_TEXT);
	struct sink sink = { .arg = &got, .put = take_row, .file = take_file };
	struct error err = ERROR_INIT;
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	buf_addf(&path, "%s/etc/pki/rpm-gpg/folder", dir);
	assert_int_equal(fs_mkdirs(buf_str(&path), &err), 0);
	buf_clear(&path);
	buf_addf(&path, "%s/usr/lib/sysimage/rpm", dir);
	assert_int_equal(fs_mkdirs(buf_str(&path), &err), 0);
	write_in(dir, "usr/lib/sysimage/rpm/rpmdb.sqlite", "db");
	write_in(dir, "etc/pki/rpm-gpg/KEY-b", "bytes");
	write_in(dir, "secret", "outside");
	buf_clear(&path);
	buf_addf(&path, "%s/etc/pki/rpm-gpg/", dir);
	fd = open(buf_str(&path), O_RDONLY | O_DIRECTORY);
	assert_int_equal(symlinkat("KEY-b", fd, "KEY-a"), 0);	/* the same once more */
	assert_int_equal(symlinkat("/secret", fd, "KEY-c"), 0); /* of the root, not the host */
	assert_int_equal(symlinkat("nowhere", fd, "KEY-d"), 0);
	assert_int_equal(mkfifoat(fd, "KEY-e", 0600), 0);
	close(fd);
	fd = open(dir, O_RDONLY | O_DIRECTORY);
	assert_int_equal(collect_rpmdb(fd, &sink, &err), 0);
	close(fd);
	assert_string_equal(buf_str(&got), "[rpmdb.sqlite]db"
					   "[rpm-gpg-key.000]/etc/pki/rpm-gpg/KEY-b\n"
					   "[rpm-gpg-key.000]bytes"
					   "[rpm-gpg-key.001]/etc/pki/rpm-gpg/KEY-c\n"
					   "[rpm-gpg-key.001]outside");
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_formed),
		cmocka_unit_test(malformed),
		cmocka_unit_test(heads),
		cmocka_unit_test(mutations),
		cmocka_unit_test(keys),
		cmocka_unit_test(hostile_keys),
		cmocka_unit_test(front),
		cmocka_unit_test(hostile_fronts),
		cmocka_unit_test(headers_of_rpm_6),
		cmocka_unit_test(key_files_are_sent),
	};

	return cmocka_run_group_tests_name("openpgp", tests, NULL, NULL);
}
