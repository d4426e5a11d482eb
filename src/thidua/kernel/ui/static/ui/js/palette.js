// Ctrl K: find and begin, by keyboard alone. The list comes from the server; without this
// file the field of the header is a form that leads to the same answers on a page.

const dialog = document.getElementById("palette");
const field = document.getElementById("palette-q");
const list = document.getElementById("palette-list");
const said = document.getElementById("palette-said");
const headField = document.getElementById("find-top");
const narrow = window.matchMedia("(max-width: 40rem)");
let last = ""; // what was asked before it was closed: opened again, it is asked again
let goes = false; // Enter was pressed before the answer came

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");
const isAnswered = () => list.querySelector("[data-asked]")?.dataset.asked === field.value.trim();

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function open(text = "") {
  if (dialog.open) return;
  goes = false;
  field.value = text;
  list.replaceChildren();
  choose(null);
  dialog.showModal();
  field.focus();
  field.select();
  field.dispatchEvent(new CustomEvent("palette-open", { bubbles: true }));
}

function step(by) {
  const all = options();
  if (!all.length) return;
  const here = all.indexOf(chosen());
  choose(all[(here + by + all.length) % all.length]);
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

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      step(steps[event.key]);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      if (isAnswered()) go();
      else goes = true;
    }
  });
  list.addEventListener("mousemove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== chosen()) choose(option);
  });
  list.addEventListener("htmx:afterSwap", () => {
    const first = options()[0];
    field.setAttribute("aria-expanded", String(Boolean(first)));
    choose(first);
    list.scrollTop = 0;
    said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
    if (goes && isAnswered()) go();
  });
}

function go() {
  goes = false;
  if (chosen()) chosen().click();
  else if (field.value.trim()) field.form.submit();
}
