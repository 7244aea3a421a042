/* SPDX-License-Identifier: MIT */
#include "collect/integrity.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "base/sha256.h"
#include "base/str.h"
#include "collect/root_text.h"

enum {
	MODULE_BYTES_MAX = 128 << 20, /* a kernel image, a library */
	VALUE_BYTES_MAX = 64 << 10,
	KERNELS_MAX = 64,
	LIBRARIES_MAX = 16, /* gnutls names five; each of them is read */
};

/* providers/fips: FIPS_KEY_STRING of the OpenSSL build, a constant of all of them. */
static const char openssl_key[] =
	"\xf4\x55\x66\x50\xac\x31\xd3\x54\x61\x61\x0b\xac\x4e\xd8\x1b\x1a"
	"\x18\x1b\x2d\x8a\x43\xea\x28\x54\xcb\xae\x22\xca\x74\x56\x08\x13";
/* fipscheck and libkcapi: hmac512hmac, of kernels. */
static const char kernel_key[] = "FIPS-FTW-RHT2009";
/* gnutls: --with-fips140-key has this default, and older ones had the other. */
static const char *const gnutls_keys[] = { "orboDeJITITejsirpADONivirpUkvarP",
					   "I'd rather be skiing" };

struct look {
	int root_fd;
	struct part_state *part;
	const struct sink *sink;
};

static int put(const struct look *l, const char *path, const char *method, const char *source,
	       const char *stated, const char *computed, struct error *err)
{
	struct row row = row_of(TABLE_integrity);

	row_text(&row, path);
	row_text(&row, method);
	row_text(&row, source);
	row_text(&row, stated);
	row_text(&row, computed);
	return sink_put(l->sink, &row, err);
}

