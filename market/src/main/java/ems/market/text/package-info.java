/** How texts stand in the lines of files. */
@NullMarked
package ems.market.text;

import org.jspecify.annotations.NullMarked;
