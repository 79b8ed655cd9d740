package ems.processes.promise;

import java.util.Map;

/**
 * The tables that features are played against.
 *
 * @param name in words: {@code the active tables}, {@code draft 3}
 * @param hash of what the tables say
 * @param contents bytes by file name
 */
record TablesToPlay(String name, String hash, Map<String, byte[]> contents) {}
