/* SPDX-License-Identifier: MIT */
#ifndef BASE_DOC_H
#define BASE_DOC_H
/*
 * JSON values, read and written through jansson.
 *
 * - Documents of ours hold objects, lists, texts, integers within +-(2^53 - 1), booleans and null;
 *   never a floating point number.
 * - doc_canonical() writes RFC 8785 (JCS): keys sorted by UTF-16 code units, no white space,
 *   shortest escapes.  Two equal values give equal bytes.
 * - Building is sticky: a NULL parent or a failed add leaves a NULL, which doc_canonical() and
 *   doc_pretty() report as an error.  So look once, at the end.
 * - doc_set* and doc_add* take ownership of the value given to them.
 */
#include "base/buf.h"
#include "base/error.h"

struct doc; /* a value; jansson's, and only json.c knows */

#define DOC_INT_MAX ((int64_t)9007199254740991)

struct doc *doc_object(void);
struct doc *doc_list(void);
/* Text that is not UTF-8 or has control characters is cleaned (base/str.h). */
struct doc *doc_text(const char *text);
/* Past +-DOC_INT_MAX the number becomes a text, as RFC 8785 advises. */
struct doc *doc_int(int64_t number);
struct doc *doc_bool(bool value);
/* All of it anew, for a second owner; NULL: no memory, or there is nothing to copy. */
struct doc *doc_copy(const struct doc *d);
void doc_free(struct doc *d);
static inline void doc_cleanup(struct doc **d)
{
	doc_free(*d);
}
#define AUTO_DOC CLEANUP(doc_cleanup)

/* Both return the value that was given, for building downwards; NULL when it could not be. */
struct doc *doc_set(struct doc *object, const char *key, struct doc *value);
struct doc *doc_add(struct doc *list, struct doc *value);
void doc_set_text(struct doc *object, const char *key, const char *text); /* NULL: no key */
void doc_set_int(struct doc *object, const char *key, int64_t number);
void doc_set_bool(struct doc *object, const char *key, bool value);
void doc_remove(struct doc *object, const char *key); /* no such key: nothing */

/* Reading: NULL, or the fallback, when it is not there or of another type. */
struct doc *doc_get(const struct doc *object, const char *key);
const char *doc_get_text(const struct doc *object, const char *key);
int64_t doc_get_int(const struct doc *object, const char *key, int64_t fallback);
bool doc_get_bool(const struct doc *object, const char *key, bool fallback);
size_t doc_count(const struct doc *list_or_object);
struct doc *doc_at(const struct doc *list, size_t i);
const char *doc_string(const struct doc *text);
bool doc_is_list(const struct doc *d);
/* Calls for each key of an object, sorted as in canonical documents. */
void doc_each(const struct doc *object,
	      void (*fn)(const char *key, const struct doc *value, void *arg), void *arg);

int doc_canonical(const struct doc *d, struct buf *out, struct error *err);
/* The same values for people: two spaces of indentation, keys sorted, newline at the end. */
int doc_pretty(const struct doc *d, struct buf *out, struct error *err);
/* `name` stands in messages: "name:line:column: reason".  Duplicate keys are refused. */
int doc_parse(const char *text, size_t len, const char *name, struct doc **out, struct error *err);

#endif
