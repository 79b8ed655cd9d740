package ems.processes.watch;

import java.util.List;
import java.util.Optional;

/**
 * Refused messages of a grid.
 *
 * @param count all that are kept
 * @param lookedAt the latest so many stand in the groups
 * @param groups the twenty commonest, the commonest first
 * @param others messages of rarer reasons, together
 * @param whyNot why who asks may not mark them as seen; empty if they may
 */
public record LettersView(long count, long lookedAt, List<LetterGroup> groups, long others, Optional<String> whyNot) {}
