/* SPDX-License-Identifier: MIT */
#include "cli/inventory.h"

#include "base/fs.h"
#include "cli/evidences.h"
#include "cli/inventory_file.h"
#include "judge/arch.h"
#include "judge/supply.h"
#include "version.h"

/*
 * What a public checkout of the release calls "built but unsupported": base/packages, channel
 * rpm-sdk; published below .../sdk/.
 */
static const char *const sdk[] = { "*/sdk/*", "*/sdk", NULL };

struct asking {
	struct arena arena;
	struct beside_open beside;
	struct inventory inventory;
	struct supply supply;
	const char *urls[REPOSITORIES_MAX];
	struct doc *doc;
};

static void asking_release(struct asking *a)
{
	supply_release(&a->supply);
	beside_open_release(&a->beside);
	doc_free(a->doc);
	arena_release(&a->arena);
}

/* What each is called: by its URL, which may be of a channel that nobody supports. */
static int name_repositories(struct asking *a, struct error *err)
{
	AUTO(buf) struct buf url = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < a->beside.repositories_count; i++) {
		struct evidence *ev = a->beside.repositories[i];

		if (!evidence_text(ev, &url, "SELECT value FROM repository WHERE key = 'url'",
				   NULL))
			buf_add(&url, "repository");
		a->urls[i] = arena_strdup(&a->arena, buf_str(&url));
		if (!a->urls[i])
			return error_memory(err);
	}
	a->inventory.repositories = a->urls;
	a->inventory.repositories_count = a->beside.repositories_count;
	return 0;
}

static int open_supply(struct asking *a, struct error *err)
{
	CLEANUP(findings_release) struct findings why = { 0 };
	struct evidence *image = a->beside.image;
	unsigned wanted = POOL_BIT(POOL_INSTALLED);
	int ret = name_repositories(a, err);

	for (size_t i = 0; i < a->beside.repositories_count && !ret; i++)
		ret = evidence_supply(image, a->beside.repositories[i], err);
	if (a->beside.repositories_count)
		wanted |= POOL_BIT(POOL_REPOSITORY);
	if (ret || supply_open(&a->supply, image, wanted, &why))
		return ret;
	return error_input(err, "%s", why.reason ? why.reason : "the packages cannot be read");
}

static int ask(struct asking *a, const struct invocation *in, const struct beside *beside,
	       const struct inventory_options *o, struct error *err)
{
	static const struct text_list by_default = { (const char **)(uintptr_t)sdk, 2 };
	AUTO_FREE char *renames = fs_join(in->context->suites_dir, "renames/azurelinux4.tsv");
	int ret = renames ? 0 : error_memory(err);

	a->inventory.arena = &a->arena;
	a->inventory.unsupported = o->unsupported.count ? &o->unsupported : &by_default;
	if (!ret)
		ret = inventory_read(o->file, &a->inventory, err);
	if (!ret)
		ret = inventory_read_renames(renames, &a->inventory, err);
	if (!ret)
		ret = beside_open(&a->beside, in->context, beside, err);
	if (!ret)
		ret = open_supply(a, err);
	progress_say(&in->context->progress, "judge", "%zu packages", a->inventory.count);
	return ret ? ret : inventory_judge(&a->inventory, a->supply.pool, err);
}

static void put_item(struct doc *list, const struct inventory_item *i)
{
	struct doc *d = doc_add(list, doc_object());

	doc_set_text(d, "name", i->name);
	doc_set_text(d, "evr", *i->evr ? i->evr : NULL);
	doc_set_text(d, "arch", i->arch);
	doc_set_text(d, "class", inventory_words[i->class]);
	doc_set_text(d, "by", *i->by ? i->by : NULL);
	doc_set_text(d, "where", *i->where ? i->where : NULL);
	doc_set_text(d, "note", *i->note ? i->note : NULL);
	if (i->older)
		doc_set_bool(d, "older", true);
}

