/** What the market tells of its own accord when something is wrong: by page, by webhook, by mail, unless it is silenced. */
@NullMarked
package ems.processes.alert;

import org.jspecify.annotations.NullMarked;
