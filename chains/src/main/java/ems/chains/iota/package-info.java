/** Anchors on layer 1 of IOTA, as locked notarizations. */
package ems.chains.iota;
