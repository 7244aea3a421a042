/* SPDX-License-Identifier: MIT */
/* Copy relocations, traits, notes and versions of ELF files from the compiler, each both ways. */
#include "elf_made.h"

enum { ARGUMENTS_MAX = 24 };

/* gcc with these arguments, a NULL behind the last; the result is "out". */
static struct seen made(const char *const arguments[ARGUMENTS_MAX], struct buf *file)
{
	const char *argv[ARGUMENTS_MAX + 4] = { "gcc", "-o", "out" };

	memcpy(argv + 3, arguments, ARGUMENTS_MAX * sizeof(*arguments));
	buf_clear(file);
	compile(argv, file);
	return look(file->data, file->len);
}

#define MADE(file, ...) made((const char *const[ARGUMENTS_MAX]){ __VA_ARGS__ }, file)

/* What is not there, and then what is. */
static void traits_are(struct buf *file, const char *const arguments[ARGUMENTS_MAX],
		       const char *traits)
{
	AUTO(buf) struct buf want = BUF_INIT(BUF_LINE);
	AUTO(seen) struct seen s = made(arguments, file);

	buf_addf(&want, " traits=%s error=-\n", traits);
	has(&s.elf, buf_str(&want));
}

#define TRAITS(file, traits, ...) \
	traits_are(file, (const char *const[ARGUMENTS_MAX]){ __VA_ARGS__ }, traits)
#define PLAIN "-shared", "-nostdlib", "-fPIC", "t.c"

static void traits(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("t.c", "int f(void) { return 1; }\n");
	write_source("tls.c", "__thread int t; int f(void) { return t; }\n");
	write_source("relr.c", "static int x; int *a[] = { &x, &x, &x };\n");
	write_source("init.c", "static void i(void) {} __attribute__((section(\".init_array\"), "
			       "used)) static void (*const p)(void) = i;\n");
	TRAITS(&file, "", PLAIN);
	TRAITS(&file, "audit", PLAIN, "-Wl,--audit=/x.so");
	TRAITS(&file, "audit", PLAIN, "-Wl,--depaudit=/x.so");
	TRAITS(&file, "filter", PLAIN, "-Wl,--filter=/x.so");
	TRAITS(&file, "filter", PLAIN, "-Wl,--auxiliary=/x.so");
	TRAITS(&file, "fini init", "-shared", "-fPIC", "t.c");
	TRAITS(&file, "init", "-shared", "-fPIC", "-nostdlib", "init.c");
	TRAITS(&file, "initfirst", PLAIN, "-Wl,-z,initfirst");
	TRAITS(&file, "nodeflib", PLAIN, "-Wl,-z,nodefaultlib");
	TRAITS(&file, "nodelete", PLAIN, "-Wl,-z,nodelete");
	TRAITS(&file, "noopen", PLAIN, "-Wl,-z,nodlopen");
	TRAITS(&file, "origin", PLAIN, "-Wl,-z,origin");
	TRAITS(&file, "symbolic", PLAIN, "-Wl,-Bsymbolic");
	TRAITS(&file, "static-tls", "-shared", "-nostdlib", "-fPIC", "-ftls-model=initial-exec",
	       "tls.c");
	TRAITS(&file, "", "-shared", "-nostdlib", "-fPIC", "relr.c");
	TRAITS(&file, "relr", "-shared", "-nostdlib", "-fPIC", "-Wl,-z,pack-relative-relocs",
	       "relr.c");
	TRAITS(&file, "indirect-extern-access", PLAIN, "-Wl,-z,indirect-extern-access");
	TRAITS(&file, "types-dwarf", PLAIN, "-g");
	TRAITS(&file, "types-ctf", PLAIN, "-gctf");
	TRAITS(&file, "types-btf", PLAIN, "-gbtf");
	TRAITS(&file, "initfirst nodelete symbolic types-dwarf", PLAIN, "-g", "-Wl,-Bsymbolic",
	       "-Wl,-z,nodelete", "-Wl,-z,initfirst");
}

