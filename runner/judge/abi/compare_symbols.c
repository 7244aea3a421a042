/* SPDX-License-Identifier: MIT */
/* Symbols that are gone, have another version, or are new: A05 to A09, A17, A26. */
#include "judge/abi/comparison.h"

/* Names that the linker or the start files make in every object: nobody binds to them. */
bool symbol_is_linker_made(const char *name)
{
	static const char *const names[] = {
		"_edata",	"edata",       "_end",	     "end",	     "_etext",
		"etext",	"__bss_start", "_init",	     "_fini",	     "__bss_start__",
		"_bss_end__",	"__bss_end__", "__end__",    "__data_start", "data_start",
		"__dso_handle", "_fp_hw",      "__so_start", "__TMC_END__",  "_IO_stdin_used",
	};

	if (*name != '_' && *name != 'e' && *name != 'd')
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (streq(names[i], name))
			return true;
	return false;
}

/* The name without its ABI tag; NAME_NONE: it has none, or nobody is called so. */
static uint32_t without_tag(const struct names *names, const char *name)
{
	static const char tag[] = "B5cxx11";
	AUTO(buf) struct buf bare = BUF_INIT(BUF_LINE);
	const char *at = *name == '_' ? strstr(name, tag) : NULL;

	if (!at)
		return NAME_NONE;
	for (; at; name = at + strlen(tag), at = strstr(name, tag))
		buf_addn(&bare, name, (size_t)(at - name));
	buf_add(&bare, name);
	return bare.failed ? NAME_NONE : names_find(names, buf_str(&bare));
}

static struct item item_of(const struct abi_export *e)
{
	return (struct item){ e->name, e->version };
}

/* How bad it is that a symbol can no longer be bound to. */
static enum severity gone_severity(const struct pair *p, struct feeling felt)
{
	if (p->contract || felt.count)
		return SEVERITY_BREAK;
	if (p->library)
		return SEVERITY_RISK;
	return p->old->executable ? SEVERITY_INFO : SEVERITY_POLICY;
}

static void tell_moved(struct comparison *c, const struct pair *p, const struct abi_export *e,
		       const struct object *to)
{
	change_add(c, p, RULE_A05, SEVERITY_INFO, item_of(e), felt_symbol(c, p, e, false),
		   change_text(c, "moved to %s",
			       to->soname ? names_text(c->names, to->soname) : to->path));
}

static void tell_removed(struct comparison *c, struct pair *p, const struct abi_export *e)
{
	const char *name = names_text(c->names, e->name);
	const struct object *to = moved_to(c, p, e->name, e->version);
	struct feeling felt;
	size_t count;

	if (to) {
		tell_moved(c, p, e, to);
		return;
	}
	felt = felt_symbol(c, p, e, true);
	if (felt.count == 0) {
		uint32_t bare = without_tag(c->names, name);
		struct feeling all = felt_symbol(c, p, e, false);

		if (bare != NAME_NONE && object_exports(p->new, bare, &count)) {
			change_add(c, p, RULE_A17, SEVERITY_BREAK, item_of(e), felt,
				   "there only without the ABI tag cxx11");
			return;
		}
		if (all.count && !p->contract) {
			change_add(c, p, RULE_A05, SEVERITY_INFO, item_of(e), all,
				   "gone, and found by those who want it in another library");
			return;
		}
		if (e->binding != BINDING_GLOBAL && starts_with(name, "_Z")) {
			change_add(c, p, RULE_A17, SEVERITY_RISK, item_of(e), felt,
				   "gone: a weak symbol of C++, of which users mostly have a copy");
			return;
		}
	}
	change_add(c, p, RULE_A05, gone_severity(p, felt), item_of(e), felt, "gone");
}

/* No export of that name and version: what does a reference to it find? */
static void tell_unversioned(struct comparison *c, struct pair *p, const struct abi_export *e,
			     bool bound)
{
	struct feeling felt = felt_symbol(c, p, e, !bound);

	if (bound)
		change_add(c, p, RULE_A08, SEVERITY_INFO, item_of(e), felt, "has got a version");
	else
		change_add(c, p, RULE_A08, SEVERITY_BREAK, item_of(e), felt,
			   "only under versions that a reference without version does not accept");
}

static void tell_other(struct comparison *c, struct pair *p, const struct abi_export *e)
{
	const struct object *to = moved_to(c, p, e->name, e->version);

	if (to)
		tell_moved(c, p, e, to);
	else
		change_add(c, p, RULE_A06, SEVERITY_BREAK, item_of(e), felt_symbol(c, p, e, true),
			   "only under other versions");
}

