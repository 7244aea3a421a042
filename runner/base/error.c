/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static void one_line(char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			*s = ' ';
}

static void set_text(struct error *err, const char *fmt, va_list ap)
{
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	one_line(err->text);
}

int error_set(struct error *err, int code, const char *fmt, ...)
{
	va_list ap;

	err->code = code;
	va_start(ap, fmt);
	set_text(err, fmt, ap);
	va_end(ap);
	return -code;
}

int error_input(struct error *err, const char *fmt, ...)
{
	va_list ap;

	err->code = EINVAL;
	va_start(ap, fmt);
	set_text(err, fmt, ap);
	va_end(ap);
	return -EINVAL;
}

int error_errno(struct error *err, const char *fmt, ...)
{
	int code = errno ? errno : EIO;
	size_t len;
	va_list ap;

	/* EINVAL and ECANCELED have a meaning of ours; the kernel's use of them is another. */
	err->code = (code == EINVAL || code == ECANCELED) ? EIO : code;
	va_start(ap, fmt);
	set_text(err, fmt, ap);
	va_end(ap);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", strerror(code));
	return -err->code;
}

int error_wrap(struct error *err, const char *fmt, ...)
{
	char inner[sizeof(err->text)];
	size_t len;
	va_list ap;

	memcpy(inner, err->text, sizeof(inner));
	va_start(ap, fmt);
	set_text(err, fmt, ap);
	va_end(ap);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", inner);
	return -err->code;
}

int error_memory(struct error *err)
{
	return error_set(err, ENOMEM, "out of memory");
}
