# make site    builds the tool and the site
# make test    runs every test
# make check   checks the content, warnings included
# make golden  writes the golden files again, after a change of output that is meant
# make docs    writes the pages of the documentation about the checks from the checks themselves
# make bench   measures builds against two programs in C that do the least possible
# make shipped builds the tool with Swift's libraries in it, for machines without Swift
# make dist    makes the packages of a release in .build-dist/, on Debian 12
# make dist-test  installs these packages on a fresh Debian 12 and 13 and uses them; needs root
# make lint    checks the formatting
# make format  formats the sources
# make series  runs the random series at twenty times their length; takes long
# make sanitize  runs the tests under the address and the thread sanitizer; takes long
# make mutants  puts small faults into a copy and tells which of them the tests notice; takes hours
# make structure  prints cycles of files and unsafe code; fails where a cycle or a function is too long

SHELL := /bin/bash
# One configuration for the tool and its tests, so that nothing is compiled twice.
SWIFT_BUILD := swift build -c release

.PHONY: site test check golden docs bench lint format mutants series sanitize structure setup setup-tests guides shipped dist dist-test

site: guides
	.build/release/guides build

# Few tests at a time: a test that waits for a thread uses up the time that it may take.
TESTS = .build/release/guidesPackageTests.xctest --testing-library swift-testing \
	--experimental-maximum-parallelization-width 4

SERVING = PageTests[.]|PreviewTests[.]|HostTests[.]
ASKING = LinkProbeTests|LookupTests

# Two processes, so that the machine has work while the tests of one wait. Browsers, servers and the preview read sites from a
# disk; all others make thousands of small sites, which they keep in memory. What asks servers counts the time that a host
# takes in all, so it has the process to itself.
test: setup-tests
	$(SWIFT_BUILD) --build-tests
	( $(TESTS) --filter '$(SERVING)'; code=$$?; $(TESTS) --filter '$(ASKING)' && exit $$code ) & serving=$$!; \
	Tests/in-memory $(TESTS) --skip '$(SERVING)|$(ASKING)'; others=$$?; \
	wait $$serving && exit $$others

check: guides
	.build/release/guides check --strict

golden: setup-tests
	$(SWIFT_BUILD) --build-tests
	GUIDES_UPDATE_GOLDEN=1 $(TESTS) --filter GoldenTests

docs: guides
	for group in $$(.build/release/guides checks | cut -d / -f 1 | uniq); do \
	  .build/release/guides checks "$$group" --format markdown >"Documentation/Content/guides/checks-$$group.md" || exit; \
	done

bench: shipped
	Benchmarks/run

lint:
	swift format lint --strict -r Package.swift Sources Tests

format:
	swift format -i -r Package.swift Sources Tests

mutants: setup-tests
	Tests/Mutants/run

# The suites with seeds of `Seeded.seeds`, each with its own work for every seed.
SERIES = $(shell grep -rl 'Seeded[.]seeds' Tests --include='*Tests.swift' | xargs -n 1 basename -s .swift)

series: setup-tests
	$(SWIFT_BUILD) --build-tests
	GUIDES_SERIES=$${GUIDES_SERIES:-20} Tests/in-memory $(TESTS) --filter "$$(tr ' ' '|' <<<'$(SERIES)')"

# One build folder a sanitizer.
sanitize: setup-tests
	Tests/Sanitizers/run

structure:
	@.ci/structure

guides: setup
	$(SWIFT_BUILD) --product guides

# A build folder of its own, since all of it is compiled in another way.
shipped: setup
	.ci/dist/build

dist: setup
	.ci/dist/packages

dist-test:
	.ci/dist/test

# The system packages that are missing, by name; apt is asked only when there are any.
setup:
	@.ci/setup

# The same with those of the tests, a browser among them.
setup-tests:
	@.ci/setup tests
