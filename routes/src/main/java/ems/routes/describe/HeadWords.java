package ems.routes.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import ems.market.telemetry.ColumnMapping.MeterUnit;

/**
 * What the words of a column's head say.
 *
 * @param role of the column
 * @param unit that stands in the head
 * @param party the words that are left, joined as an id; empty if none is
 */
record HeadWords(Optional<Role> role, Optional<MeterUnit> unit, String party) {

    /** What a column of numbers can be. */
    enum Role {
        PRODUCTION,
        CONSUMPTION,
        NET,
        /** Money, tariffs and whatever else no meter counts. */
        OTHER
    }

    private static final Set<String> PRODUCTION = Set.of(
            "production",
            "produced",
            "prod",
            "pv",
            "solar",
            "generation",
            "generated",
            "gen",
            "export",
            "exported",
            "erzeugung",
            "einspeisung",
            "returned",
            "outgoing",
            "yield",
            "injection");
    private static final Set<String> CONSUMPTION = Set.of(
            "consumption",
            "consumed",
            "cons",
            "load",
            "usage",
            "use",
            "used",
            "demand",
            "import",
            "imported",
            "verbrauch",
            "bezug",
            "delivered",
            "consommation",
            "hh");
    private static final Set<String> NET = Set.of("net", "netto", "grid", "saldo", "mains");
    private static final Set<String> OTHER = Set.of(
            "cost",
            "price",
            "rate",
            "tariff",
            "charge",
            "tax",
            "gbp",
            "eur",
            "usd",
            "p",
            "pence",
            "temperature",
            "temp",
            "humidity",
            "voltage",
            "current",
            "frequency",
            "soc",
            "period",
            "quality",
            "estimated");
    private static final Set<String> FILLERS = Set.of(
            "per",
            "half",
            "hour",
            "hourly",
            "hr",
            "interval",
            "energy",
            "power",
            "meter",
            "electricity",
            "electric",
            "value",
            "total",
            "sum",
            "state",
            "change",
            "read",
            "reading",
            "active",
            "the",
            "of",
            "in",
            "from",
            "to",
            "ac",
            "inc",
            "register");

    static HeadWords of(String head) {
        Optional<Role> role = Optional.empty();
        Optional<MeterUnit> unit = Optional.empty();
        List<String> left = new ArrayList<>();
        for (String word : head.split("[^\\p{L}\\p{N}]+")) {
            String lower = word.toLowerCase(Locale.ROOT);
            var itsUnit = unit(lower);
            var itsRole = role(lower);
            if (itsUnit.isPresent()) {
                unit = unit.or(() -> itsUnit);
            } else if (itsRole.isPresent()) {
                role = role.filter(before -> before == Role.OTHER || itsRole.get() != Role.OTHER)
                        .filter(before -> itsRole.get() != Role.OTHER)
                        .or(() -> itsRole);
            } else if (!word.isEmpty() && !FILLERS.contains(lower)) {
                left.add(word);
            }
        }
        return new HeadWords(role, unit, id(String.join("-", left)));
    }

    private static Optional<MeterUnit> unit(String word) {
        return switch (word) {
            case "w", "watt", "watts" -> Optional.of(MeterUnit.WATT);
            case "kw", "kilowatt", "kilowatts" -> Optional.of(MeterUnit.KILOWATT);
            case "wh" -> Optional.of(MeterUnit.WATT_HOUR);
            case "kwh" -> Optional.of(MeterUnit.KILOWATT_HOUR);
            default -> Optional.empty();
        };
    }

    private static Optional<Role> role(String word) {
        if (PRODUCTION.contains(word)) {
            return Optional.of(Role.PRODUCTION);
        }
        if (CONSUMPTION.contains(word)) {
            return Optional.of(Role.CONSUMPTION);
        }
        if (NET.contains(word)) {
            return Optional.of(Role.NET);
        }
        return OTHER.contains(word) ? Optional.of(Role.OTHER) : Optional.empty();
    }

    /** Made of what an id may hold. */
    static String id(String text) {
        String id = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
        return id.length() > 40 ? id.substring(0, 40) : id;
    }
}
