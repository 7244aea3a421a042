/* SPDX-License-Identifier: MIT */
/* Every rule over two tiny worlds, both ways: what has to be said, and what must not. */
#include "test.h"

#include <stdio.h>

#include "compare_made.h"

static void nothing(void **state)
{
	(void)state;
	EXPECT("", .old = LIB "node V1\nexport f V1\n" APP "import f V1 libx.so.1\n",
	       .new = LIB "node V1\nexport f V1\n" APP "import f V1 libx.so.1\n");
	EXPECT("", .old = "", .new = LIB);
}

static void sonames(void **state)
{
	(void)state;
	EXPECT("A01 break libx.so.1 by /usr/bin/app\n", .old = LIB APP, .new = "");
	EXPECT("A01 break libx.so.1 by /usr/bin/app\n", .old = LIB APP,
	       .new = "object /usr/lib64/libx.so.2 libx.so.2\n");
	EXPECT("A02 info libx.so.1\n", .old = LIB,
	       .new = LIB "object /usr/lib64/libx.so.2 libx.so.2\n");
	EXPECT("", .old = LIB, .new = LIB "object /usr/lib64/libxy.so.2 libxy.so.2\n");
	/* of another machine: it does not count */
	EXPECT("A01 break libx.so.1\n", .old = LIB, .new = LIB "machine aarch64\n");
}

static void search_path(void **state)
{
	static const char folder[] = "folder /usr/lib64\n";
	char old[512];
	char new[512];

	(void)state;
	/* where ld.so does not look, a library is no library */
	snprintf(old, sizeof(old), "%s" LIB, folder);
	snprintf(new, sizeof(new), "%sobject /opt/x/libx.so.1 libx.so.1\n", folder);
	EXPECT("A01 break libx.so.1\n", .old = old, .new = new);
	/* a library of its users alone goes with them */
	EXPECT("A01 policy libx.so.1\n", .old = new, .new = folder);
	EXPECT("", .old = new, .new = new);
	EXPECT("", .old = new, .new = old);
}

static void nodes(void **state)
{
	(void)state;
	/* 03: V1 is renamed; its symbols are not told one by one */
	EXPECT("A03 break libx.so.1 @V1 by /usr/bin/app\nA26 info libx.so.1 @V2\n"
	       "A26 info libx.so.1 f@V2\n",
	       .old = LIB "node V1\nexport f V1\n" APP
			  "wants libx.so.1 V1\nimport f V1 libx.so.1\n",
	       .new = LIB "node V2\nexport f V2\n");
	EXPECT("A03 break libx.so.1 @V2\n", .old = LIB "node V1\nnode V2\nexport f V2\n",
	       .new = LIB "node V1\n");
	/* without symbols nothing comes to need it, but by what it stands for */
	EXPECT("A03 policy libx.so.1 @V2\n", .old = LIB "node V1\nnode V2\n",
	       .new = LIB "node V1\n");
	EXPECT("A03 break libx.so.1 @X_ABI_DT_RELR\n", .old = LIB "node V1\nnode X_ABI_DT_RELR\n",
	       .new = LIB "node V1\n");
	/* nobody's business, unless somebody outside wants it */
	EXPECT("A03 info libx.so.1 @X_PRIVATE\n",
	       .old = LIB "node V1\nnode X_PRIVATE\nexport f X_PRIVATE\n" APP
			  "wants libx.so.1 X_PRIVATE\nimport f X_PRIVATE libx.so.1\n",
	       .new = LIB "node V1\n");
	EXPECT("A03 break libx.so.1 @X_PRIVATE by /usr/bin/app\n",
	       .old = LIB "node V1\nnode X_PRIVATE\n", .new = LIB "node V1\n",
	       .consumers = APP "wants libx.so.1 X_PRIVATE\n");
	EXPECT("A03 policy libx.so.1 @V2\n", .old = LIB "node V1\nnode V2\n",
	       .new = LIB "node V1\n", .consumers = APP "wants libx.so.1 V2 weak\n");
	EXPECT("A03 break libx.so.1 @V2 by /usr/bin/app\n", .old = LIB "node V1\nnode V2\n",
	       .new = LIB "node V1\n", .consumers = APP "wants libx.so.1 V2\n");
	EXPECT("A04 info libx.so.1 @V2\n", .old = LIB "node V1\nnode V2\n",
	       .new = LIB "node V1\nnode V2 V1\n");
	EXPECT("A26 info libx.so.1 @V2\n", .old = LIB "node V1\n",
	       .new = LIB "node V1\nnode V2 V1\n");
}

