/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_IPV6_H
#define JUDGE_IPV6_H
/*
 * Has the kernel IPv6 on?  Off: ipv6.disable=1 in every boot entry or on the running command line,
 * its module kept out, or a running kernel without net.ipv6.
 */
#include "judge/when.h"

enum truth ipv6_is_on(struct evidence *ev, struct findings *findings);

#endif
