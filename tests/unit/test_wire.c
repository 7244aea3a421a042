/* SPDX-License-Identifier: MIT */
/* The wire: what a guest says arrives whole, and what a lying guest says does not. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

#include "base/fs.h"
#include "model/wire.h"
#include "model/wire_frame.h"

/* A sink that writes everything down as text. */
struct log {
	struct buf text;
	int fail_after; /* rows until put() fails; -1: never */
};

static int log_put(void *arg, const struct row *row, struct error *err)
{
	struct log *l = arg;

	if (l->fail_after == 0)
		return error_set(err, ENOSPC, "the disk is full");
	if (l->fail_after > 0)
		l->fail_after--;
	buf_add(&l->text, tables[row->table].name);
	for (unsigned i = 0; i < row->count; i++) {
		const struct value *v = &row->values[i];

		if (v->type == VALUE_NULL)
			buf_add(&l->text, "|-");
		else if (v->type == VALUE_INT)
			buf_addf(&l->text, "|%lld", (long long)v->number);
		else
			buf_addf(&l->text, "|'%.*s'", (int)v->len, v->text);
	}
	buf_addc(&l->text, '\n');
	return 0;
}

static int log_file(void *arg, const char *name, const void *data, size_t len, struct error *err)
{
	struct log *l = arg;

	(void)err;
	buf_addf(&l->text, "file %s %zu %.*s\n", name, len, len < 8 ? (int)len : 8,
		 (const char *)data);
	return 0;
}

static void put_mount(const struct sink *sink, const char *target)
{
	struct error err = ERROR_INIT;
	struct row row = row_of(TABLE_mount);

	row_text(&row, target);
	row_text(&row, "");
	row_null(&row);
	row_text(&row, "rw");
	assert_int_equal(sink_put(sink, &row, &err), 0);
}

static void put_group(const struct sink *sink, int64_t gid)
{
	struct error err = ERROR_INIT;
	struct row row = row_of(TABLE_group_);

	row_text(&row, "wheel");
	row_int(&row, gid);
	row_text(&row, NULL);
	assert_int_equal(sink_put(sink, &row, &err), 0);
}

/* A stream with two mounts, a group, a file and an end. */
static void make_stream(struct buf *out)
{
	struct error err = ERROR_INIT;
	struct wire_writer *w = NULL;
	int fd = memfd_create("stream", MFD_CLOEXEC);
	const struct sink *sink;

	assert_true(fd >= 0);
	assert_int_equal(wire_writer_open(&w, fd, "0.1", &err), 0);
	sink = wire_writer_sink(w);
	put_mount(sink, "/");
	put_group(sink, INT64_MIN);
	put_mount(sink, "/boot");
	assert_int_equal(sink->file(sink->arg, "db", "data", 4, &err), 0);
	assert_int_equal(wire_writer_end(w, &err), 0);
	wire_writer_free(w);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(fs_read_fd(fd, out, &err), 0);
	close(fd);
}

static const char said[] = "mount|'/'|''|-|'rw'\n"
			   "group_|'wheel'|-9223372036854775808|-\n"
			   "mount|'/boot'|''|-|'rw'\n"
			   "file db 4 data\n";

struct outcome {
	int ret;
	bool started;
	bool done;
	struct error err;
	struct log log;
};

static void outcome_release(struct outcome *o)
{
	buf_release(&o->log.text);
}

static struct outcome receive(const struct buf *stream, size_t split, struct wire_limits limits)
{
	struct outcome o = { .log = { .text = BUF_INIT(BUF_TEXT), .fail_after = -1 } };
	struct sink sink = { .arg = &o.log, .put = log_put, .file = log_file };
	struct wire_reader *r = NULL;

	assert_int_equal(wire_reader_open(&r, &sink, &limits, &o.err), 0);
	o.ret = wire_reader_feed(r, stream->data, split, &o.err);
	if (o.ret == 0 && split < stream->len)
		o.ret = wire_reader_feed(r, stream->data + split, stream->len - split, &o.err);
	else if (o.ret < 0) /* the first failure is final */
		assert_int_equal(wire_reader_feed(r, "x", 1, &o.err), o.ret);
	o.started = wire_reader_started(r);
	o.done = wire_reader_done(r);
	wire_reader_free(r);
	return o;
}

