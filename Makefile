# Live Comments. `make demo` and `make test` do all the set-up on a fresh machine with a Swift toolchain.
SHELL := /bin/bash
PREFIX ?= /usr/local
RELEASE := -c release --static-swift-stdlib
# Tests of what must happen soon: apart from those that draw a thousand screens on the few threads Swift has.
TIMELY := LiveHubTests|LiveSQLiteTests
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift

.PHONY: all build release demo picture test lint format bench bench-full golden install uninstall clean deps test-deps

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
	install -D -m 755 .build/release/lc $(DESTDIR)$(PREFIX)/bin/lc
	install -D -m 755 .build/release/lcd $(DESTDIR)$(PREFIX)/bin/lcd
	install -D -m 644 completions/lc.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/lc
	install -D -m 644 completions/lc.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_lc
	install -D -m 644 completions/lc.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/lc.fish
	for page in man/*; do install -D -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/lc $(DESTDIR)$(PREFIX)/bin/lcd
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/lc
	rm -f $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_lc
	rm -f $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/lc.fish
	for page in man/*; do rm -f $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$${page##*/}; done

clean:
	swift package clean
