/* SPDX-License-Identifier: MIT */
/* Which commands scripts call: "name" for one that has to be there, "(name)" for a guarded one. */
#include "test.h"

#include <stdio.h>

#include "base/buf.h"
#include "judge/shell.h"

static void calls(const char *script, const char *expected)
{
	AUTO(shell_script) struct shell_script s = { 0 };
	AUTO(buf) struct buf got = BUF_INIT(BUF_LINE);

	shell_read(&s, script);
	for (size_t i = 0; i < s.count; i++)
		buf_addf(&got, s.items[i].guarded ? "%s(%s)" : "%s%s", i ? " " : "",
			 s.items[i].name);
	if (s.broken)
		buf_addf(&got, "!");
	if (!streq(buf_str(&got), expected))
		fail_msg("%s\ngives '%s', not '%s'", script, buf_str(&got), expected);
}

static void words(void **state)
{
	(void)state;
	calls("", "");
	calls("chattr +i /etc/x", "chattr");
	calls("a; b && c || d | e & f", "a b c d e f");
	calls("A=1 B=\"$(c x)\" d", "c d");
	calls("A=(x y z)\nb", "b");
	calls("/usr/sbin/usermod -L x >/dev/null 2>&1", "/usr/sbin/usermod");
	calls("'ls' -l; \"id\"; l\\s", "ls id");
	calls("$SYSTEMCTL start x; ${X}; $1", "");
	calls("echo chattr # chattr\ncd /; :", "");
	calls("a \\\n b\nc", "a c");
	calls("./configure; ~/x; dir/y; *.sh", "");
	calls("a 2>b >c <d >>e &>f; g", "a g");
	calls("! a; time b; { c; }; (d; e)", "a b c d e");
	calls("exec a -x; command b; nohup c", "a b nohup c");
	calls("env -i A=b d; nice -n 10 e; setsid f; builtin g", "env d nice e setsid f g");
}

static void substitutions(void **state)
{
	(void)state;
	calls("x=$(a \"$(b)\") ; echo `c \\`d\\``", "a b c d");
	calls("echo \"$(a | b) `c` ${x:-$(z)} $((1 + 2)) $# $?\"", "a b c");
	calls("echo '$(a)'", "");
	calls("diff <(a) <(b)", "diff a b");
	calls("a <<EOF\nchattr $(\nEOF\nb", "a b");
	calls("a <<-'X' | c\n\tchattr\n\tX\nb", "a c b");
	calls("a <<< word; b", "a b");
}

static void compounds(void **state)
{
	(void)state;
	calls("if a; then b; elif c; then d; else e; fi; f", "a b c d e f");
	calls("while a; do b; done < x; until c; do d; done", "a b c d");
	calls("for i in chattr lsattr; do a $i; done", "a");
	calls("for i\ndo a; done", "a");
	calls("case \"$1\" in\n  0|chattr) a ;;\n  (upgrade) b;;\n  *) c\nesac\nd", "a b c d");
	calls("case $x in a) case $y in b) c;; esac;; d) e;; esac; f", "c e f");
	calls("f() { a; }\nfunction g { b; }\nf; g; h", "a b h");
	calls("case $x in\n# don't\na) b;;\nesac", "b");
	calls("[[ -n $x && chattr == $y ]] && a", "a");
	calls("if [ $1 -eq 0 ]; then\n a\nfi", "a");
	calls("(( x > 1 )) && a", "a");
}

static void guards(void **state)
{
	(void)state;
	calls("a || :", "(a)");
	calls("a x >/dev/null 2>&1 || true", "(a)");
	calls("a && b || :; c", "(a) (b) c");
	calls("a || exit 0", "(a)");
	calls("a || exit 1", "a");
	calls("a || b", "a b");
	calls("a ||\n  :", "(a)");
	calls("a; b || :", "a (b)");
	calls("if a; then b; fi || :; c", "(a) (b) c");
	calls("{ a; b; } || true", "(a) (b)");
	calls("if command -v a >/dev/null 2>&1; then a x; fi; b", "(a) b");
	calls("type a && a", "(a)");
	calls("which a && a", "which (a)");
	calls("[ -x /usr/sbin/a ] && /usr/sbin/a", "(/usr/sbin/a)");
	calls("test -x /usr/sbin/a && a", "(a)");
	calls("[ $1 -ge 1 -a -x \"/usr/lib/a\" ] && /usr/lib/a b || :", "(/usr/lib/a)");
	calls("if [[ -x /usr/bin/a ]]; then a; fi", "(a)");
	calls("a || :\na", "a"); /* one call of two is not guarded */
}

/* What nobody can read whole is told, and nothing runs for ever. */
static void nonsense(void **state)
{
	static const char *const scripts[] = {
		"if a; then", "echo 'x",    "echo \"x",	 "echo $(a", "echo `a", "a )", "fi",
		"${x",	      "a <<EOF\nx", "case x in", "[[ a",     "$((1",	"}",   "done; done",
	};
	AUTO(buf) struct buf deep = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf many = BUF_INIT(BUF_TEXT);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(scripts); i++) {
		AUTO(shell_script) struct shell_script s = { 0 };

		shell_read(&s, scripts[i]);
		if (!s.broken)
			fail_msg("%s: was read", scripts[i]);
	}
	for (unsigned i = 0; i < 10000; i++) {
		buf_add(&deep, "$(");
		buf_addf(&many, "a%u\n", i);
	}
	calls(buf_str(&deep), "!");
	deep.len = 0;
	for (unsigned i = 0; i < 10000; i++)
		buf_add(&deep, "( ");
	calls(buf_str(&deep), "!");
	{
		AUTO(shell_script) struct shell_script s = { 0 };

		shell_read(&s, buf_str(&many));
		assert_non_null(s.broken);
	}
	{ /* names that are looked for are looked for one by one */
		AUTO(shell_script) struct shell_script s = { 0 };

		buf_clear(&many);
		buf_add(&many, "type");
		for (int i = 0; i < 100000; i++)
			buf_addf(&many, " a%d", i);
		shell_read(&s, buf_str(&many));
		assert_non_null(s.broken);
	}
}

/* Any bytes at all: it ends, and touches nothing that is not its own. */
static void noise(void **state)
{
	static const char letters[] = "abif then fi()`$\"'{}|&;<>\n\\#case in esac -x[[]]";
	uint32_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		AUTO(shell_script) struct shell_script s = { 0 };
		char text[80];
		size_t n;

		for (n = 0; n < sizeof(text) - 1; n++) {
			seed = seed * 1664525 + 1013904223;
			text[n] = letters[(seed >> 16) % (sizeof(letters) - 1)];
		}
		text[n] = '\0';
		shell_read(&s, text);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),     cmocka_unit_test(substitutions),
		cmocka_unit_test(compounds), cmocka_unit_test(guards),
		cmocka_unit_test(nonsense),  cmocka_unit_test(noise),
	};

	return cmocka_run_group_tests_name("shell", tests, NULL, NULL);
}
