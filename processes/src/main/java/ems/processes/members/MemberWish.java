package ems.processes.members;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * The body of an order about a member; the names of the fields carry the units.
 *
 * @param reason why, in 1 to 300 characters
 * @param from start of the period from which it holds, an instant in UTC on a whole minute; without it, the earliest
 * @param key public key of the member's bids, 43 characters of base64url; without it, a key is made and kept in the installation,
 *     which signs for the member (not in a grid of testers: there it signs nothing)
 * @param capacity_kwh of an EV's battery
 * @param reserve_kwh what an EV keeps for driving in the coming week; without it, nothing
 * @param charger_kw most power of an EV's charger; without it, no limit
 * @param least_charging_kw below which an EV takes nothing, such as 1.38 at 6 A on one phase; without it, any power will do
 * @param least_discharging_kw below which an EV gives nothing; without it, any power will do
 * @param stored_kwh what an EV holds as it joins; without it, nothing; not for one that was here before: it goes on from its account
 * @param cost_p_per_kwh what that cost; without it, the grid's price
 * @param most_kw what a home's connection bears; without it, the bound that is usual
 */
public record MemberWish(
        @Nullable String reason,
        @Nullable String from,
        @Nullable String key,
        @Nullable BigDecimal capacity_kwh,
        @Nullable BigDecimal reserve_kwh,
        @Nullable BigDecimal charger_kw,
        @Nullable BigDecimal least_charging_kw,
        @Nullable BigDecimal least_discharging_kw,
        @Nullable BigDecimal stored_kwh,
        @Nullable BigDecimal cost_p_per_kwh,
        @Nullable BigDecimal most_kw) {

    /** The wish of an order that is about no battery and no connection. */
    public static MemberWish of(@Nullable String reason, @Nullable String from, @Nullable String key) {
        return new MemberWish(reason, from, key, null, null, null, null, null, null, null, null);
    }
}
