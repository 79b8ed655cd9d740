package ems.features.steps;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.cucumber.java.ParameterType;

import ems.features.MarketTime;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Power;
import ems.market.quantity.Price;

/** Words of a sentence that become the market's own: names, times of day, and amounts with their unit. */
public final class MarketWords {

    private static final int MICROPENCE_DECIMALS = 6;
    private static final long DAYS_A_YEAR = 365;

    @ParameterType("House [A-Z]\\d")
    public ProsumerId prosumer(String name) {
        return new ProsumerId(name.replace(' ', '-'));
    }

    @ParameterType("EV \\d")
    public VehicleId vehicle(String name) {
        return new VehicleId(name.replace(' ', '-'));
    }

    @ParameterType("House [A-Z]\\d|EV \\d")
    public Party party(String name) {
        return name.startsWith("EV") ? vehicle(name) : prosumer(name);
    }

    @ParameterType("\\d\\d:\\d\\d(?::\\d\\d)?")
    public Instant time(String timeOfDay) {
        return MarketTime.at(timeOfDay);
    }

    @ParameterType("(?:an hour|a day|a year) (?:ahead|behind)")
    public Duration length(String words) {
        var length = words.startsWith("an hour")
                ? Duration.ofHours(1)
                : words.startsWith("a day") ? Duration.ofDays(1) : Duration.ofDays(DAYS_A_YEAR);
        return words.endsWith("behind") ? length.negated() : length;
    }

    @ParameterType("[\\d.]+ kWh")
    public Energy energy(String amount) {
        return Energy.ofKilowattHours(number(amount));
    }

    @ParameterType("[\\d.]+(?:, [\\d.]+)* and [\\d.]+ kWh")
    public List<Energy> energies(String amounts) {
        return Stream.of(amounts.replace(" kWh", "").split(", | and "))
                .map(Energy::ofKilowattHours)
                .toList();
    }

    @ParameterType("[\\d.]+ k?W")
    public Power power(String amount) {
        return amount.endsWith("kW") ? Power.ofKilowatts(number(amount)) : Power.ofWatts(number(amount));
    }

    @ParameterType("-?[\\d.]+ p/kWh")
    public Price price(String amount) {
        return Price.ofPencePerKilowattHour(number(amount));
    }

    @ParameterType("-?[\\d.]+ p")
    public Money money(String amount) {
        return pence(number(amount));
    }

    static Money pence(BigDecimal pence) {
        return new Money(pence.movePointRight(MICROPENCE_DECIMALS).longValueExact());
    }

    private static BigDecimal number(String amount) {
        return new BigDecimal(amount.substring(0, amount.indexOf(' ')));
    }
}
