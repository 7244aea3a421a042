/* SPDX-License-Identifier: MIT */
/* ELF files that are read piece by piece from an open file, because they are large. */
#include "elf_made.h"

static void make_library(struct buf *out)
{
	static const char *const argv[] = { "gcc", "-shared", "-fPIC", "-Wl,-soname,libx.so.1",
					    "-o",  "out",     "x.c",   NULL };

	write_source("x.c",
		     "#include <stdlib.h>\nint data[4];\nint one(void) { return rand(); }\n");
	compile(argv, out);
}

/* What the first `len` bytes of an open file come to; the caller releases it. */
static struct seen look_at(FILE *f, size_t len)
{
	struct seen s = { .text = BUF_INIT(BUF_TEXT), .elf = BUF_INIT(BUF_TEXT) };
	const struct sink sink = { .arg = &s, .put = put };
	struct error err = ERROR_INIT;

	assert_int_equal(elf_put_file(&sink, 1, "/x", fileno(f), len, &err), 0);
	assert_int_equal(s.elf_rows, 1);
	return s;
}

static FILE *file_of(const struct buf *bytes)
{
	FILE *f = tmpfile();

	assert_non_null(f);
	assert_int_equal(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
	assert_int_equal(fflush(f), 0);
	return f;
}

static void as_from_memory(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	make_library(&file);
	AUTO(seen) struct seen memory = look(file.data, file.len);
	FILE *f = file_of(&file);
	AUTO(seen) struct seen s = look_at(f, file.len);

	has(&s.text, "elf_export name=one");
	assert_string_equal(buf_str(&s.elf), buf_str(&memory.elf));
	assert_string_equal(buf_str(&s.text), buf_str(&memory.text));
	fclose(f);
}

/* It was larger when it was digested. */
static void cut_meanwhile(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	make_library(&file);
	FILE *f = file_of(&file);
	assert_int_equal(ftruncate(fileno(f), (off_t)file.len / 2), 0);
	AUTO(seen) struct seen half = look_at(f, file.len);
	assert_true(half.failed);
	assert_int_equal(ftruncate(fileno(f), 4), 0);
	AUTO(seen) struct seen stump = look_at(f, file.len);
	has(&stump.elf, "error=it changed while it was read\n");
	fclose(f);
}

/* Two notes of 200 MB each, in a file that takes no room. */
static void tables_have_a_limit(void **state)
{
	enum { LEN = 300 << 20 };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Phdr notes[2] = { { .p_type = PT_NOTE, .p_filesz = 200 << 20, .p_align = 4 } };
	Elf64_Ehdr h;

	(void)state;
	make_library(&file);
	FILE *f = file_of(&file);
	notes[1] = notes[0];
	notes[1].p_offset = 1 << 20;
	memcpy(&h, file.data, sizeof(h));
	h.e_phoff = sizeof(h);
	h.e_phnum = 2;
	h.e_shoff = h.e_shnum = h.e_shstrndx = 0;
	assert_int_equal(ftruncate(fileno(f), LEN), 0);
	assert_int_equal(pwrite(fileno(f), &h, sizeof(h), 0), sizeof(h));
	assert_int_equal(pwrite(fileno(f), notes, sizeof(notes), sizeof(h)), sizeof(notes));
	AUTO(seen) struct seen s = look_at(f, LEN);
	has(&s.elf, "error=its tables are larger than 256 MiB\n");
	fclose(f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_from_memory),
		cmocka_unit_test(cut_meanwhile),
		cmocka_unit_test(tables_have_a_limit),
	};

	return cmocka_run_group_tests_name("elf_file", tests, setup, teardown);
}
