/** Who is logged in, and until when. */
@NullMarked
package ems.people.session;

import org.jspecify.annotations.NullMarked;