static const struct wire_limits usual = WIRE_LIMITS_DEFAULT;

static void round_trip_at_every_split(void **state)
{
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);

	(void)state;
	make_stream(&stream);
	for (size_t split = 0; split <= stream.len; split++) {
		AUTO(outcome) struct outcome o = receive(&stream, split, usual);

		assert_int_equal(o.ret, 0);
		assert_true(o.done);
		assert_string_equal(buf_str(&o.log.text), said);
	}
}

static void round_trip_byte_by_byte(void **state)
{
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);
	struct log log = { .text = BUF_INIT(BUF_TEXT), .fail_after = -1 };
	struct sink sink = { .arg = &log, .put = log_put, .file = log_file };
	struct error err = ERROR_INIT;
	struct wire_reader *r = NULL;

	(void)state;
	make_stream(&stream);
	assert_int_equal(wire_reader_open(&r, &sink, NULL, &err), 0);
	for (size_t i = 0; i < stream.len; i++) {
		assert_false(wire_reader_done(r));
		assert_int_equal(wire_reader_feed(r, stream.data + i, 1, &err), 0);
	}
	assert_true(wire_reader_done(r));
	assert_int_equal(wire_reader_bytes(r), stream.len);
	assert_string_equal(buf_str(&log.text), said);
	wire_reader_free(r);
	buf_release(&log.text);
}

static void a_short_stream_is_never_done(void **state)
{
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);

	(void)state;
	make_stream(&stream);
	for (; stream.len > 0; stream.len--) {
		AUTO(outcome) struct outcome o = { 0 };
		struct buf shorter = stream;

		shorter.len--;
		o = receive(&shorter, shorter.len / 2, usual);
		assert_int_equal(o.ret, 0);
		assert_false(o.done);
	}
}

static void refused(const struct buf *stream, const char *text)
{
	AUTO(outcome) struct outcome o = receive(stream, stream->len, usual);

	assert_int_equal(o.ret, -EPROTO);
	assert_false(o.done);
	if (!strstr(o.err.text, text))
		fail_msg("'%s' does not say '%s'", o.err.text, text);
}

static size_t end_at(const struct buf *s)
{
	return s->len - (5 + 4 * (size_t)TABLE_COUNT + WIRE_DIGEST_LEN);
}

/* Puts a frame in before the end. */
static void insert(struct buf *s, char type, const void *payload, size_t len)
{
	AUTO(buf) struct buf end = BUF_INIT(BUF_TEXT);
	size_t at = end_at(s);
	uint32_t n = (uint32_t)len + 1;

	buf_addn(&end, s->data + at, s->len - at);
	s->len = at;
	buf_addn(s, &n, 4); /* the tests run on little-endian machines */
	buf_addc(s, type);
	buf_addn(s, payload, len);
	buf_addn(s, end.data, end.len);
}

static void wrong_magic(struct buf *s)
{
	s->data[5] = 'X';
}

static void wrong_version(struct buf *s)
{
	s->data[5 + WIRE_MAGIC_LEN] = 9;
}

static void no_hello(struct buf *s)
{
	s->data[4] = WIRE_ROW;
}

static void long_tool_version(struct buf *s)
{
	static const char zeros[100];

	s->len = 5 + WIRE_MAGIC_LEN + 4;
	buf_addn(s, zeros, 100);
	s->data[0] = 1 + WIRE_MAGIC_LEN + 4 + 100;
}

static void wrong_count(struct buf *s)
{
	s->data[end_at(s) + 5 + 4 * TABLE_mount]++;
}

static void wrong_digest(struct buf *s)
{
	s->data[s->len - 1] ^= 1;
}

static void changed_row(struct buf *s)
{
	char *boot = memmem(s->data, s->len, "/boot", 5);

	assert_non_null(boot);
	boot[1] = 'r';
}

static void short_end(struct buf *s)
{
	size_t at = end_at(s);

	s->len -= 1;
	s->data[at]--;
}

static void trailing(struct buf *s)
{
	buf_addc(s, 'x');
}

static void oversized(struct buf *s)
{
	memcpy(s->data + end_at(s), "\x01\x00\x10\x00", 4);
}

static void empty_frame(struct buf *s)
{
	memset(s->data + end_at(s), 0, 4);
}

