/* SPDX-License-Identifier: MIT */
/* Faults, certificates, the medium, and clients that misbehave or come all at once. */
#include "outside_made.h"

#include <pthread.h>

#include <archive.h>
#include <archive_entry.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "base/clock.h"

static const char instance[] = "/metadata/instance?api-version=2021-02-01";

static void start(struct made *m, enum platform_fault fault)
{
	struct platform_wish w = { .fault = fault };

	made_start(m, NULL, &w);
}

static void test_throttle(void **state UNUSED)
{
	struct made m;

	start(&m, PLATFORM_THROTTLE);
	expect_get(&m, IMDS_AT, instance, METADATA, 429, "Retry-After: 1");
	expect(&m, WIRE_AT, "POST", "/machine?comp=telemetrydata", "", "x", 429, "");
	expect_get(&m, IMDS_AT, instance, METADATA, 200, "\"compute\"");
	expect_get(&m, IMDS_AT, instance, METADATA, 200, "\"compute\"");
	expect(&m, WIRE_AT, "POST", "/machine?comp=telemetrydata", "", "x", 200, "");
	expect_get(&m, PLUGIN_AT, "/versions", "", 200, "");
	made_stop(&m);
}

static void test_error(void **state UNUSED)
{
	struct made m;
	char target[32];

	start(&m, PLATFORM_ERROR);
	expect_get(&m, WIRE_AT, "/?comp=versions", "", 500, "");
	expect_get(&m, WIRE_AT, "/?comp=versions", "", 200, "<Versions>");
	for (int i = 0; i < 150; i++) { /* more than are remembered */
		snprintf(target, sizeof(target), "/versions?%d", i);
		expect_get(&m, PLUGIN_AT, target, "", i < 127 ? 500 : 200, "");
	}
	made_stop(&m);
}

static void *ask_instance(void *arg)
{
	return made_ask(arg, "GET", instance, METADATA, NULL);
}

static void test_delay(void **state UNUSED)
{
	char socket[64];
	pthread_t thread;
	void *got = NULL;
	struct made m;
	int64_t begun = clock_now_ms();

	start(&m, PLATFORM_DELAY);
	expect_get(&m, IMDS_AT, instance, METADATA, 200, "\"compute\"");
	assert_true(clock_now_ms() - begun >= 1900);
	snprintf(socket, sizeof(socket), "%s", made_socket(&m, IMDS_AT));
	assert_int_equal(pthread_create(&thread, NULL, ask_instance, socket), 0);
	usleep(200000);
	begun = clock_now_ms();
	made_stop(&m); /* does not wait for what is late */
	assert_true(clock_now_ms() - begun < 1500);
	assert_int_equal(pthread_join(thread, &got), 0);
	free(got);
}

static void test_absent(void **state UNUSED)
{
	struct made m;
	size_t count = 9;
	char by[64];
	char what[256];

	start(&m, PLATFORM_ABSENT);
	outside_grants(m.outside, &count);
	assert_int_equal(count, 0);
	assert_non_null(outside_medium(m.outside));
	assert_false(outside_ready(m.outside, by));
	assert_true(outside_failure(m.outside, what));
	assert_non_null(strstr(what, "absent"));
	made_stop(&m);
}

/* A transport key as agents make it, and the header that goes with it. */
struct transport {
	EVP_PKEY *key;
	X509 *certificate;
	char header[4096];
};

static void make_transport(struct transport *t, const char *cipher)
{
	unsigned char *der = NULL;
	char text[3000];
	int len;

	t->key = EVP_RSA_gen(2048);
	t->certificate = X509_new();
	assert_non_null(t->key);
	X509_set_version(t->certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(t->certificate), 7);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(t->certificate), "CN", MBSTRING_ASC,
				   (const unsigned char *)"LinuxTransport", -1, -1, 0);
	X509_set_issuer_name(t->certificate, X509_get_subject_name(t->certificate));
	X509_gmtime_adj(X509_getm_notBefore(t->certificate), 0);
	X509_gmtime_adj(X509_getm_notAfter(t->certificate), 3600);
	X509_set_pubkey(t->certificate, t->key);
	assert_true(X509_sign(t->certificate, t->key, EVP_sha256()) > 0);
	len = i2d_X509(t->certificate, &der);
	assert_in_range(len, 1, 2000);
	EVP_EncodeBlock((unsigned char *)text, der, len);
	OPENSSL_free(der);
	snprintf(t->header, sizeof(t->header),
		 "x-ms-cipher-name: %s\r\nx-ms-guest-agent-public-x509-cert: %s\r\n", cipher, text);
}

static void release_transport(struct transport *t)
{
	X509_free(t->certificate);
	EVP_PKEY_free(t->key);
}

