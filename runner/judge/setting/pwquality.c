/* SPDX-License-Identifier: MIT */
#include "judge/setting/pam_module.h"

/* pwquality.conf(5), libpwquality settings.c from 1.3.0 on: the folder first, the main file last.
 */
static const struct pam_module_default defaults[] = {
	{ "dcredit", "0" },
	{ "dictcheck", "1" },
	{ "difok", "1" },
	{ "enforce_for_root", "0" },
	{ "enforcing", "1" },
	{ "gecoscheck", "0" },
	{ "lcredit", "0" },
	{ "local_users_only", "0" },
	{ "maxclassrepeat", "0" },
	{ "maxrepeat", "0" },
	{ "maxsequence", "0" },
	{ "minclass", "0" },
	{ "minlen", "8" },
	{ "ocredit", "0" },
	{ "retry", "1" },
	{ "ucredit", "0" },
	{ "usercheck", "1" },
	{ "usersubstr", "0" },
	{ NULL, NULL },
};

static const struct pam_module module = {
	.module = "pam_pwquality.so",
	.type = "password",
	.conf = "/etc/security/pwquality.conf",
	.folder = "/etc/security/pwquality.conf.d",
	.whose = "libpwquality",
	.defaults = defaults,
};

static int64_t number(const struct setting_object *object)
{
	const char *value = pam_module_value(object);
	int64_t n;

	return value && str_int(value, &n) ? n : 0;
}

/*
 * Four negative credits ask for a letter of each class, which is what minclass = 4 asks for.  The
 * place is that of the last of them.
 */
static bool add_credits(const struct setting_query *q, struct evidence *ev, struct arena *arena,
			struct setting_objects *out, struct findings *findings)
{
	static const char *const credits[] = { "dcredit", "ucredit", "lcredit", "ocredit" };
	struct setting_objects found[ARRAY_SIZE(credits)];

	for (size_t i = 0; i < ARRAY_SIZE(credits); i++)
		if (!pam_module_key(&module, q, credits[i], ev, arena, &found[i], findings))
			return false;
	for (size_t i = 0; i < out->count; i++) {
		struct setting_object *object = &out->items[i];
		const struct setting_object *last = &found[3].items[i];
		size_t negative = 0;
		size_t room = object->count;

		for (size_t j = 0; j < ARRAY_SIZE(credits) && i < found[j].count; j++)
			negative += number(&found[j].items[i]) < 0;
		if (number(object) >= 4 || negative < ARRAY_SIZE(credits))
			continue;
		if (!setting_assign(arena, object, &room, "4", last->items[last->winner].place,
				    0)) {
			finding_error(findings, "no memory");
			return false;
		}
	}
	return true;
}

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	return pam_module_resolve(&module, q, ev, arena, out, findings) &&
	       (!text_list_has(&q->keys, "minclass") || add_credits(q, ev, arena, out, findings));
}

const struct setting_format setting_pwquality = {
	.name = "pwquality",
	.help = "/etc/security/pwquality.conf.d/*.conf, then pwquality.conf, which wins; arguments "
		"of pam_pwquality.so beat both; four negative credits are minclass 4",
	.select = "PAM services, comma between; system-auth,password-auth when not given",
	.resolve = resolve,
};