static void every_lie_is_named(void **state)
{
	static const struct {
		void (*change)(struct buf *s);
		const char *text;
	} lies[] = {
		{ wrong_magic, "does not begin as a probe's" },
		{ wrong_version, "speaks version 9, this program 1" },
		{ no_hello, "does not begin with a hello" },
		{ long_tool_version, "a tool version of 100 bytes" },
		{ wrong_count, "row counts do not add up: mount: says 3, sent 2" },
		{ wrong_digest, "digest" },
		{ changed_row, "digest" },
		{ short_end, "an end frame of" },
		{ trailing, "bytes after the end" },
		{ oversized, "a frame of 1048577 bytes" },
		{ empty_frame, "a frame of 0 bytes" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lies); i++) {
		AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);

		make_stream(&stream);
		lies[i].change(&stream);
		refused(&stream, lies[i].text);
	}
}

#define BYTES(text) text, sizeof(text) - 1

/* A frame before the end that must not be there. */
static void every_bad_frame_is_named(void **state)
{
	static const struct {
		char type;
		const char *payload; /* of a row: what follows the table's number */
		size_t len;
		const char *text;
	} frames[] = {
		{ WIRE_HELLO, BYTES("AZLCTS\1\0\0\0"), "second hello" },
		{ 'Z', BYTES(""), "unknown type 0x5a" },
		{ WIRE_ROW, BYTES(""), "module with 0 values instead of 1" },
		{ WIRE_ROW, BYTES("\1\0\0\0\0\0\0\0\0"), "module.name: wrong type" },
		{ WIRE_ROW, BYTES("\7"), "a row of module that cannot be read" },
		{ WIRE_ROW,
		  BYTES("\2\xff\xff\xff\xff"
			"a"),
		  "a row of module that cannot be read" },
		{ WIRE_ROW, BYTES("\1\1\2\3\4\5"), "a row of module that cannot be read" },
		{ WIRE_ROW,
		  BYTES("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
			"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		  "a row of module that cannot be read" }, /* COLUMNS_MAX and one */
		{ WIRE_FILE, BYTES(""), "a file piece without a name" },
		{ WIRE_FILE, BYTES("\0data"), "a file piece without a name" },
		{ WIRE_FILE, BYTES("\x50name"), "a file piece without a name" },
		{ WIRE_FILE, BYTES("\3a\0bdata"), "a file name with a zero byte" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(frames); i++) {
		AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);
		AUTO(buf) struct buf payload = BUF_INIT(BUF_TEXT);

		make_stream(&stream);
		if (frames[i].type == WIRE_ROW)
			buf_addc(&payload, TABLE_module);
		buf_addn(&payload, frames[i].payload, frames[i].len);
		insert(&stream, frames[i].type, buf_str(&payload), payload.len);
		refused(&stream, frames[i].text);
	}
}

static void rows_of_no_table(void **state)
{
	AUTO(buf) struct buf none = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf unknown = BUF_INIT(BUF_TEXT);

	(void)state;
	make_stream(&none);
	insert(&none, WIRE_ROW, "", 0);
	refused(&none, "a table that does not exist");
	make_stream(&unknown);
	insert(&unknown, WIRE_ROW, "\xf0", 1);
	refused(&unknown, "a table that does not exist");
}

static void floods_end(void **state)
{
	static const struct wire_limits few[] = {
		{ .bytes = 100, .rows = 100, .file_bytes = 100 },
		{ .bytes = 10000, .rows = 2, .file_bytes = 100 },
		{ .bytes = 10000, .rows = 100, .file_bytes = 3 },
	};
	static const char *const texts[] = { "more than 100 bytes", "more than 2 rows",
					     "files of more than 3 bytes" };
	static const struct wire_limits enough = { .bytes = 10000, .rows = 3, .file_bytes = 4 };
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);

	(void)state;
	make_stream(&stream);
	for (size_t i = 0; i < ARRAY_SIZE(few); i++) {
		AUTO(outcome) struct outcome o = receive(&stream, stream.len, few[i]);

		assert_int_equal(o.ret, -EPROTO);
		assert_non_null(strstr(o.err.text, texts[i]));
	}
	AUTO(outcome) struct outcome o = receive(&stream, stream.len, enough);
	assert_true(o.done);
}

static void the_sinks_error_comes_through(void **state)
{
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);
	struct log log = { .text = BUF_INIT(BUF_TEXT), .fail_after = 1 };
	struct sink sink = { .arg = &log, .put = log_put }; /* and no file() */
	struct error err = ERROR_INIT;
	struct wire_reader *r = NULL;

	(void)state;
	make_stream(&stream);
	assert_int_equal(wire_reader_open(&r, &sink, NULL, &err), 0);
	assert_int_equal(wire_reader_feed(r, stream.data, stream.len, &err), -ENOSPC);
	assert_false(wire_reader_done(r));
	wire_reader_free(r);
	log.fail_after = -1;
	assert_int_equal(wire_reader_open(&r, &sink, NULL, &err), 0);
	assert_int_equal(wire_reader_feed(r, stream.data, stream.len, &err), -EPROTO);
	assert_non_null(strstr(err.text, "a file where none was expected"));
	wire_reader_free(r);
	buf_release(&log.text);
}

