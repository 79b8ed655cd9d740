package ems.ledger;

import java.util.Collection;

import org.jdbi.v3.core.argument.Argument;

import ems.market.party.Party;
import ems.market.party.VehicleId;

/** Many names as one value of a statement. */
final class SqlArrays {

    private SqlArrays() {}

    static Argument ofAccounts(Collection<VehicleId> vehicles) {
        return of(vehicles.stream().map(Party::account).toArray(String[]::new));
    }

    private static Argument of(String[] names) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf("varchar", names));
    }
}
