package ems.console.course;

/**
 * Something that a person should know although nothing has failed.
 *
 * @param reason a sentence without its full stop
 * @param advice what to do, or that there is nothing to do, in whole sentences
 */
public record NoticeNow(String reason, String advice) {}
