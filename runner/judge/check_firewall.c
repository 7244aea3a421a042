/* SPDX-License-Identifier: MIT */
#include "judge/config.h"
#include "judge/firewalld.h"
#include "judge/image.h"
#include "judge/ipv6.h"
#include "judge/nft_rules.h"
#include "judge/unit_declared.h"
#include "model/kind.h"

enum { NFT_INCLUDES_DEEP = 8 };

struct firewall_args {
	struct text_list targets;
	int loopback;
};

static const struct field fields[] = {
	{ .key = "loopback",
	  .type = FIELD_BOOL,
	  .offset = FIELD_OF(struct firewall_args, loopback, int),
	  .help = "true: what comes by lo is let in, and loopback addresses from elsewhere are "
		  "dropped",
	  .fallback = "false" },
	{ .key = "targets",
	  .type = FIELD_LIST,
	  .offset = FIELD_OF(struct firewall_args, targets, struct text_list),
	  .help = "what active zones of firewalld may do with packets that no rule names: "
		  "default, DROP, %%REJECT%%; rules of nftables have to drop or reject them" },
	{ 0 },
};

static const char *const nft_list[] = { "nft", "list", "ruleset", NULL };

static int check_args(const void *args, struct error *err)
{
	const struct firewall_args *a = args;

	if ((a->loopback == 1) == (a->targets.count > 0))
		return error_input(err, "one of loopback and targets is wanted");
	return 0;
}

static const char *const *command(const void *args UNUSED, size_t i, struct arena *arena UNUSED)
{
	return i == 0 ? nft_list : NULL;
}

/* Is lo all that it is for?  Such a zone lets everything in, as it should. */
static bool is_of_lo(const struct zone *z)
{
	return !z->is_default && !z->has_sources && z->interfaces.count == 1 &&
	       streq(z->interfaces.items[0], "lo");
}

static void zone_fact(const struct zone *z, const struct zones *zones, struct arena *arena,
		      struct findings *out)
{
	struct setting_fact fact = { .set = z->target, .place = z->path, .effective = z->target };

	fact.object = arena_printf(arena, "zone %s%s", z->name, z->is_default ? " (default)" : "");
	if (z->is_default)
		fact.losers = arena_printf(arena, "DefaultZone from %s", zones->default_place);
	finding_setting(out, &fact);
}

static void judge_targets(const struct firewall_args *a, const struct zones *zones,
			  struct arena *arena, struct findings *out)
{
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_LINE);
	bool has_default = false;

	for (size_t i = 0; i < a->targets.count; i++)
		buf_addf(&wanted, "%s%s", i ? " or " : "target ", a->targets.items[i]);
	for (size_t i = 0; i < zones->count; i++) {
		const struct zone *z = &zones->items[i];

		has_default = has_default || z->is_default;
		if (!zone_is_active(z) || is_of_lo(z))
			continue;
		zone_fact(z, zones, arena, out);
		if (!text_list_has(&a->targets, z->target))
			finding_fail(out, z->name, buf_str(&wanted), "target %s in %s", z->target,
				     z->path);
		finding_pass(out, z->name, "target %s in %s", z->target, z->path);
	}
	if (!has_default)
		finding_fail(out, zones->default_name, "a file of the default zone",
			     "no such zone, named by %s", zones->default_place);
}

static void judge_zone_loopback(const struct zones *zones, enum truth ipv6, struct findings *out)
{
	const char *lo = NULL;
	bool four = false;
	bool six = false;

	for (size_t i = 0; i < zones->count; i++) {
		const struct zone *z = &zones->items[i];

		if (text_list_has(&z->interfaces, "lo") && streq(z->target, "ACCEPT"))
			lo = z->path;
		four = four || (zone_is_active(z) && z->drops_ipv4_loopback);
		six = six || (zone_is_active(z) && z->drops_ipv6_loopback);
	}
	if (!lo)
		finding_fail(out, "lo", "in a zone of target ACCEPT, as trusted", "in none");
	if (!four)
		finding_fail(out, "127.0.0.0/8", "dropped where it comes from elsewhere",
			     "no rule of an active zone drops it");
	if (!six && ipv6 != TRUTH_NO)
		finding_fail(out, "::1", "dropped where it comes from elsewhere",
			     "no rule of an active zone drops it");
	finding_pass(out, "lo", "trusted by %s, loopback addresses from elsewhere dropped",
		     lo ? lo : "");
}

static void judge_firewalld(const struct firewall_args *a, struct evidence *ev, enum truth ipv6,
			    struct arena *arena, struct findings *out)
{
	struct zones zones;

	if (!firewalld_zones(ev, arena, &zones, out))
		return;
	if (a->loopback == 1)
		judge_zone_loopback(&zones, ipv6, out);
	else
		judge_targets(a, &zones, arena, out);
}

/* A file of rules with those that it includes. */
static bool read_nft(struct evidence *ev, const char *path, int depth, struct arena *arena,
		     struct buf *all, struct findings *out)
{
	AUTO(buf) struct buf text = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf line = BUF_INIT(BUF_TEXT);
	struct config_lines lines = { 0 };
	int there = depth > NFT_INCLUDES_DEEP ? 0 : config_text(ev, path, &text, out);

