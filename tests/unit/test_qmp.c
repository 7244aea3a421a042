/* SPDX-License-Identifier: MIT */
/* What QEMU says on its machine protocol, as bytes come. */
#include "test.h"

#include "source/disk/qmp.h"

static void feed(struct qmp *q, const char *text)
{
	qmp_feed(q, text, strlen(text));
}

static void answers_and_events(void **state UNUSED)
{
	struct qmp q;

	qmp_init(&q);
	feed(&q, "{\"QMP\": {\"version\": {}, \"capabilities\": []}}\r\n");
	assert_true(q.greeted);
	assert_int_equal(q.answered, 0);
	feed(&q, "{\"return\": {}}\r\n{\"ret");
	assert_int_equal(q.answered, 1);
	feed(&q, "urn\": [1, 2]}\r\n");
	assert_int_equal(q.answered, 2);
	assert_int_equal(q.errors, 0);
	feed(&q, "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no such drive\"}}\r\n");
	assert_int_equal(q.answered, 3);
	assert_int_equal(q.errors, 1);
	assert_string_equal(q.error, "no such drive");
	/* an event is no answer */
	feed(&q, "{\"event\": \"RESET\", \"data\": {\"guest\": true, \"return\": {}}}\r\n");
	feed(&q, "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"active\"}}\r\n");
	assert_string_equal(q.migration, "active");
	feed(&q, "{\"event\": \"MIGRATION\", \"data\": {\"status\": \"completed\"}}\r\n");
	assert_string_equal(q.migration, "completed");
	assert_int_equal(q.resets, 1);
	assert_int_equal(q.answered, 3);
	feed(&q, "{\"event\": \"RESET\"}\r\n{\"event\": \"MIGRATION\"}\r\n");
	assert_int_equal(q.resets, 2);
	assert_string_equal(q.migration, "");
	assert_string_equal(q.shutdown, "");
	feed(&q, "{\"event\": \"SHUTDOWN\", \"data\": {\"reason\": \"guest-shutdown\"}}\r\n");
	assert_string_equal(q.shutdown, "guest-shutdown");
	assert_false(q.damaged);
	qmp_release(&q);
}

static void the_port_and_the_disk(void **state UNUSED)
{
	struct qmp q;

	qmp_init(&q);
	feed(&q, "{\"event\":\"VSERPORT_CHANGE\",\"data\":{\"open\":true,\"id\":\"other\"}}\n");
	assert_false(q.port_opened);
	feed(&q, "{\"event\":\"VSERPORT_CHANGE\",\"data\":{\"open\":true,\"id\":\"" QMP_PORT_ID
		 "\"}}\n");
	assert_true(q.port_opened && q.port_open);
	feed(&q, "{\"event\":\"VSERPORT_CHANGE\",\"data\":{\"open\":false,\"id\":\"" QMP_PORT_ID
		 "\"}}\n");
	assert_true(q.port_opened && !q.port_open);
	feed(&q, "{\"event\":\"BLOCK_IO_ERROR\",\"data\":{\"nospace\":true,\"operation\":"
		 "\"write\",\"reason\":\"full\"}}\n");
	assert_true(q.io_no_space);
	assert_string_equal(q.io_error, "write: full");
	qmp_release(&q);
}

static void nonsense(void **state UNUSED)
{
	static const char *const lines[] = { "hello\n", "{\"return\": {}\n", "{]\n" };

	for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
		struct qmp q;

		qmp_init(&q);
		feed(&q, lines[i]);
		assert_true(q.damaged);
		assert_int_equal(q.answered, 0);
		qmp_release(&q);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_and_events),
		cmocka_unit_test(the_port_and_the_disk),
		cmocka_unit_test(nonsense),
	};

	return cmocka_run_group_tests_name("qmp", tests, NULL, NULL);
}
