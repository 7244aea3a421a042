/* SPDX-License-Identifier: MIT */
#include "collect/redact.h"

#include <ctype.h>

#include "collect/paths.h"

static const char *const never_read[] = {
	"/etc/shadow*",
	"/etc/gshadow*",
	"/etc/security/opasswd*",
	"/etc/ssh/ssh_host_*key",
	"*/private/*",
	"*.key",
	"*.p12",
	"*.pfx",
	"*.jks",
	"*.keytab",
	"*/.netrc",
	"*/netrc",
	"*/.ssh/id_*",
	"*id_rsa",
	"*id_ecdsa",
	"*id_ed25519",
	"*/.pgpass",
	"*/.git-credentials",
	"*/.docker/config.json",
	"*/containers/auth.json",
	"/etc/ppp/*-secrets",
	"/etc/ipsec.secrets",
	"/etc/chrony.keys",
	"/etc/wpa_supplicant/*",
	"/etc/systemd/credstore*",
	"/usr/lib/credstore*",
};

/* Ends of names, lower case, without separators, that mean a secret after '='. */
static const char *const secret_words[] = {
	"password",	 "passwd",     "passphrase",	   "secret",	    "token",
	"psk",		 "apikey",     "accesskey",	   "secretkey",	    "privatekey",
	"presharedkey",	 "accountkey", "authtok",	   "bindpw",	    "rootpw",
	"sharedkey",	 "masterkey",  "connectionstring", "setcredential", "passwordhash",
	"encryptionkey", "wepkey0",    "stablesecret",
};

/* After ':' only these: "passwd: files" of nsswitch.conf and NOPASSWD: of sudoers are no secrets.
 */
static const char *const secret_words_colon[] = {
	"password",	    "passphrase",    "secret",	    "token",	       "psk",
	"apikey",	    "accesskey",     "secretkey",   "privatekey",      "accountkey",
	"sharedkey",	    "masterkey",     "credentials", "plaintextpasswd", "hashedpasswd",
	"connectionstring", "encryptionkey",
};

/* The first word of a line in these files: all that follows on the line is secret. */
static const struct {
	const char *files;
	const char *word;
} secret_lines[] = {
	{ "*grub*", "password" },    { "*user.cfg", "password" }, { "*redis*", "requirepass" },
	{ "*redis*", "masterauth" }, { "*snmp*", "rocommunity" }, { "*snmp*", "rwcommunity" },
	{ "*snmp*", "createUser" },  { "*ldap*", "bindpw" },	  { "*ldap*", "rootbindpw" },
};

/* What begins a hash (can_begin() has their first letters), and the letters it goes on with. */
static const struct {
	const char *start;
	const char *letters;
} hashes[] = {
	{ "$1$", "./$=," },  { "$2a$", "./$=," }, { "$2b$", "./$=," },	   { "$2y$", "./$=," },
	{ "$5$", "./$=," },  { "$6$", "./$=," },  { "$7$", "./$=," },	   { "$y$", "./$=," },
	{ "$gy$", "./$=," }, { "$md5", "./$=," }, { "$argon2", "./$=,+" }, { "grub.pbkdf2.", "." },
	{ "{SSHA", "}+/=" }, { "{SHA", "}+/=" },
};

bool redact_never_read(const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(never_read); i++)
		if (path_matches(never_read[i], path))
			return true;
	return false;
}

static bool is_name_letter(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.';
}

/* Does a name (or option --name) end in a word for secrets? */
static bool means_secret(const char *name, size_t len, char separator)
{
	const char *const *words = separator == ':' ? secret_words_colon : secret_words;
	size_t count = separator == ':' ? ARRAY_SIZE(secret_words_colon) : ARRAY_SIZE(secret_words);
	char plain[65];
	size_t n = 0;

	if (len > 64) { /* the end is what matters */
		name += len - 64;
		len = 64;
	}
	for (size_t i = 0; i < len; i++)
		if (isalnum((unsigned char)name[i]))
			plain[n++] = (char)tolower((unsigned char)name[i]);
	plain[n] = '\0';
	for (size_t i = 0; i < count; i++)
		if (ends_with(plain, words[i]))
			return true;
	return false;
}

