/* SPDX-License-Identifier: MIT */
/*
 * Rendered specs: what can be read off their lines.  This is no evaluation: macros but %{name} are
 * not expanded, and what stands between %if and %endif is listed apart, whether or not it is built.
 */
#include <ctype.h>
#include <stdio.h>

#include "base/str.h"
#include "cli/deviation_definition.h"

struct spec {
	const char *name; /* NULL: not literal */
	struct doc *row;
	struct doc *packages;
	struct doc *conditional;
	unsigned ifs;
	int64_t unexpanded;
	bool preamble; /* of the main package */
};

/* The value of "Tag: value", when it is one word. */
static bool tag_value(const char *line, size_t len, const char *tag, char *out, size_t size)
{
	size_t n = strlen(tag);
	size_t start;

	if (len <= n || strncasecmp(line, tag, n) != 0)
		return false;
	start = n + strspn(line + n, " \t");
	while (len > start && strchr(" \t\r", line[len - 1]))
		len--;
	if (start >= len || len - start >= size)
		return false;
	memcpy(out, line + start, len - start);
	out[len - start] = '\0';
	return true;
}

/* %{name} and %name, when the name is literal. */
static void expand(const struct spec *s, const char *text, struct buf *out)
{
	static const char *const words[] = { "%{name}", "%{NAME}" };

	while (*text) {
		bool found = false;

		for (size_t i = 0; s->name && i < ARRAY_SIZE(words); i++)
			if (starts_with(text, words[i])) {
				buf_add(out, s->name);
				text += strlen(words[i]);
				found = true;
				break;
			}
		if (!found)
			buf_addc(out, *text++);
	}
}

/* "%package -n NAME" or "%package SUFFIX" */
static void read_package(struct spec *s, const char *line, size_t len)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf name = BUF_INIT(BUF_LINE);
	char *save = NULL;
	const char *word;
	bool whole = false;

	buf_addn(&text, line, len);
	if (text.failed || !text.len)
		return;
	strtok_r(text.data, " \t\r", &save);
	word = strtok_r(NULL, " \t\r", &save);
	if (streq(word, "-n")) {
		whole = true;
		word = strtok_r(NULL, " \t\r", &save);
	}
	if (!word)
		return;
	if (!whole) {
		buf_add(&name, s->name ? s->name : "%{name}");
		buf_addc(&name, '-');
	}
	expand(s, word, &name);
	if (name.failed || strchr(buf_str(&name), '%'))
		s->unexpanded++;
	else
		doc_add(s->ifs ? s->conditional : s->packages, doc_text(buf_str(&name)));
}

static void read_preamble(struct definition *c, struct spec *s, const char *line, size_t len)
{
	static const char *const tags[] = { "Version:", "Epoch:" };
	static const char *const keys[] = { "version", "epoch" };
	char value[128];

	if (!s->name && tag_value(line, len, "Name:", value, sizeof(value)) && !strchr(value, '%'))
		s->name = arena_strdup(&c->tree->arena, value);
	for (size_t i = 0; i < ARRAY_SIZE(tags); i++)
		if (!doc_get(s->row, keys[i]) &&
		    tag_value(line, len, tags[i], value, sizeof(value)) && !strchr(value, '%'))
			doc_set_text(s->row, keys[i], value);
}

static bool is_directive(const char *line, size_t len, const char *word)
{
	size_t n = strlen(word);

	return len >= n && strncmp(line, word, n) == 0 &&
	       (len == n || isspace((unsigned char)line[n]));
}

static void read_line(struct definition *c, struct spec *s, const char *line, size_t len)
{
	static const char *const ifs[] = { "%if", "%ifarch", "%ifnarch", "%ifos", "%ifnos" };

	if (!s->ifs && s->preamble && len && *line != '%')
		read_preamble(c, s, line, len);
	if (!len || *line != '%')
		return;
	for (size_t i = 0; i < ARRAY_SIZE(ifs); i++)
		s->ifs += is_directive(line, len, ifs[i]);
	if (is_directive(line, len, "%endif") && s->ifs)
		s->ifs--;
	if (is_directive(line, len, "%package"))
		read_package(s, line, len);
	if (is_directive(line, len, "%package") || is_directive(line, len, "%description"))
		s->preamble = false;
}

static struct doc *entry_of(struct definition *c, const struct component *m)
{
	struct doc *entry = doc_get(doc_get(c->doc, "components"), m->name);

	return entry ? entry : NULL;
}

static void read_spec(struct definition *c, const struct component *m, const char *path)
{
	struct spec s = { .row = doc_object(), .preamble = true };
	const char *text = buf_str(&c->tree->text);
	const char *line;
	size_t len;

	s.packages = doc_list();
	s.conditional = doc_list();
	while (str_line(&text, &line, &len))
		read_line(c, &s, line, len);
	doc_set_text(s.row, "at", path);
	if (s.unexpanded)
		doc_set_int(s.row, "unexpanded", s.unexpanded);
	definition_count(c->counts, "spec_packages", (int64_t)doc_count(s.packages));
	definition_count(c->counts, "spec_packages_conditional", (int64_t)doc_count(s.conditional));
	definition_count(c->counts, "spec_packages_unexpanded", s.unexpanded);
	definition_count(c->counts, "spec_versions", doc_get(s.row, "version") ? 1 : 0);
	if (doc_count(s.packages))
		doc_set(s.row, "packages", s.packages);
	else
		doc_free(s.packages);
	if (doc_count(s.conditional))
		doc_set(s.row, "conditional", s.conditional);
	else
		doc_free(s.conditional);
	if (entry_of(c, m))
		doc_set(entry_of(c, m), "spec", s.row);
	else
		doc_set(doc_get(c->doc, "specs"), m->name, s.row);
}

/* project.rendered-specs-dir, from the tree's top. */
static const char *specs_folder(struct definition *c)
{
	const char *file = "azldev.toml";
	const char *folder = "specs";

	for (size_t i = 0; i < c->tree->count; i++) {
		const struct tree_file *f = &c->tree->files[i];
		const char *dir = definition_text(c, f->path, toml_get(f->root, "project"),
						  "rendered-specs-dir");

		if (dir) {
			folder = dir;
			file = f->path;
		}
	}
	return tree_path(c->tree, file, folder);
}

int definition_emit_specs(struct definition *c, struct error *err)
{
	const char *folder = specs_folder(c);
	int ret = 0;

	if (!folder || !tree_has(c->tree, folder))
		return 0;
	doc_set(c->doc, "specs", doc_object());
	for (size_t i = 0; !ret && i < c->count; i++) {
		const struct component *m = &c->components[i];
		char path[1024];
		int n = snprintf(path, sizeof(path), "%s/%c/%s/%s.spec", folder,
				 tolower((unsigned char)*m->name), m->name, m->name);

		if (n < 0 || (size_t)n >= sizeof(path) || strchr(m->name, '/') ||
		    !tree_has(c->tree, path)) {
			tree_note(c->tree, m->file, m->line, m->name, "has no rendered spec %s",
				  path);
			continue;
		}
		ret = tree_read(c->tree, path, err);
		if (!ret) {
			read_spec(c, m, path);
			definition_count(c->counts, "specs", 1);
		}
	}
	return ret;
}
