/* SPDX-License-Identifier: MIT */
#include "cli/scenarios.h"

#include <sys/stat.h>

#include "base/fs.h"
#include "cli/evidences.h"
#include "cli/scenarios_along.h"
#include "cli/scenarios_draft.h"
#include "model/machine.h"
#include "scenario/scenario.h"

enum { NAMES_MAX = 1000 };

/* --- what was given --- */

static int check_image(const char *image, struct error *err)
{
	const struct source_kind *kind;
	int ret;

	if (evidences_is_file(image))
		return error_input(err,
				   "--scenario: %s is evidence; guests are made of the disk image "
				   "itself",
				   image);
	ret = gather_source_kind(image, NULL, &kind, err);
	if (!ret && !(kind->gives & EVIDENCE(BOOT)))
		ret = error_input(err, "--scenario: %s has to be a disk image; it is %s", image,
				  kind->summary);
	return ret;
}

static int make_manifest(struct scenarios *s, struct error *err)
{
	AUTO_FREE char *path = fs_join(s->folder, "manifest.yaml");
	int ret = path ? draft_manifest(s->product, false, &s->draft, err) : error_memory(err);

	if (!ret)
		ret = fs_write(path, buf_str(&s->draft), s->draft.len, err);
	if (!ret)
		ret = manifest_read(&s->manifest, path, err);
	return ret;
}

/* The manifest has to be this product's. */
static int check_manifest(struct scenarios *s, struct error *err)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(s->product, "SELECT DISTINCT name FROM package ORDER BY name", 0, NULL);
	AUTO(buf) struct buf names = BUF_INIT(256);

	while (cursor_next(&c)) {
		if (text_list_has(&s->manifest.packages, cursor_text(&c, 0)))
			return 0;
		buf_addf(&names, "%s%s", names.len ? ", " : "", cursor_text(&c, 0));
	}
	return error_input(err, "%s: is of other packages: %s is not among them", s->how->manifest,
			   buf_str(&names));
}

static int take_all(struct scenarios *s, struct error *err)
{
	if (!s->manifest.scenarios_count)
		return error_input(err,
				   "%s: has no scenarios; say which: --scenario "
				   "install,reboot,erase",
				   s->how->manifest ? s->how->manifest : "the manifest");
	for (size_t i = 0; i < s->manifest.scenarios_count; i++)
		s->texts[s->count++] = s->manifest.scenarios[i];
	return 0;
}

static int choose(struct scenarios *s, struct error *err)
{
	const char *words = s->how->words;
	char *name;
	int ret;

	if (!words || streq(words, "all"))
		return take_all(s, err);
	for (size_t i = 0; i < s->manifest.scenarios_count; i++) {
		if (streq(s->manifest.scenarios[i].name, words)) {
			s->texts[s->count++] = s->manifest.scenarios[i];
			return 0;
		}
	}
	name = arena_strdup(&s->arena, words);
	if (!name)
		return error_memory(err);
	for (char *c = name; *c; c++)
		*c = *c == ',' ? '-' : *c;
	ret = manifest_steps(&s->manifest, name, words, &s->texts[0], err);
	if (ret)
		return error_wrap(err, "--scenario %s", words);
	s->count = 1;
	return 0;
}

static bool has_step(const struct scenarios *s, enum step_action action)
{
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->texts[i].steps_count; k++)
			if (s->texts[i].steps[k].action == action)
				return true;
	return false;
}

static int check_upgrade(const struct scenarios *s, struct error *err)
{
	bool upgrades = has_step(s, STEP_UPGRADE);

	if (upgrades && !s->how->from.count)
		return error_input(err, "--scenario: upgrade: from what? give the older packages "
					"with --upgrade-from");
	if (!upgrades && s->how->from.count)
		return error_input(err, "--upgrade-from: there is no step upgrade: --scenario "
					"install,upgrade,erase");
	return 0;
}

