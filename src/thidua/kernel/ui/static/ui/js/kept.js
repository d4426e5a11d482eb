// What was typed and is not saved yet stays on this device, with how it was answered: a text that
// was refused comes back with its reason, a conflict is asked again.

export class Kept {
  constructor(url) {
    this.url = url;
  }

  name(cell) {
    return `${this.url}@${cell.dataset.cell}`;
  }

  // `version`: against which it was typed; `state` and `reason`: what was said of it, if anything.
  put(cell, state = "", reason = "") {
    const kept = { version: cell.dataset.version ?? "0", value: cell.value, state, reason };
    sessionStorage.setItem(this.name(cell), JSON.stringify(kept));
  }

  of(cell) {
    const text = sessionStorage.getItem(this.name(cell));
    if (text === null) return null;
    if (text.startsWith("{")) return JSON.parse(text);
    const [version, ...value] = text.split(" "); // as pages of before kept it
    return { version, value: value.join(" "), state: "", reason: "" };
  }

  forget(cell) {
    sessionStorage.removeItem(this.name(cell));
  }
}
