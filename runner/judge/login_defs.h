/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_LOGIN_DEFS_H
#define JUDGE_LOGIN_DEFS_H
/*
 * /etc/login.defs as shadow-utils reads it (lib/getdef.c): the last line of a key wins, its value
 * is the first word without quotes.  Without the file that of the vendor, /usr/etc/login.defs.
 */
#include "base/arena.h"
#include "judge/setting/format.h"

/*
 * All lines of a key, the winner the last, and the same of /etc/default/useradd, KEY=VALUE.  False:
 * `findings` says why it is not known.
 */
bool login_defs(struct evidence *ev, const char *key, struct arena *arena,
		struct setting_object *out, struct findings *findings);
bool useradd_defaults(struct evidence *ev, const char *key, struct arena *arena,
		      struct setting_object *out, struct findings *findings);
/* "file:line: value" of all but the winner, a line each; NULL: none. */
const char *setting_losers(const struct setting_object *object, struct arena *arena);
/* UID_MIN, 1000 where nothing says so.  False: `findings` says why it is not known. */
bool first_person(struct evidence *ev, int64_t *out, struct findings *findings);
/*
 * The shells of /etc/shells but nologin and false, which are there for daemons that look for
 * people.  Without the file those that getusershell(3) has.
 */
bool login_shells(struct evidence *ev, struct arena *arena, struct text_list *out,
		  struct findings *findings);
/* passwd(5): an empty field is /bin/sh. */
bool is_login_shell(const struct text_list *shells, const char *shell);

#endif
