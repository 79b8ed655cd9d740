/** Tables that people keep as CSV, about devices: read strictly, and refused as a whole with all that is wrong. */
@NullMarked
package ems.routes.table;

import org.jspecify.annotations.NullMarked;
