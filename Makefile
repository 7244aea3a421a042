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
ifeq ($(origin CC),default)
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

PKGS := yaml-0.1 jansson sqlite3 libcrypto rpm libelf
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
PROBE_SRC := runner/probe/main.c $(filter-out runner/collect/packages.c,$(wildcard runner/collect/*.c)) \
	$(addprefix runner/base/,error.c buf.c str.c fs.c sha256.c subprocess.c cancel.c) \
	runner/model/tables.c runner/model/wire.c runner/model/progress.c
PROBE_OBJ := $(PROBE_SRC:%.c=$(B)/static/%.o)
PROBE_CFLAGS := -std=gnu17 $(WARNINGS) -Os -g -ffunction-sections -fdata-sections -fstack-protector-strong
PROBE_LIBS := -lelf -lz -lcrypto

export AZLCTS_BUILD := $(CURDIR)/$(B)

.PHONY: all setup demo check check-unit check-cli check-system check-install check-sanitize lint \
	format format-check bench fixture install uninstall dist clean help

all: $(B)/azlcts $(B)/azlcts-probe ## the runner and its probe

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 16

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

$(B)/libazlcts.a: $(LIB_OBJ) $(B)/link
	$(call say,AR,$@)rm -f $@; $(AR) rcs $@ $(LIB_OBJ)

$(B)/azlcts: $(B)/runner/main.o $(B)/libazlcts.a
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(FLAVOUR_LINK) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(B)/azlcts-probe: $(PROBE_OBJ) $(B)/link
	$(call say,LD,$@)$(CC) -static -Wl,--gc-sections -Wl,-s $(LDFLAGS) -o $@ $(PROBE_OBJ) $(PROBE_LIBS) -pthread

$(B)/tests/%: tests/unit/%.c $(B)/libazlcts.a
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) -Itests/unit $(ALL_CFLAGS) -MMD -MP \
		$(FLAVOUR_LINK) $(LDFLAGS) -o $@ $< $(B)/libazlcts.a $(PKG_LIBS) -lcmocka $(LDLIBS)

-include $(LIB_OBJ:.o=.d) $(PROBE_OBJ:.o=.d) $(B)/runner/main.d $(UNIT_BIN:=.d)

clean: ## remove everything that was built
	$(quiet)rm -rf build
