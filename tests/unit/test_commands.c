/* SPDX-License-Identifier: MIT */
/* Words before a command, questions to the kernel's cryptography, and integrity values. */
#include "test.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "collect/af_alg.h"
#include "collect/command_words.h"
#include "collect/integrity.h"
#include "collect/collect.h"
#include "collect/live.h"

static int put(void *arg, const struct row *row, struct error *err)
{
	struct buf *b = arg;

	(void)err;
	buf_add(b, tables[row->table].name);
	for (unsigned i = 0; i < row->count; i++) {
		buf_addc(b, '|');
		if (row->values[i].type == VALUE_INT)
			buf_addf(b, "%lld", (long long)row->values[i].number);
		else
			buf_addn(b, row->values[i].text, row->values[i].len);
	}
	buf_addc(b, '\n');
	return 0;
}

static void run(const char *words, size_t len, struct buf *rows)
{
	struct sink sink = { .arg = rows, .put = put };
	struct error err = ERROR_INIT;

	buf_clear(rows);
	assert_int_equal(
		collect_commands(&(struct live_ask){ .commands = words, .commands_len = len },
				 &sink, NULL, &err),
		0);
}

#define RUN(words, rows) run(words, sizeof(words), rows)

static void has(const struct buf *rows, const char *text)
{
	if (!strstr(buf_str(rows), text))
		fail_msg("no \"%s\" in:\n%s", text, buf_str(rows));
}

static size_t folders(void)
{
	glob_t found = { 0 };
	size_t n;

	glob("/run/azlcts-??????", 0, NULL, &found);
	glob("/dev/shm/azlcts-??????", GLOB_APPEND, NULL, &found);
	n = found.gl_pathc;
	globfree(&found);
	return n;
}

static void input(void **in)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)in;
	RUN("<616263\0cat\0", &rows);
	has(&rows, "command|<616263 cat|exited|0|abc|\n");
	has(&rows, "part|commands|complete|");
	RUN("<\0cat\0", &rows);
	has(&rows, "command|< cat|exited|0||\n");
	/* what is another one in each process */
	RUN("sh\0-c\0echo 40A7B5C3D17F0000:error:0308010C:x >&2; echo ABC:error: >&2\0", &rows);
	has(&rows, "|exited|0||error:0308010C:x\nABC:error:\n\n");
	/* one that does not read it */
	RUN("<616263\0true\0", &rows);
	has(&rows, "command|<616263 true|exited|0||\n");
}

static void files(void **in)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);
	size_t before = folders();

	(void)in;
	RUN("+a.bin=6162\0+b=\0sh\0-c\0cat a.bin; stat -c %a%s a.bin b; mkdir -p d/e; echo x "
	    ">d/e/f\0",
	    &rows);
	has(&rows, "|exited|0|ab6002\n6000\n|\n");
	assert_int_equal(folders(), before);
	/* what leads out of the folder is no name */
	RUN("+../x=61\0true\0\0+/etc/x=61\0true\0\0+.x=61\0true\0\0+x\0true\0", &rows);
	has(&rows, "part|commands|failed|");
	assert_null(strstr(buf_str(&rows), "command|"));
	assert_int_equal(folders(), before);
	/* what cannot be laid out is no reason to lose the others */
	RUN("+a=61\0+a=62\0true\0\0echo\0still\0", &rows);
	has(&rows, "command|echo still|exited|0|still\n|\n");
	has(&rows, "part|commands|failed|true: ");
	assert_int_equal(folders(), before);
}

static void malformed(void **in)
{
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);

	(void)in;
	RUN("<6\0cat\0\0echo\0still\0", &rows);
	has(&rows, "command|echo still|exited|0|still\n|\n");
	has(&rows, "part|commands|failed|<6: ");
	RUN("<zz\0cat\0", &rows);
	has(&rows, "part|commands|failed|");
	RUN("<61\0", &rows);
	has(&rows, "names no program");
}

static void ceilings(void **in)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_TEXT);
	struct error err = ERROR_INIT;

	(void)in;
	buf_addc(&word, '<');
	for (size_t i = 0; i < COMMAND_INPUT_MAX; i++)
		buf_add(&word, "61");
	assert_int_equal(command_words_check((const char *[]){ buf_str(&word), "cat", NULL }, &err),
			 0);
	buf_add(&word, "61");
	assert_int_not_equal(
		command_words_check((const char *[]){ buf_str(&word), "cat", NULL }, &err), 0);
}

#define ASK(out, ...)                                                   \
	af_alg_main((int)ARRAY_SIZE(((const char *[]){ __VA_ARGS__ })), \
		    ((const char *[]){ __VA_ARGS__ }), out)

