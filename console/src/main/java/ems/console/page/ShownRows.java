package ems.console.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ems.market.party.ElectricVehicle;
import ems.market.party.GridMembers;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;

/**
 * The rows of a snapshot: the first pairs that its reader looks for, with EVs and of homes, with both parties, and the first
 * parties without a pair. So a grid of thousands is not sent and drawn whole each second.
 *
 * @param prosumers in the order of the grid's members
 * @param vehicles in the order of the grid's members
 * @param found how many rows there are to show
 */
public record ShownRows(
        List<Match> matches,
        List<ProsumerId> prosumers,
        List<ElectricVehicle> vehicles,
        List<Rejection> rejections,
        FoundNow found) {

    public static ShownRows of(GridMembers members, PeriodRecord current, RowChoice choice) {
        List<Match> matches =
                current.all(Match.class).stream().filter(choice::finds).toList();
        var shown = first(matches, choice);
        Set<Party> chosen = new HashSet<>();
        shown.forEach(match -> chosen.addAll(match.parties()));
        List<DirectMatch> direct =
                current.all(DirectMatch.class).stream().filter(choice::finds).toList();
        first(direct, choice).forEach(match -> chosen.addAll(match.parties()));
        List<ProsumerId> prosumersAlone = members.prosumers().stream()
                .filter(prosumer ->
                        choice.finds(prosumer) && current.pair(prosumer).isEmpty())
                .toList();
        List<ElectricVehicle> vehiclesAlone = members.vehicles().stream()
                .filter(vehicle -> choice.finds(vehicle.id())
                        && current.match(vehicle.id()).isEmpty())
                .toList();
        List<Rejection> rejections = current.all(Rejection.class).stream()
                .filter(rejection -> choice.finds(rejection.party()))
                .toList();
        chosen.addAll(first(prosumersAlone, choice));
        first(vehiclesAlone, choice).forEach(vehicle -> chosen.add(vehicle.id()));
        return new ShownRows(
                shown,
                members.prosumers().stream().filter(chosen::contains).toList(),
                members.vehicles().stream()
                        .filter(vehicle -> chosen.contains(vehicle.id()))
                        .toList(),
                first(rejections, choice),
                new FoundNow(
                        choice.find(), matches.size(), prosumersAlone.size(), vehiclesAlone.size(), rejections.size()));
    }

    private static <T> List<T> first(List<T> rows, RowChoice choice) {
        return rows.subList(0, Math.min(rows.size(), choice.most()));
    }

    /** The EVs of the rows. */
    public List<VehicleId> vehicleIds() {
        return vehicles.stream().map(ElectricVehicle::id).toList();
    }
}
