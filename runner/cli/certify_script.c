/* SPDX-License-Identifier: MIT */
#include "cli/certify_script.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "script/script.h"
#include "version.h"

enum { OS_RELEASE_MAX = 64 << 10, LAST_LINES = 8, ENV_MAX = 100, SCRIPT_FILE_MAX = 200 << 20 };

struct certified {
	const struct context *context;
	const struct certify_script *options;
	const char *root;
	const char *scratch;
	struct script_how how;
	struct doc *doc;
	int status;
};

/* Does this path say which system it is? */
static bool is_identity(const char *path)
{
	static const char *const globs[] = { "/etc/*release*",	    "/usr/lib/*release*",
					     "/etc/*version",	    "/etc/issue*",
					     "/proc/version",	    "/proc/sys/kernel/*",
					     "/etc/system-release*" };

	for (size_t i = 0; i < ARRAY_SIZE(globs); i++)
		if (str_glob(globs[i], path))
			return true;
	return false;
}

static bool is_change(const struct script_event *e)
{
	return e->standin && e->status != -1 && !streq(e->purpose, "query") &&
	       !streq(e->purpose, "download");
}

/* Has it got as far as to fetch or to install something? */
static bool has_begun(const struct script_result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->events[i].standin && !streq(r->events[i].purpose, "query"))
			return true;
	return false;
}

/* It ended well, and did nothing: it may have taken the system for one it has nothing to do on. */
static bool is_idle(const struct script_result *r)
{
	return r->end == SCRIPT_EXITED && r->code == 0 && !r->wrote && !r->dropped && !has_begun(r);
}

static const char *verdict_of(const struct script_result *r)
{
	if (r->end != SCRIPT_EXITED || r->full || r->processes_refused || is_idle(r))
		return "ended-otherwise";
	if (r->code == 0)
		return "went-through";
	/* what it began may be among what was not kept */
	return has_begun(r) || r->dropped ? "ended-otherwise" : "refused";
}

static void put_line(struct doc *row, unsigned line)
{
	if (line)
		doc_set_int(row, "line", line);
}

static struct doc *put_path(struct doc *list, const struct script_event *e)
{
	struct doc *row = doc_add(list, doc_object());

	put_line(row, e->line);
	doc_set_text(row, "how", e->deed == SCRIPT_READ ? "read" : "looked-for");
	doc_set_text(row, "path", e->text);
	doc_set_bool(row, "there", e->there);
	return row;
}

static void put_command(struct doc *list, const struct script_event *e)
{
	struct doc *row = doc_add(list, doc_object());

	put_line(row, e->line);
	doc_set_text(row, "command", e->text);
	doc_set_text(row, "answered",
		     !e->standin       ? "itself"
		     : e->status == -1 ? "the image's own program"
				       : "recorder");
	if (e->standin && e->status >= 0)
		doc_set_int(row, "status", e->status);
}

static void put_downloads(struct doc *list, const struct script_event *e)
{
	for (size_t i = 0; i < e->urls.count; i++) {
		struct doc *row = doc_add(list, doc_object());

		put_line(row, e->line);
		doc_set_text(row, "url", e->urls.items[i]);
		doc_set_bool(row, "answered", e->status == 0);
	}
}

static void put_events(struct doc *d, const struct script_result *r)
{
	struct doc *identity = doc_set(d, "identity", doc_list());
	struct doc *paths = doc_set(d, "paths", doc_list());
	struct doc *run = doc_set(d, "commands", doc_list());
	struct doc *downloads = doc_set(d, "downloads", doc_list());
	struct doc *changes = doc_set(d, "changes", doc_list());
	struct doc *connections = doc_set(d, "connections", doc_list());
	size_t ran = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct script_event *e = &r->events[i];

		if (e->deed == SCRIPT_READ || e->deed == SCRIPT_LOOK)
			put_path(is_identity(e->text) ? identity : paths, e);
		if (e->deed == SCRIPT_CONNECT)
			doc_add(connections, doc_text(e->text));
		if (e->deed != SCRIPT_RUN || !ran++) /* the first is the script itself */
			continue;
		put_command(run, e);
		put_downloads(downloads, e);
		if (is_change(e)) {
			struct doc *row = doc_add(changes, doc_object());

			put_line(row, e->line);
			doc_set_text(row, "command", e->text);
			doc_set_text(row, "purpose", e->purpose);
		}
	}
	doc_set_int(d, "dropped", (int64_t)r->dropped);
}

static void put_last_lines(struct doc *list, const char *output)
{
	const char *start = output + strlen(output);
	const char *line;
	size_t len;

	while (start > output && start[-1] == '\n')
		start--;
	for (int n = 0; start > output; start--)
		if (start[-1] == '\n' && ++n == LAST_LINES)
			break;
	while (str_line(&start, &line, &len)) {
		AUTO_FREE char *text = strndup(line, len);

		doc_add(list, doc_text(text));
	}
}

