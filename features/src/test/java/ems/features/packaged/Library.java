package ems.features.packaged;

/** A library of others, with its coordinates in Maven's repositories. */
record Library(String group, String artifact, String version) {}
