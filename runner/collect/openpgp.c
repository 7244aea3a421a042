/* SPDX-License-Identifier: MIT */
/*
 * librpm's keyring, with packages*.c its one door.  Only calls that 4.18 and 6 both declare.
 *
 * - What librpm thinks of a hostile key or signature goes to its log, which whoever calls has
 *   silenced: here only its answer counts.
 * - librpm finds a key by the id that a signature names, also outside of what is signed; so the key
 *   that is told of a good signature is the one that verified it, not the one it names.
 */
#include "collect/openpgp.h"

#include <stdio.h>

#include <rpm/rpmbase64.h>
#include <rpm/rpmkeyring.h>
#include <rpm/rpmlog.h>
#include <rpm/rpmpgp.h>

#include "base/fs.h"
#include "collect/collect.h"

void openpgp_keys_release(struct openpgp_keys *keys)
{
	for (size_t i = 0; i < keys->count; i++) {
		free(keys->items[i].origin);
		free(keys->items[i].user);
	}
	free(keys->items);
	if (keys->ring)
		rpmKeyringFree(keys->ring);
	*keys = (struct openpgp_keys){ 0 };
}

const struct openpgp_key *openpgp_key_by_id(const struct openpgp_keys *keys, const char *id)
{
	for (size_t i = 0; i < keys->count; i++)
		if (streq(keys->items[i].id, id))
			return &keys->items[i];
	return NULL;
}

/* RFC 4880, 6.2: header lines, an empty line, base64, a checksum that protects from nothing. */
unsigned char *openpgp_unarmour(const char **text, const char *kind, size_t *len)
{
	AUTO(buf) struct buf base64 = BUF_INIT(2 * OPENPGP_FILE_MAX);
	char begin[64];
	const char *at;
	const char *line;
	size_t n;
	bool body = false;
	void *bytes = NULL;

	snprintf(begin, sizeof(begin), "-----BEGIN %s-----", kind);
	at = strstr(*text, begin);
	if (!at)
		return NULL;
	at += strlen(begin);
	str_line(&at, &line, &n); /* the rest of this line */
	*text = at;
	while (str_line(&at, &line, &n) && !(n >= 5 && memcmp(line, "-----", 5) == 0)) {
		if (n > 0 && line[n - 1] == '\r')
			n--;
		if (n > 0 && line[0] == '=')
			continue;
		if (!body && n > 0 && memchr(line, ':', n))
			continue;
		body = true;
		buf_addn(&base64, line, n);
		*text = at;
	}
	if (base64.failed || rpmBase64Decode(buf_str(&base64), &bytes, len) != 0)
		return NULL;
	return bytes;
}

/* Into librpm's ring; a key that it does not take cannot verify. */
static int add_to_ring(struct openpgp_keys *keys, struct octets certificate, struct error *err)
{
	rpmPubkey key = rpmPubkeyNew(certificate.p, certificate.len);
	rpmPubkey *subkeys;
	int count = 0;

	if (!key)
		return 0;
	if (!keys->ring)
		keys->ring = rpmKeyringNew();
	if (!keys->ring) {
		rpmPubkeyFree(key);
		return error_memory(err);
	}
	subkeys = rpmGetSubkeys(key, &count);
	rpmKeyringAddKey(keys->ring, key);
	for (int i = 0; i < count; i++) {
		rpmKeyringAddKey(keys->ring, subkeys[i]);
		rpmPubkeyFree(subkeys[i]);
	}
	free(subkeys);
	rpmPubkeyFree(key);
	return 0;
}

/* One primary key after another, each with what follows it. */
static int add_packets(struct openpgp_keys *keys, const char *origin, struct octets packets,
		       struct error *err)
{
	struct octets rest = packets;
	struct octets one = { 0 };
	struct octets body;
	unsigned tag;
	int ret = openpgp_read_key(keys, origin, packets, err);

	while (ret == 0 && keys->count < OPENPGP_KEYS_MAX && rest.len > 0) {
		const unsigned char *at = rest.p;

		if (octets_packet(&rest, &tag, &body))
			break;
		if (tag == OPENPGP_KEY) {
			if (one.p)
				ret = add_to_ring(keys, one, err);
			one.p = at;
		}
		one.len = one.p ? (size_t)(rest.p - one.p) : 0;
	}
	if (ret == 0 && one.p)
		ret = add_to_ring(keys, one, err);
	return ret;
}

int openpgp_keys_add(struct openpgp_keys *keys, const char *origin, const void *data, size_t len,
		     struct error *err)
{
	struct octets bytes = { data, len };
	AUTO_FREE char *copy = NULL;
	const char *text;
	int ret = 0;