static void removed(void **state)
{
	static const char with[] = LIB "export f\nexport g\n";
	static const char without[] = LIB "export g\n";

	(void)state;
	/* 01, and 21: the same pair with an application that refers to it weakly */
	EXPECT("A05 break libx.so.1 f by /usr/bin/app\n", .old = with, .new = without,
	       .consumers = APP "import f\n");
	EXPECT("A05 risk libx.so.1 f\n", .old = with, .new = without,
	       .consumers = APP "import f - - weak\n");
	EXPECT("A05 risk libx.so.1 f\n", .old = with, .new = without,
	       .consumers = APP "import g\n");
	EXPECT("A05 risk libx.so.1 f\n", .old = with, .new = without,
	       .consumers = "object /usr/bin/app\nneeds liby.so.1\nimport f\n");
	/* the same path in both worlds is one consumer */
	EXPECT("A05 break libx.so.1 f by /usr/bin/app and 1\n",
	       .old = LIB "export f\n" APP
			  "import f\nobject /usr/bin/b\nneeds libx.so.1\nimport f\n",
	       .new = LIB APP "import f\n");
	/* 02 */
	EXPECT("A05 break libx.so.1 f@V1 by /usr/bin/app\n", .old = LIB "node V1\nexport f V1\n",
	       .new = LIB "node V1\n",
	       .consumers = APP "wants libx.so.1 V1\nimport f V1 libx.so.1\n");
	EXPECT("A05 policy libx.so.1 f@X_PRIVATE\n",
	       .old = LIB "node X_PRIVATE\nexport f X_PRIVATE\n", .new = LIB "node X_PRIVATE\n");
	EXPECT("A05 info libx.so.1 _end\n", .old = LIB "export _end\n", .new = LIB);
	/* what a program exports concerns its plug-ins alone */
	EXPECT("A05 info /usr/bin/app f\n", .old = APP "export f\n", .new = APP);
	EXPECT("A05 break /usr/bin/app f by /usr/lib64/app/p.so\n", .old = APP "export f\n",
	       .new = APP "object /usr/lib64/app/p.so\nimport f\n");
}

static void moved(void **state)
{
	(void)state;
	/* 27: to a sibling, the node kept */
	EXPECT("A05 info libx.so.1 f@V1 by /usr/bin/app\nA18 info libx.so.1 by /usr/bin/app\n",
	       .old = LIB "node V1\nexport f V1\n",
	       .new = LIB "needs liby.so.1\nnode V1\n" LIBY "node V1\nexport f V1\n",
	       .consumers = APP "wants libx.so.1 V1\nimport f V1 libx.so.1\n");
	/* the library does not need the sibling, but the program does */
	EXPECT("A05 info libx.so.1 f by /usr/bin/app\n", .old = LIB "export f\n",
	       .new = LIB LIBY "export f\n", .consumers = APP "needs liby.so.1\nimport f\n");
	EXPECT("A05 break libx.so.1 f by /usr/bin/app\n", .old = LIB "export f\n",
	       .new = LIB LIBY "export f\n", .consumers = APP "import f\n");
	/* under another version it is no substitute */
	EXPECT("A05 break libx.so.1 f@V1 by /usr/bin/app\nA18 info libx.so.1 by /usr/bin/app\n",
	       .old = LIB "node V1\nexport f V1\n",
	       .new = LIB "needs liby.so.1\nnode V1\n" LIBY "node V2\nexport f V2\n",
	       .consumers = APP "import f V1 libx.so.1\n");
	/* 28: the node dropped, and with it every version */
	EXPECT("A05 info libx.so.1 f@V1 by /usr/bin/app\n"
	       "A09 risk libx.so.1 by /usr/bin/app\nA18 info libx.so.1 by /usr/bin/app\n",
	       .old = LIB "node V1\nexport f V1\n",
	       .new = LIB "needs liby.so.1\n" LIBY "node V1\nexport f V1\n",
	       .consumers = APP "import f V1 libx.so.1\n");
	/* asked of a library that it had left before */
	EXPECT("A05 break libx.so.1 f@V1 by /usr/bin/app\n",
	       .old = LIB "node V1\nexport f V1\n" LIBY "needs libx.so.1\nnode V1\n",
	       .new = LIB "node V1\n" LIBY "needs libx.so.1\nnode V1\n",
	       .consumers = "object /usr/bin/app\nneeds liby.so.1\nimport f V1 liby.so.1\n");
}

