/* SPDX-License-Identifier: MIT */
/*
 * Part UNITS, from the image's own systemctl.
 *
 * Two quick questions, `list-units --all` and `list-unit-files`, are joined; `show`, which costs
 * a millisecond a unit, is asked only of units that are neither active nor inactive.  A unit file
 * whose unit is not in memory is given as loaded and inactive: systemd forgets idle units when it
 * likes, and that must not be a difference.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/subprocess.h"
#include "collect/live.h"
#include "collect/part.h"
#include "collect/paths.h"
#include "collect/root_text.h"

enum { UNITS_MAX = 20000, TROUBLED_MAX = 200 };

struct unit {
	const char *name; /* texts point into the answers */
	const char *load;
	const char *active;
	const char *sub;
	const char *file_state;
	const char *preset;
	const char *result;
};

struct units {
	struct unit *items;
	size_t count;
	size_t cap;
	size_t sorted; /* as many are sorted by name */
};

static void units_release(struct units *u)
{
	free(u->items);
}

/* Units that are no property of the image: hardware, sessions, our own. */
static const char *const not_ours[] = {
	"*.device",	      "*.scope",    "*.slice",	  "azlcts-*",	       "user@*",
	"user-runtime-dir@*", "session-*",  "run-user-*", "run-credentials-*", "dev-disk-*",
	"run-azlcts*",	      "blockdev@*",
};

/* Started on demand or by a clock, and ending on their own: running or not is chance. */
static const char *const chance[] = {
	"systemd-hostnamed.service",
	"systemd-localed.service",
	"systemd-timedated.service",
	"systemd-tmpfiles-clean.service",
	"dnf-makecache.service",
	"dnf5-makecache.service",
	"fstrim.service",
	"logrotate.service",
	"man-db.service",
	"proc-sys-fs-binfmt_misc.mount",
	"systemd-mountfsd.service",
	"systemd-nsresourced.service",
};

static bool is_one_of(const char *const *globs, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (path_matches(globs[i], name))
			return true;
	return false;
}

static int systemctl(const char *const *argv, unsigned seconds, const struct cancel *cancel,
		     struct subprocess_result *r, struct part_state *part, struct error *err)
{
	struct subprocess what = {
		.argv = argv, .timeout_ms = seconds * 1000, .max_output = 8U << 20, .cancel = cancel
	};
	struct error reason = ERROR_INIT;
	char how[64];

	if (subprocess_run(&what, r, &reason) < 0) {
		if (reason.code == ECANCELED) {
			*err = reason;
			return -err->code;
		}
		part_fail(part, "%s", reason.text);
	} else if (!subprocess_ok(r)) {
		part_fail(part, "systemctl %s %s: %.200s", argv[1], subprocess_how(r, how),
			  buf_str(&r->err));
	}
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct unit *x = a;
	const struct unit *y = b;

	return strcmp(x->name, y->name);
}

static struct unit *find_unit(const struct units *u, const char *name)
{
	struct unit key = { .name = name };

	if (u->sorted == 0)
		return NULL;
	return bsearch(&key, u->items, u->sorted, sizeof(*u->items), by_name);
}

static void sort_units(struct units *u)
{
	if (u->count > 0)
		qsort(u->items, u->count, sizeof(*u->items), by_name);
	u->sorted = u->count;
}

static struct unit *add_unit(struct units *u, const char *name, struct error *err)
{
	if (u->count == u->cap) {
		size_t cap = u->cap ? 2 * u->cap : 512;
		struct unit *items = reallocarray(u->items, cap, sizeof(*items));

		if (!items) {
			error_memory(err);
			return NULL;
		}
		u->items = items;
		u->cap = cap;
	}
	u->items[u->count] = (struct unit){ name, "loaded", "inactive", "dead", "", "", "" };
	return &u->items[u->count++];
}

/* "sshd.service loaded active running OpenSSH server daemon" */
static int read_loaded(struct units *u, char *text, struct error *err)
{
	char *line;

	while ((line = text_line(&text)) != NULL && u->count < UNITS_MAX) {
		struct fields f = { line };
		const char *name = fields_word(&f);
		const char *load = fields_word(&f);
		const char *active = fields_word(&f);
		const char *sub = fields_word(&f);
		struct unit *unit;

		if (!sub || is_one_of(not_ours, ARRAY_SIZE(not_ours), name))
			continue;
		unit = add_unit(u, name, err);
		if (!unit)
			return -err->code;
		unit->load = load;
		unit->active = active;
		unit->sub = sub;
	}
	sort_units(u);
	return 0;
}

