/* SPDX-License-Identifier: MIT */
/* Style and script of the report, and the content security policy that allows just these. */
#include "report/html.h"

#include "base/sha256.h"

static const unsigned char style[] = {
#include "html/style.css.inc"
};
static const unsigned char script[] = {
#include "html/script.js.inc"
};

static unsigned nibble(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* 'sha256-BASE64' of a text between its tags (CSP level 2, section 4.2.4). */
static void add_source(struct buf *out, const unsigned char *data, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	unsigned char md[33] = { 0 }; /* 32, and a zero to end the last group */
	char hex[SHA256_HEX];
	struct sha256 h;

	sha256_init(&h);
	sha256_add(&h, data, len);
	sha256_hex(&h, hex);
	for (size_t i = 0; i < 32; i++)
		md[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
	buf_add(out, "'sha256-");
	for (size_t i = 0; i < 33; i += 3) {
		unsigned group = (unsigned)md[i] << 16 | (unsigned)md[i + 1] << 8 | md[i + 2];

		buf_addc(out, digits[group >> 18]);
		buf_addc(out, digits[group >> 12 & 63]);
		buf_addc(out, digits[group >> 6 & 63]);
		buf_addc(out, i == 30 ? '=' : digits[group & 63]);
	}
	buf_addc(out, '\'');
}

void html_policy(struct buf *out)
{
	buf_add(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		     "style-src ");
	add_source(out, style, sizeof(style));
	buf_add(out, "; script-src ");
	add_source(out, script, sizeof(script));
	buf_add(out, "; img-src data:; base-uri 'none'; form-action 'none'\">\n");
}

void html_style(struct buf *out)
{
	buf_add(out, "<style>");
	buf_addn(out, style, sizeof(style));
	buf_add(out, "</style>\n");
}

void html_script(struct buf *out)
{
	buf_add(out, "<script>");
	buf_addn(out, script, sizeof(script));
	buf_add(out, "</script>\n");
}

#define CIRCLE "<circle cx=\"8\" cy=\"8\" r=\"6.6\"/>"

static const struct {
	const char *name;
	const char *shape;
} symbols[] = {
	{ "pass", CIRCLE "<path d=\"m5 8.3 2.1 2.1L11 6\"/>" },
	{ "fail", "<path d=\"M5.2 1.4h5.6l3.8 3.8v5.6l-3.8 3.8H5.2l-3.8-3.8V5.2z\"/>"
		  "<path d=\"m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6\"/>" },
	{ "error", "<path d=\"M8 1.9 1.3 13.6h13.4z\"/><path d=\"M8 6.4v3.4m0 1.9v.1\"/>" },
	{ "missing", "<circle cx=\"8\" cy=\"8\" r=\"6.6\" stroke-dasharray=\"2.6 2\"/>"
		     "<path d=\"M6.2 6.5c0-1.2.8-1.9 1.9-1.9s1.8.7 1.8 1.7c0 1.4-1.9 1.5-1.9 2.9"
		     "m0 1.9v.1\"/>" },
	{ "not-applicable", CIRCLE "<path d=\"M5 8h6\"/>" },
	{ "search", "<circle cx=\"7\" cy=\"7\" r=\"4.6\"/><path d=\"m10.5 10.5 3.6 3.6\"/>" },
	{ "theme", CIRCLE "<path d=\"M8 1.4a6.6 6.6 0 0 1 0 13.2z\" fill=\"currentColor\"/>" },
	{ "brand", "<path d=\"M8 1.2 14 3.4v4.4c0 3.4-2.5 5.9-6 7-3.5-1.1-6-3.6-6-7V3.4z\"/>"
		   "<path d=\"m5.2 8 2 2 3.6-4\"/>" },
};

void html_symbols(struct buf *out)
{
	buf_add(out, "<svg hidden aria-hidden=\"true\" width=\"0\" height=\"0\">");
	for (size_t i = 0; i < ARRAY_SIZE(symbols); i++)
		buf_addf(out,
			 "<symbol id=\"i-%s\" viewBox=\"0 0 16 16\" fill=\"none\" "
			 "stroke=\"currentColor\" stroke-width=\"1.5\" stroke-linecap=\"round\" "
			 "stroke-linejoin=\"round\">%s</symbol>",
			 symbols[i].name, symbols[i].shape);
	buf_add(out, "</svg>\n");
}

void html_icon(struct buf *out, const char *name)
{
	buf_addf(out, "<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i-%s\"/></svg>", name);
}
