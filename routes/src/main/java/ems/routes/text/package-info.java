/** Files of text as people have them, line by line, whatever they are packed and encoded in. */
@NullMarked
package ems.routes.text;

import org.jspecify.annotations.NullMarked;
