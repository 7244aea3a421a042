/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <strings.h>

#include "base/str.h"
#include "source/http_transfer.h"
#include "version.h"

enum { BAR = 20 };

/* The value of "Name: value\r\n" into out, when it is that header and fits. */
static void header_value(const char *line, size_t n, const char *name, char *out, size_t room)
{
	size_t len = strlen(name);

	if (n <= len || strncasecmp(line, name, len) != 0 || line[len] != ':')
		return;
	line += len + 1;
	n -= len + 1;
	while (n && (*line == ' ' || *line == '\t')) {
		line++;
		n--;
	}
	while (n && strchr(" \t\r\n", line[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)line[i] < 0x20 || line[i] == 0x7f)
			return;
	if (n < room)
		snprintf(out, room, "%.*s", (int)n, line);
}

static size_t on_header(char *data, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t n = size * count;
	char range[64] = "";

	t->headers += n;
	if (t->headers > HTTP_HEADERS_MAX)
		return 0;
	if (n > 5 && strncmp(data, "HTTP/", 5) == 0) {
		t->answer.etag[0] = t->answer.modified[0] = '\0';
		t->range = -1;
	}
	header_value(data, n, "ETag", t->answer.etag, sizeof(t->answer.etag));
	header_value(data, n, "Last-Modified", t->answer.modified, sizeof(t->answer.modified));
	header_value(data, n, "Content-Range", range, sizeof(range));
	if (strncasecmp(range, "bytes ", 6) == 0 && range[6] >= '0' && range[6] <= '9')
		t->range = strtoll(range + 6, NULL, 10);
	return n;
}

bool transfer_start_over(struct transfer *t)
{
	t->have = 0;
	t->answer.resumed = false;
	if (t->get->text)
		buf_clear(t->get->text);
	else if (ftruncate(t->get->fd, 0) < 0 || lseek(t->get->fd, 0, SEEK_SET) < 0)
		t->write_errno = errno;
	return !t->write_errno;
}

/* The first bytes of a body: are they what was asked for, and where do they belong? */
static bool begin(struct transfer *t)
{
	long status = 0;

	curl_easy_getinfo(t->http->easy, CURLINFO_RESPONSE_CODE, &status);
	t->refused = status < 200 || status > 299 ||
		     (status == 206 && (t->from == 0 || t->range != t->from));
	if (t->refused)
		return false;
	t->begun = true;
	return status == 206 || t->have == 0 || transfer_start_over(t);
}

static size_t on_body(char *data, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t n = size * count;

	if (t->refused || (!t->begun && !begin(t))) {
		t->passed += n;
		return t->write_errno || t->passed > HTTP_PASSED_MAX ? 0 : n;
	}
	t->too_much = (int64_t)n > t->get->limit - t->have;
	if (t->too_much)
		return 0;
	if (t->get->text) {
		buf_addn(t->get->text, data, n);
		if (t->get->text->failed)
			t->write_errno = ENOMEM;
	}
	for (size_t done = 0; !t->get->text && done < n && !t->write_errno;) {
		ssize_t written = write(t->get->fd, data + done, n - done);

		if (written < 0 && errno != EINTR)
			t->write_errno = errno;
		else if (written > 0)
			done += (size_t)written;
	}
	if (t->write_errno)
		return 0;
	t->have += (int64_t)n;
	return n;
}

static void say(const struct transfer *t, int64_t total)
{
	static const char full[] = "####################";
	double have = (double)t->have / (1 << 20);

	if (total > 0 && t->have <= total)
		progress_say(t->http->how.progress, "fetch",
			     "[%-*.*s] %3d %%  %.1f of %.1f MiB  %s", BAR,
			     (int)(t->have * BAR / total), full, (int)(t->have * 100 / total), have,
			     (double)total / (1 << 20), t->get->label);
	else
		progress_say(t->http->how.progress, "fetch", "%.1f MiB  %s", have, t->get->label);
}

/* Drives one request to its end; an error is a local one. */
static int drive(struct transfer *t, struct error *err)
{
	const struct cancel *cancel = t->http->how.cancel;
	struct curl_waitfd wait = { .fd = cancel ? cancel->fd : -1, .events = CURL_WAIT_POLLIN };
	int running = 1;
	int ret = 0;

	for (;;) {
		CURLMcode code = curl_multi_perform(t->http->multi, &running);
		curl_off_t total = -1;

		if (code)
			return error_set(err, EIO, "%s", curl_multi_strerror(code));
		if (cancel)
			ret = cancel_check(cancel, err);
		if (ret || !running)
			return ret;
		curl_easy_getinfo(t->http->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
		say(t, t->get->expected >= 0 ? t->get->expected : (int64_t)total);
		curl_multi_poll(t->http->multi, &wait, wait.fd >= 0, 1000, NULL);
	}
}

static void set_request(struct transfer *t, struct curl_slist **headers)
{
	CURL *easy = t->http->easy;
	char text[320];

	curl_easy_setopt(easy, CURLOPT_URL, buf_str(&t->url));
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
	snprintf(text, sizeof(text), "%lld-", (long long)t->from);
	curl_easy_setopt(easy, CURLOPT_RANGE, t->from > 0 ? text : NULL);
	if (t->get->etag && *t->get->etag) {
		snprintf(text, sizeof(text), "If-None-Match: %s", t->get->etag);
		*headers = curl_slist_append(*headers, text);
	}
	if (t->get->modified && *t->get->modified) {
		snprintf(text, sizeof(text), "If-Modified-Since: %s", t->get->modified);
		*headers = curl_slist_append(*headers, text);
	}
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, *headers);
}

int transfer_request(struct transfer *t, struct error *err)
{
	struct http *h = t->http;
	struct curl_slist *headers = NULL;
	const CURLMsg *message;
	int left;
	int ret;

	t->begun = t->refused = t->too_much = false;
	t->passed = t->headers = 0;
	t->status = 0;
	t->code = CURLE_ABORTED_BY_CALLBACK;
	h->reason[0] = '\0';
	set_request(t, &headers);
	if (curl_multi_add_handle(h->multi, h->easy) != CURLM_OK) {
		curl_slist_free_all(headers);
		return error_memory(err);
	}
	ret = drive(t, err);
	while (!ret && (message = curl_multi_info_read(h->multi, &left)) != NULL)
		if (message->msg == CURLMSG_DONE)
			t->code = message->data.result;
	curl_easy_getinfo(h->easy, CURLINFO_RESPONSE_CODE, &t->status);
	curl_multi_remove_handle(h->multi, h->easy);
	curl_easy_setopt(h->easy, CURLOPT_HTTPHEADER, NULL);
	curl_slist_free_all(headers);
	return ret;
}

static bool set_options(struct http *h)
{
	const struct network *n = h->how.network;
	long stall = n && n->stall_s ? (long)n->stall_s : HTTP_STALL_S;
	CURL *e = h->easy;
	bool ok = true;

	ok &= curl_easy_setopt(e, CURLOPT_ERRORBUFFER, h->reason) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_USERAGENT, "azlcts/" AZLCTS_VERSION) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_QUICK_EXIT, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_BUFFERSIZE, 256L << 10) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_CONNECTTIMEOUT, stall) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_LOW_SPEED_TIME, stall) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_LOW_SPEED_LIMIT, (long)HTTP_SLOW_BYTES) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK;
	ok &= curl_easy_setopt(e, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
	if (n && n->certificates)
		ok &= curl_easy_setopt(e, CURLOPT_CAINFO, n->certificates) == CURLE_OK;
	return ok;
}

int http_open(struct http **out, const struct http_how *how, struct error *err)
{
	struct http *h = calloc(1, sizeof(*h));

	if (!h)
		return error_memory(err);
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		free(h);
		return error_set(err, EIO, "libcurl cannot be used");
	}
	h->how = *how;
	h->easy = curl_easy_init();
	h->multi = curl_multi_init();
	if (!h->easy || !h->multi || !set_options(h)) {
		http_free(h);
		return error_set(err, EIO, "this libcurl lacks what is needed");
	}
	*out = h;
	return 0;
}

void http_version(struct buf *out)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	buf_addf(out, "libcurl %s, %s", v->version, v->ssl_version ? v->ssl_version : "no TLS");
}

void http_free(struct http *h)
{
	if (!h)
		return;
	if (h->multi)
		curl_multi_cleanup(h->multi);
	if (h->easy)
		curl_easy_cleanup(h->easy);
	curl_global_cleanup();
	free(h);
}
