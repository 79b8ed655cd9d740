package ems.routes.wiring;

/** A message as a device sends it; a note of the table, so that {@code wiring check} can show what the rows do. */
public record SampleMessage(String topic, String payload) {}
