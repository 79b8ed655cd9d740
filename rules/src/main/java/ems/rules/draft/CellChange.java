package ems.rules.draft;

/**
 * A cell, or a note above the columns, that says something else.
 *
 * @param column head of the column, or the word of the note
 * @param before empty: it was blank
 * @param after empty: it is blank
 */
public record CellChange(String column, String before, String after) {}
