/* SPDX-License-Identifier: MIT */
#include "judge/firewalld.h"

#include <strings.h>

#include "base/fs.h"
#include "judge/config.h"
#include "judge/image.h"

/* A tag of a zone file; its attributes are text that attribute() looks in. */
struct tag {
	const char *name;
	size_t name_len;
	const char *rest;
	size_t rest_len;
};

/* The next tag, "/name" of one that ends; comments and declarations are left out. */
static bool next_tag(const char **at, struct tag *tag)
{
	const char *p = *at;
	const char *end;

	while ((p = strchr(p, '<')) != NULL) {
		if (strncmp(p, "<!--", 4) == 0) {
			p = strstr(p, "-->");
			if (!p)
				return false;
			continue;
		}
		end = strchr(p, '>');
		if (!end)
			return false;
		if (p[1] != '?' && p[1] != '!')
			break;
		p = end;
	}
	if (!p)
		return false;
	tag->name = p + 1;
	tag->name_len = strcspn(tag->name + 1, " \t\r\n/>") + 1;
	tag->rest = tag->name + tag->name_len;
	tag->rest_len = (size_t)(end - tag->rest);
	*at = end + 1;
	return true;
}

static bool is_tag(const struct tag *tag, const char *name)
{
	return strlen(name) == tag->name_len && strncmp(tag->name, name, tag->name_len) == 0;
}

/* The value of an attribute; "" without one. */
static const char *attribute(const struct tag *tag, const char *name, struct arena *arena)
{
	const char *p = tag->rest;
	const char *end = tag->rest + tag->rest_len;
	size_t wanted = strlen(name);

	while (p < end) {
		size_t n;
		const char *value;
		const char *close;

		p += strspn(p, " \t\r\n/");
		n = strcspn(p, " \t\r\n=/>");
		value = p + n + strspn(p + n, " \t\r\n");
		if (p >= end || *value != '=')
			break;
		value += 1 + strspn(value + 1, " \t\r\n");
		if (*value != '"' && *value != '\'')
			break;
		close = strchr(value + 1, *value);
		if (!close || close > end)
			break;
		if (n == wanted && strncmp(p, name, n) == 0)
			return arena_strndup(arena, value + 1, (size_t)(close - value - 1));
		p = close + 1;
	}
	return "";
}

/* A rich rule being read. */
struct rule {
	bool inside;
	bool ipv4; /* its source is of the loopback network */
	bool ipv6;
	bool narrow; /* a service, a port or a protocol: not all of it is meant */
};

static void take_rule_part(struct zone *z, struct rule *r, const struct tag *tag,
			   struct arena *arena)
{
	static const char *const narrow[] = { "service",      "port",	    "protocol",
					      "icmp-block",   "icmp-type",  "masquerade",
					      "forward-port", "source-port" };

	if (is_tag(tag, "source")) {
		const char *address = attribute(tag, "address", arena);
		const char *inverted = attribute(tag, "invert", arena);

		if (address && inverted && !*inverted) {
			r->ipv4 = starts_with(address, "127.");
			r->ipv6 = streq(address, "::1") || streq(address, "::1/128");
		}
	}
	for (size_t i = 0; i < ARRAY_SIZE(narrow); i++)
		r->narrow = r->narrow || is_tag(tag, narrow[i]);
	if ((is_tag(tag, "drop") || is_tag(tag, "reject")) && !r->narrow) {
		z->drops_ipv4_loopback = z->drops_ipv4_loopback || r->ipv4;
		z->drops_ipv6_loopback = z->drops_ipv6_loopback || r->ipv6;
	}
}

static bool take_tag(struct zone *z, struct rule *r, size_t *room, const struct tag *tag,
		     struct arena *arena)
{
	if (is_tag(tag, "zone")) {
		const char *target = attribute(tag, "target", arena);

		z->target = target && *target ? target : "default";
		return target != NULL;
	}
	if (is_tag(tag, "rule"))
		*r = (struct rule){ .inside = true };
	else if (is_tag(tag, "/rule"))
		*r = (struct rule){ 0 };
	else if (r->inside)
		take_rule_part(z, r, tag, arena);
	else if (is_tag(tag, "source"))
		z->has_sources = true;
	else if (is_tag(tag, "interface"))
		return config_push(arena, &z->interfaces, room, attribute(tag, "name", arena));
	return true;
}

static bool read_zone(struct evidence *ev, struct zone *z, struct arena *arena,
		      struct findings *findings)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	struct rule rule = { 0 };
	struct tag tag;
	const char *at;
	size_t room = 0;

	if (config_text(ev, z->path, &text, findings) <= 0)
		return false;
	at = buf_str(&text);
	while (next_tag(&at, &tag))
		if (!take_tag(z, &rule, &room, &tag, arena)) {
			finding_error(findings, "out of memory");
			return false;
		}
	if (z->target)
		return true;
	finding_error(findings, "%s: no zone stands there", z->path);
	return false;
}

static bool has_zone(const struct zones *zones, const char *name)
{
	for (size_t i = 0; i < zones->count; i++)
		if (streq(zones->items[i].name, name))
			return true;
	return false;
}

static bool add_folder(struct evidence *ev, const char *pattern, struct arena *arena,
		       struct zones *out, size_t *room, struct findings *findings)
{
	struct text_list files;

	if (!image_glob(ev, pattern, arena, &files)) {
		finding_error(findings, "%s could not be expanded", pattern);
		return false;
	}
	for (size_t i = 0; i < files.count; i++) {
		const char *base = fs_basename(files.items[i]);
		struct zone z = { .path = files.items[i] };

		z.name = arena_strndup(arena, base, strlen(base) - strlen(".xml"));
		if (!z.name || has_zone(out, z.name))
			continue;
		if (out->count == *room) {
			size_t more = *room ? 2 * *room : 16;
			struct zone *items = arena_alloc(arena, more * sizeof(*items));

			for (size_t j = 0; items && j < out->count; j++)
				items[j] = out->items[j];
			if (!items)
				return false;
			out->items = items;
			*room = more;
		}
		if (!read_zone(ev, &z, arena, findings))
			return false;
		out->items[out->count++] = z;
	}
	return true;
}

/* DefaultZone= of firewalld.conf, the last one; letters of its name as they are. */
static bool read_default(struct evidence *ev, struct arena *arena, struct zones *out,
			 struct findings *findings)
{
	static const char path[] = "/etc/firewalld/firewalld.conf";
	static const char key[] = "DefaultZone=";
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };

	out->default_name = "public";
	out->default_place = "the default of firewalld";
	if (config_text(ev, path, &text, findings) < 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		if (!starts_with(buf_str(&line), key))
			continue;
		out->default_name = arena_strdup(arena, buf_str(&line) + sizeof(key) - 1);
		out->default_place = arena_printf(arena, "%s:%u", path, lines.number);
	}
	if (out->default_name && out->default_place)
		return true;
	finding_error(findings, "out of memory");
	return false;
}

bool firewalld_zones(struct evidence *ev, struct arena *arena, struct zones *out,
		     struct findings *findings)
{
	size_t room = 0;

	*out = (struct zones){ 0 };
	if (!read_default(ev, arena, out, findings) ||
	    !add_folder(ev, "/etc/firewalld/zones/*.xml", arena, out, &room, findings) ||
	    !add_folder(ev, "/usr/lib/firewalld/zones/*.xml", arena, out, &room, findings))
		return false;
	for (size_t i = 0; i < out->count; i++)
		out->items[i].is_default = streq(out->items[i].name, out->default_name);
	return true;
}
