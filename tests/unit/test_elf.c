/* SPDX-License-Identifier: MIT */
/* ELF files made by the compiler, then cut and bent: one elf row each time, and no crash. */
#include "elf_made.h"

static void make_library(struct buf *out)
{
	static const char *const argv[] = { "gcc",
					    "-shared",
					    "-fPIC",
					    "-O1",
					    "-Wl,-soname,libx.so.1",
					    "-Wl,--version-script=x.map",
					    "-Wl,-z,relro,-z,lazy",
					    "-Wl,-rpath,/opt/x",
					    "-Wl,--enable-new-dtags",
					    "-Wl,--build-id=0x0123abcd",
					    "-Wl,-z,ibt,-z,shstk",
					    "-fcf-protection=none",
					    "-fno-stack-protector",
					    "-o",
					    "out",
					    "x.c",
					    NULL };

	write_source("x.map", "X_1 { global: one; data; old_two; }; X_2 { global: two; tls; weak; "
			      "local: *; } X_1;\n");
	write_source("x.c", "#include <stdlib.h>\n"
			    "int data[4];\n"
			    "__thread int tls = 1;\n"
			    "extern int nowhere(void) __attribute__((weak));\n"
			    "int one(void) { return nowhere ? nowhere() : 0; }\n"
			    "int weak(void) __attribute__((weak));\n"
			    "int weak(void) { return 2; }\n"
			    "int two_new(void) { return abs(rand()); }\n"
			    "int two_old(void) { return 1; }\n"
			    "int unseen(void) { return 1; }\n"
			    "__asm__(\".symver two_new,two@@X_2\");\n"
			    "__asm__(\".symver two_old,two@X_1\");\n"
			    "int old_two(void) { return 3; }\n");
	compile(argv, out);
}

static void a_library(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	make_library(&file);
	assert_true(elf_is_wanted(file.data, file.len));
	AUTO(seen) struct seen s = look(file.data, file.len);
	assert_int_equal(s.elf_rows, 1);
	has(&s.elf, "path=/x class=64 machine=x86_64 osabi=sysv flags=0 type=shared "
		    "soname=libx.so.1 interpreter=- rpath=- runpath=/opt/x build_id=0123abcd "
		    "relro=partial bind_now=0 pie=0 exec_stack=0 "
		    "textrel=0 wx_segment=0 canary=0 fortify=0 ibt=1 shstk=1");
	has(&s.elf, "isa_used=- traits=fini init error=-\n");
	has(&s.text, "elf_needed position=0 soname=libc.so.6\n");
	has(&s.text, "elf_export name=one version=X_1 hidden=0 binding=global type=function");
	has(&s.text, "elf_export name=two version=X_2 hidden=0 binding=global type=function");
	has(&s.text, "elf_export name=two version=X_1 hidden=1 binding=global type=function");
	has(&s.text, "elf_export name=weak version=X_2 hidden=0 binding=weak type=function");
	has(&s.text, "elf_export name=data version=X_1 hidden=0 binding=global type=object "
		     "visibility=default size=16 address=");
	has(&s.text, "elf_export name=tls version=X_2 hidden=0 binding=global type=tls "
		     "visibility=default size=4");
	has(&s.text, "elf_import name=nowhere version= library= weak=1 type=none\n");
	has(&s.text, "elf_import name=rand version=GLIBC_2.2.5 library=libc.so.6 weak=0 "
		     "type=function\n");
	has(&s.text, "elf_verdef version=X_1 number=2 parent= weak=0\n");
	has(&s.text, "elf_verdef version=X_2 number=3 parent=X_1 weak=0\n");
	has(&s.text, "elf_verneed library=libc.so.6 version=GLIBC_2.2.5 weak=0\n");
	has_not(&s.text, "elf_copy");
	has_not(&s.text, "elf_verdef version=libx.so.1"); /* the base version */
	has_not(&s.text, "name=X_1");			  /* the linker's marks */
	has_not(&s.text, "unseen");
}

/* Without section headers everything is found through the dynamic section. */
static void no_section_headers(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;

	(void)state;
	make_library(&file);
	AUTO(seen) struct seen before = look(file.data, file.len);
	memcpy(&h, file.data, sizeof(h));
	h.e_shoff = 0;
	h.e_shnum = 0;
	h.e_shstrndx = 0;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen after = look(file.data, file.len);
	assert_string_equal(buf_str(&before.text), buf_str(&after.text));
	assert_string_equal(buf_str(&before.elf), buf_str(&after.elf));
}

