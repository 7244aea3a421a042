/* SPDX-License-Identifier: MIT */
#include "judge/abi/names.h"

enum { SLOTS_FIRST = 4096 };

void names_release(struct names *n)
{
	arena_release(&n->arena);
	free(n->texts);
	free(n->slots);
	*n = (struct names){ 0 };
}

/* FNV-1a, folded. */
static uint32_t hash_text(const char *text)
{
	uint64_t h = 0xcbf29ce484222325U;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001b3U;
	return (uint32_t)(h ^ h >> 32);
}

/* The slot where the text stands, or the free one where it would stand. */
static struct name_slot *slot_of(const struct names *n, uint32_t hash, const char *text)
{
	for (size_t at = hash;; at++) {
		struct name_slot *slot = &n->slots[at & (n->slots_count - 1)];

		if (!slot->name || (slot->hash == hash && strcmp(n->texts[slot->name], text) == 0))
			return slot;
	}
}

static void move_slots(struct names *to, const struct names *from)
{
	for (uint32_t i = 0; i < from->slots_count; i++) {
		size_t at = from->slots[i].hash;

		if (!from->slots[i].name)
			continue;
		while (to->slots[at & (to->slots_count - 1)].name)
			at++;
		to->slots[at & (to->slots_count - 1)] = from->slots[i];
	}
}

/* Twice the room; at most half of the slots are ever taken. */
static bool grow(struct names *n)
{
	struct names more = *n;

	if (n->slots_count > UINT32_MAX / 4)
		return false;
	more.slots_count = n->slots_count ? n->slots_count * 2 : SLOTS_FIRST;
	more.slots = calloc(more.slots_count, sizeof(*more.slots));
	if (!more.slots)
		return false;
	more.texts = realloc(n->texts, more.slots_count / 2 * sizeof(*more.texts));
	if (!more.texts) {
		free(more.slots);
		return false;
	}
	if (!more.count)
		more.texts[more.count++] = "";
	move_slots(&more, n);
	free(n->slots);
	*n = more;
	return true;
}

uint32_t names_add(struct names *n, const char *text)
{
	uint32_t hash = hash_text(text);
	struct name_slot *slot;
	char *copy;

	if (!*text)
		return 0;
	if (n->count >= n->slots_count / 2 && !grow(n))
		return NAME_NONE;
	slot = slot_of(n, hash, text);
	if (slot->name)
		return slot->name;
	copy = arena_strdup(&n->arena, text);
	if (!copy)
		return NAME_NONE;
	n->texts[n->count] = copy;
	*slot = (struct name_slot){ .hash = hash, .name = n->count };
	return n->count++;
}

uint32_t names_find(const struct names *n, const char *text)
{
	uint32_t found;

	if (!*text)
		return 0;
	found = n->slots_count ? slot_of(n, hash_text(text), text)->name : 0;
	return found ? found : NAME_NONE;
}

const char *names_text(const struct names *n, uint32_t name)
{
	return name < n->count ? n->texts[name] : "";
}
