package ems.market.forecast;

import java.util.Map;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedForecast;

/** Port: what homes' own agents forecast for a period, as far as it has come in. Nobody is waited for. */
public interface SignedForecasts {

    /** For a market in which nobody forecasts for itself. */
    SignedForecasts NONE = period -> Arrived.NOTHING;

    /** Asking closes the period: a forecast that comes later is late. Asked again, the answer is the same. */
    Arrived of(MatchingPeriod period);

    /**
     * What came, and what did not.
     *
     * @param forecasts one of a home at most
     * @param missing homes whose agents were heard lately and of which there is no good forecast, each with the reason
     */
    record Arrived(Map<ProsumerId, SignedForecast> forecasts, Map<ProsumerId, String> missing) {

        public static final Arrived NOTHING = new Arrived(Map.of(), Map.of());

        public Arrived {
            forecasts = Map.copyOf(forecasts);
            missing = Map.copyOf(missing);
        }
    }
}
