# Live Comments. `make demo` and `make test` do all the set-up on a fresh machine with a Swift toolchain.
SHELL := /bin/bash
PREFIX ?= /usr/local
RELEASE := -c release --static-swift-stdlib
# Tests of what must happen soon: apart from those that draw a thousand screens on the few threads Swift has.
TIMELY := LiveHubTests|LiveSQLiteTests
SHARE = $(PREFIX)/share
# Where there is strip(1), a program is installed without its symbols, which are half of it.
STRIP := $(if $(shell command -v strip),-s)
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources/rules Benchmarks/Store/Package.swift Benchmarks/Store/Sources/pages Benchmarks/Tests

.PHONY: all build release demo picture test lint format bench bench-full golden install uninstall deb clean deps test-deps

all: build

# What the build needs from the system; installs what is missing.
deps:
	@packaging/install-dependencies

# What the tests need besides: the shells that completions are tried in, and what checks the manual.
test-deps:
	@packaging/install-dependencies tests

build: deps
	swift build

release: deps
	swift build $(RELEASE) --product lcd
	swift build $(RELEASE) --product lc

demo: release
	@packaging/demo/run

# The picture in the README, from a real run: after a change of how the viewer looks.
picture: release test-deps
	@packaging/demo/picture

test: test-deps
	swift build --build-tests
	swift test --skip-build --filter '$(TIMELY)'
	swift test --skip-build --skip '$(TIMELY)'

lint:
	swift format lint --strict --parallel -r $(SOURCES)

format:
	swift format --in-place --parallel -r $(SOURCES)

# Figures as ratios against a C floor and nginx + nchan, taken in one run: the short set, or all.
bench: release
	Benchmarks/run short

bench-full: release
	Benchmarks/run full

# Records what the completions and the help say, after a wanted change.
golden: build
	packaging/record-golden

# Installs what was built before, if it was: as root there may be no toolchain.
install:
	@test -x .build/release/lc -a -x .build/release/lcd || $(MAKE) release
	for program in lc lcd; do \
	    install -D -m 755 $(STRIP) .build/release/$$program $(DESTDIR)$(PREFIX)/bin/$$program && \
	    install -D -m 644 completions/$$program.bash $(DESTDIR)$(SHARE)/bash-completion/completions/$$program && \
	    install -D -m 644 completions/$$program.zsh $(DESTDIR)$(SHARE)/zsh/site-functions/_$$program && \
	    install -D -m 644 completions/$$program.fish $(DESTDIR)$(SHARE)/fish/vendor_completions.d/$$program.fish \
	    || exit 1; done
	for page in man/*; do install -D -m 644 $$page $(DESTDIR)$(SHARE)/man/man$${page##*.}/$${page##*/}; done

uninstall:
	for program in lc lcd; do rm -f $(DESTDIR)$(PREFIX)/bin/$$program \
	    $(DESTDIR)$(SHARE)/bash-completion/completions/$$program $(DESTDIR)$(SHARE)/zsh/site-functions/_$$program \
	    $(DESTDIR)$(SHARE)/fish/vendor_completions.d/$$program.fish; done
	for page in man/*; do rm -f $(DESTDIR)$(SHARE)/man/man$${page##*.}/$${page##*/}; done

# A Debian package of what `make release` built, in .build.
deb:
	@test -x .build/release/lc -a -x .build/release/lcd || $(MAKE) release
	@packaging/install-dependencies deb
	@packaging/debian/build

clean:
	swift package clean
