package ems.study.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;

import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.LeastPower;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPricing;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.DirectTrade;

/** A scenario from the text of its file. */
public final class ScenarioReader {

    /** The newest format that is read, and the one that is written. A file without the key has format 1. */
    static final int FORMAT = 1;

    static final String HORIZON_PRICE = "horizon-price";
    static final String DIRECT_TRADE = "direct-trade";

    private static final Set<String> ROOT = Set.of(
            "format",
            "name",
            "title",
            "description",
            "seed",
            "start",
            "days",
            "energy-scale",
            "data",
            "prices",
            "vehicle",
            HORIZON_PRICE,
            "runs",
            DIRECT_TRADE);
    static final String LEAST_CHARGING = "least-charging-power";
    static final String LEAST_DISCHARGING = "least-discharging-power";
    private static final Set<String> PRICES = Set.of("grid-buy", "grid-sell");
    private static final Set<String> VEHICLE = Set.of(
            "model",
            "capacity",
            "charger-limit",
            LEAST_CHARGING,
            LEAST_DISCHARGING,
            "window",
            "initial-cost",
            "always-plugged");
    private static final Set<String> RUNS = Set.of("isolated", "shared-vehicles", "algorithms", "forecasts");
    private static final Map<String, EnergyScale> SCALES =
            Map.of("right", EnergyScale.RIGHT, "paper", EnergyScale.PAPER);
    private static final Map<String, Algorithm> ALGORITHMS =
            Map.of("greedy", Algorithm.GREEDY, "optimal", Algorithm.OPTIMAL);
    /** Run names add up to this many characters to the scenario's, and an identifier has at most 64. */
    private static final int LONGEST_NAME = 24;

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private ScenarioReader() {}

    /**
     * @param file its name, for complaints
     * @throws IllegalArgumentException names file, key, value, bound and the keys that are known
     */
    public static Scenario from(String file, String text) {
        var tree = parsed(file, text);
        // first of all: a newer one may have keys that are unknown here
        refuseNewer(file, tree);
        var root = Section.root(file, tree, ROOT);
        var scale = root.has("energy-scale") ? root.word("energy-scale", SCALES) : EnergyScale.RIGHT;
        var prices = prices(root);
        try {
            return new Scenario(
                    root.value("name", ScenarioReader::name),
                    root.text("title"),
                    root.optionalText("description").orElse(""),
                    root.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                    root.value("start", start -> MatchingPeriod.parse(start).start()),
                    (int) root.whole("days", 1, Scenario.LONGEST_DAYS),
                    scale,
                    DataSection.read(
                            root, scale, () -> vehicle(root, prices.buy()).capacity()),
                    prices,
                    vehicle(root, prices.buy()),
                    root.optionalValues(HORIZON_PRICE, HorizonPricing::ofSetting).stream()
                            .map(pricing -> pricing.orElse(HorizonPricing.NONE))
                            .toList(),
                    trading(root.section("runs", RUNS)),
                    root.section("runs", RUNS).words("algorithms", ALGORITHMS),
                    root.section("runs", RUNS).texts("forecasts"),
                    root.optionalValues(DIRECT_TRADE, DirectTrade::ofWord).stream()
                            .map(trade -> trade.orElse(DirectTrade.NONE))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(file) ? e : new IllegalArgumentException(file + ": " + e.getMessage());
        }
    }

    private static void refuseNewer(String file, JsonNode tree) {
        var format = tree.path("format");
        if (!format.isMissingNode() && (!format.isInt() || format.intValue() < 1)) {
            throw new IllegalArgumentException(
                    file + ": format: '" + format.asText() + "' is not a whole number from 1 on, such as " + FORMAT);
        }
        if (format.asInt(FORMAT) > FORMAT) {
            throw new IllegalArgumentException(file + ": format: " + format.intValue() + " is newer than format "
                    + FORMAT + ", the newest that this build reads: take a newer build");
        }
    }

    private static JsonNode parsed(String file, String text) {
        refuseTabs(file, text);
        try (var parser = YAML.createParser(text)) {
            refuseReferences(file, text);
            JsonNode tree = YAML.readTree(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(file + ": line "
                        + parser.currentLocation().getLineNr()
                        + " begins a second document, and a file holds one scenario: remove the line of --- or split the"
                        + " file");
            }
            return tree == null ? YAML.getNodeFactory().missingNode() : tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(file + ": line " + line + " is not YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseTabs(String file, String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.matches("[ ]*\\t.*") && !line.matches("\\s*(#.*)?")) {
                throw new IllegalArgumentException(
                        file + ": line " + number + " is indented with a tab: write blanks, two a level");
            }
        }
    }

    /** The tree would have the name of an alias in place of what it stands for. */
    private static void refuseReferences(String file, String text) throws IOException {
        try (var parser = YAML.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                int line = parser.currentTokenLocation().getLineNr();
                if (parser.currentToken() == JsonToken.VALUE_STRING && ((YAMLParser) parser).isCurrentAlias()) {
                    throw new IllegalArgumentException(file + ": line " + line + ": '*" + parser.getText()
                            + "' refers to another place of the file: write the value itself, in quotes if it begins"
                            + " with a *");
                }
            }
        }
    }

    private static String name(String text) {
        if (text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("'" + text + "' is longer than " + LONGEST_NAME + " characters");
        }
        try {
            return new GridId(text).text();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a name: it begins the names of folders and ledgers," + " so write 1 to "
                            + LONGEST_NAME + " of A-Z a-z 0-9 . _ - and no dot first",
                    e);
        }
    }

    private static GridPrices prices(Section root) {
        var section = root.section("prices", PRICES);
        Price sell = section.value("grid-sell", QuantityText::price);
        Price buy = section.value("grid-buy", QuantityText::price);
        if (sell.isAbove(buy)) {
            throw section.broken("grid-sell", sell + " is above grid-buy " + buy + ": no price would suit both sides");
        }
        return new GridPrices(sell, buy);
    }

    private static VehicleModel vehicle(Section root, Price gridBuy) {
        var section = root.section("vehicle", VEHICLE);
        Energy capacity = section.value("capacity", QuantityText::energy);
        var window = section.optionalValue("window", QuantityText::energy);
        if (window.isPresent() && window.get().compareTo(capacity) > 0) {
            throw section.broken("window", section.text("window") + " is above the capacity");
        }
        var limit = section.optionalValue("charger-limit", QuantityText::power);
        return new VehicleModel(
                section.text("model"),
                capacity,
                limit,
                new LeastPower(least(section, LEAST_CHARGING, limit), least(section, LEAST_DISCHARGING, limit)),
                window,
                section.optionalValue("initial-cost", QuantityText::price).orElse(gridBuy),
                section.yesOrNo("always-plugged", false));
    }

    private static Power least(Section section, String key, Optional<Power> limit) {
        var least = section.optionalValue(key, QuantityText::power).orElse(Power.ZERO);
        if (limit.filter(most -> most.milliwatts() < least.milliwatts()).isPresent()) {
            throw section.broken(key, section.text(key) + " is above the charger-limit: the car would never trade");
        }
        return least;
    }

    private static List<TradingScenario> trading(Section runs) {
        List<TradingScenario> trading = new ArrayList<>();
        if (runs.yesOrNo("isolated", false)) {
            trading.add(new TradingScenario.Isolated());
        }
        if (runs.has("shared-vehicles")) {
            runs.wholes("shared-vehicles", 1, 10_000).forEach(n -> trading.add(new TradingScenario.Shared(n)));
        }
        return trading;
    }
}