static void isa_levels(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("t.c", "int f(void) { return 1; }\n");
	AUTO(seen) struct seen none = MADE(&file, PLAIN);
	has(&none.elf, "isa_needed=- isa_used=- ");
	AUTO(seen) struct seen needed = MADE(&file, PLAIN, "-Wl,-z,x86-64-v3");
	has(&needed.elf, "isa_needed=x86-64-v3 isa_used=- ");
	write_source("t.c",
		     "__asm__(\".section .note.gnu.property,\\\"a\\\",@note\\n.balign 8\\n\"\n"
		     "\".long 4,16,5\\n.asciz \\\"GNU\\\"\\n.long 0xc0008002,4,0x10,0\\n\");\n");
	AUTO(seen) struct seen unknown = MADE(&file, PLAIN);
	has(&unknown.elf, "isa_needed=unknown isa_used=- ");
	write_source("t.c", "double f(double x) { return x + 1; }\n");
	AUTO(seen) struct seen used = MADE(&file, PLAIN, "-Wa,-mx86-used-note=yes");
	has(&used.elf, "isa_needed=- isa_used=x86-64-baseline ");
}

static void bind_now_is_not_relro(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("t.c", "int f(void) { return 1; }\n");
	AUTO(seen) struct seen lazy = MADE(&file, PLAIN, "-Wl,-z,norelro,-z,lazy");
	has(&lazy.elf, "relro=none bind_now=0 ");
	AUTO(seen) struct seen now = MADE(&file, PLAIN, "-Wl,-z,norelro,-z,now");
	has(&now.elf, "relro=none bind_now=1 ");
}

static void osabi_and_flags(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;

	(void)state;
	write_source("t.c", "int f(void) { return 1; }\n");
	AUTO(seen) struct seen plain = MADE(&file, PLAIN);
	has(&plain.elf, " osabi=sysv flags=0 ");
	memcpy(&h, file.data, sizeof(h));
	h.e_ident[EI_OSABI] = ELFOSABI_GNU;
	h.e_ident[EI_ABIVERSION] = 1;
	h.e_flags = 6;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen gnu = look(file.data, file.len);
	has(&gnu.elf, " osabi=gnu/1 flags=6 ");
	file.data[EI_OSABI] = ELFOSABI_FREEBSD;
	file.data[EI_ABIVERSION] = 0;
	AUTO(seen) struct seen other = look(file.data, file.len);
	has(&other.elf, " osabi=9 flags=6 ");
}

static void visibility_and_aliases(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	const char *one;
	const char *two;

	(void)state;
	write_source("v.c",
		     "int real = 1;\n"
		     "extern int also __attribute__((alias(\"real\")));\n"
		     "__attribute__((visibility(\"protected\"))) int kept(void) { return 1; }\n"
		     "__attribute__((visibility(\"hidden\"))) int own(void) { return 1; }\n");
	AUTO(seen) struct seen s = MADE(&file, "-shared", "-nostdlib", "-fPIC", "v.c");
	has(&s.text, "name=kept version= hidden=0 binding=global type=function "
		     "visibility=protected size=");
	has_not(&s.text, "name=own");
	has(&s.text, "name=real version= hidden=0 binding=global type=object visibility=default "
		     "size=4 address=");
	one = strstr(buf_str(&s.text), "name=real");
	two = strstr(buf_str(&s.text), "name=also");
	assert_non_null(two);
	one = strstr(one, "address=");
	two = strstr(two, "address=");
	assert_memory_equal(one, two, strcspn(one, "\n"));
	assert_true(strcspn(one, "\n") > strlen("address=0"));
}

static Elf64_Dyn *find_dynamic(const struct buf *file, Elf64_Sxword tag)
{
	Elf64_Ehdr h;

	memcpy(&h, file->data, sizeof(h));
	for (size_t i = 0; i < h.e_phnum; i++) {
		Elf64_Phdr p;

		memcpy(&p, file->data + h.e_phoff + i * sizeof(p), sizeof(p));
		if (p.p_type != PT_DYNAMIC)
			continue;
		for (size_t at = p.p_offset; at < p.p_offset + p.p_filesz;
		     at += sizeof(Elf64_Dyn)) {
			Elf64_Dyn *d = (void *)(file->data + at);

			if (d->d_tag == tag)
				return d;
		}
	}
	fail_msg("no dynamic entry of tag %lld", (long long)tag);
	return NULL;
}

/* A library without versions, and a program with room for its object: nothing but relocations tell.
 */
