/* SPDX-License-Identifier: MIT */
#include "judge/setting/pam_module.h"

static const char root_time[] = "root_unlock_time";

/* faillock.conf(5) */
static const struct pam_module_default defaults[] = {
	{ "audit", "0" },
	{ "deny", "3" },
	{ "dir", "/var/run/faillock" },
	{ "even_deny_root", "0" },
	{ "fail_interval", "900" },
	{ "local_users_only", "0" },
	{ "no_log_info", "0" },
	{ "nodelay", "0" },
	{ "silent", "0" },
	{ "unlock_time", "600" },
	{ NULL, NULL },
};

static const struct pam_module module = {
	.module = "pam_faillock.so",
	.type = "auth",
	.conf = "/etc/security/faillock.conf",
	.whose = "pam_faillock",
	.defaults = defaults,
};

/* "never" is what 0 is. */
static void no_never(struct setting_objects *out)
{
	for (size_t i = 0; i < out->count; i++)
		for (size_t j = 0; j < out->items[i].count; j++) {
			struct assignment *one = &out->items[i].items[j];

			if (one->value && streq(one->value, "never"))
				one->value = "0";
		}
}

/*
 * root is locked with even_deny_root or root_unlock_time, each of which means the other; the time,
 * when only the first is there, is that of everybody.
 */
static bool add_root(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		     struct setting_objects *out, struct findings *findings)
{
	struct setting_objects even;
	struct setting_objects everybody;

	if (!pam_module_key(&module, q, "even_deny_root", ev, arena, &even, findings) ||
	    !pam_module_key(&module, q, "unlock_time", ev, arena, &everybody, findings))
		return false;
	no_never(&everybody);
	for (size_t i = 0; i < out->count && i < even.count && i < everybody.count; i++) {
		const struct setting_object *e = &even.items[i];
		size_t room = 0;

		if (out->items[i].winner != SIZE_MAX)
			continue;
		out->items[i].fallback = "root is never locked";
		out->items[i].whose = module.whose;
		if (e->winner != SIZE_MAX && !setting_assign(arena, &out->items[i], &room,
							     pam_module_value(&everybody.items[i]),
							     e->items[e->winner].place, 0)) {
			finding_error(findings, "no memory");
			return false;
		}
	}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	bool root = text_list_has(&q->keys, root_time);

	if (!(root ? pam_module_key(&module, q, root_time, ev, arena, out, findings)
		   : pam_module_resolve(&module, q, ev, arena, out, findings)))
		return false;
	no_never(out);
	return !root || add_root(q, ev, arena, out, findings);
}

const struct setting_format setting_faillock = {
	.name = "faillock",
	.help = "/etc/security/faillock.conf; arguments of pam_faillock.so beat it; "
		"root_unlock_time without a value of its own is unlock_time where even_deny_root "
		"is set",
	.select = "PAM services, comma between; system-auth,password-auth when not given",
	.resolve = resolve,
};
