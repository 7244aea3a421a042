/* SPDX-License-Identifier: MIT */
/*
 * Signatures and digests as a strict reader judges them: rpm 6 of Fedora 43 uses rpm-sequoia, which
 * rejects what older readers take (rpm#2351, #3637), and drops such a package from its lists.
 *
 * - A package needs one signature that is acceptable in all that is asked; a further one may be of
 *   a key that nobody has here, but none may be bad or malformed.
 * - What cannot be verified here (ECDSA, version 6, the payload of an installed package) leaves the
 *   check undecided, never passed.
 * - Of a product, keys that were given when it was collected count; in-image asks for those of the
 *   image it is for.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "judge/image.h"
#include "model/kind.h"

struct signature_args {
	struct text_list packages;
	struct text_list except;
	struct text_list keys;
	struct text_list hashes;
	struct text_list algorithms;
	int64_t rsa_bits;
	int verified;
	int digests;
	int rpmkeys;
	int in_image;
};

#define AT(member, T) .offset = FIELD_OF(struct signature_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "algorithms", .type = FIELD_LIST, AT(algorithms, struct text_list),
	  .help = "algorithms a signature may be made with: rsa, eddsa, ed25519, ml-dsa-65 ...; empty: any" },
	{ .key = "digests", .type = FIELD_BOOL, AT(digests, int),
	  .help = "true: every header carries a SHA-256 digest of itself, and it is right", .fallback = "true" },
	{ .key = "except", .type = FIELD_LIST, AT(except, struct text_list),
	  .help = "globs of names that are not judged" },
	{ .key = "hashes", .type = FIELD_LIST, AT(hashes, struct text_list),
	  .help = "hashes a signature may be made with: sha256, sha512 ...; empty: any" },
	{ .key = "in-image", .type = FIELD_BOOL, AT(in_image, int),
	  .help = "true: of a product: the image it is for has the key as well", .fallback = "false" },
	{ .key = "keys", .type = FIELD_LIST, AT(keys, struct text_list),
	  .help = "globs of fingerprints or key ids, lower case hexadecimal, one of which has signed; empty: any key that is there" },
	{ .key = "packages", .type = FIELD_LIST, AT(packages, struct text_list),
	  .help = "globs of names that are judged", .fallback = "*" },
	{ .key = "rpmkeys", .type = FIELD_BOOL, AT(rpmkeys, int),
	  .help = "true: a second opinion: the image's own rpm lists every package of its database", .fallback = "false" },
	{ .key = "rsa-bits", .type = FIELD_NUMBER, AT(rsa_bits, int64_t),
	  .help = "least size of an RSA or DSA key; 0: any", .fallback = "0" },
	{ .key = "verified", .type = FIELD_BOOL, AT(verified, int),
	  .help = "true: a signature of every package was verified by a key of the image, or, of a product, one that was given; "
		  "false: who has signed is not asked", .fallback = "true" },
	{ 0 }
};

enum { NEVRA, NAME, POSITION, COVERS, ALGORITHM, HASH, KEY, MALFORMED, STATE };
static const char query[] =
	"SELECT p.nevra, p.name, s.position, s.covers, s.algorithm, s.hash, s.key, s.malformed, s.state "
	"FROM package p LEFT JOIN package_signature s ON s.nevra = p.nevra "
	"WHERE p.name <> 'gpg-pubkey' ORDER BY p.nevra, s.position";
/* clang-format on */

/* A public key of the image. */
struct key {
	const char *fingerprint;
	int64_t bits; /* 0: of another kind than RSA and DSA */
};

struct judging {
	const struct signature_args *a;
	struct evidence *ev;
	struct findings *out;
	struct arena arena;
	struct key *keys;
	size_t keys_count;
	size_t keys_cap;
	/* the package that is being looked at */
	const char *nevra;
	bool accepted;
	char refused[256];   /* why a signature does not do; "": none */
	char undecided[256]; /* why one could not be decided */
	char beside[256];    /* ... one of the payload of an installed package */
	size_t judged;
	bool failed; /* no memory */
};

static int check_args(const void *args, struct error *err)
{
	const struct signature_args *a = args;

	if (a->rsa_bits < 0 || a->rsa_bits > 65536)
		return error_input(err, "rsa-bits: has to be from 0 to 65536");
	if (a->verified != 1 && (a->keys.count || a->in_image == 1 || a->rsa_bits))
		return error_input(err, "keys, in-image and rsa-bits need verified: true");
	for (size_t i = 0; i < a->keys.count; i++)
		for (const char *c = a->keys.items[i]; *c; c++)
			if (isupper((unsigned char)*c))
				return error_input(err, "keys: %s: has to be lower case",
						   a->keys.items[i]);
	return 0;
}