/* Folders with metadata, which the guest may be given. */
static int find_repositories(struct scenarios *s, const struct text_list *given, struct error *err)
{
	const char **folders = arena_alloc(&s->arena, (given->count + 1) * sizeof(*folders));
	size_t n = 0;

	if (!folders)
		return error_memory(err);
	for (size_t i = 0; i < given->count; i++) {
		AUTO_FREE char *repodata = fs_join(given->items[i], "repodata/repomd.xml");

		if (repodata && fs_exists(repodata))
			folders[n++] = given->items[i];
	}
	s->repositories = (struct text_list){ folders, n };
	if (s->manifest.grants_repository && !n)
		return error_input(err, "the manifest grants a repository: give a folder with "
					"repodata: --repository FOLDER");
	return 0;
}

static int open_from(struct scenarios *s, struct error *err)
{
	static const struct evidences_how how = { .source = "rpm" };
	AUTO_FREE char *folder = fs_join(s->folder, "from");
	char **paths = arena_alloc(&s->arena, (s->how->from.count + 1) * sizeof(*paths));
	const char *path;
	int ret = 0;

	if (!folder || !paths)
		return error_memory(err);
	if (mkdir(folder, 0700) < 0)
		return error_errno(err, "create folder %s", folder);
	for (size_t i = 0; i < s->how->from.count && !ret; i++) {
		paths[i] = arena_strdup(&s->arena, s->how->from.items[i]);
		ret = paths[i] ? rpm_files_add(&s->packages, &s->arena, paths[i], err)
			       : error_memory(err);
	}
	if (!ret)
		ret = rpm_files_source(paths, s->how->from.count, folder, &path, err);
	if (!ret)
		ret = evidences_open(s->context, path, &how, &s->from, err);
	return ret ? error_wrap(err, "--upgrade-from") : 0;
}

static int open_product(struct scenarios *s, const struct scenarios_given *given, struct error *err)
{
	static const struct evidences_how how = { .source = "rpm" };
	struct rpm_files *files = s->how->from.count ? &s->upgrades : &s->packages;
	int ret = evidences_open(s->context, given->source, &how, &s->product, err);

	for (size_t i = 0; i < given->products_count && !ret; i++)
		ret = rpm_files_add(files, &s->arena, given->products[i], err);
	return ret;
}

int scenarios_open(struct scenarios *s, const struct scenarios_given *given, struct error *err)
{
	int ret = check_image(given->image, err);

	*s = (struct scenarios){ .context = given->context,
				 .how = given->how,
				 .folder = given->folder,
				 .kept = KEPT_FOLDER_INIT,
				 .draft = BUF_INIT(BUF_TEXT),
				 .work = BUF_INIT(BUF_LINE) };
	if (!ret && s->how->manifest)
		ret = manifest_read(&s->manifest, s->how->manifest, err);
	if (!ret)
		ret = open_product(s, given, err);
	if (!ret)
		ret = s->how->manifest ? check_manifest(s, err) : make_manifest(s, err);
	if (!ret)
		ret = choose(s, err);
	if (!ret)
		ret = check_upgrade(s, err);
	if (!ret && s->how->from.count)
		ret = open_from(s, err);
	if (!ret)
		ret = find_repositories(s, given->repositories, err);
	return ret;
}

/* --- packages --- */

struct names {
	const char **items;
	size_t count;
};

static int add_name(struct scenarios *s, struct names *n, const char *name, struct error *err)
{
	for (size_t i = 0; i < n->count; i++)
		if (streq(n->items[i], name))
			return 0;
	if (n->count == NAMES_MAX)
		return error_input(err, "more than %d packages", NAMES_MAX);
	n->items[n->count] = arena_strdup(&s->arena, name);
	return n->items[n->count++] ? 0 : error_memory(err);
}

static int add_names_of(struct scenarios *s, struct names *n, struct evidence *ev,
			struct error *err)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev,
				      "SELECT DISTINCT name FROM package WHERE arch NOT IN ('src', "
				      "'nosrc') ORDER BY name",
				      0, NULL);
	int ret = 0;

	while (!ret && cursor_next(&c))
		ret = add_name(s, n, cursor_text(&c, 0), err);
	return ret;
}

struct come_along {
	struct scenarios *s;
	struct evidence *const *repositories;
	size_t repositories_count;
	struct names *brought; /* of all that comes, the product as well */
};

