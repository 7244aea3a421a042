/* SPDX-License-Identifier: MIT */
#include "judge/access.h"

#include <inttypes.h>
#include <stdio.h>

#include "judge/when.h"

enum { OTHERS = 0007, UNREADABLE = 0010, EVERYBODY_WRITES = 0002, FIELD_MAX = 256 };

/* "user:1000:r--": true with the parts; the name is empty for the file's own group and the mask. */
static bool acl_entry(const char *s, size_t len, char kind[8], bool *named, unsigned *bits)
{
	const char *first = memchr(s, ':', len);
	const char *second = first ? memchr(first + 1, ':', len - (size_t)(first + 1 - s)) : NULL;
	size_t kind_len = first ? (size_t)(first - s) : 0;

	if (!second || kind_len >= 8 || (size_t)(s + len - second) != 4)
		return false;
	memcpy(kind, s, kind_len);
	kind[kind_len] = '\0';
	*named = second > first + 1;
	*bits = 0;
	for (unsigned i = 0; i < 3; i++) {
		if (second[1 + i] == "rwx"[i])
			*bits |= 4U >> i;
		else if (second[1 + i] != '-')
			return false;
	}
	return true;
}

struct acl {
	bool readable;
	bool has_mask;
	bool has_group;
	unsigned mask;
	unsigned group; /* of the file's own group */
	unsigned named;
};

static struct acl acl_read(const char *s)
{
	struct acl a = { .readable = true, .mask = OTHERS };

	while (*s && a.readable) {
		size_t len = strcspn(s, ",");
		char kind[8];
		bool named = false;
		unsigned bits = 0;

		if (!acl_entry(s, len, kind, &named, &bits)) {
			a.readable = false;
		} else if (streq(kind, "mask")) {
			a.mask = bits;
			a.has_mask = true;
		} else if (named && !starts_with(s, "user:0:")) {
			a.named |= bits;
		} else if (!named && streq(kind, "group")) {
			a.group = bits;
			a.has_group = true;
		}
		s += len + (s[len] == ',');
	}
	a.named &= a.mask;
	return a;
}

unsigned access_mode(const struct access_file *f)
{
	struct acl a = acl_read(f->acl ? f->acl : "");

	if (!a.readable || !a.has_mask || !a.has_group)
		return f->mode;
	return (f->mode & ~(unsigned)0070) | (a.group & a.mask) << 3;
}

unsigned access_named(const struct access_file *f)
{
	struct acl a = acl_read(f->acl ? f->acl : "");

	return a.readable ? a.named : UNREADABLE;
}

static enum truth is_id(struct evidence *ev, bool group, const char *wanted, int64_t id)
{
	AUTO(cursor) struct cursor c = { 0 };
	int64_t number;

	if (str_int(wanted, &number))
		return number == id ? TRUTH_YES : TRUTH_NO;
	if (streq(wanted, "root"))
		return id == 0 ? TRUTH_YES : TRUTH_NO;
	if (!(evidence_complete(ev) & EVIDENCE(ACCOUNTS)))
		return TRUTH_UNKNOWN;
	c = cursor_open(ev,
			group ? "SELECT gid FROM group_ WHERE name = ?1"
			      : "SELECT uid FROM account WHERE name = ?1",
			1, &wanted);
	while (cursor_next(&c))
		if (!cursor_null(&c, 0) && cursor_int(&c, 0) == id)
			return TRUTH_YES;
	return TRUTH_NO;
}

static enum truth is_one_of(struct evidence *ev, bool group, const struct text_list *wanted,
			    int64_t id)
{
	enum truth answer = TRUTH_NO;

	for (size_t i = 0; i < wanted->count; i++) {
		enum truth t = is_id(ev, group, wanted->items[i], id);

		if (t == TRUTH_YES)
			return t;
		if (t == TRUTH_UNKNOWN)
			answer = t;
	}
	return answer;
}

static void judge_id(struct evidence *ev, bool group, const struct text_list *wanted,
		     const struct access_file *f, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	const char *what = group ? "group" : "owner";
	int64_t id = group ? f->gid : f->uid;
	char number[32];

	if (wanted->count == 0)
		return;
	if (f->no_owner) {
		finding_missing(out, "%s: its %s is not in the evidence", f->path, what);
		return;
	}
	buf_addf(&expected, "%s ", what);
	for (size_t i = 0; i < wanted->count; i++)
		buf_addf(&expected, "%s%s", i ? " or " : "", wanted->items[i]);
	switch (is_one_of(ev, group, wanted, id)) {
	case TRUTH_YES:
		return;
	case TRUTH_UNKNOWN:
		finding_missing(out,
				"%s: whether %s %" PRId64 " is %s is not known without accounts",
				f->path, what, id, buf_str(&expected) + 6);
		return;
	default:
		break;
	}
	snprintf(number, sizeof(number), "%" PRId64, id);
	if (evidence_text(ev, &name,
			  group ? "SELECT name FROM group_ WHERE gid = CAST(?1 AS INTEGER) "
				  "ORDER BY name"
				: "SELECT name FROM account WHERE uid = CAST(?1 AS INTEGER) "
				  "ORDER BY name",
			  number) &&
	    name.len)
		finding_fail(out, f->path, buf_str(&expected), "%s %s (%s)", what, number,
			     buf_str(&name));
	else
		finding_fail(out, f->path, buf_str(&expected), "%s %s", what, number);
}

