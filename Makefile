# SPDX-License-Identifier: Apache-2.0
# `make help` lists what can be asked for.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC ?= gcc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Werror
# Rooms to build; a developer at work on one room may name fewer.
ROOMS ?= $(notdir $(wildcard src/*))

PACKAGES = gdal proj spatialite sqlite3 xlsxwriter pangocairo cairo-svg cairo-pdf fontconfig \
           yaml-0.1 glib-2.0 libxml-2.0 libzip
# Outside headers are not ours to warn about.
PKG_CFLAGS = $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES)))
PKG_LIBS = $(shell pkg-config --libs $(PACKAGES)) -lm

SOURCES = $(foreach room,$(filter-out cli,$(ROOMS)),$(wildcard src/$(room)/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
CLI_OBJECTS = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/cli/*.c))
LIBRARY = $(BUILD)/lib/libmaillage.a
COMMAND = $(BUILD)/bin/maillage
CATALOGUE = $(BUILD)/share/locale/fr/LC_MESSAGES/maillage.mo
SHARED = $(BUILD)/share/maillage
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
COMPILE = $(CC) -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc $(WARNINGS) $(CFLAGS) \
          $(PKG_CFLAGS) -MMD -MP

# `make V=1` shows the commands.
Q = $(if $(V),,@)

.PHONY: all run test unit install uninstall clean help packages
.DELETE_ON_ERROR:

all: $(COMMAND) $(CATALOGUE) $(SHARED)

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
$(SHARED):
	@mkdir -p $@
	$(Q)ln -sfn $(abspath indicators) $@/indicators
	$(Q)ln -sfn $(abspath mappings) $@/mappings

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Itests/unit $(LDFLAGS) $< $(LIBRARY) $(PKG_LIBS) -lcmocka -o $@

unit: $(UNITS)
	@for unit in $(UNITS); do $$unit || exit 1; done

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)
