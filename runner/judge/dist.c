/* SPDX-License-Identifier: MIT */
#include "judge/dist.h"

enum { EVR_MAX = 4096 }; /* bytes; rpm's own versions are far shorter */

/* A missing epoch is 0; an epoch is part of the version. */
static int compare_version(const struct evr_parts *a, const struct evr_parts *b)
{
	int d = evr_vercmp(a->epoch ? a->epoch : "0", b->epoch ? b->epoch : "0");

	return d ? d : evr_vercmp(a->version, b->version);
}

static const char *release_of(const struct evr_parts *p)
{
	return p->release ? p->release : "";
}

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Length of a mark that begins here, with what belongs to it; 0: none. */
static size_t mark_length(const char *s)
{
	static const char *const marks[] = { ".fc", ".azl", ".eln", ".el" };
	size_t n;
	size_t date;

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
		n = strlen(marks[i]);
		if (!starts_with(s, marks[i]) || !digits(s + n))
			continue;
		n += digits(s + n);
		if (streq(marks[i], ".el") && s[n] == '_' && digits(s + n + 1))
			n += 1 + digits(s + n + 1);
		date = s[n] == '.' || s[n] == '~' ? digits(s + n + 1) : 0;
		if (date >= 6 && date <= 8)
			n += 1 + date;
		return is_letter(s[n]) ? 0 : n;
	}
	return 0;
}

void dist_add_base(const char *release, struct buf *out)
{
	while (*release) {
		size_t n = mark_length(release);

		if (!n)
			buf_addc(out, *release++);
		release += n;
	}
}

/* The same with its mark left out. */
static void add_plain(const char *text, struct buf *out)
{
	const char *dash = strrchr(text, '-');

	if (!dash) {
		buf_add(out, text);
		return;
	}
	buf_addn(out, text, (size_t)(dash + 1 - text));
	dist_add_base(dash + 1, out);
}

bool dist_breaks(const char *candidate, const char *fedora, struct dist_dependency dependency)
{
	AUTO(buf) struct buf ours = BUF_INIT(EVR_MAX);
	AUTO(buf) struct buf theirs = BUF_INIT(EVR_MAX);
	AUTO(buf) struct buf wanted = BUF_INIT(EVR_MAX);
	struct evr_range range = dependency.range;
	bool with_ours;
	bool with_theirs;

	if (!range.flags || !range.evr || !strchr(range.evr, '-'))
		return false;
	add_plain(candidate, &ours);
	add_plain(fedora, &theirs);
	add_plain(range.evr, &wanted);
	range.evr = buf_str(&wanted);
	with_ours = evr_overlap((struct evr_range){ EVR_EQUAL, buf_str(&ours) }, range);
	with_theirs = evr_overlap((struct evr_range){ EVR_EQUAL, buf_str(&theirs) }, range);
	return dependency.forbids ? with_ours && !with_theirs : with_theirs && !with_ours;
}

enum dist_class dist_compare(const char *candidate, const char *fedora,
			     const struct dist_dependency *dependencies, size_t count)
{
	AUTO(evr_parts) struct evr_parts a = { 0 };
	AUTO(evr_parts) struct evr_parts b = { 0 };
	AUTO(buf) struct buf ours = BUF_INIT(EVR_MAX);
	AUTO(buf) struct buf theirs = BUF_INIT(EVR_MAX);
	int d;

	/* What cannot be compared is not the same. */
	if (!evr_split(&a, candidate) || !evr_split(&b, fedora))
		return DIST_VERSION_OLDER;
	d = compare_version(&a, &b);
	if (d)
		return d > 0 ? DIST_VERSION_NEWER : DIST_VERSION_OLDER;
	dist_add_base(release_of(&a), &ours);
	dist_add_base(release_of(&b), &theirs);
	d = evr_vercmp(buf_str(&ours), buf_str(&theirs));
	if (d >= 0)
		return d ? DIST_AHEAD : DIST_SAME;
	for (size_t i = 0; dependencies && i < count; i++)
		if (dist_breaks(candidate, fedora, dependencies[i]))
			return DIST_RELEASE_RESET;
	return DIST_BEHIND;
}

bool dist_replaces(const char *candidate, const char *fedora)
{
	AUTO(evr_parts) struct evr_parts a = { 0 };
	AUTO(evr_parts) struct evr_parts b = { 0 };
	int d;

	if (!evr_split(&a, candidate) || !evr_split(&b, fedora))
		return true;
	d = compare_version(&b, &a);
	return d ? d > 0 : evr_vercmp(release_of(&b), release_of(&a)) > 0;
}

const char *dist_word(enum dist_class class)
{
	switch (class) {
	case DIST_SAME:
		return "same";
	case DIST_AHEAD:
		return "ahead";
	case DIST_BEHIND:
		return "behind";
	case DIST_RELEASE_RESET:
		return "release reset";
	case DIST_VERSION_NEWER:
		return "version newer";
	case DIST_VERSION_OLDER:
		return "version older";
	}
	return "";
}