static const char main_source[] = "#include <stdio.h>\n"
				  "#include <string.h>\n"
				  "int main(int c, char **v) { char b[8]; strcpy(b, v[c - 1]);\n"
				  "puts(b); return b[0] + (stdout == NULL); }\n";

static void hardened(void **state)
{
	static const char *const argv[] = { "gcc",
					    "-O2",
					    "-U_FORTIFY_SOURCE",
					    "-D_FORTIFY_SOURCE=2",
					    "-fstack-protector-all",
					    "-fPIE",
					    "-pie",
					    "-Wl,-z,relro,-z,now",
					    "-Wl,--hash-style=gnu",
					    "-o",
					    "out",
					    "m.c",
					    NULL };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("m.c", main_source);
	compile(argv, &file);
	AUTO(seen) struct seen s = look(file.data, file.len);
	has(&s.elf, "type=executable soname=- interpreter=/lib64/ld-linux-x86-64.so.2");
	has(&s.elf,
	    "relro=full bind_now=1 pie=1 exec_stack=0 textrel=0 wx_segment=0 canary=1 fortify=1");
	has(&s.text, "elf_import name=__strcpy_chk version=GLIBC_2.3.4 library=libc.so.6 weak=0");
}

static void soft(void **state)
{
	static const char *const argv[] = { "gcc",
					    "-O0",
					    "-U_FORTIFY_SOURCE",
					    "-fno-stack-protector",
					    "-fno-pie",
					    "-no-pie",
					    "-Wl,-z,norelro,-z,lazy,-z,execstack",
					    "-Wl,--hash-style=sysv",
					    "-Wl,-rpath,/opt/y",
					    "-Wl,--disable-new-dtags",
					    "-o",
					    "out",
					    "m.c",
					    NULL };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("m.c", main_source);
	compile(argv, &file);
	AUTO(seen) struct seen s = look(file.data, file.len);
	has(&s.elf, "type=executable");
	has(&s.elf, "rpath=/opt/y runpath=-");
	has(&s.elf,
	    "relro=none bind_now=0 pie=0 exec_stack=1 textrel=0 wx_segment=0 canary=0 fortify=0");
	/* room for a library's object: needed of the library, and everybody's from here on */
	has(&s.text, "elf_import name=stdout version=GLIBC_2.2.5 library=libc.so.6 weak=0 "
		     "type=object\n");
	has(&s.text, "elf_copy name=stdout version=GLIBC_2.2.5 size=8\n");
	has(&s.text, "elf_export name=stdout version=GLIBC_2.2.5 hidden=");
}

static void a_static_program(void **state)
{
	static const char *const argv[] = { "gcc", "-O0", "-static", "-nostdlib", "-no-pie",
					    "-o",  "out", "s.c",     NULL };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("s.c", "void _start(void) { for (;;); }\n");
	compile(argv, &file);
	AUTO(seen) struct seen s = look(file.data, file.len);
	has(&s.elf, "type=executable soname=- interpreter=-");
	has(&s.elf, "pie=0 exec_stack=0");
	has(&s.elf, "error=-\n");
	assert_string_equal(buf_str(&s.text), "");
}

static void what_is_not_wanted(void **state)
{
	static const char *const argv[] = { "gcc", "-c", "-o", "out", "s.c", NULL };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("s.c", "int x;\n");
	compile(argv, &file);
	assert_false(elf_is_wanted(file.data, file.len)); /* an object file */
	assert_false(elf_is_wanted("#!/bin/sh\n.........", 18));
	assert_true(elf_is_wanted("\177ELF", 4)); /* cut short, which has to be told */
	assert_false(elf_is_wanted("\177EL", 3));
	assert_false(elf_is_wanted("", 0));
}

static void cut_anywhere(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	make_library(&file);
	for (size_t len = 18; len < file.len; len += 64) {
		AUTO(seen) struct seen s = look(file.data, len);

		assert_int_equal(s.elf_rows, 1);
		/* what is loaded ends well before the section headers do */
		if (len < 0x2000)
			assert_true(s.failed);
	}
}

