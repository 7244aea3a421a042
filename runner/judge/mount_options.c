/* SPDX-License-Identifier: MIT */
#include "judge/mount_options.h"

#include "base/str.h"

/* A flag of mount(8): the word that sets it, the one that takes it back, and its state by default.
 */
static const struct {
	const char *set;
	const char *unset;
	const char *also; /* words that set it besides, a blank before and behind each */
} flags[] = {
	{ "nodev", "dev", " user users owner group " },
	{ "nosuid", "suid", " user users owner group " },
	{ "noexec", "exec", " user users " },
	{ "ro", "rw", "" },
	{ "noauto", "auto", "" },
	{ "sync", "async", "" },
	{ "noatime", "atime", "" },
	{ "nodiratime", "diratime", "" },
};

static bool one_of(const char *words, const char *word)
{
	AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);

	buf_addf(&whole, " %s ", word);
	return *word && strstr(words, buf_str(&whole));
}

/* The next option into `out`; false: no more. */
static bool next_option(const char **options, struct buf *out)
{
	size_t n;
	bool quoted = false;

	buf_clear(out);
	if (!**options)
		return false;
	for (n = 0; (*options)[n] && (quoted || (*options)[n] != ','); n++)
		quoted ^= (*options)[n] == '"'; /* context="a,b" */
	buf_addn(out, *options, n);
	*options += n + ((*options)[n] == ',');
	return true;
}

bool mount_has_word(const char *options, const char *glob)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);

	while (next_option(&options, &one))
		if (str_glob(glob, buf_str(&one)))
			return true;
	return false;
}

bool mount_has_option(const char *options, const char *glob)
{
	for (size_t i = 0; i < ARRAY_SIZE(flags); i++) {
		AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
		const char *rest = options;
		bool set = false;

		if (!streq(glob, flags[i].set) && !streq(glob, flags[i].unset))
			continue;
		while (next_option(&rest, &one)) {
			if (streq(buf_str(&one), flags[i].set) ||
			    one_of(flags[i].also, buf_str(&one)))
				set = true;
			else if (streq(buf_str(&one), flags[i].unset) ||
				 streq(buf_str(&one), "defaults"))
				set = false;
		}
		return streq(glob, flags[i].set) == set;
	}
	return mount_has_word(options, glob);
}
