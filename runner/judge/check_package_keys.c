/* SPDX-License-Identifier: MIT */
/*
 * The keys that rpm trusts: those in its key store, be that gpg-pubkey packages of the database or
 * the files of rpm 6.  What is below /etc/pki/rpm-gpg is only offered: dnf imports such a key when
 * a package asks for it.
 */
#include "model/kind.h"

struct package_keys_args {
	struct text_list keys;
	int others;
};

static const struct field fields[] = {
	{ .key = "keys",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct package_keys_args, keys, struct text_list),
	  .help = "fingerprints, lower case hexadecimal; each has to be there",
	  .required = true },
	{ .key = "others",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct package_keys_args, others, int),
	  .help = "true: keys beside these may be there",
	  .fallback = "false" },
	{ 0 },
};

enum { FINGERPRINT_MIN = 40 };

static int check_args(const void *args, struct error *err)
{
	const struct package_keys_args *a = args;

	if (a->keys.count == 0)
		return error_input(err, "keys: an empty list asks nothing");
	for (size_t i = 0; i < a->keys.count; i++) {
		const char *key = a->keys.items[i];

		if (strspn(key, "0123456789abcdef") != strlen(key) || strlen(key) < FINGERPRINT_MIN)
			return error_input(err, "keys: %s: a whole fingerprint, in small letters",
					   key);
	}
	return 0;
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	static const char query[] = "SELECT DISTINCT fingerprint, user FROM openpgp_key "
				    "WHERE origin = 'rpmdb' AND user <> '' ORDER BY 1";
	const struct package_keys_args *a = args;
	AUTO(cursor) struct cursor c = cursor_open(ev, query, 0, NULL);
	AUTO_FREE bool *found = calloc(a->keys.count, sizeof(*found));

	if (!found) {
		finding_error(out, "no memory");
		return;
	}
	while (cursor_next(&c)) {
		const char *fingerprint = cursor_text(&c, 0);
		bool known = false;

		for (size_t i = 0; i < a->keys.count; i++)
			if (streq(a->keys.items[i], fingerprint))
				known = found[i] = true;
		if (known)
			finding_pass(out, fingerprint, "%s", cursor_text(&c, 1));
		else if (a->others != 1)
			finding_fail(out, fingerprint, "none but the vendor's keys",
				     "rpm trusts %s as well", cursor_text(&c, 1));
	}
	for (size_t i = 0; i < a->keys.count; i++)
		if (!found[i])
			finding_fail(out, a->keys.items[i], "in rpm's key store", "is not there");
}

const struct check_kind check_package_keys = {
	.name = "package-keys",
	.summary = "rpm trusts these keys, and no other",
	.example = "{keys: [2bc94fff7015a5f28f1537ad0cd9fed33135ce90]}",
	.needs = EVIDENCE(PACKAGES),
	.args_size = sizeof(struct package_keys_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