	if (len > OPENPGP_FILE_MAX || len == 0)
		return 0;
	if (bytes.p[0] & 0x80)
		return add_packets(keys, origin, bytes, err);
	copy = strndup(data, len);
	if (!copy)
		return error_memory(err);
	text = copy;
	for (;;) {
		AUTO_FREE unsigned char *block =
			openpgp_unarmour(&text, "PGP PUBLIC KEY BLOCK", &bytes.len);

		if (!block || ret < 0)
			return ret;
		bytes.p = block;
		ret = add_packets(keys, origin, bytes, err);
	}
}

static bool was_given(const struct openpgp_keys *keys, const char *origin)
{
	for (size_t i = 0; i < keys->count; i++)
		if (streq(keys->items[i].origin, origin))
			return true;
	return false;
}

int openpgp_keys_add_files(struct openpgp_keys *keys, const struct text_list *files,
			   struct error *err)
{
	int ret = 0;

	for (size_t i = 0; files && i < files->count && ret == 0; i++) {
		AUTO(buf) struct buf text = BUF_INIT(OPENPGP_FILE_MAX);
		ret = fs_read(files->items[i], &text, err);
		if (ret < 0)
			return error_input(err, "%s: no key can be read from it: %s",
					   files->items[i], strerror(-ret));
		ret = openpgp_keys_add(keys, files->items[i], text.data, text.len, err);
		if (ret == 0 && !was_given(keys, files->items[i]))
			ret = error_input(err, "%s: has no OpenPGP public key", files->items[i]);
	}
	return ret;
}

int openpgp_keys_put(const struct openpgp_keys *keys, const struct sink *sink, struct error *err)
{
	int ret = 0;

	for (size_t i = 0; i < keys->count && ret == 0; i++) {
		const struct openpgp_key *k = &keys->items[i];
		struct row row = row_of(TABLE_openpgp_key);
		char algorithm[16];

		openpgp_algorithm_name(k->algorithm, algorithm);
		row_text(&row, k->origin);
		row_text(&row, k->fingerprint);
		row_text(&row, algorithm);
		if (k->bits)
			row_int(&row, k->bits);
		else
			row_null(&row);
		row_int(&row, k->created);
		if (k->expires)
			row_int(&row, k->expires);
		else
			row_null(&row);
		row_text(&row, k->user);
		ret = sink_put(sink, &row, err);
	}
	return ret;
}

/* What librpm 4.18 with Debian's own OpenPGP verifies truly; of ECDSA it says bad, always. */
static bool supported(const struct signature *s)
{
	return (s->version == 3 || s->version == 4) &&
	       (s->algorithm == OPENPGP_RSA || s->algorithm == OPENPGP_RSA_SIGN ||
		s->algorithm == OPENPGP_DSA || s->algorithm == OPENPGP_EDDSA);
}

const char *openpgp_verify(const struct openpgp_keys *keys, const struct signature *signature,
			   const void *packet, size_t len, DIGEST_CTX digest,
			   const struct openpgp_key **key)
{
	pgpDigParams params = NULL;
	char id[SIGNER_HEX];
	rpmRC code;

	*key = NULL;
	if (!signature->version)
		return "bad";
	if (!supported(signature) || !digest || !keys->ring)
		return openpgp_key_by_id(keys, signature->id) ? "unsupported" : "no-key";
	if (pgpPrtParams(packet, len, PGPTAG_SIGNATURE, &params) != 0)
		return *signature->malformed ? "bad" : "unsupported";
	code = rpmKeyringVerifySig(keys->ring, params, digest);
	openpgp_hex(pgpDigParamsSignID(params), PGP_KEYID_LEN, id);
	pgpDigParamsFree(params);
	if (code == RPMRC_OK)
		*key = openpgp_key_by_id(keys, id);
	if (*key)
		return "good";
	if (code != RPMRC_NOKEY)
		return "bad";
	/* a key that is here and that librpm could not take, or not find */
	return openpgp_key_by_id(keys, signature->id) ? "unsupported" : "no-key";
}

void signature_mind_key(struct signature *s, const struct openpgp_key *key)
{
	if (!key || *s->malformed)
		return;
	if (key->revoked)
		snprintf(s->malformed, sizeof(s->malformed), "made by a key that is revoked");
	else if (key->expires && s->has_created && s->created > key->expires)
		snprintf(s->malformed, sizeof(s->malformed), "made after its key had expired");
}

