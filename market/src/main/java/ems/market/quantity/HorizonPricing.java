package ems.market.quantity;

import java.util.Optional;

/**
 * Where the horizon prices of a grid's periods come from: nowhere, one constant, the table of the day, or whichever of these the past days
 * speak for. As a word it is {@code none}, a price per mille, {@code table} or {@code chosen}.
 */
public final class HorizonPricing {

    /** Periods have no price. */
    public static final HorizonPricing NONE = new HorizonPricing("none", Optional.empty());

    /** By half-hour and fill, from the past days. */
    public static final HorizonPricing TABLE = new HorizonPricing("table", Optional.empty());

    /** Each day a constant or the table, by what each would have saved on the past days. */
    public static final HorizonPricing CHOSEN = new HorizonPricing("chosen", Optional.empty());

    private final String word;
    private final Optional<HorizonPrice> constant;

    private HorizonPricing(String word, Optional<HorizonPrice> constant) {
        this.word = word;
        this.constant = constant;
    }

    /** The same price in every period. */
    public static HorizonPricing always(HorizonPrice price) {
        return new HorizonPricing(String.valueOf(price.perMille()), Optional.of(price));
    }

    /**
     * From its word.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HorizonPricing ofWord(String word) {
        return named(word).orElseGet(() -> {
            try {
                return always(new HorizonPrice(Integer.parseInt(word)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + word + "' is neither none, table nor chosen, nor a horizon price per mille", e);
            }
        });
    }

    /**
     * From a setting, which says a constant as a share of 1.
     *
     * @throws IllegalArgumentException if it is neither none nor a number in [-0.99, 0.99] with at most three decimals
     */
    public static HorizonPricing ofSetting(String text) {
        return text.equals(NONE.word) ? NONE : always(HorizonPrice.parse(text));
    }

    private static Optional<HorizonPricing> named(String word) {
        return switch (word) {
            case "none" -> Optional.of(NONE);
            case "table" -> Optional.of(TABLE);
            case "chosen" -> Optional.of(CHOSEN);
            default -> Optional.empty();
        };
    }

    public String word() {
        return word;
    }

    /** What {@link #ofSetting} reads. */
    public String setting() {
        return constant.map(price -> price.toShare().toString()).orElse(word);
    }

    /** The price of every period; empty if there is none, or it differs from period to period. */
    public Optional<HorizonPrice> constant() {
        return constant;
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether what happened on past days decides. */
    public boolean isByPastDays() {
        return equals(TABLE) || equals(CHOSEN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HorizonPricing that && word.equals(that.word);
    }

    @Override
    public int hashCode() {
        return word.hashCode();
    }

    /** For people. */
    @Override
    public String toString() {
        return constant.map(HorizonPrice::toString).orElse(word);
    }
}
