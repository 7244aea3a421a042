/* SPDX-License-Identifier: MIT */
#include "judge/dlopen_notes.h"

#include "judge/run_path.h"

static bool fits(const struct object *b, const struct object *library)
{
	return library && library->class == b->class && streq(library->machine, b->machine);
}

/* In a folder that the object itself names: dlopen() searches those of its caller first. */
static bool in_run_path(const struct world *w, const struct object *b, const char *name)
{
	const char *entry = b->runpath ? b->runpath : b->rpath;
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	while (entry) {
		size_t len = strcspn(entry, ":");

		if (run_path_expand(b->path, entry, len, &path)) {
			buf_addf(&path, "/%s", name);
			if (!path.failed && fits(b, world_at(w, buf_str(&path))))
				return true;
		}
		entry = entry[len] ? entry + len + 1 : NULL;
	}
	return false;
}

static bool found(const struct world *w, const struct object *b, const char *name)
{
	if (strchr(name, '/'))
		return fits(b, world_at(w, name));
	return in_run_path(w, b, name) || world_library(w, name, b->class, b->machine);
}

/* All names of one entry stand together; any one is enough.  Returns the end of the entry. */
static size_t judge_entry(const struct world *w, const struct object *b, size_t first,
			  struct findings *out)
{
	const struct abi_dlopen *entry = &b->dlopens[first];
	AUTO(buf) struct buf names = BUF_INIT(BUF_LINE);
	bool there = false;
	size_t i;

	for (i = first; i < b->dlopens_count && b->dlopens[i].choice == entry->choice; i++) {
		const char *name = names_text(w->names, b->dlopens[i].soname);

		buf_addf(&names, "%s%s", i > first ? " or " : "", name);
		there = there || found(w, b, name);
	}
	if (there || !streq(entry->priority, "required"))
		return i;
	if (*w->why)
		finding_error(out, "%s: %s is not found, but %s", b->path, buf_str(&names), w->why);
	else
		finding_fail(out, b->path, buf_str(&names),
			     "A28: in no folder that dlopen() searches; it is required for %s",
			     *entry->feature ? entry->feature : "something");
	return i;
}

void dlopen_notes_judge(const struct world *w, const struct object *b, struct findings *out)
{
	for (size_t i = 0; i < b->dlopens_count;)
		i = judge_entry(w, b, i, out);
}
