/* SPDX-License-Identifier: MIT */
/* What the maker of a product can do about what the dynamic linker will not load. */
#include "base/fs.h"
#include "judge/abi/readiness.h"

#include "judge/evr.h"

static const char glibc[] = "libc.so.6";

/* Nodes that are no release of glibc, and the option that does without each. */
static const struct {
	const char *node, *option;
} abi_nodes[] = {
	{ "GLIBC_ABI_DT_RELR", "-Wl,-z,nopack-relative-relocs" },
	{ "GLIBC_ABI_DT_X86_64_PLT", "-Wl,-z,nomark-plt" },
	{ "GLIBC_ABI_GNU2_TLS", "-mtls-dialect=gnu" },
};

/* "GLIBCXX_3.4.33": the length of what comes before the number; 0: no number. */
static size_t stem_of(const char *node)
{
	size_t n = strlen(node);

	while (n > 0 && ((node[n - 1] >= '0' && node[n - 1] <= '9') || node[n - 1] == '.'))
		n--;
	return node[n] && n > 1 && node[n - 1] == '_' ? n : 0;
}

/* The highest node of the same stem that the library has; NULL: none. */
static const char *highest(const struct readiness *r, const struct object *b, const char *node)
{
	size_t stem = stem_of(node);
	const char *best = NULL;

	for (size_t i = 0; b && stem && i < b->verdefs_count; i++) {
		const char *has = names_text(&r->names, b->verdefs[i].version);

		if (stem_of(has) == stem && strncmp(has, node, stem) == 0 &&
		    (!best || evr_vercmp(has + stem, best + stem) > 0))
			best = has;
	}
	return best;
}

static void version_remedy(const struct readiness *r, const struct link_problem *p, struct buf *out)
{
	const char *has = highest(r, p->found, p->version);

	for (size_t i = 0; i < ARRAY_SIZE(abi_nodes); i++)
		if (streq(p->version, abi_nodes[i].node)) {
			buf_addf(out, "link it with %s", abi_nodes[i].option);
			return;
		}
	if (has && streq(p->library, glibc))
		buf_addf(out, "build on a system with glibc %s or older: what it uses is too new",
			 has + stem_of(has));
	else if (has && evr_vercmp(p->version + stem_of(p->version), has + stem_of(has)) > 0)
		buf_addf(out, "build with a %s that goes no further than %s, or ship yours with it",
			 p->library, has);
	else
		buf_addf(out, "build it with the image's %s, or ship yours with it", p->library);
}

/* The way from a folder to another, from the root on: "../lib". */
static void relative(const char *from, const char *to, struct buf *out)
{
	size_t same = 0;

	for (size_t i = 0; from[i] && from[i] == to[i]; i++)
		if (from[i] == '/')
			same = i;
	for (const char *p = from + same + 1; (p = strchr(p, '/')) != NULL; p++)
		buf_add(out, "/..");
	to += same + 1;
	if (strchr(to, '/'))
		buf_addf(out, "/%.*s", (int)(strrchr(to, '/') - to), to);
}

/* Somewhere in the product, where nobody looks. */
static const struct object *shipped(const struct readiness *r, const char *soname,
				    const struct object *like)
{
	for (size_t i = 0; i < r->world.count; i++) {
		const struct object *b = &r->world.items[i];
		const char *slash = strrchr(b->path, '/');

		if (b->layer > 0 && b->class == like->class && streq(b->machine, like->machine) &&
		    ((b->soname && streq(names_text(&r->names, b->soname), soname)) ||
		     streq(slash ? slash + 1 : b->path, soname)))
			return b;
	}
	return NULL;
}

/* In a folder of ld.so.conf, where only the cache leads to. */
static const struct object *uncached(const struct readiness *r, const char *soname,
				     const struct object *like)
{
	for (size_t i = 0; i < r->world.folders.count; i++) {
		AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
		const struct object *b;

		buf_addf(&path, "%s/%s", r->world.folders.items[i], soname);
		b = world_at(&r->world, buf_str(&path));
		if (b && object_fits(b, like->class, like->machine))
			return b;
	}
	return NULL;
}

