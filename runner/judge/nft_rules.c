/* SPDX-License-Identifier: MIT */
#include "judge/nft_rules.h"

enum { RULE_WORDS_MAX = 64, WORD_MAX = 64 };

/* One statement, up to a newline or ';' outside of braces. */
struct statement {
	char words[RULE_WORDS_MAX][WORD_MAX];
	size_t count;
	char end; /* '\n', '{', '}' or 0 */
};

struct chain {
	bool input;
	bool ipv4;
	bool ipv6;
	bool policy_drops;
	bool jumps;
	char verdict; /* of the first rule that asks nothing: 'd', 'a'; 0: none */
	bool lo_accepted;
	bool dropped4;
	bool dropped6;
};

static void add_word(struct statement *s, const char *word, size_t n)
{
	if (s->count == RULE_WORDS_MAX || n == 0)
		return;
	n = n < WORD_MAX ? n : WORD_MAX - 1;
	memcpy(s->words[s->count], word, n);
	s->words[s->count++][n] = '\0';
}

static const char *skip_set(const char *p)
{
	int depth = 0;

	do {
		depth += *p == '{' ? 1 : *p == '}' ? -1 : 0;
		p++;
	} while (*p && depth > 0);
	return p;
}

/* Tables, and what stands in them, are blocks; braces within those are sets. */
enum { BLOCKS_DEEP = 2 };

static bool next_statement(const char **at, int depth, struct statement *s)
{
	const char *p = *at;

	s->count = 0;
	s->end = 0;
	while (*p && !s->end) {
		size_t n = strcspn(p, " \t\r\n;{}#\"\\");

		add_word(s, p, n);
		p += n;
		if (*p == '"') {
			n = strcspn(p + 1, "\"");
			add_word(s, p + 1, n);
			p += n + 1 + (p[n + 1] == '"');
		} else if (*p == '#') {
			p += strcspn(p, "\n");
		} else if (*p == '\\') {
			p += p[1] ? 2 : 1;
		} else if (*p == '{' && depth >= BLOCKS_DEEP) {
			p = skip_set(p);
			add_word(s, "{}", 2);
		} else if (*p == '{' || *p == '}') {
			/* what stands before '}' is a statement of its own */
			if (*p == '}' && s->count) {
				s->end = '\n';
				break;
			}
			s->end = *p++;
		} else if (*p) {
			if ((*p == '\n' || *p == ';') && s->count)
				s->end = '\n';
			p++;
		}
	}
	*at = p;
	return s->count || s->end;
}

static size_t find(const struct statement *s, const char *word)
{
	for (size_t i = 0; i < s->count; i++)
		if (streq(s->words[i], word))
			return i;
	return SIZE_MAX;
}

static bool has(const struct statement *s, const char *word)
{
	return find(s, word) != SIZE_MAX;
}

static bool drops(const struct statement *s)
{
	return has(s, "drop") || has(s, "reject");
}

/*
 * What a rule that asks nothing of the packet does with it, as "counter drop" or "log prefix x
 * reject": 'd', 'a', or 0 for one that asks, or that decides nothing.
 */
static char verdict_for_all(const struct statement *s)
{
	static const char *const with_word[] = { "packets", "bytes", "prefix",
						 "level",   "group", "flags" };

	for (size_t i = 0; i < s->count; i++) {
		const char *word = s->words[i];
		bool skip = streq(word, "counter") || streq(word, "log");

		if (streq(word, "drop") || streq(word, "reject"))
			return 'd';
		if (streq(word, "accept"))
			return 'a';
		for (size_t j = 0; j < ARRAY_SIZE(with_word); j++)
			if (streq(word, with_word[j])) {
				skip = true;
				i++;
			}
		if (!skip)
			return 0;
	}
	return 0;
}

static bool asks(const struct statement *s, const char *word, const char *then)
{
	size_t i = find(s, word);

	return i != SIZE_MAX && i + 1 < s->count && starts_with(s->words[i + 1], then);
}

static void take_rule(struct chain *c, const struct statement *s)
{
	bool from_lo = asks(s, "iif", "lo") || asks(s, "iifname", "lo");
	size_t type = find(s, "type");

	if (type == 0 && asks(s, "type", "filter") && asks(s, "hook", "input")) {
		c->input = true;
		return;
	}
	if (s->count == 2 && streq(s->words[0], "policy")) {
		c->policy_drops = streq(s->words[1], "drop");
		return;
	}
	if (from_lo && s->words[s->count - 1][0] == 'a' && has(s, "accept"))
		c->lo_accepted = true;
	if (drops(s) && !from_lo &&
	    (asks(s, "saddr", "127.0.0.0/8") || asks(s, "saddr", "127.0.0.1/8")))
		c->dropped4 = true;
	if (drops(s) && !from_lo && asks(s, "saddr", "::1"))
		c->dropped6 = true;
	c->jumps = c->jumps || has(s, "jump") || has(s, "goto");
	if (!c->verdict)
		c->verdict = verdict_for_all(s);
}

static void put_family(struct nft_family *f, const struct chain *c, bool dropped)
{
	f->filtered = true;
	f->drops = f->drops || (c->verdict ? c->verdict == 'd' : c->policy_drops);
	f->jumps = f->jumps || c->jumps;
	f->lo_accepted = f->lo_accepted || c->lo_accepted;
	f->loopback_dropped = f->loopback_dropped || dropped;
}

static void end_chain(const struct chain *c, struct nft_rules *out)
{
	if (!c->input)
		return;
	if (c->ipv4)
		put_family(&out->ipv4, c, c->dropped4);
	if (c->ipv6)
		put_family(&out->ipv6, c, c->dropped6);
}

/* "table inet filter": packets of which families pass through its chains. */
static void take_table(const struct statement *s, struct chain *table)
{
	const char *family = s->count > 2 ? s->words[1] : "ip";

	*table = (struct chain){ .ipv4 = streq(family, "inet") || streq(family, "ip"),
				 .ipv6 = streq(family, "inet") || streq(family, "ip6") };
}

void nft_read(const char *text, struct nft_rules *out)
{
	struct statement s;
	struct chain table = { 0 };
	struct chain chain = { 0 };
	int depth = 0;
	bool in_chain = false;

	*out = (struct nft_rules){ 0 };
	while (next_statement(&text, depth, &s)) {
		const char *first = s.count ? s.words[0] : "";

		if (s.end == '{') {
			if (depth == 0 && streq(first, "table"))
				take_table(&s, &table);
			in_chain = depth == 1 && streq(first, "chain");
			if (in_chain)
				chain = table;
			depth++;
		} else if (s.end == '}') {
			if (in_chain)
				end_chain(&chain, out);
			in_chain = false;
			depth -= depth > 0;
		} else if (in_chain) {
			take_rule(&chain, &s);
		}
		if (depth == 0 &&
		    (streq(first, "add") || streq(first, "insert") || streq(first, "create")))
			out->commands = true;
	}
}
