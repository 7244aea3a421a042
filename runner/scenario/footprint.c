/* SPDX-License-Identifier: MIT */
/*
 * Three streams of facts, sorted alike, are merged: before, after, and the control.  What differs
 * between before and after, and not in the same way between before and the control, is a row.
 */
#include "scenario/footprint.h"

#include "scenario/footprint_facts.h"

enum { OBJECT_LONGEST = 4096 + 256 };

enum which { BEFORE, AFTER, CONTROL, WHICH_COUNT };

/* One class being merged. */
struct merge {
	const struct footprint *f;
	enum footprint_class class;
	bool of_answers; /* facts of commands' answers, and not of a table */
	const struct sink *sink;
	struct class_facts facts[WHICH_COUNT];
	bool here[WHICH_COUNT]; /* the stream has a fact */
};

static void merge_release(struct merge *m)
{
	for (unsigned i = 0; i < WHICH_COUNT; i++)
		class_facts_release(&m->facts[i]);
}

/* --- whose it is --- */

/* NAME of NAME-VERSION-RELEASE.ARCH; neither of the last two has a '-'. */
static void name_of(struct buf *nevra)
{
	for (int i = 0; i < 2; i++) {
		char *dash = nevra->data ? strrchr(nevra->data, '-') : NULL;

		if (!dash)
			return;
		*dash = '\0';
		nevra->len = (size_t)(dash - nevra->data);
	}
}

static bool owner_at(struct evidence *ev, const char *path, struct buf *out)
{
	static const char sql[] =
		"SELECT nevra FROM package_file WHERE path = ?1 ORDER BY nevra LIMIT 1";

	if (!*path || !evidence_text(ev, out, sql, path))
		return false;
	name_of(out);
	return true;
}

/* Packages may still name files by the folders that are links now. */
static bool owner_by_link(struct evidence *ev, const char *path, struct buf *out)
{
	static const char *const links[][2] = {
		{ "/usr/bin/", "/bin" },  { "/usr/bin/", "/usr/sbin" },
		{ "/usr/bin/", "/sbin" }, { "/usr/sbin/", "/sbin" },
		{ "/usr/lib/", "/lib" },  { "/usr/lib64/", "/lib64" },
	};
	static const char sql[] = "SELECT 1 FROM file WHERE path = ?1 AND type = 'symlink'";

	for (size_t i = 0; i < ARRAY_SIZE(links); i++) {
		AUTO(buf) struct buf other = BUF_INIT(BUF_LINE);

		if (!starts_with(path, links[i][0]) || !evidence_text(ev, out, sql, links[i][1]))
			continue;
		buf_addf(&other, "%s/%s", links[i][1], path + strlen(links[i][0]));
		if (owner_at(ev, buf_str(&other), out))
			return true;
	}
	return false;
}

/* What enables a unit, or chooses an alternative, is a link that belongs to what it leads to. */
static bool owner_of_target(struct evidence *ev, const char *path, struct buf *out)
{
	static const char sql[] =
		"SELECT target FROM file WHERE path = ?1 AND type = 'symlink' AND target GLOB '/*'";
	AUTO(buf) struct buf target = BUF_INIT(BUF_TEXT);

	if (!starts_with(path, "/etc/systemd/") && !starts_with(path, "/etc/alternatives/"))
		return false;
	return evidence_text(ev, &target, sql, path) &&
	       (owner_at(ev, buf_str(&target), out) || owner_by_link(ev, buf_str(&target), out));
}

/* A package that has systemd-sysusers make it says so in what it provides. */
static bool owner_of_account(struct evidence *ev, const char *what, const char *name,
			     struct buf *out)
{
	static const char sql[] = "SELECT nevra FROM package_dep WHERE name = ?1 AND "
				  "kind = 'provides' ORDER BY nevra LIMIT 1";
	AUTO(buf) struct buf key = BUF_INIT(BUF_LINE);

	buf_addf(&key, "%s(%s)", what, name);
	if (!evidence_text(ev, out, sql, buf_str(&key)))
		return false;
	name_of(out);
	return true;
}

/* Who owns it in this evidence; "": nobody. */
static void find_owner(const struct merge *m, struct evidence *ev, const char *object,
		       const char *path, struct buf *out)
{
	bool found;

	buf_clear(out);
	if (m->class == FOOTPRINT_PACKAGE) {
		if (!m->f->brought || text_list_has(m->f->brought, object))
			buf_add(out, object);
		return;
	}
	if (m->class == FOOTPRINT_USER)
		found = owner_of_account(ev, "user", object, out);
	else if (m->class == FOOTPRINT_GROUP)
		found = owner_of_account(ev, "group", object, out);
	else
		found = owner_at(ev, path, out) || owner_by_link(ev, path, out) ||
			owner_of_target(ev, path, out);
	if (!found)
		buf_clear(out);
}

