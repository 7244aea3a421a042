/* SPDX-License-Identifier: MIT */
/*
 * The tables elf and elf_* in memory.  Half a million rows go through here: each table is read
 * once, rows are laid down in runs of their object, and a run is sorted only when it is not.
 *
 * Texts that rows share are numbers in the database (stored_TABLE, and table `name`).  They are
 * read as such and turned into ours, because joining them back takes five times as long.
 */
#include "judge/abi/world_read.h"

struct reading {
	struct world *w;
	struct evidence *ev;
	size_t first; /* index of the layer's first object */
	int64_t *ids; /* of the layer's objects, ascending */
	size_t count;
	size_t hint;		/* where the last row's object was */
	struct number *numbers; /* by the database's number */
	size_t numbers_count;
	size_t numbers_room;
};

struct number { /* a text: its number there and here */
	int64_t theirs;
	uint32_t ours;
};

struct rows {		  /* of one table, as they come */
	char *items;	  /* the world's */
	uint32_t *owners; /* index of the object in the layer */
	size_t count;
	size_t room;
	size_t size;
};

struct table_reader {
	const char *count;
	const char *sql; /* the first column is the object */
	size_t size;	 /* of an item */
	size_t items;	 /* where struct object has them */
	size_t items_count;
	void (*fill)(struct reading *r, const struct cursor *c, void *item);
	int (*compare)(const void *a, const void *b);
};

static bool intern(struct world *w, const struct cursor *c, unsigned column, uint32_t *out)
{
	*out = names_add(w->names, cursor_text(c, column));
	return *out != NAME_NONE;
}

/* A text that many objects share. */
static bool shared(struct world *w, const struct cursor *c, unsigned column, const char **out)
{
	uint32_t name;

	if (!intern(w, c, column, &name))
		return false;
	*out = names_text(w->names, name);
	return true;
}

static bool optional(struct world *w, const struct cursor *c, unsigned column, const char **out)
{
	*out = NULL;
	return cursor_null(c, column) || shared(w, c, column, out);
}

/* The text of a shared column, as our number; 0 for NULL. */
static uint32_t name_of(struct reading *r, const struct cursor *c, unsigned column)
{
	int64_t theirs = cursor_int(c, column);
	size_t low = 0;
	size_t high = r->numbers_count;

	if (theirs > 0 && (uint64_t)theirs <= high && r->numbers[theirs - 1].theirs == theirs)
		return r->numbers[theirs - 1].ours; /* they mostly have no gaps */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->numbers[middle].theirs < theirs)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < r->numbers_count && r->numbers[low].theirs == theirs)
		return r->numbers[low].ours;
	if (!cursor_null(c, column))
		evidence_fail(r->ev, "it is damaged: a name is not there");
	return 0;
}

/* First letter of a shared text: enough to tell the words of a column apart. */
static unsigned char letter(struct reading *r, const struct cursor *c, unsigned column)
{
	return (unsigned char)names_text(r->w->names, name_of(r, c, column))[0];
}

static enum symbol_type type_of(unsigned char first)
{
	static const enum symbol_type types[] = {
		['f'] = SYMBOL_FUNCTION, ['o'] = SYMBOL_OBJECT, ['t'] = SYMBOL_TLS,
		['i'] = SYMBOL_IFUNC,	 ['c'] = SYMBOL_COMMON, ['n'] = SYMBOL_NONE,
	};

	return first < ARRAY_SIZE(types) ? types[first] : SYMBOL_NONE;
}

static void fill_needed(struct reading *r, const struct cursor *c, void *item)
{
	*(uint32_t *)item = name_of(r, c, 1);
}

static void fill_export(struct reading *r, const struct cursor *c, void *item)
{
	unsigned char binding = letter(r, c, 4);

	*(struct abi_export *)item = (struct abi_export){
		.name = name_of(r, c, 1),
		.version = name_of(r, c, 2),
		.hidden = cursor_int(c, 3) != 0,
		.binding = (uint8_t)(binding == 'w'   ? BINDING_WEAK
				     : binding == 'u' ? BINDING_UNIQUE
						      : BINDING_GLOBAL),
		.type = (uint8_t)type_of(letter(r, c, 5)),
		.visibility = (uint8_t)(letter(r, c, 6) == 'p' ? VISIBILITY_PROTECTED
							       : VISIBILITY_DEFAULT),
		.size = (uint64_t)cursor_int(c, 7),
		.address = (uint64_t)cursor_int(c, 8),
	};
}

