/* SPDX-License-Identifier: MIT */
/*
 * Scriptlets: their interpreters, and the commands that they call.
 *
 * - rpm runs them with PATH=/sbin:/bin:/usr/sbin:/usr/bin:/usr/X11R6/bin (%_install_script_path).
 * - <lua> is part of rpm (rpm-lua(7)), and the only one; a trigger's scripts run as others do.
 * - Before %pre nothing of its own package is there, before %pretrans nothing of the transaction
 *   (rpm-scriptlets(7)); after %postun its own files are gone.
 * - Of a product, the image it is for counts as well as its own packages and what they require:
 *   whether a requirement can be had is for the kinds closure and installable.
 */
#include <stdio.h>

#include "judge/image.h"
#include "judge/shell.h"
#include "judge/supply.h"
#include "model/kind.h"

struct scriptlets_args {
	struct text_list packages;
	struct text_list except;
	struct text_list forbidden;
	struct text_list allowed;
	int commands;
};

#define AT(member, T) .offset = FIELD_OF(struct scriptlets_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "allowed", .type = FIELD_LIST, AT(allowed, struct text_list),
	  .help = "globs of commands that may be absent" },
	{ .key = "commands", .type = FIELD_BOOL, AT(commands, int),
	  .help = "true: the commands that shell scriptlets call are there as well", .fallback = "false" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of names of packages that are not judged" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "commands that no scriptlet may call, such as rpm and dnf, which wait for the lock it holds" },
	{ .key = "packages", .type = FIELD_LIST, AT(packages, struct text_list),
	  .help = "globs of names of packages that are judged", .fallback = "*" },
	{ 0 }
};

static const char query[] =
	"SELECT s.nevra, p.name, s.kind, s.interpreter, s.body FROM package_script s "
	"JOIN package p ON p.nevra = s.nevra ORDER BY 1, 3, 4, 5";
/* clang-format on */

enum { NEVRA, NAME, KIND, INTERPRETER, BODY };

/* Is this there?  Asked of each program once. */
struct answer {
	const char *path;
	bool there;
};

struct judging {
	const struct scriptlets_args *a;
	struct evidence *ev;
	struct evidence *image; /* where scriptlets run: the evidence itself, but for a product */
	struct findings *out;
	struct arena arena;
	struct answer *answers;
	size_t answers_count;
	size_t answers_cap;
	size_t judged;
};

static int check_args(const void *args, struct error *err)
{
	const struct scriptlets_args *a = args;

	if (a->allowed.count && a->commands != 1)
		return error_input(err, "allowed: needs commands: true");
	for (size_t i = 0; i < a->forbidden.count; i++)
		if (strchr(a->forbidden.items[i], '/'))
			return error_input(err, "forbidden: %s: names of commands, without a path",
					   a->forbidden.items[i]);
	return 0;
}

static bool of_product(const struct judging *j)
{
	return j->image != j->ev;
}

/* A file that may be executed. */
static bool is_program(struct judging *j, const char *path)
{
	AUTO(cursor)
	struct cursor c = cursor_open(j->image,
				      "SELECT 1 FROM file WHERE path = ?1 AND type = 'file' AND "
				      "(mode IS NULL OR mode & 73)", /* 0111 */
				      1, &path);

	return cursor_next(&c);
}

static bool in_image(struct judging *j, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	bool there;

	for (size_t i = 0; i < j->answers_count; i++)
		if (streq(j->answers[i].path, path))
			return j->answers[i].there;
	there = image_real_path(j->image, path, &real) && is_program(j, buf_str(&real));
	if (j->answers_count == j->answers_cap) {
		size_t cap = j->answers_cap ? 2 * j->answers_cap : 64;
		struct answer *answers = reallocarray(j->answers, cap, sizeof(*answers));

		if (!answers)
			return there;
		j->answers = answers;
		j->answers_cap = cap;
	}
	j->answers[j->answers_count].path = arena_strdup(&j->arena, path);
	j->answers[j->answers_count].there = there;
	j->answers_count += j->answers[j->answers_count].path != NULL;
	return there;
}

