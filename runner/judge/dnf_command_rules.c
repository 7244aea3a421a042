/* SPDX-License-Identifier: MIT */
/* The tables of dnf_command.h. */
#include "judge/dnf_command.h"

#include <ctype.h>

#include "base/str.h"

enum rule_kind {
	RULE_COMMAND,  /* there is no such subcommand */
	RULE_OPTION,   /* it does not take the option `word` */
	RULE_ARGUMENT, /* its first argument must not be `word` */
	RULE_WITHIN,   /* its first argument has to be one of the words of `word` */
	RULE_ALONE,    /* it takes no argument */
};

struct rule {
	enum rule_kind kind;
	const char *command; /* NULL: whichever */
	const char *word;
	const char *instead;
};

/* clang-format off */
static const struct rule rules[] = {
	{ RULE_OPTION, "config-manager", "--add-repo", "dnf config-manager addrepo --from-repofile=URL" },
	{ RULE_OPTION, "config-manager", "--enable", "dnf config-manager setopt ID.enabled=1" },
	{ RULE_OPTION, "config-manager", "--set-enabled", "dnf config-manager setopt ID.enabled=1" },
	{ RULE_OPTION, "config-manager", "--disable", "dnf config-manager setopt ID.enabled=0" },
	{ RULE_OPTION, "config-manager", "--set-disabled", "dnf config-manager setopt ID.enabled=0" },
	{ RULE_OPTION, "config-manager", "--save", "dnf config-manager setopt OPTION=VALUE" },
	{ RULE_OPTION, "config-manager", "--dump", "dnf --dump-main-config" },
	{ RULE_OPTION, "config-manager", "--dump-variables", "dnf --dump-variables" },
	{ RULE_WITHIN, "config-manager", "addrepo setopt unsetopt setvar unsetvar", "dnf config-manager with one of addrepo, setopt, unsetopt, setvar, unsetvar" },
	{ RULE_OPTION, NULL, "-4", "--setopt=ip_resolve=4" },
	{ RULE_OPTION, NULL, "-6", "--setopt=ip_resolve=6" },
	{ RULE_OPTION, NULL, "-d", "the command without it" },
	{ RULE_OPTION, NULL, "--debuglevel", "the command without it" },
	{ RULE_OPTION, NULL, "-e", "the command without it" },
	{ RULE_OPTION, NULL, "--errorlevel", "the command without it" },
	{ RULE_OPTION, NULL, "-R", "the command without it" },
	{ RULE_OPTION, NULL, "--randomwait", "the command without it" },
	{ RULE_OPTION, NULL, "-v", "the command without it" },
	{ RULE_OPTION, NULL, "--verbose", "the command without it" },
	{ RULE_OPTION, NULL, "--rpmverbosity", "--setopt=rpmverbosity=LEVEL" },
	{ RULE_OPTION, NULL, "--disableexcludes", "--setopt=disable_excludes=*" },
	{ RULE_OPTION, NULL, "--disableexcludepkgs", "--setopt=disable_excludes=*" },
	{ RULE_OPTION, NULL, "--downloaddir", "dnf download --destdir=DIR" },
	{ RULE_OPTION, NULL, "--help-cmd", "--help" },
	{ RULE_OPTION, NULL, "--sec-severity", "--advisory-severities=SEVERITY" },
	{ RULE_OPTION, "install", "--noautoremove", "--setopt=clean_requirements_on_remove=False" },
	{ RULE_OPTION, "upgrade", "--noautoremove", "--setopt=clean_requirements_on_remove=False" },
	{ RULE_OPTION, "update", "--noautoremove", "--setopt=clean_requirements_on_remove=False" },
	{ RULE_OPTION, "upgrade", "--skip-broken", "the command without it, or --no-best" },
	{ RULE_OPTION, "update", "--skip-broken", "the command without it, or --no-best" },
	{ RULE_COMMAND, "alias", NULL, "a file of /etc/dnf/dnf5-aliases.d" },
	{ RULE_COMMAND, "distribution-synchronization", NULL, "dnf distro-sync" },
	{ RULE_COMMAND, "distrosync", NULL, "dnf distro-sync" },
	{ RULE_COMMAND, "erase", NULL, "dnf remove" },
	{ RULE_COMMAND, "erase-n", NULL, "dnf remove" },
	{ RULE_COMMAND, "erase-na", NULL, "dnf remove" },
	{ RULE_COMMAND, "erase-nevra", NULL, "dnf remove" },
	{ RULE_COMMAND, "groupinstall", NULL, "dnf group install" },
	{ RULE_COMMAND, "groupinfo", NULL, "dnf group info" },
	{ RULE_COMMAND, "grouplist", NULL, "dnf group list" },
	{ RULE_COMMAND, "grouperase", NULL, "dnf group remove" },
	{ RULE_COMMAND, "groupremove", NULL, "dnf group remove" },
	{ RULE_COMMAND, "groupupdate", NULL, "dnf group upgrade" },
	{ RULE_COMMAND, "groups", NULL, "dnf group" },
	{ RULE_COMMAND, "help", NULL, "dnf --help" },
	{ RULE_COMMAND, "info-sec", NULL, "dnf advisory info" },
	{ RULE_COMMAND, "info-security", NULL, "dnf advisory info" },
	{ RULE_COMMAND, "info-updateinfo", NULL, "dnf advisory info" },
	{ RULE_COMMAND, "install-n", NULL, "dnf install" },
	{ RULE_COMMAND, "install-na", NULL, "dnf install" },
	{ RULE_COMMAND, "install-nevra", NULL, "dnf install" },
	{ RULE_COMMAND, "list-sec", NULL, "dnf advisory list" },
	{ RULE_COMMAND, "list-security", NULL, "dnf advisory list" },
	{ RULE_COMMAND, "list-updateinfo", NULL, "dnf advisory list" },
	{ RULE_COMMAND, "localinstall", NULL, "dnf install ./FILE.rpm" },
	{ RULE_COMMAND, "localupdate", NULL, "dnf upgrade ./FILE.rpm" },
	{ RULE_COMMAND, "remove-n", NULL, "dnf remove" },
	{ RULE_COMMAND, "remove-na", NULL, "dnf remove" },
	{ RULE_COMMAND, "remove-nevra", NULL, "dnf remove" },
	{ RULE_COMMAND, "repository-packages", NULL, "dnf install --from-repo=ID" },
	{ RULE_COMMAND, "repoquery-n", NULL, "dnf repoquery" },
	{ RULE_COMMAND, "repoquery-na", NULL, "dnf repoquery" },
	{ RULE_COMMAND, "repoquery-nevra", NULL, "dnf repoquery" },
	{ RULE_COMMAND, "shell", NULL, "dnf do" },
	{ RULE_COMMAND, "summary-updateinfo", NULL, "dnf advisory summary" },
	{ RULE_COMMAND, "upgrade-to", NULL, "dnf upgrade" },
	{ RULE_COMMAND, "upif", NULL, "dnf advisory" },
	{ RULE_WITHIN, "advisory", "list info summary", "dnf advisory summary" },
	{ RULE_WITHIN, "updateinfo", "list info summary", "dnf advisory summary" },
	{ RULE_OPTION, "updateinfo", "--summary", "dnf advisory summary" },
	{ RULE_OPTION, "updateinfo", "--list", "dnf advisory list" },
	{ RULE_OPTION, "updateinfo", "--info", "dnf advisory info" },
	{ RULE_ALONE, "autoremove", NULL, "dnf remove PACKAGE" },
	{ RULE_OPTION, "group", "--ids", "the command without it" },
	{ RULE_ARGUMENT, "group", "mark", "dnf group install --no-packages" },
	{ RULE_WITHIN, "history", "list info undo redo rollback store", "dnf history list" },
	{ RULE_OPTION, "info", "--all", "the command without it" },
	{ RULE_OPTION, "list", "--all", "the command without it" },
	{ RULE_OPTION, "makecache", "--timer", "dnf makecache" },
	{ RULE_ALONE, "makecache", NULL, "dnf makecache" },
	{ RULE_OPTION, "needs-restarting", "-u", "dnf needs-restarting -s" },
	{ RULE_OPTION, "needs-restarting", "--useronly", "dnf needs-restarting -s" },
	{ RULE_OPTION, "repoclosure", "--pkg", "dnf repoclosure PACKAGE" },
	{ RULE_OPTION, "repoquery", "-a", "the command without it" },
	{ RULE_OPTION, "repoquery", "--all", "the command without it" },
	{ RULE_OPTION, "repoquery", "--alldeps", "the command without it" },
	{ RULE_OPTION, "repoquery", "--archlist", "dnf repoquery --arch" },
	{ RULE_OPTION, "repoquery", "--envra", "dnf repoquery --queryformat" },
	{ RULE_OPTION, "repoquery", "--groupmember", "dnf group list --contains-pkgs" },
	{ RULE_OPTION, "repoquery", "--nevra", "the command without it" },
	{ RULE_OPTION, "repoquery", "--nvr", "dnf repoquery --queryformat" },
	{ RULE_OPTION, "repoquery", "--resolve", "dnf repoquery --providers-of=requires" },
	{ RULE_OPTION, "repoquery", "--source", "dnf repoquery --sourcerpm" },
	{ RULE_OPTION, "repoquery", "--unsatisfied", "dnf repoquery without it" },
	{ RULE_OPTION, "reposync", "--downloadcomps", "dnf reposync --download-metadata" },
};

