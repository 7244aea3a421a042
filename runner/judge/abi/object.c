/* SPDX-License-Identifier: MIT */
#include "judge/abi/object.h"

const struct abi_export *object_exports(const struct object *b, uint32_t name, size_t *count)
{
	size_t low = 0;
	size_t high = b->exports_count;
	size_t end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (b->exports[middle].name < name)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < b->exports_count && b->exports[end].name == name; end++)
		;
	*count = end - low;
	return end > low ? &b->exports[low] : NULL;
}

const struct abi_verdef *object_verdef(const struct object *b, uint32_t version)
{
	for (size_t i = 0; version && i < b->verdefs_count; i++)
		if (b->verdefs[i].version == version)
			return &b->verdefs[i];
	return NULL;
}

bool object_fits(const struct object *b, unsigned class, const char *machine)
{
	/* "0": the header says how wide it is, and could not be read any further */
	bool unknown = b->error && (b->class == 0 || streq(b->machine, "0"));

	return unknown || (b->class == class && streq(b->machine, machine));
}

bool object_has_trait(const struct object *b, const char *trait)
{
	const char *word = b->traits ? b->traits : "";

	while (*word) {
		size_t len = strcspn(word, " ");

		if (len == strlen(trait) && memcmp(word, trait, len) == 0)
			return true;
		word += len;
		word += strspn(word, " ");
	}
	return false;
}

bool version_is_private(const char *version)
{
	return strstr(version, "PRIVATE") || strstr(version, "INTERNAL");
}
