/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_RESULTS_SAMPLE_H
#define TESTS_UNIT_RESULTS_SAMPLE_H
/* Results as a run might give them: every outcome, many findings, and texts meant to do harm. */
#include "model/results.h"

struct sample_check {
	const char *id;
	const char *kind;
	const char *level; /* mandatory ones are required */
	const char *title;
	const char *expected;
	const char *observed; /* NULL: passes */
};

#define HOSTILE "<script>alert('x')</script> \" onload=x & \x1b[31m\x07 \xff\xc3 \xe2\x80\xae"

/* Sorted by id. */
static const struct sample_check sample_checks[] = {
	{ "abi.glibc.symbol-versions", "elf", "mandatory",
	  "glibc offers every symbol version Fedora's does", "", NULL },
	{ "abi.libcrypto.provider", "library", "mandatory", "libcrypto.so.3 is there and loads", "",
	  NULL },
	{ "abi.libssl.soname", "library", "mandatory", "libssl.so.3 is there", "", NULL },
	{ "abi.libstdcxx.symbol-versions", "elf", "mandatory", "libstdc++ offers GLIBCXX_3.4.33",
	  "GLIBCXX_3.4.33", "newest is GLIBCXX_3.4.32" },
	{ "abi.loader.path", "file", "mandatory",
	  "The dynamic loader is where programs look for it", "", NULL },
	{ "base.identity.id", "identity", "mandatory", "os-release names Azure Linux", "", NULL },
	{ "base.identity.version", "identity", "mandatory", "os-release has VERSION_ID 4.0", "",
	  NULL },
	{ "base.locale.utf8", "command", "recommended", "A UTF-8 locale is the default", "", NULL },
	{ "base.time.zoneinfo", "file", "mandatory", "Time zone data is installed", "", NULL },
	{ "boot.console.no-failed-units", "unit", "mandatory", "No unit has failed after boot",
	  "no failed unit", "failed: exit-code" },
	{ "boot.console.quiet", "query", "optional", "The kernel reports no error while booting",
	  "", NULL },
	{ "boot.firmware.secure-boot", "command", "recommended",
	  "The image boots with Secure Boot on", "", NULL },
	{ "boot.reached.multi-user", "unit", "mandatory", "The system reaches its default target",
	  "", NULL },
	{ "cis.account.empty-password", "account", "mandatory", "No account has an empty password",
	  "", NULL },
	{ "cis.account.root-locked", "account", "mandatory",
	  "The root account cannot log in with a password", "", NULL },
	{ "cis.file.passwd-mode", "file", "mandatory", "/etc/passwd is not writable by others", "",
	  NULL },
	{ "cis.file.shadow-mode", "file", "mandatory", "/etc/shadow is readable by root alone", "",
	  NULL },
	{ "cis.file.suid", "query", "recommended",
	  "Only known programs run with another user's rights", "in the list of known programs",
	  "mode 4755, owner root" },
	{ "cis.file.world-writable", "query", "mandatory", "No file can be written by everybody",
	  "not writable by others", "mode 0666" },
	{ "cis.mount.tmp-nodev", "mount", "recommended", "/tmp is mounted without devices", "nodev",
	  "rw,relatime" },
	{ "cis.pam.faillock", "pam", "mandatory", "Accounts are locked after failed logins", "",
	  NULL },
	{ "cis.sshd.permit-root-login", "sshd", "mandatory",
	  "sshd does not let root in with a password", "no or prohibit-password", "yes" },
	{ "cis.sshd.protocol-ciphers", "sshd", "mandatory", "sshd offers no weak cipher", "",
	  NULL },
	{ "cis.sysctl.kptr-restrict", "sysctl", "mandatory",
	  "Kernel pointers are hidden from unprivileged users",
	  "at least 1, now and after a reboot", "0 (/etc/sysctl.d/99-last.conf:1)" },
	{ "cis.sysctl.rp-filter", "sysctl", "mandatory",
	  "Packets with a wrong source address are dropped", "", NULL },
	{ "cis.sysctl.syncookies", "sysctl", "mandatory", "SYN cookies are on", "", NULL },
	{ "crypto.fips.kernel", "kernel-config", "optional", "The kernel can run in FIPS mode", "",
	  NULL },
	{ "crypto.policy.default", "crypto", "mandatory",
	  "The system-wide crypto policy is DEFAULT or stronger", "", NULL },
	{ "crypto.policy.openssl", "crypto", "mandatory", "OpenSSL follows the system-wide policy",
	  "", NULL },
	{ "crypto.rpm.signature-digest", "package", "mandatory", "No package is signed with SHA-1",
	  "", NULL },
	{ "kernel.config.bpf", "kernel-config", "mandatory", "BPF with BTF is built in", "", NULL },
	{ "kernel.config.cgroup-v2", "kernel-config", "mandatory",
	  "Control groups version 2 are available", "", NULL },
	{ "kernel.config.hyperv", "kernel-config", "mandatory",
	  "The drivers of Hyper-V are available", "", NULL },
	{ "kernel.config.ima", "kernel-config", "optional", "Integrity measurement is available",
	  "", NULL },
	{ "kernel.module.nvme", "module", "mandatory", "NVMe disks are supported", "", NULL },
	{ "kernel.module.overlay", "module", "mandatory", "overlayfs is available", "", NULL },
	{ "network.listener.only-ssh", "query", "recommended",
	  "Nothing but sshd listens on the network", "", NULL },
	{ "network.resolver.nss", "file", "mandatory", "nsswitch.conf resolves hosts", "", NULL },
	{ "package.closure.provides", "closure", "mandatory",
	  "Every dependency of every package is there", "provided by an installed package",
	  "nobody provides it" },
	{ "package.closure.sonames", "closure", "mandatory",
	  "Every shared library a program needs is there", "", NULL },
	{ "package.repo.gpgcheck", "repository", "mandatory", "Repositories check signatures", "",
	  NULL },
	{ "package.rpmdb.readable", "package", "mandatory", "The package database can be read", "",
	  NULL },
	{ "package.verify.files", "package", "recommended", "Files of packages are as packaged", "",
	  NULL },
	{ "selinux.avc.none", "query", "recommended", "SELinux denies nothing while booting", "",
	  NULL },
	{ "selinux.mode.enforcing", "command", "mandatory", "SELinux is enforcing", "", NULL },
	{ "selinux.policy.targeted", "file", "mandatory", "The targeted policy is installed", "",
	  NULL },
};

