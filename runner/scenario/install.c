/* SPDX-License-Identifier: MIT */
#include "scenario/install.h"

enum { WORDS_MAX = 120, WORDS_LONG = 100, SECONDS = 300 };

/*
 * No repository is defined in the folder of packages, so that none is asked: what comes, came as a
 * file.  The option is dnf4's, dnf5's and tdnf's alike.
 */
#define NO_REPOSITORIES "--setopt=reposdir=" MACHINE_FOLDER

struct package_tool {
	const char *name;
	const char *path;
	const char *install[6];
	const char *erase[6];
};

static const struct package_tool tools[] = {
	{ "dnf5",
	  "/usr/bin/dnf5",
	  { "dnf5", "-y", NO_REPOSITORIES, "install" },
	  { "dnf5", "-y", NO_REPOSITORIES, "remove" } },
	{ "dnf",
	  "/usr/bin/dnf",
	  { "dnf", "-y", NO_REPOSITORIES, "install" },
	  { "dnf", "-y", NO_REPOSITORIES, "remove" } },
	{ "tdnf",
	  "/usr/bin/tdnf",
	  { "tdnf", "-y", NO_REPOSITORIES, "install" },
	  { "tdnf", "-y", NO_REPOSITORIES, "remove" } },
	{ "rpm", "/usr/bin/rpm", { "rpm", "-U" }, { "rpm", "-e" } },
};

const struct package_tool *package_tool_find(struct evidence *before)
{
	for (size_t i = 0; i < ARRAY_SIZE(tools); i++) {
		AUTO(buf) struct buf there = BUF_INIT(BUF_LINE);

		if (evidence_text(before, &there, "SELECT path FROM file WHERE path = ?1",
				  tools[i].path))
			return &tools[i];
	}
	return NULL;
}

const char *package_tool_name(const struct package_tool *tool)
{
	return tool ? tool->name : "a package manager";
}

static unsigned seconds(const struct visit *v)
{
	return v->e->plan->manifest->seconds ? v->e->plan->manifest->seconds : SECONDS;
}

struct words {
	const char *argv[WORDS_MAX + 1];
	size_t count;
	struct buf text; /* of those that are made here */
};

static void words_add(struct words *w, const char *const *more)
{
	for (; *more && w->count < WORDS_MAX; more++)
		w->argv[w->count++] = *more;
	w->argv[w->count] = NULL;
}

/* Paths of the files, each with its NUL, one after the other. */
static void words_add_files(struct words *w, const struct machine_file *files, size_t count)
{
	const char *at;

	for (size_t i = 0; i < count; i++) {
		buf_addf(&w->text, "%s/%s", MACHINE_FOLDER, files[i].name);
		buf_addc(&w->text, '\0');
	}
	at = buf_str(&w->text);
	for (size_t i = 0; i < count && w->count < WORDS_MAX; i++) {
		w->argv[w->count++] = at;
		at += strlen(at) + 1;
	}
	w->argv[w->count] = NULL;
}

/* More than a command may have words are named by the guest's shell. */
static void words_add_all(struct words *w)
{
	static const char *const shell[] = { "sh", "-c", "exec \"$@\" " MACHINE_FOLDER "/*.rpm",
					     "sh", NULL };

	words_add(w, shell);
}

/* What rpm has of the names, in `r`; true: all of them, or, with `none`, none at all. */
static int ask_rpm(struct visit *v, const struct text_list *names, bool none, bool *right,
		   struct reply *r, struct error *err)
{
	static const char *const query[] = { "rpm", "-q", NULL };
	struct words w = { 0 };
	int ret;

	words_add(&w, query);
	for (size_t i = 0; i < names->count && w.count < WORDS_MAX; i++)
		w.argv[w.count++] = names->items[i];
	w.argv[w.count] = NULL;
	ret = visit_command(v, w.argv, 0, r, err);
	/* rpm's exit status is how many are not there */
	*right = r->given && r->exited && r->code == (none ? (int64_t)w.count - 2 : 0);
	return ret;
}

