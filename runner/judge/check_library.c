/* SPDX-License-Identifier: MIT */
/*
 * The contract of one library: it is where ld.so finds it, for each machine that the image has
 * libraries for, and defines the versions and symbols that software built for this release binds
 * to, of the types and sizes it was built with.
 */
#include <stdio.h>

#include "judge/abi/compare.h"
#include "judge/abi/contract.h"
#include "judge/abi/image_world.h"
#include "judge/image.h"
#include "model/kind.h"

struct library_args {
	const char *soname;
	const char *machine;
	struct text_list versions;
	struct text_list symbols;
	const struct data_file *contract;
	struct text_list except;
};

/* clang-format off */
static const struct field fields[] = {
	{ .key = "contract", .type = FIELD_FILE, .offset = FIELD_OF(struct library_args, contract, const struct data_file *),
	  .help = "file with the nodes and symbols it has to define, as azlcts contract writes it", .folder = "contracts" },
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct library_args, except, struct text_list),
	  .help = "globs of what the contract has and is not demanded: name, name@VERSION or node" },
	{ .key = "machine", .type = FIELD_TEXT, .offset = FIELD_OF(struct library_args, machine, const char *),
	  .help = "judge only the library for this machine, as x86_64; default: each that is found" },
	{ .key = "soname", .type = FIELD_TEXT, .offset = FIELD_OF(struct library_args, soname, const char *),
	  .help = "DT_SONAME of the library, as libc.so.6", .required = true },
	{ .key = "symbols", .type = FIELD_LIST, .offset = FIELD_OF(struct library_args, symbols, struct text_list),
	  .help = "symbols it has to export, as name or name@VERSION" },
	{ .key = "versions", .type = FIELD_LIST, .offset = FIELD_OF(struct library_args, versions, struct text_list),
	  .help = "version nodes it has to define, as GLIBC_2.42" },
	{ 0 }
};
/* clang-format on */

struct judging {
	const struct library_args *args;
	struct findings *out;
	const struct world *image;
	struct world published;	       /* the contract's library alone; names are the image's */
	const struct object *contract; /* NULL: none */
	const char *path;	       /* of the library that is being compared */
	bool c_library;
	bool met; /* the contract was compared with something */
};

/* The libraries that glibc publishes lists of symbols for. */
static bool is_c_library(const char *soname)
{
	static const char *const names[] = {
		"libc.so.6",
		"libm.so.6",
		"libpthread.so.0",
		"libdl.so.2",
		"librt.so.1",
		"libutil.so.1",
		"libresolv.so.2",
		"libanl.so.1",
		"libmvec.so.1",
		"libnsl.so.1",
		"libthread_db.so.1",
		"libBrokenLocale.so.1",
		"libc_malloc_debug.so.0",
	};

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (streq(names[i], soname))
			return true;
	return starts_with(soname, "ld-linux");
}

/*
 * "name" is exported under any version that is not hidden, "name@VERSION" under that one, hidden
 * or not: old binaries bind to hidden versions (glibc elf/dl-lookup.c, check_match).
 */
static bool has_symbol(const struct names *names, const struct object *b, const char *symbol)
{
	const char *at = strchr(symbol, '@');
	AUTO_FREE char *name = strndup(symbol, at ? (size_t)(at - symbol) : strlen(symbol));
	const struct abi_export *e;
	uint32_t version;
	size_t count = 0;

	while (at && *at == '@')
		at++;
	version = names_find(names, at ? at : "");
	e = name && names_find(names, name) != NAME_NONE
		    ? object_exports(b, names_find(names, name), &count)
		    : NULL;
	for (size_t i = 0; e && i < count; i++)
		if (at && *at ? e[i].version == version : !e[i].hidden)
			return true;
	return false;
}

static void judge_named(struct judging *j, const struct object *b)
{
	const struct library_args *a = j->args;
	char expected[256];

	for (size_t i = 0; i < a->versions.count; i++) {
		uint32_t version = names_find(j->image->names, a->versions.items[i]);

		if (version != NAME_NONE && object_verdef(b, version))
			continue;
		snprintf(expected, sizeof(expected), "defines %s", a->versions.items[i]);
		finding_fail(j->out, b->path, expected, "no such version node");
	}
	for (size_t i = 0; i < a->symbols.count; i++) {
		if (has_symbol(j->image->names, b, a->symbols.items[i]))
			continue;
		snprintf(expected, sizeof(expected), "exports %s", a->symbols.items[i]);
		finding_fail(j->out, b->path, expected, "not exported");
	}
}

static void tell(void *arg, const struct abi_change *k)
{
	struct judging *j = arg;
	enum abi_rule rule = j->c_library ? RULE_A29 : k->rule;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf observed = BUF_INIT(BUF_LINE);

	if (k->unchecked) {
		finding_error(j->out, "%s", k->detail);
		return;
	}
	if (k->severity < SEVERITY_RISK)
		return; /* binaries cannot feel it */
	if (*k->symbol)
		buf_addf(&expected, "exports %s%s%s", k->symbol, *k->version ? "@" : "",
			 k->version);
	else if (*k->version)
		buf_addf(&expected, "defines %s", k->version);
	else
		buf_addf(&expected, "as %s has it", j->args->contract->name);
	buf_addf(&observed, "%s: %s", abi_rules[rule].id, k->detail);
	if (*k->consumer)
		buf_addf(&observed, "; needed by %s", k->consumer);
	if (k->consumers > 1)
		buf_addf(&observed, " and %zu more", k->consumers - 1);
	finding_fail(j->out, j->path, buf_str(&expected), "%s", buf_str(&observed));
}

