/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#define FORMAT(name) extern const struct report_format format_##name;
#include "report/formats.def"
#undef FORMAT

const struct report_format *const report_formats[] = {
#define FORMAT(name) &format_##name,
#include "report/formats.def"
#undef FORMAT
	NULL
};

const struct report_format *report_format(const char *name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (streq(report_formats[i]->name, name))
			return report_formats[i];
	return NULL;
}

static int write_json(const struct results *r, const struct doc *run UNUSED, struct buf *out,
		      struct error *err)
{
	AUTO_DOC struct doc *d = results_to_doc(r);

	return doc_canonical(d, out, err);
}

const struct report_format format_json = {
	.name = "json",
	.summary = "Canonical JSON (RFC 8785): results.json itself",
	.extension = "json",
	.write = write_json,
};
