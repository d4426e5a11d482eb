// Ctrl K: find and begin, by keyboard alone. The list comes from the server; without this
// file the field of the header is a form that leads to the same answers on a page.

import { Listbox, STEPS } from "./listbox.js";

const dialog = document.getElementById("palette");
const field = document.getElementById("palette-q");
const list = document.getElementById("palette-list");
const said = document.getElementById("palette-said");
const choices = dialog && new Listbox(field, list);
const act = document.getElementById("palette-act"); // what is sent instead of followed
const headField = document.getElementById("find-top");
const narrow = window.matchMedia("(max-width: 40rem)");
let last = ""; // what was asked before it was closed: opened again, it is asked again
let goes = false; // Enter was pressed before the answer came

const isAnswered = () => list.querySelector("[data-asked]")?.dataset.asked === field.value.trim();

function open(text = "") {
  if (dialog.open) return;
  goes = false;
  field.value = text;
  list.replaceChildren();
  choices.mark(null);
  dialog.showModal();
  field.focus();
  field.select();
  field.dispatchEvent(new CustomEvent("palette-open", { bubbles: true }));
}

if (dialog) {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open(last);
  });
  // A click into the header's field, or the first sign typed there, opens the palette.
  headField.addEventListener("click", () => { if (!narrow.matches) open(headField.value); });
  headField.addEventListener("input", () => {
    if (narrow.matches) return;
    open(headField.value);
    field.setSelectionRange(field.value.length, field.value.length);
    headField.value = "";
  });
  dialog.addEventListener("close", () => { last = field.value; });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  // Back to this page, but not under another mandate, which may not open it.
  act.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "mandate") act.elements.next.value = location.pathname + location.search;
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key in STEPS) {
      event.preventDefault();
      choices.step(STEPS[event.key]);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (isAnswered()) go();
      else goes = true;
    }
  });
  // Where nothing was found, what can be typed is typed instead of opened.
  list.addEventListener("click", (event) => {
    const example = event.target.closest("[data-empty] [role=option]");
    if (!example) return;
    event.preventDefault();
    field.value = example.firstElementChild.textContent;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  list.addEventListener("htmx:afterSwap", () => {
    const first = choices.lines[0];
    field.setAttribute("aria-expanded", String(Boolean(first)));
    choices.mark(list.querySelector("[data-empty]") ? null : first); // suggestions wait
    list.scrollTop = 0;
    said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
    if (goes && isAnswered()) go();
  });
}

function go() {
  goes = false;
  if (choices.marked) choices.marked.click();
  else if (field.value.trim()) field.form.submit();
}