static void versions(void **state)
{
	static const char modern[] = "object /usr/lib64/libc.so.6 libc.so.6\nnode GLIBC_2.2.5\n"
				     "node GLIBC_2.41\n";
	static const char ancient[] = "object /usr/lib64/libc.so.6 libc.so.6\nnode GLIBC_2.2.5\n"
				      "node GLIBC_2.36\n";
	char old[512];
	char new[512];

	(void)state;
	EXPECT("A06 break libx.so.1 f@V1\nA26 info libx.so.1 f@V2\n",
	       .old = LIB "node V1\nnode V2\nexport f V1\n",
	       .new = LIB "node V1\nnode V2\nexport f V2\n");
	/* 04 */
	EXPECT("A07 info libx.so.1 f@V1\nA26 info libx.so.1 f@V2\n",
	       .old = LIB "node V1\nnode V2\nexport f V1\n",
	       .new = LIB "node V1\nnode V2\nexport f V1 function 8 hidden\nexport f V2\n");
	/* 05, 07, and where it ends */
	EXPECT("A08 info libx.so.1 f\nA26 info libx.so.1 @V1\nA26 info libx.so.1 f@V1\n",
	       .old = LIB "export f\n", .new = LIB "node V1\nexport f V1\n");
	EXPECT("A08 info libx.so.1 f\nA26 info libx.so.1 @V1\nA26 info libx.so.1 @V2\n"
	       "A26 info libx.so.1 f@V1\nA26 info libx.so.1 f@V2\n",
	       .old = LIB "export f\n",
	       .new = LIB "node V1\nnode V2\nexport f V1 function 8 hidden\nexport f V2\n");
	EXPECT("A08 break libx.so.1 f by /usr/bin/app\nA26 info libx.so.1 f@V2\n",
	       .old = LIB "node V1\nnode V2\nexport f\n",
	       .new = LIB "node V1\nnode V2\nexport f V2 function 8 hidden\n",
	       .consumers = APP "import f\n");
	/* 06, on both sides of glibc 2.41 */
	snprintf(old, sizeof(old), LIB "node V1\nexport f V1\n%s", modern);
	snprintf(new, sizeof(new), LIB "export f\n%s", modern);
	EXPECT("A09 risk libx.so.1 by /usr/bin/app\n", .old = old, .new = new, .consumers = APP);
	snprintf(old, sizeof(old), LIB "node V1\nexport f V1\n%s", ancient);
	snprintf(new, sizeof(new), LIB "export f\n%s", ancient);
	EXPECT("A09 break libx.so.1 by /usr/bin/app\n", .old = old, .new = new, .consumers = APP);
	/* the base version satisfies a versioned reference while the node stays */
	EXPECT("A09 info libx.so.1 f@V1\nA26 policy libx.so.1 g\n",
	       .old = LIB "node V1\nexport f V1\n", .new = LIB "node V1\nexport f\nexport g\n");
}

static void types(void **state)
{
	static const struct {
		const char *old;
		const char *new;
		const char *expected;
	} pairs[] = {
		{ "function", "object", "A10 break libx.so.1 f\n" }, /* 13 */
		{ "object", "tls", "A10 break libx.so.1 f\n" },	     /* 14 */
		{ "tls", "object", "A10 break libx.so.1 f\n" },	     /* 15 */
		{ "function", "none", "A10 risk libx.so.1 f\n" },
		{ "tls", "none", "A10 break libx.so.1 f\n" },
		{ "none", "function", "A10 info libx.so.1 f\n" },
		{ "function", "ifunc", "A11 info libx.so.1 f\n" }, /* 17 */
		{ "ifunc", "function", "A11 info libx.so.1 f\n" },
		{ "object", "common", "" },
	};
	char old[128];
	char new[128];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		snprintf(old, sizeof(old), LIB "export f - %s 8\n", pairs[i].old);
		snprintf(new, sizeof(new), LIB "export f - %s 8\n", pairs[i].new);
		EXPECT(pairs[i].expected, .old = old, .new = new);
	}
	EXPECT("A11 info libx.so.1 f\n", .old = LIB "export f\n", /* 16 */
	       .new = LIB "export f - function 8 weak\n");
}

