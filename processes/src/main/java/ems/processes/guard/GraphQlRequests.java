package ems.processes.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * GraphQL takes a change by POST alone, and a POST with a type that no other site can send unasked. The handler behind it
 * takes both otherwise: a mutation in the address, and a body or an address under any type or none.
 */
final class GraphQlRequests implements EntryCheck {

    private static final Set<String> TYPES = Set.of("application/json", "application/graphql");
    /** Every document that changes something has this word, and outside of strings only such a document means it so. */
    private static final Pattern MUTATION = Pattern.compile("(?<![_0-9A-Za-z])mutation(?![_0-9A-Za-z])");

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        if (!head.isGraphQl()) {
            return Optional.empty();
        }
        return head.isRead() ? mutation(head) : unreadable(head);
    }

    private static Optional<Denial> mutation(RequestHead head) {
        return head.queries().stream()
                .filter(query -> MUTATION.matcher(query).find())
                .findFirst()
                .map(query -> Denial.methodNotAllowed(
                        "'" + Denial.shortened(query) + "' is a mutation, and a " + head.method()
                                + " changes nothing here; send it by POST with Content-Type: application/json.",
                        "POST"));
    }

    private static Optional<Denial> unreadable(RequestHead head) {
        var told = head.header("Content-Type").orElse("");
        var type = told.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return TYPES.contains(type)
                ? Optional.empty()
                : Optional.of(Denial.unsupportedMediaType("GraphQL does not take the content type '"
                        + Denial.shortened(told) + "'; send the query with Content-Type: application/json."));
    }
}
