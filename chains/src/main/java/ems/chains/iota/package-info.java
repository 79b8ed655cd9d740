/** Anchors on layer 1 of IOTA, as locked notarizations. */
@NullMarked
package ems.chains.iota;

import org.jspecify.annotations.NullMarked;
