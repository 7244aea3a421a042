/* SPDX-License-Identifier: MIT */
/* The changes of one object, from being found to being told. */
#include "judge/abi/comparison.h"

#include <stdarg.h>

bool globs_match(const struct text_list *globs, const char *text)
{
	for (size_t i = 0; globs && i < globs->count; i++)
		if (str_glob(globs->items[i], text))
			return true;
	return false;
}

const char *change_text(struct comparison *c, const char *fmt, ...)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	const char *out;
	va_list ap;

	va_start(ap, fmt);
	buf_addv(&text, fmt, ap);
	va_end(ap);
	out = text.failed ? NULL : arena_strdup(&c->texts, buf_str(&text));
	if (!out)
		c->failed = true;
	return out ? out : "";
}

/* A glob of a symbol's name, or of name@VERSION, or of a version node. */
static bool symbol_matches(const char *glob, const struct abi_change *k)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);

	if (!*k->symbol)
		return *k->version && str_glob(glob, k->version);
	if (str_glob(glob, k->symbol))
		return true;
	if (!*k->version)
		return false;
	buf_addf(&whole, "%s@%s", k->symbol, k->version);
	return !whole.failed && str_glob(glob, buf_str(&whole));
}

static bool is_excepted(const struct comparison *c, const struct abi_change *k)
{
	const struct text_list *globs = c->options->except_symbols;

	for (size_t i = 0; globs && i < globs->count; i++)
		if (symbol_matches(globs->items[i], k))
			return true;
	return false;
}

static const char *declared(const struct comparison *c, const struct abi_change *k)
{
	for (size_t i = 0; i < c->options->declared_count; i++) {
		const struct abi_declared *d = &c->options->declared[i];

		if (!streq(d->rule, "*") && !streq(d->rule, abi_rules[k->rule].id))
			continue;
		if (str_glob(d->object, k->object) && (!d->symbol || symbol_matches(d->symbol, k)))
			return d->reason ? d->reason : "";
	}
	return NULL;
}

static void append(struct comparison *c, const struct abi_change *k)
{
	if (c->count == c->room) {
		size_t room = c->room ? 2 * c->room : 64;
		struct abi_change *more = reallocarray(c->changes, room, sizeof(*more));

		if (!more) {
			c->failed = true;
			return;
		}
		c->changes = more;
		c->room = room;
	}
	c->changes[c->count++] = *k;
}

void change_add(struct comparison *c, const struct pair *p, enum abi_rule rule,
		enum severity severity, struct item item, struct feeling felt, const char *detail)
{
	struct abi_change k = {
		.rule = rule,
		.severity = severity,
		.object = p->name,
		.symbol = names_text(c->names, item.symbol),
		.version = names_text(c->names, item.version),
		.detail = detail,
		.consumer = felt.first ? felt.first->path : "",
		.consumers = felt.count,
	};

	if (felt.count == 0 && c->options->only_felt)
		return;
	if (felt.count == 0 && severity > SEVERITY_INFO && version_is_private(k.version))
		k.severity--;
	if (!is_excepted(c, &k))
		append(c, &k);
}

void change_undecided(struct comparison *c, const struct pair *p, enum abi_rule rule,
		      const char *why)
{
	append(c, &(struct abi_change){
			  .rule = rule,
			  .unchecked = true,
			  .severity = SEVERITY_INFO,
			  .object = p->name,
			  .symbol = "",
			  .version = "",
			  .detail = why,
			  .consumer = p->users.first ? p->users.first->path : "",
			  .consumers = p->users.count,
		  });
}

static int by_rule(const void *a, const void *b)
{
	const struct abi_change *one = a;
	const struct abi_change *two = b;
	int order = strcmp(one->object, two->object);

	if (order == 0 && one->rule != two->rule)
		return one->rule < two->rule ? -1 : 1;
	if (order == 0)
		order = strcmp(one->symbol, two->symbol);
	if (order == 0)
		order = strcmp(one->version, two->version);
	return order ? order : strcmp(one->detail, two->detail);
}

void changes_flush(struct comparison *c)
{
	if (c->count)
		qsort(c->changes, c->count, sizeof(*c->changes), by_rule);
	for (size_t i = 0; i < c->count && !c->failed; i++) {
		struct abi_change *k = &c->changes[i];

		if (k->unchecked) {
			c->tally->unchecked += k->rule == RULE_A27;
		} else {
			k->declared = declared(c, k);
			if (k->declared)
				c->tally->declared++;
			else
				c->tally->changes[k->severity]++;
		}
		c->tell(c->arg, k);
	}
	c->count = 0;
	arena_release(&c->texts);
	c->texts = (struct arena){ 0 };
}
