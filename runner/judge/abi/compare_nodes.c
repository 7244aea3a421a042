/* SPDX-License-Identifier: MIT */
/* Version nodes: A03, A04, A09 of a whole library, A26. */
#include "judge/abi/comparison.h"

enum { COUNTED_MAX = 64 }; /* nodes whose symbols are counted: hostile tables have thousands */

static size_t symbols_under(const struct object *b, uint32_t version)
{
	size_t n = 0;

	for (size_t i = 0; i < b->exports_count; i++)
		n += b->exports[i].version == version;
	return n;
}

/*
 * Binaries come to need a node by a symbol under it, or because it stands for a feature of the
 * dynamic linker (GLIBC_ABI_DT_RELR): one without symbols is else no more than a parent.
 */
static bool can_be_needed(const struct pair *p, const char *node, size_t symbols, bool counted)
{
	return p->contract || symbols || !counted || strstr(node, "_ABI_");
}

static void tell_gone(struct comparison *c, struct pair *p, uint32_t version, bool counted)
{
	struct feeling felt = felt_node(c, p, version);
	const char *node = names_text(c->names, version);
	size_t symbols = counted ? symbols_under(p->old, version) : 0;
	enum severity severity = SEVERITY_BREAK;

	if (felt.count == 0 && version_is_private(node))
		severity = SEVERITY_INFO;
	else if (felt.count == 0 && !can_be_needed(p, node, symbols, counted))
		severity = SEVERITY_POLICY;
	change_add(c, p, RULE_A03, severity, (struct item){ 0, version }, felt,
		   symbols ? change_text(c, "gone, with %zu symbol%s", symbols,
					 symbols == 1 ? "" : "s")
			   : "gone");
}

static void tell_related(struct comparison *c, struct pair *p, const struct abi_verdef *old,
			 const struct abi_verdef *new)
{
	struct item item = { 0, old->version };

	if (old->parent != new->parent)
		change_add(
			c, p, RULE_A04, SEVERITY_INFO, item, felt_node(c, p, old->version),
			change_text(c, "follows %s, not %s",
				    new->parent ? names_text(c->names, new->parent) : "nothing",
				    old->parent ? names_text(c->names, old->parent) : "nothing"));
	if (old->weak != new->weak)
		change_add(c, p, RULE_A04, SEVERITY_INFO, item, felt_node(c, p, old->version),
			   new->weak ? "weak now" : "not weak any more");
	if (old->index == 2 && new->index != 2)
		change_add(c, p, RULE_A04, SEVERITY_INFO, item, felt_node(c, p, old->version),
			   "not the oldest node any more");
}

/* Not one node is left: ld.so binds versioned references to what has none. */
static void tell_unversioned(struct comparison *c, struct pair *p)
{
	bool stops = p->unversioned && !glibc_is_modern(c, p->new);
	const char *effect =
		stops ? "the dynamic linker, before glibc 2.41, stops with an assertion"
		      : "the dynamic linker warns at each start";

	change_add(c, p, RULE_A09, stops ? SEVERITY_BREAK : SEVERITY_RISK, (struct item){ 0 },
		   p->users,
		   change_text(c, "defines no version any more, %zu %s lost theirs: %s",
			       p->unversioned, p->unversioned == 1 ? "symbol has" : "symbols have",
			       effect));
}

void compare_nodes(struct comparison *c, struct pair *p)
{
	const struct object *old = p->old;
	const struct object *new = p->new;
	size_t gone = 0;

	if (old->verdefs_count && new->verdefs_count == 0) {
		tell_unversioned(c, p);
		return;
	}
	for (size_t i = 0; i < old->verdefs_count; i++) {
		const struct abi_verdef *d = object_verdef(new, old->verdefs[i].version);

		if (!d)
			tell_gone(c, p, old->verdefs[i].version, gone++ < COUNTED_MAX);
		else if (!p->contract)
			tell_related(c, p, &old->verdefs[i], d);
	}
	for (size_t i = 0; i < new->verdefs_count && !p->contract && !c->options->only_felt; i++)
		if (!object_verdef(old, new->verdefs[i].version))
			change_add(c, p, RULE_A26, SEVERITY_INFO,
				   (struct item){ 0, new->verdefs[i].version },
				   (struct feeling){ 0 }, "new node");
}
