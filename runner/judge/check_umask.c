/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "judge/login_defs.h"
#include "judge/login_umask.h"
#include "model/kind.h"

struct umask_args {
	int mask;
	struct text_list files;
	int defs;
};

static const struct field fields[] = {
	{ .key = "files",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct umask_args, files, struct text_list),
	  .help = "no umask of these files may be looser; without it: what a login shell ends "
		  "with" },
	{ .key = "login-defs",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct umask_args, defs, int),
	  .help = "true: UMASK of /etc/login.defs is not looser either, where it is set",
	  .fallback = "false" },
	{ .key = "mask",
	  .type = FIELD_MODE,
	  .offset = FIELD_OF(struct umask_args, mask, int),
	  .help = "bits that the umask has to have",
	  .required = true },
	{ 0 },
};

static int check_args(const void *args, struct error *err)
{
	const struct umask_args *a = args;

	if (a->mask > 0777)
		return error_input(err, "mask: has bits that no umask has");
	if (a->files.count && a->defs == 1)
		return error_input(err, "files stands instead of login-defs");
	return 0;
}

static void judge_defs(const struct umask_args *a, struct evidence *ev, struct arena *arena,
		       const char *expected, struct findings *out)
{
	struct setting_fact fact = { .object = "login.defs: UMASK" };
	struct setting_object set;
	int mask;

	if (!login_defs(ev, "UMASK", arena, &set, out) || set.winner == SIZE_MAX)
		return;
	fact.set = set.items[set.winner].value;
	fact.place = set.items[set.winner].place;
	fact.effective = fact.set;
	fact.losers = setting_losers(&set, arena);
	finding_setting(out, &fact);
	if (!str_mode(fact.set, &mask))
		finding_fail(out, fact.object, expected, "%s, which is no mask (%s)", fact.set,
			     fact.place);
	else if ((mask & a->mask) != a->mask)
		finding_fail(out, fact.object, expected, "%s (%s)", fact.set, fact.place);
}

static void judge_values(const struct umask_args *a, const struct login_umask *u,
			 const char *object, const char *expected, struct findings *out)
{
	AUTO(buf) struct buf all = BUF_INIT(BUF_LINE);
	struct setting_fact fact = { .object = object, .place = u->place, .losers = u->earlier };
	bool loose = false;

	for (int mask = 0; mask < UMASKS; mask++) {
		if (!u->possible[mask])
			continue;
		buf_addf(&all, "%s%04o", all.len ? " or " : "", (unsigned)mask);
		loose |= (mask & a->mask) != a->mask;
	}
	fact.set = u->set;
	fact.effective = buf_str(&all);
	finding_setting(out, &fact);
	if (loose)
		finding_fail(out, object, expected, "%s (%s)", buf_str(&all),
			     u->place ? u->place : "nothing sets it");
	else if (u->unknown)
		finding_missing(out, "%s: what umask is set is known when it runs", u->unknown);
	else
		finding_pass(out, object, "%s (%s)", buf_str(&all),
			     u->place ? u->place : "nothing sets it");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct umask_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	struct login_umask umask = { 0 };
	char expected[40];

	snprintf(expected, sizeof(expected), "all bits of %04o", (unsigned)a->mask);
	for (size_t i = 0; i < a->files.count; i++) {
		if (!file_umask(ev, a->files.items[i], &arena, &umask, out))
			return;
		if (umask.place || umask.unknown)
			judge_values(a, &umask, a->files.items[i], expected, out);
		else
			finding_pass(out, a->files.items[i], "it sets none");
	}
	if (a->files.count)
		return;
	if (a->defs == 1)
		judge_defs(a, ev, &arena, expected, out);
	if (login_umask(ev, &arena, &umask, out))
		judge_values(a, &umask, "login shell: umask", expected, out);
}

const struct check_kind check_umask = {
	.name = "umask",
	.summary = "The umask that a login shell ends with, or that files set, closes new files",
	.example = "{mask: \"0027\", login-defs: true}",
	.needs = EVIDENCE(CONFIG),
	.args_size = sizeof(struct umask_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
