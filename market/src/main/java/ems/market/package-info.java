/** The market itself: nouns and verbs in plain Java, and the ports that the other rooms fill. */
@NullMarked
package ems.market;

import org.jspecify.annotations.NullMarked;
