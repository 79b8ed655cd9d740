package ems.processes.grid;

import java.util.Optional;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.quantity.HorizonPricing;

/** Where horizon prices of all live grids come from, by the setting {@code ems.market.horizon-price}; empty: there are none. */
@Singleton
public class HorizonSettings {

    @Produces
    @Singleton
    HorizonPricing pricing(@ConfigProperty(name = "ems.market.horizon-price") Optional<String> setting) {
        return setting.map(HorizonSettings::parsed).orElse(HorizonPricing.NONE);
    }

    private static HorizonPricing parsed(String text) {
        try {
            return HorizonPricing.ofSetting(text);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("ems.market.horizon-price: " + broken.getMessage(), broken);
        }
    }
}
