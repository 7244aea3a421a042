/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SETTING_PAM_MODULE_H
#define JUDGE_SETTING_PAM_MODULE_H
/*
 * Settings of a PAM module: files first, then the arguments of the line in the stack, which beat
 * them.  One object for each line of the module in the services that `select` names (system-auth
 * and password-auth when it does not); where no such service has the module, one of the files
 * alone.
 */
#include "judge/setting/format.h"

struct pam_module_default {
	const char *key;
	const char *value;
};

struct pam_module {
	const char *module; /* "pam_faillock.so" */
	const char *type;   /* the stack whose lines have the settings */
	const char *conf;   /* an argument conf=FILE stands instead of it */
	const char *folder; /* *.conf of it are read before; NULL: none */
	const char *whose;  /* "pam_faillock" */
	bool first_wins;    /* within the file, as pam_modutil_search_key() reads it */
	const struct pam_module_default *defaults; /* key NULL at the end */
};

/* A word without a value, as even_deny_root, has the value "1". */
bool pam_module_resolve(const struct pam_module *m, const struct setting_query *q,
			struct evidence *ev, struct arena *arena, struct setting_objects *out,
			struct findings *findings);
/* The same for one key. */
bool pam_module_key(const struct pam_module *m, const struct setting_query *q, const char *key,
		    struct evidence *ev, struct arena *arena, struct setting_objects *out,
		    struct findings *findings);
/* What holds: of the winner, or the default; NULL: neither is known. */
const char *pam_module_value(const struct setting_object *object);

#endif
