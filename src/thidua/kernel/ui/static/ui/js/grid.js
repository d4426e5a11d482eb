// The entry grid. Leaving a cell saves it; each cell says how it stands; a block pastes as one
// request; a lost connection loses nothing. Without this file the form around it is posted whole.

import { isHeld, isOpen, PasteNote, seen, tellOpen, tellTexts, words } from "./open_cells.js";
import { Beside } from "./beside.js";
import { showCell } from "./cell_says.js";
import { Kept } from "./kept.js";
import { readBlock } from "./paste.js";

const RETRY = [2, 5, 15, 30]; // seconds between tries while the connection is gone

class Grid {
  constructor(table) {
    this.table = table;
    this.url = table.dataset.saveUrl;
    this.said = document.getElementById(table.dataset.grid) ?? document.createElement("p");
    this.kept = new Kept(this.url);
    this.waiting = new Map(); // key → the cell that must be sent
    this.going = null;
    this.tries = 0;
    this.pasted = new PasteNote(table);
    this.beside = new Beside(table.dataset.panel);
    for (const cell of this.cells()) this.prepare(cell);
    this.send();
    table.addEventListener("focusin", (event) => this.enter(event.target));
    table.addEventListener("focusout", (event) => this.leave(event.target));
    table.addEventListener("keydown", (event) => this.press(event));
    table.addEventListener("paste", (event) => this.paste(event));
    window.addEventListener("online", () => this.retry());
    window.addEventListener("beforeunload", (event) => {
      if (this.isUnsaved()) event.preventDefault();
    });
    table.form = table.closest("form");
    table.form?.addEventListener("submit", () => { this.waiting.clear(); this.going = null; this.leaving = true; });
    document.addEventListener("submit", (event) => this.hold(event), true);
    document.body.addEventListener("htmx:afterSettle", () => this.tellOpen());
    document.getElementById(`cell-${table.dataset.first}`)?.focus();
  }

  cells() {
    return [...this.table.querySelectorAll("input[data-cell]")];
  }

  prepare(cell) {
    this.isSaved(cell, cell.value, cell.dataset.version ?? "0", false);
    const kept = this.kept.of(cell);
    if (kept === null || cell.readOnly) return;
    if (kept.value === cell.value) return this.kept.forget(cell);
    cell.value = kept.value; // typed before the page was lost, against the version of then
    this.isBasedOn(cell, kept.version);
    this.want(cell, false, kept);
  }

  // What the server holds of a cell, and its version; the form around the grid knows it too.
  isSaved(cell, value, version, tellForm = true) {
    cell.dataset.saved = value;
    cell.dataset.standing = version;
    const was = cell.form?.elements.namedItem(`was-${cell.dataset.cell}`);
    if (was && tellForm) was.value = value;
    this.isBasedOn(cell, version);
  }

  // The version against which somebody typed: another one makes the server ask.
  isBasedOn(cell, version) {
    cell.dataset.version = version;
    const field = cell.form?.elements.namedItem(`version-${cell.dataset.cell}`);
    if (field) field.value = version;
  }

  isUnsaved() {
    if (this.leaving) return false;
    return this.waiting.size > 0 || this.going !== null || this.cells().some((cell) => cell.value !== cell.dataset.saved);
  }

  // ── moving ──
  enter(cell) {
    if (!cell.matches("input[data-cell]")) return;
    cell.select();
    this.beside.leave();
    for (const row of this.table.querySelectorAll("tr[data-here]")) row.removeAttribute("data-here");
    cell.closest("tr").setAttribute("data-here", "");
  }

  leave(cell) {
    if (!cell.matches("input[data-cell]") || cell.value.trim() === cell.dataset.sent) return;
    if (cell.value.trim() !== cell.dataset.saved) this.want(cell);
    else if (isOpen(cell) && !this.going) this.restore(cell, false); // typed back: nothing is open any more
    else this.isBasedOn(cell, cell.dataset.standing); // what stands there was seen and left
  }

