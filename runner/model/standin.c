/* SPDX-License-Identifier: MIT */
#include "model/standin.h"

const char *const standins[] = {
	"apt",	     "apt-get",	  "chkconfig",	  "curl",
	"dnf",	     "dnf-3",	  "dnf4",	  "dnf5",
	"dpkg",	     "dracut",	  "firewall-cmd", "groupadd",
	"groupdel",  "groupmod",  "grubby",	  "halt",
	"insmod",    "ip6tables", "iptables",	  "microdnf",
	"modprobe",  "mount",	  "nft",	  "poweroff",
	"reboot",    "rmmod",	  "rpm",	  "rpmkeys",
	"semanage",  "semodule",  "service",	  "setenforce",
	"setsebool", "shutdown",  "sysctl",	  "systemctl",
	"tdnf",	     "umount",	  "useradd",	  "userdel",
	"usermod",   "wget",	  "yum",	  "yum-config-manager",
	"zypper",    NULL,
};

static bool one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (streq(name, *names))
			return true;
	return false;
}

bool standin_is(const char *name)
{
	return one_of(name, standins);
}

static bool has(const char *const *argv, const char *word)
{
	for (argv++; *argv; argv++)
		if (streq(*argv, word))
			return true;
	return false;
}

/* The first word that is no option; "" where there is none. */
static const char *verb(const char *const *argv)
{
	for (argv++; *argv; argv++)
		if (**argv != '-')
			return *argv;
	return "";
}

static bool asks_itself(const char *const *argv)
{
	return has(argv, "--version") || has(argv, "--help") || has(argv, "-h");
}

static struct standin_answer recorded(const char *purpose)
{
	return (struct standin_answer){ STANDIN_RECORDED, 0, purpose };
}

static struct standin_answer itself(void)
{
	return (struct standin_answer){ STANDIN_ITSELF, 0, "query" };
}

static struct standin_answer of_manager(const char *const *argv)
{
	static const char *const queries[] = { "repolist", "repoinfo", "repo", NULL };
	/* what they find is in repositories, which nobody reaches from here */
	static const char *const outside[] = { "list",	 "info",     "repoquery",
					       "search", "provides", NULL };
	static const char *const changes[] = {
		"install",	"reinstall", "localinstall", "in",   "update",
		"upgrade",	"remove",    "erase",	     "swap", "group",
		"groupinstall", "module",    "dist-upgrade", NULL
	};
	const char *v = verb(argv);

	if (asks_itself(argv) || one_of(v, queries))
		return itself();
	if (one_of(v, outside))
		return (struct standin_answer){ STANDIN_ITSELF, 0,
						has(argv, "installed") || has(argv, "--installed")
							? "query"
							: "repository" };
	if (streq(v, "config-manager"))
		return (struct standin_answer){ STANDIN_SYNTAX, 0, "repository" };
	if (one_of(v, changes))
		return recorded("install");
	return recorded("repository");
}

/* rpm: "-q", "-qa", "--query", "-E" only ask; "-i", "-U", "-F", "-e" do; so does --import. */
static struct standin_answer of_rpm(const char *const *argv)
{
	static const char *const queries[] = { "--query",    "--eval", "-E",	      "--showrc",
					       "--checksig", "-K",     "--querytags", NULL };

	for (const char *const *a = argv + 1; *a; a++)
		if (starts_with(*a, "-q") || starts_with(*a, "-V") || one_of(*a, queries))
			return itself();
	if (has(argv, "--import"))
		return recorded("key");
	/* -h is --hash */
	return has(argv, "--version") || has(argv, "--help") ? itself() : recorded("install");
}

static struct standin_answer of_systemctl(const char *const *argv)
{
	static const char *const queries[] = { "is-enabled", "list-unit-files", "cat",
					       "get-default", NULL };
	const char *v = verb(argv);

	if (asks_itself(argv) || one_of(v, queries))
		return itself();
	if (streq(v, "is-active") || streq(v, "status"))
		return (struct standin_answer){ STANDIN_RECORDED, 3, "query" };
	return recorded("service");
}

/* sysctl NAME and sysctl -n NAME only ask. */
static struct standin_answer of_sysctl(const char *const *argv)
{
	for (const char *const *a = argv + 1; *a; a++)
		if (strchr(*a, '=') || starts_with(*a, "-w") || starts_with(*a, "-p") ||
		    streq(*a, "--system") || starts_with(*a, "--load"))
			return recorded("setting");
	return itself();
}