/*
 * What was somebody's before it was changed still is, as long as that package is there: a product
 * does not come to own a file of another by naming it as well.
 */
static void find_owner_of_change(const struct merge *m, struct buf *out)
{
	static const char sql[] = "SELECT 1 FROM package WHERE name = ?1 LIMIT 1";
	const struct class_facts *b = &m->facts[BEFORE];
	const struct class_facts *a = &m->facts[AFTER];
	AUTO(buf) struct buf there = BUF_INIT(BUF_LINE);

	find_owner(m, m->f->before, b->object, b->path, out);
	if (!out->len || out->failed || !evidence_text(m->f->after, &there, sql, buf_str(out)))
		find_owner(m, m->f->after, a->object, a->path, out);
}

/* --- one row --- */

static void say(struct buf *out, const struct class_facts *f)
{
	buf_addf(out, "%s%s%s", f->state, *f->state && *f->content ? ", " : "", f->content);
}

static int put_texts(const struct merge *m, const char *object, const char *change,
		     const char *before, const char *after, const char *owner, struct error *err)
{
	AUTO(buf) struct buf clean = BUF_INIT(BUF_TEXT);
	struct row row = row_of(TABLE_footprint);
	size_t len = strlen(object);

	buf_add_clean(&clean, object, len < OBJECT_LONGEST ? len : OBJECT_LONGEST);
	row_text(&row, m->f->scenario);
	row_text(&row, m->f->span);
	row_text(&row, footprint_class_names[m->class]);
	row_text(&row, buf_str(&clean));
	row_text(&row, change);
	row_text(&row, before);
	row_text(&row, after);
	row_text(&row, owner);
	return clean.failed ? error_memory(err) : sink_put(m->sink, &row, err);
}

static int put_change(const struct merge *m, bool before, bool after, struct error *err)
{
	const struct class_facts *b = &m->facts[BEFORE];
	const struct class_facts *a = &m->facts[AFTER];
	const char *change = !before ? "added" : !after ? "removed" : "changed";
	const struct class_facts *it = after ? a : b;
	AUTO(buf) struct buf was = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf is = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf owner = BUF_INIT(BUF_TEXT);

	if (before)
		say(&was, b);
	if (after)
		say(&is, a);
	if (before && after)
		find_owner_of_change(m, &owner);
	else
		find_owner(m, after ? m->f->after : m->f->before, it->object, it->path, &owner);
	if (was.failed || is.failed || owner.failed)
		return error_memory(err);
	return put_texts(m, it->object, change, before && was.len ? buf_str(&was) : NULL,
			 after && is.len ? buf_str(&is) : NULL, buf_str(&owner), err);
}

/* --- the merge --- */

/* The least object that one of them is at; NULL: all are at their end. */
static const char *least(const struct merge *m)
{
	const char *object = NULL;

	for (unsigned i = 0; i < WHICH_COUNT; i++)
		if (m->here[i] && (!object || strcmp(m->facts[i].object, object) < 0))
			object = m->facts[i].object;
	return object;
}

/*
 * Does the control tell the same?  Came or went: yes when it did so there, too.  Changed there:
 * then the content is nobody's, but a state that neither was before nor is there is the product's.
 */
static bool control_too(const struct merge *m, bool b, bool a, bool c)
{
	const struct class_facts *before = &m->facts[BEFORE];
	const struct class_facts *after = &m->facts[AFTER];
	const struct class_facts *control = &m->facts[CONTROL];

	if (!m->f->control || a != c)
		return false; /* came, went or stayed in one of them only */
	if (!a)
		return true;
	if (streq(after->state, control->state) && streq(after->content, control->content))
		return true;
	if (!b)
		return streq(after->state, control->state);
	if (streq(before->state, control->state) && streq(before->content, control->content))
		return false; /* the control left it alone */
	return streq(after->state, control->state) || streq(after->state, before->state);
}

static int merge_one(const struct merge *m, const bool at[WHICH_COUNT], struct error *err)
{
	const struct class_facts *b = &m->facts[BEFORE];
	const struct class_facts *a = &m->facts[AFTER];
	const char *object = at[AFTER] ? a->object : b->object;
	bool contents;

	if (!at[BEFORE] && !at[AFTER])
		return 0;
	contents = at[BEFORE] && at[AFTER] && streq(b->state, a->state);
	if (contents && streq(b->content, a->content))
		return 0;
	if (control_too(m, at[BEFORE], at[AFTER], at[CONTROL]) ||
	    footprint_usual(m->class, object, contents))
		return 0;
	return put_change(m, at[BEFORE], at[AFTER], err);
}