static void copies(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("l.c", "int shared[3] = { 1 }; int called(void) { return 1; }\n");
	write_source("p.c", "extern int shared[3]; int called(void);\n"
			    "int main(void) { return shared[1] + called(); }\n");
	AUTO(seen)
	struct seen library =
		MADE(&file, "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,out", "l.c");
	has_not(&library.text, "elf_copy");
	assert_int_equal(rename_in_dir("out", "libl.so"), 0);
	AUTO(seen) struct seen program = MADE(&file, "-fno-pic", "-no-pie", "p.c", "./libl.so");
	has(&program.text, "elf_copy name=shared version= size=12\n");
	has(&program.text, "elf_import name=shared version= library= weak=0 type=object\n");
	has(&program.text, "elf_export name=shared version= hidden=0 binding=global type=object");
	has(&program.text, "elf_import name=called version= library= weak=0 type=function\n");
	has_not(&program.text, "elf_copy name=called");
	has_not(&program.text, "elf_export name=called");
	AUTO(seen) struct seen pic = MADE(&file, "-fPIC", "-no-pie", "p.c", "./libl.so");
	has_not(&pic.text, "elf_copy");
	has_not(&pic.text, "elf_export name=shared");
	has(&pic.text, "elf_import name=shared version= library= weak=0 type=");
}

/* A linker of some years ago gives what has no version 0 (local) instead of 1; ld.so does not mind.
 */
static void local_versions(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	size_t first;
	size_t end;
	unsigned changed = 0;

	(void)state;
	write_source("l.c", "int shared[3] = { 1 }; int called(void) { return 1; }\n");
	write_source("p.c", "extern int shared[3]; int called(void);\n"
			    "int main(void) { return shared[1] + called(); }\n");
	AUTO(seen)
	struct seen library =
		MADE(&file, "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,out", "l.c");
	has(&library.text, "elf_export name=shared");
	assert_int_equal(rename_in_dir("out", "libl.so"), 0);
	AUTO(seen) struct seen program = MADE(&file, "-fPIE", "-pie", "p.c", "./libl.so");
	has(&program.text, "elf_copy name=shared version= size=12\n");
	first = find_dynamic(&file, DT_VERSYM)->d_un.d_ptr;
	end = find_dynamic(&file, DT_VERNEED)->d_un.d_ptr;
	for (size_t at = first; at + 2 <= end; at += 2) {
		if (file.data[at] != 1)
			continue;
		file.data[at] = 0;
		changed++;
	}
	assert_true(changed > 0);
	AUTO(seen) struct seen local = look(file.data, file.len);
	assert_string_equal(buf_str(&local.text), buf_str(&program.text));
}

/* DT_REL instead of DT_RELA. */
static void copies_of_32_bits(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	write_source("l.c", "int shared[3] = { 1 };\n");
	write_source("p.c", "extern int shared[3]; int _start(void) { return shared[1]; }\n");
	AUTO(seen)
	struct seen library =
		MADE(&file, "-m32", "-shared", "-fPIC", "-nostdlib", "-Wl,-soname,out", "l.c");
	has(&library.elf, "class=32 machine=i386 ");
	assert_int_equal(rename_in_dir("out", "libl32.so"), 0);
	AUTO(seen)
	struct seen program =
		MADE(&file, "-m32", "-fno-pic", "-no-pie", "-nostdlib", "p.c", "./libl32.so");
	has(&program.text, "elf_copy name=shared version= size=12\n");
	has(&program.elf, "error=-\n");
}

static void lying_relocations(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Dyn *size;
	Elf64_Dyn *table;

	(void)state;
	write_source("p.c", "#include <stdio.h>\nint main(void) { return stdout == NULL; }\n");
	AUTO(seen) struct seen good = MADE(&file, "-fno-pic", "-no-pie", "p.c");
	has(&good.text, "elf_copy name=stdout version=GLIBC_2.2.5 size=8\n");
	size = find_dynamic(&file, DT_RELASZ);
	table = find_dynamic(&file, DT_RELA);
	size->d_un.d_val = 0x100000000U * 24;
	AUTO(seen) struct seen large = look(file.data, file.len);
	has(&large.elf, "error=the relocations are outside the file\n");
	size->d_un.d_val = UINT64_MAX;
	AUTO(seen) struct seen largest = look(file.data, file.len);
	has(&largest.elf, "error=the relocations are outside the file\n");
	size->d_un.d_val = 48;
	table->d_un.d_ptr = 0x10;
	AUTO(seen) struct seen elsewhere = look(file.data, file.len);
	has(&elsewhere.elf, "error=the relocations are outside the file\n");
}

