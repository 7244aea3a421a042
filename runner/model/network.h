/* SPDX-License-Identifier: MIT */
#ifndef MODEL_NETWORK_H
#define MODEL_NETWORK_H
/* How things are fetched, as the environment says; zero values are defaults. */

struct network {
	const char *cache_dir; /* where what was fetched is kept; NULL: nothing is */
	const char
		*certificates; /* file of CA certificates in place of the system's; NULL: those */
	unsigned stall_s;      /* a connection that gives no byte for so long is given up; 0: 30 */
};

#endif
