/* SPDX-License-Identifier: MIT */
/*
 * What a vendor says of its own product on a release: a record with its source and date, and never
 * proof that the product works.  Other checks of the same suite prove that, or do not.
 */
#include <ctype.h>

#include "judge/image.h"
#include "judge/vendor_facts.h"

struct claim_args {
	const char *state;
	struct text_list on;
	const char *read;
	const char *source;
	struct text_list unknown;
};

static const char *const states[] = {
	"certified", "supported", "announced", "unsupported", "none", "unknown", NULL,
};

#define AT(member, T) .offset = FIELD_OF(struct claim_args, member, T)

/* clang-format off */
static const struct field fields[] = {
	{ .key = "on", .type = FIELD_LIST, AT(on, struct text_list),
	  .help = "releases that the vendor names, as 'Azure Linux 4' or 'azurelinux 4.0': 4 is every 4.x" },
	{ .key = "read", .type = FIELD_TEXT, AT(read, const char *),
	  .help = "the day on which the source was read, as 2026-01-31", .required = true },
	{ .key = "source", .type = FIELD_TEXT, AT(source, const char *),
	  .help = "where the vendor says so: a URL, a document", .required = true },
	{ .key = "state", .type = FIELD_WORD, AT(state, const char *), .words = states,
	  .help = "what the vendor says; none: it says nothing of these releases", .required = true },
	VENDOR_UNKNOWN(struct claim_args),
	{ 0 }
};
/* clang-format on */

static bool is_decided(const char *state)
{
	return streq(state, "certified") || streq(state, "supported") ||
	       streq(state, "unsupported");
}

static bool is_date(const char *s)
{
	static const char form[] = "dddd-dd-dd";

	for (size_t i = 0; i < sizeof(form); i++)
		if (form[i] == 'd' ? !isdigit((unsigned char)s[i]) : s[i] != form[i])
			return false;
	return true;
}

static int check_args(const void *args, struct error *err)
{
	const struct claim_args *a = args;

	if (!is_date(a->read))
		return error_input(err, "read: %s: has to be a day, as 2026-01-31", a->read);
	if (!*a->source)
		return error_input(err, "source: has to say where the vendor says so");
	if (is_decided(a->state) && !a->on.count)
		return error_input(err, "on: has to say of which release it is %s", a->state);
	return 0;
}

/* Letters and digits alone, in lower case: "Azure Linux" is ID azurelinux. */
static void add_plain(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (isalnum((unsigned char)s[i]))
			buf_addc(out, (char)tolower((unsigned char)s[i]));
}

/* Is it the image's version, or what stands before a '.' in it? */
static bool is_version(const char *said, const char *version)
{
	size_t n = strlen(said);

	return n && strncmp(said, version, n) == 0 && (!version[n] || version[n] == '.');
}

static bool os_release(struct evidence *ev, const char *key, struct buf *out)
{
	return evidence_text(ev, out, "SELECT value FROM os_release WHERE key = ?1", key);
}

/* Does "Azure Linux 4" name the image?  The name may be left out; the version may not. */
static bool names_image(const char *release, struct evidence *ev, const char *version)
{
	static const char *const keys[] = { "ID", "NAME" };
	const char *last = strrchr(release, ' ');
	AUTO(buf) struct buf said = BUF_INIT(BUF_LINE);

	if (!is_version(last ? last + 1 : release, version))
		return false;
	if (!last)
		return true;
	add_plain(&said, release, (size_t)(last - release));
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);
		AUTO(buf) struct buf plain = BUF_INIT(BUF_LINE);

		if (!os_release(ev, keys[i], &value))
			continue;
		add_plain(&plain, buf_str(&value), value.len);
		if (plain.len && streq(buf_str(&plain), buf_str(&said)))
			return true;
	}
	return false;
}

static void judge(const struct claim_args *a, struct evidence *ev, struct findings *out)
{
	AUTO(buf) struct buf version = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf on = BUF_INIT(BUF_LINE);
	bool names = false;

	if (!os_release(ev, "VERSION_ID", &version) || !version.len) {
		finding_missing(out, "the image's os-release has no VERSION_ID");
		return;
	}
	for (size_t i = 0; i < a->on.count; i++) {
		buf_addf(&on, "%s%s", i ? ", " : "", a->on.items[i]);
		names = names || names_image(a->on.items[i], ev, buf_str(&version));
	}
	if (!is_decided(a->state))
		finding_missing(out, "the vendor's claim is %s%s%s (%s, read %s)", a->state,
				on.len ? " on " : "", buf_str(&on), a->source, a->read);
	else if (!names)
		finding_missing(out, "the vendor says %s on %s, and nothing of %s (%s, read %s)",
				a->state, buf_str(&on), buf_str(&version), a->source, a->read);
	else if (streq(a->state, "unsupported"))
		finding_fail(out, a->source, "supported by its vendor", "%s on %s, read %s",
			     a->state, buf_str(&on), a->read);
	else
		finding_pass(out, a->source, "%s on %s, read %s: the vendor's word, not proof",
			     a->state, buf_str(&on), a->read);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct claim_args *a = args;

	judge(a, ev, out);
	vendor_unknown(&a->unknown, out);
}

const struct check_kind check_claim = {
	.name = "claim",
	.summary = "What a vendor says of its product on this release: a record, never proof",
	.example = "{state: supported, on: Azure Linux 4, read: 2026-01-31, source: "
		   "'https://example.com/platforms'}",
	.needs = EVIDENCE(FILES),
	.args_size = sizeof(struct claim_args),
	.fields = fields,
	.check_args = check_args,
	.evaluate = evaluate,
};