static int feed_file(DIGEST_CTX digest, const char *path, struct error *err)
{
	AUTO(buf) struct buf bytes = BUF_INIT(BUF_TEXT);
	int ret = fs_read(path, &bytes, err);

	if (ret == 0)
		rpmDigestUpdate(digest, bytes.data, bytes.len);
	return ret;
}

/* RFC 9580, 9.5: what must not be relied on. */
static bool weak_hash(unsigned hash)
{
	return hash >= 1 && hash <= 3;
}

/* One packet of a detached signature. */
static int try_signature(const struct openpgp_keys *keys, const char *data, struct octets packet,
			 char key[17], struct error *err)
{
	const struct openpgp_key *by = NULL;
	const char *state;
	struct signature s;
	DIGEST_CTX digest;
	int ret = 0;

	signature_read(packet.p, packet.len, &s);
	if (*s.malformed)
		return error_set(err, EBADMSG, "%s", s.malformed);
	if (weak_hash(s.hash))
		return error_set(err, EBADMSG,
				 "signed over a digest of which collisions can be made (MD5, "
				 "SHA-1, RIPEMD-160)");
	digest = rpmDigestInit((int)s.hash, 0);
	if (digest)
		ret = feed_file(digest, data, err);
	state = ret == 0 ? openpgp_verify(keys, &s, packet.p, packet.len, digest, &by) : "";
	rpmDigestFinal(digest, NULL, NULL, 0);
	if (ret < 0)
		return ret;
	if (by) {
		signature_mind_key(&s, by);
		if (*s.malformed)
			return error_set(err, EBADMSG, "signed by %s: %s", s.key, s.malformed);
		memcpy(key, by->id, sizeof(by->id));
		return 0;
	}
	if (streq(state, "no-key"))
		return error_set(err, EBADMSG, "signed by %s, which none of the keys is", s.key);
	if (streq(state, "unsupported"))
		return error_set(err, EBADMSG, "signed by %s in a way that cannot be verified here",
				 s.key);
	return error_set(err, EBADMSG, "the signature of %s does not fit the data", s.key);
}

/* Good when one of the packets is. */
static int try_packets(const struct openpgp_keys *keys, const char *data, struct octets packets,
		       char key[17], struct error *err)
{
	enum { SIGNATURES_MAX = 16 };
	int ret = error_set(err, EBADMSG, "there is no signature in it");

	for (size_t i = 0; i < SIGNATURES_MAX && packets.len > 0; i++) {
		struct octets one = packets;
		struct octets body;
		unsigned tag;

		if (octets_packet(&packets, &tag, &body))
			return error_set(err, EBADMSG, "what is in it is no signature");
		one.len -= packets.len;
		ret = try_signature(keys, data, one, key, err);
		if (ret != -EBADMSG)
			return ret;
	}
	return ret;
}

static int no_log(rpmlogRec rec UNUSED, rpmlogCallbackData data UNUSED)
{
	return 0;
}

int collect_keys(const struct text_list *files, struct error *err)
{
	AUTO(openpgp_keys) struct openpgp_keys ring = { 0 };
	int ret;

	rpmInitCrypto();
	rpmlogSetCallback(no_log, NULL);
	ret = openpgp_keys_add_files(&ring, files, err);
	rpmlogSetCallback(NULL, NULL);
	rpmlogClose();
	rpmFreeCrypto();
	return ret;
}

int collect_signature(const struct text_list *keys, const char *data, const char *signature,
		      char key[17], struct error *err)
{
	AUTO(openpgp_keys) struct openpgp_keys ring = { 0 };
	AUTO(buf) struct buf bytes = BUF_INIT(OPENPGP_FILE_MAX);
	AUTO_FREE unsigned char *block = NULL;
	struct octets packets;
	int ret;

	rpmInitCrypto();
	rpmlogSetCallback(no_log, NULL);
	ret = openpgp_keys_add_files(&ring, keys, err);
	if (ret == 0)
		ret = fs_read(signature, &bytes, err);
	if (ret == 0) {
		const char *text = buf_str(&bytes);

		packets = (struct octets){ (const unsigned char *)text, bytes.len };
		block = openpgp_unarmour(&text, "PGP SIGNATURE", &packets.len);
		if (block)
			packets.p = block;
		else
			packets.len = bytes.len;
		ret = try_packets(&ring, data, packets, key, err);
	}
	rpmlogSetCallback(NULL, NULL);
	rpmlogClose();
	rpmFreeCrypto();
	return ret < 0 ? error_wrap(err, "%s", signature) : 0;
}
