/* SPDX-License-Identifier: MIT */
#ifndef CLI_SCENARIOS_H
#define CLI_SCENARIOS_H
/*
 * A product in guests of an image: what certify does beside judging its packages.
 *
 *	scenarios_open()	everything that may be wrong with what was given, before anything
 *boots scenarios_boot()	OUT/image.db, and the machine; what has to come along
 *	scenarios_add()		a gather_extra: runs them, rows of the part SCENARIO
 */
#include "cli/gather.h"
#include "cli/scenarios_files.h"
#include "cli/scenarios_kept.h"
#include "model/evidence.h"
#include "model/manifest.h"

struct scenarios_how {
	const char *words;     /* --scenario; NULL: all of the manifest's */
	const char *manifest;  /* NULL: one is made of the packages */
	struct text_list from; /* --upgrade-from */
	const char *machine;   /* folder it is kept in; NULL: nowhere */
	struct gather_options boot;
};

#define SCENARIOS_OPTIONS(S, M)                                                                 \
	{ "scenario",                                                                           \
	  '\0',                                                                                 \
	  OPTION_TEXT,                                                                          \
	  "STEPS",                                                                              \
	  OPTION_OF(S, M.words, const char *),                                                  \
	  "in a guest of the disk image: install,reboot,upgrade,erase, or a name in the "       \
	  "manifest, or all",                                                                   \
	  NULL },                                                                               \
		{ "manifest",                                                                   \
		  '\0',                                                                         \
		  OPTION_TEXT,                                                                  \
		  "FILE",                                                                       \
		  OPTION_OF(S, M.manifest, const char *),                                       \
		  "what the product is, and how it shows that it works (azlcts init product)",  \
		  NULL },                                                                       \
		{ "upgrade-from",                                                               \
		  '\0',                                                                         \
		  OPTION_TEXTS,                                                                 \
		  "RPM",                                                                        \
		  OPTION_OF(S, M.from, struct text_list),                                       \
		  "older package that is installed first; may be given again",                  \
		  NULL },                                                                       \
	{                                                                                       \
		"machine", '\0', OPTION_TEXT, "DIR", OPTION_OF(S, M.machine, const char *),     \
			"folder to keep the booted machine in: the next certification on this " \
			"image goes on from there, in a second",                                \
			NULL                                                                    \
	}

struct scenarios {
	const struct context *context;
	const struct scenarios_how *how;
	struct arena arena;
	struct manifest manifest;
	struct buf draft; /* empty: a manifest was given */
	struct scenario_text texts[MANIFEST_SCENARIOS_MAX];
	size_t count;
	const char *folder; /* for scratch; removed by the caller */
	struct buf work;    /* the machine's folder; empty: none yet */
	struct machine *machine;
	struct kept_folder kept;
	bool booted;
	struct evidence *product; /* the packages, to be asked */
	struct evidence *from;	  /* NULL: nothing is upgraded */
	struct evidence *image;	  /* of the boot; the caller may take it */
	struct rpm_files packages;
	struct rpm_files upgrades;
	struct text_list installs;
	struct text_list erase;
	struct text_list brought;
	struct text_list repositories; /* folders that may be granted */
	struct doc *run;	       /* borrowed, part of run.json */
};

struct scenarios_given {
	const struct context *context;
	const struct scenarios_how *how;
	const char *image;
	char *const *products;
	size_t products_count;
	const char *source; /* the same, as one source */
	const char *folder; /* for scratch: a short path */
	const struct text_list *repositories;
};

static inline bool scenarios_wanted(const struct scenarios_how *how)
{
	return how->words || how->manifest;
}

int scenarios_open(struct scenarios *s, const struct scenarios_given *given, struct error *err);
int scenarios_boot(struct scenarios *s, const char *image, const char *out_dir,
		   const struct plan *plan, struct evidence *const *repositories,
		   size_t repositories_count, struct rundoc *run, struct error *err);
int scenarios_add(void *scenarios, const struct sink *sink, struct error *err);
/* "scenarios: ..." for people, when there is something to say that no check says. */
void scenarios_say(const struct scenarios *s, struct buf *out);
void scenarios_release(struct scenarios *s);

#endif
