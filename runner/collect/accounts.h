/* SPDX-License-Identifier: MIT */
#ifndef COLLECT_ACCOUNTS_H
#define COLLECT_ACCOUNTS_H
/* Part ACCOUNTS: passwd(5), group(5), and of shadow(5) what is no secret. */
#include "model/tables.h"

int collect_accounts(int root_fd, const struct sink *sink, struct error *err);
/* The state of a password field: "locked", "empty", or the name of the hash (crypt(5)). */
const char *password_state(const char *field);

#endif
