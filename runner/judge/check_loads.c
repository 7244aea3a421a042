/* SPDX-License-Identifier: MIT */
/*
 * Does everything load?  Every program, and every object that no program loads, is loaded as ld.so
 * would load it (judge/abi/scope.h).  What one object lacks is told once, in the first of the
 * programs that feel it.
 */
#include "judge/abi/image_world.h"
#include "judge/abi/scope.h"
#include "judge/image.h"
#include "model/kind.h"

struct args {
	struct text_list paths;
	struct text_list except;
	struct text_list provided;
	struct text_list provided_symbols;
	const char *isa;
	const char *lazy;
	int hosts;
	int symbols;
};

static const char *const isa_words[] = { "x86-64-baseline", "x86-64-v2", "x86-64-v3", "x86-64-v4",
					 NULL };
static const char *const lazy_words[] = { "fail", "allow", NULL };

/* clang-format off */
static const struct field fields[] = {
	{ .key = "except", .type = FIELD_LIST, .offset = FIELD_OF(struct args, except, struct text_list),
	  .help = "globs of objects whose own needs are not judged" },
	{ .key = "hosts", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, hosts, int),
	  .help = "plug-ins see the symbols of the program that loads them", .fallback = "true" },
	{ .key = "isa", .type = FIELD_WORD, .offset = FIELD_OF(struct args, isa, const char *),
	  .help = "x86-64 level of the machine", .fallback = "x86-64-baseline", .words = isa_words },
	{ .key = "lazy", .type = FIELD_WORD, .offset = FIELD_OF(struct args, lazy, const char *),
	  .help = "a symbol that is missed at its first call only", .fallback = "fail", .words = lazy_words },
	{ .key = "paths", .type = FIELD_LIST, .offset = FIELD_OF(struct args, paths, struct text_list),
	  .help = "globs of the objects that are judged, with all that they load", .fallback = "*" },
	{ .key = "provided", .type = FIELD_LIST, .offset = FIELD_OF(struct args, provided, struct text_list),
	  .help = "globs of sonames that the process has loaded before (plug-ins of one program)" },
	{ .key = "provided-symbols", .type = FIELD_LIST, .offset = FIELD_OF(struct args, provided_symbols, struct text_list),
	  .help = "globs of symbols that the process has" },
	{ .key = "symbols", .type = FIELD_BOOL, .offset = FIELD_OF(struct args, symbols, int),
	  .help = "look up every symbol; false: only libraries and versions", .fallback = "true" },
	{ 0 }
};
/* clang-format on */

struct told { /* a fault of an object that was told */
	struct told *next;
	struct link_problem problem;
};

enum {
	SYMBOLS_MAX = 8,   /* told of one object one by one; then it is how many more */
	FAULTS_MAX = 4096, /* of one object: hostile ones want a million things */
};

struct walk {
	const struct args *args;
	struct evidence *ev;
	struct findings *out;
	const struct world *world; /* borrowed of the evidence */
	struct arena arena;
	struct scope_options options;
	struct scope scope;
	bool *reached; /* by object: part of a program's closure */
	struct told **told;
	size_t *symbols; /* by object: how many it lacks */
	size_t *faults;	 /* by object: the length of `told` */
};

static bool same(const struct link_problem *a, const struct link_problem *b)
{
	return a->fault == b->fault && streq(a->library, b->library) &&
	       streq(a->symbol, b->symbol) && streq(a->version, b->version);
}

/* True when this fault of its consumer is new. */
static bool is_news(struct walk *w, const struct link_problem *p)
{
	struct told **list = &w->told[p->consumer - w->world->items];
	size_t *faults = &w->faults[p->consumer - w->world->items];
	struct told *more;

	if (*faults > FAULTS_MAX)
		return false;
	for (const struct told *t = *list; t; t = t->next)
		if (same(&t->problem, p))
			return false;
	more = arena_alloc(&w->arena, sizeof(*more));
	if (!more) {
		finding_error(w->out, "no memory for what does not load");
		return false;
	}
	*more = (struct told){ .next = *list, .problem = *p };
	*list = more;
	if (++*faults <= FAULTS_MAX)
		return true;
	finding_fail(w->out, p->consumer->path, "everything that it wants",
		     "more than %d faults: no more are told", FAULTS_MAX);
	return false;
}

/* What the consumer wants, as short as it can be said. */
static void add_expected(const struct link_problem *p, struct buf *out)
{
	switch (p->fault) {
	case LINK_EXEC_STACK:
		buf_add(out, "a stack that is not executable");
		return;
	case LINK_ISA:
		buf_add(out, "code for every machine the image is for");
		return;
	case LINK_VERSION:
		buf_addf(out, "%s of %s", p->version, p->library);
		return;
	case LINK_COPY_SIZE:
		buf_addf(out, "%lld bytes of %s", (long long)p->want, p->symbol);
		return;
	default:
		buf_add(out, *p->symbol ? p->symbol : p->library);
		if (*p->symbol && *p->version)
			buf_addf(out, "@%s", p->version);
	}
}

