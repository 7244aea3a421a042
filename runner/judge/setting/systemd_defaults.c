/* SPDX-License-Identifier: MIT */
/*
 * What systemd does where no file says anything, and what it takes for a value: systemd 252 to 258,
 * journald.conf(5), coredump.conf(5), systemd-system.conf(5), logind.conf(5), timesyncd.conf(5),
 * systemd-sleep.conf(5) and the parsers of src/journal/journald-gperf.gperf,
 * src/coredump/coredump.c, src/login/logind-gperf.gperf, src/core/main.c,
 * src/shared/sleep-config.c.
 *
 * Left out is what depends on how a distribution builds systemd.  ForwardToSyslog= is no upstream
 * and in all distributions with rpm; Debian makes it yes, which is why a version without a package
 * of rpm is not known.
 */
#include "judge/setting/systemd.h"

#include <stdlib.h>

/* clang-format off */
static const struct systemd_key keys[] = {
	{ "coredump.conf", "Coredump", "Compress", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "coredump.conf", "Coredump", "ExternalSizeMax", SYSTEMD_SIZE, 257, 0, "32G", NULL },
	{ "coredump.conf", "Coredump", "ProcessSizeMax", SYSTEMD_SIZE, 257, 0, "32G", NULL },
	{ "coredump.conf", "Coredump", "Storage", SYSTEMD_WORD, 252, 0, "external",
	  "external journal none" },
	{ "journald.conf", "Journal", "Compress", SYSTEMD_TEXT, 252, 0, "yes", NULL },
	{ "journald.conf", "Journal", "ForwardToConsole", SYSTEMD_BOOL, 252, 0, "no", NULL },
	{ "journald.conf", "Journal", "ForwardToKMsg", SYSTEMD_BOOL, 252, 0, "no", NULL },
	{ "journald.conf", "Journal", "ForwardToSyslog", SYSTEMD_BOOL, 252, 0, "no", NULL },
	{ "journald.conf", "Journal", "ForwardToWall", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "journald.conf", "Journal", "MaxFileSec", SYSTEMD_TIME, 252, 0, "1month", NULL },
	{ "journald.conf", "Journal", "MaxRetentionSec", SYSTEMD_TIME, 252, 0, "0", NULL },
	{ "journald.conf", "Journal", "RateLimitBurst", SYSTEMD_TEXT, 252, 0, "10000", NULL },
	{ "journald.conf", "Journal", "RateLimitIntervalSec", SYSTEMD_TIME, 252, 0, "30s", NULL },
	{ "journald.conf", "Journal", "RuntimeKeepFree", SYSTEMD_SIZE, 0, 0, NULL, NULL },
	{ "journald.conf", "Journal", "RuntimeMaxUse", SYSTEMD_SIZE, 0, 0, NULL, NULL },
	{ "journald.conf", "Journal", "Seal", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "journald.conf", "Journal", "SplitMode", SYSTEMD_WORD, 252, 0, "uid", "uid none login" },
	/* 259 makes it persistent, and lets a build say otherwise */
	{ "journald.conf", "Journal", "Storage", SYSTEMD_WORD, 252, 259, "auto",
	  "volatile persistent auto none" },
	{ "journald.conf", "Journal", "SyncIntervalSec", SYSTEMD_TIME, 252, 0, "5m", NULL },
	{ "journald.conf", "Journal", "SystemKeepFree", SYSTEMD_SIZE, 0, 0, NULL, NULL },
	{ "journald.conf", "Journal", "SystemMaxUse", SYSTEMD_SIZE, 0, 0, NULL, NULL },
	{ "logind.conf", "Login", "IdleAction", SYSTEMD_TEXT, 252, 0, "ignore", NULL },
	{ "logind.conf", "Login", "IdleActionSec", SYSTEMD_TIME, 252, 0, "30min", NULL },
	{ "logind.conf", "Login", "KillExcludeUsers", SYSTEMD_LIST, 252, 0, "root", NULL },
	{ "logind.conf", "Login", "KillOnlyUsers", SYSTEMD_LIST, 252, 0, "", NULL },
	{ "logind.conf", "Login", "KillUserProcesses", SYSTEMD_BOOL, 0, 0, NULL, NULL },
	{ "logind.conf", "Login", "StopIdleSessionSec", SYSTEMD_TIME, 252, 0, "infinity", NULL },
	{ "sleep.conf", "Sleep", "AllowHibernation", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "sleep.conf", "Sleep", "AllowSuspend", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "system.conf", "Manager", "CrashShell", SYSTEMD_BOOL, 252, 0, "no", NULL },
	{ "system.conf", "Manager", "CtrlAltDelBurstAction", SYSTEMD_TEXT, 252, 0, "reboot-force",
	  NULL },
	{ "system.conf", "Manager", "DefaultEnvironment", SYSTEMD_LIST, 252, 0, "", NULL },
	{ "system.conf", "Manager", "DumpCore", SYSTEMD_BOOL, 252, 0, "yes", NULL },
	{ "system.conf", "Manager", "NoNewPrivileges", SYSTEMD_BOOL, 252, 0, "no", NULL },
	{ "timesyncd.conf", "Time", "FallbackNTP", SYSTEMD_LIST, 0, 0, NULL, NULL },
	{ "timesyncd.conf", "Time", "NTP", SYSTEMD_LIST, 252, 0, "", NULL },
};
/* clang-format on */

enum { KNOWN_TO = 259 }; /* the first version whose defaults nobody has looked at */

const struct systemd_key *systemd_key(const char *file, const char *section, const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (streq(keys[i].file, file) && streq(keys[i].section, section) &&
		    streq(keys[i].key, key))
			return &keys[i];
	return NULL;
}

const char *systemd_default(const struct systemd_key *key, long version)
{
	long end = key->until ? key->until : KNOWN_TO;

	return version >= key->since && version < end ? key->otherwise : NULL;
}

/* src/basic/parse-util.c, parse_boolean() */
static bool is_boolean(const char *value)
{
	static const char *const words[] = { "1", "yes", "y", "true",  "t", "on",
					     "0", "no",	 "n", "false", "f", "off" };

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (strcasecmp(value, words[i]) == 0)
			return true;
	return false;
}

static bool is_word(const char *value, const char *words)
{
	size_t n = strlen(value);

	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");

		if (len == n && strncmp(p, value, n) == 0)
			return true;
		p += len;
	}
	return false;
}

bool systemd_accepts(const struct systemd_key *key, const char *value)
{
	switch (key->type) {
	case SYSTEMD_BOOL:
		return is_boolean(value);
	case SYSTEMD_SIZE: /* parse_size(): numbers, each with a letter for its unit */
		return *value >= '0' && *value <= '9' &&
		       strspn(value, "0123456789. \tBKMGTPE") == strlen(value);
	case SYSTEMD_TIME: /* parse_sec(): numbers, each with a word for its unit */
		return streq(value, "infinity") || (*value && strchr("0123456789.", *value));
	case SYSTEMD_WORD:
		return is_word(value, key->words);
	case SYSTEMD_TEXT:
	case SYSTEMD_LIST:
		break;
	}
	return true;
}
