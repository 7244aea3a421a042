/* SPDX-License-Identifier: MIT */
#include "judge/fips_variant.h"

const char *const fips_variant_names[VARIANT_COUNT] = { "upstream", "redhat", "symcrypt" };

static bool any(struct evidence *ev, const char *sql)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	return cursor_next(&c);
}

size_t fips_variants(struct evidence *ev, bool found[VARIANT_COUNT])
{
	found[VARIANT_UPSTREAM] = any(ev, "SELECT 1 FROM integrity WHERE path GLOB '*/fips.so' "
					  "AND source GLOB '*/fipsmodule.cnf'");
	found[VARIANT_REDHAT] = any(ev, "SELECT 1 FROM integrity WHERE path GLOB '*/fips.so' "
					"AND source = '.rodata1'");
	found[VARIANT_SYMCRYPT] = any(ev, "SELECT 1 FROM file WHERE type = 'file' AND path GLOB "
					  "'/usr/lib*/ossl-modules/symcryptprovider.so'");
	return (size_t)found[0] + (size_t)found[1] + (size_t)found[2];
}

bool fips_variant(struct evidence *ev, enum variant *out_variant, struct findings *out)
{
	bool found[VARIANT_COUNT];

	*out_variant = VARIANT_UPSTREAM;
	if (!(evidence_complete(ev) & EVIDENCE(FILES))) {
		finding_missing(out,
				"files were not collected: which provider there is, is not known");
		return false;
	}
	if (fips_variants(ev, found) > 1) {
		finding_error(out,
			      "more than one FIPS provider: nobody can say which is to answer");
		return false;
	}
	for (unsigned v = 0; v < VARIANT_COUNT; v++)
		if (found[v])
			*out_variant = (enum variant)v;
	return true;
}
