/* SPDX-License-Identifier: MIT */
/*
 * The ways through a PAM stack (libpam, pam_dispatch.c).  All that a way knows of the modules
 * behind it is one of four verdicts, so that lines times verdicts are all there is to look at,
 * whatever the jumps.
 */
#include <stdlib.h>

#include "judge/pam_stack.h"

enum verdict {
	UNDECIDED, /* no module has decided */
	GOOD,	   /* a success so far */
	OTHER,	   /* decided, but not a success: a new password is wanted ... */
	FAILED,
	VERDICTS,
};

/* _pam_types.h */
enum {
	SUCCESS = 0,
	PERM_DENIED = 6,
	AUTH_ERR = 7,
	MAXTRIES = 11,
	SESSION_ERR = 14,
	CRED_ERR = 17,
	AUTHTOK_ERR = 20,
	IGNORE = 25,
};

struct place {
	size_t line; /* the count of lines: the end */
	enum verdict verdict;
};

/* Which return values of a module are looked at. */
enum outcomes { ALL, ORDINARY };

/* The line behind this one, past what is deeper. */
static size_t next_of_level(const struct pam_stack *s, size_t line)
{
	size_t next = line + 1;

	while (next < s->count && s->items[next].depth > s->items[line].depth)
		next++;
	return next;
}

/* The first line behind the (sub)stack that this one is in. */
static size_t end_of_stack(const struct pam_stack *s, size_t line)
{
	size_t next = line + 1;

	while (next < s->count && s->items[next].depth >= s->items[line].depth)
		next++;
	return s->items[line].depth == 0 ? s->count : next;
}

/* Where a jump over `n` modules leads; false: out of the stack, which libpam takes for a failure.
 */
static bool jump(const struct pam_stack *s, size_t line, int n, size_t *to)
{
	unsigned depth = s->items[line].depth;
	size_t next = line + 1;

	for (; n > 0; n--) {
		if (next >= s->count || s->items[next].depth < depth)
			return false;
		next = next_of_level(s, next);
	}
	*to = next;
	return true;
}

static struct place step(const struct pam_stack *s, struct place at, int code)
{
	int action = s->items[at.line].actions[code];
	struct place to = { at.line + 1, at.verdict };

	switch (action) {
	case PAM_ACTION_IGNORE:
		break;
	case PAM_ACTION_OK:
	case PAM_ACTION_DONE:
		if (at.verdict == UNDECIDED && code == SUCCESS)
			to.verdict = GOOD;
		else if (at.verdict == GOOD && code != SUCCESS && code != IGNORE)
			to.verdict = OTHER;
		if (action == PAM_ACTION_DONE && (to.verdict == GOOD || to.verdict == OTHER))
			to.line = end_of_stack(s, at.line);
		break;
	case PAM_ACTION_BAD:
		to.verdict = FAILED;
		break;
	case PAM_ACTION_DIE:
		to.verdict = FAILED;
		to.line = end_of_stack(s, at.line);
		break;
	case PAM_ACTION_RESET:
		to.verdict = UNDECIDED;
		break;
	default:
		if (!jump(s, at.line, action, &to.line))
			to.verdict = FAILED;
		break;
	}
	return to;
}

/* Its success ends the stack: `sufficient`, or a jump over pam_deny.so. */
static bool ends(const struct pam_stack *s, size_t line)
{
	int action = s->items[line].actions[SUCCESS];
	size_t to;

	if (action == PAM_ACTION_DONE)
		return true;
	if (action <= 0 || !jump(s, line, action, &to))
		return false;
	for (size_t i = line + 1; i < to; i++)
		if (streq(s->items[i].module, "pam_deny.so"))
			return true;
	return false;
}

static bool asks_for_service(const struct pam_line *line)
{
	return streq(line->module, "pam_succeed_if.so") && text_list_has(&line->args, "service");
}

/* May the module of this line return this value? */
static bool may_return(const struct pam_stack *s, size_t line, int code, enum outcomes outcomes)
{
	const struct pam_line *l = &s->items[line];

	if (l->substack)
		return code == IGNORE;
	if (streq(l->module, "pam_permit.so"))
		return code == SUCCESS;
	if (streq(l->module, "pam_deny.so") || !*l->module)
		return code == PERM_DENIED || code == AUTH_ERR || code == SESSION_ERR ||
		       code == CRED_ERR || code == AUTHTOK_ERR;
	return outcomes == ALL || code == SUCCESS || ends(s, line) || asks_for_service(l);
}

/* From where a stack can end well, `without` a line (SIZE_MAX: with all); from its end backwards.
 */
static void mark_good(const struct pam_stack *s, bool (*good)[VERDICTS], size_t without)
{
	memset(good, 0, (s->count + 1) * sizeof(*good));
	good[s->count][GOOD] = true;
	for (size_t line = s->count; line-- > 0;) {
		if (line == without)
			continue;
		for (int code = 0; code < PAM_CODES; code++) {
			if (!may_return(s, line, code, ALL))
				continue;
			for (unsigned v = 0; v < VERDICTS; v++) {
				struct place to = step(s, (struct place){ line, v }, code);

				good[line][v] |= good[to.line][to.verdict];
			}
		}
	}
}

static void mark_ways(const struct pam_stack *s, bool (*ways)[VERDICTS], enum outcomes outcomes)
{
	memset(ways, 0, (s->count + 1) * sizeof(*ways));
	ways[0][UNDECIDED] = true;
	for (size_t line = 0; line < s->count; line++)
		for (int code = 0; code < PAM_CODES; code++) {
			if (!may_return(s, line, code, outcomes))
				continue;
			for (unsigned v = 0; v < VERDICTS; v++) {
				struct place to = step(s, (struct place){ line, v }, code);

				if (ways[line][v])
					ways[to.line][to.verdict] = true;
			}
		}
}

static bool fails(int action)
{
	return action == PAM_ACTION_BAD || action == PAM_ACTION_DIE;
}

bool pam_walk(struct pam_stack *s, const char *type)
{
	size_t size = (s->count + 1) * VERDICTS * sizeof(bool);
	bool(*ways)[VERDICTS] = malloc(size);
	bool(*usual)[VERDICTS] = malloc(size);
	bool(*good)[VERDICTS] = malloc(size);
	bool(*other)[VERDICTS] = malloc(size);
	bool enough = ways && usual && good && other;

	if (enough) {
		mark_ways(s, ways, ALL);
		mark_ways(s, usual, ORDINARY);
		mark_good(s, good, SIZE_MAX);
	}
	for (size_t i = 0; enough && i < s->count; i++) {
		struct pam_line *l = &s->items[i];

		mark_good(s, other, i);
		l->always = good[0][UNDECIDED] && !other[0][UNDECIDED];
		l->binds = fails(l->actions[PERM_DENIED]) && fails(l->actions[AUTH_ERR]) &&
			   fails(l->actions[MAXTRIES]) && fails(l->actions[AUTHTOK_ERR]);
		for (unsigned v = 0; v < VERDICTS; v++) {
			l->possible |= ways[i][v];
			l->reached |= usual[i][v] && (good[i][v] || streq(type, "auth"));
		}
	}
	free(ways);
	free(usual);
	free(good);
	free(other);
	return enough;
}