/* <Data> as it stands, read as a mail's body would be. */
static CMS_ContentInfo *read_data(char *answer)
{
	char *data = strstr(answer, "<Data>");
	char *end = data ? strstr(data, "</Data>") : NULL;
	CMS_ContentInfo *cms;
	BIO *base64 = BIO_new(BIO_f_base64());
	BIO *in;

	assert_non_null(end);
	data += strlen("<Data>");
	in = BIO_new_mem_buf(data, (int)(end - data));
	cms = d2i_CMS_bio(BIO_push(base64, in), NULL);
	BIO_free_all(base64);
	return cms;
}

/* The thumbprint of the certificate in it, whose key has to be there as well. */
static void open_certificates(struct made *m, const struct transport *t, unsigned char print[20])
{
	char *answer = made_ask(made_socket(m, WIRE_AT), "GET",
				"/machine/x?comp=certificates&incarnation=1", t->header, NULL);
	CMS_ContentInfo *cms = read_data(answer);
	BIO *out = BIO_new(BIO_s_mem());
	EVP_PKEY *key = NULL;
	X509 *certificate = NULL;
	PKCS12 *pfx;

	assert_int_equal(made_status(answer), 200);
	assert_non_null(cms);
	assert_int_equal(CMS_decrypt(cms, t->key, t->certificate, NULL, out, CMS_BINARY), 1);
	pfx = d2i_PKCS12_bio(out, NULL);
	assert_non_null(pfx);
	assert_int_equal(PKCS12_parse(pfx, "", &key, &certificate, NULL), 1);
	assert_int_equal(X509_check_private_key(certificate, key), 1);
	assert_int_equal(X509_verify(certificate, key), 1);
	assert_int_equal(X509_digest(certificate, EVP_sha1(), print, NULL), 1);
	EVP_PKEY_free(key);
	X509_free(certificate);
	PKCS12_free(pfx);
	BIO_free(out);
	CMS_ContentInfo_free(cms);
	free(answer);
}

static void test_certificates(void **state UNUSED)
{
	struct transport one = { 0 };
	struct transport two = { 0 };
	unsigned char first[20];
	unsigned char second[20];
	struct made m;

	start(&m, PLATFORM_RIGHT);
	make_transport(&one, "DES_EDE3_CBC");
	make_transport(&two, "AES128_CBC");
	open_certificates(&m, &one, first);
	open_certificates(&m, &two, second);
	assert_memory_equal(first, second, sizeof(first));
	one.header[strlen(one.header) - 40] = '!';
	expect_get(&m, WIRE_AT, "/machine?comp=certificates", one.header, 400, "");
	release_transport(&one);
	release_transport(&two);
	made_stop(&m);
}

static void read_medium(struct made *m, struct buf *out)
{
	struct error err = ERROR_INIT;

	buf_clear(out);
	assert_int_equal(fs_read(outside_medium(m->outside), out, &err), 0);
}

/* The one file of it, as libarchive finds it. */
static void check_contents(const struct buf *iso)
{
	static const char *const wanted[] = {
		"<wa:HostName>azlcts-vm</wa:HostName>",
		"<wa:UserName>a&amp;b</wa:UserName>",
		"<wa:DisableSshPasswordAuthentication>true<",
		"<wa:Path>/home/a&amp;b/.ssh/authorized_keys</wa:Path>",
		"<wa:Value>ssh-ed25519 AAAA",
		"<wa:PreprovisionedVm>false<",
		"<wa:ProvisionGuestAgent>true<",
	};
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	char text[8192] = "";
	size_t files = 0;

	archive_read_support_format_iso9660(a);
	assert_int_equal(archive_read_open_memory(a, iso->data, iso->len), ARCHIVE_OK);
	while (archive_read_next_header(a, &e) == ARCHIVE_OK) {
		if (archive_entry_filetype(e) != AE_IFREG)
			continue;
		files++;
		assert_string_equal(archive_entry_pathname(e), "ovf-env.xml");
		assert_true(archive_read_data(a, text, sizeof(text) - 1) > 0);
	}
	archive_read_free(a);
	assert_int_equal(files, 1);
	for (size_t i = 0; i < ARRAY_SIZE(wanted); i++)
		if (!strstr(text, wanted[i]))
			fail_msg("no %s in %s", wanted[i], text);
}

static void test_medium(void **state UNUSED)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf two = BUF_INIT(BUF_TEXT);
	struct platform_wish w = { .user = "a&b" };
	struct made m;

	made_start(&m, NULL, &w);
	read_medium(&m, &one);
	made_stop(&m);
	sleep(2); /* its dates have seconds */
	made_start(&m, NULL, &w);
	read_medium(&m, &two);
	made_stop(&m);
	assert_int_equal(one.len, two.len);
	for (size_t i = 0; i < one.len; i++)
		if (one.data[i] != two.data[i])
			fail_msg("byte %zu differs", i);
	assert_true(one.len > 17 * 2048 && one.len < 1 << 20);
	assert_memory_equal(one.data + 16 * 2048 + 1, "CD001", 5);
	assert_memory_equal(one.data + 16 * 2048 + 40, "RD_RDFE_STABLE_240101", 21);
	check_contents(&one);
}

