/* SPDX-License-Identifier: MIT */
#include "collect/af_alg.h"

#include <linux/if_alg.h>
#include <sys/socket.h>

#include "base/str.h"
#include "collect/command_words.h"

enum { BYTES_MAX = 64 << 10, IV_MAX = 64 };

/* MALFORMED is none of those that a refusal has (judge/crypto_judge.c). */
enum { ANSWERED, REFUSED, MALFORMED = 126 };

struct question {
	const char *type;
	const char *name;
	bool decrypt;
	bool has_key;
	struct buf key, iv, aad, in;
	int64_t tag; /* bytes of an aead's tag */
	int64_t out; /* bytes an rng is asked for */
};

static void question_release(struct question *q)
{
	buf_release(&q->key);
	buf_release(&q->iv);
	buf_release(&q->aad);
	buf_release(&q->in);
}

static bool read_word(struct question *q, const char *word)
{
	if (streq(word, "encrypt") || streq(word, "decrypt")) {
		q->decrypt = *word == 'd';
		return true;
	}
	if (starts_with(word, "key=")) {
		q->has_key = true;
		return hex_bytes(word + 4, &q->key);
	}
	if (starts_with(word, "iv="))
		return hex_bytes(word + 3, &q->iv) && q->iv.len <= IV_MAX;
	if (starts_with(word, "aad="))
		return hex_bytes(word + 4, &q->aad);
	if (starts_with(word, "in="))
		return hex_bytes(word + 3, &q->in);
	if (starts_with(word, "taglen="))
		return str_int(word + 7, &q->tag) && q->tag >= 0 && q->tag <= 64;
	if (starts_with(word, "outlen="))
		return str_int(word + 7, &q->out) && q->out > 0 && q->out <= 4096;
	return false;
}

static bool read_question(struct question *q, int argc, const char *const *argv)
{
	static const char *const types[] = { "hash", "skcipher", "aead", "rng" };
	struct sockaddr_alg limits;
	bool known = false;

	if (argc < 2 || strlen(argv[1]) >= sizeof(limits.salg_name))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		known = known || streq(argv[0], types[i]);
	q->type = argv[0];
	q->name = argv[1];
	for (int i = 2; i < argc && known; i++)
		known = read_word(q, argv[i]);
	return known;
}

static int refused(const char *step, int code, struct buf *out)
{
	const char *name = strerrorname_np(code);

	buf_addf(out, "%s %s\n", name ? name : "errno", step);
	return REFUSED;
}

static struct cmsghdr *add_control(struct msghdr *m, struct cmsghdr *at, int type, size_t len)
{
	at->cmsg_level = SOL_ALG;
	at->cmsg_type = type;
	at->cmsg_len = CMSG_LEN(len);
	return CMSG_NXTHDR(m, at);
}

/* Ciphers are told by control messages what to do, and with which IV. */
static ssize_t send_cipher(int fd, const struct question *q)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(4) * 2 + CMSG_SPACE(4 + IV_MAX)] = { 0 };
	struct iovec parts[2] = { { q->aad.data, q->aad.len }, { q->in.data, q->in.len } };
	struct msghdr m = {
		.msg_control = control,
		.msg_controllen = sizeof(control),
		.msg_iov = parts,
		.msg_iovlen = 2,
	};
	struct cmsghdr *at = CMSG_FIRSTHDR(&m);
	uint32_t operation = q->decrypt ? ALG_OP_DECRYPT : ALG_OP_ENCRYPT;
	uint32_t associated = (uint32_t)q->aad.len;
	size_t used = CMSG_SPACE(4);

	memcpy(CMSG_DATA(at), &operation, 4);
	at = add_control(&m, at, ALG_SET_OP, 4);
	if (q->iv.len > 0) {
		uint32_t len = (uint32_t)q->iv.len;

		memcpy(CMSG_DATA(at), &len, 4);
		memcpy(CMSG_DATA(at) + 4, q->iv.data, q->iv.len);
		used += CMSG_SPACE(4 + q->iv.len);
		at = add_control(&m, at, ALG_SET_IV, 4 + q->iv.len);
	}
	if (streq(q->type, "aead")) {
		memcpy(CMSG_DATA(at), &associated, 4);
		used += CMSG_SPACE(4);
		add_control(&m, at, ALG_SET_AEAD_ASSOCLEN, 4);
	}
	m.msg_controllen = used;
	return sendmsg(fd, &m, 0);
}

static ssize_t ask(int fd, const struct question *q)
{
	if (streq(q->type, "hash"))
		return send(fd, buf_str(&q->in), q->in.len, 0);
	return streq(q->type, "rng") ? 0 : send_cipher(fd, q);
}

/* How much to ask for: read(2) of a cipher wants room for all of it, and not more than that. */
static size_t answer_length(const struct question *q)
{
	if (streq(q->type, "rng"))
		return (size_t)q->out;
	if (streq(q->type, "hash"))
		return 64;
	if (!streq(q->type, "aead"))
		return q->in.len;
	if (!q->decrypt)
		return q->aad.len + q->in.len + (size_t)q->tag;
	return q->aad.len + q->in.len - (q->in.len < (size_t)q->tag ? q->in.len : (size_t)q->tag);
}

static int answer(int fd, const struct question *q, struct buf *out)
{
	unsigned char bytes[4096];
	size_t skip = streq(q->type, "aead") ? q->aad.len : 0;
	size_t want = answer_length(q);
	ssize_t n;

	if (want > sizeof(bytes))
		return MALFORMED;
	n = read(fd, bytes, want);
	if (n < 0)
		return refused("read", errno, out);
	/* An aead gives the associated data back before its answer. */
	for (size_t i = skip; i < (size_t)n; i++)
		buf_addf(out, "%02x", bytes[i]);
	buf_addc(out, '\n');
	return ANSWERED;
}

static int put_question(const struct question *q, struct buf *out)
{
	AUTO_CLOSE int tfm = socket(AF_ALG, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	AUTO_CLOSE int fd = -1;
	struct sockaddr_alg address = { .salg_family = AF_ALG };

	if (tfm < 0)
		return refused("socket", errno, out);
	memcpy(address.salg_type, q->type, strlen(q->type));
	memcpy(address.salg_name, q->name, strlen(q->name));
	if (bind(tfm, (const struct sockaddr *)&address, sizeof(address)) < 0)
		return refused("bind", errno, out);
	if (q->has_key &&
	    setsockopt(tfm, SOL_ALG, ALG_SET_KEY, buf_str(&q->key), (socklen_t)q->key.len) < 0)
		return refused("setkey", errno, out);
	if (streq(q->type, "aead") &&
	    setsockopt(tfm, SOL_ALG, ALG_SET_AEAD_AUTHSIZE, NULL, (socklen_t)q->tag) < 0)
		return refused("setkey", errno, out);
	fd = accept4(tfm, NULL, NULL, SOCK_CLOEXEC);
	if (fd < 0)
		return refused("accept", errno, out);
	if (ask(fd, q) < 0)
		return refused("send", errno, out);
	return answer(fd, q, out);
}

int af_alg_main(int argc, const char *const *argv, struct buf *out)
{
	CLEANUP(question_release)
	struct question q = { .key = BUF_INIT(BYTES_MAX),
			      .iv = BUF_INIT(BYTES_MAX),
			      .aad = BUF_INIT(BYTES_MAX),
			      .in = BUF_INIT(BYTES_MAX),
			      .tag = 16,
			      .out = 32 };

	if (!read_question(&q, argc, argv))
		return MALFORMED;
	return put_question(&q, out);
}
