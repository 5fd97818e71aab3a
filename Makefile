# SPDX-License-Identifier: Apache-2.0
# `make help` lists what can be asked for; `make V=1` shows the commands.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= gcc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Werror
# Rooms to build; a developer at work on one room may name fewer.
ROOMS ?= $(notdir $(wildcard src/*))

PACKAGES = gdal proj spatialite sqlite3 xlsxwriter pangocairo cairo-svg cairo-pdf fontconfig libpng \
           yaml-0.1 glib-2.0 libxml-2.0 libzip jansson
# Asked once, and only when something is compiled: `make run` installs pkg-config itself.
# Outside headers are not ours to warn about.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell \
               pkg-config --cflags $(PACKAGES))))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)) -lm)$(PKG_LIBS)

SOURCES = $(foreach room,$(filter-out cli,$(ROOMS)),$(wildcard src/$(room)/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
CLI_SOURCES = $(wildcard src/cli/*.c)
CLI_OBJECTS = $(CLI_SOURCES:src/%.c=$(BUILD)/obj/%.o)
LIBRARY = $(BUILD)/lib/libmaillage.a
COMMAND = $(BUILD)/bin/maillage
CATALOGUE = $(BUILD)/share/locale/fr/LC_MESSAGES/maillage.mo
SHARED = $(BUILD)/share/maillage
# Folders that ship, and where the build shows them.
SHIPPED = indicators mappings geodata/schemas geodata/modele report
SHARES = $(addprefix $(SHARED)/,$(notdir $(SHIPPED))) $(SHARED)/leaflet/leaflet.js \
         $(SHARED)/leaflet/leaflet.css
LEAFLET = /usr/share/javascript/leaflet
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAYS = $(FUZZERS:%=$(BUILD)/fuzz/%)
COMPILE = $(CC) -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc $(WARNINGS) $(CFLAGS) \
          $(PKG_CFLAGS) -MMD -MP
VERSION = $(shell sed -n 's/.*MLG_VERSION "\(.*\)"/\1/p' include/maillage/version.h)

SANITIZED = $(BUILD)/sanitized
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=undefined
comma = ,
empty =
# Off: what this code does on purpose (texts with no-break spaces between, numbers side by
# side), and what clang-tidy 14 cannot follow (arenas, va_list).
TIDY_CHECKS = $(subst $(empty) ,$(comma),-* bugprone-* clang-analyzer-* \
                -bugprone-easily-swappable-parameters -bugprone-narrowing-conversions \
                -bugprone-macro-parentheses -bugprone-suspicious-missing-comma \
                -bugprone-reserved-identifier -bugprone-sizeof-expression \
                -bugprone-implicit-widening-of-multiplication-result \
                -bugprone-not-null-terminated-result -bugprone-too-small-loop-variable \
                -clang-analyzer-security.* -clang-analyzer-valist.* \
                -clang-analyzer-core.NonNullParamChecker -clang-analyzer-core.NullDereference \
                -clang-analyzer-core.DivideZero -clang-analyzer-optin.performance.*)
FORMATTED = $(wildcard src/*/*.[ch] include/maillage/*.h tests/*/*.[ch])

Q = $(if $(V),,@)
SUBMAKE = $(MAKE) --no-print-directory
# As many jobs as processors, unless the caller chose.
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
SANITIZE = $(SUBMAKE) $(PARALLEL) BUILD=$(SANITIZED) CFLAGS="-O1 -g $(SANITIZERS)" \
           LDFLAGS="$(SANITIZERS)"

.PHONY: all run starved test test-qgis units unit coverage memcheck reliability bench territory bench-coverage bench-draw matching golden counts pages map-images sanitize manual install uninstall clean help \
        format format-check compilers cppcheck tidy lint pot docs
.DELETE_ON_ERROR:

all: $(COMMAND) $(CATALOGUE) $(SHARES) ## build the command (the default)

run: ## install what is missing, build, run Rennes Métropole
	@scripts/install-packages run
	@$(SUBMAKE) -q all || echo "Compilation de maillage…"
	@$(SUBMAKE) $(PARALLEL) all
	@$(COMMAND) run geodata/rennes-metropole/projet.yaml -o out/rennes-metropole --overwrite

test: ## install what is missing, build, run every test
	@scripts/install-packages test
	@echo "Building, plainly and under the sanitizers…"
	@$(SUBMAKE) $(PARALLEL) all units
	@$(SANITIZE) all units
	@tests/run --build $(BUILD) --sanitized $(SANITIZED)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -c $< -o $@

$(LIBRARY): $(OBJECTS)
	@mkdir -p $(@D)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(COMMAND): $(CLI_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(PKG_LIBS) -o $@

$(CATALOGUE): po/fr.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

# The build folder is laid out as an installation, so that the command finds its
# shared files beside itself in both.
$(addprefix $(SHARED)/,$(notdir $(SHIPPED))):
	@mkdir -p $(@D)
	$(Q)ln -sfn $(abspath $(filter %$(@F),$(SHIPPED))) $@

# Leaflet goes into the report, with its licence, and less what a browser would try to fetch.
$(SHARED)/leaflet/leaflet.js: report/leaflet-licence.txt $(LEAFLET)/leaflet.min.js
	@mkdir -p $(@D)
	$(Q){ echo '/*'; cat $<; echo '*/'; sed '/^.*# sourceMappingURL=/d' $(word 2,$^); } > $@

$(SHARED)/leaflet/leaflet.css: $(LEAFLET)/leaflet.css
	@mkdir -p $(@D)
	$(Q)sed -e '/# sourceMappingURL=/d' -e 's/background-image:url([^)]*);*//g' \
	  -e 's/behavior:url([^)]*);//g' $< > $@

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY) | $(SHARES)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Itests/unit -DTEST_SHARE='"$(SHARED)"' $(LDFLAGS) $< $(LIBRARY) $(PKG_LIBS) $(TEST_LIBS) -lcmocka -o $@

# A solver of another kind holds the flows to their promises.
$(BUILD)/tests/test_fairest $(BUILD)/tests/test_coverage_rennes: TEST_LIBS = -lglpk

# A fuzzer over files by name; `make fuzz` puts libFuzzer in the place of replay.c.
REPLAY = tests/fuzz/replay.c
$(BUILD)/fuzz/%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(REPLAY) $(LIBRARY) | $(SHARES)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $< $(REPLAY) $(LIBRARY) $(PKG_LIBS) -o $@

replays: $(REPLAYS)

units: $(UNITS) $(REPLAYS) $(BUILD)/mutate/damaged

unit: units ## run the unit tests alone
	@for unit in $(UNITS); do $$unit || exit 1; done

test-qgis: all ## open the results in QGIS itself (installs it: hundreds of megabytes)
	@scripts/install-packages qgis
	@tests/run --build $(BUILD) qgis
	@echo "$(BUILD)/qgis.png"

sanitize: ## run the unit and command-line tests under ASan and UBSan
	@scripts/install-packages test
	@$(SANITIZE) all units
	@tests/run --build $(SANITIZED) unit cli

# What is lost for good, or read before it is written; GDAL and its like keep much to the end.
VALGRIND = valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
           --show-leak-kinds=definite

SECONDS = 60
FUZZED = $(BUILD)/fuzzed
FUZZ_FLAGS = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-sanitize=function

fuzz: ## search for inputs that break a reader, SECONDS each (needs clang)
	@$(SUBMAKE) $(PARALLEL) BUILD=$(FUZZED) CC=clang REPLAY= LDFLAGS=-fsanitize=fuzzer \
	  ROOMS="base need load offer coverage project territory" \
	  CFLAGS="-O1 -g -fsanitize=fuzzer-no-link $(FUZZ_FLAGS)" replays
	@for fuzzer in $(FUZZERS); do \
	  mkdir -p $(FUZZED)/found/$$fuzzer; \
	  $(FUZZED)/fuzz/$$fuzzer -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 \
	    -print_final_stats=1 -artifact_prefix=$(FUZZED)/found/$$fuzzer- \
	    $(FUZZED)/found/$$fuzzer tests/fuzz/corpus/$$fuzzer || exit 1; \
	done

# Computes damaged copies one after the other, from what it has read of the sound one.
$(BUILD)/mutate/damaged: tests/mutate/damaged.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $< $(LIBRARY) $(PKG_LIBS) -o $@

mutate: all $(BUILD)/mutate/damaged ## damage the shipped data N times and say what was noticed
	@tests/mutate/mutate.py --build $(BUILD) --n $(or $(N),2000)

# The command with memory that tests/torture may refuse it from within: the sanitizers have
# functions of their own, which a library in front cannot replace.
STARVERS = tests/torture/failing.c tests/torture/failing_malloc.c
$(BUILD)/bin/starved: $(STARVERS) $(CLI_OBJECTS) $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -DWRAPPED -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc $^ \
	  $(PKG_LIBS) -o $@

starved: all $(BUILD)/bin/starved

torture: all ## kill runs, starve them of memory and disk, N times each
	@$(SANITIZE) starved
	@$(SUBMAKE) $(PARALLEL) BUILD=$(BUILD)/pieces CFLAGS="-O1 -g -DMLG_BLOCK_BYTES=1" all
	@tests/torture/torture.py --build $(BUILD) --n $(or $(N),200)

COVERED = $(BUILD)/covered
coverage: ## which lines and branches the tests run; never fewer than scripts/coverage holds
	@scripts/install-packages dev
	@mkdir -p $(COVERED)
	$(Q)$(CC) -c tests/coverage/leave.c -o $(COVERED)/leave.o
	@$(SUBMAKE) $(PARALLEL) BUILD=$(COVERED) CFLAGS="-O0 --coverage" \
	  LDFLAGS="--coverage -Wl,--wrap=_exit $(COVERED)/leave.o" all units
	@find $(COVERED) -name '*.gcda' -delete
	@tests/run --build $(COVERED) unit cli fuzz check
	@scripts/coverage --build $(COVERED)

# Programs that read, that reckon and that match; each takes a second or two there.
MEMCHECKED = text formula load_csv schema mapping schedule territory offer_read offer_decisions \
             fairest
memcheck: all units ## some unit tests, then a check of Rennes Métropole, under valgrind
	@scripts/install-packages dev
	@for program in $(MEMCHECKED:%=$(BUILD)/tests/test_%); do \
	  $(VALGRIND) $$program >/dev/null || exit 1; \
	done
	@$(VALGRIND) $(COMMAND) check -q geodata/rennes-metropole/projet.yaml

reliability: all ## every trial of docs/reliability.md, one after the other (half a day)
	@scripts/reliability --logs $(BUILD)/reliability

matching: $(BUILD)/tests/test_offer_match_labelled ## print how well places are recognised
	@$<

$(BUILD)/bench/coverage: tests/bench/coverage.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $< $(LIBRARY) -lm -o $@

bench-coverage: $(BUILD)/bench/coverage ## time the coverage of a whole country
	@$< car
	@$< mixed

$(BUILD)/bench/draw: tests/bench/draw.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $< $(LIBRARY) $(PKG_LIBS) -o $@

bench-draw: $(BUILD)/bench/draw ## time 2,500 polygons as PNG, SVG and PDF against cairo alone
	@$<

bench: ## compare with geopandas and PostGIS, at ZONES=2000,49000; writes docs/benchmarks.md
	@scripts/install-packages bench
	@$(SUBMAKE) $(PARALLEL) all
	@tests/bench/bench.py --build $(BUILD) --zones $(or $(ZONES),2000$(comma)49000) \
	  --runs $(or $(RUNS),3) --limit $(or $(LIMIT),1800)

territory: ## write a project the size of a country, or of ZONES zones
	@scripts/install-packages bench
	@tests/bench/territory.py $(BUILD)/territory --zones $(or $(ZONES),49000)

golden: all ## accept the present results as the golden ones (read the diff before committing)
	@tests/run --build $(BUILD) --refresh golden

counts: all ## accept the present counts of instructions (read the difference before committing)
	@scripts/install-packages test
	@tests/run --build $(BUILD) --refresh speed

pages: all ## rewrite docs/indicateurs from the indicator files and Rennes Métropole's results
	@scripts/install-packages test
	@$(COMMAND) run -q geodata/rennes-metropole/projet.yaml -o $(BUILD)/pages --overwrite
	@scripts/indicator-pages --maillage $(COMMAND) --results $(BUILD)/pages

map-images: all ## draw the pictures of docs/cartes.md again
	@scripts/install-packages test
	@scripts/map-images --maillage $(COMMAND)

manual: all ## rewrite the man page and the shells' completions from the command's help
	@scripts/manual --maillage $(COMMAND)

install: all ## install under PREFIX (default /usr/local), staged in DESTDIR
	@install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin lib/pkgconfig include/maillage \
	  $(addprefix share/maillage/,$(notdir $(SHIPPED)) leaflet) share/locale/fr/LC_MESSAGES)
	$(Q)install -m 755 $(COMMAND) $(DESTDIR)$(PREFIX)/bin
	$(Q)install -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib
	$(Q)install -m 644 include/maillage/*.h include/maillage/*.def \
	  $(DESTDIR)$(PREFIX)/include/maillage
	$(Q)install -m 644 indicators/*.yaml $(DESTDIR)$(PREFIX)/share/maillage/indicators
	$(Q)install -m 644 mappings/*.yaml $(DESTDIR)$(PREFIX)/share/maillage/mappings
	$(Q)install -m 644 geodata/schemas/*.json $(DESTDIR)$(PREFIX)/share/maillage/schemas
	$(Q)install -m 644 geodata/modele/* $(DESTDIR)$(PREFIX)/share/maillage/modele
	$(Q)install -m 644 report/*.js report/*.css $(DESTDIR)$(PREFIX)/share/maillage/report
	$(Q)install -m 644 $(SHARED)/leaflet/* $(DESTDIR)$(PREFIX)/share/maillage/leaflet
	$(Q)install -m 644 $(CATALOGUE) $(DESTDIR)$(PREFIX)/share/locale/fr/LC_MESSAGES
	$(Q)install -D -m 644 docs/man/maillage.1 -t $(DESTDIR)$(PREFIX)/share/man/man1
	$(Q)install -D -m 644 completions/maillage.bash \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions/maillage
	$(Q)install -D -m 644 completions/_maillage -t $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	$(Q)printf '%s\n' 'Name: maillage' 'Description: Territorial diagnostic engine' \
	  'Version: $(VERSION)' 'Requires: $(PACKAGES)' \
	  'Cflags: -I$(PREFIX)/include' 'Libs: -L$(PREFIX)/lib -lmaillage -lm' \
	  > $(DESTDIR)$(PREFIX)/lib/pkgconfig/maillage.pc

uninstall: ## remove what install put there
	$(Q)rm -rf $(addprefix $(DESTDIR)$(PREFIX)/,bin/maillage lib/libmaillage.a \
	  lib/pkgconfig/maillage.pc include/maillage share/maillage \
	  share/locale/fr/LC_MESSAGES/maillage.mo share/man/man1/maillage.1 \
	  share/bash-completion/completions/maillage share/zsh/site-functions/_maillage)

format: ## lay the C code out with clang-format
	@scripts/install-packages test
	$(Q)clang-format -i $(FORMATTED)

format-check: ## say which files clang-format would change
	$(Q)clang-format --dry-run --Werror $(FORMATTED)

# Everything in C, for tools that only read it, some files at a time.
READ = src/*/*.c tests/unit/*.c tests/fuzz/*.c tests/bench/*.c tests/torture/*.c
READ_FLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -Itests/unit -DTEST_SHARE='""'
SOME_AT_A_TIME = | xargs -n 8 -P $(shell nproc)
COMPILERS = gcc clang

compilers: ## compile everything with gcc and with clang; any warning is an error
	$(Q)for compiler in $(COMPILERS); do \
	  ls $(READ) $(SOME_AT_A_TIME) \
	    $$compiler -fsyntax-only $(READ_FLAGS) $(WARNINGS) $(PKG_CFLAGS) || exit 1; \
	done

cppcheck: ## read the C code with cppcheck; what has not changed is not read again
	@mkdir -p $(BUILD)/cppcheck
	$(Q)cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	  --suppressions-list=scripts/cppcheck-suppressions --cppcheck-build-dir=$(BUILD)/cppcheck \
	  --error-exitcode=1 -Iinclude -Isrc src

tidy: ## read the C code with clang-tidy (ten minutes)
	@scripts/install-packages dev
	$(Q)ls src/*/*.c $(SOME_AT_A_TIME) sh -c 'clang-tidy --quiet --warnings-as-errors="*" \
	  --checks="$(TIDY_CHECKS)" "$$@" -- $(subst ','\'',$(READ_FLAGS)) $(PKG_CFLAGS)' tidy

