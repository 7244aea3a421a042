/* SPDX-License-Identifier: MIT */
#include "model/suite_args.h"

#include <regex.h>

struct args_reader {
	const struct reader *r;
	const struct profile *profile; /* NULL: parameters stand for themselves */
	bool unresolved;	       /* one of them did */
};

static const char *parameter_word(size_t i, const void *arg)
{
	const struct profile *p = arg;

	return i < p->parameters_count ? p->parameters[i].name : NULL;
}

/* The profile's parameter of the n bytes at `name`. */
static int find_parameter(const struct args_reader *a, const struct node *at, const char *name,
			  size_t n, const struct parameter **out, struct error *err)
{
	const char *word = arena_strndup(a->r->arena, name, n);

	if (!word)
		return error_memory(err);
	for (size_t i = 0; i < a->profile->parameters_count; i++) {
		if (streq(a->profile->parameters[i].name, word)) {
			*out = &a->profile->parameters[i];
			return 0;
		}
	}
	if (a->profile->parameters_count == 0)
		return node_error(a->r->file, at, err, "%s: the profile has no parameters", word);
	return reader_unknown(a->r, at, false, word, "no such parameter in the profile",
			      parameter_word, a->profile, err);
}

/* The text with each ${name} replaced. */
static int expand(struct args_reader *a, const struct node *at, const char **out, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);
	const char *s = at->text;
	const char *open;

	while ((open = strstr(s, "${")) != NULL) {
		const char *close = strchr(open, '}');
		const struct parameter *p;
		int ret;

		if (!close)
			return node_error(a->r->file, at, err, "%s: ${ without }", at->text);
		if (!a->profile) {
			a->unresolved = true;
			break;
		}
		ret = find_parameter(a, at, open + 2, (size_t)(close - open - 2), &p, err);
		if (ret)
			return ret;
		if (!p->value)
			return node_error(a->r->file, at, err,
					  "${%s}: a list cannot stand where one text is wanted",
					  p->name);
		buf_addn(&text, s, (size_t)(open - s));
		buf_add(&text, p->value);
		s = close + 1;
	}
	buf_add(&text, s);
	if (text.failed)
		return node_error(a->r->file, at, err, "too long with its parameters");
	*out = arena_strdup(a->r->arena, buf_str(&text));
	return *out ? 0 : error_memory(err);
}

/* Without a profile a text with a parameter in it is left as it is written. */
static bool stands_for_itself(const struct args_reader *a, const char *text)
{
	return !a->profile && strstr(text, "${");
}

/* The list that a text consisting of one ${name} stands for; NULL: none. */
static int whole_list(const struct args_reader *a, const struct node *at,
		      const struct text_list **out, struct error *err)
{
	size_t len = strlen(at->text);
	const struct parameter *p;
	int ret;

	*out = NULL;
	if (!a->profile || !starts_with(at->text, "${") ||
	    strchr(at->text, '}') != at->text + len - 1)
		return 0;
	ret = find_parameter(a, at, at->text + 2, len - 3, &p, err);
	if (!ret && !p->value)
		*out = &p->list;
	return ret;
}

static int check_word(const struct args_reader *a, const struct field *f, const struct node *n,
		      const char *text, struct error *err)
{
	for (size_t i = 0; f->words && f->words[i]; i++)
		if (streq(f->words[i], text))
			return 0;
	return reader_unknown(a->r, n, false, text, "not a word it can be", reader_word, f->words,
			      err);
}

/* One entry of a list: a text, or all texts of a list parameter. */
static int list_entry(struct args_reader *a, const struct field *f, const struct node *n,
		      const char **items, size_t *count, struct error *err)
{
	const struct text_list *list;
	const char *text;
	int ret;

	if (n->type != NODE_TEXT)
		return node_error(a->r->file, n, err, "%s: has to be a list of texts", f->key);
	ret = whole_list(a, n, &list, err);
	if (ret)
		return ret;
	if (list) {
		for (size_t i = 0; i < list->count; i++) {
			if (f->words && (ret = check_word(a, f, n, list->items[i], err)) != 0)
				return ret;
			items[(*count)++] = list->items[i];
		}
		return 0;
	}
	ret = expand(a, n, &text, err);
	if (!ret && f->words && !stands_for_itself(a, text))
		ret = check_word(a, f, n, text, err);
	if (!ret)
		items[(*count)++] = text;
	return ret;
}