/* "sshd.service enabled enabled": name, state, what the preset says ("-": nothing) */
static int read_files(struct units *u, char *text, struct error *err)
{
	char *line;

	while ((line = text_line(&text)) != NULL && u->count < UNITS_MAX) {
		struct fields f = { line };
		const char *name = fields_word(&f);
		const char *state = fields_word(&f);
		const char *preset = fields_word(&f);
		struct unit *unit;

		if (!state || is_one_of(not_ours, ARRAY_SIZE(not_ours), name) ||
		    streq(state, "transient"))
			continue;
		unit = find_unit(u, name);
		if (!unit)
			unit = add_unit(u, name, err);
		if (!unit)
			return -err->code;
		unit->file_state = state;
		unit->preset = preset && !streq(preset, "-") ? preset : "";
		if (streq(state, "masked") || streq(state, "masked-runtime"))
			unit->load = "masked";
	}
	sort_units(u);
	return 0;
}

static bool is_troubled(const struct unit *unit)
{
	return !streq(unit->active, "active") && !streq(unit->active, "inactive");
}

/* The results of units that failed or are on their way: "Id=...", "Result=..." a unit. */
static int read_results(struct units *u, const struct cancel *cancel,
			struct subprocess_result *answer, struct part_state *part,
			struct error *err)
{
	const char *argv[TROUBLED_MAX + 8] = { "systemctl", "show", "--no-pager",
					       "--property=Id,Result", "--" };
	size_t count = 5;
	struct unit *unit = NULL;
	char *rest;
	char *line;
	int ret;

	for (size_t i = 0; i < u->count && count < TROUBLED_MAX; i++)
		if (is_troubled(&u->items[i]))
			argv[count++] = u->items[i].name;
	if (count == 5)
		return 0;
	ret = systemctl(argv, 30, cancel, answer, part, err);
	rest = answer->out.data;
	/* Result comes before Id or after it, as systemd likes; an empty line ends a unit. */
	for (const char *result = NULL; ret == 0 && (line = text_line(&rest)) != NULL;) {
		if (starts_with(line, "Id="))
			unit = find_unit(u, line + 3);
		else if (starts_with(line, "Result="))
			result = line + 7;
		if (unit && result)
			unit->result = result;
		if (!*line) {
			unit = NULL;
			result = NULL;
		}
	}
	return ret;
}

/* Kinds of units that end with a result (systemd.exec(5), org.freedesktop.systemd1(5)). */
static bool has_result(const char *name)
{
	static const char *const kinds[] = { ".service", ".socket", ".mount",	 ".swap",
					     ".timer",	 ".path",   ".automount" };

	for (size_t i = 0; i < ARRAY_SIZE(kinds); i++)
		if (ends_with(name, kinds[i]))
			return true;
	return false;
}

/* systemd.unit(5), system unit search path: the first that has the file. */
static void find_unit_file(int root_fd, const char *name, struct buf *out)
{
	static const char *const folders[] = {
		"/etc/systemd/system.control", "/run/systemd/system.control",
		"/run/systemd/transient",      "/run/systemd/generator.early",
		"/etc/systemd/system",	       "/run/systemd/system",
		"/run/systemd/generator",      "/usr/local/lib/systemd/system",
		"/usr/lib/systemd/system",     "/run/systemd/generator.late",
	};
	const char *at = strchr(name, '@');
	const char *dot = strrchr(name, '.');
	char template[300] = "";

	buf_clear(out);
	if (at && dot && at < dot && at[1] != '.')
		snprintf(template, sizeof(template), "%.*s%s", (int)(at - name + 1), name, dot);
	for (size_t i = 0; i < 2 * ARRAY_SIZE(folders); i++) {
		const char *file = i < ARRAY_SIZE(folders) ? name : template;
		struct stat st;

		buf_clear(out);
		if (!*file)
			return;
		buf_addf(out, "%s/%s", folders[i % ARRAY_SIZE(folders)], file);
		if (out->failed ||
		    fstatat(root_fd, buf_str(out) + 1, &st, AT_SYMLINK_NOFOLLOW) == 0)
			return;
	}
	buf_clear(out);
}

static const char *result_of(const struct unit *unit)
{
	if (is_troubled(unit))
		return unit->result;
	return has_result(unit->name) && !streq(unit->load, "not-found") ? "success" : "";
}

/* Another name has the state of the unit it stands for; NULL: that is not there. */
static const struct unit *follow_alias(int root_fd, const struct units *u, const struct unit *unit,
				       const char *path)
{
	char target[4096];
	ssize_t n;

	if (!streq(unit->file_state, "alias") || !*path)
		return unit;
	n = readlinkat(root_fd, path + 1, target, sizeof(target) - 1);
	if (n <= 0)
		return unit;
	target[n] = '\0';
	return find_unit(u, fs_basename(target));
}

static int put_unit(int root_fd, const struct units *u, const struct unit *named,
		    const struct sink *sink, struct error *err)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	struct row row = row_of(TABLE_unit);
	const struct unit *unit;
	bool by_chance;
	int ret = 0;

	find_unit_file(root_fd, named->name, &path);
	unit = follow_alias(root_fd, u, named, buf_str(&path));
	if (!unit)
		unit = named;
	by_chance =
		is_one_of(chance, ARRAY_SIZE(chance), unit->name) && !streq(unit->active, "failed");

	if (by_chance)
		ret = sink_volatile(sink, PART_UNITS, named->name, unit->active, err);
	row_text(&row, named->name);
	row_text(&row, unit->load);
	row_text(&row, by_chance ? NULL : unit->active);
	row_text(&row, by_chance ? NULL : unit->sub);
	row_text(&row, named->file_state);
	row_text(&row, named->preset);
	row_text(&row, result_of(unit));
	row_text(&row, buf_str(&path));
	return ret < 0 ? ret : sink_put(sink, &row, err);
}

