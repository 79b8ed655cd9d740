package ems.routes.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import ems.market.party.GridId;
import ems.routes.wiring.SilentRow;

/**
 * Of whom nothing is heard.
 *
 * @param gone members whose devices said by their last will, or themselves, that they are gone, and since when; by grid and account
 * @param rows of the wiring table that have told nothing since they took effect
 */
public record Unheard(Map<GridId, Map<String, Instant>> gone, List<SilentRow> rows) {}
