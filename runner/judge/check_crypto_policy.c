/* SPDX-License-Identifier: MIT */
/*
 * The system-wide crypto policy: which one it is, whether all places agree about it, and what its
 * lists let through.
 */
#include "judge/crypto_policy.h"
#include "judge/image.h"
#include "judge/unit_file.h"
#include "model/kind.h"

struct policy_args {
	int agree;
	int backends;
	struct text_list base;
	struct text_list base_not;
	struct text_list subpolicies;
	struct text_list subpolicies_not;
	struct text_list list;
	struct text_list forbidden;
	const char *overlay;
};

static const char *const overlay_words[] = { "none", "declared", "mounted", NULL };
static const char config_file[] = CRYPTO_ETC "/config";
static const char state_file[] = CRYPTO_ETC "/state/current";
static const char dump_file[] = CRYPTO_ETC "/state/CURRENT.pol";
static const char back_ends[] = CRYPTO_ETC "/back-ends";
static const char overlay_unit[] = "fips-crypto-policy-overlay.service";

#define AT(member, T) .offset = FIELD_OF(struct policy_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "agree", .type = FIELD_BOOL, AT(agree, int),
	  .help = "true: config, state, back-ends and mounts say the same policy", .fallback = "false" },
	{ .key = "backends", .type = FIELD_BOOL, AT(backends, int),
	  .help = "true: each back-end is the one the policy ships, with nothing of local.d", .fallback = "false" },
	{ .key = "base", .type = FIELD_LIST, AT(base, struct text_list),
	  .help = "names the policy may have before its first ':'" },
	{ .key = "base-not", .type = FIELD_LIST, AT(base_not, struct text_list),
	  .help = "names it must not have" },
	{ .key = "forbidden", .type = FIELD_LIST, AT(forbidden, struct text_list),
	  .help = "with `list`: globs of what must not be in any of them" },
	{ .key = "list", .type = FIELD_LIST, AT(list, struct text_list),
	  .help = "lists of the policy, as hash or mac@SSH" },
	{ .key = "overlay", .type = FIELD_WORD, AT(overlay, const char *), .words = overlay_words,
	  .help = "with base FIPS, what does for another policy: declared: the unit that puts FIPS over it at boot; "
		  "mounted: it has done so", .fallback = "none" },
	{ .key = "subpolicies", .type = FIELD_LIST, AT(subpolicies, struct text_list),
	  .help = "globs of the only modules it may have" },
	{ .key = "subpolicies-not", .type = FIELD_LIST, AT(subpolicies_not, struct text_list),
	  .help = "globs of modules it must not have" },
	{ 0 }
};
/* clang-format on */

static int check_args(const void *args, struct error *err)
{
	const struct policy_args *a = args;
	const char *const *scopes;

	if (!a->list.count != !a->forbidden.count)
		return error_input(err, "list and forbidden belong together");
	for (size_t i = 0; i < a->list.count; i++) {
		const char *at = strchr(a->list.items[i], '@');

		if (at && at[1] >= 'A' && at[1] <= 'Z' && !crypto_scopes(at + 1, &scopes))
			return error_input(err, "list: no scope %s", at + 1);
	}
	if (a->list.count || a->base.count || a->base_not.count || a->subpolicies.count ||
	    a->subpolicies_not.count || a->agree == 1 || a->backends == 1)
		return 0;
	return error_input(err, "says not what the policy has to be");
}

/* All that one check looks at. */
struct look {
	const struct policy_args *args;
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	struct crypto_policy policy;
	bool over_config; /* something is mounted there in the running system */
	bool over_back_ends;
	bool overlaid; /* by declaration or by mounts FIPS takes the place of the policy */
};

static bool is_mounted(struct evidence *ev, const char *target)
{
	AUTO(cursor) struct cursor c = { 0 };

	if (!(evidence_complete(ev) & EVIDENCE(MOUNTS)))
		return false;
	c = cursor_open(ev, "SELECT 1 FROM mount WHERE target = ?1", 1, &target);
	return cursor_next(&c);
}

static bool is_there(struct evidence *ev, const char *path)
{
	AUTO(buf) struct buf real = BUF_INIT(BUF_LINE);

	return image_real_path(ev, path, &real);
}

/* Would the unit put FIPS over the policy?  Not over FIPS:ANYTHING, even a weakening one. */
static bool overlay_declared(struct look *l)
{
	struct unit_file unit = { 0 };

	if (streq(l->policy.base, "FIPS"))
		return false;
	if (!unit_file_find(l->ev, overlay_unit, &l->arena, &unit, l->out))
		return false;
	return unit_in_use(&unit) && is_there(l->ev, CRYPTO_SHARE "/default-fips-config") &&
	       is_there(l->ev, CRYPTO_SHARE "/back-ends/FIPS");
}

static bool find_overlay(struct look *l)
{
	const char *how = l->args->overlay;

	if (streq(how, "declared"))
		return overlay_declared(l);
	if (!streq(how, "mounted") || streq(l->policy.base, "FIPS"))
		return false;
	if (!(evidence_complete(l->ev) & EVIDENCE(MOUNTS)))
		finding_missing(l->out,
				"the policy is %s, and what is mounted over it is not known",
				l->policy.name);
	return l->over_config && l->over_back_ends;
}