/* `\n` is for rpm to read. */
static const char *const *command(const void *args, size_t i, struct arena *arena UNUSED)
{
	static const char *const argv[] = { "/usr/bin/rpm", "-qa", "--qf", "%{NEVRA}\\n", NULL };
	const struct signature_args *a = args;

	return i == 0 && a->rpmkeys == 1 ? argv : NULL;
}

static void load_keys(struct judging *j, struct evidence *ev)
{
	AUTO(cursor)
	struct cursor c =
		cursor_open(ev, "SELECT fingerprint, bits FROM openpgp_key ORDER BY 1, 2", 0, NULL);

	while (cursor_next(&c) && !j->failed) {
		if (j->keys_count == j->keys_cap) {
			size_t cap = j->keys_cap ? 2 * j->keys_cap : 16;
			struct key *keys = reallocarray(j->keys, cap, sizeof(*keys));

			j->failed = !keys;
			if (!keys)
				return;
			j->keys = keys;
			j->keys_cap = cap;
		}
		j->keys[j->keys_count].fingerprint = arena_strdup(&j->arena, cursor_text(&c, 0));
		j->keys[j->keys_count].bits = cursor_int(&c, 1);
		j->failed = !j->keys[j->keys_count++].fingerprint;
	}
}

/* An id is the end of a version 4 fingerprint, and the beginning of a longer one. */
static const char *id_of(const char *fingerprint, char out[17])
{
	size_t len = strlen(fingerprint);

	snprintf(out, 17, "%.16s", len == 40 ? fingerprint + 24 : fingerprint);
	return out;
}

static const struct key *find_key(const struct judging *j, const char *named)
{
	char id[17];

	for (size_t i = 0; i < j->keys_count; i++)
		if (streq(j->keys[i].fingerprint, named) ||
		    (strlen(named) == 16 && streq(id_of(j->keys[i].fingerprint, id), named)))
			return &j->keys[i];
	return NULL;
}

static bool key_wanted(const struct judging *j, const char *key)
{
	char id[17];

	return j->a->keys.count == 0 || image_matches(&j->a->keys, key) ||
	       image_matches(&j->a->keys, id_of(key, id));
}

static void note(char out[256], const char *fmt, ...) PRINTF(2, 3);
static void note(char out[256], const char *fmt, ...)
{
	va_list ap;

	if (*out)
		return;
	va_start(ap, fmt);
	vsnprintf(out, 256, fmt, ap);
	va_end(ap);
}

/* Made in a way that is allowed? */
static bool is_strong(struct judging *j, const struct cursor *c)
{
	const struct signature_args *a = j->a;
	const char *hash = cursor_text(c, HASH);
	const char *algorithm = cursor_text(c, ALGORITHM);

	if (a->hashes.count && !text_list_has(&a->hashes, hash))
		note(j->refused, "signed with the hash %s", hash);
	else if (a->algorithms.count && !text_list_has(&a->algorithms, algorithm))
		note(j->refused, "signed with %s", algorithm);
	else
		return true;
	return false;
}

/* A good signature: is it one of those that are asked for? */
static void judge_good(struct judging *j, const struct cursor *c)
{
	const struct signature_args *a = j->a;
	const char *key = cursor_text(c, KEY);
	const struct key *known = find_key(j, key);

	if (!key_wanted(j, key))
		note(j->refused, "signed by %s", key);
	else if (a->in_image == 1 && !known)
		note(j->refused, "signed by %s, which is no key of the image", key);
	else if (!is_strong(j, c))
		return;
	else if (a->rsa_bits && !known)
		note(j->undecided, "signed by %s, a key whose size is not known", key);
	else if (a->rsa_bits && known->bits && known->bits < a->rsa_bits)
		note(j->refused, "signed by %s, a key of %" PRId64 " bits", key, known->bits);
	else
		j->accepted = true;
}