struct line {
	const char *p;
	size_t len;
};

static bool line_secret_by_first_word(const char *path, struct line l, size_t *keep)
{
	size_t at = 0;
	size_t word;

	while (at < l.len && (l.p[at] == ' ' || l.p[at] == '\t'))
		at++;
	word = at;
	while (at < l.len && l.p[at] != ' ' && l.p[at] != '\t')
		at++;
	if (at == l.len)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(secret_lines); i++)
		if (strlen(secret_lines[i].word) == at - word &&
		    strncasecmp(secret_lines[i].word, l.p + word, at - word) == 0 &&
		    path_matches(secret_lines[i].files, path)) {
			*keep = at + 1;
			return true;
		}
	return false;
}

/* "grub.pbkdf2.sha512.": the algorithm is no secret, and rules ask for it. */
static size_t pbkdf2_keep(const char *p, size_t len)
{
	static const char start[] = "grub.pbkdf2.sha";
	size_t n = sizeof(start) - 1;

	if (len < n || memcmp(p, start, n) != 0)
		return 0;
	while (n < len && isdigit((unsigned char)p[n]))
		n++;
	return n < len && p[n] == '.' ? n + 1 : 0;
}

static size_t hash_length(const char *p, size_t len)
{
	for (size_t i = 0; i < ARRAY_SIZE(hashes); i++) {
		size_t n = strlen(hashes[i].start);

		if (len < n || memcmp(p, hashes[i].start, n) != 0)
			continue;
		while (n < len && (isalnum((unsigned char)p[n]) || strchr(hashes[i].letters, p[n])))
			n++;
		return n;
	}
	return 0;
}

/* "scheme://user:secret@": length of the secret when `p` is just after "://". */
static size_t url_secret(const char *p, size_t len, size_t *before)
{
	size_t colon = 0;

	for (size_t i = 0; i < len && !strchr(" \t\"'/<>", p[i]); i++) {
		if (p[i] == ':' && colon == 0)
			colon = i + 1;
		if (p[i] == '@' && colon) {
			*before = colon;
			return i - colon;
		}
	}
	return 0;
}

/* A value to the end of the line when its name began it, or to the end of the word. */
static size_t value_length(const char *p, size_t len, bool whole_line)
{
	size_t n = 0;

	if (whole_line)
		return len;
	if (len > 0 && (*p == '"' || *p == '\'')) {
		for (n = 1; n < len && p[n] != *p; n++)
			;
		return n < len ? n + 1 : n;
	}
	while (n < len && !strchr(" \t,;&\"'", p[n]))
		n++;
	return n;
}

/* Begins the name at `start` its line?  Blanks, quotes, comment signs and dashes may be before. */
static bool begins_line(struct line l, size_t start)
{
	for (size_t i = 0; i < start; i++)
		if (!strchr(" \t\"'#;-", l.p[i]))
			return start >= 7 && starts_with(l.p, "export ") && i < 7;
	return true;
}

/*
 * At an '=' or ':' (or a blank after --name): is what stands before it a secret's name?  Gives the
 * length of what is to be hidden, and how much before it stays.
 */
static size_t assigned_secret(struct line l, size_t at, size_t *before)
{
	size_t end = at;
	size_t start;
	size_t value = at + 1;
	char separator = l.p[at];

	while (end > 0 && strchr(" \t\"'", l.p[end - 1]) && separator != ' ')
		end--;
	start = end;
	while (start > 0 && is_name_letter(l.p[start - 1]))
		start--;
	if (start == end ||
	    (separator == ' ' && (end - start < 3 || l.p[start] != '-' || l.p[start + 1] != '-')))
		return 0;
	if (!means_secret(l.p + start, end - start, separator == ' ' ? '=' : separator))
		return 0;
	while (value < l.len && (l.p[value] == ' ' || l.p[value] == '\t' || l.p[value] == '='))
		value++;
	*before = value - at;
	return value_length(l.p + value, l.len - value, separator != ' ' && begins_line(l, start));
}

static size_t past_blanks(struct line l, size_t at)
{
	while (at < l.len && (l.p[at] == ' ' || l.p[at] == '\t'))
		at++;
	return at;
}

