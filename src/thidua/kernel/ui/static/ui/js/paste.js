// A block from a spreadsheet's clipboard: tabs, newlines, quoted cells.

export function readBlock(text) {
  const plain = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const rows = [[]];
  let place = 0;
  while (place <= plain.length) {
    const [cell, end] = take(plain, place);
    rows.at(-1).push(cell.trim());
    if (plain[end] === "\n") rows.push([]);
    place = end + 1;
  }
  while (rows.length > 1 && rows.at(-1).every((cell) => cell === "")) rows.pop();
  return rows;
}

function take(text, start) {
  if (text[start] === '"') {
    let close = text.indexOf('"', start + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    const after = text[close + 1];
    if (close >= 0 && (after === undefined || after === "\t" || after === "\n")) {
      return [text.slice(start + 1, close).replaceAll('""', '"'), close + 1];
    }
  }
  const end = text.slice(start).search(/[\t\n]/);
  return end < 0 ? [text.slice(start), text.length] : [text.slice(start, start + end), start + end];
}