/* uname -r, -a or -v; bash asks for the machine by itself, whenever it starts. */
static bool asks_kernel(const struct script_event *e)
{
	if (e->deed != SCRIPT_RUN)
		return starts_with(e->text, "/proc/version") ||
		       starts_with(e->text, "/proc/sys/kernel/osrelease");
	return (starts_with(e->text, "uname -") || strstr(e->text, "/uname -")) &&
	       strpbrk(strstr(e->text, "uname -") + strlen("uname -"), "rav");
}

static void put_remarks(struct doc *list, const struct script_result *r)
{
	bool kernel = false;

	for (size_t i = 0; i < r->count; i++)
		kernel = kernel || asks_kernel(&r->events[i]);
	if (kernel)
		doc_add(list, doc_text("it asked for the kernel: what answered is this machine's, "
				       "not the image's"));
	if (r->processes_refused)
		doc_add(list, doc_text("more processes than it may have: some were refused"));
	if (r->full)
		doc_add(list, doc_text("it wrote more than it may: no room was left"));
	if (is_idle(r))
		doc_add(list, doc_text("it fetched, installed and wrote nothing: whether it would "
				       "have is not proved"));
	if (!r->traced)
		doc_add(list, doc_text("lines are not known: it is not run by bash"));
}

static void put_end(struct doc *d, const struct script_result *r)
{
	static const char *const ends[] = { [SCRIPT_EXITED] = "exited",
					    [SCRIPT_SIGNALED] = "killed",
					    [SCRIPT_TIMED_OUT] = "timed-out",
					    [SCRIPT_TOO_MUCH_MEMORY] = "memory" };
	struct doc *end = doc_set(d, "end", doc_object());
	struct doc *tests;

	doc_set_text(end, "how", ends[r->end]);
	if (r->end == SCRIPT_EXITED || r->end == SCRIPT_SIGNALED)
		doc_set_int(end, "status", r->code);
	put_line(end, r->line);
	if (*r->last)
		doc_set_text(end, "at", r->last);
	put_last_lines(doc_set(end, "output", doc_list()), r->output);
	tests = doc_set(d, "tests", doc_list());
	for (size_t i = 0; i < r->tests_count; i++) {
		struct doc *row = doc_add(tests, doc_object());

		put_line(row, r->tests[i].line);
		doc_set_text(row, "text", r->tests[i].text);
	}
	put_remarks(doc_set(d, "remarks", doc_list()), r);
}

static int put_image(struct certified *c, struct error *err)
{
	static const char *const keys[] = { "ID",	   "ID_LIKE",	 "NAME",
					    "PRETTY_NAME", "VARIANT_ID", "VERSION_ID" };
	struct doc *image = doc_set(c->doc, "image", doc_object());
	AUTO_CLOSE int root = open(c->root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	/* whatever it is there: a pipe must not keep us */
	AUTO_CLOSE int fd =
		root < 0 ? -1 : fs_open_in_root(root, "/etc/os-release", O_RDONLY | O_NONBLOCK);
	AUTO(buf) struct buf text = BUF_INIT(OS_RELEASE_MAX);
	const char *s, *line;
	struct stat st;
	size_t len;
	int ret = fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ? 0
								       : fs_read_fd(fd, &text, err);

	if (ret)
		return error_wrap(err, "%s: etc/os-release", c->root);
	for (s = buf_str(&text); str_line(&s, &line, &len);) {
		for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
			size_t n = strlen(keys[i]);
			AUTO_FREE char *value = NULL;

			if (len <= n || strncmp(line, keys[i], n) != 0 || line[n] != '=')
				continue;
			if (len > n + 2 && strchr("\"'", line[n + 1]) &&
			    line[len - 1] == line[n + 1])
				value = strndup(line + n + 2, len - n - 3);
			else
				value = strndup(line + n + 1, len - n - 1);
			doc_set_text(image, keys[i], value ? value : "");
		}
	}
	return 0;
}

