/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_CRYPTO_POLICY_H
#define JUDGE_CRYPTO_POLICY_H
/*
 * The system-wide crypto policy, as update-crypto-policies(8) and the libraries read it.
 *
 * Source: fedora-crypto-policies, update-crypto-policies.py (ProfileConfig, save_config),
 * cryptopolicies.py (the dump), fips-crypto-policy-overlay.
 * - config names the policy: BASE[:MODULE...], '#' begins a comment, further lines add modules.
 * - What libraries use are the back-ends: links to /usr/share/crypto-policies/POLICY/NAME.txt, or
 *   files that were made, of a policy with modules or with something in local.d.
 * - state/current and state/CURRENT.pol say what was made last.
 * - With fips=1 fips-crypto-policy-overlay.service mounts the FIPS back-ends and
 *   default-fips-config over /etc, unless the policy is FIPS or FIPS:...; state/ stays as it was.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

#define CRYPTO_ETC   "/etc/crypto-policies"
#define CRYPTO_SHARE "/usr/share/crypto-policies"

struct crypto_policy {
	const char *name;	      /* "DEFAULT", "FIPS:OSPP"; "" when the file names none */
	const char *base;	      /* before the first ':' */
	struct text_list subpolicies; /* behind it */
	unsigned line;		      /* of the file that names it */
};

/* The policy a file names. 1: read; 0: there is no such file; -1: `findings` says why not. */
int crypto_policy_named(struct evidence *ev, const char *path, struct arena *arena,
			struct crypto_policy *out, struct findings *findings);

/* A back-end and what is wrong with it. */
enum crypto_back_end {
	BACK_END_RIGHT,
	BACK_END_ABSENT,
	BACK_END_OTHER,	  /* it leads to another policy, or says something else */
	BACK_END_LOCAL,	  /* as the policy has it, with local.d behind */
	BACK_END_UNKNOWN, /* the policy's own text, or its, is not in the evidence */
};

/* Names of back-ends that come ready for a policy: "opensshserver" ...; none: it was generated. */
bool crypto_back_ends(struct evidence *ev, const char *policy, struct arena *arena,
		      struct text_list *out);
/*
 * Is FOLDER/NAME.config what the policy would give?  `seen` gets what it is instead: the path it
 * leads to.
 */
enum crypto_back_end crypto_back_end(struct evidence *ev, const char *folder, const char *policy,
				     const char *name, struct buf *seen);

/*
 * A list of a dump (state/CURRENT.pol), for "hash" or "mac@openssh-server": its own, or that of the
 * scope it comes from.  False: the dump has none.
 */
bool crypto_list(const char *dump, const char *property, const char *scope, struct buf *out,
		 unsigned *line);
/*
 * The scopes a dump has for one that policies are written with: "SSH" is openssh, openssh-server,
 * openssh-client, libssh.  NULL at the end.  False: no such scope.
 */
bool crypto_scopes(const char *scope, const char *const **out);

#endif
