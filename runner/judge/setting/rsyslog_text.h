/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_SETTING_RSYSLOG_TEXT_H
#define JUDGE_SETTING_RSYSLOG_TEXT_H
/*
 * The two languages of rsyslog.conf(5), mixed as rsyslog lets them be: objects, as
 * action(type="omfile" file="/x"), that may fill several lines and stand anywhere in one; and lines
 * of the legacy form, as `$FileCreateMode 0640` and `*.info /var/log/messages`.
 */
#include "base/buf.h"

enum rsyslog_item_type { RSYSLOG_OBJECT, RSYSLOG_LINE };

struct rsyslog_item {
	enum rsyslog_item_type type;
	struct buf name; /* of an object, lower case: "action"; of a line all of it */
	struct buf body; /* of an object what stands between its parentheses */
	unsigned line;	 /* where it begins */
};

struct rsyslog_text {
	const char *at;
	unsigned line;
	struct buf rest;    /* what of the present line is no object */
	unsigned rest_line; /* 0: nothing yet */
};

#define RSYSLOG_ITEM_INIT                                              \
	{                                                              \
		.name = BUF_INIT(BUF_TEXT), .body = BUF_INIT(BUF_TEXT) \
	}
#define RSYSLOG_TEXT_INIT(text)                                     \
	{                                                           \
		.at = (text), .line = 1, .rest = BUF_INIT(BUF_TEXT) \
	}

void rsyslog_item_release(struct rsyslog_item *item);
void rsyslog_text_release(struct rsyslog_text *t);
/* The next one, comments left out; false at the end. */
bool rsyslog_next(struct rsyslog_text *t, struct rsyslog_item *item);
/* The value of a parameter of an object, letters of any case; false: it has none. */
bool rsyslog_parameter(const struct rsyslog_item *item, const char *name, struct buf *value);

#endif
