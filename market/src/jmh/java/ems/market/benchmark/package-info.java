/** How long matching, measuring and settling take: {@code ./mvnw -pl market -P benchmarks test-compile exec:exec}. */
package ems.market.benchmark;
