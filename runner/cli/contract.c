/* SPDX-License-Identifier: MIT */
/* azlcts contract: what binaries bind to in a library, as a text to be reviewed and kept. */
#include "base/fs.h"
#include "cli/evidences.h"
#include "judge/abi/contract.h"
#include "model/results.h"

struct contract_options {
	struct text_list sonames;
	const char *machine;
	bool all;
	const char *out;
};

struct contracts {
	struct evidence *ev;
	struct names names;
	struct world world;
	struct buf head; /* the "# source:" line */
	bool incomplete; /* a library that could not be read */
};

static void contracts_release(struct contracts *c)
{
	world_release(&c->world);
	names_release(&c->names);
	evidence_free(c->ev);
	buf_release(&c->head);
}

static int open_world(struct contracts *c, const struct invocation *in, struct error *err)
{
	AUTO(buf) struct buf product = BUF_INIT(BUF_LINE);
	char digest[65];
	int ret = evidences_open(in->context, in->args[0], NULL, &c->ev, err);

	if (!ret && !(evidence_complete(c->ev) & EVIDENCE(ELF)))
		ret = error_input(err, "%s: its ELF files were not collected whole", in->args[0]);
	if (!ret)
		ret = evidence_digest(c->ev, digest, err);
	if (ret)
		return ret;
	if (!world_add(&c->world, c->ev, NULL))
		return evidence_failed(c->ev) ? evidences_check(c->ev, in->args[0], err)
					      : error_memory(err);
	evidences_product(c->ev, &product);
	buf_add(&c->head, "# source: ");
	buf_add_clean(&c->head, buf_str(&product), strcspn(buf_str(&product), "\n"));
	buf_addf(&c->head, ", evidence sha256 %s\n", digest);
	return evidences_check(c->ev, in->args[0], err);
}

static const char *soname_of(const struct contracts *c, const struct object *b)
{
	return names_text(&c->names, b->soname);
}

static bool same_kind(const struct object *a, const struct object *b)
{
	return a->class == b->class && streq(a->machine, b->machine);
}

/* Is it the one that ld.so takes, among those of its soname, class and machine? */
static bool is_chosen(const struct contracts *c, const struct object *b)
{
	return b->soname && !b->executable &&
	       world_library(&c->world, soname_of(c, b), b->class, b->machine) == b;
}

/* The library of that name: ld.so's choice, else the only one in no folder it searches. */
static int find(const struct contracts *c, const char *soname, const char *machine,
		const struct object **out, struct error *err)
{
	const struct object *found = NULL;

	for (size_t i = 0; i < c->world.count; i++) {
		const struct object *b = &c->world.items[i];

		if (!b->soname || !streq(soname_of(c, b), soname) ||
		    (machine && !streq(b->machine, machine)))
			continue;
		if (!found) {
			found = b;
		} else if (!same_kind(found, b)) {
			return error_input(err,
					   "%s: it is there for %s (%u bits) and %s (%u "
					   "bits); say which: --machine",
					   soname, found->machine, found->class, b->machine,
					   b->class);
		} else if (is_chosen(c, b)) {
			found = b;
		} else if (!is_chosen(c, found)) {
			return error_input(err, "%s: %s or %s? No folder of ld.so's has one",
					   soname, found->path, b->path);
		}
	}
	if (!found)
		return error_input(err, "no library %s%s%s", soname, machine ? " for " : "",
				   machine ? machine : "");
	if (found->error)
		return error_input(err, "%s could not be read whole: %s", found->path,
				   found->error);
	*out = found;
	return 0;
}

static int write_one(const struct contracts *c, const struct object *b, const char *dir,
		     struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	int ret;

	buf_add(&text, buf_str(&c->head));
	contract_write(&c->world, b, &text);
	if (text.failed)
		return error_memory(err);
	if (!dir)
		return print_text(buf_str(&text), text.len, err);
	if (strchr(soname_of(c, b), '/')) /* it would lead out of the folder */
		return error_input(err, "%s: its soname '%s' is no file name", b->path,
				   soname_of(c, b));
	buf_addf(&path, "%s/%s.%s.abi", dir, soname_of(c, b), b->machine);
	ret = path.failed ? error_memory(err)
			  : fs_write(buf_str(&path), buf_str(&text), text.len, err);
	buf_addc(&path, '\n');
	return ret ? ret : print_text(buf_str(&path), path.len, err);
}

