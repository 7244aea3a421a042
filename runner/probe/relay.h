/* SPDX-License-Identifier: MIT */
#ifndef PROBE_RELAY_H
#define PROBE_RELAY_H
/*
 * "azlcts-probe relay SOCKET", on the host: QEMU starts it for a connection that its guest makes to
 * an address that was granted, with that connection as standard input and output.  It copies both
 * ways between the two and a unix stream socket, hands each end of a direction on, and ends when
 * both directions have.  Nobody kills it: it has a session of its own, and its parent is a helper
 * of QEMU's that is gone at once.  A QEMU that dies ends its connection, and the host's end of the
 * socket the other one.
 */
#include "base/error.h"

int relay_main(int argc, char *const *argv);

/* Copies until both directions ended; `in` and `out` may be one socket.  Closes nothing. */
int relay(int in, int out, int socket, struct error *err);

#endif
