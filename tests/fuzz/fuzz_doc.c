/* SPDX-License-Identifier: MIT */
/* Bytes as JSON: what can be written reads back as the same bytes, canonical or for people. */
#include "base/doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool holds)
{
	if (!holds)
		__builtin_trap();
}

/* Text that was written from a document gives the canonical bytes of that document again. */
static void reads_back(const struct buf *text, const struct buf *canonical)
{
	AUTO(buf) struct buf again = BUF_INIT(BUF_DOCUMENT);
	AUTO_DOC struct doc *d = NULL;
	struct error err = ERROR_INIT;

	claim(doc_parse(buf_str(text), text->len, "written", &d, &err) == 0);
	claim(doc_canonical(d, &again, &err) == 0);
	claim(again.len == canonical->len && !memcmp(again.data, canonical->data, again.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(buf) struct buf canonical = BUF_INIT(BUF_DOCUMENT);
	AUTO(buf) struct buf pretty = BUF_INIT(BUF_DOCUMENT);
	AUTO_DOC struct doc *d = NULL;
	AUTO_DOC struct doc *copy = NULL;
	struct error err = ERROR_INIT;

	if (doc_parse((const char *)data, size, "fuzz", &d, &err) < 0) {
		claim(!d && err.code == EINVAL && starts_with(err.text, "fuzz:"));
		return 0;
	}
	if (doc_canonical(d, &canonical, &err) < 0) /* a null or a real number: none of ours */
		return 0;
	claim(doc_pretty(d, &pretty, &err) == 0);
	reads_back(&canonical, &canonical);
	reads_back(&pretty, &canonical);
	buf_clear(&pretty);
	copy = doc_copy(d);
	claim(copy && doc_canonical(copy, &pretty, &err) == 0);
	claim(streq(buf_str(&pretty), buf_str(&canonical)));
	return 0;
}