/* Answers are of one boot: what they are compared with is the control, in the same boot. */
static struct evidence *side(const struct merge *m, unsigned which)
{
	if (which == AFTER)
		return m->f->after;
	if (which == BEFORE && !(m->of_answers && m->f->control))
		return m->f->before;
	return m->f->control;
}

static int merge_open(struct merge *m, struct error *err)
{
	int ret = 0;

	for (unsigned i = 0; i < WHICH_COUNT && !ret; i++) {
		struct evidence *ev = side(m, i);

		if (ev)
			ret = m->of_answers
				      ? class_facts_of_answers(&m->facts[i], m->class, ev, err)
				      : class_facts_open(&m->facts[i], m->class, ev, err);
	}
	return ret;
}

static int merge_class(struct merge *m, struct error *err)
{
	const char *object;
	int ret = merge_open(m, err);

	for (unsigned i = 0; i < WHICH_COUNT && !ret; i++)
		if (m->facts[i].unknown)
			return put_texts(m, footprint_class_names[m->class], "unknown", NULL,
					 m->facts[i].why, "", err);
	for (unsigned i = 0; i < WHICH_COUNT; i++)
		m->here[i] = !ret && side(m, i) && class_facts_next(&m->facts[i]);
	while (!ret && (object = least(m)) != NULL) {
		bool at[WHICH_COUNT];

		for (unsigned i = 0; i < WHICH_COUNT; i++)
			at[i] = m->here[i] && streq(m->facts[i].object, object);
		ret = merge_one(m, at, err);
		for (unsigned i = 0; i < WHICH_COUNT && !ret; i++)
			if (at[i])
				m->here[i] = class_facts_next(&m->facts[i]);
	}
	return ret;
}

static int complete(struct evidence *ev, unsigned needs, const char *which, struct error *err)
{
	unsigned lacking = needs & ~evidence_complete(ev);

	for (unsigned i = 0; i < PART_COUNT; i++) {
		const char *why;

		if (!(lacking & PART_BIT(i)))
			continue;
		why = evidence_part_failed(ev, (enum part)i);
		return error_set(err, EIO, "%s: evidence of %s: %s", which, parts[i].name,
				 why ? why : "was not collected");
	}
	return 0;
}

static int readable(struct evidence *ev, const char *which, struct error *err)
{
	return ev && evidence_failed(ev) ? error_set(err, EIO, "%s: %s", which, evidence_why(ev))
					 : 0;
}

static int all_readable(const struct footprint *f, struct error *err)
{
	int ret = readable(f->before, "before", err);

	if (!ret)
		ret = readable(f->after, "after", err);
	return ret ? ret : readable(f->control, "control", err);
}

static int write_class(const struct footprint *f, enum footprint_class class, bool of_answers,
		       const struct sink *sink, struct error *err)
{
	AUTO(merge)
	struct merge m = { .f = f, .class = class, .of_answers = of_answers, .sink = sink };
	int ret = merge_class(&m, err);

	return ret ? ret : all_readable(f, err);
}

int footprint_write(const struct footprint *f, const struct sink *sink, struct error *err)
{
	/* Answers are compared with the control's. */
	unsigned parts_before =
		f->control ? FOOTPRINT_PARTS & ~EVIDENCE(COMMANDS) : FOOTPRINT_PARTS;
	int ret = complete(f->before, parts_before, "before", err);

	if (!ret)
		ret = complete(f->after, FOOTPRINT_PARTS, f->span, err);
	if (!ret && f->control)
		ret = complete(f->control, FOOTPRINT_PARTS, "control", err);
	for (unsigned i = 0; i < FOOTPRINT_CLASS_COUNT && !ret; i++) {
		bool answers = i == FOOTPRINT_FIREWALL || i == FOOTPRINT_DENIAL;

		ret = write_class(f, (enum footprint_class)i, answers, sink, err);
		if (!ret && i == FOOTPRINT_SET_ID) /* and those that no table has */
			ret = write_class(f, FOOTPRINT_SET_ID, true, sink, err);
	}
	return ret;
}

int footprint_unknown(const char *scenario, const char *span, const char *why,
		      const struct sink *sink, struct error *err)
{
	const struct footprint f = { .scenario = scenario, .span = span };
	int ret = 0;

	for (unsigned i = 0; i < FOOTPRINT_CLASS_COUNT && !ret; i++) {
		const struct merge m = { .f = &f, .class = (enum footprint_class)i, .sink = sink };

		ret = put_texts(&m, footprint_class_names[i], "unknown", NULL, why, "", err);
	}
	return ret;
}
