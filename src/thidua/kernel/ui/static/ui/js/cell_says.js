// How a cell stands: a quiet mark inside it, or a line of words under its row.

import { choice, unsettle } from "./open_cells.js";

const LOUD = ["failed", "asked", "changed", "noted"]; // states that need words under the row

export function showCell(cell, state, text, choices = []) {
  const home = cell.closest("td, th");
  if (state) home.dataset.state = state;
  else delete home.dataset.state;
  const isLoud = LOUD.includes(state);
  unsettle(cell);
  cell.toggleAttribute("aria-invalid", isLoud && state !== "noted");
  const says = saysOf(cell);
  says.className = isLoud ? `cell-says loud ${state}` : "cell-says";
  says.replaceChildren();
  if (isLoud) {
    const name = document.createElement("b");
    name.textContent = `${cell.getAttribute("aria-label") ?? ""}: `;
    says.append(name);
  }
  says.append(text ?? "");
  for (const [label, does] of choices) says.append(" ", choice(label, does));
  (isLoud ? lineUnder(cell) : home).append(says);
  tidy(cell.closest("tr"));
}

function saysOf(cell) {
  const id = `says-${cell.dataset.cell}`;
  const known = document.getElementById(id);
  if (known) return known;
  const says = document.createElement("span");
  says.id = id;
  says.setAttribute("aria-live", "polite");
  cell.setAttribute("aria-describedby", [cell.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  return says;
}

function lineUnder(cell) {
  const row = cell.closest("tr");
  const next = row.nextElementSibling;
  if (next?.matches("[data-says]")) return next.firstElementChild;
  const line = document.createElement("tr");
  line.dataset.says = "";
  const place = document.createElement("td");
  place.colSpan = [...row.cells].reduce((sum, one) => sum + one.colSpan, 0);
  line.append(place);
  row.after(line);
  return place;
}

function tidy(row) {
  const next = row.nextElementSibling;
  if (next?.matches("[data-says]") && next.firstElementChild.childElementCount === 0) next.remove();
}