static size_t past_word(struct line l, size_t at)
{
	while (at < l.len && l.p[at] != ' ' && l.p[at] != '\t')
		at++;
	return at;
}

/* ${NAME}, as Fedora's grub.cfg has it where a hash would stand. */
static bool is_variable(const char *p, size_t len)
{
	if (len < 4 || p[0] != '$' || p[1] != '{' || p[len - 1] != '}')
		return false;
	for (size_t i = 2; i < len - 1; i++)
		if (!isalnum((unsigned char)p[i]) && p[i] != '_')
			return false;
	return true;
}

/* "password_pbkdf2 USER HASH": who and by which algorithm may be known.  False: another line. */
static bool redact_pbkdf2_line(struct line l, struct buf *out)
{
	static const char word[] = "password_pbkdf2";
	size_t start = past_blanks(l, 0);
	size_t end = past_word(l, start);
	size_t user = past_blanks(l, end);
	size_t hash = past_blanks(l, past_word(l, user));

	if (end - start != sizeof(word) - 1 || memcmp(l.p + start, word, end - start) != 0 ||
	    end == l.len)
		return false;
	if (hash == l.len) { /* whatever the one word is */
		buf_addn(out, l.p, end + 1);
		buf_add(out, REDACTED);
	} else if (is_variable(l.p + hash, l.len - hash)) {
		buf_addn(out, l.p, l.len);
	} else {
		buf_addn(out, l.p, hash + pbkdf2_keep(l.p + hash, l.len - hash));
		buf_add(out, REDACTED);
	}
	return true;
}

/* Can this byte begin a hash, or stand before an assigned secret?  Most of a text cannot. */
static bool can_begin(char c)
{
	return c == '$' || c == 'g' || c == '{' || c == '=' || c == ':' || c == ' ';
}

static size_t plain_run(struct line l, size_t i)
{
	size_t n = i;

	while (n < l.len && !can_begin(l.p[n]) && (n == 0 || l.p[n - 1] != '/'))
		n++;
	return n - i;
}

static void redact_line(const char *path, struct line l, struct buf *out)
{
	size_t keep;

	if (redact_pbkdf2_line(l, out))
		return;
	if (line_secret_by_first_word(path, l, &keep)) {
		buf_addn(out, l.p, keep);
		buf_add(out, REDACTED);
		return;
	}
	for (size_t i = 0; i < l.len;) {
		size_t before = 0;
		size_t plain = plain_run(l, i);
		size_t hidden;

		buf_addn(out, l.p + i, plain);
		i += plain;
		if (i == l.len)
			break;
		hidden = hash_length(l.p + i, l.len - i);

		if (!hidden && (l.p[i] == '=' || l.p[i] == ':' || l.p[i] == ' '))
			hidden = assigned_secret(l, i, &before);
		if (!hidden && i >= 3 && memcmp(l.p + i - 3, "://", 3) == 0)
			hidden = url_secret(l.p + i, l.len - i, &before);
		if (!hidden) {
			buf_addc(out, l.p[i++]);
			continue;
		}
		buf_addn(out, l.p + i, before + pbkdf2_keep(l.p + i + before, hidden));
		buf_add(out, REDACTED);
		i += before + hidden;
	}
}

static bool line_has(struct line l, const char *a, const char *b)
{
	const char *at = memmem(l.p, l.len, a, strlen(a));

	return at && memmem(at, l.len - (size_t)(at - l.p), b, strlen(b));
}

void redact_text(const char *path, const char *text, size_t len, struct buf *out)
{
	bool in_key = false;

	while (len > 0) {
		const char *newline = memchr(text, '\n', len);
		struct line l = { text, newline ? (size_t)(newline - text) : len };

		if (!in_key && line_has(l, "-----BEGIN ", "PRIVATE KEY")) {
			in_key = true;
			buf_add(out, REDACTED);
			if (newline)
				buf_addc(out, '\n');
		} else if (!in_key) {
			redact_line(path, l, out);
			if (newline)
				buf_addc(out, '\n');
		}
		if (in_key && line_has(l, "-----END ", "PRIVATE KEY"))
			in_key = false;
		text += l.len + (newline ? 1 : 0);
		len -= l.len + (newline ? 1 : 0);
	}
}
