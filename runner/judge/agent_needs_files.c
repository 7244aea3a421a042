/* SPDX-License-Identifier: MIT */
#include "judge/agent_needs.h"

#include <stdio.h>

#include "judge/abi/image_world.h"
#include "judge/image.h"

/* The PATH that systemd gives services (systemd.exec(5)), with the folders of old that lead there.
 */
static const char *const path_folders[] = { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
					    "/usr/bin",	       "/sbin",		 "/bin" };

static enum need is_program(struct needs *n, const char *path, struct buf *seen)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (!image_real_path(n->ev, path, &real))
		return NEED_NOT_MET;
	c = cursor_open(n->ev, "SELECT type, mode IS NULL OR mode & 73 FROM file WHERE path = ?1",
			1, (const char *[]){ buf_str(&real) }); /* 0111 */
	buf_clear(seen);
	if (cursor_next(&c) && streq(cursor_text(&c, 0), "file") && cursor_int(&c, 1)) {
		buf_add(seen, path);
		return NEED_MET;
	}
	buf_addf(seen, "%s is no program", path);
	return NEED_NOT_MET;
}

enum need need_command(struct needs *n, const char *what, struct buf *seen)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	buf_add(seen, *what == '/' ? "not there" : "in no folder of PATH");
	if (*what == '/')
		return is_program(n, what, seen);
	for (size_t i = 0; i < ARRAY_SIZE(path_folders); i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", path_folders[i], what);
		if (!path.failed && is_program(n, buf_str(&path), seen) == NEED_MET)
			return NEED_MET;
	}
	return NEED_NOT_MET;
}

/* What the image's own programs are; false: it has none. */
static bool find_machine(struct needs *n)
{
	AUTO(cursor) struct cursor c = { 0 };

	if (*n->machine)
		return true;
	c = cursor_open(n->ev,
			"SELECT machine, class FROM elf GROUP BY 1, 2 ORDER BY count(*) DESC, "
			"class DESC, machine LIMIT 1",
			0, NULL);
	if (!cursor_next(&c))
		return false;
	snprintf(n->machine, sizeof(n->machine), "%s", cursor_text(&c, 0));
	n->class = (unsigned)cursor_int(&c, 1);
	return *n->machine != '\0';
}

/* A file of that name lies where ld.so looks, but nobody could read it as a library. */
static bool lies_unread(const struct needs *n, const struct world *w, const char *soname,
			struct buf *seen)
{
	const struct text_list *const lists[] = { &w->folders, &w->built_in };
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	for (size_t l = 0; l < ARRAY_SIZE(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++) {
			buf_clear(&path);
			buf_addf(&path, "%s/%s", lists[l]->items[i], soname);
			if (!image_real_path(n->ev, buf_str(&path), &real) ||
			    world_at(w, buf_str(&real)))
				continue;
			buf_clear(seen);
			buf_addf(seen, "%s was not read as a library", buf_str(&real));
			return true;
		}
	return false;
}

enum need need_library(struct needs *n, const char *what, struct buf *seen)
{
	const struct world *w = image_world(n->ev);
	const struct object *found;

	if (!w || !find_machine(n)) {
		buf_add(seen, w ? "the image has no programs that tell its architecture"
				: "no memory for the image's libraries");
		return NEED_NOT_KNOWN;
	}
	if (*w->why || w->twice) {
		buf_add(seen, *w->why ? w->why : "one path has two contents");
		return NEED_NOT_KNOWN;
	}
	found = world_library(w, what, n->class, n->machine);
	if (found && found->error) {
		buf_addf(seen, "%s: %s", found->path, found->error);
		return NEED_NOT_KNOWN;
	}
	if (!found && lies_unread(n, w, what, seen))
		return NEED_NOT_KNOWN;
	if (found)
		buf_add(seen, found->path);
	else
		buf_addf(seen, "ld.so finds no such library for %s", n->machine);
	return found ? NEED_MET : NEED_NOT_MET;
}

/* Is it of the running system, which the image's files do not show? */
static bool is_of_running(const char *path)
{
	static const char *const roots[] = { "/proc", "/sys", "/dev", "/run", "/var/run", "/tmp" };

	for (size_t i = 0; i < ARRAY_SIZE(roots); i++) {
		size_t len = strlen(roots[i]);

		if (strncmp(path, roots[i], len) == 0 && (path[len] == '/' || !path[len]))
			return true;
	}
	return false;
}

enum need need_path(struct needs *n, const char *what, struct buf *seen)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };

	if (image_real_path(n->ev, what, &real)) {
		buf_add(seen, buf_str(&real));
		return NEED_MET;
	}
	buf_add(seen, "not there");
	if (!is_of_running(what))
		return NEED_NOT_MET;
	c = cursor_open(n->ev, "SELECT fstype FROM mount WHERE target = ?1", 1, &what);
	buf_clear(seen);
	if (cursor_next(&c)) {
		buf_addf(seen, "%s is mounted there", cursor_text(&c, 0));
		return NEED_MET;
	}
	buf_add(seen, "it is made when the system runs, and was not collected");
	return NEED_NOT_KNOWN;
}