static void sizes(void **state)
{
	static const char small[] = LIB "export d - object 8\n";
	static const char large[] = LIB "export d - object 16\n";

	(void)state;
	/* 08, 29 and 09: the same pair, with and without a copy */
	EXPECT("A12 break libx.so.1 d by /usr/bin/app\n", .old = small, .new = large,
	       .consumers = APP "import d\ncopy d - 8\n");
	EXPECT("A12 risk libx.so.1 d by /usr/bin/app\n", .old = small, .new = large,
	       .consumers = APP "import d\n");
	EXPECT("", .old = small, .new = large, .consumers = APP "import d\n",
	       .options.only_felt = true);
	/* a program that was built against the new one has the room */
	EXPECT("A12 risk libx.so.1 d by /usr/bin/app\n", .old = small,
	       .new = LIB "export d - object 16\n" APP "import d\ncopy d - 16\n");
	EXPECT("A12 break libx.so.1 d\n", .old = large, .new = small); /* 10 */
	EXPECT("A12 info libx.so.1 d@X_PRIVATE\n",
	       .old = LIB "node X_PRIVATE\nexport d X_PRIVATE object 8\n",
	       .new = LIB "node X_PRIVATE\nexport d X_PRIVATE object 16\n");
	EXPECT("", .old = LIB "export f - function 8\n", .new = LIB "export f - function 16\n");
	EXPECT("A13 risk libx.so.1 t\n", .old = LIB "export t - tls 8\n",
	       .new = LIB "export t - tls 16\n");
	EXPECT("A13 risk libx.so.1\n", .old = LIB, .new = LIB "traits static-tls\n");
	EXPECT("A17 risk libx.so.1 _ZTV1C\n", .old = LIB "export _ZTV1C - object 24\n",
	       .new = LIB "export _ZTV1C - object 32\n");
	EXPECT("A17 risk libx.so.1 _ZTVN1n1CE by /usr/bin/app\n",
	       .old = LIB "export _ZTVN1n1CE - object 24\n",
	       .new = LIB "export _ZTVN1n1CE - object 32\n",
	       .consumers = APP "import _ZN1n1CC1Ev\n", .options.only_felt = true);
	EXPECT("", .old = LIB "export _ZTVN1n1CE - object 24\n",
	       .new = LIB "export _ZTVN1n1CE - object 32\n",
	       .consumers = APP "import _ZN1n1DC1Ev\n", .options.only_felt = true);
	EXPECT("A12 break libx.so.1 _ZTV1C by /usr/bin/app\n",
	       .old = LIB "export _ZTV1C - object 24\n", .new = LIB "export _ZTV1C - object 32\n",
	       .consumers = APP "import _ZTV1C\ncopy _ZTV1C - 24\n");
}

static void visibility(void **state)
{
	static const char open[] = LIB "export d - object 8\n";
	static const char closed[] = LIB "export d - object 8 protected\n";

	(void)state;
	EXPECT("A14 break libx.so.1 d by /usr/bin/app\n", .old = open, .new = closed, /* 11 */
	       .consumers = APP "import d\ncopy d - 8\n");
	EXPECT("A14 risk libx.so.1 d by /usr/bin/app\n", .old = open, .new = closed,
	       .consumers = APP "import d\n");
	EXPECT("A14 break libx.so.1 d\n", .old = open, /* 12 */
	       .new = LIB "traits indirect-extern-access\nexport d - object 8 protected\n");
	EXPECT("A14 info libx.so.1 f\n", .old = LIB "export f\n",
	       .new = LIB "export f - function 8 protected\n");
	EXPECT("", .old = closed, .new = open);
}

static void aliases(void **state)
{
	(void)state;
	/* 18 */
	EXPECT("A16 risk libx.so.1 w\n",
	       .old = LIB "export v - object 8 at=64\nexport w - object 8 at=64\n",
	       .new = LIB "export v - object 8 at=64\nexport w - object 8 at=72\n");
	EXPECT("", .old = LIB "export v - object 8 at=64\nexport w - object 8 at=64\n",
	       .new = LIB "export v - object 8 at=32\nexport w - object 8 at=32\n");
	EXPECT("", .old = LIB "export f - function 8 at=64\nexport g - function 8 at=64\n",
	       .new = LIB "export f - function 8 at=64\nexport g - function 8 at=72\n");
}