	if (there == 0)
		finding_fail(out, path, "rules of nftables",
			     depth > NFT_INCLUDES_DEEP ? "files include each other" : "not there");
	if (there <= 0)
		return false;
	lines.rest = buf_str(&text);
	while (config_line(&lines, false, &line)) {
		const char *name = strchr(buf_str(&line), '"');
		struct text_list files;

		if (!starts_with(buf_str(&line), "include") || !name) {
			buf_addf(all, "%s\n", buf_str(&line));
			continue;
		}
		name = arena_printf(arena, "%s%.*s", name[1] == '/' ? "" : "/etc/",
				    (int)strcspn(name + 1, "\""), name + 1);
		if (!name || !image_glob(ev, name, arena, &files)) {
			finding_error(out, "%s includes what could not be expanded", path);
			return false;
		}
		for (size_t i = 0; i < files.count; i++)
			if (!read_nft(ev, files.items[i], depth + 1, arena, all, out))
				return false;
	}
	return true;
}

/* The file that nftables.service loads; distributions keep it in different places. */
static const char *nft_file(struct evidence *ev, struct arena *arena, struct findings *out)
{
	struct unit_value value;
	const char *option;
	int set =
		unit_file_value(ev, "nftables.service", "Service", "ExecStart", arena, &value, out);

	if (set < 0)
		return NULL;
	option = set ? strstr(value.value, "-f ") : NULL;
	option = option ? option + 3 + strspn(option + 3, " ") : NULL;
	if (option && *option == '/')
		return arena_strndup(arena, option, strcspn(option, " \t"));
	finding_missing(out, "nftables.service does not say which file of rules it loads");
	return NULL;
}

static void judge_family(const struct firewall_args *a, const char *name, const char *where,
			 const struct nft_family *f, struct findings *out)
{
	bool right = a->loopback == 1 ? f->lo_accepted && f->loopback_dropped : f->drops;

	if (f->jumps && !right) {
		finding_missing(out, "%s: %s jumps to chains that are not followed", name, where);
		return;
	}
	if (a->loopback != 1) {
		if (!f->filtered || !f->drops)
			finding_fail(out, name, "dropped or rejected unless a rule accepts it",
				     "%s in %s",
				     f->filtered ? "accepted by default" : "not filtered", where);
		finding_pass(out, name, "dropped unless a rule accepts it, in %s", where);
		return;
	}
	if (!f->lo_accepted)
		finding_fail(out, name, "what comes by lo is accepted", "no such rule in %s",
			     where);
	if (!f->loopback_dropped)
		finding_fail(out, name, "loopback addresses from elsewhere are dropped",
			     "no such rule in %s", where);
	finding_pass(out, name, "lo accepted, loopback addresses from elsewhere dropped, in %s",
		     where);
}

static void judge_rules(const struct firewall_args *a, const char *text, const char *where,
			enum truth ipv6, struct findings *out)
{
	struct nft_rules rules;

	nft_read(text, &rules);
	if (rules.commands) {
		finding_missing(out, "%s has commands, as add rule, that are not followed", where);
		return;
	}
	judge_family(a, "IPv4", where, &rules.ipv4, out);
	if (ipv6 != TRUTH_NO)
		judge_family(a, "IPv6", where, &rules.ipv6, out);
}

/* What the files say, and what the kernel has loaded where that was asked. */
static void judge_nftables(const struct firewall_args *a, struct evidence *ev, enum truth ipv6,
			   struct arena *arena, struct findings *out)
{
	AUTO(buf) struct buf rules = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf loaded = BUF_INIT(BUF_TEXT);
	const char *path = nft_file(ev, arena, out);

	if (!path || !read_nft(ev, path, 0, arena, &rules, out))
		return;
	judge_rules(a, buf_str(&rules), path, ipv6, out);
	if (evidence_complete(ev) & EVIDENCE(COMMANDS) &&
	    evidence_text(ev, &loaded,
			  "SELECT output FROM command WHERE argv = ?1 AND end = 'exited' AND "
			  "code = 0",
			  "nft list ruleset"))
		judge_rules(a, buf_str(&loaded), "the loaded rules", ipv6, out);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct firewall_args *a = args;
	AUTO(arena) struct arena arena = { 0 };
	struct unit_file firewalld = { 0 };
	struct unit_file nftables = { 0 };
	enum truth ipv6;

	if (!unit_file_find(ev, "firewalld.service", &arena, &firewalld, out) ||
	    !unit_file_find(ev, "nftables.service", &arena, &nftables, out))
		return;
	if (!unit_in_use(&firewalld) && !unit_in_use(&nftables)) {
		finding_fail(out, "firewall", "firewalld or nftables in use",
			     "firewalld.service %s, nftables.service %s",
			     unit_use_names[firewalld.use], unit_use_names[nftables.use]);
		return;
	}
	ipv6 = ipv6_is_on(ev, out);
	if (unit_in_use(&firewalld))
		judge_firewalld(a, ev, ipv6, &arena, out);
	else
		judge_nftables(a, ev, ipv6, &arena, out);
}

const struct check_kind check_firewall = {
	.name = "firewall",
	.summary = "The firewall that is in use drops what no rule lets in",
	.example = "{targets: [default, DROP, \"%%REJECT%%\"]}",
	.needs = EVIDENCE(CONFIG),
	.uses = EVIDENCE(COMMANDS) | EVIDENCE(KERNEL),
	.args_size = sizeof(struct firewall_args),
	.fields = fields,
	.check_args = check_args,
	.command = command,
	.evaluate = evaluate,
};
