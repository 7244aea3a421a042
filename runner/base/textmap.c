/* SPDX-License-Identifier: MIT */
#include "base/textmap.h"

enum { SLOTS_FIRST = 64 };

void textmap_release(struct textmap *m)
{
	for (size_t i = 0; i < m->count; i++)
		free(m->entries[i].text);
	free(m->entries);
	free(m->slots);
	*m = (struct textmap){ 0 };
}

/* FNV-1a */
static uint64_t hash_text(const char *text)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3;
	return h;
}

/* The slot that has the text, or the empty one where it would stand. */
static size_t *find_slot(const struct textmap *m, const char *text, uint64_t hash)
{
	size_t at = (size_t)hash & (m->slots_count - 1);

	for (; m->slots[at]; at = (at + 1) & (m->slots_count - 1)) {
		const struct textmap_entry *e = &m->entries[m->slots[at] - 1];

		if (e->hash == hash && streq(e->text, text))
			break;
	}
	return &m->slots[at];
}

static int grow(struct textmap *m, struct error *err)
{
	size_t slots_count = m->slots_count ? 2 * m->slots_count : SLOTS_FIRST;
	struct textmap_entry *entries =
		reallocarray(m->entries, slots_count / 2, sizeof(*m->entries));
	size_t *slots;

	if (!entries)
		return error_memory(err);
	m->entries = entries;
	slots = calloc(slots_count, sizeof(*slots));
	if (!slots)
		return error_memory(err);
	free(m->slots);
	m->slots = slots;
	m->slots_count = slots_count;
	for (size_t i = 0; i < m->count; i++)
		*find_slot(m, m->entries[i].text, m->entries[i].hash) = i + 1;
	return 0;
}

int textmap_set(struct textmap *m, const char *text, int64_t value, struct error *err)
{
	uint64_t hash = hash_text(text);
	size_t *slot = m->slots_count ? find_slot(m, text, hash) : NULL;
	char *copy;

	if (slot && *slot) {
		m->entries[*slot - 1].value = value;
		return 0;
	}
	if (m->count == m->slots_count / 2) { /* at most half full */
		int ret = grow(m, err);

		if (ret < 0)
			return ret;
	}
	copy = strdup(text);
	if (!copy)
		return error_memory(err);
	m->entries[m->count++] = (struct textmap_entry){ copy, value, hash };
	*find_slot(m, text, hash) = m->count;
	return 0;
}

const struct textmap_entry *textmap_get(const struct textmap *m, const char *text)
{
	const size_t *slot = m->slots_count ? find_slot(m, text, hash_text(text)) : NULL;

	return slot && *slot ? &m->entries[*slot - 1] : NULL;
}
