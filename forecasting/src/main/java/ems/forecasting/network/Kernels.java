package ems.forecasting.network;

/** Picks the form of the loops: vectors where Java was started with them and the processor fuses, plain loops elsewhere. */
final class Kernels {

    static final Kernel PLAIN = new PlainKernel();

    private Kernels() {}

    static Kernel best() {
        return Hardware.hasVectors() && Fused.BY_PROCESSOR ? Vectors.KERNEL : PLAIN;
    }

    /** Loaded only where its module is there. */
    private static final class Vectors {

        static final Kernel KERNEL = new VectorKernel();
    }
}