/* An upper bound of the entries a list will have. */
static size_t list_room(const struct args_reader *a, size_t entries)
{
	size_t widest = 1;

	for (size_t i = 0; a->profile && i < a->profile->parameters_count; i++)
		if (a->profile->parameters[i].list.count > widest)
			widest = a->profile->parameters[i].list.count;
	return entries * widest + 1;
}

static int set_list(struct args_reader *a, const struct field *f, const struct node *n,
		    struct text_list *out, struct error *err)
{
	size_t entries = n->type == NODE_LIST ? node_count(n) : 1;
	const char **items = arena_alloc(a->r->arena, list_room(a, entries) * sizeof(*items));
	size_t count = 0;
	int ret = 0;

	if (!items)
		return error_memory(err);
	if (n->type == NODE_LIST)
		for (const struct node *c = n->children; c && !ret; c = c->next)
			ret = list_entry(a, f, c, items, &count, err);
	else
		ret = list_entry(a, f, n, items, &count, err);
	if (!ret)
		*out = (struct text_list){ .items = items, .count = count };
	return ret;
}

static int check_path(const struct args_reader *a, const struct field *f, const struct node *n,
		      const char *text, struct error *err)
{
	size_t len = strlen(text);

	if (text[0] != '/')
		return node_error(a->r->file, n, err, "%s: %s: has to begin with /", f->key, text);
	if ((len > 1 && text[len - 1] == '/') || strstr(text, "//") || strstr(text, "/../") ||
	    strstr(text, "/./") || ends_with(text, "/..") || ends_with(text, "/."))
		return node_error(a->r->file, n, err,
				  "%s: %s: has to be written without //, . and ..", f->key, text);
	return 0;
}

static int check_pattern(const struct args_reader *a, const struct field *f, const struct node *n,
			 const char *text, struct error *err)
{
	regex_t re;
	char why[200];
	int code = regcomp(&re, text, REG_EXTENDED | REG_NOSUB | REG_NEWLINE);

	if (!code) {
		regfree(&re);
		if (*text)
			return 0;
		return node_error(a->r->file, n, err, "%s: an empty pattern matches everything",
				  f->key);
	}
	regerror(code, &re, why, sizeof(why));
	return node_error(a->r->file, n, err, "%s: %s: %s", f->key, text, why);
}

static int set_text(const struct args_reader *a, const struct field *f, const struct node *n,
		    const char *text, const char **out, struct error *err)
{
	int ret = 0;

	if (f->type == FIELD_PATH)
		ret = check_path(a, f, n, text, err);
	else if (f->type == FIELD_PATTERN)
		ret = check_pattern(a, f, n, text, err);
	else if (f->type == FIELD_WORD)
		ret = check_word(a, f, n, text, err);
	if (!ret)
		*out = text;
	return ret;
}

static int set_scalar(const struct args_reader *a, const struct field *f, const struct node *n,
		      const char *text, void *slot, struct error *err)
{
	switch (f->type) {
	case FIELD_MODE:
		if (!str_mode(text, slot))
			return node_error(a->r->file, n, err,
					  "%s: %s: has to be octal, at most 7777", f->key, text);
		return 0;
	case FIELD_NUMBER:
		if (!str_int(text, slot))
			return node_error(a->r->file, n, err, "%s: %s: has to be a whole number",
					  f->key, text);
		return 0;
	case FIELD_BOOL:
		if (!streq(text, "true") && !streq(text, "false"))
			return node_error(a->r->file, n, err, "%s: %s: has to be true or false",
					  f->key, text);
		*(int *)slot = streq(text, "true");
		return 0;
	case FIELD_FILE:
		return data_file_read(a->r, f, n, text, slot, err);
	default:
		return set_text(a, f, n, text, slot, err);
	}
}

