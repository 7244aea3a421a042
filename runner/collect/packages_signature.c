/* SPDX-License-Identifier: MIT */
/*
 * Signatures and digests of a package: rows of package_signature and package_digest.
 *
 * - A header's immutable region, with the magic before it, is what header signatures and digests
 *   are of (rpm's docs/manual/format_v4.md).
 * - Every signature is told, also one that librpm would pass over.
 */
#include <stdio.h>

#include <rpm/header.h>
#include <rpm/rpmbase64.h>
#include <rpm/rpmtd.h>

#include "base/sha256.h"
#include "collect/packages_header.h"

/* Tags that librpm 4.18 does not name: rpmtag.h of 6.0. */
enum {
	TAG_OPENPGP = 278,
	TAG_SHA3_256HEADER = 279,
	TAG_PAYLOADSHA256 = 5092, /* PAYLOADDIGEST of 4.18 */
	TAG_PAYLOADSHA256ALGO = 5093,
	TAG_PAYLOADSHA256ALT = 5097,
	TAG_PACKAGEDIGESTS = 5118,
	TAG_PACKAGEDIGESTALGOS = 5119,
	TAG_PAYLOADSHA512 = 5121,
	TAG_PAYLOADSHA512ALT = 5122,
	TAG_PAYLOADSHA3_256 = 5123,
	TAG_PAYLOADSHA3_256ALT = 5124,
};

enum { SIGNATURES_MAX = 64, HASH_MD5 = 1, HASH_SHA1 = 2, HASH_SHA256 = 8, HASH_SHA512 = 10 };

/* One package while its signatures are looked at. */
struct package {
	struct packages *p;
	const char *nevra;
	struct octets region; /* without the magic; empty: the header has none */
	int position;
};

static void put_header_into(DIGEST_CTX digest, const struct package *k)
{
	rpmDigestUpdate(digest, rpm_header_magic, sizeof(rpm_header_magic));
	rpmDigestUpdate(digest, k->region.p, k->region.len);
}

/* The file's bytes from there to its end. */
static int put_file_into(DIGEST_CTX digest, const struct package *k, uint64_t at, struct error *err)
{
	const struct package_file *f = k->p->file;
	unsigned char chunk[32768];

	for (uint64_t pieces = 0; at < f->size; pieces++) {
		ssize_t n = pread(f->fd, chunk, sizeof(chunk), (off_t)at);
		int ret = pieces % 256 == 0 && k->p->cancel ? cancel_check(k->p->cancel, err) : 0;

		if (ret < 0)
			return ret;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, "read");
		if (n == 0)
			return error_input(err, "the file became shorter while it was read");
		rpmDigestUpdate(digest, chunk, (size_t)n);
		at += (uint64_t)n;
	}
	return 0;
}

static int put_signature_row(struct package *k, const char *tag, bool covers_all,
			     const struct signature *s, const struct openpgp_key *by,
			     const char *state, struct error *err)
{
	struct row row = row_of(TABLE_package_signature);
	char algorithm[16] = "";
	char hash[16] = "";

	if (s->version) {
		openpgp_algorithm_name(s->algorithm, algorithm);
		openpgp_hash_name(s->hash, hash);
	}
	row_text(&row, k->nevra);
	row_int(&row, k->position++);
	row_text(&row, tag);
	row_text(&row, covers_all ? "all" : "header");
	if (s->version)
		row_int(&row, s->version);
	else
		row_null(&row);
	row_text(&row, algorithm);
	row_text(&row, hash);
	row_text(&row, by ? by->fingerprint : s->key);
	row_text(&row, *s->malformed ? s->malformed : NULL);
	row_text(&row, state);
	return sink_put(k->p->sink, &row, err);
}

static int put_signature(struct package *k, const char *tag, bool covers_all, const void *packet,
			 size_t len, struct error *err)
{
	const struct openpgp_keys *keys = &k->p->keys;
	const struct openpgp_key *by = NULL;
	const char *state = "unsupported"; /* an installed package has no payload to verify */
	DIGEST_CTX digest = NULL;
	struct signature s;
	int ret = 0;

	signature_read(packet, len, &s);
	if (covers_all ? k->p->file != NULL : k->region.len > 0)
		digest = s.version ? rpmDigestInit((int)s.hash, 0) : NULL;
	if (digest && covers_all)
		ret = put_file_into(digest, k, k->p->file->header_at, err);
	else if (digest)
		put_header_into(digest, k);
	if (ret == 0 && (!covers_all || k->p->file)) {
		k->p->quiet = true;
		state = openpgp_verify(keys, &s, packet, len, digest, &by);
		k->p->quiet = false;
	}
	rpmDigestFinal(digest, NULL, NULL, 0);
	signature_mind_key(&s, by ? by : openpgp_key_by_id(keys, s.id));
	return ret < 0 ? ret : put_signature_row(k, tag, covers_all, &s, by, state, err);
}