static int put_head(struct certified *c, struct error *err)
{
	struct doc *tool, *script, *args;
	char digest[SHA256_HEX];
	int ret = sha256_file(c->options->script, digest, err);

	if (ret)
		return ret;
	c->doc = doc_object();
	doc_set_text(c->doc, "schema", "azlcts-script-1");
	tool = doc_set(c->doc, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	script = doc_set(c->doc, "script", doc_object());
	doc_set_text(script, "name", fs_basename(c->options->script));
	doc_set_text(script, "sha256", digest);
	args = doc_set(script, "args", doc_list());
	for (size_t i = 0; i < c->options->args.count; i++)
		doc_add(args, doc_text(c->options->args.items[i]));
	doc_set_text(script, "answer", *c->how.answer == '/' ? "folder" : c->how.answer);
	return put_image(c, err);
}

/* The same with another ID: was what the image is called the reason? */
static int try_id(struct certified *c, const char *id, struct doc *list, struct error *err)
{
	CLEANUP(script_result_release) struct script_result r = { 0 };
	struct doc *row;
	int ret = script_run(&c->how, id, &r, err);

	if (ret)
		return ret;
	row = doc_add(list, doc_object());
	doc_set_text(row, "change", streq(id, "fedora") ? "ID=fedora" : "ID=rhel");
	doc_set_text(row, "verdict", verdict_of(&r));
	doc_set_bool(row, "further", has_begun(&r) || streq(verdict_of(&r), "went-through"));
	put_line(row, r.line);
	return 0;
}

static int run_script(struct certified *c, struct error *err)
{
	static const char *const ids[] = { "fedora", "rhel" };
	CLEANUP(script_result_release) struct script_result r = { 0 };
	struct doc *turns;
	const char *verdict;
	int ret = script_run(&c->how, NULL, &r, err);

	if (ret)
		return ret;
	verdict = verdict_of(&r);
	c->status = streq(verdict, "went-through") ? 0 : streq(verdict, "refused") ? 1 : 4;
	doc_set_text(c->doc, "verdict", verdict);
	doc_set_int(c->doc, "exit", c->status);
	put_end(c->doc, &r);
	put_events(c->doc, &r);
	turns = doc_set(c->doc, "turns", doc_list());
	for (size_t i = 0; !ret && c->status == 1 && i < ARRAY_SIZE(ids); i++)
		ret = try_id(c, ids[i], turns, err);
	return ret;
}

static int check(const struct certify_script *o, const char *image, struct error *err)
{
	struct stat st;

	if (o->env.count > ENV_MAX)
		return error_input(err, "--script-env: more than %d", ENV_MAX);
	for (size_t i = 0; i < o->env.count; i++)
		if (!strchr(o->env.items[i], '=') || *o->env.items[i] == '=')
			return error_input(err, "--script-env %s: NAME=VALUE", o->env.items[i]);
	if (stat(o->script, &st) < 0)
		return error_input(err, "%s: %s", o->script, strerror(errno));
	if (!S_ISREG(st.st_mode) || st.st_size == 0)
		return error_input(err, "%s: is no script", o->script);
	if (st.st_size > SCRIPT_FILE_MAX)
		return error_input(err, "%s: is larger than %d MiB", o->script,
				   SCRIPT_FILE_MAX >> 20);
	if (stat(image, &st) < 0)
		return error_input(err, "%s: %s", image, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return error_input(err,
				   "%s: a script runs in a root directory, and this is none; mount "
				   "the image read-only (guestmount --ro -i -a IMAGE DIR) and give "
				   "that directory",
				   image);
	return 0;
}

static int set_up(struct certified *c, char **answers, struct error *err)
{
	const struct certify_script *o = c->options;
	const char *answer = o->answer ? o->answer : "empty";

	if (!streq(answer, "empty") && !streq(answer, "fail")) {
		*answers = realpath(answer, NULL);
		if (!*answers || !fs_exists(*answers))
			return error_input(err,
					   "--script-answer %s: is neither fail, empty nor a "
					   "folder",
					   answer);
		answer = *answers;
	}
	c->how = (struct script_how){ .root = c->root,
				      .scratch = c->scratch,
				      .recorder = c->context->probe,
				      .script = o->script,
				      .args = o->args,
				      .env = o->env,
				      .answer = answer,
				      .seconds = o->seconds ? o->seconds : SCRIPT_SECONDS,
				      .cancel = c->context->cancel };
	return put_head(c, err);
}

int certify_script(const struct context *context, const struct certify_script *o, const char *image,
		   bool json, struct error *err)
{
	AUTO_FREE char *scratch = fs_join(context->temp_dir, "azlcts.XXXXXX");
	AUTO_FREE char *answers = NULL;
	AUTO(buf) struct buf text = BUF_INIT(BUF_DOCUMENT);
	struct certified c = { .context = context, .options = o, .root = image };
	int ret = check(o, image, err);

	if (ret)
		return ret;
	if (!scratch)
		return error_memory(err);
	if (!mkdtemp(scratch))
		return error_errno(err, "create a folder in %s", context->temp_dir);
	c.scratch = scratch;
	ret = set_up(&c, &answers, err);
	if (!ret)
		ret = run_script(&c, err);
	rmdir(scratch); /* what was written in there was in memory */
	if (!ret && !json)
		certify_script_text(c.doc, context->colour, &text);
	if (!ret)
		ret = put_document(c.doc, json ? NULL : &text, NULL, err);
	doc_free(c.doc);
	return ret ? ret : c.status;
}
