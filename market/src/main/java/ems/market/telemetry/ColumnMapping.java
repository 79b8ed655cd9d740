package ems.market.telemetry;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;

/** What the columns of a file mean. Units are named, never guessed. */
public sealed interface ColumnMapping {

    TimeColumn time();

    /** Time that one row stands for; rows coarser than 10 s are held, exactly. */
    Duration interval();

    /** How fractions are written. */
    DecimalMark decimal();

    /** Names of all columns that must be in the file, those of the time among them. */
    Set<String> names();

    /**
     * Columns for each prosumer, in one row per instant or, with a party column, in one row per prosumer and instant.
     *
     * @param factor each power is multiplied by this: 1, or 360 for the paper's scale
     * @param most no home has more power, before the factor: a value above it is another quantity or a broken meter
     * @param party empty if a row holds all prosumers
     * @param rows which rows hold these columns; empty: all
     */
    record ProsumerColumns(
            TimeColumn time,
            Duration interval,
            DecimalMark decimal,
            MeterUnit unit,
            int factor,
            Power most,
            Map<ProsumerId, MeterColumns> prosumers,
            Optional<PartyColumn> party,
            Optional<RowWords> rows)
            implements ColumnMapping {

        /** Mean power of a home: a house with a heat pump and two chargers stays below it. */
        public static final Power MOST = new Power(100_000_000);

        /** Decimal points, one row per instant, no home above {@link #MOST}. */
        public ProsumerColumns(
                TimeColumn time,
                Duration interval,
                MeterUnit unit,
                int factor,
                Map<ProsumerId, MeterColumns> prosumers) {
            this(time, interval, DecimalMark.POINT, unit, factor, MOST, prosumers, Optional.empty());
        }

        /** In all rows. */
        public ProsumerColumns(
                TimeColumn time,
                Duration interval,
                DecimalMark decimal,
                MeterUnit unit,
                int factor,
                Power most,
                Map<ProsumerId, MeterColumns> prosumers,
                Optional<PartyColumn> party) {
            this(time, interval, decimal, unit, factor, most, prosumers, party, Optional.empty());
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>(time.names());
            party.ifPresent(each -> names.add(each.column()));
            rows.ifPresent(each -> names.add(each.column()));
            prosumers.values().forEach(each -> names.addAll(each.names()));
            return names;
        }
    }

    /**
     * The column that says whose row it is.
     *
     * @param named what stands in it for each prosumer; rows of others are passed over
     */
    record PartyColumn(String column, Map<String, ProsumerId> named) {}

    /**
     * The column that says what a row counts, where production and consumption stand below one another.
     *
     * @param words what stands in it for the rows to take; others are passed over
     */
    record RowWords(String column, Set<String> words) {}

    /**
     * Names of the columns of a prosumer's meter: the net alone, or production or consumption or both. What has no column
     * is nothing.
     */
    record MeterColumns(Optional<String> production, Optional<String> consumption, Optional<NetColumn> net) {

        public MeterColumns {
            if (net.isPresent() == (production.isPresent() || consumption.isPresent())) {
                throw new IllegalArgumentException(
                        "a meter has a net column, or a production or a consumption column, or both of these");
            }
        }