static void judge_contract(struct judging *j, const struct object *b)
{
	const struct compare_options options = { .except_symbols = &j->args->except };
	struct compare_tally tally;

	if (!streq(j->contract->machine, b->machine)) {
		finding_unchecked(j->out, b->path, "the contract is for %s, this is for %s",
				  j->contract->machine, b->machine);
		return;
	}
	j->path = b->path;
	j->met = true;
	if (!compare_library(&j->published, j->contract, j->image, b, &options, tell, j, &tally))
		finding_error(j->out, "no memory to compare %s", b->path);
	else
		finding_unchecked(j->out, b->path, "types: a contract has symbols and their sizes");
}

static void judge_library(struct judging *j, const struct object *b)
{
	if (b->error) {
		finding_error(j->out, "%s: %s", b->path, b->error);
		return;
	}
	judge_named(j, b);
	if (j->contract)
		judge_contract(j, b);
	if (j->contract && j->met)
		finding_pass(j->out, j->args->soname, "%s: %zu nodes, %zu symbols", b->path,
			     j->contract->verdefs_count, j->contract->exports_count);
	else
		finding_pass(j->out, j->args->soname, "%s", b->path);
}

enum { MACHINES_MAX = 16 }; /* that one image has libraries for */

/* The library of each machine that the image has objects for; how many there are. */
static size_t judge_all(struct judging *j)
{
	const struct object *seen[MACHINES_MAX];
	size_t machines = 0;
	size_t found = 0;

	for (size_t i = 0; i < j->image->count; i++) {
		const struct object *like = &j->image->items[i];
		const struct object *b;
		size_t m = 0;

		while (m < machines &&
		       (seen[m]->class != like->class || !streq(seen[m]->machine, like->machine)))
			m++;
		if (m < machines || m == MACHINES_MAX)
			continue;
		seen[machines++] = like;
		if (j->args->machine && !streq(j->args->machine, like->machine))
			continue;
		b = world_library(j->image, j->args->soname, like->class, like->machine);
		if (!b)
			continue;
		found++;
		judge_library(j, b);
	}
	return found;
}

/* It is in no folder that is searched; or something is there that could not be read. */
static void tell_absent(struct judging *j, struct evidence *ev)
{
	const struct text_list *lists[] = { &j->image->folders, &j->image->built_in };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	for (size_t l = 0; l < ARRAY_SIZE(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			buf_clear(&path);
			buf_addf(&path, "%s/%s", lists[l]->items[i], j->args->soname);
			if (image_real_path(ev, buf_str(&path), &real) &&
			    !world_at(j->image, buf_str(&real))) {
				finding_error(j->out, "%s: not read as an ELF file",
					      buf_str(&real));
				return;
			}
		}
	finding_fail(j->out, j->args->soname, "in a folder that ld.so searches", "not there");
}

static int read_contract(struct world *w, const struct library_args *a, const struct object **out,
			 struct error *err)
{
	int ret = contract_read(w, a->contract->text, a->contract->name, out, err);

	if (ret)
		return ret;
	if (!streq(names_text(w->names, (*out)->soname), a->soname))
		return error_input(err, "%s is the contract of %s, not of %s", a->contract->name,
				   names_text(w->names, (*out)->soname), a->soname);
	if ((*out)->exports_count + (*out)->verdefs_count == 0)
		return error_input(err, "%s has no node and no symbol: nothing would be judged",
				   a->contract->name);
	if (a->machine && !streq(a->machine, (*out)->machine))
		return error_input(err, "%s is for %s, not for %s", a->contract->name,
				   (*out)->machine, a->machine);
	return 0;
}

static void judge_image(struct judging *j, struct evidence *ev)
{
	struct error err = ERROR_INIT;
	char expected[160];

	j->image = image_world(ev);
	if (!j->image) {
		finding_error(j->out, "the image's libraries could not be read");
		return;
	}
	if (*j->image->why) {
		finding_error(j->out, "%s", j->image->why);
		return;
	}
	world_init(&j->published, j->image->names);
	if (j->args->contract && read_contract(&j->published, j->args, &j->contract, &err)) {
		finding_error(j->out, "%s", err.text);
		return;
	}
	if (judge_all(j) == 0) {
		tell_absent(j, ev);
	} else if (j->contract && !j->met) {
		snprintf(expected, sizeof(expected), "for %s, which %s is of", j->contract->machine,
			 j->args->contract->name);
		finding_fail(j->out, j->args->soname, expected, "not there");
	}
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct judging j = { .args = args, .out = out };

	j.c_library = is_c_library(j.args->soname);
	judge_image(&j, ev);
	world_release(&j.published);
}

/* A contract that cannot be read, or is another library's, is the suite's fault. */
static int check_args(const void *args, struct error *err)
{
	const struct library_args *a = args;
	AUTO(names) struct names names = { 0 };
	AUTO(world) struct world w;
	const struct object *contract;

	world_init(&w, &names);
	if (a->contract)
		return read_contract(&w, a, &contract, err);
	if (a->except.count)
		return error_input(err, "except: it needs a contract");
	return 0;
}

const struct check_kind check_library = {
	.name = "library",
	.summary = "A shared library is there with the versions and symbols that software binds to",
	.example = "{soname: libc.so.6, versions: [GLIBC_2.42], symbols: [memcpy@GLIBC_2.14]}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.args_size = sizeof(struct library_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
