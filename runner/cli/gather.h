/* SPDX-License-Identifier: MIT */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H
/* Source to evidence file: what `run` and `collect` have in common. */
#include "cli/command.h"
#include "cli/rundoc.h"
#include "model/source.h"

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

#define GATHER_OPTIONS(S)                                                                         \
	{ "output",                                                                               \
	  'o',                                                                                    \
	  OPTION_TEXT,                                                                            \
	  "DIR",                                                                                  \
	  OPTION_OF(S, gather.out, const char *),                                                 \
	  "where everything is written (default azlcts-out)",                                     \
	  NULL },                                                                                 \
		{ "force",                                                                        \
		  'f',                                                                            \
		  OPTION_FLAG,                                                                    \
		  NULL,                                                                           \
		  OPTION_OF(S, gather.force, bool),                                               \
		  "replace what an earlier run left in DIR",                                      \
		  NULL },                                                                         \
		{ "source",                                                                       \
		  '\0',                                                                           \
		  OPTION_TEXT,                                                                    \
		  "KIND",                                                                         \
		  OPTION_OF(S, gather.source, const char *),                                      \
		  "kind of source when it cannot be told from the path; see azlcts list sources", \
		  NULL },                                                                         \
		{ "firmware",                                                                     \
		  '\0',                                                                           \
		  OPTION_TEXT,                                                                    \
		  "WHICH",                                                                        \
		  OPTION_OF(S, gather.firmware, const char *),                                    \
		  "uefi by default",                                                              \
		  firmware_words },                                                               \
		{ "accelerator",                                                                  \
		  '\0',                                                                           \
		  OPTION_TEXT,                                                                    \
		  "WHICH",                                                                        \
		  OPTION_OF(S, gather.accelerator, const char *),                                 \
		  "proved before use; auto takes KVM when it works, else TCG",                    \
		  accelerator_words },                                                            \
		{ "entry",                                                                        \
		  '\0',                                                                           \
		  OPTION_TEXT,                                                                    \
		  "HOW",                                                                          \
		  OPTION_OF(S, gather.entry, const char *),                                       \
		  "how the probe gets into the guest",                                            \
		  entry_words },                                                                  \
		{ "memory",                                                                       \
		  'm',                                                                            \
		  OPTION_NUMBER,                                                                  \
		  "MIB",                                                                          \
		  OPTION_OF(S, gather.memory, unsigned),                                          \
		  "guest memory (default 1024)",                                                  \
		  NULL },                                                                         \
		{ "cpus",                                                                         \
		  '\0',                                                                           \
		  OPTION_NUMBER,                                                                  \
		  "N",                                                                            \
		  OPTION_OF(S, gather.cpus, unsigned),                                            \
		  "guest CPUs (default 2)",                                                       \
		  NULL },                                                                         \
		{ "timeout",                                                                      \
		  '\0',                                                                           \
		  OPTION_NUMBER,                                                                  \
		  "S",                                                                            \
		  OPTION_OF(S, gather.timeout, unsigned),                                         \
		  "seconds a boot may take (default 120, three times that without KVM)",          \
		  NULL },                                                                         \
		KEY_OPTION(S),                                                                    \
	{                                                                                         \
		"qemu", '\0', OPTION_TEXT, "FILE", OPTION_OF(S, gather.qemu, const char *),       \
			"QEMU program (default qemu-system-x86_64)", NULL                         \
	}

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
/* A folder made below out_dir for scratch, and its removal with all that is in it. */
int work_dir_make(const char *out_dir, struct buf *path, struct error *err);

#endif
