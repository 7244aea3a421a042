/* SPDX-License-Identifier: MIT */
/* Access lists as the kernel hands them out, and as nobody should. */
#include "test.h"

#include "collect/acl.h"

#define HEAD		"\x02\0\0\0"
#define ENTRY(t, p, id) t "\0" p "\0" id
#define NOBODY		"\xff\xff\xff\xff"

static void is(const char *bytes, size_t len, const char *expected)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	/* its own allocation, so that a sanitizer sees what is read beyond */
	char *copy = malloc(len ? len : 1);

	assert_non_null(copy);
	memcpy(copy, bytes, len);
	acl_text(copy, (ssize_t)len, &out);
	free(copy);
	assert_string_equal(buf_str(&out), expected);
}

#define IS(bytes, expected) is(bytes, sizeof(bytes) - 1, expected)

static void test_text(void **state UNUSED)
{
	IS(HEAD ENTRY("\x01", "\x06", NOBODY) ENTRY("\x02", "\x04", "\xe8\x03\0\0")
		   ENTRY("\x04", "\x04", NOBODY) ENTRY("\x10", "\x04", NOBODY)
			   ENTRY("\x20", "\x00", NOBODY),
	   "user:1000:r--,group::r--,mask::r--");
	IS(HEAD ENTRY("\x08", "\x07", "\xff\xff\xff\x7f"), "group:2147483647:rwx");
	/* what the mode says by itself is no list */
	IS(HEAD ENTRY("\x01", "\x06", NOBODY) ENTRY("\x04", "\x04", NOBODY)
		   ENTRY("\x20", "\x04", NOBODY),
	   "");
	IS(HEAD, "");
}

static void test_hostile(void **state UNUSED)
{
	IS("\x02", "invalid");
	IS("\x01\0\0\0", "invalid");
	IS("\x03\0\0\0" ENTRY("\x02", "\x04", NOBODY), "invalid");
	IS(HEAD "\x02\0\x04\0\xe8\x03", "invalid");
	IS(HEAD ENTRY("\x02", "\x08", NOBODY), "invalid");
	IS(HEAD ENTRY("\x40", "\x04", NOBODY), "invalid");
	IS(HEAD ENTRY("\x03", "\x04", NOBODY), "invalid");
	IS(HEAD ENTRY("\x02", "\x04", NOBODY) ENTRY("\x00", "\x04", NOBODY), "invalid");
}

static void test_none(void **state UNUSED)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	char raw[ACL_XATTR_MAX];

	assert_int_equal(acl_get(-1, "/proc/self/status", raw), 0);
	assert_int_equal(acl_get(-1, "/nothing/there", raw), 0);
	acl_text(raw, 0, &out);
	assert_string_equal(buf_str(&out), "");
	acl_text(raw, -1, &out);
	assert_string_equal(buf_str(&out), "unread");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
