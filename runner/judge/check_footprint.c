/* SPDX-License-Identifier: MIT */
/*
 * Every difference that a product makes is accounted for: by its packages, by its manifest, or by
 * the policy.  What the policy forbids is not, whoever owns or declares it.
 */
#include "model/kind.h"
#include "model/manifest.h"

struct footprint_args {
	const char *after;
	struct text_list classes;
	struct text_list allow;
	struct text_list forbid;
	int declared;
	int owned;
	int kept;
};

static const char *const spans[] = { "install", "reboot", "upgrade", "erase", NULL };

static const struct field fields[] = {
	{ .key = "after",
	  .type = FIELD_WORD,
	  .offset = FIELD_OF(struct footprint_args, after, const char *),
	  .help = "the step after which it is looked at",
	  .words = spans,
	  .required = true },
	{ .key = "allow",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct footprint_args, allow, struct text_list),
	  .help = "what may be there: CLASS GLOB, '*' crosses '/': 'file /var/log/*'" },
	{ .key = "classes",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct footprint_args, classes, struct text_list),
	  .help = "classes that are judged; none given: all",
	  .words = footprint_class_names },
	{ .key = "declared",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct footprint_args, declared, int),
	  .help = "true: what the manifest declares is accounted for; after erase, only with kept",
	  .fallback = "true" },
	{ .key = "forbid",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct footprint_args, forbid, struct text_list),
	  .help = "what may not be there even when it is owned, declared or allowed: CLASS GLOB" },
	{ .key = "kept",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct footprint_args, kept, int),
	  .help = "true: after erase, what the manifest says that the product keeps is accounted "
		  "for",
	  .fallback = "false" },
	{ .key = "owned",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct footprint_args, owned, int),
	  .help = "true: what belongs to a package that came with the product is accounted for; "
		  "not given: true, but after erase false" },
	{ 0 },
};

static int check_rules(const struct text_list *rules, struct error *err)
{
	for (size_t i = 0; i < rules->count; i++) {
		const char *rule = rules->items[i];
		size_t n = strcspn(rule, " ");
		bool known = false;

		for (size_t k = 0; footprint_class_names[k]; k++)
			known |= strlen(footprint_class_names[k]) == n &&
				 strncmp(footprint_class_names[k], rule, n) == 0;
		if (!known || !rule[n] || !rule[n + 1])
			return error_input(err, "%s: has to be CLASS GLOB, as 'file /var/log/*'",
					   rule);
	}
	return 0;
}

static int check_args(const void *args, struct error *err)
{
	const struct footprint_args *a = args;
	int ret = check_rules(&a->allow, err);

	return ret ? ret : check_rules(&a->forbid, err);
}

/* --- what the manifests say --- */

struct declared {
	const char *product;
	const char *class;
	const char *object;
	bool keeps;
};

enum { DECLARED_MAX = 4096 };

struct accounts {
	const struct footprint_args *args;
	struct arena arena;
	struct declared *declared;
	size_t declared_count;
	size_t rows;
	size_t owned;
	size_t stated;
	size_t allowed;
	size_t failed;
	struct buf along; /* packages that came by dependency */
	const char *unknown;
};

static void accounts_release(struct accounts *a)
{
	buf_release(&a->along);
	arena_release(&a->arena);
}

static bool read_declared(struct accounts *a, struct evidence *ev, struct findings *out)
{
	static const char sql[] = "SELECT product, class, object, keeps FROM declared ORDER BY 1, "
				  "2, 3, 4";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	a->declared = arena_alloc(&a->arena, DECLARED_MAX * sizeof(*a->declared));
	while (a->declared && cursor_next(&c)) {
		struct declared *d = &a->declared[a->declared_count];

		if (a->declared_count == DECLARED_MAX) {
			finding_error(out, "a manifest declares more than %d things", DECLARED_MAX);
			return false;
		}
		*d = (struct declared){ .product = arena_strdup(&a->arena, cursor_text(&c, 0)),
					.class = arena_strdup(&a->arena, cursor_text(&c, 1)),
					.object = arena_strdup(&a->arena, cursor_text(&c, 2)),
					.keeps = cursor_int(&c, 3) == 1 };
		if (!d->product || !d->class || !d->object)
			break;
		a->declared_count++;
	}
	if (!a->declared || (c.statement && !evidence_failed(ev)))
		finding_error(out, "out of memory");
	return a->declared && !c.statement;
}