static void fill_import(struct reading *r, const struct cursor *c, void *item)
{
	*(struct abi_import *)item = (struct abi_import){
		.name = name_of(r, c, 1),
		.version = name_of(r, c, 2),
		.library = name_of(r, c, 3),
		.weak = cursor_int(c, 4) != 0,
		.type = (uint8_t)type_of(letter(r, c, 5)),
	};
}

static void fill_copy(struct reading *r, const struct cursor *c, void *item)
{
	*(struct abi_copy *)item = (struct abi_copy){
		.name = name_of(r, c, 1),
		.version = name_of(r, c, 2),
		.size = (uint64_t)cursor_int(c, 3),
	};
}

static void fill_verdef(struct reading *r, const struct cursor *c, void *item)
{
	*(struct abi_verdef *)item = (struct abi_verdef){
		.version = name_of(r, c, 1),
		.index = (unsigned)cursor_int(c, 2),
		.parent = name_of(r, c, 3),
		.weak = cursor_int(c, 4) != 0,
	};
}

static void fill_verneed(struct reading *r, const struct cursor *c, void *item)
{
	*(struct abi_verneed *)item = (struct abi_verneed){
		.library = name_of(r, c, 1),
		.version = name_of(r, c, 2),
		.weak = cursor_int(c, 3) != 0,
	};
}

static void fill_dlopen(struct reading *r, const struct cursor *c, void *item)
{
	uint32_t feature = names_add(r->w->names, cursor_text(c, 1));
	uint32_t priority = names_add(r->w->names, cursor_text(c, 2));

	*(struct abi_dlopen *)item = (struct abi_dlopen){
		.feature = names_text(r->w->names, feature),
		.priority = names_text(r->w->names, priority),
		.soname = name_of(r, c, 3),
		.choice = (unsigned)cursor_int(c, 4),
	};
}

static int by_numbers(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
	return a != b ? (a > b) - (a < b) : (c > d) - (c < d);
}

/* By the two numbers that an export, import, copy or need of a version begins with. */
static int compare_pairs(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;

	return by_numbers(x[0], y[0], x[1], y[1]);
}

static int compare_verdefs(const void *a, const void *b)
{
	const struct abi_verdef *x = a;
	const struct abi_verdef *y = b;

	return by_numbers(x->index, y->index, x->version, y->version);
}

