/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_NFT_RULES_H
#define JUDGE_NFT_RULES_H
/*
 * What nftables rules do with packets that come in: nft(8), in the form of blocks that
 * `nft list ruleset` prints and files of rules have.
 */
#include "base/buf.h"

struct nft_family {
	bool filtered; /* a base chain of hook input sees its packets */
	bool drops;    /* ... and what no rule accepts is dropped or rejected */
	bool lo_accepted;
	bool jumps;	       /* ... and other chains decide as well, which are not followed */
	bool loopback_dropped; /* what claims a loopback address, and is not from lo */
};

struct nft_rules {
	struct nft_family ipv4;
	struct nft_family ipv6;
	bool commands; /* "add rule" and the like stand there, which are not followed */
};

void nft_read(const char *text, struct nft_rules *out);

#endif