/* A row for these two texts? */
static bool any(struct judging *j, const char *sql, const char *one, const char *two)
{
	AUTO(cursor) struct cursor c = cursor_open(j->ev, sql, 2, (const char *[]){ one, two });

	return cursor_next(&c);
}

/* The product itself brings it, for this phase early or long enough. */
static bool in_product(struct judging *j, const char *nevra, const char *kind, const char *path)
{
	bool early = streq(kind, "pre") || streq(kind, "pretrans");
	bool late = streq(kind, "postun") || streq(kind, "postuntrans");

	if (!of_product(j) || streq(kind, "pretrans"))
		return false;
	if (any(j,
		early ? "SELECT 1 FROM package_dep WHERE nevra = ?1 AND name = ?2 AND "
			"kind = 'requires-pre'"
		      : "SELECT 1 FROM package_dep WHERE nevra = ?1 AND name = ?2 AND "
			"kind = 'requires'",
		nevra, path))
		return true;
	if (early) /* another package of the product may come later */
		return false;
	return any(j,
		   late ? "SELECT 1 FROM package_file WHERE nevra <> ?1 AND path = ?2"
			: "SELECT 1 FROM package_file WHERE ?1 = ?1 AND path = ?2",
		   nevra, path);
}

static bool is_there(struct judging *j, const char *nevra, const char *kind, const char *path)
{
	return in_image(j, path) || in_product(j, nevra, kind, path);
}

/* In one of the folders of PATH; a requirement by the command's own name will do. */
static bool is_in_path(struct judging *j, const char *nevra, const char *kind, const char *name)
{
	static const char *const folders[] = { "/usr/bin", "/usr/sbin", "/bin", "/sbin",
					       "/usr/X11R6/bin" };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", folders[i], name);
		if (is_there(j, nevra, kind, buf_str(&path)))
			return true;
	}
	return in_product(j, nevra, kind, name);
}

/*
 * The first requirement of the product that the image does not meet: what it brings is not known
 * here.  NULL: none.
 */