static void library_remedy(const struct readiness *r, const struct link_problem *p, struct buf *out)
{
	const struct object *asks = p->consumer ? p->consumer : p->root;
	const struct object *have = shipped(r, p->library, asks);

	if (strchr(p->library, '/')) {
		buf_addf(out,
			 "it is linked by a path: give the library a soname (-Wl,-soname), and "
			 "link it again");
	} else if (uncached(r, p->library, asks)) {
		buf_addf(out,
			 "%s is there, and the image's ld.so.cache does not know it: run ldconfig",
			 uncached(r, p->library, asks)->path);
	} else if (have && !streq(fs_basename(have->path), p->library)) {
		buf_addf(out, "%s is it, under another name: put a link %s beside it", have->path,
			 p->library);
	} else if (have) {
		buf_addf(out, "%s is where it does not look: link it with -Wl,-rpath,'$ORIGIN",
			 have->path);
		relative(asks->path, have->path, out);
		buf_add(out, "'");
	} else if (starts_with(p->library, "libc.musl-") || streq(p->library, "libc.so")) {
		buf_add(out, "it is built for musl: take the build for glibc");
	} else {
		const char *path = asks->runpath ? asks->runpath : asks->rpath;

		buf_addf(out, "install what provides it: dnf install '%s%s'", p->library,
			 asks->class == 64 ? "()(64bit)" : "");
		if (streq(p->library, glibc))
			return;
		buf_addf(out, "; or ship it in %s", path ? path : "$ORIGIN/../lib, and link with");
		if (!path)
			buf_add(out, " -Wl,-rpath,'$ORIGIN/../lib'");
	}
}

static void interpreter_remedy(const struct link_problem *p, struct buf *out)
{
	const char *name = p->root->interpreter ? p->root->interpreter : "";

	if (strstr(name, "ld-musl-"))
		buf_add(out, "it is built for musl: take the build for glibc");
	else
		buf_addf(out, "link it for the interpreter of the platform's ABI, or install %s",
			 name);
}

/* A plug-in that was built for another host than the one that is here. */
static const char *host_name(const struct link_problem *p)
{
	for (const struct link_host *h = link_hosts; h->plugin && !p->root->executable; h++)
		if (str_glob(h->plugin, p->root->path))
			return h->name;
	return NULL;
}

static void symbol_remedy(const struct link_problem *p, struct buf *out)
{
	const char *host = host_name(p);

	if (host && !*p->version)
		buf_addf(out, "take its build for the %s of the image", host);
	else if (p->found || *p->library)
		buf_addf(out, "build it with the image's %s, or ship yours with it",
			 *p->library ? p->library : p->found->path);
	else
		buf_add(out, "link it with the library that has the symbol");
}

void remedy_for(const struct readiness *r, const struct link_problem *p, struct buf *out)
{
	const char *level = r->q->isa ? r->q->isa : "x86-64-v1";

	buf_clear(out);
	switch (p->fault) {
	case LINK_LIBRARY:
		library_remedy(r, p, out);
		break;
	case LINK_VERSION:
		version_remedy(r, p, out);
		break;
	case LINK_INTERPRETER:
		interpreter_remedy(p, out);
		break;
	case LINK_SYMBOL:
	case LINK_SYMBOL_LAZY:
		symbol_remedy(p, out);
		break;
	case LINK_COPY:
	case LINK_COPY_SIZE:
	case LINK_TYPE:
		buf_add(out, "build it again with the image's library");
		break;
	case LINK_EXEC_STACK:
		buf_add(out, "link it with -Wl,-z,noexecstack");
		break;
	case LINK_ISA:
		buf_addf(out, "build it with -march=%s, or run it on newer machines: --isa", level);
		break;
	case LINK_UNREADABLE:
	case LINK_UNDECIDED:
	case LINK_FAULT_COUNT:
		break;
	}
}
