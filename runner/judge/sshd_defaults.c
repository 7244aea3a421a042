/* SPDX-License-Identifier: MIT */
/*
 * What sshd does where nothing is set: OpenSSH 10.0, servconf.c (fill_default_server_options) and
 * myproposal.h, compared with `sshd -G -f /dev/null` of 10.0p2.  Keywords whose default depends on
 * how a distribution builds sshd (paths, IPQoS, key types) are left out: for them nothing but what
 * a file says is known.
 */
#include "judge/sshd_config.h"

/* clang-format off */
#define CIPHERS \
	"chacha20-poly1305@openssh.com,aes128-gcm@openssh.com,aes256-gcm@openssh.com," \
	"aes128-ctr,aes192-ctr,aes256-ctr"
#define KEXALGORITHMS \
	"mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com," \
	"curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256," \
	"ecdh-sha2-nistp384,ecdh-sha2-nistp521"
#define MACS \
	"umac-64-etm@openssh.com,umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com," \
	"hmac-sha2-512-etm@openssh.com,hmac-sha1-etm@openssh.com,umac-64@openssh.com," \
	"umac-128@openssh.com,hmac-sha2-256,hmac-sha2-512,hmac-sha1"
#define ALL_CIPHERS \
	"3des-cbc,aes128-cbc,aes192-cbc,aes256-cbc,aes128-ctr,aes192-ctr,aes256-ctr," \
	"aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com"
#define ALL_KEXALGORITHMS \
	"diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,diffie-hellman-group14-sha256," \
	"diffie-hellman-group16-sha512,diffie-hellman-group18-sha512," \
	"diffie-hellman-group-exchange-sha1,diffie-hellman-group-exchange-sha256," KEXALGORITHMS
#define ALL_MACS \
	"hmac-sha1-96,hmac-md5,hmac-md5-96,hmac-sha1-96-etm@openssh.com," \
	"hmac-md5-etm@openssh.com,hmac-md5-96-etm@openssh.com," MACS
/* clang-format on */

static const struct {
	const char *keyword;
	const char *value;
} defaults[] = {
	/* clang-format off */
	{ "acceptenv", "" },
	{ "addressfamily", "any" },
	{ "allowagentforwarding", "yes" },
	{ "allowgroups", "" },
	{ "allowstreamlocalforwarding", "yes" },
	{ "allowtcpforwarding", "yes" },
	{ "allowusers", "" },
	{ "authenticationmethods", "any" },
	{ "authorizedkeyscommand", "none" },
	{ "authorizedkeyscommanduser", "none" },
	{ "authorizedkeysfile", ".ssh/authorized_keys .ssh/authorized_keys2" },
	{ "authorizedprincipalscommand", "none" },
	{ "authorizedprincipalscommanduser", "none" },
	{ "authorizedprincipalsfile", "none" },
	{ "banner", "none" },
	{ "channeltimeout", "none" },
	{ "chrootdirectory", "none" },
	{ "ciphers", CIPHERS },
	{ "clientalivecountmax", "3" },
	{ "clientaliveinterval", "0" },
	{ "compression", "yes" },
	{ "denygroups", "" },
	{ "denyusers", "" },
	{ "disableforwarding", "no" },
	{ "exposeauthinfo", "no" },
	{ "fingerprinthash", "SHA256" },
	{ "forcecommand", "none" },
	{ "gatewayports", "no" },
	{ "gssapiauthentication", "no" },
	{ "gssapicleanupcredentials", "yes" },
	{ "gssapikeyexchange", "no" },
	{ "gssapistorecredentialsonrekey", "no" },
	{ "gssapistrictacceptorcheck", "yes" },
	{ "hostbasedauthentication", "no" },
	{ "hostbasedusesnamefrompacketonly", "no" },
	{ "hostkey", "/etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ecdsa_key /etc/ssh/ssh_host_ed25519_key" },
	{ "hostkeyagent", "none" },
	{ "ignorerhosts", "yes" },
	{ "ignoreuserknownhosts", "no" },
	{ "kbdinteractiveauthentication", "yes" },
	{ "kerberosauthentication", "no" },
	{ "kerberosorlocalpasswd", "yes" },
	{ "kerberosticketcleanup", "yes" },
	{ "kexalgorithms", KEXALGORITHMS },
	{ "listenaddress", "[::]:22 0.0.0.0:22" },
	{ "logingracetime", "120" },
	{ "loglevel", "INFO" },
	{ "macs", MACS },
	{ "maxauthtries", "6" },
	{ "maxsessions", "10" },
	{ "maxstartups", "10:30:100" },
	{ "passwordauthentication", "yes" },
	{ "permitemptypasswords", "no" },
	{ "permitlisten", "any" },
	{ "permitopen", "any" },
	{ "permitrootlogin", "prohibit-password" },
	{ "permittty", "yes" },
	{ "permittunnel", "no" },
	{ "permituserenvironment", "no" },
	{ "permituserrc", "yes" },
	{ "persourcemaxstartups", "none" },
	{ "persourcenetblocksize", "32:128" },
	{ "port", "22" },
	{ "printlastlog", "yes" },
	{ "printmotd", "yes" },
	{ "pubkeyauthentication", "yes" },
	{ "pubkeyauthoptions", "none" },
	{ "refuseconnection", "no" },
	{ "requiredrsasize", "1024" },
	{ "revokedkeys", "none" },
	{ "setenv", "" },
	{ "streamlocalbindmask", "0177" },
	{ "streamlocalbindunlink", "no" },
	{ "strictmodes", "yes" },
	{ "subsystem", "" },
	{ "syslogfacility", "AUTH" },
	{ "tcpkeepalive", "yes" },
	{ "trustedusercakeys", "none" },
	{ "unusedconnectiontimeout", "none" },
	{ "usedns", "no" },
	{ "usepam", "no" },
	{ "versionaddendum", "none" },
	{ "x11displayoffset", "10" },
	{ "x11forwarding", "no" },
	{ "x11uselocalhost", "yes" },
	/* clang-format on */
};