static int put_boot(const struct sink *sink, const char *key, const char *value, struct error *err)
{
	struct row row = row_of(TABLE_boot);

	row_text(&row, key);
	row_text(&row, value);
	return sink_put(sink, &row, err);
}

/* The first word of what systemctl says; "" when it fails. */
static void ask(const char *const *argv, const struct cancel *cancel, char out[256])
{
	struct subprocess what = { .argv = argv, .timeout_ms = 20000, .cancel = cancel };
	AUTO(subprocess_result) struct subprocess_result r = SUBPROCESS_RESULT_INIT;
	struct error ignored = ERROR_INIT;

	*out = '\0';
	/* is-system-running says "degraded" with status 1 */
	if (subprocess_run(&what, &r, &ignored) == 0 && r.end == SUBPROCESS_EXITED)
		snprintf(out, 256, "%.*s", (int)strcspn(buf_str(&r.out), "\n"), buf_str(&r.out));
}

/* The target that was aimed at counts when it was reached. */
static int put_boot_facts(const struct units *u, const struct sink *sink,
			  const struct cancel *cancel, struct error *err)
{
	static const char *const target_argv[] = { "systemctl",	 "show",
						   "--no-pager", "--property=Id",
						   "--value",	 "default.target",
						   NULL };
	static const char *const state_argv[] = { "systemctl", "is-system-running", NULL };
	const struct unit *unit;
	char word[256];
	int ret = 0;

	ask(target_argv, cancel, word);
	unit = find_unit(u, word);
	if (unit && streq(unit->active, "active"))
		ret = put_boot(sink, "target", word, err);
	ask(state_argv, cancel, word);
	if (ret == 0 && *word)
		ret = put_boot(sink, "systemd_state", word, err);
	return ret;
}

/* The questions that take long, their answers, and what went wrong. */
struct units_answer {
	const struct cancel *cancel;
	struct subprocess_result loaded;
	struct subprocess_result files;
	struct part_state part;
	struct error err;
	pthread_t thread;
	bool running;
};

static void *ask_both(void *arg)
{
	static const char *const loaded_argv[] = { "systemctl",	 "list-units", "--all",
						   "--plain",	 "--full",     "--no-legend",
						   "--no-pager", NULL };
	static const char *const files_argv[] = { "systemctl",	 "list-unit-files", "--full",
						  "--no-legend", "--no-pager",	    NULL };
	struct units_answer *a = arg;

	if (systemctl(loaded_argv, 30, a->cancel, &a->loaded, &a->part, &a->err) == 0 &&
	    a->part.failures == 0)
		systemctl(files_argv, 30, a->cancel, &a->files, &a->part, &a->err);
	return NULL;
}

int units_ask(struct units_answer **out, const struct cancel *cancel, struct error *err)
{
	struct units_answer *a = calloc(1, sizeof(*a));

	if (!a)
		return error_memory(err);
	a->cancel = cancel;
	a->running = pthread_create(&a->thread, NULL, ask_both, a) == 0;
	if (!a->running)
		ask_both(a);
	*out = a;
	return 0;
}

static void wait_for_answer(struct units_answer *a)
{
	if (a->running)
		pthread_join(a->thread, NULL);
	a->running = false;
}

void units_answer_free(struct units_answer *a)
{
	if (!a)
		return;
	wait_for_answer(a);
	subprocess_result_release(&a->loaded);
	subprocess_result_release(&a->files);
	free(a);
}

int collect_units(int root_fd, struct units_answer *answer, const struct sink *sink,
		  const struct cancel *cancel, struct error *err)
{
	AUTO(subprocess_result) struct subprocess_result results = SUBPROCESS_RESULT_INIT;
	AUTO(units) struct units u = { 0 };
	struct part_state *part = &answer->part;
	int ret;

	wait_for_answer(answer);
	if (answer->err.code) {
		*err = answer->err;
		return -err->code;
	}
	if (part->failures > 0)
		return part_end(part, PART_UNITS, sink, err);
	ret = read_loaded(&u, answer->loaded.out.data, err);
	if (ret == 0)
		ret = read_files(&u, answer->files.out.data, err);
	if (u.count >= UNITS_MAX)
		part_fail(part, "more than %d units", UNITS_MAX);
	if (ret == 0)
		ret = read_results(&u, cancel, &results, part, err);
	for (size_t i = 0; i < u.count && ret == 0; i++)
		ret = put_unit(root_fd, &u, &u.items[i], sink, err);
	if (ret == 0)
		ret = put_boot_facts(&u, sink, cancel, err);
	return ret < 0 ? ret : part_end(part, PART_UNITS, sink, err);
}
