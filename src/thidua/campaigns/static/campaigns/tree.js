// Content moved by dragging: mouse, pen and touch alike. A row is taken by its handle and let
// go before, after or inside another; its own form then asks the server, which may refuse and
// says why. Nothing moves until the server has moved it; Escape lets go. The arrows of each
// row do the same from the keyboard.

const EDGE = 0.3; // of a row's height: above it means before, below it after, else inside
const NEAR = 60; // pixels from the edge of the window where the page begins to scroll
const STEP = 14;

class Drag {
  constructor(handle, event) {
    this.handle = handle;
    this.row = handle.closest("[data-node]");
    this.tree = handle.closest("[data-tree]");
    this.said = document.getElementById(this.tree.dataset.tree);
    this.over = null;
    this.where = "";
    this.id = event.pointerId;
    this.row.dataset.dragged = "";
    this.tree.dataset.dragging = "";
    handle.setPointerCapture(event.pointerId);
    this.moves = (move) => this.move(move);
    this.ends = (up) => this.end(up);
    this.stops = () => this.stop();
    this.presses = (key) => this.press(key);
    handle.addEventListener("pointermove", this.moves);
    handle.addEventListener("pointerup", this.ends);
    handle.addEventListener("pointercancel", this.stops);
    document.addEventListener("keydown", this.presses, true);
  }

  move(event) {
    if (event.pointerId !== this.id) return;
    if (event.clientY < NEAR) window.scrollBy(0, -STEP);
    else if (event.clientY > window.innerHeight - NEAR) window.scrollBy(0, STEP);
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-node]");
    if (!found || found === this.row || !this.tree.contains(found)) return this.mark(null, "");
    const box = found.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    this.mark(found, part < EDGE ? "before" : part > 1 - EDGE ? "after" : "inside");
  }

  mark(row, where) {
    if (row === this.over && where === this.where) return;
    this.over?.removeAttribute("data-drop");
    this.over = row;
    this.where = where;
    if (row) row.dataset.drop = where;
    this.say(row ? this.tree.dataset[where].replace("#", row.dataset.node) : "");
  }

  say(words) {
    if (this.said) this.said.textContent = words;
  }

  press(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
    this.say(this.tree.dataset.stopped ?? "");
  }

  end(event) {
    if (event.pointerId !== this.id) return;
    const { over, where, row } = this;
    this.stop();
    if (!over) return;
    const form = row.querySelector("form[data-move]");
    fill(form, "where", where);
    fill(form, "beside", over.dataset.pk);
    form.requestSubmit();
    for (const name of ["where", "beside"]) form.elements.namedItem(name)?.remove();
  }

  stop() {
    this.mark(null, "");
    delete this.row.dataset.dragged;
    delete this.tree.dataset.dragging;
    this.handle.removeEventListener("pointermove", this.moves);
    this.handle.removeEventListener("pointerup", this.ends);
    this.handle.removeEventListener("pointercancel", this.stops);
    document.removeEventListener("keydown", this.presses, true);
    if (this.handle.hasPointerCapture(this.id)) this.handle.releasePointerCapture(this.id);
    drag = null;
  }
}

function fill(form, name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
}

let drag = null;
document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || drag || event.button !== 0) return;
  event.preventDefault();
  drag = new Drag(handle, event);
});