/* False: it is not there; what is there and cannot be read fails the part. */
static bool read_file(const struct look *l, const char *path, struct buf *out)
{
	AUTO_CLOSE int fd = fs_open_in_root(l->root_fd, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct error err = ERROR_INIT;
	struct stat st;

	buf_clear(out);
	if (fd < 0) {
		if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
			part_fail(l->part, "%s: %s", path, strerror(errno));
		return false;
	}
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
		return false;
	if (fs_read_fd(fd, out, &err) == 0)
		return true;
	part_fail(l->part, "%s: %s", path, err.text);
	return false;
}

/* Exactly `digits` hexadecimal digits, colons between allowed, lower case; else "". */
static void read_value(const char *text, size_t digits, char out[HMAC_HEX])
{
	size_t n = 0;

	for (; n < digits && *text; text++) {
		if (*text == ':')
			continue;
		if (!strchr("0123456789abcdefABCDEF", *text))
			break;
		out[n++] = *text >= 'A' && *text <= 'F' ? (char)(*text + 32) : *text;
	}
	out[n == digits && !strchr("0123456789abcdefABCDEF", *text ? *text : 'g') ? n : 0] = '\0';
}

/* The value of "key = value" in a text of such lines. */
static const char *find_key(const char *text, const char *key)
{
	size_t n = strlen(key);

	for (const char *s = text; (s = strstr(s, key)) != NULL; s += n) {
		const char *rest = s + n + strspn(s + n, " \t");

		if ((s == text || s[-1] == '\n' || s[-1] == ' ' || s[-1] == '\t') && *rest == '=')
			return rest + 1 + strspn(rest + 1, " \t");
	}
	return NULL;
}

/*
 * The provider of Red Hat's build has the value in itself, computed with those bytes as zeroes
 * (0032-Force-fips.patch and its script); others have it in a file made by openssl fipsinstall.
 */
static int put_provider(const struct look *l, const char *path, struct error *err)
{
	static const char *const files[] = {
		"/etc/pki/tls/fipsmodule.cnf",
		"/etc/pki/tls/openssl.d/fipsmodule.cnf",
		"/etc/pki/tls/azl-openssl-fips-provider.d/fipsmodule.cnf",
		"/usr/lib/ssl/fipsmodule.cnf",
		"/etc/ssl/fipsmodule.cnf",
	};
	AUTO(buf) struct buf module = BUF_INIT(MODULE_BYTES_MAX);
	char stated[HMAC_HEX] = "", computed[HMAC_HEX] = "";
	size_t at = 0;
	size_t rows = 0;
	int ret = 0;

	if (!read_file(l, path, &module))
		return 0;
	if (elf_find_section(module.data, module.len, ".rodata1", 32, &at)) {
		for (size_t i = 0; i < 32; i++)
			snprintf(stated + 2 * i, 3, "%02x", (unsigned char)module.data[at + i]);
		memset(module.data + at, 0, 32);
		hmac_hex(false, openssl_key, 32, module.data, module.len, computed);
		return put(l, path, "hmac-sha256", ".rodata1", stated, computed, err);
	}
	hmac_hex(false, openssl_key, 32, buf_str(&module), module.len, computed);
	for (size_t i = 0; i < ARRAY_SIZE(files) && !ret; i++) {
		AUTO(buf) struct buf text = BUF_INIT(VALUE_BYTES_MAX);
		const char *value;

		if (!read_file(l, files[i], &text))
			continue;
		value = find_key(buf_str(&text), "module-mac");
		read_value(value ? value : "", 64, stated);
		rows++;
		ret = put(l, path, "hmac-sha256", files[i], stated, computed, err);
	}
	return ret || rows ? ret : put(l, path, "hmac-sha256", "", "", computed, err);
}

/* A kernel, and the file beside it whose first word is its value. */
static int put_kernel(const struct look *l, const char *path, const char *value, struct error *err)
{
	AUTO(buf) struct buf image = BUF_INIT(MODULE_BYTES_MAX);
	AUTO(buf) struct buf text = BUF_INIT(VALUE_BYTES_MAX);
	char stated[HMAC_HEX] = "", computed[HMAC_HEX] = "";
	bool has = read_file(l, value, &text);

	if (has)
		read_value(buf_str(&text), 128, stated);
	if (read_file(l, path, &image))
		hmac_hex(true, kernel_key, strlen(kernel_key), image.data, image.len, computed);
	if (!has && !computed[0])
		return 0;
	return put(l, path, "hmac-sha512", has ? value : "", stated, computed, err);
}

static int put_kernels(const struct look *l, struct error *err)
{
	AUTO_CLOSE int fd =
		fs_open_in_root(l->root_fd, "/usr/lib/modules", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct dirent **entries = NULL;
	int count = fd < 0 ? 0 : scandirat(fd, ".", &entries, NULL, alphasort);
	int ret = 0;

	if (count > KERNELS_MAX)
		part_fail(l->part, "/usr/lib/modules: more than %d kernels", KERNELS_MAX);
	for (int i = 0; i < count; i++) {
		const char *v = entries[i]->d_name;
		char path[600], value[600];

		if (*v != '.' && i < KERNELS_MAX && !ret) {
			snprintf(path, sizeof(path), "/usr/lib/modules/%s/vmlinuz", v);
			snprintf(value, sizeof(value), "/usr/lib/modules/%s/.vmlinuz.hmac", v);
			ret = put_kernel(l, path, value, err);
			snprintf(path, sizeof(path), "/boot/vmlinuz-%s", v);
			snprintf(value, sizeof(value), "/boot/.vmlinuz-%s.hmac", v);
			if (!ret)
				ret = put_kernel(l, path, value, err);
		}
		free(entries[i]);
	}
	free(entries);
	return ret;
}

/* lib/fips.c: sections with the name of each library, its path and its value. */
static int put_gnutls(const struct look *l, const char *source, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(VALUE_BYTES_MAX);
	const char *at;
	size_t count = 0;
	int ret = 0;

	if (!read_file(l, source, &text))
		return 0;
	for (at = buf_str(&text); !ret && (at = find_key(at, "path")) != NULL;) {
		AUTO(buf) struct buf library = BUF_INIT(MODULE_BYTES_MAX);
		AUTO(buf) struct buf path = BUF_INIT(4096);
		const char *value = find_key(at, "hmac");
		char stated[HMAC_HEX] = "", computed[HMAC_HEX] = "";

		if (++count > LIBRARIES_MAX) {
			part_fail(l->part, "%s: more than %d libraries", source, LIBRARIES_MAX);
			break;
		}
		buf_addn(&path, at, strcspn(at, "\r\n"));
		read_value(value ? value : "", 64, stated);
		if (read_file(l, buf_str(&path), &library))
			for (size_t i = 0; i < ARRAY_SIZE(gnutls_keys); i++) {
				char one[HMAC_HEX];

				hmac_hex(false, gnutls_keys[i], strlen(gnutls_keys[i]),
					 library.data, library.len, one);
				if (i == 0 || streq(one, stated))
					memcpy(computed, one, sizeof(one));
			}
		ret = put(l, buf_str(&path), "hmac-sha256", source, stated, computed, err);
	}
	return ret;
}

int collect_integrity(int root_fd, struct part_state *part, const struct sink *sink,
		      struct error *err)
{
	static const char *const providers[] = { "/usr/lib64/ossl-modules/fips.so",
						 "/usr/lib/ossl-modules/fips.so" };
	static const char *const gnutls[] = { "/usr/lib64/.libgnutls.so.30.hmac",
					      "/usr/lib/.libgnutls.so.30.hmac" };
	struct look l = { root_fd, part, sink };
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(providers) && !ret; i++)
		ret = put_provider(&l, providers[i], err);
	if (!ret)
		ret = put_kernels(&l, err);
	for (size_t i = 0; i < ARRAY_SIZE(gnutls) && !ret; i++)
		ret = put_gnutls(&l, gnutls[i], err);
	return ret;
}
