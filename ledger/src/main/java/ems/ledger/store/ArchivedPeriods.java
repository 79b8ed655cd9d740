package ems.ledger.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.ledger.chain.FormatTag;
import ems.ledger.sql.Deflated;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Step;

/**
 * Sealed periods of one grid, together. As bytes: the line {@code ems-archive-1}, then a text, compressed (RFC 1950), in which a
 * period is a line {@code period|start|number of steps}, and each of its steps a line {@code step|name|number of lines} and
 * these lines.
 *
 * @param bodies of the steps of each period, as {@link StoredPeriod} has them
 */
record ArchivedPeriods(Map<MatchingPeriod, SortedMap<Step, String>> bodies) {

    private static final FormatTag FORMAT = new FormatTag("ems-archive", 1);
    private static final byte[] HEAD = (FORMAT.text() + '\n').getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEAD = 32;
    private static final String PERIOD = "period|";
    private static final String STEP = "step|";

    /** Enrolments are left out. */
    static byte[] bytes(List<StoredPeriod> periods) {
        var text = new StringBuilder();
        for (StoredPeriod period : periods) {
            var steps = new TreeMap<>(period.bodies());
            steps.remove(Step.ENROL);
            text.append(PERIOD).append(period.key().period()).append('|').append(steps.size());
            text.append('\n');
            steps.forEach((step, body) -> {
                var lines = StoredPeriod.lines(body);
                text.append(STEP).append(step.name()).append('|').append(lines.size());
                text.append('\n');
                lines.forEach(line -> text.append(line).append('\n'));
            });
        }
        byte[] compressed = Deflated.smallest(text.toString());
        byte[] bytes = Arrays.copyOf(HEAD, HEAD.length + compressed.length);
        System.arraycopy(compressed, 0, bytes, HEAD.length, compressed.length);
        return bytes;
    }

    /** @throws IllegalArgumentException if the bytes are not what {@link #bytes} made */
    static ArchivedPeriods parse(byte[] bytes) {
        refuseOther(bytes);
        var reader = new Reader(Deflated.text(Arrays.copyOfRange(bytes, HEAD.length, bytes.length)));
        Map<MatchingPeriod, SortedMap<Step, String>> bodies = new HashMap<>();
        while (reader.hasMore()) {
            String[] period = reader.fields(PERIOD);
            SortedMap<Step, String> steps = new TreeMap<>();
            for (int left = Integer.parseInt(period[1]); left > 0; left--) {
                String[] step = reader.fields(STEP);
                steps.put(Step.valueOf(step[0]), reader.lines(Integer.parseInt(step[1])));
            }
            bodies.put(new MatchingPeriod(Instant.parse(period[0])), steps);
        }
        return new ArchivedPeriods(bodies);
    }

    private static void refuseOther(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_HEAD), StandardCharsets.US_ASCII);
        String stated = start.substring(0, Math.max(0, start.indexOf('\n')));
        FORMAT.refusalOf(stated).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (!stated.equals(FORMAT.text())) {
            throw new IllegalArgumentException("it does not start with " + FORMAT.text());
        }
    }

    /** One line after the other. */
    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean hasMore() {
            return at < text.length();
        }

        String line() {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                throw new IllegalArgumentException("its end is missing");
            }
            String line = text.substring(at, end);
            at = end + 1;
            return line;
        }

        String[] fields(String start) {
            String line = line();
            String[] fields =
                    line.substring(Math.min(start.length(), line.length())).split("\\|", -1);
            if (!line.startsWith(start) || fields.length != 2) {
                throw new IllegalArgumentException("'" + line + "' stands where " + start + "... should");
            }
            return fields;
        }

        String lines(int number) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                lines.add(line());
            }
            return String.join("\n", lines);
        }
    }
}