static void questions_malformed(void **in)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);

	(void)in;
	assert_int_equal(ASK(&out, "hash"), 126);
	assert_int_equal(ASK(&out, "cipher", "sha256"), 126);
	assert_int_equal(ASK(&out, "hash", "sha256", "in=6"), 126);
	assert_int_equal(ASK(&out, "hash", "sha256", "what=61"), 126);
	assert_int_equal(ASK(&out, "rng", "stdrng", "outlen=9999999"), 126);
	assert_int_equal(
		ASK(&out, "hash",
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
		126);
	assert_string_equal(buf_str(&out), "");
}

static void questions(void **in)
{
	static const char aes[] = "key=2b7e151628aed2a6abf7158809cf4f3c";
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
	int fd = socket(AF_ALG, SOCK_SEQPACKET, 0);

	(void)in;
	if (fd < 0) { /* then at least it says so */
		assert_int_equal(ASK(&out, "hash", "sha256", "in=616263"), 1);
		assert_string_equal(buf_str(&out), "EAFNOSUPPORT socket\n");
		return;
	}
	close(fd);
	assert_int_equal(ASK(&out, "hash", "sha256", "in=616263"), 0);
	assert_string_equal(buf_str(&out),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f2"
			    "0015ad\n");
	buf_clear(&out);
	assert_int_equal(ASK(&out, "skcipher", "cbc(aes)", "encrypt", aes,
			     "iv=000102030405060708090a0b0c0d0e0f",
			     "in=6bc1bee22e409f96e93d7e117393172a"),
			 0);
	assert_string_equal(buf_str(&out), "7649abac8119b246cee98e9b12e9197d\n");
	buf_clear(&out);
	assert_int_equal(ASK(&out, "hash", "no-such-hash", "in=61"), 1);
	assert_string_equal(buf_str(&out), "ENOENT bind\n");
}

/* RFC 4231, cases 1 and 2. */
static void hmac(void **in)
{
	char out[HMAC_HEX];

	(void)in;
	hmac_hex(false,
		 "\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b\x0b",
		 20, "Hi There", 8, out);
	assert_string_equal(out,
			    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	hmac_hex(true, "Jefe", 4, "what do ya want for nothing?", 28, out);
	assert_string_equal(out,
			    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
			    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

static void make(const char *dir, const char *path, const char *text)
{
	AUTO_FREE char *full = fs_join(dir, path);
	AUTO_FREE char *parent = strdup(full);
	struct error err = ERROR_INIT;

	*strrchr(parent, '/') = '\0';
	assert_int_equal(fs_mkdirs(parent, &err), 0);
	assert_int_equal(fs_write(full, text, strlen(text), &err), 0);
}

static void integrity(void **in)
{
	char dir[] = "/tmp/azlcts-test.XXXXXX";
	AUTO(buf) struct buf rows = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	struct sink sink = { .arg = &rows, .put = put };
	struct part_state part = { 0 };
	struct error err = ERROR_INIT;
	char mac[HMAC_HEX];
	int fd;

	(void)in;
	assert_non_null(mkdtemp(dir));
	hmac_hex(true, "FIPS-FTW-RHT2009", 16, "kernel", 6, mac);
	buf_addf(&value, "%s  vmlinuz\n", mac);
	make(dir, "usr/lib/modules/6.1/vmlinuz", "kernel");
	make(dir, "usr/lib/modules/6.1/.vmlinuz.hmac", buf_str(&value));
	make(dir, "usr/lib/modules/6.2/vmlinuz", "kernel");
	make(dir, "usr/lib/modules/6.2/.vmlinuz.hmac", "no digest\n");
	make(dir, "boot/vmlinuz-6.1", "another");
	make(dir, "usr/lib64/ossl-modules/fips.so", "\177ELF and no more");
	make(dir, "usr/lib64/.libgnutls.so.30.hmac", "[global]\npath = /gone.so\nhmac = 00\n");
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(collect_integrity(fd, &part, &sink, &err), 0);
	assert_int_equal(part.failures, 0);
	buf_clear(&value);
	buf_addf(&value, "vmlinuz|hmac-sha512|/usr/lib/modules/6.1/.vmlinuz.hmac|%s|%s\n", mac,
		 mac);
	has(&rows, buf_str(&value));
	has(&rows, "modules/6.2/vmlinuz|hmac-sha512|/usr/lib/modules/6.2/.vmlinuz.hmac||");
	has(&rows, "/boot/vmlinuz-6.1|hmac-sha512|||");
	has(&rows, "integrity|/usr/lib64/ossl-modules/fips.so|hmac-sha256|||");
	has(&rows, "integrity|/gone.so|hmac-sha256|/usr/lib64/.libgnutls.so.30.hmac||\n");
	close(fd);
	assert_int_equal(fs_remove_tree(dir, &err), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(input),     cmocka_unit_test(files),
		cmocka_unit_test(malformed), cmocka_unit_test(ceilings),
		cmocka_unit_test(questions), cmocka_unit_test(questions_malformed),
		cmocka_unit_test(hmac),	     cmocka_unit_test(integrity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
