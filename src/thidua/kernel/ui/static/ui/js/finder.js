// A long list of choices is found by typing, marks or none; without this file it stays a plain select.

import { Listbox, STEPS } from "./listbox.js";

const LONG = 15;
const SHOWN = 200;
const words = document.getElementById("words-for-script")?.dataset ?? {};
let made = 0;

const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();

class Finder {
  constructor(select) {
    made += 1;
    this.select = select;
    this.name = select.id || `finder-${made}`;
    this.field = this.makeField();
    this.list = document.createElement("ul");
    this.list.id = `${this.name}-list`;
    this.list.className = "finder-list";
    this.list.popover = "manual";
    this.list.setAttribute("role", "listbox");
    this.choices = new Listbox(this.field, this.list);
    this.wrap();
    this.takeLabel();
    this.show();
    this.listen();
  }

  makeField() {
    const field = document.createElement("input");
    field.className = this.select.className;
    field.id = `${this.name}-find`;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.required = this.select.required;
    field.disabled = this.select.disabled;
    const marks = { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${this.name}-list` };
    for (const [name, value] of Object.entries(marks)) field.setAttribute(name, value);
    for (const name of ["aria-label", "aria-describedby", "aria-invalid"]) {
      if (this.select.hasAttribute(name)) field.setAttribute(name, this.select.getAttribute(name));
    }
    return field;
  }

  wrap() {
    const box = document.createElement("span");
    box.className = "finder";
    this.select.replaceWith(box);
    this.select.required = false;
    this.select.tabIndex = -1;
    this.select.setAttribute("aria-hidden", "true");
    box.append(this.select, this.field, this.list);
  }

  takeLabel() {
    const label = this.select.labels?.[0];
    if (!label) return;
    label.htmlFor = this.field.id;
    this.list.setAttribute("aria-label", label.textContent.trim());
  }

  get isOpen() {
    return this.field.getAttribute("aria-expanded") === "true";
  }

  // The field says what is chosen; the empty choice stands there faint.
  show() {
    const chosen = this.select.selectedOptions[0];
    this.field.defaultValue = chosen?.value ? chosen.text.trim() : "";
    this.field.value = this.field.defaultValue;
    this.field.placeholder = [...this.select.options].find((one) => !one.value)?.text ?? "";
    this.field.title = this.field.value;
  }

  open(asked = "") {
    const sought = plain(asked).split(" ").filter(Boolean);
    const said = (one) => plain(`${one.text} ${this.groupOf(one)}`);
    const fits = (one) => !one.disabled && (one.value || !sought.length) && sought.every((word) => said(one).includes(word));
    const options = [...this.select.options].filter(fits);
    this.list.replaceChildren(...this.lines(options.slice(0, SHOWN)));
    if (options.length > SHOWN) this.list.append(this.remark(words.findMore?.replace("#", options.length - SHOWN)));
    if (!options.length) this.list.append(this.remark(words.findNone));
    if (!this.isOpen) this.list.showPopover();
    this.field.setAttribute("aria-expanded", "true");
    this.place();
    const here = sought.length ? null : this.list.querySelector(`[data-index="${this.select.selectedIndex}"]`);
    this.choices.mark(here ?? this.choices.lines[0]);
  }

  groupOf(option) {
    return option.parentElement.label ?? "";
  }

  // Each group of the select begins with its name, which is read with its choices.
  lines(options) {
    let last = "";
    return options.flatMap((one) => {
      const group = this.groupOf(one), isNew = group && group !== last;
      last = group;
      return isNew ? [this.heading(group), this.line(one)] : [this.line(one)];
    });
  }

  heading(text) {
    const line = document.createElement("li");
    line.className = "finder-group";
    line.setAttribute("aria-hidden", "true");
    line.textContent = text;
    return line;
  }

  line(option) {
    const line = document.createElement("li");
    line.id = `${this.name}-${option.index}`;
    line.dataset.index = option.index;
    line.setAttribute("role", "option");
    line.textContent = option.text;
    if (this.groupOf(option)) line.setAttribute("aria-description", this.groupOf(option));
    return line;
  }

  remark(text) {
    const line = document.createElement("li");
    line.className = "finder-remark";
    line.setAttribute("role", "status");
    line.textContent = text ?? "";
    return line;
  }

  // Below the field, or above it where there is more room; never beyond the window.
  place() {
    const box = this.field.getBoundingClientRect();
    const below = innerHeight - box.bottom, isAbove = below < 200 && box.top > below;
    const put = (name, value) => this.list.style.setProperty(name, value);
    put("min-inline-size", `${box.width}px`);
    put("max-block-size", `${Math.min(320, (isAbove ? box.top : below) - 12)}px`);
    put("left", `${Math.max(8, Math.min(box.left, innerWidth - this.list.offsetWidth - 8))}px`);
    put("top", isAbove ? "auto" : `${box.bottom + 2}px`);
    put("bottom", isAbove ? `${innerHeight - box.top + 2}px` : "auto");
  }

  close() {
    if (!this.isOpen) return;
    this.list.hidePopover();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.show();
  }

  choose(line) {
    const index = Number(line.dataset.index), isNew = index !== this.select.selectedIndex;
    this.select.selectedIndex = index;
    this.close();
    if (!isNew) return;
    for (const kind of ["input", "change"]) this.select.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { marked } = this.choices;
    if (event.key in STEPS) {
      event.preventDefault();
      if (this.isOpen) this.choices.step(STEPS[event.key]);
      else this.open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.isOpen) this.open();
      else if (marked) this.choose(marked);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab" && this.isOpen && marked && this.field.value && this.field.value !== this.field.defaultValue) {
      this.choose(marked);
    }
  }

  listen() {
    const { field, list, select } = this;
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("focus", () => field.select());
    field.addEventListener("click", () => { if (!this.isOpen) this.open(); });
    field.addEventListener("input", (event) => { event.stopPropagation(); this.open(field.value); });
    field.addEventListener("change", (event) => event.stopPropagation());
    field.addEventListener("blur", () => { this.close(); this.show(); });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const line = event.target.closest("[role=option]");
      if (line) this.choose(line);
    });
    select.addEventListener("focus", () => field.focus());
    select.addEventListener("change", () => this.show());
    select.form?.addEventListener("reset", () => setTimeout(() => this.show()));
    window.addEventListener("pageshow", () => this.show());
    for (const kind of ["scroll", "resize"]) {
      window.addEventListener(kind, (event) => { if (this.isOpen && event.target !== list) this.place(); }, true);
    }
  }
}

function prepare(within) {
  for (const select of within.querySelectorAll?.("select.in:not([multiple], .finder > *)") ?? []) {
    if (select.options.length < LONG) continue;
    const hasFocus = document.activeElement === select;
    const finder = new Finder(select);
    if (hasFocus) finder.field.focus();
  }
}

if ("popover" in HTMLElement.prototype) {
  prepare(document);
  document.body.addEventListener("htmx:afterSwap", (event) => prepare(event.detail.target));
}
