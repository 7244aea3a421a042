/* SPDX-License-Identifier: MIT */
/* A manifest as a file of its own, or as a part of a suite, on its way into struct manifest. */
#include "model/manifest_read.h"

static const char *const fault_words[] = {
	[PLATFORM_RIGHT] = "none",  [PLATFORM_THROTTLE] = "throttle", [PLATFORM_ERROR] = "error",
	[PLATFORM_DELAY] = "delay", [PLATFORM_ABSENT] = "absent",     NULL,
};

static const char *const unit_types[] = { "service", "socket", "timer",	 "path",      "mount",
					  "target",  "slice",  "device", "automount", NULL };

int manifest_number(const struct reader *r, const struct node *map, const char *key, int64_t from,
		    int64_t to, int64_t *out, struct error *err)
{
	const char *text;
	int64_t n;
	int ret = reader_text(r, map, key, false, &text, err);

	if (ret || !text)
		return ret;
	if (!str_int(text, &n) || n < from || n > to)
		return node_error(r->file, node_get(map, key), err,
				  "%s: %s: has to be a whole number from %lld to %lld", key, text,
				  (long long)from, (long long)to);
	*out = n;
	return 0;
}

int manifest_list(const struct reader *r, const struct node *map, const char *key,
		  struct text_list *out, struct error *err)
{
	const struct node *n = node_get(map, key);
	int ret = reader_list(r, map, key, out, err);

	if (!ret && out->count > MANIFEST_LIST_MAX)
		ret = node_error(r->file, n, err, "%s: more than %d", key, MANIFEST_LIST_MAX);
	for (size_t i = 0; i < out->count && !ret; i++)
		if (!*out->items[i])
			ret = node_error(r->file, n, err, "%s: one of them is empty", key);
	return ret;
}

int manifest_command(const struct reader *r, const struct node *at, const char *what,
		     struct text_list *out, struct error *err)
{
	size_t count = at->type == NODE_LIST ? node_count(at) : 0;
	const char **words;
	size_t i = 0;

	if (at->type != NODE_LIST || count == 0)
		return node_error(r->file, at, err,
				  "%s: has to be a command as a list of its words: [systemctl, "
				  "start, x.service]",
				  what);
	if (count > MANIFEST_WORDS_MAX)
		return node_error(r->file, at, err, "%s: more than %d words", what,
				  MANIFEST_WORDS_MAX);
	words = arena_alloc(r->arena, (count + 1) * sizeof(*words));
	if (!words)
		return error_memory(err);
	for (const struct node *n = at->children; n; n = n->next) {
		if (n->type != NODE_TEXT)
			return node_error(r->file, n, err, "%s: a word has to be a text", what);
		words[i++] = n->text;
	}
	/* the probe takes such words for its own (collect/command_words.h) */
	if (!*words[0] || *words[0] == '<' || *words[0] == '+' || *words[0] == '-')
		return node_error(r->file, at, err, "%s: '%s' is no program's name", what,
				  words[0]);
	words[count] = NULL;
	*out = (struct text_list){ words, count };
	return 0;
}

static int read_configure(const struct reader *r, const struct node *map, struct manifest *out,
			  struct error *err)
{
	const struct node *list;
	int ret = reader_get(r, map, "configure", NODE_LIST, &list, err);

	if (ret || !list)
		return ret;
	if (node_count(list) > MANIFEST_LIST_MAX)
		return node_error(r->file, list, err, "configure: more than %d commands",
				  MANIFEST_LIST_MAX);
	out->configure = arena_alloc(r->arena, (node_count(list) + 1) * sizeof(*out->configure));
	if (!out->configure)
		return error_memory(err);
	for (const struct node *n = list->children; n && !ret; n = n->next)
		ret = manifest_command(r, n, "configure", &out->configure[out->configure_count++],
				       err);
	return ret;
}

