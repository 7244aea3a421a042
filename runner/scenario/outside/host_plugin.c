/* SPDX-License-Identifier: MIT */
/* The host's plugin, port 32526 of the wire server: no FastTrack, and nothing to download. */
#include "scenario/outside/platform.h"

void host_plugin_answer(const struct http_request *q, struct http_answer *out)
{
	static const struct {
		const char *method;
		const char *path;
		unsigned status;
		const char *text;
	} answers[] = {
		{ "GET", "/versions", 200, "[\"2015-09-01\"]" },
		{ "GET", "/health", 200, "" },
		{ "GET", "/vmSettings", 404, "" }, /* as hosts before FastTrack */
		{ "GET", "/extensionArtifact", 404, "" },
		{ "PUT", "/status", 200, "" },
		{ "PUT", "/vmAgentLog", 200, "" },
	};
	bool known = false;

	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		if (!streq(q->path, answers[i].path))
			continue;
		known = true;
		if (streq(q->method, answers[i].method)) {
			http_say(out, answers[i].status, "application/json; charset=utf-8",
				 answers[i].text);
			return;
		}
	}
	http_say(out, known ? 405 : 404, "text/plain",
		 known ? "method not allowed\n" : "not there\n");
}