static void tell(struct look *l)
{
	AUTO(buf) struct buf place = BUF_INIT(BUF_LINE);
	bool runs = evidence_complete(l->ev) & EVIDENCE(MOUNTS);
	const char *effective = l->overlaid ? "FIPS" : l->policy.name;

	buf_addf(&place, "%s:%u", config_file, l->policy.line);
	finding_setting(l->out, &(struct setting_fact){ .object = "crypto-policies: policy",
							.set = l->policy.name,
							.place = buf_str(&place),
							.effective = effective,
							.running = runs ? effective : NULL });
}

/* "DEFAULT, FIPS" */
static void add_list(struct buf *b, const char *before, const struct text_list *words)
{
	for (size_t i = 0; i < words->count; i++)
		buf_addf(b, "%s%s", i ? ", " : before, words->items[i]);
}

static void judge_name(struct look *l)
{
	const struct policy_args *a = l->args;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	const char *base = l->overlaid ? "FIPS" : l->policy.base;

	if (a->base.count && !text_list_has(&a->base, base)) {
		add_list(&expected, "one of ", &a->base);
		finding_fail(l->out, config_file, buf_str(&expected), "%s (line %u)",
			     *l->policy.name ? l->policy.name : "no policy", l->policy.line);
	}
	buf_clear(&expected);
	if (text_list_has(&a->base_not, base) || !*base) {
		add_list(&expected, "not ", &a->base_not);
		finding_fail(l->out, config_file, buf_str(&expected), "%s (line %u)",
			     *l->policy.name ? l->policy.name : "no policy", l->policy.line);
	}
	for (size_t i = 0; i < l->policy.subpolicies.count && !l->overlaid; i++) {
		const char *module = l->policy.subpolicies.items[i];

		if ((a->subpolicies.count && !image_matches(&a->subpolicies, module)) ||
		    image_matches(&a->subpolicies_not, module))
			finding_fail(l->out, config_file, "a policy without this module",
				     "%s: module %s", l->policy.name, module);
	}
}

/* state/ says what was made last; the overlay leaves it as it was. */
static void judge_state(struct look *l)
{
	struct crypto_policy state;
	int got;

	if (l->over_config != l->over_back_ends)
		finding_fail(l->out, l->over_config ? config_file : back_ends,
			     "config and back-ends mounted over, or neither",
			     "%s alone is mounted over", l->over_config ? "config" : "back-ends");
	if (l->over_config && l->over_back_ends)
		return;
	got = crypto_policy_named(l->ev, state_file, &l->arena, &state, l->out);
	if (got == 0)
		finding_fail(l->out, state_file, "the policy that was made last", "not there");
	else if (got > 0 && !streq(state.name, l->policy.name))
		finding_fail(l->out, state_file, "what config says", "%s was made, config says %s",
			     state.name, l->policy.name);
}

static void judge_back_end(struct look *l, const char *folder, const char *policy, const char *name)
{
	AUTO(buf) struct buf seen = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);

	buf_addf(&path, "%s/%s.config", folder, name);
	buf_addf(&expected, "that of policy %s", policy);
	switch (crypto_back_end(l->ev, folder, policy, name, &seen)) {
	case BACK_END_RIGHT:
		return;
	case BACK_END_ABSENT:
		finding_fail(l->out, buf_str(&path), buf_str(&expected), "not there");
		return;
	case BACK_END_OTHER:
		if (streq(buf_str(&seen), buf_str(&path)))
			finding_fail(l->out, buf_str(&path), buf_str(&expected),
				     "a file that says something else");
		else
			finding_fail(l->out, buf_str(&path), buf_str(&expected), "%s",
				     buf_str(&seen));
		return;
	case BACK_END_LOCAL:
		if (l->args->backends == 1)
			finding_fail(l->out, buf_str(&path), buf_str(&expected),
				     "that, and what is in " CRYPTO_ETC "/local.d");
		return;
	case BACK_END_UNKNOWN:
		finding_missing(l->out, "what %s or policy %s says is not in the evidence",
				buf_str(&path), policy);
	}
}

/* A policy with modules is generated: nothing is shipped that it could be compared with. */
static void judge_back_ends(struct look *l)
{
	bool in_share = l->overlaid && !l->over_back_ends;
	const char *policy = l->overlaid ? "FIPS" : l->policy.name;
	struct text_list names;

	if (!crypto_back_ends(l->ev, policy, &l->arena, &names)) {
		finding_error(l->out, "the back-ends of %s could not be listed", policy);
		return;
	}
	for (size_t i = 0; i < names.count; i++)
		judge_back_end(l, in_share ? CRYPTO_SHARE "/back-ends/FIPS" : back_ends, policy,
			       names.items[i]);
	if (names.count)
		return;
	if (l->args->backends == 1)
		finding_missing(l->out, "%s is generated: no back-ends of it come with the system",
				policy);
	else
		finding_unchecked(l->out, back_ends, "%s is generated: nothing to compare with",
				  policy);
}