static int read_units(const struct reader *r, const struct node *map, struct manifest *out,
		      struct error *err)
{
	int ret = manifest_list(r, map, "units", &out->units, err);

	for (size_t i = 0; i < out->units.count && !ret; i++) {
		const char *dot = strrchr(out->units.items[i], '.');
		size_t k = 0;

		while (unit_types[k] && (!dot || !streq(dot + 1, unit_types[k])))
			k++;
		if (!unit_types[k] || *out->units.items[i] == '-')
			ret = node_error(r->file, node_get(map, "units"), err,
					 "units: %s: has to be the unit's whole name, as "
					 "x.service or x.timer",
					 out->units.items[i]);
	}
	return ret;
}

static int read_classes(const struct reader *r, const struct node *map, const char *key,
			struct text_list out[FOOTPRINT_CLASS_COUNT], struct error *err)
{
	const struct node *classes;
	int ret = reader_get(r, map, key, NODE_MAP, &classes, err);

	if (ret || !classes)
		return ret;
	for (const struct node *n = classes->children; n && !ret; n = n->next) {
		size_t i = 0;

		while (footprint_class_names[i] && !streq(footprint_class_names[i], n->key))
			i++;
		if (!footprint_class_names[i])
			return reader_unknown(r, n, true, n->key, "no such class", reader_word,
					      footprint_class_names, err);
		ret = manifest_list(r, classes, n->key, &out[i], err);
		for (size_t k = 0; k < out[i].count && !ret; k++) {
			const char *fault =
				manifest_glob_fault((enum footprint_class)i, out[i].items[k]);

			if (fault)
				ret = node_error(r->file, n, err, "%s: %s: %s", n->key,
						 out[i].items[k], fault);
		}
	}
	return ret;
}

static int read_grants(const struct reader *r, const struct node *map, struct manifest *out,
		       struct error *err)
{
	static const char *const words[] = { "repository", "platform", NULL };
	struct text_list list;
	int ret = manifest_list(r, map, "grants", &list, err);

	for (size_t i = 0; i < list.count && !ret; i++) {
		out->grants_repository |= streq(list.items[i], words[0]);
		out->grants_platform |= streq(list.items[i], words[1]);
		if (!streq(list.items[i], words[0]) && !streq(list.items[i], words[1]))
			ret = reader_unknown(r, node_get(map, "grants"), false, list.items[i],
					     "no such grant", reader_word, words, err);
	}
	return ret;
}

static int read_fault(const struct reader *r, const struct node *map, enum platform_fault *out,
		      struct error *err)
{
	const char *text;
	int ret = reader_text(r, map, "fault", false, &text, err);

	if (ret || !text)
		return ret;
	for (size_t i = 0; fault_words[i]; i++) {
		if (streq(fault_words[i], text)) {
			*out = (enum platform_fault)i;
			return 0;
		}
	}
	return reader_unknown(r, node_get(map, "fault"), false, text, "no such fault", reader_word,
			      fault_words, err);
}

static int read_platform(const struct reader *r, const struct node *map, struct manifest *out,
			 struct error *err)
{
	static const char *const keys[] = { "fault", "hostname", "user", "ssh-key", NULL };
	const struct node *n;
	int ret = reader_get(r, map, "platform", NODE_MAP, &n, err);

	if (ret || !n)
		return ret;
	if (!out->grants_platform)
		return node_key_error(r->file, n, err,
				      "platform: is not granted: grants: [platform]");
	ret = reader_keys(r, n, keys, err);
	if (!ret)
		ret = read_fault(r, n, &out->platform.fault, err);
	if (!ret)
		ret = reader_text(r, n, "hostname", false, &out->platform.hostname, err);
	if (!ret)
		ret = reader_text(r, n, "user", false, &out->platform.user, err);
	if (!ret)
		ret = reader_text(r, n, "ssh-key", false, &out->platform.ssh_key, err);
	return ret;
}

