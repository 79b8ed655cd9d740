package ems.processes.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import ems.ledger.note.Checkpoint;

/** The root that each size of the log was shown with, of late: a market that tells two histories shows two of them. */
final class ShownRoots {

    private static final int MOST = 10_000;

    private final Map<Long, String> roots = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST;
        }
    };

    private long largest;

    /** What contradicts one that was shown before; empty: nothing. */
    Optional<String> contradiction(Checkpoint shown) {
        largest = Math.max(largest, shown.size());
        String before = roots.put(shown.size(), shown.root());
        return Optional.ofNullable(before)
                .filter(root -> !root.equals(shown.root()))
                .map(root -> "two histories: the log of " + shown.size() + " blocks had the root " + root
                        + ", and now has " + shown.root());
    }

    /** What is shown as the newest is no shorter than what was shown before; empty: it is not. */
    Optional<String> contradictionOfNewest(Checkpoint shown) {
        return shown.size() < largest
                ? Optional.of("a log of " + shown.size() + " blocks is shown as the newest, and one of " + largest
                        + " was shown before")
                : contradiction(shown);
    }
}