static int put_base64(struct package *k, const char *text, struct error *err)
{
	static const struct signature unread = { .malformed = "not in base64" };
	void *packet = NULL;
	size_t len = 0;
	int ret;

	if (rpmBase64Decode(text, &packet, &len) != 0)
		return put_signature_row(k, "openpgp", false, &unread, NULL, "bad", err);
	ret = put_signature(k, "openpgp", false, packet, len, err);
	free(packet);
	return ret;
}

/* The signatures of rpm 6, which librpm 4.18 does not give of a package file. */
static int put_openpgp(struct package *k, Header h, struct error *err)
{
	static const struct signature more = { .malformed = "more than 64 signatures" };
	struct rpmtd_s td;
	const char *text;
	int ret = 0;

	if (k->p->file) {
		for (size_t i = 0; ret == 0 && i < SIGNATURES_MAX &&
				   (text = package_file_openpgp(k->p->file, i)) != NULL;
		     i++)
			ret = put_base64(k, text, err);
		return ret;
	}
	if (!headerGet(h, TAG_OPENPGP, &td, HEADERGET_MINMEM))
		return 0;
	while (ret == 0 && (text = rpmtdNextString(&td)) != NULL) {
		if (k->position >= SIGNATURES_MAX) {
			ret = put_signature_row(k, "openpgp", false, &more, NULL, "bad", err);
			break;
		}
		ret = put_base64(k, text, err);
	}
	rpmtdFreeData(&td);
	return ret;
}

static int put_all_signatures(struct package *k, Header h, struct error *err)
{
	static const struct {
		rpmTagVal tag;
		const char *name;
		bool covers_all;
	} tags[] = {
		{ RPMTAG_RSAHEADER, "rsaheader", false },
		{ RPMTAG_DSAHEADER, "dsaheader", false },
		{ RPMTAG_SIGPGP, "pgp", true },
		{ RPMTAG_SIGGPG, "gpg", true },
	};
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(tags) && ret == 0; i++) {
		struct rpmtd_s td;

		if (!headerGet(h, tags[i].tag, &td, HEADERGET_MINMEM))
			continue;
		if (rpmtdType(&td) == RPM_BIN_TYPE)
			ret = put_signature(k, tags[i].name, tags[i].covers_all, td.data, td.count,
					    err);
		rpmtdFreeData(&td);
	}
	return ret < 0 ? ret : put_openpgp(k, h, err);
}

static int put_digest(struct package *k, const char *kind, const char *state, struct error *err)
{
	struct row row = row_of(TABLE_package_digest);

	row_text(&row, k->nevra);
	row_text(&row, kind);
	row_text(&row, state);
	return sink_put(k->p->sink, &row, err);
}

enum digest_of { OF_HEADER, OF_PAYLOAD, OF_ALL, OF_NOTHING_HERE };

struct digest_kind {
	rpmTagVal tag;
	const char *name;
	int hash;
	enum digest_of of;
};

static const struct digest_kind digest_kinds[] = {
	{ RPMTAG_SHA256HEADER, "header-sha256", HASH_SHA256, OF_HEADER },
	{ RPMTAG_SHA1HEADER, "header-sha1", HASH_SHA1, OF_HEADER },
	{ TAG_SHA3_256HEADER, "header-sha3-256", 0, OF_NOTHING_HERE },
	{ RPMTAG_SIGMD5, "md5", HASH_MD5, OF_ALL },
	{ TAG_PAYLOADSHA256, "payload-sha256", HASH_SHA256, OF_PAYLOAD },
	{ TAG_PAYLOADSHA256ALT, "payload-alt-sha256", 0, OF_NOTHING_HERE }, /* unpacked */
	{ TAG_PAYLOADSHA512, "payload-sha512", HASH_SHA512, OF_PAYLOAD },
	{ TAG_PAYLOADSHA512ALT, "payload-alt-sha512", 0, OF_NOTHING_HERE },
	{ TAG_PAYLOADSHA3_256, "payload-sha3-256", 0, OF_NOTHING_HERE },
	{ TAG_PAYLOADSHA3_256ALT, "payload-alt-sha3-256", 0, OF_NOTHING_HERE },
};

/* The digest that the header says, as lower-case hexadecimal; false: another kind of value. */
static bool said_digest(rpmtd td, char out[129])
{
	if (rpmtdType(td) == RPM_BIN_TYPE) {
		if (td->count < 16 || td->count > 64)
			return false;
		openpgp_hex(td->data, td->count, out);
		return true;
	}
	if (rpmtdType(td) != RPM_STRING_TYPE && rpmtdType(td) != RPM_STRING_ARRAY_TYPE)
		return false;
	snprintf(out, 129, "%s", rpmtdGetString(td) ? rpmtdGetString(td) : "");
	return *out != '\0';
}

/* "good", "bad"; NULL with `err` set: an error; "unchecked": of what is not here. */
static const char *judge_digest(struct package *k, const struct digest_kind *d, const char *said,
				struct error *err)
{
	DIGEST_CTX digest;
	char *text = NULL;
	size_t len = 0;
	int ret = 0;
	bool good;

