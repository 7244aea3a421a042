/* SPDX-License-Identifier: MIT */
/*
 * What holds for every image, tried on many that were made up: the order in which rows were written
 * changes nothing in what the ELF kinds say, and less evidence never makes a pass.
 */
#include "elf_world.h"

#include "base/fs.h"
#include "judge/judge.h"
#include "model/suite_args.h"

enum { IMAGES = 40, ORDERS = 4 };

static const char *const checks[] = {
	"{library: {soname: lib1.so.1, symbols: [s1_1@V1_1, s1_2], versions: [V1_0, V1_1]}}",
	"{library: {soname: libc.so.6, symbols: [s0_0, s0_1, s0_2, s0_3, s0_4, s0_5, s0_6]}}",
	"{loads: {}}",
	"{loads: {lazy: allow, paths: [/usr/bin/*]}}",
	"{elf: {paths: [/usr/*], relro: full, exec-stack: false, pie: true, build-id: true}}",
	"{elf: {paths: [/usr/*], dlopen: resolvable}}",
	"{abi: {}}",
	"{abi: {fail-at: policy, felt: true}}",
};

struct files {
	char dir[64];
	char image[96];
	char reference[96];
};

static int setup(void **out)
{
	static struct files f;

	snprintf(f.dir, sizeof(f.dir), "/tmp/azlcts-properties.XXXXXX");
	if (!mkdtemp(f.dir))
		return -1;
	snprintf(f.image, sizeof(f.image), "%s/image.db", f.dir);
	snprintf(f.reference, sizeof(f.reference), "%s/reference.db", f.dir);
	*out = &f;
	return 0;
}

static int teardown(void **in)
{
	const struct files *f = *in;
	struct error err = ERROR_INIT;

	return fs_remove_tree(f->dir, &err);
}

/* The rows in an order of this number (0: as they were made). */
static void shuffle(struct elf_world *w, unsigned order)
{
	uint64_t random = 0xd1b54a32d192ed03U * order;

	for (size_t i = w->count; order && i > 1; i--) {
		size_t k = chance(&random, (unsigned)i);
		struct row row = w->rows[i - 1];

		w->rows[i - 1] = w->rows[k];
		w->rows[k] = row;
	}
}

static void write_rows(const char *path, const struct elf_world *w, unsigned without)
{
	static const enum part complete[] = { PART_FILES, PART_ELF };
	AUTO_EVIDENCE struct evidence *ev = NULL;
	struct error err = ERROR_INIT;

	unlink(path);
	assert_int_equal(evidence_create(&ev, path, &err), 0);
	for (size_t i = 0; i < w->count; i++)
		assert_int_equal(sink_put(evidence_sink(ev), &w->rows[i], &err), 0);
	for (size_t i = 0; i < ARRAY_SIZE(complete); i++)
		if (!(without & PART_BIT(complete[i])))
			assert_int_equal(sink_complete(evidence_sink(ev), complete[i], &err), 0);
	assert_int_equal(evidence_commit(ev, &err), 0);
}

/* How an image is put down. */
struct image {
	unsigned number;
	unsigned faults;
	unsigned order;
	unsigned without;
};

static void write_image(const char *path, const struct image *i)
{
	struct elf_world *w = calloc(1, sizeof(*w));

	assert_non_null(w);
	elf_world_init(w, i->number, i->faults);
	shuffle(w, i->order);
	write_rows(path, w, i->without);
	arena_release(&w->arena);
	free(w);
}

static const struct check_kind *kind_named(const char *name)
{
	for (size_t i = 0; check_kinds[i]; i++)
		if (streq(check_kinds[i]->name, name))
			return check_kinds[i];
	fail_msg("no kind %s", name);
	return NULL;
}

/* Everything that the check says. */
static enum outcome judge_to(struct evidence *ev, const char *text, struct buf *out)
{
	AUTO(arena) struct arena arena = { 0 };
	AUTO(findings) struct findings f = { 0 };
	const struct reader r = { .arena = &arena, .file = text };
	struct check check = { .id = "x" };
	struct error err = ERROR_INIT;
	struct node *n;

	if (node_parse(&arena, text, text, strlen(text), &n, &err))
		fail_msg("%s", err.text);
	check.kind = kind_named(n->children->key);
	if (args_read(&r, NULL, check.kind, n->children, &check.args, &err))
		fail_msg("%s", err.text);
	judge_check(&check, ev, &f);
	buf_addf(out, "%s\n%s: %s, %zu, %zu\n", text, outcome_names[f.outcome],
		 f.reason ? f.reason : "", f.total, f.unchecked);
	for (size_t i = 0; i < f.kept; i++)
		buf_addf(out, "  %s | %s | %s\n", f.items[i].object, f.items[i].expected,
			 f.items[i].observed);
	return f.outcome;
}