static void sample_outcome(const struct sample_check *c, size_t i, struct findings *f)
{
	if (streq(c->id, "crypto.policy.openssl"))
		finding_error(f, "the command openssl ciphers timed out after 30 s");
	else if (streq(c->id, "package.closure.sonames"))
		finding_missing(f, "the part elf was not collected: %s", "the probe ended early");
	else if (streq(c->id, "network.resolver.nss"))
		finding_missing(f, "the part files was not collected");
	else if (streq(c->id, "network.listener.only-ssh"))
		finding_error(f, "the part sockets failed: %s", HOSTILE);
	else if (streq(c->id, "crypto.fips.kernel") || streq(c->id, "kernel.config.hyperv"))
		finding_not_applicable(f, "the profile is for images that do not run on Hyper-V");
	else if (!c->observed)
		finding_pass(f, i % 3 ? "/usr/lib64/libexample.so.3" : "kernel.setting",
			     "as it should be");
	else
		finding_fail(f, i % 2 ? "sshd.service" : "/etc/ssh/sshd_config", c->expected, "%s",
			     c->observed);
	if (streq(c->id, "package.closure.provides")) {
		finding_fail(f, HOSTILE, HOSTILE, "%s", HOSTILE);
		for (int n = 0; n < 240; n++)
			finding_fail(f, "python3-requests", "provided by an installed package",
				     "python3.14dist(urllib3) >= %d: nobody provides it", n);
	}
	if (streq(c->id, "abi.libstdcxx.symbol-versions"))
		for (int n = 0; n < 60; n++)
			finding_unchecked(f, n ? "/usr/lib64/libstdc++.so.6" : HOSTILE,
					  "types of %d functions: %s", n,
					  n ? "there is no debug information" : HOSTILE);
	if (streq(c->id, "abi.glibc.symbol-versions"))
		finding_unchecked(f, "/usr/lib64/libc.so.6", "types: no debug information");
	if (streq(c->id, "cis.sysctl.kptr-restrict"))
		finding_setting(f, &(struct setting_fact){ .object = "kernel.kptr_restrict",
							   .set = "0",
							   .place = "/etc/sysctl.d/99-last.conf:1",
							   .effective = "0",
							   .running = "1",
							   .losers = "/usr/lib/sysctl.d/50-default"
								     ".conf:4: 1\n" HOSTILE });
	if (streq(c->id, "cis.sysctl.syncookies"))
		for (int n = 0; n < FINDINGS_SETTINGS_MAX + 3; n++)
			finding_setting(f, &(struct setting_fact){ .object = HOSTILE });
	if (streq(c->id, "cis.file.suid"))
		for (int n = 0; n < 11; n++)
			finding_fail(f, "/usr/libexec/openssh/ssh-keysign",
				     "in the list of known programs",
				     "mode 475%d, owner root, package openssh-server-9.9p1-12.azl4",
				     n % 8);
}

