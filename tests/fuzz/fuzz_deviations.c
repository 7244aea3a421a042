/* SPDX-License-Identifier: MIT */
/* Bytes as declared deviations: every question has an answer, or the file is refused. */
#include "model/deviations.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const struct deviations *d, const char *name)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_LINE);
	const char *component = deviations_component(d, name);
	const struct declared_package *p = deviations_package(d, name);

	for (int what = DECLARED_VERSION; what <= DECLARED_CONTENT; what++) {
		size_t before = out.len;
		bool said = deviations_say(d, component, (enum declared)what, &out);

		if (!out.failed && said != (out.len > before))
			__builtin_trap();
	}
	deviations_say_removed(d, component, name, &out);
	deviations_say_age(d, component, &out);
	if (p && (!p->file || !p->channel || !p->source))
		__builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "bash", "fuse3", "gcc", "libx", "", "a" };
	AUTO_DEVIATIONS struct deviations *d = NULL;
	struct error err = ERROR_INIT;
	int ret = deviations_read((const char *)data, size, "fuzz", &d, &err);

	if ((ret == 0) != (d != NULL) || ret != -err.code)
		__builtin_trap();
	for (size_t i = 0; d && i < ARRAY_SIZE(names); i++)
		ask(d, names[i]);
	return 0;
}
