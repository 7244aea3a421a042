/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DNF_VARS_H
#define JUDGE_DNF_VARS_H
/*
 * $variables in what dnf reads: a file of vars/, or what dnf5 detects (libdnf5/conf/vars.cpp).
 *
 * `out` gets what is missing where a value needs evidence that was not collected; NULL: nobody
 * asks.
 */
#include "base/buf.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

/*
 * Length of a variable's name at s, which begins with '$'; 0: it is none.  *name is where it
 * begins, *skip all that the variable takes up, braces and all.
 */
size_t dnf_variable(const char *s, const char **name, size_t *skip);
/* False: it has no value. */
bool dnf_variable_value(struct evidence *ev, const char *name, struct findings *out,
			struct buf *value);
/* Is it one that dnf detects, or one of a file? */
bool dnf_variable_known(struct evidence *ev, const char *name, size_t n);
/*
 * With variables replaced; `to` is cleared first.  `keep`: one without a value stays as it is
 * written, as dnf leaves it; else it makes this false.
 */
bool dnf_expand(struct evidence *ev, const char *text, bool keep, struct findings *out,
		struct buf *to);

struct dnf;
/*
 * Where dnf5 fetches a repository from, expanded: its metalink, else its mirrorlist, else its base
 * URLs with blanks between (libdnf5/repo/repo_downloader.cpp).  False: it has none of these.
 */
bool dnf_repository_url(const struct dnf *d, struct evidence *ev, const char *id,
			struct findings *out, struct buf *url);

/* Are all of what dnf_repository_url() gave on the network: http or https? */
bool dnf_urls_are_remote(const char *urls);

#endif