static void judge_local(struct look *l)
{
	struct text_list found;

	if (!image_glob(l->ev, CRYPTO_ETC "/local.d/*.config", &l->arena, &found)) {
		finding_error(l->out, CRYPTO_ETC "/local.d could not be listed");
		return;
	}
	for (size_t i = 0; i < found.count; i++)
		finding_fail(l->out, found.items[i], "nothing beside the policy",
			     "a file that is put behind a back-end");
}

/* One list of the dump: none of its words may match. */
static void judge_list_of(struct look *l, const char *dump, const char *property, const char *scope)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf object = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf bad = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf place = BUF_INIT(BUF_LINE);
	unsigned line = 0;

	buf_addf(&object, "%s%s%s", property, *scope ? "@" : "", scope);
	if (!crypto_list(dump, property, scope, &value, &line)) {
		finding_missing(l->out, "%s has no list %s", dump_file, buf_str(&object));
		return;
	}
	if (value.failed) {
		finding_error(l->out, "%s: list %s is too long to be judged", dump_file,
			      buf_str(&object));
		return;
	}
	for (const char *s = buf_str(&value); *s;) {
		size_t n = strcspn(s, " ");
		AUTO_FREE char *word = strndup(s, n);

		if (word && n && image_matches(&l->args->forbidden, word))
			buf_addf(&bad, "%s%s", bad.len ? " " : "", word);
		s += n + (s[n] == ' ');
	}
	buf_addf(&place, "%s:%u", dump_file, line);
	finding_setting(l->out, &(struct setting_fact){ .object = buf_str(&object),
							.set = buf_str(&value),
							.place = buf_str(&place),
							.effective = buf_str(&value) });
	add_list(&expected, "without ", &l->args->forbidden);
	if (bad.len)
		finding_fail(l->out, buf_str(&object), buf_str(&expected), "%s (%s)", buf_str(&bad),
			     buf_str(&place));
	else
		finding_pass(l->out, buf_str(&object), "%s (%s)", buf_str(&value), buf_str(&place));
}

static void judge_list(struct look *l, const char *dump, const char *list)
{
	const char *at = strchr(list, '@');
	AUTO_FREE char *property = at ? strndup(list, (size_t)(at - list)) : strdup(list);
	const char *const *scopes;

	if (!property)
		finding_error(l->out, "no memory for the lists of a policy");
	else if (at && crypto_scopes(at + 1, &scopes))
		for (size_t i = 0; scopes[i]; i++)
			judge_list_of(l, dump, property, scopes[i]);
	else
		judge_list_of(l, dump, property, at ? at + 1 : "");
}

/* "# Policy DEFAULT dump": is it of the policy that config names? */
static bool is_dump_of(const char *dump, const char *policy)
{
	static const char start[] = "# Policy ";
	size_t n = strlen(policy);

	return starts_with(dump, start) && strncmp(dump + strlen(start), policy, n) == 0 &&
	       starts_with(dump + strlen(start) + n, " dump");
}

static void judge_lists(struct look *l)
{
	AUTO(buf) struct buf dump = BUF_INIT(BUF_TEXT);

	if (l->over_back_ends) {
		finding_missing(l->out,
				"FIPS is mounted over the policy, and its lists are in no dump");
		return;
	}
	if (image_text(l->ev, dump_file, &dump) != IMAGE_TEXT_READ) {
		finding_missing(l->out, "%s is not there, or not in the evidence", dump_file);
		return;
	}
	if (!is_dump_of(buf_str(&dump), l->policy.name)) {
		finding_fail(l->out, dump_file, "a dump of the policy that config names",
			     "its first line is not of %s", l->policy.name);
		return;
	}
	for (size_t i = 0; i < l->args->list.count; i++)
		judge_list(l, buf_str(&dump), l->args->list.items[i]);
}

static void judge(struct look *l)
{
	const struct policy_args *a = l->args;

	l->over_config = is_mounted(l->ev, config_file);
	l->over_back_ends = is_mounted(l->ev, back_ends);
	l->overlaid = find_overlay(l);
	tell(l);
	judge_name(l);
	if (a->agree == 1)
		judge_state(l);
	if (a->agree == 1 || a->backends == 1)
		judge_back_ends(l);
	if (a->backends == 1)
		judge_local(l);
	if (a->list.count)
		judge_lists(l);
	finding_pass(l->out, config_file, "%s%s", l->policy.name,
		     l->overlaid ? ", with FIPS put over it" : "");
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct look l = { .args = args, .ev = ev, .out = out };

	switch (crypto_policy_named(ev, config_file, &l.arena, &l.policy, out)) {
	case 0:
		finding_fail(out, config_file, "the name of a policy", "not there");
		break;
	case 1:
		judge(&l);
		break;
	default:
		break; /* told */
	}
	arena_release(&l.arena);
}

const struct check_kind check_crypto_policy = {
	.name = "crypto-policy",
	.summary = "The system-wide crypto policy: its name, that all places agree, its lists",
	.example = "{base-not: [LEGACY], agree: true}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(MOUNTS),
	.args_size = sizeof(struct policy_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
