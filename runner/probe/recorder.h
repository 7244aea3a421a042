/* SPDX-License-Identifier: MIT */
#ifndef PROBE_RECORDER_H
#define PROBE_RECORDER_H
/*
 * The probe under the name of another program (model/standin.h), in the sandbox of a vendor's
 * script: answers in its stead.
 */

/* Is that what this program was called as?  Then `status` is what it ends with. */
_Bool recorder_main(char *argv[], int *status);

#endif
