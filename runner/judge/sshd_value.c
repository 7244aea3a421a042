/* SPDX-License-Identifier: MIT */
#include "judge/sshd_value.h"

#include <ctype.h>
#include <inttypes.h>

#include "judge/image.h"
#include "judge/sshd_config.h"

/* "2m" and "1h30m" as seconds (misc.c, convtime); what is no time stays as it is. */
static void as_seconds(const char *keyword, const char *value, struct buf *out)
{
	static const char *const times[] = { "logingracetime", "clientaliveinterval" };
	static const char units[] = "smhdw";
	static const int64_t seconds[] = { 1, 60, 3600, 86400, 604800 };
	bool is_time = false;
	int64_t total = 0;

	for (size_t i = 0; i < ARRAY_SIZE(times); i++)
		is_time = is_time || strcasecmp(times[i], keyword) == 0;
	buf_clear(out);
	for (const char *s = value; is_time && *s;) {
		int64_t n = 0;
		size_t digits = strspn(s, "0123456789");
		const char *unit;

		if (digits == 0 || digits > 9)
			is_time = false;
		for (size_t i = 0; i < digits && digits <= 9; i++)
			n = n * 10 + (s[i] - '0');
		s += digits;
		unit = *s ? strchr(units, tolower((unsigned char)*s)) : units;
		if (!unit)
			is_time = false;
		else
			total += n * seconds[unit - units];
		s += *s != '\0';
	}
	if (is_time && *value)
		buf_addf(out, "%" PRId64, total);
	else
		buf_add(out, value);
}

int sshd_parts(const char *value, int64_t numbers[3])
{
	int count = 0;

	while (count < 3) {
		size_t n = strspn(value, "0123456789");

		if (n == 0 || n > 9)
			return 0;
		numbers[count] = 0;
		for (size_t i = 0; i < n; i++)
			numbers[count] = numbers[count] * 10 + (value[i] - '0');
		count++;
		value += n;
		if (!*value)
			return count;
		if (*value++ != ':')
			return 0;
	}
	return 0;
}

bool sshd_parts_at_most(const char *value, const char *limit)
{
	int64_t is[3];
	int64_t most[3];
	int count = sshd_parts(value, is);

	if (count == 0 || count != sshd_parts(limit, most))
		return false;
	for (int i = 0; i < count; i++)
		if (is[i] > most[i])
			return false;
	return true;
}

/* "10" is 10:30:10 (servconf.c, sMaxStartups and fill_default_server_options). */
static bool max_startups(const char *keyword, const char *value, struct buf *out)
{
	int64_t numbers[3];

	if (strcasecmp(keyword, "maxstartups") != 0 || sshd_parts(value, numbers) != 1)
		return false;
	buf_addf(out, "%" PRId64 ":30:%" PRId64, numbers[0], numbers[0]);
	return true;
}

/* Words that sshd compares without regard to case are put in lower case; two have an old name. */
static void normalise(const char *keyword, const char *value, struct buf *out)
{
	static const char *const words[] = { "yes",
					     "no",
					     "none",
					     "any",
					     "all",
					     "local",
					     "remote",
					     "delayed",
					     "prohibit-password",
					     "without-password",
					     "forced-commands-only",
					     "quiet",
					     "fatal",
					     "error",
					     "info",
					     "verbose",
					     "debug",
					     "debug1",
					     "debug2",
					     "debug3" };

	buf_clear(out);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (strcasecmp(words[i], value) != 0)
			continue;
		buf_add(out, streq(words[i], "without-password") ? "prohibit-password" : words[i]);
		return;
	}
	if (!max_startups(keyword, value, out))
		as_seconds(keyword, value, out);
}

static bool in_list(const struct buf *list, const char *name, size_t n)
{
	for (const char *s = buf_str(list); *s;) {
		size_t len = strcspn(s, ",");

		if (len == n && strncmp(s, name, n) == 0)
			return true;
		s += len + (s[len] == ',');
	}
	return false;
}

static void add_name(struct buf *list, const char *name, size_t n)
{
	if (n == 0 || in_list(list, name, n))
		return;
	if (list->len)
		buf_addc(list, ',');
	buf_addn(list, name, n);
}

/* The names of a list that a glob of `globs` matches, or matches not, are added. */
static void add_matching(struct buf *out, const char *list, const char *globs, size_t n, bool match)
{
	AUTO_FREE char *copy = strndup(globs, n);

	if (!copy) {
		out->failed = true;
		return;
	}
	while (*list) {
		size_t len = strcspn(list, ",");
		AUTO_FREE char *name = strndup(list, len);
		bool found = false;

		for (char *s = copy; name && *s;) {
			size_t glob = strcspn(s, ",");
			char end = s[glob];

			s[glob] = '\0';
			found = found || str_glob(s, name);
			s[glob] = end;
			s += glob + (end == ',');
		}
		out->failed = out->failed || !name;
		if (found == match)
			add_name(out, list, len);
		list += len + (list[len] == ',');
	}
}

/* Names, and wildcards that choose of all that is compiled in (kex-names.c, kex_assemble_names). */
static void add_names(const char *keyword, const char *names, struct buf *out)
{
	while (*names) {
		size_t n = strcspn(names, ",");
		size_t before = out->len;

		if (strcspn(names, "*?") < n)
			add_matching(out, sshd_supported(keyword), names, n, true);
		if (out->len == before)
			add_name(out, names, n);
		names += n + (names[n] == ',');
	}
}

void sshd_value(const char *keyword, const char *value, struct buf *out)
{
	const char *built_in = sshd_algorithms(keyword);

	if (!built_in || !*value) {
		normalise(keyword, value, out);
		return;
	}
	buf_clear(out);
	switch (*value) {
	case '-':
		add_matching(out, built_in, value + 1, strlen(value + 1), false);
		break;
	case '+':
		add_names(keyword, built_in, out);
		add_names(keyword, value + 1, out);
		break;
	case '^':
		add_names(keyword, value + 1, out);
		add_names(keyword, built_in, out);
		break;
	default:
		add_names(keyword, value, out);
	}
}

bool sshd_has_word(const char *value, const struct text_list *globs, bool all)
{
	while (*value) {
		size_t n = strcspn(value, " ,");
		AUTO_FREE char *word = strndup(value, n);

		if (n && word && image_matches(globs, word) != all)
			return !all;
		value += n + (value[n] != '\0');
	}
	return all;
}