	if (d->of == OF_NOTHING_HERE || (d->of != OF_HEADER && !k->p->file) ||
	    (d->of == OF_HEADER && !k->region.len))
		return "unchecked";
	digest = rpmDigestInit(d->hash, 0);
	if (!digest)
		return "unchecked";
	if (d->of == OF_HEADER)
		put_header_into(digest, k);
	else
		ret = put_file_into(
			digest, k, d->of == OF_ALL ? k->p->file->header_at : k->p->file->payload_at,
			err);
	rpmDigestFinal(digest, (void **)&text, &len, 1);
	good = text && strcasecmp(text, said) == 0;
	free(text);
	return ret < 0 ? NULL : good ? "good" : "bad";
}

static int put_digests(struct package *k, Header h, struct error *err)
{
	/* 8: SHA-256; what a later rpm may choose is of another kind and not known here */
	bool sha256 = !headerIsEntry(h, TAG_PAYLOADSHA256ALGO) ||
		      headerGetNumber(h, TAG_PAYLOADSHA256ALGO) == HASH_SHA256;
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(digest_kinds) && ret == 0; i++) {
		const struct digest_kind *d = &digest_kinds[i];
		const char *state = "bad"; /* a value of another kind */
		char said[129];
		struct rpmtd_s td;

		if ((d->tag == TAG_PAYLOADSHA256 && !sha256) ||
		    !headerGet(h, d->tag, &td, HEADERGET_MINMEM))
			continue;
		if (said_digest(&td, said))
			state = judge_digest(k, d, said, err);
		rpmtdFreeData(&td);
		ret = state ? put_digest(k, d->name, state, err) : -err->code;
	}
	return ret;
}

int packages_put_signatures(struct packages *p, Header h, const char *nevra, struct error *err)
{
	struct package k = { .p = p, .nevra = nevra };
	struct rpmtd_s region;
	bool has_region = headerGet(h, RPMTAG_HEADERIMMUTABLE, &region, HEADERGET_DEFAULT);
	int ret;

	if (has_region)
		k.region = (struct octets){ region.data, region.count };
	ret = put_all_signatures(&k, h, err);
	if (ret == 0)
		ret = put_digests(&k, h, err);
	if (has_region)
		rpmtdFreeData(&region);
	return ret;
}

static bool signer_of_base64(const char *text, char out[SIGNER_HEX])
{
	void *packet = NULL;
	size_t len = 0;
	bool found = rpmBase64Decode(text, &packet, &len) == 0 && signer_key_id(packet, len, out);

	free(packet);
	return found;
}

static bool signer_of_openpgp(const struct packages *p, Header h, char out[SIGNER_HEX])
{
	struct rpmtd_s td;
	const char *text;
	bool found = false;

	for (size_t i = 0; p->file && !found && i < SIGNATURES_MAX &&
			   (text = package_file_openpgp(p->file, i)) != NULL;
	     i++)
		found = signer_of_base64(text, out);
	if (found || p->file || !headerGet(h, TAG_OPENPGP, &td, HEADERGET_MINMEM))
		return found;
	while (!found && (text = rpmtdNextString(&td)) != NULL)
		found = signer_of_base64(text, out);
	rpmtdFreeData(&td);
	return found;
}

bool packages_signer(const struct packages *p, Header h, char out[SIGNER_HEX])
{
	static const rpmTagVal tags[] = { RPMTAG_RSAHEADER, RPMTAG_DSAHEADER, RPMTAG_SIGPGP,
					  RPMTAG_SIGGPG };
	bool found = false;

	for (size_t i = 0; i < ARRAY_SIZE(tags) && !found; i++) {
		struct rpmtd_s td;

		if (!headerGet(h, tags[i], &td, HEADERGET_MINMEM))
			continue;
		found = rpmtdType(&td) == RPM_BIN_TYPE && signer_key_id(td.data, td.count, out);
		rpmtdFreeData(&td);
	}
	return found || signer_of_openpgp(p, h, out);
}

bool packages_kept_digest(Header h, char out[65])
{
	struct rpmtd_s digests;
	struct rpmtd_s algorithms;
	bool found = false;

	if (!headerGet(h, TAG_PACKAGEDIGESTS, &digests, HEADERGET_MINMEM))
		return false;
	if (headerGet(h, TAG_PACKAGEDIGESTALGOS, &algorithms, HEADERGET_MINMEM)) {
		while (!found && rpmtdNext(&digests) >= 0 && rpmtdNext(&algorithms) >= 0) {
			const char *text = rpmtdGetString(&digests);

			found = rpmtdGetNumber(&algorithms) == HASH_SHA256 && text &&
				strlen(text) == 64;
			if (found)
				snprintf(out, 65, "%s", text);
		}
		rpmtdFreeData(&algorithms);
	}
	rpmtdFreeData(&digests);
	return found;
}
