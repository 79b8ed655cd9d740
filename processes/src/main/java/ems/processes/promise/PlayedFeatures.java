package ems.processes.promise;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import ems.processes.job.JobResult;

/**
 * What came of playing features.
 *
 * @param tables against which, in words
 * @param hash of what these tables say
 * @param build that was played
 * @param place what was played; empty: all
 * @param outcomes by place of the scenario, {@code pricing/energy-prices.feature:10}
 */
record PlayedFeatures(String tables, String hash, String build, String place, Map<String, Outcome> outcomes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    PlayedFeatures {
        outcomes = new TreeMap<>(outcomes);
    }

    JobResult result() {
        try {
            return JobResult.of(JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }

    static PlayedFeatures of(String result) {
        try {
            return JSON.readValue(result, PlayedFeatures.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the market wrote this result itself", e);
        }
    }
}