static const char *brought_along(struct judging *j, const char *nevra, const char *kind)
{
	AUTO(cursor) struct cursor c = { 0 };

	if (!of_product(j) || streq(kind, "pretrans"))
		return NULL;
	c = cursor_open(
		j->ev,
		"SELECT DISTINCT name FROM package_dep d WHERE nevra = ?1 AND kind = ?2 "
		"AND name NOT LIKE '/%' AND name NOT LIKE 'rpmlib(%' AND NOT EXISTS (SELECT 1 "
		"FROM package_dep o WHERE o.kind = 'provides' AND o.name = d.name) ORDER BY 1",
		2, (const char *[]){ nevra, streq(kind, "pre") ? "requires-pre" : "requires" });
	while (cursor_next(&c)) {
		AUTO(cursor)
		struct cursor met = cursor_open(j->image,
						"SELECT 1 FROM package_dep WHERE name = ?1 AND "
						"kind = 'provides'",
						1, (const char *[]){ cursor_text(&c, 0) });

		if (!cursor_next(&met))
			return arena_strdup(&j->arena, cursor_text(&c, 0));
	}
	return NULL;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void judge_command(struct judging *j, const struct cursor *c,
			  const struct shell_command *command, bool sources)
{
	const char *nevra = cursor_text(c, NEVRA);
	const char *kind = cursor_text(c, KIND);
	const char *name = command->name;
	const char *brought;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	if (text_list_has(&j->a->forbidden, last_part(name))) {
		buf_addf(&expected, "a %%%s that does not call %s", kind, last_part(name));
		finding_fail(j->out, nevra, buf_str(&expected), "%%%s calls %s", kind, name);
		return;
	}
	if (j->a->commands != 1 || command->guarded || image_matches(&j->a->allowed, name) ||
	    image_matches(&j->a->allowed, last_part(name)))
		return;
	if (*name == '/' ? is_there(j, nevra, kind, name) : is_in_path(j, nevra, kind, name))
		return;
	brought = brought_along(j, nevra, kind);
	if (sources && *name != '/')
		brought = "a file that it reads";
	if (brought) {
		finding_unchecked(j->out, nevra, "whether %%%s finds %s: %s may bring it", kind,
				  name, brought);
		return;
	}
	finding_fail(j->out, nevra, "commands that are there when a scriptlet calls them",
		     "%%%s calls %s, which no package in the image has%s", kind, name,
		     of_product(j) ? "; not required" : "");
}

static bool is_shell(const char *program)
{
	static const char *const shells[] = { "sh", "bash", "dash", "ash", "ksh" };

	for (size_t i = 0; i < ARRAY_SIZE(shells); i++)
		if (streq(last_part(program), shells[i]))
			return true;
	return false;
}

static void judge_body(struct judging *j, const struct cursor *c, const char *program)
{
	AUTO(shell_script) struct shell_script script = { 0 };

	if ((j->a->commands != 1 && !j->a->forbidden.count) || !is_shell(program) ||
	    !*cursor_text(c, BODY))
		return;
	shell_read(&script, cursor_text(c, BODY));
	for (size_t i = 0; i < script.count; i++)
		judge_command(j, c, &script.items[i], script.sources);
	if (script.broken)
		finding_unchecked(j->out, cursor_text(c, NEVRA),
				  "the commands of %%%s behind what cannot be read: %s",
				  cursor_text(c, KIND), script.broken);
}

static void judge_script(struct judging *j, const struct cursor *c)
{
	const char *interpreter = cursor_text(c, INTERPRETER);
	const char *kind = cursor_text(c, KIND);
	AUTO(buf) struct buf program = BUF_INIT(BUF_LINE);

	j->judged++;
	buf_addn(&program, interpreter, strcspn(interpreter, " \t"));
	if (streq(buf_str(&program), "<lua>")) /* built into rpm */
		return;
	if (*buf_str(&program) != '/')
		finding_fail(j->out, cursor_text(c, NEVRA), "an interpreter with its path",
			     "%%%s is run by '%s'", kind, interpreter);
	else if (!is_there(j, cursor_text(c, NEVRA), kind, buf_str(&program)))
		finding_fail(j->out, cursor_text(c, NEVRA),
			     "an interpreter that is there when the scriptlet runs",
			     "%%%s is run by %s, which no package in the image has%s", kind,
			     buf_str(&program),
			     !of_product(j)	       ? ""
			     : streq(kind, "pretrans") ? ", and nothing is installed before it"
			     : streq(kind, "pre")      ? "; not required for %pre"
						       : "; not required");
	judge_body(j, c, buf_str(&program));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct evidence *image = evidence_image(ev);
	struct judging j = { .a = args, .ev = ev, .image = image ? image : ev, .out = out };
	struct supply who = SUPPLY_INIT;
	AUTO(cursor) struct cursor c = { 0 };

	supply_cast(&who, ev);
	if (!image && who.product) {
		finding_lacks(out, AGAINST_IMAGE,
			      "no image was given to judge the product on: --image");
		return;
	}
	if (!(evidence_complete(j.image) & EVIDENCE(FILES))) {
		finding_missing(out, "the files of the image were not collected");
		return;
	}
	c = cursor_open(ev, query, 0, NULL);
	while (cursor_next(&c))
		if (image_matches(&j.a->packages, cursor_text(&c, NAME)) &&
		    !image_matches(&j.a->except, cursor_text(&c, NAME)))
			judge_script(&j, &c);
	finding_pass(out, "scriptlets", "%zu looked at", j.judged);
	arena_release(&j.arena);
	free(j.answers);
}

const struct check_kind check_scriptlets = {
	.name = "scriptlets",
	.summary = "Scriptlets find their interpreters and the commands that they call",
	.example = "{commands: true, forbidden: [rpm, dnf, yum]}",
	.needs = EVIDENCE(PACKAGES) | EVIDENCE(FILES),
	.args_size = sizeof(struct scriptlets_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
