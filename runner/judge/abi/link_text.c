/* SPDX-License-Identifier: MIT */
/* What stops an object, in words. */
#include "judge/abi/scope.h"

const char *const link_fault_names[LINK_FAULT_COUNT] = {
	[LINK_UNREADABLE] = "unreadable",
	[LINK_INTERPRETER] = "interpreter",
	[LINK_LIBRARY] = "library",
	[LINK_VERSION] = "version",
	[LINK_SYMBOL] = "symbol",
	[LINK_SYMBOL_LAZY] = "symbol-lazy",
	[LINK_COPY] = "copy",
	[LINK_COPY_SIZE] = "copy-size",
	[LINK_TYPE] = "type",
	[LINK_EXEC_STACK] = "exec-stack",
	[LINK_ISA] = "isa",
	[LINK_UNDECIDED] = "undecided",
};

static void add_symbol(const struct link_problem *p, struct buf *out)
{
	buf_add(out, p->symbol);
	if (*p->version)
		buf_addf(out, "@%s", p->version);
}

static void add_found(const struct link_problem *p, const char *verb, struct buf *out)
{
	if (p->found && *p->library)
		buf_addf(out, ", which %s (%s) %s", p->library, p->found->path, verb);
	else if (p->found)
		buf_addf(out, ", which %s %s", p->found->path, verb);
	else if (*p->library)
		buf_addf(out, " of %s, which is not loaded", p->library);
}

static void add_copy(const struct link_problem *p, struct buf *out)
{
	const char *library = p->found ? p->found->path : "its library";

	if (p->fault == LINK_COPY)
		buf_addf(out, "%s has a copy of ", p->consumer->path);
	else
		buf_addf(out, "%s has %lld bytes of room for ", p->consumer->path,
			 (long long)p->want);
	add_symbol(p, out);
	if (p->fault == LINK_COPY)
		buf_addf(out, ", which %s does not let be copied", library);
	else
		buf_addf(out, ", which has %lld in %s", (long long)p->have, library);
}

void link_problem_text(const struct world *w, const struct link_problem *p, struct buf *out)
{
	const char *who = p->consumer->path;

	(void)w;
	switch (p->fault) {
	case LINK_UNREADABLE:
		buf_addf(out, "%s could not be read: %s", who, p->consumer->error);
		break;
	case LINK_INTERPRETER:
		buf_addf(out, "%s wants the interpreter %s, which is not there", who, p->library);
		break;
	case LINK_LIBRARY:
		buf_addf(out, "%s wants %s, which is in no folder that is searched", who,
			 p->library);
		break;
	case LINK_VERSION:
		buf_addf(out, "%s wants version %s", who, p->version);
		add_found(p, "does not define", out);
		break;
	case LINK_SYMBOL:
	case LINK_SYMBOL_LAZY:
		buf_addf(out, "%s wants ", who);
		add_symbol(p, out);
		add_found(p, "does not define", out);
		if (!p->found && !*p->library)
			buf_add(out, ", which nothing that is loaded defines");
		if (p->fault == LINK_SYMBOL_LAZY)
			buf_add(out, "; it fails at the first call");
		break;
	case LINK_COPY:
	case LINK_COPY_SIZE:
		add_copy(p, out);
		break;
	case LINK_TYPE:
		buf_addf(out, "%s wants ", who);
		add_symbol(p, out);
		add_found(p, "has as something else", out);
		break;
	case LINK_EXEC_STACK:
		buf_addf(out, "%s wants an executable stack, which dlopen() refuses", who);
		break;
	case LINK_ISA:
		buf_addf(out, "%s needs a processor of level %s", who, p->version);
		break;
	case LINK_UNDECIDED:
		buf_addf(out, "%s wants ", who);
		add_symbol(p, out);
		if (p->more > 1)
			buf_addf(out, " and %zu more", p->more - 1);
		buf_add(out, ", which whatever opens it has to have");
		break;
	default:
		break;
	}
}
