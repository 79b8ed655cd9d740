// One table as it is edited: notes, heads and rows of cells, with each step undone and done again. Knows no page.

import { cellsOf, textOf } from './csv.js';

const isNote = (row) => (row[0] ?? '').startsWith('#');
const isEnd = (row) => /^#\s*end$/.test((row[0] ?? '').trim());

const saidBy = (row) => row.slice(1).filter((cell) => cell !== '').join(', ');

const filled = (row, heads) => heads.map((_, column) => row[column] ?? '');

/** A note whose words did not change stays as it was written. */
const written = ([word, said, row]) => (said === saidBy(row) ? row : said === '' ? [word] : [word, said]);

export class EditedTable {
  #undone = [];
  #done = [];

  constructor(text) {
    Object.assign(this, this.#read(text));
  }

  #read(text) {
    const rows = cellsOf(text);
    const headAt = rows.findIndex((row) => !isNote(row) && row.some((cell) => cell !== ''));
    const at = headAt < 0 ? rows.length : headAt;
    const heads = (rows[at] ?? ['rule']).slice();
    return {
      headAt: at,
      notes: rows.slice(0, at).map((row) => [row[0] ?? '', saidBy(row), row]),
      heads,
      rows: rows
        .slice(at + 1)
        .filter((row) => !isEnd(row))
        .map((row) => filled(row, heads)),
    };
  }

  #filled(row) {
    return filled(row, this.heads);
  }

  text() {
    return textOf([...this.notes.map(written), this.heads, ...this.rows, ['# end']]);
  }

  /** Line of the file, as a spreadsheet numbers it, and the row that stands there. */
  lineOf(row) {
    return this.headAt + 2 + row;
  }

  rowAt(line) {
    return line - this.headAt - 2;
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /**
   * Changes cells, as one step; what is typed into one cell without leaving it is one step.
   *
   * @param changes as [row, column, text]
   */
  set(changes, typing = false) {
    const last = this.#done.at(-1);
    const same = typing && last?.typing && last.changes[0][0] === changes[0][0] && last.changes[0][1] === changes[0][1];
    if (same) {
      last.changes[0][3] = changes[0][2];
      this.rows[changes[0][0]][changes[0][1]] = changes[0][2];
      this.#undone = [];
    } else {
      this.#do({ kind: 'cells', typing, changes: changes.map(([row, column, to]) => [row, column, this.rows[row]?.[column] ?? '', to]), added: [] });
    }
  }

  /** Changes a block of cells, which may reach below the last row. */
  setBlock(row, column, block) {
    const missing = Math.max(0, row + block.length - this.rows.length);
    const added = Array.from({ length: missing }, (_, i) => this.rows.length + i);
    const changes = block.flatMap((cells, i) => cells.flatMap((to, j) => (column + j < this.heads.length ? [[row + i, column + j, this.rows[row + i]?.[column + j] ?? '', to]] : [])));
    this.#do({ kind: 'cells', typing: false, changes, added });
  }

  /** Puts another table in the place of this one, as one step: steps before it can still be undone. */
  replace(text) {
    const { headAt, notes, heads, rows } = this;
    this.#do({ kind: 'whole', at: 0, from: { headAt, notes, heads, rows }, to: this.#read(text) });
  }

  setNote(at, said) {
    this.#do({ kind: 'note', at, from: this.notes[at][1], to: said });
  }

  insert(at, cells = []) {
    this.#do({ kind: 'insert', at, cells: this.#filled(cells) });
  }

  remove(at) {
    this.#do({ kind: 'remove', at, cells: this.rows[at] });
  }

  /** The next cell is another step, even if it is the same one. */
  pause() {
    const last = this.#done.at(-1);
    if (last) {
      last.typing = false;
    }
  }

  #do(step) {
    this.#done.push(step);
    this.#undone = [];
    this.#apply(step, true);
  }

  /** @returns the place to look at, as [row, column], or null if there was nothing to undo */
  undo() {
    const step = this.#done.pop();
    if (!step) {
      return null;
    }
    step.typing = false;
    this.#undone.push(step);
    this.#apply(step, false);
    return this.#placeOf(step);
  }

  redo() {
    const step = this.#undone.pop();
    if (!step) {
      return null;
    }
    this.#done.push(step);
    this.#apply(step, true);
    return this.#placeOf(step);
  }

  #placeOf(step) {
    const [row, column] = step.kind === 'cells' ? step.changes[0] : step.kind === 'note' ? [0, 0] : [step.at, 0];
    return [Math.max(0, Math.min(row, this.rows.length - 1)), column];
  }

  #apply(step, forth) {
    if (step.kind === 'whole') {
      Object.assign(this, forth ? step.to : step.from);
    } else if (step.kind === 'note') {
      this.notes[step.at][1] = forth ? step.to : step.from;
    } else if (step.kind === 'cells') {
      if (forth) {
        step.added.forEach(() => this.rows.push(this.#filled([])));
      }
      step.changes.forEach(([row, column, from, to]) => {
        this.rows[row][column] = forth ? to : from;
      });
      if (!forth) {
        step.added.forEach(() => this.rows.pop());
      }
    } else if ((step.kind === 'insert') === forth) {
      this.rows.splice(step.at, 0, step.cells.slice());
    } else {
      this.rows.splice(step.at, 1);
    }
  }
}