/* One that was not verified: because there is no key, or because it cannot be. */
static void judge_unverified(struct judging *j, const struct cursor *c, const char *state)
{
	const char *key = *cursor_text(c, KEY) ? cursor_text(c, KEY) : "nobody named";
	const char *algorithm = cursor_text(c, ALGORITHM);

	if (streq(state, "no-key") && evidence_image(j->ev) && find_key(j, key))
		note(j->undecided,
		     "signed by %s, a key of the image: collect the package with --key", key);
	else if (streq(state, "no-key"))
		note(j->refused, "signed by %s, of which there is no key", key);
	else if (!key_wanted(j, key))
		note(j->refused, "signed by %s", key);
	else if (streq(cursor_text(c, COVERS), "all"))
		note(j->beside, "signed by %s together with a payload that is not here", key);
	else
		note(j->undecided, "signed by %s with %s, which cannot be verified here", key,
		     algorithm);
}

static void judge_signature(struct judging *j, const struct cursor *c)
{
	const char *state = cursor_text(c, STATE);

	if (cursor_null(c, STATE))
		return;
	if (!cursor_null(c, MALFORMED)) {
		finding_fail(j->out, j->nevra, "a signature that a strict reader takes",
			     "signature %" PRId64 " (%s): %s", cursor_int(c, POSITION),
			     cursor_text(c, KEY), cursor_text(c, MALFORMED));
		j->accepted = true; /* told once */
	} else if (streq(state, "bad")) {
		finding_fail(j->out, j->nevra, "a signature that fits the package",
			     "signature %" PRId64 " (%s): bad", cursor_int(c, POSITION),
			     cursor_text(c, KEY));
		j->accepted = true;
	} else if (!streq(state, "good") && !streq(state, "no-key") &&
		   !streq(state, "unsupported")) {
		note(j->undecided, "a signature of the unknown state '%.40s'", state);
	} else if (j->a->verified != 1) {
		j->accepted |= is_strong(j, c);
	} else if (streq(state, "good")) {
		judge_good(j, c);
	} else {
		judge_unverified(j, c, state);
	}
}

static void expectation(const struct signature_args *a, char out[256])
{
	if (a->verified != 1)
		snprintf(out, 256, "a signature");
	else if (a->keys.count)
		snprintf(out, 256, "a signature by %s%s", a->keys.items[0],
			 a->keys.count > 1 ? " or another of the keys" : "");
	else
		snprintf(out, 256, "a signature by a key that is known");
}

/* All of its signatures were seen. */
static void end_package(struct judging *j)
{
	char expected[256];

	if (!j->nevra)
		return;
	expectation(j->a, expected);
	j->judged++;
	if (j->accepted)
		return;
	if (!*j->refused && !*j->undecided && !*j->beside)
		finding_fail(j->out, j->nevra, expected, "not signed");
	else if (*j->undecided)
		finding_missing(j->out, "%s: %s", j->nevra, j->undecided);
	else if (*j->refused)
		finding_fail(j->out, j->nevra, expected, "%s", j->refused);
	else
		finding_missing(j->out, "%s: %s", j->nevra, j->beside);
}

static void begin_package(struct judging *j, const char *nevra)
{
	j->nevra = arena_strdup(&j->arena, nevra);
	j->failed |= !j->nevra;
	j->accepted = false;
	j->refused[0] = j->undecided[0] = j->beside[0] = '\0';
}

static bool wanted(const struct signature_args *a, const char *name)
{
	return image_matches(&a->packages, name) && !image_matches(&a->except, name);
}

static void judge_signatures(struct judging *j)
{
	AUTO(cursor) struct cursor c = cursor_open(j->ev, query, 0, NULL);

	while (cursor_next(&c) && !j->failed) {
		if (!wanted(j->a, cursor_text(&c, NAME)))
			continue;
		if (!j->nevra || !streq(j->nevra, cursor_text(&c, NEVRA))) {
			end_package(j);
			begin_package(j, cursor_text(&c, NEVRA));
		}
		judge_signature(j, &c);
	}
	end_package(j);
}

