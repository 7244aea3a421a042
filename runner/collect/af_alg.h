/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_AF_ALG_H
#define COLLECT_AF_ALG_H
/*
 * One question to the kernel's own cryptography, by a socket AF_ALG (Documentation/crypto/
 * userspace-if.rst): "azlcts-probe af-alg TYPE NAME [encrypt|decrypt] [key=HEX] [iv=HEX] [aad=HEX]
 * [in=HEX] [taglen=N] [outlen=N]".  TYPE is hash, skcipher, aead or rng.
 *
 * The answer goes to `out`, one line: what came back, in hexadecimal; or, when the kernel refused,
 * the name of the errno and the step at which it did (socket, bind, setkey, accept, send, read).
 * 0: answered, 1: refused, 126: the question is malformed.
 */
#include "base/buf.h"

int af_alg_main(int argc, const char *const *argv, struct buf *out);

#endif
