/* SPDX-License-Identifier: MIT */
/* What the candidate finds, and whose it is: what it lacks itself, names of files, own libraries.
 */
#include "test.h"

#include "compare_made.h"

#define FOLDER "folder /usr/lib64\n"

/* What the candidate itself lacks: nothing that loads the library starts. */
static void wishes(void **state)
{
	(void)state;
	/* a new library, which misses another */
	EXPECT("A18 break libx.so.1\nA18 info libx.so.1\n", .old = FOLDER LIB,
	       .new = FOLDER LIB "needs liby.so.1\n" LIBY "needs libz.so.1\n");
	/* a version of a library that never had it; the loss of one is told of its library (A03) */
	EXPECT("A18 break libx.so.1\n",
	       .old = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V1\n" LIBY "node V1\n",
	       .new = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V2\n" LIBY "node V1\n");
	EXPECT("A03 break liby.so.1 @V1 by /usr/lib64/libx.so.1\nA26 info liby.so.1 @V2\n",
	       .old = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V1\n" LIBY "node V1\n",
	       .new = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V1\n" LIBY "node V2\n");
	/* a symbol that nothing has; that a host may have; that another library has */
	EXPECT("A18 break libx.so.1 g\n", .old = FOLDER LIB, .new = FOLDER LIB "import g\n");
	EXPECT("A18 risk libx.so.1 g by /usr/bin/app\n", .old = FOLDER LIB,
	       .new = FOLDER LIB "import g\n" APP "export g\n");
	EXPECT("A18 info libx.so.1\n", .old = FOLDER LIB LIBY "export g\n",
	       .new = FOLDER LIB "needs liby.so.1\nimport g\n" LIBY "export g\n");
	EXPECT("A18 break libx.so.1 g@V1\n",
	       .old = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V1\n" LIBY "node V1\n",
	       .new = FOLDER LIB "needs liby.so.1\nwants liby.so.1 V1\nimport g V1 liby.so.1\n" LIBY
				 "node V1\n");
	/* it was wanted before */
	EXPECT("", .old = FOLDER LIB "import g\n", .new = FOLDER LIB "import g\n");
	/* an open folder: what is not there may have it */
	EXPECT("", .old = LIB "needs liby.so.1\n", .new = LIB "needs liby.so.1\nimport g\n");
}

/* A library of the image takes from the program's scope what it does not need by name. */
static void through(void **state)
{
	static const char app[] = "object /bin/app\nneeds libx.so.1\nneeds liby.so.1\n";
	static const char old[] = FOLDER LIB "import g\n" LIBY "export g\nexport h\n";

	(void)state;
	EXPECT("A05 break liby.so.1 g by /usr/lib64/libx.so.1\n", .old = old,
	       .new = FOLDER LIB "import g\n" LIBY "export h\n", .consumers = app,
	       .options = { .only_felt = true });
	/* the new one no longer takes it */
	EXPECT("", .old = old, .new = FOLDER LIB LIBY "export h\n", .consumers = app,
	       .options = { .only_felt = true });
	/* it is built again, so that another type is no harm to it */
	EXPECT("", .old = FOLDER LIB "import g\n" LIBY "export g - object 4\n",
	       .new = FOLDER LIB "import g\n" LIBY "export g - object 8\n", .consumers = app,
	       .options = { .only_felt = true });
}

/* A library without soname is found by the name of its file. */
static void file_names(void **state)
{
	static const char app[] = "object /usr/bin/app\nneeds libn.so\nimport f\n";

	(void)state;
	EXPECT("A05 break /usr/lib64/libn.so f by /usr/bin/app\n",
	       .old = FOLDER "object /usr/lib64/libn.so\nexport f\n",
	       .new = FOLDER "object /usr/lib64/libn.so\nexport g\n", .consumers = app,
	       .options = { .only_felt = true });
	EXPECT("A01 break /usr/lib64/libn.so by /usr/bin/app\n",
	       .old = FOLDER "object /usr/lib64/libn.so\nexport f\n", .new = FOLDER LIB,
	       .consumers = app, .options = { .only_felt = true });
	EXPECT("A01 break /libn.so by /usr/bin/app\n", .old = "object /libn.so\nexport f\n",
	       .new = LIB, .consumers = app, .options = { .only_felt = true });
}

/* A variant that only newer machines load is a library of its own. */
static void variants(void **state)
{
	static const char old[] = FOLDER LIB "export f\n" APP "import f\n";

	(void)state;
	EXPECT("A05 break libx.so.1 f by /usr/bin/app\n", .old = old,
	       .new = FOLDER LIB "export f\n"
				 "object /usr/lib64/glibc-hwcaps/x86-64-v3/libx.so.1 libx.so.1\n");
	EXPECT("", .old = old,
	       .new = FOLDER LIB "export f\nexport g\n"
				 "object /usr/lib64/glibc-hwcaps/x86-64-v3/libx.so.1 libx.so.1\n"
				 "export f\nisa x86-64-v3\n",
	       .options = { .only_felt = true });
}

/* A product that ships the library itself does not feel what happens to the system's. */
static void own_libraries(void **state)
{
	static const char shipped[] = "object /opt/bin/app\nneeds libx.so.1\nimport f\n"
				      "runpath $ORIGIN/../lib\n"
				      "object /opt/lib/libx.so.1 libx.so.1\nexport f\n";
	static const char flat[] = "object /app\nneeds libx.so.1\nimport f\nrunpath $ORIGIN\n"
				   "object /libx.so.1 libx.so.1\nexport f\n";
	static const char lost[] = "object /opt/bin/app\nneeds libx.so.1\nimport f\n"
				   "object /opt/lib/libx.so.1 libx.so.1\nexport f\n";

	(void)state;
	EXPECT("", .old = LIB "export f\n", .new = LIB, .consumers = shipped,
	       .options = { .only_felt = true });
	EXPECT("", .old = LIB "export f\n", .new = LIB, .consumers = flat,
	       .options = { .only_felt = true });
	EXPECT("A05 break libx.so.1 f by /opt/bin/app\n", .old = LIB "export f\n", .new = LIB,
	       .consumers = lost, .options = { .only_felt = true });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wishes),     cmocka_unit_test(through),
		cmocka_unit_test(file_names), cmocka_unit_test(own_libraries),
		cmocka_unit_test(variants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
