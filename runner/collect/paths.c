/* SPDX-License-Identifier: MIT */
#include "collect/paths.h"

#include "base/str.h"

bool path_matches(const char *glob, const char *path)
{
	for (; *glob != '*' && *glob != '?' && *glob != '[' && *glob != '\\'; glob++, path++) {
		if (*glob != *path)
			return false;
		if (!*glob)
			return true;
	}
	if (glob[0] == '*' && !glob[1])
		return true;
	return str_glob(glob, path);
}