static void classes(void **state)
{
	(void)state;
	EXPECT("A17 risk libx.so.1 _ZN1CC1Ev\n", .old = LIB "export _ZN1CC1Ev - function 8 weak\n",
	       .new = LIB);
	EXPECT("A05 break libx.so.1 _ZN1CC1Ev by /usr/bin/app\n",
	       .old = LIB "export _ZN1CC1Ev - function 8 weak\n", .new = LIB,
	       .consumers = APP "import _ZN1CC1Ev\n");
	EXPECT("A17 break libx.so.1 _Z1fB5cxx11v\nA26 info libx.so.1 _Z1fv\n",
	       .old = LIB "export _Z1fB5cxx11v\n", .new = LIB "export _Z1fv\n");
	EXPECT("A05 risk libx.so.1 _Z1fv\nA17 break libx.so.1 _Z1fB5cxx11v\n",
	       .old = LIB "export _Z1fv\n", .new = LIB "export _Z1fB5cxx11v\n");
}

#define SIBLINGS                                                     \
	"object /usr/lib64/z/liby.so.1 liby.so.1\nneeds libz.so.1\n" \
	"object /usr/lib64/z/libz.so.1 libz.so.1\n"

static void needs(void **state)
{
	(void)state;
	EXPECT("A18 break libx.so.1 by /usr/bin/app\n", .old = LIB APP, /* 25 */
	       .new = LIB "needs liby.so.1\n");
	EXPECT("A18 risk libx.so.1\n", .old = LIB "needs libc.so.6\n", /* an open folder */
	       .new = LIB "needs libc.so.6\nneeds libm.so.6\n");
	EXPECT("A18 info libx.so.1\n", .old = LIB, .new = LIB "needs liby.so.1\n" LIBY);
	/* the run path that led to it is lost */
	EXPECT("A18 break libx.so.1\nA20 info libx.so.1\n",
	       .old = "folder /usr/lib64\n" LIB "needs libz.so.1\nrunpath $ORIGIN/z\n"
		      "object /usr/lib64/z/libz.so.1 libz.so.1\n",
	       .new = "folder /usr/lib64\n" LIB "needs libz.so.1\nrunpath $ORIGIN/y\n"
		      "object /usr/lib64/z/libz.so.1 libz.so.1\n");
	EXPECT("",
	       .old = "folder /usr/lib64\n" LIB "needs libz.so.1\nrunpath $ORIGIN/z\n"
		      "object /usr/lib64/z/libz.so.1 libz.so.1\n",
	       .new = "folder /usr/lib64\n" LIB "needs libz.so.1\nrunpath $ORIGIN/z\n"
		      "object /usr/lib64/z/libz.so.1 libz.so.1\n");
	/* DT_RPATH is for what the library loads, too; DT_RUNPATH is not */
	EXPECT("A18 break libx.so.1\nA20 info libx.so.1\n",
	       .old = "folder /usr/lib64\n" LIB "needs liby.so.1\nrpath $ORIGIN/z\n" SIBLINGS,
	       .new = "folder /usr/lib64\n" LIB "needs liby.so.1\nrunpath $ORIGIN/z\n" SIBLINGS);
	/* a program that got symbols through the library */
	EXPECT("A18 break libx.so.1 by /usr/bin/app\n",
	       .old = LIB "needs liby.so.1\n" LIBY "export g\n", .new = LIB LIBY "export g\n",
	       .consumers = APP "import g\n");
	EXPECT("A18 info libx.so.1 by /usr/bin/app\n",
	       .old = LIB "needs liby.so.1\n" LIBY "export g\n", .new = LIB LIBY "export g\n",
	       .consumers = APP "needs liby.so.1\nimport g\n");
	EXPECT("A28 risk libx.so.1\nA01 break liby.so.1\n",
	       .old = LIB "opens liby.so.1 required\n" LIBY,
	       .new = LIB "opens liby.so.1 required\n");
	EXPECT("A28 info libx.so.1\n", .old = LIB, .new = LIB "opens liby.so.1 suggested\n");
	EXPECT("A01 break liby.so.1\n", .old = LIB LIBY, .new = LIB);
	EXPECT("", .old = LIB, .new = LIB "opens liby.so.1 required\n" LIBY);
}

