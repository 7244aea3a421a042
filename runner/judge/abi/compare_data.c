/* SPDX-License-Identifier: MIT */
/* One symbol on both sides under one version, and names of one address: A07, A10 to A14, A16, A17.
 */
#include "judge/abi/comparison.h"

static const char *const type_words[] = {
	[SYMBOL_NONE] = "no type",
	[SYMBOL_FUNCTION] = "function",
	[SYMBOL_OBJECT] = "object",
	[SYMBOL_TLS] = "thread-local",
	[SYMBOL_IFUNC] = "indirect function",
	[SYMBOL_COMMON] = "object",
	[SYMBOL_UNSAID] = "not said",
};
static const char *const binding_words[] = {
	[BINDING_GLOBAL] = "global",
	[BINDING_WEAK] = "weak",
	[BINDING_UNIQUE] = "unique",
};

enum family { FAMILY_NONE, FAMILY_CODE, FAMILY_DATA, FAMILY_TLS };

static enum family family_of(unsigned type)
{
	switch (type) {
	case SYMBOL_FUNCTION:
	case SYMBOL_IFUNC:
		return FAMILY_CODE;
	case SYMBOL_OBJECT:
	case SYMBOL_COMMON:
		return FAMILY_DATA;
	case SYMBOL_TLS:
		return FAMILY_TLS;
	default:
		return FAMILY_NONE;
	}
}

static struct item item_of(const struct abi_export *e)
{
	return (struct item){ e->name, e->version };
}

static const char *word(const char *const *words, size_t count, unsigned i)
{
	return i < count ? words[i] : "unknown";
}
#define WORD(words, i) word(words, ARRAY_SIZE(words), i)

/* True when the kind of thing is another one: then sizes mean nothing. */
static bool compare_type(struct comparison *c, struct pair *p, const struct abi_export *old,
			 const struct abi_export *new)
{
	enum family before = family_of(old->type);
	enum family after = family_of(new->type);
	enum severity severity = SEVERITY_BREAK;

	if (old->type == SYMBOL_UNSAID || new->type == SYMBOL_UNSAID || old->type == new->type)
		return false;
	if (before == after) {
		if (before == FAMILY_CODE)
			change_add(c, p, RULE_A11, SEVERITY_INFO, item_of(old),
				   felt_symbol(c, p, old, false),
				   change_text(c, "%s -> %s", WORD(type_words, old->type),
					       WORD(type_words, new->type)));
		return false;
	}
	/* ld.so does not ask what a symbol is said to be, but for thread-local ones */
	if (before == FAMILY_NONE && after != FAMILY_TLS)
		severity = SEVERITY_INFO;
	else if (after == FAMILY_NONE && before != FAMILY_TLS)
		severity = SEVERITY_RISK;
	change_add(c, p, RULE_A10, severity, item_of(old), felt_symbol(c, p, old, false),
		   change_text(c, "%s -> %s", WORD(type_words, old->type),
			       WORD(type_words, new->type)));
	return after != FAMILY_NONE;
}

static bool is_class_data(const char *name)
{
	return starts_with(name, "_ZTV") || starts_with(name, "_ZTI") ||
	       starts_with(name, "_ZTT") || starts_with(name, "_ZTC");
}

static void compare_object_size(struct comparison *c, struct pair *p, const struct abi_export *old,
				const struct abi_export *new)
{
	bool shrank = new->size < old->size;
	enum severity severity = p->contract || shrank ? SEVERITY_BREAK : SEVERITY_RISK;
	enum abi_rule rule = RULE_A12;
	struct feeling felt = felt_copy(c, p, old, new->size);

	if (felt.count) {
		severity = SEVERITY_BREAK;
	} else if (is_class_data(names_text(c->names, old->name))) {
		rule = RULE_A17;
		severity = SEVERITY_RISK;
		felt = felt_class(c, p, old);
	} else if (c->options->only_felt && !shrank) {
		return; /* who has no copy reaches the object as it is */
	} else {
		felt = felt_symbol(c, p, old, false);
	}
	if (version_is_private(names_text(c->names, old->version)))
		severity = SEVERITY_INFO;
	change_add(c, p, rule, severity, item_of(old), felt,
		   change_text(c, "size %llu -> %llu", (unsigned long long)old->size,
			       (unsigned long long)new->size));
}

