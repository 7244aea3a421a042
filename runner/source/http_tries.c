/* SPDX-License-Identifier: MIT */
#include <poll.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/url.h"
#include "source/http_transfer.h"

enum {
	FIRST_WAIT_MS = 500,
	PROGRESS = 64 << 10, /* new bytes that make a try a success of its own */
};

static void transfer_release(struct transfer *t)
{
	buf_release(&t->url);
	buf_release(&t->shown);
}

static const char *shown(struct transfer *t)
{
	url_clean(buf_str(&t->url), &t->shown);
	return buf_str(&t->shown);
}

/* Says no numbers that no two runs share, as libcurl's own texts do. */
static int failed(struct transfer *t, struct error *err)
{
	static const CURLcode transient[] = { CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING,
					      CURLE_RECV_ERROR,	  CURLE_SEND_ERROR,
					      CURLE_HTTP2,	  CURLE_HTTP2_STREAM };
	const char *reason = *t->http->reason ? t->http->reason : curl_easy_strerror(t->code);

	for (size_t i = 0; i < ARRAY_SIZE(transient); i++)
		t->transient |= transient[i] == t->code;
	switch (t->code) {
	case CURLE_OPERATION_TIMEDOUT:
		t->transient = true;
		return error_set(err, ETIMEDOUT, "%s: nothing came for %u seconds", shown(t),
				 t->http->how.network && t->http->how.network->stall_s
					 ? t->http->how.network->stall_s
					 : HTTP_STALL_S);
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_ISSUER_ERROR:
		return error_set(err, EIO,
				 "%s: the server's certificate is not trusted (%s); add its CA to "
				 "the system's store, or name a file with it in SSL_CERT_FILE",
				 shown(t), reason);
	case CURLE_SSL_CACERT_BADFILE:
		return error_set(err, EIO,
				 "%s: no CA certificates can be read (%s); install "
				 "ca-certificates, or mend SSL_CERT_FILE",
				 shown(t), reason);
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_URL_MALFORMAT:
		return error_set(err, t->code == CURLE_URL_MALFORMAT ? EINVAL : EIO, "%s: %s",
				 shown(t), reason);
	default:
		return error_set(err, EIO, "%s: %s", shown(t), curl_easy_strerror(t->code));
	}
}

static int bad_status(struct transfer *t, struct error *err)
{
	curl_off_t after = 0;

	switch (t->status) {
	case 401:
	case 403:
	case 407:
		return error_set(err, EACCES, "%s: HTTP %ld: access is refused", shown(t),
				 t->status);
	case 416: /* the part that is there is none of this file */
		t->transient = t->from > 0;
		transfer_start_over(t);
		break;
	case 206: /* of another place than was asked for */
		t->transient = true;
		transfer_start_over(t);
		return error_set(err, EIO, "%s: HTTP 206 with another part than was asked for",
				 shown(t));
	case 408:
	case 425:
	case 429:
		t->transient = true;
		break;
	default:
		t->transient = t->status >= 500 && t->status != 501 && t->status != 505;
	}
	curl_easy_getinfo(t->http->easy, CURLINFO_RETRY_AFTER, &after);
	if (after > HTTP_RETRY_AFTER_MAX)
		t->transient = false;
	if (after > HTTP_RETRY_AFTER_MAX)
		return error_set(err, EIO, "%s: HTTP %ld: to be tried again in %lld seconds",
				 shown(t), t->status, (long long)after);
	return error_set(err, EIO, "%s: HTTP %ld", shown(t), t->status);
}

/* 1: on to the next URL, which t->url is now. */
static int redirect(struct transfer *t, struct error *err)
{
	char *next = NULL;
	bool secure = url_has_scheme(buf_str(&t->url), "https");

	curl_easy_getinfo(t->http->easy, CURLINFO_REDIRECT_URL, &next);
	if (!next)
		return error_set(err, EIO, "%s: HTTP %ld: a redirect to nowhere", shown(t),
				 t->status);
	if (++t->redirects > HTTP_REDIRECTS_MAX)
		return error_set(err, ELOOP, "%s: more than %d redirects", shown(t),
				 HTTP_REDIRECTS_MAX);
	if (!url_has_scheme(next, "https") && !url_has_scheme(next, "http"))
		return error_set(err, EIO, "%s: redirects to what is neither http nor https",
				 shown(t));
	if (secure && !url_has_scheme(next, "https"))
		return error_set(err, EIO,
				 "%s: redirects from https to http, which is not followed",
				 shown(t));
	buf_clear(&t->url);
	buf_add(&t->url, next);
	return t->url.failed ? error_memory(err) : 1;
}