/* A program with a copy relocation of stdout, with another symbol (0: the same) and type. */
static void program_with_copy(struct buf *file, uint32_t symbol, uint32_t type)
{
	const Elf64_Dyn *table;
	size_t at;
	Elf64_Rela r;

	write_source("p.c", "#include <stdio.h>\nint main(void) { return stdout == NULL; }\n");
	AUTO(seen) struct seen good = MADE(file, "-fno-pic", "-no-pie", "p.c");
	has(&good.text, "elf_copy name=stdout version=GLIBC_2.2.5 size=8\n");
	has(&good.elf, "error=-\n");
	table = find_dynamic(file, DT_RELA);
	at = table->d_un.d_ptr - 0x400000; /* the first segment, where -no-pie has it */
	for (;; at += sizeof(r)) {
		assert_true(at + sizeof(r) <= file->len);
		memcpy(&r, file->data + at, sizeof(r));
		if (ELF64_R_TYPE(r.r_info) == R_X86_64_COPY)
			break;
	}
	r.r_info = ELF64_R_INFO(symbol ? symbol : ELF64_R_SYM(r.r_info), type);
	memcpy(file->data + at, &r, sizeof(r));
}

/* A relocation for a symbol that the table does not have. */
static void copy_of_nothing(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);

	(void)state;
	program_with_copy(&file, 4000000000U, R_X86_64_COPY);
	AUTO(seen) struct seen bad = look(file.data, file.len);
	has(&bad.elf, "error=a copy relocation is for symbol 4000000000, which is not there\n");
	has_not(&bad.text, "elf_copy");
}

/* Each machine has its own number for it. */
static void copies_of_another_machine(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;

	(void)state;
	program_with_copy(&file, 0, R_AARCH64_COPY);
	AUTO(seen) struct seen intel = look(file.data, file.len);
	has_not(&intel.text, "elf_copy");
	memcpy(&h, file.data, sizeof(h));
	h.e_machine = EM_AARCH64;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen arm = look(file.data, file.len);
	has(&arm.elf, "machine=aarch64 ");
	has(&arm.text, "elf_copy name=stdout version=GLIBC_2.2.5 size=8\n");
	h.e_machine = EM_RISCV;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen other = look(file.data, file.len);
	has(&other.elf, "machine=243 ");
	has_not(&other.text, "elf_copy");
}

static void versions(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Verneed need;
	Elf64_Vernaux aux;
	uint64_t at;

	(void)state;
	write_source("v.map", "V_1 { global: one; }; V_2 { global: two; local: *; } V_1;\n");
	write_source("v.c", "int one(void) { return 1; } int two(void) { return 2; }\n");
	write_source("w.c", "int one(void); int two(void) __attribute__((weak));\n"
			    "int w(void) { return one() + two(); }\n");
	AUTO(seen)
	struct seen s = MADE(&file, "-shared", "-nostdlib", "-fPIC", "-Wl,-soname,libv",
			     "-Wl,--version-script=v.map", "v.c");
	has(&s.text, "elf_verdef version=V_1 number=2 parent= weak=0\n");
	has(&s.text, "elf_verdef version=V_2 number=3 parent=V_1 weak=0\n");
	has_not(&s.text, "version=libv");
	has_not(&s.text, "elf_verneed");
	assert_int_equal(rename_in_dir("out", "libv.so"), 0);
	AUTO(seen)
	struct seen user = MADE(&file, "-shared", "-nostdlib", "-fPIC", "w.c", "./libv.so");
	has(&user.text, "elf_verneed library=libv version=V_1 weak=0\n");
	has(&user.text, "elf_import name=one version=V_1 library=libv weak=0 type=");
	has(&user.text, "elf_import name=two version=V_2 library=libv weak=1 type=");
	/* the counts are not what ld.so goes by */
	find_dynamic(&file, DT_VERNEEDNUM)->d_un.d_val = UINT64_MAX;
	AUTO(seen) struct seen lie = look(file.data, file.len);
	assert_string_equal(buf_str(&lie.text), buf_str(&user.text));
	has(&lie.elf, "error=-\n");
	at = find_dynamic(&file, DT_VERNEED)->d_un.d_ptr; /* the first segment: as in the file */
	memcpy(&need, file.data + at, sizeof(need));
	memcpy(&aux, file.data + at + need.vn_aux, sizeof(aux));
	aux.vna_flags |= VER_FLG_WEAK;
	memcpy(file.data + at + need.vn_aux, &aux, sizeof(aux));
	AUTO(seen) struct seen weak = look(file.data, file.len);
	has(&weak.text, " weak=1\nelf_verneed library=libv");
}