static const struct { const char *command, *package; } plugins[] = {
	{ "automatic", "dnf5-plugin-automatic" }, { "build-dep", "dnf5-plugins" },
	{ "builddep", "dnf5-plugins" }, { "changelog", "dnf5-plugins" },
	{ "config-manager", "dnf5-plugins" }, { "copr", "dnf5-plugins" },
	{ "needs-restarting", "dnf5-plugins" }, { "repoclosure", "dnf5-plugins" },
	{ "repomanage", "dnf5-plugins" }, { "reposync", "dnf5-plugins" },
};

static const char *const commands[] = {
	"advisory", "autoremove", "check", "check-update", "check-upgrade", "clean", "debuginfo-install",
	"dg", "distro-sync", "do", "downgrade", "download", "dsync", "environment", "group", "grp",
	"history", "if", "in", "info", "install", "leaves", "list", "ls", "makecache", "mark", "mc",
	"module", "offline", "offline-distrosync", "offline-upgrade", "provides", "rei", "reinstall",
	"remove", "replay", "repo", "repoinfo", "repolist", "repoquery", "rm", "rq", "se", "search",
	"swap", "system-upgrade", "up", "update", "updateinfo", "upgrade", "upgrade-minimal",
	"versionlock",
};

static const struct { const char *program, *instead; } programs[] = {
	{ "debuginfo-install", "dnf debuginfo-install" }, { "needs-restarting", "dnf needs-restarting" },
	{ "repoclosure", "dnf repoclosure" }, { "repoquery", "dnf repoquery" },
	{ "reposync", "dnf reposync" }, { "yum-builddep", "dnf builddep" },
	{ "yum-config-manager", "dnf config-manager addrepo --from-repofile=URL, or setopt ID.enabled=1" },
	{ "yumdownloader", "dnf download" },
};
/* clang-format on */

