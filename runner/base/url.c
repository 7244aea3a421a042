/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include <ctype.h>
#include <strings.h>

#include "base/str.h"

static const char scheme_letters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-";

/* Length of the scheme before ':', or 0. */
static size_t scheme_length(const char *text)
{
	size_t n = strspn(text, scheme_letters);

	return isalpha((unsigned char)*text) && text[n] == ':' ? n : 0;
}

bool url_has_scheme(const char *url, const char *scheme)
{
	size_t n = scheme_length(url);

	return n && n == strlen(scheme) && strncasecmp(url, scheme, n) == 0;
}

bool url_is(const char *text)
{
	size_t n = scheme_length(text);

	return n && (starts_with(text + n, "://") || url_has_scheme(text, "file"));
}

/*
 * Length of what is secret: to the last '@' of the authority, which ends at '/', '?' or '#'.  What
 * looks like a port and is none is a password with one of these in it: then to the last '@' of all,
 * and without one `len`: it may be secret as a whole.
 */
static size_t secret_length(const char *at, size_t len)
{
	size_t n = strcspn(at, "/?#") < len ? strcspn(at, "/?#") : len;
	const char *secret = memrchr(at, '@', n);
	const char *colon = memchr(at, ':', n);

	if (!secret && colon && *at != '[' &&
	    colon + 1 + strspn(colon + 1, "0123456789") < at + n) {
		secret = memrchr(at, '@', len);
		if (!secret)
			return len;
	}
	return secret ? (size_t)(secret - at) + 1 : 0;
}

static void clean_one(const char *url, size_t len, struct buf *out)
{
	size_t scheme = scheme_length(url);
	size_t begin = scheme + strlen("://");
	size_t fragment;

	if (scheme && begin <= len && starts_with(url + scheme, "://")) {
		size_t secret = secret_length(url + begin, len - begin);

		buf_add_clean(out, url, begin);
		if (secret && begin + secret == len)
			buf_add(out, "...");
		url += begin + secret;
		len -= begin + secret;
	}
	fragment = strcspn(url, "#");
	buf_add_clean(out, url, fragment < len ? fragment : len);
}

void url_clean(const char *urls, struct buf *out)
{
	buf_clear(out);
	if (!url_is(urls)) {
		buf_add_clean(out, urls, strlen(urls));
		return;
	}
	while (*urls) {
		size_t n = strcspn(urls, " \t\r\n");

		if (url_is(urls))
			clean_one(urls, n, out);
		else /* of a URL with a blank in it, which may be a part of a password */
			buf_add(out, "...");
		urls += n;
		urls += strspn(urls, " \t\r\n");
		if (*urls)
			buf_addc(out, ' ');
	}
}

void url_join(const char *base, const char *path, struct buf *out)
{
	buf_clear(out);
	buf_add(out, base);
	if (!*base || base[strlen(base) - 1] != '/')
		buf_addc(out, '/');
	buf_add(out, path);
}

static int hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

int url_file_path(const char *url, struct buf *path, struct error *err)
{
	const char *at = url + strlen("file:");

	if (starts_with(at, "//localhost/"))
		at += strlen("//localhost");
	else if (starts_with(at, "//"))
		at += strlen("//");
	if (*at != '/')
		return error_input(err, "%s: a file: URL names an absolute path of this host", url);
	buf_clear(path);
	for (; *at; at++) {
		int high = *at == '%' ? hex_value(at[1]) : -1;
		int low = high >= 0 ? hex_value(at[2]) : -1;

		if (low < 0) {
			buf_addc(path, *at);
			continue;
		}
		if (high == 0 && low == 0)
			return error_input(err, "%s: no path has a NUL", url);
		buf_addc(path, (char)(high << 4 | low));
		at += 2;
	}
	return path->failed ? error_memory(err) : 0;
}

void url_of_path(const char *path, struct buf *out)
{
	buf_clear(out);
	buf_add(out, "file://");
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (isalnum(c) || strchr("/-._~+,=@:!$&'()*;", c))
			buf_addc(out, *path);
		else
			buf_addf(out, "%%%02X", c);
	}
}
