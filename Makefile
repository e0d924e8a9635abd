# Live Comments. `make demo` and `make test` do all the set-up on a fresh machine with a Swift toolchain.
SHELL := /bin/bash
PREFIX ?= /usr/local
RELEASE := -c release --static-swift-stdlib
# Tests of what must happen soon: apart from those that draw a thousand screens on the few threads Swift has.
TIMELY := LiveHubTests|LiveSQLiteTests
SHARE = $(PREFIX)/share
# Where there is strip(1), a program is installed without its symbols, which are half of it.
STRIP := $(if $(shell command -v strip),-s)
# Whether what is there was linked with Swift's libraries instead of taking them in.
NEEDS_SWIFT = ldd .build/release/lc .build/release/lcd | grep --quiet libswift
SCRIPTS := .ci/run $(addprefix packaging/,install-dependencies record-golden test-in-vm demo/run \
    debian/build debian/postinst debian/postrm debian/prerm)
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources/rules Benchmarks/Store/Package.swift Benchmarks/Store/Sources/pages Benchmarks/Tests

.PHONY: all build release demo picture test lint format bench bench-full golden install uninstall deb built clean deps test-deps

all: build

# What the build needs from the system; installs what is missing.
deps:
	@packaging/install-dependencies

# What the tests and the lint need besides: the shells that completions are tried in, and what checks the manual.
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

lint: test-deps
	shellcheck $(SCRIPTS)
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
install: built
	@if $(NEEDS_SWIFT); then echo "make: lc and lcd are linked with the libraries of this machine's Swift, and don't run" \
	    "without them; make release builds programs that do" >&2; fi
	@for program in lc lcd; do \
	    install -D -m 755 $(STRIP) .build/release/$$program $(DESTDIR)$(PREFIX)/bin/$$program && \
	    install -D -m 644 completions/$$program.bash $(DESTDIR)$(SHARE)/bash-completion/completions/$$program && \
	    install -D -m 644 completions/$$program.zsh $(DESTDIR)$(SHARE)/zsh/site-functions/_$$program && \
	    install -D -m 644 completions/$$program.fish $(DESTDIR)$(SHARE)/fish/vendor_completions.d/$$program.fish \
	    || exit 1; done
	@for page in man/*; do \
	    install -D -m 644 $$page $(DESTDIR)$(SHARE)/man/man$${page##*.}/$${page##*/} || exit 1; done
	@echo "installed lc and lcd $$(.build/release/lcd --version), their manual and completions below $(DESTDIR)$(PREFIX)"

uninstall:
	@for program in lc lcd; do rm -f $(DESTDIR)$(PREFIX)/bin/$$program \
	    $(DESTDIR)$(SHARE)/bash-completion/completions/$$program $(DESTDIR)$(SHARE)/zsh/site-functions/_$$program \
	    $(DESTDIR)$(SHARE)/fish/vendor_completions.d/$$program.fish; done
	@for page in man/*; do rm -f $(DESTDIR)$(SHARE)/man/man$${page##*.}/$${page##*/}; done
	@echo "removed lc and lcd, their manual and completions below $(DESTDIR)$(PREFIX)"

# A Debian package of what `make release` built, in .build.
deb: built
	@if $(NEEDS_SWIFT); then echo "make: lc and lcd are linked with the libraries of this machine's Swift, which no" \
	    "Debian has; build them again with make release" >&2; exit 1; fi
	@packaging/install-dependencies deb
	@packaging/debian/build

built:
	@test -x .build/release/lc -a -x .build/release/lcd || $(MAKE) release

clean:
	swift package clean