static void test_half_requests(void **state UNUSED)
{
	static const char half[] = "POST /machine?comp=health HTTP/1.1\r\nHost: x\r\n"
				   "Content-Length: 100\r\n\r\n<Health";
	struct made m;
	char by[64];
	int64_t begun;
	int slow;
	int open;
	char *got;

	start(&m, PLATFORM_RIGHT);
	open = made_connect(made_socket(&m, WIRE_AT));
	made_send(open, half, strlen(half));
	close(open);
	open = made_connect(made_socket(&m, WIRE_AT));
	made_send(open, "GET /?co", 8); /* and never the rest */
	slow = made_connect(made_socket(&m, WIRE_AT));
	for (const char *c = "GET /?comp=versions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"; *c;
	     c++) {
		made_send(slow, c, 1);
		usleep(2000);
		if (*c == '?') /* nobody waits for the slow one */
			expect_get(&m, WIRE_AT, "/?comp=versions", "", 200, "<Versions>");
	}
	made_send(slow, "\r\n", 2);
	got = made_receive(slow);
	assert_int_equal(made_status(got), 200);
	free(got);
	assert_false(outside_ready(m.outside, by));
	begun = clock_now_ms();
	made_stop(&m);
	assert_true(clock_now_ms() - begun < 3000);
	close(open);
}

static void test_too_much(void **state UNUSED)
{
	size_t size = 3 << 20;
	char *big = malloc(size + 1);
	char *header = malloc(size + 64);
	struct made m;
	char *got;

	memset(big, 'x', size);
	big[size] = '\0';
	start(&m, PLATFORM_RIGHT);
	got = made_ask(made_socket(&m, PLUGIN_AT), "PUT", "/vmAgentLog", "", big);
	assert_int_equal(made_status(got), 413);
	free(got);
	snprintf(header, size + 64, "X-Big: %s\r\n", big);
	got = made_ask(made_socket(&m, PLUGIN_AT), "GET", "/versions", header, NULL);
	assert_int_not_equal(made_status(got), 200);
	free(got);
	big[100000] = '\0';
	big[0] = '/';
	got = made_ask(made_socket(&m, PLUGIN_AT), "GET", big, "", NULL);
	assert_int_not_equal(made_status(got), 200);
	free(got);
	expect_get(&m, PLUGIN_AT, "/versions", "", 200, "2015-09-01");
	made_stop(&m);
	free(header);
	free(big);
}

enum { CLIENTS = 8, ROUNDS = 40 };

static void *many_requests(void *arg)
{
	const struct made *m = arg;
	size_t good = 0;
	char *got;

	for (int i = 0; i < ROUNDS; i++) {
		got = made_ask(made_socket(m, IMDS_AT), "GET", instance, METADATA, NULL);
		good += made_status(got) == 200;
		free(got);
		got = made_ask(made_socket(m, WIRE_AT), "GET", "/machine?comp=goalstate", "", NULL);
		good += made_status(got) == 200;
		free(got);
	}
	return good == 2 * ROUNDS ? arg : NULL;
}

static void test_many_clients(void **state UNUSED)
{
	AUTO_DOC struct doc *list = NULL;
	pthread_t threads[CLIENTS];
	struct made m;
	void *good;

	start(&m, PLATFORM_RIGHT);
	for (size_t i = 0; i < CLIENTS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, many_requests, &m), 0);
	for (size_t i = 0; i < CLIENTS; i++) {
		assert_int_equal(pthread_join(threads[i], &good), 0);
		assert_non_null(good);
	}
	list = outside_requests(m.outside);
	assert_int_equal(doc_count(list), 2 * ROUNDS * CLIENTS);
	made_stop(&m);
}

/* A guest that asks without end fills no memory of ours. */
static void test_bounded_list(void **state UNUSED)
{
	AUTO_DOC struct doc *list = NULL;
	struct made m;

	start(&m, PLATFORM_RIGHT);
	for (int i = 0; i < 4096 + 5; i++)
		expect_get(&m, PLUGIN_AT, "/versions", "", 200, "");
	list = outside_requests(m.outside);
	assert_int_equal(doc_count(list), 4096 + 1);
	assert_int_equal(doc_get_int(doc_at(list, 4096), "left-out", 0), 5);
	made_stop(&m);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_throttle),      cmocka_unit_test(test_error),
		cmocka_unit_test(test_delay),	      cmocka_unit_test(test_absent),
		cmocka_unit_test(test_certificates),  cmocka_unit_test(test_medium),
		cmocka_unit_test(test_half_requests), cmocka_unit_test(test_too_much),
		cmocka_unit_test(test_many_clients),  cmocka_unit_test(test_bounded_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