/* Whole, as far as the server says: without a length of its own what was expected counts. */
static bool is_cut(struct transfer *t)
{
	curl_off_t length = -1;

	curl_easy_getinfo(t->http->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	return length < 0 && t->get->expected >= 0 && t->have < t->get->expected;
}

/* 0: answered; 1: a redirect. */
static int judge_answer(struct transfer *t, struct error *err)
{
	if (t->write_errno)
		return error_set(err, t->write_errno, "%s: what was fetched cannot be written: %s",
				 t->get->label, strerror(t->write_errno));
	if (t->too_much)
		return error_input(
			err, "%s: more than %lld bytes, %s", shown(t), (long long)t->get->limit,
			t->get->expected == t->get->limit ? "which is the size it is said to have"
							  : "the most that is read");
	if (t->headers > HTTP_HEADERS_MAX)
		return error_set(err, EIO, "%s: headers without end", shown(t));
	if (t->code != CURLE_OK && !t->refused)
		return failed(t, err);
	if (t->status == 301 || t->status == 302 || t->status == 303 || t->status == 307 ||
	    t->status == 308)
		return redirect(t, err);
	if (t->status == 404 || t->status == 410)
		t->answer.outcome = HTTP_NONE;
	else if (t->status == 304 && (t->get->etag || t->get->modified))
		t->answer.outcome = HTTP_SAME;
	else if (t->status < 200 || t->status > 299 || t->refused)
		return bad_status(t, err);
	else if (!t->begun && t->have && !transfer_start_over(t)) /* an empty file */
		return error_set(err, t->write_errno, "%s: %s", t->get->label,
				 strerror(t->write_errno));
	else if (is_cut(t)) {
		t->transient = true;
		return error_set(err, EIO, "%s: ends early", shown(t));
	}
	return 0;
}

/* A request with the redirects it leads to. */
static int attempt(struct transfer *t, struct error *err)
{
	int ret;

	t->transient = false;
	t->redirects = 0;
	buf_clear(&t->url);
	buf_add(&t->url, t->get->url);
	if (!t->get->resume && !transfer_start_over(t))
		return error_set(err, t->write_errno, "%s: %s", t->get->label,
				 strerror(t->write_errno));
	t->from = t->have;
	t->answer.resumed |= t->from > 0;
	do {
		ret = transfer_request(t, err);
		if (!ret)
			ret = judge_answer(t, err);
	} while (ret == 1);
	return ret;
}

static int wait_ms(const struct cancel *cancel, int64_t ms, struct error *err)
{
	struct pollfd p = { .fd = cancel ? cancel->fd : -1, .events = POLLIN };
	int64_t end = clock_now_ms() + ms;

	for (int64_t left = ms; left > 0; left = end - clock_now_ms()) {
		if (poll(&p, 1, (int)left) > 0)
			return cancel_check(cancel, err);
	}
	return 0;
}

static int get(struct transfer *t, struct error *err)
{
	struct http *h = t->http;
	unsigned tries = 0;

	for (unsigned all = 1;; all++) {
		int64_t before = t->get->resume ? t->have : 0;
		int ret = attempt(t, err);
		curl_off_t after = 0;

		if (ret == 0 || !t->transient)
			return ret;
		tries = t->get->resume && t->have >= before + PROGRESS ? 1 : tries + 1;
		if (tries == HTTP_TRIES || all == HTTP_TRIES_ALL) {
			struct error last = *err;

			return error_set(err, last.code, "%s (tried %u times)", last.text, all);
		}
		curl_easy_getinfo(h->easy, CURLINFO_RETRY_AFTER, &after);
		progress_say(h->how.progress, "fetch", "again: %s", err->text);
		ret = wait_ms(h->how.cancel,
			      after > 0 ? (int64_t)after * 1000 : FIRST_WAIT_MS << (tries - 1),
			      err);
		if (ret)
			return ret;
	}
}

int http_get(struct http *h, const struct http_get *what, struct http_answer *out,
	     struct error *err)
{
	CLEANUP(transfer_release)
	struct transfer t = { .http = h,
			      .get = what,
			      .range = -1,
			      .url = BUF_INIT(BUF_LINE),
			      .shown = BUF_INIT(BUF_LINE) };
	int ret;

	if (what->resume)
		t.have = lseek(what->fd, 0, SEEK_END);
	if (t.have < 0)
		return error_errno(err, "%s", what->label);
	if (t.have > what->limit && !transfer_start_over(&t))
		return error_set(err, t.write_errno, "%s: %s", what->label,
				 strerror(t.write_errno));
	ret = get(&t, err);
	if (ret == 0)
		*out = t.answer;
	return ret;
}