static void tell(void *arg, const struct link_problem *p)
{
	struct walk *w = arg;
	AUTO(buf) struct buf expected = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf text = BUF_INIT(BUF_LINE);

	if (image_matches(&w->args->except, p->consumer->path) || !is_news(w, p))
		return;
	link_problem_text(w->world, p, &text);
	if (p->root != p->consumer)
		buf_addf(&text, " (loaded by %s)", p->root->path);
	switch (p->fault) {
	case LINK_UNREADABLE:
		finding_error(w->out, "%s: %s", p->consumer->path, p->consumer->error);
		return;
	case LINK_UNDECIDED:
		finding_unchecked(w->out, p->consumer->path, "%s", buf_str(&text));
		return;
	case LINK_SYMBOL_LAZY:
		if (streq(w->args->lazy, "allow"))
			return;
		break;
	default:
		break;
	}
	if (*p->symbol && ++w->symbols[p->consumer - w->world->items] > SYMBOLS_MAX)
		return;
	add_expected(p, &expected);
	finding_fail(w->out, p->consumer->path, buf_str(&expected), "%s", buf_str(&text));
}

static void tell_rest(struct walk *w)
{
	for (size_t i = 0; i < w->world->count; i++)
		if (w->symbols[i] > SYMBOLS_MAX)
			finding_fail(w->out, w->world->items[i].path, "every symbol", "%zu more",
				     w->symbols[i] - SYMBOLS_MAX);
}

/*
 * What lies under /usr/share is data for every machine (FHS 4.11).  Code there of a machine for
 * which nothing lies where ld.so looks is firmware for something that is emulated.
 */
static bool is_data(const struct walk *w, const struct object *b)
{
	return starts_with(b->path, "/usr/share/") && !world_speaks(w->world, b->machine);
}

static void walk_all(struct walk *w)
{
	size_t seen = 0;
	size_t loaded = 0;

	for (int programs = 1; programs >= 0; programs--)
		for (size_t i = 0; i < w->world->count; i++) {
			const struct object *b = &w->world->items[i];

			if (b->executable != (programs == 1) || w->reached[i] ||
			    !image_matches(&w->args->paths, b->path))
				continue;
			seen++;
			if (is_data(w, b)) {
				finding_unchecked(w->out, b->path,
						  "is for %s, for which this image has no library",
						  b->machine);
				continue;
			}
			scope_load(w->world, b, &w->options, tell, w, &w->scope);
			for (size_t j = 0; j < w->scope.count; j++)
				w->reached[w->scope.members[j] - w->world->items] = true;
			loaded++;
		}
	tell_rest(w);
	if (seen == 0)
		finding_error(w->out, "no ELF file matches 'paths': nothing was judged");
	else if (loaded)
		finding_pass(w->out, "closure", "%zu programs and libraries load", loaded);
}

static void walk_release(struct walk *w)
{
	scope_memo_free(w->options.memo);
	arena_release(&w->arena);
	free(w->reached);
	free(w->told);
	free(w->symbols);
	free(w->faults);
}

static void evaluate(const void *args, struct evidence *ev, struct findings *out)
{
	const struct args *a = args;
	AUTO(walk) struct walk w = { .args = args, .ev = ev, .out = out };

	w.world = image_world(ev);
	if (!w.world) {
		finding_error(out, "no memory for the ELF objects");
		return;
	}
	if (*w.world->why && !w.world->has_cache) {
		finding_error(out, "%s", w.world->why);
		return;
	}
	w.options = (struct scope_options){
		.isa = a->isa,
		.provided = &a->provided,
		.provided_symbols = &a->provided_symbols,
		.no_hosts = a->hosts == 0,
		.no_symbols = a->symbols == 0,
		.memo = scope_memo_new(w.world),
	};
	w.reached = calloc(w.world->count + 1, sizeof(*w.reached));
	w.told = calloc(w.world->count + 1, sizeof(struct told *));
	w.symbols = calloc(w.world->count + 1, sizeof(*w.symbols));
	w.faults = calloc(w.world->count + 1, sizeof(*w.faults));
	if (!w.reached || !w.told || !w.symbols || !w.faults || !w.options.memo) {
		finding_error(out, "no memory for the closure");
		return;
	}
	walk_all(&w);
}

const struct check_kind check_loads = {
	.name = "loads",
	.summary = "Every program and library finds the libraries, versions and symbols it needs",
	.example = "{except: ['/usr/lib64/python3*/*'], isa: x86-64-v2}",
	.needs = EVIDENCE(FILES) | EVIDENCE(ELF),
	.args_size = sizeof(struct args),
	.fields = fields,
	.evaluate = evaluate,
};