/* Modules that are in the interpreter itself, so that there is no file of them. */
static bool is_built_in(const char *module)
{
	static const char *const names[] = { "atexit", "builtins",  "errno",   "faulthandler",
					     "gc",     "itertools", "marshal", "posix",
					     "pwd",    "sys",	    "time" };

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (streq(names[i], module))
			return true;
	return false;
}

/* "/usr/lib64/python3.14/site-packages/NAME": package, module or extension. */
static bool lies_in(struct needs *n, const char *base, struct buf *seen)
{
	static const char query[] =
		"SELECT path FROM file WHERE path IN (?1 || '/__init__.py', ?1 || '.py', "
		"?1 || '/__init__.pyc', ?1 || '.so', ?1 || '.abi3.so') UNION ALL "
		"SELECT path FROM file WHERE path > ?1 || '.cpython-' AND path < ?1 || "
		"'.cpython.' AND path LIKE '%.so' ORDER BY 1 LIMIT 1";
	AUTO(cursor) struct cursor c = cursor_open(n->ev, query, 1, &base);

	if (!cursor_next(&c))
		return false;
	buf_clear(seen);
	buf_add(seen, cursor_text(&c, 0));
	return true;
}

/* "3.14" of /usr/bin/python3.14; false: there is none, or `seen` says what is instead. */
static bool python_version(struct needs *n, char *out, size_t room, enum need *why,
			   struct buf *seen)
{
	static const char name[] = "/python";
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	const char *last;

	*why = NEED_NOT_MET;
	buf_clear(seen);
	if (!image_real_path(n->ev, "/usr/bin/python3", &real)) {
		buf_add(seen, "there is no /usr/bin/python3");
		return false;
	}
	last = strrchr(buf_str(&real), '/');
	if (starts_with(last, name) && starts_with(last + sizeof(name) - 1, "3.") &&
	    strlen(last) - sizeof(name) + 1 < room) {
		snprintf(out, room, "%s", last + sizeof(name) - 1);
		return true;
	}
	*why = NEED_NOT_KNOWN;
	buf_addf(seen, "%s does not tell its version", buf_str(&real));
	return false;
}

/* Folder with its version, and the module with '/' for each '.'. */
static void module_path(struct buf *out, const char *folder, const char *version,
			const char *module)
{
	const char *rest = strchr(folder, '%');

	buf_addn(out, folder, (size_t)(rest - folder));
	buf_addf(out, "%s%s/", version, rest + 1);
	for (; *module; module++)
		buf_addc(out, *module == '.' ? '/' : *module);
}

enum need need_python_module(struct needs *n, const char *what, struct buf *seen)
{
	/* site.py: purelib and platlib of the prefixes, and what is in the standard library */
	static const char *const folders[] = {
		"/usr/lib64/python%",
		"/usr/lib64/python%/lib-dynload",
		"/usr/lib64/python%/site-packages",
		"/usr/lib/python%",
		"/usr/lib/python%/lib-dynload",
		"/usr/lib/python%/site-packages",
		"/usr/local/lib64/python%/site-packages",
		"/usr/local/lib/python%/site-packages",
	};
	char version[16];
	enum need why;

	if (!python_version(n, version, sizeof(version), &why, seen))
		return why;
	for (size_t i = 0; i < ARRAY_SIZE(folders); i++) {
		AUTO(buf) struct buf base = BUF_INIT(BUF_LINE);

		module_path(&base, folders[i], version, what);
		if (base.failed) {
			buf_add(seen, "its name is too long");
			return NEED_NOT_KNOWN;
		}
		if (lies_in(n, buf_str(&base), seen))
			return NEED_MET;
	}
	buf_clear(seen);
	if (is_built_in(what)) {
		buf_addf(seen, "part of python %s itself", version);
		return NEED_MET;
	}
	buf_addf(seen, "python %s has no such module", version);
	return NEED_NOT_MET;
}
