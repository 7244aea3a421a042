/* SPDX-License-Identifier: MIT */
#include "judge/startup_test.h"

#include "judge/image.h"
#include "model/coverage.h"

const char *startup_file(const struct startup_context *known, const char *word)
{
	size_t n;

	if (*word == '/')
		return strpbrk(word, "$`*?") ? NULL : word;
	if (*word != '$' || !known->variable || !known->file)
		return NULL;
	word += 1 + (word[1] == '{');
	n = strlen(known->variable);
	if (strncmp(word, known->variable, n) != 0)
		return NULL;
	return streq(word + n, "") || streq(word + n, "}") ? known->file : NULL;
}

/* -e and its kin; what the image has under a path that is not covered may not be known. */
static enum truth file_truth(const struct startup_context *known, char test, const char *word)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf type = BUF_INIT(BUF_LINE);
	const char *path = startup_file(known, word);

	if (!path || !strchr("defrsx", test))
		return MAYBE;
	if (!coverage_has(path) && !(evidence_complete(known->ev) & EVIDENCE(FILES)))
		return MAYBE;
	if (!image_real_path(known->ev, path, &real))
		return coverage_has(buf_str(&real)) ||
				       evidence_complete(known->ev) & EVIDENCE(FILES)
			       ? NEVER
			       : MAYBE;
	evidence_text(known->ev, &type, "SELECT type FROM file WHERE path = ?1", buf_str(&real));
	if (test == 'd')
		return streq(buf_str(&type), "directory") ? ALWAYS : NEVER;
	if (test == 'x' || test == 's')
		return MAYBE;
	return ALWAYS;
}

/* The shell that is looked at is bash. */
static bool is_bash(const char *word)
{
	static const char *const words[] = {
		"$BASH",	   "${BASH}",	       "${BASH-}",	   "$BASH_VERSION",
		"${BASH_VERSION}", "${BASH_VERSION-}", "${BASH_VERSION:-}"
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (streq(word, words[i]))
			return true;
	return false;
}

/* The words between [ and ]. */
static enum truth test_truth(const struct startup_context *known, const char *const *words,
			     size_t count)
{
	if (count > 1 && streq(words[0], "!"))
		return ALWAYS - test_truth(known, words + 1, count - 1);
	if (count == 1 && is_bash(words[0]))
		return ALWAYS;
	if (count != 2 || words[0][0] != '-' || strlen(words[0]) != 2)
		return MAYBE;
	if (words[0][1] == 'n' || words[0][1] == 'z') {
		if (!is_bash(words[1]))
			return MAYBE;
		return words[0][1] == 'n' ? ALWAYS : NEVER;
	}
	return file_truth(known, words[0][1], words[1]);
}

enum truth startup_truth(const struct startup_context *known, const struct startup_listener *to,
			 const struct text_list *words)
{
	static const char *const sure[] = { ":",       "true",	"export",  "readonly",
					    "declare", "umask", "typeset", "unset" };
	const char *name = words->items[0];
	enum truth said = to->condition ? to->condition(to->arg, words) : MAYBE;

	if (said != MAYBE)
		return said;
	if (streq(name, "false"))
		return NEVER;
	for (size_t i = 0; i < ARRAY_SIZE(sure); i++)
		if (streq(name, sure[i]))
			return ALWAYS;
	if (words->count == 3 && streq(name, "shopt") && streq(words->items[1], "-q") &&
	    streq(words->items[2], "login_shell"))
		return ALWAYS;
	if ((streq(name, "[") || streq(name, "[[")) && words->count > 2)
		return test_truth(known, words->items + 1, words->count - 2);
	if (streq(name, "test") && words->count > 1)
		return test_truth(known, words->items + 1, words->count - 1);
	return MAYBE;
}