static const char *purpose_of(const char *name)
{
	static const char *const accounts[] = { "useradd",  "userdel",	"usermod", "groupadd",
						"groupdel", "groupmod", NULL };
	static const char *const services[] = { "service", "chkconfig", "halt", "poweroff",
						"reboot",  "shutdown",	NULL };
	static const char *const kernel[] = { "modprobe", "insmod", "rmmod",
					      "dracut",	  "grubby", NULL };

	if (one_of(name, accounts))
		return "account";
	if (one_of(name, services))
		return "service";
	return one_of(name, kernel) ? "kernel" : "setting";
}

struct standin_answer standin_answer(const char *const *argv)
{
	static const char *const managers[] = { "dnf", "dnf5",	  "dnf4",     "dnf-3",
						"yum", "tdnf",	  "microdnf", "zypper",
						"apt", "apt-get", NULL };
	const char *name = argv[0];

	if (one_of(name, managers))
		return of_manager(argv);
	if (streq(name, "rpm"))
		return of_rpm(argv);
	if (streq(name, "systemctl"))
		return of_systemctl(argv);
	if (streq(name, "sysctl"))
		return of_sysctl(argv);
	if (asks_itself(argv))
		return itself();
	if (streq(name, "curl") || streq(name, "wget"))
		return (struct standin_answer){ STANDIN_DOWNLOAD, 0, "download" };
	if (streq(name, "yum-config-manager"))
		return recorded("repository");
	if (streq(name, "rpmkeys"))
		return recorded("key");
	if (streq(name, "dpkg"))
		return recorded("install");
	return recorded(purpose_of(name));
}

static void add_url(struct standin_download *out, const char *url)
{
	if (out->count < STANDIN_URLS_MAX)
		out->urls[out->count++] = url;
}

/* Options of either that take a word of their own, which is no URL. */
static bool takes_word(const char *option)
{
	static const char *const options[] = {
		"-H",
		"--header",
		"-A",
		"--user-agent",
		"-d",
		"--data",
		"-X",
		"--request",
		"-u",
		"--user",
		"-m",
		"--max-time",
		"--connect-timeout",
		"--retry",
		"--retry-delay",
		"-e",
		"--cacert",
		"-x",
		"--proxy",
		"-t",
		"--tries",
		"-T",
		"--timeout",
		"-P",
		"-K",
		"--retry-max-time",
		"--data-binary",
		"-F",
		"--proto",
		"-o",
		"-w",
		"-O",
		"-b",
		"-c",
		NULL,
	};

	return one_of(option, options);
}

/* wget's own of these letters take none: -c goes on with a file. */
static bool is_flag_of_wget(const char *option)
{
	static const char *const flags[] = { "-b", "-c", "-d", "-F", "-H", "-K", "-m", "-x", NULL };

	return one_of(option, flags);
}

static void read_option(const char *const **at, bool wget, struct standin_download *out)
{
	const char *option = **at, *next = (*at)[1];
	size_t len = strlen(option);
	bool joined = option[1] != '-'; /* -fsSLo FILE */

	if (!wget && joined && strchr(option, 'O'))
		out->named = true;
	if (streq(option, "--remote-name"))
		out->named = true;
	if (starts_with(option, "--output=") || starts_with(option, "--output-document=")) {
		out->output = strchr(option, '=') + 1;
	} else if (next && (streq(option, "--output") || streq(option, "--output-document") ||
			    (!wget && joined && option[len - 1] == 'o') ||
			    (wget && joined && option[len - 1] == 'O'))) {
		out->output = next;
		++*at;
	} else if (next && !wget &&
		   (streq(option, "--write-out") || (joined && option[len - 1] == 'w'))) {
		out->code = strstr(next, "http_code") || strstr(next, "response_code");
		++*at;
	} else if (next && (wget ? !is_flag_of_wget(option) : !streq(option, "-O")) &&
		   takes_word(option)) {
		++*at;
	} else if (wget && joined && len > 2 && starts_with(option, "-O")) {
		out->output = option + 2; /* -O- */
	}
}

void standin_download(const char *const *argv, struct standin_download *out)
{
	bool wget = streq(argv[0], "wget");

	*out = (struct standin_download){ 0 };
	for (const char *const *a = argv + 1; *a; a++) {
		if (**a == '-' && (*a)[1])
			read_option(&a, wget, out);
		else
			add_url(out, *a);
	}
	if (wget && !out->output)
		out->named = true;
	if (out->output && (streq(out->output, "-") || streq(out->output, "/dev/stdout"))) {
		out->output = NULL;
		out->named = false;
	}
}
