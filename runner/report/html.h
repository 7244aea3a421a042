/* SPDX-License-Identifier: MIT */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H
/*
 * The parts of the HTML report, which is one file that asks for nothing else: html.c has the page
 * around, html_checks.c what is said of checks, html_settings.c of settings, html_assets.c style,
 * script and their digests.
 *
 * Every text of an image or a suite goes through add_markup().  The content security policy lets
 * the page's own style and script run, by digest, and nothing else; so no style attributes.
 */
#include "base/buf.h"
#include "report/outline.h"

/* "<svg class=i ...>" of a symbol in the page: "pass", "fail", "copy" ... */
void html_icon(struct buf *out, const char *name);
/* <TAG class=CLASS>text</TAG>; class may be NULL. */
void html_element(struct buf *out, const char *tag, const char *class, const char *text);
/* A digest, shortened for people, with a button that copies all of it. */
void html_digest(struct buf *out, const char *sha256);
/* A button that copies `text`; `what` names it for those who cannot see what it stands beside. */
void html_copy(struct buf *out, const char *text, const char *what);

/* "What blocks conformance", "Not decided", scenarios, and all checks by suite and area. */
void html_checks(struct buf *out, const struct results *r, const struct outline *o);

/* The table of what is known of settings; nothing when there are none. */
void html_settings(struct buf *out, const struct findings *f);

/* <style>, <script> and the policy that allows these two. */
void html_policy(struct buf *out);
void html_style(struct buf *out);
void html_script(struct buf *out);
/* Symbols for html_icon(). */
void html_symbols(struct buf *out);

#endif
