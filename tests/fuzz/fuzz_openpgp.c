/* SPDX-License-Identifier: MIT */
/* Bytes as a signature, as keys, and as armoured text: facts within their limits, or none. */
#include "collect/openpgp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

static void read_signature(const void *data, size_t size)
{
	struct signature s;

	signature_read(data, size, &s);
	claim(strlen(s.malformed) < sizeof(s.malformed));
	claim(strlen(s.id) == 0 || strlen(s.id) == SIGNER_HEX - 1);
	claim(strlen(s.key) < FINGERPRINT_HEX);
	claim(s.version == 0 || s.version == 3 || s.version == 4 || s.version == 6);
	claim(*s.malformed || (s.version && s.type == 0 && s.has_created && *s.id));
}

static void read_keys(const void *data, size_t size)
{
	AUTO(openpgp_keys) struct openpgp_keys keys = { 0 };
	struct error err = ERROR_INIT;

	claim(openpgp_read_key(&keys, "fuzz", (struct octets){ data, size }, &err) == 0);
	for (size_t i = 0; i < keys.count; i++) {
		claim(strlen(keys.items[i].fingerprint) >= 40 && strlen(keys.items[i].id) == 16);
		claim(keys.items[i].user && keys.items[i].origin);
		claim(openpgp_key_by_id(&keys, keys.items[i].id) != NULL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_FREE char *text = malloc(size + 1);
	const char *at = text;
	unsigned char *block;
	size_t len;

	claim(text != NULL);
	memcpy(text, data, size);
	text[size] = '\0';
	read_signature(data, size);
	read_keys(data, size);
	while ((block = openpgp_unarmour(&at, "PGP PUBLIC KEY BLOCK", &len)) != NULL) {
		read_signature(block, len);
		read_keys(block, len);
		free(block);
	}
	return 0;
}
