/* SPDX-License-Identifier: MIT */
#include "source/disk/qmp.h"

#include <stdio.h>

#include "base/doc.h"

void qmp_init(struct qmp *q)
{
	*q = (struct qmp){ .line = BUF_INIT(BUF_LINE) };
}

void qmp_release(struct qmp *q)
{
	buf_release(&q->line);
	qmp_init(q);
}

static void event(struct qmp *q, const char *name, const struct doc *data)
{
	if (streq(name, "VSERPORT_CHANGE") && streq(doc_get_text(data, "id"), QMP_PORT_ID)) {
		q->port_open = doc_get_bool(data, "open", false);
		q->port_opened = q->port_opened || q->port_open;
	} else if (streq(name, "SHUTDOWN") && !q->shutdown[0]) {
		const char *reason = doc_get_text(data, "reason");

		snprintf(q->shutdown, sizeof(q->shutdown), "%s", reason ? reason : "unknown");
	} else if (streq(name, "RESET")) {
		q->resets++;
	} else if (streq(name, "MIGRATION")) {
		const char *status = doc_get_text(data, "status");

		snprintf(q->migration, sizeof(q->migration), "%s", status ? status : "");
	} else if (streq(name, "BLOCK_IO_ERROR") && !q->io_error[0]) {
		const char *operation = doc_get_text(data, "operation");
		const char *reason = doc_get_text(data, "reason");

		q->io_no_space = doc_get_bool(data, "nospace", false);
		snprintf(q->io_error, sizeof(q->io_error), "%s: %s",
			 operation ? operation : "access", reason ? reason : "no reason given");
	}
}

static void answered(struct qmp *q, const struct doc *error)
{
	const char *text = doc_get_text(error, "desc");

	q->answered++;
	if (!error)
		return;
	q->errors++;
	snprintf(q->error, sizeof(q->error), "%s", text ? text : "no reason given");
}

static void end_line(struct qmp *q)
{
	AUTO_DOC struct doc *d = NULL;
	struct error err = ERROR_INIT;
	const char *name;

	if (q->line.failed || doc_parse(buf_str(&q->line), q->line.len, "QMP", &d, &err) < 0) {
		q->damaged = true;
		return;
	}
	if (doc_get(d, "QMP"))
		q->greeted = true;
	name = doc_get_text(d, "event");
	if (name)
		event(q, name, doc_get(d, "data"));
	else if (doc_get(d, "return") || doc_get(d, "error"))
		answered(q, doc_get(d, "error"));
}

void qmp_feed(struct qmp *q, const char *data, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (data[i] != '\n') {
			buf_addc(&q->line, data[i]);
			continue;
		}
		if (q->line.len > 1) /* QEMU ends lines with CR LF */
			end_line(q);
		buf_clear(&q->line);
	}
}