static int read_limits(const struct reader *r, const struct node *map, struct manifest *out,
		       struct error *err)
{
	static const char *const keys[] = { "memory-mib", "boot-ms", "seconds", NULL };
	const struct node *n;
	int64_t seconds = 0;
	int ret = reader_get(r, map, "limits", NODE_MAP, &n, err);

	if (ret || !n)
		return ret;
	ret = reader_keys(r, n, keys, err);
	if (!ret)
		ret = manifest_number(r, n, "memory-mib", 1, 1 << 24, &out->memory_mib, err);
	if (!ret)
		ret = manifest_number(r, n, "boot-ms", 1, 1 << 24, &out->boot_ms, err);
	if (!ret)
		ret = manifest_number(r, n, "seconds", 1, MANIFEST_SECONDS_MAX, &seconds, err);
	out->seconds = (unsigned)seconds;
	return ret;
}

static int read_version(const struct reader *r, const struct node *map, bool required,
			struct error *err)
{
	int64_t version = 0;
	int ret = manifest_number(r, map, "manifest", MANIFEST_VERSION, MANIFEST_VERSION, &version,
				  err);

	if (!ret && !version && required)
		ret = node_error(r->file, map, err,
				 "manifest: missing; the first line is "
				 "manifest: 1");
	return ret;
}

static int read_head(const struct reader *r, const struct node *map, struct manifest *out,
		     struct error *err)
{
	static const char *const keys[] = { "manifest",	 "product",   "title",	"packages",
					    "units",	 "configure", "health", "grants",
					    "platform",	 "declares",  "keeps",	"limits",
					    "scenarios", "unknown",   NULL };
	int ret = reader_keys(r, map, keys, err);

	if (!ret)
		ret = reader_id(r, map, "product", &out->product, err);
	if (!ret)
		ret = reader_text(r, map, "title", false, &out->title, err);
	if (!ret && !node_get(map, "packages"))
		ret = node_error(r->file, map, err,
				 "packages: missing: which packages are the product?");
	if (!ret)
		ret = manifest_list(r, map, "packages", &out->packages, err);
	return ret;
}

static int read_map(const struct reader *r, const struct node *map, struct manifest *out,
		    struct error *err)
{
	int ret = read_head(r, map, out, err);

	if (!ret)
		ret = read_units(r, map, out, err);
	if (!ret)
		ret = read_configure(r, map, out, err);
	if (!ret)
		ret = read_grants(r, map, out, err);
	if (!ret)
		ret = read_platform(r, map, out, err);
	if (!ret)
		ret = manifest_health(r, map, out, err);
	if (!ret)
		ret = read_classes(r, map, "declares", out->declares, err);
	if (!ret)
		ret = read_classes(r, map, "keeps", out->keeps, err);
	if (!ret)
		ret = read_limits(r, map, out, err);
	if (!ret)
		ret = manifest_list(r, map, "unknown", &out->unknown, err);
	if (!ret) /* last: what follows from a step is what the rest has to ask */
		ret = manifest_scenarios(r, map, out, err);
	return ret;
}

int manifest_read(struct manifest *out, const char *path, struct error *err)
{
	CLEANUP(manifest_release) struct manifest m = { 0 };
	struct reader r = { .arena = &m.arena };
	const struct node *inner;
	struct node *root;
	int ret = reader_open(&r, path, &root, err);

	if (ret)
		return ret;
	m.file = r.file;
	inner = node_get(root, "manifest");
	if (node_get(root, "suite") && !inner)
		return node_error(r.file, root, err,
				  "a suite without a manifest: it has no key manifest");
	if (inner && inner->type == NODE_MAP) {
		ret = read_version(&r, inner, false, err);
		root = NULL;
	} else {
		ret = read_version(&r, root, true, err);
	}
	if (!ret)
		ret = read_map(&r, root ? root : inner, &m, err);
	if (ret)
		return ret;
	*out = m;
	m = (struct manifest){ 0 };
	return 0;
}
