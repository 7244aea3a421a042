/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_NET_CONNECT_H
#define COLLECT_NET_CONNECT_H
/*
 * Can an address be reached?  "azlcts-probe connect tcp|udp HOST PORT".
 *
 * Over TCP the answer is "connected" (0), or why not (7).  UDP has no connection: a datagram of one
 * byte goes there, and the answer is "answered" (0), why it was refused (7), or "no answer" (28).
 */
#include "base/buf.h"

enum {
	NET_UNREACHED = 7, /* the numbers are curl's */
	NET_NO_ANSWER = 28,
	NET_CONNECT_MS = 10000,
};

int net_connect_main(int argc, const char *const *argv, struct buf *out);

/*
 * A connected, non-blocking socket of that type (SOCK_STREAM or SOCK_DGRAM), within NET_CONNECT_MS.
 * `host` is an address, IPv4 or IPv6, or "localhost".  -EINVAL: it is none; or a negative errno.
 */
int net_connect(const char *host, unsigned port, int type);
/* A number of 1 to 65535; 0: it is none. */
unsigned net_port(const char *text, size_t len);

#endif
