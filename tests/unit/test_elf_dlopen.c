/* SPDX-License-Identifier: MIT */
/* .note.dlopen: what it says, what it may say beside that, and what cannot be read. */
#include "elf_made.h"

/* A library with one note for each text. */
static struct seen with_notes(size_t count, const char *const *texts)
{
	static const char *const argv[] = { "gcc", "-shared", "-nostdlib", "-fPIC",
					    "-o",  "out",     "n.c",	   NULL };
	AUTO(buf) struct buf source = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	for (size_t i = 0; i < count; i++) {
		buf_add(&source, "__asm__(\".pushsection .note.dlopen,\\\"a\\\",%note\\n"
				 ".balign 4\\n.long 4, 2f-1f, 0x407c0c0a\\n"
				 ".asciz \\\"FDO\\\"\\n1:");
		for (const char *c = texts[i]; *c; c++)
			buf_addf(&source, ".byte %u\\n", (unsigned)(unsigned char)*c);
		buf_add(&source, ".byte 0\\n2: .balign 4\\n.popsection\");\n");
	}
	write_source("n.c", buf_str(&source));
	compile(argv, &file);
	return look(file.data, file.len);
}

static void well(const char *json, const char *rows)
{
	AUTO(seen) struct seen s = with_notes(1, &json);

	assert_string_equal(buf_str(&s.text), rows);
	has(&s.elf, "error=-\n");
}

static void badly(const char *json)
{
	AUTO(seen) struct seen s = with_notes(1, &json);

	if (!strstr(buf_str(&s.elf), "error=a .note.dlopen cannot be read\n"))
		fail_msg("%s\n%s%s", json, buf_str(&s.text), buf_str(&s.elf));
}

static void what_it_says(void **state)
{
	(void)state;
	well("[{\"feature\":\"zip\",\"description\":\"unpacks, [and {more\",\"priority\":"
	     "\"suggested\",\"soname\":[\"libz.so.1\"]}]",
	     "elf_dlopen feature=zip priority=suggested soname=libz.so.1 choice=0\n");
	well("[{\"soname\":[\"liba.so.1\",\"liba.so.0\"],\"priority\":\"required\"},"
	     "{\"feature\":\"b\",\"soname\":[\"libb.so\"]}]",
	     "elf_dlopen feature= priority=required soname=liba.so.1 choice=0\n"
	     "elf_dlopen feature= priority=required soname=liba.so.0 choice=0\n"
	     "elf_dlopen feature=b priority=recommended soname=libb.so choice=1\n");
	well(" [ { \"soname\" : [ \"a\" ] } ] \n",
	     "elf_dlopen feature= priority=recommended soname=a choice=0\n");
	well("[]", "");
}

static void several_notes(void **state)
{
	static const char *const texts[] = { "[{\"soname\":[\"a\"]},{\"soname\":[\"b\"]}]",
					     "[{\"soname\":[\"c\"]}]" };
	AUTO(seen) struct seen s = with_notes(2, texts);

	(void)state;
	has(&s.text, "soname=a choice=0\n");
	has(&s.text, "soname=b choice=1\n");
	has(&s.text, "soname=c choice=2\n");
}

static void what_is_beside(void **state)
{
	(void)state;
	well("[{\"new\":{\"a\":[1,2,{\"b\":null}],\"soname\":[\"no\"]},\"n\":-1.5e3,\"t\":true,"
	     "\"soname\":[\"yes\"],\"z\":[]}]",
	     "elf_dlopen feature= priority=recommended soname=yes choice=0\n");
	well("[{\"soname\":[\"a\\u0062\\/c\"],\"feature\":\"\\u00e9\\\"\\\\\"}]",
	     "elf_dlopen feature=?\"\\ priority=recommended soname=ab/c choice=0\n");
}

static void what_cannot_be_read(void **state)
{
	static const char *const texts[] = {
		"",
		"{}",
		"[",
		"[{}]",
		"[{\"feature\":\"x\"}]",
		"[{\"soname\":\"a\"}]",
		"[{\"soname\":[]}]",
		"[{\"soname\":[\"\"]}]",
		"[{\"soname\":[1]}]",
		"[{\"soname\":[\"a\"]}",
		"[{\"soname\":[\"a\"]}],",
		"[{\"soname\":[\"a\"]}]x",
		"[{\"soname\":[\"a\"],}]",
		"[{\"soname\":[\"a\"]},]",
		"[{\"soname\":[\"a\"]}{\"soname\":[\"b\"]}]",
		"[{\"soname\":[\"a\" \"b\"]}]",
		"[{\"soname\":[\"a\",]}]",
		"[{\"soname\":[\"a]}]",
		"[{\"soname\":[\"\\x\"]}]",
		"[{\"soname\":[\"\\u12\"]}]",
		"[{\"soname\":[\"a\"],\"priority\":\"urgent\"}]",
		"[{\"soname\":[\"a\"],\"priority\":1}]",
		"[{\"x\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]],\"soname\":[\"a\"]}]",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		badly(texts[i]);
}

static void too_long(void **state)
{
	AUTO(buf) struct buf json = BUF_INIT(BUF_TEXT);

	(void)state;
	buf_add(&json, "[{\"soname\":[\"");
	for (unsigned i = 0; i < 600; i++)
		buf_addc(&json, 'x');
	buf_add(&json, "\"]}]");
	badly(buf_str(&json));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_says),	  cmocka_unit_test(several_notes),
		cmocka_unit_test(what_is_beside), cmocka_unit_test(what_cannot_be_read),
		cmocka_unit_test(too_long),
	};

	return cmocka_run_group_tests_name("elf_dlopen", tests, setup, teardown);
}
