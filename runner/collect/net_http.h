/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_NET_HTTP_H
#define COLLECT_NET_HTTP_H
/*
 * One page over plain HTTP: "azlcts-probe http http://HOST[:PORT]/PATH".
 *
 * The answer is the status line, then the body, cut where both would be more than
 * BUILT_IN_OUTPUT_MAX bytes.  0: its status is 2xx; 22: another; 7: nobody can be reached there;
 * 28: no whole answer in time; 52: what came is no HTTP.  No redirection is followed.
 */
#include "base/buf.h"

enum { NET_HTTP_STATUS = 22, NET_NO_HTTP = 52, NET_HTTP_MS = 15000 };

int net_http_main(int argc, const char *const *argv, struct buf *out);

#endif
