# SPDX-License-Identifier: MIT
# The only makefile.  One build folder a flavour: `make FLAVOUR=sanitize check-unit`.

MAKEFLAGS += -rR
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

VERSION := 0.1.0

# Yours: CC CFLAGS CPPFLAGS LDFLAGS LDLIBS PREFIX DESTDIR are never changed here.
ifeq ($(filter-out default undefined,$(origin CC)),)
CC := gcc
endif
AR := ar
PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBEXECDIR ?= $(PREFIX)/libexec/azlcts
DATADIR ?= $(PREFIX)/share/azlcts
MANDIR ?= $(PREFIX)/share/man
WERROR ?= -Werror
JOBS ?= $(shell nproc)

FLAVOUR ?= release
B := build/$(FLAVOUR)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wwrite-strings -Wcast-qual \
	-Wundef -Wvla -Wformat=2 -Wimplicit-fallthrough $(WERROR)
HARDENING := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDENING_LINK := -pie -Wl,-z,relro,-z,now
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

ifeq ($(FLAVOUR),release)
FLAVOUR_CFLAGS := $(HARDENING)
FLAVOUR_LINK := $(HARDENING_LINK)
else ifeq ($(FLAVOUR),sanitize)
FLAVOUR_CFLAGS := $(SANITIZE)
FLAVOUR_LINK := $(SANITIZE)
else
$(error FLAVOUR is release or sanitize)
endif

V ?= 0
say = $(if $(filter-out 0,$(V)),,@printf '  %-7s %s\n' '$(1)' '$(2)';)
quiet = $(if $(filter-out 0,$(V)),,@)

PKGS := yaml-0.1 jansson sqlite3 libcrypto rpm libelf libarchive libsolv libsolvext libcurl expat \
	libmicrohttpd
NEED_LIBS := $(filter-out setup clean help format format-check dist,$(or $(MAKECMDGOALS),all))
ifneq ($(NEED_LIBS),)
ifeq ($(shell $(PKG_CONFIG) --exists $(PKGS) 2>/dev/null && echo yes),yes)
PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS))
PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(PKGS))
endif
endif

ALL_CPPFLAGS := -D_GNU_SOURCE -Irunner -I$(B) $(CPPFLAGS)
ALL_CFLAGS := -std=gnu17 $(WARNINGS) $(FLAVOUR_CFLAGS) $(PKG_CFLAGS) $(CFLAGS)