/* What all checks say of an image, compared with the same one without faults. */
static void judge_all(const struct files *f, const struct image *image, struct buf *out,
		      enum outcome outcomes[ARRAY_SIZE(checks)])
{
	AUTO_EVIDENCE struct evidence *ev = NULL;
	AUTO_EVIDENCE struct evidence *reference = NULL;
	struct error err = ERROR_INIT;

	write_image(f->image, image);
	write_image(f->reference,
		    &(struct image){ .number = image->number, .order = image->order });
	assert_int_equal(evidence_open(&ev, f->image, &err), 0);
	assert_int_equal(evidence_open(&reference, f->reference, &err), 0);
	evidence_refer(ev, reference);
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		outcomes[i] = judge_to(ev, checks[i], out);
}

/* Where two texts part, from the line before. */
static const char *from_there(const char *text, const char *other)
{
	size_t i = 0;

	while (text[i] && text[i] == other[i])
		i++;
	for (int lines = 0; i > 0 && lines < 2; i--)
		lines += text[i - 1] == '\n';
	return text + i;
}

static void the_order_of_rows_changes_nothing(void **in)
{
	size_t failed[ARRAY_SIZE(checks)] = { 0 };
	size_t passed[ARRAY_SIZE(checks)] = { 0 };

	for (unsigned number = 0; number < IMAGES; number++) {
		AUTO(buf) struct buf first = BUF_INIT(BUF_TEXT);

		for (unsigned order = 0; order < ORDERS; order++) {
			const struct image image = { .number = number,
						     .faults = number % 5,
						     .order = order };
			AUTO(buf) struct buf said = BUF_INIT(BUF_TEXT);
			enum outcome outcomes[ARRAY_SIZE(checks)];

			judge_all(*in, &image, &said, outcomes);
			if (order == 0)
				buf_add(&first, buf_str(&said));
			else if (!streq(buf_str(&first), buf_str(&said)))
				fail_msg("image %u, order %u: %.600s\n\nbut before: %.600s", number,
					 order, from_there(buf_str(&said), buf_str(&first)),
					 from_there(buf_str(&first), buf_str(&said)));
			for (size_t i = 0; order == 0 && i < ARRAY_SIZE(checks); i++) {
				failed[i] += outcomes[i] == OUTCOME_FAIL;
				passed[i] += outcomes[i] == OUTCOME_PASS;
			}
		}
	}
	/* each saw images of both sorts, or nothing was proved */
	for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
		if (failed[i] == 0 || passed[i] == 0)
			fail_msg("%s: %zu failed, %zu passed of %d", checks[i], failed[i],
				 passed[i], IMAGES);
}

/* An image without a fault passes everything; without any one part that a kind needs, nothing. */
static void less_evidence_is_never_a_pass(void **in)
{
	static const unsigned parts_gone[] = { EVIDENCE(FILES), EVIDENCE(ELF) };

	for (unsigned number = 0; number < IMAGES; number++) {
		AUTO(buf) struct buf said = BUF_INIT(BUF_TEXT);
		enum outcome outcomes[ARRAY_SIZE(checks)];

		judge_all(*in, &(struct image){ .number = number }, &said, outcomes);
		for (size_t i = 0; i < ARRAY_SIZE(checks); i++)
			if (outcomes[i] != OUTCOME_PASS)
				fail_msg("image %u: %s", number, buf_str(&said));
		for (size_t p = 0; p < ARRAY_SIZE(parts_gone); p++) {
			const struct image less = { .number = number, .without = parts_gone[p] };

			buf_clear(&said);
			judge_all(*in, &less, &said, outcomes);
			for (size_t i = 0; i < ARRAY_SIZE(checks); i++) {
				AUTO(arena) struct arena arena = { 0 };
				struct error err = ERROR_INIT;
				struct node *n;

				assert_int_equal(node_parse(&arena, "t", checks[i],
							    strlen(checks[i]), &n, &err),
						 0);
				if ((kind_named(n->children->key)->needs & parts_gone[p]) &&
				    outcomes[i] != OUTCOME_MISSING && outcomes[i] != OUTCOME_ERROR)
					fail_msg("image %u: %s", number, buf_str(&said));
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_order_of_rows_changes_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(less_evidence_is_never_a_pass, setup, teardown),
	};

	return cmocka_run_group_tests_name("properties", tests, NULL, NULL);
}