/* `group`: what the candidate exports by the same name; none of it has the version of `e`. */
static void tell_absent(struct comparison *c, struct pair *p, const struct abi_export *e,
			const struct abi_export *group, size_t count)
{
	bool bound = count && object_definition(p->new, e->name, e->version);

	if (symbol_is_linker_made(names_text(c->names, e->name))) {
		change_add(c, p, RULE_A05, SEVERITY_INFO, item_of(e), (struct feeling){ 0 },
			   "gone: a name that the linker makes");
	} else if (count == 0) {
		/* the loss of a whole node is told as such */
		if (e->version == 0 || p->new->verdefs_count == 0 ||
		    object_verdef(p->new, e->version))
			tell_removed(c, p, e);
	} else if (e->version == 0) {
		tell_unversioned(c, p, e, bound);
	} else if (p->new->verdefs_count == 0) {
		p->unversioned++; /* told once for the object */
	} else if (bound && object_verdef(p->new, e->version)) {
		compare_definition(c, p, e, group);
		change_add(c, p, RULE_A09, SEVERITY_INFO, item_of(e), felt_symbol(c, p, e, false),
			   "has the base version now, which is accepted");
	} else if (object_verdef(p->new, e->version)) {
		tell_other(c, p, e);
	}
}

static void tell_added(struct comparison *c, struct pair *p, const struct abi_export *e,
		       bool name_is_new)
{
	static const struct feeling nobody = { 0 };
	const char *name = names_text(c->names, e->name);
	uint32_t bare;
	size_t count;

	if (p->contract || !p->library || c->options->only_felt || symbol_is_linker_made(name))
		return;
	bare = name_is_new ? without_tag(c->names, name) : NAME_NONE;
	if (bare != NAME_NONE && object_exports(p->old, bare, &count) &&
	    !object_exports(p->new, bare, &count))
		change_add(c, p, RULE_A17, SEVERITY_BREAK, item_of(e), nobody,
			   "there only with the ABI tag cxx11");
	else if (name_is_new && e->version == 0 && p->new->verdefs_count)
		change_add(c, p, RULE_A26, SEVERITY_POLICY, item_of(e), nobody,
			   "new, without a version in a library that has versions");
	else if (name_is_new || e->version)
		change_add(c, p, RULE_A26, SEVERITY_INFO, item_of(e), nobody,
			   name_is_new ? "new" : "new version");
}

static size_t group_length(const struct abi_export *e, size_t left)
{
	size_t n = 1;

	while (n < left && e[n].name == e[0].name)
		n++;
	return n;
}

/* Nearly all are the same: nothing is asked of those. */
static void compare_both(struct comparison *c, struct pair *p, const struct abi_export *old,
			 const struct abi_export *new)
{
	if (old->size == new->size && old->type == new->type && old->binding == new->binding &&
	    old->visibility == new->visibility && old->hidden == new->hidden)
		return;
	if (symbol_is_linker_made(names_text(c->names, old->name)))
		return;
	/* what a program or a plug-in exports concerns those alone that really use it */
	if (p->library || felt_symbol(c, p, old, false).count)
		compare_definition(c, p, old, new);
}

/* Two groups of one name, both by version. */
static void compare_group(struct comparison *c, struct pair *p, const struct abi_export *old,
			  size_t old_count, const struct abi_export *new, size_t new_count)
{
	size_t i = 0;
	size_t j = 0;

	while (i < old_count || j < new_count) {
		if (j == new_count || (i < old_count && old[i].version < new[j].version))
			tell_absent(c, p, &old[i++], new, new_count);
		else if (i == old_count || new[j].version < old[i].version)
			tell_added(c, p, &new[j++], old_count == 0);
		else
			compare_both(c, p, &old[i++], &new[j++]);
	}
}

void compare_symbols(struct comparison *c, struct pair *p)
{
	const struct abi_export *old = p->old->exports;
	const struct abi_export *new = p->new->exports;
	size_t i = 0;
	size_t j = 0;

	while (i < p->old->exports_count || j < p->new->exports_count) {
		size_t n = 0;
		size_t m = 0;

		if (j == p->new->exports_count ||
		    (i < p->old->exports_count && old[i].name <= new[j].name))
			n = group_length(&old[i], p->old->exports_count - i);
		if (i == p->old->exports_count ||
		    (j < p->new->exports_count &&new[j].name <= old[i].name))
			m = group_length(&new[j], p->new->exports_count - j);
		compare_group(c, p, &old[i], n, &new[j], m);
		i += n;
		j += m;
	}
}