/* Fills the document; the exit status. */
static int put_answers(struct asking *a)
{
	struct doc *counts = doc_set(a->doc, "counts", doc_object());
	struct doc *list = doc_set(a->doc, "packages", doc_list());
	size_t by[INVENTORY_COUNT] = { 0 };
	int status = EXIT_CONFORMANT;

	for (size_t i = 0; i < a->inventory.count; i++) {
		by[a->inventory.items[i].class]++;
		put_item(list, &a->inventory.items[i]);
	}
	for (size_t i = 0; i < INVENTORY_COUNT; i++)
		doc_set_int(counts, inventory_words[i], (int64_t)by[i]);
	if (by[INVENTORY_MISSING] || by[INVENTORY_UNSUPPORTED])
		status = EXIT_NOT_CONFORMANT;
	else if (by[INVENTORY_UNDECIDED])
		status = EXIT_INCOMPLETE;
	doc_set_int(a->doc, "exit", status);
	return status;
}

static int put_head(struct asking *a, bool digest, struct error *err)
{
	struct doc *tool;
	struct doc *list;
	int ret;

	doc_set_text(a->doc, "schema", "azlcts-inventory-1");
	tool = doc_set(a->doc, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	ret = evidences_doc(a->beside.image, digest, a->doc, "image", err);
	list = doc_set(a->doc, "repositories", doc_list());
	for (size_t i = 0; i < a->beside.repositories_count && !ret; i++) {
		ret = evidences_doc(a->beside.repositories[i], digest, list, NULL, err);
		doc_set_text(doc_at(list, i), "url", a->urls[i]);
	}
	return ret;
}

static const struct {
	enum inventory_class class;
	const char *heading;
	const char *colour;
} sections[] = {
	{ INVENTORY_MISSING, "missing: not to be had, nor is all that took its place", "\033[31m" },
	{ INVENTORY_UNSUPPORTED, "in a channel that nobody supports", "\033[31m" },
	{ INVENTORY_UNDECIDED, "not decided: not in the image, and no --repository was given",
	  "\033[33m" },
	{ INVENTORY_RENAMED, "renamed", "\033[33m" },
	{ INVENTORY_AVAILABLE, "to be installed from a repository", "\033[32m" },
	{ INVENTORY_PRESENT, "in the image", "\033[32m" },
};

static void add_item(struct buf *out, const struct inventory_item *i)
{
	buf_addf(out, arch_colour(i->arch) == 1 ? "  %s.%s" : "  %s", i->name, i->arch);
	if (*i->by)
		buf_addf(out, " \u2192 %s", i->by);
	if (*i->where && !streq(i->where, "image"))
		buf_addf(out, "  (%s)", i->where);
	if (i->older)
		buf_addf(out, "  older than the host's %s", i->evr);
	if (*i->note)
		buf_addf(out, "  %s", i->note);
	buf_add(out, "\n");
}

static void add_text(const struct asking *a, bool all, bool colour, struct buf *out)
{
	for (size_t s = 0; s < ARRAY_SIZE(sections); s++) {
		size_t n = 0;
		size_t older = 0;

		for (size_t i = 0; i < a->inventory.count; i++) {
			bool in = a->inventory.items[i].class == sections[s].class;

			n += in;
			older += in && a->inventory.items[i].older;
		}
		if (n == 0)
			continue;
		buf_addf(out, "%s%zu %s%s", colour ? sections[s].colour : "", n,
			 sections[s].heading, colour ? "\033[0m" : "");
		if (older)
			buf_addf(out, ", %zu older than the host's%s", older,
				 all ? "" : " (--all names them)");
		buf_add(out, "\n");
		if (sections[s].class >= INVENTORY_AVAILABLE && !all)
			continue;
		for (size_t i = 0; i < a->inventory.count; i++)
			if (a->inventory.items[i].class == sections[s].class)
				add_item(out, &a->inventory.items[i]);
	}
}

int inventory_run(const struct invocation *in, const struct beside *beside,
		  const struct inventory_options *o, struct error *err)
{
	CLEANUP(asking_release) struct asking a = { .supply = SUPPLY_INIT, .doc = doc_object() };
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	int status;
	int ret = ask(&a, in, beside, o, err);

	if (!ret)
		ret = put_head(&a, o->json, err);
	if (!ret)
		ret = cancel_check(in->context->cancel, err);
	if (ret)
		return ret;
	status = put_answers(&a);
	add_text(&a, o->all, in->context->colour && !o->out, &text);
	ret = put_document(a.doc, o->json ? NULL : &text, o->out, err);
	return ret ? ret : status;
}
