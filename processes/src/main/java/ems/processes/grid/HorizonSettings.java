package ems.processes.grid;

import java.util.Optional;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.horizon.FindHorizonPrice;
import ems.market.quantity.HorizonPrice;

/** The horizon price of all live grids, from the setting {@code ems.market.horizon-price}; empty: none. */
@Singleton
public class HorizonSettings {

    @Produces
    @Singleton
    FindHorizonPrice price(@ConfigProperty(name = "ems.market.horizon-price") Optional<String> price) {
        return price.map(HorizonSettings::parsed).map(FindHorizonPrice::always).orElse(FindHorizonPrice.OFF);
    }

    private static HorizonPrice parsed(String text) {
        try {
            return HorizonPrice.parse(text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("ems.market.horizon-price: " + broken.getMessage(), broken);
        }
    }
}