/* What comes along with these packages, into their files and names. */
static int add_along(const struct come_along *c, struct evidence *product, const char *folder,
		     struct rpm_files *files, struct names *names, struct error *err)
{
	struct scenarios *s = c->s;
	AUTO_FREE char *path = fs_join(s->folder, folder);
	struct along_ask ask = { .context = s->context,
				 .image = s->image,
				 .product = product,
				 .repositories = c->repositories,
				 .repositories_count = c->repositories_count,
				 .folder = path };
	struct along along;
	int ret;

	if (!path)
		return error_memory(err);
	if (mkdir(path, 0700) < 0)
		return error_errno(err, "create folder %s", path);
	ret = along_find(&ask, &s->arena, s->run, &along, err);
	if (ret)
		return ret;
	/* the guest's package manager will say it better */
	doc_set_text(s->run, "along", along.why);
	for (size_t i = 0; i < along.files.count && !ret; i++)
		ret = rpm_files_add(files, &s->arena, along.files.items[i], err);
	for (size_t i = 0; i < along.names.count && !ret; i++)
		ret = add_name(s, names, along.names.items[i], err);
	for (size_t i = 0; i < along.all.count && !ret; i++)
		ret = add_name(s, c->brought, along.all.items[i], err);
	return ret ? ret : add_names_of(s, c->brought, product, err);
}

static struct text_list list_of(const struct names *n)
{
	return (struct text_list){ n->items, n->count };
}

static int find_packages(const struct come_along *c, struct error *err)
{
	struct scenarios *s = c->s;
	struct evidence *first = s->from ? s->from : s->product;
	struct names installs = { 0 };
	struct names erase = { 0 };
	size_t own;
	int ret;

	c->brought->items = arena_alloc(&s->arena, NAMES_MAX * sizeof(*c->brought->items));
	installs.items = arena_alloc(&s->arena, NAMES_MAX * sizeof(*installs.items));
	erase.items = arena_alloc(&s->arena, NAMES_MAX * sizeof(*erase.items));
	if (!c->brought->items || !installs.items || !erase.items)
		return error_memory(err);
	ret = add_names_of(s, &installs, first, err);
	own = installs.count;
	if (!ret)
		ret = add_along(c, first, "along", &s->packages, &installs, err);
	if (!ret && s->from)
		ret = add_names_of(s, &erase, s->product, err);
	/* what came along with the older ones is not theirs alone */
	for (size_t i = own; s->from && i < installs.count && !ret; i++)
		ret = add_name(s, &erase, installs.items[i], err);
	if (!ret && s->from)
		ret = add_along(c, s->product, "along-upgrade", &s->upgrades, &erase, err);
	s->brought = list_of(c->brought);
	s->installs = list_of(&installs);
	s->erase = s->from ? list_of(&erase) : s->installs;
	return ret;
}

/* --- the machine --- */

struct boot { /* what booting needs, besides the scenarios */
	const char *image;
	const char *out_dir;
	const char *before; /* the evidence it gives */
	const struct plan *plan;
	struct rundoc *run;
};

static int boot(struct scenarios *s, const struct boot *b, struct error *err)
{
	return gather_machine(s->context, &s->how->boot, b->image, b->out_dir, buf_str(&s->work),
			      b->plan, &s->machine, b->run, err);
}

static int take_kept(struct scenarios *s, const struct boot *b, char why[256], struct error *err)
{
	int ret = gather_kept_machine(s->context, &s->how->boot, b->image, b->out_dir,
				      buf_str(&s->work), b->plan, s->how->machine, &s->machine, why,
				      b->run, err);

	if (!ret)
		doc_set_bool(s->run, "kept", s->machine != NULL);
	return ret;
}

/* Until it is there, or the folder is ours alone, to make it. */
static int boot_or_take(struct scenarios *s, const struct boot *b, struct error *err)
{
	char why[256] = "";
	bool alone = false;
	int ret = 0;

	while (!ret && !s->machine && !alone) {
		ret = kept_share(&s->kept, s->context, s->how->machine, err);
		if (!ret)
			ret = take_kept(s, b, why, err);
		if (!ret && !s->machine)
			ret = kept_claim(&s->kept, s->context, s->how->machine, &alone, err);
	}
	if (!ret && alone) /* another may have made it just then */
		ret = take_kept(s, b, why, err);
	if (ret || s->machine)
		return ret;
	progress_say(&s->context->progress, "machine", "%s: %s", s->how->machine, why);
	ret = boot(s, b, err);
	return ret || !s->machine ? ret
				  : machine_disk.keep(s->machine, s->how->machine, b->before, err);
}

