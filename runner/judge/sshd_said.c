/* SPDX-License-Identifier: MIT */
#include "judge/sshd_said.h"

#include "base/str.h"
#include "judge/sshd_config.h"
#include "judge/sshd_value.h"

const char *const *sshd_said_command(size_t i)
{
	static const char *const with_keys[] = { "/usr/sbin/sshd", "-T", NULL };
	static const char *const without[] = { "/usr/sbin/sshd", "-G", NULL };
	static const char *const *const commands[] = { with_keys, without };

	return i < ARRAY_SIZE(commands) ? commands[i] : NULL;
}

bool sshd_said(struct evidence *ev, struct buf *out)
{
	static const char sql[] = "SELECT output FROM command WHERE argv = ?1 AND end = 'exited' "
				  "AND code = 0 ORDER BY output";

	if (!(evidence_complete(ev) & EVIDENCE(COMMANDS)))
		return false;
	return (evidence_text(ev, out, sql, "/usr/sbin/sshd -T") ||
		evidence_text(ev, out, sql, "/usr/sbin/sshd -G")) &&
	       !out->failed;
}

bool sshd_said_value(const char *said, const char *keyword, struct buf *out)
{
	size_t n = strlen(keyword);
	const char *line;
	size_t len;
	bool found = false;

	buf_clear(out);
	while (str_line(&said, &line, &len)) {
		if (len <= n || line[n] != ' ' || strncasecmp(line, keyword, n) != 0)
			continue;
		if (found)
			buf_addc(out, ' ');
		buf_addn(out, line + n + 1, len - n - 1);
		found = true;
	}
	return found && !out->failed;
}

/* Each word of one is a word of the other. */
static bool within(const char *some, const char *all)
{
	while (*some) {
		size_t n = strcspn(some, " ,");
		const char *s = all;
		bool found = n == 0;

		while (*s && !found) {
			size_t len = strcspn(s, " ,");

			found = len == n && strncmp(s, some, n) == 0;
			s += len + (s[len] != '\0');
		}
		if (!found)
			return false;
		some += n + (some[n] != '\0');
	}
	return true;
}

bool sshd_said_same(const char *keyword, const char *ours, const char *said)
{
	/* addresses resolved, octal numbers, "delayed", words in an order of their own */
	static const char *const own_form[] = {
		"authenticationmethods",
		"channeltimeout",
		"compression",
		"fingerprinthash",
		"listenaddress",
		"permitlisten",
		"permitopen",
		"setenv",
		"streamlocalbindmask",
		"subsystem",
		"syslogfacility",
		"unusedconnectiontimeout",
	};

	for (size_t i = 0; i < ARRAY_SIZE(own_form); i++)
		if (strcasecmp(own_form[i], keyword) == 0)
			return true;
	if (sshd_algorithms(keyword))
		return within(said, ours);
	if (sshd_collects(keyword))
		return within(said, ours) && within(ours, said);
	return streq(ours, said);
}