/* Every byte of the headers, and random ones of all of it. */
static void bent_anywhere(void **state)
{
	static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	uint64_t x = 88172645463325252U;

	(void)state;
	make_library(&file);
	for (size_t at = 18; at < 1100; at++) {
		char saved = file.data[at];

		for (size_t i = 0; i < sizeof(values); i++) {
			file.data[at] = (char)values[i];
			AUTO(seen) struct seen s = look(file.data, file.len);
			assert_int_equal(s.elf_rows, 1);
		}
		file.data[at] = saved;
	}
	for (unsigned round = 0; round < 8000; round++) {
		AUTO(buf) struct buf bad = BUF_INIT(BUF_TEXT);

		buf_addn(&bad, file.data, file.len);
		for (unsigned i = 0; i <= round % 8; i++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			bad.data[18 + x % (bad.len - 18)] = (char)(x >> 40);
		}
		AUTO(seen) struct seen s = look(bad.data, bad.len);
		assert_int_equal(s.elf_rows, 1);
	}
}

/* Claims that would cost gigabytes or never end. */
static void lies_about_sizes(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr good;
	Elf64_Ehdr h;

	(void)state;
	make_library(&file);
	memcpy(&good, file.data, sizeof(good));
	h = good;
	h.e_shnum = 0; /* extended numbering: section 0 says how many */
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen sections = look(file.data, file.len);
	has(&sections.elf, "error=too many headers\n");
	h = good;
	h.e_phnum = PN_XNUM;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen segments = look(file.data, file.len);
	has(&segments.elf, "error=too many headers\n");
	h = good;
	h.e_shoff = 0;
	h.e_shnum = 0;
	memcpy(file.data, &h, sizeof(h));
	for (size_t at = 0; at + 16 < file.len; at += 8) { /* the dynamic section's DT_GNU_HASH */
		Elf64_Dyn d;

		memcpy(&d, file.data + at, sizeof(d));
		if (d.d_tag == DT_GNU_HASH) {
			d.d_tag = DT_HASH; /* then its second word, symoffset, is the count */
			memcpy(file.data + at, &d, sizeof(d));
			uint32_t count = 0xffffffffU;
			memcpy(file.data + d.d_un.d_ptr + 4, &count, 4);
			break;
		}
	}
	AUTO(seen) struct seen symbols = look(file.data, file.len);
	has(&symbols.elf, "error=4294967295 symbols do not fit into the file\n");
}

/* ld.so reads no section headers: symbols they leave out are found all the same. */
static void symbols_do_not_vanish(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;
	Elf64_Dyn d;

	(void)state;
	make_library(&file);
	memcpy(&h, file.data, sizeof(h));
	for (unsigned i = 0; i < h.e_shnum; i++) {
		size_t at = h.e_shoff + i * sizeof(Elf64_Shdr);
		Elf64_Shdr section;

		memcpy(&section, file.data + at, sizeof(section));
		if (section.sh_type != SHT_DYNSYM)
			continue;
		section.sh_size = 2 * sizeof(Elf64_Sym);
		memcpy(file.data + at, &section, sizeof(section));
	}
	AUTO(seen) struct seen lying = look(file.data, file.len);
	has(&lying.elf, "error=it says 2 symbols, but ");
	/* no section headers, and a hash table that counts none */
	h.e_shoff = h.e_shnum = h.e_shstrndx = 0;
	memcpy(file.data, &h, sizeof(h));
	for (size_t at = 0; at + sizeof(d) < file.len; at += 8) {
		memcpy(&d, file.data + at, sizeof(d));
		if (d.d_tag != DT_GNU_HASH)
			continue;
		d.d_tag = DT_HASH;
		memcpy(file.data + at, &d, sizeof(d));
		memset(file.data + d.d_un.d_ptr + 4, 0, 4);
		break;
	}
	AUTO(seen) struct seen none = look(file.data, file.len);
	has(&none.elf, "error=how many symbols it has cannot be told\n");
}

static void no_dynamic_section(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;

	(void)state;
	make_library(&file);
	memcpy(&h, file.data, sizeof(h));
	for (unsigned i = 0; i < h.e_phnum; i++) {
		char *at = file.data + h.e_phoff + i * sizeof(Elf64_Phdr);
		Elf64_Phdr p;

		memcpy(&p, at, sizeof(p));
		if (p.p_type == PT_DYNAMIC)
			memset(at, 0, sizeof(p.p_type));
	}
	AUTO(seen) struct seen s = look(file.data, file.len);
	has(&s.elf, "error=no dynamic section\n");
}

/* ld.so stops at a version of another form; one without a name would make its symbols unversioned.
 */