/* In a folder that ld.so searches: what it is could not be found out. */
static bool is_lost(const struct contracts *c, const struct object *b)
{
	AUTO(buf) struct buf folder = BUF_INIT(BUF_LINE);

	if (!b->error)
		return false;
	buf_addn(&folder, b->path, (size_t)(fs_basename(b->path) - b->path));
	if (folder.len > 1)
		folder.data[folder.len - 1] = '\0';
	return text_list_has(&c->world.folders, buf_str(&folder)) ||
	       text_list_has(&c->world.built_in, buf_str(&folder));
}

static int write_all(struct contracts *c, const struct contract_options *o, struct error *err)
{
	size_t written = 0;
	int ret = 0;

	for (size_t i = 0; i < c->world.count && !ret; i++) {
		const struct object *b = &c->world.items[i];

		c->incomplete |= is_lost(c, b);
		if (b->error || !is_chosen(c, b) || (o->machine && !streq(b->machine, o->machine)))
			continue;
		ret = write_one(c, b, o->out, err);
		written++;
	}
	if (!ret && written == 0)
		ret = error_input(err, "no library in the folders that ld.so searches");
	return ret;
}

static int run(const struct invocation *in, struct error *err)
{
	const struct contract_options *o = in->options;
	CLEANUP(contracts_release) struct contracts c = { .head = BUF_INIT(BUF_LINE) };
	int ret = 0;

	if (o->all && o->sonames.count > 0)
		return error_input(err, "contract: --soname NAME or --all, not both");
	if (!o->all && o->sonames.count == 0)
		return error_input(err, "contract: say which library: --soname NAME, or --all");
	if (!o->out && (o->all || o->sonames.count > 1))
		return error_input(err, "contract: one file a library: several need -o DIR");
	world_init(&c.world, &c.names);
	ret = open_world(&c, in, err);
	if (!ret && o->out)
		ret = fs_mkdirs(o->out, err);
	if (!ret && o->all)
		ret = write_all(&c, o, err);
	for (size_t i = 0; i < o->sonames.count && !ret; i++) {
		const struct object *b = NULL;

		ret = find(&c, o->sonames.items[i], o->machine, &b, err);
		ret = ret ? error_wrap(err, "%s", in->args[0]) : write_one(&c, b, o->out, err);
	}
	if (ret)
		return ret;
	return c.incomplete ? EXIT_INCOMPLETE : EXIT_CONFORMANT;
}

static const struct option_spec options[] = {
	{ "soname", 's', OPTION_TEXTS, "NAME",
	  OPTION_OF(struct contract_options, sonames, struct text_list),
	  "a library by the name that binaries ask for; may be given again", NULL },
	{ "all", 'a', OPTION_FLAG, NULL, OPTION_OF(struct contract_options, all, bool),
	  "every library in the folders that ld.so searches", NULL },
	{ "machine", 'm', OPTION_TEXT, "MACHINE",
	  OPTION_OF(struct contract_options, machine, const char *),
	  "x86_64, i386, aarch64; when it is there for several", NULL },
	{ "output", 'o', OPTION_TEXT, "DIR", OPTION_OF(struct contract_options, out, const char *),
	  "write DIR/NAME.MACHINE.abi instead of printing", NULL },
	{ 0 }
};

const struct command command_contract = {
	.name = "contract",
	.args = "EVIDENCE|SOURCE",
	.summary = "print what binaries bind to in a library, for review and for the kind library",
	.details =
		"One line a version node, one line a symbol, with type and size. Keep it under "
		"version\n"
		"control beside your suites, review what changes, judge images against it.\n"
		"Exit status 4: libraries that could not be read whole have no contract (--all).\n",
	.examples =
		"  azlcts contract fedora43/evidence.db --soname libz.so.1\n"
		"  azlcts contract /mnt/fedora43 --soname libssl.so.3 --soname libcrypto.so.3 -o "
		"abi\n"
		"  azlcts contract fedora43 --all --machine x86_64 -o abi\n",
	.min_args = 1,
	.max_args = 1,
	.options_size = sizeof(struct contract_options),
	.options = options,
	.run = run,
};