static inline struct results sample_results(void)
{
	const size_t count = ARRAY_SIZE(sample_checks);
	struct results r = { .product = "Azure Linux 4.0 (Cloud Image)", .source_kind = "disk" };
	static const char hex[] =
		"3b1f0c8e2a77d94e5c1a6f0b9d8e7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a291807";
	static const char *const suites[] = { "abi",	"base",	   "boot",    "cis",	"crypto",
					      "kernel", "network", "package", "selinux" };

	r.source_sha256 = arena_strdup(&r.arena, hex);
	memcpy(r.evidence_sha256, "9a", 3);
	memcpy(r.evidence_sha256, hex + 1, 63);
	memcpy(r.evidence_sha256 + 63, "0", 2);
	memcpy(r.reference_sha256, hex, sizeof(hex));
	r.reference_product = "Fedora Linux 43";
	r.profile.name = "azl4-vm";
	memcpy(r.profile.sha256, hex, sizeof(hex));
	r.suites = arena_alloc(&r.arena, sizeof(*r.suites) * ARRAY_SIZE(suites));
	r.suites_count = ARRAY_SIZE(suites);
	for (size_t i = 0; i < r.suites_count; i++) {
		r.suites[i].name = suites[i];
		memcpy(r.suites[i].sha256, hex, sizeof(hex));
	}
	r.items = arena_alloc(&r.arena, sizeof(*r.items) * count);
	r.count = count;
	for (size_t i = 0; i < count; i++) {
		const struct sample_check *c = &sample_checks[i];
		struct doc *list = doc_list();

		r.items[i] = (struct result){
			.id = c->id,
			.version = 1,
			.kind = c->kind,
			.title = c->title,
			.level = c->level,
			.required = streq(c->level, "mandatory"),
			.waivable = i % 2,
			.answer = starts_with(c->id, "crypto.") ? "crypto.mode" : NULL,
			.suite = arena_strndup(&r.arena, c->id, strcspn(c->id, ".")),
			.why = "What people run was built for a system that keeps this promise; "
			       "where it does not hold, programs break late and in ways that are "
			       "hard to read.",
			.remedy = "Set it in a drop-in file that comes last, run the tool that "
				  "applies it, and build the image again.",
			.references = doc_object(),
			.findings = arena_alloc(&r.arena, sizeof(struct findings)),
		};
		doc_add(list, doc_text("SC-30"));
		doc_add(list, doc_text("CM-6"));
		doc_set(r.items[i].references, "nist-800-53", list);
		doc_set_text(r.items[i].references, "cis-rhel10", "1.5.6");
		doc_set_text(
			r.items[i].references, "see",
			"https://www.freedesktop.org/software/systemd/man/latest/os-release.html");
		sample_outcome(c, i, r.items[i].findings);
	}
	results_required(&r, r.required_sha256);
	return r;
}

#endif