int scenarios_boot(struct scenarios *s, const char *image, const char *out_dir,
		   const struct plan *plan, struct evidence *const *repositories,
		   size_t repositories_count, struct rundoc *run, struct error *err)
{
	struct names brought = { 0 };
	const struct come_along along = { s, repositories, repositories_count, &brought };
	AUTO_FREE char *before = fs_join(out_dir, "image.db");
	const struct boot b = { image, out_dir, before, plan, run };
	int ret = before ? 0 : error_memory(err);

	s->run = doc_set(rundoc_guest(run), "product", doc_object());
	if (!ret)
		ret = work_dir_make(out_dir, &s->work, err);
	if (!ret)
		ret = s->how->machine ? boot_or_take(s, &b, err) : boot(s, &b, err);
	rundoc_mark(run, "boot");
	s->booted = !ret;
	if (!ret)
		ret = evidence_open(&s->image, before, err);
	if (!ret && s->machine)
		ret = find_packages(&along, err);
	rundoc_mark(run, "resolve");
	return ret;
}

/* What others need is there: they may come. */
static int control_done(void *arg, struct error *err)
{
	struct scenarios *s = arg;

	return kept_open(&s->kept, s->context, s->how->machine, err);
}

int scenarios_add(void *arg, const struct sink *sink, struct error *err)
{
	struct scenarios *s = arg;
	AUTO_FREE char *scratch = fs_join(s->folder, "s");
	struct scenario_plan plan = { .manifest = &s->manifest,
				      .scenarios = s->texts,
				      .scenarios_count = s->count,
				      .packages = s->packages.items,
				      .packages_count = s->packages.count,
				      .upgrades = s->upgrades.items,
				      .upgrades_count = s->upgrades.count,
				      .installs = &s->installs,
				      .erase = &s->erase,
				      .brought = &s->brought,
				      .repositories = &s->repositories,
				      .before = s->image,
				      .control_dir = s->how->machine,
				      .control_new = s->kept.alone,
				      .control_done = s->how->machine ? control_done : NULL,
				      .control_arg = s,
				      .work_dir = scratch };
	int ret;

	if (!s->machine) /* the checks that ask for scenarios are missing */
		return 0;
	if (!scratch)
		return error_memory(err);
	if (mkdir(scratch, 0700) < 0)
		return error_errno(err, "create folder %s", scratch);
	ret = scenario_run(&plan, &machine_disk, s->machine, sink, s->run, &s->context->progress,
			   s->context->cancel, err);
	machine_disk.free(s->machine);
	s->machine = NULL;
	return ret ? ret : sink_complete(sink, PART_SCENARIO, err);
}

/* How the boot ended, and the line of the console that says it. */
static void say_boot(const struct scenarios *s, struct buf *out)
{
	AUTO(buf) struct buf outcome = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);

	buf_add(out, "scenarios: not run: the image did not reach user space");
	if (evidence_text(s->image, &outcome, "SELECT value FROM boot WHERE key = 'outcome'", NULL))
		buf_addf(out, ": %s", buf_str(&outcome));
	if (outcome.len &&
	    evidence_text(s->image, &line, "SELECT text FROM console WHERE class = ?1 LIMIT 1",
			  buf_str(&outcome)))
		buf_addf(out, ": %.200s", buf_str(&line));
	buf_add(out, "; see console.log\n");
}

void scenarios_say(const struct scenarios *s, struct buf *out)
{
	if (s->booted && !doc_get(s->run, "scenarios"))
		say_boot(s, out);
	if (s->draft.len)
		buf_add(out, "manifest: none was given, so nothing was asked of the product; a "
			     "first one: azlcts init product\n");
}

void scenarios_release(struct scenarios *s)
{
	struct error ignored = ERROR_INIT;

	machine_disk.free(s->machine);
	kept_leave(&s->kept);
	if (s->work.len)
		fs_remove_tree(buf_str(&s->work), &ignored);
	evidence_free(s->product);
	evidence_free(s->from);
	evidence_free(s->image);
	manifest_release(&s->manifest);
	buf_release(&s->draft);
	buf_release(&s->work);
	arena_release(&s->arena);
}