lint: compilers format-check cppcheck tidy ## all of these: no warning, laid out, nothing found

pot: ## merge the sentences to translate into po/fr.po
	@mkdir -p $(BUILD)
	$(Q)xgettext --language=C --keyword=_ --keyword=N_ --from-code=UTF-8 --add-comments=TRANSLATORS \
	  --add-location=file --no-wrap --package-name=maillage -o $(BUILD)/maillage.pot \
	  $(sort $(CLI_SOURCES))
	$(Q)msgmerge --quiet --update --backup=none --no-wrap --no-fuzzy-matching --add-location=file \
	  po/fr.po $(BUILD)/maillage.pot

docs: ## the reference of libmaillage, in build/docs/html
	@scripts/install-packages dev
	@mkdir -p $(BUILD)/docs
	$(Q)printf '%s\n' 'PROJECT_NAME = libmaillage' 'PROJECT_NUMBER = $(VERSION)' \
	  'INPUT = include/maillage docs/tour.md' 'USE_MDFILE_AS_MAINPAGE = docs/tour.md' \
	  'OUTPUT_DIRECTORY = $(BUILD)/docs' 'GENERATE_LATEX = NO' 'JAVADOC_AUTOBRIEF = YES' \
	  'OPTIMIZE_OUTPUT_FOR_C = YES' 'QUIET = YES' 'EXTRACT_ALL = YES' \
	  'MACRO_EXPANSION = YES' | doxygen -
	@echo "$(BUILD)/docs/html/index.html"

clean: ## remove what was built
	rm -rf $(BUILD)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(UNITS:=.d)
