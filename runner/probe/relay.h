/* SPDX-License-Identifier: MIT */
#ifndef PROBE_RELAY_H
#define PROBE_RELAY_H
/*
 * "azlcts-probe relay SOCKET", on the host: QEMU starts it for a connection that its guest makes to
 * an address that was granted, with that connection as standard input and output.  It copies both
 * ways between the two and a unix stream socket, hands each end of a direction on, and ends when
 * both directions have.  A QEMU that dies ends the connection; and it is killed with QEMU's process
 * group.  (Not by PR_SET_PDEATHSIG: its parent is a helper of QEMU's that is gone at once.)
 */
#include "base/error.h"

int relay_main(int argc, char *const *argv);

/* Copies until both directions ended; `in` and `out` may be one socket.  Closes nothing. */
int relay(int in, int out, int socket, struct error *err);

#endif
