/* SPDX-License-Identifier: MIT */
/* How an object was built: A13 (static TLS), A19 to A25. */
#include "judge/abi/comparison.h"
#include "judge/abi/search.h"

static void tell(struct comparison *c, const struct pair *p, enum abi_rule rule,
		 enum severity severity, const char *detail)
{
	change_add(c, p, rule, severity, (struct item){ 0 }, p->users, detail);
}

static bool gained(const struct pair *p, const char *trait)
{
	return object_has_trait(p->new, trait) && !object_has_trait(p->old, trait);
}

static void compare_traits(struct comparison *c, struct pair *p)
{
	static const struct {
		const char *trait;
		enum abi_rule rule;
		enum severity severity;
		const char *detail;
	} traits[] = {
		{ "static-tls", RULE_A13, SEVERITY_RISK,
		  "needs static TLS now: dlopen() may find no room" },
		{ "audit", RULE_A20, SEVERITY_POLICY, "has DT_AUDIT now" },
		{ "filter", RULE_A20, SEVERITY_POLICY,
		  "is a filter (DT_FILTER, DT_AUXILIARY) now" },
		{ "symbolic", RULE_A25, SEVERITY_RISK,
		  "prefers its own definitions (DT_SYMBOLIC) now" },
		{ "noopen", RULE_A25, SEVERITY_RISK, "forbids dlopen() (NOOPEN) now" },
		{ "initfirst", RULE_A25, SEVERITY_RISK, "is initialised first (INITFIRST) now" },
		{ "nodelete", RULE_A25, SEVERITY_INFO, "is never unloaded (NODELETE) now" },
		{ "init", RULE_A25, SEVERITY_INFO, "has DT_INIT now" },
		{ "fini", RULE_A25, SEVERITY_INFO, "has DT_FINI now" },
	};
	static const struct {
		const char *trait;
		enum severity severity;
		const char *detail;
	} losses[] = {
		{ "symbolic", SEVERITY_RISK, "does not prefer its own definitions any more" },
		{ "initfirst", SEVERITY_RISK, "is not initialised first any more" },
		{ "noopen", SEVERITY_INFO, "does not forbid dlopen() any more" },
		{ "nodelete", SEVERITY_RISK, "can be unloaded now (NODELETE is lost)" },
		{ "init", SEVERITY_INFO, "has no DT_INIT any more" },
		{ "fini", SEVERITY_INFO, "has no DT_FINI any more" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(traits); i++)
		if (gained(p, traits[i].trait))
			tell(c, p, traits[i].rule, traits[i].severity, traits[i].detail);
	for (size_t i = 0; i < ARRAY_SIZE(losses); i++)
		if (object_has_trait(p->old, losses[i].trait) &&
		    !object_has_trait(p->new, losses[i].trait))
			tell(c, p, RULE_A25, losses[i].severity, losses[i].detail);
}

static void compare_stack(struct comparison *c, struct pair *p)
{
	enum severity severity = SEVERITY_POLICY;

	if (!p->new->exec_stack || p->old->exec_stack)
		return;
	if (!p->new->executable)
		severity = glibc_is_modern(c, p->new) ? SEVERITY_BREAK : SEVERITY_RISK;
	tell(c, p, RULE_A19, severity,
	     severity == SEVERITY_BREAK ? "asks for an executable stack: dlopen() refuses it"
					: "asks for an executable stack");
}

/* Every folder is below one of the system's, or relative to the object. */
static bool is_usual_path(const char *path)
{
	static const char *const usual[] = { "$ORIGIN", "${ORIGIN}", "/usr/lib", "/usr/libexec",
					     "/lib" };

	for (const char *folder = path; folder; folder = strchr(folder, ':')) {
		bool fine = false;

		folder += *folder == ':';
		for (size_t i = 0; i < ARRAY_SIZE(usual); i++)
			fine |= starts_with(folder, usual[i]);
		if (!fine)
			return false;
	}
	return true;
}

static void compare_run_path(struct comparison *c, struct pair *p, const char *what,
			     const char *old, const char *new)
{
	if (new && !streq(old, new))
		tell(c, p, RULE_A20, is_usual_path(new) ? SEVERITY_INFO : SEVERITY_POLICY,
		     change_text(c, "%s is %s, %s in the reference", what, new,
				 old ? old : "none"));
}

static void compare_sections(struct comparison *c, struct pair *p)
{
	if (p->new->textrel && !p->old->textrel)
		tell(c, p, RULE_A20, SEVERITY_RISK, "has text relocations now");
	if (p->new->wx_segment && !p->old->wx_segment)
		tell(c, p, RULE_A20, SEVERITY_POLICY, "has a writable and executable segment now");
	compare_run_path(c, p, "DT_RPATH", p->old->rpath, p->new->rpath);
	compare_run_path(c, p, "DT_RUNPATH", p->old->runpath, p->new->runpath);
}

static void compare_level(struct comparison *c, struct pair *p)
{
	unsigned old = isa_needed(p->old->isa_needed);
	unsigned new = isa_needed(p->new->isa_needed);

	if (new > old &&new > 1)
		tell(c, p, RULE_A21, new > 2 ? SEVERITY_BREAK : SEVERITY_RISK,
		     change_text(c, "needs %s, the reference %s", p->new->isa_needed,
				 old > 1 ? p->old->isa_needed : "the baseline"));
}

static unsigned relro_rank(const char *relro)
{
	if (streq(relro, "full"))
		return 2;
	return streq(relro, "partial");
}

static void compare_hardening(struct comparison *c, struct pair *p)
{
	const struct object *o = p->old;
	const struct object *n = p->new;
	const struct {
		bool lost;
		enum abi_rule rule;
		const char *detail;
	} losses[] = {
		{ o->ibt && !n->ibt, RULE_A22, "indirect branch tracking is lost" },
		{ o->shstk && !n->shstk, RULE_A22, "the shadow stack is lost" },
		{ relro_rank(n->relro) < relro_rank(o->relro), RULE_A23, "RELRO is less" },
		{ o->bind_now && !n->bind_now, RULE_A23, "immediate binding is lost" },
		{ o->executable && o->pie && !n->pie, RULE_A23, "no PIE any more" },
		{ o->canary && !n->canary, RULE_A23, "the stack protector is lost" },
		{ o->fortify && !n->fortify, RULE_A23, "fortified functions are lost" },
		{ o->build_id && !n->build_id, RULE_A23, "the build id is lost" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(losses); i++)
		if (losses[i].lost)
			tell(c, p, losses[i].rule, SEVERITY_POLICY, losses[i].detail);
}

/* ld.so takes both: the GNU one is set where indirect functions or unique symbols are used. */
static bool is_common_osabi(const char *osabi)
{
	return streq(osabi, "sysv") || streq(osabi, "gnu");
}

static void compare_platform(struct comparison *c, struct pair *p)
{
	const struct object *o = p->old;
	const struct object *n = p->new;

	if (o->osabi && n->osabi && !streq(o->osabi, n->osabi))
		tell(c, p, RULE_A24,
		     is_common_osabi(o->osabi) && is_common_osabi(n->osabi) ? SEVERITY_INFO
									    : SEVERITY_BREAK,
		     change_text(c, "OS ABI %s -> %s", o->osabi, n->osabi));
	if (o->flags != n->flags)
		tell(c, p, RULE_A24, SEVERITY_BREAK,
		     change_text(c, "e_flags 0x%llx -> 0x%llx", (unsigned long long)o->flags,
				 (unsigned long long)n->flags));
	if (n->executable && n->interpreter && !streq(o->interpreter, n->interpreter))
		tell(c, p, RULE_A24,
		     world_at(c->world[NEW], n->interpreter) ? SEVERITY_INFO : SEVERITY_BREAK,
		     change_text(c, "interpreter %s -> %s",
				 o->interpreter ? o->interpreter : "none", n->interpreter));
}

void compare_build(struct comparison *c, struct pair *p)
{
	compare_traits(c, p);
	compare_stack(c, p);
	compare_sections(c, p);
	compare_level(c, p);
	compare_hardening(c, p);
	compare_platform(c, p);
}