/* Wrong digests, then headers that have none of the kinds that rpm 6 counts. */
static void judge_digests(struct judging *j)
{
	AUTO(cursor)
	struct cursor bad =
		cursor_open(j->ev,
			    "SELECT d.nevra, p.name, d.kind FROM package_digest d JOIN package p "
			    "ON p.nevra = d.nevra "
			    "WHERE d.state = 'bad' AND p.name <> 'gpg-pubkey' ORDER BY 1, 3",
			    0, NULL);
	AUTO(cursor) struct cursor none = { 0 };

	while (cursor_next(&bad))
		if (wanted(j->a, cursor_text(&bad, 1)))
			finding_fail(j->out, cursor_text(&bad, 0), "digests that fit",
				     "%s is wrong", cursor_text(&bad, 2));
	if (j->a->digests != 1)
		return;
	none = cursor_open(
		j->ev,
		"SELECT p.nevra, p.name, (SELECT group_concat(kind || ' ' || state, ', ') FROM "
		"(SELECT kind, state FROM package_digest d WHERE d.nevra = p.nevra AND "
		"kind LIKE 'header-%' ORDER BY 1, 2)) FROM package p WHERE p.name <> 'gpg-pubkey' "
		"AND NOT EXISTS (SELECT 1 FROM package_digest d WHERE d.nevra = p.nevra AND "
		"kind = 'header-sha256') ORDER BY 1",
		0, NULL);
	while (cursor_next(&none)) {
		const char *has = cursor_text(&none, 2);

		if (!wanted(j->a, cursor_text(&none, 1)))
			continue;
		if (strstr(has, "unchecked"))
			finding_missing(j->out, "%s: a digest that cannot be computed here: %s",
					cursor_text(&none, 0), has);
		else
			finding_fail(j->out, cursor_text(&none, 0),
				     "a SHA-256 digest of its header", "%s", *has ? has : "none");
	}
}

/* A line of the text is just this one. */
static bool has_line(const char *text, const char *wanted_line)
{
	const char *line;
	size_t n;

	while (str_line(&text, &line, &n))
		if (n == strlen(wanted_line) && memcmp(line, wanted_line, n) == 0)
			return true;
	return false;
}

static void judge_listing(struct judging *j, const char *listing)
{
	AUTO(cursor)
	struct cursor c = cursor_open(j->ev,
				      "SELECT nevra, name FROM package WHERE "
				      "name <> 'gpg-pubkey' ORDER BY nevra",
				      0, NULL);

	while (cursor_next(&c))
		if (wanted(j->a, cursor_text(&c, 1)) && !has_line(listing, cursor_text(&c, 0)))
			finding_fail(j->out, cursor_text(&c, 0), "listed by the image's own rpm",
				     "in the database, and not in what rpm -qa prints");
}

/* rpm with a strict reader leaves out, without a word on standard output, what it rejects. */
static void judge_second_opinion(struct judging *j)
{
	static const char line[] = "/usr/bin/rpm -qa --qf %{NEVRA}\\n";
	AUTO(cursor) struct cursor c = { 0 };

	if (j->a->rpmkeys != 1)
		return;
	if (!(evidence_complete(j->ev) & EVIDENCE(COMMANDS))) {
		finding_missing(j->out, "no command was run in the image: it was not booted");
		return;
	}
	c = cursor_open(j->ev,
			"SELECT end, code, output FROM command WHERE argv = ?1 ORDER BY 1, 2, 3", 1,
			(const char *[]){ line });
	if (!cursor_next(&c)) {
		finding_missing(j->out, "%s was not run: collect again with this suite", line);
		return;
	}
	if (!streq(cursor_text(&c, 0), "exited"))
		finding_error(j->out, "%s: its output is not whole: %s", line, cursor_text(&c, 0));
	else if (cursor_int(&c, 1) != 0)
		finding_fail(j->out, line, "exit status 0", "exit status %" PRId64,
			     cursor_int(&c, 1));
	else
		judge_listing(j, cursor_text(&c, 2));
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	struct judging j = { .a = args, .ev = ev, .out = out };
	struct evidence *image = evidence_image(ev);

	if (image && !(evidence_complete(image) & EVIDENCE(PACKAGES))) {
		finding_missing(out, "the keys of the image were not collected");
		return;
	}
	load_keys(&j, image ? image : ev);
	judge_signatures(&j);
	judge_digests(&j);
	judge_second_opinion(&j);
	if (j.failed)
		finding_error(out, "no memory");
	else if (j.judged == 0)
		finding_error(out, "the evidence has no package to judge");
	else
		finding_pass(out, "packages", "%zu looked at", j.judged);
	arena_release(&j.arena);
	free(j.keys);
}

const struct check_kind check_signature = {
	.name = "signature",
	.summary = "Packages carry signatures and digests that a strict rpm verifies",
	.example = "{keys: [\"*0cd9fed33135ce90\"], hashes: [sha256, sha512], rsa-bits: 2048}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct signature_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