/*
 * Bits that must not be there, against the mode and the access list.  A rule about what everybody
 * may do (0002 alone) is not about somebody whom a list names.
 */
static void judge_bits(const struct access_file *f, unsigned forbidden, const char *expected,
		       struct findings *out)
{
	unsigned named = access_named(f);

	if (access_mode(f) & forbidden)
		finding_fail(out, f->path, expected, "mode %04o", f->mode);
	if (!(forbidden & OTHERS & ~(unsigned)EVERYBODY_WRITES) && !(forbidden & 0070))
		return;
	if (named == UNREADABLE)
		finding_missing(out, "%s: its access list could not be read", f->path);
	else if (named & forbidden & OTHERS)
		finding_fail(out, f->path, expected, "mode %04o, and an access list: %s", f->mode,
			     f->acl);
}

static void judge_mode(const struct access_want *w, const struct access_file *f,
		       struct findings *out)
{
	char expected[48];

	if (w->mode >= 0) {
		snprintf(expected, sizeof(expected), "mode %04o", (unsigned)w->mode);
		if (f->mode != (unsigned)w->mode)
			finding_fail(out, f->path, expected, "mode %04o", f->mode);
		else
			judge_bits(f, ~(unsigned)w->mode & OTHERS, expected, out);
	}
	if (w->mode_at_most >= 0) {
		snprintf(expected, sizeof(expected), "mode at most %04o",
			 (unsigned)w->mode_at_most);
		judge_bits(f, ~(unsigned)w->mode_at_most & 07777, expected, out);
	}
	if (w->without_bits > 0) {
		snprintf(expected, sizeof(expected), "none of the bits %04o",
			 (unsigned)w->without_bits);
		judge_bits(f, (unsigned)w->without_bits, expected, out);
	}
}

/* "OWNER:GROUP:BITS"; false: it is not written so. */
static bool split_either(const char *text, char owner[FIELD_MAX], char group[FIELD_MAX], int *bits)
{
	const char *first = strchr(text, ':');
	const char *second = first ? strchr(first + 1, ':') : NULL;

	if (!second || first == text || second == first + 1 || first - text >= FIELD_MAX ||
	    second - first > FIELD_MAX || !str_mode(second + 1, bits))
		return false;
	snprintf(owner, FIELD_MAX, "%.*s", (int)(first - text), text);
	snprintf(group, FIELD_MAX, "%.*s", (int)(second - first - 1), first + 1);
	return true;
}

static enum truth holds(struct evidence *ev, const char *alternative, const struct access_file *f)
{
	char owner[FIELD_MAX];
	char group[FIELD_MAX];
	int bits = 0;
	unsigned named = access_named(f);
	enum truth o;
	enum truth g;

	if (!split_either(alternative, owner, group, &bits) || named == UNREADABLE)
		return TRUTH_UNKNOWN;
	if ((access_mode(f) | named) & (unsigned)bits)
		return TRUTH_NO;
	if (f->no_owner)
		return TRUTH_UNKNOWN;
	o = is_id(ev, false, owner, f->uid);
	g = is_id(ev, true, group, f->gid);
	if (o == TRUTH_NO || g == TRUTH_NO)
		return TRUTH_NO;
	return o == TRUTH_YES && g == TRUTH_YES ? TRUTH_YES : TRUTH_UNKNOWN;
}

static void judge_either(const struct access_want *w, struct evidence *ev,
			 const struct access_file *f, struct findings *out)
{
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	bool unknown = false;

	for (size_t i = 0; i < w->either.count; i++) {
		enum truth t = holds(ev, w->either.items[i], f);

		if (t == TRUTH_YES)
			return;
		unknown = unknown || t == TRUTH_UNKNOWN;
		buf_addf(&expected, "%s%s",
			 i ? " or " : "OWNER:GROUP and no bit of: ", w->either.items[i]);
	}
	if (unknown)
		finding_missing(out,
				"%s: its owner, its group or who they are is not in the "
				"evidence",
				f->path);
	else
		finding_fail(out, f->path, buf_str(&expected), "%" PRId64 ":%" PRId64 " %04o%s%s",
			     f->uid, f->gid, f->mode, f->acl && *f->acl ? ", access list " : "",
			     f->acl ? f->acl : "");
}

void access_judge(const struct access_want *w, struct evidence *ev, const struct access_file *f,
		  struct findings *out)
{
	judge_mode(w, f, out);
	judge_id(ev, false, &w->owner, f, out);
	judge_id(ev, true, &w->group, f, out);
	if (w->either.count)
		judge_either(w, ev, f, out);
}

int access_check(const struct access_want *w, struct error *err)
{
	char owner[FIELD_MAX];
	char group[FIELD_MAX];
	int bits;

	if (w->mode >= 0 && w->mode_at_most >= 0)
		return error_input(err, "mode or mode-at-most, not both");
	for (size_t i = 0; i < w->either.count; i++)
		if (!split_either(w->either.items[i], owner, group, &bits))
			return error_input(err,
					   "either: %s: has to be OWNER:GROUP:BITS, as "
					   "root:root:0177",
					   w->either.items[i]);
	return 0;
}

bool access_asked(const struct access_want *w)
{
	return w->owner.count || w->group.count || w->either.count || w->mode >= 0 ||
	       w->mode_at_most >= 0 || w->without_bits >= 0;
}