LIB_SRC := $(filter-out runner/main.c runner/probe/main.c,$(wildcard runner/*/*.c runner/*/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(B)/tests/%)

# The probe runs in any guest: static, small, and with nothing but what collecting needs.
PROBE_SRC := $(wildcard runner/probe/*.c) $(filter-out runner/collect/packages%.c runner/collect/openpgp%.c,$(wildcard runner/collect/*.c)) \
	$(addprefix runner/base/,error.c buf.c str.c fs.c sha256.c subprocess.c cancel.c) \
	runner/model/tables.c runner/model/wire.c runner/model/wire_request.c \
	runner/model/progress.c runner/model/coverage.c runner/model/standin.c
PROBE_OBJ := $(PROBE_SRC:%.c=$(B)/static/%.o)
PROBE_CFLAGS := -std=gnu17 $(WARNINGS) -O2 -g -ffunction-sections -fdata-sections -fstack-protector-strong
PROBE_LIBS := -lelf -lz -lcrypto

export AZLCTS_BUILD := $(CURDIR)/$(B)

.PHONY: all setup demo check check-unit check-cli check-system check-install lint \
	format format-check bench fixture install uninstall dist clean help

all: $(B)/azlcts $(B)/azlcts-probe ## the runner and its probe

help: ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile tests/fuzz/fuzz.mk | sed 's/:.*## /\t/' | expand -t 16

setup: ## install what building, testing and the fixture need (Debian 12)
	$(quiet)fixtures/setup.sh

# Stamps, rewritten only when different: flags (every object depends on it), link (the archive).
define stamp
	@mkdir -p $(@D); printf '%s\n' '$(1)' | cmp -s - $@ || printf '%s\n' '$(1)' >$@
endef
.PHONY: FORCE
$(B)/flags: FORCE ; $(call stamp,$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(PROBE_CFLAGS))
$(B)/link: FORCE ; $(call stamp,$(AR) $(FLAVOUR_LINK) $(LDFLAGS) $(LDLIBS) $(PKG_LIBS) $(LIB_SRC) $(PROBE_SRC))
$(B)/version.h: FORCE
	@mkdir -p $(@D); printf '#define AZLCTS_VERSION "%s"\n#define AZLCTS_LIBEXECDIR "%s"\n#define AZLCTS_DATADIR "%s"\n' \
		'$(VERSION)' '$(LIBEXECDIR)' '$(DATADIR)' >$@.new; \
		cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(B)/runner/%.o: runner/%.c $(B)/flags | $(B)/version.h
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/static/%.o: %.c $(B)/flags | $(B)/version.h
	$(call say,CC,$< (probe))mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) $(PROBE_CFLAGS) -MMD -MP -c -o $@ $<

# The HTML report's style and script, as the insides of C arrays.
$(B)/html/%.inc: runner/report/html/%
	$(call say,GEN,$<)mkdir -p $(@D); od -An -v -tx1 $< | sed 's/[0-9a-f][0-9a-f]/0x&,/g' >$@

$(B)/runner/report/html_assets.o: $(B)/html/style.css.inc $(B)/html/script.js.inc

$(B)/libazlcts.a: $(LIB_OBJ) $(B)/link
	$(call say,AR,$@)rm -f $@; $(AR) rcs $@ $(LIB_OBJ)

$(B)/azlcts: $(B)/runner/main.o $(B)/libazlcts.a
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(FLAVOUR_LINK) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(B)/azlcts-probe: $(PROBE_OBJ) $(B)/link
	$(call say,LD,$@)$(CC) -static -Wl,--gc-sections -Wl,-s $(LDFLAGS) -o $@ $(PROBE_OBJ) $(PROBE_LIBS) -pthread

$(B)/tests/%: tests/unit/%.c $(B)/libazlcts.a
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) -Itests/unit $(ALL_CFLAGS) -MMD -MP \
		$(FLAVOUR_LINK) $(LDFLAGS) -o $@ $< $(B)/libazlcts.a $(PKG_LIBS) -lcmocka $(LDLIBS)

include tests/fuzz/fuzz.mk

-include $(LIB_OBJ:.o=.d) $(PROBE_OBJ:.o=.d) $(B)/runner/main.d $(UNIT_BIN:=.d)


# The man page comes from --help, so it cannot say otherwise.
$(B)/azlcts.1: $(B)/azlcts docs/man.sh
	$(call say,MAN,$@)docs/man.sh $< >$@

fixture: ## build the fixture image (cached by content)
	$(quiet)fixtures/image/build.sh

demo: setup ## the main job: boot the fixture image, judge it; then a defective one
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) all
	$(quiet)$(MAKE) --no-print-directory fixture
	$(quiet)fixtures/demo.sh

tests-built: all $(UNIT_BIN)
.PHONY: tests-built docs

check: setup ## all tests
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) tests-built $(B)/azlcts.1
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) FLAVOUR=sanitize tests-built
	$(quiet)$(MAKE) --no-print-directory fixture
	$(quiet)tests/check.sh

check-unit: ## unit tests and golden cases, plain and with sanitizers
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) tests-built
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) FLAVOUR=sanitize tests-built
	$(quiet)tests/check.sh unit

check-cli: all ## tests of the program that boot nothing
	$(quiet)tests/check.sh cli

check-system: all fixture ## tests that boot
	$(quiet)tests/check.sh system

check-install: all $(B)/azlcts.1 ## install, use, uninstall
	$(quiet)tests/check.sh install

# The ELF reader and the comparison alone (tests/bench/abi.py).
BENCH_BIN := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
$(BENCH_BIN): $(B)/bench/%: tests/bench/%.c $(B)/libazlcts.a
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP $(FLAVOUR_LINK) \
		$(LDFLAGS) -o $@ $< $(B)/libazlcts.a -Wl,--as-needed $(PKG_LIBS) $(LDLIBS)

bench: all fixture $(BENCH_BIN) ## ratios against named peers and limits: build/bench-*.json
	$(quiet)tests/bench/run.sh

lint: all ## layers, doors, banned calls, sizes, kinds, mutable state, shell
	$(quiet)tests/lint/run.sh

C_FILES := $(wildcard runner/*.c runner/*/*.[ch] runner/*/*/*.[ch] tests/*/*.[ch])
format: ## clang-format everything
	$(quiet)clang-format -i $(C_FILES)

format-check: ## is everything formatted?
	$(quiet)clang-format --dry-run -Werror $(C_FILES)

docs: all ## rewrite the generated parts of docs/
	$(quiet)AZLCTS=$(B)/azlcts docs/generate.sh

INSTALLED_DATA := $(shell cd $(CURDIR) && find suites results-schema -type f | sort)
install: all $(B)/azlcts.1 ## install below PREFIX (and DESTDIR)
	$(quiet)install -D -m 755 $(B)/azlcts $(DESTDIR)$(BINDIR)/azlcts
	$(quiet)install -D -m 755 $(B)/azlcts-probe $(DESTDIR)$(LIBEXECDIR)/azlcts-probe
	$(quiet)install -D -m 644 $(B)/azlcts.1 $(DESTDIR)$(MANDIR)/man1/azlcts.1
	$(quiet)for f in $(INSTALLED_DATA); do install -D -m 644 $$f $(DESTDIR)$(DATADIR)/$$f; done

uninstall: ## remove what install put there
	$(quiet)rm -f $(DESTDIR)$(BINDIR)/azlcts $(DESTDIR)$(LIBEXECDIR)/azlcts-probe \
		$(DESTDIR)$(MANDIR)/man1/azlcts.1 $(INSTALLED_DATA:%=$(DESTDIR)$(DATADIR)/%)

dist: ## azlcts-VERSION.tar.gz, the same bytes every time
	$(quiet)mkdir -p build && git archive --prefix=azlcts-$(VERSION)/ HEAD | gzip -9n >build/azlcts-$(VERSION).tar.gz
	$(quiet)cd build && sha256sum azlcts-$(VERSION).tar.gz | tee azlcts-$(VERSION).tar.gz.sha256

clean: ## remove everything that was built
	$(quiet)rm -rf build 2>/dev/null || sudo rm -rf build # the fixture's root belongs to root
