// The text of a table cut into cells, and written again: commas, quotes only where they are needed.

const QUOTED = /[",\n\r]/;

const written = (cell) => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const textOf = (rows) => `${rows.map((cells) => cells.map(written).join(',')).join('\n')}\n`;

/** @param separator between two cells of a row */
export function cellsOf(text, separator = ',') {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const end = () => {
    rows.at(-1).push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') {
        cell += sign;
      } else if (text[i + 1] === '"') {
        cell += sign;
        i++;
      } else {
        quoted = false;
      }
    } else if (sign === '"' && cell === '') {
      quoted = true;
    } else if (sign === separator) {
      end();
    } else if (sign === '\n') {
      end();
      rows.push([]);
    } else if (sign !== '\r') {
      cell += sign;
    }
  }
  if (cell !== '' || rows.at(-1).length > 0) {
    end();
  } else {
    rows.pop();
  }
  return rows;
}

/** What a spreadsheet puts on the clipboard: tabs between cells, quotes around those with line ends. A cell is one line here. */
export const blockOf = (text) => cellsOf(text.replace(/\r?\n$/, ''), '\t').map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()));

export const isBlock = (text) => /[\t\n]/.test(text.replace(/\r?\n$/, ''));
