/* SPDX-License-Identifier: MIT */
#ifndef SCENARIO_OUTSIDE_REPOSITORY_H
#define SCENARIO_OUTSIDE_REPOSITORY_H
/*
 * Folders as a web server has them: files alone, read-only, /0/ the first, /1/ the second.  No
 * path and no symbolic link leads out of its folder.  With Range, If-Range and If-Modified-Since,
 * which dnf and curl use; a request for several ranges gets the whole file, as HTTP allows.
 */
#include "base/str.h"
#include "scenario/outside/http.h"

enum { REPOSITORY_FOLDERS_MAX = 16 };

struct repository {
	int folders[REPOSITORY_FOLDERS_MAX];
	size_t count;
};

int repository_open(struct repository *r, const struct text_list *folders, struct error *err);
void repository_release(struct repository *r);
void repository_answer(const struct repository *r, const struct http_request *q,
		       struct http_answer *out);

#endif
