/* SPDX-License-Identifier: MIT */
/* The readers of rsyslog's and nftables' languages, with text that no golden case has. */
#include "test.h"

#include "judge/nft_rules.h"
#include "judge/setting/rsyslog_text.h"

/* All items as "N:name(body)" and "N:line", '|' between. */
static void items_are(const char *text, const char *expected)
{
	AUTO(rsyslog_text) struct rsyslog_text t = RSYSLOG_TEXT_INIT(text);
	AUTO(rsyslog_item) struct rsyslog_item item = RSYSLOG_ITEM_INIT;
	AUTO(buf) struct buf all = BUF_INIT(BUF_TEXT);

	while (rsyslog_next(&t, &item)) {
		buf_addf(&all, "%s%u:%s", all.len ? "|" : "", item.line, buf_str(&item.name));
		if (item.type == RSYSLOG_OBJECT)
			buf_addf(&all, "(%s)", buf_str(&item.body));
	}
	assert_string_equal(buf_str(&all), expected);
}

static void test_items(void **state UNUSED)
{
	items_are("", "");
	items_are("\n\n  \n", "");
	items_are("# only\n/* a\n comment */\n", "");
	items_are("$A b\n*.* /x\n", "1:$A b|2:*.* /x");
	items_are("$I /etc/x.d/*.conf\n*.* /y # z\n", "1:$I /etc/x.d/*.conf|2:*.* /y ");
	items_are("Action(type=\"a)b\"\n name='c')\n*.* /x",
		  "1:action(type=\"a)b\"\n name='c')|3:*.* /x");
	items_are("if $m == \"#\" then { action(type=\"x\") }\n",
		  "1:action(type=\"x\")|1:if $m == \"#\" then {  }");
	items_are("*.* \\\n /x\n", "1:*.*  /x");
	items_are("xaction(type)\n", "1:xaction(type)");
}

static void test_cut_off(void **state UNUSED)
{
	items_are("action(", "1:action()");
	items_are("action(type=\"x", "1:action(type=\"x)");
	items_are("action(type=\"x\\", "1:action(type=\"x\\)");
	items_are("/* never ends", "");
	items_are("\"never ends", "1:\"never ends");
	items_are("\\", "1:\\");
}

static void parameter_is(const char *body, const char *name, const char *expected)
{
	AUTO(rsyslog_item) struct rsyslog_item item = RSYSLOG_ITEM_INIT;
	AUTO(buf) struct buf value = BUF_INIT(BUF_LINE);

	buf_add(&item.body, body);
	if (!expected) {
		assert_false(rsyslog_parameter(&item, name, &value));
		return;
	}
	assert_true(rsyslog_parameter(&item, name, &value));
	assert_string_equal(buf_str(&value), expected);
}

static void test_parameters(void **state UNUSED)
{
	parameter_is("type=\"a\" File = \"/x\"", "file", "/x");
	parameter_is("file=\"type=\\\"b\\\"\" type=\"c\"", "type", "c");
	parameter_is("x=[\"a\", \"b\"] y=\"c\"", "y", "c");
	parameter_is("x=[\"a\", \"b\"] y=\"c\"", "x", "a");
	parameter_is("port=514", "port", "514");
	parameter_is("xtype=\"a\"", "type", NULL);
	parameter_is("type", "type", NULL);
	parameter_is("type=", "type", "");
	parameter_is("type=\"cut", "type", "cut");
	parameter_is("=====\"\"\"", "type", NULL);
}

static void test_nft_cut_off(void **state UNUSED)
{
	static const char *const texts[] = { "",
					     "table",
					     "table inet f {",
					     "table inet f { chain i { type filter hook input",
					     "}}}}",
					     "{{{{{{",
					     "table inet f { chain i { ip saddr { 1, 2",
					     "\"",
					     "\\",
					     "# x" };
	struct nft_rules rules;

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		nft_read(texts[i], &rules);
		assert_false(rules.ipv4.drops);
		assert_false(rules.ipv6.drops);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_nft_cut_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
