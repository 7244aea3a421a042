/* SPDX-License-Identifier: MIT */
/* A hostile list of mirrors gives bases of http and https alone, or an error. */
#include "base/url.h"
#include "source/metalink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(arena) struct arena arena = { 0 };
	char *text = arena_strndup(&arena, (const char *)data, size);
	struct error err = ERROR_INIT;
	struct mirrors m;

	if (!text || mirrors_read(&arena, text, size, &m, &err) < 0)
		return 0;
	if (m.count == 0 || m.count > MIRRORS_MAX || m.known_count > MIRRORS_KNOWN_MAX)
		abort();
	for (size_t i = 0; i < m.count; i++)
		if (!url_has_scheme(m.bases[i], "http") && !url_has_scheme(m.bases[i], "https"))
			abort();
	mirrors_allow(&m, text, size, &err);
	return 0;
}
