# make demo      record the bundled page for ten seconds and check the result
# make test      everything the project promises, except what takes minutes
# make help      the rest
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Where the tests leave their recordings. They read it as SLUICE_TEST_MEDIA.
MEDIA := $(CURDIR)/test-media
# What `make bench` measures; all of it when empty.
SUBJECTS ?=
# One test at a time: tests that measure time want the machine to themselves. What failed is said once more at the end,
# where it is seen.
define run-tests
@rm -rf "$(MEDIA)" && mkdir -p "$(MEDIA)"
swift build --build-tests
@status=0; SLUICE_TEST_MEDIA="$(MEDIA)" $(1) swift test --disable-xctest --no-parallel --skip-build $(2) 2>&1 \
	| tee "$(MEDIA)/log.txt" || status=$$?; \
((status == 0)) || grep -A 3 '✘.*recorded an issue' "$(MEDIA)/log.txt" | cut -c1-1500 || true; \
echo "recordings of this run: $(MEDIA)"; exit $$status
endef

.PHONY: help bootstrap build demo test soak bench fuzz docs clean

help:
	@sed -n 's/^## //p' Makefile

## make bootstrap  install what is missing (Debian 12; needs a network only when something is)
bootstrap:
	@Scripts/bootstrap

## make build      the optimised programs
build: bootstrap
	swift build -c release --product egress-server
	swift build -c release --product recording-report

## make demo       record the bundled page with sound for 10 s into demo/, and check the recording
demo: build
	@Scripts/demo

## make test       build and run all tests; their recordings stay in test-media/
test: bootstrap
	$(call run-tests,,)

## make soak       the long runs: fifty kills, ten minutes of recording (about half an hour)
soak: bootstrap
	$(call run-tests,SLUICE_SOAK=1,--filter Soak)

## make bench      benchmarks beside what they compare with; JSON in Benchmarks/results/, and a table
bench: build
	swift run --package-path Benchmarks -c release sluice-bench $(SUBJECTS)

## make fuzz       each fuzz target for a minute, or FUZZ_SECONDS
fuzz: bootstrap
	Scripts/fuzz

## make docs       reference pages in .build/documentation/
docs:
	Scripts/docs

## make clean      remove everything that was built, recorded or measured
clean:
	rm -rf .build demo test-media Benchmarks/.build Benchmarks/results Fuzzing/.build
