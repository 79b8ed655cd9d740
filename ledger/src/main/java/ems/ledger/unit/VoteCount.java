package ems.ledger.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ems.ledger.note.NoteSignature;

/**
 * How validators voted on a change of them.
 *
 * @param given votes that count; of a validator that gives several, which a liar can, the first
 * @param missing why others gave none, in words
 */
public record VoteCount(List<NoteSignature> given, List<String> missing) {

    public VoteCount {
        Map<String, NoteSignature> first = new LinkedHashMap<>();
        given.forEach(vote -> first.putIfAbsent(vote.name(), vote));
        given = List.copyOf(first.values());
        missing = List.copyOf(missing);
    }

    public VoteCount and(VoteCount others) {
        return new VoteCount(
                Stream.concat(given.stream(), others.given.stream()).toList(),
                Stream.concat(missing.stream(), others.missing.stream()).toList());
    }
}
