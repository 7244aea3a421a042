/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_CRYPTO_CASES_H
#define JUDGE_CRYPTO_CASES_H
/*
 * Cases of cryptography that are asked in a guest: a file beside the suites.
 *
 *	# a comment
 *	[file key.der]           a file that cases can have in their working folder
 *	hex: 3082...             again for the next bytes
 *	[deny md5]               a case: its group, and its name
 *	run: dgst -md5 -r        words for the program
 *	script: ...              or a line for sh(1)
 *	stdin: 616263            its input, hexadecimal
 *	files: key.der           names of files
 *	control: dgst -md5 -r    the call that has to work for a refusal to count; not given: the
 *same expect: refused refused recorded answer: 900150983cd2...  the first word that it prints;
 *digits alone matter when it is hexadecimal built: CONFIG_CRYPTO_MD5 md5        option of the
 *kernel, and its module note: ...                why it is only recorded
 *
 * expect: one word for all, or one each for the variants upstream, redhat and symcrypt: works,
 * refused, recorded, or absent (the library itself does not have it, and the control says so).
 * A group in which something has to be refused has a case that works: where nothing does, refusals
 * prove nothing.
 */
#include "model/kind.h"

enum expectation { EXPECT_WORKS, EXPECT_REFUSED, EXPECT_RECORDED, EXPECT_ABSENT };
enum variant { VARIANT_UPSTREAM, VARIANT_REDHAT, VARIANT_SYMCRYPT, VARIANT_COUNT };

enum { CASE_WORDS_MAX = 40 };

struct crypto_case {
	const char *name;
	const char *words[CASE_WORDS_MAX + 1];	 /* of the program */
	const char *control[CASE_WORDS_MAX + 1]; /* empty: the same words */
	const char *setup[CASE_WORDS_MAX + 1];	 /* "<HEX" and "+NAME=HEX" */
	bool script;				 /* words[0] is a line for sh(1) */
	enum expectation expect[VARIANT_COUNT];
	bool expected;	    /* there was a line `expect` */
	const char *answer; /* NULL: any */
	const char *option; /* NULL: none */
	const char *module;
	const char *note;
};

/* Who asks. */
struct crypto_asker {
	const char *const *program; /* words before those of the case */
	const char *const *control; /* ... of a control */
};

/*
 * The i-th case of a group, from 0; its texts are in the arena.  False: there is none, or `err`
 * says what is wrong with the file.
 */
bool crypto_case_read(const struct data_file *file, const char *group, size_t i,
		      struct arena *arena, struct crypto_case *out, struct error *err);
/* The words of the case, or of its control; NULL: no memory. */
const char *const *crypto_case_argv(const struct crypto_case *c, const struct crypto_asker *asker,
				    bool control, struct arena *arena);
/* Is the file well-formed, and has it such a group?  For a kind's check_args. */
int crypto_cases_check(const struct data_file *file, const char *group, struct error *err);
/* The words of the i-th command: of each case itself, and of its control.  As kind.command. */
const char *const *crypto_command(const struct data_file *file, const char *group,
				  const struct crypto_asker *asker, size_t i, struct arena *arena);
/* Judges all cases of the group in the column of this variant. */
void crypto_judge(const struct data_file *file, const char *group, const struct crypto_asker *asker,
		  enum variant variant, struct evidence *ev, struct findings *out);

#endif
