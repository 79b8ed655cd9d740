// A decision table that is edited like a spreadsheet, by keyboard, paste and screen reader. Cells are inputs in a real table: roles,
// focus and reading order come from HTML; heads and the first columns stay in sight by CSS. What is wrong with a cell, and how it
// differs from the active rules, the market says: the grid has no rules of its own that could differ.

import { blockOf, isBlock } from './csv.js';
import { EditedTable } from './table.js';

const WORDS = {
  direction: ['stored', 'released', 'direct'],
  base: ['split of grid prices', 'cost', 'grid buy price', 'grid sell price', 'fixed price'],
};
const YES_OR_NO = ['yes', 'no'];
const OF_YES_OR_NO = ['bounded by grid', 'plugged in', 'enrolled', 'revoked', 'may store', 'may release'];
/** Characters of a cell that are seen without moving in it. */
const NARROWEST = 5;
const WIDEST = 34;

const wordsOf = (head) => WORDS[head] ?? (OF_YES_OR_NO.includes(head) ? YES_OR_NO : null);
const isNumber = (head) => head.endsWith(')');

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export class Grid {
  #table;
  #body;
  #heads;
  #current = [0, 0];
  #entered = '';
  #id;

  /**
   * @param box that gets the grid
   * @param id of the table, a word
   * @param label of the table, for those who do not see it
   * @param changed is told after each step
   */
  constructor(box, id, label, changed) {
    this.box = box;
    this.#id = id;
    this.label = label;
    this.changed = changed;
    this.readOnly = true;
  }

  /** Shows a text from the beginning: nothing can be undone any more. */
  open(text, readOnly) {
    this.#table = new EditedTable(text);
    this.readOnly = readOnly;
    this.#build();
  }

  /** Nothing can be typed while both sides of a conflict are shown; what was typed stays. */
  hold(readOnly) {
    this.readOnly = readOnly;
    this.#body.querySelectorAll('input').forEach((input) => (input.readOnly = readOnly));
  }

  /** Shows a text in the place of what is there, as one step that can be undone. */
  take(text) {
    this.change((table) => table.replace(text));
  }

  get table() {
    return this.#table;
  }

  text() {
    return this.#table.text();
  }

  #build() {
    const table = element('table', { className: 'grid' });
    table.append(element('caption', { className: 'unseen', textContent: this.label }));
    const head = table.createTHead().insertRow();
    const corner = element('th', { scope: 'col', textContent: 'Row' });
    head.append(corner);
    this.#table.heads.forEach((name) => head.append(element('th', { scope: 'col', textContent: name, className: isNumber(name) ? 'number' : '' })));
    this.#heads = this.#table.heads;
    this.#body = table.createTBody();
    this.#draw();
    table.addEventListener('input', (event) => this.#typed(event));
    table.addEventListener('keydown', (event) => this.#key(event));
    table.addEventListener('paste', (event) => this.#paste(event));
    table.addEventListener('focusin', (event) => this.#entering(event));
    const scroll = element('div', { className: 'grid-scroll', tabIndex: 0 }, table);
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', this.label);
    const lists = this.#table.heads.map((head, column) => {
      const words = wordsOf(head);
      return words === null ? '' : element('datalist', { id: this.#listId(column) }, ...words.map((value) => element('option', { value })));
    });
    this.box.replaceChildren(scroll, ...lists.filter((list) => list !== ''));
  }

  #listId(column) {
    return `${this.#id}-words-${column}`;
  }

  #draw() {
    this.#body.replaceChildren(...this.#table.rows.map((_, row) => this.#rowOf(row)));
  }

  #rowOf(row) {
    const line = element('tr');
    line.append(element('th', { scope: 'row', textContent: this.#table.lineOf(row) }));
    this.#table.heads.forEach((head, column) => {
      const input = element('input', { value: this.#table.rows[row][column], spellcheck: false, autocomplete: 'off', readOnly: this.readOnly });
      input.setAttribute('aria-label', `${head}, row ${this.#table.lineOf(row)}`);
      if (wordsOf(head) !== null && !this.readOnly) {
        input.setAttribute('list', this.#listId(column));
      }
      if (column > 0) {
        const longest = Math.max(NARROWEST, ...this.#table.rows.map((cells) => cells[column].length));
        input.size = Math.min(WIDEST, longest + (wordsOf(head) === null ? 1 : 3));
      }
      line.append(element('td', { className: isNumber(head) ? 'number' : '' }, input));
    });
    return line;
  }

  #input(row, column) {
    return this.#body.rows[row]?.cells[column + 1]?.firstElementChild ?? null;
  }

  #placeOf(input) {
    const cell = input.closest('td');
    return cell && [cell.parentElement.sectionRowIndex, cell.cellIndex - 1];
  }

  #entering(event) {
    const place = this.#placeOf(event.target);
    if (place) {
      this.#table.pause();
      this.#current = place;
      this.#entered = event.target.value;
    }
  }

  #typed(event) {
    const [row, column] = this.#placeOf(event.target);
    this.#table.set([[row, column, event.target.value]], true);
    this.changed();
  }

  /** After rows came or went, or many cells changed; after another table came, from its heads on. */
  #redraw([row, column]) {
    if (this.#heads === this.#table.heads) {
      this.#draw();
    } else {
      this.#build();
    }
    this.go(row, column);
    this.changed();
  }

  go(row, column) {
    const input = this.#input(row, column);
    input?.focus();
    input?.select();
    input?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** To a line of the file and a column's head; to the row's first cell if the head is not known. */
  goTo(line, head) {
    this.go(this.#table.rowAt(line), Math.max(0, this.#table.heads.indexOf(head)));
  }

  undo() {
    const place = this.#table.undo();
    if (place) {
      this.#redraw(place);
    }
  }

  redo() {
    const place = this.#table.redo();
    if (place) {
      this.#redraw(place);
    }
  }

  addBelow() {
    const at = Math.min(this.#current[0] + 1, this.#table.rows.length);
    this.#table.insert(at);
    this.#redraw([at, 0]);
  }

  removeHere() {
    if (this.#table.rows.length > 0) {
      const at = Math.min(this.#current[0], this.#table.rows.length - 1);
      this.#table.remove(at);
      this.#redraw([Math.max(0, Math.min(at, this.#table.rows.length - 1)), 0]);
    }
  }

  /** Does several things to the table and shows it anew. */
  change(work) {
    work(this.#table);
    this.#redraw(this.#current);
  }

  #key(event) {
    const place = this.#placeOf(event.target);
    if (!place) {
      return;
    }
    const [row, column] = place;
    const input = event.target;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const atStart = input.selectionStart === 0 && (input.selectionEnd === 0 || input.selectionEnd === input.value.length);
    const atEnd = input.selectionEnd === input.value.length && (input.selectionStart === input.value.length || input.selectionStart === 0);
    const listed = input.hasAttribute('list');
    const done = (work) => {
      event.preventDefault();
      if (!this.readOnly) {
        work();
      }
    };
    if (control && key === 'z') {
      done(() => (event.shiftKey ? this.redo() : this.undo()));
    } else if (control && key === 'y') {
      done(() => this.redo());
    } else if (control && key === 'Enter') {
      done(() => this.addBelow());
    } else if (key === 'Escape') {
      done(() => this.#restore(row, column));
    } else if (key === 'Enter') {
      this.#move(event, row + (event.shiftKey ? -1 : 1), column);
    } else if (key === 'ArrowDown' && !listed) {
      this.#move(event, row + 1, column);
    } else if (key === 'ArrowUp' && !listed) {
      this.#move(event, row - 1, column);
    } else if (key === 'ArrowRight' && !event.shiftKey && !control && atEnd) {
      this.#move(event, row, column + 1);
    } else if (key === 'ArrowLeft' && !event.shiftKey && !control && atStart) {
      this.#move(event, row, column - 1);
    }
  }

  #move(event, row, column) {
    if (this.#input(row, column)) {
      event.preventDefault();
      this.go(row, column);
    }
  }

  /** What stood in the cell as it was entered. */
  #restore(row, column) {
    if (this.#table.rows[row][column] !== this.#entered) {
      this.#table.set([[row, column, this.#entered]], true);
      this.#input(row, column).value = this.#entered;
      this.changed();
    }
  }

  #paste(event) {
    const text = event.clipboardData.getData('text/plain');
    const place = this.#placeOf(event.target);
    if (!place || this.readOnly || !isBlock(text)) {
      return;
    }
    event.preventDefault();
    this.#table.setBlock(...place, blockOf(text));
    this.#redraw(place);
  }

  /**
   * Marks cells that are wrong and cells that differ, in words as well.
   *
   * @param problems as { row, column, id }, the id of the element that says why
   * @param rows as the market compares them, { kind, rowAfter, cells: [{ column, before }] }
   */
  mark(problems, rows) {
    this.box.querySelectorAll('.was').forEach((said) => said.remove());
    for (const input of this.#body.querySelectorAll('input')) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
      input.classList.remove('changed');
      input.removeAttribute('title');
    }
    for (const line of this.#body.rows) {
      line.classList.remove('new');
    }
    const told = new Map();
    const tell = (input, id) => told.set(input, [...(told.get(input) ?? []), id]);
    for (const { kind, rowAfter, cells } of rows) {
      const row = this.#table.rowAt(rowAfter);
      if (kind === 'ADDED') {
        this.#body.rows[row]?.classList.add('new');
      }
      for (const { column, before } of kind === 'CHANGED' ? cells : []) {
        const input = this.#input(row, this.#table.heads.indexOf(column));
        if (input) {
          const was = `${before === '' ? 'Blank' : before} in the active rules`;
          const said = element('span', { className: 'was', id: `${this.#id}-was-${row}-${this.#table.heads.indexOf(column)}`, hidden: true, textContent: was });
          input.classList.add('changed');
          input.title = was;
          input.parentElement.append(said);
          tell(input, said.id);
        }
      }
    }
    for (const { row: line, column, id } of problems) {
      const input = line > 0 ? this.#input(this.#table.rowAt(line), Math.max(0, this.#table.heads.indexOf(column))) : null;
      if (input) {
        input.setAttribute('aria-invalid', 'true');
        tell(input, id);
      }
    }
    told.forEach((ids, input) => input.setAttribute('aria-describedby', ids.join(' ')));
  }
}
