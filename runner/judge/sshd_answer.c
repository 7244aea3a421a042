/* SPDX-License-Identifier: MIT */
#include "judge/sshd_answer.h"

#include "judge/sshd_value.h"

static const char whose[] = "default of OpenSSH 10.0";

void sshd_answer_release(struct sshd_answer *a)
{
	buf_release(&a->value);
	buf_release(&a->place);
	buf_release(&a->losers);
	buf_release(&a->against);
}

static bool is_it(const char *keyword, const struct sshd_setting *s)
{
	return strcasecmp(s->keyword, keyword) == 0;
}

/* What stands under "Match all" is all that counts, where there is any. */
static bool counts(const char *keyword, const struct sshd_config *c, size_t i)
{
	bool overridden = false;

	for (size_t k = 0; k < c->count; k++)
		overridden = overridden || (is_it(keyword, &c->items[k]) && !c->items[k].match &&
					    c->items[k].overrides);
	return is_it(keyword, &c->items[i]) && !c->items[i].match &&
	       c->items[i].overrides == overridden;
}

static void add_loser(struct sshd_answer *n, const struct sshd_setting *s)
{
	buf_addf(&n->losers, "%s%s:%u: ", n->losers.len ? "\n" : "", s->file, s->line);
	buf_add(&n->losers, s->value);
	buf_addf(&n->against, ", not %s at %s:%u", s->value, s->file, s->line);
}

void sshd_find_global(const struct sshd_config *c, struct sshd_answer *n)
{
	bool collects = sshd_collects(n->keyword);
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < c->count; i++) {
		const struct sshd_setting *s = &c->items[i];

		if (!is_it(n->keyword, s) || s->match)
			continue;
		if (!counts(n->keyword, c, i) || (n->set && !collects)) {
			add_loser(n, s);
			continue;
		}
		buf_addf(&value, "%s%s", n->set ? " " : "", s->value);
		buf_addf(&n->place, "%s%s:%u", n->set ? ", " : "", s->file, s->line);
		n->set = true;
		n->option = n->option || s->option;
	}
	if (!n->set) {
		buf_add(&value, sshd_default(n->keyword));
		buf_add(&n->place, whose);
	}
	sshd_value(n->keyword, buf_str(&value), &n->value);
	n->value.failed = n->value.failed || value.failed;
}

bool sshd_begins_block(const char *keyword, const struct sshd_config *c, size_t i)
{
	const struct sshd_setting *s = &c->items[i];

	if (!s->match || !is_it(keyword, s))
		return false;
	for (size_t k = 0; k < i; k++)
		if (is_it(keyword, &c->items[k]) && c->items[k].match &&
		    streq(c->items[k].match, s->match))
			return false;
	return true;
}

void sshd_find_in_block(const struct sshd_config *c, struct sshd_answer *n)
{
	bool collects = sshd_collects(n->keyword);
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	for (size_t i = 0; i < c->count; i++) {
		const struct sshd_setting *s = &c->items[i];

		if (!is_it(n->keyword, s) || !s->match || !streq(s->match, n->match))
			continue;
		if (n->set && !collects) {
			add_loser(n, s);
			continue;
		}
		buf_addf(&value, "%s%s", n->set ? " " : "", s->value);
		buf_addf(&n->place, "%s%s:%u", n->set ? ", " : "", s->file, s->line);
		n->set = true;
	}
	sshd_value(n->keyword, buf_str(&value), &n->value);
	n->value.failed = n->value.failed || value.failed;
}