        public MeterColumns(String production, String consumption) {
            this(Optional.of(production), Optional.of(consumption), Optional.empty());
        }

        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            production.ifPresent(names::add);
            consumption.ifPresent(names::add);
            net.ifPresent(each -> names.add(each.column()));
            return names;
        }
    }

    /**
     * One column with a sign.
     *
     * @param positive what a value above 0 means
     */
    record NetColumn(String column, NetSign positive) {}

    /** What a positive net value means: energy from the main grid, or to it. */
    enum NetSign {
        IMPORT,
        EXPORT
    }

    /** What the rows of a file say of vehicles. */
    sealed interface CarColumns extends ColumnMapping {

        /** Name of the column that names the vehicle; empty if all rows are of the only one. */
        Optional<String> vehicle();

        /** Rows of other vehicles are passed over. */
        Set<VehicleId> vehicles();

        private static void check(Optional<String> vehicle, Set<VehicleId> vehicles) {
            if (vehicle.isEmpty() && vehicles.size() != 1) {
                throw new IllegalArgumentException(
                        "without a column that names the vehicle a file is of one, and not of " + vehicles.size());
            }
        }
    }

    /**
     * One row per vehicle and instant. Driving energy of a row is reported as the row ends.
     *
     * @param vehicle name of the column that names the vehicle; empty if all rows are of the only one
     * @param vehicles rows of other vehicles are passed over
     * @param chargingPoint name of the column that says where it is plugged in
     * @param away values of that column that mean not plugged in
     * @param driving where its driving energy stands
     */
    record VehicleColumns(
            TimeColumn time,
            Duration interval,
            DecimalMark decimal,
            Optional<String> vehicle,
            Set<VehicleId> vehicles,
            String chargingPoint,
            Set<String> away,
            Driving driving)
            implements CarColumns {

        public VehicleColumns {
            CarColumns.check(vehicle, vehicles);
        }

        /** With decimal points, a column of vehicles and one of driving energy. */
        public VehicleColumns(
                TimeColumn time,
                Duration interval,
                String vehicle,
                Set<VehicleId> vehicles,
                String chargingPoint,
                Set<String> away,
                String driven,
                EnergyUnit unit) {
            this(
                    time,
                    interval,
                    DecimalMark.POINT,
                    Optional.of(vehicle),
                    vehicles,
                    chargingPoint,
                    away,
                    new DrivenEnergy(driven, unit));
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>(time.names());
            vehicle.ifPresent(names::add);
            names.add(chargingPoint);
            names.add(driving.column());
            return names;
        }
    }

    /**
     * One row per trip. Between its trips, for a day before the first one and a day after the last one a vehicle stands.
     *
     * @param time of departure
     * @param arrival name of the column of the time of arrival, which is written as that of departure is
     * @param place where it arrives; empty if it is plugged in after each trip
     */
    record TripColumns(
            TimeColumn time,
            String arrival,
            DecimalMark decimal,
            Optional<String> vehicle,
            Set<VehicleId> vehicles,
            Optional<ArrivalPlace> place,
            TripEnergy energy)
            implements CarColumns {

        public TripColumns {
            CarColumns.check(vehicle, vehicles);
        }

        /** Trips begin and end when they do; in between a vehicle says every quarter of an hour that nothing has changed. */
        @Override
        public Duration interval() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>(time.names());
            names.add(arrival);
            vehicle.ifPresent(names::add);
            place.ifPresent(each -> names.add(each.column()));
            names.add(energy.column());
            return names;
        }
    }

    /**
     * Where a trip ends.
     *
     * @param away values of the column that mean not plugged in
     */
    record ArrivalPlace(String column, Set<String> away) {}

    /**
     * What a trip takes.
     *
     * @param whole that 1 or 100 % are, or that a hundred kilometres take; for units of energy it does not matter
     */
    record TripEnergy(String column, TripUnit unit, Energy whole) {}

    /** What a column says of a trip. */
    enum TripUnit {
        WATT_HOUR("Wh"),
        KILOWATT_HOUR("kWh"),
        /** A part of a full battery, which is 1. */
        SHARE("share"),
        PERCENT("%"),
        /** What is left on arrival in a battery that was full on departure. */
        SHARE_LEFT("share left"),
        PERCENT_LEFT("% left"),
        KILOMETRE("km");

        private final String word;

        TripUnit(String word) {
            this.word = word;
        }

        /** As a scenario writes it. */
        public String word() {
            return word;
        }

        /** Whether it is measured against a full battery. */
        public boolean isOfBattery() {
            return this == SHARE || this == PERCENT || this == SHARE_LEFT || this == PERCENT_LEFT;
        }
    }

    /** Where a vehicle's driving energy stands. */
    sealed interface Driving {

        /** Name of the column. */
        String column();
    }

    /** The energy that it drives in the row's interval. */
    record DrivenEnergy(String column, EnergyUnit unit) implements Driving {}

    /**
     * Its state of charge as the row's interval begins: what that falls by up to the next row, while it is away, it drives.
     *
     * @param capacity that 100 % are
     */
    record StateOfCharge(String column, ChargeUnit unit, Energy capacity) implements Driving {}

    /** How a state of charge is written. */
    enum ChargeUnit {
        /** 100 is full. */
        PERCENT,
        /** 1 is full. */
        SHARE
    }

    /** Between the whole and the parts of a number. */
    enum DecimalMark {
        POINT,
        COMMA
    }

    /** What a meter's column counts, and in which unit. */
    enum MeterUnit {
        /** Mean power over the row's interval. */
        WATT("W", false, false),
        KILOWATT("kW", false, false),
        /** Energy in the row's interval. */
        WATT_HOUR("Wh", true, false),
        KILOWATT_HOUR("kWh", true, false),
        /** What the meter has counted so far; the row's interval begins with it. */
        WATT_HOUR_REGISTER("Wh register", true, true),
        KILOWATT_HOUR_REGISTER("kWh register", true, true);

        private final String word;
        private final boolean energy;
        private final boolean register;

        MeterUnit(String word, boolean energy, boolean register) {
            this.word = word;
            this.energy = energy;
            this.register = register;
        }

        /** As a scenario writes it. */
        public String word() {
            return word;
        }

        public boolean isEnergy() {
            return energy;
        }

        public boolean isRegister() {
            return register;
        }

        /** Its symbol, such as kWh. */
        public String symbol() {
            return register ? word.substring(0, word.indexOf(' ')) : word;
        }

        /** Whether it is a thousand times as large as W or Wh. */
        public boolean isKilo() {
            return word.startsWith("k");
        }
    }

    /** Unit of an energy column. */
    enum EnergyUnit {
        WATT_HOUR,
        KILOWATT_HOUR
    }
}
