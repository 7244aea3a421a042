/* SPDX-License-Identifier: MIT */
#include "judge/setting/pam_module.h"

/* pam_pwhistory(8), pwhistory_config.c: the file is searched key by key, so its first line wins. */
static const struct pam_module_default defaults[] = {
	{ "debug", "0" }, { "enforce_for_root", "0" }, { "remember", "10" }, { "retry", "1" },
	{ NULL, NULL },
};

static const struct pam_module module = {
	.module = "pam_pwhistory.so",
	.type = "password",
	.conf = "/etc/security/pwhistory.conf",
	.whose = "pam_pwhistory",
	.first_wins = true,
	.defaults = defaults,
};

static bool resolve(const struct setting_query *q, struct evidence *ev, struct arena *arena,
		    struct setting_objects *out, struct findings *findings)
{
	return pam_module_resolve(&module, q, ev, arena, out, findings);
}

const struct setting_format setting_pwhistory = {
	.name = "pwhistory",
	.help = "/etc/security/pwhistory.conf, the first line of a key; arguments of "
		"pam_pwhistory.so beat it",
	.select = "PAM services, comma between; system-auth,password-auth when not given",
	.resolve = resolve,
};