static void compare_size(struct comparison *c, struct pair *p, const struct abi_export *old,
			 const struct abi_export *new)
{
	/* of a contract that says only the size, the candidate's type tells what it is of */
	unsigned type = old->type == SYMBOL_UNSAID ? new->type : old->type;

	if (old->size == new->size || old->size == SIZE_UNSAID || new->size == SIZE_UNSAID)
		return;
	if (family_of(type) == FAMILY_DATA)
		compare_object_size(c, p, old, new);
	else if (family_of(type) == FAMILY_TLS)
		change_add(c, p, RULE_A13, SEVERITY_RISK, item_of(old),
			   felt_symbol(c, p, old, false),
			   change_text(c, "size %llu -> %llu", (unsigned long long)old->size,
				       (unsigned long long)new->size));
}

static void compare_visibility(struct comparison *c, struct pair *p, const struct abi_export *old,
			       const struct abi_export *new)
{
	enum severity severity = SEVERITY_RISK;
	struct feeling felt;

	if (p->contract || old->visibility == new->visibility ||
	    new->visibility != VISIBILITY_PROTECTED)
		return;
	if (family_of(new->type) != FAMILY_DATA) {
		change_add(c, p, RULE_A14, SEVERITY_INFO, item_of(old),
			   felt_symbol(c, p, old, false), "protected");
		return;
	}
	felt = felt_copy(c, p, old, SIZE_UNSAID);
	if (felt.count || object_has_trait(p->new, "indirect-extern-access"))
		severity = SEVERITY_BREAK;
	else if (c->options->only_felt)
		return;
	change_add(c, p, RULE_A14, severity, item_of(old),
		   felt.count ? felt : felt_symbol(c, p, old, false),
		   object_has_trait(p->new, "indirect-extern-access")
			   ? "protected, and the library forbids copies"
			   : "protected");
}

void compare_definition(struct comparison *c, struct pair *p, const struct abi_export *old,
			const struct abi_export *new)
{
	if (!compare_type(c, p, old, new))
		compare_size(c, p, old, new);
	if (old->binding != new->binding && !p->contract)
		change_add(c, p, RULE_A11, SEVERITY_INFO, item_of(old),
			   felt_symbol(c, p, old, false),
			   change_text(c, "%s -> %s", WORD(binding_words, old->binding),
				       WORD(binding_words, new->binding)));
	if (old->hidden != new->hidden && old->version == new->version)
		change_add(
			c, p, RULE_A07, SEVERITY_INFO, item_of(old), felt_symbol(c, p, old, false),
			new->hidden ? "no longer the default version" : "the default version now");
	compare_visibility(c, p, old, new);
}

static int by_address(const void *a, const void *b)
{
	const struct abi_export *one = *(const struct abi_export *const *)a;
	const struct abi_export *two = *(const struct abi_export *const *)b;

	if (one->address != two->address)
		return one->address < two->address ? -1 : 1;
	if (one->size != two->size)
		return one->size < two->size ? -1 : 1;
	return one < two ? -1 : one > two;
}

/* `one` and `two` are one object in the reference. */
static void compare_alias(struct comparison *c, struct pair *p, const struct abi_export *one,
			  const struct abi_export *two)
{
	const struct abi_export *first = object_export(p->new, one->name, one->version);
	const struct abi_export *second = object_export(p->new, two->name, two->version);
	struct feeling felt;

	if (!first || !second || first->address == second->address ||
	    family_of(first->type) != family_of(one->type) ||
	    family_of(second->type) != family_of(two->type))
		return;
	felt = felt_symbol(c, p, two, false);
	if (felt.count == 0)
		felt = felt_symbol(c, p, one, false);
	change_add(c, p, RULE_A16, SEVERITY_RISK, item_of(two), felt,
		   change_text(c, "not the same object as %s any more",
			       names_text(c->names, one->name)));
}

void compare_aliases(struct comparison *c, struct pair *p)
{
	AUTO_FREE const struct abi_export **data = NULL;
	size_t count = 0;
	size_t first = 0;

	for (size_t i = 0; i < p->old->exports_count; i++)
		count += family_of(p->old->exports[i].type) >= FAMILY_DATA;
	data = calloc(count + 1, sizeof(*data));
	if (!data) {
		c->failed = true;
		return;
	}
	count = 0;
	for (size_t i = 0; i < p->old->exports_count; i++) {
		const struct abi_export *e = &p->old->exports[i];

		if (family_of(e->type) >= FAMILY_DATA && e->address && e->size &&
		    e->size != SIZE_UNSAID && !symbol_is_linker_made(names_text(c->names, e->name)))
			data[count++] = e;
	}
	qsort(data, count, sizeof(*data), by_address);
	for (size_t i = 1; i < count; i++) {
		if (data[i]->address != data[first]->address ||
		    data[i]->size != data[first]->size || data[i]->type != data[first]->type)
			first = i;
		else
			compare_alias(c, p, data[first], data[i]);
	}
}
