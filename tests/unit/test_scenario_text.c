/* SPDX-License-Identifier: MIT */
/* What two runs do not share is taken out of what programs say; what they do share stays. */
#include "test.h"

#include "scenario/steps_text.h"

struct sample {
	const char *text;
	const char *steady;
};

static const struct sample samples[] = {
	{ "", "" },
	{ "one\n\n  \ntwo  \n", "one; two" },
	{ "exit status 2 of p-1.8.2-3.azl4.x86_64", "exit status 2 of p-1.8.2-3.azl4.x86_64" },
	{ "listen tcp 127.0.0.1:9100: bind", "listen tcp 127.0.0.1:9100: bind" },
	{ "[::]:9100 and 0.0.0.0:10050", "[::]:9100 and 0.0.0.0:10050" },
	{ "foo[1234]: pid 77 and PID=78", "foo[N]: pid N and PID=N" },
	{ "2026-11-26T03:05:00.123Z level=INFO", "DATETTIME level=INFO" },
	{ "at 3:05 in 125 ms, 3.2s", "at TIME in N ms, Ns" },
	{ "took 00m12s; 1.2 MiB/s", "took Ns; N MiB/s" },
	{ "/var/tmp/rpm-tmp.nJ3kLs: line 1: x", "/var/tmp/TEMPORARY: line 1: x" },
	{ "boot 0a1b2c3d4e5f60718293a4b5c6d7e8f9", "boot HEX" },
	{ "at 0x7ffd12345678", "at HEX" },
	{ "faceless deadbeef", "faceless deadbeef" },
	{ "inode 1234567", "inode N" },
	{ "[1/2] p 100% | 24.4 MiB/s | 12 KiB\nComplete!", "Complete!" },
	{ "a\x1b[1mb", "a\\x1b[1mb" },
	{ "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "2; 3; 4; 5; 6; 7; 8; 9" },
};

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(samples); i++) {
		struct buf out = BUF_INIT(BUF_LINE);

		steady_add(&out, samples[i].text);
		assert_string_equal(buf_str(&out), samples[i].steady);
		buf_release(&out);
	}
}

static void test_bound(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT);
	struct buf out = BUF_INIT(BUF_LINE);

	(void)state;
	for (int i = 0; i < 3000; i++)
		buf_add(&text, "\xc3\xa4 ");
	steady_add(&out, buf_str(&text));
	assert_true(out.len <= STEADY_MAX + 3);
	assert_memory_equal(buf_str(&out), "...", 3);
	buf_release(&out);
	buf_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
