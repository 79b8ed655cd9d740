package ems.processes.whatif;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The body that starts a what-if. The rules that are tried are those of a draft, those of a version, or the texts of the tables.
 *
 * @param draft number of a draft; it says the grid, too
 * @param version of the grid's rules
 * @param tables texts by file name; those that are left out are as they are active
 * @param from start of the first period, in UTC; a day before the end without it
 * @param to end of the last period, in UTC; the last settled one without it
 * @param mode prices, limits or day
 */
public record WhatIfOrder(
        @Nullable String grid,
        @Nullable Long draft,
        @Nullable String version,
        @Nullable Map<String, String> tables,
        @Nullable String from,
        @Nullable String to,
        @Nullable String mode) {}
