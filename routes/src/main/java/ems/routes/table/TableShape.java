package ems.routes.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a table must be to be read at all.
 *
 * @param heads of its columns, each once, in any order
 * @param further heads of columns that it need not have, as tables of earlier versions lack them
 */
public record TableShape(List<String> heads, List<String> further, int mostBytes, int mostRows) {

    public TableShape {
        heads = List.copyOf(heads);
        further = List.copyOf(further);
    }

    /** All heads that it may have. */
    List<String> known() {
        return Stream.concat(heads.stream(), further.stream()).toList();
    }
}
