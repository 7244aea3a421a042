# SPDX-License-Identifier: MIT
# Fuzzing, included by the Makefile: tests/fuzz/fuzz_NAME.c with its seeds in corpus/NAME/.
# What `fuzz` finds is written into corpus/NAME/, where check-fuzz replays it from then on.
# Seeds that are no text are made by seeds.sh, in build/seeds/NAME/.

FUZZ_TIME ?= 60
FUZZ_CC ?= clang
FUZZ := build/fuzz
FUZZ_NAMES := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SRC := $(filter runner/base/% runner/model/% runner/collect/% runner/judge/% runner/source/metalink.c,$(LIB_SRC))
FUZZ_OBJ := $(FUZZ_SRC:%.c=$(FUZZ)/%.o)
FUZZ_CFLAGS := -std=gnu17 -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined $(PKG_CFLAGS)

.PHONY: fuzz check-fuzz fuzz-replays $(FUZZ_NAMES:%=fuzz-%) $(FUZZ_NAMES:%=replay-%)

fuzz: $(FUZZ_NAMES:%=fuzz-%) ## fuzz every parser of foreign bytes: FUZZ_TIME=60 seconds each

$(FUZZ_NAMES:%=fuzz-%): fuzz-%: $(FUZZ)/fuzz_%
	$(call say,FUZZ,$* for $(FUZZ_TIME) s)mkdir -p $(FUZZ)/corpus/$* tests/fuzz/corpus/$*; \
		$< -max_total_time=$(FUZZ_TIME) -timeout=10 -rss_limit_mb=1024 -max_len=16384 \
		-artifact_prefix=tests/fuzz/corpus/$*/ -print_final_stats=1 $(FUZZ)/corpus/$* \
		tests/fuzz/corpus/$* $(wildcard build/seeds/$*) >$(FUZZ)/$*.log 2>&1 || { tail -n 40 $(FUZZ)/$*.log; exit 1; }; \
		sed -n 's/^stat::number_of_executed_units: */  runs    /p' $(FUZZ)/$*.log

$(FUZZ)/runner/%.o: runner/%.c tests/fuzz/fuzz.mk | $(B)/version.h
	$(call say,CC,$< (fuzz))mkdir -p $(@D); $(FUZZ_CC) $(ALL_CPPFLAGS) $(FUZZ_CFLAGS) \
		-fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<

$(FUZZ)/libazlcts.a: $(FUZZ_OBJ)
	$(call say,AR,$@)rm -f $@; $(AR) rcs $@ $^

$(FUZZ)/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ)/libazlcts.a
	$(call say,CC,$<)$(FUZZ_CC) $(ALL_CPPFLAGS) $(FUZZ_CFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ \
		$< $(FUZZ)/libazlcts.a $(PKG_LIBS) $(LDLIBS)

check-fuzz: ## the corpora through gcc's sanitizers
	$(quiet)$(MAKE) --no-print-directory -j$(JOBS) FLAVOUR=sanitize fuzz-replays
	$(quiet)CC='$(CC)' tests/fuzz/seeds.sh
	$(quiet)$(MAKE) --no-print-directory -k FLAVOUR=sanitize $(FUZZ_NAMES:%=replay-%)

fuzz-replays: $(FUZZ_NAMES:%=$(B)/fuzz/%)

$(B)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(B)/libazlcts.a
	$(call say,CC,$< (replay))mkdir -p $(@D); $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(FLAVOUR_LINK) \
		$(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

# One that crashed said nothing for itself.
$(FUZZ_NAMES:%=replay-%): replay-%: $(B)/fuzz/%
	$(quiet)$< $(sort $(wildcard tests/fuzz/corpus/$*/* build/seeds/$*/*)) || { echo "not ok - fuzz $* failed"; exit 1; }

-include $(FUZZ_OBJ:.o=.d) $(FUZZ_NAMES:%=$(FUZZ)/fuzz_%.d)