  tellOpen() {
    if (this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      tellOpen(this.cells());
    });
  }

  // A form that sends what the grid holds waits until the grid has told everything.
  hold(event) {
    const form = event.target;
    if (!form.matches("form[data-after-grid]")) return;
    const open = this.cells().find(isOpen);
    if (!open && !this.going && this.waiting.size === 0) return;
    event.preventDefault();
    if (open) open.focus();
    else this.afterwards = form;
  }

  column(cell) {
    const place = cell.closest("td, th").cellIndex;
    return this.cells().filter((one) => one.closest("td, th").cellIndex === place);
  }

  step(cell, down, across) {
    const line = down ? this.column(cell) : [...cell.closest("tr").querySelectorAll("input[data-cell]")];
    const next = line[line.indexOf(cell) + (down || across)];
    next?.focus();
    return Boolean(next);
  }

  press(event) {
    const cell = event.target;
    if (!cell.matches("input[data-cell]")) return;
    const whole = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = whole || (cell.selectionStart === 0 && cell.selectionEnd === 0);
    const atEnd = whole || (cell.selectionStart === cell.value.length);
    let moved = true;
    if (event.key === "Enter" && event.ctrlKey) this.beside.enter(cell.closest("tr"));
    else if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) this.step(cell, 1, 0) || this.leave(cell);
    else if (event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey)) this.step(cell, -1, 0);
    else if (event.key === "ArrowLeft" && atStart) this.step(cell, 0, -1);
    else if (event.key === "ArrowRight" && atEnd) this.step(cell, 0, 1);
    else if (event.key === "Escape") this.restore(cell);
    else moved = false;
    if (moved) event.preventDefault();
  }

  restore(cell, isHere = true) {
    cell.value = cell.dataset.saved;
    this.isBasedOn(cell, cell.dataset.standing);
    delete cell.dataset.sent;
    delete cell.dataset.held;
    delete cell.dataset.wrote;
    this.waiting.delete(cell.dataset.cell);
    this.kept.forget(cell);
    this.show(cell, "", "");
    if (isHere) cell.select();
  }

  // ── pasting ──
  paste(event) {
    const from = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!from.matches("input[data-cell]") || !/[\t\n\r]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    const block = readBlock(text);
    const rows = [...this.table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("input[data-cell]"));
    const first = rows.indexOf(from.closest("tr"));
    const left = [...rows[first].querySelectorAll("input[data-cell]")].indexOf(from);
    const after = new Map();
    let outside = 0;
    let beyond = 0;
    block.forEach((line, down) => {
      const row = [...(rows[first + down]?.querySelectorAll("input[data-cell]") ?? [])];
      line.forEach((value, across) => {
        const cell = row[left + across];
        if (!cell && value !== "") beyond += 1;
        if (!cell || cell.readOnly) outside += value === "" ? 0 : 1;
        else if (value !== cell.value) after.set(cell, value);
      });
    });
    const covered = [...after.keys()].filter((cell) => cell.dataset.saved !== "").length;
    if (beyond === 0 || covered === 0) return this.put(after, outside);
    const asked = words.larger?.replace("#", outside).replace("#", covered);
    this.pasted.say(asked, [[words.paste, () => this.put(after, outside)], [words.cancel, () => this.pasted.say("")]]);
  }

  put(after, outside) {
    const before = new Map([...after.keys()].map((cell) => [cell, cell.value]));
    this.fill(after);
    const told = words.pasted?.replace("#", before.size) ?? "";
    const rest = outside ? ` ${words.outside?.replace("#", outside)}` : "";
    this.pasted.say(`${told}${rest}`, [[words.undo, () => { this.pasted.say(""); this.fill(before); }]]);
  }

  fill(values) {
    for (const [cell, value] of values) {
      cell.value = value;
      if (value === cell.dataset.saved && !this.going) this.restore(cell, false);
      else this.want(cell, false);
    }
    this.send();
  }

  // ── sending ──
  // What was `said` of it before the page was lost stands until the answer comes. A text that was
  // held up by somebody else's figure stays so until she types another or says to write it.
  want(cell, now = true, said = null) {
    if (said?.state === "changed") cell.dataset.held = cell.value.trim();
    const state = isHeld(cell) ? "changed" : said?.state;
    this.waiting.set(cell.dataset.cell, cell);
    delete cell.dataset.sent;
    delete cell.dataset.wrote;
    this.kept.put(cell, state, said?.reason);
    this.show(cell, state || "waiting", said?.reason);
    if (now) this.send();
  }

  async send() {
    if (this.going || this.waiting.size === 0) return;
    const cells = [...this.waiting.values()];
    this.waiting.clear();
    const sent = new Map(cells.map((cell) => [cell, cell.value.trim()]));
    const body = new URLSearchParams();
    for (const [cell, value] of sent) {
      body.append("cell", cell.dataset.cell);
      body.append("value", value);
      body.append("version", cell.dataset.version ?? "0");
      if (isHeld(cell)) body.append("ask", cell.dataset.cell); // asked about again, not written
      if (!isOpen(cell)) this.show(cell, "saving", words.saving);
      cell.dataset.sent = value;
    }
    if ("others" in this.table.dataset) body.append("seen", seen(this.cells().filter((cell) => this.isQuiet(cell) && !sent.has(cell))));
    this.going = { body, sent, once: token() };
    await this.post();
  }

  async post() {
    const { body, sent, once } = this.going;
    let answer;
    try {
      answer = await fetch(this.url, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "X-Once": once, ...headers() },
        credentials: "same-origin",
      });
      if ([502, 503, 504].includes(answer.status)) throw new Error("away");
    } catch {
      return this.later(sent);
    }
    this.tries = 0;
    this.going = null;
    await this.hear(answer, sent);
    if (this.waiting.size > 0) return this.send();
    this.afterwards?.requestSubmit();
    this.afterwards = null;
  }

  later(sent) {
    for (const cell of sent.keys()) this.show(cell, "failed", words.offline);
    this.tell(words.offline);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), 1000 * RETRY[Math.min(this.tries, RETRY.length - 1)]);
    this.tries += 1;
  }

  retry() {
    if (this.going && this.tries > 0) {
      clearTimeout(this.timer);
      for (const cell of this.going.sent.keys()) this.show(cell, "saving", words.saving);
      this.post(); // the same token: what did arrive is not done twice
    }
  }

  // ── answers ──
  async hear(answer, sent) {
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    const said = isJson ? await answer.json() : null;
    if (!answer.ok || !said?.cells) {
      const reason = said?.reason ? `${said.reason} ${said.remedy}` : words.refused;
      for (const cell of sent.keys()) {
        this.show(cell, "failed", reason);
        delete cell.dataset.sent; // leaving the cell once more tries again
      }
      return this.tell(reason);
    }
    const byKey = new Map(this.cells().map((cell) => [cell.dataset.cell, cell]));
    for (const one of said.cells) {
      const cell = byKey.get(one.cell);
      if (cell) this.take(cell, one, sent.get(cell));
    }
    for (const one of said.beside ?? []) this.learn(byKey.get(one.cell), one);
    for (const [key, note] of Object.entries(said.notes ?? {})) this.note(byKey.get(key), note);
    tellTexts(said.texts);
    this.tell(this.cells().some(isOpen) ? "" : said.said); // the rows say what is not saved
    this.table.dispatchEvent(new CustomEvent("grid:saved", { bubbles: true, detail: said }));
  }

  take(cell, one, sent) {
    const isUntouched = sent === undefined || cell.value.trim() === sent;
    if (one.outcome === "saved") {
      this.isSaved(cell, one.value, one.version);
      this.beside.isSaved(cell.closest("tr"), one.version);
      if (isUntouched) {
        cell.value = one.value;
        delete cell.dataset.sent;
        delete cell.dataset.held;
        this.kept.forget(cell);
        this.show(cell, one.note ? "noted" : "saved", one.note || words.saved);
      } else this.want(cell, false);
    } else if (one.outcome === "asked") {
      this.show(cell, "asked", one.reason, one.choices.map((value) => [value, () => this.write(cell, value)]));
    } else if (one.outcome === "changed") {
      cell.dataset.held = sent ?? cell.value.trim();
      this.kept.put(cell, "changed", one.reason);
      this.show(cell, "changed", one.reason, [
        [one.theirs ? words.theirs?.replace("#", one.theirs) : words.leaveEmpty, () => { this.isSaved(cell, one.theirs, one.version); this.restore(cell); }],
        [words.mine?.replace("#", cell.value || "–"), () => { delete cell.dataset.held; this.isBasedOn(cell, one.version); this.want(cell); }],
      ]);
      cell.dataset.saved = one.theirs; // Escape, or typing it again, keeps what stands there
      cell.dataset.standing = one.version;
    } else this.fail(cell, [one.reason, one.remedy].filter(Boolean).join(" "));
  }

  fail(cell, reason) {
    this.kept.put(cell, "failed", reason);
    this.show(cell, "failed", reason);
  }

  // Nothing of it is on its way, nobody types there and nothing is asked about it.
  isQuiet(cell) {
    return !isOpen(cell) && !this.waiting.has(cell.dataset.cell) && cell.value.trim() === cell.dataset.saved;
  }

  // Somebody else wrote a cell that is untouched here: it shows what stands there now. Whoever
  // is in it already and types over it is asked first.
  learn(cell, one) {
    if (!cell || !this.isQuiet(cell)) return;
    const isOther = one.value !== cell.value;
    const basis = cell.dataset.version;
    this.isSaved(cell, one.value, one.version);
    if (!isOther) return;
    this.beside.isWritten(cell.closest("tr"));
    cell.value = one.value;
    cell.dataset.wrote = one.note;
    this.show(cell, one.note ? "noted" : "", one.note);
    if (cell !== document.activeElement) return;
    this.isBasedOn(cell, basis);
    cell.select();
  }

  // What an answer says of a cell beside the one that was sent; who types there goes on typing.
  note(cell, words) {
    if (!cell || !this.isQuiet(cell)) return;
    const said = [cell.dataset.wrote, words].filter(Boolean).join(" ");
    if (said || cell.closest("td, th").dataset.state === "noted") this.show(cell, said ? "noted" : "", said);
  }

  write(cell, value) {
    cell.value = value;
    this.want(cell);
    cell.focus();
  }

  show(cell, state, text, choices) {
    showCell(cell, state, text, choices);
    this.tellOpen();
  }

  tell(text) {
    this.said.textContent = text ?? "";
  }
}

function token() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function headers() {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
}

const known = new WeakSet();
function start(within) {
  for (const table of within.querySelectorAll?.("table[data-grid][data-save-url]") ?? []) {
    if (!known.has(table)) {
      known.add(table);
      new Grid(table);
    }
  }
}
start(document);
document.body.addEventListener("htmx:afterSwap", (event) => start(event.detail.target.parentElement ?? document));