static bool ruled(const struct text_list *rules, const char *class, const char *object)
{
	size_t n = strlen(class);

	for (size_t i = 0; i < rules->count; i++)
		if (starts_with(rules->items[i], class) && rules->items[i][n] == ' ' &&
		    str_glob(rules->items[i] + n + 1, object))
			return true;
	return false;
}

static bool is_declared(const struct accounts *a, const char *product, const char *class,
			const char *object)
{
	bool erase = streq(a->args->after, "erase");

	if (a->args->declared == 0 || (erase && a->args->kept != 1))
		return false;
	for (size_t i = 0; i < a->declared_count; i++) {
		const struct declared *d = &a->declared[i];

		if (streq(d->product, product) && streq(d->class, class) && (!erase || d->keeps) &&
		    str_glob(d->object, object))
			return true;
	}
	return false;
}

/* --- rows --- */

enum { SCENARIO, CLASS, OBJECT, CHANGE, WAS, IS, OWNER, PRODUCT, WITH_PRODUCT };

static bool is_owned(const struct accounts *a, const struct cursor *c)
{
	bool erase = streq(a->args->after, "erase");
	int owned = a->args->owned < 0 ? !erase : a->args->owned;

	if (!owned)
		return false;
	/* An account with root's number is root, which no package may be by itself. */
	if (streq(cursor_text(c, CLASS), "user") && strstr(cursor_text(c, IS), "uid 0,"))
		return false;
	if (!streq(cursor_text(c, CLASS), "package"))
		return cursor_int(c, WITH_PRODUCT) == 1;
	/*
	 * A key is no dependency, a package that had to go did not come along, and one that no
	 * transaction brought owns nothing.
	 */
	return !erase && *cursor_text(c, OWNER) && !streq(cursor_text(c, CHANGE), "removed") &&
	       !streq(cursor_text(c, OBJECT), "gpg-pubkey");
}

static void offend(struct accounts *a, const struct cursor *c, bool forbidden, struct findings *out)
{
	AUTO(buf) struct buf object = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf seen = BUF_INIT(BUF_TEXT);
	const char *was = cursor_text(c, WAS);
	const char *is = cursor_text(c, IS);

	buf_addf(&object, "%s %s", cursor_text(c, CLASS), cursor_text(c, OBJECT));
	buf_addf(&seen, "%s in %s", cursor_text(c, CHANGE), cursor_text(c, SCENARIO));
	if (*was || *is)
		buf_addf(&seen, ": %s%s%s", was, *was && *is ? " -> " : "", is);
	if (*cursor_text(c, OWNER) && !streq(cursor_text(c, OWNER), cursor_text(c, OBJECT)))
		buf_addf(&seen, " (of package %s)", cursor_text(c, OWNER));
	a->failed++;
	finding_fail(out, buf_str(&object),
		     forbidden ? "not there: the profile forbids it"
		     : streq(a->args->after, "erase")
			     ? "as it was before the product came"
			     : "in the manifest, or allowed by the profile",
		     "%s", buf_str(&seen));
}

