// Cells whose text is not kept: refused, asked about, changed by somebody else. As long as there
// is one, the row does not say that it is saved and what sends the whole grid stays shut.

const OPEN = ["failed", "asked", "changed"];
export const words = document.getElementById("words-for-script")?.dataset ?? {};

export function isOpen(cell) {
  return OPEN.includes(cell.closest("td, th").dataset.state);
}

// Somebody else's figure stood in the way of this very text, and nobody chose between them yet.
export function isHeld(cell) {
  return cell.dataset.held !== undefined && cell.dataset.held === cell.value.trim();
}

export function tellOpen(cells) {
  const open = cells.filter(isOpen);
  const count = open.length;
  tellGroups(open);
  for (const place of document.querySelectorAll("[data-unsettled]")) place.textContent = count ? words.pending?.replace("#", count) : "";
  for (const place of document.querySelectorAll("[data-when-settled]")) place.hidden = count > 0;
  for (const button of document.querySelectorAll("form[data-after-grid] button")) button.disabled = count > 0;
}

// A heading of the grid says what is left of its own rows; with an open cell that is not all.
function tellGroups(open) {
  const above = open.map((cell) => headingOf(cell.closest("tr")));
  for (const left of document.querySelectorAll("[data-group-left]")) {
    const count = above.filter((row) => row === left.closest("tr")).length;
    left.hidden = count > 0;
    left.nextElementSibling.textContent = count ? words.pending?.replace("#", count) : "";
  }
}

function headingOf(row) {
  let above = row;
  while (above && !above.matches(".grp")) above = above.previousElementSibling;
  return above;
}

// The row's own word of its state is not true of a text that is not kept.
export function unsettle(cell) {
  const place = document.getElementById(`state-${cell.dataset.cell}`);
  if (!place) return;
  if (isOpen(cell)) {
    place.dataset.kept ??= place.textContent;
    place.textContent = words.unsaved;
  } else if (place.dataset.kept !== undefined) {
    place.textContent = place.dataset.kept;
    delete place.dataset.kept;
  }
}

// New words by the id of their element; a row with an open cell gets its own later.
export function tellTexts(texts) {
  for (const [id, text] of Object.entries(texts ?? {})) {
    const place = document.getElementById(id);
    if (place?.dataset.kept !== undefined) place.dataset.kept = text;
    else if (place) place.textContent = text;
  }
}

// How cells stand on this page, for the server to hold against what stands there by now.
export function seen(cells) {
  return JSON.stringify(Object.fromEntries(cells.map((cell) => [cell.dataset.cell, [Number(cell.dataset.standing), cell.dataset.saved]])));
}

export function choice(label, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn small";
  button.textContent = label;
  button.addEventListener("click", does, { once: true });
  return button;
}

// What was pasted stands above the grid until the next paste; the words of saving come and go.
export class PasteNote {
  constructor(table) {
    this.table = table;
    this.place = document.createElement("div");
    this.place.className = "note warn";
    this.place.setAttribute("role", "status");
  }

  say(text, choices = []) {
    this.place.replaceChildren(text);
    if (!text) return this.place.remove();
    for (const [label, does] of choices) this.place.append(" ", choice(label, does));
    (this.table.closest(".scroll") ?? this.table).before(this.place);
    this.place.scrollIntoView({ block: "nearest" });
  }
}
