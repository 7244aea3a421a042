/* SPDX-License-Identifier: MIT */
/* The control of a line: what each return value of the module does (libpam, pam_handlers.c). */
#include <stdlib.h>

#include "judge/pam_stack.h"

enum { UNSET = -6, JUMP_MAX = 1 << 16 };

static const char *const codes[PAM_CODES] = {
	"success",
	"open_err",
	"symbol_err",
	"service_err",
	"system_err",
	"buf_err",
	"perm_denied",
	"auth_err",
	"cred_insufficient",
	"authinfo_unavail",
	"user_unknown",
	"maxtries",
	"new_authtok_reqd",
	"acct_expired",
	"session_err",
	"cred_unavail",
	"cred_expired",
	"cred_err",
	"no_module_data",
	"conv_err",
	"authtok_err",
	"authtok_recover_err",
	"authtok_lock_busy",
	"authtok_disable_aging",
	"try_again",
	"ignore",
	"abort",
	"authtok_expired",
	"module_unknown",
	"bad_item",
	"conv_again",
	"incomplete",
};

/* The four words, in the notation of brackets: pam.conf(5). */
static const struct {
	const char *word;
	const char *means;
} words[] = {
	{ "required", "success=ok new_authtok_reqd=ok ignore=ignore default=bad" },
	{ "requisite", "success=ok new_authtok_reqd=ok ignore=ignore default=die" },
	{ "sufficient", "success=done new_authtok_reqd=done default=ignore" },
	{ "optional", "success=ok new_authtok_reqd=ok default=ignore" },
};

static bool action_of(const char *text, size_t len, int *out)
{
	static const char *const names[] = { "ignore", "ok", "done", "bad", "die", "reset" };
	long jump;
	char *end;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (strlen(names[i]) == len && strncasecmp(names[i], text, len) == 0) {
			*out = -(int)i;
			return true;
		}
	jump = strtol(text, &end, 10);
	*out = (int)jump;
	return len > 0 && *text >= '0' && *text <= '9' && end == text + len && jump <= JUMP_MAX;
}

/* The index of a value's name; PAM_CODES: default; -1: no such value. */
static int code_of(const char *text, size_t len)
{
	for (int i = 0; i < PAM_CODES; i++)
		if (strlen(codes[i]) == len && strncasecmp(codes[i], text, len) == 0)
			return i;
	return len == 7 && strncasecmp("default", text, len) == 0 ? PAM_CODES : -1;
}

static void set_rest(int actions[PAM_CODES], int action)
{
	for (size_t i = 0; i < PAM_CODES; i++)
		if (actions[i] == UNSET)
			actions[i] = action;
}

static void parse(const char *text, int actions[PAM_CODES])
{
	while (*(text += strspn(text, " \t"))) {
		size_t name = strcspn(text, "= \t");
		const char *value = text + name + strspn(text + name, " \t");
		int code = code_of(text, name);
		size_t len;
		int action;

		if (*value != '=' || code < 0)
			return; /* a fault of syntax: what is not set yet is bad */
		value += 1 + strspn(value + 1, " \t");
		len = strcspn(value, " \t");
		if (!action_of(value, len, &action))
			return;
		if (code == PAM_CODES)
			set_rest(actions, action);
		else
			actions[code] = action;
		text = value + len;
	}
}

void pam_control(const char *text, int actions[PAM_CODES])
{
	for (size_t i = 0; i < PAM_CODES; i++)
		actions[i] = UNSET;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strcasecmp(words[i].word, text) == 0)
			text = words[i].means;
	parse(text, actions);
	set_rest(actions, PAM_ACTION_BAD);
}
