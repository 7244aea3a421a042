/* SPDX-License-Identifier: MIT */
#include "judge/dlopen_notes.h"

#include "judge/run_path.h"

static bool fits(const struct object *b, const struct object *library)
{
	return library && library->class == b->class && streq(library->machine, b->machine);
}

const struct object *run_path_library(const struct world *w, const struct object *b,
				      const char *name)
{
	const char *entry = b->runpath ? b->runpath : b->rpath;
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);

	while (entry) {
		size_t len = strcspn(entry, ":");

		if (run_path_expand(b->path, entry, len, &path)) {
			const struct object *found;

			buf_addf(&path, "/%s", name);
			found = path.failed ? NULL : world_at(w, buf_str(&path));
			if (fits(b, found))
				return found;
		}
		entry = entry[len] ? entry + len + 1 : NULL;
	}
	return NULL;
}

bool dlopen_finds(const struct world *w, const struct object *b, const char *name)
{
	if (strchr(name, '/'))
		return fits(b, world_at(w, name));
	return run_path_library(w, b, name) || world_library(w, name, b->class, b->machine);
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
		there = there || dlopen_finds(w, b, name);
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
