package ems.study.demo;

import java.time.LocalDate;

/**
 * Irradiance of a cloudless sky on level ground at 51 degrees north, longitude 0.
 *
 * <p>Source: declination after P. I. Cooper (1969), irradiance after B. Haurwitz (1945): 1098 s exp(-0.057 / s) W/m2 for
 * the sine s of the sun's elevation. {@link StrictMath} gives the same bits everywhere.
 */
final class Sun {

    private static final double LATITUDE = StrictMath.toRadians(51);
    private static final double TILT = StrictMath.toRadians(23.44);

    private Sun() {}

    /** For each 10-second sample of the day, in W/m2. */
    static int[] clearSky(LocalDate day) {
        double declination = TILT * StrictMath.sin(2 * StrictMath.PI * (284 + day.getDayOfYear()) / 365);
        double still = StrictMath.sin(LATITUDE) * StrictMath.sin(declination);
        double turning = StrictMath.cos(LATITUDE) * StrictMath.cos(declination);
        int[] irradiance = new int[HomeDay.SAMPLES];
        for (int i = 0; i < irradiance.length; i++) {
            double hourAngle = 2 * StrictMath.PI * (i + 0.5) / HomeDay.SAMPLES - StrictMath.PI;
            double sine = still + turning * StrictMath.cos(hourAngle);
            irradiance[i] = sine <= 0 ? 0 : (int) (1_098 * sine * StrictMath.exp(-0.057 / sine));
        }
        return irradiance;
    }
}