static void versions_without_end(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Verneed need;
	uint64_t at;

	(void)state;
	write_source("p.c", "#include <stdlib.h>\nint p(void) { return rand(); }\n");
	AUTO(seen) struct seen good = MADE(&file, "-shared", "-fPIC", "p.c");
	has(&good.elf, "error=-\n");
	at = find_dynamic(&file, DT_VERNEED)->d_un.d_ptr; /* the first segment: as in the file */
	memcpy(&need, file.data + at, sizeof(need));
	need.vn_next = 0xfffffff0U;
	memcpy(file.data + at, &need, sizeof(need));
	AUTO(seen) struct seen bad = look(file.data, file.len);
	has(&bad.elf, "error=the symbol versions do not end\n");
}

/* No section headers, no DT_HASH, nothing defined: the table's end is the next one's start. */
static void only_undefined(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	Elf64_Ehdr h;

	(void)state;
	write_source("p.c",
		     "#include <stdlib.h>\nint main(void) { return rand() + abs(rand()); }\n");
	AUTO(seen) struct seen before = MADE(&file, "-Wl,--hash-style=gnu", "p.c");
	has(&before.text, "elf_import name=rand version=GLIBC_2.2.5");
	memcpy(&h, file.data, sizeof(h));
	h.e_shoff = 0;
	h.e_shnum = 0;
	h.e_shstrndx = 0;
	memcpy(file.data, &h, sizeof(h));
	AUTO(seen) struct seen after = look(file.data, file.len);
	assert_string_equal(buf_str(&before.text), buf_str(&after.text));
}

/* One long name that a hundred thousand symbols share would be gigabytes of rows. */
static void names_without_end(void **state)
{
	AUTO(buf) struct buf file = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf source = BUF_INIT(BUF_TEXT);
	size_t size;

	(void)state;
	buf_add(&source, "int n");
	for (unsigned i = 0; i < 60000; i++)
		buf_addc(&source, 'x');
	buf_add(&source, ";\n");
	for (unsigned i = 0; i < 2000; i++)
		buf_addf(&source, "int v%u;\n", i);
	write_source("n.c", buf_str(&source));
	AUTO(seen) struct seen good = MADE(&file, "-shared", "-nostdlib", "-fPIC", "n.c");
	has(&good.elf, "error=-\n");
	size = file.len;
	/* every symbol's name is the long one */
	{
		const char *base = file.data + find_dynamic(&file, DT_STRTAB)->d_un.d_ptr;
		char *symbols = file.data + find_dynamic(&file, DT_SYMTAB)->d_un.d_ptr;
		uint32_t name = 1;

		while (strlen(base + name) < 60000)
			name += (uint32_t)strlen(base + name) + 1;
		for (size_t i = 1; i < 2000; i++)
			memcpy(symbols + i * sizeof(Elf64_Sym), &name, sizeof(name));
	}
	AUTO(seen) struct seen bad = look(file.data, file.len);
	has(&bad.elf, "error=its names are longer than the file\n");
	assert_true(bad.text.len < 8 * size + (2 << 20));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(traits),
		cmocka_unit_test(isa_levels),
		cmocka_unit_test(bind_now_is_not_relro),
		cmocka_unit_test(osabi_and_flags),
		cmocka_unit_test(visibility_and_aliases),
		cmocka_unit_test(copies),
		cmocka_unit_test(local_versions),
		cmocka_unit_test(copies_of_32_bits),
		cmocka_unit_test(lying_relocations),
		cmocka_unit_test(copy_of_nothing),
		cmocka_unit_test(copies_of_another_machine),
		cmocka_unit_test(versions),
		cmocka_unit_test(versions_without_end),
		cmocka_unit_test(only_undefined),
		cmocka_unit_test(names_without_end),
	};

	return cmocka_run_group_tests_name("elf_columns", tests, setup, teardown);
}
