/**
 * A long short-term memory network in plain Java, the same bits on every machine.
 *
 * <p>Letters: {@code B} windows of a batch, {@code T} periods of a window, {@code F} features of a period, {@code H}
 * hidden units, {@code G = 4H} gates in the order input, forget, candidate, output, {@code O} outputs. Every array is
 * flat, row after row: {@code x (T,B,F)} has element (t,b,f) at {@code (t*B + b)*F + f}.
 *
 * <p>Why the bits agree: each sum is taken in the order of its index with fused multiply-adds, which are rounded once;
 * square roots and divisions are exactly rounded; tanh is a quotient of polynomials and not the library's; nothing is
 * reordered by threads or by the width of vectors.
 */
@NullMarked
package ems.forecasting.network;

import org.jspecify.annotations.NullMarked;