const char *sshd_default(const char *keyword)
{
	for (size_t i = 0; i < ARRAY_SIZE(defaults); i++)
		if (strcasecmp(defaults[i].keyword, keyword) == 0)
			return defaults[i].value;
	return NULL;
}

const char *sshd_keyword(size_t i, const void *unused)
{
	(void)unused;
	return i < ARRAY_SIZE(defaults) ? defaults[i].keyword : NULL;
}

bool sshd_collects(const char *keyword)
{
	static const char *const collecting[] = { "acceptenv",	   "allowgroups", "allowusers",
						  "denygroups",	   "denyusers",	  "hostkey",
						  "listenaddress", "port",	  "setenv",
						  "subsystem" };

	for (size_t i = 0; i < ARRAY_SIZE(collecting); i++)
		if (strcasecmp(collecting[i], keyword) == 0)
			return true;
	return false;
}

/* servconf.h, SSHCFG_GLOBAL. */
bool sshd_in_match(const char *keyword)
{
	static const char *const global[] = {
		"addressfamily",
		"ciphers",
		"compression",
		"fingerprinthash",
		"gssapicleanupcredentials",
		"gssapikeyexchange",
		"gssapistrictacceptorcheck",
		"gssapistorecredentialsonrekey",
		"hostcertificate",
		"hostkey",
		"hostkeyagent",
		"hostkeyalgorithms",
		"ignoreuserknownhosts",
		"kerberosgetafstoken",
		"kerberosorlocalpasswd",
		"kerberosticketcleanup",
		"kexalgorithms",
		"listenaddress",
		"logingracetime",
		"macs",
		"maxstartups",
		"modulifile",
		"permituserenvironment",
		"persourcemaxstartups",
		"persourcenetblocksize",
		"persourcepenalties",
		"persourcepenaltyexemptlist",
		"pidfile",
		"port",
		"printlastlog",
		"printmotd",
		"securitykeyprovider",
		"sshdauthpath",
		"sshdsessionpath",
		"strictmodes",
		"syslogfacility",
		"tcpkeepalive",
		"usedns",
		"usepam",
		"versionaddendum",
		"xauthlocation",
	};

	for (size_t i = 0; i < ARRAY_SIZE(global); i++)
		if (strcasecmp(global[i], keyword) == 0)
			return false;
	return true;
}

const char *sshd_supported(const char *keyword)
{
	static const struct {
		const char *keyword;
		const char *list;
	} lists[] = { { "ciphers", ALL_CIPHERS },
		      { "kexalgorithms", ALL_KEXALGORITHMS },
		      { "macs", ALL_MACS } };

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (strcasecmp(lists[i].keyword, keyword) == 0)
			return lists[i].list;
	return NULL;
}

const char *sshd_algorithms(const char *keyword)
{
	static const char *const lists[] = { "ciphers", "kexalgorithms", "macs" };

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (strcasecmp(lists[i], keyword) == 0)
			return sshd_default(keyword);
	return NULL;
}