#define INTO(type, list, kind)                                        \
	.size = sizeof(type), .items = offsetof(struct object, list), \
	.items_count = offsetof(struct object, list##_count), .fill = fill_##kind

#define ROWS(columns, table) "SELECT count(*) FROM " table, "SELECT elf, " columns " FROM " table

static const struct table_reader readers[] = {
	{ ROWS("soname", "stored_elf_needed") " ORDER BY elf, position",
	  INTO(uint32_t, needed, needed) },
	{ ROWS("name, version, hidden, binding, type, visibility, size, address",
	       "stored_elf_export"),
	  INTO(struct abi_export, exports, export), .compare = compare_pairs },
	{ ROWS("name, version, library, weak, type", "stored_elf_import"),
	  INTO(struct abi_import, imports, import), .compare = compare_pairs },
	{ ROWS("name, version, size", "stored_elf_copy"), INTO(struct abi_copy, copies, copy),
	  .compare = compare_pairs },
	{ ROWS("version, number, parent, weak", "stored_elf_verdef"),
	  INTO(struct abi_verdef, verdefs, verdef), .compare = compare_verdefs },
	{ ROWS("library, version, weak", "stored_elf_verneed"),
	  INTO(struct abi_verneed, verneeds, verneed), .compare = compare_pairs },
	{ ROWS("feature, priority, soname, choice",
	       "stored_elf_dlopen") " ORDER BY elf, choice, (SELECT text FROM name WHERE id = "
				    "soname)",
	  INTO(struct abi_dlopen, dlopens, dlopen) },
};

static void rows_release(struct rows *r)
{
	free(r->owners);
}

/* Room for all rows at once: half a million that grow into place would need it three times. */
static bool rows_make(struct rows *rows, struct reading *r, const struct table_reader *t)
{
	AUTO(cursor) struct cursor c = cursor_open(r->ev, t->count, 0, NULL);
	int64_t count = cursor_next(&c) ? cursor_int(&c, 0) : -1;

	if (count < 0 || (uint64_t)count > ARENA_MAX / t->size)
		return false;
	rows->size = t->size;
	rows->room = (size_t)count;
	rows->items = arena_alloc(&r->w->arena, rows->room * t->size + 1);
	rows->owners = calloc(rows->room + 1, sizeof(*rows->owners));
	return rows->items && rows->owners;
}

/* A place for the next row's item; NULL: there is none. */
static void *rows_add(struct rows *rows, struct reading *r, uint32_t owner)
{
	if (rows->count == rows->room) {
		evidence_fail(r->ev, "it is damaged: a table has more rows than it counts");
		return NULL;
	}
	rows->owners[rows->count] = owner;
	return rows->items + rows->count++ * rows->size;
}

/* The object a row belongs to; rows of one object mostly stand together. */
static bool owner_of(struct reading *r, int64_t id, uint32_t *out)
{
	size_t low = 0;
	size_t high = r->count;

	if (r->hint < r->count && r->ids[r->hint] == id) {
		*out = (uint32_t)r->hint;
		return true;
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->ids[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == r->count || r->ids[low] != id)
		return false;
	r->hint = low;
	*out = (uint32_t)low;
	return true;
}

static bool in_order(const char *items, size_t count, size_t size,
		     int (*compare)(const void *, const void *))
{
	for (size_t i = 1; i < count; i++)
		if (compare(items + (i - 1) * size, items + i * size) > 0)
			return false;
	return true;
}

/* The items in runs of their objects, in the order they came; mostly they do come in runs. */
static char *in_runs(struct reading *r, const struct rows *rows, size_t *starts)
{
	bool done = true;
	char *all;

	for (size_t i = 0; i < rows->count; i++) {
		done = done && (i == 0 || rows->owners[i - 1] <= rows->owners[i]);
		starts[rows->owners[i] + 1]++;
	}
	for (size_t i = 0; i < r->count; i++)
		starts[i + 1] += starts[i];
	if (done)
		return rows->items;
	all = arena_alloc(&r->w->arena, rows->count * rows->size);
	for (size_t i = 0; all && i < rows->count; i++) {
		size_t to = starts[rows->owners[i]]++;

		memcpy(all + to * rows->size, rows->items + i * rows->size, rows->size);
	}
	/* each has become the next one's start */
	for (size_t i = r->count; i > 0; i--)
		starts[i] = starts[i - 1];
	starts[0] = 0;
	return all;
}

static bool place(struct reading *r, const struct table_reader *t, const struct rows *rows)
{
	AUTO_FREE size_t *starts = calloc(r->count + 1, sizeof(*starts));
	char *all = starts ? in_runs(r, rows, starts) : NULL;

	if (!all)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		char *object = (char *)&r->w->items[r->first + i];
		char *run = all + starts[i] * t->size;
		size_t count = starts[i + 1] - starts[i];

		if (t->compare && !in_order(run, count, t->size, t->compare))
			qsort(run, count, t->size, t->compare);
		memcpy(object + t->items, &run, sizeof(run));
		memcpy(object + t->items_count, &count, sizeof(count));
	}
	return true;
}

static bool read_table(struct reading *r, const struct table_reader *t)
{
	AUTO(rows) struct rows rows = { 0 };
	AUTO(cursor) struct cursor c = { 0 };

	if (!rows_make(&rows, r, t))
		return false;
	c = cursor_open(r->ev, t->sql, 0, NULL);
	while (cursor_next(&c)) {
		uint32_t owner;
		void *item;

		if (!owner_of(r, cursor_int(&c, 0), &owner))
			continue; /* not an object that is loaded */
		item = rows_add(&rows, r, owner);
		if (!item)
			return false;
		t->fill(r, &c, item);
	}
	return !evidence_failed(r->ev) && place(r, t, &rows);
}

bool world_room(struct world *w, size_t more)
{
	size_t need = w->count + more;
	size_t room = 1;
	struct object *items;

	if (w->count && need <= w->room)
		return true;
	while (room < need)
		room *= 2;
	items = realloc(w->items, room * sizeof(*items));
	if (!items)
		return false;
	w->items = items;
	w->room = room;
	return true;
}

static bool fill_flags(struct object *b, const struct cursor *c)
{
	bool *const flags[] = { &b->bind_now, &b->pie,	      &b->exec_stack,
				&b->textrel,  &b->wx_segment, &b->canary,
				&b->fortify,  &b->ibt,	      &b->shstk };

	for (unsigned i = 0; i < ARRAY_SIZE(flags); i++)
		*flags[i] = cursor_int(c, 5 + i) != 0;
	return true;
}

static const char objects_sql[] =
	"SELECT id, path, class, flags, type, bind_now, pie, exec_stack, textrel, wx_segment, "
	"canary, fortify, ibt, shstk, machine, osabi, traits, soname, interpreter, rpath, runpath, "
	"relro, isa_needed, build_id, error FROM elf WHERE type IN ('executable', 'shared') "
	"ORDER BY id";

static bool fill_object(struct reading *r, const struct cursor *c, const char *prefix,
			struct object *b)
{
	struct world *w = r->w;

	*b = (struct object){
		.layer = w->layers,
		.path = arena_printf(&w->arena, "%s%s", prefix, cursor_text(c, 1)),
		.class = (unsigned)cursor_int(c, 2),
		.flags = cursor_int(c, 3),
		.executable = streq(cursor_text(c, 4), "executable"),
	};
	return b->path && fill_flags(b, c) && shared(w, c, 14, &b->machine) &&
	       shared(w, c, 15, &b->osabi) && shared(w, c, 16, &b->traits) &&
	       intern(w, c, 17, &b->soname) && optional(w, c, 18, &b->interpreter) &&
	       optional(w, c, 19, &b->rpath) && optional(w, c, 20, &b->runpath) &&
	       optional(w, c, 21, &b->relro) && optional(w, c, 22, &b->isa_needed) &&
	       optional(w, c, 23, &b->build_id) && optional(w, c, 24, &b->error);
}

static bool read_objects(struct reading *r, const char *prefix)
{
	AUTO(cursor) struct cursor c = cursor_open(r->ev, objects_sql, 0, NULL);

	while (cursor_next(&c)) {
		if ((r->count & (r->count - 1)) == 0) {
			int64_t *ids =
				realloc(r->ids, (r->count ? r->count * 2 : 1) * sizeof(*ids));

			if (!ids)
				return false;
			r->ids = ids;
		}
		if (!world_room(r->w, 1) || !fill_object(r, &c, prefix, &r->w->items[r->w->count]))
			return false;
		r->ids[r->count++] = cursor_int(&c, 0);
		r->w->count++;
	}
	return !evidence_failed(r->ev);
}

static bool read_numbers(struct reading *r)
{
	AUTO(cursor)
	struct cursor c = cursor_open(r->ev, "SELECT id, text FROM name ORDER BY id", 0, NULL);

	while (cursor_next(&c)) {
		uint32_t ours = names_add(r->w->names, cursor_text(&c, 1));

		if (r->numbers_count == r->numbers_room) {
			size_t room = r->numbers_room ? r->numbers_room * 2 : 1024;
			struct number *more = realloc(r->numbers, room * sizeof(*more));

			if (!more)
				return false;
			r->numbers = more;
			r->numbers_room = room;
		}
		if (ours == NAME_NONE)
			return false;
		r->numbers[r->numbers_count++] =
			(struct number){ .theirs = cursor_int(&c, 0), .ours = ours };
	}
	return !evidence_failed(r->ev);
}

static void reading_release(struct reading *r)
{
	free(r->ids);
	free(r->numbers);
}

bool world_read(struct world *w, struct evidence *ev, const char *prefix)
{
	AUTO(reading) struct reading r = { .w = w, .ev = ev, .first = w->count };

	if (!read_numbers(&r) || !read_objects(&r, prefix))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(readers); i++)
		if (!read_table(&r, &readers[i]))
			return false;
	evidence_rest(ev);
	return true;
}
