// The list under a field: one line of it is marked, by the arrow keys or the mouse.

export const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class Listbox {
  constructor(field, list) {
    this.field = field;
    this.list = list;
    list.addEventListener("mousemove", (event) => {
      const line = event.target.closest("[role=option]");
      if (line && line !== this.marked) this.mark(line);
    });
  }

  get lines() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get marked() {
    return this.list.querySelector("[aria-selected=true]");
  }

  mark(line) {
    this.marked?.setAttribute("aria-selected", "false");
    line?.setAttribute("aria-selected", "true");
    if (line) this.field.setAttribute("aria-activedescendant", line.id);
    else this.field.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const { lines } = this;
    if (lines.length) this.mark(lines[(lines.indexOf(this.marked) + by + lines.length) % lines.length]);
  }
}
