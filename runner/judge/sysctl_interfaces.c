/* SPDX-License-Identifier: MIT */
#include "judge/sysctl_interfaces.h"

#include "base/str.h"
#include "judge/sysctl_conf.h"

enum combine { OWN, LARGER, SMALLER, EITHER, BOTH, REDIRECTS };

static const char *const in_words[] = {
	[OWN] = "the interface's value alone counts",
	[LARGER] = "the larger of it and all",
	[SMALLER] = "the smaller of it and all",
	[EITHER] = "it or all",
	[BOTH] = "it and all",
};

static const struct {
	const char *key; /* between "all." and this */
	const char *family;
	enum combine combine;
} keys[] = {
	{ "accept_redirects", "ipv4", REDIRECTS },
	{ "accept_source_route", "ipv4", BOTH },
	{ "log_martians", "ipv4", EITHER },
	{ "rp_filter", "ipv4", LARGER },
	{ "secure_redirects", "ipv4", EITHER },
	{ "send_redirects", "ipv4", EITHER },
	{ "forwarding", "ipv4", OWN },
	{ "accept_ra", "ipv6", OWN },
	{ "accept_redirects", "ipv6", OWN },
	{ "accept_source_route", "ipv6", SMALLER },
	{ "forwarding", "ipv6", OWN },
};

/* Index in keys; -1: none of them. */
static int key_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		AUTO(buf) struct buf whole = BUF_INIT(BUF_LINE);

		buf_addf(&whole, "net.%s.conf.all.%s", keys[i].family, keys[i].key);
		if (streq(buf_str(&whole), name))
			return (int)i;
	}
	return -1;
}

bool sysctl_has_interfaces(const char *name)
{
	return key_of(name) >= 0;
}

static int64_t together(enum combine how, int64_t all, int64_t own)
{
	switch (how) {
	case LARGER:
		return all > own ? all : own;
	case SMALLER:
		return all < own ? all : own;
	case EITHER:
		return all || own;
	case BOTH:
		return all && own;
	case OWN:
	case REDIRECTS:
		break;
	}
	return own;
}

/* A value by files, else by the kernel's default; false: not known. */
static bool configured(struct evidence *ev, const char *name, struct arena *arena,
		       struct sysctl_setting *out, struct findings *findings)
{
	if (!sysctl_configured(ev, name, arena, out, findings))
		return false;
	if (!out->found) {
		out->value = sysctl_default(ev, name);
		out->place = "the kernel's default";
		out->found = out->value != NULL;
	}
	return true;
}

struct asking {
	struct evidence *ev;
	struct arena *arena;
	int key;
	void (*use)(void *arg, const struct interface_value *v);
	void *arg;
	struct findings *findings;
};

static enum combine how_of(const struct asking *a, bool router)
{
	enum combine how = keys[a->key].combine;

	return how != REDIRECTS ? how : router ? BOTH : EITHER;
}

static void give(const struct asking *a, const char *name, const char *own, const char *place,
		 int64_t all, bool router)
{
	enum combine how = how_of(a, router);
	int64_t number;

	if (!name || !str_int(own, &number))
		finding_missing(a->findings, "the value of %s is no number",
				name ? name : "an interface");
	else
		a->use(a->arg, &(struct interface_value){ .name = name,
							  .own = own,
							  .place = place,
							  .effective = together(how, all, number),
							  .combined = in_words[how] });
}

static bool running_number(struct evidence *ev, const char *name, int64_t *out)
{
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);

	return evidence_text(ev, &value, "SELECT value FROM sysctl WHERE name = ?1", name) &&
	       str_int(buf_str(&value), out);
}

/* "net.ipv4.conf." INTERFACE ".rp_filter": one that packets of others come in by? */
static bool is_interface(const char *name, const char *prefix, const char *key)
{
	AUTO(buf) struct buf one = BUF_INIT(BUF_LINE);
	const char *dot;

	if (!starts_with(name, prefix))
		return false;
	name += strlen(prefix);
	dot = strchr(name, '.');
	if (!dot || !streq(dot + 1, key))
		return false;
	buf_addn(&one, name, (size_t)(dot - name));
	return !streq(buf_str(&one), "all") && !streq(buf_str(&one), "default") &&
	       !streq(buf_str(&one), "lo");
}

static void each_running(const struct asking *a)
{
	AUTO(buf) struct buf all_name = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf prefix = BUF_INIT(BUF_LINE);
	AUTO(cursor) struct cursor c = { 0 };
	int64_t forwarding = 0;
	int64_t all = 0;

	buf_addf(&prefix, "net.%s.conf.", keys[a->key].family);
	buf_addf(&all_name, "%sall.%s", buf_str(&prefix), keys[a->key].key);
	if (!running_number(a->ev, buf_str(&all_name), &all))
		return; /* the check of the parameter itself says so */
	running_number(a->ev, "net.ipv4.conf.all.forwarding", &forwarding);
	c = cursor_open(a->ev,
			"SELECT name, value FROM sysctl WHERE name GLOB 'net.ip*' ORDER BY name", 0,
			NULL);
	while (cursor_next(&c))
		if (is_interface(cursor_text(&c, 0), buf_str(&prefix), keys[a->key].key))
			give(a, arena_strdup(a->arena, cursor_text(&c, 0)),
			     arena_strdup(a->arena, cursor_text(&c, 1)), "running", all,
			     forwarding != 0);
}

/*
 * A new interface has what "default" has, and then what is configured for its own name: udev runs
 * systemd-sysctl for it (99-systemd.rules).
 */
static bool next_boot(const struct asking *a, const char *name)
{
	const char *family = keys[a->key].family;
	const char *key = keys[a->key].key;
	struct arena *arena = a->arena;
	struct sysctl_setting all;
	struct sysctl_setting own;
	struct sysctl_setting forwarding;
	const char *one = arena_printf(arena, "net.%s.conf.eth0.%s", family, key);
	const char *new = arena_printf(arena, "net.%s.conf.default.%s", family, key);
	int64_t number = 0;
	int64_t router = 0;

	if (!one || !new) {
		finding_error(a->findings, "out of memory");
		return false;
	}
	if (!configured(a->ev, name, arena, &all, a->findings) ||
	    !configured(a->ev, one, arena, &own, a->findings) ||
	    (!own.found && !configured(a->ev, new, arena, &own, a->findings)) ||
	    !configured(a->ev, "net.ipv4.conf.all.forwarding", arena, &forwarding, a->findings))
		return false;
	if (!all.found || !own.found || !str_int(all.value, &number)) {
		finding_missing(a->findings, "no default of %s is known", all.found ? one : name);
		return false;
	}
	if (forwarding.found)
		str_int(forwarding.value, &router);
	give(a, one, own.value, own.place, number, router != 0);
	return true;
}

bool sysctl_each_interface(struct evidence *ev, const char *name, struct arena *arena,
			   void (*use)(void *arg, const struct interface_value *v), void *arg,
			   struct findings *findings)
{
	struct asking a = { .ev = ev,
			    .arena = arena,
			    .key = key_of(name),
			    .use = use,
			    .arg = arg,
			    .findings = findings };

	if (evidence_complete(ev) & EVIDENCE(KERNEL))
		each_running(&a);
	return next_boot(&a, name);
}
