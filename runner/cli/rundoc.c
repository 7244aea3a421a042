/* SPDX-License-Identifier: MIT */
#include "cli/rundoc.h"

#include <stdio.h>
#include <time.h>

#include "base/clock.h"
#include "base/fs.h"
#include "base/url.h"
#include "model/results.h"
#include "version.h"

static void set_now(struct doc *doc, const char *key)
{
	time_t now = time(NULL);
	struct tm tm;
	char text[32];

	gmtime_r(&now, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	doc_set_text(doc, key, text);
}

void rundoc_start(struct rundoc *r, const char *verb, const char *source_path)
{
	AUTO(buf) struct buf shown = BUF_INIT(BUF_LINE);
	struct doc *tool;
	struct doc *source;
	struct doc *host;

	r->doc = doc_object();
	r->started_ms = clock_now_ms();
	doc_set_text(r->doc, "schema", "azlcts-run-1");
	doc_set_text(r->doc, "verb", verb);
	tool = doc_set(r->doc, "tool", doc_object());
	doc_set_text(tool, "name", "azlcts");
	doc_set_text(tool, "version", AZLCTS_VERSION);
	source = doc_set(r->doc, "source", doc_object());
	url_clean(source_path, &shown);
	doc_set_text(source, "path", buf_str(&shown));
	host = doc_set(r->doc, "host", doc_object());
	doc_set_int(host, "cpus", sysconf(_SC_NPROCESSORS_ONLN));
	doc_set_int(host, "memory_mib",
		    sysconf(_SC_PHYS_PAGES) / 1024 * (sysconf(_SC_PAGESIZE) / 1024));
	r->guest = doc_set(r->doc, "guest", doc_object());
	doc_set(r->doc, "durations_ms", doc_object());
	set_now(r->doc, "started");
}

struct doc *rundoc_guest(struct rundoc *r)
{
	return r->guest;
}

void rundoc_source_kind(struct rundoc *r, const char *kind)
{
	doc_set_text(doc_get(r->doc, "source"), "kind", kind);
}

void rundoc_mark(struct rundoc *r, const char *name)
{
	struct doc *durations = doc_get(r->doc, "durations_ms");
	int64_t now = clock_now_ms();

	doc_set_int(durations, name, now - r->started_ms);
}

void rundoc_finish(struct rundoc *r, int status, const char *verdict, const struct error *err)
{
	int exit_status = status;

	if (status < 0)
		exit_status = err->code == EINVAL      ? EXIT_USAGE
			      : err->code == ECANCELED ? EXIT_INTERRUPTED
						       : EXIT_INFRASTRUCTURE;
	set_now(r->doc, "finished");
	rundoc_mark(r, "total");
	doc_set_int(r->doc, "exit", exit_status);
	doc_remove(r->doc, "verdict");
	doc_set_text(r->doc, "verdict", verdict);
	if (status < 0)
		doc_set_text(r->doc, "error", err->text);
}

int rundoc_save(const struct rundoc *r, const char *out_dir, int status, struct error *err)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO_FREE char *path = fs_join(out_dir, "run.json");
	struct error own = ERROR_INIT;
	int ret = path ? doc_pretty(r->doc, &text, &own) : error_memory(&own);

	if (!ret)
		ret = fs_write(path, buf_str(&text), text.len, &own);
	if (ret && status >= 0) {
		*err = own;
		return ret;
	}
	return status;
}

void rundoc_release(struct rundoc *r)
{
	doc_free(r->doc);
	*r = (struct rundoc){ 0 };
}
