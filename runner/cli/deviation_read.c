/* SPDX-License-Identifier: MIT */
/* A tree into its document, step by step. */
#include <stdio.h>

#include "base/fs.h"
#include "cli/deviation_definition.h"
#include "cli/deviation_read.h"
#include "version.h"

static bool is_commit(const char *s, size_t len)
{
	return len == 40 && strspn(s, "0123456789abcdef") >= 40;
}

/* A loose reference, or its line of packed-refs. */
static const char *commit_of(struct tree *t, const char *reference)
{
	struct error ignored = ERROR_INIT;
	const char *path = arena_printf(&t->arena, ".git/%s", reference);
	const char *text;
	const char *line;
	size_t len;

	if (path && tree_has(t, path) && !tree_read(t, path, &ignored)) {
		text = buf_str(&t->text);
		return is_commit(text, strcspn(text, "\n")) ? arena_strndup(&t->arena, text, 40)
							    : NULL;
	}
	if (tree_read(t, ".git/packed-refs", &ignored))
		return NULL;
	text = buf_str(&t->text);
	while (str_line(&text, &line, &len))
		if (len == 41 + strlen(reference) && is_commit(line, 40) &&
		    strncmp(line + 41, reference, len - 41) == 0)
			return arena_strndup(&t->arena, line, 40);
	return NULL;
}

/* What .git says is checked out; NULL: it does not say. */
static const char *checked_out(struct tree *t)
{
	static const char ref[] = "ref: ";
	struct error ignored = ERROR_INIT;
	const char *reference;
	size_t len;

	if (!tree_has(t, ".git/HEAD") || tree_read(t, ".git/HEAD", &ignored))
		return NULL;
	len = strcspn(buf_str(&t->text), "\n");
	if (is_commit(buf_str(&t->text), len))
		return arena_strndup(&t->arena, buf_str(&t->text), len);
	if (!starts_with(buf_str(&t->text), ref) || strstr(buf_str(&t->text), ".."))
		return NULL;
	reference = arena_strndup(&t->arena, buf_str(&t->text) + strlen(ref), len - strlen(ref));
	return reference ? commit_of(t, reference) : NULL;
}

static void describe(struct definition *c)
{
	struct tree *t = c->tree;
	struct doc *source = doc_set(c->doc, "source", doc_object());
	char digest[SHA256_HEX];
	size_t read = t->read;

	sha256_hex(&t->digest, digest);
	sha256_init(&t->digest); /* what is read now does not belong to it */
	doc_set_text(source, "sha256", digest);
	doc_set_int(source, "files", (int64_t)read);
	doc_set_text(source, "commit", checked_out(t));
	doc_set_text(source, "distribution", c->distribution);
	doc_set_text(source, "version", c->version);
	doc_set(c->doc, "uninterpreted", TAKE(t->notes));
	doc_set_int(c->counts, "uninterpreted",
		    (int64_t)(doc_count(doc_get(c->doc, "uninterpreted")) + t->notes_more));
}

int deviation_read(const char *path, const struct deviation_read *how, struct doc **out,
		   struct error *err)
{
	CLEANUP(tree_release) struct tree tree = { .fd = -1 };
	CLEANUP(definition_release)
	struct definition c = { .tree = &tree, .brief = how->brief, .doc = doc_object() };
	struct doc *tool;
	int ret;

	doc_set_text(c.doc, "schema", "azlcts-deviations-1");
	tool = doc_set(c.doc, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	c.counts = doc_set(c.doc, "counts", doc_object());
	doc_set(c.counts, "overlays", doc_object());
	doc_set(c.counts, "packages", doc_object());
	ret = tree_open(&tree, path, err);
	if (!ret)
		ret = definition_collect(&c, err);
	if (!ret)
		ret = definition_emit(&c, err);
	if (!ret && how->specs)
		ret = definition_emit_specs(&c, err);
	if (ret)
		return ret;
	describe(&c);
	*out = TAKE(c.doc);
	return 0;
}
