package ems.market.telemetry;

/** What comes in through the doors of one grid and is read by its market. */
public interface TelemetryStore extends Inbox, Readings {}
