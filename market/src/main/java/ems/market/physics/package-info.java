/** What the battery of a car and the connection of a home can do: reports beyond that are suspect. */
@NullMarked
package ems.market.physics;

import org.jspecify.annotations.NullMarked;