static void judge_row(struct accounts *a, const struct cursor *c, struct findings *out)
{
	const char *class = cursor_text(c, CLASS);
	const char *object = cursor_text(c, OBJECT);
	bool forbidden = ruled(&a->args->forbid, class, object);

	if (a->args->classes.count && !text_list_has(&a->args->classes, class))
		return;
	a->rows++;
	if (streq(cursor_text(c, CHANGE), "unknown")) {
		if (!a->unknown)
			a->unknown = arena_printf(&a->arena, "%s in %s: %s", class,
						  cursor_text(c, SCENARIO), cursor_text(c, IS));
	} else if (forbidden) {
		offend(a, c, true, out);
	} else if (ruled(&a->args->allow, class, object)) {
		a->allowed++;
	} else if (is_declared(a, cursor_text(c, PRODUCT), class, object)) {
		a->stated++;
	} else if (is_owned(a, c)) {
		a->owned++;
		if (streq(class, "package"))
			buf_addf(&a->along, "%s%s", a->along.len ? ", " : "", object);
	} else {
		offend(a, c, false, out);
	}
}

/* A package of the manifest is the product itself, unless it should be gone. */
static void judge_rows(struct accounts *a, struct evidence *ev, struct findings *out)
{
	static const char sql[] =
		"SELECT f.scenario, f.class, f.object, f.change, f.before, f.after, f.owner, "
		"ifnull(s.product, ''), p.object IS NOT NULL FROM footprint f LEFT JOIN (SELECT "
		"name, max(product) AS product FROM scenario GROUP BY name) s ON s.name = "
		"f.scenario LEFT JOIN (SELECT DISTINCT scenario, object FROM footprint WHERE span "
		"= ?1 AND class = 'package' AND change IN ('added', 'changed') AND owner <> '') p "
		"ON p.scenario = "
		"f.scenario AND p.object = f.owner WHERE f.span = ?1 ORDER BY 1, 2, 3, 4, 5, 6, 7";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 1, &a->args->after);

	while (cursor_next(&c))
		judge_row(a, &c, out);
}

/* How often this span was looked at; says so itself when that is not known, or never. */
static size_t looked_at(const struct footprint_args *a, struct evidence *ev, struct findings *out)
{
	static const char sql[] =
		"SELECT s.name, s.outcome, s.reason, t.outcome FROM scenario s LEFT JOIN step t ON "
		"t.scenario = s.name AND t.action = ?1 ORDER BY 1, 2, 3, 4";
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 1, &a->after);
	size_t count = 0;
	size_t others = 0;

	while (cursor_next(&c)) {
		const char *outcome = cursor_text(&c, 1);

		if (!streq(outcome, "passed") && !streq(outcome, "failed"))
			finding_error(out, "scenario %s: %s", cursor_text(&c, 0),
				      *cursor_text(&c, 2) ? cursor_text(&c, 2) : "no outcome");
		count += streq(cursor_text(&c, 3), "passed");
		others += !cursor_null(&c, 3) && !streq(cursor_text(&c, 3), "passed");
	}
	if (others)
		finding_missing(out,
				"what is there after %s is not known: it did not pass in "
				"every scenario",
				a->after);
	else if (!count)
		finding_missing(out, "no scenario has a step %s", a->after);
	return count;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	AUTO(accounts)
	struct accounts a = { .args = args, .along = BUF_INIT(BUF_TEXT) };

	if (!looked_at(args, ev, out) || !read_declared(&a, ev, out))
		return;
	judge_rows(&a, ev, out);
	if (a.unknown && !a.failed)
		finding_missing(out, "not known: %s", a.unknown);
	else if (!a.failed)
		finding_pass(out, a.args->after,
			     "%zu differences: %zu of packages, %zu declared, %zu allowed%s%s",
			     a.rows, a.owned, a.stated, a.allowed,
			     a.along.len ? "; packages that came along: " : "",
			     a.along.len ? buf_str(&a.along) : "");
}

const struct check_kind check_footprint = {
	.name = "footprint",
	.summary = "What a product adds, changes or leaves is accounted for",
	.example = "{after: install, classes: [listener], allow: ['listener tcp 127.*']}",
	.needs = EVIDENCE(SCENARIO),
	.args_size = sizeof(struct footprint_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