static int transaction(struct visit *v, const struct machine_file *files, size_t count,
		       struct said *s, struct error *err)
{
	AUTO(reply) struct reply r = REPLY_INIT;
	struct words w = { .text = BUF_INIT(BUF_LINE) };
	int ret;

	if (!v->e->tool) {
		buf_add(&s->observed, "the image has neither dnf5, dnf, tdnf nor rpm");
		return 0;
	}
	if (count > WORDS_LONG)
		words_add_all(&w);
	words_add(&w, v->e->tool->install);
	if (count <= WORDS_LONG)
		words_add_files(&w, files, count);
	if (w.text.failed) {
		buf_release(&w.text);
		return error_memory(err);
	}
	ret = visit_change(v, w.argv, seconds(v), files, count, &r, err);
	buf_release(&w.text);
	if (r.given)
		said_reply(s, &r);
	s->passed = r.given && r.exited && r.code == 0;
	return ret;
}

static void say_not(struct said *s, const char *what, const struct reply *r)
{
	s->passed = false;
	buf_clear(&s->observed);
	buf_addf(&s->observed, "%s, and ", what);
	said_reply(s, r);
}

int install_packages(struct visit *v, const struct move *m UNUSED, struct said *s,
		     struct error *err)
{
	AUTO(reply) struct reply r = REPLY_INIT;
	bool right = false;
	int ret = transaction(v, v->e->plan->packages, v->e->plan->packages_count, s, err);

	if (ret < 0 || !s->passed)
		return ret;
	ret = ask_rpm(v, v->e->plan->installs, false, &right, &r, err);
	if (r.given && !right)
		say_not(s, "exit status 0, but not all is installed", &r);
	return ret;
}

int upgrade_packages(struct visit *v, const struct move *m UNUSED, struct said *s,
		     struct error *err)
{
	AUTO(reply) struct reply old = REPLY_INIT;
	AUTO(reply) struct reply new = REPLY_INIT;
	bool right = false;
	int ret = ask_rpm(v, v->e->plan->erase, false, &right, &old, err);

	if (!ret)
		ret = transaction(v, v->e->plan->upgrades, v->e->plan->upgrades_count, s, err);
	if (ret < 0 || !s->passed)
		return ret;
	ret = ask_rpm(v, v->e->plan->erase, false, &right, &new, err);
	if (new.given && !right)
		say_not(s, "exit status 0, but not all is installed", &new);
	else if (new.given && streq(buf_str(&old.out), buf_str(&new.out)))
		say_not(s, "exit status 0, but nothing was upgraded", &new);
	return ret;
}

int erase_packages(struct visit *v, const struct move *m UNUSED, struct said *s, struct error *err)
{
	AUTO(reply) struct reply r = REPLY_INIT;
	AUTO(reply) struct reply left = REPLY_INIT;
	const struct text_list *names = v->e->plan->erase;
	struct words w = { 0 };
	bool right = false;
	int ret;

	if (!v->e->tool) {
		buf_add(&s->observed, "the image has neither dnf5, dnf, tdnf nor rpm");
		return 0;
	}
	words_add(&w, v->e->tool->erase);
	for (size_t i = 0; i < names->count && w.count < WORDS_MAX; i++)
		w.argv[w.count++] = names->items[i];
	w.argv[w.count] = NULL;
	ret = visit_change(v, w.argv, seconds(v), NULL, 0, &r, err);
	if (r.given)
		said_reply(s, &r);
	s->passed = r.given && r.exited && r.code == 0;
	if (ret < 0 || !s->passed)
		return ret;
	ret = ask_rpm(v, names, true, &right, &left, err);
	if (left.given && !right)
		say_not(s, "exit status 0, but not all is gone", &left);
	return ret;
}
