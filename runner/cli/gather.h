/* SPDX-License-Identifier: MIT */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H
/* Source to evidence file: what `run` and `collect` have in common. */
#include "cli/command.h"
#include "cli/rundoc.h"
#include "model/source.h"

struct machine;

/* The options both verbs have; embed as `struct gather_options gather`. */
struct gather_options {
	const char *out;
	bool force;
	const char *source;
	const char *firmware;
	const char *accelerator;
	const char *entry;
	const char *qemu;
	unsigned memory;
	unsigned guests_memory;
	unsigned cpus;
	unsigned timeout;
	bool lean;
	struct text_list keys;
};

extern const char *const firmware_words[], *const accelerator_words[], *const entry_words[];

#define KEY_OPTION(S)                                                                           \
	{                                                                                       \
		"key", '\0', OPTION_TEXTS, "FILE", OPTION_OF(S, gather.keys, struct text_list), \
			"OpenPGP key that a repository's metadata has to be signed with, or "   \
			"that packages are verified by; may be given again",                    \
			NULL                                                                    \
	}

#define LEAN_OPTION(S)                                                                        \
	{                                                                                     \
		"lean", '\0', OPTION_FLAG, NULL, OPTION_OF(S, gather.lean, bool),             \
			"of a root directory, read what checks of configuration ask for: no " \
			"digests, no ELF files, and no packages that no check asks for",      \
			NULL                                                                  \
	}

/* clang-format off */
#define GATHER_OPTION(S, T, M, name, letter, type, argument, help, words) \
	{ name, letter, type, argument, OPTION_OF(S, M, T), help, words }

/* How an image is booted; `G` is the member of S that is a struct gather_options. */
#define BOOT_OPTIONS(S, G) \
	GATHER_OPTION(S, const char *, G.firmware, "firmware", '\0', OPTION_TEXT, "WHICH", \
		      "uefi by default", firmware_words), \
	GATHER_OPTION(S, const char *, G.accelerator, "accelerator", '\0', OPTION_TEXT, "WHICH", \
		      "proved before use; auto takes KVM when it works, else TCG", \
		      accelerator_words), \
	GATHER_OPTION(S, const char *, G.entry, "entry", '\0', OPTION_TEXT, "HOW", \
		      "how the probe gets into the guest", entry_words), \
	GATHER_OPTION(S, unsigned, G.memory, "memory", 'm', OPTION_NUMBER, "MIB", \
		      "guest memory (default 1024)", NULL), \
	GATHER_OPTION(S, unsigned, G.guests_memory, "guests-memory", '\0', OPTION_NUMBER, "MIB", \
		      "that guests of all runs may have together (default: what is free); others " \
		      "wait", NULL), \
	GATHER_OPTION(S, unsigned, G.cpus, "cpus", '\0', OPTION_NUMBER, "N", \
		      "guest CPUs (default 2)", NULL), \
	GATHER_OPTION(S, unsigned, G.timeout, "timeout", '\0', OPTION_NUMBER, "S", \
		      "seconds a boot may take (default 120, three times that without KVM)", NULL), \
	GATHER_OPTION(S, const char *, G.qemu, "qemu", '\0', OPTION_TEXT, "FILE", \
		      "QEMU program (default qemu-system-x86_64)", NULL)

#define GATHER_OPTIONS(S) \
	GATHER_OPTION(S, const char *, gather.out, "output", 'o', OPTION_TEXT, "DIR", \
		      "where everything is written (default azlcts-out)", NULL), \
	GATHER_OPTION(S, bool, gather.force, "force", 'f', OPTION_FLAG, NULL, \
		      "replace what an earlier run left in DIR", NULL), \
	GATHER_OPTION(S, const char *, gather.source, "source", '\0', OPTION_TEXT, "KIND", \
		      "kind of source when it cannot be told from the path; see azlcts list " \
		      "sources", NULL), \
	BOOT_OPTIONS(S, gather), \
	KEY_OPTION(S)
/* clang-format on */

/*
 * The output folder, made if need be; refuses one with an earlier run's files unless forced.
 * `documents_only`: evidence and console log are not ours to replace (judge).
 */
int gather_out_dir(const struct gather_options *o, bool documents_only, const char **out,
		   struct error *err);
/* The kind of a source, by name or by looking at it. */
int gather_source_kind(const char *path, const char *name, const struct source_kind **out,
		       struct error *err);
/* The output folder, once the source is known to be one: before anything there is replaced. */
int gather_begin(const struct gather_options *o, const char *path, const char **out,
		 struct error *err);
/*
 * Collects `path` into <out_dir>/evidence.db. `run` gets how it was done.
 * On failure no evidence file is left; a console log is.
 */
int gather(const struct context *context, const struct gather_options *o, const char *path,
	   const char *out_dir, const struct plan *plan, struct rundoc *run, struct error *err);
/* What is put into the evidence when the source has said all, before it is whole. */
struct gather_extra {
	int (*add)(void *arg, const struct sink *sink, struct error *err);
	void *arg;
};

int gather_with(const struct context *context, const struct gather_options *o, const char *path,
		const char *out_dir, const struct plan *plan, const struct gather_extra *extra,
		struct rundoc *run, struct error *err);
/*
 * Boots a disk image into <out_dir>/image.db and keeps the machine; NULL: it did not reach user
 * space.  `work_dir` is the machine's, and goes after it.
 */
int gather_machine(const struct context *context, const struct gather_options *o, const char *path,
		   const char *out_dir, const char *work_dir, const struct plan *plan,
		   struct machine **out, struct rundoc *run, struct error *err);
/* The same from a folder where machine_kind.keep() left it; NULL: it has none that fits, see `why`.
 */
int gather_kept_machine(const struct context *context, const struct gather_options *o,
			const char *path, const char *out_dir, const char *work_dir,
			const struct plan *plan, const char *folder, struct machine **out,
			char why[256], struct rundoc *run, struct error *err);
/* A folder made below out_dir for scratch, and its removal with all that is in it. */
int work_dir_make(const char *out_dir, struct buf *path, struct error *err);

#endif
