/* SPDX-License-Identifier: MIT */
/* The scripts of a product: the program after "#!", as the kernel and env(1) find it. */
#include "judge/abi/readiness.h"

/* clang-format off */
static const char query[] =
	"SELECT DISTINCT s.interpreter, s.path FROM script s JOIN file f ON f.path = s.path "
	"WHERE f.type = 'file' AND f.mode & 73 ORDER BY s.interpreter, s.path"; /* 73: 0111 */
static const char is_program[] =
	"SELECT 1 FROM file WHERE path = ?1 AND type = 'file' AND mode & 73";
/* clang-format on */

static const char *const env_path[] = { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
					"/usr/bin",	   "/sbin",	     "/bin" };

static bool in_evidence(struct evidence *ev, const char *sql, const char *path, const char *nevra)
{
	AUTO(cursor)
	struct cursor c = cursor_open(ev, sql, nevra ? 2 : 1, (const char *[]){ path, nevra });

	return cursor_next(&c);
}

static bool in_packages(const struct readiness *r, const char *path)
{
	for (size_t i = 0; i < r->answer->packages_count; i++)
		if (in_evidence(r->q->repositories[r->chosen_of[i]],
				"SELECT 1 FROM package_file WHERE path = ?1 AND nevra = ?2", path,
				r->answer->packages[i].nevra))
			return true;
	return false;
}

bool file_is_there(struct readiness *r, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	if (in_packages(r, path) || (starts_with(path, "/usr/") ? in_packages(r, path + 4) : false))
		return true;
	if (!world_real_path(&r->world, path, &real))
		return false;
	if (in_packages(r, buf_str(&real)) ||
	    in_evidence(r->q->image, is_program, buf_str(&real), NULL))
		return true;
	for (size_t i = 0; i < r->q->products_count; i++) {
		const struct ready_product *p = &r->q->products[i];
		AUTO(buf) struct buf at = BUF_INIT(BUF_LINE);

		if (*p->prefix && !world_real_path(&r->world, p->prefix, &at))
			continue;
		if (starts_with(buf_str(&real), buf_str(&at)) &&
		    in_evidence(p->ev, is_program, buf_str(&real) + at.len, NULL))
			return true;
	}
	return false;
}

/* Next word of a line; false: no more. `out` is cleared first. */
static bool next_word(const char **line, struct buf *out)
{
	size_t n;

	*line += strspn(*line, " \t");
	n = strcspn(*line, " \t");
	buf_clear(out);
	buf_addn(out, *line, n);
	*line += n;
	return n > 0;
}

static void missing_program(struct readiness *r, const char *name, const char *object,
			    const char *what)
{
	AUTO(buf) struct buf remedy = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_addf(&path, "%s%s", *name == '/' ? "" : "/usr/bin/", name);
	buf_addf(&remedy, "install what has it: dnf install %s", buf_str(&path));
	r->lacks = buf_str(&path);
	blocked(r, "script", object, buf_str(&remedy), "%s %s, which is not there", what, name);
}

static void judge_path(struct readiness *r, const char *path, const char *object, const char *what)
{
	if (ends_with(path, "\\x0d"))
		blocked(r, "script", object, "end its lines with LF, not CR LF",
			"%s %s: its lines end as in Windows", what, path);
	else if (*path != '/')
		blocked(r, "script", object, "name the program by its whole path",
			"%s %s, which is no absolute path", what, path);
	else if (!file_is_there(r, path) && !choose_file(r, path))
		missing_program(r, path, object, what);
}

static void judge_in_path(struct readiness *r, const char *name, const char *object,
			  const char *what)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < ARRAY_SIZE(env_path); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", env_path[i], name);
		if (file_is_there(r, buf_str(&path)))
			return;
	}
	for (size_t i = 0; i < ARRAY_SIZE(env_path); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", env_path[i], name);
		if (choose_file(r, buf_str(&path)))
			return;
	}
	missing_program(r, name, object, what);
}

/*
 * env(1): options, assignments, then the program.  The kernel hands everything behind env over as
 * one word, which env takes apart only with -S.
 */
static void judge_env(struct readiness *r, const char *rest, const char *object, const char *what)
{
	AUTO(buf) struct buf word = BUF_INIT(BUF_LINE);
	size_t flags = *rest == '-' ? 1 + strspn(rest + 1, "iv0") : 0;
	bool split = (flags && rest[flags] == 'S') || starts_with(rest, "--split-string");

	if (!split && strpbrk(rest, " \t")) {
		AUTO(buf) struct buf remedy = BUF_INIT(BUF_LINE);

		buf_addf(&remedy, "write #!/usr/bin/env -S %s", rest);
		blocked(r, "script", object, buf_str(&remedy),
			"%s env, which would take '%s' for one word", what, rest);
		return;
	}
	if (split)
		rest += starts_with(rest, "--") ? strcspn(rest, " \t=") + 1 : flags + 1;
	while (next_word(&rest, &word)) {
		const char *w = buf_str(&word);

		if (streq(w, "-u") || streq(w, "-C")) /* with a value */
			next_word(&rest, &word);
		else if (*w == '/')
			judge_path(r, w, object, what);
		else if (*w != '-' && !strchr(w, '='))
			judge_in_path(r, w, object, what);
		if (*w != '-' && !strchr(w, '='))
			return;
	}
}

void judge_interpreter(struct readiness *r, const char *line, const char *object, const char *what)
{
	AUTO(buf) struct buf program = BUF_INIT(BUF_LINE);
	const char *slash;

	if (!next_word(&line, &program)) {
		blocked(r, "script", object, "name a program after #!", "%s nothing", what);
		return;
	}
	judge_path(r, buf_str(&program), object, what);
	slash = strrchr(buf_str(&program), '/');
	line += strspn(line, " \t");
	if (slash && streq(slash, "/env") && *line)
		judge_env(r, line, object, what);
}

/* Scripts of one interpreter: one reason. */
static void judge_group(struct readiness *r, const char *line, const char *path, size_t count)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);

	buf_add(&object, path);
	if (count > 1)
		buf_addf(&object, " and %zu more", count - 1);
	judge_interpreter(r, line, buf_str(&object), "is run by");
}

void judge_scripts(struct readiness *r)
{
	const struct ready_product *p = product_of(r);
	AUTO(cursor) struct cursor c = cursor_open(p->ev, query, 0, NULL);
	AUTO(buf) struct buf line = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf first = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	size_t count = 0;

	while (cursor_next(&c)) {
		buf_clear(&path);
		buf_addf(&path, "%s%s", p->prefix, cursor_text(&c, 1));
		if (is_excepted(r, buf_str(&path)))
			continue;
		r->answer->scripts++;
		if (count && streq(buf_str(&line), cursor_text(&c, 0))) {
			count++;
			continue;
		}
		if (count)
			judge_group(r, buf_str(&line), buf_str(&first), count);
		count = 1;
		buf_clear(&line);
		buf_add(&line, cursor_text(&c, 0));
		buf_clear(&first);
		buf_add(&first, buf_str(&path));
	}
	if (count)
		judge_group(r, buf_str(&line), buf_str(&first), count);
	if (r->answer->scripts)
		note(r, "of %zu %s only the interpreter was looked at", r->answer->scripts,
		     r->answer->scripts == 1 ? "script" : "scripts");
}
