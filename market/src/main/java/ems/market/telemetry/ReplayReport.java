package ems.market.telemetry;

/** What became of a file's messages. */
public record ReplayReport(long accepted, long repeated, long refused) {

    public ReplayReport plus(ReplayReport other) {
        return new ReplayReport(accepted + other.accepted, repeated + other.repeated, refused + other.refused);
    }
}
