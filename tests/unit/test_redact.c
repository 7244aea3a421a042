/* SPDX-License-Identifier: MIT */
/* Secrets never enter; what rules have to read does. */
#include "test.h"

#include "collect/redact.h"

static void gives(const char *path, const char *text, const char *expected)
{
	AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);

	redact_text(path, text, strlen(text), &out);
	assert_false(out.failed);
	assert_string_equal(buf_str(&out), expected);
}

static void secrets_are_hidden(void **state)
{
	static const struct {
		const char *path, *text, *expected;
	} cases[] = {
		{ "/etc/x.conf", "password=abc\n", "password=[redacted]\n" },
		{ "/etc/x.conf", "  Password = \"a b\" # c\nnext=1\n",
		  "  Password = [redacted]\nnext=1\n" },
		{ "/etc/x.conf", "db_passwd=abc", "db_passwd=[redacted]" },
		{ "/etc/x.conf", "#password=abc", "#password=[redacted]" },
		{ "/etc/x.yaml", "api_key: abc\n", "api_key: [redacted]\n" },
		{ "/etc/x.yaml", "  \"client-secret\": \"abc\",\n",
		  "  \"client-secret\": [redacted]\n" },
		{ "/etc/x.yaml", "plain_text_passwd: abc\n", "plain_text_passwd: [redacted]\n" },
		{ "/etc/environment", "export AWS_SECRET_ACCESS_KEY=abc\n",
		  "export AWS_SECRET_ACCESS_KEY=[redacted]\n" },
		{ "/etc/wireguard/wg0.conf", "PrivateKey = abc=\n", "PrivateKey = [redacted]\n" },
		{ "/etc/x.nmconnection", "psk=abc\n", "psk=[redacted]\n" },
		{ "/etc/fstab", "//s/x /x cifs user=u,password=abc,uid=0 0 0\n",
		  "//s/x /x cifs user=u,password=[redacted],uid=0 0 0\n" },
		{ "/etc/systemd/system/x.service", "ExecStart=/bin/x --token=abc --port=1\n",
		  "ExecStart=/bin/x --token=[redacted] --port=1\n" },
		{ "/etc/systemd/system/x.service", "ExecStart=/bin/x --password abc -v\n",
		  "ExecStart=/bin/x --password [redacted] -v\n" },
		{ "/etc/systemd/system/x.service", "SetCredential=id:abc\n",
		  "SetCredential=[redacted]\n" },
		{ "/etc/yum.repos.d/x.repo", "baseurl=https://me:abc@host/x\n",
		  "baseurl=https://me:[redacted]@host/x\n" },
		{ "/etc/cloud/cloud.cfg", "passwd: $6$salt$abcdEFGH./\n", "passwd: [redacted]\n" },
		{ "/etc/copy.conf", "root:$y$j9T$abc$def:19000:0:99999:7:::\n",
		  "root:[redacted]:19000:0:99999:7:::\n" },
		{ "/boot/grub2/user.cfg", "GRUB2_PASSWORD=grub.pbkdf2.sha512.10000.AB.CD\n",
		  "GRUB2_PASSWORD=grub.pbkdf2.sha512.[redacted]\n" },
		{ "/boot/grub2/user.cfg", "GRUB2_PASSWORD=grub.pbkdf2.shaAB.CD\n",
		  "GRUB2_PASSWORD=[redacted]\n" },
		{ "/boot/grub2/grub.cfg", "password_pbkdf2 root grub.pbkdf2.sha512.1.A.B\n",
		  "password_pbkdf2 root grub.pbkdf2.sha512.[redacted]\n" },
		{ "/boot/grub2/grub.cfg", "  password_pbkdf2 root ${GRUB2_PASSWORD}\n",
		  "  password_pbkdf2 root ${GRUB2_PASSWORD}\n" },
		{ "/boot/grub2/grub.cfg", "password_pbkdf2 root secret\n",
		  "password_pbkdf2 root [redacted]\n" },
		{ "/boot/grub2/grub.cfg", "password_pbkdf2 root ${A} b\n",
		  "password_pbkdf2 root [redacted]\n" },
		{ "/boot/grub2/grub.cfg", "password_pbkdf2 secret\n",
		  "password_pbkdf2 [redacted]\n" },
		{ "/boot/grub2/grub.cfg", "password root abc\n", "password [redacted]\n" },
		{ "/etc/redis.conf", "requirepass abc\n", "requirepass [redacted]\n" },
		{ "/etc/x.conf",
		  "a\n-----BEGIN OPENSSH PRIVATE KEY-----\nMIIabc\n"
		  "-----END OPENSSH PRIVATE KEY-----\nb\n",
		  "a\n[redacted]\nb\n" },
		{ "/etc/x.conf", "-----BEGIN PRIVATE KEY-----\nMIIabc", "[redacted]\n" },
		{ "/etc/x.conf",
		  "k=\"-----BEGIN RSA PRIVATE KEY-----abc-----END RSA PRIVATE KEY-----\"\nz",
		  "[redacted]\nz" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		gives(cases[i].path, cases[i].text, cases[i].expected);
}

static void settings_stay(void **state)
{
	static const struct {
		const char *path, *text;
	} cases[] = {
		{ "/etc/ssh/sshd_config", "PasswordAuthentication no\nPermitEmptyPasswords no\n" },
		{ "/etc/pam.d/sshd", "password required pam_unix.so sha512 use_authtok\n" },
		{ "/etc/pam.d/x", "password [success=1 default=ignore] pam_unix.so yescrypt\n" },
		{ "/etc/nsswitch.conf", "passwd: files systemd\nshadow: files\n" },
		{ "/etc/sudoers", "%wheel ALL=(ALL) NOPASSWD: ALL\nDefaults passwd_timeout=1\n" },
		{ "/etc/login.defs", "PASS_MAX_DAYS 365\nENCRYPT_METHOD YESCRYPT\n" },
		{ "/etc/audit/rules.d/x.rules", "-w /etc/passwd -p wa -k identity\n" },
		{ "/etc/cloud/cloud.cfg", "ssh_pwauth: false\nlock_passwd: true\n" },
		{ "/etc/yum.repos.d/x.repo", "gpgkey=file:///etc/pki/x\nbaseurl=https://h:80/x\n" },
		{ "/etc/systemd/system/x.socket", "PassCredentials=yes\nListenStream=[::]:80\n" },
		{ "/etc/x.conf", "password=\ntoken:\n" },
		{ "/etc/x.conf", "" },
		{ "/etc/x.conf", "\n\nlast line without newline" },
		{ "/etc/x.pem", "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		gives(cases[i].path, cases[i].text, cases[i].text);
}

/* No text may crash it, and no planted secret may come through any of these forms. */
static void any_bytes(void **state)
{
	uint64_t x = 88172645463325252U;
	char text[300];

	(void)state;
	for (unsigned round = 0; round < 5000; round++) {
		static const char letters[] = "=: \t\n\"'-/@$.password#token\\,;\xff\x01";
		AUTO(buf) struct buf out = BUF_INIT(BUF_TEXT);
		size_t len = round % sizeof(text);

		for (size_t i = 0; i < len; i++) {
			x ^= x << 13;
			x ^= x >> 7;
			x ^= x << 17;
			text[i] = letters[x % (sizeof(letters) - 1)];
		}
		redact_text("/etc/grub.cfg", text, len, &out);
		assert_false(out.failed);
	}
}

static void files_never_read(void **state)
{
	static const char *const secret[] = {
		"/etc/shadow",
		"/etc/shadow-",
		"/etc/gshadow",
		"/root/.ssh/id_rsa",
		"/etc/ssh/ssh_host_ed25519_key",
		"/etc/pki/tls/private/x.pem",
		"/etc/x.key",
		"/root/.netrc",
		"/etc/krb5.keytab",
	};
	static const char *const open[] = {
		"/etc/ssh/sshd_config",
		"/etc/passwd",
		"/etc/ssh/ssh_host_ed25519_key.pub",
		"/etc/yum.repos.d/x.repo",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(secret); i++)
		assert_true(redact_never_read(secret[i]));
	for (size_t i = 0; i < ARRAY_SIZE(open); i++)
		assert_false(redact_never_read(open[i]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(secrets_are_hidden),
		cmocka_unit_test(settings_stay),
		cmocka_unit_test(any_bytes),
		cmocka_unit_test(files_never_read),
	};

	return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
