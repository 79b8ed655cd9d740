package ems.study.evaluation;

/**
 * How many standard errors a 95 % confidence interval reaches to each side.
 *
 * <p>Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: for n degrees of freedom and
 * {@code theta = atan(t / sqrt(n))}, the probability of being within t is
 *
 * <pre>
 * n = 1:     2/pi * theta
 * n odd:     2/pi * (theta + sin * (cos + 2/3 cos³ + ... + (2*4*...*(n-3)) / (3*5*...*(n-2)) cos^(n-2)))
 * n even:    sin * (1 + 1/2 cos² + (1*3)/(2*4) cos⁴ + ... + (1*3*...*(n-3)) / (2*4*...*(n-2)) cos^(n-2))
 * </pre>
 */
final class StudentT {

    private static final double PROBABILITY = 0.95;
    /** Beyond the largest: 12.706, of one degree of freedom. */
    private static final double LARGEST = 16;

    private static final int HALVINGS = 60;

    private StudentT() {}

    /** @param degrees of freedom, at least 1 */
    static double of95Percent(int degrees) {
        if (degrees < 1) {
            throw new IllegalArgumentException(degrees + " degrees of freedom: at least 1");
        }
        double low = 0;
        double high = LARGEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < PROBABILITY) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double within(double t, int degrees) {
        double theta = StrictMath.atan(t / StrictMath.sqrt(degrees));
        double sine = StrictMath.sin(theta);
        double cosine = StrictMath.cos(theta);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
            term *= cosine * cosine * (power - 1) / power;
            sum += term;
        }
        return odd ? 2 / StrictMath.PI * (theta + sine * sum) : sine * sum;
    }
}
