package ems.forecasting.network;

/**
 * The hyperbolic tangent as a quotient of two polynomials, within 4e-7 of the true one and exactly bounded by its value at
 * the clamp: the coefficients that Eigen uses for single precision.
 */
final class Squash {

    /** Beyond it, tanh differs from 1 by less than half a unit of a float. */
    static final float CLAMP = 7.90531110763549805f;

    static final float A13 = -2.76076847742355e-16f;
    static final float A11 = 2.00018790482477e-13f;
    static final float A9 = -8.60467152213735e-11f;
    static final float A7 = 5.12229709037114e-08f;
    static final float A5 = 1.48572235717979e-05f;
    static final float A3 = 6.37261928875436e-04f;
    static final float A1 = 4.89352455891786e-03f;

    static final float B6 = 1.19825839466702e-06f;
    static final float B4 = 1.18534705686654e-04f;
    static final float B2 = 2.26843463243900e-03f;
    static final float B0 = 4.89352518554385e-03f;

    private Squash() {}

    /** In [-1, 1]; NaN stays NaN. */
    static float tanh(float value) {
        float x = Math.max(-CLAMP, Math.min(CLAMP, value));
        float square = x * x;
        float above = Fused.multiplyAdd(A13, square, A11);
        above = Fused.multiplyAdd(above, square, A9);
        above = Fused.multiplyAdd(above, square, A7);
        above = Fused.multiplyAdd(above, square, A5);
        above = Fused.multiplyAdd(above, square, A3);
        above = Fused.multiplyAdd(above, square, A1);
        float below = Fused.multiplyAdd(B6, square, B4);
        below = Fused.multiplyAdd(below, square, B2);
        below = Fused.multiplyAdd(below, square, B0);
        return x * above / below;
    }

    /** {@code 1 / (1 + e^-x) = tanh(x/2)/2 + 1/2}. */
    static float sigmoid(float value) {
        return Fused.multiplyAdd(0.5f, tanh(0.5f * value), 0.5f);
    }
}
