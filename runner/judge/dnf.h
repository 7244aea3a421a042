/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_DNF_H
#define JUDGE_DNF_H
/*
 * What dnf5 reads: its main configuration, the repositories and what overrides them.
 *
 * Source: dnf5 5.2, libdnf5/base/base.cpp, libdnf5/repo/repo_sack.cpp, dnf5.conf(5).
 * - Drop-ins of /usr/share/dnf5/libdnf.conf.d and /etc/dnf/libdnf5.conf.d are one list sorted by
 *   name (of two with one name that in /etc is read); /etc/dnf/dnf.conf is read last and wins.
 * - Repositories stand in *.repo files of `reposdir` and in dnf.conf; repos.override.d of
 *   /usr/share/dnf5 and /etc/dnf, merged the same way, beats them; a section there may be a glob.
 * - pkg_gpgcheck is the key, gpgcheck its alias; where both stand in one section the key counts.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"

struct dnf_entry {
	const char *section;
	const char *key; /* NULL: the section is only named */
	const char *value;
	const char *file;
	unsigned line;
};

enum dnf_layer { DNF_MAIN, DNF_REPOSITORY, DNF_OVERRIDE, DNF_LAYERS };

struct dnf {
	struct arena arena;
	struct {
		struct dnf_entry *items; /* in the order they are read: the last one wins */
		size_t count;
	} layer[DNF_LAYERS];
	struct text_list ids; /* repositories, sorted */
	struct text_list bad; /* "file:line: what is wrong there" */
	char *why;	      /* set when a text could not be read */
};

/* False: it cannot be known; `why` says so (NULL: no memory). */
bool dnf_read(struct dnf *out, struct evidence *ev);
void dnf_release(struct dnf *d);
/* What stands for a key of a repository: override, then its own section; NULL: nothing. */
const struct dnf_entry *dnf_repository(const struct dnf *d, const char *id, const char *key);
/* Are its packages' signatures checked?  `by` is the entry that decides, NULL: dnf's default. */
bool dnf_checks_signatures(const struct dnf *d, const char *id, const struct dnf_entry **by);
/* dnf's words for true; all others are false. */
bool dnf_true(const char *value);

#endif