/* No mutation of a stream may be taken for the whole truth, whatever it does on the way. */
static void mutations_are_never_believed(void **state)
{
	AUTO(buf) struct buf good = BUF_INIT(BUF_TEXT);
	uint64_t x = 88172645463325252U;

	(void)state;
	make_stream(&good);
	for (unsigned round = 0; round < 20000; round++) {
		AUTO(buf) struct buf bad = BUF_INIT(BUF_TEXT);
		unsigned changes = 1 + round % 3;

		buf_addn(&bad, good.data, good.len);
		while (changes-- > 0) {
			x ^= x << 13; /* xorshift */
			x ^= x >> 7;
			x ^= x << 17;
			bad.data[x % bad.len] = (char)(x >> 32);
		}
		if (memcmp(bad.data, good.data, good.len) == 0)
			continue;
		AUTO(outcome) struct outcome o = receive(&bad, x % bad.len, usual);
		assert_false(o.done);
	}
}

static void large_rows_and_files(void **state)
{
	struct error err = ERROR_INIT;
	struct wire_writer *w = NULL;
	int fd = memfd_create("stream", MFD_CLOEXEC);
	AUTO_FREE char *big = malloc(3 << 20);
	AUTO(buf) struct buf stream = BUF_INIT(BUF_TEXT);
	struct row row = row_of(TABLE_module);
	const struct sink *sink;

	(void)state;
	assert_non_null(big);
	memset(big, 'a', 3 << 20);
	assert_int_equal(wire_writer_open(&w, fd, "", &err), 0);
	sink = wire_writer_sink(w);
	row_textn(&row, big, WIRE_FRAME_MAX - 7);
	assert_int_equal(sink_put(sink, &row, &err), 0);
	row = row_of(TABLE_module);
	row_textn(&row, big, WIRE_FRAME_MAX - 6);
	assert_int_equal(sink_put(sink, &row, &err), -EMSGSIZE);
	assert_int_equal(sink->file(sink->arg, "empty", "", 0, &err), 0);
	assert_int_equal(sink->file(sink->arg, "big", big, 3 << 20, &err), 0);
	assert_int_equal(sink->file(sink->arg, "", "", 0, &err), -ENAMETOOLONG);
	assert_int_equal(wire_writer_end(w, &err), 0);
	wire_writer_free(w);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(fs_read_fd(fd, &stream, &err), 0);
	close(fd);
	AUTO(outcome) struct outcome o = receive(&stream, 1000, usual);
	assert_true(o.done);
	assert_non_null(strstr(buf_str(&o.log.text), "file empty 0 \n"));
	assert_non_null(strstr(buf_str(&o.log.text), "file big 524288 aaaaaaaa\n"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip_at_every_split),
		cmocka_unit_test(round_trip_byte_by_byte),
		cmocka_unit_test(a_short_stream_is_never_done),
		cmocka_unit_test(every_lie_is_named),
		cmocka_unit_test(every_bad_frame_is_named),
		cmocka_unit_test(rows_of_no_table),
		cmocka_unit_test(floods_end),
		cmocka_unit_test(the_sinks_error_comes_through),
		cmocka_unit_test(mutations_are_never_believed),
		cmocka_unit_test(large_rows_and_files),
	};

	return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
