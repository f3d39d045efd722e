# make site    builds the tool and the site
# make test    runs every test
# make check   checks the content, warnings included
# make golden  writes the golden files again, after a change of output that is meant
# make docs    writes Documentation/checks.md from the checks
# make bench   measures builds against two programs in C that do the least possible
# make lint    checks the formatting
# make format  formats the sources
# make mutants  puts small faults into a copy and tells which of them the tests notice; takes hours
# make structure  prints cycles of files and unsafe code; fails where a cycle or a function is too long

SHELL := /bin/bash
SWIFT_BUILD := swift build -c release --static-swift-stdlib --product guides

.PHONY: site test check golden docs bench lint format mutants structure setup setup-tests guides

site: guides
	.build/release/guides build

# What asks servers counts the time that a host takes in all, so it runs by itself: beside tests that need all cores for
# minutes, its own answers would come too late.
test: setup-tests
	swift test --skip LinkProbeTests
	swift test --skip-build --filter LinkProbeTests

check: guides
	.build/release/guides check --strict

golden: setup-tests
	GUIDES_UPDATE_GOLDEN=1 swift test --filter GoldenTests

docs: setup
	swift run guides checks --format markdown >Documentation/checks.md

bench: guides
	Benchmarks/run

lint:
	swift format lint --strict -r Package.swift Sources Tests

format:
	swift format -i -r Package.swift Sources Tests

mutants: setup-tests
	Tests/Mutants/run

structure:
	@.ci/structure

guides: setup
	$(SWIFT_BUILD)

# The system packages that are missing, by name; apt is asked only when there are any.
setup:
	@.ci/setup

# The same with those of the tests, a browser among them.
setup-tests:
	@.ci/setup tests