static int set_field(struct args_reader *a, const struct field *f, const struct node *n, void *args,
		     struct error *err)
{
	void *slot = (char *)args + f->offset;
	const char *text;
	int ret;

	if (f->type == FIELD_LIST && n->type != NODE_MAP)
		return set_list(a, f, n, slot, err);
	if (n->type != NODE_TEXT)
		return node_error(a->r->file, n, err, "%s: has to be %s", f->key,
				  f->type == FIELD_LIST ? "a list of texts" : "one text");
	ret = expand(a, n, &text, err);
	if (ret)
		return ret;
	if (!stands_for_itself(a, text))
		return set_scalar(a, f, n, text, slot, err);
	if (f->type == FIELD_TEXT || f->type == FIELD_PATH)
		*(const char **)slot = text;
	return 0; /* another type stays unset: there is no profile to say what it is */
}

/* The values that mean "not given", then the defaults. */
static int set_defaults(struct args_reader *a, const struct check_kind *kind,
			const struct node *params, void *args, struct error *err)
{
	int ret = 0;

	for (const struct field *f = kind->fields; f->key && !ret; f++) {
		struct node n = { .type = NODE_TEXT,
				  .line = params->line,
				  .column = params->column,
				  .text = f->fallback };
		void *slot = (char *)args + f->offset;

		if (f->type == FIELD_MODE || f->type == FIELD_BOOL)
			*(int *)slot = -1;
		else if (f->type == FIELD_NUMBER)
			*(int64_t *)slot = NUMBER_UNSET;
		if (f->fallback && !node_get(params, f->key))
			ret = set_field(a, f, &n, args, err);
	}
	return ret;
}

static const char *field_word(size_t i, const void *arg)
{
	const struct field *fields = arg;

	return fields[i].key;
}

static int set_given(struct args_reader *a, const struct check_kind *kind,
		     const struct node *params, void *args, struct error *err)
{
	int ret = 0;

	for (const struct node *n = params->children; n && !ret; n = n->next) {
		const struct field *f = kind->fields;

		while (f->key && !streq(f->key, n->key))
			f++;
		if (!f->key)
			return reader_unknown(a->r, n, true, n->key, "unknown key", field_word,
					      kind->fields, err);
		ret = set_field(a, f, n, args, err);
	}
	return ret;
}

/* A faulty combination is told at the kind's key. */
static int check_args(const struct args_reader *a, const struct check_kind *kind,
		      const struct node *params, const void *args, struct error *err)
{
	struct error why = ERROR_INIT;

	if (!kind->check_args || a->unresolved || !kind->check_args(args, &why))
		return 0;
	if (why.code == EINVAL)
		return node_key_error(a->r->file, params, err, "%s: %s", kind->name, why.text);
	return error_set(err, why.code, "%s", why.text);
}

int args_read(const struct reader *r, const struct profile *profile, const struct check_kind *kind,
	      const struct node *params, void **out, struct error *err)
{
	struct args_reader a = { .r = r, .profile = profile };
	void *args;
	int ret;

	if (params->type != NODE_MAP)
		return node_error(r->file, params, err, "%s: its parameters have to be a map",
				  kind->name);
	args = arena_alloc(r->arena, kind->args_size);
	if (!args)
		return error_memory(err);
	ret = set_defaults(&a, kind, params, args, err);
	if (!ret)
		ret = set_given(&a, kind, params, args, err);
	for (const struct field *f = kind->fields; f->key && !ret; f++)
		if (f->required && !node_get(params, f->key))
			ret = node_key_error(r->file, params, err, "%s: %s is missing", kind->name,
					     f->key);
	if (!ret)
		ret = check_args(&a, kind, params, args, err);
	if (!ret)
		*out = args;
	return ret;
}
