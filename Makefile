# make demo      record the bundled page and the tracks of a room, and check the results
# make test      everything the project promises, except what takes minutes
# make help      the rest
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Where the tests leave their recordings. They read it as SLUICE_TEST_MEDIA.
MEDIA := $(CURDIR)/test-media
# What `make bench` measures; all of it when empty.
SUBJECTS ?=
.PHONY: help bootstrap build demo test soak integration bench fuzz sanitize docs clean

help:
	@sed -n 's/^## //p' Makefile

## make bootstrap  install what is missing (Debian 12; needs a network only when something is)
bootstrap:
	@Scripts/bootstrap

## make build      the optimised programs
build: bootstrap
	swift build -c release --product egress-server
	swift build -c release --product recording-report
	swift build -c release --product room-participants

## make demo       record the bundled page for 10 s, and the tracks of a room, into demo/, and check them
demo: build
	@Scripts/demo

## make test       build and run all tests; their recordings stay in test-media/
test: bootstrap
	swift build --build-tests
	@Scripts/test "$(MEDIA)"

## make soak       the long runs: fifty kills, ten minutes of recording, 500 jobs of the service, 1,000 joins of a room, a minute
##                 of losses, 500 uploads through faults and kills, one of 2 GiB (over an hour)
soak: bootstrap
	swift build --build-tests
	@SLUICE_SOAK=1 SLUICE_TEST_LIMIT=3h Scripts/test "$(MEDIA)" --filter Soak

## make integration CONFIG=config.yaml LIVEKIT_ROOM_NAME=my-room
##                 record and stream a room on a LiveKit server of your own, as files of all kinds
integration: bootstrap
	@[[ -n "$(CONFIG)" && -n "$(LIVEKIT_ROOM_NAME)" ]] || { echo "give CONFIG and LIVEKIT_ROOM_NAME" >&2; exit 64; }
	swift build --build-tests
	@SLUICE_INTEGRATION_CONFIG="$(abspath $(CONFIG))" LIVEKIT_ROOM_NAME="$(LIVEKIT_ROOM_NAME)" \
		Scripts/test "$(MEDIA)" --filter RoomCompositeTests

## make bench      benchmarks beside what they compare with; JSON in Benchmarks/results/, and a table
bench: build
	swift run --package-path Benchmarks -c release sluice-bench $(SUBJECTS)

## make fuzz       each fuzz target for a minute, or FUZZ_SECONDS
fuzz: bootstrap
	Scripts/fuzz

## make sanitize   the tests of media, transport and rooms under ThreadSanitizer and AddressSanitizer, a build for each
sanitize: bootstrap
	Scripts/sanitize

## make docs       reference pages in .build/documentation/
docs:
	Scripts/docs

## make clean      remove everything that was built, recorded or measured
clean:
	rm -rf .build demo test-media Benchmarks/.build Benchmarks/results Fuzzing/.build