static void versions_that_are_none(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	make_library(&file);
	for (size_t at = 0; at + sizeof(Elf64_Dyn) < file.len; at += 8) {
		Elf64_Verdef def;
		Elf64_Dyn d;
		size_t aux;

		memcpy(&d, file.data + at, sizeof(d));
		if (d.d_tag != DT_VERDEF || d.d_un.d_ptr >= file.len)
			continue;
		file.data[d.d_un.d_ptr]++; /* vd_version */
		AUTO(seen) struct seen form = look(file.data, file.len);
		has(&form.elf, "error=a version definition cannot be read\n");
		file.data[d.d_un.d_ptr]--;
		memcpy(&def, file.data + d.d_un.d_ptr, sizeof(def));
		aux = d.d_un.d_ptr + def.vd_next; /* of the one after the base */
		memcpy(&def, file.data + aux, sizeof(def));
		memset(file.data + aux + def.vd_aux, 0, 4); /* vda_name */
		AUTO(seen) struct seen name = look(file.data, file.len);
		has(&name.elf, "error=a version has no name\n");
		return;
	}
	fail_msg("no versions in it");
}

/* No row gets longer than what carries it can take: that would end the whole run. */
static void names_without_end(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf source = BUF_INIT(BUF_TEXT);

	(void)state;
	buf_add(&source, "__asm__(\".globl ");
	for (size_t round = 0; round < 2; round++) {
		for (size_t i = 0; i < 200 << 10; i++)
			buf_addc(&source, 'n');
		buf_add(&source, round == 0 ? "\\n" : ":\\n.globl f\\nf:\\n\");\n");
	}
	write_source("long.c", buf_str(&source));
	static const char *const argv[] = { "gcc", "-shared", "-nostdlib", "-o",
					    "out", "long.c",  NULL };
	compile(argv, &file);
	AUTO(seen) struct seen s = look(file.data, file.len);
	has(&s.elf, "error=a name is longer than 128 KiB\n");
	has(&s.text, "elf_export name=f ");
	assert_true(s.text.len < 128 << 10);
}

/* Sixty thousand segments, each the whole file: no more is read of it than of a real one. */
static void segments_without_end(void **state)
{
	static const Elf64_Phdr note = { .p_type = PT_NOTE, .p_filesz = 1 << 20, .p_align = 4 };
	Elf64_Ehdr h = { .e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
			 .e_type = ET_DYN,
			 .e_machine = EM_X86_64,
			 .e_version = EV_CURRENT,
			 .e_phoff = sizeof(h),
			 .e_ehsize = sizeof(h),
			 .e_phentsize = sizeof(Elf64_Phdr),
			 .e_phnum = 60000 };
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	buf_addn(&file, &h, sizeof(h));
	for (unsigned i = 0; i < h.e_phnum; i++)
		buf_addn(&file, &note, sizeof(note));
	AUTO(seen) struct seen s = look(file.data, file.len);
	assert_int_equal(s.elf_rows, 1);
	has(&s.elf, "error=more than 64 segments of notes\n");
}

static void unread(void **state)
{
	struct seen s = { .text = BUF_INIT(BUF_TEXT), .elf = BUF_INIT(BUF_TEXT) };
	struct sink sink = { .arg = &s, .put = put };
	struct error err = ERROR_INIT;

	(void)state;
	assert_int_equal(elf_put_unread(&sink, 1, "/big", "larger than 1 MiB", &err), 0);
	has(&s.elf, "path=/big class=- machine=- osabi=- flags=- type=");
	has(&s.elf, "relro=none bind_now=0 pie=0");
	has(&s.elf, "error=larger than 1 MiB\n");
	seen_release(&s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_library),
		cmocka_unit_test(symbols_do_not_vanish),
		cmocka_unit_test(names_without_end),
		cmocka_unit_test(no_dynamic_section),
		cmocka_unit_test(versions_that_are_none),
		cmocka_unit_test(no_section_headers),
		cmocka_unit_test(hardened),
		cmocka_unit_test(soft),
		cmocka_unit_test(a_static_program),
		cmocka_unit_test(what_is_not_wanted),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(bent_anywhere),
		cmocka_unit_test(lies_about_sizes),
		cmocka_unit_test(segments_without_end),
		cmocka_unit_test(unread),
	};

	return cmocka_run_group_tests_name("elf", tests, setup, teardown);
}