/* Is the word this option, with or without its value joined? */
static bool is_option(const char *word, const char *option)
{
	size_t n = strlen(option);

	if (strncmp(word, option, n) != 0)
		return false;
	if (!word[n] || word[n] == '=')
		return true;
	return n == 2 && option[1] != '-' && isdigit((unsigned char)word[n]); /* -d1 */
}

static bool is_among(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = strstr(words, word); n && at; at = strstr(at + 1, word))
		if ((at == words || at[-1] == ' ') && (!at[n] || at[n] == ' '))
			return true;
	return false;
}

static bool breaks(const struct dnf_call *c, const struct rule *r, struct buf *what)
{
	const char *command = c->command < c->count ? c->words[c->command] : "";
	const char *argument = dnf_argument(c, 0);

	if (r->command && !streq(r->command, command))
		return false;
	buf_clear(what);
	switch (r->kind) {
	case RULE_COMMAND:
		buf_add(what, command);
		return true;
	case RULE_OPTION:
		buf_addf(what, "%s%s%s", r->command ? r->command : "", r->command ? " " : "",
			 r->word);
		for (size_t i = 1; i < c->count; i++)
			if (is_option(c->words[i], r->word))
				return true;
		return false;
	case RULE_ARGUMENT:
		buf_addf(what, "%s %s", command, r->word);
		return argument && streq(argument, r->word);
	case RULE_WITHIN:
		buf_addf(what, "%s %s", command, argument ? argument : "without a subcommand");
		/* a variable may be any of them */
		return !argument || (*argument != '$' && !is_among(r->word, argument));
	case RULE_ALONE:
		buf_addf(what, "%s with an argument", command);
		return argument != NULL;
	}
	return false;
}

bool dnf5_refuses(const struct dnf_call *c, size_t i, struct buf *what, const char **instead,
		  bool *alias)
{
	bool option = false; /* of a subcommand that is refused for an option, no more is said */

	for (size_t r = 0; r < ARRAY_SIZE(rules); r++) {
		if ((rules[r].kind == RULE_WITHIN && option) || !breaks(c, &rules[r], what))
			continue;
		option = option || (rules[r].kind == RULE_OPTION && rules[r].command);
		if (i--)
			continue;
		*instead = rules[r].instead;
		*alias = rules[r].kind == RULE_COMMAND;
		return true;
	}
	return false;
}

const char *dnf5_plugin_of(const char *subcommand)
{
	for (size_t i = 0; i < ARRAY_SIZE(plugins); i++)
		if (streq(plugins[i].command, subcommand))
			return plugins[i].package;
	return NULL;
}

bool dnf5_has(const char *subcommand)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (streq(commands[i], subcommand))
			return true;
	return false;
}

const char *dnf5_program_instead(const char *program)
{
	for (size_t i = 0; i < ARRAY_SIZE(programs); i++)
		if (streq(programs[i].program, program))
			return programs[i].instead;
	return NULL;
}
