/** What a study asks of the application that it runs in. */
@NullMarked
package ems.study.host;

import org.jspecify.annotations.NullMarked;
