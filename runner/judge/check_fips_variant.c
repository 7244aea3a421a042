/* SPDX-License-Identifier: MIT */
#include "judge/fips_variant.h"

struct fips_variant_args {
	struct text_list allowed;
};

static const char *const words[] = { "upstream", "redhat", "symcrypt", NULL };

static const struct field fields[] = {
	{ .key = "allowed",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct fips_variant_args, allowed, struct text_list),
	  .help = "variants it may be",
	  .words = words,
	  .required = true },
	{ 0 },
};

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	static const char object[] = "FIPS provider of OpenSSL";
	const struct fips_variant_args *a = args;
	AUTO(buf) struct buf names = BUF_INIT(BUF_LINE);
	bool found[VARIANT_COUNT];
	size_t count = fips_variants(ev, found);

	for (unsigned v = 0; v < VARIANT_COUNT; v++) {
		if (!found[v])
			continue;
		buf_addf(&names, "%s%s", names.len ? ", " : "", fips_variant_names[v]);
		if (!text_list_has(&a->allowed, fips_variant_names[v]))
			finding_fail(out, object, "one of those that are allowed", "%s",
				     fips_variant_names[v]);
	}
	if (count == 1)
		finding_pass(out, object, "%s", buf_str(&names));
	else
		finding_fail(out, object, "exactly one", "%s", count ? buf_str(&names) : "none");
}

const struct check_kind check_fips_variant = {
	.name = "fips-variant",
	.summary = "The image has exactly one FIPS provider for OpenSSL, of an allowed variant",
	.example = "{allowed: [upstream, symcrypt]}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct fips_variant_args),
	.fields = fields,
	.evaluate = evaluate,
};
