/* SPDX-License-Identifier: MIT */
#ifndef MODEL_STANDIN_H
#define MODEL_STANDIN_H
/*
 * Programs that a vendor's script must not run for real: package managers, downloads, services.
 * In the sandbox of script/ a recorder stands in their place (probe/recorder.c).  What it answers
 * is a pure function of its words, so that whoever watches knows it without asking.
 */
#include "base/defs.h"

/* Inside the sandbox; what is there says how downloads are answered. */
#define STANDIN_FOLDER	"/run/azlcts"
#define STANDIN_ANSWERS STANDIN_FOLDER "/answers" /* files by the last part of the URL */
#define STANDIN_EMPTY	STANDIN_FOLDER "/empty"	  /* each download is an empty file */
#define STANDIN_REAL	STANDIN_FOLDER "/real"	  /* the image's own programs, by name */

enum standin_deed {
	STANDIN_RECORDED, /* nothing is done, `status` comes back */
	STANDIN_ITSELF,	  /* the image's own program answers: it only asks */
	STANDIN_SYNTAX,	  /* ... and only what it says of the words' form counts */
	STANDIN_DOWNLOAD,
};

struct standin_answer {
	enum standin_deed deed;
	int status;
	const char *purpose; /* install, repository, query, download, service, kernel, setting,
			      * account, key or other */
};

extern const char *const standins[]; /* names, NULL at the end */

bool standin_is(const char *name);
/* argv[0] is the name; NULL at the end. */
struct standin_answer standin_answer(const char *const *argv);

enum { STANDIN_URLS_MAX = 8 };

struct standin_download {
	const char *urls[STANDIN_URLS_MAX];
	size_t count;	    /* more than URLS_MAX are not kept */
	const char *output; /* file; NULL: standard output, or as `named` says */
	bool named;	    /* into a file of the URL's own name */
	bool code;	    /* prints the status code of HTTP */
};

/* What curl or wget is asked for. */
void standin_download(const char *const *argv, struct standin_download *out);

#endif