static void build(void **state)
{
	static const struct {
		const char *old;
		const char *new;
		const char *expected;
	} pairs[] = {
		{ "", "set exec-stack\n", "A19 break libx.so.1\n" }, /* 26 */
		{ "", "set textrel\n", "A20 risk libx.so.1\n" },
		{ "", "set wx\n", "A20 policy libx.so.1\n" },
		{ "", "runpath /home/build\n", "A20 policy libx.so.1\n" },
		{ "", "runpath $ORIGIN/x:/usr/lib64/x\n", "A20 info libx.so.1\n" },
		{ "", "traits filter\n", "A20 policy libx.so.1\n" },
		{ "", "isa x86-64-v3\n", "A21 break libx.so.1\n" },
		{ "", "isa x86-64-v2\n", "A21 risk libx.so.1\n" },
		{ "", "isa unknown\n", "A21 break libx.so.1\n" },
		{ "isa x86-64-v3\n", "isa x86-64-v2\n", "" },
		{ "", "isa x86-64-baseline\n", "" },
		{ "set ibt\n", "", "A22 policy libx.so.1\n" },
		{ "set canary\nset relro\nset now\n", "",
		  "A23 policy libx.so.1\n"
		  "A23 policy libx.so.1\n"
		  "A23 policy libx.so.1\n" },
		{ "", "set canary\nset relro\nset now\nset ibt\n", "" },
		{ "osabi sysv\n", "osabi gnu\n", "A24 info libx.so.1\n" },
		{ "osabi sysv\n", "osabi 9\n", "A24 break libx.so.1\n" },
		{ "", "traits symbolic\n", "A25 risk libx.so.1\n" },
		{ "", "traits fini nodelete\n", "A25 info libx.so.1\nA25 info libx.so.1\n" },
		{ "traits nodelete\n", "", "A25 risk libx.so.1\n" },
	};
	char old[128];
	char new[128];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(pairs); i++) {
		snprintf(old, sizeof(old), LIB "%s", pairs[i].old);
		snprintf(new, sizeof(new), LIB "%s", pairs[i].new);
		EXPECT(pairs[i].expected, .old = old, .new = new);
	}
	EXPECT("A19 policy /usr/bin/app\n", .old = APP, .new = APP "set exec-stack\n");
	EXPECT("", .old = APP, .new = APP "set exec-stack\n", .options.libraries_only = true);
}

static void interpreters(void **state)
{
#define PROGRAM "folder /usr/lib64\n" APP "interpreter /usr/lib64/ld.so\n"
	static const char *const one[] = { "lib*", NULL };
	const struct text_list libraries = { one, 1 };
	static const char with[] = PROGRAM "object /usr/lib64/ld.so ld.so\n";

	(void)state;
	EXPECT("A24 break /usr/lib64/ld.so by /usr/bin/app\nA01 break ld.so\n", .old = with,
	       .new = PROGRAM);
	EXPECT("", .old = with, .new = with);
	EXPECT("", .old = with, .new = PROGRAM, .options.objects = &libraries);
	EXPECT("", .old = PROGRAM, .new = PROGRAM); /* it never was there */
	EXPECT("A24 break /usr/lib64/ld.so by /usr/bin/app\n",
	       .old = "folder /usr/lib64\n" LIB "object /usr/lib64/ld.so ld.so\n",
	       .new = "folder /usr/lib64\n" LIB, .consumers = APP "interpreter /usr/lib64/ld.so\n",
	       .options.only_felt = true);
	EXPECT("", .old = "folder /usr/lib64\n" LIB, .new = "folder /usr/lib64\n" LIB,
	       .consumers = APP "interpreter /usr/lib64/ld.so\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),	cmocka_unit_test(sonames),
		cmocka_unit_test(search_path),	cmocka_unit_test(nodes),
		cmocka_unit_test(removed),	cmocka_unit_test(moved),
		cmocka_unit_test(versions),	cmocka_unit_test(types),
		cmocka_unit_test(sizes),	cmocka_unit_test(visibility),
		cmocka_unit_test(aliases),	cmocka_unit_test(classes),
		cmocka_unit_test(needs),	cmocka_unit_test(build),
		cmocka_unit_test(interpreters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
